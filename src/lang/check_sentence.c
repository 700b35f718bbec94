/* SPDX-License-Identifier: MIT */
/*
 * Checks a question or an act of a user against files that were checked before. It may have names that the files do not
 * have, so the tables by name are copied into longer ones, unless they have room for these; the symbols of the files do
 * not change.
 */
#include <stdlib.h>
#include <string.h>

#include "lang/check_int.h"

/* A copy of the `count` items of a table, of `size` bytes each, with zeros up to `more` items; NULL without memory. */
static void *longer(struct cs_arena *arena, const void *table, size_t count, size_t more, size_t size)
{
    void *copy = cs_arena_array(arena, more, size);

    if (copy != NULL && count > 0)
        memcpy(copy, table, count * size);
    return copy;
}

#define LONGER(to, from) ((to) = longer(checker->arena, (from), old, count, sizeof *(from)))

/* The tables are those of the files: behind their names these have zeros. */
static void take_tables(struct cs_checker *checker, const struct cs_symbols *from)
{
    checker->spelling_of = from->spelling_of;
    checker->same_as = from->same_as;
    checker->is_article = from->is_article;
    checker->is_whole_article = from->is_whole_article;
    checker->is_voice = from->is_voice;
}

static void copy_tables(struct cs_checker *checker, const struct cs_symbols *from, size_t count)
{
    struct cs_symbols *s = checker->symbols;
    size_t old = from->by_name_count;

    LONGER(s->shape_of, from->shape_of);
    LONGER(s->particular_of, from->particular_of);
    LONGER(s->kind_of, from->kind_of);
    LONGER(s->reading_of, from->reading_of);
    LONGER(s->instrument_of, from->instrument_of);
    LONGER(s->document_of, from->document_of);
    LONGER(checker->spelling_of, from->spelling_of);
    s->spelling_of = checker->spelling_of;
    LONGER(checker->same_as, from->same_as);
    LONGER(checker->is_article, from->is_article);
    LONGER(checker->is_whole_article, from->is_whole_article);
    LONGER(checker->is_voice, from->is_voice);
}

static bool lengthen_tables(struct cs_checker *checker, const struct cs_symbols *from)
{
    struct cs_symbols *s = checker->symbols;
    size_t old = from->by_name_count, count = checker->names->count + 1;

    s->by_name_count = count;
    if (count <= from->by_name_room)
        take_tables(checker, from);
    else
        copy_tables(checker, from, count);
    LONGER(s->entry_of, from->entry_of); /* the label of an act is added */
    checker->unread = cs_arena_array(checker->arena, count, sizeof *checker->unread);
    checker->reported = cs_arena_array(checker->arena, count, sizeof *checker->reported);
    checker->variable_of = cs_arena_array(checker->arena, count, sizeof *checker->variable_of);
    return !cs_arena_failed(checker->arena) && !checker->names->failed;
}

static casus_status end_check(struct cs_checker *checker)
{
    free(checker->variables);
    cs_near_index_release(&checker->voices);
    return checker->failed || cs_arena_failed(checker->arena) || checker->names->failed || checker->diagnostics->failed
               ? CASUS_ERR_MEMORY
               : CASUS_OK;
}

casus_status cs_check_question(struct cs_file *files, const struct cs_symbols *symbols, const struct cs_file *own,
                               struct cs_names *names, struct cs_arena *arena, struct cs_check *check,
                               struct cs_diagnostics *diagnostics)
{
    struct cs_symbols copy = *symbols;
    struct cs_checker checker = {.files = files, .file = own, .arena = arena, .names = names,
                                 .symbols = &copy, .diagnostics = diagnostics};

    if (lengthen_tables(&checker, symbols))
        cs_checker_check(&checker, check);
    return end_check(&checker);
}

casus_status cs_check_act(struct cs_file *files, const struct cs_symbols *symbols, const struct cs_file *own,
                          struct cs_names *names, struct cs_arena *arena, struct cs_entry *entry,
                          struct cs_diagnostics *diagnostics)
{
    struct cs_symbols copy = *symbols;
    struct cs_checker checker = {.files = files, .file = own, .arena = arena, .names = names,
                                 .symbols = &copy, .diagnostics = diagnostics};

    entry->label = cs_checker_own_name(&checker, own, entry->label, true);
    if (lengthen_tables(&checker, symbols)) {
        if (entry->label != CS_NO_NAME)
            cs_checker_add_label(&checker, entry);
        cs_checker_entry(&checker, entry);
    }
    return end_check(&checker);
}
