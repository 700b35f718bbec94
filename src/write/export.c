/* SPDX-License-Identifier: MIT */
/* The tables of view/export.h as CSV and JSON, and what their columns mean as Markdown. */
#include <stdlib.h>

#include "view/units.h"
#include "write/csv.h"
#include "write/json.h"
#include "write/write.h"

/* A field of CSV; lines of units end in LF, as those of rows that a scan writes: for `sort` and `awk`. */
static void add_field(const struct cs_export *table, const char *text, bool last, struct cs_buffer *out)
{
    cs_csv_field(out, text, last);
    if (!last || out->failed || table->kind != CS_EXPORT_KINDS)
        return;
    out->bytes[out->length - 2] = '\n';
    out->length--;
}

void cs_export_csv(const struct cs_export *table, struct cs_buffer *out)
{
    for (size_t i = 0; i < table->column_count; i++)
        add_field(table, table->columns[i].name, i + 1 == table->column_count, out);
    for (size_t i = 0; i < table->row_count * table->column_count; i++)
        add_field(table, table->cells[i], (i + 1) % table->column_count == 0, out);
}

static void add_object(struct cs_json *json, const struct cs_export *table, size_t row, bool flat)
{
    cs_json_open(json, '{', flat);
    for (size_t i = 0; i < table->column_count; i++) {
        const char *cell = table->cells[row * table->column_count + i];

        cs_json_key(json, table->columns[i].name);
        if (cell != NULL && table->columns[i].integer)
            cs_json_signed(json, strtoll(cell, NULL, 10));
        else
            cs_json_text(json, cell);
    }
    cs_json_close(json, '}');
}

/* An array of objects, one for each row; an empty cell is null. */
void cs_export_json(const struct cs_export *table, struct cs_buffer *out)
{
    struct cs_json json;

    cs_json_init(&json, out);
    cs_json_open(&json, '[', false);
    for (size_t row = 0; row < table->row_count; row++)
        add_object(&json, table, row, false);
    cs_json_close(&json, ']');
}

void cs_export_lines(const struct cs_export *table, struct cs_buffer *out)
{
    for (size_t row = 0; row < table->row_count; row++) {
        struct cs_json json;

        cs_json_init(&json, out);
        add_object(&json, table, row, true);
    }
}

static void add_meanings(const char *name, const char *meaning, const struct cs_export_column *columns, size_t count,
                         struct cs_buffer *out)
{
    cs_buffer_printf(out, "%s## %s\n\nA row is %s.\n\n| column | type | meaning |\n|---|---|---|\n",
                     out->length > 0 ? "\n" : "", name, meaning);
    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(out, "| `%s` | %s | %s |\n", columns[i].name, columns[i].integer ? "integer" : "text",
                         columns[i].meaning);
}

/* The tables of `casus export`, then the units of `casus scan`. */
void cs_export_dictionary(struct cs_buffer *out)
{
    size_t count;

    for (int kind = 0; kind < CS_EXPORT_KINDS; kind++) {
        const struct cs_export_column *columns = cs_export_columns((enum cs_export_kind)kind, &count);

        add_meanings(cs_export_name((enum cs_export_kind)kind), cs_export_meaning((enum cs_export_kind)kind), columns,
                     count, out);
    }
    for (int unit = 0; unit < CS_UNIT_OF_COUNT; unit++) {
        const struct cs_export_column *columns = cs_unit_columns((enum cs_unit_kind)unit, &count);

        add_meanings(cs_unit_name((enum cs_unit_kind)unit), cs_unit_meaning((enum cs_unit_kind)unit), columns, count,
                     out);
    }
}
