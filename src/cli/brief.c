/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>

#include "cli/session.h"

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct casus_style style = cs_session_style(CS_FORM_TEXT);
    casus_text text = {.bytes = NULL};
    struct cs_session session;
    enum cs_exit result;

    cs_session_init(&session);
    style.request = cs_invocation_value(invocation, "request");
    result = cs_session_open(&session, invocation, invocation->arguments, invocation->count,
                             cs_invocation_value(invocation, "as"));
    if (result == CS_EXIT_FINE)
        result = cs_session_write(invocation->command, casus_write_brief(session.a, &style, casus_text_sink(&text)),
                                  casus_answer_message(session.a), &text, CS_EXIT_FINE);
    cs_session_release(&session);
    return result;
}

const struct cs_command cs_command_brief = {
    .name = "brief",
    .arguments = "FILE... [--as-of DATE] [--known-on DATE] [--as ACCOUNT]\n"
                 "                   [--grade GRADE,...] [--request LABEL]",
    .summary = "write a page in Markdown: what was asked, decided, owed",
    .help = "A page for who has five minutes, in neutral prose made of the lines of record\n"
            "and ledger: for each request what it was about and what that was called by\n"
            "whom, what was decided, what is owed and expected and how it stands, and on\n"
            "whose account; then what is open. Footnotes name articles, sources, passages.\n"
            "\n"
            "Whatever stands in the files is escaped: it shows as it was written.\n",
    .options = {{"as-of", "DATE", "what has come of it by the end of this day"},
                CS_OPTION_KNOWN_ON,
                CS_OPTION_AS,
                CS_OPTION_GRADE,
                {"request", "LABEL", "only this request and what belongs to it"}},
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
