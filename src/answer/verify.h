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
 * Evaluates the checks of one file of the plan, those of one known-on date in the order of their dates: the run goes on
 * from each date to the next (cs_answer_later). `progress` (may be NULL) is called before each date with the number of
 * checks done and the number of all. If several dates fail, the failure is that of the first line.
 */
casus_status cs_verify(const struct cs_plan *plan, const struct cs_file *file, size_t node_budget,
                       struct cs_failure *failure, void (*progress)(void *context, size_t done, size_t all),
                       void *context, struct cs_verdicts **out);
void cs_verdicts_free(struct cs_verdicts *verdicts);

#endif
