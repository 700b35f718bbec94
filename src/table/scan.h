/* SPDX-License-Identifier: MIT */
/*
 * A scan: tables through a run, and what becomes of duties as rows.
 *
 *     bytes -> csv -> rows (the map) -> late, sort or merge (in the order of time) -> stream (run/stream.h) -> write ->
 *     sink
 *
 * Bad rows (that cannot be read, say something unknown, or come too late) are told with file, line, column and cause;
 * nothing of them is taken. What the table does not say is never guessed.
 */
#ifndef CS_TABLE_SCAN_H
#define CS_TABLE_SCAN_H

#include "casus/sink.h"
#include "plan/plan.h"
#include "table/csv.h"
#include "table/entries.h"
#include "table/rows.h"
#include "table/shard.h"

struct cs_scan_wishes {
    bool json;
    struct cs_entries *entries; /* the rows are added to it, in place of a run; or NULL */
    size_t first_table;      /* so many tables came before the first one */
    bool skip;               /* go on behind a bad row; else the first one ends the scan */
    int64_t late;            /* rows that come late by at most so many seconds are sorted in */
    bool sort;               /* the rows are sorted before any is taken, in so much memory, else in a file (sort.h) */
    size_t sort_memory;
    const char *folder;      /* of that file, or NULL */
    struct cs_shard_wishes shard; /* only what concerns this shard, as a part (shard.h); `shards` 0: all */
    cs_name account;         /* CS_NO_NAME: the open one */
    casus_sink sink;
    void (*bad)(void *context, const char *table, const struct cs_bad_row *row); /* of each bad row; or NULL */
    void (*progress)(void *context, uint64_t rows, uint64_t bytes);             /* now and then; or NULL */
    /* of each verdict that is written, in place of writing it; false to stop; or NULL */
    bool (*verdict)(void *context, const struct cs_stream_verdict *verdict);
    /* of each row of the stream as it is taken; or NULL */
    bool (*row)(void *context, const struct cs_stream_row *row);
    void *context;
};

struct cs_scan_counts { uint64_t rows, bad, verdicts, bytes; };

struct cs_scan;

/* Of the map of the plan's files; CASUS_ERR_ARGUMENT if they have none, or several. */
casus_status cs_scan_new(const struct cs_plan *plan, const struct cs_scan_wishes *wishes, struct cs_failure *failure,
                         struct cs_scan **out);
void cs_scan_free(struct cs_scan *scan);
/*
 * Reads a table to its end. CASUS_ERR_ARGUMENT: a row is bad, and bad rows are not skipped, or the table has not the
 * columns of the map; it was told.
 */
casus_status cs_scan_table(struct cs_scan *scan, const char *name, cs_csv_read read, void *context);
/* Reads several tables to their ends, their rows merged in time (merge.h). */
struct cs_scan_input { const char *name; cs_csv_read read; void *context; };
casus_status cs_scan_tables(struct cs_scan *scan, const struct cs_scan_input *inputs, size_t count);
/* The end of all tables: the run goes on to the end of the last row. Once. */
casus_status cs_scan_end(struct cs_scan *scan);
/* Instead of the end: only gives the stream the rows that were held back. */
casus_status cs_scan_release(struct cs_scan *scan);
struct cs_scan_counts cs_scan_count(const struct cs_scan *scan);
const struct cs_stream *cs_scan_stream(const struct cs_scan *scan);
const struct cs_file *cs_scan_map(const struct cs_plan *plan, struct cs_failure *failure);

#endif
