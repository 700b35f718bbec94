/* SPDX-License-Identifier: MIT */
#include <stdint.h>

#include "cli/asking.h"

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct cs_asking asking;
    casus_text text = {.bytes = NULL};
    struct casus_style style;
    enum cs_exit result;
    enum cs_form form;

    if (cs_session_form(invocation, CS_FORM_JSON, &form) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    style = cs_session_style(invocation, form);
    cs_asking_init(&asking);
    result = cs_asking_open(&asking, invocation, CASUS_ASK_PLAIN);
    if (result == CS_EXIT_FINE)
        result = cs_session_write(invocation->command,
                                  casus_write_reply_reasons(asking.reply, &style, casus_text_sink(&text)),
                                  casus_reply_message(asking.reply), &text, CS_EXIT_FINE);
    cs_asking_release(&asking);
    return result;
}

const struct cs_command cs_command_why = {
    .name = "why",
    .arguments = "FILE... ROW [--as-of DATE] [--known-on DATE] [--as ACCOUNT]\n"
                 "                 [--grade GRADE,...] [--sources DIR] [--format text|json]",
    .summary = "give the reasons of a row, down to article and source",
    .help = "ROW is the number of a row of the ledger (4.2, or 4 for the first of its\n"
            "kind), the label of an occurrence or a state (d2), or a sentence:\n"
            "\n"
            "  'Russia owes Armenia assistance on e1'   the rows that fit, or why none does\n"
            "  'may vote by Georgia on d2'              who has the power, or what is missing\n"
            "  'e1 counts as attack on Armenia'         what bears on it\n"
            "\n"
            "For each account: the state, the article and its gist, what happened and who\n"
            "says so, and what is absent. Each claim names its source and passage; with\n"
            "--sources the passage itself is shown, else the gist that the record gives.\n",
    .options = {{"as-of", "DATE", "what had come of it by the end of this day"},
                CS_OPTION_KNOWN_ON,
                CS_OPTION_AS,
                CS_OPTION_GRADE,
                CS_OPTION_FORMAL,
                CS_OPTION_LANGUAGE,
                CS_OPTION_SUPPOSE,
                {"sources", "DIR", "the folder of the documents, to show passages"},
                {"format", "text|json", "for people, or for programs"}},
    .many = "suppose",
    .least = 2,
    .most = SIZE_MAX,
    .run = run,
};
