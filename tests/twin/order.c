/* SPDX-License-Identifier: MIT */
/*
 * The twin: the order of what is not dated to the hour (R 6.4, R 8). Before an occurrence is taken in, all that may
 * have begun by then and comes before it is taken in. It comes before it if
 *
 *   it must     the occurrence names it, or the vocabulary puts the occurrence after it, directly or through others
 *   it did      their order is a question, and the answer of this world says so
 *
 * The twin does not decide whether an order is a question. If the engine did not ask, the order must make no
 * difference: so it is chosen. With ties by name, what was not asked about waits; with ties turned it comes first; both
 * must give the same result (cs_twin_ties).
 */
#include "docket/made.h"
#include "twin/twin_int.h"

#include <string.h>

/* ---- questions ---- */

static bool is_asked(const struct cs_twin_run *run, cs_value a, cs_value b)
{
    bool turned;

    return cs_docket_order_asked(run->docket, a, b, &turned) != CS_NOWHERE ||
           cs_docket_settled_asked(run->docket, a, b);
}

bool cs_twin_answers_before(struct cs_twin_run *run, cs_value a, cs_value b)
{
    enum cs_settled_order settled = cs_docket_settled_order(run->docket, a, b, run->now);
    bool turned, before = settled == CS_ORDER_FIRST;
    uint32_t question = settled == CS_ORDER_OPEN ? cs_docket_order(run->docket, a, b, &turned) : CS_NOWHERE;

    if (question != CS_NOWHERE)
        before = run->answers[question] == (turned ? 1 : 0);
    return before;
}

bool cs_twin_came_before(struct cs_twin_run *run, cs_value a, cs_value b)
{
    bool before = cs_twin_answers_before(run, a, b);

    run->orderings =
        cs_twin_grow(run, run->orderings, &run->ordering_count, &run->ordering_capacity, sizeof *run->orderings);
    if (run->orderings != NULL)
        run->orderings[run->ordering_count - 1] =
            before ? (struct cs_twin_ordering){ a, b } : (struct cs_twin_ordering){ b, a };
    return before;
}

void cs_twin_note_taken(struct cs_twin_run *run, cs_value value)
{
    run->taken_order = cs_twin_grow(run, run->taken_order, &run->taken_order_count, &run->taken_order_capacity,
                                    sizeof *run->taken_order);
    if (run->taken_order != NULL)
        run->taken_order[run->taken_order_count - 1].value = value;
}

static size_t place_of(const struct cs_twin_run *run, cs_value value)
{
    for (size_t i = 0; i < run->taken_order_count; i++)
        if (run->taken_order[i].value == value)
            return i;
    return SIZE_MAX;
}

/* If an answer contradicts the order in which things were taken in, this world cannot be. */
void cs_twin_check_order(struct cs_twin_run *run)
{
    for (size_t i = 0; i < run->ordering_count; i++) {
        size_t first = place_of(run, run->orderings[i].first), second = place_of(run, run->orderings[i].second);

        if (second != SIZE_MAX && first > second)
            run->twin->contradictory = true;
    }
}

/* ---- pairs of occurrences ---- */

static bool has_value(const struct cs_twin_run *run, const struct cs_occurrence *o, cs_value value)
{
    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
        for (uint32_t i = 0; i < run->plan->relations[row->relation].column_count; i++)
            if (row->values[i] == value)
                return true;
    return false;
}

static bool share_value(const struct cs_twin_run *run, const struct cs_occurrence *a, const struct cs_occurrence *b)
{
    for (const struct cs_occurrence_row *row = a->rows; row != NULL; row = row->next)
        for (uint32_t i = 0; i < run->plan->relations[row->relation].column_count; i++)
            if (cs_plan_is_something(run->plan, row->values[i]) && has_value(run, b, row->values[i]))
                return true;
    return false;
}

static bool some_pair(const struct cs_twin_run *run, const uint8_t *matrix, const struct cs_occurrence *a,
                      const struct cs_occurrence *b)
{
    for (const struct cs_occurrence_row *x = a->rows; x != NULL; x = x->next)
        for (const struct cs_occurrence_row *y = b->rows; y != NULL; y = y->next)
            if (matrix[x->relation * run->plan->relation_count + y->relation] != 0)
                return true;
    return false;
}

static bool must_follow(const struct cs_twin_run *run, const struct cs_occurrence *a, const struct cs_occurrence *b)
{
    if (cs_docket_refers(run->docket, a->value, b->value))
        return true;
    return !cs_docket_refers(run->docket, b->value, a->value) && some_pair(run, run->plan->comes_after, a, b) &&
           share_value(run, a, b);
}

/* ---- taking in order ---- */

/* By name in any case: with ties turned the first lets all others go before it that may. */
void cs_twin_sort(struct cs_twin_run *run)
{
    const struct cs_docket *docket = run->docket;

    for (uint32_t i = 0; i < docket->occurrence_count; i++) {
        const char *name = cs_names_text(run->plan->names, docket->occurrences[i].value);
        uint32_t at = i;

        for (; at > 0; at--) {
            if (strcmp(cs_names_text(run->plan->names, docket->occurrences[run->by_name[at - 1]].value), name) <= 0)
                break;
            run->by_name[at] = run->by_name[at - 1];
        }
        run->by_name[at] = i;
    }
}

/* May it have begun by now, and is it still to be taken in? */
static bool is_open(const struct cs_twin_run *run, uint32_t occurrence)
{
    const struct cs_cell *cell = run->cell[occurrence];

    if (!run->there[occurrence] || run->taken[occurrence])
        return false;
    return cell->start < run->now ||
           (run->phase == CS_TWIN_INSTANT && cell->start == run->now && cell->end == run->now + 1);
}

/* Must a come after b, which is still to be taken in and may begin before a is over? */
static bool waits_for(const struct cs_twin_run *run, uint32_t a, uint32_t b)
{
    return a != b && run->there[b] && !run->taken[b] && run->cell[b]->start < run->cell[a]->end &&
           must_follow(run, &run->docket->occurrences[a], &run->docket->occurrences[b]);
}

static bool reaches(struct cs_twin_run *run, uint32_t a, uint32_t b)
{
    if (waits_for(run, a, b))
        return true;
    run->reached[a] = run->reach_round;
    for (uint32_t m = 0; m < run->docket->occurrence_count; m++)
        if (run->reached[m] != run->reach_round && waits_for(run, a, m) && reaches(run, m, b))
            return true;
    return false;
}

/* The same directly or through others. */
static bool waits_through(struct cs_twin_run *run, uint32_t a, uint32_t b)
{
    run->reach_round++;
    return reaches(run, a, b);
}

/*
 * Did m, after which o comes, come at the last instant before the moment at hand? Then o, which comes after that
 * instant, did not come before the moment.
 */
static bool came_just_now(const struct cs_twin_run *run, uint32_t m, uint32_t o)
{
    return run->phase != CS_TWIN_INSTANT && m != o && run->there[m] && run->cell[m]->end == run->cell[m]->start + 1 &&
           run->cell[m]->start > run->cell[o]->start && run->cell[m]->end == run->now &&
           run->cell[o]->end > run->now &&
           must_follow(run, &run->docket->occurrences[o], &run->docket->occurrences[m]);
}

static bool finds_unbegun(struct cs_twin_run *run, uint32_t o)
{
    run->reached[o] = run->reach_round;
    for (uint32_t m = 0; m < run->docket->occurrence_count; m++) {
        const struct cs_cell *cell = run->cell[m];

        if (came_just_now(run, m, o))
            return true;
        if (run->reached[m] == run->reach_round || !waits_for(run, o, m))
            continue;
        if (is_open(run, m) ? cell->end > cell->start + 1 && finds_unbegun(run, m) : cell->start > run->cell[o]->start)
            return true;
    }
    return false;
}

/* Does it come after something, directly or through others, that has not begun yet? */
static bool is_held(struct cs_twin_run *run, uint32_t o)
{
    const struct cs_cell *cell = run->cell[o];

    run->reach_round++;
    return cell->end > cell->start + 1 && finds_unbegun(run, o);
}

/* Does p come before o for certain, or by the answer of this world? */
static bool comes_first(struct cs_twin_run *run, uint32_t p, uint32_t o)
{
    const struct cs_occurrence *first = &run->docket->occurrences[p], *second = &run->docket->occurrences[o];

    if (is_held(run, p))
        return false;
    if (waits_through(run, o, p))
        return true;
    return !waits_through(run, p, o) && is_asked(run, first->value, second->value) &&
           cs_twin_came_before(run, first->value, second->value);
}

static bool was_taken(const struct cs_twin_run *run, cs_value value)
{
    return place_of(run, value) != SIZE_MAX;
}

/* Does an answer of this world put it after something that has not come yet? */
static bool must_wait(const struct cs_twin_run *run, uint32_t p)
{
    cs_value own = run->docket->occurrences[p].value;

    for (size_t q = 0; q < run->docket->question_count; q++) {
        cs_name id = run->docket->questions[q].id;
        cs_value first = cs_names_part(run->plan->names, id, 0), second = cs_names_part(run->plan->names, id, 1);

        if (cs_names_tag(run->plan->names, id) != CS_MADE_ORDER || (first != own && second != own))
            continue;
        if (run->answers[q] == (first == own ? 1u : 0u) && !was_taken(run, first == own ? second : first))
            return true;
    }
    for (size_t i = 0; i < run->docket->order_count; i++) {
        const struct cs_order_line *line = &run->docket->orders[i];
        bool second = line->settled == CS_ORDER_FIRST && line->second == own,
             first = line->settled == CS_ORDER_SECOND && line->first == own;

        if (!line->of_moment && (first || second) && !was_taken(run, second ? line->first : line->second))
            return true;
    }
    return false;
}

/* May p be taken in now? Not if what is being taken in comes before it, or before what must come before it. */
static bool may_go_first(struct cs_twin_run *run, uint32_t p, uint32_t depth)
{
    if (run->taking[p] || depth > run->docket->occurrence_count || must_wait(run, p) || is_held(run, p))
        return false;
    for (uint32_t q = 0; q < run->docket->occurrence_count; q++)
        if (q != p && (is_open(run, q) || run->taking[q]) && comes_first(run, q, p) && !may_go_first(run, q, depth + 1))
            return false;
    return true;
}

void cs_twin_take_in_order(struct cs_twin_run *run, uint32_t occurrence)
{
    if (run->taken[occurrence])
        return;
    run->taking[occurrence] = true;
    for (uint32_t i = 0; i < run->docket->occurrence_count; i++) {
        uint32_t other = run->by_name[i];

        if (other == occurrence || !is_open(run, other))
            continue;
        if (comes_first(run, other, occurrence)) {
            if (run->taking[other])
                run->twin->contradictory = true;
            else
                cs_twin_take_in_order(run, other);
        } else if (run->ties == CS_TWIN_BY_NAME_TURNED && may_go_first(run, other, 0)) {
            cs_twin_take_in_order(run, other);
        }
    }
    run->taking[occurrence] = false;
    cs_twin_take(run, occurrence);
}

/* ---- moments: deadlines, timers and the end ---- */

/* Does a come after the moment by the answer of this world? */
static bool comes_after(struct cs_twin_run *run, uint32_t o, cs_value moment)
{
    cs_value value = run->docket->occurrences[o].value;

    return is_open(run, o) && is_asked(run, value, moment) &&
           (is_held(run, o) || !cs_twin_came_before(run, value, moment));
}

/*
 * Takes in what may have begun by now and comes before one of these moments, which are one instant; what comes after
 * one of them waits. Where there is no moment, nothing comes before it.
 */
void cs_twin_take_before(struct cs_twin_run *run, const cs_value *moments, size_t moment_count)
{
    size_t count = run->docket->occurrence_count;
    bool *after = cs_arena_array(&run->twin->arena, count, sizeof *after);

    if (after == NULL || moment_count == 0)
        return;
    for (uint32_t o = 0; o < count; o++) {
        for (size_t m = 0; m < moment_count; m++)
            after[o] |= comes_after(run, o, moments[m]);
        run->taking[o] |= after[o];
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t o = run->by_name[i];
        bool asked = false;

        for (size_t m = 0; m < moment_count; m++)
            asked |= is_asked(run, run->docket->occurrences[o].value, moments[m]);
        if (!run->taking[o] && is_open(run, o) && !is_held(run, o) &&
            (asked || (run->ties == CS_TWIN_BY_NAME_TURNED && may_go_first(run, o, 0))))
            cs_twin_take_in_order(run, o);
    }
    for (uint32_t o = 0; o < count; o++)
        run->taking[o] &= !after[o];
    for (size_t m = 0; m < moment_count; m++)
        cs_twin_note_taken(run, moments[m]);
}

/* R 8.3: what may or may not have happened by the moment asked about is a question. */
void cs_twin_before_end(struct cs_twin_run *run)
{
    cs_value day = cs_twin_end_name(run);

    for (uint32_t o = 0; o < run->docket->occurrence_count; o++)
        if (is_open(run, o) && !is_held(run, o))
            cs_twin_came_before(run, run->docket->occurrences[o].value, day);
    cs_twin_take_before(run, &day, 1);
    cs_twin_check_order(run);
}
