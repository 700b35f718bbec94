/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>

#include "cli/asking.h"

static enum cs_exit write_reasons(struct cs_asking *a, enum cs_form form)
{
    struct cs_report report = cs_session_report(&a->session);
    struct cs_buffer out;
    casus_status status;
    enum cs_exit result;

    cs_buffer_init(&out);
    status = form == CS_FORM_JSON ? cs_reasons_json(&report, a->subjects, a->subject_count, &out)
                                  : cs_reasons_text(&report, a->subjects, a->subject_count, &out);
    if (cs_arena_failed(&a->arena))
        status = cs_fail_memory(&a->session.c.failure);
    result = status == CASUS_OK ? cs_terminal_write(&out, CS_EXIT_FINE) : cs_session_trouble(&a->session);
    cs_buffer_release(&out);
    return result;
}

static enum cs_exit give_reasons(struct cs_asking *a, const char *question)
{
    const struct cs_ledger_row *row;

    if (a->check != NULL)
        return cs_asking_add_sentence(a);
    row = cs_ledger_row(a->session.ledger, question);
    if (row == NULL)
        return cs_usage(a->command, "the ledger has no row \"%s\"; `casus run` shows their numbers", question);
    return cs_asking_add_row(a, row);
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    const char *question = invocation->arguments[invocation->count - 1];
    struct cs_asking a;
    enum cs_exit result;
    enum cs_form form;

    if (cs_session_form(invocation, CS_FORM_JSON, &form) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    cs_asking_init(&a, invocation->command);
    result = cs_asking_open(&a, invocation, strchr(question, ' ') != NULL ? question : NULL,
                            cs_invocation_value(invocation, "as-of"));
    if (result == CS_EXIT_FINE)
        result = give_reasons(&a, question);
    if (result == CS_EXIT_FINE)
        result = write_reasons(&a, form);
    cs_asking_release(&a);
    return result;
}

const struct cs_command cs_command_why = {
    .name = "why",
    .arguments = "FILE... ROW [--as-of DATE] [--known-on DATE] [--as ACCOUNT]\n"
                 "                 [--grade GRADE,...] [--sources DIR] [--format text|json]",
    .summary = "give the reasons of a row, down to article and source",
    .help = "ROW is the number of a row of the ledger (4.2, or 4 for the first of its\n"
            "kind), the label of a request, decision or act (d2), or a sentence:\n"
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
                {"sources", "DIR", "the folder of the documents, to show passages"},
                {"format", "text|json", "for people, or for programs"}},
    .least = 2,
    .most = SIZE_MAX,
    .run = run,
};
