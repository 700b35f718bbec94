/* SPDX-License-Identifier: MIT */
/* Keeps the rows that text/table reads. Every row has a field for each column, so `fields` is one array, row by row. */
#include "casus/table.h"

#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "text/source.h"
#include "text/table.h"
#include "write/csv.h"

struct casus_table {
    struct cs_arena arena; /* of the fields */
    const char **fields;   /* those of the first row come first */
    size_t *lines;         /* in which each row begins, the first row included */
    size_t field_count, field_capacity, row_count, line_capacity, column_count;
};

/* Fails, with the place, if there are bytes that are not text; before anything is read. */
static casus_status check_bytes(const char *text, size_t length, struct cs_failure *failure)
{
    size_t line = 1, start = 0, at;

    if (length > CASUS_SAVED_BYTES_MAX)
        return cs_fail(failure, CASUS_ERR_LIMIT, "the table is larger than 256 MB");
    at = cs_text_invalid(text, length);
    if (at == length)
        return CASUS_OK;
    for (size_t i = 0; i < at; i++)
        if (text[i] == '\n') {
            line++;
            start = i + 1;
        }
    return cs_fail(failure, CASUS_ERR_ARGUMENT, "line %zu, byte %zu: what stands here is no text of UTF-8", line,
                   at - start + 1);
}

static casus_status keep_row(casus_table *kept, const struct cs_table *row, struct cs_failure *failure)
{
    if (kept->row_count == 0)
        kept->column_count = row->count;
    if (row->count != kept->column_count)
        return cs_fail(failure, CASUS_ERR_ARGUMENT, "line %zu: the row has %zu field%s, the first row has %zu",
                       row->line, row->count, row->count == 1 ? "" : "s", kept->column_count);
    if (!cs_grow(&kept->fields, &kept->field_capacity, kept->field_count + row->count, sizeof *kept->fields) ||
        !cs_grow(&kept->lines, &kept->line_capacity, kept->row_count + 1, sizeof *kept->lines))
        return cs_fail_memory(failure);
    for (size_t i = 0; i < row->count; i++) {
        const char *field = cs_csv_unmarked(row->fields[i].text);

        kept->fields[kept->field_count++] = cs_arena_text(&kept->arena, field, strlen(field));
    }
    kept->lines[kept->row_count++] = row->line;
    return cs_arena_failed(&kept->arena) ? cs_fail_memory(failure) : CASUS_OK;
}

static casus_status keep_rows(casus_table *kept, struct cs_table *from, struct cs_failure *failure)
{
    for (;;) {
        switch (cs_table_next(from)) {
        case CS_TABLE_ROW:
            if (keep_row(kept, from, failure) != CASUS_OK)
                return failure->status;
            break;
        case CS_TABLE_END:
            return CASUS_OK;
        case CS_TABLE_MISTAKE:
            return cs_fail(failure, CASUS_ERR_ARGUMENT, "line %zu, byte %zu: %s", from->line, from->column,
                           from->mistake);
        case CS_TABLE_NO_MEMORY:
            return cs_fail_memory(failure);
        }
    }
}

/* Fails if two columns have one name. */
static casus_status check_columns(const casus_table *kept, struct cs_failure *failure)
{
    if (kept->row_count == 0)
        return cs_fail(failure, CASUS_ERR_ARGUMENT, "line 1: there is no first row, which names the columns");
    for (size_t i = 0; i < kept->column_count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(kept->fields[i], kept->fields[k]) == 0)
                return cs_fail(failure, CASUS_ERR_ARGUMENT, "line %zu: columns %zu and %zu have the same name",
                               kept->lines[0], k + 1, i + 1);
    return CASUS_OK;
}

casus_status casus_table_read(const char *text, size_t length, casus_table **out, struct casus_failure *failure)
{
    struct cs_failure inside = {.status = CASUS_OK};
    struct cs_table from;
    casus_table *kept;

    if (out == NULL)
        return cs_api_refused(failure, "there is no place for the table");
    *out = NULL;
    if (text == NULL)
        return cs_api_refused(failure, "there is no text to read");
    kept = calloc(1, sizeof *kept);
    if (kept == NULL) {
        cs_fail_memory(&inside);
        return cs_api_result(&inside, failure);
    }
    cs_arena_init(&kept->arena);
    if (check_bytes(text, length, &inside) == CASUS_OK) {
        cs_table_init(&from, text, length, 0);
        if (keep_rows(kept, &from, &inside) == CASUS_OK)
            check_columns(kept, &inside);
        cs_table_release(&from);
    }
    if (inside.status == CASUS_OK)
        *out = kept;
    else
        casus_table_free(kept);
    return cs_api_result(&inside, failure);
}

void casus_table_free(casus_table *table)
{
    if (table == NULL)
        return;
    cs_arena_release(&table->arena);
    free(table->fields);
    free(table->lines);
    free(table);
}

size_t casus_table_column_count(const casus_table *table)
{
    return table != NULL ? table->column_count : 0;
}

const char *casus_table_column(const casus_table *table, size_t column)
{
    return column < casus_table_column_count(table) ? table->fields[column] : NULL;
}

bool casus_table_find(const casus_table *table, const char *name, size_t *column)
{
    size_t count = name != NULL ? casus_table_column_count(table) : 0, at = 0;

    while (at < count && strcmp(table->fields[at], name) != 0)
        at++;
    if (column != NULL)
        *column = at < count ? at : 0;
    return at < count;
}

size_t casus_table_row_count(const casus_table *table)
{
    return table != NULL ? table->row_count - 1 : 0;
}

const char *casus_table_field(const casus_table *table, size_t row, size_t column)
{
    if (row >= casus_table_row_count(table) || column >= table->column_count)
        return NULL;
    return table->fields[(row + 1) * table->column_count + column];
}

size_t casus_table_line(const casus_table *table, size_t row)
{
    return row < casus_table_row_count(table) ? table->lines[row + 1] : 0;
}
