/* SPDX-License-Identifier: MIT */
#include "table/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "table/late.h"
#include "table/merge.h"
#include "table/reader.h"
#include "table/shard.h"
#include "table/sort.h"
#include "table/write.h"

#define PROGRESS_ROWS 65536

struct cs_scan {
    const struct cs_plan *plan;
    const struct cs_file *map;
    struct cs_scan_wishes wishes;
    struct cs_failure *failure;
    struct cs_stream *stream;
    struct cs_rows *rows;
    struct cs_row_writer *writer;
    const bool *wanted;      /* by state: is it an outcome that is written? */
    bool straight;           /* rows are given as they come: they are not sorted, none is late, and all are taken */
    struct cs_late late;
    struct cs_sort *sort;    /* or NULL: rows are taken as they come */
    struct cs_arena arena;   /* of the key */
    struct cs_shard_key key; /* by which rows can be told apart */
    struct cs_shard *shard;  /* or NULL: all rows are taken */
    struct cs_scan_counts counts;
    uint64_t print;          /* of the rows that were read, for the part of a shard (csv.h) */
    const char **tables;     /* their names */
    size_t table_count, table_capacity;
    cs_instant newest;       /* the start of the newest row so far */
    cs_instant taken;        /* the start of the row that the stream took last */
    cs_instant end;          /* the latest end of a row */
};

const struct cs_file *cs_scan_map(const struct cs_plan *plan, struct cs_failure *failure)
{
    const struct cs_file *map = NULL;

    for (const struct cs_file *file = plan->files; file != NULL; file = file->next) {
        if (file->map == NULL)
            continue;
        if (map != NULL) {
            cs_fail(failure, CASUS_ERR_ARGUMENT, "there are two maps, \"%s\" and \"%s\", and a table has one",
                    map->source->name, file->source->name);
            return NULL;
        }
        map = file;
    }
    if (map == NULL)
        cs_fail(failure, CASUS_ERR_ARGUMENT, "no map says what the columns of the table are");
    return map;
}

static bool take_verdict(void *context, const struct cs_stream_verdict *verdict)
{
    struct cs_scan *scan = context;

    if (verdict->state >= CS_STATE_COUNT || !scan->wanted[verdict->state] ||
        (scan->shard != NULL && !cs_shard_tells(scan->shard, verdict)))
        return true;
    scan->counts.verdicts++;
    if (scan->wishes.verdict != NULL)
        return scan->wishes.verdict(scan->wishes.context, verdict);
    return scan->shard != NULL ? cs_shard_write(scan->shard, scan->writer, verdict)
                               : cs_row_writer_add(scan->writer, verdict);
}

/* CASUS_ERR_ARGUMENT: there is none, and a shard is wished for. */
static casus_status find_key(struct cs_scan *scan)
{
    struct cs_buffer why;

    cs_buffer_init(&why);
    if (!cs_shard_key_find(scan->plan, scan->map, &scan->arena, &scan->key, &why))
        cs_fail_memory(scan->failure);
    else if (scan->key.column == NULL && scan->wishes.shard.shards > 0)
        cs_fail(scan->failure, CASUS_ERR_ARGUMENT, "the rows cannot be told apart, so there are no shards: %.380s",
                cs_buffer_string(&why));
    cs_buffer_release(&why);
    return scan->failure->status;
}

static casus_status unwritten(struct cs_scan *scan)
{
    return cs_fail(scan->failure, CASUS_ERR_IO, "the rows could not be written");
}

/* Why rows could not be written: a status of the sink is that of memory where memory ran out on the way to it. */
static casus_status why_unwritten(struct cs_scan *scan, casus_status status)
{
    bool memory = (scan->writer != NULL && cs_row_writer_lacks_memory(scan->writer)) ||
                  (scan->shard != NULL && cs_shard_lacks_memory(scan->shard));

    if (status != CASUS_ERR_IO || !memory)
        return status;
    cs_failure_clear(scan->failure);
    return cs_fail_memory(scan->failure);
}

/* What the scan has but its stream: its shard, what reads rows, what writes them, what sorts them. */
static casus_status make_parts(struct cs_scan *scan)
{
    const struct cs_scan_wishes *w = &scan->wishes;
    struct cs_failure *failure = scan->failure;
    casus_sink sink = w->sink;

    if (w->shard.shards > 0) {
        scan->shard = cs_shard_new(scan->plan, &scan->key, scan->stream, &w->shard);
        if (scan->shard == NULL)
            return cs_fail_memory(failure);
        sink = cs_shard_sink(scan->shard);
    }
    if (cs_rows_new(scan->plan, scan->map, scan->stream, failure, &scan->rows) != CASUS_OK ||
        cs_row_writer_new(scan->plan, scan->map, scan->stream, w->json, sink, failure, &scan->writer) != CASUS_OK ||
        (w->sort && cs_sort_new(scan->plan, w->sort_memory, w->folder, failure, &scan->sort) != CASUS_OK))
        return failure->status;
    scan->wanted = cs_row_writer_wanted(scan->writer);
    scan->straight = scan->sort == NULL && scan->shard == NULL && w->late == 0;
    return scan->shard == NULL || cs_shard_begin(scan->shard, scan->writer)
               ? CASUS_OK : why_unwritten(scan, unwritten(scan));
}

casus_status cs_scan_new(const struct cs_plan *plan, const struct cs_scan_wishes *wishes, struct cs_failure *failure,
                         struct cs_scan **out)
{
    const struct cs_file *map = cs_scan_map(plan, failure);
    struct cs_scan *scan = map != NULL ? calloc(1, sizeof *scan) : NULL;
    struct cs_stream_wishes stream = {.account = wishes->account, .take = take_verdict, .context = scan};

    *out = NULL;
    if (scan == NULL)
        return map != NULL ? cs_fail_memory(failure) : failure->status;
    if (wishes->entries == NULL && cs_entries_needed(map->map) != NULL) {
        free(scan);
        return cs_fail(failure, CASUS_ERR_ARGUMENT,
                       "the rows of \"%s\" can only be read as a record, since %s: --unit or --format record",
                       map->source->name, cs_entries_needed(map->map));
    }
    scan->plan = plan;
    scan->map = map;
    scan->wishes = *wishes;
    scan->failure = failure;
    scan->newest = scan->taken = scan->end = CS_TIME_ALWAYS;
    cs_arena_init(&scan->arena);
    if (find_key(scan) != CASUS_OK) {
        cs_scan_free(scan);
        return failure->status;
    }
    stream.apart = scan->key.column != NULL ? scan->key.columns : NULL;
    if (cs_stream_new(plan, &stream, failure, &scan->stream) != CASUS_OK || make_parts(scan) != CASUS_OK) {
        cs_scan_free(scan);
        return failure->status;
    }
    *out = scan;
    return CASUS_OK;
}

void cs_scan_free(struct cs_scan *scan)
{
    if (scan == NULL)
        return;
    cs_row_writer_free(scan->writer);
    cs_rows_free(scan->rows);
    cs_stream_free(scan->stream);
    cs_late_release(&scan->late);
    cs_sort_free(scan->sort);
    cs_shard_free(scan->shard);
    cs_arena_release(&scan->arena);
    free(scan->tables);
    free(scan);
}

struct cs_scan_counts cs_scan_count(const struct cs_scan *scan)
{
    return scan->counts;
}

const struct cs_stream *cs_scan_stream(const struct cs_scan *scan)
{
    return scan->stream;
}

/* ---- rows ---- */

static uint64_t number_of(const struct cs_scan *scan, size_t table, uint64_t line)
{
    return (uint64_t)(table + scan->wishes.first_table) << CS_TABLE_SHIFT | line;
}

static struct cs_part_counts part_counts(const struct cs_scan *scan)
{
    const struct cs_scan_counts *counts = &scan->counts;

    return (struct cs_part_counts){counts->rows, counts->bad, counts->verdicts, counts->bytes, scan->print, false};
}

/* The scan stops at a bad row: the part of a shard, if it is one, says so. */
static casus_status stop(struct cs_scan *scan, size_t table, const struct cs_bad_row *bad)
{
    struct cs_part_counts counts = part_counts(scan);

    counts.stopped = true;
    if (scan->shard != NULL && !cs_part_end(cs_shard_part(scan->shard), &counts))
        return unwritten(scan);
    return cs_fail(scan->failure, CASUS_ERR_ARGUMENT, "%s:%llu:%zu: %s", scan->tables[table],
                   (unsigned long long)bad->line, bad->column, bad->cause);
}

/* Tells of a bad row, of which `row`, if it is not NULL, could be read; CASUS_OK if the scan goes on. */
static casus_status bad_row(struct cs_scan *scan, size_t table, const struct cs_bad_row *bad,
                            const struct cs_stream_row *row)
{
    if (scan->shard == NULL || cs_shard_tells_of(scan->shard, row)) {
        scan->counts.bad++;
        if (scan->wishes.bad != NULL)
            scan->wishes.bad(scan->wishes.context, scan->tables[table], bad);
        if (scan->shard != NULL && !cs_part_bad(cs_shard_part(scan->shard), number_of(scan, table, bad->line),
                                                scan->tables[table], bad))
            return unwritten(scan);
    }
    return scan->wishes.skip ? CASUS_OK : stop(scan, table, bad);
}

static casus_status refused(struct cs_scan *scan, size_t table, uint64_t number, const char *why,
                            const struct cs_stream_row *row)
{
    struct cs_bad_row bad = {.line = number & (((uint64_t)1 << CS_TABLE_SHIFT) - 1), .column = 1};

    snprintf(bad.cause, sizeof bad.cause, "%s", why);
    return bad_row(scan, table, &bad, row);
}

static void tell_progress(struct cs_scan *scan, uint64_t rows, uint64_t bytes)
{
    if (scan->wishes.progress != NULL)
        scan->wishes.progress(scan->wishes.context, rows, bytes);
    if (scan->shard != NULL) /* what the sink refuses is told at the next row, or the end */
        cs_part_progress(cs_shard_part(scan->shard), rows, bytes);
}

static inline casus_status give(struct cs_scan *scan, const struct cs_stream_row *row, size_t table)
{
    casus_status status = cs_stream_take(scan->stream, row);

    scan->taken = row->start;
    if (status == CASUS_ERR_ARGUMENT)
        return refused(scan, table, row->number, cs_stream_refusal(scan->stream), row);
    if (status == CASUS_OK && scan->wishes.row != NULL && !scan->wishes.row(scan->wishes.context, row))
        return cs_fail(scan->failure, CASUS_ERR_IO, "the rows could not be kept");
    return status;
}

/* Gives the stream the rows that begin before an instant: none that begins earlier is taken any more. */
static casus_status release(struct cs_scan *scan, cs_instant before)
{
    casus_status status = CASUS_OK;
    const struct cs_held *held;

    while (status == CASUS_OK && (held = cs_late_take(&scan->late, before)) != NULL)
        status = give(scan, &held->row, held->table);
    return status;
}

/* Gives the stream the rows that were sorted. */
static casus_status give_sorted(struct cs_scan *scan)
{
    casus_status status;
    struct cs_held held;
    uint64_t given = 0;
    bool any;

    while ((status = cs_sort_next(scan->sort, &held, &any)) == CASUS_OK && any) {
        status = give(scan, &held.row, held.table);
        if (status != CASUS_OK)
            return status;
        if (++given % PROGRESS_ROWS == 0)
            tell_progress(scan, given, 0);
    }
    return status;
}

static casus_status too_late(struct cs_scan *scan, size_t table, uint64_t line, const struct cs_row_date *at)
{
    char newest[32], why[200];
    int64_t days = (scan->newest - at->start + 86399) / 86400;

    if (at->hours)
        cs_instant_text(scan->newest, cs_rows_zone(scan->rows), newest);
    else
        cs_day_text(cs_day_of(scan->newest, cs_rows_zone(scan->rows)), newest);
    if (scan->wishes.late == 0)
        snprintf(why, sizeof why,
                 "it is dated before a row above it, of %s; let casus sort the table, --sort, or rows be late: --late "
                 "%lldd", newest, (long long)days);
    else
        snprintf(why, sizeof why, "it is later than --late allows: a row above it is of %s, %lld days after it", newest,
                 (long long)days);
    return refused(scan, table, line, why, NULL);
}

static bool concerns(const struct cs_scan *scan, const struct cs_stream_row *row)
{
    return scan->shard == NULL || cs_shard_takes(scan->shard, row);
}

/* What rows of a table say is given, sorted or kept, as far as it concerns the scan. */
static casus_status take_several(struct cs_scan *scan, size_t table, const struct cs_stream_row *const *rows,
                                 size_t count)
{
    casus_status status = CASUS_OK;

    for (size_t i = 0; i < count && status == CASUS_OK; i++) {
        if (!concerns(scan, rows[i]))
            continue;
        if (scan->sort != NULL)
            status = cs_sort_add(scan->sort, rows[i], table);
        else if (scan->wishes.late == 0)
            status = give(scan, rows[i], table);
        else if (!cs_late_add(&scan->late, rows[i], table))
            status = cs_fail_memory(scan->failure);
    }
    return status == CASUS_OK && scan->late.count > 0 ? release(scan, scan->newest - scan->wishes.late) : status;
}

/* Takes what a row says: at once, or as its time has come. */
static inline casus_status take_dated(struct cs_scan *scan, size_t table, uint64_t line, const struct cs_row_date *at,
                                      const struct cs_stream_row *const *rows, size_t count)
{
    if (scan->sort == NULL && scan->newest != CS_TIME_ALWAYS && at->start < scan->newest - scan->wishes.late)
        return too_late(scan, table, line, at);
    if (at->start > scan->newest)
        scan->newest = at->start;
    if (at->end > scan->end)
        scan->end = at->end;
    return scan->straight && count == 1 ? give(scan, rows[0], table) : take_several(scan, table, rows, count);
}

static inline casus_status take_row(struct cs_scan *scan, const struct cs_csv *csv)
{
    size_t table = scan->table_count - 1, count;
    const struct cs_stream_row *const *rows;
    struct cs_row_date at;
    struct cs_bad_row bad;
    uint64_t number = number_of(scan, table, csv->line);
    casus_status status = scan->wishes.entries != NULL
                              ? cs_entries_add(scan->wishes.entries, scan->rows, csv, number, &bad)
                              : cs_rows_of(scan->rows, csv, number, &at, &rows, &count, &bad);

    if (status == CASUS_ERR_ARGUMENT)
        return bad_row(scan, table, &bad, NULL);
    if (status != CASUS_OK)
        return cs_fail_memory(scan->failure);
    return scan->wishes.entries != NULL ? CASUS_OK : take_dated(scan, table, csv->line, &at, rows, count);
}

/* Without its columns nothing of a table can be read, whether bad rows are skipped or not. */
static casus_status bad_header(struct cs_scan *scan, const struct cs_bad_row *bad)
{
    scan->wishes.skip = false;
    return bad_row(scan, scan->table_count - 1, bad, NULL);
}

static casus_status read_rows(struct cs_scan *scan, struct cs_reader *reader, uint64_t bytes_before)
{
    casus_status status = CASUS_OK;

    while (status == CASUS_OK) {
        struct cs_bad_row bad;
        bool any;

        status = cs_reader_next(reader, scan->failure, &bad, &any);
        scan->counts.bytes = bytes_before + reader->csv.bytes;
        if (!any)
            return status;
        scan->counts.rows++;
        if (scan->counts.rows % PROGRESS_ROWS == 0)
            tell_progress(scan, scan->counts.rows, scan->counts.bytes);
        status = status == CASUS_ERR_ARGUMENT ? bad_row(scan, scan->table_count - 1, &bad, NULL)
                                              : take_row(scan, &reader->csv);
    }
    return status;
}

static bool add_table(struct cs_scan *scan, const char *name)
{
    if (!cs_grow(&scan->tables, &scan->table_capacity, scan->table_count + 1, sizeof *scan->tables))
        return false;
    scan->tables[scan->table_count++] = name;
    return true;
}

casus_status cs_scan_table(struct cs_scan *scan, const char *name, cs_csv_read read, void *context)
{
    struct cs_bad_row bad;
    struct cs_reader reader;
    casus_status status;

    if (!add_table(scan, name))
        return cs_fail_memory(scan->failure);
    status = cs_reader_init(&reader, read, context, scan->map->map->separator, scan->failure);
    reader.csv.print = scan->shard != NULL ? &scan->print : NULL;
    if (status == CASUS_OK)
        status = cs_reader_head(&reader, scan->rows, scan->failure, &bad);
    if (status == CASUS_ERR_ARGUMENT && scan->failure->status == CASUS_OK)
        status = bad_header(scan, &bad);
    if (status == CASUS_OK)
        status = read_rows(scan, &reader, scan->counts.bytes);
    cs_reader_release(&reader);
    return why_unwritten(scan, status);
}

/* ---- several tables, merged ---- */

struct merging { struct cs_scan *scan; size_t first; }; /* the number of its first table */

static uint64_t number_merged(void *context, size_t table, uint64_t line)
{
    const struct merging *m = context;

    return number_of(m->scan, m->first + table, line);
}

static casus_status bad_merged(void *context, size_t table, const struct cs_bad_row *bad)
{
    const struct merging *m = context;

    return bad_row(m->scan, m->first + table, bad, NULL);
}

static casus_status take_merged(struct cs_scan *scan, const struct merging *m, struct cs_merge *merge)
{
    struct cs_scan_counts before = scan->counts;
    uint64_t rows, bytes, told = 0;
    struct cs_merged next;
    casus_status status;

    while ((status = cs_merge_next(merge, &next)) == CASUS_OK && next.rows != NULL) {
        status = take_dated(scan, m->first + next.table, next.line, &next.at, next.rows, next.count);
        if (status != CASUS_OK)
            break;
        if (++told % PROGRESS_ROWS == 0) {
            cs_merge_counts(merge, &rows, &bytes);
            tell_progress(scan, before.rows + rows, before.bytes + bytes);
        }
    }
    cs_merge_counts(merge, &rows, &bytes);
    scan->counts.rows = before.rows + rows;
    scan->counts.bytes = before.bytes + bytes;
    return status;
}

casus_status cs_scan_tables(struct cs_scan *scan, const struct cs_scan_input *inputs, size_t count)
{
    struct merging m = {scan, scan->table_count};
    struct cs_merge_wishes wishes = {scan->plan, scan->map, scan->stream,
                                     scan->shard != NULL ? &scan->print : NULL, number_merged, bad_merged, &m};
    struct cs_merge *merge = NULL;
    casus_status status = CASUS_OK;

    if (count == 1 || scan->sort != NULL || scan->wishes.entries != NULL) { /* they are sorted, or need no order */
        for (size_t i = 0; i < count && status == CASUS_OK; i++)
            status = cs_scan_table(scan, inputs[i].name, inputs[i].read, inputs[i].context);
        return status;
    }
    status = cs_merge_new(&wishes, count, scan->failure, &merge);
    for (size_t i = 0; i < count && status == CASUS_OK; i++)
        status = add_table(scan, inputs[i].name) ? cs_merge_begin(merge, i, inputs[i].read, inputs[i].context)
                                                 : cs_fail_memory(scan->failure);
    if (status == CASUS_OK)
        status = take_merged(scan, &m, merge);
    cs_merge_free(merge);
    return why_unwritten(scan, status);
}

casus_status cs_scan_release(struct cs_scan *scan)
{
    return scan->sort != NULL ? give_sorted(scan) : release(scan, CS_TIME_NEVER);
}

casus_status cs_scan_end(struct cs_scan *scan)
{
    casus_status status = cs_scan_release(scan);
    struct cs_part_counts counts;
    bool written;

    if (status == CASUS_OK && scan->end != CS_TIME_ALWAYS)
        status = cs_stream_end(scan->stream, scan->end);
    if (status != CASUS_OK || scan->wishes.verdict != NULL)
        return why_unwritten(scan, status);
    counts = part_counts(scan);
    written = scan->shard != NULL ? cs_part_end(cs_shard_part(scan->shard), &counts) : cs_row_writer_end(scan->writer);
    return written ? CASUS_OK : why_unwritten(scan, unwritten(scan));
}
