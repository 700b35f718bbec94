/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>

#include "cli/session.h"

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct casus_style style = cs_session_style(invocation, CS_FORM_TEXT);
    casus_text text = {.bytes = NULL};
    struct cs_session session;
    enum cs_exit result;

    cs_session_init(&session);
    style.request = cs_invocation_value(invocation, "request");
    result = cs_session_open(&session, invocation, invocation->arguments, invocation->count,
                             cs_invocation_value(invocation, "as"));
    if (result == CS_EXIT_FINE) {
        casus_status status = casus_write_brief(session.a, &style, casus_text_sink(&text));

        result = cs_session_write(invocation->command, status, casus_answer_message(session.a), &text, CS_EXIT_FINE);
    }
    cs_session_release(&session);
    return result;
}

const struct cs_command cs_command_brief = {
    .name = "brief",
    .arguments = "FILE... [--as-of DATE] [--known-on DATE] [--as ACCOUNT]\n"
                 "                   [--grade GRADE,...] [--request LABEL]",
    .summary = "write a summary in Markdown: what was asked, decided, owed",
    .help = "A summary in neutral prose, made of the lines of record and ledger: for each\n"
            "request the occurrence that it is about and who calls it what; what was\n"
            "decided, owed and expected, with its state on each account; then the open\n"
            "questions. Footnotes name articles, sources, passages.\n"
            "\n"
            "All text of the files is escaped: it is shown as it was written.\n",
    .options = {{"as-of", "DATE", "what has come of it by the end of this day"},
                CS_OPTION_KNOWN_ON,
                CS_OPTION_AS,
                CS_OPTION_GRADE,
                CS_OPTION_FORMAL,
                CS_OPTION_LANGUAGE,
                CS_OPTION_SUPPOSE,
                {"request", "LABEL", "only this request and what belongs to it"}},
    .many = "suppose",
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
