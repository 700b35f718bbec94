/* SPDX-License-Identifier: MIT */
#include <stdint.h>

#include "cli/session.h"

static enum cs_exit print(const struct cs_session *session, const struct cs_invocation *invocation, enum cs_form form)
{
    struct casus_style style = cs_session_style(invocation, form);
    casus_text text = {.bytes = NULL};
    casus_next *next;
    casus_status status = casus_next_new(session->a, cs_invocation_value(invocation, "for"), &next);

    if (status == CASUS_OK)
        status = casus_write_next(next, &style, casus_text_sink(&text));
    casus_next_free(next);
    return cs_session_write(invocation->command, status, casus_answer_message(session->a), &text, CS_EXIT_FINE);
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct cs_session session;
    enum cs_exit result;
    enum cs_form form;

    if (cs_session_form(invocation, CS_FORM_ICS, &form) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    cs_session_init(&session);
    result = cs_session_open(&session, invocation, invocation->arguments, invocation->count,
                             cs_invocation_value(invocation, "as"));
    if (result == CS_EXIT_FINE)
        result = print(&session, invocation, form);
    cs_session_release(&session);
    return result;
}

const struct cs_command cs_command_next = {
    .name = "next",
    .arguments = "FILE... [--for PARTY] [--as ACCOUNT] [--as-of DATE]\n"
                 "                  [--known-on DATE] [--grade GRADE,...]\n"
                 "                  [--format text|json|csv|ics] [--formal]\n"
                 "                  [--language CODE]",
    .summary = "tell who must or may act now, by when, and who can block it",
    .help = "First an agenda by date: what is owed and still open, what is expected and owed\n"
            "by nobody, and what comes about by itself at a moment, such as the end of a\n"
            "silence, as things stand, and who could stop it; with how far off it is, or\n"
            "overdue, and its state on each account. Then the acts that somebody has the\n"
            "power to do now, under what, and which acts of others could block them; of a\n"
            "decision that was deferred nothing.\n"
            "\n"
            "As ics it becomes a calendar: an event with an alarm for each duty, on the\n"
            "soonest day on which its time may run out, tentative unless it is so in every\n"
            "world. Read in again, an event moves with its deadline, and none is doubled.\n",
    .options = {{"for", "PARTY", "only what this party must or may do"},
                CS_OPTION_AS,
                CS_OPTION_GRADE,
                CS_OPTION_FORMAL,
                CS_OPTION_LANGUAGE,
                CS_OPTION_SUPPOSE,
                {"as-of", "DATE", "at the end of this day, else of the last one"},
                CS_OPTION_KNOWN_ON,
                {"format", "text|json|csv|ics", "for people, for programs, for a calendar"}},
    .many = "suppose",
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
