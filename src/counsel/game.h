/* SPDX-License-Identifier: MIT */
/*
 * A weighted voting game: a set of members adopts a draft if together they have the weight that is needed of a set of
 * its size. So a double majority is one (members and population), and so is "or fewer than four are against". Counted
 * exactly:
 *
 *   by size and weight  where the sets of two halves of the members add up to few sums: of up to 32 members always,
 *                       of any number where members are alike (an assembly in which each has one vote)
 *   by weight alone     of others: how many sets have less than each weight, and from that the swings of a member of
 *                       weight w, F(q) - 2 F(q - w) + 2 F(q - 2w) - ..., where F(x) counts the sets of all members that
 *                       weigh less than x: those without him are F(x) - F(x - w) + F(x - 2w) - ...
 */
#ifndef CS_COUNSEL_GAME_H
#define CS_COUNSEL_GAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/failure.h"

struct cs_game {
    size_t count;
    uint64_t *weights;  /* by member; the sum fits 63 bits */
    uint64_t *quotas;   /* by size from 0 to count: the weight that is needed; UINT64_MAX: no set of this size adopts */
};

bool cs_game_adopts(const struct cs_game *game, const bool *is_for);
/* The weight of all members. */
uint64_t cs_game_weight(const struct cs_game *game);
/* The weights, the lightest first; to be freed. NULL if memory ran out. */
uint64_t *cs_game_sorted(const struct cs_game *game);
/* Is the same weight needed whatever the size, but of sets too small to have it? */
bool cs_game_by_weight(const struct cs_game *game, uint64_t *quota);

/*
 * By size and weight. Numbers have `digits` digits of base 2^32, enough for what is counted (count / 32 + 2 for sets).
 * CASUS_ERR_MEMORY; CASUS_ERR_LIMIT if there are too many sums (counsel/sums.h).
 */

/* turns[k], for k from 0 to count: how many sets of k others adopt with the member and not without. */
casus_status cs_game_turns(const struct cs_game *game, size_t member, size_t digits, uint32_t *turns);

/* A member is in a set `in` times for each `out` times that he is not. */
struct cs_game_chance { uint32_t in, out; };
/* How many sets adopt; with `chances`, by member, what these weigh. */
casus_status cs_game_adopting(const struct cs_game *game, const struct cs_game_chance *chances, size_t digits,
                              uint32_t *adopting);

/* How many sets adopt of which no member may be missed. */
casus_status cs_game_count_smallest(const struct cs_game *game, size_t digits, uint32_t *count);
/*
 * The first `most` of them, those of fewest members first, and of as many in the order of the members: set i has
 * sizes[i] members from sets[i * count] on. Fewer are listed if more than CS_GAME_TRIES_MAX beginnings were looked at.
 */
#define CS_GAME_TRIES_MAX 1000000
casus_status cs_game_list_smallest(const struct cs_game *game, size_t most, size_t *sets, size_t *sizes,
                                   size_t *listed);
/* The game in which a set adopts if the others do not in this one: of the sets that block. `out` has its arrays. */
void cs_game_dual(const struct cs_game *game, struct cs_game *out);

/*
 * Of any number, by weight alone: the swings of each member, `digits` digits of base 2^32 each (count / 32 + 1 at
 * least), and how many sets adopt. CASUS_ERR_MEMORY; CASUS_ERR_LIMIT if it would take more than 1 GB.
 */
casus_status cs_game_swings(const struct cs_game *game, uint64_t quota, size_t digits, uint32_t *swings,
                            uint32_t *adopting);

#endif
