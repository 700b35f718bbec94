/* SPDX-License-Identifier: MIT */
/*
 * Who must act, what is expected, who may act, by when, and who can block it; and what comes about by itself as a
 * moment is reached, the end of a silence, say. All at the end of an answer's date. Calling conventions: casus.h.
 */
#ifndef CASUS_NEXT_H
#define CASUS_NEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/answer.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_next casus_next;

/* `party` NULL: everybody. Free *out with casus_next_free, before its answer or after. */
CASUS_MUST_USE casus_status casus_next_new(casus_answer *a, const char *party, casus_next **out);
CASUS_API void casus_next_free(casus_next *next);

/* What is owed and still open in some world, the soonest deadline first: rows of the answer. */
CASUS_API size_t casus_next_must_count(const casus_next *next);
CASUS_MUST_USE casus_status casus_next_must(const casus_next *next, size_t index, size_t *row);
/* The same of what is expected, and owed by nobody. */
CASUS_API size_t casus_next_expected_count(const casus_next *next);
CASUS_MUST_USE casus_status casus_next_expected(const casus_next *next, size_t index, size_t *row);

struct casus_power {
    const char *act;       /* "vote by Armenia on d1"; small words stand for anybody or anything */
    const char *actor;     /* whose act it is, or NULL */
    const char *article;   /* under which, or NULL */
    const char *const *blockers; /* acts of others, possible now, that would block it */
    size_t blocker_count;
};
/* The acts that somebody has the power to do. */
CASUS_API size_t casus_next_may_count(const casus_next *next);
CASUS_MUST_USE casus_status casus_next_may(const casus_next *next, size_t index, struct casus_power *out);
/* "may", "may not", "undetermined" or "contradictory"; NULL: there is no such power or account. */
CASUS_API const char *casus_next_may_state(const casus_next *next, size_t index, size_t account);

struct casus_coming {
    const char *on;        /* the moment at which it comes about, as the record names it */
    const char *ends;      /* the fact that ends then: "silence of d1 to 2030-03-10" */
    const char *act;       /* "adoption by Council of d1" */
    const char *actor;     /* whose act it is, or NULL */
    const char *article;   /* under which, or NULL */
    const char *const *blockers; /* acts, possible now, that would stop it */
    size_t blocker_count;
};
/* What comes about by itself if nothing else happens, the soonest first; whomever it was asked for. */
CASUS_API size_t casus_next_coming_count(const casus_next *next);
CASUS_MUST_USE casus_status casus_next_coming(const casus_next *next, size_t index, struct casus_coming *out);
/* "holds", "does not hold", "undetermined" or "contradictory"; NULL: there is nothing such, or no such account. */
CASUS_API const char *casus_next_coming_state(const casus_next *next, size_t index, size_t account);

#ifdef __cplusplus
}
#endif

#endif
