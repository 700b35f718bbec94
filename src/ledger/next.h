/* SPDX-License-Identifier: MIT */
/* Who must act and who may, by when, under which article, and who can block it, at the end of a run. */
#ifndef CS_LEDGER_NEXT_H
#define CS_LEDGER_NEXT_H

#include "ledger/ledger.h"

struct cs_next_may { /* a power that somebody has now */
    cs_name article;        /* or CS_NO_NAME */
    cs_name what;           /* the act's name in the docket: equal acts have equal names */
    const char *act;        /* "draft in CSC", its text */
    cs_name actor;          /* the value of role `is`, else `by`, else `in`; or CS_NO_NAME */
    cs_set worlds;
    const char **blockers;  /* "objection by Armenia to d2": acts that would block it and that somebody may do now */
    cs_name *blocking;      /* the names of these acts */
    size_t blocker_count;
};

struct cs_next {
    struct cs_arena arena;
    const struct cs_ledger_row **must; /* still open in some world that is looked at; the soonest deadline first */
    size_t must_count;
    struct cs_next_may *may;
    size_t may_count;
};

/*
 * `party` CS_NO_NAME: everybody. Somebody of whom a power's conditions only say what is not so of him ("no strike by
 * state") is looked for among those that the texts name; an occurrence is not.
 */
casus_status cs_next_new(const struct cs_ledger *ledger, cs_name party, struct cs_next **out);
void cs_next_free(struct cs_next *next);

#endif
