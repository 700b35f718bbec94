/* SPDX-License-Identifier: MIT */
/*
 * Which holders a family has (family.h). Where standing facts alone say so (plan/access.h) they are found once, and
 * kept as long as these facts stay as they are: the next family with the same values is founded without a join.
 */
#ifndef CS_RUN_ENUMERATE_H
#define CS_RUN_ENUMERATE_H

#include "run/match.h"

#define CS_ENUMERATED 256 /* so many are kept in a run */

/* The steps of the rule from rule->lists_from on. */
static inline struct cs_join cs_enumerate_rest(const struct cs_plan_rule *rule)
{
    const struct cs_join *join = &rule->from_trigger;

    return (struct cs_join){.steps = join->steps + rule->lists_from, .masks = join->masks + rule->lists_from,
                            .count = join->count - rule->lists_from};
}

/*
 * The rule has been matched up to rule->lists_from, in these worlds: the holders that the rest of it finds, a bit each
 * of the 64 holders *holders. 0: some world has others, there are too few, or they are not of one 64; then the rest is
 * to be matched as of any rule.
 */
uint64_t cs_enumerate(struct cs_match *match, cs_set worlds, uint32_t *holders);

#endif
