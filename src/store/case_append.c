/* SPDX-License-Identifier: MIT */
/*
 * Entries that are added to a record of a checked case: its text, its tree, its names and symbols are made longer where
 * they are, and the plan stays, since it depends on nothing of them.
 */
#include "store/case_int.h"

/* May the text be put behind that of the record without a line of it being read anew? */
static bool begins_a_line(const struct cs_source *source, const char *text, size_t length)
{
    return length > 0 && (source->length == 0 || source->bytes[source->length - 1] == '\n' || text[0] == '\n');
}

static bool may_be_added(const struct cs_case *c, const struct cs_file *record, const char *text, size_t length)
{
    return c->plan != NULL && c->suppositions == NULL && record->text != NULL &&
           record->source->kind == CS_SOURCE_RECORD && begins_a_line(record->source, text, length) &&
           record->source->length + length <= CS_SOURCE_BYTES_MAX;
}

/* Would the plan of the case with the entries be the one that it has? `first`: the number of the first new name. */
static bool keeps_plan(const struct cs_case *c, const struct cs_entry *entries, cs_name first)
{
    for (const struct cs_entry *entry = entries; entry != NULL; entry = entry->next)
        if (!cs_plan_takes(c->plan, entry))
            return false;
    for (cs_name name = first; name < c->names.count; name++)
        if (!cs_plan_takes_name(c->plan, name))
            return false;
    return true;
}

static void note_last(struct cs_case *c, const struct cs_entry *entries)
{
    for (const struct cs_entry *entry = entries; entry != NULL; entry = entry->next) {
        cs_instant end;

        if (!cs_case_entry_end(entry, &end) || (c->dated && end <= c->last))
            continue;
        c->last = end;
        c->dated = true;
    }
}

/* Reads the lines from this one on and puts their entries behind the others. */
static casus_status add_lines(struct cs_case *c, struct cs_file *record, size_t line, bool *done)
{
    struct cs_diagnostics diagnostics;
    cs_name first = (cs_name)c->names.count;
    struct cs_entry *entries;
    casus_status status = CASUS_OK;

    cs_diagnostics_init(&diagnostics);
    entries = cs_parse_more(&c->arena, &c->names, record, line, &diagnostics);
    cs_diagnostics_release(&diagnostics);
    if (entries != NULL && keeps_plan(c, entries, first))
        status = cs_check_more(c->files, record, entries, &c->arena, &c->names, &c->symbols, done);
    if (status != CASUS_OK || cs_arena_failed(&c->arena) || c->names.failed)
        return cs_fail_memory(&c->failure);
    if (*done)
        note_last(c, entries);
    return CASUS_OK;
}

casus_status cs_case_append(struct cs_case *c, struct cs_file *record, const char *text, size_t length, bool *done)
{
    struct cs_source *source = record->text;
    casus_status status;
    size_t before, lines;

    *done = false;
    if (!may_be_added(c, record, text, length))
        return CASUS_OK;
    before = source->length;
    lines = source->line_count;
    if (!cs_source_append(&c->arena, source, text, length))
        return cs_fail_memory(&c->failure);
    status = add_lines(c, record, lines, done);
    if (!*done)
        cs_source_cut(source, before, lines);
    return status;
}
