/* SPDX-License-Identifier: MIT */
#include "table/rows.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/eight.h"
#include "base/hash.h"
#include "lang/near.h"
#include "table/called.h"
#include "table/dates.h"
#include "text/character.h"

/* Particulars of the table whose short texts are kept, each in its place by a hash: at first, and at most. */
#define FIRST_TEXTS ((size_t)4096)
#define MOST_TEXTS ((size_t)65536)

struct column { /* of the map */
    const struct cs_map_column *text;
    size_t place;            /* among the fields of a row */
    cs_value first_integer;  /* of a column of new particulars: that of 0 (run/stream.h), or CS_UNSAID */
    struct text { uint64_t word; cs_value value; uint32_t length; } *texts; /* or NULL: there was none */
    size_t text_count, replaced; /* how many they are; how many have had to go since there are so many */
    struct cs_called called; /* the declared particulars of its kind */
};

struct argument { uint32_t to, column; }; /* a value of the row, from a column */

struct statement {
    struct cs_stream_row row; /* what it says, but for the date and the arguments */
    struct argument arguments[CS_ROLES_MAX];
    uint32_t argument_count;  /* `row.relation` CS_NOWHERE: no rule looks at the word */
};

struct test { uint32_t column; size_t first, count; }; /* of `values` */
struct way { size_t first_test, test_count, first_statement, statement_count; };

/* Which cases a row fits, where they all look at one column: by the text there, of at most eight bytes. */
#define LAST_FITS 16
struct fits { uint64_t word, ways; uint8_t length; bool known; };

struct cs_rows {
    const struct cs_plan *plan;
    const struct cs_symbols *symbols;
    const struct cs_map *map;
    struct cs_stream *stream;
    struct cs_reckoning reckoning;
    struct cs_zone zone;
    struct column *columns;
    size_t column_count;
    size_t needed;           /* a row has at least so many fields */
    size_t width;            /* the number of fields of a whole row */
    struct test *tests;
    struct value { const char *text; size_t length; uint64_t word; } *values;
    struct way *ways;
    size_t way_count;
    uint32_t only_column;    /* at which all cases look, with one test each; CS_NOWHERE: there is none, or many cases */
    struct fits fits[LAST_FITS]; /* that were found, by a hash of the text */
    struct statement *statements;
    const struct cs_stream_row **out;
    uint32_t dated[3];
    char last_date[32];      /* the text of the last date, and what it is */
    size_t last_length;
    struct cs_row_date last;
    cs_day day;              /* the day of the last row that was dated in seconds, from its start to its end */
    cs_instant day_start, day_end;
};

/* ---- making ---- */

static uint32_t column_of(const struct cs_map *map, const struct cs_map_column *wanted)
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

/* Is the field the canonical text of an integer below 2^32? Eight digits are read at once. */
static inline bool field_integer(const struct cs_csv_field *f, uint32_t *out)
{
    unsigned left = (unsigned)(8 - f->length) * 8;
    uint64_t digits;

    if (f->length - 1 > 7)
        return cs_is_integer(f->text, f->length, out);
    digits = cs_eight_bytes(f->text); /* what stands behind the field is shifted out */
    if ((digits & 0xFF) == '0' && f->length > 1)
        return false;
    return cs_eight_digits(left == 0 ? digits : digits << left | UINT64_C(0x3030303030303030) >> (64 - left), out);
}

/* Up to eight bytes of a field, as cs_eight_within. */
static inline uint64_t field_word(const struct cs_csv_field *f)
{
    return f->length < 8 ? cs_eight_of(f->text, f->length) : cs_eight_bytes(f->text);
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
            to->arguments[to->argument_count++] = (struct argument){column, column_named(rows->map, role->args->name)};
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

            *test = (struct test){.column = column_of(rows->map, t->column), .first = values};
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
    for (uint32_t i = 0; i < rows->map->dated.count; i++)
        rows->dated[i] = column_of(rows->map, rows->map->dated.columns[i]);
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

struct cs_zone cs_rows_zone(const struct cs_rows *rows)
{
    return rows->zone;
}

/* ---- mistakes ---- */

__attribute__((format(printf, 4, 5))) static casus_status bad_field(struct cs_bad_row *bad, const struct cs_csv *csv,
                                                                    size_t field, const char *format, ...)
{
    va_list arguments;

    cs_csv_place(csv, field, &bad->line, &bad->column);
    va_start(arguments, format);
    vsnprintf(bad->cause, sizeof bad->cause, format, arguments);
    va_end(arguments);
    return CASUS_ERR_ARGUMENT;
}

static const char *name_of(const struct cs_rows *rows, const struct column *column)
{
    return cs_names_text(rows->symbols->names, column->text->name);
}

/* So much of a field as a message shows. */
static int shown(const struct cs_csv_field *f)
{
    return f->length > 60 ? 60 : (int)f->length;
}

/* ---- headers ---- */

bool cs_rows_want_header(const struct cs_rows *rows)
{
    return !rows->map->headless;
}

static casus_status header_missing(const struct cs_csv *csv, const char *header, struct cs_bad_row *bad)
{
    struct cs_near near;
    const struct cs_csv_field *found;

    cs_near_start(&near, header, strlen(header));
    for (size_t i = 0; i < csv->count; i++)
        cs_near_try(&near, csv->fields[i].text, csv->fields[i].length, (uint32_t)i);
    if (!near.found)
        return bad_field(bad, csv, 0, "the table has no column \"%.80s\"", header);
    found = &csv->fields[near.best];
    return bad_field(bad, csv, near.best, "the table has no column \"%.80s\"; did you mean \"%.*s\"?", header,
                     shown(found), found->text);
}

casus_status cs_rows_header(struct cs_rows *rows, const struct cs_csv *csv, struct cs_bad_row *bad)
{
    for (size_t c = 0; c < rows->column_count; c++) {
        struct column *column = &rows->columns[c];
        const char *header = column->text->header != NULL ? column->text->header : name_of(rows, column);
        size_t length = strlen(header), found = SIZE_MAX;

        for (size_t i = 0; i < csv->count; i++) {
            if (csv->fields[i].length != length || memcmp(csv->fields[i].text, header, length) != 0)
                continue;
            if (found != SIZE_MAX)
                return bad_field(bad, csv, i, "two columns of the table are called \"%.80s\"", header);
            found = i;
        }
        if (found == SIZE_MAX)
            return header_missing(csv, header, bad);
        column->place = found;
    }
    rows->width = rows->needed = csv->count;
    return CASUS_OK;
}

/* ---- dates ---- */

static bool digits(const char *text, size_t length, int64_t *out)
{
    int64_t number = 0;

    for (size_t i = 0; i < length; i++) {
        unsigned digit = (unsigned char)text[i] - (unsigned)'0';

        if (digit > 9)
            return false;
        number = number * 10 + digit;
    }
    *out = number;
    return length > 0;
}

/* Beyond these no moment of the language is (R 8.11). */
#define SECONDS_MAX (INT64_C(86400) * CS_DAY_FARTHEST / 4)

static bool read_seconds(struct cs_rows *rows, const struct cs_csv_field *f, struct cs_row_date *at)
{
    bool negative = f->length > 1 && f->text[0] == '-';
    int64_t seconds;
    uint32_t number;

    if (field_integer(f, &number))
        seconds = number;
    else if (f->length > 15 || !digits(f->text + negative, f->length - negative, &seconds))
        return false;
    at->start = negative ? -seconds : seconds;
    at->end = at->start + 1;
    at->hours = true;
    if (at->start > SECONDS_MAX || at->start < -SECONDS_MAX)
        return false;
    if (at->start < rows->day_start || at->start >= rows->day_end) { /* not of the day of the row before it */
        rows->day = cs_day_of(at->start, rows->zone);
        rows->day_start = cs_day_start(rows->day, rows->zone);
        /* where clocks are set back the days may take turns */
        rows->day_end = rows->zone.clock == NULL ? cs_day_start(rows->day + 1, rows->zone) : rows->day_start;
    }
    at->day = rows->day;
    return true;
}

static void set_day(const struct cs_rows *rows, cs_day day, struct cs_row_date *at)
{
    *at = (struct cs_row_date){cs_day_start(day, rows->zone), cs_day_start(day + 1, rows->zone), day, false};
}

/* A day or an hour; NULL, or what is wrong. */
static const char *read_date(const struct cs_rows *rows, const struct cs_csv_field *f, struct cs_row_date *at)
{
    struct cs_moment moment;
    const char *wrong = cs_moment_read(f->text, f->length, &rows->reckoning, &moment);

    if (wrong != NULL)
        return wrong;
    if (moment.form != CS_MOMENT_DAY && moment.form != CS_MOMENT_TIME)
        return "a row needs a day, or an hour: what is not so exact stands in a record";
    *at = (struct cs_row_date){moment.start, moment.end, moment.first, moment.hours};
    return NULL;
}

static casus_status date_of_parts(struct cs_rows *rows, const struct cs_csv *csv, struct cs_row_date *at,
                                  struct cs_bad_row *bad)
{
    static const char *const whats[] = {"year", "month", "day"};
    int64_t parts[3];
    struct cs_civil civil;

    for (size_t i = 0; i < 3; i++) {
        size_t place = rows->columns[rows->dated[i]].place;
        const struct cs_csv_field *f = &csv->fields[place];
        bool negative = i == 0 && f->length > 1 && f->text[0] == '-';

        if (f->length > 7 || !digits(f->text + negative, f->length - negative, &parts[i]))
            return bad_field(bad, csv, place, "\"%.*s\" is no %s", shown(f), f->text, whats[i]);
        parts[i] = negative ? -parts[i] : parts[i];
    }
    civil = (struct cs_civil){(int32_t)parts[0], (int32_t)parts[1], (int32_t)parts[2]};
    if (parts[0] > CS_YEAR_MAX || parts[0] < -CS_YEAR_MAX || !cs_civil_valid(civil))
        return bad_field(bad, csv, rows->columns[rows->dated[0]].place, "there is no day %lld-%02lld-%02lld",
                         (long long)parts[0], (long long)parts[1], (long long)parts[2]);
    set_day(rows, cs_day_from_civil(civil), at);
    return CASUS_OK;
}

/* A date in an order that the map names: "M/D/YYYY". */
static casus_status date_in_order(struct cs_rows *rows, const struct cs_csv *csv, size_t place, struct cs_row_date *at,
                                  struct cs_bad_row *bad)
{
    const struct cs_csv_field *f = &csv->fields[place];
    struct cs_table_date date = cs_table_date(rows->map, &rows->map->dated, &f, &rows->reckoning);
    int64_t parts[3];

    if (date.kind == CS_TABLE_DATE_WRONG)
        return bad_field(bad, csv, place, "%s", date.text);
    if (date.kind != CS_TABLE_DATE_KNOWN || !cs_table_date_parts(rows->map->dated.order, f, parts) || parts[2] == 0)
        return bad_field(bad, csv, place, "a row needs a day, or an hour: what is not so exact stands in a record");
    set_day(rows, cs_day_from_civil((struct cs_civil){(int32_t)parts[0], (int32_t)parts[1], (int32_t)parts[2]}), at);
    return CASUS_OK;
}

/* A day or an hour in one column: most often that of the row before it. */
static casus_status date_in_text(struct cs_rows *rows, const struct cs_csv *csv, size_t place, struct cs_row_date *at,
                                 struct cs_bad_row *bad)
{
    const struct cs_csv_field *f = &csv->fields[place];
    const char *wrong;

    if (f->length == rows->last_length && memcmp(f->text, rows->last_date, f->length) == 0 && f->length > 0) {
        *at = rows->last;
        return CASUS_OK;
    }
    wrong = read_date(rows, f, at);
    if (wrong != NULL)
        return bad_field(bad, csv, place, "\"%.*s\" is no date: %s", shown(f), f->text, wrong);
    if (f->length <= sizeof rows->last_date) {
        memcpy(rows->last_date, f->text, f->length);
        rows->last_length = f->length;
        rows->last = *at;
    }
    return CASUS_OK;
}

static casus_status date_of_form(struct cs_rows *rows, const struct cs_csv *csv, size_t place, struct cs_row_date *at,
                                 struct cs_bad_row *bad)
{
    for (uint32_t i = 0; i < rows->map->dated.count; i++)
        if (rows->columns[rows->dated[i]].place >= csv->count)
            return bad_field(bad, csv, 0, "the row ends before its date");
    if (rows->map->dated.form == CS_MAP_PARTS)
        return date_of_parts(rows, csv, at, bad);
    if (rows->map->dated.form == CS_MAP_ORDERED)
        return date_in_order(rows, csv, place, at, bad);
    if (rows->map->dated.form == CS_MAP_SECONDS)
        return bad_field(bad, csv, place, "\"%.*s\" is no count of seconds", shown(&csv->fields[place]),
                         csv->fields[place].text);
    return date_in_text(rows, csv, place, at, bad);
}

static inline casus_status date_of(struct cs_rows *rows, const struct cs_csv *csv, struct cs_row_date *at,
                                   struct cs_bad_row *bad)
{
    size_t place = rows->columns[rows->dated[0]].place;

    if (rows->map->dated.form == CS_MAP_SECONDS && place < csv->count && read_seconds(rows, &csv->fields[place], at))
        return CASUS_OK;
    return date_of_form(rows, csv, place, at, bad);
}

/* ---- values ---- */

static casus_status unknown(const struct cs_rows *rows, const struct cs_csv *csv, const struct column *column,
                            struct cs_bad_row *bad)
{
    const struct cs_csv_field *f = &csv->fields[column->place];
    const char *kind = cs_names_text(rows->symbols->names, column->text->kind_word);
    struct cs_near near;

    cs_near_start(&near, f->text, f->length);
    for (size_t i = 0; i < column->called.count; i++)
        cs_near_try(&near, column->called.items[i].text, column->called.items[i].length, (uint32_t)i);
    if (!near.found)
        return bad_field(bad, csv, column->place, "no %s is called \"%.*s\"", kind, shown(f), f->text);
    return bad_field(bad, csv, column->place, "no %s is called \"%.*s\"; did you mean \"%.80s\"?", kind, shown(f),
                     f->text, column->called.items[near.best].text);
}

static casus_status number_value(struct cs_rows *rows, const struct cs_csv *csv, const struct column *column,
                                 cs_value *out, struct cs_bad_row *bad)
{
    const struct cs_csv_field *f = &csv->fields[column->place];
    char text[CS_WIDE_TEXT];
    cs_wide number;

    if (!cs_wide_parse(f->text, (uint32_t)f->length, &number))
        return bad_field(bad, csv, column->place, "\"%.*s\" is no whole number", shown(f), f->text);
    cs_wide_text(number, text);
    *out = cs_stream_name(rows->stream, text, strlen(text));
    return *out != CS_UNSAID ? CASUS_OK : CASUS_ERR_MEMORY;
}

static casus_status lacking(const struct cs_rows *rows, const struct cs_csv *csv, const struct column *column,
                            struct cs_bad_row *bad)
{
    if (column->text->or_nothing)
        return bad_field(bad, csv, column->place, "such a row says who or what in \"%s\", and this one has nothing "
                         "there", name_of(rows, column));
    return bad_field(bad, csv, column->place, "nothing stands in \"%s\"", name_of(rows, column));
}

static struct text *place_of_text(const struct column *column, uint64_t word, size_t length)
{
    return &column->texts[cs_hash_mix(length, word) % column->text_count];
}

/* Room for the texts of a column: the first, or twice as many where they drive each other out. Without memory there is
 * as much as before. */
static void more_texts(struct column *column)
{
    struct text *before = column->texts;
    size_t count = column->text_count, more = count == 0 ? FIRST_TEXTS : 2 * count;
    struct text *texts = calloc(more, sizeof *texts);

    column->replaced = 0;
    if (texts == NULL)
        return;
    column->texts = texts;
    column->text_count = more;
    for (size_t i = 0; i < count; i++)
        if (before[i].value != CS_UNSAID)
            *place_of_text(column, before[i].word, before[i].length) = before[i];
    free(before);
}

/* A particular that only the table has, by its text. */
static cs_value new_particular(struct cs_rows *rows, struct column *column, const struct cs_csv_field *f)
{
    struct text *text;
    uint64_t word;

    if (column->text_count == 0 || (column->replaced > column->text_count && column->text_count < MOST_TEXTS))
        more_texts(column);
    if (column->text_count == 0 || f->length > 8)
        return cs_stream_particular(rows->stream, column->text->kind, f->text, f->length);
    word = cs_eight_of(f->text, f->length);
    text = place_of_text(column, word, f->length);
    if (text->value != CS_UNSAID && text->word == word && text->length == f->length)
        return text->value;
    column->replaced += text->value != CS_UNSAID;
    *text = (struct text){word, cs_stream_particular(rows->stream, column->text->kind, f->text, f->length),
                          (uint32_t)f->length};
    return text->value;
}

/* A particular that is called by no small number. */
static casus_status particular(struct cs_rows *rows, const struct cs_csv *csv, struct column *column, cs_value *out,
                               struct cs_bad_row *bad)
{
    const struct cs_csv_field *f = &csv->fields[column->place];
    uint32_t number;

    if (column->text->kind == CS_KIND_NUMBER)
        return number_value(rows, csv, column, out, bad);
    *out = cs_called_find(&column->called, f->text, f->length);
    if (*out != CS_UNSAID)
        return CASUS_OK;
    if (!column->text->is_new)
        return unknown(rows, csv, column, bad);
    if (!cs_is_integer(f->text, f->length, &number)) {
        if (cs_text_unseen_at(f->text, f->length) < f->length)
            return bad_field(bad, csv, column->place, CS_FIELD_UNSEEN);
        *out = new_particular(rows, column, f);
        return *out != CS_UNSAID ? CASUS_OK : CASUS_ERR_MEMORY;
    }
    if (column->called.count == 0 && column->first_integer == CS_UNSAID)
        column->first_integer = cs_stream_first_integer(rows->stream, column->text->kind);
    *out = cs_stream_integer(rows->stream, column->text->kind, number);
    return *out != CS_UNSAID ? CASUS_OK : CASUS_ERR_MEMORY;
}

static inline casus_status value_of(struct cs_rows *rows, const struct cs_csv *csv, struct column *column,
                                    cs_value *out, struct cs_bad_row *bad)
{
    const struct cs_csv_field *f;
    uint32_t number;

    if (column->place >= csv->count || csv->fields[column->place].length == 0)
        return lacking(rows, csv, column, bad);
    f = &csv->fields[column->place];
    if (field_integer(f, &number)) {
        if (number < CS_CALLED_NUMBERS && column->called.by_number[number] != CS_UNSAID) {
            *out = column->called.by_number[number];
            return CASUS_OK;
        }
        if (column->first_integer != CS_UNSAID && number <= CS_INTEGER_MAX) {
            *out = column->first_integer + number;
            return CASUS_OK;
        }
    }
    return particular(rows, csv, column, out, bad);
}

/* ---- rows ---- */

static bool is_value(const struct value *value, const struct cs_csv_field *f, uint64_t word)
{
    return value->length == f->length && value->word == word &&
           (f->length <= 8 || memcmp(value->text, f->text, f->length) == 0);
}

/* Is the field of a test one of its values? */
static bool meets(const struct cs_rows *rows, const struct test *test, const struct cs_csv_field *f, uint64_t word)
{
    const struct value *value = rows->values + test->first, *end = value + test->count;

    while (value < end && !is_value(value, f, word))
        value++;
    return value < end;
}

/* A field that was looked at, since the tests of most maps are of one column. */
struct looked { uint32_t column; const struct cs_csv_field *field; uint64_t word; };

static bool passes(const struct cs_rows *rows, const struct cs_csv *csv, const struct way *way, struct looked *last)
{
    static const struct cs_csv_field nothing = {"", 0, ""};

    for (size_t t = way->first_test; t < way->first_test + way->test_count; t++) {
        const struct test *test = &rows->tests[t];

        if (test->column != last->column) {
            size_t place = rows->columns[test->column].place;

            last->column = test->column;
            last->field = place < csv->count ? &csv->fields[place] : &nothing;
            last->word = field_word(last->field);
        }
        if (!meets(rows, test, last->field, last->word))
            return false;
    }
    return true;
}

/* The cases that the row fits, a bit each: of 64 from this one on. */
static uint64_t find_fitting(const struct cs_rows *rows, const struct cs_csv *csv, size_t first)
{
    struct looked looked = {CS_NOWHERE, NULL, 0};
    uint64_t ways = 0;

    for (size_t w = 0; w < 64 && first + w < rows->way_count; w++)
        ways |= (uint64_t)passes(rows, csv, &rows->ways[first + w], &looked) << w;
    return ways;
}

/* The same where all cases, at most 64, look at one column: those of a short field are kept. */
static inline uint64_t fitting_ways(struct cs_rows *rows, const struct cs_csv *csv)
{
    size_t place = rows->columns[rows->only_column].place;
    size_t length = place < csv->count ? csv->fields[place].length : 0;
    uint64_t word, ways;
    struct fits *fits;

    if (length > 8)
        return find_fitting(rows, csv, 0);
    word = length > 0 ? cs_eight_of(csv->fields[place].text, length) : 0;
    fits = &rows->fits[(word * UINT64_C(0x9E3779B97F4A7C15)) >> 32 & (LAST_FITS - 1)];
    if (fits->known && fits->word == word && fits->length == length)
        return fits->ways;
    ways = find_fitting(rows, csv, 0);
    *fits = (struct fits){word, ways, (uint8_t)length, true};
    return ways;
}

static inline casus_status fill_row(struct cs_rows *rows, const struct cs_csv *csv, struct statement *statement,
                                    const struct cs_row_date *at, uint64_t number, struct cs_bad_row *bad)
{
    struct cs_stream_row *row = &statement->row;

    row->hours = at->hours;
    row->start = at->start;
    row->end = at->end;
    row->day = at->day;
    row->number = number;
    for (uint32_t i = 0; i < statement->argument_count; i++) {
        const struct argument *argument = &statement->arguments[i];
        casus_status status =
            value_of(rows, csv, &rows->columns[argument->column], &row->values[argument->to], bad);

        if (status != CASUS_OK)
            return status;
    }
    return CASUS_OK;
}

size_t cs_rows_place(const struct cs_rows *rows, const struct cs_map_column *column)
{
    return rows->columns[column_of(rows->map, column)].place;
}

static casus_status wrong_count(const struct cs_rows *rows, const struct cs_csv *csv, struct cs_bad_row *bad)
{
    return bad_field(bad, csv, csv->count > rows->width ? rows->width : 0,
                     "the row has %zu fields, and %s%zu are wanted", csv->count,
                     csv->count < rows->needed && rows->needed < rows->width ? "at least " : "",
                     csv->count < rows->needed ? rows->needed : rows->width);
}

static inline bool has_count(const struct cs_rows *rows, const struct cs_csv *csv)
{
    return csv->count >= rows->needed && csv->count <= rows->width;
}

casus_status cs_rows_count(const struct cs_rows *rows, const struct cs_csv *csv, struct cs_bad_row *bad)
{
    return has_count(rows, csv) ? CASUS_OK : wrong_count(rows, csv, bad);
}

casus_status cs_rows_fit_nothing(const struct cs_rows *rows, const struct cs_csv *csv, struct cs_bad_row *bad)
{
    const struct column *column = rows->way_count > 0 && rows->ways[0].test_count > 0
                                      ? &rows->columns[rows->tests[rows->ways[0].first_test].column] : NULL;

    if (column == NULL || column->place >= csv->count)
        return bad_field(bad, csv, 0, "the map does not say what such a row says");
    return bad_field(bad, csv, column->place, "the map does not say what a row says in which \"%s\" is \"%.*s\"",
                     name_of(rows, column), shown(&csv->fields[column->place]), csv->fields[column->place].text);
}

/* Adds what the row says by this case. */
static inline casus_status add_way(struct cs_rows *rows, const struct cs_csv *csv, const struct way *way,
                                   const struct cs_row_date *at, uint64_t number, size_t *count,
                                   struct cs_bad_row *bad)
{
    struct statement *statement = rows->statements + way->first_statement, *end = statement + way->statement_count;

    for (; statement < end; statement++) {
        casus_status status;

        if (statement->row.relation == CS_NOWHERE)
            continue;
        status = fill_row(rows, csv, statement, at, number, bad);
        if (status != CASUS_OK)
            return status;
        rows->out[(*count)++] = &statement->row;
    }
    return CASUS_OK;
}

casus_status cs_rows_of(struct cs_rows *rows, const struct cs_csv *csv, uint64_t number, struct cs_row_date *at,
                        const struct cs_stream_row *const **out, size_t *count, struct cs_bad_row *bad)
{
    bool fits = false;
    casus_status status;

    *out = rows->out;
    *count = 0;
    if (!has_count(rows, csv))
        return wrong_count(rows, csv, bad);
    status = date_of(rows, csv, at, bad);
    for (size_t first = 0; first < rows->way_count; first += 64) {
        uint64_t ways = rows->only_column != CS_NOWHERE ? fitting_ways(rows, csv) : find_fitting(rows, csv, first);

        fits = fits || ways != 0;
        for (; ways != 0 && status == CASUS_OK; ways &= ways - 1)
            status = add_way(rows, csv, &rows->ways[first + (size_t)__builtin_ctzll(ways)], at, number, count, bad);
    }
    if (status == CASUS_OK && !fits && !rows->map->otherwise_nothing)
        return cs_rows_fit_nothing(rows, csv, bad);
    return status;
}
