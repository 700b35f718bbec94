/* SPDX-License-Identifier: MIT */
/*
 * A part: what one shard of a scan writes, with what is needed to put the parts of all shards together in the order of
 * one scan. It is read by casus of the same version alone, so its form may change.
 *
 *   casus part 1 LF, then records: a letter, four bytes of length (the lowest first), and so many bytes
 *     h  the head: which shard of how many, of what, and the row of headers
 *     r  a row that was written, behind the key by which rows are ordered
 *     b  a row of the table that is bad
 *     p  how many rows and bytes were read so far
 *     e  the end, with counts; a part without it was cut off
 */
#ifndef CS_TABLE_PART_H
#define CS_TABLE_PART_H

#include "base/buffer.h"
#include "base/failure.h"
#include "casus/sink.h"
#include "table/csv.h"
#include "table/rows.h"

#define CS_PART_BAD_MAX 1000 /* so many bad rows stand in a part; all are counted */

struct cs_part_head {
    uint32_t shard, shards; /* the shard from 1 */
    uint64_t print;         /* of the texts and wishes: parts of one scan have the same */
    const char *titles;     /* the row of headers, as it is written; "" if there is none */
    size_t titles_length;
};
struct cs_part_counts {
    uint64_t rows, bad, written, bytes;
    uint64_t print; /* of the rows that were read: shards of the same tables have the same */
    bool stopped;   /* at a bad row */
};

struct cs_part_writer {
    casus_sink sink;
    struct cs_buffer buffer;
    size_t row; /* where the last row begins in it */
    uint64_t bad;
    bool failed, lacks_memory;
};

/* Each returns false if the sink takes no more, or memory ran out (`lacks_memory`). */
bool cs_part_begin(struct cs_part_writer *writer, casus_sink sink, const struct cs_part_head *head);
/* A row: what is added to `buffer` between the two calls. */
void cs_part_row(struct cs_part_writer *writer, const char *key, size_t key_length);
bool cs_part_row_end(struct cs_part_writer *writer);
bool cs_part_bad(struct cs_part_writer *writer, uint64_t number, const char *table, const struct cs_bad_row *bad);
bool cs_part_progress(struct cs_part_writer *writer, uint64_t rows, uint64_t bytes);
bool cs_part_end(struct cs_part_writer *writer, const struct cs_part_counts *counts);
void cs_part_release(struct cs_part_writer *writer);

struct cs_parts_wishes {
    casus_sink sink; /* gets the rows, as one scan writes them */
    void (*bad)(void *context, const char *table, const struct cs_bad_row *row); /* in the order of tables and lines */
    void (*progress)(void *context, uint64_t rows, uint64_t bytes);
    void *context;
};
struct cs_part_input { const char *name; cs_csv_read read; void *context; };

/*
 * Puts the parts of all shards of one scan together. CASUS_ERR_ARGUMENT, with the failure: one of them is no part, or
 * of another scan, or missing, or was cut off; or the scan stopped at a bad row, which was told (`counts->stopped`).
 */
casus_status cs_parts_merge(const struct cs_part_input *inputs, size_t count, const struct cs_parts_wishes *wishes,
                            struct cs_part_counts *counts, struct cs_failure *failure);

#endif
