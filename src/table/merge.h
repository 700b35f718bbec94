/* SPDX-License-Identifier: MIT */
/*
 * Several tables as one: their rows merged in time, as they fall. Each table is read as its next row is needed; of rows
 * of one instant those of the table that was named first come first.
 */
#ifndef CS_TABLE_MERGE_H
#define CS_TABLE_MERGE_H

#include "table/csv.h"
#include "table/rows.h"

struct cs_merge_wishes {
    const struct cs_plan *plan;
    const struct cs_file *map;
    struct cs_stream *stream;
    uint64_t *print; /* of all tables, as csv.h has it; or NULL */
    uint64_t (*number)(void *context, size_t table, uint64_t line); /* of a row, by which the stream knows it */
    casus_status (*bad)(void *context, size_t table, const struct cs_bad_row *bad); /* CASUS_OK: go on behind it */
    void *context;
};

struct cs_merge;

/* All that is given outlives it. `count` tables, which are numbered from 0. */
casus_status cs_merge_new(const struct cs_merge_wishes *wishes, size_t count, struct cs_failure *failure,
                          struct cs_merge **out);
void cs_merge_free(struct cs_merge *merge);
/* Begins to read a table, once for each. A table that lacks the columns of the map is told of, and ends it all. */
casus_status cs_merge_begin(struct cs_merge *merge, size_t table, cs_csv_read read, void *context);

/* The next row of all tables that have begun, borrowed until the next call; `rows` NULL: there is none. */
struct cs_merged {
    size_t table;
    uint64_t line;
    struct cs_row_date at;
    const struct cs_stream_row *const *rows;
    size_t count;
};
casus_status cs_merge_next(struct cs_merge *merge, struct cs_merged *out);
/* How many rows and bytes were read so far. */
void cs_merge_counts(const struct cs_merge *merge, uint64_t *rows, uint64_t *bytes);

#endif
