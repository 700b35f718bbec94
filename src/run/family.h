/* SPDX-License-Identifier: MIT */
/*
 * Families (plan/access.h): duties that one occurrence founds and that differ in their holder alone are one bond of a
 * stream, with a bit for each holder, as long as nothing has become of them:
 *
 *   founded    in all worlds, by one rule at one occurrence that has an hour (bond.c)
 *   remembered their sentences stand among those that are over (ended.h), so that founding them again founds nothing
 *   parted     one that an occurrence may concern, or whose time is over, becomes a bond like any other, and leaves
 *
 * A family is no bond: it has no holder, and no slot among the bonds by sentence. It has the watchers and the deadlines
 * of its members.
 */
#ifndef CS_RUN_FAMILY_H
#define CS_RUN_FAMILY_H

#include "run/bond_int.h"

/* The members with which an occurrence with these values may have to do, as the act that they owe: a bit each. */
uint64_t cs_family_meant(const struct cs_run *run, uint32_t family, const cs_value *values);
/*
 * Parts the member of the lowest of these bits from its family, and clears the bit: the number of a bond of its own,
 * which has no watchers yet (cs_watch_settle). CS_NOWHERE if memory ran out. It borrows the arrays of the family, which
 * stays until what became of it is told; what changes its deadlines, or keeps it, gives it its own first.
 */
uint32_t cs_family_part(struct cs_run *run, uint32_t family, uint64_t *members);
/* Gives it arrays of its own. False if memory ran out. */
bool cs_family_own_arrays(struct cs_run *run, uint32_t bond);

#endif
