/* SPDX-License-Identifier: MIT */
/* Could the order of two occurrences make a difference (R 6.4)? In short: does it tell? */
#ifndef CS_RUN_TELLS_H
#define CS_RUN_TELLS_H

#include "run/run_int.h"

/* Does some row of the occurrence have this value? */
bool cs_tells_has_value(const struct cs_run *run, const struct cs_occurrence *o, cs_value value);
/*
 * Has the row another key than these values of a relation (plan/shard.h)? Then the two have nothing to do with each
 * other, so that what becomes of one key does not depend on the rows of others.
 */
static inline bool cs_tells_apart(const struct cs_run *run, const struct cs_occurrence_row *row, uint32_t relation,
                                  const cs_value *values)
{
    uint32_t mine = run->apart != NULL ? run->apart[row->relation] : CS_NOWHERE;
    uint32_t other = run->apart != NULL ? run->apart[relation] : CS_NOWHERE;

    return mine != CS_NOWHERE && other != CS_NOWHERE && row->values[mine] != values[other];
}
/* Has a pair of their words, the first one of a, a byte in the matrix of the plan (order_matters, comes_after)? */
bool cs_tells_some_pair(const struct cs_run *run, const uint8_t *matrix, const struct cs_occurrence *a,
                        const struct cs_occurrence *b);
/* Does a come after b by what it names, or by what the vocabulary puts `after`? */
bool cs_tells_follows(const struct cs_run *run, const struct cs_occurrence *a, const struct cs_occurrence *b);
/* May the row be one with these values? What is unsaid may be anything. */
bool cs_tells_is_like(const struct cs_run *run, const struct cs_occurrence_row *row, uint32_t relation,
                      const cs_value *wanted);
/*
 * The next act, from *at on, in whose place the occurrence is offered, as a row: of a number that its own relation has,
 * any. False: there is none.
 */
bool cs_tells_next_replaced(const struct cs_run *run, const struct cs_occurrence *o, size_t *at,
                            struct cs_occurrence_row *out);
/* How the order of what is done, or offered in place of it, and a row of the other word may matter (CS_ORDER_...). */
uint8_t cs_tells_of_words(const struct cs_plan *plan, uint32_t x, uint32_t y);
/* Does some row of the occurrence name no particular at all? */
bool cs_tells_names_nothing(const struct cs_run *run, const struct cs_occurrence *o);
/* Could the order of the two, so far apart, tell by their rows alone, which may have symbols (meets.h)? */
bool cs_tells_rows(struct cs_run *run, const struct cs_occurrence *a, const struct cs_occurrence *b,
                   enum cs_apart apart);
/* Does the time of some duty that runs for days end otherwise if the one place founds it than if the other does? */
bool cs_tells_days_differ(const struct cs_plan *plan, const struct cs_cell *a, const struct cs_cell *b);
/* Could it make a difference which of the two came first, and is it not settled which did? */
bool cs_tells_order(struct cs_run *run, const struct cs_occurrence *a, const struct cs_occurrence *b);
/* Does the vocabulary put one of its words after another? */
bool cs_tells_has_followers(const struct cs_run *run, const struct cs_occurrence *o);
/* In which worlds did a come before b? Adds the question of their order (R 6.4). */
cs_set cs_tells_question(struct cs_run *run, cs_value a, cs_value b);

#endif
