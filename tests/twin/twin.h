/* SPDX-License-Identifier: MIT */
/*
 * The plain twin: one world, from nothing, in the plainest way. It is what the engine is held against (tests/property):
 * the same plan and docket, one answer to each question, and the rules of docs/language.md part 3 written down once
 * more without world sets, indexes, deltas, watches or a heap. Everything is a list that is looked through.
 *
 * Nothing of a run is used. What comes up only while running (an order within a day, a role left unsaid, a quantity
 * against a number) is looked up among the questions of the docket; the caller sees by the docket's question_count
 * whether the twin needed one that the engine did not ask.
 */
#ifndef CS_TWIN_TWIN_H
#define CS_TWIN_TWIN_H

#include "docket/docket.h"

/* How occurrences are taken that nothing puts before or after each other; it must not show (R 6.4). */
enum cs_twin_ties { CS_TWIN_BY_NAME, CS_TWIN_BY_NAME_TURNED };

struct cs_twin_row { /* a duty, prohibition or expectation */
    bool expectation, forbidden;
    cs_name article;
    cs_value holder, claimant;
    uint32_t relation; /* of the act, and what it says */
    cs_value values[CS_COLUMNS_MAX];
    enum cs_state state;
    cs_instant since;
    bool has_deadline;
    cs_instant deadline; /* the first instant that is too late */
    bool still_owed, substituted;
};

struct cs_twin_act { /* a row of an entry */
    uint32_t occurrence, row; /* numbers in the docket */
    bool asked;               /* it fits some power */
    enum cs_state state;      /* with effect, without effect, none */
};

struct cs_twin_decision {
    uint32_t occurrence;
    enum cs_state state;
    uint32_t without; /* how many are left out */
};

struct cs_twin {
    struct cs_arena arena;
    struct cs_twin_row *rows;
    size_t row_count;
    struct cs_twin_act *acts;
    size_t act_count;
    struct cs_twin_decision *decisions;
    size_t decision_count;
    bool contradictory; /* its answers put things in an order that cannot be (a before b, b before c, c before a) */
    bool endless;       /* within one instant it came to no end */
};

/* Runs one world up to `end`, exclusive. `answers` has one answer for each question of the docket. */
casus_status cs_twin_new(struct cs_docket *docket, cs_instant end, const uint32_t *answers, enum cs_twin_ties ties,
                         struct cs_twin **out);
void cs_twin_free(struct cs_twin *twin);

#endif
