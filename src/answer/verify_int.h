/* SPDX-License-Identifier: MIT */
/* Inside the verification of check lines: what its two files share. */
#ifndef CS_ANSWER_VERIFY_INT_H
#define CS_ANSWER_VERIFY_INT_H

#include "answer/trials.h"
#include "answer/verify.h"

struct verifying {
    const struct cs_plan *plan;
    size_t node_budget;
    struct cs_failure *failure;
    struct cs_verdicts *verdicts;
    struct cs_verdict *const *at_hand; /* the checks of the run */
    size_t at_hand_count;
    bool goes_on;                      /* from their date to a later one */
    struct cs_ledger_wanted asked;     /* the rows of which they tell */
    struct cs_answer *answer;
    struct cs_ledger *ledger; /* of the date, or of an act that is tried */
    struct cs_trial *trial;   /* of the last act that was tried on that date, by this check; or NULL */
    const struct cs_check *tried;
    struct cs_trials *trials; /* of the acts of all checks at hand, once one of them was tried; or NULL */
    const struct cs_ledger_row **row_of; /* by bond: its row, or NULL */
    struct cs_arena scratch;
};

/* verify_line.c: does the check hold in `v->ledger`? What was found instead is added to `found`. */
bool cs_verify_passes(struct verifying *v, const struct cs_check *check, struct cs_buffer *found);
void cs_verify_end_trials(struct verifying *v);

#endif
