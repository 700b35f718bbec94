/* SPDX-License-Identifier: MIT */
#include "table/entries.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/names.h"
#include "lang/near.h"
#include "table/dates.h"
#include "table/record.h"
#include "text/character.h"

#define SECONDS_OF_A_DAY 86400u

struct cs_entries {
    const struct cs_plan *plan;
    const struct cs_file *file;
    const struct cs_map *map;
    struct cs_names named;  /* the particulars that have a line "name" */
    struct cs_buffer names; /* their lines */
    struct cs_buffer lines; /* the entries */
    /* of the row that is being read: what its statements say, and who says each; what several say alike is one entry */
    struct cs_buffer words;
    struct said { size_t when, when_length, term, term_length; struct cs_buffer claims; } *said;
    size_t said_count, said_capacity;
    char last_day[40];      /* of the last row of a map whose order counts, and how many of that day came before it */
    unsigned of_day;
    char newest_day[40];
    unsigned most_of_day;   /* the most that `of_day` has been */
};

static const struct cs_map_dated *when_of(const struct cs_map *map, const struct cs_map_case *c)
{
    return c->from.span.source != NULL ? &c->from : &map->dated;
}

const char *cs_entries_needed(const struct cs_map *map)
{
    const char *why = map->codes != NULL ? "it has values that stand for others" : NULL;

    for (const struct cs_map_column *c = map->columns; c != NULL && why == NULL; c = c->next)
        why = c->codes != CS_NO_NAME ? "it has codes that depend on the date" : NULL;
    if (why == NULL && map->in_order)
        why = "the order of its rows counts";
    for (const struct cs_map_case *c = map->cases; c != NULL && why == NULL; c = c->next)
        why = c->to.span.source != NULL     ? "what it says lasts from one date of a row to another"
              : c->from.span.source != NULL ? "it has several dates in a row"
              : c->claims != NULL           ? "it says who says so"
                                            : NULL;
    if (why == NULL && map->dated.form == CS_MAP_PARTS && map->dated.count < 3)
        why = "its dates have no days";
    return why == NULL && map->dated.form == CS_MAP_CONSTANT ? "its rows have no dates of their own" : why;
}

casus_status cs_entries_new(const struct cs_plan *plan, const struct cs_file *map, struct cs_failure *failure,
                            struct cs_entries **out)
{
    struct cs_entries *e;

    *out = NULL;
    for (const struct cs_map_case *c = map->map->cases; c != NULL; c = c->next)
        for (const struct cs_map_statement *s = c->statements; s != NULL; s = s->next)
            if (s->ends)
                return cs_fail(failure, CASUS_ERR_ARGUMENT,
                               "the map \"%s\" ends a fact (then end ...), and it can only be read as a record, since "
                               "%s: write when the fact ends as \"from ... to ...\"",
                               map->source->name, cs_entries_needed(map->map));
    e = calloc(1, sizeof *e);
    if (e == NULL)
        return cs_fail_memory(failure);
    e->plan = plan;
    e->file = map;
    e->map = map->map;
    cs_names_init(&e->named);
    cs_buffer_init(&e->names);
    cs_buffer_init(&e->lines);
    cs_buffer_init(&e->words);
    *out = e;
    return CASUS_OK;
}

static void free_said(struct cs_entries *e)
{
    for (size_t i = 0; i < e->said_count; i++)
        cs_buffer_release(&e->said[i].claims);
    e->said_count = 0;
}

void cs_entries_free(struct cs_entries *e)
{
    if (e == NULL)
        return;
    cs_names_release(&e->named);
    cs_buffer_release(&e->names);
    cs_buffer_release(&e->lines);
    cs_buffer_release(&e->words);
    free_said(e);
    free(e->said);
    free(e);
}

/* ---- a row ---- */

struct row { /* that is being read */
    struct cs_entries *e;
    const struct cs_rows *rows;
    const struct cs_csv *csv;
    struct cs_bad_row *bad;
    uint64_t number;
    unsigned part; /* of its statements */
    cs_day first, last; /* the days on which what it says is so, as far as they are known, for codes */
};

static const struct cs_csv_field *field_of(const struct row *r, const struct cs_map_column *column)
{
    static const struct cs_csv_field nothing = {"", 0, ""};
    size_t place = cs_rows_place(r->rows, column);

    return place < r->csv->count ? &r->csv->fields[place] : &nothing;
}

__attribute__((format(printf, 3, 4))) static casus_status bad(const struct row *r, const struct cs_map_column *column,
                                                              const char *format, ...)
{
    size_t place = column != NULL ? cs_rows_place(r->rows, column) : 0;
    va_list arguments;

    cs_csv_place(r->csv, place < r->csv->count ? place : 0, &r->bad->line, &r->bad->column);
    va_start(arguments, format);
    vsnprintf(r->bad->cause, sizeof r->bad->cause, format, arguments);
    va_end(arguments);
    return CASUS_ERR_ARGUMENT;
}

static int shown(const struct cs_csv_field *f)
{
    return f->length > 80 ? 80 : (int)f->length;
}

static bool passes(const struct row *r, const struct cs_map_case *c)
{
    for (const struct cs_map_test *t = c->tests; t != NULL; t = t->next) {
        const struct cs_csv_field *f = field_of(r, t->column);
        const struct cs_map_value *v = t->values;

        while (v != NULL && (strlen(v->text) != f->length || memcmp(v->text, f->text, f->length) != 0))
            v = v->next;
        if (v == NULL)
            return false;
    }
    return true;
}

static casus_status read_date(const struct row *r, const struct cs_map_dated *dated, struct cs_table_date *out)
{
    const struct cs_csv_field *fields[3];

    for (uint32_t i = 0; i < dated->count; i++)
        fields[i] = field_of(r, dated->columns[i]);
    *out = cs_table_date(r->e->map, dated, fields, &r->e->file->reckoning);
    return out->kind == CS_TABLE_DATE_WRONG ? bad(r, dated->columns[out->field], "%s", out->text) : CASUS_OK;
}

/* The days for which codes are looked up. */
static void note_days(struct row *r, const struct cs_table_date *from, const struct cs_table_date *to)
{
    const struct cs_table_date *dates[] = {from, to};

    r->first = -CS_DAY_FARTHEST;
    r->last = CS_DAY_FARTHEST;
    for (int i = 0; i < 2; i++) {
        struct cs_moment moment;

        if (dates[i]->kind != CS_TABLE_DATE_KNOWN ||
            cs_moment_read(dates[i]->text, strlen(dates[i]->text), &r->e->file->reckoning, &moment) != NULL)
            continue;
        if (i == 0)
            r->first = moment.first;
        r->last = moment.last;
    }
}

/* A date; where the order of the rows counts, what happens on a day is told a second after the row above it. */
static casus_status add_in_order(struct row *r, const char *date, bool lasts, struct cs_buffer *out)
{
    struct cs_entries *e = r->e;

    cs_buffer_text(out, date);
    if (!e->map->in_order || lasts || strlen(date) != 10)
        return CASUS_OK;
    if (strcmp(e->last_day, date) == 0)
        e->of_day++;
    else
        e->of_day = strcmp(e->newest_day, date) < 0 ? 0 : e->most_of_day + 1; /* a day that comes again goes on */
    if (e->of_day > e->most_of_day)
        e->most_of_day = e->of_day;
    snprintf(e->last_day, sizeof e->last_day, "%s", date);
    if (strcmp(e->newest_day, date) < 0)
        snprintf(e->newest_day, sizeof e->newest_day, "%s", date);
    if (e->of_day >= SECONDS_OF_A_DAY)
        return bad(r, NULL, "%s has more than 86,400 rows, and the order of so many cannot be kept", date);
    cs_buffer_printf(out, "T%02u:%02u:%02u", e->of_day / 3600, e->of_day / 60 % 60, e->of_day % 60);
    return CASUS_OK;
}

/*
 * "1815-01-03/1815-02-08", with a space behind it; *so false: the row says nothing of it, since it does not apply.
 */
static casus_status add_when(struct row *r, const struct cs_map_case *c, bool *so, struct cs_buffer *out)
{
    const struct cs_map_dated *dated = when_of(r->e->map, c);
    struct cs_table_date from, to = {.kind = CS_TABLE_DATE_MISSING};
    casus_status status = read_date(r, dated, &from);

    if (status == CASUS_OK && c->to.span.source != NULL)
        status = read_date(r, &c->to, &to);
    if (status != CASUS_OK)
        return status;
    *so = from.kind != CS_TABLE_DATE_INAPPLICABLE && to.kind != CS_TABLE_DATE_INAPPLICABLE;
    if (!*so)
        return CASUS_OK;
    if (from.kind == CS_TABLE_DATE_CONTINUING) /* so it has a column, as what is missing has */
        return bad(r, dated->columns[0], "what goes on is no beginning");
    if (from.kind == CS_TABLE_DATE_MISSING && to.kind != CS_TABLE_DATE_KNOWN)
        return bad(r, dated->columns[0], "its date is missing");
    note_days(r, &from, &to);
    if (from.kind == CS_TABLE_DATE_KNOWN)
        status = add_in_order(r, from.text, c->to.span.source != NULL, out);
    if (status != CASUS_OK)
        return status;
    if (c->to.span.source != NULL) {
        if (from.kind == CS_TABLE_DATE_KNOWN && to.kind == CS_TABLE_DATE_KNOWN &&
            cs_table_date_before(from.text, to.text))
            return bad(r, c->to.count > 0 ? c->to.columns[0] : NULL, "it ends on %s, before it begins, on %s", to.text,
                       from.text);
        cs_buffer_char(out, '/');
        cs_buffer_text(out, to.kind == CS_TABLE_DATE_KNOWN        ? to.text
                            : to.kind == CS_TABLE_DATE_CONTINUING ? ".."
                                                                  : "");
    }
    cs_buffer_char(out, ' ');
    return CASUS_OK;
}

/* ---- values ---- */

static casus_status unknown(const struct row *r, const struct cs_map_column *column, const struct cs_csv_field *f)
{
    const struct cs_symbols *symbols = r->e->plan->symbols;
    const char *kind = cs_names_text(symbols->names, column->kind_word);
    struct cs_near near;

    cs_near_start(&near, f->text, f->length);
    for (cs_name name = 1; name < symbols->by_name_count; name++)
        if (cs_symbols_is(symbols, cs_symbols_spelt(symbols, name), column->kind))
            cs_near_try(&near, cs_names_text(symbols->names, name), cs_names_length(symbols->names, name), name);
    if (!near.found)
        return bad(r, column, "no %s is called \"%.*s\"", kind, shown(f), f->text);
    return bad(r, column, "no %s is called \"%.*s\"; did you mean \"%.80s\"?", kind, shown(f), f->text,
               cs_names_text(symbols->names, near.best));
}

/* A particular that only the table has: it is declared as it is met first. */
static void add_new(struct cs_entries *e, const struct cs_map_column *column, const struct cs_csv_field *f,
                    struct cs_buffer *out)
{
    const char *kind = cs_names_text(e->plan->symbols->names, column->kind_word);
    size_t known = e->named.count;
    struct cs_buffer name;

    cs_buffer_init(&name);
    cs_buffer_printf(&name, "%s ", kind);
    cs_buffer_add(&name, f->text, f->length);
    if (!name.failed && cs_names_intern(&e->named, name.bytes, name.length) >= known) {
        cs_buffer_printf(&e->names, "name  %s ", kind);
        cs_table_add_quoted(name.bytes, name.length, &e->names);
        cs_buffer_char(&e->names, '\n');
    }
    cs_table_add_quoted(cs_buffer_string(&name), name.length, out);
    out->failed = out->failed || name.failed;
    cs_buffer_release(&name);
}

static casus_status add_field(const struct row *r, const struct cs_map_column *column, const struct cs_csv_field *f,
                              struct cs_buffer *out)
{
    const struct cs_symbols *symbols = r->e->plan->symbols;
    cs_wide number;
    cs_name name;

    if (column->kind == CS_KIND_NUMBER) {
        if (!cs_wide_parse(f->text, (uint32_t)f->length, &number))
            return bad(r, column, "\"%.*s\" is no whole number", shown(f), f->text);
        cs_buffer_add(out, f->text, f->length);
        return CASUS_OK;
    }
    if (cs_text_unseen_at(f->text, f->length) < f->length)
        return bad(r, column, CS_FIELD_UNSEEN);
    name = cs_names_find(symbols->names, f->text, f->length);
    if (name != CS_NO_NAME && name < symbols->by_name_count &&
        cs_symbols_is(symbols, cs_symbols_spelt(symbols, name), column->kind)) {
        cs_table_add_quoted(f->text, f->length, out);
        return CASUS_OK;
    }
    if (!column->is_new)
        return unknown(r, column, f);
    add_new(r->e, column, f, out);
    return CASUS_OK;
}

/* The particular that has this code on the days of what is said. */
static casus_status add_coded(const struct row *r, const struct cs_map_column *column, const struct cs_csv_field *f,
                              struct cs_buffer *out)
{
    const struct cs_symbols *symbols = r->e->plan->symbols;
    cs_name name = cs_symbols_coded(symbols, column->codes, f->text, f->length, r->first, r->last);

    if (name == CS_NO_NAME)
        return bad(r, column, "on the date of the row no %s has the code \"%.*s\" in %s, or several have it",
                   cs_names_text(symbols->names, column->kind_word), shown(f), f->text,
                   cs_names_text(symbols->names, column->codes));
    cs_table_add_quoted(cs_names_text(symbols->names, name), cs_names_length(symbols->names, name), out);
    return CASUS_OK;
}

/* What is said of a role: *unsaid, where the value is missing; *so false, where it does not apply. */
static casus_status add_value(const struct row *r, const struct cs_arg *arg, bool *unsaid, bool *so,
                              struct cs_buffer *out)
{
    const struct cs_names *names = r->e->plan->symbols->names;
    const struct cs_map_column *column = r->e->map->columns;
    const struct cs_map_code *code;
    const struct cs_csv_field *f;
    struct cs_csv_field recoded;

    *unsaid = false;
    if (arg->kind != CS_ARG_VARIABLE) {
        if (arg->kind == CS_ARG_NAME && arg->instrument == CS_NO_NAME)
            cs_table_add_quoted(cs_names_text(names, arg->name), cs_names_length(names, arg->name), out);
        else
            cs_buffer_text(out, cs_names_text(names, arg->name));
        return CASUS_OK;
    }
    while (column != NULL && column->name != arg->name)
        column = column->next;
    f = field_of(r, column);
    code = cs_map_code_of(r->e->map, column->name, f);
    if (code != NULL && code->kind == CS_CODE_OTHER) {
        recoded = (struct cs_csv_field){code->as, strlen(code->as), f->start};
        f = &recoded;
        code = NULL;
    }
    if (code == NULL && f->length > 0)
        return column->codes != CS_NO_NAME ? add_coded(r, column, f, out) : add_field(r, column, f, out);
    if (code != NULL && code->kind == CS_CODE_CONTINUING)
        return bad(r, column, "what goes on is a date, and here should stand who or what");
    *unsaid = code == NULL || code->kind == CS_CODE_MISSING;
    *so = *unsaid;
    return CASUS_OK;
}

/* The words of a statement; *so false: it does not apply. */
static casus_status add_term(const struct row *r, const struct cs_term *term, bool *so, struct cs_buffer *out)
{
    const struct cs_role *subject = cs_term_role(term, CS_PREP_IS);
    casus_status status = CASUS_OK;
    bool unsaid = false;

    if (subject != NULL) {
        status = add_value(r, subject->args, &unsaid, so, out);
        if (status == CASUS_OK && unsaid)
            return bad(r, NULL, "the row does not say who or what is %s",
                       cs_names_text(r->e->plan->symbols->names, term->head));
        cs_buffer_text(out, " is ");
    }
    cs_buffer_text(out, cs_names_text(r->e->plan->symbols->names, term->head));
    for (const struct cs_role *role = term->roles; role != NULL && status == CASUS_OK && *so; role = role->next) {
        size_t before = out->length;

        if (role->prep == CS_PREP_IS)
            continue;
        cs_buffer_printf(out, " %s ", cs_prep_text(role->prep));
        status = add_value(r, role->args, &unsaid, so, out);
        if (unsaid && !out->failed)
            out->length = before;
    }
    return status;
}

/* t12; of a later statement of the row t12s2; of the third table t3r12 */
static void add_label(struct row *r, struct cs_buffer *out)
{
    uint64_t table = r->number >> CS_TABLE_SHIFT, line = r->number & (((uint64_t)1 << CS_TABLE_SHIFT) - 1);

    if (table == 0)
        cs_buffer_printf(out, "t%llu", (unsigned long long)line);
    else
        cs_buffer_printf(out, "t%llur%llu", (unsigned long long)table + 1, (unsigned long long)line);
    if (++r->part > 1)
        cs_buffer_printf(out, "s%u", r->part);
    cs_buffer_text(out, ": ");
}

/* What the row says already in the same words of the same time, or a new one; NULL if memory ran out. */
static struct said *said_in_row(struct cs_entries *e, const struct said *new)
{
    const char *bytes = cs_buffer_string(&e->words);

    for (size_t i = 0; i < e->said_count; i++) {
        struct said *s = &e->said[i];

        if (s->when_length == new->when_length && s->term_length == new->term_length &&
            memcmp(bytes + s->when, bytes + new->when, new->when_length) == 0 &&
            memcmp(bytes + s->term, bytes + new->term, new->term_length) == 0)
            return s;
    }
    if (!cs_grow(&e->said, &e->said_capacity, e->said_count + 1, sizeof *e->said))
        return NULL;
    e->said[e->said_count] = *new;
    cs_buffer_init(&e->said[e->said_count].claims);
    return &e->said[e->said_count++];
}

static casus_status add_statement(struct row *r, const struct cs_map_case *c, const struct cs_map_statement *s)
{
    const struct cs_names *names = r->e->plan->symbols->names;
    struct cs_buffer *words = &r->e->words;
    struct said new = {.when = words->length}, *said;
    bool so = true;
    casus_status status = add_when(r, c, &so, words);

    if (status != CASUS_OK || !so)
        return status;
    new.when_length = words->length - new.when;
    new.term = words->length;
    status = add_term(r, &s->term, &so, words);
    if (status != CASUS_OK || !so)
        return status;
    new.term_length = words->length - new.term;
    if (words->failed)
        return CASUS_ERR_MEMORY;
    said = said_in_row(r->e, &new);
    if (said == NULL)
        return CASUS_ERR_MEMORY;
    for (const struct cs_map_claim *claim = c->claims; claim != NULL; claim = claim->next) {
        cs_buffer_text(&said->claims, claim->denies ? "  denies " : "  says   ");
        cs_table_add_quoted(cs_names_text(names, claim->voice), cs_names_length(names, claim->voice), &said->claims);
        cs_buffer_char(&said->claims, '\n');
    }
    return CASUS_OK;
}

/* The row is good: what it says becomes entries. */
static casus_status add_entries(struct row *r)
{
    struct cs_entries *e = r->e;

    for (size_t i = 0; i < e->said_count; i++) {
        const struct said *s = &e->said[i];

        cs_buffer_add(&e->lines, e->words.bytes + s->when, s->when_length);
        add_label(r, &e->lines);
        cs_buffer_add(&e->lines, e->words.bytes + s->term, s->term_length);
        cs_buffer_char(&e->lines, '\n');
        cs_buffer_add(&e->lines, cs_buffer_string(&s->claims), s->claims.length);
        e->lines.failed = e->lines.failed || s->claims.failed;
    }
    return e->lines.failed || e->names.failed || e->named.failed ? CASUS_ERR_MEMORY : CASUS_OK;
}

casus_status cs_entries_add(struct cs_entries *e, const struct cs_rows *rows, const struct cs_csv *csv,
                            uint64_t number, struct cs_bad_row *why)
{
    struct row r = {.e = e, .rows = rows, .csv = csv, .bad = why, .number = number};
    casus_status status = cs_rows_count(rows, csv, why);
    bool fits = e->map->otherwise_nothing;

    cs_buffer_clear(&e->words);
    free_said(e);
    for (const struct cs_map_case *c = e->map->cases; c != NULL && status == CASUS_OK; c = c->next) {
        if (!passes(&r, c))
            continue;
        fits = true;
        for (const struct cs_map_statement *s = c->statements; s != NULL && status == CASUS_OK; s = s->next)
            status = add_statement(&r, c, s);
    }
    if (status == CASUS_OK && !fits)
        return cs_rows_fit_nothing(rows, csv, why);
    return status == CASUS_OK ? add_entries(&r) : status;
}

void cs_entries_write(const struct cs_entries *e, struct cs_buffer *out)
{
    cs_buffer_text(out, "-- the rows of a table, as casus scan has taken them\n\n");
    cs_table_record_head(e->file, out);
    cs_buffer_add(out, cs_buffer_string(&e->names), e->names.length);
    cs_buffer_add(out, cs_buffer_string(&e->lines), e->lines.length);
    out->failed = out->failed || e->names.failed || e->lines.failed;
}
