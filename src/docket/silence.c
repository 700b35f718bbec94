/* SPDX-License-Identifier: MIT */
/*
 * What was not done: the lines `no TERM`, by whose date nothing of the kind had been done, and who says so. Whoever
 * says so denies what the record has of the kind up to then (R 2.10).
 */
#include "docket/docket_int.h"

static bool arg_fits(const struct cs_plan *plan, cs_kind kind, const struct cs_arg *args, cs_value value)
{
    for (; args != NULL && value != CS_UNSAID; args = args->next)
        if (cs_plan_fits(plan, kind, value, args->name))
            return true;
    return false;
}

/* Is this one of the things of which the line says that there was none? All that the line says must be said of it. */
static bool fits(const struct cs_docket *docket, const struct cs_absence *absence, uint32_t relation,
                 const cs_value *values)
{
    const struct cs_term *term = &absence->matter->entry->term;
    const struct cs_relation *r = &docket->plan->relations[relation];

    if (r->head != term->head)
        return false;
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next) {
        int position = cs_shape_role(r->shape, role->prep);
        uint32_t column = r->first_role + (uint32_t)position;

        if (position >= 0 && !arg_fits(docket->plan, r->column_kinds[column], role->args, values[column]))
            return false;
    }
    return true;
}

const struct cs_absence *cs_docket_absence(const struct cs_docket *docket, const struct cs_absence *before,
                                           uint32_t relation, const cs_value *values)
{
    const struct cs_absence *end = docket->absences + docket->absence_count;

    for (const struct cs_absence *a = before == NULL ? docket->absences : before + 1; a < end; a++)
        if (a->matter->known && fits(docket, a, relation, values))
            return a;
    return NULL;
}

/* ---- what the record has of the kind ---- */

/* Had all that the date of an occurrence leaves open passed by then? Of what lasts, its beginning. */
static bool is_before(const struct cs_moment *moment, cs_instant by)
{
    if (moment->form == CS_MOMENT_SPAN)
        return moment->start != CS_TIME_ALWAYS ? cs_day_start(moment->begins_last + 1, moment->offset) <= by : true;
    return moment->end <= by;
}

static bool lies_before(const struct cs_occurrence *o, cs_instant by)
{
    bool before = is_before(&o->entry->moment, by);

    for (const struct cs_dating *d = o->datings; d != NULL; d = d->next)
        before &= is_before(&d->entry->moment, by);
    return before;
}

/* Whoever says that there was none denies it. */
static void deny(struct cs_docket *docket, struct cs_matter *matter, const struct cs_absence *absence)
{
    for (const struct cs_stance *s = absence->matter->stances; s != NULL; s = s->next)
        if (s->kind == CS_CLAIM_SAYS && !s->torn)
            cs_matter_add_denial(docket, matter, s);
}

void cs_docket_deny_entry(struct cs_docket *docket, const struct cs_occurrence *o)
{
    const struct cs_term *term = &o->entry->term;
    uint32_t relation = cs_plan_relation(docket->plan, term->head, CS_NO_NAME);

    for (size_t i = 0; i < docket->absence_count; i++) {
        const struct cs_absence *a = &docket->absences[i];
        bool all = lies_before(o, a->by);

        for (uint32_t choice = 0; all && choice < cs_term_choices(term); choice++) {
            cs_value values[CS_COLUMNS_MAX];

            cs_term_values(docket, term, relation, choice, values);
            all = fits(docket, a, relation, values);
        }
        if (all)
            deny(docket, o->matter, a);
    }
}

void cs_docket_deny_name(struct cs_docket *docket, struct cs_matter *matter)
{
    const struct cs_entry *entry = matter->entry;
    const struct cs_occurrence *o = cs_docket_occurrence(docket, entry->about.name);
    uint32_t relation = cs_plan_relation(docket->plan, entry->term.head, matter->under);

    for (size_t i = 0; i < docket->absence_count && o != NULL && o->rows != NULL; i++) {
        const struct cs_absence *a = &docket->absences[i];
        bool all = lies_before(o, a->by);

        for (const struct cs_occurrence_row *row = o->rows; all && row != NULL; row = row->next) {
            cs_value said[CS_COLUMNS_MAX], values[CS_COLUMNS_MAX];

            if (row->matter != NULL)
                continue;
            cs_term_values(docket, &entry->term, relation, 0, said);
            cs_name_values(docket, row, relation, said, values);
            all = fits(docket, a, relation, values);
        }
        if (all)
            deny(docket, matter, a);
    }
}

/* ---- the lines ---- */

static const struct cs_absence *absence_of(const struct cs_docket *docket, const struct cs_matter *matter)
{
    for (size_t i = 0; i < docket->absence_count; i++)
        if (docket->absences[i].matter == matter)
            return &docket->absences[i];
    return NULL;
}

casus_status cs_docket_absences(struct cs_docket *docket)
{
    size_t count = 0;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            count += entry->kind == CS_ENTRY_ABSENCE;
    docket->absences = cs_arena_array(&docket->arena, count, sizeof *docket->absences);
    if (docket->absences == NULL)
        return cs_fail_memory(docket->failure);
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            struct cs_matter *matter;

            if (entry->kind != CS_ENTRY_ABSENCE)
                continue;
            matter = cs_docket_line(docket, entry, CS_NO_NAME, cs_entry_recorded(entry));
            if (matter == NULL)
                return docket->failure->status;
            if (absence_of(docket, matter) == NULL)
                docket->absences[docket->absence_count++] = (struct cs_absence){.matter = matter,
                                                                                .by = entry->moment.end};
        }
    for (size_t i = 0; i < docket->absence_count; i++) {
        struct cs_matter *matter = docket->absences[i].matter;
        struct cs_tally tally;

        cs_matter_drop_reported(matter);
        tally = cs_matter_tally(matter);
        docket->absences[i].fixed = matter->bare && !tally.denies && !tally.asks;
        matter->yes = docket->absences[i].fixed ? CS_ALL : CS_NONE;
        matter->no = docket->absences[i].fixed ? CS_NONE : CS_ALL;
    }
    return docket->failure->status;
}
