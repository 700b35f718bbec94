/* SPDX-License-Identifier: MIT */
/*
 * What may change at once as something begins or ends, and whether the day of that change can matter. Of a date that
 * leaves too many days open, the days that cannot matter are one answer (R 8.1). These functions err on the safe side:
 * what they deny cannot matter.
 */
#ifndef CS_PLAN_REACH_H
#define CS_PLAN_REACH_H

#include "plan/plan.h"

/* Marks in `reach`, a byte for each relation, what may change at once as a row of this relation begins or ends. */
void cs_plan_reach(const struct cs_plan *plan, uint32_t relation, uint8_t *reach);
/* May a period or a deadline run from such a change, or be suspended by it? */
bool cs_plan_day_counts(const struct cs_plan *plan, const uint8_t *reach);
/* May such a change affect what happens at the end of a period or at a deadline? */
bool cs_plan_deadline_looks(const struct cs_plan *plan, const uint8_t *reach);
/*
 * May a period run from such a change, or a time be over by it or not, where it came before all that is dated, which
 * begins with `from`? `before_all` marks what may change then at all.
 */
bool cs_plan_beginning_counts(const struct cs_plan *plan, const uint8_t *reach, const uint8_t *before_all,
                              cs_instant from);
/* Marks what may follow at once as a bond of the record is founded: what its breach gives. */
void cs_plan_reach_of_bond(const struct cs_plan *plan, const struct cs_conclusion *bond, uint8_t *reach);
/* May such a change perform, break, end, release or suspend a bond of the record? */
bool cs_plan_touches_bond(const struct cs_plan *plan, const struct cs_conclusion *bond, const uint8_t *reach);
/*
 * Does the day of a bond of the record count: does a period run from it, or may it be touched at the end of a period,
 * at a deadline, or by a judge's later word?
 */
bool cs_plan_bond_day_counts(const struct cs_plan *plan, const struct cs_conclusion *bond);
/* Marks a relation, unless it is CS_NOWHERE; true if it was not marked before. */
bool cs_plan_mark(bool *marked, uint32_t relation);
/* Marks the relations at which a step of a rule looks; true if one of them was not marked before. */
bool cs_plan_mark_looked_at(bool *marked, const struct cs_step *step);
/* May the order of two such changes matter, without anything else happening? */
bool cs_plan_tied(const struct cs_plan *plan, const uint8_t *reach, const uint8_t *other);

#endif
