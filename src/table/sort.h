/* SPDX-License-Identifier: MIT */
/*
 * Rows of a stream, sorted by time; those of one instant stay in the order in which they came. What does not fit into
 * the memory that it may use is spilled into a file without a name (spill.h), in sorted runs that are merged as the
 * rows are taken:
 *
 *     cs_sort_add ...     rows in memory  --full-->  a sorted run in the file
 *     cs_sort_next ...    all runs, and what is in memory, merged
 */
#ifndef CS_TABLE_SORT_H
#define CS_TABLE_SORT_H

#include "plan/plan.h"
#include "table/late.h"

#define CS_SORT_MEMORY_MIN ((size_t)1 << 20)
#define CS_SORT_MEMORY ((size_t)256 << 20)

struct cs_sort;

/* `memory` in bytes, at least CS_SORT_MEMORY_MIN; `folder` of the file, or NULL (spill.h). It and the plan stay. */
casus_status cs_sort_new(const struct cs_plan *plan, size_t memory, const char *folder, struct cs_failure *failure,
                         struct cs_sort **out);
void cs_sort_free(struct cs_sort *sort);
/* All rows have one zone. CASUS_ERR_IO: the file cannot be written. */
casus_status cs_sort_add(struct cs_sort *sort, const struct cs_stream_row *row, size_t table);
/* The next row; `*any` false: there is none. From the first call on no row is added. */
casus_status cs_sort_next(struct cs_sort *sort, struct cs_held *out, bool *any);
/* So many runs were spilled. */
size_t cs_sort_runs(const struct cs_sort *sort);

#endif
