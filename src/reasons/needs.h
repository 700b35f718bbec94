/* SPDX-License-Identifier: MIT */
/* Warnings of `needs` lines (vocabulary, `row ... needs ...`): what an entry needs and has never been so. */
#ifndef CS_REASONS_NEEDS_H
#define CS_REASONS_NEEDS_H

#include "docket/docket.h"
#include "text/diagnostic.h"

struct cs_run; /* run/run_int.h */

bool cs_needs_something(const struct cs_plan *plan, const struct cs_file *file);

/*
 * Adds a warning at each entry of the file for each thing that it needs and that has not been so in the run, in any
 * world at any time; not at an entry that nobody had the power for.
 */
void cs_needs_check(struct cs_run *run, const struct cs_file *file, struct cs_diagnostics *diagnostics);

#endif
