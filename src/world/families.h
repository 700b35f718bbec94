/* SPDX-License-Identifier: MIT */
/*
 * Families of sets of questions: zero-suppressed decision diagrams (Minato, DAC 1993), kept minimal: no set of a family
 * contains another. A family is a number, valid in one cs_families, which frees them together.
 *
 * They answer which smallest changes lead from some worlds to others: a set of questions such that in a world of the
 * one kind other answers to these, all else equal, give a world of the other kind.
 *
 * Failure is sticky, as in worlds.h: after it every operation returns CS_NO_SETS.
 */
#ifndef CS_WORLD_FAMILIES_H
#define CS_WORLD_FAMILIES_H

#include "world/worlds.h"

typedef uint32_t cs_family;
#define CS_NO_SETS ((cs_family)0)
#define CS_EMPTY_SET ((cs_family)1) /* the family that has the empty set alone */

struct cs_families; /* opaque */

/* Of the questions of `worlds`, which outlive it. `node_budget` 0: 2,000,000 nodes. NULL if memory ran out. */
struct cs_families *cs_families_new(struct cs_worlds *worlds, size_t node_budget);
void cs_families_free(struct cs_families *families);
/* CASUS_ERR_MEMORY, CASUS_ERR_ENTANGLED if the budget is spent (also that of the worlds), else CASUS_OK. */
casus_status cs_families_status(const struct cs_families *families);

/* The smallest changes that lead from a world of `from` to one of `to`; CS_EMPTY_SET if some world is in both. */
cs_family cs_families_changes(struct cs_families *families, cs_set from, cs_set to);
/* The sets of both, without those that contain another. */
cs_family cs_families_join(struct cs_families *families, cs_family a, cs_family b);
/* How many sets it has, at most UINT64_MAX. */
uint64_t cs_families_count(struct cs_families *families, cs_family family);
/*
 * The first `most` sets, those of fewest questions first, and of as many in the order of the questions: set i has the
 * questions from (*starts)[i] to (*starts)[i + 1] of *questions, ascending. Where the newest questions come first, and
 * more than 4,096 sets have as many questions, which of them are listed goes by their last question. Both are heap
 * arrays that the caller frees, also after a failure. Returns how many sets.
 */
size_t cs_families_list(struct cs_families *families, cs_family family, size_t most, uint32_t **questions,
                        size_t **starts);

#endif
