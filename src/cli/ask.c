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
    result = cs_asking_open(&asking, invocation, CASUS_ASK_SHORT);
    if (result == CS_EXIT_FINE)
        result = cs_session_write(invocation->command, casus_write_reply(asking.reply, &style, casus_text_sink(&text)),
                                  casus_reply_message(asking.reply), &text,
                                  casus_reply_open(asking.reply) ? CS_EXIT_FINDINGS : CS_EXIT_FINE);
    cs_asking_release(&asking);
    return result;
}

const struct cs_command cs_command_ask = {
    .name = "ask",
    .arguments = "FILE... 'QUESTION' [--as-of DATE] [--known-on DATE]\n"
                 "                 [--as ACCOUNT] [--grade GRADE,...] [--sources DIR]\n"
                 "                 [--format text|json]",
    .summary = "answer a question, on every account, with its reasons",
    .help = "QUESTION is one of these, with \"on DATE\" behind it or without:\n"
            "\n"
            "  'may Azerbaijan accede to CST'           has it the power, or what is missing\n"
            "  'is Armenia party of CST'                a fact, an event, a name\n"
            "  'party Armenia'                          all that there is of a word\n"
            "  'Russia owes Armenia assistance on e1'   a duty; \"expects\" an expectation\n"
            "  'owes Russia to Armenia'                 all that one owes another\n"
            "  r1, 4.2                                  a row of the ledger\n"
            "\n"
            "or any sentence of the language (casus help why). A verb stands for the act that\n"
            "begins like it: \"accede\" for \"accession\". The reply begins with the sentence as\n"
            "which the question was read, says how it stands on each account and on which\n"
            "questions an open answer turns, and gives the reasons.\n"
            "\n"
            "Ends with 0 if every account that is shown has an answer, with 1 if one leaves\n"
            "it open or contradicts itself.\n",
    .options = {{"as-of", "DATE", "at the end of this day; so does \"on DATE\""},
                CS_OPTION_KNOWN_ON,
                CS_OPTION_AS,
                CS_OPTION_GRADE,
                CS_OPTION_FORMAL,
                CS_OPTION_SUPPOSE,
                {"sources", "DIR", "the folder of the documents, to show passages"},
                {"format", "text|json", "for people, or for programs"}},
    .many = "suppose",
    .least = 2,
    .most = SIZE_MAX,
    .run = run,
};
