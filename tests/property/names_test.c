/* SPDX-License-Identifier: MIT */
/*
 * R 2.13, names in time: a pair that says some names otherwise has the ledger of the pair with the first name of each
 * in their place; and in plain language who is owed something bears the name of the day on which it was founded.
 *
 *   names_test [COUNT [SEED]]
 */
#include "property/kept.h"
#include "property/ledger_text.h"
#include "view/view.h"
#include "view/wording.h"

/* ---- the first names in place of all others ---- */

static void restore(struct cs_buffer *text, const char *treaty)
{
    for (size_t who = 0; who < RENAMED_COUNT; who++) {
        const char *others[OTHER_NAMES + 1];

        for (size_t i = declared_names(treaty, who, others); i-- > 0;) {
            const char *at = cs_buffer_string(text);

            while ((at = find_name(cs_buffer_string(text), at, others[i])) != NULL)
                at = put_name(text, at, others[i], RENAMED[who].first);
        }
    }
}

static void check_restored(const char *treaty, const char *record, const struct ask *ask, struct outcome *o)
{
    struct cs_buffer before, after, t, r;

    cs_buffer_init(&before);
    cs_buffer_init(&after);
    cs_buffer_init(&t);
    cs_buffer_init(&r);
    cs_buffer_text(&t, treaty);
    cs_buffer_text(&r, record);
    restore(&t, treaty);
    restore(&r, treaty);
    trial_as_number = strlen(treaty) + strlen(record);
    if (ledger_of(treaty, record, ask, &before)) {
        ledger_of(cs_buffer_string(&t), cs_buffer_string(&r), ask, &after);
        compare_texts("a ledger under other names", &before, &after, o);
    }
    trial_as_number = SIZE_MAX;
    cs_buffer_release(&before);
    cs_buffer_release(&after);
    cs_buffer_release(&t);
    cs_buffer_release(&r);
}

/* ---- the name of a day, as the line of the treaty says it ---- */

/* Is the day within " since A until B", up to the next comma? */
static bool counts_on(const char *sides, cs_day day)
{
    bool yes = true;

    for (const char *at = sides; *at != ',' && *at != '\n' && *at != '\0'; at++) {
        bool since = strncmp(at, " since ", 7) == 0, until = strncmp(at, " until ", 7) == 0;
        struct cs_moment moment;

        if ((since || until) && cs_moment_parse(at + 7, 10, CS_UTC, &moment) == NULL)
            yes &= since ? day >= moment.first : day < moment.first;
    }
    return yes;
}

/* What a state is called on a day: the other name of a time in which the day is; else its first. */
static const char *called_on(const char *treaty, size_t who, cs_day day)
{
    for (size_t i = 0; i < OTHER_NAMES; i++) {
        char mark[64];
        const char *line = strstr(treaty, RENAMED[who].first), *at;

        snprintf(mark, sizeof mark, "%s", RENAMED[who].others[i]);
        while (line != NULL && strncmp(line + strlen(RENAMED[who].first), " also ", 6) != 0)
            line = strstr(line + 1, RENAMED[who].first);
        at = line != NULL ? strstr(line, mark) : NULL;
        if (at == NULL || at > line + strcspn(line, "\n"))
            continue;
        at += strlen(mark);
        if (*at == ' ' && counts_on(at, day))
            return RENAMED[who].others[i];
    }
    return RENAMED[who].first;
}

/* ---- what is owed, in plain language ---- */

/* The day on which the row was founded, if it is one in all worlds. */
static bool founded_on(const struct cs_ledger_row *row, cs_day *day)
{
    bool found = false;

    *day = 0;
    for (uint32_t i = 0; i < row->piece_count; i++) {
        if (!row->pieces[i].has_since)
            continue;
        if (found && row->pieces[i].since_day != *day)
            return false;
        *day = row->pieces[i].since_day;
        found = true;
    }
    return found;
}

static bool has_name(const char *text, const char *name)
{
    for (const char *at = strstr(text, name); at != NULL; at = strstr(at + 1, name))
        if ((at == text || is_word_end(at[-1])) && is_word_end(at[strlen(name)]))
            return true;
    return false;
}

/* "help Aldenia over e01": who is helped bears the name of the day, and no other. */
static void check_row(struct cs_report *report, const char *treaty, const struct cs_ledger_row *row, struct outcome *o,
                      size_t *told)
{
    const struct cs_names *names = report->ledger->docket->plan->names;
    struct cs_arena arena;
    struct cs_worded_row worded;
    cs_day day;

    if (!founded_on(row, &day))
        return;
    cs_arena_init(&arena);
    worded = cs_worded_row(report, row, &arena);
    for (size_t who = 0; who < RENAMED_COUNT && worded.text != NULL && worded.claimant; who++) {
        const char *called = called_on(treaty, who, day);

        if (strcmp(cs_names_text(names, row->claimant), RENAMED[who].first) != 0)
            continue;
        (*told)++;
        if (has_name(worded.text, called))
            continue;
        differ(o, "a name of another day");
        cs_buffer_printf(&o->text, "  %s: \"%s\", where it was called %s\n", row->id, worded.text, called);
    }
    cs_arena_release(&arena);
}

struct totals { size_t told; };

static enum verdict examine_names(const char *treaty, const char *record, const struct ask *ask, uint64_t seed,
                                  struct outcome *o, void *context)
{
    struct totals *totals = context;
    struct trial t;
    bool sound = trial_read(&t, treaty, record);

    (void)seed;
    if (sound && trial_run(&t, ask)) {
        struct cs_report report = {.ledger = t.ledger, .as_of = "2023-01-01", .end = ask->end};

        for (size_t i = 0; i < t.ledger->row_count; i++)
            check_row(&report, treaty, &t.ledger->rows[i], o, &totals->told);
    }
    trial_release(&t);
    if (sound)
        check_restored(treaty, record, ask, o);
    return !sound ? REFUSED : o->category == NULL ? FINE : WRONG;
}

int main(int argc, char **argv)
{
    struct totals totals = {0};
    struct hunt h = {.law = "names", .examine = examine_names, .totals = &totals, .totals_size = sizeof totals};

    try_kept_pairs(&h);
    hunt(&h, argc, argv, 600);
    printf("  %zu duties told in plain language\n", totals.told);
    return hunt_failed(&h) || totals.told == 0;
}
