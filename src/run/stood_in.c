/* SPDX-License-Identifier: MIT */
#include "run/stood_in.h"

size_t cs_values_of(const struct cs_run *run, uint32_t relation, uint32_t row, cs_value values[CS_STOOD_IN_MAX])
{
    const struct cs_bond_state *b = relation == CS_NOWHERE ? &run->bonds[row] : NULL;
    const cs_value *columns = b != NULL ? b->act : cs_store_values(run, relation, row);
    uint32_t column_count = run->plan->relations[b != NULL ? b->relation : relation].column_count;
    cs_value all[CS_STOOD_IN_MAX];
    size_t all_count = 0, count = 0;

    for (uint32_t i = 0; i < column_count; i++)
        all[all_count++] = columns[i];
    if (b != NULL) {
        all[all_count++] = b->holder;
        all[all_count++] = b->claimant;
    }
    for (size_t i = 0; i < all_count; i++) {
        bool seen = !cs_plan_is_something(run->plan, all[i]);

        for (size_t k = 0; k < count && !seen; k++)
            seen = values[k] == all[i];
        if (!seen)
            values[count++] = all[i];
    }
    return count;
}

static void note(struct cs_run *run, uint32_t relation, uint32_t row)
{
    cs_value values[CS_STOOD_IN_MAX];
    size_t count = cs_values_of(run, relation, row, values);

    for (size_t i = 0; i < count; i++)
        if (!cs_lists_put(&run->stood_in, values[i], relation, row))
            cs_run_fail_memory(run);
}

/* In a stream the number of a row or a bond becomes that of another. */
static void forget(struct cs_run *run)
{
    cs_lists_clear(&run->stood_in);
    run->stood_in_bonds = 0;
    for (uint32_t r = 0; r < run->plan->relation_count; r++)
        run->stood_in_rows[r] = 0;
}

struct cs_lists *cs_stood_in(struct cs_run *run)
{
    if (run->stood_in_rows == NULL)
        run->stood_in_rows = cs_arena_array(&run->arena, run->plan->relation_count, sizeof *run->stood_in_rows);
    if (run->stood_in_rows == NULL) {
        cs_run_fail_memory(run);
        return &run->stood_in;
    }
    if (run->streams)
        forget(run);
    for (uint32_t r = 0; r < run->plan->relation_count; r++) {
        const struct cs_relation *relation = &run->plan->relations[r];

        if (relation->kind == CS_RELATION_FACT && !relation->takes_over)
            for (; run->stood_in_rows[r] < run->stores[r].count && cs_run_ok(run); run->stood_in_rows[r]++)
                note(run, r, run->stood_in_rows[r]);
    }
    for (; run->stood_in_bonds < run->bond_count && cs_run_ok(run); run->stood_in_bonds++)
        note(run, CS_NOWHERE, run->stood_in_bonds);
    return &run->stood_in;
}
