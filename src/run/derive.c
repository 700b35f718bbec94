/* SPDX-License-Identifier: MIT */
/*
 * What `while` concludes follows its conditions, by the rows that a change touches:
 *
 *   a row gained under a positive step, or lost under a negative one, can only add: the rule is matched from that row
 *   the other way round, it can only take away: the rows of the head that fit are judged anew
 *   under a count, both
 *
 * Then the rules and bonds that wait for a fact are told of what has begun and ceased on balance, which may change
 * more.
 */
#include <stdlib.h>

#include "run/run_int.h"

struct deriving { struct cs_run *run; const struct cs_plan_rule *rule; cs_set worlds; uint32_t firing, causes; };

static void head_values(const struct cs_match *match, const struct cs_plan_rule *rule, cs_value *out)
{
    for (uint32_t i = 0; i < match->run->plan->relations[rule->head.relation].column_count; i++)
        out[i] = cs_match_operand(match, rule->head.columns[i]);
}

static cs_set supported(struct cs_run *run, const struct cs_row *row)
{
    cs_set worlds = CS_NONE;

    for (const struct cs_support *s = row->supports; s != NULL; s = s->next)
        worlds = cs_worlds_or(run->worlds, worlds, s->worlds);
    return worlds;
}

/* A text that is not in force concludes no fact; conditions of bonds are followed all the same (R 4.2, 4.3). */
static bool concludes(const struct cs_run *run, const struct cs_plan_rule *rule)
{
    return run->plan->relations[rule->head.relation].kind == CS_RELATION_CONDITION || cs_rule_in_force(run, rule);
}

static void gain(void *context, struct cs_match *match, cs_set worlds)
{
    struct cs_run *run = match->run;
    const struct cs_plan_rule *rule = match->rule;
    uint32_t relation = rule->head.relation, row;
    cs_value values[CS_COLUMNS_MAX];
    struct cs_row *r;
    cs_set derived;

    (void)context;
    head_values(match, rule, values);
    row = cs_store_find(run, relation, values);
    if (row == CS_NOWHERE) {
        cs_match_try(match, CS_TRIES_OF_ROW);
        row = cs_store_add(run, relation, values);
    }
    if (row == CS_NOWHERE)
        return;
    r = &run->stores[relation].rows[row];
    derived = cs_worlds_or(run->worlds, r->derived, worlds);
    if (derived == r->derived)
        return;
    cs_row_caused(run, r, cs_match_record(match, worlds), r->derived == CS_NONE && r->worlds == CS_NONE);
    r->derived = derived;
    cs_row_set(run, relation, row, cs_worlds_or(run->worlds, r->worlds, derived));
}

static void add_worlds(void *context, struct cs_match *match, cs_set worlds)
{
    struct deriving *d = context;
    cs_set more = cs_worlds_or(d->run->worlds, d->worlds, worlds);

    if (more != d->worlds) {
        uint32_t firing = cs_match_record(match, worlds);

        d->causes = cs_cause_add(d->run, firing, d->causes, d->firing == CS_NOWHERE);
        d->firing = firing;
    }
    d->worlds = more;
}

static void judge_row(struct cs_run *run, uint32_t relation, uint32_t row)
{
    struct deriving d = {.run = run, .worlds = CS_NONE, .firing = CS_NOWHERE};
    struct cs_row *r;

    d.causes = run->stores[relation].rows[row].causes;
    for (const struct cs_use_site *s = run->plan->relations[relation].concluders; s != NULL; s = s->next) {
        const struct cs_plan_rule *rule = &run->plan->rules[s->rule];
        struct cs_match match;

        if (!concludes(run, rule))
            continue;
        cs_match_init(&match, run, rule);
        if (cs_match_row(&match, &rule->head, cs_store_values(run, relation, row), CS_ALL) != CS_NONE)
            cs_match_steps(&match, &rule->from_head, CS_ALL, add_worlds, &d);
    }
    if (!cs_run_ok(run))
        return;
    r = &run->stores[relation].rows[row];
    r->derived = d.worlds;
    if (d.firing != CS_NOWHERE) {
        r->firing = d.firing;
        r->causes = d.causes;
    }
    cs_row_set(run, relation, row, cs_worlds_or(run->worlds, supported(run, r), d.worlds));
}

/* Relations that depend on themselves lose by starting anew: a row may not be its own reason. */
static void judge_recursive(struct cs_run *run)
{
    bool changed = true;

    for (uint32_t i = 0; i < run->plan->relation_count; i++)
        for (uint32_t row = 0; run->plan->relations[i].recursive && row < run->stores[i].count; row++) {
            struct cs_row *r = &run->stores[i].rows[row];

            r->derived = CS_NONE;
            cs_row_set(run, i, row, supported(run, r));
        }
    while (changed && cs_run_ok(run)) {
        changed = false;
        for (uint32_t i = 0; i < run->plan->relation_count; i++)
            for (uint32_t row = 0; run->plan->relations[i].recursive && row < run->stores[i].count; row++) {
                cs_set before = run->stores[i].rows[row].worlds;

                judge_row(run, i, row);
                changed |= run->stores[i].rows[row].worlds != before;
            }
    }
}

/* May the row be one of those that the change touches? What either leaves unsaid may be anything. */
static bool touches(const struct cs_run *run, uint32_t relation, const cs_value *key, const cs_value *row)
{
    const struct cs_relation *r = &run->plan->relations[relation];

    for (uint32_t i = 0; i < r->column_count; i++)
        if (key[i] != CS_UNSAID && row[i] != CS_UNSAID && !cs_plan_fits(run->plan, r->column_kinds[i], key[i], row[i]))
            return false;
    return true;
}

static void judge_heads(struct cs_match *match)
{
    struct cs_run *run = match->run;
    const struct cs_plan_rule *rule = match->rule;
    uint32_t relation = rule->head.relation, row;
    uint64_t mask = 0;
    cs_value key[CS_COLUMNS_MAX];
    struct cs_cursor cursor;

    if (run->plan->relations[relation].recursive) {
        judge_recursive(run);
        return;
    }
    head_values(match, rule, key);
    for (uint32_t i = 0; i < run->plan->relations[relation].column_count; i++)
        if (key[i] != CS_UNSAID && (run->plan->relations[relation].column_kinds[i] != CS_KIND_ARTICLE ||
                                    run->plan->relations[relation].kind == CS_RELATION_CONDITION))
            mask |= (uint64_t)1 << i;
    cs_cursor_start(run, relation, mask, key, &cursor);
    while (cs_run_ok(run) && cs_cursor_next(&cursor, &row)) {
        if (run->stores[relation].rows[row].derived != CS_NONE &&
            touches(run, relation, key, cs_store_values(run, relation, row)))
            judge_row(run, relation, row);
    }
}

static void follow(struct cs_run *run, const struct cs_use_site *site, uint32_t row, const cs_value *values,
                   bool gained, bool lost)
{
    const struct cs_plan_rule *rule = &run->plan->rules[site->rule];
    enum cs_step_kind kind = rule->steps[site->step].kind;
    struct cs_match match;

    if (!concludes(run, rule))
        return;
    cs_match_init(&match, run, rule);
    if (cs_match_row(&match, site->pattern, values, CS_ALL) == CS_NONE)
        return;
    match.bound &= rule->entered[site->step];
    match.unsaid &= match.bound;
    if ((kind == CS_STEP_MATCH && lost) || (kind == CS_STEP_ABSENT && gained) || kind == CS_STEP_NUMBER)
        judge_heads(&match);
    if ((kind == CS_STEP_MATCH && gained) || (kind == CS_STEP_ABSENT && lost) || kind == CS_STEP_NUMBER) {
        const struct cs_join *join = &rule->from_step[site->step];
        cs_set worlds = CS_ALL;

        if (kind == CS_STEP_MATCH) { /* the row itself is step i; others may bind its variables anew */
            cs_match_init(&match, run, rule);
            worlds = cs_match_row(&match, site->pattern, values, CS_ALL);
            match.refs[site->step] = row;
            worlds = cs_worlds_and(run->worlds, worlds, run->stores[site->pattern->relation].rows[row].worlds);
        }
        cs_match_steps(&match, join, worlds, gain, NULL);
    }
}

static void spread_change(struct cs_run *run, struct cs_change change)
{
    cs_set now = run->stores[change.relation].rows[change.row].worlds;
    cs_value values[CS_COLUMNS_MAX];
    bool gained = !cs_worlds_within(run->worlds, now, change.before);
    bool lost = !cs_worlds_within(run->worlds, change.before, now);

    for (uint32_t i = 0; i < run->plan->relations[change.relation].column_count; i++)
        values[i] = cs_store_values(run, change.relation, change.row)[i];
    for (const struct cs_use_site *s = run->plan->relations[change.relation].readers; s != NULL; s = s->next)
        if (cs_run_ok(run))
            follow(run, s, change.row, values, gained, lost);
}

static void spread_all(struct cs_run *run)
{
    while (run->spread_done < run->spread_count && cs_run_ok(run)) {
        struct cs_change change = run->spread[run->spread_done++];

        spread_change(run, change);
    }
    run->spread_done = run->spread_count = 0;
}

struct told { cs_set gained, lost; };

static struct told what_changed(struct cs_run *run, const struct cs_change *change)
{
    cs_set now = run->stores[change->relation].rows[change->row].worlds;

    return (struct told){cs_worlds_minus(run->worlds, now, change->before),
                         cs_worlds_minus(run->worlds, change->before, now)};
}

static void tell_bonds(struct cs_run *run, const struct cs_change *changes, const struct told *told, size_t count)
{
    for (unsigned pass = 0; pass < CS_BOND_PASSES; pass++)
        for (size_t i = 0; i < count && cs_run_ok(run); i++) {
            if (run->plan->relations[changes[i].relation].kind != CS_RELATION_FACT)
                continue;
            if (told[i].lost != CS_NONE)
                cs_bonds_see_fact(run, changes[i].relation, changes[i].row, false, told[i].lost, pass);
            if (told[i].gained != CS_NONE)
                cs_bonds_see_fact(run, changes[i].relation, changes[i].row, true, told[i].gained, pass);
        }
}

static void tell_rules(struct cs_run *run, const struct cs_change *change, struct told t)
{
    if (t.lost != CS_NONE)
        cs_fire_fact(run, change->relation, change->row, false, t.lost);
    if (t.gained != CS_NONE)
        cs_fire_fact(run, change->relation, change->row, true, t.gained);
}

static void tell_condition(struct cs_run *run, const struct cs_change *change, struct told t)
{
    const struct cs_plan_rule *rule = &run->plan->rules[run->plan->relations[change->relation].concluders->rule];

    if (t.lost != CS_NONE)
        cs_bonds_of_condition(run, rule, change->row, false, t.lost);
    if (t.gained != CS_NONE)
        cs_bonds_of_condition(run, rule, change->row, true, t.gained);
}

/* Of what changes at one instant bonds are told first; then duties are founded, on what is then so; then rules are set
 * off. */
static void tell_all(struct cs_run *run)
{
    static void (*const passes[])(struct cs_run *, const struct cs_change *, struct told) = { tell_condition,
                                                                                              tell_rules };
    static const enum cs_relation_kind kinds[] = {CS_RELATION_CONDITION, CS_RELATION_FACT};
    struct cs_change *changes = run->changes;
    size_t count = run->change_count;
    struct told *told = calloc(count + 1, sizeof *told);

    run->changes = NULL;
    run->change_count = run->change_capacity = 0;
    if (told == NULL)
        cs_run_fail_memory(run);
    for (size_t i = 0; i < count && told != NULL; i++) {
        run->stores[changes[i].relation].rows[changes[i].row].pending = CS_NOWHERE;
        told[i] = what_changed(run, &changes[i]);
        if (run->plan->relations[changes[i].relation].kind == CS_RELATION_FACT)
            cs_row_begun(run, &run->stores[changes[i].relation].rows[changes[i].row], told[i].gained);
    }
    if (told != NULL)
        tell_bonds(run, changes, told, count);
    for (size_t pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < count && cs_run_ok(run); i++)
            if (run->plan->relations[changes[i].relation].kind == kinds[pass])
                passes[pass](run, &changes[i], told[i]);
    free(told);
    free(changes);
}

/* What rules began is one support, but where it is told at which step they did. */
static struct cs_support *initiated(struct cs_run *run, struct cs_row *row, bool one)
{
    struct cs_support *s;

    for (s = row->supports; s != NULL; s = s->next)
        if (s->entry == NULL && (!one || s->turn == run->fresh_turn))
            return s;
    s = cs_arena_alloc(&run->arena, sizeof *s);
    if (s == NULL) {
        cs_run_fail_memory(run);
        return NULL;
    }
    s->next = row->supports;
    row->supports = s;
    return s;
}

void cs_fact_begin(struct cs_run *run, uint32_t relation, const cs_value *values, cs_set worlds,
                   const struct cs_occurrence *entry, uint32_t firing)
{
    uint32_t row = cs_store_find(run, relation, values);
    struct cs_row *r;
    struct cs_support *s;

    if (row == CS_NOWHERE)
        row = cs_store_add(run, relation, values);
    if (row == CS_NOWHERE)
        return;
    r = &run->stores[relation].rows[row];
    if (entry == NULL) {
        s = initiated(run, r, run->plan->relations[relation].one_column != CS_NOWHERE);
    } else {
        s = cs_arena_alloc(&run->arena, sizeof *s);
        if (s != NULL) {
            *s = (struct cs_support){.next = r->supports, .entry = entry};
            r->supports = s;
        }
    }
    if (s == NULL) {
        cs_run_fail_memory(run);
        return;
    }
    s->worlds = cs_worlds_or(run->worlds, s->worlds, worlds);
    s->turn = run->fresh_turn;
    cs_fresh_note(run, relation, row, worlds);
    cs_row_caused(run, r, firing, r->worlds == CS_NONE);
    cs_row_set(run, relation, row, cs_worlds_or(run->worlds, r->worlds, worlds));
}

void cs_lose_support(struct cs_run *run, uint32_t relation, uint32_t row)
{
    struct cs_row *r = &run->stores[relation].rows[row];

    if (run->plan->relations[relation].recursive)
        judge_recursive(run);
    else
        cs_row_set(run, relation, row, cs_worlds_or(run->worlds, r->derived, supported(run, r)));
}

/* An end takes the fact away whoever supports it; what `while` concludes cannot be ended. */
static void fact_end(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds)
{
    struct cs_row *r = &run->stores[relation].rows[row];

    for (struct cs_support *s = r->supports; s != NULL; s = s->next)
        s->worlds = cs_worlds_minus(run->worlds, s->worlds, worlds);
    cs_lose_support(run, relation, row);
}

void cs_fact_withdraw(struct cs_run *run, uint32_t relation, uint32_t row, const struct cs_occurrence *entry,
                      cs_set worlds)
{
    struct cs_row *r = &run->stores[relation].rows[row];

    for (struct cs_support *s = r->supports; s != NULL; s = s->next)
        if (s->entry == entry)
            s->worlds = cs_worlds_minus(run->worlds, s->worlds, worlds);
    cs_lose_support(run, relation, row);
}

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
            fits = values[i] == CS_UNSAID || cs_plan_fits(run->plan, relation->column_kinds[i], values[i], has[i]);
        if (fits)
            fact_end(run, pattern->relation, row, effect->worlds);
    }
}

/* Facts end, then facts begin (an end and a beginning at once: it holds), then bonds are founded on what is then so. */
static void apply_pending(struct cs_run *run)
{
    struct cs_effect_pending *pending = run->pending;
    size_t count = run->pending_count;

    run->pending = NULL;
    run->pending_count = run->pending_capacity = 0;
    for (int pass = 0; pass < 3; pass++) {
        for (size_t i = 0; i < count && cs_run_ok(run); i++) {
            static const enum cs_effect_kind order[] = {CS_EFFECT_END, CS_EFFECT_TERM, CS_EFFECT_BOND};

            if (pending[i].conclusion->kind != order[pass])
                continue;
            if (order[pass] != CS_EFFECT_BOND) {
                apply_fact(run, &pending[i]);
                continue;
            }
            spread_all(run);
            cs_bond_found(run, &pending[i], &run->place, NULL, false);
        }
        cs_fresh_settle(run);
    }
    free(pending);
}

static void take_failures(struct cs_run *run)
{
    struct cs_failed *failed = run->failed;
    size_t count = run->failed_count;

    run->failed = NULL;
    run->failed_count = run->failed_capacity = 0;
    for (size_t i = 0; i < count && cs_run_ok(run); i++)
        cs_bond_take_failure(run, failed[i]);
    free(failed);
}

/* Rules that begin what others end would go round for ever within one instant. */
#define ROUNDS_MAX 100000

/* Told at the next rule that would be applied; what goes round without applying one has no place of its own. */
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
        else if (run->spread_done < run->spread_count)
            spread_all(run);
        else if (run->change_count > 0)
            tell_all(run);
        else if (run->failed_count > 0)
            take_failures(run);
        else
            return;
    }
}

/*
 * All that the rule concludes is judged anew: by its whole condition as it enters into force, by its rows as it leaves.
 */
void cs_rule_begins(struct cs_run *run, const struct cs_plan_rule *rule)
{
    uint32_t relation = rule->head.relation;
    struct cs_match match;

    if (run->plan->relations[relation].kind == CS_RELATION_CONDITION) {
        for (uint32_t row = 0; row < run->stores[relation].count; row++)
            if (run->stores[relation].rows[row].worlds != CS_NONE)
                cs_bonds_of_condition(run, rule, row, true, run->stores[relation].rows[row].worlds);
        return;
    }
    cs_match_init(&match, run, rule);
    cs_match_steps(&match, &rule->from_trigger, CS_ALL, gain, NULL);
}

void cs_rule_ends(struct cs_run *run, const struct cs_plan_rule *rule)
{
    uint32_t relation = rule->head.relation;

    if (run->plan->relations[relation].kind == CS_RELATION_CONDITION)
        return;
    if (run->plan->relations[relation].recursive) {
        judge_recursive(run);
        return;
    }
    for (uint32_t row = 0; row < run->stores[relation].count; row++)
        if (run->stores[relation].rows[row].derived != CS_NONE)
            judge_row(run, relation, row);
}
