/* SPDX-License-Identifier: MIT */
/*
 * Entries that are added to a file that was checked before: each is checked as it would have been with the others, and
 * the tables by name are made longer. What looks at all entries together (orders, who takes over, entries that are the
 * same) is left to a check of all files.
 */
#include <stdlib.h>

#include "lang/check_int.h"

/* The tables reach up to so many names. They grow by half. False, and they stay as they are, if memory ran out. */
static bool reach(struct cs_symbols *symbols, struct cs_arena *arena, size_t count)
{
    if (count > symbols->by_name_room && !cs_checker_lengthen(symbols, arena, count + count / 2))
        return false;
    symbols->by_name_count = count;
    return true;
}

/* Does nothing but what it names itself depend on it? */
static bool stands_alone(const struct cs_symbols *symbols, const struct cs_entry *entry)
{
    const struct cs_shape *shape =
        entry->kind == CS_ENTRY_TERM ? cs_symbols_shape(symbols, entry->term.head) : NULL;

    if (entry->kind == CS_ENTRY_SAME || entry->kind == CS_ENTRY_ORDER || entry->kind == CS_ENTRY_BOND)
        return false;
    return shape == NULL || !shape->takes_over;
}

static void check(struct cs_checker *checker, struct cs_entry *entries)
{
    for (struct cs_entry *entry = entries; entry != NULL; entry = entry->next)
        if (entry->label != CS_NO_NAME)
            cs_checker_add_label(checker, entry);
    for (struct cs_entry *entry = entries; entry != NULL; entry = entry->next)
        cs_checker_entry(checker, entry);
}

/* Takes their labels out of the table again. */
static void forget(struct cs_symbols *symbols, const struct cs_entry *entries)
{
    for (const struct cs_entry *entry = entries; entry != NULL; entry = entry->next)
        if (entry->label != CS_NO_NAME && symbols->entry_of[entry->label] == entry)
            symbols->entry_of[entry->label] = NULL;
}

static void put_behind(struct cs_file *file, struct cs_entry *entries)
{
    struct cs_entry **end = file->last_entry != NULL ? &file->last_entry->next : &file->entries;

    while (*end != NULL)
        end = &(*end)->next;
    *end = entries;
    for (struct cs_entry *entry = entries; entry != NULL; entry = entry->next) {
        file->last_entry = entry;
        file->entry_kinds |= (uint32_t)1 << entry->kind;
    }
}

casus_status cs_check_more(struct cs_file *files, struct cs_file *file, struct cs_entry *entries,
                           struct cs_arena *arena, struct cs_names *names, struct cs_symbols *symbols, bool *done)
{
    struct cs_diagnostics diagnostics;
    struct cs_checker checker = {.files = files, .file = file, .arena = arena, .names = names, .symbols = symbols,
                                 .diagnostics = &diagnostics, .errors_only = true};
    size_t count = names->count + 1, before = symbols->by_name_count;
    bool failed;

    *done = file->hand == CS_NO_NAME;
    for (const struct cs_entry *entry = entries; entry != NULL; entry = entry->next)
        *done = *done && stands_alone(symbols, entry);
    if (!*done)
        return CASUS_OK;
    failed = !reach(symbols, arena, count);
    cs_diagnostics_init(&diagnostics);
    if (!failed) {
        check(&checker, entries);
        *done = diagnostics.error_count == 0;
        for (const struct cs_entry *entry = entries; *done && entry != NULL; entry = entry->next)
            *done = !cs_checker_says_again(&checker, entry);
        failed = checker.failed || diagnostics.failed || names->failed || cs_arena_failed(arena);
        *done = *done && !failed;
        if (*done) {
            put_behind(file, entries);
        } else {
            forget(symbols, entries);
            symbols->by_name_count = before;
        }
    }
    cs_diagnostics_release(&diagnostics);
    cs_checker_release(&checker);
    return failed ? CASUS_ERR_MEMORY : CASUS_OK;
}
