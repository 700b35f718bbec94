/* SPDX-License-Identifier: MIT */
/*
 * When an occurrence was (R 8.1, 8.5): what its entry says and what other hands say of its date, joined where they can all be
 * right, else a question whose date it is; then the places in time, its cells.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/docket_int.h"

/* One date that is given, with who gives it. */
struct given { const struct cs_moment *moment; struct cs_matter *matter; /* NULL: the record itself */ };
struct givens { struct given *all; size_t count; bool contested; };

/* Is anything of this occurrence looked at, so that its day could matter? */
static bool is_read(const struct cs_plan *plan, uint32_t relation)
{
    const uint8_t *names = plan->names_of + (size_t)relation * plan->relation_count;

    for (size_t i = 0; i < plan->relation_count; i++)
        if ((names[i] != 0 || i == relation) && plan->relations[i].read)
            return true;
    return plan->relations[relation].kind == CS_RELATION_FACT;
}

static bool has_own_date(const struct cs_occurrence *o, cs_name voice)
{
    for (const struct cs_dating *d = o->datings; d != NULL; d = d->next)
        for (const struct cs_stance *s = d->matter->stances; s != NULL; s = s->next)
            if (s->voice == voice && s->kind == CS_CLAIM_SAYS)
                return true;
    return false;
}

/*
 * The entry's date, as given by those who say that it happened and do not date it otherwise. Whoever denies or asks whether it
 * happened says nothing of its date.
 */
static casus_status add_entry_date(struct cs_docket *docket, struct cs_occurrence *o, struct givens *givens)
{
    struct cs_matter *matter;
    bool any = false;

    if (o->matter->bare || o->datings == NULL) {
        givens->all[givens->count++] = (struct given){&o->moment, NULL};
        return CASUS_OK;
    }
    matter = cs_docket_matter(docket, o->entry);
    if (matter == NULL)
        return docket->failure->status;
    matter->known = o->matter->known;
    for (const struct cs_stance *s = o->matter->stances; s != NULL; s = s->next) {
        struct cs_stance *copy;

        if (s->kind != CS_CLAIM_SAYS || s->torn || has_own_date(o, s->voice))
            continue;
        copy = cs_arena_alloc(&docket->arena, sizeof *copy);
        if (copy == NULL)
            return cs_fail_memory(docket->failure);
        *copy = *s;
        copy->next = matter->stances;
        matter->stances = copy;
        any = true;
    }
    if (any)
        givens->all[givens->count++] = (struct given){&o->moment, matter};
    return CASUS_OK;
}

static casus_status collect(struct cs_docket *docket, struct cs_occurrence *o, struct givens *givens)
{
    size_t count = 1;

    for (const struct cs_dating *d = o->datings; d != NULL; d = d->next)
        count++;
    givens->all = cs_arena_array(&docket->arena, count, sizeof *givens->all);
    if (givens->all == NULL)
        return cs_fail_memory(docket->failure);
    for (struct cs_dating *d = o->datings; d != NULL; d = d->next)
        cs_matter_drop_reported(d->matter);
    if (add_entry_date(docket, o, givens) != CASUS_OK)
        return docket->failure->status;
    for (const struct cs_dating *d = o->datings; d != NULL; d = d->next) {
        struct cs_tally tally = cs_matter_tally(d->matter);

        if (!tally.says)
            continue;
        givens->contested |= tally.denies || tally.asks;
        givens->all[givens->count++] = (struct given){&d->entry->moment, d->matter->bare ? NULL : d->matter};
    }
    if (givens->count == 0) /* everybody has taken back the date: the entry's stands, as that of the record */
        givens->all[givens->count++] = (struct given){&o->moment, NULL};
    return CASUS_OK;
}

/* Makes *into what both leave open; false if they cannot both be right. */
static bool meet(struct cs_moment *into, const struct cs_moment *other)
{
    if (other->start >= into->end || into->start >= other->end)
        return false;
    if (other->start <= into->start && into->end <= other->end)
        return true;
    if (into->start <= other->start && other->end <= into->end) {
        *into = *other;
        return true;
    }
    if (other->start > into->start) {
        into->start = other->start;
        into->first = other->first;
    } else {
        into->end = other->end;
        into->last = other->last;
    }
    into->form = CS_MOMENT_RANGE;
    return true;
}

static bool all_meet(const struct givens *givens, struct cs_moment *out)
{
    *out = *givens->all[0].moment;
    for (size_t i = 1; i < givens->count; i++)
        if (!meet(out, givens->all[i].moment))
            return false;
    return !givens->contested;
}

static uint32_t day_count(const struct cs_moment *m)
{
    return m->form == CS_MOMENT_TIME || m->form == CS_MOMENT_SPAN ? 1 : (uint32_t)(m->last - m->first) + 1;
}

static int by_place(const void *a, const void *b)
{
    const struct cs_cell *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end < y->end ? -1 : x->end > y->end;
}

static struct cs_cell cell_of(const struct cs_moment *m, uint32_t index)
{
    struct cs_cell cell = {.start = m->start, .end = m->end, .day = m->first + (cs_day)index, .offset = m->offset,
                           .hours = m->form == CS_MOMENT_TIME, .worlds = CS_ALL};

    if (day_count(m) == 1)
        return cell;
    cell.start = cs_day_start(cell.day, m->offset);
    cell.end = cs_day_start(cell.day + 1, m->offset);
    if (cell.start < m->start)
        cell.start = m->start;
    if (cell.end > m->end)
        cell.end = m->end;
    return cell;
}

/* The cells of all these dates, each place in time once. */
static casus_status add_places(struct cs_docket *docket, struct cs_occurrence *o, const struct givens *givens)
{
    uint32_t count = 0, kept = 0;

    for (size_t i = 0; i < givens->count; i++)
        count += day_count(givens->all[i].moment);
    o->cells = cs_arena_array(&docket->arena, count, sizeof *o->cells);
    if (o->cells == NULL)
        return cs_fail_memory(docket->failure);
    count = 0;
    for (size_t i = 0; i < givens->count; i++)
        for (uint32_t day = 0; day < day_count(givens->all[i].moment); day++)
            o->cells[count++] = cell_of(givens->all[i].moment, day);
    qsort(o->cells, count, sizeof *o->cells, by_place);
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || by_place(&o->cells[kept - 1], &o->cells[i]) != 0)
            o->cells[kept++] = o->cells[i];
    o->cell_count = kept;
    if (kept > CS_ANSWERS_MAX)
        return cs_fail(docket->failure, CASUS_ERR_LIMIT,
                       "the date of \"%s\" leaves %u days open and something depends on it; at most %d can be told apart",
                       cs_names_text(docket->plan->names, o->value), (unsigned)kept, CS_ANSWERS_MAX);
    return CASUS_OK;
}

static uint32_t ask_date(struct cs_docket *docket, struct cs_occurrence *o)
{
    const char *value = cs_names_text(docket->plan->names, o->value);
    const char **answers = cs_arena_array(&docket->arena, o->cell_count, sizeof *answers);
    struct cs_buffer id, text;

    for (uint32_t i = 0; answers != NULL && i < o->cell_count; i++) {
        char place[32];

        if (o->cells[i].hours)
            cs_instant_text(o->cells[i].start, o->cells[i].offset, place);
        else
            cs_day_text(o->cells[i].day, place);
        answers[i] = cs_arena_text(&docket->arena, place, strlen(place));
        if (answers[i] == NULL)
            answers = NULL;
    }
    if (answers == NULL) {
        cs_fail_memory(docket->failure);
        return CS_NOWHERE;
    }
    cs_buffer_init(&id);
    cs_buffer_init(&text);
    cs_buffer_printf(&id, "date %s", value);
    cs_buffer_printf(&text, "on which day was %s?", value);
    return cs_docket_ask(docket, CS_QUESTION_ORDER, &id, &text, answers, o->cell_count, o->entry);
}

/* Whoever gives a date gives all the places that lie in it. */
static void settle_given(struct cs_docket *docket, const struct cs_occurrence *o, const struct given *given,
                         uint32_t question)
{
    struct cs_matter *matter = given->matter;

    if (matter == NULL)
        return;
    matter->question = question;
    matter->yes = CS_NONE;
    for (uint32_t i = 0; i < o->cell_count; i++)
        if (o->cells[i].start >= given->moment->start && o->cells[i].end <= given->moment->end)
            matter->yes = cs_worlds_or(docket->worlds, matter->yes, o->cells[i].worlds);
    matter->no = cs_worlds_not(docket->worlds, matter->yes);
}

casus_status cs_docket_dates(struct cs_docket *docket, struct cs_occurrence *o, uint32_t relation)
{
    struct given joined = {&o->moment, NULL};
    struct givens givens = {0};
    struct cs_moment moment;
    uint32_t question;

    if (collect(docket, o, &givens) != CASUS_OK)
        return docket->failure->status;
    if (all_meet(&givens, &moment)) {
        o->moment = moment;
        givens = (struct givens){.all = &joined, .count = 1};
        if (!o->named && !is_read(docket->plan, relation)) {
            o->cells = cs_arena_alloc(&docket->arena, sizeof *o->cells);
            if (o->cells == NULL)
                return cs_fail_memory(docket->failure);
            o->cells[0] = cell_of(&o->moment, 0);
            o->cells[0].end = o->moment.end;
            o->cell_count = 1;
            return CASUS_OK;
        }
    }
    if (add_places(docket, o, &givens) != CASUS_OK)
        return docket->failure->status;
    if (o->cell_count == 1 && givens.count == 1)
        return CASUS_OK;
    question = ask_date(docket, o);
    if (question == CS_NOWHERE)
        return docket->failure->status;
    for (uint32_t i = 0; i < o->cell_count; i++)
        o->cells[i].worlds = cs_worlds_answer(docket->worlds, question, i);
    for (size_t i = 0; i < givens.count; i++)
        settle_given(docket, o, &givens.all[i], question);
    o->moment.form = CS_MOMENT_RANGE;
    for (size_t i = 0; i < givens.count; i++) {
        const struct cs_moment *m = givens.all[i].moment;

        if (m->start < o->moment.start) {
            o->moment.start = m->start;
            o->moment.first = m->first;
        }
        if (m->end > o->moment.end) {
            o->moment.end = m->end;
            o->moment.last = m->last;
        }
    }
    return CASUS_OK;
}
