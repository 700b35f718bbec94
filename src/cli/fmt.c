/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "cli/session.h"
#include "lang/parser.h"
#include "store/file.h"

struct formatting {
    struct cs_arena arena;
    struct cs_failure failure;
    const char *bytes; /* as it was */
    size_t length;
    struct cs_buffer text; /* as it should be */
};

static enum cs_exit format(struct formatting *f, const char *name)
{
    struct cs_source *source = cs_source_new(&f->arena, name, CS_SOURCE_RECORD, f->bytes, f->length);

    if (source != NULL)
        cs_format(source, &f->text);
    if (source == NULL || f->text.failed) {
        cs_fail_memory(&f->failure);
        return cs_terminal_trouble(&f->failure);
    }
    return CS_EXIT_FINE;
}

static bool is_formatted(const struct formatting *f)
{
    return f->text.length == f->length && memcmp(cs_buffer_string(&f->text), f->bytes, f->length) == 0;
}

static enum cs_exit format_input(struct formatting *f, bool check)
{
    if (cs_file_read_open(&f->arena, STDIN_FILENO, "standard input", &f->bytes, &f->length, &f->failure) != CASUS_OK)
        return cs_terminal_trouble(&f->failure);
    if (format(f, "standard input") != CS_EXIT_FINE)
        return CS_EXIT_TROUBLE;
    if (check)
        return is_formatted(f) ? CS_EXIT_FINE : CS_EXIT_FINDINGS;
    return cs_terminal_write(&f->text, CS_EXIT_FINE);
}

static enum cs_exit tell_unformatted(const char *path)
{
    struct cs_buffer out;
    enum cs_exit result;

    cs_buffer_init(&out);
    cs_buffer_printf(&out, "%s\n", path);
    result = cs_terminal_write(&out, CS_EXIT_FINDINGS);
    cs_buffer_release(&out);
    return result;
}

static enum cs_exit format_file(struct formatting *f, const char *path, bool check)
{
    if (cs_file_read(&f->arena, path, &f->bytes, &f->length, &f->failure) != CASUS_OK)
        return cs_terminal_trouble(&f->failure);
    if (format(f, path) != CS_EXIT_FINE)
        return CS_EXIT_TROUBLE;
    if (is_formatted(f))
        return CS_EXIT_FINE;
    if (check)
        return tell_unformatted(path);
    if (cs_file_replace(path, f->bytes, f->length, cs_buffer_string(&f->text), f->text.length, &f->failure) != CASUS_OK)
        return cs_terminal_trouble(&f->failure);
    return CS_EXIT_FINE;
}

static enum cs_exit format_one(const char *path, bool check)
{
    struct formatting f = {.length = 0};
    enum cs_exit result;

    cs_arena_init(&f.arena);
    cs_buffer_init(&f.text);
    result = strcmp(path, "-") == 0 ? format_input(&f, check) : format_file(&f, path, check);
    cs_buffer_release(&f.text);
    cs_arena_release(&f.arena);
    return result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    bool check = cs_invocation_value(invocation, "check") != NULL;
    enum cs_exit worst = CS_EXIT_FINE;

    for (size_t i = 0; i < invocation->count; i++)
        if (strcmp(invocation->arguments[i], "-") != 0 &&
            cs_session_kinds(invocation->command, &invocation->arguments[i], 1) != CS_EXIT_FINE)
            return CS_EXIT_USAGE;
    for (size_t i = 0; i < invocation->count; i++) {
        enum cs_exit result = format_one(invocation->arguments[i], check);

        worst = result > worst ? result : worst;
    }
    return worst;
}

const struct cs_command cs_command_fmt = {
    .name = "fmt",
    .arguments = "[--check] FILE...",
    .summary = "put files into their usual form",
    .help = "Each file is replaced in one step by the same text with one space between\n"
            "words, keywords padded so that what they introduce lines up, and what belongs\n"
            "to an entry indented. Comments stay, and so do lines that cannot be read as\n"
            "words and marks. \"-\" reads standard input and writes standard output.\n",
    .options = {{"check", NULL, "change nothing; name what would change, end with 1"}},
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
