/* SPDX-License-Identifier: MIT */
/*
 * By what a duty or an expectation was performed, or when a decision was made: on which day, by whom, how late. And
 * what was done for a request, owed or not.
 */
#ifndef CS_VIEW_DONE_H
#define CS_VIEW_DONE_H

#include "view/view.h"

struct cs_row_done {
    const char *by;        /* who: "CSTO", "Armenia, Belarus"; NULL: nobody that is named */
    const char *name;      /* what was done, by its name: "s1"; of a decision, and of what has no entry, NULL */
    cs_day first, last;    /* the day on which; they differ where it is not exactly known */
    bool has_days;
    int32_t days, days_most; /* after the request to which the row belongs, below 0 before it */
    cs_set worlds;         /* of those that were asked about */
};

/* In these worlds, in order of time, in the arena; NULL with *count 0 of a row that was not performed or decided. */
struct cs_row_done *cs_row_done(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                                struct cs_arena *arena, size_t *count);
/* The last, of an act in parts that which completed it, if it is so in all these worlds; else NULL. */
const struct cs_row_done *cs_row_done_throughout(const struct cs_report *report, const struct cs_ledger_row *row,
                                                 cs_set worlds, struct cs_arena *arena);
/* Was it done, throughout what is looked at, before the request to which it belongs was made? */
bool cs_row_is_before(const struct cs_report *report, const struct cs_ledger_row *row, struct cs_arena *arena);

/* Something that was done for a request: it performed a row of that, or it answers the request (cs_ledger_answers). */
struct cs_request_done {
    const struct cs_occurrence *what;
    const char *text;      /* as entries are shown */
    const char *by;        /* who; NULL: nobody that is named */
    bool owed;             /* it performed a row of the request, in some world */
    bool has_days;
    int32_t days, days_most; /* as above */
    const enum cs_state *states; /* by account: so or not so */
    const uint32_t *questions;   /* on which that depends */
    size_t question_count;
};

/*
 * What was done for the request of this row by the end of the run, in order of time, in the arena; NULL with *count 0
 * if nothing was, or if the row is no request or not the first of its request.
 */
struct cs_request_done *cs_request_done(const struct cs_report *report, const struct cs_ledger_row *request,
                                        struct cs_arena *arena, size_t *count);

#endif
