/* SPDX-License-Identifier: MIT */
/*
 * What may follow at once from something that comes about or ceases, and whether it matters on which day that was. A
 * date that leaves many days open is told apart only by the days that matter (R 8.1); these functions say, on the safe
 * side, which do.
 */
#ifndef CS_PLAN_REACH_H
#define CS_PLAN_REACH_H

#include "plan/plan.h"

/* Marks in `reach`, a byte for each relation, what may change at once where a row of this relation comes about or
 * ceases. */
void cs_plan_reach(const struct cs_plan *plan, uint32_t relation, uint8_t *reach);
/* May a period or a deadline be counted from such a change, or days be left out by it? */
bool cs_plan_day_counts(const struct cs_plan *plan, const uint8_t *reach);
/* May what happens at the end of some period or deadline look at such a change? */
bool cs_plan_deadline_looks(const struct cs_plan *plan, const uint8_t *reach);
/* May it matter which of two such changes came first, without anything else happening? */
bool cs_plan_tied(const struct cs_plan *plan, const uint8_t *reach, const uint8_t *other);

#endif
