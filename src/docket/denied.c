/* SPDX-License-Identifier: MIT */
/*
 * What stands in no world: entries and names that are only denied, asked about by nobody, or taken back; names of such
 * entries.
 */
#include "docket/docket_int.h"

struct visiting {
    const struct cs_docket *docket;
    uint32_t relation;
    cs_visit_denied visit;
    void *context;
};

/* Of what stands nowhere, and has no row: with what the name itself says. */
static void visit_name_alone(const struct visiting *v, const struct cs_matter *matter, const struct cs_occurrence *o)
{
    for (uint32_t choice = 0; choice < cs_term_choices(&matter->entry->term); choice++) {
        cs_value values[CS_COLUMNS_MAX];

        cs_term_values(v->docket, &matter->entry->term, v->relation, choice, values);
        values[0] = o->value;
        if (v->visit(v->context, matter, values))
            return;
    }
}

static void visit_name(const struct visiting *v, const struct cs_matter *matter)
{
    const struct cs_occurrence *o = cs_docket_occurrence(v->docket, matter->entry->about.name);
    const struct cs_term *term = &matter->entry->term;

    if (o != NULL && o->rows == NULL)
        visit_name_alone(v, matter, o);
    for (const struct cs_occurrence_row *row = o == NULL ? NULL : o->rows; row != NULL; row = row->next)
        for (uint32_t choice = 0; row->matter == NULL && choice < cs_term_choices(term); choice++) {
            cs_value said[CS_COLUMNS_MAX], values[CS_COLUMNS_MAX];

            cs_term_values(v->docket, term, v->relation, choice, said);
            cs_name_values(v->docket, row, v->relation, said, values);
            if (v->visit(v->context, matter, values))
                return;
        }
}

static void visit_entry(const struct visiting *v, const struct cs_occurrence *o)
{
    for (uint32_t choice = 0; choice < cs_term_choices(&o->entry->term); choice++) {
        cs_value values[CS_COLUMNS_MAX];

        cs_term_values(v->docket, &o->entry->term, v->relation, choice, values);
        values[0] = v->docket->plan->relations[v->relation].kind == CS_RELATION_EVENT ? o->value : values[0];
        if (v->visit(v->context, o->matter, values))
            return;
    }
}

/* Did it stand in the record once, and does no more? */
static bool was_told(const struct cs_matter *matter)
{
    return matter->known && (matter->stances != NULL || matter->retracted != NULL);
}

static bool is_of(const struct cs_docket *docket, const struct cs_entry *entry, cs_name under, uint32_t relation)
{
    return cs_plan_relation(docket->plan, entry->term.head, under) == relation;
}

static void visit_entries(const struct visiting *v, const struct cs_occurrence *all, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (all[i].worlds == CS_NONE && was_told(all[i].matter) &&
            is_of(v->docket, all[i].entry, CS_NO_NAME, v->relation))
            visit_entry(v, &all[i]);
}

/* Is it a name that is right nowhere, or the name of what stands nowhere? */
static bool names_nothing(const struct cs_docket *docket, const struct cs_matter *matter)
{
    const struct cs_occurrence *o = cs_docket_occurrence(docket, matter->entry->about.name);

    return matter->yes == CS_NONE || (o != NULL && o->worlds == CS_NONE);
}

void cs_docket_each_denied(const struct cs_docket *docket, uint32_t relation, cs_visit_denied visit, void *context)
{
    struct visiting v = {docket, relation, visit, context};

    visit_entries(&v, docket->occurrences, docket->occurrence_count);
    visit_entries(&v, docket->facts, docket->fact_count);
    for (size_t i = 0; i < docket->matter_count; i++) {
        const struct cs_matter *m = docket->matters[i];

        if (m->entry->kind == CS_ENTRY_COUNTS_AS && names_nothing(docket, m) && was_told(m) &&
            is_of(docket, m->entry, m->under, relation))
            visit_name(&v, m);
    }
}
