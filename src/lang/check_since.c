/* SPDX-License-Identifier: MIT */
/*
 * A record of 1990 under a treaty of 1999 has no duties, and nothing else tells why. So a file of treaties is reported
 * that a record uses though each of them begins only after all that the records tell.
 */
#include "lang/check_int.h"

static bool happens(const struct cs_checker *checker, const struct cs_entry *entry)
{
    const struct cs_shape *shape = cs_symbols_shape(checker->symbols, entry->term.head);

    return entry->moment.form != CS_MOMENT_NONE && entry->derived_from == NULL && shape != NULL &&
           shape->kind == CS_SHAPE_EVENT;
}

/* The last day on which something happens in a record; false if nothing does. */
static bool last_day(const struct cs_checker *checker, cs_day *last)
{
    bool any = false;

    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; file->source->kind == CS_SOURCE_RECORD && entry != NULL;
             entry = entry->next) {
            if (!happens(checker, entry) || (any && entry->moment.last <= *last))
                continue;
            *last = entry->moment.last;
            any = true;
        }
    return any;
}

/* The instrument of the file that begins first, if all begin after this day; else NULL. */
static const struct cs_instrument *first_later(const struct cs_file *file, cs_day last)
{
    const struct cs_instrument *first = file->instruments;

    for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next) {
        if (i->since.form == CS_MOMENT_NONE || i->since.first <= last)
            return NULL;
        if (i->since.first < first->since.first)
            first = i;
    }
    return first;
}

static void check_use(struct cs_checker *checker, const struct cs_use *use, cs_day last)
{
    const struct cs_instrument *later = use->file == NULL ? NULL : first_later(use->file, last);
    char begins[32], ends[32];

    if (later == NULL)
        return;
    cs_diagnostic_help(
        checker->diagnostics,
        cs_diagnose(checker->diagnostics, DIAG_TREATY_LATER, use->span,
                    "%s begins on %s, and nothing of the record happens after %s",
                    cs_names_text(checker->names, later->name), cs_day_text(later->since.first, begins),
                    cs_day_text(last, ends)),
        "What happened before a treaty begins founds nothing under it. Use the text that was in force then.");
}

void cs_checker_since(struct cs_checker *checker)
{
    cs_day last = 0;

    if (!last_day(checker, &last))
        return;
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_use *use = file->uses; file->source->kind == CS_SOURCE_RECORD && use != NULL;
             use = use->next)
            check_use(checker, use, last);
}
