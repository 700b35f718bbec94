/* SPDX-License-Identifier: MIT */
/* Reading the parts of all shards, and merging their rows by their keys. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "table/heap.h"
#include "table/part.h"
#include "table/part_int.h"

#define CHUNK ((size_t)1 << 16)
#define RECORD_MAX ((size_t)1 << 26)

struct part {
    struct cs_part_input input;
    char *bytes; /* that were read, and not yet used from `at` on */
    size_t at, filled, capacity;
    struct cs_part_head head;
    char *titles;
    const char *record, *row; /* of the row that is next: its key, and behind it the row */
    size_t key_length, row_length;
    struct cs_part_counts counts;
    bool ended;
};

struct bad { uint64_t number; uint32_t shard; char *table; struct cs_bad_row row; };

struct merging {
    const struct cs_parts_wishes *wishes;
    struct cs_failure *failure;
    struct part *parts;
    size_t count;
    struct cs_heap heap;      /* parts that have a row */
    struct bad *bad;
    size_t bad_count, bad_capacity;
    char *out;                /* rows that are not yet sent */
    size_t out_length;
    bool stopped;             /* a part has stopped at a bad row: no more is written */
};

/* ---- bytes ---- */

static uint64_t number_at(const char *bytes, unsigned count)
{
    uint64_t number = 0;

    for (unsigned i = count; i-- > 0;)
        number = number << 8 | (unsigned char)bytes[i];
    return number;
}

static casus_status damaged(struct merging *m, const struct part *p, const char *what)
{
    return cs_fail(m->failure, CASUS_ERR_ARGUMENT, "\"%.200s\" %s", p->input.name, what);
}

/* So many bytes of the part from `at` on are in memory. */
static casus_status need(struct merging *m, struct part *p, size_t count)
{
    while (p->filled - p->at < count) {
        size_t got;

        if (p->at > 0) {
            memmove(p->bytes, p->bytes + p->at, p->filled - p->at);
            p->filled -= p->at;
            p->at = 0;
        }
        if (!cs_grow(&p->bytes, &p->capacity, count < CHUNK ? CHUNK : count, 1))
            return cs_fail_memory(m->failure);
        got = p->input.read(p->input.context, p->bytes + p->filled, p->capacity - p->filled);
        if (got == SIZE_MAX)
            return cs_fail(m->failure, CASUS_ERR_IO, "\"%.200s\" cannot be read", p->input.name);
        if (got == 0)
            return damaged(m, p, "ends too early: its scan did not come to an end");
        p->filled += got;
    }
    return CASUS_OK;
}

/* ---- records ---- */

static casus_status note_bad(struct merging *m, const struct part *p, const char *bytes, size_t length)
{
    size_t cause = length >= CS_PART_BAD_SIZE ? number_at(bytes + 24, 4) : SIZE_MAX;
    const char *texts = bytes + CS_PART_BAD_SIZE;
    size_t table;
    struct bad *bad;

    if (cause >= sizeof bad->row.cause || cause > length - CS_PART_BAD_SIZE)
        return damaged(m, p, "is damaged");
    if (!cs_grow(&m->bad, &m->bad_capacity, m->bad_count + 1, sizeof *m->bad))
        return cs_fail_memory(m->failure);
    bad = &m->bad[m->bad_count];
    table = length - CS_PART_BAD_SIZE - cause;
    *bad = (struct bad){.number = number_at(bytes, 8), .shard = p->head.shard, .table = malloc(table + 1),
                        .row = {.line = number_at(bytes + 8, 8), .column = number_at(bytes + 16, 8)}};
    if (bad->table == NULL)
        return cs_fail_memory(m->failure);
    m->bad_count++;
    memcpy(bad->row.cause, texts, cause);
    memcpy(bad->table, texts + cause, table);
    bad->table[table] = '\0';
    return CASUS_OK;
}

static casus_status note_end(struct merging *m, struct part *p, const char *bytes, size_t length)
{
    if (length != CS_PART_END_SIZE)
        return damaged(m, p, "is damaged");
    p->ended = true;
    p->counts = (struct cs_part_counts){number_at(bytes, 8), number_at(bytes + 8, 8), number_at(bytes + 16, 8),
                                        number_at(bytes + 24, 8), number_at(bytes + 32, 8), bytes[40] != 0};
    m->stopped = m->stopped || p->counts.stopped;
    return CASUS_OK;
}

static casus_status note_row(struct merging *m, struct part *p, const char *bytes, size_t length)
{
    p->key_length = length >= CS_PART_ROW_SIZE ? number_at(bytes, 4) : SIZE_MAX;
    if (length < CS_PART_ROW_SIZE || p->key_length > length - CS_PART_ROW_SIZE)
        return damaged(m, p, "is damaged");
    p->record = bytes + CS_PART_ROW_SIZE;
    p->row = p->record + p->key_length;
    p->row_length = length - CS_PART_ROW_SIZE - p->key_length;
    return CASUS_OK;
}

/* Reads up to the next row of a part; at its end it has none. */
static casus_status read_on(struct merging *m, struct part *p)
{
    casus_status status = CASUS_OK;

    p->record = NULL;
    while (status == CASUS_OK && !p->ended && p->record == NULL) {
        const char *bytes;
        size_t length;

        if (need(m, p, CS_PART_BEFORE) != CASUS_OK)
            return m->failure->status;
        length = number_at(p->bytes + p->at + 1, 4);
        if (length > RECORD_MAX)
            return damaged(m, p, "is damaged");
        if (need(m, p, CS_PART_BEFORE + length) != CASUS_OK)
            return m->failure->status;
        bytes = p->bytes + p->at;
        p->at += CS_PART_BEFORE + length;
        if (*bytes == CS_PART_ROW)
            status = note_row(m, p, bytes + CS_PART_BEFORE, length);
        else if (*bytes == CS_PART_BAD)
            status = note_bad(m, p, bytes + CS_PART_BEFORE, length);
        else if (*bytes == CS_PART_END)
            status = note_end(m, p, bytes + CS_PART_BEFORE, length);
        else if (*bytes != CS_PART_PROGRESS || length != CS_PART_PROGRESS_SIZE)
            status = damaged(m, p, "is damaged");
        else if (p->head.shard == 1 && m->wishes->progress != NULL)
            m->wishes->progress(m->wishes->context, number_at(bytes + CS_PART_BEFORE, 8),
                                number_at(bytes + CS_PART_BEFORE + 8, 8));
    }
    return status;
}

static casus_status read_head(struct merging *m, struct part *p)
{
    static const size_t magic = sizeof CS_PART_MAGIC - 1;
    size_t length;

    if (need(m, p, magic + CS_PART_BEFORE) != CASUS_OK || memcmp(p->bytes, CS_PART_MAGIC, magic) != 0) {
        if (m->failure->status == CASUS_ERR_ARGUMENT)
            cs_failure_clear(m->failure);
        return damaged(m, p, "is not what casus scan --shard has written");
    }
    length = number_at(p->bytes + magic + 1, 4);
    if (p->bytes[magic] != CS_PART_HEAD || length < CS_PART_HEAD_SIZE || length > RECORD_MAX)
        return damaged(m, p, "is damaged");
    if (need(m, p, magic + CS_PART_BEFORE + length) != CASUS_OK)
        return m->failure->status;
    p->at += magic + CS_PART_BEFORE;
    p->head = (struct cs_part_head){(uint32_t)number_at(p->bytes + p->at, 4),
                                    (uint32_t)number_at(p->bytes + p->at + 4, 4), number_at(p->bytes + p->at + 8, 8),
                                    NULL, length - CS_PART_HEAD_SIZE};
    p->titles = malloc(length);
    if (p->titles == NULL)
        return cs_fail_memory(m->failure);
    memcpy(p->titles, p->bytes + p->at + CS_PART_HEAD_SIZE, p->head.titles_length);
    p->at += length;
    return CASUS_OK;
}

/* Are they the parts of one scan, each of its shards once? */
static casus_status check_heads(struct merging *m)
{
    uint32_t shards = m->parts[0].head.shards;

    for (size_t i = 1; i < m->count; i++)
        if (m->parts[i].head.print != m->parts[0].head.print || m->parts[i].head.shards != shards)
            return cs_fail(m->failure, CASUS_ERR_ARGUMENT,
                           "\"%.150s\" and \"%.150s\" are parts of different scans: their treaty, map, options or "
                           "number of shards differ", m->parts[0].input.name, m->parts[i].input.name);
    for (uint32_t shard = 1; shard <= shards; shard++) {
        const struct part *found = NULL;

        for (size_t i = 0; i < m->count; i++) {
            if (m->parts[i].head.shard != shard)
                continue;
            if (found != NULL)
                return cs_fail(m->failure, CASUS_ERR_ARGUMENT, "\"%.150s\" and \"%.150s\" are both shard %u of %u",
                               found->input.name, m->parts[i].input.name, shard, shards);
            found = &m->parts[i];
        }
        if (found == NULL)
            return cs_fail(m->failure, CASUS_ERR_ARGUMENT, "shard %u of %u is missing", shard, shards);
    }
    return m->count == shards ? CASUS_OK : damaged(m, &m->parts[0], "is damaged");
}

/* ---- merging ---- */

static bool is_before(const void *context, size_t a, size_t b)
{
    const struct merging *m = context;
    const struct part *x = &m->parts[a], *y = &m->parts[b];
    int order = memcmp(x->record, y->record, x->key_length < y->key_length ? x->key_length : y->key_length);

    if (order == 0 && x->key_length != y->key_length)
        return x->key_length < y->key_length;
    return order != 0 ? order < 0 : x->head.shard < y->head.shard;
}

static casus_status flush(struct merging *m)
{
    if (m->out_length > 0 && !m->wishes->sink.write(m->wishes->sink.context, m->out, m->out_length))
        return cs_fail(m->failure, CASUS_ERR_IO, "the rows could not be written");
    m->out_length = 0;
    return CASUS_OK;
}

static casus_status write_out(struct merging *m, const char *bytes, size_t length)
{
    if (m->out_length + length > CHUNK && flush(m) != CASUS_OK)
        return m->failure->status;
    if (length > CHUNK)
        return m->wishes->sink.write(m->wishes->sink.context, bytes, length)
                   ? CASUS_OK : cs_fail(m->failure, CASUS_ERR_IO, "the rows could not be written");
    memcpy(m->out + m->out_length, bytes, length);
    m->out_length += length;
    return CASUS_OK;
}

static casus_status merge_rows(struct merging *m)
{
    casus_status status = write_out(m, m->parts[0].titles, m->parts[0].head.titles_length);

    for (size_t i = 0; i < m->count && status == CASUS_OK; i++) {
        status = read_on(m, &m->parts[i]);
        if (status == CASUS_OK && m->parts[i].record != NULL)
            cs_heap_add(&m->heap, i);
    }
    while (status == CASUS_OK && m->heap.count > 0) {
        struct part *first = &m->parts[m->heap.items[0]];

        if (!m->stopped) /* else only what is bad is read on */
            status = write_out(m, first->row, first->row_length);
        if (status == CASUS_OK)
            status = read_on(m, first);
        if (status == CASUS_OK)
            cs_heap_next(&m->heap, first->record != NULL);
    }
    return status == CASUS_OK && !m->stopped ? flush(m) : status;
}

/* ---- the end ---- */

static int compare_bad(const void *a, const void *b)
{
    const struct bad *x = a, *y = b;

    return x->number < y->number ? -1 : x->number > y->number;
}

/* Every part has read all tables; each bad row was told by one of them. */
static casus_status sum_up(struct merging *m, struct cs_part_counts *counts)
{
    for (size_t i = 0; i < m->count; i++) {
        counts->bad += m->parts[i].counts.bad;
        counts->written += m->parts[i].counts.written;
        if (!m->stopped && (m->parts[i].counts.rows != m->parts[0].counts.rows ||
                            m->parts[i].counts.bytes != m->parts[0].counts.bytes))
            return cs_fail(m->failure, CASUS_ERR_ARGUMENT,
                           "\"%.150s\" and \"%.150s\" are of different tables: one has read %llu rows, the other %llu",
                           m->parts[0].input.name, m->parts[i].input.name,
                           (unsigned long long)m->parts[0].counts.rows, (unsigned long long)m->parts[i].counts.rows);
        if (!m->stopped && m->parts[i].counts.print != m->parts[0].counts.print)
            return cs_fail(m->failure, CASUS_ERR_ARGUMENT,
                           "\"%.150s\" and \"%.150s\" are of different tables: what stands in their rows differs",
                           m->parts[0].input.name, m->parts[i].input.name);
    }
    counts->rows = m->parts[0].counts.rows;
    counts->bytes = m->parts[0].counts.bytes;
    counts->stopped = m->stopped;
    if (m->bad_count > 1)
        qsort(m->bad, m->bad_count, sizeof *m->bad, compare_bad);
    if (m->stopped && m->bad_count > 1) /* one scan stops at the first */
        counts->bad = 1;
    for (size_t i = 0; m->stopped && m->bad_count > 0 && i < m->count; i++)
        if (m->parts[i].head.shard == m->bad[0].shard)
            counts->rows = m->parts[i].counts.rows;
    for (size_t i = 0; i < (m->stopped && m->bad_count > 1 ? 1 : m->bad_count) && m->wishes->bad != NULL; i++)
        m->wishes->bad(m->wishes->context, m->bad[i].table, &m->bad[i].row);
    return m->stopped ? cs_fail(m->failure, CASUS_ERR_ARGUMENT, "the scan stopped at a bad row") : CASUS_OK;
}

static void release(struct merging *m)
{
    for (size_t i = 0; m->parts != NULL && i < m->count; i++) {
        free(m->parts[i].bytes);
        free(m->parts[i].titles);
    }
    for (size_t i = 0; i < m->bad_count; i++)
        free(m->bad[i].table);
    free(m->parts);
    free(m->heap.items);
    free(m->bad);
    free(m->out);
}

casus_status cs_parts_merge(const struct cs_part_input *inputs, size_t count, const struct cs_parts_wishes *wishes,
                            struct cs_part_counts *counts, struct cs_failure *failure)
{
    struct merging m = {.wishes = wishes, .failure = failure, .count = count,
                        .parts = calloc(count + 1, sizeof *m.parts),
                        .heap = {calloc(count + 1, sizeof *m.heap.items), 0, is_before, &m},
                        .out = malloc(CHUNK)};
    casus_status status = CASUS_OK;

    *counts = (struct cs_part_counts){.rows = 0};
    if (m.parts == NULL || m.heap.items == NULL || m.out == NULL)
        status = cs_fail_memory(failure);
    for (size_t i = 0; i < count && status == CASUS_OK; i++) {
        m.parts[i].input = inputs[i];
        status = read_head(&m, &m.parts[i]);
    }
    if (status == CASUS_OK)
        status = check_heads(&m);
    if (status == CASUS_OK)
        status = merge_rows(&m);
    if (status == CASUS_OK)
        status = sum_up(&m, counts);
    release(&m);
    return status;
}
