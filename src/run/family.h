/* SPDX-License-Identifier: MIT */
/*
 * Families (plan/access.h): duties that one occurrence founds and that differ in their holder alone are one bond of a
 * stream, with a bit for each holder, as long as nothing has become of them:
 *
 *   founded    in all worlds, by one rule at one occurrence that has an hour (bond.c)
 *   remembered their sentences stand among those that are over (ended.h), so that founding them again founds nothing
 *   settled    what an occurrence, or the end of their time, makes of members for good is told of the row and the bit
 *   parted     one that it may concern otherwise becomes a bond like any other, and leaves
 *
 * A family is no bond: it has no holder, and no slot among the bonds by sentence. It has the watchers and the deadlines
 * of its members.
 */
#ifndef CS_RUN_FAMILY_H
#define CS_RUN_FAMILY_H

#include "run/bond_int.h"
#include "run/ended.h"

/* The members with which an occurrence with these values may have to do, as the act that they owe: a bit each. */
uint64_t cs_family_meant(const struct cs_run *run, uint32_t family, const cs_value *values);
/*
 * An occurrence with these values comes about in all worlds: does it fit the act, or what is watched, so that nothing
 * is asked? *members are those that it fits, if so. In the columns `same` it says what the act or the watch says.
 */
static inline bool cs_family_fits(const struct cs_run *run, uint32_t family, uint32_t watch, const cs_value *values,
                                  uint64_t same, uint64_t *members);
/* This becomes of these members, which leave; the row, or CS_NOWHERE, as of cs_settled. */
static inline void cs_family_settle(struct cs_run *run, struct cs_settled settled);
/* Is the column of its act the one that says who owes it? */
static inline bool cs_family_says_holder(const struct cs_bond_state *family, uint32_t column)
{
    return (family->conclusion->holder_columns >> column & 1) != 0;
}
/* The holder of a bit. */
static inline cs_value cs_family_holder(const struct cs_run *run, uint32_t family, unsigned bit)
{
    return cs_ended_holder_of(&run->ended, run->bonds[family].holders, bit);
}
/*
 * Parts the member of the lowest of these bits from its family, and clears the bit: the number of a bond of its own,
 * which has no watchers yet (cs_watch_settle). CS_NOWHERE if memory ran out. It borrows the arrays of the family, which
 * stays until what became of it is told; what changes its deadlines, or keeps it, gives it its own first.
 */
uint32_t cs_family_part(struct cs_run *run, uint32_t family, uint64_t *members);
/* Gives it arrays of its own. False if memory ran out. */
bool cs_family_own_arrays(struct cs_run *run, uint32_t bond);

/* ---- what most occurrences of a stream do ---- */

static inline bool cs_family_fits(const struct cs_run *run, uint32_t family, uint32_t watch, const cs_value *values,
                                  uint64_t same, uint64_t *members)
{
    const struct cs_bond_state *b = &run->bonds[family];
    const struct cs_pattern *pattern =
        watch == CS_NOWHERE ? &b->conclusion->pattern : &b->conclusion->watches[watch].pattern;
    const struct cs_relation *r = &run->plan->relations[pattern->relation];
    uint64_t columns = (((uint64_t)1 << r->column_count) - ((uint64_t)1 << r->first_role)) & ~same;
    uint64_t holder_columns = watch == CS_NOWHERE ? b->conclusion->holder_columns : 0;

    *members = b->members;
    if (columns == holder_columns && (columns & (columns - 1)) == 0 && columns != 0) { /* most say but who it is */
        cs_value holder = values[__builtin_ctzll(columns)];

        *members = cs_ended_member(&run->ended, b->holders, *members, holder);
        return holder != CS_UNSAID;
    }
    for (; columns != 0; columns &= columns - 1) {
        uint32_t i = (uint32_t)__builtin_ctzll(columns);
        bool says_holder = (holder_columns >> i & 1) != 0;
        cs_value wanted = watch == CS_NOWHERE ? b->act[i] : cs_bond_value(b, pattern->columns[i]);

        if (wanted == CS_UNSAID && !says_holder)
            continue;
        if (values[i] == CS_UNSAID)
            return false;
        if (says_holder)
            *members = cs_ended_member(&run->ended, b->holders, *members, values[i]);
        else if (!cs_plan_fits(run->plan, r->column_kinds[i], wanted, values[i]))
            *members = 0;
    }
    return true;
}

static inline void cs_family_settle(struct cs_run *run, struct cs_settled settled)
{
    if (settled.members == 0)
        return;
    if (!cs_grow(&run->settled, &run->settled_capacity, run->settled_count + 1, sizeof *run->settled)) {
        cs_run_fail_memory(run);
        return;
    }
    run->settled[run->settled_count++] = settled;
    run->bonds[settled.family].members &= ~settled.members;
}

#endif
