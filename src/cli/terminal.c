/* SPDX-License-Identifier: MIT */
/* What reaches the screen, or the pipe: all of it, or the program says that it did not. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "store/file.h"
#include "text/character.h"

bool cs_terminal_colours(int descriptor)
{
    const char *unwanted = getenv("NO_COLOR"), *terminal = getenv("TERM");

    return isatty(descriptor) && (unwanted == NULL || *unwanted == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

bool cs_terminal_shows_progress(void)
{
    return isatty(STDERR_FILENO);
}

void cs_terminal_hint(int descriptor, const struct cs_diagnostics *diagnostics, struct cs_buffer *out)
{
    if (diagnostics->count > 0 && isatty(descriptor))
        cs_buffer_printf(out, "'casus explain %s' tells more.\n", cs_diagnostic_code_text(diagnostics->items[0].code));
}

static bool write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

/* A terminal gets nothing that it would obey or hide; a file or a pipe gets the bytes as they are. */
static bool write_shown(int descriptor, const char *bytes, size_t length)
{
    struct cs_buffer plain;
    bool written;

    if (!isatty(descriptor))
        return write_all(descriptor, bytes, length);
    cs_buffer_init(&plain);
    cs_text_plain(&plain, bytes, length, true);
    if (plain.failed)
        errno = ENOMEM;
    written = !plain.failed && write_all(descriptor, cs_buffer_string(&plain), plain.length);
    cs_buffer_release(&plain);
    return written;
}

enum cs_exit cs_terminal_write(const struct cs_buffer *text, enum cs_exit exit)
{
    struct cs_failure failure = {.status = CASUS_OK};

    if (text->failed)
        cs_fail_memory(&failure);
    else if (!write_shown(STDOUT_FILENO, cs_buffer_string(text), text->length))
        cs_file_fail(&failure, "cannot write to", "standard output", errno);
    else
        return exit;
    return cs_terminal_trouble(&failure);
}

enum cs_exit cs_terminal_text(const casus_text *text, enum cs_exit exit)
{
    if (text->failed)
        return cs_terminal_fail("");
    if (write_shown(STDOUT_FILENO, text->bytes, text->length))
        return exit;
    fprintf(stderr, "casus: cannot write to \"standard output\": %s\n", strerror(errno));
    return CS_EXIT_TROUBLE;
}

enum cs_exit cs_terminal_mistakes(casus_status status, casus_text *text, const char *code, enum cs_exit exit)
{
    if (status == CASUS_OK && code != NULL && isatty(STDERR_FILENO))
        cs_text_printf(text, "'casus explain %s' tells more.\n", code);
    if (status != CASUS_OK || text->failed)
        exit = cs_terminal_fail("");
    else
        write_shown(STDERR_FILENO, text->bytes, text->length);
    casus_text_free(text->bytes);
    return exit;
}

void cs_text_printf(casus_text *text, const char *format, ...)
{
    casus_sink sink = casus_text_sink(text);
    va_list arguments, again;
    int length;
    char *line;

    va_start(arguments, format);
    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, arguments);
    line = length < 0 ? NULL : malloc((size_t)length + 1);
    if (line == NULL) {
        text->failed = true;
    } else {
        vsnprintf(line, (size_t)length + 1, format, again);
        sink.write(sink.context, line, (size_t)length); /* the text remembers if it could not */
    }
    free(line);
    va_end(again);
    va_end(arguments);
}

enum cs_exit cs_terminal_fail(const char *message)
{
    struct cs_failure failure = {.status = CASUS_ERR_MEMORY};

    snprintf(failure.message, sizeof failure.message, "%s", message);
    return cs_terminal_trouble(&failure);
}

void cs_terminal_tell(const struct cs_buffer *text)
{
    write_shown(STDERR_FILENO, cs_buffer_string(text), text->length);
}

enum cs_exit cs_terminal_trouble(const struct cs_failure *failure)
{
    struct cs_failure shown = *failure;

    cs_terminal_plain(shown.message);
    fprintf(stderr, "casus: %s\n", shown.message[0] != '\0' ? shown.message : "out of memory");
    return CS_EXIT_TROUBLE;
}

void cs_terminal_plain(char *text)
{
    struct cs_buffer plain;

    cs_buffer_init(&plain);
    cs_text_plain(&plain, text, strlen(text), false);
    if (plain.failed) /* no text is better than one that nobody looked at */
        text[0] = '\0';
    else
        memcpy(text, cs_buffer_string(&plain), plain.length + 1); /* never longer than it was */
    cs_buffer_release(&plain);
    for (; *text != '\0'; text++)
        if (*text == '\n' || *text == '\t')
            *text = '?';
}
