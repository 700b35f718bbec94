/* SPDX-License-Identifier: MIT */
/*
 * Could two things that come about have to do with each other through what follows from them (R 6.4)? What follows is
 * found from the rules alone: the facts that they begin and end, the names that they give, what `while` concludes from
 * these. Two meet if a rule, a power or a bond that the one sets off looks at the other, if the one begins a fact that
 * the other ends, or if one bond waits for both.
 *
 * A rule has several conditions: it looks at the other only where all of them can be met together, by what stands or
 * has happened, by the two, and by what else may come about through all that is at hand (cs_meets_at_hand). What a row
 * leaves unsaid may be anything: so the answer may be yes where the order makes no difference.
 */
#ifndef CS_RUN_MEETS_H
#define CS_RUN_MEETS_H

#include "run/run_int.h"

/*
 * Symbols stand for values where it is asked how two of their kind meet, not these two (alike.h): equal symbols for
 * equal values, different ones for different values. Each may be any particular that a rule or a fact that stands
 * names.
 */
#define CS_MEETS_SYMBOLS 64
#define CS_MEETS_SYMBOL (UINT32_MAX - CS_MEETS_SYMBOLS) /* the first of them */
/* Symbols of values that may be the same as any other, or differ from it: of the one of two, and of the other. */
#define CS_MEETS_ANY_OF_ONE (CS_MEETS_SYMBOL - 1)
#define CS_MEETS_ANY_OF_OTHER (CS_MEETS_SYMBOL - 2)
/* A fact leaves the role unsaid: it is so of no particular there (R 2.7). */
#define CS_MEETS_NOBODY (CS_MEETS_SYMBOL - 3)

/*
 * What is at hand: the occurrences that are open, these placements, and (NULL: none) these facts that begin or end. Any
 * of them may come about before two others are compared.
 */
void cs_meets_at_hand(struct cs_run *run, const uint32_t *placements, size_t count);
void cs_meets_also_at_hand(struct cs_run *run, const struct cs_occurrence_row *rows);
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
 * May what the rule, whose time comes, concludes with these values found a duty that the rows found too, with a time
 * that depends on which of them is the first?
 */
bool cs_meets_founding_by(struct cs_run *run, const struct cs_occurrence_row *rows, const struct cs_plan_rule *rule,
                          const cs_value *values, enum cs_apart apart);
/* Could both, so far apart, found one duty whose time depends on which of them is the first (R 6.1)? */
bool cs_meets_founding(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b,
                       enum cs_apart apart);
/* Could they found two duties of which an act that leaves something unsaid performs the older (R 6.2)? */
bool cs_meets_aging(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b);
/* Could both set the time of one bond, of which the first counts (R 7.13)? */
bool cs_meets_timing(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b);

static inline bool cs_meets_is_symbol(cs_value value)
{
    return value >= CS_MEETS_ANY_OF_OTHER && value < CS_MEETS_SYMBOL + CS_MEETS_SYMBOLS;
}

/* Is it not known whether the two are the same? Symbols are known to be, or not, if both are one. */
static inline bool cs_meets_is_open(cs_value a, cs_value b)
{
    return a == CS_UNSAID || b == CS_UNSAID || cs_meets_is_symbol(a) != cs_meets_is_symbol(b) ||
           (cs_meets_is_symbol(a) && (a < CS_MEETS_SYMBOL || b < CS_MEETS_SYMBOL));
}

/* Is it a value, or a symbol of one? */
static inline bool cs_meets_says(cs_value value)
{
    return value != CS_UNSAID && value != CS_MEETS_NOBODY;
}

/* May a role of this kind be the same in both? What is unsaid may be, and a symbol may be any value. */
static inline bool cs_meets_may_be(const struct cs_run *run, cs_kind kind, cs_value a, cs_value b)
{
    if (a == CS_MEETS_NOBODY || b == CS_MEETS_NOBODY)
        return !cs_meets_says(a) && !cs_meets_says(b);
    return cs_meets_is_open(a, b) || cs_plan_fits(run->plan, kind, a, b);
}

#endif
