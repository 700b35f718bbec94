/* SPDX-License-Identifier: MIT */
/*
 * One run: a plan and a docket taken through time up to a moment, every account and every world at once. Its results
 * are read through ledger/ledger.h (rows and their states), reasons/why.h (reasons) and ledger/next.h (who may or must
 * act).
 *
 * A run goes forward only, from one end to a later one. If something becomes known later, a new run starts from the
 * beginning (R 12).
 */
#ifndef CS_RUN_RUN_H
#define CS_RUN_RUN_H

#include "docket/docket.h"

struct cs_run; /* run/run_int.h */

/*
 * Runs the docket up to `end`, exclusive. The docket may get new questions, and lose worlds that cannot be; it outlives
 * the run. Failures are in the docket's: CASUS_ERR_ENTANGLED with the questions named, CASUS_ERR_LIMIT with the place,
 * CASUS_ERR_MEMORY. Then there is no run.
 */
casus_status cs_run_new(struct cs_docket *docket, cs_instant end, struct cs_run **out);
/*
 * The same of a run that is to go on. What is open at its end may have happened by then only in worlds that are asked
 * about as of this end (a question of the docket); within these, which are the docket's possible ones until it goes on,
 * all is as in a run that ends here. It goes on in the others, in which nothing has come before its time.
 */
casus_status cs_run_new_forking(struct cs_docket *docket, cs_instant end, struct cs_run **out);
/* The same without some access paths (enum cs_way of plan/access.h): for tests, since the results are the same. */
casus_status cs_run_new_without(struct cs_docket *docket, cs_instant end, unsigned ways_off, struct cs_run **out);
/*
 * A run may go on to a later end, unless what was asked since its end has changed something that the rest would see: a
 * question was added, worlds were excluded, or an occurrence was still open at the end and the run does not fork. The
 * docket must be the same for the later end (until_tells). What was read from the run so far is no longer good; its
 * ledger is freed before.
 */
bool cs_run_may_go_on(const struct cs_run *run);
/*
 * The docket has these more (cs_docket_append), from these numbers on, since the run ended, and it may go on: takes
 * them among what is to come, or takes one that is late now, if its word and those of all that has come since it began
 * cannot tell which came first. False: another run is to be made, and this one is of no use any more.
 */
bool cs_run_append(struct cs_run *run, size_t first_occurrence, size_t first_fact);
/*
 * Goes on to `end`, which is no earlier than the end so far; `forks`: to go on from there too. After a failure the run
 * is of no use.
 */
casus_status cs_run_go_on(struct cs_run *run, cs_instant end, bool forks);
void cs_run_free(struct cs_run *run);

#endif
