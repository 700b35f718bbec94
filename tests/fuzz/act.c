/* SPDX-License-Identifier: MIT */
/*
 * `casus act RECORD ACT --on DATE --contested`: any bytes as these, a line each. What was entered is one more entry, or
 * a source or the like, at the end of a record that is as sound as before; whatever else came of it, the record is as
 * it was.
 */
#include "target.h"

#include "command.h"
#include "store/case.h"

int LLVMFuzzerInitialize(int *count, char ***words);

static size_t count_entries(const struct cs_case *c)
{
    size_t count = 0;

    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            count++;
    return count;
}

/* Opens the record; how many entries it has, and its bytes in `out`. */
static size_t read_record(struct cs_buffer *out)
{
    const char *path = record_path;
    struct cs_case *c;
    size_t count;

    must(cs_case_open(&path, 1, &c) == CASUS_OK && c->plan != NULL);
    cs_buffer_add(out, c->files->source->bytes, c->files->source->length);
    count = count_entries(c);
    cs_case_close(c);
    return count;
}

static size_t entries_before;

int LLVMFuzzerInitialize(int *count, char ***words)
{
    struct cs_buffer text;

    (void)count;
    (void)words;
    record_make();
    cs_buffer_init(&text);
    entries_before = read_record(&text);
    cs_buffer_release(&text);
    return 0;
}

static void look_at_record(bool entered)
{
    struct cs_buffer text;
    size_t after;

    cs_buffer_init(&text);
    after = read_record(&text);
    must(text.length >= record_text.length && memcmp(text.bytes, record_text.bytes, record_text.length) == 0);
    must((text.length == record_text.length) == !entered);
    must(after == entries_before || (entered && after == entries_before + 1));
    if (entered) {
        must(text.bytes[text.length - 1] == '\n');
        folder_write("a.record", cs_buffer_string(&record_text), record_text.length);
    }
    cs_buffer_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input in;

    if (!read_input(&in, &cs_command_act, data, size))
        return 0;
    give_option(&in.invocation, "on", in.lines[1]);
    give_option(&in.invocation, "contested", in.lines[2]);
    look_at_record(cs_command_act.run(&in.invocation) == CS_EXIT_FINE);
    return 0;
}
