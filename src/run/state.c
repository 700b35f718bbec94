/* SPDX-License-Identifier: MIT */
/*
 * The state of a run: its memory from the first to the last, and what every file of the run asks of it. It calls no
 * other file of the run, so that the others may all call it.
 */
#include <stdlib.h>

#include "run/run_int.h"

void cs_run_fail_memory(struct cs_run *run)
{
    cs_fail_memory(run->failure);
}

void *cs_spare_take(struct cs_run *run, enum cs_spare_of of, size_t *capacity)
{
    struct cs_spare spare = run->spares[of];

    run->spares[of] = (struct cs_spare){NULL, 0};
    *capacity = spare.capacity;
    return spare.items;
}

void cs_spare_give(struct cs_run *run, enum cs_spare_of of, void *items, size_t capacity)
{
    if (items == NULL)
        return;
    if (run->spares[of].items != NULL) {
        free(items);
        return;
    }
    run->spares[of] = (struct cs_spare){items, capacity};
}

uint32_t cs_run_zone(struct cs_run *run, struct cs_zone zone)
{
    for (size_t i = 0; i < run->zone_count; i++)
        if (cs_zone_same(run->zones[i], zone))
            return (uint32_t)i;
    if (!cs_grow(&run->zones, &run->zone_capacity, run->zone_count + 1, sizeof *run->zones)) {
        cs_run_fail_memory(run);
        return 0;
    }
    run->zones[run->zone_count] = zone;
    return (uint32_t)run->zone_count++;
}

void cs_run_stand_at_end(struct cs_run *run)
{
    run->place = (struct cs_place){.start = run->end - 1, .end = run->end};
}

/* What is kept of each occurrence and each of its rows: empty. */
static casus_status make_effective(struct cs_run *run)
{
    const struct cs_docket *docket = run->docket;
    size_t rows = 0, room = docket->occurrence_room;

    run->effective_first = cs_arena_array(&run->arena, room, sizeof *run->effective_first);
    run->effective_asked = cs_arena_array(&run->arena, room, 1);
    run->taken = cs_arena_array(&run->arena, room, sizeof *run->taken);
    if (run->effective_first == NULL || run->effective_asked == NULL || run->taken == NULL)
        return cs_fail_memory(run->failure);
    for (size_t i = 0; i < docket->occurrence_count; i++) {
        run->effective_first[i] = (uint32_t)rows;
        for (const struct cs_occurrence_row *row = docket->occurrences[i].rows; row != NULL; row = row->next)
            rows++;
    }
    run->effective_count = rows;
    run->effective_room = room = rows + room - docket->occurrence_count;
    run->effective = cs_arena_array(&run->arena, room, sizeof *run->effective);
    run->act_causes = cs_arena_array(&run->arena, room, sizeof *run->act_causes);
    run->act_failures = cs_arena_array(&run->arena, room, sizeof *run->act_failures);
    run->failed_acts = cs_arena_array(&run->arena, run->plan->relation_count, sizeof *run->failed_acts);
    if (run->effective == NULL || run->act_causes == NULL || run->act_failures == NULL || run->failed_acts == NULL)
        return cs_fail_memory(run->failure);
    return CASUS_OK;
}

struct cs_run *cs_run_state_new(struct cs_docket *docket, cs_instant end, unsigned ways_off)
{
    struct cs_run *run = calloc(1, sizeof *run);

    if (run == NULL) {
        cs_fail_memory(docket->failure);
        return NULL;
    }
    cs_arena_init(&run->arena);
    cs_names_init(&run->reason_keys);
    run->docket = docket;
    run->plan = docket->plan;
    run->worlds = docket->worlds;
    run->failure = docket->failure;
    run->end = end;
    run->turned = run->stepped = run->stepped_other = run->latest = CS_TIME_ALWAYS;
    run->ways_off = ways_off;
    run->tries_max = CS_TRIES_MAX + CS_TRIES_OF_ENTRY * (uint64_t)(docket->occurrence_count + docket->fact_count);
    run->rule_tries = cs_arena_array(&run->arena, run->plan->rule_count, sizeof *run->rule_tries);
    run->alone = cs_arena_array(&run->arena, run->plan->family_count, sizeof *run->alone);
    if (run->rule_tries == NULL || run->alone == NULL)
        cs_run_fail_memory(run);
    else
        make_effective(run);
    return run;
}

void cs_run_state_free(struct cs_run *run)
{
    cs_arena_release(&run->arena);
    cs_names_release(&run->reason_keys);
    for (size_t i = 0; i < CS_SPARES; i++)
        free(run->spares[i].items);
    free(run->zones);
    free(run->bond_texts);
    free(run->firings);
    free(run->refs);
    free(run->values);
    free(run->notes);
    free(run->totals);
    free(run->causes);
    free(run->changes);
    free(run->spread);
    free(run->pending);
    cs_lists_release(&run->timed);
    cs_lists_release(&run->carried);
    cs_lists_release(&run->taken_over);
    cs_lists_release(&run->stood_in);
    free(run->duty_events);
    free(run->stirred);
    free(run->touched);
    free(run->passing);
    free(run->lapsed);
    free(run->closing);
    free(run->parted);
    free(run->enumerated);
    free(run->settled);
    free(run->told);
    free(run->fresh);
    free(run->came);
    free(run->listed.items);
    free(run);
}
