/* SPDX-License-Identifier: MIT */
/* Suppositions of a case: kept until it is checked, and then laid over its files. */
#include "lang/suppose.h"
#include "store/case_int.h"

casus_status cs_case_suppose(struct cs_case *c, const char *name, const char *text, size_t length, bool line)
{
    struct cs_case_supposition *s = cs_arena_alloc(&c->arena, sizeof *s), **tail = &c->suppositions;

    if (length > CS_SOURCE_BYTES_MAX)
        return cs_fail(&c->failure, CASUS_ERR_LIMIT, "\"%s\" is longer than 16 MB", name);
    name = cs_case_path(c, "%s", name);
    text = cs_arena_text(&c->arena, text, length);
    if (s == NULL || name == NULL || text == NULL)
        return cs_fail_memory(&c->failure);
    *s = (struct cs_case_supposition){.name = name, .text = text, .length = length, .line = line};
    while (*tail != NULL)
        tail = &(*tail)->next;
    *tail = s;
    return c->failure.status;
}

/* How the first record that the user named reckons its dates, else the first file that he named. */
static const struct cs_reckoning *reckoning_of(const struct cs_case *c)
{
    static const struct cs_reckoning plain;
    const struct cs_file *found = NULL;

    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        if (file->named && (found == NULL || (found->source->kind != CS_SOURCE_RECORD &&
                                              file->source->kind == CS_SOURCE_RECORD)))
            found = file;
    return found != NULL ? &found->reckoning : &plain;
}

casus_status cs_case_lay(struct cs_case *c, const struct cs_case_supposition *s)
{
    struct cs_source *source = cs_source_new(&c->arena, s->name, CS_SOURCE_RECORD, s->text, s->length);
    struct cs_supposition *lines;
    struct cs_file *own;

    if (source == NULL)
        return cs_fail_memory(&c->failure);
    source->loose = s->line;
    own = cs_parse_supposition(&c->arena, &c->names, source, reckoning_of(c), &c->diagnostics, &lines);
    if (own == NULL)
        return cs_fail_memory(&c->failure);
    own->supposed = true;
    cs_suppose(c->files, own, lines, &c->arena, &c->names, &c->diagnostics);
    cs_case_link(c, own, NULL);
    return CASUS_OK;
}
