/* SPDX-License-Identifier: MIT */
/*
 * Which occurrences of a batch have to do with each other: whose order could tell, and who comes after whom (tells.h).
 *
 * Most members of a large batch have nothing to do with most others. Two are compared only where they could: where the
 * one names the other, or where what they share may bring them together (alike.h). So the work grows with the pairs
 * that share that, not with all pairs.
 */
#ifndef CS_RUN_NEAR_H
#define CS_RUN_NEAR_H

#include "run/run_int.h"

struct cs_near;

/* What a member has to do with another one. */
struct cs_near_one {
    uint32_t member; /* the other */
    bool tells;      /* their order could tell, and is not settled */
    bool follows;    /* the member comes after the other */
    bool followed;   /* the other comes after the member */
};

/* `occurrences` is read while this is made. NULL if memory ran out, which the run then knows. */
struct cs_near *cs_near_new(struct cs_run *run, const struct cs_occurrence *const *occurrences, size_t count);
void cs_near_free(struct cs_near *near);
/* Those that have something to do with a member, in the order of their numbers; borrowed. */
const struct cs_near_one *cs_near_of(const struct cs_near *near, size_t member, size_t *count);
/* The two as they were given: false where their order cannot tell. */
bool cs_near_tells(const struct cs_near *near, size_t member, size_t other);

#endif
