/* SPDX-License-Identifier: MIT */
/*
 * A command of the program, without its terminal: what src/cli/act.c, why.c, asking.c and session.c need of the rest of
 * src/cli, writing nothing. The input is a few lines: the sentence or the act, then the values of options, a line each,
 * empty if the option is not given.
 */
#ifndef TESTS_FUZZ_COMMAND_H
#define TESTS_FUZZ_COMMAND_H

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/failure.h"
#include "cli/cli.h"
#include "folder.h"
#include "lines.h"
#include "pact.h"

#define LINES_MAX 4
#define COMMAND_BYTES_MAX 512

static const char RECORD[] = "account A, B\n"
                             "2022-09-01 e1: strike by B on A\n  says A\n"
                             "e1 counts as attack on A\n  says A\n  denies B\n"
                             "2022-09-02 r1: request by A of U for M on e1\n"
                             "2022-09-06 h1: help by C to A of M\n  says C\n  denies A\n"
                             "killed of A in e1 at least 90\n"
                             "2022-09-01T10:00Z d1: draft in U to 2022-09-13T12:00Z\n";

/* ---- instead of main.c, arguments.c and terminal.c ---- */

const struct cs_command *cs_command_find(const char *name)
{
    (void)name;
    return NULL;
}

void cs_usage_near(const char *word, const char *const *words, size_t count, casus_text *out)
{
    (void)word;
    (void)words;
    (void)count;
    (void)out;
}

enum cs_exit cs_usage(const struct cs_command *command, const char *format, ...)
{
    char message[2048];
    va_list arguments;

    (void)command;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return CS_EXIT_USAGE;
}

const char *cs_invocation_value(const struct cs_invocation *invocation, const char *option)
{
    for (size_t i = 0; i < CS_OPTIONS_MAX && invocation->command->options[i].name != NULL; i++)
        if (strcmp(invocation->command->options[i].name, option) == 0)
            return invocation->values[i];
    return NULL;
}

const char *cs_invocation_each(const struct cs_invocation *invocation, const char *option, size_t *at)
{
    return (*at)++ == 0 ? cs_invocation_value(invocation, option) : NULL;
}

bool cs_terminal_colours(int descriptor)
{
    (void)descriptor;
    return false;
}

size_t cs_terminal_columns(int descriptor)
{
    (void)descriptor;
    return 80;
}

enum cs_exit cs_terminal_text(const casus_text *text, enum cs_exit exit)
{
    must(!text->failed);
    return exit;
}

enum cs_exit cs_terminal_mistakes(casus_status status, casus_text *text, const char *code, enum cs_exit exit)
{
    must(status == CASUS_OK && !text->failed && text->length > 0 && code != NULL);
    casus_text_free(text->bytes);
    return exit;
}

void cs_text_printf(casus_text *text, const char *format, ...)
{
    casus_sink sink = casus_text_sink(text);
    va_list arguments;
    char line[8192];

    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    must(sink.write(sink.context, line, strlen(line)));
}

/* Nothing stands in the way of a command here but too many questions. */
enum cs_exit cs_terminal_fail(const char *message)
{
    must(strstr(message, "questions") != NULL || strstr(message, "more than") != NULL);
    return CS_EXIT_TROUBLE;
}

const char *cs_text_string(const casus_text *text)
{
    return text->bytes != NULL ? text->bytes : "";
}

void cs_text_add(casus_text *text, const char *words)
{
    cs_text_printf(text, "%s", words);
}

void cs_text_char(casus_text *text, char c)
{
    cs_text_printf(text, "%c", c);
}

void cs_terminal_error_text(const casus_text *text)
{
    must(!text->failed);
}

/* ---- the record, and the lines of an input ---- */

static char record_path[96];
static struct cs_buffer record_text;

static void record_make(void)
{
    folder_make();
    snprintf(record_path, sizeof record_path, "%s/a.record", folder);
    cs_buffer_init(&record_text);
    cs_buffer_printf(&record_text, "%s%s%s", WORDS, TREATY, RECORD);
    folder_write("a.record", cs_buffer_string(&record_text), record_text.length);
}

/* The lines of the input, each as a text of its own in `text`, which has size + 1 bytes; NULL for those not there. */
static void split_lines(char *text, const uint8_t *data, size_t size, char *lines[LINES_MAX])
{
    char *end;

    memcpy(text, data, size);
    text[size] = '\0';
    for (size_t i = 0; i < LINES_MAX; i++) {
        lines[i] = text;
        end = text != NULL ? strchr(text, '\n') : NULL;
        if (end != NULL)
            *end = '\0';
        text = end != NULL ? end + 1 : NULL;
    }
}

static void give_option(struct cs_invocation *invocation, const char *name, const char *value)
{
    for (size_t i = 0; value != NULL && *value != '\0' && i < CS_OPTIONS_MAX; i++)
        if (invocation->command->options[i].name != NULL && strcmp(invocation->command->options[i].name, name) == 0)
            invocation->values[i] = value;
}

/* A date whose run ends in reasonable time. */
static bool is_near_date(const char *date)
{
    return date == NULL || *date == '\0' || strncmp(date, "20", 2) == 0;
}

struct input {
    char text[COMMAND_BYTES_MAX + 1], *lines[LINES_MAX];
    const char *arguments[2]; /* the record, and the first line */
    struct cs_invocation invocation;
};

/* False if these bytes are not tried: too many, or a date far away. */
static bool read_input(struct input *in, const struct cs_command *command, const uint8_t *data, size_t size)
{
    if (size > COMMAND_BYTES_MAX)
        return false;
    split_lines(in->text, data, size, in->lines);
    in->arguments[0] = record_path;
    in->arguments[1] = in->lines[0];
    in->invocation = (struct cs_invocation){.command = command, .arguments = in->arguments, .count = 2};
    return is_near_date(in->lines[1]);
}

#endif
