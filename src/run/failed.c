/* SPDX-License-Identifier: MIT */
/* Acts without effect, and what their powers lacked as they came about. */
#include "run/explain.h"

/* R 5.3: what an act lacks is what it lacks at its instant; no later power cures it. */
struct failing { struct cs_run *run; size_t number; };

static void keep_failure(void *context, cs_set worlds, const struct cs_lack *lack)
{
    struct failing *f = context;
    struct cs_act_failure *failure = cs_arena_alloc(&f->run->arena, sizeof *failure), **link;

    if (failure == NULL) {
        cs_run_fail_memory(f->run);
        return;
    }
    *failure = (struct cs_act_failure){.worlds = worlds, .lack = lack};
    for (link = &f->run->act_failures[f->number]; *link != NULL;)
        link = &(*link)->next;
    *link = failure;
}

void cs_explain_failed(struct cs_run *run, const struct cs_occurrence *occurrence, const struct cs_occurrence_row *row,
                       size_t number, cs_set worlds)
{
    struct cs_failed_act *act = cs_arena_alloc(&run->arena, sizeof *act);

    cs_explain_power(run, row->relation, row->values, worlds, &run->arena, keep_failure,
                     &(struct failing){run, number});
    if (act == NULL) {
        cs_run_fail_memory(run);
        return;
    }
    *act = (struct cs_failed_act){run->failed_acts[row->relation], occurrence, row, number, worlds};
    run->failed_acts[row->relation] = act;
}
