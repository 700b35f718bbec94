/* SPDX-License-Identifier: MIT */
/*
 * What two answers of one case differ in: of two dates, or by what was known on two dates. Calling conventions:
 * casus.h.
 */
#ifndef CASUS_CHANGE_H
#define CASUS_CHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/answer.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_changes casus_changes;

/* Both are of one case, and show the same accounts. Free *out with casus_changes_free, before the answers or after. */
CASUS_MUST_USE casus_status casus_changes_new(casus_answer *before, casus_answer *after, casus_changes **out);
CASUS_API void casus_changes_free(casus_changes *changes);

struct casus_row_change {
    size_t before, after; /* rows of either answer; CASUS_NOT_THERE: it has none */
    bool states;          /* on some account it may be in another state */
    bool deadline;        /* a deadline of it passed between the two */
};
#define CASUS_NOT_THERE ((size_t)-1)
/* The rows that are in one of them alone, or stand otherwise, or had a deadline between the two. */
CASUS_API size_t casus_row_change_count(const casus_changes *changes);
CASUS_MUST_USE casus_status casus_row_change_at(const casus_changes *changes, size_t index,
                                                struct casus_row_change *out);

#ifdef __cplusplus
}
#endif

#endif
