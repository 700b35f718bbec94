/* SPDX-License-Identifier: MIT */
/* What a suspension does to the deadlines of a bond as it ends. */
#include <stdlib.h>

#include "run/bond_int.h"

#define FEW 8 /* so many deadlines need no memory of the heap */

/* Are these one deadline, in different worlds? From which day they run tells nothing any more. */
static bool is_same_due(const struct cs_due *a, const struct cs_due *b)
{
    return a->end == b->end && a->start == b->start && a->counted == b->counted && a->ends.last == b->ends.last &&
           a->ends.nominal == b->ends.nominal && a->trigger == b->trigger && a->also == b->also &&
           a->also_before == b->also_before && a->terms == b->terms;
}

/*
 * A deadline that has moved joins one that it meets, which waits in the queue, if it is still to come; else it stands
 * where it stood, if nothing is left there.
 */
static void put_due(struct cs_run *run, uint32_t bond, size_t index, const struct cs_due *moved)
{
    struct cs_bond_state *b = &run->bonds[bond];
    size_t at = b->first_due;

    while (at < b->due_count && (b->dues[at].worlds == CS_NONE || !is_same_due(&b->dues[at], moved)))
        at++;
    if (at < b->due_count) {
        b->dues[at].worlds = cs_worlds_or(run->worlds, b->dues[at].worlds, moved->worlds);
        if (moved->end > run->now)
            return;
    } else if (b->dues[index].worlds == CS_NONE) {
        b->dues[index] = *moved;
    } else if (!cs_bond_put_due(run, b, moved)) {
        return;
    }
    cs_queue_add(run, (struct cs_item){.time = moved->end < run->now ? run->now : moved->end, .phase = CS_PHASE_DUE,
                                       .kind = CS_ITEM_DUE, .subject = bond});
}

/* When what is at hand is over: of a day without an hour its end, wherever in the day it is taken in. */
static cs_instant end_of_place(const struct cs_run *run)
{
    return run->place.hours || run->place.start == run->now ? run->place.start : run->place.end;
}

/*
 * The deadline moves by the whole days of suspension; the day on which the suspension ends is not one of them. One of
 * hours moves by the time itself.
 */
static void move_due(struct cs_run *run, uint32_t bond, size_t index, cs_instant since, cs_set worlds)
{
    struct cs_bond_state *b = &run->bonds[bond];
    struct cs_due moved = b->dues[index];
    cs_instant shift = end_of_place(run) - since;

    moved.worlds = cs_worlds_and(run->worlds, moved.worlds, worlds);
    if (moved.worlds == CS_NONE)
        return;
    if (moved.terms->dated) { /* a date does not move; if it has passed meanwhile the bond falls due now */
        if (moved.end <= run->now)
            cs_queue_add(run, (struct cs_item){.time = run->now, .phase = CS_PHASE_DUE, .kind = CS_ITEM_DUE,
                                               .subject = bond});
        return;
    }
    if (moved.terms->days) {
        cs_day first = cs_day_of(since, moved.terms->zone), last = cs_day_of(run->place.end - 1, moved.terms->zone) - 1;

        if (first <= moved.counted)
            first = moved.counted + 1;
        if (last < first)
            return;
        if (!cs_period_prolong(cs_calendar_of(moved.terms->calendar), moved.terms->period, first, last, &moved.ends)) {
            cs_docket_calendar_ends(run->docket, moved.terms->calendar,
                                    cs_names_text(run->plan->names, cs_due_name(run, &moved)));
            return;
        }
        shift = cs_due_end(&moved) - moved.end;
        moved.counted = last;
    }
    if (!cs_zone_knows(moved.terms->zone, moved.end + shift, moved.end + shift)) {
        cs_docket_zone_reaches(run->docket, moved.terms->zone, moved.end + shift,
                               cs_names_text(run->plan->names, cs_due_name(run, &moved)));
        return;
    }
    b->dues[index].worlds = cs_worlds_minus(run->worlds, b->dues[index].worlds, moved.worlds);
    moved.start += shift;
    moved.end += shift;
    put_due(run, bond, index, &moved);
}

/*
 * All deadlines move in these worlds, in which the bond was suspended since then: each as it stands now, since one that
 * has moved may have joined another that is still to be looked at.
 */
static void move_dues(struct cs_run *run, uint32_t bond, cs_instant since, cs_set worlds)
{
    size_t count = run->bonds[bond].due_count;
    cs_set few[FEW], *before = count <= FEW ? few : calloc(count, sizeof *before);

    if (before == NULL) {
        cs_run_fail_memory(run);
        return;
    }
    for (size_t i = 0; i < count; i++)
        before[i] = run->bonds[bond].dues[i].worlds;
    for (size_t i = 0; i < count && cs_run_ok(run); i++)
        move_due(run, bond, i, since, cs_worlds_and(run->worlds, before[i], worlds));
    if (before != few)
        free(before);
}

void cs_bond_leave_suspension(struct cs_run *run, uint32_t bond, cs_set freed)
{
    struct cs_bond_state *b = &run->bonds[bond];
    struct cs_pieces *suspended;
    uint32_t kept = 0; /* of the pieces in which it is still suspended */
    cs_set open;

    if (freed == CS_NONE || cs_bond_own_past(run, b) == NULL)
        return;
    suspended = &b->past->at[CS_BOND_SUSPENDED_AT];
    b->past->worlds[CS_BOND_SUSPENDED] = cs_worlds_minus(run->worlds, b->past->worlds[CS_BOND_SUSPENDED], freed);
    cs_bond_touch(run, bond, CS_NOWHERE, CS_NOWHERE);
    open = cs_worlds_and(run->worlds, freed, cs_bond_open(run, b));
    for (size_t p = 0; p < suspended->count && cs_run_ok(run); p++) {
        struct cs_piece *piece = &suspended->items[p];
        cs_set here = cs_worlds_and(run->worlds, piece->worlds, open);

        piece->worlds = cs_worlds_minus(run->worlds, piece->worlds, freed);
        if (here != CS_NONE)
            move_dues(run, bond, piece->time, here);
        if (piece->worlds != CS_NONE)
            suspended->items[kept++] = *piece;
    }
    if (cs_run_ok(run))
        suspended->count = kept;
}
