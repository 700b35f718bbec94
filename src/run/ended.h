/* SPDX-License-Identifier: MIT */
/* The memory of sentences that are over (R 6.1), of bonds that a stream has given back. */
#ifndef CS_RUN_ENDED_H
#define CS_RUN_ENDED_H

#include "run/run_int.h"

/* Was a bond of this sentence added? Only its sentence is looked at. */
bool cs_ended_has(const struct cs_ended *ended, const struct cs_plan *plan, const struct cs_bond_state *bond);
/* False if memory ran out. */
bool cs_ended_add(struct cs_ended *ended, const struct cs_plan *plan, const struct cs_bond_state *bond);
void cs_ended_release(struct cs_ended *ended);

#endif
