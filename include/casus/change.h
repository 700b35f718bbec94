/* SPDX-License-Identifier: MIT */
/*
 * The differences between two answers of one case: of two dates, or known on two dates; or of two cases of the same
 * texts, with a supposition and without. Calling conventions: casus.h.
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

/*
 * Both are of one case, or of two cases of the same texts, and show the same accounts. A row of `after` that a
 * supposition alone brings about is new. Free *out with casus_changes_free, before the answers or after.
 */
CASUS_MUST_USE casus_status casus_changes_new(casus_answer *before, casus_answer *after, casus_changes **out);
CASUS_API void casus_changes_free(casus_changes *changes);

struct casus_row_change {
    size_t before, after; /* the row in each answer; CASUS_NOT_THERE: that answer has none */
    bool states;          /* the states that it may have on some account differ, or what is told beside them: whether it
                             is still owed, something in its place, how much was performed, who is left out */
    bool deadline;        /* one of its deadlines passed between the two dates */
};
#define CASUS_NOT_THERE ((size_t)-1)
/* The rows that only one of them has, or with `states`, or that had a deadline between the two. */
CASUS_API size_t casus_row_change_count(const casus_changes *changes);
CASUS_MUST_USE casus_status casus_row_change_at(const casus_changes *changes, size_t index,
                                                struct casus_row_change *out);

#ifdef __cplusplus
}
#endif

#endif
