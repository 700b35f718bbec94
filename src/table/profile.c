/* SPDX-License-Identifier: MIT */
#include "table/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "table/csv.h"
#include "table/reader.h"

/* ---- values ---- */

enum cs_marker cs_marker_of(const char *text, size_t length)
{
    static const struct { const char *text; enum cs_marker marker; } markers[] = {
        {"-9", CS_MARKER_MISSING},      {"-99", CS_MARKER_MISSING},     {"-999", CS_MARKER_MISSING},
        {"-8", CS_MARKER_INAPPLICABLE}, {"-88", CS_MARKER_INAPPLICABLE}, {"-7", CS_MARKER_CONTINUING},
        {"-77", CS_MARKER_CONTINUING},  {"NA", CS_MARKER_MISSING},      {"N/A", CS_MARKER_MISSING},
        {"NaN", CS_MARKER_MISSING},     {"nan", CS_MARKER_MISSING},     {".", CS_MARKER_MISSING},
        {"NULL", CS_MARKER_MISSING},    {"null", CS_MARKER_MISSING},
    };

    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++)
        if (strlen(markers[i].text) == length && memcmp(markers[i].text, text, length) == 0)
            return markers[i].marker;
    return CS_MARKER_NONE;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool read_whole(const struct cs_csv_field *f, long long *out)
{
    size_t at = f->length > 1 && f->text[0] == '-';
    long long number = 0;

    if (f->length == 0 || f->length > 17)
        return false;
    for (; at < f->length; at++) {
        if (!is_digit(f->text[at]))
            return false;
        number = number * 10 + (f->text[at] - '0');
    }
    *out = f->text[0] == '-' ? -number : number;
    return true;
}

static bool is_iso(const struct cs_csv_field *f)
{
    static const char form[] = "0000-00-00";

    if (f->length < sizeof form - 1)
        return false;
    for (size_t i = 0; i < sizeof form - 1; i++)
        if (form[i] == '0' ? !is_digit(f->text[i]) : f->text[i] != form[i])
            return false;
    return f->length == sizeof form - 1 || f->text[sizeof form - 1] == 'T';
}

/* "5/1/2020": the parts before the year, and what stands between them. */
static bool read_ordered(const struct cs_csv_field *f, long long parts[2], char *between)
{
    size_t at = 0;
    char sign = 0;

    for (size_t i = 0; i < 2; i++) {
        size_t start = at;

        for (parts[i] = 0; at < f->length && is_digit(f->text[at]) && at - start < 2; at++)
            parts[i] = parts[i] * 10 + (f->text[at] - '0');
        if (at == start || at == f->length || (f->text[at] != '/' && f->text[at] != '.' && f->text[at] != '-') ||
            (sign != 0 && f->text[at] != sign))
            return false;
        sign = f->text[at++];
    }
    *between = sign;
    return f->length - at == 4 && is_digit(f->text[at]) && is_digit(f->text[at + 1]) && is_digit(f->text[at + 2]) &&
           is_digit(f->text[at + 3]);
}

static void note_text(struct cs_profile *p, const struct cs_csv_field *f, struct cs_profile_value *values,
                      size_t *count, bool *many)
{
    for (size_t i = 0; i < *count; i++)
        if (strlen(values[i].text) == f->length && memcmp(values[i].text, f->text, f->length) == 0) {
            values[i].count++;
            return;
        }
    if (*count == CS_PROFILE_VALUES_MAX) {
        *many = true;
        return;
    }
    values[*count] = (struct cs_profile_value){cs_arena_text(&p->arena, f->text, f->length), 1};
    *count += values[*count].text != NULL;
}

static void note_whole(struct cs_column_profile *c, long long number)
{
    c->rises = c->whole == 0 || (c->rises && number >= c->greatest);
    c->least = c->whole == 0 || number < c->least ? number : c->least;
    c->greatest = c->whole == 0 || number > c->greatest ? number : c->greatest;
    c->of_year += number == 0 || (number >= 1000 && number <= 2200);
    c->of_month += number >= 0 && number <= 12;
    c->of_day += number >= 0 && number <= 31;
    c->of_code += number >= 1 && number <= 999;
    c->whole++;
}

static void note(struct cs_profile *p, struct cs_column_profile *c, const struct cs_csv_field *f)
{
    long long number, parts[2];
    size_t letters = 0, spaces = 0;
    bool ignored = false;
    char between;

    if (f->length == 0) {
        c->empty++;
        return;
    }
    if (cs_marker_of(f->text, f->length) != CS_MARKER_NONE) {
        note_text(p, f, c->markers, &c->marker_count, &ignored);
        return;
    }
    c->filled++;
    note_text(p, f, c->values, &c->value_count, &c->many);
    for (size_t i = 0; i < f->length; i++) {
        letters += is_letter(f->text[i]);
        spaces += f->text[i] == ' ';
    }
    c->words += letters > 0 && letters + spaces == f->length && f->length <= 40;
    if (read_whole(f, &number))
        note_whole(c, number);
    else if (is_iso(f))
        c->iso++;
    else if (read_ordered(f, parts, &between)) {
        c->ordered++;
        c->between = between;
        c->first_part = parts[0] > c->first_part ? parts[0] : c->first_part;
        c->second_part = parts[1] > c->second_part ? parts[1] : c->second_part;
    }
}

/* ---- columns ---- */

bool cs_profile_word_taken(const char *word)
{
    enum { PLAIN, RESERVED, PREP };
    static const struct { const char *text; int class; } grammar[] = {
#define WORD(name, text, class, prep) {text, class},
#include "lang/words.def"
#undef WORD
    };

    for (size_t i = 0; i < sizeof grammar / sizeof *grammar; i++)
        if (strcmp(grammar[i].text, word) == 0)
            return grammar[i].class != PLAIN;
    return false;
}

static bool is_taken(const struct cs_profile *p, const char *word)
{
    if (cs_profile_word_taken(word))
        return true;
    for (size_t i = 0; i < p->count; i++)
        if (p->columns[i].word != NULL && strcmp(p->columns[i].word, word) == 0)
            return true;
    return false;
}

static void name_column(struct cs_profile *p, size_t index)
{
    struct cs_column_profile *c = &p->columns[index];
    const char *header = c->header != NULL ? c->header : "";
    struct cs_buffer stem, word;

    cs_buffer_init(&stem);
    cs_buffer_init(&word);
    for (size_t i = 0; header[i] != '\0'; i++)
        if (is_letter(header[i]) || (is_digit(header[i]) && stem.length > 0))
            cs_buffer_char(&stem, (char)(header[i] >= 'A' && header[i] <= 'Z' ? header[i] - 'A' + 'a' : header[i]));
    if (stem.length > 40)
        cs_buffer_clear(&stem);
    if (stem.length > 0)
        cs_buffer_text(&word, cs_buffer_string(&stem));
    else /* columna, columnb: a word of a kind has no digits */
        cs_buffer_printf(&word, "column%c%.*s", (char)('a' + index % 26), (int)(index / 26 % 26),
                         "zzzzzzzzzzzzzzzzzzzzzzzzz");
    for (size_t number = 1; !word.failed && is_taken(p, cs_buffer_string(&word)); number++) {
        cs_buffer_clear(&word);
        cs_buffer_printf(&word, "%s%zu", stem.length > 0 ? cs_buffer_string(&stem) : "column", number);
    }
    c->stem = cs_buffer_keep(&stem, &p->arena);
    c->word = cs_buffer_keep(&word, &p->arena);
}

/* Is the first row one of headers: texts, each another, none of which is a number or a date? */
static bool are_headers(const struct cs_csv *csv)
{
    for (size_t i = 0; i < csv->count; i++) {
        const struct cs_csv_field *f = &csv->fields[i];
        long long parts[2];
        char between;

        if (f->length == 0 || is_digit(f->text[0]) || is_iso(f) || read_ordered(f, parts, &between))
            return false;
        for (size_t k = 0; k < i; k++)
            if (csv->fields[k].length == f->length && memcmp(csv->fields[k].text, f->text, f->length) == 0)
                return false;
    }
    return csv->count > 0;
}

static bool make_columns(struct cs_profile *p, const struct cs_csv *csv)
{
    p->headers = are_headers(csv);
    p->columns = cs_arena_array(&p->arena, csv->count, sizeof *p->columns);
    if (p->columns == NULL)
        return false;
    p->count = csv->count;
    for (size_t i = 0; i < p->count; i++) {
        if (p->headers)
            p->columns[i].header = cs_arena_text(&p->arena, csv->fields[i].text, csv->fields[i].length);
        name_column(p, i);
    }
    return !cs_arena_failed(&p->arena);
}

/* ---- reading ---- */

/* The separator is the one of which the first line has most, outside of quotation marks. */
static char find_separator(const char *bytes, size_t length)
{
    static const char separators[] = ",;\t";
    size_t counts[3] = {0, 0, 0}, best = 0;
    bool quoted = false;

    for (size_t i = 0; i < length && (quoted || (bytes[i] != '\n' && bytes[i] != '\r')); i++) {
        quoted ^= bytes[i] == '"';
        for (size_t s = 0; s < 3 && !quoted; s++)
            counts[s] += bytes[i] == separators[s];
    }
    for (size_t s = 1; s < 3; s++)
        best = counts[s] > counts[best] ? s : best;
    return separators[best];
}

struct bytes { const char *at; size_t left; };

static size_t give(void *context, char *to, size_t size)
{
    struct bytes *in = context;
    size_t part = in->left < size ? in->left : size;

    memcpy(to, in->at, part);
    in->at += part;
    in->left -= part;
    return part;
}

static casus_status read_rows(struct cs_profile *p, struct cs_csv *csv, struct cs_failure *failure)
{
    enum cs_csv_result result;

    while ((result = cs_csv_next(csv, failure)) != CS_CSV_END) {
        if (result == CS_CSV_FAILED)
            return failure->status;
        if (p->columns == NULL && result == CS_CSV_ROW) {
            if (!make_columns(p, csv))
                return cs_fail_memory(failure);
            if (p->headers)
                continue;
        }
        p->rows++;
        p->bad += result == CS_CSV_BAD || csv->count > p->count;
        for (size_t i = 0; result == CS_CSV_ROW && i < csv->count && i < p->count; i++)
            note(p, &p->columns[i], &csv->fields[i]);
        for (size_t i = csv->count; result == CS_CSV_ROW && i < p->count; i++)
            p->columns[i].empty++;
    }
    if (p->columns == NULL)
        return cs_fail(failure, CASUS_ERR_ARGUMENT, "%s",
                       p->rows == 0 ? "the table is empty" : cs_line_ends_cause(csv));
    return cs_arena_failed(&p->arena) ? cs_fail_memory(failure) : CASUS_OK;
}

static size_t value_of(const struct cs_column_profile *c, const struct cs_csv_field *f)
{
    size_t v = 0;

    while (v < c->value_count &&
           (strlen(c->values[v].text) != f->length || memcmp(c->values[v].text, f->text, f->length) != 0))
        v++;
    return v;
}

size_t *cs_profile_filled(struct cs_profile *p, size_t column, const char *bytes, size_t length)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct bytes in = {bytes, length};
    size_t *filled = cs_arena_array(&p->arena, CS_PROFILE_VALUES_MAX * p->count, sizeof *filled);
    enum cs_csv_result result = CS_CSV_FAILED;
    struct cs_reader reader;
    const struct cs_csv *csv = &reader.csv;

    if (filled == NULL)
        return NULL;
    if (cs_reader_init(&reader, give, &in, p->separator, &failure) == CASUS_OK)
        while ((result = cs_csv_next(&reader.csv, &failure)) == CS_CSV_ROW || result == CS_CSV_BAD) {
            size_t v = result == CS_CSV_ROW && column < csv->count
                           ? value_of(&p->columns[column], &csv->fields[column]) : SIZE_MAX;

            for (size_t i = 0; v < p->columns[column].value_count && i < csv->count && i < p->count; i++)
                filled[v * p->count + i] += csv->fields[i].length > 0;
        }
    cs_reader_release(&reader);
    return result == CS_CSV_END ? filled : NULL;
}

casus_status cs_profile_read(struct cs_profile *p, const char *bytes, size_t length, struct cs_failure *failure)
{
    struct bytes in = {bytes, length};
    struct cs_reader reader;
    casus_status status;

    *p = (struct cs_profile){.separator = find_separator(bytes, length)};
    cs_arena_init(&p->arena);
    status = cs_reader_init(&reader, give, &in, p->separator, failure);
    if (status == CASUS_OK)
        status = read_rows(p, &reader.csv, failure);
    cs_reader_release(&reader);
    return status;
}

void cs_profile_release(struct cs_profile *p)
{
    cs_arena_release(&p->arena);
}
