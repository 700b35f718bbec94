/* SPDX-License-Identifier: MIT */
/*
 * The lint of treaties: where a text may fail. It needs no record. docs/counsel.md lists what it finds, and how a text
 * accepts a finding. Calling conventions: casus.h.
 */
#ifndef CASUS_LINT_H
#define CASUS_LINT_H

#include <stddef.h>

#include "casus/case.h"
#include "casus/write.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_lint casus_lint;

/*
 * Looks at the texts of a checked case without errors. Findings are told of those that were added, not of those that
 * they use. Free *out with casus_lint_free.
 */
CASUS_MUST_USE casus_status casus_lint_new(casus_case *c, casus_lint **out);
CASUS_API void casus_lint_free(casus_lint *lint);

struct casus_finding {
    struct casus_diagnostic told; /* code "L0003", place, message; `help` is the remedy; `error` is false */
    const char *clause;           /* "CST 4(2)"; NULL: it stands in no instrument */
    const char *why;              /* why it matters, whole sentences */
    const char *precedent;        /* where it has mattered; or NULL */
};
/* How many are kept, by place, at most 100; *all (unless NULL): how many there are. */
CASUS_API size_t casus_lint_count(const casus_lint *lint, size_t *all);
CASUS_MUST_USE casus_status casus_lint_at(const casus_lint *lint, size_t index, struct casus_finding *out);
/* As text, JSON or SARIF. */
CASUS_MUST_USE casus_status casus_write_lint(const casus_lint *lint, const struct casus_style *style, casus_sink sink);

#ifdef __cplusplus
}
#endif

#endif
