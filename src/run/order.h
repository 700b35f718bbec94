/* SPDX-License-Identifier: MIT */
/* Inside a run: occurrences whose order the record does not settle. See order.c. */
#ifndef CS_RUN_ORDER_H
#define CS_RUN_ORDER_H

#include "run/run_int.h"

/* Takes in these placements, which fall on one moment, and what came before them of that which may have begun. */
void cs_order_take(struct cs_run *run, const uint32_t *placements, size_t count);
/*
 * Takes in, in the worlds in which they came first, those that may have been before what comes now: the times of the
 * bond that are over.
 */
void cs_order_before_due(struct cs_run *run, uint32_t bond);
void cs_order_before_timer(struct cs_run *run, const struct cs_item *item, const cs_value *trigger,
                           cs_value occurrence);
/* The same before these facts and bonds of the record, and texts, begin or end; all do so now. */
void cs_order_before_turn(struct cs_run *run, const struct cs_item *items, size_t count);
/* The same at the moment that the run goes up to, named by `moment` (R 8.3). */
void cs_order_before_end(struct cs_run *run, cs_value moment, cs_set worlds);
/* Has something begun before this time that is still to come at it, in some world? */
bool cs_order_open_at(const struct cs_run *run, cs_instant time);

#endif
