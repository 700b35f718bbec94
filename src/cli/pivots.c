/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>

#include "cli/asking.h"

#define LISTED ((size_t)20)
#define LISTED_MOST ((size_t)1000)

struct judging { struct casus_judge *judges; size_t count; };

static void release(struct judging *j)
{
    for (size_t i = 0; i < j->count; i++)
        casus_text_free((char *)(uintptr_t)j->judges[i].text);
    free(j->judges);
}

/* Reads the files of --credence, one for each judge. */
static enum cs_exit read_judges(struct judging *j, const struct cs_invocation *invocation)
{
    const char *path;
    size_t at = 0;

    j->judges = calloc(invocation->given_count + 1, sizeof *j->judges);
    if (j->judges == NULL)
        return cs_terminal_fail("");
    while ((path = cs_invocation_each(invocation, "credence", &at)) != NULL) {
        struct casus_failure failure;
        char *text;
        size_t length;

        if (casus_file_read(path, &text, &length, &failure) != CASUS_OK)
            return cs_terminal_fail(failure.message);
        j->judges[j->count++] = (struct casus_judge){.name = path, .text = text, .length = length};
    }
    return CS_EXIT_FINE;
}

static enum cs_exit print(struct cs_asking *asking, const struct cs_invocation *invocation, const struct judging *j,
                          const struct casus_style *style)
{
    size_t most = cs_invocation_value(invocation, "all") != NULL ? LISTED_MOST : LISTED;
    casus_text text = {.bytes = NULL};
    casus_pivots *pivots;
    casus_status status = casus_pivots_new(asking->reply, j->judges, j->count, most, &pivots);
    enum cs_exit result;

    if (status == CASUS_OK)
        status = casus_write_pivots(pivots, style, casus_text_sink(&text));
    result = cs_session_write(invocation->command, status, casus_reply_message(asking->reply), &text, CS_EXIT_FINE);
    casus_pivots_free(pivots);
    return result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct judging judging = {.judges = NULL};
    struct cs_asking asking;
    struct casus_style style;
    enum cs_exit result;
    enum cs_form form;

    if (cs_session_form(invocation, CS_FORM_JSON, &form) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    style = cs_session_style(invocation, form);
    cs_asking_init(&asking);
    result = read_judges(&judging, invocation);
    if (result == CS_EXIT_FINE)
        result = cs_asking_open(&asking, invocation, CASUS_ASK_PLAIN);
    if (result == CS_EXIT_FINE)
        result = print(&asking, invocation, &judging, &style);
    cs_asking_release(&asking);
    release(&judging);
    return result;
}

const struct cs_command cs_command_pivots = {
    .name = "pivots",
    .arguments = "FILE... ROW [--credence FILE]... [--all] [--as-of DATE]\n"
                 "                    [--known-on DATE] [--as ACCOUNT] [--grade GRADE,...]\n"
                 "                    [--suppose LINE]... [--format text|json] [--formal]\n"
                 "                    [--language CODE]",
    .summary = "tell what decides a row, and what would be worth knowing first",
    .help = "ROW is a row of the ledger, a label or a sentence, as for why.\n"
            "\n"
            "Tells how the row stands on each account, and each smallest set of answers\n"
            "(that it happened, that it counts as something, a reading, a date, an order)\n"
            "whose change would change it; of an account that leaves it open, what would\n"
            "have to be answered. A row that is the same in every world that can be is\n"
            "settled: no further evidence could change it.\n"
            "\n"
            "Then the questions whose answers would be worth having first, and how likely\n"
            "each state is, if all answers are equally likely. --credence gives a judge's\n"
            "weights instead, a line for each question:\n"
            "\n"
            "  e1 counts as attack on Armenia: yes 0.7, no 0.3\n"
            "  Immediately: Strict 1/2\n"
            "\n"
            "Answers without a weight share what is left of 1. Given several times, each\n"
            "file is another judge. Probabilities are exact: nothing is sampled.\n",
    .options = {{"credence", "FILE", "what a judge takes the answers to be worth"},
                {"all", NULL, "up to 1,000 sets of answers, and not 20"},
                {"as-of", "DATE", "at the end of this day, else of the last one"},
                CS_OPTION_KNOWN_ON,
                CS_OPTION_AS,
                CS_OPTION_GRADE,
                CS_OPTION_FORMAL,
                CS_OPTION_LANGUAGE,
                CS_OPTION_SUPPOSE,
                {"format", "text|json", "for people, or for programs"}},
    .many = "credence suppose",
    .least = 2,
    .most = SIZE_MAX,
    .run = run,
};
