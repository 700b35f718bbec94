/* SPDX-License-Identifier: MIT */
/*
 * The weight of sets of worlds: each answer to a question has a weight, a world has the product of those of its
 * answers, a set the sum of its worlds. Exact, in natural numbers; with equal weights it counts worlds. Nothing is
 * sampled.
 */
#ifndef CS_WORLD_WEIGH_H
#define CS_WORLD_WEIGH_H

#include "world/natural.h"
#include "world/worlds.h"

/* The questions that count, ascending; a set that is weighed depends on no other. */
struct cs_scale {
    const uint32_t *questions;
    size_t count;
    const uint32_t *const *weights; /* by question of the list, by answer; their sum is not 0 and below 2^32 */
};

/* What a set weighs, and by question and answer what its worlds with that answer weigh. */
struct cs_weight {
    size_t digits;
    uint32_t *all;         /* of the whole set */
    uint32_t ***by_answer; /* by question of the list, by answer; NULL if it was not asked for */
};

/*
 * Weighs a set. CASUS_ERR_MEMORY; CASUS_ERR_LIMIT if it would take more than 1 GB. Release in any case. All sets
 * weighed on one scale have the same `digits`.
 */
casus_status cs_weigh(const struct cs_worlds *worlds, const struct cs_scale *scale, cs_set set, bool by_answer,
                      struct cs_weight *out);
void cs_weight_release(struct cs_weight *weight);

#endif
