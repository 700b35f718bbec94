/* SPDX-License-Identifier: MIT */
#include "run/family.h"

#include <string.h>

#include "run/ended.h"

uint64_t cs_family_meant(const struct cs_run *run, uint32_t family, const cs_value *values)
{
    const struct cs_bond_state *b = &run->bonds[family];
    uint64_t members = b->members;

    for (uint32_t i = 0; i < run->plan->relations[b->relation].column_count; i++)
        if (values[i] != CS_UNSAID && cs_family_says_holder(b, i))
            members = cs_ended_member(&run->ended, b->holders, members, values[i]);
    return members;
}

/* An array of its own. */
static void *copy(struct cs_run *run, const void *items, size_t count, size_t size)
{
    uint32_t capacity = 0;
    void *own = NULL;

    if (count == 0)
        return NULL;
    if (!cs_pool_grow(&run->pool, &run->arena, &own, &capacity, count, size)) {
        cs_run_fail_memory(run);
        return NULL;
    }
    return memcpy(own, items, count * size);
}

bool cs_family_own_arrays(struct cs_run *run, uint32_t bond)
{
    struct cs_bond_state *b = &run->bonds[bond];

    if (!b->borrows)
        return true;
    b->borrows = false;
    b->dues = copy(run, b->dues, b->due_count, sizeof *b->dues);
    return cs_run_ok(run);
}

uint32_t cs_family_part(struct cs_run *run, uint32_t family, uint64_t *members)
{
    unsigned bit = (unsigned)__builtin_ctzll(*members);
    cs_value holder = cs_family_holder(run, family, bit);
    uint32_t number = cs_bond_allot(run, &run->bonds[family]);
    struct cs_bond_state *b;

    *members &= *members - 1;
    if (number == CS_NOWHERE ||
        !cs_grow(&run->parted, &run->parted_capacity, run->parted_count + 1, sizeof *run->parted)) {
        cs_run_fail_memory(run);
        return CS_NOWHERE;
    }
    run->parted[run->parted_count++] = (struct cs_parted){family, number};
    run->bonds[family].members &= ~((uint64_t)1 << bit);
    b = &run->bonds[number];
    must(b->past == NULL); /* a family has founded its members and nothing else */
    b->members = 0;
    b->is_family = false;
    b->unfiled = true;
    b->holder = holder;
    for (uint32_t i = 0; i < run->plan->relations[b->relation].column_count; i++)
        if (cs_family_says_holder(b, i))
            b->act[i] = holder;
    b->values[b->conclusion->holder.index] = holder;
    b->borrows = true;
    return number;
}
