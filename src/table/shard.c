/* SPDX-License-Identifier: MIT */
#include "table/shard.h"

#include <stdlib.h>

struct cs_shard {
    const struct cs_plan *plan;
    const struct cs_stream *stream;
    struct cs_shard_wishes wishes;
    const struct cs_shard_key *key;
    struct cs_part_writer part;
    bool began;
    struct cs_buffer order, titles;
};

struct cs_shard *cs_shard_new(const struct cs_plan *plan, const struct cs_shard_key *key,
                              const struct cs_stream *stream, const struct cs_shard_wishes *wishes)
{
    struct cs_shard *shard = calloc(1, sizeof *shard);

    if (shard == NULL)
        return NULL;
    shard->plan = plan;
    shard->key = key;
    shard->stream = stream;
    shard->wishes = *wishes;
    cs_buffer_init(&shard->order);
    cs_buffer_init(&shard->titles);
    return shard;
}

void cs_shard_free(struct cs_shard *shard)
{
    if (shard == NULL)
        return;
    cs_part_release(&shard->part);
    cs_buffer_release(&shard->order);
    cs_buffer_release(&shard->titles);
    free(shard);
}

static bool add_row(void *context, const char *bytes, size_t length)
{
    struct cs_shard *shard = context;
    struct cs_buffer *to = shard->began ? &shard->part.buffer : &shard->titles;

    cs_buffer_add(to, bytes, length);
    return !to->failed;
}

casus_sink cs_shard_sink(struct cs_shard *shard)
{
    return (casus_sink){add_row, shard};
}

bool cs_shard_begin(struct cs_shard *shard, struct cs_row_writer *writer)
{
    struct cs_part_head head = {.shard = shard->wishes.shard, .shards = shard->wishes.shards,
                                .print = shard->wishes.print};

    if (!cs_row_writer_start(writer))
        return false;
    head.titles = cs_buffer_string(&shard->titles);
    head.titles_length = shard->titles.length;
    shard->began = true;
    return cs_part_begin(&shard->part, shard->wishes.sink, &head);
}

bool cs_shard_lacks_memory(const struct cs_shard *shard)
{
    return shard->part.lacks_memory || shard->order.failed || shard->titles.failed ||
           shard->part.buffer.failed;
}

struct cs_part_writer *cs_shard_part(struct cs_shard *shard)
{
    return &shard->part;
}

/* ---- rows ---- */

bool cs_shard_takes(const struct cs_shard *shard, const struct cs_stream_row *row)
{
    uint32_t column = shard->key->columns[row->relation];
    char room[24];
    const char *text;
    size_t length;

    if (column == CS_NOWHERE)
        return true;
    text = cs_stream_text(shard->stream, row->values[column], room, &length);
    return cs_shard_of(text, length, shard->wishes.shards) == shard->wishes.shard - 1;
}

bool cs_shard_tells_of(const struct cs_shard *shard, const struct cs_stream_row *row)
{
    return row != NULL && shard->key->columns[row->relation] != CS_NOWHERE ? cs_shard_takes(shard, row)
                                                                           : shard->wishes.shard == 1;
}

/* ---- verdicts ---- */

bool cs_shard_tells(const struct cs_shard *shard, const struct cs_stream_verdict *verdict)
{
    return shard->wishes.shard == 1 || shard->key->columns[verdict->relation] != CS_NOWHERE;
}

/* The highest byte first, so that keys are compared byte by byte. */
static void add_number(struct cs_shard *shard, uint64_t number, unsigned bytes)
{
    char text[8];

    for (unsigned i = 0; i < bytes; i++)
        text[i] = (char)(number >> (8 * (bytes - 1 - i)));
    cs_buffer_add(&shard->order, text, bytes);
}

/* No text has a NUL in it, so that shorter texts come first. */
static void add_value(struct cs_shard *shard, cs_value value)
{
    char room[24];
    size_t length;
    const char *text = cs_stream_text(shard->stream, value, room, &length);

    cs_buffer_add(&shard->order, text, length);
    cs_buffer_char(&shard->order, '\0');
}

/*
 * The order of verdicts (run/stream.h) as bytes. What one row has founded is told by one shard, in order, so its number
 * is enough; what no row has founded is told apart by its texts.
 */
static void make_order(struct cs_shard *shard, const struct cs_stream_verdict *v)
{
    cs_buffer_clear(&shard->order);
    add_number(shard, (uint64_t)v->told_at ^ (uint64_t)1 << 63, 8);
    add_number(shard, v->told_behind, 1);
    add_number(shard, v->founded_by, 8);
    if (v->founded_by != 0)
        return;
    add_value(shard, v->article);
    add_value(shard, v->holder);
    add_number(shard, v->relation, 4);
    for (uint32_t i = 0; i < shard->plan->relations[v->relation].column_count; i++)
        add_value(shard, v->act[i]);
    add_value(shard, v->claimant);
}

bool cs_shard_write(struct cs_shard *shard, struct cs_row_writer *writer, const struct cs_stream_verdict *verdict)
{
    make_order(shard, verdict);
    cs_part_row(&shard->part, cs_buffer_string(&shard->order), shard->order.length);
    return cs_row_writer_add(writer, verdict) && cs_row_writer_flush(writer) && !shard->order.failed &&
           cs_part_row_end(&shard->part);
}
