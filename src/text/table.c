/* SPDX-License-Identifier: MIT */
#include "text/table.h"

#include <stdlib.h>
#include <string.h>

static char guess_separator(const char *bytes, size_t length)
{
    bool quoted = false, comma = false, semicolon = false;

    for (size_t i = 0; i < length && (quoted || (bytes[i] != '\n' && bytes[i] != '\r')); i++) {
        if (bytes[i] == '"')
            quoted = !quoted;
        if (!quoted && bytes[i] == '\t')
            return '\t';
        comma = comma || (!quoted && bytes[i] == ',');
        semicolon = semicolon || (!quoted && bytes[i] == ';');
    }
    return semicolon && !comma ? ';' : ',';
}

void cs_table_init(struct cs_table *table, const char *bytes, size_t length, char separator)
{
    bool mark = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;

    *table = (struct cs_table){.bytes = bytes, .length = length, .at = mark ? 3 : 0, .next_line = 1};
    table->separator = separator != 0 ? separator : guess_separator(bytes + table->at, length - table->at);
    cs_arena_init(&table->arena);
}

void cs_table_release(struct cs_table *table)
{
    cs_arena_release(&table->arena);
    free(table->fields);
}

/* ---- a row ---- */

struct reading {
    struct cs_table *table;
    size_t line_start; /* of the line at `at` */
    enum cs_table_result result;
};

static bool at_line_end(const struct cs_table *t)
{
    return t->at >= t->length || t->bytes[t->at] == '\n' || (t->bytes[t->at] == '\r' && t->at + 1 < t->length &&
                                                              t->bytes[t->at + 1] == '\n') ||
           (t->bytes[t->at] == '\r' && t->at + 1 == t->length);
}

static void mistake(struct reading *r, const char *what)
{
    r->table->line = r->table->next_line;
    r->table->column = r->table->at - r->line_start + 1;
    r->table->mistake = what;
    r->result = CS_TABLE_MISTAKE;
}

static void keep(struct reading *r, const char *text, size_t length)
{
    struct cs_table *t = r->table;
    const char *copy = cs_arena_text(&t->arena, text, length);

    if (t->count == CS_TABLE_COLUMNS_MAX) {
        mistake(r, "the row has more than 4096 fields");
    } else if (copy == NULL || !cs_grow(&t->fields, &t->capacity, t->count + 1, sizeof *t->fields)) {
        r->result = CS_TABLE_NO_MEMORY;
    } else {
        t->fields[t->count++] = (struct cs_table_field){copy, length};
    }
}

static void read_plain(struct reading *r)
{
    struct cs_table *t = r->table;
    size_t start = t->at;

    while (!at_line_end(t) && t->bytes[t->at] != t->separator && t->bytes[t->at] != '"' && t->bytes[t->at] != '\0')
        t->at++;
    if (at_line_end(t) || t->bytes[t->at] == t->separator)
        keep(r, t->bytes + start, t->at - start);
    else
        mistake(r, t->bytes[t->at] == '"' ? "a quotation mark stands in a field that does not begin with one"
                                          : "a byte 0 stands in the table");
}

/* Finds the mark that closes a field: the bytes between its marks, and how many doubled marks are among them. */
static bool find_closing(struct reading *r, size_t *length, size_t *doubled)
{
    struct cs_table *t = r->table;
    size_t start = ++t->at, opened_line = t->next_line, opened_start = r->line_start;

    for (*doubled = 0; t->at < t->length && t->bytes[t->at] != '\0'; t->at++) {
        if (t->bytes[t->at] == '\n') {
            t->next_line++;
            r->line_start = t->at + 1;
        }
        if (t->bytes[t->at] != '"')
            continue;
        if (t->at + 1 < t->length && t->bytes[t->at + 1] == '"') {
            (*doubled)++;
            t->at++;
            continue;
        }
        *length = t->at++ - start;
        return true;
    }
    if (t->at < t->length) {
        mistake(r, "a byte 0 stands in the table");
        return false;
    }
    t->next_line = opened_line;
    r->line_start = opened_start;
    t->at = start - 1;
    mistake(r, "the quotation mark that begins here is never closed");
    t->at = start;
    return false;
}

static void read_quoted(struct reading *r)
{
    struct cs_table *t = r->table;
    size_t start = t->at + 1, length, doubled, kept = 0;
    char *text;

    if (!find_closing(r, &length, &doubled))
        return;
    if (!at_line_end(t) && t->bytes[t->at] != t->separator) {
        mistake(r, "something stands behind the quotation mark that closes a field");
        return;
    }
    text = malloc(length - doubled + 1);
    if (text == NULL) {
        r->result = CS_TABLE_NO_MEMORY;
        return;
    }
    for (size_t i = 0; i < length; i++) {
        text[kept++] = t->bytes[start + i];
        i += t->bytes[start + i] == '"';
    }
    keep(r, text, kept);
    free(text);
}

static void skip_line(struct cs_table *t)
{
    while (t->at < t->length && t->bytes[t->at] != '\n')
        t->at++;
    if (t->at < t->length) {
        t->at++;
        t->next_line++;
    }
}

enum cs_table_result cs_table_next(struct cs_table *table)
{
    struct reading r = {table, table->at, CS_TABLE_ROW};

    table->count = 0;
    table->mistake = NULL;
    cs_arena_release(&table->arena);
    cs_arena_init(&table->arena);
    if (table->at >= table->length)
        return CS_TABLE_END;
    table->line = table->next_line;
    table->column = 1;
    for (;;) {
        if (table->at < table->length && table->bytes[table->at] == '"')
            read_quoted(&r);
        else
            read_plain(&r);
        if (r.result != CS_TABLE_ROW || at_line_end(table))
            break;
        table->at++; /* the separator */
    }
    skip_line(table);
    return r.result;
}
