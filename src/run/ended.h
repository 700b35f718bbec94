/* SPDX-License-Identifier: MIT */
/* The memory of sentences that are over (R 6.1), of bonds that a stream has given back. */
#ifndef CS_RUN_ENDED_H
#define CS_RUN_ENDED_H

#include "run/run_int.h"

#define CS_ENDED_HOLDERS 64 /* so many holders have their bits together */

#define CS_ENDED_SMALL 65536 /* holders of smaller values, as the names of texts have, need no table of slots */

uint32_t cs_ended_great_holder(const struct cs_ended *ended, cs_value holder); /* inside: cs_ended_holder */
/* The number of a holder; CS_NOWHERE if it has none yet. */
static inline uint32_t cs_ended_holder(const struct cs_ended *ended, cs_value holder)
{
    if (holder >= CS_ENDED_SMALL)
        return cs_ended_great_holder(ended, holder);
    return holder < ended->holder_of_count ? ended->holder_of[holder] - 1 : CS_NOWHERE;
}
/* The same; it gets one. CS_NOWHERE if memory ran out. */
uint32_t cs_ended_number(struct cs_ended *ended, cs_value holder);
/* Of these members, a bit for each of the 64 holders `holders`, the one that has this holder; 0: none. */
static inline uint64_t cs_ended_member(const struct cs_ended *ended, uint32_t holders, uint64_t members,
                                       cs_value holder)
{
    uint32_t number = holder == CS_UNSAID ? CS_NOWHERE : cs_ended_holder(ended, holder);

    return number != CS_NOWHERE && number / CS_ENDED_HOLDERS == holders
               ? members & (uint64_t)1 << number % CS_ENDED_HOLDERS : 0;
}
/* The holder of a bit of these 64. */
static inline cs_value cs_ended_holder_of(const struct cs_ended *ended, uint32_t holders, unsigned bit)
{
    return ended->holders[holders * CS_ENDED_HOLDERS + bit];
}
/* Was a bond of this sentence added? Only its sentence is looked at. */
bool cs_ended_has(struct cs_ended *ended, const struct cs_plan *plan, const struct cs_bond_state *bond);
/* The same, and it is added if it was not; false if memory ran out. */
bool cs_ended_note(struct cs_ended *ended, const struct cs_plan *plan, const struct cs_bond_state *bond, bool *is_new);
/* False if memory ran out. */
bool cs_ended_add(struct cs_ended *ended, const struct cs_plan *plan, const struct cs_bond_state *bond);
/*
 * Adds those of a family (family.h) that have these holders; *holders becomes those that were not there. False if
 * memory ran out.
 */
bool cs_ended_add_family(struct cs_ended *ended, const struct cs_plan *plan, const struct cs_bond_state *family,
                         uint64_t *holders);
/* Forgets all sentences that name the value in the role of their act that a fact may close (plan.h). */
void cs_ended_forget(struct cs_ended *ended, cs_value value);
void cs_ended_release(struct cs_ended *ended);

#endif
