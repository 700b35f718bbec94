/* SPDX-License-Identifier: MIT */
/* What the entries of a record need by the `needs` lines of the ledger's rows, and has never been so. */
#ifndef CS_REASONS_NEEDS_H
#define CS_REASONS_NEEDS_H

#include "docket/docket.h"
#include "text/diagnostic.h"

/*
 * Runs the plan to `end` and tells a warning at each entry of the file of which something that it needs has not been so
 * in any world at any time. Nothing is run where no entry needs anything.
 */
casus_status cs_needs_check(const struct cs_plan *plan, const struct cs_file *file, cs_instant end,
                            struct cs_failure *failure, struct cs_diagnostics *diagnostics);

#endif
