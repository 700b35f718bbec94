/* SPDX-License-Identifier: MIT */
/*
 * A run that goes on with more occurrences and states than it was begun with. Nothing that has come is undone.
 *
 * An occurrence that comes behind all that has come so far waits in the queue as any other. A late one is taken in now,
 * as one would be that was open until now (order.c), if nothing follows from it at once: of those that have come since
 * it began, none may have a word whose order with its own could matter, and nothing else may have come.
 */
#include "run/run_int.h"
#include "run/tells.h"

#define COMPARED_MOST 4096 /* with so many a late one is compared; else a run from the beginning is as good */

/*
 * Is the late one no other if this one has come before it? Only the words are asked: whether two occurrences tell
 * (tells.h) depends on what was so when they came.
 */
static bool fits_behind(const struct cs_run *run, const struct cs_occurrence *late, const struct cs_placement *p)
{
    const struct cs_occurrence *o = &run->docket->occurrences[p->occurrence];

    return !cs_tells_some_pair(run, run->plan->order_matters, o, late) &&
           !cs_tells_some_pair(run, run->plan->comes_after, o, late) &&
           !cs_tells_some_pair(run, run->plan->comes_after, late, o) &&
           !cs_docket_refers(run->docket, o->value, late->value);
}

/* May anything follow from it at once: a rule, a power, what becomes of a bond? Then its place among others counts. */
static bool sets_off(const struct cs_plan *plan, const struct cs_occurrence *o)
{
    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next) {
        const struct cs_relation *r = &plan->relations[row->relation];

        if (r->triggers != NULL || r->readers != NULL || r->powers != NULL || r->watch_mask_count > 0)
            return true;
    }
    return false;
}

/* May it be taken in behind all that has come since it began? */
static bool may_be_late(const struct cs_run *run, const struct cs_occurrence *o)
{
    cs_instant start = o->cells[0].start;
    size_t compared = 0;

    if (run->stepped_other > start || sets_off(run->plan, o))
        return false;
    for (size_t i = run->placement_count; i-- > 0;) {
        const struct cs_placement *p = &run->placements[i];

        if (i < run->placed_first && p->start < start - run->longest) /* so have all before it */
            break;
        if (p->end > start && p->start < run->end && (++compared > COMPARED_MOST || !fits_behind(run, o, p)))
            return false;
    }
    return true;
}

static bool append_occurrence(struct cs_run *run, uint32_t number)
{
    const struct cs_occurrence *o = &run->docket->occurrences[number];
    const struct cs_cell *cell = o->cells;
    bool late = cell->start < run->stepped || (cell->start == run->stepped && cell->end == cell->start + 1);
    size_t rows = 0;

    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
        rows++;
    if (run->placement_count == run->placement_room || run->effective_count + rows > run->effective_room)
        return false;
    /* placements that have not started stand by their start */
    if (late ? run->latest > run->stepped || cell->end > run->end || !may_be_late(run, o) : cell->start < run->latest)
        return false;
    run->effective_first[number] = (uint32_t)run->effective_count;
    run->effective_count += rows;
    cs_run_place_last(run, number);
    return true;
}

/* Takes in those that are late. False: something else comes with them, or they raise a question, which comes late. */
static bool take_late(struct cs_run *run)
{
    size_t questions = run->docket->question_count;
    const struct cs_item *next;
    struct cs_item item;

    while ((next = cs_queue_peek(run)) != NULL && next->time <= run->stepped)
        if (next->kind != CS_ITEM_OCCURRENCE || !cs_run_step(run, CS_TIME_NEVER, &item))
            return false;
    return run->docket->question_count == questions;
}

bool cs_run_append(struct cs_run *run, size_t first_occurrence, size_t first_fact)
{
    const struct cs_docket *docket = run->docket;

    cs_run_back_to_end(run);
    run->tries_max += CS_TRIES_OF_ENTRY * (uint64_t)(docket->occurrence_count - first_occurrence + docket->fact_count -
                                                     first_fact);
    for (size_t i = first_fact; i < docket->fact_count; i++) {
        if (docket->facts[i].cells[0].start <= run->stepped)
            return false;
        cs_run_place_fact(run, (uint32_t)i);
    }
    for (size_t i = first_occurrence; i < docket->occurrence_count; i++)
        if (!append_occurrence(run, (uint32_t)i) || !take_late(run))
            return false;
    cs_run_note_end(run);
    return cs_run_ok(run);
}
