/* SPDX-License-Identifier: MIT */
/*
 * One crisis under several instruments, side by side; and two requests, with the first condition in which they differ.
 * What a request, an organ, a method is comes from the vocabulary, as for the lint (lint.h).
 */
#ifndef CS_COUNSEL_COMPARE_H
#define CS_COUNSEL_COMPARE_H

#include "ledger/ledger.h"
#include "store/case.h"

/* ---- under several instruments ---- */

enum cs_compared {
    CS_COMPARED_JUDGE,    /* who finds that the case is given */
    CS_COMPARED_REQUEST,  /* is a request needed, by act */
    CS_COMPARED_CLOCK,    /* within which time, by act */
    CS_COMPARED_ORGAN,    /* which organ decides on drafts under it */
    CS_COMPARED_RULE,     /* by which method */
    CS_COMPARED_STRENGTH, /* who owes, once what; by act */
    CS_COMPARED_RESULT,   /* what the ledger says, by act and state */
    CS_COMPARED_COUNT
};
const char *cs_compared_text(enum cs_compared aspect); /* "who judges" */

struct cs_compared_column {
    const struct cs_instrument *instrument;
    const char **items[CS_COMPARED_COUNT]; /* each at least one line */
    size_t counts[CS_COMPARED_COUNT];
};

struct cs_comparison {
    struct cs_arena arena;
    struct cs_compared_column *columns; /* in the order asked for */
    size_t count;
};

/*
 * Of a ledger of the case: the rules in force at `at`, and the states on the account of the ledger, or in all worlds if
 * it has several. `names` are instruments of the case. CASUS_ERR_ARGUMENT, with a message, if one is none. Release in
 * any case.
 */
casus_status cs_compare_instruments(const struct cs_case *c, const struct cs_ledger *ledger, cs_instant at,
                                    const char *const *names, size_t count, struct cs_failure *failure,
                                    struct cs_comparison *out);
void cs_comparison_release(struct cs_comparison *comparison);

/* ---- two requests ---- */

/* A condition, and whether it is met for each of the two: CS_STATE_SO, NOT_SO, UNDETERMINED or CONTRADICTORY. */
struct cs_request_condition {
    const char *article;  /* "CST 4(2)", or NULL: of no rule */
    const char *text;     /* in the words of the rule */
    enum cs_state states[2];
};

/*
 * On one account, in order: that the request has effect; the conditions of each rule that a request of the word sets
 * off, rule by rule in the order of the texts, each as far as the first in which the two differ, or that is met for
 * neither; that a decision was put on it, and adopted; what its row says has become of it.
 */
struct cs_request_difference {
    cs_name account;      /* CS_NO_NAME: open */
    struct cs_request_condition *conditions;
    size_t count;
    size_t first;         /* the first in which they differ; `count`: there is none */
};

struct cs_request_differences {
    struct cs_arena arena;
    const char *labels[2];
    struct cs_request_difference *accounts;
    size_t count;
};

/* CASUS_ERR_ARGUMENT, with a message, if a label is no request of the ledger. Release in any case. */
casus_status cs_compare_requests(const struct cs_ledger *ledger, const char *const labels[2],
                                 struct cs_failure *failure, struct cs_request_differences *out);
void cs_request_differences_release(struct cs_request_differences *differences);

#endif
