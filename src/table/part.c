/* SPDX-License-Identifier: MIT */
/* Writing a part. Reading and merging: parts.c. */
#include "table/part.h"

#include <string.h>

#include "table/part_int.h"

#define SEND_AT ((size_t)1 << 15)

static bool send(struct cs_part_writer *w)
{
    w->lacks_memory = w->lacks_memory || w->buffer.failed;
    w->failed = w->failed || w->buffer.failed ||
                !w->sink.write(w->sink.context, cs_buffer_string(&w->buffer), w->buffer.length);
    cs_buffer_clear(&w->buffer);
    return !w->failed;
}

static void add_number(struct cs_part_writer *w, uint64_t number, unsigned bytes)
{
    char text[8];

    for (unsigned i = 0; i < bytes; i++)
        text[i] = (char)(number >> (8 * i));
    cs_buffer_add(&w->buffer, text, bytes);
}

static void begin(struct cs_part_writer *w, char letter, size_t length)
{
    cs_buffer_char(&w->buffer, letter);
    add_number(w, length, 4);
}

static bool end(struct cs_part_writer *w)
{
    return w->buffer.length < SEND_AT && !w->buffer.failed ? !w->failed : send(w);
}

bool cs_part_begin(struct cs_part_writer *w, casus_sink sink, const struct cs_part_head *head)
{
    *w = (struct cs_part_writer){.sink = sink};
    cs_buffer_init(&w->buffer);
    cs_buffer_text(&w->buffer, CS_PART_MAGIC);
    begin(w, CS_PART_HEAD, CS_PART_HEAD_SIZE + head->titles_length);
    add_number(w, head->shard, 4);
    add_number(w, head->shards, 4);
    add_number(w, head->print, 8);
    cs_buffer_add(&w->buffer, head->titles, head->titles_length);
    return end(w);
}

void cs_part_row(struct cs_part_writer *w, const char *key, size_t key_length)
{
    w->row = w->buffer.length;
    begin(w, CS_PART_ROW, 0);
    add_number(w, key_length, 4);
    cs_buffer_add(&w->buffer, key, key_length);
}

bool cs_part_row_end(struct cs_part_writer *w)
{
    size_t length = w->buffer.length - w->row - CS_PART_BEFORE;

    for (unsigned i = 0; i < 4 && !w->buffer.failed; i++)
        w->buffer.bytes[w->row + 1 + i] = (char)(length >> (8 * i));
    return end(w);
}

bool cs_part_bad(struct cs_part_writer *w, uint64_t number, const char *table, const struct cs_bad_row *bad)
{
    size_t cause = strlen(bad->cause);

    if (w->bad++ >= CS_PART_BAD_MAX)
        return true;
    begin(w, CS_PART_BAD, CS_PART_BAD_SIZE + cause + strlen(table));
    add_number(w, number, 8);
    add_number(w, bad->line, 8);
    add_number(w, bad->column, 8);
    add_number(w, cause, 4);
    cs_buffer_add(&w->buffer, bad->cause, cause);
    cs_buffer_text(&w->buffer, table);
    return end(w);
}

bool cs_part_progress(struct cs_part_writer *w, uint64_t rows, uint64_t bytes)
{
    begin(w, CS_PART_PROGRESS, CS_PART_PROGRESS_SIZE);
    add_number(w, rows, 8);
    add_number(w, bytes, 8);
    return send(w);
}

bool cs_part_end(struct cs_part_writer *w, const struct cs_part_counts *counts)
{
    begin(w, CS_PART_END, CS_PART_END_SIZE);
    add_number(w, counts->rows, 8);
    add_number(w, counts->bad, 8);
    add_number(w, counts->written, 8);
    add_number(w, counts->bytes, 8);
    add_number(w, counts->print, 8);
    add_number(w, counts->stopped, 1);
    return send(w);
}

void cs_part_release(struct cs_part_writer *w)
{
    cs_buffer_release(&w->buffer);
}
