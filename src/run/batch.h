/* SPDX-License-Identifier: MIT */
/*
 * A batch: occurrences of one moment, each with the worlds in which it is to be taken in. They are taken in by name,
 * except that what comes after another waits for it, and that what came earlier by an answer is taken in before, in the
 * worlds of that answer (R 6.4). So the order of entry does not show (R 12).
 */
#ifndef CS_RUN_BATCH_H
#define CS_RUN_BATCH_H

#include "run/run_int.h"

struct cs_member {
    uint32_t placement;
    cs_set worlds;
    const char *name; /* in a batch of several */
    size_t outer; /* its number in the batch whose `now` it comes before */
};

/* The occurrence of a placement. */
const struct cs_occurrence *cs_placed(const struct cs_run *run, uint32_t placement);
struct cs_member cs_member_of(uint32_t placement, cs_set worlds);
/* Takes in all of them; sorts them by name. */
void cs_batch_take(struct cs_run *run, struct cs_member *members, size_t count);

/*
 * Order is closed transitively: what comes after something that comes after a third comes after that, in the worlds in
 * which the one between happens. What an occurrence names is closed already; this is for what `after` adds.
 *
 * Gives, for each of these, the worlds in which it comes after (or before) `from` for certain through others of them;
 * to be freed.
 */
cs_set *cs_batch_through_others(struct cs_run *run, const struct cs_member *nodes, size_t count,
                                struct cs_member from, bool after);
/* Without `after` there is nothing that closing adds. */
bool cs_batch_has_chains(const struct cs_run *run, const struct cs_member *nodes, size_t count);

#endif
