/* SPDX-License-Identifier: MIT */
#include "table/sort.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "table/heap.h"
#include "table/spill.h"

#define RUNS_AT_ONCE 32 /* more runs are merged in steps */

/* A row as it is kept, with its values behind it. */
struct packed {
    cs_instant start, end;
    uint64_t number, serial;
    cs_day day;
    uint32_t relation, table, flags, values, padding;
};
#define ENDS 1u
#define HOURS 2u

struct place { cs_instant start; size_t offset; };

/* A sorted run in the file, and what of it is in memory. */
struct run {
    uint64_t at, end;  /* what was not read yet */
    uint64_t first;    /* where it began */
    char *buffer;
    size_t from, filled;
};

struct cs_sort {
    const struct cs_plan *plan;
    struct cs_failure *failure;
    struct cs_zone zone;
    char *block;              /* packed rows from its beginning, their places from its end */
    size_t memory, used, count;
    uint64_t serial;
    bool sorted;              /* the rows in memory are in order */
    bool taking;
    size_t next;              /* without runs: the row that is next */
    struct cs_spill spill;
    struct run *runs;
    size_t run_count, run_capacity;
    size_t spilled;
    char *buffers;            /* of the runs that are merged, and one to write */
    size_t buffer_size;
    size_t heap_items[RUNS_AT_ONCE];
    struct cs_heap heap;      /* runs, by their next rows */
};

casus_status cs_sort_new(const struct cs_plan *plan, size_t memory, const char *folder, struct cs_failure *failure,
                         struct cs_sort **out)
{
    struct cs_sort *sort = calloc(1, sizeof *sort);

    *out = sort;
    if (sort == NULL)
        return cs_fail_memory(failure);
    sort->plan = plan;
    sort->failure = failure;
    sort->memory = (memory < CS_SORT_MEMORY_MIN ? CS_SORT_MEMORY_MIN : memory) & ~(size_t)15;
    sort->sorted = true;
    sort->spill = (struct cs_spill){.file = -1, .folder = folder};
    sort->block = malloc(sort->memory);
    if (sort->block != NULL)
        return CASUS_OK;
    cs_sort_free(sort);
    *out = NULL;
    return cs_fail_memory(failure);
}

void cs_sort_free(struct cs_sort *sort)
{
    if (sort == NULL)
        return;
    cs_spill_close(&sort->spill);
    free(sort->runs);
    free(sort->buffers);
    free(sort->block);
    free(sort);
}

size_t cs_sort_runs(const struct cs_sort *sort)
{
    return sort->spilled;
}

/* ---- rows in memory ---- */

static size_t size_of(uint32_t values)
{
    return (sizeof(struct packed) + values * sizeof(cs_value) + 7) & ~(size_t)7;
}

static struct place *places(const struct cs_sort *sort)
{
    return (struct place *)(void *)(sort->block + sort->memory) - sort->count;
}

/* The place that was added last stands first: of one instant the earlier row has the smaller offset. */
static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->offset < y->offset ? -1 : x->offset > y->offset;
}

static void order_memory(struct cs_sort *sort)
{
    struct place *all = places(sort);

    if (!sort->sorted) {
        qsort(all, sort->count, sizeof *all, compare_places);
        return;
    }
    for (size_t i = 0, j = sort->count; i + 1 < j; i++) { /* they stand the other way round */
        struct place last = all[--j];

        all[j] = all[i];
        all[i] = last;
    }
}

static casus_status add_run(struct cs_sort *sort, uint64_t first)
{
    if (!cs_grow(&sort->runs, &sort->run_capacity, sort->run_count + 1, sizeof *sort->runs))
        return cs_fail_memory(sort->failure);
    sort->runs[sort->run_count++] = (struct run){.at = first, .first = first, .end = sort->spill.size};
    return CASUS_OK;
}

/* Buffers in which runs are written and read: a part of the memory that is theirs alone. */
static bool make_buffers(struct cs_sort *sort)
{
    if (sort->buffers != NULL)
        return true;
    sort->buffer_size = (CS_SORT_MEMORY_MIN / (2 * (RUNS_AT_ONCE + 1))) & ~(size_t)7;
    sort->buffers = malloc((RUNS_AT_ONCE + 1) * sort->buffer_size);
    return sort->buffers != NULL;
}

static casus_status write_row(struct cs_sort *sort, size_t *used, const void *row, size_t size)
{
    char *buffer = sort->buffers + RUNS_AT_ONCE * sort->buffer_size;

    if (*used + size > sort->buffer_size) {
        if (cs_spill_add(&sort->spill, buffer, *used, sort->failure) != CASUS_OK)
            return sort->failure->status;
        *used = 0;
    }
    memcpy(buffer + *used, row, size);
    *used += size;
    return CASUS_OK;
}

static casus_status end_writing(struct cs_sort *sort, size_t used)
{
    return cs_spill_add(&sort->spill, sort->buffers + RUNS_AT_ONCE * sort->buffer_size, used, sort->failure);
}

/* All rows in memory become a run of the file. */
static casus_status spill_memory(struct cs_sort *sort)
{
    const struct place *all;
    casus_status status = CASUS_OK;
    uint64_t first;
    size_t used = 0;

    if (!make_buffers(sort))
        return cs_fail_memory(sort->failure);
    if (sort->spill.file < 0 && cs_spill_open(&sort->spill, sort->spill.folder, sort->failure) != CASUS_OK)
        return sort->failure->status;
    first = sort->spill.size;
    order_memory(sort);
    all = places(sort);
    for (size_t i = 0; i < sort->count && status == CASUS_OK; i++) {
        const struct packed *row = (const struct packed *)(const void *)(sort->block + all[i].offset);

        status = write_row(sort, &used, row, size_of(row->values));
    }
    if (status == CASUS_OK)
        status = end_writing(sort, used);
    sort->used = sort->count = 0;
    sort->sorted = true;
    sort->spilled++;
    return status == CASUS_OK ? add_run(sort, first) : status;
}

casus_status cs_sort_add(struct cs_sort *sort, const struct cs_stream_row *row, size_t table)
{
    uint32_t values = sort->plan->relations[row->relation].column_count;
    size_t size = size_of(values);
    struct packed *packed;
    struct place *place;

    must(!sort->taking);
    if (sort->used + size + (sort->count + 1) * sizeof *place > sort->memory && spill_memory(sort) != CASUS_OK)
        return sort->failure->status;
    packed = (struct packed *)(void *)(sort->block + sort->used);
    memset(packed, 0, size);
    *packed = (struct packed){.start = row->start, .end = row->end, .number = row->number, .serial = sort->serial++,
                              .day = row->day, .relation = row->relation, .table = (uint32_t)table,
                              .flags = (row->ends ? ENDS : 0) | (row->hours ? HOURS : 0), .values = values};
    memcpy(packed + 1, row->values, values * sizeof *row->values);
    sort->sorted = sort->sorted && (sort->count == 0 || places(sort)->start <= row->start);
    sort->count++;
    place = places(sort);
    *place = (struct place){row->start, sort->used};
    sort->used += size;
    sort->zone = row->offset;
    return CASUS_OK;
}

/* ---- runs ---- */

static const struct packed *head_of(const struct run *run)
{
    return (const struct packed *)(const void *)(run->buffer + run->from);
}

/* Has the run a whole row in memory? Else reads on; at its end `*any` is false. */
static casus_status fill(struct cs_sort *sort, struct run *run, bool *any)
{
    size_t left = run->filled - run->from, more;

    *any = true;
    if (left >= sizeof(struct packed) && left >= size_of(head_of(run)->values))
        return CASUS_OK;
    if (run->at == run->end) {
        *any = false;
        return CASUS_OK;
    }
    memmove(run->buffer, run->buffer + run->from, left);
    more = sort->buffer_size - left;
    more = more < run->end - run->at ? more : (size_t)(run->end - run->at);
    run->from = 0;
    run->filled = left + more;
    run->at += more;
    return cs_spill_read(&sort->spill, run->at - more, run->buffer + left, more, sort->failure);
}

static bool is_before(const void *context, size_t a, size_t b)
{
    const struct cs_sort *sort = context;
    const struct packed *x = head_of(&sort->runs[a]), *y = head_of(&sort->runs[b]);

    return x->start != y->start ? x->start < y->start : x->serial < y->serial;
}

/* The first `count` runs begin to be merged. */
static casus_status begin_merge(struct cs_sort *sort, size_t count)
{
    sort->heap = (struct cs_heap){sort->heap_items, 0, is_before, sort};
    for (size_t i = 0; i < count; i++) {
        bool any;

        sort->runs[i].buffer = sort->buffers + i * sort->buffer_size;
        sort->runs[i].from = sort->runs[i].filled = 0;
        if (fill(sort, &sort->runs[i], &any) != CASUS_OK)
            return sort->failure->status;
        if (any)
            cs_heap_add(&sort->heap, i);
    }
    return CASUS_OK;
}

/* Behind the first row of all runs, which was taken. */
static casus_status pass(struct cs_sort *sort)
{
    struct run *run = &sort->runs[sort->heap.items[0]];
    bool any;

    run->from += size_of(head_of(run)->values);
    if (fill(sort, run, &any) != CASUS_OK)
        return sort->failure->status;
    cs_heap_next(&sort->heap, any);
    return CASUS_OK;
}

/* The first runs become one, behind all others. */
static casus_status merge_some(struct cs_sort *sort, size_t count)
{
    uint64_t first = sort->spill.size;
    casus_status status = begin_merge(sort, count);
    size_t used = 0;

    while (status == CASUS_OK && sort->heap.count > 0) {
        const struct packed *row = head_of(&sort->runs[sort->heap.items[0]]);

        status = write_row(sort, &used, row, size_of(row->values));
        if (status == CASUS_OK)
            status = pass(sort);
    }
    if (status == CASUS_OK)
        status = end_writing(sort, used);
    if (status != CASUS_OK)
        return status;
    for (size_t i = 0; i < count; i++)
        cs_spill_drop(&sort->spill, sort->runs[i].first, sort->runs[i].end - sort->runs[i].first);
    memmove(sort->runs, sort->runs + count, (sort->run_count - count) * sizeof *sort->runs);
    sort->run_count -= count;
    return add_run(sort, first);
}

/* ---- taking ---- */

static casus_status begin_taking(struct cs_sort *sort)
{
    sort->taking = true;
    if (sort->run_count == 0) {
        order_memory(sort);
        return CASUS_OK;
    }
    if (sort->count > 0 && spill_memory(sort) != CASUS_OK)
        return sort->failure->status;
    free(sort->block);
    sort->block = NULL;
    while (sort->run_count > RUNS_AT_ONCE)
        if (merge_some(sort, RUNS_AT_ONCE) != CASUS_OK)
            return sort->failure->status;
    return begin_merge(sort, sort->run_count);
}

static void unpack(const struct cs_sort *sort, const struct packed *row, struct cs_held *out)
{
    out->table = row->table;
    out->serial = row->serial;
    out->row = (struct cs_stream_row){.relation = row->relation, .ends = (row->flags & ENDS) != 0,
                                      .hours = (row->flags & HOURS) != 0, .start = row->start, .end = row->end,
                                      .day = row->day, .offset = sort->zone, .number = row->number};
    memcpy(out->row.values, row + 1, row->values * sizeof(cs_value));
}

casus_status cs_sort_next(struct cs_sort *sort, struct cs_held *out, bool *any)
{
    *any = false;
    if (!sort->taking && begin_taking(sort) != CASUS_OK)
        return sort->failure->status;
    if (sort->run_count == 0) {
        *any = sort->next < sort->count;
        if (*any)
            unpack(sort, (const struct packed *)(const void *)(sort->block + places(sort)[sort->next++].offset), out);
        return CASUS_OK;
    }
    *any = sort->heap.count > 0;
    if (!*any)
        return CASUS_OK;
    unpack(sort, head_of(&sort->runs[sort->heap.items[0]]), out);
    return pass(sort);
}
