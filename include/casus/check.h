/* SPDX-License-Identifier: MIT */
/*
 * All checks of texts: their mistakes, the passages that they cite, and the `check` lines of records against the
 * answer. Calling conventions: casus.h.
 */
#ifndef CASUS_CHECK_H
#define CASUS_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/case.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- the check lines of one case ---- */

typedef struct casus_verdicts casus_verdicts;

/* Called before each run, with the number of check lines done and the number of all. */
typedef void (*casus_progress)(void *context, size_t done, size_t all);

/*
 * Evaluates the check lines of one text of a checked case. `progress` may be NULL. Free *out with casus_verdicts_free,
 * before the case.
 */
CASUS_MUST_USE casus_status casus_verdicts_new(casus_case *c, const char *text, casus_progress progress, void *context,
                                               casus_verdicts **out);
CASUS_API void casus_verdicts_free(casus_verdicts *verdicts);

struct casus_verdict {
    bool passed;
    const char *found; /* what was found instead, one line or more; NULL if it passed */
    size_t line;       /* of the check line, from 1 */
};
/* In the order of the lines. */
CASUS_API size_t casus_verdict_count(const casus_verdicts *verdicts);
CASUS_MUST_USE casus_status casus_verdict_at(const casus_verdicts *verdicts, size_t index, struct casus_verdict *out);

/* ---- files ---- */

typedef struct casus_checking casus_checking;

/*
 * Checks files and all that they use: their texts, the passages that they cite from documents of the folder `sources`
 * (NULL: passages are not verified), and the check lines of the files in `paths`. Each record is a case of its own,
 * with what it uses and with the vocabularies and treaties in `paths`. The findings are in *out. Free it also after a
 * failure (it then has the message); it is NULL if memory ran out.
 */
CASUS_MUST_USE casus_status casus_check(const char *const *paths, size_t count, const char *sources,
                                        casus_progress progress, void *context, casus_checking **out);
CASUS_API void casus_checking_free(casus_checking *checking);
/* One line about what failed; "" if nothing did. */
CASUS_API const char *casus_checking_message(const casus_checking *checking);
/* As for a case (case.h): the count of errors includes those that are not kept. */
CASUS_API size_t casus_checking_error_count(const casus_checking *checking);
CASUS_API size_t casus_checking_diagnostic_count(const casus_checking *checking);
CASUS_MUST_USE casus_status casus_checking_diagnostic(const casus_checking *checking, size_t index,
                                                      struct casus_diagnostic *out);
/* Writes the diagnostics for people, then a line that sums up what was checked. */
CASUS_MUST_USE casus_status casus_write_checking(const casus_checking *checking,
                                                 const struct casus_diagnostic_style *style, casus_sink sink);

#ifdef __cplusplus
}
#endif

#endif
