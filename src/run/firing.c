/* SPDX-License-Identifier: MIT */
/* Firings: one application of a rule each, with the rows that it matched, from which reasons are read. */
#include <string.h>

#include "run/match.h"

uint32_t cs_match_record(struct cs_match *match, cs_set worlds)
{
    struct cs_run *run = match->run;
    const struct cs_plan_rule *rule = match->rule;
    struct cs_firing *firing;

    if (run->streams && rule->delay == CS_DELAY_NONE) /* no reasons are kept; a rule that waits needs its own */
        return CS_NOWHERE;
    if (!cs_grow(&run->firings, &run->firing_capacity, run->firing_count + 1, sizeof *run->firings) ||
        !cs_grow(&run->refs, &run->ref_capacity, run->ref_count + rule->step_count + 1, sizeof *run->refs) ||
        !cs_grow(&run->values, &run->value_capacity, run->value_count + rule->variable_count + 1,
                 sizeof *run->values) ||
        !cs_grow(&run->notes, &run->note_capacity, run->note_count + rule->step_count + 1, sizeof *run->notes)) {
        cs_run_fail_memory(run);
        return CS_NOWHERE;
    }
    firing = &run->firings[run->firing_count];
    *firing = (struct cs_firing){.rule = rule->number, .time = run->now, .worlds = worlds};
    firing->first_ref = (uint32_t)run->ref_count;
    firing->first_value = (uint32_t)run->value_count;
    firing->first_note = CS_NOWHERE;
    run->refs[run->ref_count++] = match->trigger_row;
    memcpy(run->refs + run->ref_count, match->refs, rule->step_count * sizeof *run->refs);
    run->ref_count += rule->step_count;
    for (uint32_t v = 0; v < rule->variable_count; v++)
        run->values[run->value_count++] =
            (match->bound >> v & 1) != 0 ? match->values[v] : CS_UNSAID;
    if (rule->counts) {
        firing->first_note = (uint32_t)run->note_count;
        memcpy(run->notes + run->note_count, match->notes, rule->step_count * sizeof *run->notes);
        run->note_count += rule->step_count;
    }
    return (uint32_t)run->firing_count++;
}

uint32_t cs_cause_add(struct cs_run *run, uint32_t firing, uint32_t causes, bool anew)
{
    if (firing == CS_NOWHERE)
        return causes;
    if (!cs_grow(&run->causes, &run->cause_capacity, run->cause_count + 1, sizeof *run->causes)) {
        cs_run_fail_memory(run);
        return causes;
    }
    run->causes[run->cause_count++] = (struct cs_cause){firing, causes, anew};
    return (uint32_t)run->cause_count;
}

void cs_store_caused(struct cs_run *run, struct cs_row *row, uint32_t firing, bool anew)
{
    if (firing == CS_NOWHERE)
        return;
    row->firing = firing;
    row->causes = cs_cause_add(run, firing, row->causes, anew);
}
