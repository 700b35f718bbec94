/* SPDX-License-Identifier: MIT */
#include "table/merge.h"

#include <stdlib.h>

#include "base/memory.h"
#include "table/heap.h"
#include "table/reader.h"

struct cursor { /* of a table; its next row */
    struct cs_reader reader;
    struct cs_rows *rows;
    struct cs_row_date at;
    struct cs_stream_row *said; /* what it says */
    const struct cs_stream_row **pointers;
    size_t count, capacity, pointer_capacity;
    uint64_t line;
    uint64_t bytes;
};

struct cs_merge {
    struct cs_merge_wishes wishes;
    struct cs_failure *failure;
    struct cursor *cursors;
    size_t count;
    struct cs_heap heap;      /* tables that have a row */
    bool given;               /* that row was given, and the next one is to be read */
    uint64_t rows;
};

static bool is_before(const void *context, size_t a, size_t b)
{
    const struct cs_merge *merge = context;
    cs_instant x = merge->cursors[a].at.start, y = merge->cursors[b].at.start;

    return x != y ? x < y : a < b;
}

casus_status cs_merge_new(const struct cs_merge_wishes *wishes, size_t count, struct cs_failure *failure,
                          struct cs_merge **out)
{
    struct cs_merge *merge = calloc(1, sizeof *merge);

    *out = merge;
    if (merge == NULL)
        return cs_fail_memory(failure);
    merge->wishes = *wishes;
    merge->heap.is_before = is_before;
    merge->heap.context = merge;
    merge->failure = failure;
    merge->count = count;
    merge->cursors = calloc(count + 1, sizeof *merge->cursors);
    merge->heap.items = calloc(count + 1, sizeof *merge->heap.items);
    if (merge->cursors != NULL && merge->heap.items != NULL)
        return CASUS_OK;
    cs_merge_free(merge);
    *out = NULL;
    return cs_fail_memory(failure);
}

static void end(struct cursor *cursor)
{
    cs_reader_release(&cursor->reader);
    cs_rows_free(cursor->rows);
    free(cursor->said);
    free(cursor->pointers);
    cursor->rows = NULL;
    cursor->said = NULL;
    cursor->pointers = NULL;
}

void cs_merge_free(struct cs_merge *merge)
{
    if (merge == NULL)
        return;
    for (size_t i = 0; merge->cursors != NULL && i < merge->count; i++)
        end(&merge->cursors[i]);
    free(merge->cursors);
    free(merge->heap.items);
    free(merge);
}

static bool keep(struct cursor *c, const struct cs_stream_row *const *rows)
{
    if (!cs_grow(&c->said, &c->capacity, c->count + 1, sizeof *c->said) ||
        !cs_grow(&c->pointers, &c->pointer_capacity, c->count + 1, sizeof *c->pointers))
        return false;
    for (size_t i = 0; i < c->count; i++) {
        c->said[i] = *rows[i];
        c->pointers[i] = &c->said[i];
    }
    return true;
}

/* Reads on to the next row of a table that says something of some time; `*any` false: there is none. */
static casus_status read_on(struct cs_merge *merge, size_t table, bool *any)
{
    struct cursor *c = &merge->cursors[table];

    for (;;) {
        struct cs_bad_row bad;
        const struct cs_stream_row *const *rows;
        casus_status status = cs_reader_next(&c->reader, merge->failure, &bad, any);

        c->bytes = c->reader.csv.bytes;
        merge->rows += *any;
        if (status == CASUS_OK && !*any)
            return CASUS_OK;
        if (status == CASUS_OK) {
            c->line = c->reader.csv.line;
            status = cs_rows_of(c->rows, &c->reader.csv, merge->wishes.number(merge->wishes.context, table, c->line),
                                &c->at, &rows, &c->count, &bad);
        } else if (status != CASUS_ERR_ARGUMENT || merge->failure->status != CASUS_OK) {
            return status;
        }
        if (status == CASUS_ERR_ARGUMENT)
            status = merge->wishes.bad(merge->wishes.context, table, &bad);
        else
            return status == CASUS_OK && keep(c, rows) ? CASUS_OK : cs_fail_memory(merge->failure);
        if (status != CASUS_OK)
            return status;
    }
}

casus_status cs_merge_begin(struct cs_merge *merge, size_t table, cs_csv_read read, void *context)
{
    struct cursor *c = &merge->cursors[table];
    struct cs_bad_row bad;
    casus_status status;
    bool any;

    status = cs_rows_new(merge->wishes.plan, merge->wishes.map, merge->wishes.stream, merge->failure, &c->rows);
    if (status == CASUS_OK)
        status = cs_reader_init(&c->reader, read, context, merge->wishes.map->map->separator, merge->failure);
    if (status != CASUS_OK)
        return status;
    c->reader.csv.print = merge->wishes.print;
    status = cs_reader_head(&c->reader, c->rows, merge->failure, &bad);
    if (status == CASUS_ERR_ARGUMENT && merge->failure->status == CASUS_OK) {
        merge->wishes.bad(merge->wishes.context, table, &bad);
        return cs_fail(merge->failure, CASUS_ERR_ARGUMENT, "%s", bad.cause);
    }
    if (status == CASUS_OK)
        status = read_on(merge, table, &any);
    if (status != CASUS_OK || !any)
        return status;
    cs_heap_add(&merge->heap, table);
    return CASUS_OK;
}

casus_status cs_merge_next(struct cs_merge *merge, struct cs_merged *out)
{
    const struct cursor *first;

    if (merge->given) {
        bool any;
        size_t table = merge->heap.items[0];
        casus_status status = read_on(merge, table, &any);

        merge->given = false;
        if (status != CASUS_OK)
            return status;
        if (!any)
            end(&merge->cursors[table]);
        cs_heap_next(&merge->heap, any);
    }
    *out = (struct cs_merged){.rows = NULL};
    if (merge->heap.count == 0)
        return CASUS_OK;
    first = &merge->cursors[merge->heap.items[0]];
    *out = (struct cs_merged){merge->heap.items[0], first->line, first->at, first->pointers, first->count};
    merge->given = true;
    return CASUS_OK;
}

void cs_merge_counts(const struct cs_merge *merge, uint64_t *rows, uint64_t *bytes)
{
    *rows = merge->rows;
    *bytes = 0;
    for (size_t i = 0; i < merge->count; i++)
        *bytes += merge->cursors[i].bytes;
}
