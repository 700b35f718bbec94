/* SPDX-License-Identifier: MIT */
/*
 * Entries without labels that say the same of the same date (R 2.1). Two such happenings are two: they are numbered, so
 * that each has a name of its own, and there is a warning, since one may have been meant. A state that is entered twice
 * is one, unless the date means different days in the two files (by their zones, seasons or marks); those are two
 * times, and are numbered too.
 */
#include <stdlib.h>
#include <string.h>

#include "lang/check_int.h"

struct unlabelled { cs_name words; size_t place; struct cs_entry *entry; };

static bool is_unlabelled(const struct cs_checker *checker, const struct cs_entry *entry)
{
    return entry->kind == CS_ENTRY_TERM && entry->label == CS_NO_NAME && entry->same_as == NULL &&
           cs_symbols_shape(checker->symbols, entry->term.head) != NULL;
}

static bool same_time(const struct cs_moment *a, const struct cs_moment *b)
{
    return a->start == b->start && a->end == b->end && a->begins_last == b->begins_last &&
           a->ends_first == b->ends_first && a->begin_unknown == b->begin_unknown;
}

static int by_words(const void *a, const void *b)
{
    const struct unlabelled *x = a, *y = b;

    if (x->words != y->words)
        return x->words < y->words ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

/*
 * What an entry says, in one form: spellings are replaced already, roles are in one order, and the date is as it was
 * written. The docket makes the names of entries of the same parts (docket/made.h).
 */
static void canonical_words(const struct cs_checker *checker, const struct cs_entry *entry, struct cs_buffer *text)
{
    char moment[96];

    cs_buffer_init(text);
    cs_buffer_printf(text, "%s %s", cs_moment_text(&entry->moment, moment), cs_checker_text(checker, entry->term.head));
    for (int prep = 0; prep < CS_PREP_COUNT; prep++) {
        const struct cs_role *role = cs_term_role(&entry->term, (enum cs_prep)prep);

        for (const struct cs_arg *arg = role != NULL ? role->args : NULL; arg != NULL; arg = arg->next)
            cs_buffer_printf(text, "%s %s", arg == role->args ? cs_prep_text(role->prep) : ",",
                             cs_checker_text(checker, arg->name));
    }
}

static cs_name canonical_name(struct cs_checker *checker, const struct cs_entry *entry)
{
    struct cs_buffer text;

    canonical_words(checker, entry, &text);
    return cs_names_intern_buffer(checker->names, &text);
}

bool cs_checker_says_again(struct cs_checker *checker, const struct cs_entry *entry)
{
    struct cs_buffer text;
    bool known;

    if (!is_unlabelled(checker, entry))
        return false;
    canonical_words(checker, entry, &text);
    known = cs_names_find(checker->names, cs_buffer_string(&text), text.length) != CS_NO_NAME;
    cs_names_intern_buffer(checker->names, &text);
    return known;
}

static struct unlabelled *list_unlabelled(struct cs_checker *checker, size_t *count)
{
    struct unlabelled *list = NULL;
    size_t capacity = 0;

    for (struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            if (!is_unlabelled(checker, entry))
                continue;
            if (!cs_grow(&list, &capacity, *count + 1, sizeof *list)) {
                checker->failed = true;
                return list;
            }
            list[*count] = (struct unlabelled){canonical_name(checker, entry), *count, entry};
            *count += 1;
        }
    return list;
}

static void warn_of_repeat(struct cs_checker *checker, const struct cs_entry *one, const struct cs_entry *other)
{
    struct cs_diagnostic *diagnostic = cs_diagnose(checker->diagnostics, DIAG_REPEATED, other->term.span,
                                                   "another line says the same of the same date: they count as two");

    cs_diagnostic_other(checker->diagnostics, diagnostic, one->term.span, "the other line");
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "Give each a label if there were two; take one away if there was one.");
}

/*
 * Numbers entries of the same words from 2 on: each happening; of states each that has another time. A happening that
 * the record takes back is the first of them (R 2.15).
 */
static void number_repeats(struct cs_checker *checker, const struct unlabelled *repeats, size_t count)
{
    bool events = cs_symbols_shape(checker->symbols, repeats[0].entry->term.head)->kind == CS_SHAPE_EVENT;
    uint32_t last = 1;

    for (size_t i = 1; i < count; i++) {
        size_t same = 0;

        while (!events && same < i && !same_time(&repeats[same].entry->moment, &repeats[i].entry->moment))
            same++;
        if (!events && same < i) {
            repeats[i].entry->repeat = repeats[same].entry->repeat;
            continue;
        }
        if (events && (repeats[i].entry->retracted != NULL || (last == 1 && repeats[0].entry->retracted != NULL)))
            continue;
        repeats[i].entry->repeat = ++last;
        if (events)
            warn_of_repeat(checker, repeats[0].entry, repeats[i].entry);
    }
}

void cs_checker_repeats(struct cs_checker *checker)
{
    size_t count = 0;
    struct unlabelled *list = list_unlabelled(checker, &count);

    if (count > 0)
        qsort(list, count, sizeof *list, by_words);
    for (size_t first = 0, next; first < count; first = next) {
        for (next = first + 1; next < count && list[next].words == list[first].words;)
            next++;
        number_repeats(checker, list + first, next - first);
    }
    free(list);
}
