/* SPDX-License-Identifier: MIT */
/* Evaluates the `check` lines of a record. */
#ifndef CS_ANSWER_VERIFY_H
#define CS_ANSWER_VERIFY_H

#include "ledger/ledger.h"

struct cs_verdict {
    const struct cs_check *check;
    bool passed;
    const char *found; /* what was found instead, one line or more; NULL if it passed */
};

struct cs_verdicts {
    struct cs_arena arena;
    struct cs_verdict *items;
    size_t count, failed;
};

/*
 * Evaluates the checks of one file of the plan. Runs the plan once for each pair of dates (as of, known on) of its
 * checks. `progress` (may be NULL) is called before each run with the number of checks done and the number of all.
 */
casus_status cs_verify(const struct cs_plan *plan, const struct cs_file *file, size_t node_budget,
                       struct cs_failure *failure, void (*progress)(void *context, size_t done, size_t all),
                       void *context, struct cs_verdicts **out);
void cs_verdicts_free(struct cs_verdicts *verdicts);

#endif
