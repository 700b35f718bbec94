/* SPDX-License-Identifier: MIT */
/*
 * Checks a question or an act of a user against files that were checked before. It may have names that the files do not
 * have, so the tables by name are copied into longer ones, unless they have room for these; the symbols of the files do
 * not change.
 */
#include <stdlib.h>
#include <string.h>

#include "lang/check_int.h"

/* The symbols of the checker are a copy of those of the files, with their tables: behind the names these have zeros. */
static bool lengthen_tables(struct cs_checker *checker)
{
    struct cs_symbols *s = checker->symbols;
    size_t count = checker->names->count + 1;

    if (count > s->by_name_room) {
        if (!cs_checker_lengthen(s, checker->arena, count))
            return false;
    } else { /* the label of an act is added */
        struct cs_entry **entry_of = cs_arena_array(checker->arena, count, sizeof *entry_of);

        if (entry_of == NULL)
            return false;
        memcpy(entry_of, s->entry_of, s->by_name_count * sizeof *entry_of);
        s->entry_of = entry_of;
    }
    s->by_name_count = count;
    return !cs_arena_failed(checker->arena) && !checker->names->failed;
}

static casus_status end_check(struct cs_checker *checker)
{
    cs_checker_release(checker);
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

    if (lengthen_tables(&checker))
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
    if (lengthen_tables(&checker)) {
        if (entry->label != CS_NO_NAME)
            cs_checker_add_label(&checker, entry);
        cs_checker_entry(&checker, entry);
    }
    return end_check(&checker);
}
