/* SPDX-License-Identifier: MIT */
/*
 * Records of several hands (R 2.8). The labels and sources of a record with a `hand` are its own: they are renamed to
 * "hand.label" before anything is looked up. What one hand tells of an entry that is the same as another's becomes
 * entries about that other one, so that nothing below the checker knows of it.
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
    while (*label < checker->symbols->by_name_count && checker->same_as[*label] != CS_NO_NAME)
        *label = checker->same_as[*label];
}

/* ---- what is the same ---- */

static struct cs_entry *new_entry(struct cs_checker *checker, const struct cs_entry *retold, enum cs_entry_kind kind)
{
    struct cs_entry *entry = cs_arena_alloc(checker->arena, sizeof *entry);

    if (entry == NULL)
        return NULL;
    entry->kind = kind;
    entry->retold = retold;
    entry->about = (struct cs_arg){.kind = CS_ARG_LABEL, .name = retold->label, .span = retold->label_span};
    entry->claims = retold->claims;
    entry->span = retold->span;
    return entry;
}

/* Puts an entry behind another of its file. */
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

static const struct cs_role *role_of(const struct cs_term *term, enum cs_prep prep)
{
    const struct cs_role *role = term->roles;

    while (role != NULL && role->prep != prep)
        role = role->next;
    return role;
}

/* Does the retelling say nothing against the entry: the same word, and no role otherwise? */
static bool agrees(const struct cs_term *told, const struct cs_term *retold)
{
    if (told->head != retold->head)
        return false;
    for (const struct cs_role *role = retold->roles; role != NULL; role = role->next) {
        const struct cs_role *other = role_of(told, role->prep);

        if (other != NULL && !same_args(role->args, other->args))
            return false;
    }
    return true;
}

/* R 2.8: the word if it differs, else the roles that the other hand left unsaid; the date if it differs. */
static void retell(struct cs_checker *checker, const struct cs_entry *told, struct cs_entry *retold)
{
    struct cs_entry *entry;

    if (told->moment.start != retold->moment.start || told->moment.end != retold->moment.end) {
        entry = new_entry(checker, retold, CS_ENTRY_DATED);
        if (entry != NULL)
            entry->moment = retold->moment;
        put_behind(retold, entry);
    }
    if (!agrees(&told->term, &retold->term)) {
        entry = new_entry(checker, retold, CS_ENTRY_COUNTS_AS);
        if (entry != NULL)
            entry->term = retold->term;
        put_behind(retold, entry);
        return;
    }
    for (const struct cs_role *role = retold->term.roles; role != NULL; role = role->next) {
        struct cs_role *copy;

        if (role_of(&told->term, role->prep) != NULL)
            continue;
        entry = new_entry(checker, retold, CS_ENTRY_ROLE);
        copy = cs_arena_alloc(checker->arena, sizeof *copy);
        if (entry == NULL || copy == NULL)
            return;
        *copy = *role;
        copy->next = NULL;
        entry->term.roles = copy;
        entry->term.span = role->span;
        put_behind(retold, entry);
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

/* Both entries, if they can be one; else a complaint. */
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
    if (facts && (!agrees(&a->term, &b->term) || !agrees(&b->term, &a->term) || a->moment.start != b->moment.start ||
                  a->moment.end != b->moment.end)) {
        cannot_be_same(checker, same, a,
                       "two states are the same only if they are told in the same words, of one time");
        return false;
    }
    return true;
}

static void join(struct cs_checker *checker, struct cs_entry *same)
{
    cs_name *entries[] = {&same->about.name, &same->other.name};
    struct cs_entry *retold, *told;

    for (size_t i = 0; i < 2; i++) {
        cs_checker_own_label(checker, entries[i]);
        cs_checker_label(checker, i == 0 ? &same->about : &same->other);
    }
    retold = checker->symbols->entry_of[same->about.name];
    told = checker->symbols->entry_of[same->other.name];
    if (retold == NULL || told == NULL || !can_be_same(checker, same, told, retold))
        return;
    checker->same_as[retold->label] = told->label;
    retold->same_as = told;
}

void cs_checker_same(struct cs_checker *checker)
{
    for (struct cs_file *file = checker->files; file != NULL; file = file->next) {
        checker->file = file;
        for (struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            if (entry->kind == CS_ENTRY_SAME)
                join(checker, entry);
    }
}

void cs_checker_retell(struct cs_checker *checker)
{
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
            if (is_statement(checker, entry, CS_SHAPE_EVENT))
                retell(checker, entry->same_as, entry);
        }
    }
}
