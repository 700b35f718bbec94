/* SPDX-License-Identifier: MIT */
/*
 * What follows from what has changed, until nothing changes: pending conclusions take effect; what `while` concludes
 * follows (derive.c); then bonds and rules that wait for a fact are notified of what has begun and ceased on balance;
 * then rules that wait for what becomes of duties. Each may change more.
 */
#include <stdlib.h>
#include <string.h>

#include "run/at_once.h"
#include "run/bond_int.h"

#define ROUNDS_MAX 100000 /* within one instant: rules may begin what others end, without end */

#define FEW 16 /* so many changes need no memory of the heap */

struct difference { cs_set gained, lost; };

static struct difference difference_of(struct cs_run *run, const struct cs_change *change)
{
    cs_set now = run->stores[change->relation].rows[change->row].worlds;

    return (struct difference){cs_worlds_minus(run->worlds, now, change->before),
                         cs_worlds_minus(run->worlds, change->before, now)};
}

static bool bonds_wait(const struct cs_run *run, const struct cs_change *changes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cs_watch_waits(run, changes[i].relation))
            return true;
    return false;
}

static void notify_bonds(struct cs_run *run, const struct cs_change *changes, const struct difference *differences,
                         size_t count)
{
    if (!bonds_wait(run, changes, count))
        return;
    for (unsigned pass = 0; pass < CS_BOND_PASSES; pass++)
        for (size_t i = 0; i < count && cs_run_ok(run); i++) {
            if (run->plan->relations[changes[i].relation].kind != CS_RELATION_FACT)
                continue;
            if (differences[i].lost != CS_NONE)
                cs_bonds_see_fact(run, changes[i].relation, changes[i].row, false, differences[i].lost, pass);
            if (differences[i].gained != CS_NONE)
                cs_bonds_see_fact(run, changes[i].relation, changes[i].row, true, differences[i].gained, pass);
        }
}

/* R 2.14: what goes on with who takes over has neither begun nor ceased. */
static void leave_out_carried(struct cs_run *run, const struct cs_change *change, struct difference *d)
{
    if (run->carried.count == 0)
        return;
    for (uint32_t i = cs_lists_of(&run->carried, cs_row_key(change->relation, change->row)); i != 0;
         i = run->carried.items[i - 1].next) {
        d->gained = cs_worlds_minus(run->worlds, d->gained, run->carried.items[i - 1].number);
        d->lost = cs_worlds_minus(run->worlds, d->lost, run->carried.items[i - 1].number);
    }
}

static void notify_rules(struct cs_run *run, const struct cs_change *change, struct difference d)
{
    if (!cs_relation_lasts(&run->plan->relations[change->relation]))
        return;
    leave_out_carried(run, change, &d);
    if (d.lost != CS_NONE)
        cs_fire_fact(run, change->relation, change->row, false, d.lost);
    if (d.gained != CS_NONE)
        cs_fire_fact(run, change->relation, change->row, true, d.gained);
}

static void notify_condition(struct cs_run *run, const struct cs_change *change, struct difference d)
{
    const struct cs_plan_rule *rule = &run->plan->rules[run->plan->relations[change->relation].concluders->rule];

    if (d.lost != CS_NONE)
        cs_bonds_of_condition(run, rule, change->row, false, d.lost);
    if (d.gained != CS_NONE)
        cs_bonds_of_condition(run, rule, change->row, true, d.gained);
}

/*
 * Conditions that found a bond, in the order in which the first of one sentence counts; `order` has a place for each
 * change. Of a rule with several conclusions that of the first that founds a bond.
 */
static void order_conditions(struct cs_run *run, const struct cs_change *changes, size_t count, size_t *order)
{
    struct cs_founding *foundings;
    cs_value(*values)[CS_VARIABLES_MAX];
    size_t found = 0, next = 0, conditions = 0;

    for (size_t i = 0; i < count; i++) {
        order[i] = i;
        conditions += run->plan->relations[changes[i].relation].kind == CS_RELATION_CONDITION;
    }
    if (conditions < 2)
        return;
    foundings = calloc(conditions, sizeof *foundings);
    values = calloc(conditions, sizeof *values);
    if (foundings == NULL || values == NULL)
        cs_run_fail_memory(run);
    for (size_t i = 0; i < count && foundings != NULL && values != NULL; i++) {
        const struct cs_relation *relation = &run->plan->relations[changes[i].relation];
        const struct cs_plan_rule *rule;

        if (relation->kind != CS_RELATION_CONDITION)
            continue;
        rule = &run->plan->rules[relation->concluders->rule];
        for (uint32_t v = 0; v < rule->variable_count; v++)
            values[found][v] = CS_UNSAID;
        for (uint32_t c = 0; c < relation->column_count; c++)
            values[found][rule->head.columns[c].index] = cs_store_values(run, changes[i].relation, changes[i].row)[c];
        foundings[found] = (struct cs_founding){rule, &rule->conclusions[0], values[found], run->place.offset, i};
        found++;
    }
    cs_at_once_sort(run, foundings, found);
    for (size_t i = 0; i < count && found > 0; i++)
        if (run->plan->relations[changes[i].relation].kind == CS_RELATION_CONDITION)
            order[i] = foundings[next++].place;
    free(foundings);
    free(values);
}

/* Bonds are notified first; then duties are founded, on what is so by then; then rules are set off. */
static void notify_all(struct cs_run *run)
{
    static void (*const passes[])(struct cs_run *, const struct cs_change *, struct difference) = { notify_condition,
                                                                                              notify_rules };
    struct cs_change *changes = run->changes;
    size_t count = run->change_count, capacity = run->change_capacity;
    struct difference few[FEW], *differences = count <= FEW ? few : calloc(count, sizeof *differences);
    size_t few_places[FEW], *order = count <= FEW ? few_places : calloc(count, sizeof *order);

    run->changes = cs_spare_take(run, CS_SPARE_CHANGES, &run->change_capacity);
    run->change_count = 0;
    if (differences == NULL || order == NULL)
        cs_run_fail_memory(run);
    for (size_t i = 0; i < count && differences != NULL; i++) {
        run->stores[changes[i].relation].rows[changes[i].row].pending = CS_NOWHERE;
        differences[i] = difference_of(run, &changes[i]);
        if (cs_relation_lasts(&run->plan->relations[changes[i].relation]))
            cs_store_begun(run, &run->stores[changes[i].relation].rows[changes[i].row], differences[i].gained);
    }
    if (differences != NULL)
        notify_bonds(run, changes, differences, count);
    if (order != NULL)
        order_conditions(run, changes, count, order);
    for (size_t pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < count && cs_run_ok(run); i++)
            if ((run->plan->relations[changes[i].relation].kind == CS_RELATION_CONDITION) == (pass == 0))
                passes[pass](run, &changes[order[i]], differences[order[i]]);
    if (order != few_places)
        free(order);
    if (differences != few)
        free(differences);
    cs_spare_give(run, CS_SPARE_CHANGES, changes, capacity);
}

/* ---- duties ---- */

uint32_t cs_duty_row(struct cs_run *run, uint32_t bond, uint32_t *out)
{
    struct cs_bond_state *b = &run->bonds[bond];
    uint32_t relation = cs_bond_duty_relation(run, b, CS_VERB_OWES), row;
    struct cs_bond_past *past;
    cs_value values[CS_COLUMNS_MAX];

    *out = relation;
    if (relation == CS_NOWHERE)
        return CS_NOWHERE;
    cs_bond_duty_values(run, bond, relation, values);
    row = cs_store_find(run, relation, values);
    if (row == CS_NOWHERE)
        row = cs_store_add(run, relation, values);
    if (row == CS_NOWHERE || b->placed)
        return row;
    past = cs_bond_own_past(run, b);
    if (past == NULL)
        return CS_NOWHERE;
    b->placed = true;
    past->beside = run->stores[relation].rows[row].bonds;
    run->stores[relation].rows[row].bonds = bond + 1;
    return row;
}

/* R 4.11: a duty is open in the worlds in which some bond is that says the same, of whatever article. */
static void set_duty(struct cs_run *run, uint32_t bond)
{
    uint32_t relation, row = cs_duty_row(run, bond, &relation);
    cs_set worlds = CS_NONE;

    if (row == CS_NOWHERE)
        return;
    for (uint32_t k = run->stores[relation].rows[row].bonds; k != 0; k = cs_bond_past(&run->bonds[k - 1])->beside)
        worlds = cs_worlds_or(run->worlds, worlds, cs_bond_open(run, &run->bonds[k - 1]));
    cs_store_set(run, relation, row, worlds);
}

void cs_set_duties(struct cs_run *run)
{
    for (size_t i = 0; i < run->stirred_count && cs_run_ok(run); i++) {
        run->bonds[run->stirred[i]].stirred = false;
        set_duty(run, run->stirred[i]);
    }
    run->stirred_count = 0;
}

/* ---- what rules conclude ---- */

static cs_value effect_value(const struct cs_effect_pending *effect, struct cs_operand operand)
{
    if (operand.kind == CS_OPERAND_VALUE)
        return operand.index;
    return operand.kind == CS_OPERAND_VARIABLE ? effect->values[operand.index] : CS_UNSAID;
}

static void apply_fact(struct cs_run *run, const struct cs_effect_pending *effect)
{
    const struct cs_pattern *pattern = &effect->conclusion->pattern;
    const struct cs_relation *relation = &run->plan->relations[pattern->relation];
    cs_value values[CS_COLUMNS_MAX];
    struct cs_cursor cursor;
    uint32_t row;

    for (uint32_t i = 0; i < relation->column_count; i++)
        values[i] = effect_value(effect, pattern->columns[i]);
    if (effect->conclusion->kind == CS_EFFECT_TERM) {
        cs_fact_begin(run, pattern->relation, values, effect->worlds, NULL, effect->firing);
        return;
    }
    cs_cursor_start(run, pattern->relation, cs_store_said(run, pattern->relation, values), values, &cursor);
    while (cs_cursor_next(&cursor, &row)) {
        const cs_value *has = cs_store_values(run, pattern->relation, row);
        bool fits = true;

        for (uint32_t i = 0; i < relation->column_count && fits; i++)
            if (values[i] != CS_UNSAID)
                fits = cs_plan_fits(run->plan, relation->column_kinds[i], values[i], has[i]);
            else if (pattern->columns[i].kind == CS_OPERAND_VARIABLE) /* nobody is said: it ends nobody's state */
                fits = has[i] == CS_UNSAID;
        if (fits)
            cs_fact_end(run, pattern->relation, row, effect->worlds, effect->firing);
    }
}

/* Those that found bonds, in the order in which the first of one sentence counts. */
static void order_pending(struct cs_run *run, struct cs_effect_pending *pending, size_t count)
{
    struct cs_founding *foundings;
    struct cs_effect_pending *sorted = NULL;
    size_t found = 0, next = 0, more = 0;

    for (size_t i = 0; i < count; i++)
        more += pending[i].conclusion->kind == CS_EFFECT_BOND && pending[i].conclusion->says_more;
    if (more < 2)
        return;
    foundings = calloc(count, sizeof *foundings);
    if (foundings == NULL)
        cs_run_fail_memory(run);
    for (size_t i = 0; i < count && foundings != NULL; i++)
        if (pending[i].conclusion->kind == CS_EFFECT_BOND)
            foundings[found++] = (struct cs_founding){pending[i].rule, pending[i].conclusion, pending[i].values,
                                                      pending[i].place.offset, i};
    if (cs_at_once_sort(run, foundings, found) && (sorted = calloc(found, sizeof *sorted)) == NULL)
        cs_run_fail_memory(run);
    for (size_t i = 0; i < found && sorted != NULL; i++)
        sorted[i] = pending[foundings[i].place];
    for (size_t i = 0; i < count && sorted != NULL; i++)
        if (pending[i].conclusion->kind == CS_EFFECT_BOND)
            pending[i] = sorted[next++];
    free(foundings);
    free(sorted);
}

/* Facts end, then facts begin (what ends and begins at once holds), then bonds are founded on what is so by then. */
static void apply_pending(struct cs_run *run)
{
    struct cs_effect_pending *pending = run->pending;
    size_t count = run->pending_count, capacity = run->pending_capacity;
    struct cs_place outer = run->place;
    size_t members;

    run->pending = cs_spare_take(run, CS_SPARE_PENDING, &run->pending_capacity);
    run->pending_count = 0;
    cs_set_duties(run);
    order_pending(run, pending, count);
    for (int pass = 0; pass < 3; pass++) {
        for (size_t i = 0; i < count && cs_run_ok(run); i++) {
            static const enum cs_effect_kind order[] = {CS_EFFECT_END, CS_EFFECT_TERM, CS_EFFECT_BOND};

            if (pending[i].conclusion->kind != order[pass])
                continue;
            if (order[pass] != CS_EFFECT_BOND) {
                apply_fact(run, &pending[i]);
                continue;
            }
            cs_derive(run);
            run->place = pending[i].place;
            members = cs_bond_found_family(run, &pending[i], count - i);
            if (members == 0)
                cs_bond_found(run, &pending[i], &run->place, NULL, false);
            else
                i += members - 1;
            run->place = outer;
        }
        cs_fresh_settle(run);
    }
    cs_spare_give(run, CS_SPARE_PENDING, pending, capacity);
}

static void take_duty_events(struct cs_run *run)
{
    struct cs_duty_event *events = run->duty_events;
    size_t count = run->duty_event_count;

    run->duty_events = NULL;
    run->duty_event_count = run->duty_event_capacity = 0;
    cs_take_duty_events(run, events, count);
    free(events);
}

/* The place is that of the next conclusion; a circle without conclusions has no place of its own. */
static void check_rounds(struct cs_run *run, uint32_t round)
{
    const struct cs_effect *effect = run->pending_count > 0 ? run->pending[0].conclusion->text : NULL;

    if (round >= ROUNDS_MAX && (effect != NULL || round >= 2 * ROUNDS_MAX))
        cs_fail_at(run->failure, effect != NULL ? &effect->span : NULL, CASUS_ERR_LIMIT,
                   "at one instant rules begin and end facts in a circle without end");
}

void cs_settle(struct cs_run *run)
{
    for (uint32_t round = 0; cs_run_ok(run); round++) {
        check_rounds(run, round);
        if (run->pending_count > 0)
            apply_pending(run);
        else if (run->stirred_count > 0)
            cs_set_duties(run);
        else if (run->spread_done < run->spread_count)
            cs_derive(run);
        else if (run->change_count > 0)
            notify_all(run);
        else if (run->duty_event_count > 0)
            take_duty_events(run);
        else
            return;
    }
}

void cs_rule_begins(struct cs_run *run, const struct cs_plan_rule *rule)
{
    uint32_t relation = rule->head.relation;

    if (run->plan->relations[relation].kind == CS_RELATION_CONDITION) {
        for (uint32_t row = 0; row < run->stores[relation].count; row++)
            cs_store_begins(run, relation, row);
        return;
    }
    cs_derive_begun(run, rule);
}

void cs_rule_ends(struct cs_run *run, const struct cs_plan_rule *rule)
{
    if (run->plan->relations[rule->head.relation].kind != CS_RELATION_CONDITION)
        cs_derive_ended(run, rule);
}
