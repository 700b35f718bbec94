/* SPDX-License-Identifier: MIT */
/*
 * In what somebody stands (R 2.14): the rows of facts and the bonds that name him, found as one takes over from
 * another, and kept from one time to the next.
 */
#ifndef CS_RUN_STOOD_IN_H
#define CS_RUN_STOOD_IN_H

#include "run/run_int.h"

#define CS_STOOD_IN_MAX (CS_COLUMNS_MAX + 2)

/* By a value: of a row of a fact its relation and the row, of a bond CS_NOWHERE and the bond. All there are so far. */
struct cs_lists *cs_stood_in(struct cs_run *run);
/* The particulars of a row of a relation, or (CS_NOWHERE) of a bond, each once. Their number. */
size_t cs_values_of(const struct cs_run *run, uint32_t relation, uint32_t row, cs_value values[CS_STOOD_IN_MAX]);

#endif
