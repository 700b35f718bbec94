/* SPDX-License-Identifier: MIT */
/*
 * Which of the days that a date leaves open are told apart, where they are too many for an answer each (R 8.1).
 *
 * The date matters only relative to the moments at which something comes about that depends on it, or that it depends
 * on. All days between two such moments are one answer. Every day is an answer of its own where the day itself counts
 * (a period runs from it), or where such a moment is not known beforehand (a deadline, another date as open as this).
 */
#include <stdlib.h>
#include <string.h>

#include "docket/docket_int.h"
#include "plan/reach.h"

#define MOMENTS_MAX 4096 /* more would leave more answers than CS_ANSWERS_MAX */

struct telling_apart { /* of the days of one date */
    struct cs_docket *docket;
    struct cs_days *days;
    uint8_t *reach, *other; /* by relation: may it follow from the date at hand, from something else? */
    size_t capacity;
    cs_instant start, end;  /* of the days that are open */
    bool apart;             /* every day is an answer of its own */
    const struct cs_occurrence *bond; /* the date is that of a bond of the record; else NULL */
};

static void add_moment(struct telling_apart *t, cs_instant at)
{
    struct cs_days *days = t->days;

    if (at < t->start || at > t->end || t->apart)
        return;
    if (days->count == MOMENTS_MAX) {
        t->apart = true;
        return;
    }
    if (!cs_grow(&days->moments, &t->capacity, days->count + 1, sizeof *days->moments)) {
        cs_fail_memory(t->docket->failure);
        t->apart = true;
        return;
    }
    days->moments[days->count++] = at;
}

/* Both ends of a stretch; with `each`, as something may have come about on any of its days, the start of each day. */
static void add_stretch(struct telling_apart *t, cs_instant start, cs_instant end, bool each)
{
    add_moment(t, start);
    add_moment(t, end);
    if (start < t->start)
        start = t->start - 86400;
    if (end > t->end)
        end = t->end;
    for (cs_instant at = start + 86400; each && at < end && !t->apart; at += 86400)
        add_moment(t, at);
}

/* Is what follows from the other thing told by the bond whose date is at hand? */
static bool touches_bond(const struct telling_apart *t)
{
    const struct cs_docket *docket = t->docket;

    for (size_t i = 0; t->bond != NULL && i < docket->plan->bond_count; i++)
        if (docket->bonds[i] == t->bond &&
            cs_plan_touches_bond(docket->plan, &docket->plan->bonds[i].conclusion, t->other))
            return true;
    return false;
}

/* May what follows from this relation and what follows from the date depend on each other? */
static bool is_tied(struct telling_apart *t, uint32_t relation)
{
    memset(t->other, 0, t->docket->plan->relation_count);
    cs_plan_reach(t->docket->plan, relation, t->other);
    return touches_bond(t) || cs_plan_tied(t->docket->plan, t->reach, t->other);
}

/* The same of a bond of the record, and of what its breach gives. */
static bool is_tied_to_bond(struct telling_apart *t, const struct cs_conclusion *bond)
{
    memset(t->other, 0, t->docket->plan->relation_count);
    cs_plan_reach_of_bond(t->docket->plan, bond, t->other);
    return cs_plan_touches_bond(t->docket->plan, bond, t->reach) || touches_bond(t) ||
           cs_plan_tied(t->docket->plan, t->reach, t->other);
}

static uint32_t relation_of(const struct telling_apart *t, const struct cs_entry *entry)
{
    return cs_plan_relation(t->docket->plan, entry->term.head, CS_NO_NAME);
}

/* The first instant that a date leaves open, and the end of the last; what is not known is bounded by what is dated. */
static cs_instant first_of(const struct telling_apart *t, const struct cs_moment *m)
{
    return m->start == CS_TIME_ALWAYS ? t->docket->from : m->start;
}

static cs_instant end_of(const struct telling_apart *t, const struct cs_moment *m)
{
    return m->end_unknown ? cs_docket_until(t->docket) : m->end;
}

/* Another date leaves these days open: what is told apart is so by its days as well. */
static void note_other(struct telling_apart *t, const struct cs_occurrence *o, cs_day first, cs_day last)
{
    uint32_t days = (uint32_t)(last - first) + 1;

    if (days <= t->days->with_days)
        return;
    t->days->with = o;
    t->days->with_days = days;
}

/* The moments at which a state of this date may begin and end. */
static void add_sides(struct telling_apart *t, const struct cs_occurrence *o, const struct cs_moment *m)
{
    cs_instant end = end_of(t, m);

    if (m->begins_last > m->first && !m->begin_unknown)
        note_other(t, o, m->first, m->begins_last);
    if (m->form == CS_MOMENT_SPAN && m->last > m->ends_first && !m->end_unknown)
        note_other(t, o, m->ends_first, m->last);
    add_stretch(t, m->begin_unknown ? t->docket->from : m->start,
                m->form == CS_MOMENT_SPAN ? cs_day_start(m->begins_last + 1, m->offset) : m->end,
                m->begins_last > m->first);
    if (m->form == CS_MOMENT_SPAN && end != CS_TIME_NEVER)
        add_stretch(t, m->end_unknown ? first_of(t, m) : cs_day_start(m->ends_first, m->offset), end,
                    m->end_unknown || m->last > m->ends_first);
}

/* The moments at which states of the record begin and end. */
static void add_states(struct telling_apart *t, const struct cs_entry *own)
{
    const struct cs_docket *docket = t->docket;

    for (size_t i = 0; i < docket->fact_count && !t->apart; i++) {
        const struct cs_entry *entry = docket->facts[i].entry;

        if (entry == own || !is_tied(t, relation_of(t, entry)))
            continue;
        add_sides(t, &docket->facts[i], &entry->moment);
        for (const struct cs_dating *d = docket->facts[i].datings; d != NULL; d = d->next)
            add_sides(t, &docket->facts[i], &d->entry->moment);
    }
}

/* The inner ends of both sides of A/B. */
static void add_inner(struct telling_apart *t, const struct cs_moment *m)
{
    if (m->form == CS_MOMENT_SPAN && m->begins_last < m->ends_first && !m->end_unknown) {
        add_moment(t, cs_day_start(m->begins_last + 1, m->offset));
        add_moment(t, cs_day_start(m->ends_first, m->offset));
    }
}

/* The days on which the dates that are given begin and end: a cell lies wholly in each of them, or outside. */
static void add_dates(struct telling_apart *t, const struct cs_occurrence *o)
{
    const struct cs_moment *m = &o->entry->moment;

    add_moment(t, o->moment.start);
    add_moment(t, o->moment.end);
    for (const struct cs_dating *d = o->datings; d != NULL; d = d->next) {
        add_inner(t, m);
        m = &d->entry->moment;
        add_stretch(t, m->start, m->end, false);
        add_inner(t, m);
    }
}

/* The moments of occurrences. States are dated after them, so that their cells are known here. */
static void add_happenings(struct telling_apart *t)
{
    for (size_t i = 0; i < t->docket->occurrence_count && !t->apart; i++) {
        const struct cs_occurrence *o = &t->docket->occurrences[i];

        if (!o->named && !is_tied(t, relation_of(t, o->entry)))
            continue;
        if (o->cell_count > 1)
            note_other(t, o, o->cells[0].day, cs_day_of(o->cells[o->cell_count - 1].end - 1, o->cells[0].offset));
        for (uint32_t c = 0; c < o->cell_count; c++)
            add_stretch(t, o->cells[c].start, o->cells[c].end, true);
    }
}

/* The moments at which bonds of the record begin, and at which the time of the one at hand is over. */
static void add_bonds(struct telling_apart *t)
{
    const struct cs_docket *docket = t->docket;

    for (size_t i = 0; i < docket->plan->bond_count && !t->apart; i++) {
        const struct cs_conclusion *bond = &docket->plan->bonds[i].conclusion;
        const struct cs_occurrence *o = docket->bonds[i];

        for (uint32_t l = 0; o == t->bond && l < bond->limit_count; l++)
            if (bond->limits[l].kind == CS_LIMIT_BEFORE)
                add_moment(t, bond->limits[l].before);
        if (o == t->bond || !is_tied_to_bond(t, bond))
            continue;
        if (o->moment.last > o->moment.first)
            note_other(t, o, o->moment.first, o->moment.last);
        add_stretch(t, o->moment.start, o->moment.end, o->moment.last > o->moment.first);
        for (const struct cs_dating *d = o->datings; d != NULL; d = d->next)
            add_stretch(t, d->entry->moment.start, d->entry->moment.end, true);
    }
}

/* The moments at which rules enter into force or leave it, and the run ends. */
static void add_texts(struct telling_apart *t)
{
    const struct cs_plan *plan = t->docket->plan;

    for (size_t i = 0; i < plan->rule_count; i++) {
        add_moment(t, plan->rules[i].since);
        add_moment(t, plan->rules[i].until);
    }
    add_moment(t, cs_docket_until(t->docket));
}

/* Does a judge settle anything that may follow? The moment of a later determination is not known yet. */
static bool is_judged(const struct telling_apart *t)
{
    for (uint32_t i = 0; i < t->docket->plan->relation_count; i++)
        if (t->reach[i] != 0 && t->docket->plan->relations[i].under != CS_NO_NAME)
            return true;
    return false;
}

static int by_time(const void *a, const void *b)
{
    cs_instant x = *(const cs_instant *)a, y = *(const cs_instant *)b;

    return x < y ? -1 : x > y;
}

/*
 * The days that are open: those of all dates given; of an unknown end, those up to the date asked about; of an unknown
 * beginning, those since anything is dated.
 */
static void find_stretch(struct telling_apart *t, const struct cs_occurrence *o)
{
    t->start = first_of(t, &o->moment);
    t->end = end_of(t, &o->moment);
    for (const struct cs_dating *d = o->datings; d != NULL; d = d->next) {
        cs_instant start = first_of(t, &d->entry->moment), end = end_of(t, &d->entry->moment);

        t->start = start < t->start ? start : t->start;
        t->end = end > t->end ? end : t->end;
    }
}

/* Marks what follows from the names that the record gives the occurrence, also under an instrument with a judge. */
static void reach_of_names(struct telling_apart *t, const struct cs_occurrence *o)
{
    const struct cs_plan *plan = t->docket->plan;

    for (const struct cs_file *file = plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = cs_file_entries(file, CS_ENTRY_COUNTS_AS); entry != NULL;
             entry = entry->next)
            if (entry->kind == CS_ENTRY_COUNTS_AS && entry->about.name == o->value)
                cs_plan_reach(plan, relation_of(t, entry), t->reach);
}

/* Marks what follows from the date; then every day is an answer of its own if the day itself counts. */
static void find_reach(struct telling_apart *t, const struct cs_occurrence *o, uint32_t relation, bool event)
{
    const struct cs_plan *plan = t->docket->plan;

    if (t->bond == NULL)
        cs_plan_reach(plan, relation, t->reach);
    if (event && o->named)
        reach_of_names(t, o);
    for (size_t i = 0; t->bond != NULL && i < plan->bond_count; i++)
        if (t->docket->bonds[i] == t->bond) {
            cs_plan_reach_of_bond(plan, &plan->bonds[i].conclusion, t->reach);
            t->apart |= cs_plan_bond_day_counts(plan, &plan->bonds[i].conclusion);
        }
    t->apart = t->apart || is_judged(t) || cs_plan_day_counts(plan, t->reach) ||
               (!event && cs_plan_deadline_looks(plan, t->reach));
}

/* What states that hold before anything is dated may change, the one at hand among them. */
static void find_beginning(struct telling_apart *t)
{
    const struct cs_docket *docket = t->docket;

    memcpy(t->other, t->reach, docket->plan->relation_count);
    for (size_t i = 0; i < docket->fact_count; i++) {
        bool always = docket->facts[i].entry->moment.start == CS_TIME_ALWAYS;

        for (const struct cs_dating *d = docket->facts[i].datings; d != NULL; d = d->next)
            always = always || d->entry->moment.start == CS_TIME_ALWAYS;
        if (always)
            cs_plan_reach(docket->plan, relation_of(t, docket->facts[i].entry), t->other);
    }
    t->days->beginning_counts = cs_plan_beginning_counts(docket->plan, t->reach, t->other, docket->from);
}

bool cs_days_that_matter(struct cs_docket *docket, const struct cs_occurrence *o, uint32_t relation,
                         struct cs_days *out)
{
    struct telling_apart t = {.docket = docket, .days = out, .bond = relation == CS_NOWHERE ? o : NULL};
    bool event = relation != CS_NOWHERE && docket->plan->relations[relation].kind == CS_RELATION_EVENT;

    docket->days_tell = true;
    *out = (struct cs_days){0};
    t.reach = calloc(docket->plan->relation_count + 1, 1);
    t.other = calloc(docket->plan->relation_count + 1, 1);
    if (t.reach == NULL || t.other == NULL)
        cs_fail_memory(docket->failure);
    t.apart = docket->failure->status != CASUS_OK;
    if (!t.apart)
        find_reach(&t, o, relation, event);
    if (docket->failure->status == CASUS_OK)
        find_beginning(&t);
    find_stretch(&t, o);
    if (!t.apart) {
        add_states(&t, o->entry);
        add_texts(&t);
        add_bonds(&t);
        add_dates(&t, o);
    }
    if (!t.apart && !event)
        add_happenings(&t);
    if (out->count > 0)
        qsort(out->moments, out->count, sizeof *out->moments, by_time);
    free(t.reach);
    free(t.other);
    return !t.apart;
}

cs_day cs_days_alike(const struct cs_days *days, cs_day first, cs_day last, struct cs_zone offset)
{
    cs_instant start = cs_day_start(first, offset);
    size_t low = cs_lower_bound(&start, days->moments, days->count, sizeof *days->moments, by_time);

    if (low == days->count || cs_day_of(days->moments[low], offset) > last)
        return last;
    return cs_day_of(days->moments[low], offset) == first ? first : cs_day_of(days->moments[low], offset) - 1;
}
