/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/asking.h"

static bool ends_like_file(const char *argument)
{
    static const char *const endings[] = {".record", ".treaty", ".casus", ".map"};
    const char *ending = strrchr(argument, '.');

    for (size_t i = 0; ending != NULL && i < sizeof endings / sizeof *endings; i++)
        if (strcmp(ending, endings[i]) == 0)
            return true;
    return false;
}

/* Files alone: the last argument ends like one, and is there. */
static bool asks_nothing(const struct cs_invocation *invocation)
{
    const char *last = invocation->arguments[invocation->count - 1];
    if (invocation->count > 1 && !ends_like_file(last))
        return false;
    if (invocation->count == 1)
        return true;
    return access(last, R_OK) == 0;
}

static enum cs_exit list_examples(const struct cs_invocation *invocation)
{
    struct cs_session session;
    casus_text text = {.bytes = NULL};
    enum cs_exit result;

    cs_session_init(&session);
    result = cs_session_read(&session, invocation, invocation->arguments, invocation->count);
    if (result == CS_EXIT_FINE)
        result = cs_session_write(invocation->command, casus_write_examples(session.c, casus_text_sink(&text)),
                                  casus_case_message(session.c), &text, CS_EXIT_FINE);
    cs_session_release(&session);
    return result;
}

/*
 * A question may be given without quotation marks, as several words behind the files: they are joined. The caller frees
 * *text; false: there was no memory for it.
 */
static bool join_question(const struct cs_invocation *invocation, struct cs_invocation *joined, char **text)
{
    size_t first = 1, length = 0;

    *joined = *invocation;
    *text = NULL;
    while (first < invocation->count && ends_like_file(invocation->arguments[first]))
        first++;
    if (first + 1 >= invocation->count)
        return true;
    for (size_t i = first; i < invocation->count; i++)
        length += strlen(invocation->arguments[i]) + 1;
    *text = malloc(length);
    joined->arguments = malloc((first + 1) * sizeof *joined->arguments);
    if (*text == NULL || joined->arguments == NULL)
        return false;
    **text = '\0';
    for (size_t i = first; i < invocation->count; i++) {
        strcat(*text, i > first ? " " : "");
        strcat(*text, invocation->arguments[i]);
    }
    memcpy(joined->arguments, invocation->arguments, first * sizeof *joined->arguments);
    joined->arguments[first] = *text;
    joined->count = first + 1;
    return true;
}

static enum cs_exit answer(const struct cs_invocation *invocation)
{
    struct cs_asking asking;
    casus_text text = {.bytes = NULL};
    struct casus_style style;
    enum cs_exit result;
    enum cs_form form;

    if (cs_session_form(invocation, CS_FORM_JSON, &form) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    if (asks_nothing(invocation))
        return list_examples(invocation);
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

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct cs_invocation joined;
    enum cs_exit result;
    char *text;

    result = join_question(invocation, &joined, &text) ? answer(&joined) : cs_terminal_fail("");
    if (joined.arguments != invocation->arguments)
        free(joined.arguments);
    free(text);
    return result;
}

const struct cs_command cs_command_ask = {
    .name = "ask",
    .arguments = "FILE... [QUESTION] [--as-of DATE] [--known-on DATE]\n"
                 "                 [--as ACCOUNT] [--grade GRADE,...] [--sources DIR]\n"
                 "                 [--format text|json]",
    .summary = "answer a question, on every account, with its reasons",
    .help = "QUESTION is one in plain English, with \"on DATE\" behind it or without. The\n"
            "words of the field are those of the wordings and titles of the files; neither it\n"
            "nor names need quotation marks. LABEL is that of an entry:\n"
            "\n"
            "  'who owes NAME'                    also 'what does NAME owe NAME'\n"
            "  'who is in breach'                 also 'did NAME break ARTICLE'\n"
            "  'what is disputed'                 what is not the same on all accounts\n"
            "  'who says that ...'                is it so; who says so, who denies it\n"
            "  'when must NAME ...'               a duty by what is to be done, with its time\n"
            "  'may NAME ...', 'who may ...'      has it the power, or what is missing\n"
            "  'who ...', 'did NAME ...'          what happened, or holds\n"
            "  'was LABEL adopted', 'why was ...' what became of a request or a decision\n"
            "  'what is LABEL', 'who is NAME'     an entry, a name, a document\n"
            "  'what happened on DATE'            also 'between DATE and DATE', 'since DATE'\n"
            "\n"
            "or the number of a row of the ledger, or any sentence of the language (casus\n"
            "help why). Without a question it lists what can be asked, with the names and\n"
            "labels of the files. The reply begins with the sentence as which the question\n"
            "was read, says how it stands on each account and on which questions an open\n"
            "answer turns, and gives the reasons.\n"
            "\n"
            "Ends with 0 if every account that is shown has an answer, with 1 if one leaves\n"
            "it open or contradicts itself.\n",
    .options = {{"as-of", "DATE", "at the end of this day; so does \"on DATE\""},
                CS_OPTION_KNOWN_ON,
                CS_OPTION_AS,
                CS_OPTION_GRADE,
                CS_OPTION_FORMAL,
                CS_OPTION_LANGUAGE,
                CS_OPTION_SUPPOSE,
                {"sources", "DIR", "the folder of the documents, to show passages"},
                {"format", "text|json", "for people, or for programs"}},
    .many = "suppose",
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
