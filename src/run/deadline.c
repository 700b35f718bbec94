/* SPDX-License-Identifier: MIT */
/* The times within which bonds are to be performed, or last: how they are set, and end (R 7). */
#include <stdlib.h>
#include <string.h>

#include "docket/made.h"
#include "run/bond_int.h"
#include "run/match.h"

/*
 * What is founded with the day on which its time was over already is over with that day too, as what happened on it: so
 * also of the day with which the run ends.
 */
static void queue_due(struct cs_run *run, uint32_t bond, cs_instant end)
{
    bool passed = end < run->now;

    cs_queue_add(run, (struct cs_item){ .time = passed ? run->now : end,
                                        .phase = passed ? CS_PHASE_ENDED_CELL : CS_PHASE_DUE,
                                        .kind = CS_ITEM_DUE,
                                        .subject = bond });
}

static bool same_terms(const struct cs_due_terms *a, const struct cs_due_terms *b)
{
    return a->form == b->form && a->days == b->days && a->dated == b->dated && a->hour == b->hour &&
           a->calendar == b->calendar && a->period.count == b->period.count && a->period.unit == b->period.unit &&
           a->period.or_next == b->period.or_next && cs_zone_same(a->zone, b->zone);
}

/* Those that are kept of these; NULL if memory ran out. There are as many as limits of rules, and zones. */
static const struct cs_due_terms *kept_terms(struct cs_run *run, const struct cs_due_terms *terms)
{
    const struct cs_due_terms *kept = run->due_terms;
    struct cs_due_terms *more;

    while (kept != NULL && !same_terms(kept, terms))
        kept = kept->next;
    if (kept != NULL)
        return kept;
    more = cs_arena_alloc(&run->arena, sizeof *more);
    if (more == NULL) {
        cs_run_fail_memory(run);
        return NULL;
    }
    *more = *terms;
    more->next = run->due_terms;
    run->due_terms = more;
    return more;
}

/* The terms may be those of the caller. Of a limit of the plan it waits in the ring of that. */
static void add_due(struct cs_run *run, uint32_t bond, struct cs_due *due, uint32_t ring)
{
    struct cs_bond_state *b = &run->bonds[bond];

    if (due->worlds == CS_NONE || (due->terms = kept_terms(run, due->terms)) == NULL)
        return;
    if (b->rule != NULL)
        cs_run_try(run, b->rule, CS_TRIES_OF_DUE + (due->worlds != CS_ALL ? CS_TRIES_OF_OPEN : 0));
    due->counted = due->from;
    if (!cs_bond_put_due(run, b, due))
        return;
    if (due->end > run->place.start && ring != CS_NOWHERE && due->end >= run->now)
        cs_queue_add_ring(run, CS_RING_LIMITS + ring, due->end, bond);
    else if (due->end > run->place.start)
        queue_due(run, bond, due->end);
}

void cs_bond_queue_dues(struct cs_run *run, uint32_t bond)
{
    for (uint32_t i = 0; i < run->bonds[bond].due_count; i++)
        if (run->bonds[bond].dues[i].worlds != CS_NONE && run->bonds[bond].dues[i].end > run->now)
            queue_due(run, bond, run->bonds[bond].dues[i].end);
}

static int by_number(const void *a, const void *b)
{
    cs_value x = *(const cs_value *)a, y = *(const cs_value *)b;

    return x < y ? -1 : x > y;
}

static void add_trigger(const struct cs_names *names, cs_value trigger, struct cs_buffer *text)
{
    cs_buffer_text(text, trigger == CS_UNSAID ? "a state" : cs_names_text(names, trigger));
}

/* "24 hours after r1", "24 hours after the first of r1 and r2"; the triggers are put in the order of their numbers. */
static cs_value period_name(struct cs_run *run, const struct cs_due *due, cs_value *triggers, size_t count)
{
    struct cs_names *names = &run->docket->names;
    struct cs_name_key key;
    struct cs_buffer text;
    char period_text[64];

    qsort(triggers, count, sizeof *triggers, by_number);
    cs_name_key_init(&key, CS_MADE_DEADLINE);
    cs_made_period(&key, due->terms->period);
    for (size_t i = 0; i < count; i++)
        cs_name_key_name(&key, triggers[i]);
    if (due->terms->hour != 0)
        cs_name_key_number(&key, due->terms->hour);
    cs_buffer_init(&text);
    cs_buffer_text(&text, cs_duration_text(due->terms->period, period_text));
    if (due->terms->hour != 0)
        cs_buffer_printf(&text, " until %d hours", (int)due->terms->hour);
    if (count > 1 || triggers[0] != CS_UNSAID)
        cs_buffer_text(&text, count > 1 ? " after the first of " : " after ");
    for (size_t i = 0; i < count && (count > 1 || triggers[0] != CS_UNSAID); i++) {
        cs_buffer_text(&text, i == 0 ? "" : i + 1 < count ? ", " : " and ");
        add_trigger(names, triggers[i], &text);
    }
    return cs_names_make(names, &key, &text);
}

cs_value cs_moment_name(struct cs_run *run, cs_instant moment, struct cs_zone offset)
{
    struct cs_name_key key;
    struct cs_buffer text;
    char date[32];

    cs_name_key_init(&key, CS_MADE_BEFORE);
    cs_name_key_number(&key, moment);
    cs_buffer_init(&text);
    cs_buffer_text(&text, cs_instant_text(moment, offset, date));
    return cs_names_make(&run->docket->names, &key, &text);
}

cs_value cs_due_name(struct cs_run *run, const struct cs_due *due)
{
    cs_value trigger = due->trigger;

    switch (due->terms->form) {
    case CS_DUE_PERIOD:
        return period_name(run, due, &trigger, 1);
    case CS_DUE_DATE:
        return cs_moment_name(run, due->end, due->terms->zone);
    case CS_DUE_OCCURRENCE:
        break;
    }
    return due->trigger;
}

static const char *due_text(struct cs_run *run, const struct cs_due *due)
{
    return cs_names_text(run->plan->names, cs_due_name(run, due));
}

/* ---- several from which one time may run ---- */

struct first { /* one of these came first; `all` has room for each that there is */
    struct cs_run *run;
    const struct cs_due *due;
    cs_value occurrence;
    cs_value *all, *sorted;
    size_t count;
};

/* Of these worlds, in which it is one of those at hand, and of the rest one where that is there. */
static cs_set before_first(struct first *f, const struct cs_also *rest, cs_set worlds)
{
    struct cs_worlds *w = f->run->worlds;
    cs_set with, before;

    if (worlds == CS_NONE || !cs_run_ok(f->run))
        return CS_NONE;
    if (rest == NULL) {
        memcpy(f->sorted, f->all, f->count * sizeof *f->all);
        before = cs_docket_before(f->run->docket, f->occurrence, period_name(f->run, f->due, f->sorted, f->count),
                                  f->run->now);
        return cs_worlds_and(w, worlds, before);
    }
    with = cs_worlds_and(w, worlds, rest->worlds);
    before = before_first(f, rest->next, cs_worlds_minus(w, worlds, with));
    f->all[f->count++] = rest->trigger;
    before = cs_worlds_or(w, before, before_first(f, rest->next, with));
    f->count--;
    return before;
}

/* Has it an hour that is sooner, and so came before what came at this hour (CS_TIME_ALWAYS: none) for certain? */
static bool came_sooner(const struct cs_run *run, cs_value trigger, cs_instant hour)
{
    const struct cs_occurrence *o =
        hour == CS_TIME_ALWAYS || trigger == CS_UNSAID ? NULL : cs_docket_occurrence(run->docket, trigger);

    return o != NULL && o->cell_count == 1 && o->cells[0].hours && o->cells[0].start < hour;
}

/* Of the worlds of the deadline those in which this may be the first, where none of the older ones came before it. */
static cs_set may_be_first(struct cs_run *run, const struct cs_due *due, const struct cs_also *also,
                           const struct cs_also *older, size_t older_count)
{
    cs_set worlds = CS_NONE;

    if (also->trigger != due->trigger && !came_sooner(run, due->trigger, also->hour))
        worlds = cs_worlds_and(run->worlds, due->worlds, also->worlds);
    for (size_t i = 0; i < older_count && worlds != CS_NONE; i++)
        if (older[i].trigger == also->trigger || came_sooner(run, older[i].trigger, also->hour))
            worlds = cs_worlds_minus(run->worlds, worlds, older[i].worlds);
    return worlds;
}

/* Fills in those that may be the first, in the worlds in which they may, each linked to the one before it. */
static const struct cs_also *of_due(struct cs_run *run, const struct cs_due *due, struct cs_also *out)
{
    size_t all = due->also->count - due->also_before, at = all, count = 0;

    for (const struct cs_also *also = due->also->newest; at > 0; also = also->next)
        out[--at] = *also; /* the oldest first */
    for (size_t i = 0; i < all && cs_run_ok(run); i++) {
        struct cs_also also = out[i];

        also.worlds = may_be_first(run, due, &also, out, count);
        also.next = count > 0 ? &out[count - 1] : NULL;
        if (also.worlds != CS_NONE)
            out[count++] = also;
    }
    return count > 0 ? &out[count - 1] : NULL;
}

cs_set cs_due_before(struct cs_run *run, const struct cs_due *due, cs_value occurrence)
{
    struct first f = {.run = run, .due = due, .occurrence = occurrence, .count = 1};
    cs_set before = CS_NONE;
    struct cs_also *also;

    if (due->also == NULL)
        return cs_docket_before(run->docket, occurrence, cs_due_name(run, due), run->now);
    also = calloc(due->also->count, sizeof *also);
    f.all = calloc(2 * (due->also->count + 1), sizeof *f.all);
    if (also != NULL && f.all != NULL) {
        f.sorted = f.all + due->also->count + 1;
        f.all[0] = due->trigger;
        before = before_first(&f, of_due(run, due, also), due->worlds);
    } else {
        cs_run_fail_memory(run);
    }
    free(also);
    free(f.all);
    return before;
}

/* Is it the end of the same period from the same day, or of hours from the same time? */
static bool ends_alike(const struct cs_due *a, const struct cs_due *b)
{
    return same_terms(a->terms, b->terms) && a->from == b->from &&
           (a->terms->days || (a->start == b->start && a->end == b->end));
}

static void push_also(struct cs_run *run, struct cs_alsos *alsos, const struct cs_due *again, cs_instant hour)
{
    struct cs_also *also = cs_arena_alloc(&run->arena, sizeof *also);

    if (also == NULL) {
        cs_run_fail_memory(run);
        return;
    }
    *also = (struct cs_also){alsos->newest, again->trigger, again->worlds, hour};
    alsos->newest = also;
    alsos->count++;
}

/* The deadlines of the bond that end alike may run from this as well. */
static void add_also(struct cs_run *run, struct cs_bond_state *b, const struct cs_due *again,
                     const struct cs_place *place)
{
    struct cs_alsos *shared = NULL, *pushed = NULL;

    for (size_t i = b->first_due; i < b->due_count && cs_run_ok(run); i++) {
        struct cs_due *due = &b->dues[i];

        if (due->worlds == CS_NONE || due->trigger == again->trigger || !ends_alike(due, again))
            continue;
        if (due->also == NULL) {
            due->also = shared != NULL ? shared : cs_arena_alloc(&run->arena, sizeof *due->also);
            due->also_before = due->also == NULL ? 0 : (uint32_t)due->also->count - (due->also == pushed);
        }
        shared = due->also;
        if (shared == NULL)
            cs_run_fail_memory(run);
        else if (shared != pushed)
            push_also(run, shared, again, place->hours ? place->start : CS_TIME_ALWAYS);
        pushed = shared;
    }
}

/* ---- setting a time ---- */

/* The zone of the treaty, else that of the occurrence. */
static struct cs_zone zone_of(const struct cs_run *run, uint32_t bond, const struct cs_place *place)
{
    const struct cs_plan_rule *rule = run->bonds[bond].rule;

    return rule != NULL && rule->has_zone ? rule->zone : place->offset;
}

/* R 7.1 to 7.3, 7.9, 7.10. The end is exclusive: of hours, an act at the very last instant is in time. */
static bool make_period(struct cs_run *run, uint32_t bond, const struct cs_limit *limit, struct cs_duration period,
                        const struct cs_place *place, cs_set worlds, struct cs_due_terms *terms, struct cs_due *due)
{
    *terms = (struct cs_due_terms){.zone = zone_of(run, bond, place), .period = period, .hour = limit->hour,
                                   .calendar = limit->calendar, .form = CS_DUE_PERIOD,
                                   .days = period.unit != CS_HOURS};
    *due = (struct cs_due){.worlds = worlds, .terms = terms, .trigger = place->occurrence};
    if (worlds == CS_NONE)
        return false;
    due->from = place->hours ? cs_day_of(place->start, terms->zone) : place->day;
    if (period.unit == CS_HOURS) {
        due->start = place->start + (cs_instant)period.count * 3600 + 1;
        due->end = place->end + (cs_instant)period.count * 3600;
    } else {
        if (!cs_period_end(cs_calendar_of(terms->calendar), due->from, period, &due->ends)) {
            cs_docket_calendar_ends(run->docket, terms->calendar, due_text(run, due));
            return false;
        }
        due->start = due->end = cs_due_end(due);
    }
    if (cs_zone_knows(terms->zone, due->end, due->end))
        return true;
    cs_docket_zone_reaches(run->docket, terms->zone, due->end, due_text(run, due));
    return false;
}

/* A period begins at the place; `again`: one that runs already where this is so may run from the place as well. */
static void add_period(struct cs_run *run, uint32_t bond, const struct cs_limit *limit, struct cs_duration period,
                       const struct cs_place *place, cs_set worlds, bool again)
{
    struct cs_bond_state *b = &run->bonds[bond];
    struct cs_due_terms terms;
    struct cs_due due;

    if (!make_period(run, bond, limit, period, place, worlds, &terms, &due))
        return;
    if (!again)
        add_due(run, bond, &due, limit->ring);
    else
        add_also(run, b, &due, place);
}

/* A rule is lowered once for each time of its readings; a bond of the record may have one of several days (R 8.12). */
static uint32_t reading_of(const struct cs_run *run, uint32_t bond, const struct cs_limit *limit,
                           const struct cs_place *place)
{
    return run->bonds[bond].rule != NULL ? limit->reading
                                         : cs_plan_reading_at(run->plan, limit->reading, place->start);
}

/* The period of a limit begins at the place, or does so again. */
static void begin_period(struct cs_run *run, uint32_t bond, const struct cs_limit *limit, const struct cs_place *place,
                         cs_set worlds, bool again)
{
    const struct cs_plan_reading *reading;
    uint32_t number;

    if (limit->kind == CS_LIMIT_DURATION) {
        add_period(run, bond, limit, limit->duration, place, worlds, again);
        return;
    }
    number = reading_of(run, bond, limit, place);
    reading = &run->plan->readings[number];
    for (uint32_t i = 0; i < reading->answer_count; i++)
        if (reading->answers[i]->has_duration)
            add_period(run, bond, limit, reading->answers[i]->duration, place,
                       cs_worlds_and(run->worlds, worlds, cs_reads(run, number, i)), again);
}

/* Before a date, or a moment. */
static void add_date(struct cs_run *run, uint32_t bond, cs_instant before, struct cs_zone offset,
                     const struct cs_place *place,
                     cs_set worlds)
{
    const struct cs_due_terms terms = {.zone = offset, .form = CS_DUE_DATE, .dated = true};

    add_due(run, bond,
            &(struct cs_due){.start = before, .end = before, .terms = &terms, .worlds = worlds, .from = place->day},
            CS_NOWHERE);
}

/* R 7.13: the moment that the rule has bound, in the founding at hand; what is unsaid is none. */
static void add_moment(struct cs_run *run, uint32_t bond, const struct cs_limit *limit,
                       const struct cs_effect_pending *founding, const struct cs_place *place, cs_set worlds)
{
    cs_value value = limit->moment.kind == CS_OPERAND_VARIABLE ? founding->values[limit->moment.index] : CS_UNSAID;
    struct cs_moment moment;

    if (value != CS_UNSAID && cs_moment_parse(cs_names_text(run->plan->names, value),
                                              cs_names_length(run->plan->names, value), place->offset, &moment) == NULL)
        add_date(run, bond, moment.start, moment.offset, place, worlds);
}

void cs_bond_add_limits(struct cs_run *run, uint32_t bond, const struct cs_effect_pending *founding,
                        const struct cs_place *place, cs_set worlds)
{
    const struct cs_conclusion *c = founding->conclusion;

    for (uint32_t i = 0; i < c->limit_count; i++) {
        const struct cs_limit *limit = &c->limits[i];

        if (limit->kind == CS_LIMIT_BEFORE)
            add_date(run, bond, limit->before, limit->before_offset, place, worlds);
        else if (limit->kind == CS_LIMIT_MOMENT)
            add_moment(run, bond, limit, founding, place, worlds);
        else if (limit->kind != CS_LIMIT_OCCURRENCE && !limit->after)
            begin_period(run, bond, limit, place, worlds, false);
    }
}

void cs_bond_founded_again(struct cs_run *run, uint32_t bond, const struct cs_effect_pending *founding,
                           const struct cs_place *place, cs_set worlds)
{
    const struct cs_conclusion *c = founding->conclusion;
    const struct cs_bond_state *b = &run->bonds[bond];
    bool any = false;

    for (size_t i = b->first_due; i < b->due_count; i++)
        any |= b->dues[i].worlds != CS_NONE && b->dues[i].terms->form == CS_DUE_PERIOD &&
               !came_sooner(run, b->dues[i].trigger, place->hours ? place->start : CS_TIME_ALWAYS);
    for (uint32_t i = 0; any && i < c->limit_count; i++)
        if ((c->limits[i].kind == CS_LIMIT_DURATION || c->limits[i].kind == CS_LIMIT_READING) && !c->limits[i].after)
            begin_period(run, bond, &c->limits[i], place, worlds, true);
}

static cs_instant period_end(const struct cs_limit *limit, struct cs_duration period, const struct cs_place *place)
{
    const struct cs_due_terms terms = {.zone = place->offset, .hour = limit->hour};
    struct cs_due due = {.terms = &terms};

    if (period.unit == CS_HOURS)
        return place->start + (cs_instant)period.count * 3600 + 1;
    if (!cs_period_end(cs_calendar_of(limit->calendar), place->day, period, &due.ends)) /* told as it is founded */
        return CS_TIME_NEVER;
    return cs_due_end(&due);
}

/* The first end of the period of a limit, by whichever answer of its reading. */
static cs_instant first_period_end(const struct cs_run *run, const struct cs_limit *limit, const struct cs_place *place)
{
    const struct cs_plan_reading *reading;
    cs_instant first = CS_TIME_NEVER;

    if (limit->kind == CS_LIMIT_DURATION)
        return period_end(limit, limit->duration, place);
    reading = &run->plan->readings[cs_plan_reading_at(run->plan, limit->reading, place->start)];
    for (uint32_t i = 0; i < reading->answer_count; i++)
        if (reading->answers[i]->has_duration) {
            cs_instant end = period_end(limit, reading->answers[i]->duration, place);

            first = end < first ? end : first;
        }
    return first;
}

cs_instant cs_bond_first_end(const struct cs_run *run, const struct cs_conclusion *bond, const struct cs_place *place)
{
    cs_instant first = CS_TIME_NEVER;

    for (uint32_t i = 0; i < bond->limit_count; i++) {
        const struct cs_limit *limit = &bond->limits[i];
        cs_instant end = CS_TIME_NEVER;

        if (limit->kind == CS_LIMIT_BEFORE)
            end = limit->before;
        else if (!limit->after && (limit->kind == CS_LIMIT_DURATION || limit->kind == CS_LIMIT_READING))
            end = first_period_end(run, limit, place);
        first = end < first ? end : first;
    }
    return first;
}

void cs_bond_carry_dues(struct cs_run *run, uint32_t from, uint32_t to, cs_set worlds)
{
    struct cs_worlds *w = run->worlds;

    cs_bond_add_in(run, &run->bonds[to], CS_BOND_STARTED,
                   cs_worlds_and(w, cs_bond_in(&run->bonds[from], CS_BOND_STARTED), worlds));
    for (size_t i = 0; i < run->bonds[from].due_count && cs_run_ok(run); i++) {
        struct cs_due due = run->bonds[from].dues[i];

        due.worlds = cs_worlds_and(w, due.worlds, worlds);
        if (due.worlds == CS_NONE)
            continue;
        if (!cs_bond_put_due(run, &run->bonds[to], &due))
            return;
        queue_due(run, to, due.end);
    }
}

/* ---- a time is over ---- */

/* The time ends in these worlds, in which it is not suspended, with `end`; because of the row (or CS_NOWHERE). */
static void time_over(struct cs_run *run, uint32_t bond, const struct cs_due *due, cs_set over, uint32_t relation,
                      uint32_t row)
{
    struct cs_worlds *w = run->worlds;
    struct cs_bond_state *b = &run->bonds[bond];
    cs_set unreported;

    if (b->conclusion->forbidden || !run->streams) /* who takes over a prohibition asks whether its term is over */
        cs_bond_add_piece(run, b, CS_BOND_DEADLINES, due->end, over, cs_run_zone(run, due->terms->zone),
                          cs_due_is_day(due));
    over = cs_worlds_and(w, over, cs_bond_open(run, b));
    cs_bond_touch(run, bond, CS_NOWHERE, over == CS_NONE ? CS_NO_CHANGE : CS_NOWHERE);
    if (b->conclusion->forbidden) { /* where it was broken its term is over as well */
        cs_bond_add_in(run, b, CS_BOND_KEPT, over);
        cs_bond_becomes(run, bond, CS_VERB_FULFILS, cs_worlds_minus(w, over, b->broken), &run->place);
        cs_bond_stir(run, bond);
        return;
    }
    over = cs_worlds_minus(w, over, b->broken);
    unreported = cs_docket_lapse(run->docket, b->relation, b->act, due->end, over);
    cs_bond_add_in(run, b, CS_BOND_UNREPORTED, unreported);
    b->done = cs_worlds_or(w, b->done, unreported);
    if (unreported != CS_NONE) {
        cs_bond_becomes(run, bond, CS_VERB_FULFILS, unreported, &run->place);
        cs_bond_stir(run, bond);
    }
    cs_bond_break(run, bond, cs_worlds_minus(w, over, unreported), run->now, relation, row);
}

/* What is left to be over of a deadline once it ends: in the worlds in which the bond is suspended it ends later. */
static cs_set take_over(struct cs_run *run, const struct cs_bond_state *b, struct cs_due *due)
{
    cs_set worlds = due->worlds;

    due->worlds = cs_worlds_and(run->worlds, worlds, cs_bond_in(b, CS_BOND_SUSPENDED));
    return cs_worlds_minus(run->worlds, worlds, cs_bond_in(b, CS_BOND_SUSPENDED));
}

/* Those that end at one instant, by one clock, are over together: one by one each would be a piece of its own. */
void cs_bond_due(struct cs_run *run, uint32_t bond, cs_instant up_to)
{
    struct cs_bond_state *b = &run->bonds[bond];

    while (b->first_due < b->due_count && b->dues[b->first_due].worlds == CS_NONE)
        b->first_due++;
    for (size_t i = b->first_due; i < run->bonds[bond].due_count && cs_run_ok(run); i++) {
        const struct cs_due first = run->bonds[bond].dues[i];
        cs_set over;

        if (first.end > up_to || first.worlds == CS_NONE)
            continue;
        b = &run->bonds[bond];
        over = take_over(run, b, &b->dues[i]);
        for (size_t k = i + 1; k < b->due_count; k++)
            if (b->dues[k].end == first.end && b->dues[k].worlds != CS_NONE &&
                cs_due_is_day(&b->dues[k]) == cs_due_is_day(&first) &&
                cs_zone_same(b->dues[k].terms->zone, first.terms->zone))
                over = cs_worlds_or(run->worlds, over, take_over(run, b, &b->dues[k]));
        time_over(run, bond, &first, over, CS_NOWHERE, CS_NOWHERE);
    }
}

/* The end of a time that an occurrence sets: as it comes, so a breach; of a day without hours, by the end of it. */
static struct cs_due due_at_place(const struct cs_run *run, const struct cs_due_terms *terms)
{
    const struct cs_place *place = &run->place;
    cs_instant end = place->hours || place->start == run->now ? place->start : place->end;

    return (struct cs_due){.start = end, .end = end, .terms = terms, .from = place->day,
                           .trigger = place->occurrence};
}

void cs_bond_limit_comes(struct cs_run *run, uint32_t bond, uint32_t limit, cs_set worlds, uint32_t relation,
                         uint32_t row)
{
    struct cs_bond_state *b = &run->bonds[bond];
    const struct cs_limit *text = &b->conclusion->limits[limit];
    cs_set here = cs_worlds_and(run->worlds, worlds, cs_bond_open(run, b));
    const struct cs_due_terms terms = {.zone = run->place.offset, .form = CS_DUE_OCCURRENCE, .dated = true};
    struct cs_due due = due_at_place(run, &terms);

    if (text->after) { /* the next one, and no later one */
        cs_set again = cs_worlds_and(run->worlds, here, cs_bond_in(b, CS_BOND_STARTED));

        here = cs_worlds_minus(run->worlds, here, again);
        cs_bond_add_in(run, b, CS_BOND_STARTED, here);
        begin_period(run, bond, text, &run->place, again, true);
        begin_period(run, bond, text, &run->place, here, false);
        return;
    }
    if (!b->conclusion->forbidden) /* a prohibition stands until the end of its term, broken or not (R 4.11) */
        here = cs_worlds_minus(run->worlds, here, b->broken);
    due.worlds = cs_worlds_and(run->worlds, here, cs_bond_in(b, CS_BOND_SUSPENDED));
    add_due(run, bond, &due, CS_NOWHERE); /* it is over as the suspension ends */
    here = cs_worlds_minus(run->worlds, here, due.worlds);
    if (here != CS_NONE)
        time_over(run, bond, &due, here, relation, row);
}
