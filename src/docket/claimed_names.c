/* SPDX-License-Identifier: MIT */
/*
 * Names that are claimed: roles that a line fills in (R 2.7), and what an occurrence counts as (R 2.2), also under an
 * instrument with a judge (R 2.6); then the names that exclude each other (R 2.3).
 */
#include <stdlib.h>
#include <string.h>

#include "docket/docket_int.h"

#define FILLINGS_MAX 200 /* lines that fill in one role of an occurrence: each two of them are compared */

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

static int by_role(const void *a, const void *b)
{
    const struct cs_matter *x = *(struct cs_matter *const *)a, *y = *(struct cs_matter *const *)b;

    if (x->entry->about.name != y->entry->about.name)
        return x->entry->about.name < y->entry->about.name ? -1 : 1;
    if (x->entry->term.roles->prep != y->entry->term.roles->prep)
        return x->entry->term.roles->prep < y->entry->term.roles->prep ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static void fail_fillings(struct cs_docket *docket, const struct cs_matter *matter)
{
    cs_fail_at(docket->failure, &matter->entry->span, CASUS_ERR_LIMIT,
               "more than %d lines fill in one role of %s: write each line once, and below it the claims of all who "
               "say so",
               FILLINGS_MAX, cs_names_text(docket->plan->names, matter->entry->about.name));
}

/* The lines that fill in roles, those of one role of an occurrence side by side; NULL: failure. */
static struct cs_matter **role_lines(struct cs_docket *docket, size_t *count)
{
    struct cs_matter **roles = calloc(docket->matter_count + 1, sizeof *roles);

    *count = 0;
    if (roles == NULL) {
        cs_fail_memory(docket->failure);
        return NULL;
    }
    for (size_t i = 0; i < docket->matter_count; i++)
        if (docket->matters[i]->entry->kind == CS_ENTRY_ROLE)
            roles[(*count)++] = docket->matters[i];
    if (*count > 1)
        qsort(roles, *count, sizeof *roles, by_role);
    return roles;
}

static bool are_of_one(const struct cs_matter *a, const struct cs_matter *b)
{
    return a->entry->about.name == b->entry->about.name && a->entry->term.roles->prep == b->entry->term.roles->prep;
}

static bool fill_otherwise(const struct cs_docket *docket, const struct cs_matter *a, const struct cs_matter *b)
{
    return fills_otherwise(docket, a->entry->term.roles, b->entry->term.roles);
}

/* Those who say what the line says, as they did before any line denied another. */
static const struct cs_stance *who_say(struct cs_docket *docket, const struct cs_matter *matter)
{
    struct cs_stance *said = NULL;

    for (const struct cs_stance *s = matter->stances; s != NULL; s = s->next) {
        struct cs_stance *copy = s->kind == CS_CLAIM_SAYS && !s->torn ? cs_arena_alloc(&docket->arena, sizeof *copy)
                                                                      : NULL;

        if (copy != NULL) {
            *copy = *s;
            copy->next = said;
            said = copy;
        }
    }
    return said;
}

static void deny_other(struct cs_docket *docket, struct cs_matter *matter, const struct cs_stance *said)
{
    for (; said != NULL; said = said->next)
        cs_matter_add_denial(docket, matter, said);
}

/* R 2.7: who says that a role is one thing denies each line that fills it in with another. */
void cs_docket_deny_roles(struct cs_docket *docket)
{
    size_t count;
    struct cs_matter **roles = role_lines(docket, &count);
    const struct cs_stance **said = cs_arena_array(&docket->arena, count + 1, sizeof *said);

    for (size_t i = 0; i < count && said != NULL; i++) {
        cs_matter_close(docket, roles[i]);
        said[i] = who_say(docket, roles[i]);
    }
    if (said == NULL)
        count = 0;
    for (size_t i = 0; i < count && docket->failure->status == CASUS_OK; i++)
        for (size_t k = i + 1; k < count && are_of_one(roles[k], roles[i]); k++) {
            if (k - i >= FILLINGS_MAX) {
                fail_fillings(docket, roles[k]);
                break;
            }
            if (!fill_otherwise(docket, roles[i], roles[k]))
                continue;
            deny_other(docket, roles[i], said[k]);
            deny_other(docket, roles[k], said[i]);
        }
    free(roles);
}

/*
 * The worlds in which one of the lines from `first` up to this one fills in the role with another value. `any`: those
 * in which one of them is so at all, which is the same where each of them has another value, as most have.
 */
static cs_set filled_otherwise(struct cs_docket *docket, struct cs_matter *const *roles, size_t first, size_t at,
                               cs_set any)
{
    cs_set worlds = CS_NONE;
    size_t other = 0;

    for (size_t k = first; k < at; k++)
        other += fill_otherwise(docket, roles[k], roles[at]);
    if (other == at - first)
        return any;
    for (size_t k = first; k < at && other > 0; k++)
        if (fill_otherwise(docket, roles[k], roles[at]))
            worlds = cs_worlds_or(docket->worlds, worlds, roles[k]->yes);
    return worlds;
}

/* R 2.7: a role has one of the values that lines give it. */
static void exclude_roles(struct cs_docket *docket)
{
    struct cs_worlds *w = docket->worlds;
    size_t count, first = 0;
    struct cs_matter **roles = role_lines(docket, &count);
    const struct cs_entry *wrong;
    cs_set any = CS_NONE;

    for (size_t i = 0; i < count && docket->failure->status == CASUS_OK; i++) {
        cs_set others;

        if (!are_of_one(roles[i], roles[first])) {
            first = i;
            any = CS_NONE;
        }
        others = filled_otherwise(docket, roles, first, i, any);
        any = cs_worlds_or(w, any, roles[i]->yes);
        cs_docket_exclude(docket, cs_worlds_and(w, others, roles[i]->yes), roles[i]->entry);
    }
    wrong = docket->failure->status == CASUS_OK ? cs_docket_leave_out(docket) : NULL;
    if (wrong != NULL)
        cs_fail_at(docket->failure, &wrong->span, CASUS_ERR_ARGUMENT,
                   "what the record fixes cannot all be so: a role of %s has two values, and nobody disputes them. "
                   "If both are so, write them as a list on one line.",
                   cs_names_text(docket->plan->names, wrong->about.name));
    free(roles);
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
static casus_status add_judged_names(struct cs_docket *docket, const struct cs_instrument *instrument,
                                     const struct cs_name_lines *lines)
{
    size_t first = docket->matter_count;

    for (size_t i = 0; i < lines->count; i++) {
        const struct cs_entry *entry = lines->entries[i];
        const struct cs_occurrence *o = cs_docket_occurrence(docket, entry->about.name);
        uint32_t relation = cs_plan_relation(docket->plan, entry->term.head, instrument->name);

        if (o == NULL || docket->plan->relations[relation].under != instrument->name)
            continue;
        if (cs_docket_line(docket, entry, instrument->name, cs_entry_recorded(o->entry)) == NULL)
            return docket->failure->status;
    }
    for (size_t i = first; i < docket->matter_count; i++) {
        cs_docket_judge(docket, instrument, lines, docket->matters[i]);
        if (docket->matters[i]->judged == NULL) {
            cs_docket_deny_name(docket, docket->matters[i]);
            cs_docket_settle_line(docket, docket->matters[i], true);
        }
        use_name(docket, docket->matters[i], docket->matters[i]->entry);
    }
    return docket->failure->status;
}

static casus_status judge_names(struct cs_docket *docket)
{
    struct cs_name_lines lines = {.count = 0};
    bool found = false;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next) {
            if (i->judges == NULL || docket->failure->status != CASUS_OK)
                continue;
            if (found || cs_name_lines_find(docket, &lines) == CASUS_OK)
                add_judged_names(docket, i, &lines);
            found = true;
        }
    cs_name_lines_release(&lines);
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

/* Are the rows, which have the words of this line, two names that exclude each other by it? */
static bool excludes(const struct cs_plan *plan, const struct cs_exclusion *x, const struct cs_occurrence_row *a,
                     const struct cs_occurrence_row *b)
{
    if (a == b || !row_agrees(plan, &x->first, a) || !row_agrees(plan, &x->second, b))
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

/* The rows of an occurrence in the order of their words, so that those of one word are found at once. */
struct worded { cs_name head; size_t place; struct cs_occurrence_row *row; cs_set answered; };

static int by_word(const void *a, const void *b)
{
    const struct worded *x = a, *y = b;

    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* The first of the rows whose word is this or comes after it. */
static size_t first_of_word(const struct worded *rows, size_t count, cs_name head)
{
    size_t from = 0;

    while (from < count) {
        size_t middle = from + (count - from) / 2;

        if (rows[middle].head < head)
            from = middle + 1;
        else
            count = middle;
    }
    return from;
}

static void exclude_rows(struct cs_docket *docket, const struct cs_occurrence *o, const struct cs_exclusion *x,
                         const struct worded *rows, size_t count)
{
    struct cs_worlds *w = docket->worlds;
    size_t second = first_of_word(rows, count, x->second.head), end = second;

    while (end < count && rows[end].head == x->second.head)
        end++;
    for (size_t i = first_of_word(rows, count, x->first.head); i < count && rows[i].head == x->first.head; i++) {
        cs_set others = CS_NONE;

        for (size_t k = end; k-- > second;) /* from the end: the questions of the first are on top */
            if (excludes(docket->plan, x, rows[i].row, rows[k].row) &&
                !(x->first.head == x->second.head && k < i && excludes(docket->plan, x, rows[k].row, rows[i].row)) &&
                !exclude_by_judge(docket, rows[i].row, rows[k].row))
                others = cs_worlds_or(w, rows[k].answered, others);
        cs_docket_exclude(docket, cs_worlds_and(w, rows[i].answered, others), o);
    }
}

/* R 2.3: worlds in which an occurrence has two names that exclude each other cannot be. */
static void exclude(struct cs_docket *docket, const struct cs_occurrence *o)
{
    struct worded *rows;
    size_t count = 0;

    if (o->rows == NULL || o->rows->next == NULL)
        return;
    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
        count++;
    rows = malloc(count * sizeof *rows);
    if (rows == NULL) {
        cs_fail_memory(docket->failure);
        return;
    }
    count = 0;
    for (struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next, count++)
        rows[count] = (struct worded){docket->plan->relations[row->relation].head, count, row,
                                      answered(docket, o, row)};
    qsort(rows, count, sizeof *rows, by_word);
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_exclusion *x = file->exclusions; x != NULL; x = x->next)
            exclude_rows(docket, o, x, rows, count);
    free(rows);
}

void cs_docket_name_own(struct cs_docket *docket, struct cs_occurrence *o)
{
    copy_own_rows(docket, o);
    exclude(docket, o);
    for (struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
        cs_plan_fill_nothing(docket->plan, row->relation, row->values);
}

static void exclude_names(struct cs_docket *docket)
{
    const struct cs_occurrence *wrong;

    for (size_t i = 0; i < docket->occurrence_count && docket->failure->status == CASUS_OK; i++)
        exclude(docket, &docket->occurrences[i]);
    wrong = docket->failure->status == CASUS_OK ? cs_docket_leave_out(docket) : NULL;
    if (wrong != NULL)
        cs_fail_at(
            docket->failure, &wrong->entry->span, CASUS_ERR_ARGUMENT,
            "what the record fixes cannot all be so: %s has names that exclude each other, and nobody disputes them",
            cs_names_text(docket->plan->names, wrong->value));
}

casus_status cs_docket_names(struct cs_docket *docket)
{
    if (cs_docket_each_line(docket, CS_ENTRY_ROLE, false, fill_role) != CASUS_OK)
        return docket->failure->status;
    exclude_roles(docket);
    for (size_t i = 0; i < docket->occurrence_count; i++)
        copy_own_rows(docket, &docket->occurrences[i]);
    if (cs_docket_each_line(docket, CS_ENTRY_COUNTS_AS, true, use_name) != CASUS_OK)
        return docket->failure->status;
    if (judge_names(docket) != CASUS_OK)
        return docket->failure->status;
    exclude_names(docket);
    for (size_t i = 0; i < docket->occurrence_count; i++)
        for (struct cs_occurrence_row *row = docket->occurrences[i].rows; row != NULL; row = row->next)
            cs_plan_fill_nothing(docket->plan, row->relation, row->values);
    return docket->failure->status;
}
