/* SPDX-License-Identifier: MIT */
#include "answer/examples.h"

#include <stdio.h>
#include <string.h>

#include "answer/foreign.h"

/* Is the entry a decision, or a request, by a `row` line of the texts? */
static bool is_row(const struct cs_case *c, const struct cs_entry *entry, bool decision)
{
    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        for (const struct cs_row_line *row = file->rows; row != NULL; row = row->next)
            if (row->decision == decision && row->term.head == entry->term.head)
                return true;
    return false;
}

void cs_labels_add(struct cs_labels *labels, cs_name label)
{
    for (size_t i = 0; i < labels->count && i < CS_LABELS_TOLD; i++)
        if (labels->first[i] == label)
            return;
    if (labels->count < CS_LABELS_TOLD)
        labels->first[labels->count] = label;
    labels->count++;
}

struct cs_labels cs_labels_of_rows(const struct cs_case *c, bool decision)
{
    struct cs_labels labels = {.count = 0};
    bool none;

    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            if (entry->kind == CS_ENTRY_TERM && entry->label != CS_NO_NAME && is_row(c, entry, decision))
                cs_labels_add(&labels, entry->label);
    none = labels.count == 0;
    for (const struct cs_file *file = c->files; none && file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            if (entry->kind == CS_ENTRY_COUNTS_AS && entry->about.name != CS_NO_NAME && is_row(c, entry, decision))
                cs_labels_add(&labels, entry->about.name);
    return labels;
}

static void add_example(struct cs_buffer *out, const char *question, const char *gives)
{
    cs_buffer_printf(out, "  %-42s  %s\n", question, gives);
}

/* The first two parties that have an account. */
static void find_parties(const struct cs_case *c, cs_name parties[2])
{
    size_t count = 0;

    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        for (const struct cs_account *account = file->accounts; account != NULL && count < 2; account = account->next)
            parties[count++] = account->name;
}

static const struct cs_entry *first_entry(const struct cs_case *c, enum cs_entry_kind kind)
{
    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            if (entry->kind == kind && (kind != CS_ENTRY_TERM || entry->label != CS_NO_NAME))
                return entry;
    return NULL;
}

static const char *name_text(const struct cs_case *c, cs_name name)
{
    return cs_names_text(&c->names, name);
}

static void add_rows(const struct cs_case *c, struct cs_buffer *out)
{
    struct cs_labels requests = cs_labels_of_rows(c, false), decisions = cs_labels_of_rows(c, true);
    char text[512];

    if (requests.count > 0) {
        snprintf(text, sizeof text, "what became of %s", name_text(c, requests.first[0]));
        add_example(out, text, "a request or a decision");
    }
    if (decisions.count > 0) {
        snprintf(text, sizeof text, "was %s adopted", name_text(c, decisions.first[0]));
        add_example(out, text, "how it was decided, and why so");
    }
}

/* "who may vote": the first power whose wording needs nobody else */
static void add_power(const struct cs_case *c, struct cs_buffer *out)
{
    const struct cs_symbols *s = &c->symbols;
    char text[512];

    for (size_t i = 0; i < s->shape_count; i++) {
        uint32_t relation = cs_plan_relation(c->plan, s->shapes[i].head, CS_NO_NAME);
        const char *owed = cs_symbols_wording(s, CS_NO_NAME, s->shapes[i].head, CS_WORDING_OWED);
        size_t bare = owed != NULL ? strcspn(owed, "[{") : 0;

        if (bare == 0 || owed[bare] == '{' || relation == CS_NOWHERE || c->plan->relations[relation].powers == NULL)
            continue;
        snprintf(text, sizeof text, "who may %.*s", (int)bare, owed);
        add_example(out, text, "who has the power; \"may NAME ...\" why");
        return;
    }
}

const char *cs_plain_examples(const struct cs_case *c, struct cs_arena *arena)
{
    const struct cs_entry *named = first_entry(c, CS_ENTRY_COUNTS_AS), *entry = first_entry(c, CS_ENTRY_TERM);
    cs_name parties[2] = {CS_NO_NAME, CS_NO_NAME};
    struct cs_labels requests = cs_labels_of_rows(c, false), decisions = cs_labels_of_rows(c, true);
    const char *foreign;
    struct cs_buffer out;
    char text[512];

    find_parties(c, parties);
    foreign = cs_foreign_examples(c, parties[0], parties[1], requests.count > 0 ? requests.first[0] : CS_NO_NAME,
                                  decisions.count > 0 ? decisions.first[0] : CS_NO_NAME, arena);
    if (foreign != NULL)
        return foreign;
    cs_buffer_init(&out);
    cs_buffer_text(&out, "What can be asked, with \"on DATE\" behind it or without:\n");
    if (parties[0] != CS_NO_NAME) {
        snprintf(text, sizeof text, "what does %s owe", name_text(c, parties[0]));
        add_example(&out, text, "its duties; \"who owes ...\" those to it");
    }
    if (parties[1] != CS_NO_NAME) {
        snprintf(text, sizeof text, "does %s owe %s", name_text(c, parties[1]), name_text(c, parties[0]));
        add_example(&out, text, "all between the two");
    }
    add_example(&out, "who is in breach", "and on whose account");
    add_example(&out, "what is disputed", "what is not the same on all accounts");
    add_rows(c, &out);
    add_power(c, &out);
    if (entry != NULL) {
        snprintf(text, sizeof text, "what is %s", name_text(c, entry->label));
        add_example(&out, text, "an entry by its label, or a name");
    }
    if (named != NULL && named->term.span.source != NULL) {
        snprintf(text, sizeof text, "%s counts as %.*s", name_text(c, named->about.name),
                 (int)(named->term.span.end - named->term.span.start),
                 named->term.span.source->bytes + named->term.span.start);
        add_example(&out, text, "a sentence of the language");
    }
    add_example(&out, "what happened on DATE", "or \"between DATE and DATE\"");
    add_example(&out, "4.2", "a row of the ledger");
    return cs_buffer_keep(&out, arena);
}
