/* SPDX-License-Identifier: MIT */
/*
 * Lines: entries that say something about another entry. Lines that say the same are one matter, whoever wrote them
 * (R 2.8); a line is found by what it says, in a hash table of the docket.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "docket/docket_int.h"
#include "docket/made.h"

/*
 * "e1 counts as attack on Armenia", as the entry has it; of what another hand tells again (R 2.8), as such an entry
 * would have it.
 */
static void line_text(struct cs_docket *docket, const struct cs_entry *entry, struct cs_buffer *out)
{
    const char *about = cs_names_text(docket->plan->names, entry->about.name);
    char moment[96];

    if (entry->kind == CS_ENTRY_DATED) {
        cs_buffer_printf(out, "%s dated %s", about, cs_moment_text(&entry->moment, moment));
    } else if (entry->derived_from != NULL) {
        cs_buffer_printf(out, "%s %s", about, entry->kind == CS_ENTRY_COUNTS_AS ? "counts as " : "");
        cs_entry_span_words(entry, entry->term.span, docket->plan->names, out);
    } else if (entry->kind == CS_ENTRY_BOND) {
        cs_buffer_printf(out, "happened %s", cs_names_text(docket->plan->names, cs_docket_entry_value(docket, entry)));
    } else {
        cs_entry_span_words(entry, entry->span, docket->plan->names, out);
    }
}

/* Entries that say the same of the same thing are one matter, whoever wrote them. NULL if memory ran out. */
static struct cs_matter *matter_of(struct cs_docket *docket, const struct cs_entry *entry, cs_name under, cs_name line)
{
    uint64_t hash = cs_hash_mix(cs_hash_mix(entry->kind, under), line);
    bool room = cs_slots_reserve(&docket->line_slots);
    const struct cs_slot *slot = cs_slots_first(&docket->line_slots, hash);
    struct cs_matter *matter;

    for (; slot->item != 0; slot = cs_slots_next(&docket->line_slots, slot)) {
        matter = docket->matters[slot->item - 1];
        if (matter->entry->kind == entry->kind && matter->under == under && matter->line == line)
            return matter;
    }
    matter = room ? cs_docket_matter(docket, entry) : NULL;
    if (matter == NULL) {
        cs_fail_memory(docket->failure);
        return NULL;
    }
    matter->under = under;
    matter->line = line;
    cs_slots_put(&docket->line_slots, slot, hash, (uint32_t)docket->matter_count - 1);
    return matter;
}

cs_name cs_docket_line_name(struct cs_docket *docket, const struct cs_entry *entry)
{
    struct cs_name_key key;
    struct cs_buffer text;

    cs_name_key_init(&key, CS_MADE_LINE);
    cs_name_key_number(&key, entry->kind);
    if (entry->kind == CS_ENTRY_BOND) {
        cs_name_key_name(&key, cs_docket_entry_value(docket, entry));
    } else {
        cs_name_key_name(&key, entry->about.name);
        cs_made_term(&key, &entry->term);
        cs_made_moment(&key, &entry->moment);
    }
    cs_buffer_init(&text);
    line_text(docket, entry, &text);
    return cs_names_make(&docket->names, &key, &text);
}

struct cs_matter *cs_docket_line_named(struct cs_docket *docket, const struct cs_entry *entry, cs_name line,
                                       cs_name under, struct cs_recorded fallback)
{
    struct cs_matter *matter = matter_of(docket, entry, under, line);

    if (matter != NULL)
        cs_matter_add_claims(docket, matter, entry, under, fallback);
    return matter;
}

struct cs_matter *cs_docket_line(struct cs_docket *docket, const struct cs_entry *entry, cs_name under,
                                 struct cs_recorded fallback)
{
    return cs_docket_line_named(docket, entry, cs_docket_line_name(docket, entry), under, fallback);
}

/*
 * The key of a line's question. For one role that was left unsaid it is the same question as a rule asks (R 2.7); for a
 * bond, whether it was made.
 */
static void question_key(struct cs_docket *docket, const struct cs_matter *matter, struct cs_name_key *key)
{
    const struct cs_entry *entry = matter->entry;

    if (entry->kind == CS_ENTRY_BOND) {
        cs_name_key_init(key, CS_MADE_HAPPENED);
        cs_name_key_name(key, cs_docket_entry_value(docket, entry));
    } else if (entry->kind == CS_ENTRY_ROLE && entry->term.roles->args->next == NULL) {
        cs_name_key_init(key, CS_MADE_ROLE);
        cs_name_key_name(key, entry->about.name);
        cs_name_key_number(key, entry->term.roles->prep);
        cs_name_key_name(key, entry->term.roles->args->name);
    } else {
        cs_name_key_init(key, CS_MADE_NAME);
        cs_name_key_name(key, matter->line);
        cs_name_key_name(key, matter->under);
    }
}

void cs_docket_settle_line(struct cs_docket *docket, struct cs_matter *matter, bool name)
{
    const char *line;
    struct cs_name_key key;
    struct cs_buffer id, text;

    if (cs_matter_settle(docket, matter, name))
        return;
    line = cs_names_text(docket->plan->names, matter->line);
    cs_buffer_init(&id);
    cs_buffer_init(&text);
    cs_buffer_text(&id, line);
    if (matter->under != CS_NO_NAME)
        cs_buffer_printf(&id, " under %s", cs_names_text(docket->plan->names, matter->under));
    if (matter->entry->kind == CS_ENTRY_BOND)
        cs_entry_span_words(matter->entry, matter->entry->span, docket->plan->names, &text);
    else
        cs_buffer_text(&text, cs_buffer_string(&id));
    cs_buffer_text(&text, name ? ": is that what it was?" : ": was it so?");
    question_key(docket, matter, &key);
    cs_matter_ask(docket, matter, name, &key, &id, &text);
}

casus_status cs_docket_each_line(struct cs_docket *docket, enum cs_entry_kind kind, bool name, cs_use_matter use)
{
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = cs_file_entries(file, kind); entry != NULL; entry = entry->next) {
            const struct cs_occurrence *o;

            if (entry->kind != kind)
                continue;
            o = cs_docket_occurrence(docket, entry->about.name);
            if (cs_docket_line(docket, entry, CS_NO_NAME, cs_entry_recorded(o == NULL ? NULL : o->entry)) == NULL)
                return docket->failure->status;
        }
    if (kind == CS_ENTRY_ROLE)
        cs_docket_deny_roles(docket);
    for (size_t i = 0; i < docket->matter_count && docket->failure->status == CASUS_OK; i++) {
        struct cs_matter *matter = docket->matters[i];

        if (matter->entry->kind != kind || matter->under != CS_NO_NAME)
            continue;
        if (kind == CS_ENTRY_COUNTS_AS)
            cs_docket_deny_name(docket, matter);
        cs_docket_settle_line(docket, matter, name);
        use(docket, matter, matter->entry);
    }
    return docket->failure->status;
}
