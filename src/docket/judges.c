/* SPDX-License-Identifier: MIT */
/*
 * Whoever is competent to say what counts as what under an instrument, its judge, settles that name for the instrument
 * (R 2.6).
 */
#include <stdlib.h>

#include "docket/docket_int.h"

static bool is_judge(const struct cs_instrument *instrument, cs_name who, cs_name word)
{
    for (const struct cs_judge *j = instrument->judges; j != NULL; j = j->next)
        if (j->who == who && j->word == word)
            return true;
    return false;
}

/* The judges' determinations of a matter, in the order in which they were recorded. */
struct verdict { cs_instant recorded; enum cs_claim_kind kind; bool right; cs_name voice; };
struct verdicts { struct verdict *items; size_t count, capacity; };

static void add_verdict(struct cs_docket *docket, struct verdicts *v, struct verdict verdict)
{
    size_t i = v->count;

    if (!cs_grow(&v->items, &v->capacity, v->count + 1, sizeof *v->items)) {
        cs_fail_memory(docket->failure);
        return;
    }
    for (; i > 0 && v->items[i - 1].recorded > verdict.recorded; i--)
        v->items[i] = v->items[i - 1];
    v->items[i] = verdict;
    v->count++;
}

/* A judge that takes back what it said has said nothing so far. */
static void drop_retracted(struct verdicts *v)
{
    size_t kept = 0;

    for (size_t i = 0; i < v->count; i++) {
        bool gone = v->items[i].kind == CS_CLAIM_RETRACTS;

        for (size_t k = i + 1; k < v->count; k++)
            gone |= v->items[k].kind == CS_CLAIM_RETRACTS && v->items[k].voice == v->items[i].voice;
        if (!gone)
            v->items[kept++] = v->items[i];
    }
    v->count = kept;
}

casus_status cs_name_lines_find(struct cs_docket *docket, struct cs_name_lines *lines)
{
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = cs_file_entries(file, CS_ENTRY_COUNTS_AS); entry != NULL;
             entry = entry->next) {
            if (entry->kind != CS_ENTRY_COUNTS_AS)
                continue;
            if (!cs_grow(&lines->entries, &lines->capacity, lines->count + 1, sizeof *lines->entries))
                return cs_fail_memory(docket->failure);
            lines->entries[lines->count++] = entry;
        }
    for (size_t i = lines->count; i-- > 0;) /* so that those of a line come in their order */
        if (!cs_lists_put(&lines->by_line, cs_docket_line_name(docket, lines->entries[i]), (uint32_t)i, 0))
            return cs_fail_memory(docket->failure);
    return docket->failure->status;
}

void cs_name_lines_release(struct cs_name_lines *lines)
{
    free(lines->entries);
    cs_lists_release(&lines->by_line);
}

static void gather_verdicts(struct cs_docket *docket, const struct cs_instrument *instrument,
                            const struct cs_name_lines *lines, const struct cs_matter *matter,
                            struct cs_recorded fallback, struct verdicts *out)
{
    for (uint32_t i = cs_lists_of(&lines->by_line, matter->line); i != 0; i = lines->by_line.items[i - 1].next) {
        const struct cs_entry *entry = lines->entries[lines->by_line.items[i - 1].number];

        for (const struct cs_claim *c = entry->claims; c != NULL; c = c->next) {
            struct cs_recorded recorded = cs_claim_recorded(docket, c, fallback);

            if (c->kind != CS_CLAIM_ASKS && cs_instant_known(docket, recorded.time) &&
                cs_matter_keeps(docket, matter, c, recorded.day) &&
                (c->instrument == CS_NO_NAME || c->instrument == instrument->name) &&
                is_judge(instrument, c->voice, entry->term.head))
                add_verdict(docket, out,
                            (struct verdict){recorded.time, c->kind, c->kind == CS_CLAIM_SAYS, c->voice});
        }
    }
}

/* The last of the redeterminations is behind the others of its occurrence. */
static void link_last(struct cs_docket *docket)
{
    uint32_t number = (uint32_t)docket->redetermination_count;
    cs_value value = docket->redeterminations[number - 1].occurrence;
    uint32_t *link = &docket->occurrences[docket->occurrence_of[value] - 1].redetermined;

    while (*link != 0)
        link = &docket->redeterminations[*link - 1].next;
    *link = number;
}

/* A later determination of one own row of an occurrence, for each combination of the lists of the name (R 4.7). */
static void redetermine(struct cs_docket *docket, const struct cs_redetermination *model,
                        const struct cs_occurrence_row *row)
{
    const struct cs_term *term = &model->matter->entry->term;
    cs_value said[CS_COLUMNS_MAX];

    for (uint32_t choice = 0; choice < cs_term_choices(term); choice++) {
        struct cs_redetermination *r;

        if (!cs_grow(&docket->redeterminations, &docket->redetermination_capacity, docket->redetermination_count + 1,
                     sizeof *docket->redeterminations)) {
            cs_fail_memory(docket->failure);
            return;
        }
        r = &docket->redeterminations[docket->redetermination_count++];
        *r = *model;
        r->worlds = row->worlds;
        cs_term_values(docket, term, r->relation, choice, said);
        cs_name_values(docket, row, r->relation, said, r->values);
        link_last(docket);
    }
}

static void add_redetermination(struct cs_docket *docket, const struct cs_matter *matter, cs_instant time, bool right)
{
    const struct cs_occurrence *o = cs_docket_occurrence(docket, matter->entry->about.name);
    struct cs_redetermination model = {.matter = matter, .time = time, .right = right};

    model.relation = cs_plan_relation(docket->plan, matter->entry->term.head, matter->under);
    for (const struct cs_occurrence_row *row = o == NULL ? NULL : o->rows; row != NULL; row = row->next) {
        model.occurrence = o->value;
        if (row->matter == NULL && docket->plan->relations[row->relation].under == CS_NO_NAME)
            redetermine(docket, &model, row);
    }
}

/* Do the latest determinations of several judges differ? Then nothing is settled. */
static bool judges_differ(const struct verdicts *v)
{
    for (size_t i = 0; i < v->count; i++) {
        size_t last = i;

        for (size_t k = i + 1; k < v->count; k++)
            if (v->items[k].voice == v->items[i].voice)
                last = k;
        if (v->items[last].right != v->items[v->count - 1].right)
            return true;
    }
    return false;
}

/*
 * R 2.6: the judges' determination is the answer in all worlds: the first from the date of the occurrence, a later one
 * that differs from its own date. Duties founded in between stand (DECISIONS 23).
 */
static void settle_judged(struct cs_docket *docket, struct cs_matter *matter, const struct verdicts *v)
{
    cs_matter_close(docket, matter);
    for (const struct cs_stance *s = matter->stances; s != NULL; s = s->next)
        if (s->voice == v->items[v->count - 1].voice)
            matter->judged = s;
    matter->question = CS_NOWHERE;
    matter->yes = v->items[0].right ? CS_ALL : CS_NONE;
    matter->no = cs_worlds_not(docket->worlds, matter->yes);
    for (size_t i = 1; i < v->count; i++)
        if (v->items[i].right != v->items[i - 1].right)
            add_redetermination(docket, matter, v->items[i].recorded, v->items[i].right);
}

void cs_docket_judge(struct cs_docket *docket, const struct cs_instrument *instrument,
                     const struct cs_name_lines *lines, struct cs_matter *matter)
{
    const struct cs_occurrence *o = cs_docket_occurrence(docket, matter->entry->about.name);
    struct verdicts v = {0};

    if (matter->supposed != CS_SUPPOSED_NOTHING)
        return;
    gather_verdicts(docket, instrument, lines, matter, cs_entry_recorded(o == NULL ? NULL : o->entry), &v);
    drop_retracted(&v);
    if (v.count > 0 && !judges_differ(&v))
        settle_judged(docket, matter, &v);
    free(v.items);
}
