/* SPDX-License-Identifier: MIT */
/*
 * One sentence that is founded several times at once (R 6.1): by one rule, with other values of what the sentence does
 * not name, such as the moment before which it is owed. The first counts, so they are put in an order that does not
 * depend on the record: the one whose moment is first, then by the names of what they bind.
 */
#ifndef CS_RUN_AT_ONCE_H
#define CS_RUN_AT_ONCE_H

#include "run/run_int.h"

/* What founds a bond. */
struct cs_founding {
    const struct cs_plan_rule *rule;
    const struct cs_conclusion *conclusion;
    const cs_value *values; /* by variable of the rule; borrowed */
    struct cs_zone offset;  /* in which a moment is read */
    size_t place;           /* where it stands among the others, set by the caller */
};

/*
 * Sorts those of one conclusion among themselves; each conclusion keeps the places that it had in the list. Afterwards
 * `place` tells where each stood. False: none says more than its sentence, and nothing was moved.
 */
bool cs_at_once_sort(struct cs_run *run, struct cs_founding *foundings, size_t count);

#endif
