/* SPDX-License-Identifier: MIT */
/*
 * The twin: a second engine for one world at a time, with which tests compare the engine (tests/property). It reads the
 * same plan and docket, with one answer to each question, and implements the rules of docs/language.md part 3 again,
 * without world sets, indexes, deltas, watchers or a heap. All data are lists that are searched from the start.
 *
 * It has no code of the run. Questions that come up only in a run (an order within a day, a role left unsaid, a
 * quantity against a number) are looked up in the docket; by the docket's question_count the caller sees whether the
 * twin needed one that the engine did not ask. README.md says what the two share, and why a fault in it is seen.
 */
#ifndef CS_TWIN_TWIN_H
#define CS_TWIN_TWIN_H

#include "docket/docket.h"

/* The order of occurrences that nothing puts before or after each other: the results must not depend on it (R 6.4). */
enum cs_twin_ties { CS_TWIN_BY_NAME, CS_TWIN_BY_NAME_TURNED };

struct cs_twin_row { /* a duty, prohibition or expectation */
    bool expectation, forbidden;
    cs_name article;
    cs_value holder, claimant;
    uint32_t relation; /* of the act, with its values */
    cs_value values[CS_COLUMNS_MAX];
    enum cs_state state;
    cs_instant since;
    bool has_deadline;
    cs_instant deadline; /* the first instant that is too late */
    bool still_owed, substituted, unreported;
};

struct cs_twin_act { /* a row of an entry */
    uint32_t occurrence, row; /* numbers in the docket */
    bool asked;               /* it fits some power */
    enum cs_state state;      /* with effect, without effect, none */
};

struct cs_twin_decision {
    uint32_t occurrence;
    enum cs_state state;
    uint32_t without; /* for how many it is adopted without them */
};

struct cs_twin_request { /* what has happened and fits a line of requests, by entry, name or rule */
    uint32_t relation;
    cs_value values[CS_COLUMNS_MAX];
    enum cs_state state;
};

struct cs_twin {
    struct cs_arena arena;
    struct cs_twin_row *rows;
    size_t row_count;
    struct cs_twin_act *acts;
    size_t act_count;
    struct cs_twin_decision *decisions;
    size_t decision_count;
    struct cs_twin_request *requests;
    size_t request_count;
    bool contradictory; /* its answers put things in an order that cannot be (a before b, b before c, c before a) */
    bool endless;       /* within one instant it came to no end */
};

/*
 * Runs one world up to `end`, exclusive. `answers` has one answer for each question of the docket. A failure is in the
 * docket's; then there is no twin.
 */
casus_status cs_twin_new(struct cs_docket *docket, cs_instant end, const uint32_t *answers, enum cs_twin_ties ties,
                         struct cs_twin **out);
void cs_twin_free(struct cs_twin *twin);

#endif
