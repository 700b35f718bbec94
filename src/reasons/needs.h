/* SPDX-License-Identifier: MIT */
/* Warnings of `needs` lines (vocabulary, `row ... needs ...`): what an entry needs and has never been so. */
#ifndef CS_REASONS_NEEDS_H
#define CS_REASONS_NEEDS_H

#include "docket/docket.h"
#include "text/diagnostic.h"

/*
 * Runs the plan to `end` and adds a warning at each entry of the file for each thing that it needs and that has not
 * been so in any world at any time; not at an entry that nobody had the power for. Does not run the plan if no entry
 * needs anything.
 */
casus_status cs_needs_check(const struct cs_plan *plan, const struct cs_file *file, cs_instant end,
                            struct cs_failure *failure, struct cs_diagnostics *diagnostics);

#endif
