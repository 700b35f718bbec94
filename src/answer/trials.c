/* SPDX-License-Identifier: MIT */
#include "answer/trials.h"

#include <stdio.h>

#include "docket/docket_int.h"

#define NODES_MAX 200000 /* of diagrams: where acts become more entangled than that, each has a run of its own */

/* Makes the entries; false if memory ran out. */
static bool make_entries(struct cs_trials *t, const struct cs_wishes *wishes)
{
    for (size_t i = 0; i < t->count; i++) {
        char name[64];

        snprintf(name, sizeof name, "the act asked about, %zu", i + 1);
        if (!cs_trial_entry(wishes, t->checks[i], t->checks[i]->day.offset, &t->names, name, &t->entries[i]))
            return false;
        t->entries[i].among = true;
    }
    return true;
}

void cs_trials_run(struct cs_trials *t, const struct cs_plan *plan, const struct cs_wishes *wishes,
                   struct cs_answer *without)
{
    struct cs_wishes with = *wishes;
    struct cs_failure failure = {.status = CASUS_OK};

    cs_names_init_over(&t->names, wishes->names != NULL ? wishes->names : plan->names);
    with.names = &t->names;
    with.entry = t->entries;
    with.entries = t->count;
    with.node_budget = wishes->node_budget != 0 && wishes->node_budget < NODES_MAX ? wishes->node_budget : NODES_MAX;
    if (!make_entries(t, wishes) || cs_answer_new(plan, &with, &failure, &t->after) != CASUS_OK)
        return;
    for (size_t i = 0; i < t->count; i++)
        t->each[i] = (struct cs_trial){.before = without, .after = t->after, .lent = true, .entry = &t->entries[i]};
}

struct cs_trial *cs_trials_at(struct cs_trials *t, size_t i)
{
    struct cs_trial *trial = &t->each[i];
    const struct cs_occurrence *o;

    if (t->after == NULL)
        return NULL;
    if (!t->found[i]) {
        o = cs_docket_occurrence(t->after->docket, cs_docket_entry_value(t->after->docket, trial->entry));
        trial->tried = o != NULL ? o->matter->yes : CS_NONE;
        cs_trial_find(trial);
        t->found[i] = true;
    }
    return trial->same_at_end && cs_worlds_status(t->after->docket->worlds) == CASUS_OK ? trial : NULL;
}

void cs_trials_release(struct cs_trials *t)
{
    cs_answer_free(t->after);
    if (t->names.below != NULL)
        cs_names_release(&t->names);
}
