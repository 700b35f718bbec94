/* SPDX-License-Identifier: MIT */
/* The `check` lines of a record, compared with what its runs come to. */
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
 * Judges the checks of one file of the plan: what a record says of itself holds for it and what it uses, not for what
 * others add to it. Runs the plan once for each pair of dates that its checks ask about, and compares. Progress: `told`
 * (may be NULL) is called before each run with how many are done and how many there are.
 */
casus_status cs_verify(const struct cs_plan *plan, const struct cs_file *file, size_t node_budget,
                       struct cs_failure *failure, void (*told)(void *context, size_t done, size_t all), void *context,
                       struct cs_verdicts **out);
void cs_verdicts_free(struct cs_verdicts *verdicts);

#endif
