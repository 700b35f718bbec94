/* SPDX-License-Identifier: MIT */
/* Names in time (R 2.13): "name state North Macedonia also Macedonia until 2019-02-12". */
#include "lang/check_int.h"

#include <stdlib.h>

static int ascending(const void *a, const void *b)
{
    const struct cs_name_in_time *x = a, *y = b;

    if (x->of != y->of)
        return x->of < y->of ? -1 : 1;
    return x->first != y->first ? (x->first < y->first ? -1 : 1) : (x->last > y->last) - (x->last < y->last);
}

static bool has_time(const struct cs_name_line *line)
{
    return line->since.form != CS_MOMENT_NONE || line->until.form != CS_MOMENT_NONE;
}

bool cs_checker_days(struct cs_checker *checker, const struct cs_checker_time *time, cs_day *first, cs_day *last)
{
    const struct cs_moment *since = time->since, *until = time->until;
    struct cs_diagnostic *diagnostic;

    *first = since->form == CS_MOMENT_NONE ? INT32_MIN : since->first;
    *last = until->form == CS_MOMENT_NONE ? INT32_MAX : until->first - 1;
    if (since->hours || until->hours || since->form == CS_MOMENT_TIME || until->form == CS_MOMENT_TIME) {
        diagnostic = cs_diagnose(checker->diagnostics, time->code, time->span, "a %s changes with a day, at no hour",
                                 time->what);
        cs_diagnostic_help(checker->diagnostics, diagnostic, "Write the first day of the new %s: until 2019-02-12",
                           time->what);
        return false;
    }
    if (*first <= *last)
        return true;
    diagnostic = cs_diagnose(checker->diagnostics, time->code, time->span,
                             "\"%s\" is the %s on no day: it ends before it begins", time->text, time->what);
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "\"since\" has the first day on which it is so, \"until\" the first day on which it no longer "
                       "is.");
    return false;
}

static bool read_days(struct cs_checker *checker, const struct cs_name_line *line, struct cs_name_in_time *out)
{
    struct cs_checker_time time = {.code = DIAG_NAME_TIME, .what = "name", .text = cs_checker_text(checker, line->name),
                                   .since = &line->since, .until = &line->until, .span = line->span};

    return cs_checker_days(checker, &time, &out->first, &out->last);
}

/* Two names of one particular on one day, of which neither could be shown. */
static void check_overlap(struct cs_checker *checker, const struct cs_name_in_time *a, const struct cs_name_in_time *b)
{
    struct cs_diagnostic *diagnostic;
    char day[32];

    if (a->of != b->of || a->shown == b->shown || a->last < b->first)
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_NAME_TIME, b->span,
                             "\"%s\" has two other names on one day, \"%s\" and \"%s\"",
                             cs_checker_text(checker, b->of), cs_checker_text(checker, a->shown),
                             cs_checker_text(checker, b->shown));
    cs_diagnostic_other(checker->diagnostics, diagnostic, a->span, "here is the other");
    if (b->first == INT32_MIN)
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "Say since when each counts, and until when: also %s since 1992-01-01 until 2019-02-12.",
                           cs_checker_written(checker, b->shown));
    else
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "One of them ends as the other begins. Write behind \"%s\": until %s",
                           cs_checker_text(checker, a->shown), cs_day_text(b->first, day));
}

bool cs_checker_names_in_time(struct cs_checker *checker)
{
    struct cs_symbols *symbols = checker->symbols;
    size_t count = 0;

    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_name_line *line = file->names; line != NULL; line = line->next)
            count += has_time(line);
    symbols->names_in_time = cs_arena_array(checker->arena, count, sizeof *symbols->names_in_time);
    if (symbols->names_in_time == NULL)
        return false;
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_name_line *line = file->names; line != NULL; line = line->next) {
            struct cs_name_in_time *name = &symbols->names_in_time[symbols->name_in_time_count];

            if (!has_time(line))
                continue;
            *name = (struct cs_name_in_time){.of = line->also_of, .shown = line->name, .span = line->span};
            cs_checker_spell(checker, &name->of);
            symbols->name_in_time_count += read_days(checker, line, name);
        }
    count = symbols->name_in_time_count;
    if (count > 0)
        qsort(symbols->names_in_time, count, sizeof *symbols->names_in_time, ascending);
    for (size_t i = 1; i < count; i++)
        check_overlap(checker, &symbols->names_in_time[i - 1], &symbols->names_in_time[i]);
    return true;
}

static int by_particular(const void *item, const void *key)
{
    const struct cs_name_in_time *called = item;
    const cs_name *name = key;

    return (called->of > *name) - (called->of < *name);
}

cs_name cs_symbols_called(const struct cs_symbols *symbols, cs_name name, cs_day first, cs_day last)
{
    size_t low = cs_lower_bound(&name, symbols->names_in_time, symbols->name_in_time_count,
                                sizeof *symbols->names_in_time, by_particular);

    for (; low < symbols->name_in_time_count && symbols->names_in_time[low].of == name; low++) {
        const struct cs_name_in_time *other = &symbols->names_in_time[low];

        if (other->first <= first && last <= other->last)
            return other->shown;
    }
    return name;
}
