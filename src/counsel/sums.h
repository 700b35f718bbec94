/* SPDX-License-Identifier: MIT */
/*
 * What sets of members of a weighted game add up to: of each size and weight how many sets have it, or, if members have
 * chances, what these sets weigh. There are few sums where weights are few: of members with one vote each as many as
 * members and one more. Exact, in natural numbers.
 */
#ifndef CS_COUNSEL_SUMS_H
#define CS_COUNSEL_SUMS_H

#include <stddef.h>
#include <stdint.h>

#include "base/failure.h"

#define CS_SUMS_MAX 100000

struct cs_sums {
    size_t count, digits;
    uint32_t *sizes;    /* by sum, ascending; of one size by weight */
    uint64_t *weights;
    uint32_t *ways;     /* `digits` digits each: cs_sums_ways */
    size_t capacity;
};

/* The empty set alone. Release in any case. */
casus_status cs_sums_start(size_t digits, struct cs_sums *out);
/*
 * A member more, who is in a set `in` times for each `out` times that he is not (1 and 1: sets are counted).
 * CASUS_ERR_MEMORY; CASUS_ERR_LIMIT: there are more than CS_SUMS_MAX sums.
 */
casus_status cs_sums_add(struct cs_sums *sums, uint64_t weight, uint32_t in, uint32_t out);
void cs_sums_release(struct cs_sums *sums);

static inline const uint32_t *cs_sums_ways(const struct cs_sums *sums, size_t index)
{
    return sums->ways + index * sums->digits;
}

#endif
