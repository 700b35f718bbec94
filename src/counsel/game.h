/* SPDX-License-Identifier: MIT */
/*
 * A weighted voting game: a set of members adopts a draft if together they have the weight that is needed of a set of
 * its size. So a double majority is one (members and population), and so is "or fewer than four are against". Counted
 * exactly:
 *
 *   up to 32 members   the sets of two halves, by size and sorted by weight (Horowitz and Sahni 1974)
 *   more               by weight alone: how many sets have less than each weight, and from that the swings of a member
 *                      of weight w, F(q) - 2 F(q - w) + 2 F(q - 2w) - ..., where F(x) counts the sets of all members
 *                      that weigh less than x: those without him are F(x) - F(x - w) + F(x - 2w) - ...
 */
#ifndef CS_COUNSEL_GAME_H
#define CS_COUNSEL_GAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/failure.h"

#define CS_GAME_BY_SIZE_MAX 32

struct cs_game {
    size_t count;
    uint64_t *weights;  /* by member; the sum fits 63 bits */
    uint64_t *quotas;   /* by size from 0 to count: the weight that is needed; UINT64_MAX: no set of this size adopts */
};

bool cs_game_adopts(const struct cs_game *game, const bool *is_for);
/* Is the same weight needed whatever the size, but of sets too small to have it? */
bool cs_game_by_weight(const struct cs_game *game, uint64_t *quota);

/*
 * Of at most CS_GAME_BY_SIZE_MAX members: with[m * count + k] how many sets of k others adopt with member m, and
 * without[...] how many do without. CASUS_ERR_MEMORY.
 */
casus_status cs_game_count(const struct cs_game *game, uint64_t *with, uint64_t *without);

/*
 * Of any number, by weight alone: the swings of each member, `digits` digits of base 2^32 each (count / 32 + 1 at
 * least), and how many sets adopt. CASUS_ERR_MEMORY; CASUS_ERR_LIMIT if it would take more than 1 GB.
 */
casus_status cs_game_swings(const struct cs_game *game, uint64_t quota, size_t digits, uint32_t *swings,
                            uint32_t *adopting);

#endif
