/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/session.h"

/* Formats the text; false, with a message printed, if memory ran out. */
static bool format(const char *text, size_t length, casus_text *out)
{
    if (casus_format_text(text, length, casus_text_sink(out)) == CASUS_OK && !out->failed)
        return true;
    cs_terminal_fail("");
    return false;
}

static bool is_formatted(const char *text, size_t length, const casus_text *formatted)
{
    return formatted->length == length && memcmp(cs_text_string(formatted), text, length) == 0;
}

static enum cs_exit format_input(bool check)
{
    casus_text formatted = {.bytes = NULL};
    enum cs_exit result = CS_EXIT_TROUBLE;
    struct casus_failure failure;
    size_t length;
    char *text;

    if (casus_descriptor_read(STDIN_FILENO, "standard input", &text, &length, &failure) != CASUS_OK)
        return cs_terminal_fail(failure.message);
    if (format(text, length, &formatted))
        result = !check                                     ? cs_terminal_text(&formatted, CS_EXIT_FINE)
                 : is_formatted(text, length, &formatted) ? CS_EXIT_FINE
                                                            : CS_EXIT_FINDINGS;
    casus_text_free(formatted.bytes);
    casus_text_free(text);
    return result;
}

static enum cs_exit print_unformatted(const char *path)
{
    casus_text out = {.bytes = NULL};
    enum cs_exit result;

    cs_text_printf(&out, "%s\n", path);
    result = cs_terminal_text(&out, CS_EXIT_FINDINGS);
    casus_text_free(out.bytes);
    return result;
}

/* Checks a file without a lock: it is not written, and may be read-only. */
static enum cs_exit check_file(const char *path)
{
    casus_text formatted = {.bytes = NULL};
    enum cs_exit result = CS_EXIT_TROUBLE;
    struct casus_failure failure;
    size_t length;
    char *text;

    if (casus_file_read(path, &text, &length, &failure) != CASUS_OK)
        return cs_session_unopened(path, failure.message);
    if (format(text, length, &formatted))
        result = is_formatted(text, length, &formatted) ? CS_EXIT_FINE : print_unformatted(path);
    casus_text_free(formatted.bytes);
    casus_text_free(text);
    return result;
}

static enum cs_exit format_file(const char *path)
{
    casus_text formatted = {.bytes = NULL};
    enum cs_exit result = CS_EXIT_TROUBLE;
    struct casus_failure failure;
    casus_file *file;
    const char *text;
    size_t length;

    if (casus_file_open(path, 0, &file, &failure) != CASUS_OK)
        return cs_session_unopened(path, failure.message);
    text = casus_file_text(file, &length);
    if (format(text, length, &formatted)) {
        result = CS_EXIT_FINE;
        if (!is_formatted(text, length, &formatted) &&
            casus_file_replace(file, cs_text_string(&formatted), formatted.length, &failure) != CASUS_OK)
            result = cs_terminal_fail(failure.message);
    }
    casus_text_free(formatted.bytes);
    casus_file_close(file);
    return result;
}

static enum cs_exit format_one(const char *path, bool check)
{
    return strcmp(path, "-") == 0 ? format_input(check) : check ? check_file(path) : format_file(path);
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    bool check = cs_invocation_value(invocation, "check") != NULL;
    enum cs_exit worst = CS_EXIT_FINE;
    bool *again;

    for (size_t i = 0; i < invocation->count; i++)
        if (strcmp(invocation->arguments[i], "-") != 0 &&
            cs_session_kinds(invocation->command, &invocation->arguments[i], 1) != CS_EXIT_FINE)
            return CS_EXIT_USAGE;
    again = cs_session_again(invocation->arguments, invocation->count);
    if (again == NULL)
        return cs_terminal_fail("");
    for (size_t i = 0; i < invocation->count; i++) {
        enum cs_exit result = again[i] ? CS_EXIT_FINE : format_one(invocation->arguments[i], check);

        worst = result > worst ? result : worst;
    }
    free(again);
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
