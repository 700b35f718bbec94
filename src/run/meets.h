/* SPDX-License-Identifier: MIT */
/*
 * Could two things that come about have to do with each other through what follows from them (R 6.4)? What follows is
 * found from the rules alone: the facts that they begin and end, the names that they give, what `while` concludes from
 * these. Two meet if a rule, a power or a bond that the one sets off looks at the other, if the one begins a fact that
 * the other ends, or if one bond waits for both.
 *
 * Where a rule looks at further facts it finds those that stand, and those that follow. What a row leaves unsaid, or
 * another occurrence of the day may bring about, may be anything: so the answer may be yes where the order makes no
 * difference.
 */
#ifndef CS_RUN_MEETS_H
#define CS_RUN_MEETS_H

#include "run/run_int.h"

/* Of words, a value of the one row that the other has not: it may be any particular that a rule names. */
#define CS_MEETS_OF_ONE (UINT32_MAX - 1)
#define CS_MEETS_OF_OTHER (UINT32_MAX - 2)

/* Do the two meet, by their rows? Both may be occurrences or facts. */
bool cs_meets(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b);
/* Gives back what was kept of the run. */
void cs_meets_release(struct cs_run *run);
/*
 * Does what follows from the rows perform the bond, break, end, release or suspend it, begin or end the state that
 * founds it, or look at what comes of it?
 */
bool cs_meets_bond(struct cs_run *run, const struct cs_occurrence_row *rows, const struct cs_bond_state *bond);
/*
 * Does what follows from the rows change what the rule finds, or what follows from the rule? `values`: of its
 * variables, or NULL.
 */
bool cs_meets_rule(struct cs_run *run, const struct cs_occurrence_row *rows, const struct cs_plan_rule *rule,
                   const cs_value *values);
/*
 * Could both found one duty whose time depends on which of them is the first (R 6.1)? `apart`: may one of them be at an
 * hour within the day of the other?
 */
bool cs_meets_founding(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b,
                       bool apart);
/* Could they found two duties of which an act that leaves something unsaid performs the older (R 6.2)? */
bool cs_meets_aging(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b);
/* Could both set the time of one bond, of which the first counts (R 7.13)? */
bool cs_meets_timing(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b);

static inline bool cs_meets_is_side(cs_value value)
{
    return value == CS_MEETS_OF_ONE || value == CS_MEETS_OF_OTHER;
}

/* May a role of this kind be the same in both? What is unsaid, or only stands for anything, may be. */
static inline bool cs_meets_may_be(const struct cs_run *run, cs_kind kind, cs_value a, cs_value b)
{
    if (a == CS_UNSAID || b == CS_UNSAID || cs_meets_is_side(a) != cs_meets_is_side(b))
        return true;
    return cs_plan_fits(run->plan, kind, a, b);
}

#endif
