/* SPDX-License-Identifier: MIT */
#include "table/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/names.h"

struct fact { size_t text, length; struct cs_stream_row from, to; bool ended; };

struct cs_table_record {
    const struct cs_plan *plan;
    const struct cs_file *map;
    struct cs_names named;   /* the particulars that have a line "name" */
    struct cs_buffer names;  /* their lines */
    struct cs_buffer lines;  /* of events */
    struct cs_buffer words;  /* of facts: what each says; `facts` has their dates */
    struct fact *facts;
    size_t fact_count, fact_capacity;
    uint64_t number;         /* of the last row, and which statement of it this is */
    unsigned part;
};

struct cs_table_record *cs_table_record_new(const struct cs_plan *plan, const struct cs_file *map)
{
    struct cs_table_record *r = calloc(1, sizeof *r);

    if (r == NULL)
        return NULL;
    r->plan = plan;
    r->map = map;
    cs_names_init(&r->named);
    cs_buffer_init(&r->names);
    cs_buffer_init(&r->lines);
    cs_buffer_init(&r->words);
    return r;
}

void cs_table_record_free(struct cs_table_record *r)
{
    if (r == NULL)
        return;
    cs_names_release(&r->named);
    cs_buffer_release(&r->names);
    cs_buffer_release(&r->lines);
    cs_buffer_release(&r->words);
    free(r->facts);
    free(r);
}

void cs_table_record_name(const struct cs_plan *plan, const struct cs_stream *stream, cs_value value,
                          struct cs_buffer *out)
{
    cs_kind kind = cs_stream_kind(stream, value);
    char room[24];
    size_t length;
    const char *text = cs_stream_text(stream, value, room, &length);

    if (kind != CS_KIND_ANY)
        cs_buffer_printf(out, "%s ", cs_names_text(plan->symbols->names, plan->symbols->kinds[kind].name));
    cs_buffer_add(out, text, length);
}

void cs_table_add_quoted(const char *text, size_t length, struct cs_buffer *out)
{
    cs_buffer_char(out, '"');
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"' || text[i] == '\\')
            cs_buffer_char(out, '\\');
        cs_buffer_char(out, text[i]);
    }
    cs_buffer_char(out, '"');
}

/* Declares a particular of the table, as it is met first. */
static void declare(struct cs_table_record *r, const struct cs_stream *stream, cs_value value,
                    const struct cs_buffer *name)
{
    cs_kind kind = cs_stream_kind(stream, value);
    size_t known = r->named.count;

    if (kind == CS_KIND_ANY || cs_names_intern(&r->named, name->bytes, name->length) < known)
        return;
    cs_buffer_printf(&r->names, "name  %s ",
                     cs_names_text(r->plan->symbols->names, r->plan->symbols->kinds[kind].name));
    cs_table_add_quoted(name->bytes, name->length, &r->names);
    cs_buffer_char(&r->names, '\n');
}

static void add_value(struct cs_table_record *r, const struct cs_stream *stream, cs_value value, cs_kind role,
                      struct cs_buffer *out)
{
    struct cs_buffer name;

    cs_buffer_init(&name);
    cs_table_record_name(r->plan, stream, value, &name);
    if (!name.failed)
        declare(r, stream, value, &name);
    if (role == CS_KIND_NUMBER || role == CS_KIND_OCCURRENCE)
        cs_buffer_add(out, cs_buffer_string(&name), name.length);
    else
        cs_table_add_quoted(cs_buffer_string(&name), name.length, out);
    out->failed = out->failed || name.failed;
    cs_buffer_release(&name);
}

static void add_words(struct cs_table_record *r, const struct cs_stream *stream, const struct cs_stream_row *row,
                      struct cs_buffer *out)
{
    const struct cs_relation *relation = &r->plan->relations[row->relation];

    for (uint32_t i = relation->first_role; i < relation->column_count; i++)
        if (relation->shape->roles[i - relation->first_role].prep == CS_PREP_IS && row->values[i] != CS_UNSAID) {
            add_value(r, stream, row->values[i], relation->column_kinds[i], out);
            cs_buffer_text(out, " is ");
        }
    cs_buffer_text(out, cs_names_text(r->plan->names, relation->head));
    for (uint32_t i = relation->first_role; i < relation->column_count; i++) {
        enum cs_prep prep = relation->shape->roles[i - relation->first_role].prep;

        if (prep == CS_PREP_IS || row->values[i] == CS_UNSAID)
            continue;
        cs_buffer_printf(out, " %s ", cs_prep_text(prep));
        add_value(r, stream, row->values[i], relation->column_kinds[i], out);
    }
    cs_buffer_char(out, '\n');
}

static void add_date(const struct cs_stream_row *row, struct cs_buffer *out)
{
    char text[32];

    cs_buffer_text(out, row->hours ? cs_instant_text(row->start, row->offset, text) : cs_day_text(row->day, text));
}

/* t12; of a later statement of the row t12b; of the third table t3r12 */
static void add_label(struct cs_table_record *r, uint64_t number, struct cs_buffer *out)
{
    uint64_t table = number >> CS_TABLE_SHIFT, line = number & (((uint64_t)1 << CS_TABLE_SHIFT) - 1);

    r->part = number == r->number ? r->part + 1 : 0;
    r->number = number;
    if (table == 0)
        cs_buffer_printf(out, " t%llu", (unsigned long long)line);
    else
        cs_buffer_printf(out, " t%llur%llu", (unsigned long long)table + 1, (unsigned long long)line);
    if (r->part > 0)
        cs_buffer_printf(out, "s%u", r->part + 1);
    cs_buffer_text(out, ": ");
}

/* A fact that a row begins, or ends: it is written with both dates once all rows are there. */
static bool add_fact(struct cs_table_record *r, const struct cs_stream *stream, const struct cs_stream_row *row)
{
    size_t start = r->words.length;

    add_words(r, stream, row, &r->words);
    if (r->words.failed)
        return false;
    for (size_t i = r->fact_count; row->ends && i-- > 0;) {
        struct fact *f = &r->facts[i];

        if (f->ended || f->length != r->words.length - start ||
            memcmp(r->words.bytes + f->text, r->words.bytes + start, f->length) != 0)
            continue;
        f->to = *row;
        f->ended = true;
        r->words.length = start;
        return true;
    }
    if (!cs_grow(&r->facts, &r->fact_capacity, r->fact_count + 1, sizeof *r->facts))
        return false;
    r->facts[r->fact_count++] = (struct fact){.text = start, .length = r->words.length - start, .from = *row};
    return true;
}

bool cs_table_record_add(struct cs_table_record *r, const struct cs_stream *stream, const struct cs_stream_row *row)
{
    if (r->plan->relations[row->relation].kind == CS_RELATION_FACT)
        return add_fact(r, stream, row);
    add_date(row, &r->lines);
    add_label(r, row->number, &r->lines);
    add_words(r, stream, row, &r->lines);
    return !r->lines.failed && !r->names.failed && !r->named.failed;
}

/* The lines `silence on` and `data on` of the map, as they stand there. */
static void add_silences(const struct cs_file *map, struct cs_buffer *out)
{
    uint32_t last = UINT32_MAX;

    for (const struct cs_silent_word *w = map->silent_words; w != NULL; w = w->next) {
        const char *bytes = w->span.source->bytes;
        uint32_t start = w->span.start, end = w->span.start;

        while (start > 0 && bytes[start - 1] != '\n')
            start--;
        if (start == last)
            continue;
        last = start;
        while (end < w->span.source->length && bytes[end] != '\n' && bytes[end] != '\r' &&
               !(bytes[end] == '-' && bytes[end + 1] == '-'))
            end++;
        while (bytes[end - 1] == ' ')
            end--;
        cs_buffer_add(out, bytes + start, end - start);
        cs_buffer_char(out, '\n');
    }
}

static void add_zone(const struct cs_file *map, struct cs_buffer *out)
{
    char offset[8];

    if (!map->reckoning.has_zone) {
        if (map->map->in_order) /* its rows have hours (entries.c) */
            cs_buffer_text(out, "zone  +00:00\n");
        return;
    }
    if (map->reckoning.zone.clock == NULL) {
        cs_buffer_printf(out, "zone  %s\n", cs_offset_text(map->reckoning.zone.offset, offset));
        return;
    }
    for (const struct cs_use *use = map->uses; use != NULL; use = use->next)
        cs_buffer_printf(out, use->quoted ? "use   \"%s\"\n" : "use   %s\n", use->name);
    cs_buffer_printf(out, "zone  %s\n", map->reckoning.zone.clock->name);
}

void cs_table_record_head(const struct cs_file *map, struct cs_buffer *out)
{
    add_zone(map, out);
    add_silences(map, out);
}

void cs_table_record_write(const struct cs_table_record *r, struct cs_buffer *out)
{
    cs_buffer_text(out, "-- the rows of a table, as casus scan has taken them\n\n");
    cs_table_record_head(r->map, out);
    cs_buffer_add(out, cs_buffer_string(&r->names), r->names.length);
    for (size_t i = 0; i < r->fact_count; i++) {
        const struct fact *f = &r->facts[i];

        add_date(&f->from, out);
        cs_buffer_char(out, '/');
        if (f->ended)
            add_date(&f->to, out);
        else
            cs_buffer_text(out, "..");
        cs_buffer_char(out, ' ');
        cs_buffer_add(out, r->words.bytes + f->text, f->length);
    }
    cs_buffer_add(out, cs_buffer_string(&r->lines), r->lines.length);
    out->failed = out->failed || r->names.failed || r->lines.failed || r->words.failed;
}
