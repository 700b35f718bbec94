/* SPDX-License-Identifier: MIT */
/* The memory of sentences that are over (R 6.1), of bonds that a stream has given back. */
#ifndef CS_RUN_ENDED_H
#define CS_RUN_ENDED_H

#include "run/run_int.h"

#define CS_ENDED_HOLDERS 64 /* so many holders have their bits together */

/* The number of a holder; CS_NOWHERE if it has none yet. */
uint32_t cs_ended_holder(const struct cs_ended *ended, cs_value holder);
/* The same; it gets one. CS_NOWHERE if memory ran out. */
uint32_t cs_ended_number(struct cs_ended *ended, cs_value holder);
/* Of these members, a bit for each of the 64 holders `holders`, the one that has this holder; 0: none. */
uint64_t cs_ended_member(const struct cs_ended *ended, uint32_t holders, uint64_t members, cs_value holder);
/* The holder of a bit of these 64. */
static inline cs_value cs_ended_holder_of(const struct cs_ended *ended, uint32_t holders, unsigned bit)
{
    return ended->holders[holders * CS_ENDED_HOLDERS + bit];
}
/* Was a bond of this sentence added? Only its sentence is looked at. */
bool cs_ended_has(const struct cs_ended *ended, const struct cs_plan *plan, const struct cs_bond_state *bond);
/* False if memory ran out. */
bool cs_ended_add(struct cs_ended *ended, const struct cs_plan *plan, const struct cs_bond_state *bond);
/*
 * Adds those of a family (family.h) that have these holders; *holders becomes those that were not there. False if
 * memory ran out.
 */
bool cs_ended_add_family(struct cs_ended *ended, const struct cs_plan *plan, const struct cs_bond_state *family,
                         uint64_t *holders);
void cs_ended_release(struct cs_ended *ended);

#endif
