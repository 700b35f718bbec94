/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>

#include "cli/session.h"

static enum cs_exit write_ledger(const struct cs_session *session, const struct cs_invocation *invocation,
                                 enum cs_form form)
{
    struct casus_style style = cs_session_style(invocation, form);
    casus_text text = {.bytes = NULL};
    casus_status status;

    style.all = cs_invocation_value(invocation, "all") != NULL;
    style.request = cs_invocation_value(invocation, "request");
    status = cs_invocation_value(invocation, "by") != NULL
                 ? casus_write_requests(session->a, &style, casus_text_sink(&text))
                 : casus_write_ledger(session->a, &style, casus_text_sink(&text));
    return cs_session_write(invocation->command, status, casus_answer_message(session->a), &text, CS_EXIT_FINE);
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct cs_session session;
    const char *by = cs_invocation_value(invocation, "by");
    enum cs_exit result;
    enum cs_form form;

    if (cs_session_form(invocation, CS_FORM_CSV, &form) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    if (by != NULL && strcmp(by, "request") != 0)
        return cs_usage(invocation->command, "the ledger is laid out by request, not by \"%s\"", by);
    cs_session_init(&session);
    result = cs_session_open(&session, invocation, invocation->arguments, invocation->count,
                             cs_invocation_value(invocation, "as"));
    if (result == CS_EXIT_FINE)
        result = write_ledger(&session, invocation, form);
    cs_session_release(&session);
    return result;
}

const struct cs_command cs_command_run = {
    .heading = "to read what they come to",
    .name = "run",
    .arguments = "FILE... [--as-of DATE] [--known-on DATE] [--as ACCOUNT]\n"
                 "                 [--grade GRADE,...] [--reading NAME=ANSWER]...\n"
                 "                 [--request LABEL] [--by request]\n"
                 "                 [--format text|json|csv] [--all] [--formal]\n"
                 "                 [--language CODE]",
    .summary = "run treaties on a record: who owes what, on whose account",
    .help = "Reads the files and all that they use, runs the treaties on the records, and\n"
            "prints the ledger: every request, duty, expectation, decision and act with its\n"
            "state on each account. Rows that stand alike for several holders are one line\n"
            "(\"each other party\"); what an open line depends on is named below by Q1, Q2 ...\n"
            "\n"
            "A day means the whole of it, to its last moment, in the zone of the record; an\n"
            "instant may be given instead (2022-09-13T06:00+04:00). Without --as-of all\n"
            "that the records date has happened.\n"
            "\n"
            "--by request lays the requests side by side: by whom, of whom, for what; what\n"
            "was decided, and on what that rests; what is owed and how it stands; what was\n"
            "done and how many days after; what was left out, deferred, put in its place.\n"
            "\n"
            "`casus why FILE... ROW` gives the reasons of a row by its number in the\n"
            "margin.\n",
    .options = {{"as-of", "DATE", "what has come of it by the end of this day"},
                CS_OPTION_KNOWN_ON,
                CS_OPTION_AS,
                CS_OPTION_GRADE,
                CS_OPTION_FORMAL,
                CS_OPTION_LANGUAGE,
                CS_OPTION_SUPPOSE,
                {"reading", "NAME=ANSWER", "only where the text is read so; several may be given"},
                {"request", "LABEL", "only this request and what belongs to it"},
                {"by", "request", "the requests side by side, and what came of each"},
                {"format", "text|json|csv", "for people, or for programs"},
                {"all", NULL, "a line for each holder, and for what is summed up"}},
    .many = "reading suppose",
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
