/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "casus/export.h"
#include "view/units.h"

struct casus_export { struct cs_export table; size_t *rows; /* of units, by row: that of the ledger; or NULL */ };

const char *casus_export_name(size_t table)
{
    return table < CS_EXPORT_KINDS ? cs_export_name((enum cs_export_kind)table) : NULL;
}

const char *casus_unit_name(size_t unit)
{
    return unit < CS_UNIT_OF_COUNT ? cs_unit_name((enum cs_unit_kind)unit) : NULL;
}

static casus_status fill_kind(const struct cs_report *report, size_t kind, casus_export *e)
{
    return cs_export_make(report, (enum cs_export_kind)kind, &e->table);
}

static casus_status fill_units(const struct cs_report *report, size_t unit, casus_export *e)
{
    return cs_unit_make(report, (enum cs_unit_kind)unit, &e->table, &e->rows);
}

/* Makes the table of one of the names that `name_at` has, which `what` and `names` tell where it is none. */
static casus_status make_table(casus_answer *a, const char *name, const char *(*name_at)(size_t), const char *what,
                               const char *names,
                               casus_status (*fill)(const struct cs_report *report, size_t place, casus_export *e),
                               casus_export **out)
{
    size_t place = 0;
    struct cs_report report;
    casus_export *made;
    casus_status status;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (a == NULL || name == NULL)
        return CASUS_ERR_ARGUMENT;
    if (a->answer->failure.status != CASUS_OK)
        return a->answer->failure.status;
    while (name_at(place) != NULL && strcmp(name_at(place), name) != 0)
        place++;
    cs_failure_clear(&a->last_call);
    if (name_at(place) == NULL)
        return cs_fail(&a->last_call, CASUS_ERR_ARGUMENT, "there is no %s \"%.100s\"; there are %s", what, name, names);
    made = calloc(1, sizeof *made);
    if (made == NULL)
        return cs_fail_memory(&a->answer->failure);
    report = cs_api_report(a);
    status = fill(&report, place, made);
    if (status == CASUS_OK)
        *out = made;
    else
        casus_export_free(made);
    return status == CASUS_ERR_MEMORY ? cs_fail_memory(&a->answer->failure) : status;
}

casus_status casus_export_new(casus_answer *a, const char *name, casus_export **out)
{
    return make_table(a, name, casus_export_name, "table", "events, claims, sources, duties and questions", fill_kind,
                      out);
}

casus_status casus_units_new(casus_answer *a, const char *name, casus_export **out)
{
    return make_table(a, name, casus_unit_name, "unit",
                      "duty, occurrence, state-year, dyad-year, directed-dyad-year, alliance-war and member-war",
                      fill_units, out);
}

bool casus_export_ledger_row(const casus_export *e, size_t row, size_t *ledger_row)
{
    if (e == NULL || ledger_row == NULL || e->rows == NULL || row >= e->table.row_count || e->rows[row] == SIZE_MAX)
        return false;
    *ledger_row = e->rows[row];
    return true;
}

casus_status casus_export_keep(casus_export *e, const char *const *names, size_t count, size_t *missing)
{
    struct cs_export_column *columns;
    const char **cells;
    struct cs_export *t;
    size_t *from;

    if (e == NULL || missing == NULL || count == 0 || !cs_api_listed(names, count))
        return CASUS_ERR_ARGUMENT;
    t = &e->table;
    columns = cs_arena_array(&t->arena, count, sizeof *columns);
    from = cs_arena_array(&t->arena, count, sizeof *from);
    cells = calloc(t->row_count * count + 1, sizeof *cells);
    if (columns == NULL || from == NULL || cells == NULL) {
        free(cells);
        return CASUS_ERR_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        while (from[i] < t->column_count && strcmp(t->columns[from[i]].name, names[i]) != 0)
            from[i]++;
        if (from[i] == t->column_count) {
            *missing = i;
            free(cells);
            return CASUS_ERR_ARGUMENT;
        }
        columns[i] = t->columns[from[i]];
    }
    for (size_t row = 0; row < t->row_count; row++)
        for (size_t i = 0; i < count; i++)
            cells[row * count + i] = t->cells[row * t->column_count + from[i]];
    free(t->cells);
    t->cells = cells;
    t->columns = columns;
    t->column_count = count;
    t->capacity = 0; /* nothing is added to it any more */
    return CASUS_OK;
}

void casus_export_free(casus_export *e)
{
    if (e == NULL)
        return;
    cs_export_release(&e->table);
    free(e->rows);
    free(e);
}

size_t casus_export_column_count(const casus_export *e)
{
    return e == NULL ? 0 : e->table.column_count;
}

casus_status casus_export_column(const casus_export *e, size_t column, struct casus_column *out)
{
    const struct cs_export_column *found;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (column >= casus_export_column_count(e))
        return CASUS_ERR_ARGUMENT;
    found = &e->table.columns[column];
    *out = (struct casus_column){.name = found->name, .meaning = found->meaning, .integer = found->integer};
    return CASUS_OK;
}

size_t casus_export_row_count(const casus_export *e)
{
    return e == NULL ? 0 : e->table.row_count;
}

const char *casus_export_cell(const casus_export *e, size_t row, size_t column)
{
    return row >= casus_export_row_count(e) || column >= e->table.column_count
               ? NULL : e->table.cells[row * e->table.column_count + column];
}

casus_status casus_write_export(const casus_export *e, bool json, casus_sink sink)
{
    struct cs_buffer out;

    if (e == NULL || sink.write == NULL)
        return CASUS_ERR_ARGUMENT;
    cs_buffer_init(&out);
    if (json)
        cs_export_json(&e->table, &out);
    else
        cs_export_csv(&e->table, &out);
    return cs_api_send(&out, CASUS_OK, sink);
}

casus_status casus_write_export_lines(const casus_export *e, casus_sink sink)
{
    struct cs_buffer out;

    if (e == NULL || sink.write == NULL)
        return CASUS_ERR_ARGUMENT;
    cs_buffer_init(&out);
    cs_export_lines(&e->table, &out);
    return cs_api_send(&out, CASUS_OK, sink);
}

casus_status casus_write_dictionary(casus_sink sink)
{
    struct cs_buffer out;

    if (sink.write == NULL)
        return CASUS_ERR_ARGUMENT;
    cs_buffer_init(&out);
    cs_export_dictionary(&out);
    return cs_api_send(&out, CASUS_OK, sink);
}
