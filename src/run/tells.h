/* SPDX-License-Identifier: MIT */
/* Could the order of two occurrences tell (R 6.4)? */
#ifndef CS_RUN_TELLS_H
#define CS_RUN_TELLS_H

#include "run/run_int.h"

/* Does the occurrence name this particular, or is it the one so named? */
bool cs_tells_has_value(const struct cs_run *run, const struct cs_occurrence *o, cs_value value);
/* Does a come after b by what it names, or by what the vocabulary puts `after`? */
bool cs_tells_follows(const struct cs_run *run, const struct cs_occurrence *a, const struct cs_occurrence *b);
/* May the row be one with these values? What is unsaid may be anything. */
bool cs_tells_is_like(const struct cs_run *run, const struct cs_occurrence_row *row, uint32_t relation,
                      const cs_value *wanted);
/* Does some row of the occurrence name no particular at all? */
bool cs_tells_names_nothing(const struct cs_run *run, const struct cs_occurrence *o);
/* Could it make a difference which of the two came first, and is it not settled which did? */
bool cs_tells_order(struct cs_run *run, const struct cs_occurrence *a, const struct cs_occurrence *b);

#endif
