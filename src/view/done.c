/* SPDX-License-Identifier: MIT */
#include "view/done.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/performed.h"
#include "view/rows.h"
#include "view/standing.h"

struct doing {
    const struct cs_report *report;
    const struct cs_ledger_row *row;
    struct cs_arena *arena;
    struct cs_row_done *items;
    size_t count;
};

/* The values of a role, "Armenia, Belarus"; NULL: it is left unsaid, or there is none. */
static const char *role_text(struct doing *d, const struct cs_occurrence_row *rows, uint32_t relation,
                             const cs_value *values, enum cs_prep prep)
{
    const struct cs_plan *plan = d->report->ledger->docket->plan;
    int role = plan->relations[relation].shape == NULL ? -1 : cs_shape_role(plan->relations[relation].shape, prep);
    uint32_t column = plan->relations[relation].first_role + (uint32_t)(role < 0 ? 0 : role);
    struct cs_buffer text;
    const char *copy;

    if (role < 0)
        return NULL;
    if (rows == NULL || (rows->next == NULL && rows->matter == NULL)) /* of one row the name itself */
        return cs_plan_is_something(plan, values[column]) ? cs_row_name(d->report, values[column]) : NULL;
    cs_buffer_init(&text);
    for (const struct cs_occurrence_row *r = rows; r != NULL; r = r->next) {
        const struct cs_occurrence_row *before = rows;

        if (r->relation != relation || r->matter != NULL || !cs_plan_is_something(plan, r->values[column]))
            continue;
        while (before != r && (before->relation != relation || before->values[column] != r->values[column]))
            before = before->next;
        if (before == r)
            cs_buffer_printf(&text, "%s%s", text.length > 0 ? ", " : "", cs_row_name(d->report, r->values[column]));
    }
    copy = text.length > 0 ? cs_arena_text(d->arena, cs_buffer_string(&text), text.length) : NULL;
    d->arena->failed = d->arena->failed || text.failed;
    cs_buffer_release(&text);
    return copy;
}

static void set_days(const struct doing *d, struct cs_row_done *item)
{
    const struct cs_ledger *ledger = d->report->ledger;
    const struct cs_ledger_row *request = d->row->request == CS_NO_ROW ? NULL : &ledger->rows[d->row->request];

    item->has_days =
        request != NULL && cs_ledger_days_after(ledger, request, d->row->trigger == request->trigger, item->first,
                                                item->last, &item->days, &item->days_most);
}

static struct cs_row_done *item_of(struct doing *d, const char *name)
{
    for (size_t i = 0; i < d->count; i++)
        if (d->items[i].name == name)
            return &d->items[i];
    return NULL;
}

static void note(struct doing *d, const char *name, const char *by, cs_day day, cs_set worlds)
{
    struct cs_row_done *item = item_of(d, name);

    if (item == NULL) {
        item = &d->items[d->count++];
        *item = (struct cs_row_done){.by = by, .name = name, .first = day, .last = day, .worlds = CS_NONE};
    }
    item->first = day < item->first ? day : item->first;
    item->last = day > item->last ? day : item->last;
    item->worlds = cs_worlds_or(d->report->ledger->docket->worlds, item->worlds, worlds);
}

static void add_performed(struct doing *d, cs_set worlds)
{
    const struct cs_ledger *ledger = d->report->ledger;
    struct cs_ledger_outcome *outcomes;
    size_t count = cs_ledger_outcomes(ledger, d->row, worlds, d->arena, &outcomes);

    d->items = cs_arena_array(d->arena, count, sizeof *d->items);
    for (size_t i = 0; i < count && d->items != NULL; i++) {
        const struct cs_occurrence *o = cs_docket_entered(ledger->docket, outcomes[i].by);
        const char *by = NULL;

        if (outcomes[i].kind != CS_OUTCOME_OF_PERFORMED || !outcomes[i].dated)
            continue;
        if (o != NULL && o->rows != NULL)
            by = role_text(d, o->rows, o->rows->relation, o->rows->values, CS_PREP_BY);
        note(d, cs_row_name(d->report, outcomes[i].by), by != NULL ? by : cs_row_name(d->report, d->row->holder),
             outcomes[i].day, outcomes[i].worlds);
    }
}

static bool is_decided(enum cs_state state)
{
    return state == CS_STATE_ADOPTED || state == CS_STATE_NOT_ADOPTED || state == CS_STATE_DEFERRED;
}

static void add_decided(struct doing *d, cs_set worlds)
{
    const struct cs_ledger_row *row = d->row;
    const char *by = role_text(d, NULL, row->relation, row->values, CS_PREP_IN);

    if (by == NULL)
        by = role_text(d, NULL, row->relation, row->values, CS_PREP_BY);
    d->items = cs_arena_array(d->arena, 1, sizeof *d->items);
    for (uint32_t i = 0; i < row->piece_count && d->items != NULL; i++) {
        cs_set here = cs_worlds_and(d->report->ledger->docket->worlds, row->pieces[i].worlds, worlds);

        if (here != CS_NONE && is_decided(row->pieces[i].state) && row->pieces[i].has_since)
            note(d, NULL, by, row->pieces[i].since_day, here);
    }
}

struct cs_row_done *cs_row_done(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                                struct cs_arena *arena, size_t *count)
{
    struct doing d = {.report = report, .row = row, .arena = arena};

    *count = 0;
    if (cs_ledger_contradictory(worlds))
        return NULL;
    if (row->bond != CS_NO_ROW)
        add_performed(&d, worlds);
    else if (row->kind == CS_ROW_DECISION && row->values != NULL)
        add_decided(&d, worlds);
    for (size_t i = 0; i < d.count; i++)
        set_days(&d, &d.items[i]);
    *count = d.count;
    return d.count > 0 ? d.items : NULL;
}

const struct cs_row_done *cs_row_done_throughout(const struct cs_report *report, const struct cs_ledger_row *row,
                                                 cs_set worlds, struct cs_arena *arena)
{
    size_t count;
    const struct cs_row_done *all = cs_row_done(report, row, worlds, arena, &count);
    const struct cs_row_done *last = count > 0 ? &all[count - 1] : NULL;

    return last != NULL && cs_worlds_within(report->ledger->docket->worlds, worlds, last->worlds) ? last : NULL;
}

bool cs_row_is_before(const struct cs_report *report, const struct cs_ledger_row *row, struct cs_arena *arena)
{
    const struct cs_ledger *ledger = report->ledger;
    const struct cs_occurrence *o = cs_docket_occurrence(ledger->docket, row->trigger);
    const struct cs_row_done *done;
    cs_day first, last;

    if (row->request == CS_NO_ROW || row->kind == CS_ROW_REQUEST)
        return false;
    if (row->kind == CS_ROW_ACT)
        return o != NULL && cs_ledger_request_days(ledger, &ledger->rows[row->request], &first, &last) &&
               cs_moment_last_beginning(&o->entry->moment) < first;
    done = cs_row_done_throughout(report, row, ledger->worlds, arena);
    return done != NULL && done->has_days && done->days_most < 0;
}

/* ---- what was done for a request ---- */

struct given { const struct cs_occurrence *what; bool owed, founded; };

struct answers { /* to a request */
    const struct cs_report *report;
    const struct cs_ledger_row *request;
    struct cs_arena *arena;
    struct given *items;
    size_t count, capacity;
};

/* `founded`: it performed what the request founded. */
static void note_answer(struct answers *all, const struct cs_occurrence *what, bool owed, bool founded)
{
    if (cs_grow(&all->items, &all->capacity, all->count + 1, sizeof *all->items))
        all->items[all->count++] = (struct given){what, owed, founded};
    else
        all->arena->failed = true;
}

static int by_place(const void *a, const void *b)
{
    const struct cs_entry *x = ((const struct given *)a)->what->entry, *y = ((const struct given *)b)->what->entry;

    if (x->moment.start != y->moment.start)
        return x->moment.start < y->moment.start ? -1 : 1;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    return strcmp(x->span.source->name, y->span.source->name);
}

/* In order of time, each once. */
static void sort_answers(struct answers *all)
{
    size_t kept = 0;

    if (all->count > 0)
        qsort(all->items, all->count, sizeof *all->items, by_place);
    for (size_t i = 0; i < all->count; i++) {
        if (kept == 0 || all->items[kept - 1].what != all->items[i].what) {
            all->items[kept++] = all->items[i];
            continue;
        }
        all->items[kept - 1].owed = all->items[kept - 1].owed || all->items[i].owed;
        all->items[kept - 1].founded = all->items[kept - 1].founded || all->items[i].founded;
    }
    all->count = kept;
}

static void note_performances(struct answers *all)
{
    const struct cs_ledger *ledger = all->report->ledger;

    for (const struct cs_ledger_row *row = all->request; row < ledger->rows + ledger->row_count; row++) {
        struct cs_performance *items;
        size_t count;

        if (row->request == CS_NO_ROW || ledger->rows[row->request].trigger != all->request->trigger ||
            cs_ledger_performed(ledger, row, all->arena, &items, &count) != CASUS_OK)
            return;
        for (size_t i = 0; i < count; i++)
            if (items[i].by != NULL)
                note_answer(all, items[i].by, true, row->trigger == all->request->trigger);
    }
}

static void set_done(struct answers *all, size_t index, struct cs_request_done *out)
{
    const struct cs_report *report = all->report;
    const struct cs_occurrence *o = all->items[index].what;
    const struct cs_moment *moment = &o->entry->moment;
    struct doing d = {.report = report, .row = all->request, .arena = all->arena};
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_row_entry(report, o->entry, &text);
    *out = (struct cs_request_done){.what = o, .owed = all->items[index].owed};
    out->text = cs_arena_text(all->arena, cs_buffer_string(&text), text.length);
    all->arena->failed = all->arena->failed || text.failed;
    cs_buffer_release(&text);
    if (o->rows != NULL)
        out->by = role_text(&d, o->rows, o->rows->relation, o->rows->values, CS_PREP_BY);
    out->states = cs_standing_of_set(report, o->worlds, CS_STATE_SO, CS_STATE_NOT_SO, all->arena);
    out->questions =
        cs_row_set_questions(report, o->worlds, cs_row_shown(report), all->arena, &out->question_count);
    out->has_days = cs_ledger_days_after(report->ledger, all->request, all->items[index].founded, moment->first,
                                         cs_moment_last_beginning(moment), &out->days, &out->days_most);
}

struct cs_request_done *cs_request_done(const struct cs_report *report, const struct cs_ledger_row *request,
                                        struct cs_arena *arena, size_t *count)
{
    const struct cs_ledger *ledger = report->ledger;
    struct answers all = {.report = report, .request = request, .arena = arena};
    struct cs_request_done *out;

    *count = 0;
    if (request->kind != CS_ROW_REQUEST ||
        (request > ledger->rows && request[-1].kind == CS_ROW_REQUEST && request[-1].trigger == request->trigger))
        return NULL;
    note_performances(&all);
    for (uint32_t i = ledger->helped == NULL ? 0 : ledger->answers[request->trigger]; i != 0;
         i = ledger->helped[i - 1].next)
        if (cs_ledger_answers(ledger, request, &ledger->docket->occurrences[i - 1]))
            note_answer(&all, &ledger->docket->occurrences[i - 1], false, false);
    sort_answers(&all);
    out = all.count == 0 ? NULL : cs_arena_array(arena, all.count, sizeof *out);
    for (size_t i = 0; out != NULL && i < all.count; i++)
        set_done(&all, i, &out[i]);
    *count = out != NULL ? all.count : 0;
    free(all.items);
    return out;
}
