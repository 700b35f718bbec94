/* SPDX-License-Identifier: MIT */
/*
 * A year far from all others is most often a slip: 3023 for 2023. The dates of all records are sorted, and divided into
 * groups with more than APART days between them. The largest group is taken as right; dates of other groups that are
 * too far from it are reported. The beginning and the end of a state may be farther away than an event.
 */
#include <stdlib.h>

#include "lang/check_int.h"

#define YEAR 365
#define APART CS_FAR_DAYS /* between two groups */

/* What a date is the date of, which decides how far off it may be without a warning. */
enum date_kind { HAPPENED, BEGAN, ENDED };

struct dated {
    cs_day day;
    enum date_kind kind;
    bool begins;         /* it is the beginning of the span, up to a space */
    struct cs_span span;
};

struct dates {
    struct cs_checker *checker;
    struct dated *items;
    size_t count, capacity;
    int32_t warned; /* the year that was warned of last, if any was */
    bool any_warned;
};

static void add(struct dates *dates, cs_day day, enum date_kind kind, bool begins, struct cs_span span)
{
    int32_t year = cs_civil_from_day(day).year;

    if (year < 0 || year > 9999) /* -0044 and Y17000 are never written by a slip */
        return;
    if (!cs_grow(&dates->items, &dates->capacity, dates->count + 1, sizeof *dates->items)) {
        dates->checker->failed = true;
        return;
    }
    dates->items[dates->count++] = (struct dated){day, kind, begins, span};
}

static bool is_fact(const struct dates *dates, const struct cs_entry *entry)
{
    const struct cs_shape *shape = cs_symbols_shape(dates->checker->symbols, entry->term.head);

    return entry->kind == CS_ENTRY_TERM && shape != NULL && shape->kind == CS_SHAPE_FACT;
}

static struct cs_span span_of(const struct dated *item)
{
    struct cs_span span = item->span;
    uint32_t end = span.start;

    if (!item->begins)
        return span;
    while (end < span.end && span.source->bytes[end] != ' ' && span.source->bytes[end] != '\t')
        end++;
    span.end = end;
    return span;
}

static void add_entry(struct dates *dates, const struct cs_entry *entry)
{
    const struct cs_moment *moment = &entry->moment;
    bool begins = entry->kind != CS_ENTRY_DATED;

    if (moment->form == CS_MOMENT_SPAN || (moment->form != CS_MOMENT_NONE && is_fact(dates, entry))) {
        if (moment->start != CS_TIME_ALWAYS)
            add(dates, moment->first, BEGAN, begins, entry->span);
        if (moment->form == CS_MOMENT_SPAN && moment->end != CS_TIME_NEVER)
            add(dates, moment->last, ENDED, begins, entry->span);
    } else if (moment->form != CS_MOMENT_NONE) {
        add(dates, moment->first, HAPPENED, begins, entry->span);
        if (moment->to.year != 0 && moment->last - moment->first > APART) /* [2022-01-01..2202-01-03] */
            add(dates, moment->last, HAPPENED, begins, entry->span);
    }
    for (const struct cs_bond_limit *limit = entry->bond != NULL ? entry->bond->limits : NULL; limit != NULL;
         limit = limit->next)
        if (limit->kind == CS_LIMIT_BEFORE)
            add(dates, limit->before.first, ENDED, false, limit->span);
    for (const struct cs_claim *claim = entry->claims; claim != NULL; claim = claim->next)
        if (claim->recorded.form != CS_MOMENT_NONE)
            add(dates, claim->recorded.first, HAPPENED, false, claim->span);
}

static void add_file(struct dates *dates, const struct cs_file *file)
{
    for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
        if (entry->derived_from == NULL)
            add_entry(dates, entry);
    for (const struct cs_document *document = file->documents; document != NULL; document = document->next)
        if (document->date.form != CS_MOMENT_NONE)
            add(dates, document->date.first, HAPPENED, false, document->span);
    for (const struct cs_check *check = file->checks; check != NULL; check = check->next)
        if (check->day.form != CS_MOMENT_NONE)
            add(dates, check->day.first, HAPPENED, false, check->span);
}

static int compare(const void *left, const void *right)
{
    const struct dated *a = left, *b = right;

    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return a->span.start < b->span.start ? -1 : a->span.start > b->span.start;
}

/* The end of the group that begins at `from`. */
static size_t group_end(const struct dates *dates, size_t from)
{
    size_t end = from + 1;

    while (end < dates->count && dates->items[end].day - dates->items[end - 1].day <= APART)
        end++;
    return end;
}

/* The largest group; of equally large ones the latest that begins within 200 years after 1970. */
static size_t main_group(const struct dates *dates, size_t *end)
{
    const cs_day beyond = (cs_day)200 * YEAR; /* from 1970 */
    size_t first = 0;

    *end = group_end(dates, 0);
    for (size_t from = *end, to; from < dates->count; from = to) {
        to = group_end(dates, from);
        if (to - from > *end - first || (to - from == *end - first && dates->items[from].day < beyond)) {
            first = from;
            *end = to;
        }
    }
    return first;
}

/* How many days a date of this kind may be before or after the main group. */
static cs_day allowed(enum date_kind kind, bool after)
{
    if (after)
        return (cs_day)(kind == ENDED ? 200 : 100) * YEAR;
    return (cs_day)(kind == BEGAN ? 400 : 150) * YEAR;
}

static int32_t year_of(const struct dated *item)
{
    return cs_civil_from_day(item->day).year;
}

/*
 * Warns once for each year, since several entries often share one slip. `nearest` is the date of the main group that is
 * nearest to the item.
 */
static void warn(struct dates *dates, const struct dated *item, const struct dated *nearest)
{
    struct cs_diagnostics *diagnostics = dates->checker->diagnostics;
    bool after = item > nearest;
    cs_day distance = after ? item->day - nearest->day : nearest->day - item->day;
    struct cs_diagnostic *diagnostic;
    char year[16];

    if (distance <= allowed(item->kind, after) || (dates->any_warned && dates->warned == year_of(item)))
        return;
    dates->any_warned = true;
    dates->warned = year_of(item);
    cs_year_text(year_of(item), year);
    diagnostic =
        cs_diagnose(diagnostics, DIAG_YEAR_FAR, span_of(item), "the year %s is %d years %s all others of the record",
                    year, abs(year_of(item) - year_of(nearest)), after ? "after" : "before");
    cs_diagnostic_help(diagnostics, diagnostic, "Is it a slip of the pen?");
}

void cs_checker_years(struct cs_checker *checker)
{
    struct dates dates = {.checker = checker};
    size_t first, end;

    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        if (file->source->kind == CS_SOURCE_RECORD)
            add_file(&dates, file);
    if (dates.count > 1) {
        cs_sort(dates.items, dates.count, sizeof *dates.items, compare); /* most records stand in the order of time */
        first = main_group(&dates, &end);
        for (size_t i = 0; i < first; i++)
            warn(&dates, &dates.items[i], &dates.items[first]);
        for (size_t i = end; i < dates.count; i++)
            warn(&dates, &dates.items[i], &dates.items[end - 1]);
    }
    free(dates.items);
}
