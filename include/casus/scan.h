/* SPDX-License-Identifier: MIT */
/*
 * Tables through a treaty: rows in, what becomes of duties out, as it falls. Calling conventions: casus.h.
 *
 * The case has the treaties and one map, NAME.map, which says what the columns of the table are and what a row says
 * (docs/tables.md). Its own records, if it has any, are there from the beginning.
 *
 *     casus_scan_new(c, &wishes, &scan)
 *     casus_scan_table(scan, "events.csv", read, file)    each table, one after another in the order of time; or
 *     casus_scan_tables(scan, inputs, count)              several at once, merged in time
 *     casus_scan_end(scan)
 */
#ifndef CASUS_SCAN_H
#define CASUS_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "casus/case.h"
#include "casus/file.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_scan casus_scan;

/* A row that cannot be taken. Lines and columns (of characters) count from 1. */
struct casus_bad_row {
    const char *table;
    uint64_t line;
    size_t column;
    const char *cause; /* one line */
};

/* What the sink gets. */
typedef enum casus_scan_form {
    CASUS_SCAN_CSV,    /* rows, with a row of headers; lines end in LF */
    CASUS_SCAN_LINES,  /* rows, each a JSON object on a line of its own */
    CASUS_SCAN_RECORD, /* the rows of the tables as a record, for the other calls; held in memory until the end */
    CASUS_SCAN_NOTHING
} casus_scan_form;

/* Zero it, then set `size` and the members that you need. Later versions may add members at the end. */
struct casus_scan_wishes {
    size_t size;
    casus_scan_form form;
    const char *account;  /* on whose account; NULL: the open one */
    bool skip_bad;        /* go on behind a bad row; else the first one ends the scan */
    int64_t late;         /* rows that come late by at most so many seconds are sorted in */
    void (*bad)(void *context, const struct casus_bad_row *row);             /* each bad row; or NULL */
    void (*progress)(void *context, uint64_t rows, uint64_t bytes);          /* now and then; or NULL */
    void *context;
    uint64_t seek;        /* stop at the row with this number, from 1, of those that are written; 0: do not */
    /*
     * Of CASUS_SCAN_RECORD: only what has to do with the row that this scan has found: the rows up to its date that
     * name a particular of the table which it names. NULL: all rows.
     */
    const casus_scan *about;
    bool about_all;       /* and all other rows up to its date */
    size_t first_table;   /* of a record: so many tables came before, in other scans, and its labels count on */
    /*
     * Rows may come in any order: they are sorted by time before any is taken, those of one instant in the order in
     * which they came. What does not fit into `sort_memory` bytes (0: 256 MB; at least 1 MB) is kept in a file without
     * a name in the folder `temporary` (NULL: $TMPDIR, else /tmp), which the system removes with the process.
     */
    bool sort;
    size_t sort_memory;
    const char *temporary;
    /*
     * Of CASUS_SCAN_CSV and CASUS_SCAN_LINES: only what concerns shard `shard` of `shards` (from 1; `shards` 0: all),
     * as a part, which casus_scan_merge puts together with the parts of the other shards. All tables are read. A bad
     * row is told by one shard alone.
     */
    uint32_t shard, shards;
};

#define CASUS_SHARDS_MAX 100000

/*
 * The shard key: the column of the map by whose values the rows can be told apart, as the rules prove, so that shards
 * may be scanned each by itself. CASUS_ERR_ARGUMENT: they cannot, and the sink gets why not; or the case has not one
 * map.
 */
CASUS_MUST_USE casus_status casus_scan_key(casus_case *c, casus_sink sink);

/*
 * The case is checked and has no errors. CASUS_ERR_ARGUMENT, with casus_case_message, if it has no map or several, the
 * rows cannot be told apart and a shard is wished for, or nobody has the account. The scan keeps the case alive. Free
 * *out with casus_scan_free.
 */
CASUS_MUST_USE casus_status casus_scan_new(casus_case *c, const struct casus_scan_wishes *wishes, casus_sink sink,
                                           casus_scan **out);
CASUS_API void casus_scan_free(casus_scan *scan);
/* One line about what failed; "" if nothing did. */
CASUS_API const char *casus_scan_message(const casus_scan *scan);

/* Gives up to `size` bytes of a table; 0: there are no more; SIZE_MAX: they cannot be read. */
typedef size_t (*casus_reader)(void *context, char *bytes, size_t size);
/*
 * Reads a table to its end. CASUS_ERR_ARGUMENT: a row is bad, and bad rows are not skipped, or the table has not the
 * columns of the map; the message says where and why. CASUS_ERR_IO: it cannot be read, or the sink takes no more.
 */
CASUS_MUST_USE casus_status casus_scan_table(casus_scan *scan, const char *name, casus_reader read, void *context);
/*
 * Reads several tables, each in the order of time, as one: their rows are merged in time; of one instant those of the
 * table that is named first come first.
 */
struct casus_scan_input { const char *name; casus_reader read; void *context; };
CASUS_MUST_USE casus_status casus_scan_tables(casus_scan *scan, const struct casus_scan_input *inputs, size_t count);
/* The end of all tables: duties that still run are not written. Once. */
CASUS_MUST_USE casus_status casus_scan_end(casus_scan *scan);

struct casus_scan_counts { uint64_t rows, bad, written, bytes; };
CASUS_API void casus_scan_counts(const casus_scan *scan, struct casus_scan_counts *out);

/* Zero it, then set `size` and the members that you need. */
struct casus_merge_wishes {
    size_t size;
    void (*bad)(void *context, const struct casus_bad_row *row);    /* each bad row, by tables and lines; or NULL */
    void (*progress)(void *context, uint64_t rows, uint64_t bytes); /* of the first shard, now and then; or NULL */
    void *context;
};
/*
 * Puts the parts of all shards of one scan together: the sink gets what one scan of all shards writes, byte for byte.
 * CASUS_ERR_ARGUMENT, with `failure`: one is no part, or of another scan, or missing, or was cut off. If the scan has
 * stopped at a bad row that row is told, `*stopped` is true, and the sink has got what came before, or less.
 */
CASUS_MUST_USE casus_status casus_scan_merge(const struct casus_scan_input *parts, size_t count,
                                             const struct casus_merge_wishes *wishes, casus_sink sink,
                                             struct casus_scan_counts *counts, bool *stopped,
                                             struct casus_failure *failure);

/* The row that was sought (casus_scan_wishes.seek). Texts are borrowed from the scan. */
struct casus_scan_found {
    const char *state, *article, *holder, *claimant, *content; /* as of casus_row, in a record of the rows */
    const char *date; /* when it came to be so: a day, or an instant */
};
/* False if there is no such row. */
CASUS_API bool casus_scan_found(const casus_scan *scan, struct casus_scan_found *out);

#ifdef __cplusplus
}
#endif

#endif
