/* SPDX-License-Identifier: MIT */
#include "ledger/next.h"

#include <stdlib.h>
#include <string.h>

#include "run/run_int.h"

struct looking {
    struct cs_next *next;
    const struct cs_ledger *ledger;
    struct cs_run *run;
    cs_name party;
    size_t must_capacity, may_capacity;
    const struct cs_plan_rule *power; /* whose blockers are looked for */
    struct cs_next_may *blocked;
    size_t blocker_capacity;
};

/* ---- must ---- */

static cs_instant soonest(const struct cs_ledger_row *row)
{
    cs_instant time = CS_TIME_NEVER;

    for (uint32_t i = 0; i < row->piece_count; i++)
        if (row->pieces[i].has_deadline && row->pieces[i].deadline < time)
            time = row->pieces[i].deadline;
    return time;
}

static int by_deadline(const void *a, const void *b)
{
    const struct cs_ledger_row *x = *(const struct cs_ledger_row *const *)a,
                               *y = *(const struct cs_ledger_row *const *)b;
    cs_instant p = soonest(x), q = soonest(y);

    if (p != q)
        return p < q ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* In some world that is looked at. */
static bool is_open(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    for (uint32_t i = 0; i < row->piece_count; i++)
        if ((row->pieces[i].state == CS_STATE_IN_FORCE || row->pieces[i].state == CS_STATE_SUSPENDED ||
             row->pieces[i].still_owed) &&
            !cs_worlds_disjoint(ledger->docket->worlds, row->pieces[i].worlds, ledger->worlds))
            return true;
    return false;
}

static void add_must(struct looking *l)
{
    for (size_t i = 0; i < l->ledger->row_count; i++) {
        const struct cs_ledger_row *row = &l->ledger->rows[i];

        if ((row->kind != CS_ROW_DUTY && row->kind != CS_ROW_EXPECTATION) || !is_open(l->ledger, row) ||
            (l->party != CS_NO_NAME && row->holder != l->party))
            continue;
        if (!cs_grow(&l->next->must, &l->must_capacity, l->next->must_count + 1, sizeof *l->next->must)) {
            cs_fail_memory(l->run->failure);
            return;
        }
        l->next->must[l->next->must_count++] = row;
    }
    if (l->next->must_count > 0)
        qsort(l->next->must, l->next->must_count, sizeof *l->next->must, by_deadline);
}

/* ---- who is meant by what no row binds ---- */

static uint64_t variable_of(struct cs_operand o)
{
    return o.kind == CS_OPERAND_VARIABLE ? (uint64_t)1 << o.index : 0;
}

static uint64_t variables_of(const struct cs_plan *plan, const struct cs_pattern *pattern)
{
    uint64_t set = 0;

    for (uint32_t i = 0; i < plan->relations[pattern->relation].column_count; i++)
        set |= variable_of(pattern->columns[i]);
    return set;
}

static uint64_t measured_variables(const struct cs_plan *plan, const struct cs_measure *measure)
{
    return measure->kind == CS_NUMBER_CONSTANT ? 0 : variables_of(plan, &measure->pattern);
}

/* Of a condition that binds nothing: what is absent, other, counted or measured. */
static uint64_t asked_variables(const struct cs_plan *plan, const struct cs_step *step)
{
    uint64_t set = 0;

    switch (step->kind) {
    case CS_STEP_ABSENT:
    case CS_STEP_QUANTITY:
        return variables_of(plan, &step->pattern);
    case CS_STEP_OTHER:
        set = variable_of(step->subject);
        for (uint32_t i = 0; i < step->other_count; i++)
            set |= variable_of(step->others[i]);
        return set;
    case CS_STEP_NUMBER:
        return measured_variables(plan, &step->left) | measured_variables(plan, &step->right);
    case CS_STEP_MATCH:
    case CS_STEP_READS:
        break;
    }
    return 0;
}

/* Those of the act that such conditions ask about. */
static uint64_t asked_of_act(const struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    uint64_t asked = 0;

    for (uint32_t i = 0; i < rule->step_count; i++)
        asked |= asked_variables(plan, &rule->steps[i]);
    return asked & variables_of(plan, &rule->trigger);
}

/*
 * Those of them that no row binds, if their kind has particulars that the texts name: "may protest by state" with "no
 * state is silent". Each of these particulars is tried.
 */
static uint64_t free_variables(const struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    const struct cs_relation *act = &plan->relations[rule->trigger.relation];
    uint64_t matched = 0, named = 0;

    for (uint32_t i = 0; i < rule->step_count; i++)
        if (rule->steps[i].kind == CS_STEP_MATCH)
            matched |= variables_of(plan, &rule->steps[i].pattern);
    for (uint32_t i = 1; i < act->column_count; i++)
        if (act->column_kinds[i] >= CS_KIND_BUILT_IN)
            named |= variable_of(rule->trigger.columns[i]);
    return asked_of_act(plan, rule) & named & ~matched;
}

/* The kind of the role in which a variable of the act stands. */
static cs_kind kind_of(const struct cs_plan *plan, const struct cs_plan_rule *rule, uint32_t variable)
{
    const struct cs_relation *act = &plan->relations[rule->trigger.relation];

    for (uint32_t i = 1; i < act->column_count; i++)
        if (variable_of(rule->trigger.columns[i]) == (uint64_t)1 << variable)
            return act->column_kinds[i];
    return CS_KIND_ANY;
}

static void try_each(struct looking *l, struct cs_match *match, uint64_t free, cs_found found)
{
    const struct cs_symbols *symbols = l->run->plan->symbols;
    uint32_t variable = 0;
    cs_kind kind;

    if (free == 0) {
        cs_match_steps(match, &match->rule->from_nothing, CS_ALL, found, l);
        return;
    }
    while ((free >> variable & 1) == 0)
        variable++;
    kind = kind_of(l->run->plan, match->rule, variable);
    for (size_t i = 0; i < symbols->particular_count && cs_run_ok(l->run); i++) {
        struct cs_mark mark = cs_match_mark(match);

        if (!cs_kind_within(symbols, symbols->particulars[i].kind, kind))
            continue;
        cs_match_try(match, 1);
        match->values[variable] = symbols->particulars[i].name;
        match->bound |= (uint64_t)1 << variable;
        try_each(l, match, free & (free - 1), found);
        cs_match_back(match, mark);
    }
}

/* Who has the power of the rule, with what is already known of the act. */
static void look_for(struct looking *l, struct cs_match *match, cs_found found)
{
    const struct cs_plan *plan = l->run->plan;

    if ((asked_of_act(plan, match->rule) & ~match->bound) == 0) /* nothing is judged before it is bound */
        cs_match_steps(match, &match->rule->from_trigger, CS_ALL, found, l);
    else
        try_each(l, match, free_variables(plan, match->rule) & ~match->bound, found);
}

/* ---- may ---- */

/* The name of the act of a power; a role whose variable is not bound may be anything. */
static cs_name act_of(struct looking *l, const struct cs_match *match, const struct cs_pattern *pattern)
{
    cs_value values[CS_COLUMNS_MAX] = {0};
    cs_name name;

    for (uint32_t i = 0; i < l->run->plan->relations[pattern->relation].column_count; i++)
        values[i] = cs_match_operand(match, pattern->columns[i]);
    name = cs_docket_row_name(l->run->docket, pattern->relation, values);
    if (name == CS_NO_NAME)
        cs_fail_memory(l->run->failure);
    return name;
}

/* The actor: the value of role `is`, else `by`, else `in`. */
static cs_name actor_of(const struct cs_match *match, const struct cs_pattern *pattern)
{
    static const enum cs_prep order[] = {CS_PREP_IS, CS_PREP_BY, CS_PREP_IN};
    const struct cs_relation *r = &match->run->plan->relations[pattern->relation];

    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        int position = cs_shape_role(r->shape, order[i]);

        if (position >= 0)
            return cs_match_operand(match, pattern->columns[r->first_role + (uint32_t)position]);
    }
    return CS_NO_NAME;
}

static void add_blocker(struct looking *l, cs_name act)
{
    struct cs_next_may *b = l->blocked;
    const char **acts;
    cs_name *names;

    for (size_t i = 0; i < b->blocker_count; i++)
        if (b->blocking[i] == act)
            return;
    acts = cs_arena_array(&l->next->arena, b->blocker_count + 1, sizeof *acts);
    names = cs_arena_array(&l->next->arena, b->blocker_count + 1, sizeof *names);
    if (acts == NULL || names == NULL)
        return;
    if (b->blocker_count > 0) {
        memcpy(acts, b->blockers, b->blocker_count * sizeof *acts);
        memcpy(names, b->blocking, b->blocker_count * sizeof *names);
    }
    acts[b->blocker_count] = cs_names_text(l->run->plan->names, act);
    names[b->blocker_count++] = act;
    b->blockers = acts;
    b->blocking = names;
}

static void found_blocker(void *context, struct cs_match *match, cs_set worlds)
{
    struct looking *l = context;

    (void)worlds;
    add_blocker(l, act_of(l, match, &match->rule->trigger));
}

/* Is the value in the list? A variable in the list matches anything. */
static bool lists(const struct cs_plan_rule *rule, const struct cs_arg *list, cs_value value)
{
    for (const struct cs_arg *arg = list; arg != NULL; arg = arg->next) {
        struct cs_operand o = cs_plan_listed(rule, arg);

        if (o.kind != CS_OPERAND_VALUE || o.index == value)
            return true;
    }
    return false;
}

/* Adds as blockers the acts that must be absent and that somebody has the power to do now. */
static void block_by(struct looking *l, const struct cs_match *known, const struct cs_pattern *absent)
{
    const struct cs_relation *r = &l->run->plan->relations[absent->relation];

    if (r->kind != CS_RELATION_EVENT)
        return;
    for (const struct cs_use_site *s = r->powers; s != NULL; s = s->next) {
        const struct cs_plan_rule *rule = &l->run->plan->rules[s->rule];
        struct cs_match match;
        cs_value values[CS_COLUMNS_MAX];
        bool fits = cs_rule_in_force(l->run, rule);

        cs_match_init(&match, l->run, rule);
        for (uint32_t i = 1; i < r->column_count && fits; i++) {
            struct cs_operand o = rule->trigger.columns[i];

            values[i] = cs_match_operand(known, absent->columns[i]);
            if (values[i] == CS_UNSAID || o.kind == CS_OPERAND_ANY)
                continue;
            if (o.kind == CS_OPERAND_LIST) {
                fits = lists(rule, o.list, values[i]);
                continue;
            }
            if (o.kind == CS_OPERAND_VALUE || (match.bound >> o.index & 1) != 0) {
                fits = cs_plan_fits(l->run->plan, r->column_kinds[i], cs_match_operand(&match, o), values[i]);
                continue;
            }
            match.values[o.index] = values[i];
            match.bound |= (uint64_t)1 << o.index;
        }
        if (fits)
            look_for(l, &match, found_blocker);
    }
}

/* Adds the blockers of a power, and of the derived facts that it needs. */
static void add_blockers(struct looking *l, struct cs_match *match)
{
    const struct cs_plan *plan = l->run->plan;
    const struct cs_plan_rule *rule = match->rule;

    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct cs_step *step = &rule->steps[i];

        if (step->kind == CS_STEP_ABSENT)
            block_by(l, match, &step->pattern);
        if (step->kind != CS_STEP_MATCH || match->refs[i] == CS_NOWHERE)
            continue;
        for (const struct cs_use_site *s = plan->relations[step->pattern.relation].concluders; s; s = s->next) {
            const struct cs_plan_rule *concluder = &plan->rules[s->rule];
            struct cs_match inner;

            cs_match_init(&inner, l->run, concluder);
            if (cs_match_row(&inner, &concluder->head, cs_store_values(l->run, step->pattern.relation, match->refs[i]),
                             CS_ALL) == CS_NONE)
                continue;
            for (uint32_t k = 0; k < concluder->step_count; k++)
                if (concluder->steps[k].kind == CS_STEP_ABSENT)
                    block_by(l, &inner, &concluder->steps[k].pattern);
        }
    }
}

static void found_power(void *context, struct cs_match *match, cs_set worlds)
{
    struct looking *l = context;
    const struct cs_pattern *pattern = &match->rule->trigger;
    cs_name actor = actor_of(match, pattern);
    struct cs_next_may *may;
    cs_name act;

    if (l->party != CS_NO_NAME && actor != l->party)
        return;
    act = act_of(l, match, pattern);
    for (size_t i = 0; i < l->next->may_count; i++)
        if (l->next->may[i].what == act && l->next->may[i].article == match->rule->article) {
            l->next->may[i].worlds = cs_worlds_or(l->run->worlds, l->next->may[i].worlds, worlds);
            return;
        }
    if (!cs_grow(&l->next->may, &l->may_capacity, l->next->may_count + 1, sizeof *l->next->may)) {
        cs_fail_memory(l->run->failure);
        return;
    }
    may = &l->next->may[l->next->may_count++];
    *may = (struct cs_next_may){.article = match->rule->article, .what = act,
                                .act = cs_names_text(l->run->plan->names, act), .actor = actor, .worlds = worlds};
    l->blocked = may;
    add_blockers(l, match);
}

static int by_act(const void *a, const void *b)
{
    const struct cs_next_may *x = a, *y = b;

    return strcmp(x->act, y->act);
}

casus_status cs_next_new(const struct cs_ledger *ledger, cs_name party, struct cs_next **out)
{
    struct cs_next *next = calloc(1, sizeof *next);
    struct looking l = {.next = next, .ledger = ledger, .run = ledger->run, .party = party};

    *out = NULL;
    if (next == NULL)
        return cs_fail_memory(ledger->run->failure);
    cs_arena_init(&next->arena);
    cs_run_stand_at_end(ledger->run);
    add_must(&l);
    for (size_t i = 0; i < ledger->run->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &ledger->run->plan->rules[i];
        struct cs_match match;

        if (rule->kind != CS_RULE_MAY || !cs_rule_in_force(ledger->run, rule))
            continue;
        cs_match_init(&match, ledger->run, rule);
        look_for(&l, &match, found_power);
    }
    if (next->may_count > 0)
        qsort(next->may, next->may_count, sizeof *next->may, by_act);
    if (cs_arena_failed(&next->arena))
        cs_fail_memory(ledger->run->failure);
    if (ledger->run->failure->status != CASUS_OK) {
        cs_next_free(next);
        return ledger->run->failure->status;
    }
    *out = next;
    return CASUS_OK;
}

void cs_next_free(struct cs_next *next)
{
    if (next == NULL)
        return;
    cs_arena_release(&next->arena);
    free(next->must);
    free(next->may);
    free(next);
}
