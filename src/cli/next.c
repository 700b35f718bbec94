/* SPDX-License-Identifier: MIT */
#include <stdint.h>

#include "cli/session.h"

static enum cs_exit write_next(const struct cs_session *session, const struct cs_next *next, const char *party,
                               enum cs_form form)
{
    struct cs_report report = cs_session_report(session);
    struct cs_buffer out;
    casus_status status;
    enum cs_exit result;

    cs_buffer_init(&out);
    status = form == CS_FORM_JSON  ? cs_next_json(&report, next, party, &out)
             : form == CS_FORM_CSV ? cs_next_csv(&report, next, &out)
             : form == CS_FORM_ICS ? cs_next_calendar(&report, next, &out)
                                   : cs_next_text(&report, next, party, &out);
    result = status == CASUS_OK ? cs_terminal_write(&out, CS_EXIT_FINE) : cs_session_trouble(session);
    cs_buffer_release(&out);
    return result;
}

static enum cs_exit tell(struct cs_session *session, const struct cs_invocation *invocation, enum cs_form form)
{
    const char *party = cs_invocation_value(invocation, "as");
    cs_name name = CS_NO_NAME;
    struct cs_next *next;
    enum cs_exit result;

    if (party != NULL && cs_session_party(session, invocation->command, party, &name) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    if (cs_next_new(session->ledger, name, &next) != CASUS_OK)
        return cs_session_trouble(session);
    result = write_next(session, next, name != CS_NO_NAME ? cs_names_text(&session->c.names, name) : NULL, form);
    cs_next_free(next);
    return result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct cs_session session;
    enum cs_exit result;
    enum cs_form form;

    if (cs_session_form(invocation, CS_FORM_ICS, &form) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    cs_session_init(&session);
    session.grades = cs_invocation_value(invocation, "grade");
    result = cs_session_open(&session, invocation, invocation->arguments, invocation->count, NULL);
    if (result == CS_EXIT_FINE)
        result = tell(&session, invocation, form);
    cs_session_release(&session);
    return result;
}

const struct cs_command cs_command_next = {
    .name = "next",
    .arguments = "FILE... [--as PARTY] [--as-of DATE] [--known-on DATE]\n"
                 "                  [--grade GRADE,...] [--format text|json|csv|ics]",
    .summary = "tell who must or may act now, by when, and who can block it",
    .help = "What is owed and still open comes first, the most urgent at the top, with its\n"
            "state on each account; then the acts that somebody has the power to do now,\n"
            "under what, and which acts of others could block them.\n"
            "\n"
            "As ics the deadlines of what is owed and still open, passed or not, become a\n"
            "calendar: an event for each duty and each day on which its time may run out,\n"
            "tentative unless it is so in every world. Read in again, no event is doubled.\n",
    .options = {{"as", "PARTY", "only what this party must or may do"},
                CS_OPTION_GRADE,
                {"as-of", "DATE", "at the end of this day, else of the last one"},
                CS_OPTION_KNOWN_ON,
                {"format", "text|json|csv|ics", "for people, for programs, for a calendar"}},
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
