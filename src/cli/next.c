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
                 "                  [--format text|json|csv|ics] [--formal]",
    .summary = "tell who must or may act now, by when, and who can block it",
    .help = "What is owed and still open comes first, the most urgent at the top, with its\n"
            "state on each account; then what is expected, and owed by nobody; then what\n"
            "comes about by itself at a moment, such as the end of a silence, as things\n"
            "stand, and who could stop it. Last the acts that somebody has the power to do\n"
            "now, under what, and which acts of others could block them; of a decision that\n"
            "was deferred nothing.\n"
            "\n"
            "As ics the deadlines of what is owed and still open, passed or not, become a\n"
            "calendar: an event for each duty and each day on which its time may run out,\n"
            "tentative unless it is so in every world. Read in again, no event is doubled.\n",
    .options = {{"for", "PARTY", "only what this party must or may do"},
                CS_OPTION_AS,
                CS_OPTION_GRADE,
                CS_OPTION_FORMAL,
                CS_OPTION_SUPPOSE,
                {"as-of", "DATE", "at the end of this day, else of the last one"},
                CS_OPTION_KNOWN_ON,
                {"format", "text|json|csv|ics", "for people, for programs, for a calendar"}},
    .many = "suppose",
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
