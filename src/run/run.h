/* SPDX-License-Identifier: MIT */
/*
 * One run: a plan and a docket taken through time up to a moment, every account and every world at once. What comes of
 * it is read through ledger.h (rows and their states), why.h (reasons) and next.h (who may or must act).
 *
 * A run goes forward only. What was not known in time is run again from the start (R 12).
 */
#ifndef CS_RUN_RUN_H
#define CS_RUN_RUN_H

#include "docket/docket.h"

struct cs_run; /* run/run_int.h */

/*
 * Runs the docket up to `end` (exclusive): all that happened before it has happened. The docket may get new questions.
 * CASUS_ERR_ENTANGLED with the questions named in the failure, or CASUS_ERR_MEMORY.
 */
casus_status cs_run_new(struct cs_docket *docket, cs_instant end, struct cs_run **out);
void cs_run_free(struct cs_run *run);

#endif
