/* SPDX-License-Identifier: MIT */
/* Writes all of a text to the terminal or pipe, or reports that it could not. */
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/cli.h"

bool cs_terminal_colours(int descriptor)
{
    const char *unwanted = getenv("NO_COLOR"), *terminal = getenv("TERM");

    return isatty(descriptor) && (unwanted == NULL || *unwanted == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

#define COLUMNS_LEAST 80
#define COLUMNS_MOST 140

size_t cs_terminal_columns(int descriptor)
{
    struct winsize size;

    if (!isatty(descriptor) || ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col < COLUMNS_LEAST)
        return COLUMNS_LEAST;
    return size.ws_col < COLUMNS_MOST ? size.ws_col : COLUMNS_MOST;
}

bool cs_terminal_shows_progress(void)
{
    return isatty(STDERR_FILENO);
}

bool cs_terminal_write(int descriptor, const char *bytes, size_t length)
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

/* ---- a pager ---- */

#define ANY_PAGER "if command -v less >/dev/null; then exec less -R; else exec cat; fi"

/* The command that shows what is taller than the terminal; NULL: none. */
static const char *pager_for(int descriptor, const char *bytes, size_t length)
{
    const char *pager = getenv("CASUS_PAGER");
    struct winsize size;
    size_t lines = 0;

    if (pager == NULL)
        pager = getenv("PAGER");
    if (pager == NULL)
        pager = ANY_PAGER;
    if (*pager == '\0' || descriptor != STDOUT_FILENO || !isatty(STDIN_FILENO) ||
        ioctl(descriptor, TIOCGWINSZ, &size) != 0)
        return NULL;
    for (size_t i = 0; i < length; i++)
        lines += bytes[i] == '\n';
    return size.ws_row > 0 && lines >= size.ws_row ? pager : NULL;
}

#define NOT_FOUND 127 /* how a shell ends that does not find the command */

/* False if there is no such pager. Whoever leaves it early has seen enough: that is no failure. */
static bool write_paged(const char *pager, const char *bytes, size_t length)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    int ends[2], status = 0;
    pid_t child;

    if (pipe(ends) != 0)
        return false;
    child = fork();
    if (child == 0) {
        dup2(ends[0], STDIN_FILENO);
        close(ends[0]);
        close(ends[1]);
        execl("/bin/sh", "sh", "-c", pager, (char *)NULL);
        _exit(NOT_FOUND);
    }
    close(ends[0]);
    if (child > 0) {
        sigaction(SIGPIPE, &ignore, &before);
        cs_terminal_write(ends[1], bytes, length);
        sigaction(SIGPIPE, &before, NULL);
    }
    close(ends[1]);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return child > 0 && !(WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND);
}

/* On a terminal control and invisible characters are replaced; a file or a pipe gets the bytes as they are. */
static bool write_shown(int descriptor, const char *bytes, size_t length)
{
    casus_text plain = {.bytes = NULL};
    bool written;

    if (!isatty(descriptor))
        return cs_terminal_write(descriptor, bytes, length);
    if (casus_write_plain(bytes, length, true, casus_text_sink(&plain)) == CASUS_OK) {
        const char *pager = pager_for(descriptor, plain.bytes, plain.length);

        written = (pager != NULL && write_paged(pager, plain.bytes, plain.length)) ||
                  cs_terminal_write(descriptor, plain.bytes, plain.length);
    } else {
        errno = ENOMEM;
        written = false;
    }
    casus_text_free(plain.bytes);
    return written;
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
        sink.write(sink.context, line, (size_t)length); /* sets text->failed if it cannot */
    }
    free(line);
    va_end(again);
    va_end(arguments);
}

const char *cs_text_string(const casus_text *text)
{
    return text->bytes != NULL ? text->bytes : "";
}

void cs_text_add(casus_text *text, const char *words)
{
    casus_sink sink = casus_text_sink(text);

    sink.write(sink.context, words, strlen(words)); /* sets text->failed if it cannot */
}

void cs_text_char(casus_text *text, char c)
{
    char words[] = {c, '\0'};

    cs_text_add(text, words);
}

enum cs_exit cs_terminal_fail(const char *message)
{
    char shown[1024];

    snprintf(shown, sizeof shown, "%s", message[0] != '\0' ? message : "out of memory");
    cs_terminal_plain(shown);
    fprintf(stderr, "casus: %s\n", shown);
    return CS_EXIT_TROUBLE;
}

void cs_terminal_error_text(const casus_text *text)
{
    write_shown(STDERR_FILENO, cs_text_string(text), text->length);
}

void cs_terminal_plain(char *text)
{
    casus_text plain = {.bytes = NULL};

    if (casus_write_plain(text, strlen(text), false, casus_text_sink(&plain)) != CASUS_OK)
        text[0] = '\0'; /* an unchecked text must not reach the terminal */
    else
        memcpy(text, cs_text_string(&plain), plain.length + 1); /* never longer than before */
    casus_text_free(plain.bytes);
    for (; *text != '\0'; text++)
        if (*text == '\n' || *text == '\t')
            *text = '?';
}
