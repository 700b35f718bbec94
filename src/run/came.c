/* SPDX-License-Identifier: MIT */
/*
 * When occurrences came about, for conditions that compare the moments of two (R 4.10). Each was taken in at a place in
 * time, in the worlds of that place; of one day without hours the turn says which was first (R 6.4).
 */
#include "run/match.h"

static bool reserve(struct cs_run *run, cs_value occurrence)
{
    size_t before = run->came_capacity;

    if (!cs_grow(&run->came, &run->came_capacity, (size_t)occurrence + 1, sizeof *run->came))
        return false;
    for (size_t i = before; i < run->came_capacity; i++)
        run->came[i] = NULL;
    return true;
}

void cs_came_note(struct cs_run *run, cs_value occurrence, cs_set worlds)
{
    struct cs_came *came;

    if (!run->plan->compares_moments || occurrence == CS_UNSAID)
        return;
    if (!reserve(run, occurrence)) {
        cs_run_fail_memory(run);
        return;
    }
    for (came = run->came[occurrence]; came != NULL; came = came->next)
        worlds = cs_worlds_minus(run->worlds, worlds, came->worlds);
    if (worlds == CS_NONE)
        return;
    came = cs_arena_alloc(&run->arena, sizeof *came);
    if (came == NULL) {
        cs_run_fail_memory(run);
        return;
    }
    *came = (struct cs_came){run->came[occurrence], run->place, run->came_turn++, worlds};
    run->came[occurrence] = came;
}

/*
 * The worlds in which the first came about before the second. What rules bring about at one instant has no order; of
 * what overlaps otherwise that came first which was taken in first, as the answers say (run/order.h).
 */
static cs_set came_before(const struct cs_run *run, cs_value first, const struct cs_came *a, cs_value second,
                          const struct cs_came *b)
{
    bool a_entered = cs_docket_occurrence(run->docket, first) != NULL;
    bool b_entered = cs_docket_occurrence(run->docket, second) != NULL;

    if (a->place.end <= b->place.start || b->place.end <= a->place.start)
        return a->place.end <= b->place.start ? CS_ALL : CS_NONE;
    if (!a_entered && !b_entered && a->place.start == b->place.start)
        return CS_NONE;
    return a->turn < b->turn ? CS_ALL : CS_NONE;
}

/* The day of it, in the zone of the treaty if that has one and the hour is known (R 7.1). */
static cs_day day_of(const struct cs_plan_rule *rule, const struct cs_place *place)
{
    return place->hours ? cs_day_of(place->start, rule->has_zone ? rule->zone : place->offset) : place->day;
}

/* Is the later day within the period that runs from the earlier one, or, if it is to last, not before its last day? */
static bool days_apart(struct cs_match *match, const struct cs_step *step, cs_day a, cs_day b)
{
    const struct cs_calendar_text *calendar = match->rule->calendar;
    cs_day earlier = a < b ? a : b, later = a < b ? b : a;
    struct cs_period_end ends;
    char text[64];

    if (!cs_period_end(cs_calendar_of(calendar), earlier, step->duration, &ends)) {
        cs_docket_calendar_ends(match->run->docket, calendar, cs_duration_text(step->duration, text));
        return false;
    }
    return step->compare == CS_AT_LEAST ? later >= ends.last : later <= ends.last;
}

static cs_set compare(struct cs_match *match, const struct cs_step *step, cs_value first, const struct cs_came *a,
                      cs_value second, const struct cs_came *b)
{
    if (step->has_duration && !days_apart(match, step, day_of(match->rule, &a->place), day_of(match->rule, &b->place)))
        return CS_NONE;
    switch (step->sides) {
    case CS_SIDES_BEFORE:
        return came_before(match->run, first, a, second, b);
    case CS_SIDES_AFTER:
        return came_before(match->run, second, b, first, a);
    case CS_SIDES_EITHER:
        break;
    }
    return CS_ALL;
}

static const struct cs_came *came_of(const struct cs_run *run, cs_value occurrence)
{
    return occurrence < run->came_capacity ? run->came[occurrence] : NULL;
}

cs_set cs_came_compare(struct cs_match *match, const struct cs_step *step)
{
    struct cs_run *run = match->run;
    cs_value first = cs_match_operand(match, step->subject), second = cs_match_operand(match, step->others[0]);
    cs_set worlds = CS_NONE;

    for (const struct cs_came *a = came_of(run, first); a != NULL; a = a->next)
        for (const struct cs_came *b = came_of(run, second); b != NULL; b = b->next) {
            cs_set both = cs_worlds_and(run->worlds, a->worlds, b->worlds);

            if (both != CS_NONE && cs_run_ok(run))
                worlds = cs_worlds_or(run->worlds, worlds, cs_worlds_and(run->worlds, both,
                                                                         compare(match, step, first, a, second, b)));
        }
    return worlds;
}
