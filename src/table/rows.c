/* SPDX-License-Identifier: MIT */
#include "table/rows_int.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/eight.h"
#include "base/hash.h"
#include "lang/near.h"
#include "table/dates.h"
#include "text/character.h"

/* Particulars of the table whose short texts are kept, each in one of a few places by a hash: at first, and at most. */
#define TEXTS_TOGETHER 4
#define FIRST_TEXTS ((size_t)4096)
#define MOST_TEXTS ((size_t)65536)

/* Is the field the canonical text of an integer below 2^32? Eight digits are read at once. */
static inline bool field_integer(const struct cs_csv_field *f, uint32_t *out)
{
    uint64_t digits;

    if (f->length - 1 > 7)
        return cs_is_integer(f->text, f->length, out);
    digits = cs_eight_bytes(f->text);
    if ((digits & 0xFF) == '0' && f->length > 1)
        return false;
    return cs_eight_number(digits, f->length, out);
}

/* Up to eight bytes of a field, as cs_eight_within. */
static inline uint64_t field_word(const struct cs_csv_field *f)
{
    return f->length < 8 ? cs_eight_of(f->text, f->length) : cs_eight_bytes(f->text);
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
    size_t place = rows->date->place;

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

/* The places where a text may be, TEXTS_TOGETHER of them, that which came last first. */
static struct text *places_of_text(const struct column *column, uint64_t word, size_t length)
{
    return &column->texts[cs_hash_mix(length, word) % (column->text_count / TEXTS_TOGETHER) * TEXTS_TOGETHER];
}

/* Puts a text first; the last of its places is lost. Was anything? */
static bool put_text(struct column *column, struct text text)
{
    struct text *places = places_of_text(column, text.word, text.length);
    bool lost = places[TEXTS_TOGETHER - 1].value != CS_UNSAID;

    memmove(places + 1, places, (TEXTS_TOGETHER - 1) * sizeof *places);
    places[0] = text;
    return lost;
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
            put_text(column, before[i]);
    free(before);
}

/* A particular that only the table has, by its text. */
static cs_value new_particular(struct cs_rows *rows, struct column *column, const struct cs_csv_field *f)
{
    const struct text *places;
    uint64_t word;
    cs_value value;

    if (column->text_count == 0 || (column->replaced > column->text_count && column->text_count < MOST_TEXTS))
        more_texts(column);
    if (column->text_count == 0 || f->length > 8)
        return cs_stream_particular(rows->stream, column->text->kind, f->text, f->length);
    word = cs_eight_of(f->text, f->length);
    places = places_of_text(column, word, f->length);
    for (size_t i = 0; i < TEXTS_TOGETHER; i++)
        if (places[i].word == word && places[i].length == f->length && places[i].value != CS_UNSAID)
            return places[i].value;
    value = cs_stream_particular(rows->stream, column->text->kind, f->text, f->length);
    column->replaced += put_text(column, (struct text){word, value, (uint32_t)f->length});
    return value;
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

static struct statement *only_statement(const struct cs_rows *rows, uint64_t ways)
{
    const struct way *way = ways == 0 ? NULL : &rows->ways[__builtin_ctzll(ways)];
    struct statement *statement = way == NULL ? NULL : &rows->statements[way->first_statement];

    return way == NULL || (ways & (ways - 1)) != 0 || way->statement_count != 1 ||
                   statement->row.relation == CS_NOWHERE ? NULL : statement;
}

/* The same where all cases, at most 64, look at one column: those of a short field are kept. */
static inline const struct fits *fitting_ways(struct cs_rows *rows, const struct cs_csv *csv, struct fits *own)
{
    size_t place = rows->columns[rows->only_column].place;
    size_t length = place < csv->count ? csv->fields[place].length : 0;
    uint64_t word = length > 0 && length <= 8 ? cs_eight_of(csv->fields[place].text, length) : 0;
    struct fits *fits = length > 8 ? own : &rows->fits[(word * UINT64_C(0x9E3779B97F4A7C15)) >> 32 & (LAST_FITS - 1)];

    if (length <= 8 && fits->word == word && fits->length == length)
        return fits;
    *fits = (struct fits){.word = word, .ways = find_fitting(rows, csv, 0), .length = (uint32_t)length};
    fits->only = only_statement(rows, fits->ways);
    return fits;
}

static inline casus_status fill_row(struct cs_rows *rows, const struct cs_csv *csv, struct statement *statement,
                                    const struct cs_row_date *at, uint64_t number, struct cs_bad_row *bad)
{
    struct cs_stream_row *row = &statement->row;
    const struct argument *argument = statement->arguments, *end = argument + statement->argument_count;

    row->hours = at->hours;
    row->start = at->start;
    row->end = at->end;
    row->day = at->day;
    row->number = number;
    for (; argument < end; argument++) {
        casus_status status = value_of(rows, csv, argument->column, &row->values[argument->to], bad);

        if (status != CASUS_OK)
            return status;
    }
    return CASUS_OK;
}

size_t cs_rows_place(const struct cs_rows *rows, const struct cs_map_column *column)
{
    return rows->columns[cs_rows_column(rows->map, column)].place;
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
static casus_status add_way(struct cs_rows *rows, const struct cs_csv *csv, const struct way *way,
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

/* Adds what the row says by these cases: of 64 from this one on, a bit each. */
static casus_status add_ways(struct cs_rows *rows, const struct cs_csv *csv, size_t first, uint64_t ways,
                             const struct cs_row_date *at, uint64_t number, size_t *count, struct cs_bad_row *bad)
{
    casus_status status = CASUS_OK;

    for (; ways != 0 && status == CASUS_OK; ways &= ways - 1)
        status = add_way(rows, csv, &rows->ways[first + (size_t)__builtin_ctzll(ways)], at, number, count, bad);
    return status;
}

/* What the row says by all cases that it fits. `fits`: those of the first 64, if they are known, and all. */
static casus_status add_all(struct cs_rows *rows, const struct cs_csv *csv, const struct fits *fits,
                            const struct cs_row_date *at, uint64_t number, size_t *count, struct cs_bad_row *bad)
{
    casus_status status = CASUS_OK;
    uint64_t any = 0;

    for (size_t first = 0; first < rows->way_count && status == CASUS_OK; first += 64) {
        uint64_t ways = fits != NULL ? fits->ways : find_fitting(rows, csv, first);

        any |= ways;
        status = add_ways(rows, csv, first, ways, at, number, count, bad);
    }
    if (status == CASUS_OK && any == 0 && !rows->map->otherwise_nothing)
        return cs_rows_fit_nothing(rows, csv, bad);
    return status;
}

casus_status cs_rows_of(struct cs_rows *rows, const struct cs_csv *csv, uint64_t number, struct cs_row_date *at,
                        const struct cs_stream_row *const **out, size_t *count, struct cs_bad_row *bad)
{
    const struct fits *fits = NULL;
    struct fits own;
    casus_status status;

    *out = rows->out;
    *count = 0;
    if (!has_count(rows, csv))
        return wrong_count(rows, csv, bad);
    status = date_of(rows, csv, at, bad);
    if (status != CASUS_OK)
        return status;
    if (rows->only_column != CS_NOWHERE)
        fits = fitting_ways(rows, csv, &own);
    if (fits == NULL || fits->only == NULL)
        return add_all(rows, csv, fits, at, number, count, bad);
    rows->out[0] = &fits->only->row;
    status = fill_row(rows, csv, fits->only, at, number, bad);
    *count = status == CASUS_OK;
    return status;
}
