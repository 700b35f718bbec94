/* SPDX-License-Identifier: MIT */
/*
 * Several acts that are only asked about, tried in one run: each happens in worlds of its own, in which none of
 * the others does, so that what holds there is what holds in a run with this act alone. Each is read as a trial
 * (act.h); one whose power is the same at the end of the day needs no run of its own.
 */
#ifndef CS_ANSWER_TRIALS_H
#define CS_ANSWER_TRIALS_H

#include "answer/act.h"

#define CS_TRIALS_MAX 16 /* acts in one run */

struct cs_trials {
    const struct cs_check *checks[CS_TRIALS_MAX]; /* the acts */
    size_t count;
    struct cs_trial each[CS_TRIALS_MAX]; /* found when first asked for */
    bool found[CS_TRIALS_MAX];
    struct cs_entry entries[CS_TRIALS_MAX];
    struct cs_names names;
    struct cs_answer *after; /* NULL: they cannot be tried in one run */
};

/* The first `count` checks are there. `without` as of cs_trial_ask, and not NULL. A failure is none of the caller's. */
void cs_trials_run(struct cs_trials *trials, const struct cs_plan *plan, const struct cs_wishes *wishes,
                   struct cs_answer *without);
/* The trial of the i-th act if its power is the same at the end of the day; else NULL: it needs a run of its own. */
struct cs_trial *cs_trials_at(struct cs_trials *trials, size_t i);
void cs_trials_release(struct cs_trials *trials);

#endif
