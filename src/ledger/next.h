/* SPDX-License-Identifier: MIT */
/*
 * Who must act, what is expected of whom, who may act, by when, under what, and who can block it; and what comes about
 * by itself as a moment is reached (the end of a silence), and who can stop it: as of the end of a run.
 */
#ifndef CS_LEDGER_NEXT_H
#define CS_LEDGER_NEXT_H

#include "ledger/ledger.h"

struct cs_next_may { /* a power that somebody has now; or what comes about by itself */
    cs_name article;        /* or CS_NO_NAME */
    cs_name what;           /* the act's name in the docket: equal acts have equal names */
    const char *act;        /* "draft in CSC", its text */
    uint32_t relation;      /* of a power: its row as data, CS_UNSAID where a role may be anything */
    const cs_value *values; /* of what comes by itself: NULL */
    cs_name actor;          /* the value of role `is`, else `by`, else `in`; or CS_NO_NAME */
    cs_set worlds;          /* some of them are looked at */
    const char *waits;      /* of what comes by itself: "silence of d1 to 2030-03-10", which ends then; else NULL */
    cs_name waiting;        /* the same by its name in the docket; else CS_NO_NAME */
    const char *on;         /* "2030-03-10": when; else NULL */
    cs_instant time;        /* the same */
    const char **blockers;  /* "objection by Armenia to d2": acts that would stop it, that somebody may do now */
    cs_name *blocking;      /* the same by name */
    size_t blocker_count;
    size_t own_count;       /* of a power: so many of the last are acts of its actor, who needs not do them */
};

struct cs_next {
    struct cs_arena arena;
    /* duties still open in some world that is looked at, the soonest deadline first */
    const struct cs_ledger_row **must;
    size_t must_count;
    const struct cs_ledger_row **expected; /* expectations, which nobody owes: the same */
    size_t expected_count;
    struct cs_next_may *may;
    size_t may_count;
    struct cs_next_may *coming; /* as things stand, by the moment at which it comes */
    size_t coming_count;
};

/*
 * `party` CS_NO_NAME: everybody. What comes by itself concerns everybody. Somebody of whom a power's conditions only
 * say what is not so of him ("no strike by state") is looked for among those that the texts name; an occurrence is not.
 */
casus_status cs_next_new(const struct cs_ledger *ledger, cs_name party, struct cs_next **out);
void cs_next_free(struct cs_next *next);

#endif
