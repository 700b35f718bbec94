/* SPDX-License-Identifier: MIT */
/*
 * What becomes otherwise by one more entry: a plan without it and a plan with it, held against each other at the end of
 * each day at which anything is dated or falls due, from a date on. What is otherwise at one date and stays so
 * is told once, at the first; what is again as it would be without the entry is told as that.
 */
#ifndef CS_ANSWER_FOLLOW_H
#define CS_ANSWER_FOLLOW_H

#include "answer/answer.h"
#include "ledger/changes.h"

/*
 * Where an answer can, it goes on from an earlier date (cs_answer_later); else each date is run for itself. So many
 * entries, duties, rules and possible days are looked at in all at most; which dates are left out is told
 * (`left_out`), and the last one is always looked at.
 */
#define CS_FOLLOW_EFFORT_MAX 200000

struct cs_follow_row {
    const struct cs_ledger_row *without, *with; /* either may be NULL: there is none */
    bool alike;                                 /* it stands again as it would without the entry */
};

/* What is run: a plan, and its answer of the first date if that is there already, else NULL. Both outlive the rest. */
struct cs_follow_side {
    const struct cs_plan *plan;
    struct cs_answer *first;
};

struct cs_follow_date {
    struct cs_date date;
    struct cs_answer *without, *with;
    bool lent_without, lent_with; /* it is that of the side */
    struct cs_follow_row *rows; /* in the order of the ledger with the entry; those that are there no longer, last */
    size_t row_count;
};

struct cs_follow {
    struct cs_arena arena;
    struct cs_follow_date *dates; /* the first, whatever it brings; then those that bring something */
    size_t date_count, capacity;
    bool left_out;                /* dates were left out, between these two: */
    struct cs_date left_after, left_before;
};

/*
 * `first`: the date with which it begins. `own`: the entry in the files with it, whose own row as an act is passed
 * over, or NULL. Both sides show the same accounts.
 */
casus_status cs_follow_new(const struct cs_follow_side *without, const struct cs_follow_side *with,
                           const struct cs_date *first, const struct cs_entry *own, struct cs_failure *failure,
                           struct cs_follow **out);
void cs_follow_free(struct cs_follow *follow);

#endif
