/* SPDX-License-Identifier: MIT */
/* The run as a whole: what is queued at the start, and the loop over time. */
#include <stdlib.h>
#include <string.h>

#include "docket/made.h"
#include "run/family.h"
#include "run/meets.h"
#include "run/order.h"

/* ---- what is queued at the start ---- */

static int by_start(const void *a, const void *b)
{
    const struct cs_placement *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    return x->occurrence < y->occurrence ? -1 : x->occurrence > y->occurrence;
}

static void queue_placement(struct cs_run *run, uint32_t number)
{
    const struct cs_placement *p = &run->placements[number];
    bool instant = p->end == p->start + 1;

    if (p->end - p->start > run->longest)
        run->longest = p->end - p->start;
    if (p->start > run->latest)
        run->latest = p->start;
    cs_queue_add_ring(run, instant ? CS_RING_INSTANT : CS_RING_CELL, instant ? p->start : p->end, number);
}

void cs_run_place_last(struct cs_run *run, uint32_t occurrence)
{
    const struct cs_cell *cell = run->docket->occurrences[occurrence].cells;

    must(run->placement_count < run->placement_room);
    run->placements[run->placement_count] =
        (struct cs_placement){occurrence, cell->start, cell->end, cell, CS_ALL, NULL};
    queue_placement(run, (uint32_t)run->placement_count++);
}

static casus_status place_occurrences(struct cs_run *run)
{
    const struct cs_docket *docket = run->docket;
    size_t count = 0;

    for (size_t i = 0; i < docket->occurrence_count; i++)
        count += docket->occurrences[i].cell_count;
    run->placement_room = count + docket->occurrence_room - docket->occurrence_count;
    run->placements = cs_arena_array(&run->arena, run->placement_room, sizeof *run->placements);
    run->open = cs_arena_array(&run->arena, run->placement_room, sizeof *run->open);
    if (run->placements == NULL || run->open == NULL)
        return cs_fail_memory(run->failure);
    for (uint32_t i = 0; i < docket->occurrence_count; i++)
        for (uint32_t c = 0; c < docket->occurrences[i].cell_count; c++) {
            const struct cs_cell *cell = &docket->occurrences[i].cells[c];
            cs_set worlds = cs_worlds_and(run->worlds, cell->worlds, docket->occurrences[i].worlds);

            run->placements[run->placement_count++] =
                (struct cs_placement){ i, cell->start, cell->end, cell, worlds, NULL };
        }
    cs_sort(run->placements, run->placement_count, sizeof *run->placements, by_start);
    run->placed_first = run->placement_count;
    for (uint32_t i = 0; i < run->placement_count; i++)
        queue_placement(run, i);
    return run->failure->status;
}

void cs_run_place_fact(struct cs_run *run, uint32_t index)
{
    const struct cs_occurrence *fact = &run->docket->facts[index];

    struct cs_zone offset = fact->entry->moment.offset;

    for (uint32_t c = 0; c < fact->cell_count; c++)
        cs_queue_add(run, (struct cs_item){.time = fact->cells[c].start, .phase = CS_PHASE_BEGIN, .kind = CS_ITEM_FACT,
                                           .day = fact->cells[c].day, .offset = offset,
                                           .worlds = fact->cells[c].worlds, .subject = index, .begins = true});
    for (uint32_t e = 0; e < fact->end_count; e++)
        cs_queue_add(run, (struct cs_item){.time = fact->ends[e].end, .phase = CS_PHASE_END, .kind = CS_ITEM_FACT,
                                           .day = cs_day_of(fact->ends[e].end, offset), .offset = offset,
                                           .worlds = fact->ends[e].worlds, .subject = index});
}

/* A `while` rule is evaluated anew as its text enters into force, or leaves it. */
static void place_rule(struct cs_run *run, const struct cs_plan_rule *rule)
{
    struct cs_item item = {.kind = CS_ITEM_RULE, .worlds = CS_ALL, .subject = rule->number};

    if (rule->kind != CS_RULE_WHILE)
        return;
    item.time = rule->since;
    item.phase = CS_PHASE_BEGIN;
    item.begins = true;
    cs_queue_add(run, item); /* a rule that was always in force as well: nothing else may ever evaluate its condition */
    if (rule->until == CS_TIME_NEVER)
        return;
    item.time = rule->until;
    item.phase = CS_PHASE_END;
    item.begins = false;
    cs_queue_add(run, item);
}

static void place_bond(struct cs_run *run, uint32_t index)
{
    const struct cs_occurrence *o = run->docket->bonds[index];

    for (uint32_t c = 0; c < o->cell_count; c++)
        cs_queue_add(run, (struct cs_item){.time = o->cells[c].start, .phase = CS_PHASE_BEGIN, .kind = CS_ITEM_BOND,
                                           .day = o->cells[c].day, .offset = o->cells[c].offset,
                                           .worlds = cs_worlds_and(run->worlds, o->worlds, o->cells[c].worlds),
                                           .subject = index});
}

static void place_word(struct cs_run *run, uint32_t index)
{
    const struct cs_redetermination *word = &run->docket->redeterminations[index];

    cs_queue_add(run, (struct cs_item){.time = word->time, .phase = CS_PHASE_INSTANT, .kind = CS_ITEM_WORD,
                                       .day = cs_day_of(word->time, run->docket->zone), .offset = run->docket->zone,
                                       .subject = index});
}

static casus_status prepare(struct cs_run *run)
{
    if (run->failure->status != CASUS_OK || cs_stores_init(run) != CASUS_OK || cs_met_init(run) != CASUS_OK ||
        cs_watch_init(run) != CASUS_OK || cs_queue_init(run) != CASUS_OK)
        return run->failure->status;
    cs_fresh_start(run);
    for (size_t i = 0; i < run->plan->rule_count; i++)
        place_rule(run, &run->plan->rules[i]);
    for (uint32_t i = 0; i < run->docket->fact_count; i++)
        cs_run_place_fact(run, i);
    for (uint32_t i = 0; i < run->plan->bond_count; i++)
        place_bond(run, i);
    for (uint32_t i = 0; i < run->docket->redetermination_count; i++)
        place_word(run, i);
    return place_occurrences(run);
}

/* ---- the loop ---- */

/* All occurrences of this moment and phase leave the queue together. */
static void take_occurrences(struct cs_run *run, const struct cs_item *first)
{
    size_t count = 0, capacity;
    uint32_t *list = cs_spare_take(run, CS_SPARE_LIST, &capacity);
    struct cs_item item = *first;

    for (;;) {
        const struct cs_item *next;

        if (!cs_grow(&list, &capacity, count + 1, sizeof *list)) {
            cs_run_fail_memory(run);
            break;
        }
        list[count++] = item.subject;
        next = cs_queue_peek(run);
        if (next == NULL || next->time != first->time || next->phase != first->phase ||
            next->kind != CS_ITEM_OCCURRENCE)
            break;
        cs_queue_next(run, &item);
    }
    cs_order_take(run, list, count);
    cs_spare_give(run, CS_SPARE_LIST, list, capacity);
}

/* Sets the place to a civil day, from this instant on. */
static void at_day(struct cs_run *run, const struct cs_item *item, cs_instant start)
{
    run->place = (struct cs_place){.start = start, .end = start + 1, .day = item->day, .offset = item->offset};
}

static void take_bond(struct cs_run *run, const struct cs_item *item)
{
    const struct cs_plan_bond *bond = &run->plan->bonds[item->subject];
    struct cs_effect_pending effect = {.conclusion = &bond->conclusion, .firing = CS_NOWHERE,
                                       .worlds = item->worlds};

    run->place.occurrence = run->docket->bonds[item->subject]->value;
    cs_bond_found(run, &effect, &run->place, bond->entry, false);
}

/* Is the row one of an entry of the record? */
static bool from_entry(const struct cs_run *run, uint32_t relation, uint32_t row)
{
    return run->plan->relations[relation].kind == CS_RELATION_EVENT &&
           cs_docket_occurrence(run->docket, cs_store_values(run, relation, row)[0]) != NULL;
}

/*
 * "r1 by 2022-09-15": what a rule brings about on a day, named after its trigger. After several periods in a row it is
 * still named after r1.
 */
static cs_value delayed_name(struct cs_run *run, uint32_t relation, const cs_value *values, cs_day day)
{
    struct cs_names *names = &run->docket->names;
    bool fact = cs_relation_lasts(&run->plan->relations[relation]);
    cs_value root = fact ? cs_docket_row_name(run->docket, relation, values) : values[0];
    struct cs_name_key key;
    struct cs_buffer text;
    char day_text[32];

    if (cs_names_tag(names, root) == CS_MADE_DELAYED)
        root = cs_names_part(names, root, 0);
    cs_name_key_init(&key, CS_MADE_DELAYED);
    cs_name_key_name(&key, root);
    cs_name_key_number(&key, day);
    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s by %s", cs_names_text(names, root), cs_day_text(day, day_text));
    return cs_names_make(names, &key, &text);
}

/* False, with the failure, if there are too many of those that no entry set off. */
static bool count_timer(struct cs_run *run, const struct cs_item *item)
{
    const struct cs_plan_rule *rule = &run->plan->rules[run->firings[item->subject].rule];

    if (from_entry(run, rule->trigger.relation, run->refs[run->firings[item->subject].first_ref]) ||
        ++run->timer_count <= CS_TIMERS_MAX)
        return true;
    cs_fail_at(run->failure, &rule->text->span, CASUS_ERR_LIMIT,
               "rules with `after` have set each other off more than %d times, this one the last", CS_TIMERS_MAX);
    return false;
}

/* What is open and comes before the timer is taken in; then it is said where in time the timer is. */
static struct cs_timer timer_of(struct cs_run *run, const struct cs_item *item)
{
    uint32_t relation = run->plan->rules[run->firings[item->subject].rule].trigger.relation;
    uint32_t row = run->refs[run->firings[item->subject].first_ref];
    cs_value occurrence = delayed_name(run, relation, cs_store_values(run, relation, row), item->day);

    cs_order_before_timer(run, item, cs_store_values(run, relation, row), occurrence);
    /* at the end of a term it is still the last day */
    at_day(run, item, item->phase == CS_PHASE_END_OF_TERM ? run->now - 1 : run->now);
    run->place.hours = item->phase == CS_PHASE_TIMER;
    run->place.occurrence = occurrence;
    return (struct cs_timer){item, run->place};
}

/* The breach counts as of the day, in the zone of the deadline, on which the time is over. */
static void stand_at_due(struct cs_run *run, const struct cs_item *item, const struct cs_due *due)
{
    at_day(run, item, run->now);
    run->place.offset = due->terms->zone;
    run->place.day = cs_day_of(run->now, due->terms->zone);
}

static void fall_due(struct cs_run *run, const struct cs_item *item, uint32_t bond)
{
    const struct cs_due *due = cs_bond_overdue(run, bond, run->now);

    if (due == NULL)
        return;
    stand_at_due(run, item, due);
    cs_bond_due(run, bond, item->phase == CS_PHASE_DUE ? run->now : run->now - 1);
}

/*
 * The time of all members of a family is over. If they are then no longer owed, and no record is silent on what they
 * were to do, nothing can become of them any more.
 */
static void members_fall_due(struct cs_run *run, const struct cs_item *item)
{
    const struct cs_bond_state *family = &run->bonds[item->subject];
    const struct cs_due *due = cs_bond_overdue(run, item->subject, run->now);
    uint64_t members = family->members;

    if (due != NULL && family->conclusion->only && due->worlds == CS_ALL && run->docket->substitute_count == 0 &&
        !cs_docket_is_silent(run->docket, run->plan->relations[family->relation].head, due->end - 1)) {
        stand_at_due(run, item, due);
        cs_family_settle(run, (struct cs_settled){item->subject, CS_STATE_VIOLATED, members, CS_NOWHERE, CS_NOWHERE});
        return;
    }
    while (members != 0 && cs_bond_overdue(run, item->subject, run->now) != NULL && cs_run_ok(run)) {
        uint32_t bond = cs_family_part(run, item->subject, &members);

        if (bond == CS_NOWHERE || !cs_family_own_arrays(run, bond))
            return;
        fall_due(run, item, bond);
        cs_watch_settle(run, bond);
    }
}

/* Takes all items from the queue that belong together with the first; the caller gives them back (CS_SPARE_ITEMS). */
static struct cs_item *take_together(struct cs_run *run, const struct cs_item *first,
                                     bool (*belongs)(const struct cs_item *first, const struct cs_item *item),
                                     size_t *count, size_t *capacity)
{
    struct cs_item *items = cs_spare_take(run, CS_SPARE_ITEMS, capacity), item = *first;

    *count = 0;
    for (;;) {
        const struct cs_item *next;

        if (!cs_grow(&items, capacity, *count + 1, sizeof *items)) {
            cs_run_fail_memory(run);
            return items;
        }
        items[(*count)++] = item;
        next = cs_queue_peek(run);
        if (next == NULL || next->time != first->time || !belongs(first, next))
            return items;
        cs_queue_next(run, &item);
    }
}

static bool is_due(const struct cs_item *first, const struct cs_item *item)
{
    return item->kind == CS_ITEM_DUE && item->phase == first->phase;
}

/* All times that are over at one instant are over at once: rules see the result. */
static void take_dues(struct cs_run *run, const struct cs_item *first)
{
    size_t count, capacity;
    struct cs_item *items = take_together(run, first, is_due, &count, &capacity);

    for (size_t i = 0; i < count && cs_run_ok(run); i++)
        cs_order_before_due(run, items[i].subject);
    for (size_t i = 0; i < count && cs_run_ok(run); i++)
        if (run->bonds[items[i].subject].is_family)
            members_fall_due(run, &items[i]);
        else
            fall_due(run, &items[i], items[i].subject);
    cs_spare_give(run, CS_SPARE_ITEMS, items, capacity);
    cs_settle(run);
}

static bool is_timer_with(const struct cs_item *first, const struct cs_item *item)
{
    return item->kind == CS_ITEM_TIMER && item->phase == first->phase;
}

static void take_timers(struct cs_run *run, const struct cs_item *first)
{
    size_t count, capacity;
    struct cs_item *items = take_together(run, first, is_timer_with, &count, &capacity);
    struct cs_timer one, *timers = count <= 1 ? &one : calloc(count, sizeof *timers);

    if (timers == NULL)
        cs_run_fail_memory(run);
    for (size_t i = 0; i < count && cs_run_ok(run) && count_timer(run, &items[i]); i++)
        timers[i] = timer_of(run, &items[i]);
    if (cs_run_ok(run))
        cs_take_timers(run, timers, count);
    if (timers != &one)
        free(timers);
    cs_spare_give(run, CS_SPARE_ITEMS, items, capacity);
}

const struct cs_occurrence *cs_item_fact(const struct cs_run *run, const struct cs_item *item)
{
    if (item->kind == CS_ITEM_TOLD)
        return run->told[item->subject];
    return item->kind == CS_ITEM_FACT ? &run->docket->facts[item->subject] : NULL;
}

/* 0: rules, 1: facts, 2: bonds that the record enters, on what is so by then */
static int pass_of(const struct cs_item *item)
{
    return item->kind == CS_ITEM_BOND ? 2 : item->kind == CS_ITEM_FACT || item->kind == CS_ITEM_TOLD;
}

static void turn(struct cs_run *run, const struct cs_item *item)
{
    const struct cs_plan_rule *rule = item->kind == CS_ITEM_RULE ? &run->plan->rules[item->subject] : NULL;

    at_day(run, item, run->now);
    if (cs_item_fact(run, item) != NULL) {
        cs_take_fact(run, cs_item_fact(run, item), item->begins, item->worlds);
    } else if (item->kind == CS_ITEM_BOND) {
        take_bond(run, item);
    } else {
        run->place.offset = rule->zone;
        run->place.day = cs_day_of(run->now, rule->zone);
        if (item->begins)
            cs_rule_begins(run, rule);
        else
            cs_rule_ends(run, rule);
    }
}

struct founding { cs_instant end; const struct cs_item *item; const char *name; };

static int by_end(const void *a, const void *b)
{
    const struct founding *x = a, *y = b;

    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    return strcmp(x->name, y->name);
}

/* R 8.12: of bonds of one sentence that begin at once the one whose time is over first counts. */
static void turn_bonds(struct cs_run *run, const struct cs_item *items, size_t count)
{
    struct founding *list = calloc(count + 1, sizeof *list);
    size_t found = 0;

    if (list == NULL)
        cs_run_fail_memory(run);
    for (size_t i = 0; i < count && list != NULL; i++)
        if (pass_of(&items[i]) == 2) {
            at_day(run, &items[i], run->now);
            list[found++] = (struct founding){
                cs_bond_first_end(run, &run->plan->bonds[items[i].subject].conclusion, &run->place), &items[i],
                cs_names_text(run->plan->names, run->docket->bonds[items[i].subject]->value)};
        }
    if (found > 1)
        qsort(list, found, sizeof *list, by_end);
    for (size_t i = 0; i < found && cs_run_ok(run); i++)
        turn(run, list[i].item);
    free(list);
}

static bool is_turn(const struct cs_item *first, const struct cs_item *item)
{
    (void)first;
    return item->phase <= CS_PHASE_BEGIN && item->kind != CS_ITEM_DUE;
}

/* All that ends or begins at one instant does so at once: rules see only the result. */
static void take_turn(struct cs_run *run, const struct cs_item *first)
{
    size_t count, capacity;
    struct cs_item *items = take_together(run, first, is_turn, &count, &capacity);

    cs_order_before_turn(run, items, count);
    run->turned = run->now;
    for (int pass = 0; pass < 3; pass++) {
        for (size_t i = 0; i < count && pass < 2 && cs_run_ok(run); i++)
            if (pass_of(&items[i]) == pass)
                turn(run, &items[i]);
        if (pass == 0)
            continue;
        if (pass == 2)
            turn_bonds(run, items, count);
        cs_fresh_settle(run);
        if (pass == 1)
            cs_take_over(run, items, count);
        cs_settle(run);
        cs_lists_clear(&run->carried);
    }
    cs_spare_give(run, CS_SPARE_ITEMS, items, capacity);
}

static void take_item(struct cs_run *run, const struct cs_item *item)
{
    switch (item->kind) {
    case CS_ITEM_OCCURRENCE:
        take_occurrences(run, item);
        return;
    case CS_ITEM_FACT:
    case CS_ITEM_RULE:
    case CS_ITEM_BOND:
    case CS_ITEM_TOLD:
        take_turn(run, item);
        return;
    case CS_ITEM_WORD:
        at_day(run, item, run->now);
        cs_take_word(run, &run->docket->redeterminations[item->subject]);
        return;
    case CS_ITEM_TIMER:
        take_timers(run, item);
        return;
    case CS_ITEM_DUE:
        take_dues(run, item);
        return;
    }
}

static bool comes_before_end(const struct cs_run *run, const struct cs_item *item)
{
    return item->time < run->end || (item->time == run->end && item->phase == CS_PHASE_ENDED_CELL);
}

void cs_run_note_end(struct cs_run *run)
{
    const struct cs_docket *docket = run->docket;

    run->ended_at = (struct cs_ended_at){
        .place = run->place, .tries = run->tries, .firings = run->firing_count, .refs = run->ref_count,
        .values = run->value_count, .causes = run->cause_count, .totals = run->total_count, .notes = run->note_count,
        .questions = docket->question_count, .asked = docket->asked_count, .thresholds = docket->thresholds,
        .possible = docket->possible, .open = cs_order_open_at(run, run->end)};
}

/* The worlds that are asked about as of this end, if the run is to go on from it; else all. */
static cs_set fork_at_end(struct cs_run *run)
{
    struct cs_docket *docket = run->docket;
    struct cs_name_key key;
    struct cs_buffer id, text;
    uint32_t question;

    if (!run->forks)
        return CS_ALL;
    cs_name_key_init(&key, CS_MADE_FORK);
    cs_name_key_number(&key, run->end);
    cs_buffer_init(&id);
    cs_buffer_init(&text);
    cs_buffer_text(&id, "asked as of this end");
    cs_buffer_text(&text, "is it asked as of this end?");
    question = cs_docket_ask(docket, CS_QUESTION_OCCURRENCE, &key, &id, &text, NULL, 2, NULL);
    return question == CS_NOWHERE ? CS_ALL : cs_docket_yes(docket, question);
}

/* R 8.3: what may or may not have happened by the end is a question, against a name of that day or instant. */
static void take_before_end(struct cs_run *run)
{
    cs_set asked;
    char text[32];
    struct cs_zone zone = run->docket->zone;
    cs_day day = cs_day_of(run->end - 1, zone);
    struct cs_name_key key;
    struct cs_buffer name;

    if (run->end == CS_TIME_NEVER)
        return;
    run->now = run->end;
    if (!run->ended_at.open)
        return;
    cs_name_key_init(&key, CS_MADE_ASKED_END);
    cs_name_key_number(&key, run->end);
    cs_buffer_init(&name);
    if (cs_day_start(day + 1, zone) == run->end)
        cs_buffer_text(&name, cs_day_text(day, text));
    else
        cs_buffer_text(&name, cs_instant_text(run->end - 1, zone, text));
    asked = fork_at_end(run);
    cs_order_before_end(run, cs_names_make(&run->docket->names, &key, &name), asked);
    if (asked == CS_ALL)
        return;
    run->rest = cs_worlds_minus(run->worlds, run->docket->possible, asked);
    run->docket->possible = cs_worlds_and(run->worlds, run->docket->possible, asked);
    cs_run_note_end(run);
    run->ended_at.open = false;
}

/* ---- the run as a whole ---- */

/* The failure of what cannot tell it at once: the world sets, the arena, the names. */
static casus_status status_of(struct cs_run *run)
{
    if (cs_worlds_status(run->worlds) == CASUS_ERR_ENTANGLED)
        cs_docket_fail_entangled(run->docket, run->failure, "");
    else if (cs_worlds_status(run->worlds) != CASUS_OK || cs_arena_failed(&run->arena) || run->docket->names.failed)
        cs_run_fail_memory(run);
    return run->failure->status;
}

casus_status cs_run_open(struct cs_docket *docket, cs_instant end, unsigned ways_off, struct cs_run **out)
{
    *out = cs_run_state_new(docket, end, ways_off);
    if (*out == NULL || prepare(*out) == CASUS_OK)
        return docket->failure->status;
    cs_run_free(*out);
    *out = NULL;
    return docket->failure->status;
}

bool cs_run_step(struct cs_run *run, cs_instant before, struct cs_item *out)
{
    const struct cs_item *next = cs_run_ok(run) ? cs_queue_peek(run) : NULL;

    if (next == NULL || next->time >= before || !comes_before_end(run, next))
        return false;
    cs_queue_next(run, out);
    run->now = out->time;
    if (out->time > run->stepped)
        run->stepped = out->time;
    if (out->kind != CS_ITEM_OCCURRENCE)
        run->stepped_other = out->time;
    take_item(run, out);
    return cs_run_ok(run);
}

casus_status cs_run_close(struct cs_run *run)
{
    cs_run_note_end(run);
    if (cs_run_ok(run))
        take_before_end(run);
    return status_of(run);
}

bool cs_run_may_go_on(const struct cs_run *run)
{
    const struct cs_docket *docket = run->docket;
    const struct cs_ended_at *at = &run->ended_at;

    return cs_run_ok(run) && !at->open && at->questions == docket->question_count && at->asked == docket->asked_count &&
           at->thresholds == docket->thresholds && at->possible == docket->possible;
}

void cs_run_back_to_end(struct cs_run *run)
{
    const struct cs_ended_at *at = &run->ended_at;

    run->place = at->place;
    run->tries = at->tries;
    run->firing_count = at->firings;
    run->ref_count = at->refs;
    run->value_count = at->values;
    run->cause_count = at->causes;
    run->total_count = at->totals;
    run->note_count = at->notes;
}

static casus_status go_to_end(struct cs_run *run)
{
    struct cs_item item;
    casus_status status;

    cs_docket_work(run->docket);
    while (cs_run_step(run, CS_TIME_NEVER, &item))
        continue;
    status = cs_run_close(run);
    cs_docket_work_done(run->docket);
    return status;
}

casus_status cs_run_go_on(struct cs_run *run, cs_instant end, bool forks)
{
    cs_run_back_to_end(run);
    if (run->rest != CS_NONE)
        run->docket->possible = run->rest;
    run->rest = CS_NONE;
    run->forks = forks;
    run->end = run->docket->until = end;
    return go_to_end(run);
}

static casus_status make_run(struct cs_docket *docket, cs_instant end, unsigned ways_off, bool forks,
                             struct cs_run **out)
{
    if (cs_run_open(docket, end, ways_off, out) != CASUS_OK)
        return docket->failure->status;
    (*out)->forks = forks;
    if (go_to_end(*out) == CASUS_OK)
        return CASUS_OK;
    cs_run_free(*out);
    *out = NULL;
    return docket->failure->status;
}

casus_status cs_run_new_without(struct cs_docket *docket, cs_instant end, unsigned ways_off, struct cs_run **out)
{
    return make_run(docket, end, ways_off, false, out);
}

casus_status cs_run_new(struct cs_docket *docket, cs_instant end, struct cs_run **out)
{
    return make_run(docket, end, 0, false, out);
}

casus_status cs_run_new_forking(struct cs_docket *docket, cs_instant end, struct cs_run **out)
{
    return make_run(docket, end, 0, true, out);
}

void cs_run_free(struct cs_run *run)
{
    if (run == NULL)
        return;
    cs_bonds_release(run);
    cs_watch_release(run);
    cs_queue_release(run);
    cs_stores_release(run);
    cs_meets_release(run);
    cs_run_state_free(run);
}
