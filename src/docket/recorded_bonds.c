/* SPDX-License-Identifier: MIT */
/*
 * Duties, prohibitions and expectations that the record enters itself, and acts that are offered in place of others.
 */
#include "docket/docket_int.h"

/* A line with lists is several bonds, and one occurrence; so are two lines that say the same. */
static struct cs_occurrence *occurrence_of(struct cs_docket *docket, size_t bond)
{
    const struct cs_entry *entry = docket->plan->bonds[bond].entry;
    cs_value value = cs_docket_entry_value(docket, entry);
    struct cs_matter *matter;
    struct cs_occurrence *o;

    if (bond > 0 && docket->plan->bonds[bond - 1].entry == entry)
        return docket->bonds[bond - 1];
    if (value == CS_NO_NAME)
        return NULL;
    matter = cs_docket_line(docket, entry, CS_NO_NAME, cs_entry_recorded(entry));
    if (matter == NULL || docket->bond_of[value] != 0)
        return matter == NULL ? NULL : docket->bonds[docket->bond_of[value] - 1];
    o = cs_arena_alloc(&docket->arena, sizeof *o);
    if (o == NULL) {
        cs_fail_memory(docket->failure);
        return NULL;
    }
    *o = (struct cs_occurrence){.entry = entry, .value = value, .moment = entry->moment, .matter = matter};
    docket->bond_of[value] = (uint32_t)bond + 1;
    return o;
}

casus_status cs_docket_gather_bonds(struct cs_docket *docket)
{
    docket->bonds = cs_arena_array(&docket->arena, docket->plan->bond_count, sizeof *docket->bonds);
    if (docket->bonds == NULL)
        return cs_fail_memory(docket->failure);
    for (size_t i = 0; i < docket->plan->bond_count; i++) {
        docket->bonds[i] = occurrence_of(docket, i);
        if (docket->bonds[i] == NULL)
            return docket->failure->status;
    }
    return CASUS_OK;
}

const struct cs_occurrence *cs_docket_bond(struct cs_docket *docket, const struct cs_entry *entry)
{
    cs_value value = cs_docket_entry_value(docket, entry);

    if (value == CS_NO_NAME || value >= docket->occurrence_of_count || docket->bond_of[value] == 0)
        return NULL;
    return docket->bonds[docket->bond_of[value] - 1];
}

/* A bond that the record enters is claimed and dated like an occurrence (R 8.12). */
casus_status cs_docket_bonds(struct cs_docket *docket)
{
    for (size_t i = 0; i < docket->plan->bond_count && docket->failure->status == CASUS_OK; i++) {
        struct cs_occurrence *o = docket->bonds[i];

        if (docket->bond_of[o->value] != i + 1)
            continue;
        cs_docket_settle_line(docket, o->matter, false);
        o->worlds = o->matter->yes;
        if (o->worlds != CS_NONE && docket->failure->status == CASUS_OK)
            cs_docket_dates(docket, o, CS_NOWHERE);
    }
    return docket->failure->status;
}

static void use_substitute(struct cs_docket *docket, const struct cs_matter *matter, const struct cs_entry *entry)
{
    for (uint32_t choice = 0; matter->yes != CS_NONE && choice < cs_term_choices(&entry->term); choice++) {
        struct cs_substitute *s = &docket->substitutes[docket->substitute_count++];

        s->entry = entry;
        s->matter = matter;
        s->relation = cs_plan_relation(docket->plan, entry->term.head, CS_NO_NAME);
        cs_term_values(docket, &entry->term, s->relation, choice, s->values);
    }
}

casus_status cs_docket_substitutes(struct cs_docket *docket)
{
    size_t count = 0;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = cs_file_entries(file, CS_ENTRY_IN_PLACE); entry != NULL;
             entry = entry->next)
            count += entry->kind == CS_ENTRY_IN_PLACE ? cs_term_choices(&entry->term) : 0;
    docket->substitutes = cs_arena_array(&docket->arena, count, sizeof *docket->substitutes);
    if (docket->substitutes == NULL)
        return cs_fail_memory(docket->failure);
    return cs_docket_each_line(docket, CS_ENTRY_IN_PLACE, false, use_substitute);
}
