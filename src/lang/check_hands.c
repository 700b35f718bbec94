/* SPDX-License-Identifier: MIT */
/*
 * Records of several hands (R 2.8). The labels and sources of a record with a `hand` are its own: they are renamed to
 * "hand.label" before anything is looked up. Where the record says that a duplicate is the same as an original, what
 * the duplicate says differently becomes entries about the original, so that later stages have one entry only.
 */
#include "lang/check_int.h"

cs_name cs_checker_own_name(const struct cs_checker *checker, const struct cs_file *file, cs_name name, bool intern)
{
    struct cs_buffer text;
    cs_name own;

    if (file->hand == CS_NO_NAME || name == CS_NO_NAME)
        return name;
    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s.%s", cs_checker_text(checker, file->hand), cs_checker_text(checker, name));
    if (intern)
        return cs_names_intern_buffer(checker->names, &text);
    own = cs_names_find(checker->names, text.bytes, text.length);
    cs_buffer_release(&text);
    return own;
}

void cs_checker_intern_hands(struct cs_checker *checker)
{
    for (struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (struct cs_entry *entry = file->entries; entry != NULL && file->hand != CS_NO_NAME; entry = entry->next)
            entry->label = cs_checker_own_name(checker, file, entry->label, true);
        for (struct cs_document *d = file->documents; d != NULL && file->hand != CS_NO_NAME; d = d->next)
            d->name = cs_checker_own_name(checker, file, d->name, true);
    }
}

void cs_checker_own_source(const struct cs_checker *checker, cs_name *source)
{
    cs_name own = cs_checker_own_name(checker, checker->file, *source, false);

    if (own != CS_NO_NAME && checker->symbols->document_of[own] != NULL)
        *source = own;
}

void cs_checker_own_label(const struct cs_checker *checker, cs_name *label)
{
    cs_name own = cs_checker_own_name(checker, checker->file, *label, false);

    if (own != CS_NO_NAME && checker->symbols->entry_of[own] != NULL)
        *label = own;
    while (*label < checker->symbols->by_name_count && checker->symbols->same_as[*label] != CS_NO_NAME)
        *label = checker->symbols->same_as[*label];
}

/* ---- entries that are the same ---- */

/* An entry about the original, with the claims of the duplicate. */
static struct cs_entry *new_entry(struct cs_checker *checker, const struct cs_entry *duplicate, enum cs_entry_kind kind)
{
    struct cs_entry *entry = cs_arena_alloc(checker->arena, sizeof *entry);

    if (entry == NULL)
        return NULL;
    for (struct cs_file *file = checker->files; file != NULL; file = file->next) /* any may get it */
        file->entry_kinds |= (uint32_t)1 << kind;
    entry->kind = kind;
    entry->derived_from = duplicate;
    entry->about = (struct cs_arg){.kind = CS_ARG_LABEL, .name = duplicate->label, .span = duplicate->label_span};
    entry->claims = duplicate->claims;
    entry->concluded = duplicate->concluded;
    entry->span = duplicate->span;
    return entry;
}

/* Inserts an entry behind another one of its file. */
static void put_behind(struct cs_entry *before, struct cs_entry *entry)
{
    if (entry == NULL)
        return;
    entry->next = before->next;
    before->next = entry;
}

static bool same_args(const struct cs_arg *a, const struct cs_arg *b)
{
    for (; a != NULL && b != NULL; a = a->next, b = b->next)
        if (a->kind != b->kind || a->name != b->name)
            return false;
    return a == b;
}

/* Do the two have the same word, and no role with different arguments? */
static bool agrees(const struct cs_term *original, const struct cs_term *duplicate)
{
    if (original->head != duplicate->head)
        return false;
    for (const struct cs_role *role = duplicate->roles; role != NULL; role = role->next) {
        const struct cs_role *other = cs_term_role(original, role->prep);

        if (other != NULL && !same_args(role->args, other->args))
            return false;
    }
    return true;
}

static bool same_date(const struct cs_moment *a, const struct cs_moment *b)
{
    return a->start == b->start && a->end == b->end && a->begins_last == b->begins_last &&
           a->ends_first == b->ends_first && a->end_unknown == b->end_unknown;
}

/*
 * R 2.8: makes entries about the original for what the duplicate says differently: its date; its word; or, if the words
 * agree, the roles that the original leaves unsaid.
 */
static void merge(struct cs_checker *checker, const struct cs_entry *original, struct cs_entry *duplicate)
{
    struct cs_entry *entry;

    if (!same_date(&original->moment, &duplicate->moment)) {
        entry = new_entry(checker, duplicate, CS_ENTRY_DATED);
        if (entry != NULL)
            entry->moment = duplicate->moment;
        put_behind(duplicate, entry);
    }
    if (!agrees(&original->term, &duplicate->term)) {
        entry = new_entry(checker, duplicate, CS_ENTRY_COUNTS_AS);
        if (entry != NULL)
            entry->term = duplicate->term;
        put_behind(duplicate, entry);
        return;
    }
    for (const struct cs_role *role = duplicate->term.roles; role != NULL; role = role->next) {
        struct cs_role *copy;

        if (cs_term_role(&original->term, role->prep) != NULL)
            continue;
        entry = new_entry(checker, duplicate, CS_ENTRY_ROLE);
        copy = cs_arena_alloc(checker->arena, sizeof *copy);
        if (entry == NULL || copy == NULL)
            return;
        *copy = *role;
        copy->next = NULL;
        entry->term.roles = copy;
        entry->term.span = role->span;
        put_behind(duplicate, entry);
    }
}

static bool is_statement(const struct cs_checker *checker, const struct cs_entry *entry, enum cs_shape_kind kind)
{
    const struct cs_shape *shape =
        entry->kind == CS_ENTRY_TERM ? cs_symbols_shape(checker->symbols, entry->term.head) : NULL;

    return shape != NULL && shape->kind == kind;
}

static void cannot_be_same(struct cs_checker *checker, const struct cs_entry *same, const struct cs_entry *other,
                           const char *why)
{
    struct cs_diagnostic *diagnostic = cs_diagnose(checker->diagnostics, DIAG_SAME_WRONG, same->span, "%s", why);

    if (other != NULL)
        cs_diagnostic_other(checker->diagnostics, diagnostic, other->span, "here it stands");
}

/* Can the two entries be the same? A diagnostic if not. */
static bool can_be_same(struct cs_checker *checker, const struct cs_entry *same, const struct cs_entry *a,
                        const struct cs_entry *b)
{
    bool events = is_statement(checker, a, CS_SHAPE_EVENT) && is_statement(checker, b, CS_SHAPE_EVENT);
    bool facts = is_statement(checker, a, CS_SHAPE_FACT) && is_statement(checker, b, CS_SHAPE_FACT);

    if (same->claims != NULL) {
        cannot_be_same(checker, same, NULL, "that two entries are one is said by the record alone, by no voice");
        return false;
    }
    if (a == b) {
        cannot_be_same(checker, same, a, "these are one entry already");
        return false;
    }
    if (!events && !facts) {
        cannot_be_same(checker, same, a, "only two occurrences, or two states, can be the same");
        return false;
    }
    if (facts && (!agrees(&a->term, &b->term) || !agrees(&b->term, &a->term))) {
        cannot_be_same(checker, same, a, "two states are the same only if they are told in the same words");
        return false;
    }
    return true;
}

static void join(struct cs_checker *checker, struct cs_entry *same)
{
    cs_name *entries[] = {&same->about.name, &same->other.name};
    struct cs_entry *duplicate, *original;

    for (size_t i = 0; i < 2; i++) {
        cs_checker_own_label(checker, entries[i]);
        cs_checker_label(checker, i == 0 ? &same->about : &same->other);
    }
    duplicate = checker->symbols->entry_of[same->about.name];
    original = checker->symbols->entry_of[same->other.name];
    if (duplicate == NULL || original == NULL || !can_be_same(checker, same, original, duplicate))
        return;
    checker->symbols->same_as[duplicate->label] = original->label;
    duplicate->same_as = original;
}

void cs_checker_same(struct cs_checker *checker)
{
    for (struct cs_file *file = checker->files; file != NULL; file = file->next) {
        checker->file = file;
        for (struct cs_entry *entry = cs_file_entries(file, CS_ENTRY_SAME); entry != NULL; entry = entry->next)
            if (entry->kind == CS_ENTRY_SAME)
                join(checker, entry);
    }
}

void cs_checker_merge(struct cs_checker *checker)
{
    const struct cs_file *joins = checker->files;

    while (joins != NULL && cs_file_entries(joins, CS_ENTRY_SAME) == NULL)
        joins = joins->next;
    if (joins == NULL)
        return;
    for (struct cs_file *file = checker->files; file != NULL; file = file->next) {
        struct cs_entry *next;

        for (struct cs_entry *entry = file->entries; entry != NULL; entry = next) {
            cs_name label = entry->label;

            next = entry->next;
            if (entry->same_as == NULL)
                continue;
            cs_checker_own_label(checker, &entry->label);
            entry->same_as = checker->symbols->entry_of[entry->label];
            checker->symbols->entry_of[label] = checker->symbols->entry_of[entry->label];
            merge(checker, entry->same_as, entry);
        }
    }
}

/* ---- what is taken back ---- */

static bool is_told_twice(const struct cs_checker *checker, const struct cs_entry *entry)
{
    if (entry->same_as != NULL)
        return true;
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_entry *other = file->entries; other != NULL; other = other->next)
            if (other->same_as == entry)
                return true;
    return false;
}

/* Whose record it is in which the entry stands. */
static cs_name hand_of(const struct cs_checker *checker, const struct cs_entry *entry)
{
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        if (file->source == entry->span.source)
            return file->hand;
    return CS_NO_NAME;
}

void cs_checker_retraction(struct cs_checker *checker, const struct cs_entry *entry)
{
    const struct cs_entry *what = entry->kind == CS_ENTRY_ABOUT ? checker->symbols->entry_of[entry->about.name] : entry;
    struct cs_diagnostic *diagnostic;

    if (what == NULL)
        return;
    if (is_told_twice(checker, what)) {
        diagnostic = cs_diagnose(checker->diagnostics, DIAG_RETRACTED_WRONG, entry->retracted->span,
                                 "two hands tell this as one: one of them cannot take it back");
        cs_diagnostic_other(checker->diagnostics, diagnostic, what->span, "here it stands");
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "Take the line \"same as\" out; or let the voice that is wrong retract, or another deny "
                           "it.");
    } else if (hand_of(checker, what) != checker->file->hand) {
        diagnostic = cs_diagnose(checker->diagnostics, DIAG_RETRACTED_WRONG, entry->retracted->span,
                                 "a record takes back what it holds itself, and this is in another hand's");
        cs_diagnostic_other(checker->diagnostics, diagnostic, what->span, "here it stands");
        cs_diagnostic_help(checker->diagnostics, diagnostic, "Who holds it to be wrong denies it.");
    }
}
