/* SPDX-License-Identifier: MIT */
/*
 * Who must act, who may, by when, and who can block it, at the end of an answer's date. Calling conventions: casus.h.
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

/* Rows of the answer that are owed or expected and still open in some world, the soonest deadline first. */
CASUS_API size_t casus_next_must_count(const casus_next *next);
CASUS_MUST_USE casus_status casus_next_must(const casus_next *next, size_t index, size_t *row);

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

#ifdef __cplusplus
}
#endif

#endif
