/* SPDX-License-Identifier: MIT */
/* The twin as a whole: what is to come, and the loop over time. */
#include "twin/twin.h"

#include <stdlib.h>
#include <string.h>

#include "twin/twin_int.h"

bool cs_twin_in(const struct cs_twin_run *run, cs_set worlds)
{
    return cs_worlds_has(run->docket->worlds, worlds, run->answers);
}

void *cs_twin_grow(struct cs_twin_run *run, void *items, size_t *count, size_t *capacity, size_t size)
{
    void *grown = items;

    if (*count == *capacity) {
        grown = cs_arena_array(&run->twin->arena, *capacity * 2 + 8, size);
        if (grown == NULL) {
            *count = *capacity = 0;
            cs_fail_memory(run->failure);
            return NULL;
        }
        if (*count > 0)
            memcpy(grown, items, *count * size);
        *capacity = *capacity * 2 + 8;
    }
    *count += 1;
    return grown;
}

/* ---- what is to come ---- */

void cs_twin_add_item(struct cs_twin_run *run, const struct cs_twin_item *item)
{
    struct cs_twin_item copy = *item;

    run->items = cs_twin_grow(run, run->items, &run->item_count, &run->item_capacity, sizeof *run->items);
    if (run->items != NULL)
        run->items[run->item_count - 1] = copy;
}

static void add_turn(struct cs_twin_run *run, cs_instant time)
{
    struct cs_twin_item item = {.time = time, .phase = CS_TWIN_TURN};

    for (size_t i = 0; i < run->item_count; i++)
        if (run->items[i].phase == CS_TWIN_TURN && run->items[i].time == time)
            return;
    if (time != CS_TIME_NEVER)
        cs_twin_add_item(run, &item);
}

/* The cell in which it was in this world; NULL if it did not happen. */
static const struct cs_cell *cell_in_world(const struct cs_twin_run *run, const struct cs_occurrence *o)
{
    for (uint32_t i = 0; i < o->cell_count; i++)
        if (cs_twin_in(run, o->worlds) && cs_twin_in(run, o->cells[i].worlds))
            return &o->cells[i];
    return NULL;
}

static bool make_tables(struct cs_twin_run *run)
{
    struct cs_arena *arena = &run->twin->arena;
    size_t count = run->docket->occurrence_count;

    run->by_name = cs_arena_array(arena, count, sizeof *run->by_name);
    run->there = cs_arena_array(arena, count, sizeof *run->there);
    run->cell = cs_arena_array(arena, count, sizeof *run->cell);
    run->taken = cs_arena_array(arena, count, sizeof *run->taken);
    run->taking = cs_arena_array(arena, count, sizeof *run->taking);
    run->reached = cs_arena_array(arena, count, sizeof *run->reached);
    run->happened = cs_arena_array(arena, count, sizeof *run->happened);
    run->effective = cs_arena_array(arena, count, sizeof *run->effective);
    run->asked = cs_arena_array(arena, count, sizeof *run->asked);
    for (size_t i = 0; i < count && !cs_arena_failed(arena); i++) {
        size_t rows = 0;

        for (const struct cs_occurrence_row *row = run->docket->occurrences[i].rows; row != NULL; row = row->next)
            rows++;
        run->effective[i] = cs_arena_array(arena, rows, sizeof **run->effective);
        run->asked[i] = cs_arena_array(arena, rows, sizeof **run->asked);
    }
    return !cs_arena_failed(arena);
}

static void add_occurrences(struct cs_twin_run *run)
{
    for (uint32_t i = 0; i < run->docket->occurrence_count; i++) {
        const struct cs_cell *cell = cell_in_world(run, &run->docket->occurrences[i]);
        struct cs_twin_item item = {.occurrence = i};

        run->cell[i] = cell;
        run->there[i] = cell != NULL;
        if (cell == NULL)
            continue;
        item.phase = cell->end == cell->start + 1 ? CS_TWIN_INSTANT : CS_TWIN_ENDED_CELL;
        item.time = item.phase == CS_TWIN_INSTANT ? cell->start : cell->end;
        cs_twin_add_item(run, &item);
    }
    for (size_t i = 0; i < run->docket->redetermination_count; i++) {
        struct cs_twin_item item = {.time = run->docket->redeterminations[i].time, .phase = CS_TWIN_INSTANT,
                                    .word = &run->docket->redeterminations[i]};

        cs_twin_add_item(run, &item);
    }
}

/* When it ends in this world; CS_TIME_NEVER if it stays open. */
static cs_instant end_in_world(const struct cs_twin_run *run, const struct cs_occurrence *fact)
{
    for (uint32_t i = 0; i < fact->end_count; i++)
        if (cs_twin_in(run, fact->ends[i].worlds))
            return fact->ends[i].end;
    return CS_TIME_NEVER;
}

static void add_turns(struct cs_twin_run *run)
{
    for (size_t i = 0; i < run->docket->fact_count; i++) {
        const struct cs_occurrence *fact = &run->docket->facts[i];
        const struct cs_cell *cell = cell_in_world(run, fact);

        if (cell == NULL)
            continue;
        add_turn(run, cell->start);
        add_turn(run, end_in_world(run, fact));
    }
    for (size_t i = 0; i < run->plan->rule_count; i++) {
        add_turn(run, run->plan->rules[i].since);
        add_turn(run, run->plan->rules[i].until);
    }
    for (size_t i = 0; i < run->plan->bond_count; i++) {
        const struct cs_cell *cell = cell_in_world(run, run->docket->bonds[i]);

        if (cell != NULL)
            add_turn(run, cell->start);
    }
}

/* ---- the loop ---- */

/*
 * The next item; of one instant and phase the first that was added. Of the end itself only cells that end with it are
 * taken: all that lies before the end has happened.
 */
static struct cs_twin_item *next_item(struct cs_twin_run *run)
{
    struct cs_twin_item *next = NULL;

    for (size_t i = 0; i < run->item_count; i++) {
        struct cs_twin_item *item = &run->items[i];

        if (item->done || item->time > run->end || (item->time == run->end && item->phase > CS_TWIN_PASSED))
            continue;
        if (next == NULL || item->time < next->time || (item->time == next->time && item->phase < next->phase))
            next = item;
    }
    return next;
}

static bool is_now(const struct cs_twin_run *run, const struct cs_twin_item *item)
{
    return !item->done && item->time == run->now && item->phase == run->phase;
}

static void at_day(struct cs_twin_run *run, cs_day day, struct cs_zone offset, cs_value occurrence)
{
    run->place = (struct cs_twin_place){.start = run->now, .end = run->now + 1, .day = day, .offset = offset,
                                        .occurrence = occurrence};
}

/* Takes all of this instant and phase; each occurrence after those that come before it. */
static void take_occurrences(struct cs_twin_run *run)
{
    for (size_t k = 0; k < run->item_count; k++)
        if (is_now(run, &run->items[k]) && run->items[k].word != NULL) {
            const struct cs_redetermination *word = run->items[k].word;

            run->items[k].done = true;
            at_day(run, cs_day_of(run->now, run->docket->zone), run->docket->zone, word->occurrence);
            cs_twin_take_word(run, word);
        }
    for (uint32_t i = 0; i < run->docket->occurrence_count; i++) {
        uint32_t o = run->by_name[i];

        for (size_t k = 0; k < run->item_count; k++)
            if (is_now(run, &run->items[k]) && run->items[k].occurrence == o) {
                run->items[k].done = true;
                cs_twin_take_in_order(run, o);
            }
    }
}

static void turn_facts(struct cs_twin_run *run)
{
    for (size_t i = 0; i < run->docket->fact_count; i++) {
        const struct cs_occurrence *fact = &run->docket->facts[i];

        if (end_in_world(run, fact) != run->now)
            continue;
        cs_twin_fact_withdraw(run, fact);
        at_day(run, cs_day_of(run->now, fact->entry->moment.offset), fact->entry->moment.offset, CS_UNSAID);
    }
    for (size_t i = 0; i < run->docket->fact_count; i++) {
        const struct cs_occurrence *fact = &run->docket->facts[i];
        const struct cs_cell *cell = cell_in_world(run, fact);

        if (cell == NULL || cell->start != run->now)
            continue;
        for (const struct cs_occurrence_row *row = fact->rows; row != NULL; row = row->next) {
            struct cs_twin_tuple tuple = {.relation = row->relation};

            memcpy(tuple.values, row->values, sizeof tuple.values);
            if (cs_twin_in(run, row->worlds))
                cs_twin_fact_begin(run, &tuple, fact);
        }
        at_day(run, cell->day, fact->entry->moment.offset, CS_UNSAID);
    }
    cs_twin_replace(run);
}

/* Does it begin at this turn? Then `effect` founds it. */
static bool bond_begins(struct cs_twin_run *run, size_t bond, struct cs_twin_effect *effect)
{
    const struct cs_plan_bond *b = &run->plan->bonds[bond];
    const struct cs_cell *cell = cell_in_world(run, run->docket->bonds[bond]);

    if (cell == NULL || cell->start != run->now)
        return false;
    at_day(run, cell->day, cell->offset, cs_docket_entry_value(run->docket, b->entry));
    *effect = (struct cs_twin_effect){.conclusion = &b->conclusion, .entry = b->entry, .place = run->place};
    return true;
}

/* R 8.12: of one sentence the one whose time is over first, of two that are over together the first by name. */
static bool counts_before(struct cs_twin_run *run, const struct cs_twin_effect *a, const struct cs_twin_effect *b)
{
    cs_instant x = cs_twin_first_end(run, a), y = cs_twin_first_end(run, b);

    return x != y ? x < y
                  : strcmp(cs_names_text(run->plan->names, a->place.occurrence),
                           cs_names_text(run->plan->names, b->place.occurrence)) < 0;
}

static void turn_bonds(struct cs_twin_run *run)
{
    size_t first = run->effect_count;

    for (size_t i = 0; i < run->plan->bond_count; i++) {
        struct cs_twin_effect effect;

        if (!bond_begins(run, i, &effect))
            continue;
        run->effects =
            cs_twin_grow(run, run->effects, &run->effect_count, &run->effect_capacity, sizeof *run->effects);
        if (run->effects == NULL)
            return;
        run->effects[run->effect_count - 1] = effect;
        for (size_t k = run->effect_count - 1; k > first && counts_before(run, &effect, &run->effects[k - 1]); k--) {
            run->effects[k] = run->effects[k - 1];
            run->effects[k - 1] = effect;
        }
    }
}

/* Facts and texts that end and begin at one instant do so at once. */
static void turn(struct cs_twin_run *run, struct cs_twin_item *item)
{
    struct cs_zone zone = CS_UTC;
    cs_value moment = run->now == CS_TIME_ALWAYS ? CS_UNSAID : cs_twin_date_name(run, run->now);

    item->done = true;
    if (moment != CS_UNSAID)
        cs_twin_take_before(run, &moment, 1);
    run->turned = run->now;
    for (size_t i = 0; i < run->plan->rule_count; i++)
        if (run->plan->rules[i].since == run->now || run->plan->rules[i].until == run->now)
            zone = run->plan->rules[i].zone;
    at_day(run, run->now == CS_TIME_ALWAYS ? 0 : cs_day_of(run->now, zone), zone, CS_UNSAID);
    turn_facts(run);
    cs_twin_take_over(run);
    cs_twin_settle(run);
    run->carried_count = 0;
    turn_bonds(run);
    cs_twin_settle(run);
}

static void take_dues(struct cs_twin_run *run)
{
    size_t count = run->bond_count, names = 0;
    cs_value *deadlines = cs_arena_array(&run->twin->arena, count * CS_LIMITS_MAX, sizeof *deadlines);

    for (size_t i = 0; i < run->item_count; i++)
        if (is_now(run, &run->items[i]))
            run->items[i].done = true;
    for (size_t i = 0; i < count * CS_LIMITS_MAX && deadlines != NULL; i++) {
        const struct cs_twin_bond *b = &run->bonds[i / CS_LIMITS_MAX];

        if (cs_twin_is_due(run, b, i % CS_LIMITS_MAX) && cs_twin_bond_open(b))
            deadlines[names++] = b->dues[i % CS_LIMITS_MAX].name;
    }
    cs_twin_take_before(run, deadlines, names);
    for (size_t i = 0; i < count * CS_LIMITS_MAX; i++)
        if (cs_twin_is_due(run, &run->bonds[i / CS_LIMITS_MAX], i % CS_LIMITS_MAX))
            cs_twin_due_falls(run, i / CS_LIMITS_MAX, i % CS_LIMITS_MAX);
    cs_twin_settle(run);
}

/* when reached: only if the fact then still holds */
static bool still_stands(const struct cs_twin_run *run, const struct cs_twin_cause *cause)
{
    return cause->rule->delay != CS_DELAY_REACHED ||
           run->plan->relations[cause->tuple.relation].kind != CS_RELATION_FACT ||
           cs_twin_among(run->plan, &run->holding, &cause->tuple);
}

/* All timers of one instant are one step: no rule is evaluated on facts that another of them concludes. */
static void take_timers(struct cs_twin_run *run)
{
    struct cs_twin_causes causes = {0};
    size_t count = run->item_count, names = 0;
    cs_value *moments = cs_arena_array(&run->twin->arena, count, sizeof *moments);

    for (size_t i = 0; i < count && moments != NULL; i++) {
        if (!is_now(run, &run->items[i]))
            continue;
        run->items[i].cause.place.occurrence =
            cs_twin_delayed_name(run, &run->items[i].cause.tuple, run->items[i].cause.place.day);
        /* a moment is one, whatever is reached with it */
        moments[names++] = run->items[i].cause.rule->delay == CS_DELAY_REACHED
                               ? cs_twin_date_name(run, run->now)
                               : run->items[i].cause.place.occurrence;
    }
    cs_twin_take_before(run, moments, names);
    for (size_t i = 0; i < count; i++) {
        if (!is_now(run, &run->items[i]))
            continue;
        run->items[i].done = true;
        run->place = run->items[i].cause.place;
        if (still_stands(run, &run->items[i].cause))
            cs_twin_add_cause(run, &causes, &run->items[i].cause);
    }
    cs_twin_happen(run, &causes);
    cs_twin_settle(run);
}

static void take_next(struct cs_twin_run *run, struct cs_twin_item *item)
{
    run->now = item->time;
    run->phase = item->phase;
    run->rounds = 0;
    switch (item->phase) {
    case CS_TWIN_ENDED_CELL:
    case CS_TWIN_INSTANT:
        take_occurrences(run);
        return;
    case CS_TWIN_END_OF_TERM:
    case CS_TWIN_START_OF_DAY:
    case CS_TWIN_TIMER:
        take_timers(run);
        return;
    case CS_TWIN_PASSED:
    case CS_TWIN_DUE:
        take_dues(run);
        return;
    case CS_TWIN_TURN:
        turn(run, item);
        return;
    }
}

static void go(struct cs_twin_run *run)
{
    struct cs_twin_item *item;

    while (run->failure->status == CASUS_OK && !run->twin->endless && (item = next_item(run)) != NULL)
        take_next(run, item);
    run->now = run->end;
    run->phase = CS_TWIN_ENDED_CELL;
    if (run->end != CS_TIME_NEVER)
        cs_twin_before_end(run);
    cs_twin_rows(run);
}

casus_status cs_twin_new(struct cs_docket *docket, cs_instant end, const uint32_t *answers, enum cs_twin_ties ties,
                         struct cs_twin **out)
{
    struct cs_twin *twin = calloc(1, sizeof *twin);
    struct cs_twin_run run = {.twin = twin, .docket = docket, .plan = docket->plan, .failure = docket->failure,
                              .ties = ties, .now = CS_TIME_ALWAYS, .turned = CS_TIME_ALWAYS, .end = end};
    uint32_t *all;

    *out = NULL;
    if (twin == NULL)
        return cs_fail_memory(docket->failure);
    cs_arena_init(&twin->arena);
    /* a question that the engine did not ask may come up: it then has the first answer */
    all = cs_arena_array(&twin->arena, CS_QUESTIONS_MAX, sizeof *all);
    if (all != NULL && docket->question_count > 0)
        memcpy(all, answers, docket->question_count * sizeof *all);
    run.answers = all;
    if (all != NULL && make_tables(&run)) {
        cs_twin_sort(&run);
        cs_twin_stratify(&run);
        add_occurrences(&run);
        add_turns(&run);
        go(&run);
    }
    if (cs_arena_failed(&twin->arena))
        cs_fail_memory(docket->failure);
    if (docket->failure->status != CASUS_OK) {
        cs_twin_free(twin);
        return docket->failure->status;
    }
    *out = twin;
    return CASUS_OK;
}

void cs_twin_free(struct cs_twin *twin)
{
    if (twin == NULL)
        return;
    cs_arena_release(&twin->arena);
    free(twin);
}
