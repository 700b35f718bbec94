/* SPDX-License-Identifier: MIT */
#include "cli/stata.h"

#ifndef CS_HAS_READSTAT

enum cs_exit cs_stata_write(const char *path, const casus_export *table, const char *label)
{
    (void)path;
    (void)table;
    (void)label;
    return cs_terminal_fail("this casus was built without libreadstat, which writes .dta files (Debian: "
                            "libreadstat-dev): build it again with that, or write CSV, which Stata imports");
}

#else

#include <readstat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_MAX 2045 /* bytes of a text in a .dta file that every command of Stata reads */

struct stata {
    const casus_export *table;
    readstat_writer_t *writer;
    readstat_variable_t **variables;
    readstat_label_set_t *answers;
    casus_text bytes;
    readstat_error_t error;
};

static ssize_t take(const void *bytes, size_t length, void *context)
{
    struct stata *s = context;
    casus_sink sink = casus_text_sink(&s->bytes);

    return sink.write(sink.context, bytes, length) ? (ssize_t)length : -1;
}

/* yes, no and unknown are 1, 0 and .a, with labels. */
static bool is_answer(const char *name)
{
    return strcmp(name, "answer") == 0 || strcmp(name, "called") == 0;
}

/* Words that Stata keeps for itself, and signs that no name there has. */
static void name_variable(const char *name, char out[40])
{
    static const char *const kept[] = {"in", "if", "using", "with", "to", "by", "for", "from", "on"};

    snprintf(out, 40, "%.32s", name);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (strcmp(kept[i], name) == 0)
            snprintf(out, 40, "%s_", name);
}

static size_t longest(const casus_export *table, size_t column)
{
    size_t longest = 1;

    for (size_t row = 0; row < casus_export_row_count(table); row++) {
        const char *cell = casus_export_cell(table, row, column);
        size_t length = cell != NULL ? strlen(cell) : 0;

        longest = length > longest ? length : longest;
    }
    return longest;
}

static enum cs_exit add_variables(struct stata *s)
{
    for (size_t i = 0; i < casus_export_column_count(s->table); i++) {
        size_t width = longest(s->table, i);
        struct casus_column column;
        char name[40], message[200];
        bool number;

        if (casus_export_column(s->table, i, &column) != CASUS_OK)
            return cs_terminal_fail("");
        number = column.integer || is_answer(column.name);
        if (!number && width > TEXT_MAX) {
            snprintf(message, sizeof message, "a text in the column \"%s\" has %zu bytes, and one in a .dta file has "
                     "at most %d: write CSV, or JSON", column.name, width, TEXT_MAX);
            return cs_terminal_fail(message);
        }
        name_variable(column.name, name);
        s->variables[i] = readstat_add_variable(s->writer, name, number ? READSTAT_TYPE_INT32 : READSTAT_TYPE_STRING,
                                                number ? 0 : width);
        readstat_variable_set_label(s->variables[i], column.meaning);
        if (is_answer(column.name))
            readstat_variable_set_label_set(s->variables[i], s->answers);
    }
    return CS_EXIT_FINE;
}

static readstat_error_t add_cell(struct stata *s, size_t column, const char *name, bool integer, const char *cell)
{
    readstat_variable_t *variable = s->variables[column];

    if (cell == NULL && (integer || is_answer(name)))
        return readstat_insert_missing_value(s->writer, variable);
    if (is_answer(name))
        return strcmp(cell, "unknown") == 0
                   ? readstat_insert_tagged_missing_value(s->writer, variable, 'a')
                   : readstat_insert_int32_value(s->writer, variable, strcmp(cell, "yes") == 0);
    if (integer)
        return readstat_insert_int32_value(s->writer, variable, (int32_t)strtol(cell, NULL, 10));
    return readstat_insert_string_value(s->writer, variable, cell != NULL ? cell : "");
}

static readstat_error_t add_rows(struct stata *s)
{
    size_t columns = casus_export_column_count(s->table);
    readstat_error_t error = READSTAT_OK;

    for (size_t row = 0; row < casus_export_row_count(s->table) && error == READSTAT_OK; row++) {
        error = readstat_begin_row(s->writer);
        for (size_t i = 0; i < columns && error == READSTAT_OK; i++) {
            struct casus_column column;

            if (casus_export_column(s->table, i, &column) != CASUS_OK)
                return READSTAT_ERROR_WRITE;
            error = add_cell(s, i, column.name, column.integer, casus_export_cell(s->table, row, i));
        }
        if (error == READSTAT_OK)
            error = readstat_end_row(s->writer);
    }
    return error == READSTAT_OK ? readstat_end_writing(s->writer) : error;
}

static enum cs_exit fill(struct stata *s, const char *label)
{
    enum cs_exit result;
    char title[80];

    readstat_set_data_writer(s->writer, take);
    readstat_writer_set_file_format_version(s->writer, 118);
    snprintf(title, sizeof title, "casus %s: %s", casus_version(), label);
    readstat_writer_set_file_label(s->writer, title);
    readstat_writer_set_file_timestamp(s->writer, 0); /* the same table gives the same bytes */
    s->answers = readstat_add_label_set(s->writer, READSTAT_TYPE_INT32, "answers");
    readstat_label_int32_value(s->answers, 0, "no");
    readstat_label_int32_value(s->answers, 1, "yes");
    readstat_label_tagged_value(s->answers, 'a', "unknown");
    result = add_variables(s);
    if (result != CS_EXIT_FINE)
        return result;
    s->error = readstat_begin_writing_dta(s->writer, s, (long)casus_export_row_count(s->table));
    if (s->error == READSTAT_OK)
        s->error = add_rows(s);
    return s->error == READSTAT_OK ? CS_EXIT_FINE : cs_terminal_fail(readstat_error_message(s->error));
}

enum cs_exit cs_stata_write(const char *path, const casus_export *table, const char *label)
{
    struct stata s = {.table = table, .writer = readstat_writer_init()};
    struct casus_failure failure;
    enum cs_exit result;

    s.variables = calloc(casus_export_column_count(table) + 1, sizeof *s.variables);
    result = s.writer == NULL || s.variables == NULL ? cs_terminal_fail("") : fill(&s, label);
    if (result == CS_EXIT_FINE && casus_file_write(path, s.bytes.bytes, s.bytes.length, &failure) != CASUS_OK)
        result = cs_terminal_fail(failure.message);
    if (s.writer != NULL)
        readstat_writer_free(s.writer);
    casus_text_free(s.bytes.bytes);
    free(s.variables);
    return result;
}

#endif
