/* SPDX-License-Identifier: MIT */
/*
 * R 6.2: a performance that leaves unsaid what duties say performs only the oldest of those of one article, holder and
 * claimant that are open. Which is the oldest may differ from world to world.
 */
#ifndef CS_RUN_OLDEST_H
#define CS_RUN_OLDEST_H

#include "run/run_int.h"

/* A bond that is performed in these worlds if none that is older is; of one relation, in the order of `filed`. */
struct cs_loose { uint32_t bond; cs_set worlds; };

/* Leaves of the worlds of each those in which it is the oldest. Its age is that of its founding (R 2.14). */
void cs_oldest(struct cs_run *run, struct cs_loose *loose, size_t count);

#endif
