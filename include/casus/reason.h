/* SPDX-License-Identifier: MIT */
/*
 * Why a row has its state: reasons below reasons, down to the article, the claims and what is absent (R 13). Calling
 * conventions: casus.h.
 */
#ifndef CASUS_REASON_H
#define CASUS_REASON_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/answer.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_reason casus_reason;
struct casus_reason {
    const casus_reason *next, *first; /* the next in its list, the first below it; or NULL */
    /* "state", "rule", "entry", "claim", "derived", "absent", "count", "reading", "question" or "note" */
    const char *kind;
    const char *text; /* one line */
    /* of a claim: */
    const char *voice;  /* who says or denies it */
    const char *source; /* the document, or NULL */
    const char *gist;   /* the claim in the record's own words, or NULL */
    size_t start, end;  /* the passage, in bytes of the document; both 0: none is cited */
    size_t number;      /* from 1: reasons with the same number say the same, with all that is below them */
};
/*
 * *out is a list: one reason for each state that the row may have on the account. Lives as long as the answer. A reason
 * of several things is shared: they have the same `first`. Walk into each number only once, since the graph unfolded
 * into a tree may be exponentially large. It may be as deep as the record is long, so do not recurse.
 */
CASUS_MUST_USE casus_status casus_why(casus_answer *a, size_t row, size_t account, const casus_reason **out);

#ifdef __cplusplus
}
#endif

#endif
