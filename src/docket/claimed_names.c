/* SPDX-License-Identifier: MIT */
/*
 * Names that are claimed: roles that a line fills in (R 2.7), and what an occurrence counts as (R 2.2), also under an
 * instrument with a judge (R 2.6); then the names that exclude each other (R 2.3).
 */
#include <stdlib.h>
#include <string.h>

#include "docket/docket_int.h"

static struct cs_occurrence *occurrence(struct cs_docket *docket, cs_value value)
{
    const struct cs_occurrence *found = cs_docket_occurrence(docket, value);

    return found == NULL ? NULL : &docket->occurrences[found - docket->occurrences];
}

/* ---- roles that are filled in ---- */

/* Is nothing that the one line says of the role what the other says? An article fits those within it. */
static bool fills_otherwise(const struct cs_docket *docket, const struct cs_role *a, const struct cs_role *b)
{
    if (a->prep != b->prep)
        return false;
    for (const struct cs_arg *i = a->args; i != NULL; i = i->next)
        for (const struct cs_arg *k = b->args; k != NULL; k = k->next)
            if (cs_plan_fits(docket->plan, CS_KIND_ARTICLE, i->name, k->name))
                return false;
    return true;
}

static int by_occurrence(const void *a, const void *b)
{
    const struct cs_matter *x = *(struct cs_matter *const *)a, *y = *(struct cs_matter *const *)b;

    if (x->entry->about.name != y->entry->about.name)
        return x->entry->about.name < y->entry->about.name ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

/* Calls `use` for each two lines that fill in one role of an occurrence with different values, in both orders. */
static void each_other_role(struct cs_docket *docket,
                            void (*use)(struct cs_docket *docket, struct cs_matter *a, struct cs_matter *b))
{
    struct cs_matter **roles = calloc(docket->matter_count + 1, sizeof *roles);
    size_t count = 0;

    if (roles == NULL) {
        cs_fail_memory(docket->failure);
        return;
    }
    for (size_t i = 0; i < docket->matter_count; i++)
        if (docket->matters[i]->entry->kind == CS_ENTRY_ROLE)
            roles[count++] = docket->matters[i];
    if (count > 1)
        qsort(roles, count, sizeof *roles, by_occurrence);
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count && roles[k]->entry->about.name == roles[i]->entry->about.name; k++)
            if (fills_otherwise(docket, roles[i]->entry->term.roles, roles[k]->entry->term.roles)) {
                use(docket, roles[i], roles[k]);
                use(docket, roles[k], roles[i]);
            }
    free(roles);
}

static void deny_other(struct cs_docket *docket, struct cs_matter *matter, struct cs_matter *other)
{
    cs_matter_close(docket, other);
    for (const struct cs_stance *s = other->stances; s != NULL; s = s->next)
        if (s->kind == CS_CLAIM_SAYS && !s->torn)
            cs_matter_add_denial(docket, matter, s);
}

void cs_docket_deny_roles(struct cs_docket *docket)
{
    each_other_role(docket, deny_other);
}

static void exclude_other(struct cs_docket *docket, struct cs_matter *matter, struct cs_matter *other)
{
    struct cs_worlds *w = docket->worlds;

    docket->possible = cs_worlds_minus(w, docket->possible, cs_worlds_and(w, matter->yes, other->yes));
    if (docket->possible == CS_NONE)
        cs_fail_at(docket->failure, &matter->entry->span, CASUS_ERR_ARGUMENT,
                   "what the record fixes cannot all be so: a role of %s has two values, and nobody disputes them. If "
                   "both are so, write them as a list on one line.",
                   cs_names_text(docket->plan->names, matter->entry->about.name));
}

static void note_filling(struct cs_docket *docket, struct cs_occurrence *o, const struct cs_matter *matter)
{
    struct cs_filling *filling = cs_arena_alloc(&docket->arena, sizeof *filling);

    if (filling == NULL)
        return;
    *filling = (struct cs_filling){o->fillings, matter};
    o->fillings = filling;
}

/* "r1 under CST 4": in the worlds in which that is so, the rows that left the role unsaid have it. */
static void fill_role(struct cs_docket *docket, const struct cs_matter *matter, const struct cs_entry *entry)
{
    struct cs_occurrence *o = occurrence(docket, entry->about.name);
    const struct cs_role *role = entry->term.roles;
    struct cs_occurrence_row *last;

    if (o == NULL || o->rows == NULL || matter->yes == CS_NONE)
        return;
    note_filling(docket, o, matter);
    for (last = o->rows; last->next != NULL;)
        last = last->next;
    for (struct cs_occurrence_row *row = o->rows;; row = row->next) {
        const struct cs_relation *r = &docket->plan->relations[row->relation];
        int position = cs_shape_role(r->shape, role->prep);

        if (position >= 0 && row->values[r->first_role + (uint32_t)position] == CS_UNSAID) {
            cs_value values[CS_COLUMNS_MAX];

            memcpy(values, row->values, sizeof values);
            for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next) {
                values[r->first_role + (uint32_t)position] = arg->name;
                cs_occurrence_add_row(docket, o, row->relation, values,
                                      cs_worlds_and(docket->worlds, row->worlds, matter->yes), row->matter);
            }
            row->worlds = cs_worlds_and(docket->worlds, row->worlds, matter->no);
        }
        if (row == last)
            return;
    }
}

/* Two lines may come to the same row by the same matter: then it is one row. */
static void add_name(struct cs_docket *docket, struct cs_occurrence *o, uint32_t relation, const cs_value *values,
                     cs_set worlds, const struct cs_matter *matter)
{
    size_t size = docket->plan->relations[relation].column_count * sizeof *values;

    for (struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
        if (row->relation == relation && row->matter == matter && memcmp(row->values, values, size) == 0) {
            row->worlds = cs_worlds_or(docket->worlds, row->worlds, worlds);
            return;
        }
    cs_occurrence_add_row(docket, o, relation, values, worlds, matter);
}

/* Gives an own row of an occurrence a name, once for each combination of the lists of the name (R 4.7). */
static void name_row(struct cs_docket *docket, struct cs_occurrence *o, const struct cs_occurrence_row *row,
                     uint32_t relation, const struct cs_term *term, const struct cs_matter *matter)
{
    cs_set worlds = cs_worlds_and(docket->worlds, row->worlds, matter->yes);
    cs_value said[CS_COLUMNS_MAX], values[CS_COLUMNS_MAX];

    for (uint32_t choice = 0; worlds != CS_NONE && choice < cs_term_choices(term); choice++) {
        cs_term_values(docket, term, relation, choice, said);
        cs_name_values(docket, row, relation, said, values);
        add_name(docket, o, relation, values, worlds, matter);
    }
}

/* Gives an occurrence a name, in the worlds in which it is right, once for each of its own rows. */
static void use_name(struct cs_docket *docket, const struct cs_matter *matter, const struct cs_entry *entry)
{
    struct cs_occurrence *o = occurrence(docket, entry->about.name);
    uint32_t relation = cs_plan_relation(docket->plan, entry->term.head, matter->under);
    struct cs_occurrence_row *last = NULL;

    if (o == NULL || o->rows == NULL)
        return;
    for (struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
        if (row->matter == NULL)
            last = row;
    for (struct cs_occurrence_row *row = o->rows; last != NULL; row = row->next) {
        if (row->matter == NULL)
            name_row(docket, o, row, relation, &entry->term, matter);
        if (row == last)
            return;
    }
}

/* R 2.6: under each instrument with a judge of the word, the name is a matter of its own. */
static casus_status add_judged_names(struct cs_docket *docket, const struct cs_instrument *instrument)
{
    size_t first = docket->matter_count;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            const struct cs_occurrence *o;
            uint32_t relation;

            if (entry->kind != CS_ENTRY_COUNTS_AS)
                continue;
            relation = cs_plan_relation(docket->plan, entry->term.head, instrument->name);
            o = cs_docket_occurrence(docket, entry->about.name);
            if (o == NULL || docket->plan->relations[relation].under != instrument->name)
                continue;
            if (cs_docket_line(docket, entry, instrument->name, cs_entry_recorded(o->entry)) == NULL)
                return docket->failure->status;
        }
    for (size_t i = first; i < docket->matter_count; i++) {
        cs_docket_judge(docket, instrument, docket->matters[i]);
        if (docket->matters[i]->judged == NULL) {
            cs_docket_deny_name(docket, docket->matters[i]);
            cs_docket_settle_line(docket, docket->matters[i], true);
        }
        use_name(docket, docket->matters[i], docket->matters[i]->entry);
    }
    return docket->failure->status;
}

/* An occurrence that is entered as an attack is one under each instrument with a judge of attacks as well. */
static void copy_own_rows(struct cs_docket *docket, struct cs_occurrence *o)
{
    for (struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next) {
        uint32_t copy = docket->plan->relations[row->relation].judged_copies;

        if (row->matter != NULL)
            continue;
        for (; copy != CS_NOWHERE; copy = docket->plan->relations[copy].next_copy)
            cs_occurrence_add_row(docket, o, copy, row->values, row->worlds, NULL);
    }
}

/* What the row says in the place of an argument; CS_UNSAID: nothing. */
static cs_value said_by(const struct cs_plan *plan, const struct cs_occurrence_row *row, enum cs_prep prep)
{
    const struct cs_relation *r = &plan->relations[row->relation];
    int role = cs_shape_role(r->shape, prep);

    return role < 0 ? CS_UNSAID : row->values[r->first_role + (uint32_t)role];
}

/* Do two roles of an exclusion agree with these rows? One small word is one particular, two small words are two. */
static bool roles_agree(const struct cs_plan *plan, const struct cs_role *x, const struct cs_occurrence_row *a,
                        const struct cs_role *y, const struct cs_occurrence_row *b)
{
    cs_value one = said_by(plan, a, x->prep), other = said_by(plan, b, y->prep);

    if (x->args->kind != CS_ARG_VARIABLE || y->args->kind != CS_ARG_VARIABLE)
        return true;
    return one != CS_UNSAID && other != CS_UNSAID && (one == other) == (x->args->name == y->args->name);
}

/* Do the particulars of a term stand in the row, and its small words for one particular or several as the line says? */
static bool row_agrees(const struct cs_plan *plan, const struct cs_term *term, const struct cs_occurrence_row *row)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next) {
        if (role->args->kind != CS_ARG_VARIABLE && said_by(plan, row, role->prep) != role->args->name)
            return false;
        for (const struct cs_role *other = role->next; other != NULL; other = other->next)
            if (!roles_agree(plan, role, row, other, row))
                return false;
    }
    return true;
}

/* Are the rows two names that exclude each other by this line? */
static bool excludes(const struct cs_plan *plan, const struct cs_exclusion *x, const struct cs_occurrence_row *a,
                     const struct cs_occurrence_row *b)
{
    if (a == b || plan->relations[a->relation].head != x->first.head ||
        plan->relations[b->relation].head != x->second.head || !row_agrees(plan, &x->first, a) ||
        !row_agrees(plan, &x->second, b))
        return false;
    for (const struct cs_role *one = x->first.roles; one != NULL; one = one->next)
        for (const struct cs_role *other = x->second.roles; other != NULL; other = other->next)
            if (!roles_agree(plan, one, a, other, b))
                return false;
    return true;
}

/*
 * The worlds in which the occurrence has this name; of a question about a name those in which the answer is yes, also
 * where it has not happened: whether it has tells nothing of what it would be.
 */
static cs_set answered(struct cs_docket *docket, const struct cs_occurrence *o, const struct cs_occurrence_row *row)
{
    uint32_t happened = o->matter->question;

    if (row->matter == NULL || row->matter->question == CS_NOWHERE || happened == CS_NOWHERE)
        return row->worlds;
    return cs_worlds_given(docket->worlds, row->worlds, happened, 0 /* yes */);
}

/* Has a judge settled it with yes (R 2.6)? */
static bool is_judged(const struct cs_occurrence_row *row)
{
    return row->matter != NULL && row->matter->judged != NULL && row->matter->judged->kind == CS_CLAIM_SAYS;
}

/*
 * R 2.6: for its own treaty nothing is so that the judge's word excludes, whoever says it; it excludes nothing else,
 * so that no account is contradictory that differs from the judge. False: neither or both are the judge's word.
 */
static bool exclude_by_judge(struct cs_docket *docket, struct cs_occurrence_row *a, struct cs_occurrence_row *b)
{
    struct cs_occurrence_row *judged = is_judged(a) ? a : b, *other = judged == a ? b : a;
    const struct cs_relation *relations = docket->plan->relations;

    if (is_judged(a) == is_judged(b))
        return false;
    if (relations[a->relation].under == relations[b->relation].under)
        other->worlds = cs_worlds_minus(docket->worlds, other->worlds, judged->worlds);
    return true;
}

/* R 2.3: worlds in which an occurrence has two names that exclude each other cannot be. */
static void exclude(struct cs_docket *docket, const struct cs_occurrence *o)
{
    struct cs_worlds *w = docket->worlds;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_exclusion *x = file->exclusions; x != NULL; x = x->next)
            for (struct cs_occurrence_row *a = o->rows; a != NULL; a = a->next)
                for (struct cs_occurrence_row *b = o->rows; b != NULL; b = b->next)
                    if (excludes(docket->plan, x, a, b) && !exclude_by_judge(docket, a, b))
                        docket->possible = cs_worlds_minus(
                            w, docket->possible, cs_worlds_and(w, answered(docket, o, a), answered(docket, o, b)));
    if (docket->possible == CS_NONE)
        cs_fail_at(
            docket->failure, &o->entry->span, CASUS_ERR_ARGUMENT,
            "what the record fixes cannot all be so: %s has names that exclude each other, and nobody disputes them",
            cs_names_text(docket->plan->names, o->value));
}

casus_status cs_docket_names(struct cs_docket *docket)
{
    if (cs_docket_each_line(docket, CS_ENTRY_ROLE, false, fill_role) != CASUS_OK)
        return docket->failure->status;
    each_other_role(docket, exclude_other);
    for (size_t i = 0; i < docket->occurrence_count; i++)
        copy_own_rows(docket, &docket->occurrences[i]);
    if (cs_docket_each_line(docket, CS_ENTRY_COUNTS_AS, true, use_name) != CASUS_OK)
        return docket->failure->status;
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next)
            if (i->judges != NULL && add_judged_names(docket, i) != CASUS_OK)
                return docket->failure->status;
    for (size_t i = 0; i < docket->occurrence_count && docket->failure->status == CASUS_OK; i++)
        exclude(docket, &docket->occurrences[i]);
    for (size_t i = 0; i < docket->occurrence_count; i++)
        for (struct cs_occurrence_row *row = docket->occurrences[i].rows; row != NULL; row = row->next)
            cs_plan_fill_nothing(docket->plan, row->relation, row->values);
    return docket->failure->status;
}
