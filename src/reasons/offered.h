/* SPDX-License-Identifier: MIT */
/* Warnings of `in place of` lines that leave unsaid in the place of which act something stands. */
#ifndef CS_REASONS_OFFERED_H
#define CS_REASONS_OFFERED_H

#include "docket/docket.h"
#include "text/diagnostic.h"

struct cs_run; /* run/run_int.h */

bool cs_offered_something(const struct cs_file *file);

/* Adds a warning at each such line of the file by which it stands, in some world, in the place of several acts owed. */
void cs_offered_check(struct cs_run *run, const struct cs_file *file, struct cs_diagnostics *diagnostics);

#endif
