/* SPDX-License-Identifier: MIT */
/* The rows of a table as the map says: columns, cases and statements, each resolved once. */
#include "table/rows_int.h"

#include <stdlib.h>
#include <string.h>

#include "base/eight.h"

uint32_t cs_rows_column(const struct cs_map *map, const struct cs_map_column *wanted)
{
    uint32_t index = 0;

    for (const struct cs_map_column *c = map->columns; c != NULL && c != wanted; c = c->next)
        index++;
    return index;
}

static uint32_t column_named(const struct cs_map *map, cs_name name)
{
    uint32_t index = 0;

    for (const struct cs_map_column *c = map->columns; c != NULL && c->name != name; c = c->next)
        index++;
    return index;
}

static bool make_columns(struct cs_rows *rows)
{
    size_t index = 0;

    for (const struct cs_map_column *c = rows->map->columns; c != NULL; c = c->next)
        rows->column_count++;
    rows->columns = calloc(rows->column_count + 1, sizeof *rows->columns);
    for (const struct cs_map_column *c = rows->map->columns; c != NULL && rows->columns != NULL; c = c->next) {
        struct column *column = &rows->columns[index];

        column->text = c;
        column->place = index++;
        if (!c->or_nothing)
            rows->needed = index;
        if (c->kind_word != CS_NO_NAME && c->kind != CS_KIND_NUMBER &&
            !cs_called_fill(&column->called, rows->symbols, c->kind))
            return false;
    }
    rows->width = rows->column_count;
    return rows->columns != NULL;
}

static void make_statement(struct cs_rows *rows, const struct cs_map_statement *from, struct statement *to)
{
    const struct cs_relation *r;

    to->row.relation = cs_plan_relation(rows->plan, from->term.head, CS_NO_NAME);
    to->row.ends = from->ends;
    to->row.offset = rows->zone;
    if (to->row.relation == CS_NOWHERE)
        return;
    r = &rows->plan->relations[to->row.relation];
    for (uint32_t i = 0; i < r->column_count; i++)
        to->row.values[i] = CS_UNSAID;
    for (const struct cs_role *role = from->term.roles; role != NULL; role = role->next) {
        uint32_t column = r->first_role + (uint32_t)cs_shape_role(r->shape, role->prep);

        if (role->args->kind == CS_ARG_VARIABLE)
            to->arguments[to->argument_count++] = 
                (struct argument){column, &rows->columns[column_named(rows->map, role->args->name)]};
        else
            to->row.values[column] = role->args->name;
    }
}

static void count_all(const struct cs_map *map, size_t *tests, size_t *values, size_t *statements, size_t *ways)
{
    *tests = *values = *statements = *ways = 0;
    for (const struct cs_map_case *c = map->cases; c != NULL; c = c->next) {
        ++*ways;
        for (const struct cs_map_test *t = c->tests; t != NULL; t = t->next) {
            ++*tests;
            for (const struct cs_map_value *v = t->values; v != NULL; v = v->next)
                ++*values;
        }
        for (const struct cs_map_statement *s = c->statements; s != NULL; s = s->next)
            ++*statements;
    }
}

static bool make_ways(struct cs_rows *rows)
{
    size_t tests, values, statements, ways;

    count_all(rows->map, &tests, &values, &statements, &ways);
    rows->tests = calloc(tests + 1, sizeof *rows->tests);
    rows->values = calloc(values + 1, sizeof *rows->values);
    rows->ways = calloc(ways + 1, sizeof *rows->ways);
    rows->statements = calloc(statements + 1, sizeof *rows->statements);
    rows->out = calloc(statements + 1, sizeof *rows->out);
    if (rows->tests == NULL || rows->values == NULL || rows->ways == NULL || rows->statements == NULL ||
        rows->out == NULL)
        return false;
    tests = values = statements = 0;
    for (const struct cs_map_case *c = rows->map->cases; c != NULL; c = c->next) {
        struct way *way = &rows->ways[rows->way_count++];

        *way = (struct way){.first_test = tests, .first_statement = statements};
        for (const struct cs_map_test *t = c->tests; t != NULL; t = t->next) {
            struct test *test = &rows->tests[tests++];

            *test = (struct test){.column = cs_rows_column(rows->map, t->column), .first = values};
            for (const struct cs_map_value *v = t->values; v != NULL; v = v->next) {
                size_t length = strlen(v->text);

                rows->values[values++] = (struct value){v->text, length, cs_eight_within(v->text, length)};
            }
            test->count = values - test->first;
        }
        for (const struct cs_map_statement *s = c->statements; s != NULL; s = s->next)
            make_statement(rows, s, &rows->statements[statements++]);
        way->test_count = tests - way->first_test;
        way->statement_count = statements - way->first_statement;
    }
    return true;
}

/* The column at which all cases look; CS_NOWHERE if there is no such, or there are more cases than bits. */
static uint32_t only_column(const struct cs_rows *rows)
{
    uint32_t column = rows->way_count == 0 || rows->way_count > 64 ? CS_NOWHERE
                                                                    : rows->tests[rows->ways[0].first_test].column;

    for (size_t w = 0; w < rows->way_count; w++)
        if (rows->ways[w].test_count != 1 || rows->tests[rows->ways[w].first_test].column != column)
            return CS_NOWHERE;
    return column;
}

casus_status cs_rows_new(const struct cs_plan *plan, const struct cs_file *map, struct cs_stream *stream,
                         struct cs_failure *failure, struct cs_rows **out)
{
    struct cs_rows *rows = calloc(1, sizeof *rows);

    *out = rows;
    if (rows == NULL)
        return cs_fail_memory(failure);
    rows->plan = plan;
    rows->symbols = plan->symbols;
    rows->map = map->map;
    rows->stream = stream;
    rows->reckoning = map->reckoning;
    rows->zone = map->reckoning.zone;
    if (!make_columns(rows) || !make_ways(rows)) {
        cs_rows_free(rows);
        *out = NULL;
        return cs_fail_memory(failure);
    }
    rows->only_column = only_column(rows);
    for (size_t i = 0; i < LAST_FITS; i++)
        rows->fits[i].length = CS_NOWHERE;
    for (uint32_t i = 0; i < rows->map->dated.count; i++)
        rows->dated[i] = cs_rows_column(rows->map, rows->map->dated.columns[i]);
    rows->date = &rows->columns[rows->dated[0]];
    return CASUS_OK;
}

void cs_rows_free(struct cs_rows *rows)
{
    if (rows == NULL)
        return;
    for (size_t i = 0; rows->columns != NULL && i < rows->column_count; i++) {
        cs_called_release(&rows->columns[i].called);
        free(rows->columns[i].texts);
    }
    free(rows->columns);
    free(rows->tests);
    free(rows->values);
    free(rows->ways);
    free(rows->statements);
    free(rows->out);
    free(rows);
}
