/* SPDX-License-Identifier: MIT */
/* What a report on a case is headed with: its title, its time zone, its last date. */
#include <string.h>

#include "store/case.h"

const char *cs_case_file_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

/* ---- title ---- */

static bool is_titular(const struct cs_file *file, bool records)
{
    return file->named && !file->source->loose && (file->source->kind == CS_SOURCE_RECORD || !records);
}

static void add_title(const struct cs_file *file, bool endings, struct cs_buffer *out)
{
    const char *name = cs_case_file_name(file->source->name), *dot = strrchr(name, '.');

    cs_buffer_add(out, name, endings || dot == NULL ? strlen(name) : (size_t)(dot - name));
}

const char *cs_case_title(struct cs_case *c, bool endings)
{
    const struct cs_file *last = NULL;
    size_t count = 0, added = 0;
    struct cs_buffer out;
    const char *title;

    cs_buffer_init(&out);
    for (const struct cs_file *file = c->files; file != NULL; file = file->next) {
        count += is_titular(file, true);
        last = is_titular(file, false) ? file : last;
    }
    for (const struct cs_file *file = c->files; file != NULL; file = file->next) {
        if (!is_titular(file, true))
            continue;
        cs_buffer_text(&out, added == 0 ? "" : added + 1 == count ? " and " : ", ");
        add_title(file, endings, &out);
        added++;
    }
    if (count == 0 && last != NULL)
        add_title(last, endings, &out);
    title = out.failed ? NULL : cs_arena_text(&c->arena, cs_buffer_string(&out), out.length);
    cs_buffer_release(&out);
    if (title == NULL)
        cs_fail_memory(&c->failure);
    return title;
}

/* ---- dates ---- */

struct cs_zone cs_case_zone(const struct cs_case *c)
{
    return cs_plan_zone(c->files);
}

struct cs_reckoning cs_case_reckoning(const struct cs_case *c)
{
    struct cs_reckoning shared = {.zone = cs_case_zone(c), .has_zone = true};

    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        if (file->named && file->source->kind == CS_SOURCE_RECORD)
            shared.has_zone &= file->reckoning.has_zone && cs_zone_same(file->reckoning.zone, shared.zone);
    return shared;
}

bool cs_case_entry_end(const struct cs_entry *entry, cs_instant *end)
{
    const struct cs_moment *m = &entry->moment;

    if (m->form == CS_MOMENT_NONE)
        return false;
    *end = m->end;
    if (m->end == CS_TIME_NEVER && m->start != CS_TIME_ALWAYS)
        *end = m->hours ? m->start + 1 : cs_day_start(m->begins_last + 1, m->offset);
    return *end != CS_TIME_NEVER;
}

bool cs_case_last(const struct cs_case *c, cs_instant *end)
{
    bool found = false;

    if (c->plan != NULL) {
        *end = c->last;
        return c->dated;
    }
    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            cs_instant at;

            if (file->source->kind == CS_SOURCE_RECORD && cs_case_entry_end(entry, &at) && (!found || at > *end)) {
                *end = at;
                found = true;
            }
        }
    return found;
}
