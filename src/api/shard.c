/* SPDX-License-Identifier: MIT */
/* Shards of a scan: the key by which rows are told apart, and the parts of all shards put together. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "base/hash.h"
#include "plan/shard.h"
#include "table/scan.h"

casus_status casus_scan_key(casus_case *c, casus_sink sink)
{
    struct cs_failure failure;
    const struct cs_file *map;
    struct cs_shard_key key;
    struct cs_arena arena;
    struct cs_buffer why;
    casus_status status;

    if (c == NULL || sink.write == NULL)
        return CASUS_ERR_ARGUMENT;
    if (cs_api_case_ready(c, &failure) != CASUS_OK)
        return cs_api_case_result(c, &failure);
    map = cs_scan_map(c->texts.plan, &failure);
    if (map == NULL)
        return cs_api_case_result(c, &failure);
    cs_arena_init(&arena);
    cs_buffer_init(&why);
    status = cs_shard_key_find(c->texts.plan, map, &arena, &key, &why) ? CASUS_OK : cs_fail_memory(&failure);
    if (status == CASUS_OK && key.column != NULL) {
        cs_buffer_clear(&why);
        cs_buffer_text(&why, cs_names_text(c->texts.plan->names, key.column->name));
    }
    if (status == CASUS_OK && key.column == NULL)
        cs_fail(&failure, CASUS_ERR_ARGUMENT, "the rows cannot be told apart");
    status = cs_api_send(&why, status, sink);
    cs_arena_release(&arena);
    return status == CASUS_OK ? cs_api_case_result(c, &failure) : status;
}

static uint64_t print_text(uint64_t print, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        print = (print ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3); /* FNV-1a: the same on every machine */
    return cs_hash_mix(print, length);
}

uint64_t cs_api_scan_print(const casus_case *c, const struct casus_scan_wishes *wishes)
{
    const char *account = wishes->account != NULL ? wishes->account : "open";
    uint64_t print = print_text(0, CS_VERSION, strlen(CS_VERSION));

    for (const struct cs_file *file = c->texts.plan->files; file != NULL; file = file->next)
        print = print_text(print, file->source->bytes, file->source->length);
    print = print_text(print, account, strlen(account));
    print = cs_hash_mix(print, (uint64_t)wishes->form << 2 | (uint64_t)wishes->skip_bad << 1 | wishes->sort);
    return cs_hash_mix(print, (uint64_t)wishes->late);
}

static void tell_bad(void *context, const char *table, const struct cs_bad_row *row)
{
    const struct casus_merge_wishes *wishes = context;
    struct casus_bad_row out = {table, row->line, row->column, row->cause};

    if (wishes->bad != NULL)
        wishes->bad(wishes->context, &out);
}

static void tell_progress(void *context, uint64_t rows, uint64_t bytes)
{
    const struct casus_merge_wishes *wishes = context;

    if (wishes->progress != NULL)
        wishes->progress(wishes->context, rows, bytes);
}

casus_status casus_scan_merge(const struct casus_scan_input *parts, size_t count,
                              const struct casus_merge_wishes *wishes, casus_sink sink,
                              struct casus_scan_counts *counts, bool *stopped, struct casus_failure *failure)
{
    struct casus_merge_wishes of = {.size = sizeof of};
    struct cs_parts_wishes inside = {sink, tell_bad, tell_progress, &of};
    struct cs_failure failed = {.status = CASUS_OK};
    struct cs_part_input *inputs;
    struct cs_part_counts read;

    if (count == 0 || !cs_api_readable(parts, count) || wishes == NULL || wishes->size < sizeof *wishes ||
        sink.write == NULL || counts == NULL || stopped == NULL)
        return cs_api_refused(failure, "the arguments make no sense");
    of = *wishes;
    inputs = calloc(count, sizeof *inputs);
    for (size_t i = 0; inputs != NULL && i < count; i++)
        inputs[i] = (struct cs_part_input){parts[i].name, parts[i].read, parts[i].context};
    if (inputs == NULL)
        cs_fail_memory(&failed);
    else
        cs_parts_merge(inputs, count, &inside, &read, &failed);
    if (inputs != NULL) {
        *counts = (struct casus_scan_counts){read.rows, read.bad, read.written, read.bytes};
        *stopped = read.stopped;
    }
    free(inputs);
    return cs_api_result(&failed, failure);
}
