/* SPDX-License-Identifier: MIT */
/* What the codes of diagnostics mean. Calling conventions: casus.h. */
#ifndef CASUS_EXPLAIN_H
#define CASUS_EXPLAIN_H

#include <stddef.h>

#include "casus/sink.h"

#ifdef __cplusplus
extern "C" {
#endif

/* All codes, counted from 0: "E0301", and its meaning in a few words. NULL beyond the last. */
CASUS_API size_t casus_code_count(void);
CASUS_API const char *casus_code(size_t index);
CASUS_API const char *casus_code_summary(size_t index);
/* Writes the page of a code, "E0301" or "e0301", with a wrong and a right example. CASUS_ERR_ARGUMENT: no such code. */
CASUS_MUST_USE casus_status casus_explain(const char *code, casus_sink sink);

#ifdef __cplusplus
}
#endif

#endif
