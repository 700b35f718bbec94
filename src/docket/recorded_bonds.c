/* SPDX-License-Identifier: MIT */
/*
 * Duties, prohibitions and expectations that the record enters itself, and acts that are offered in place of others.
 */
#include "docket/docket_int.h"

/* A bond that the record enters is claimed like an occurrence. A line with lists is several bonds, and one matter. */
casus_status cs_docket_bonds(struct cs_docket *docket)
{
    const struct cs_plan *plan = docket->plan;

    docket->bond_matters = cs_arena_array(&docket->arena, plan->bond_count, sizeof *docket->bond_matters);
    if (docket->bond_matters == NULL)
        return cs_fail_memory(docket->failure);
    for (size_t i = 0; i < plan->bond_count; i++) {
        const struct cs_entry *entry = plan->bonds[i].entry;

        if (i > 0 && plan->bonds[i - 1].entry == entry) {
            docket->bond_matters[i] = docket->bond_matters[i - 1];
            continue;
        }
        docket->bond_matters[i] = cs_docket_line(docket, entry, CS_NO_NAME, cs_entry_recorded(entry));
        if (docket->bond_matters[i] == NULL)
            return docket->failure->status;
    }
    for (size_t i = 0; i < plan->bond_count; i++)
        if (i == 0 || docket->bond_matters[i] != docket->bond_matters[i - 1])
            cs_docket_settle_line(docket, docket->bond_matters[i], false);
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
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            count += entry->kind == CS_ENTRY_IN_PLACE ? cs_term_choices(&entry->term) : 0;
    docket->substitutes = cs_arena_array(&docket->arena, count, sizeof *docket->substitutes);
    if (docket->substitutes == NULL)
        return cs_fail_memory(docket->failure);
    return cs_docket_each_line(docket, CS_ENTRY_IN_PLACE, false, use_substitute);
}
