/* SPDX-License-Identifier: MIT */
/* Of which words the order may matter to a state (`while`): it may cease for a moment, and then begins anew (R 4.2). */
#include "plan/sequence_int.h"

static bool founds(const struct cs_plan_rule *rule)
{
    for (uint32_t c = 0; c < rule->conclusion_count; c++)
        if (rule->conclusions[c].kind == CS_EFFECT_BOND)
            return true;
    return false;
}

/* ---- what stays of a fact that holds for a moment only ---- */

static void note_bond(struct cs_plan *plan, const struct cs_conclusion *c)
{
    if (c->kind != CS_EFFECT_BOND)
        return;
    plan->relations[c->pattern.relation].noted = true;
    for (uint32_t w = 0; w < c->watch_count; w++)
        plan->relations[c->watches[w].pattern.relation].noted = true;
}

/* Does the rule found something, or conclude a fact of which something stays? */
static bool leaves_something(const struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    bool some = founds(rule) || plan->relations[rule->head.relation].noted;

    for (uint32_t c = 0; c < rule->conclusion_count; c++)
        some |= rule->conclusions[c].kind == CS_EFFECT_TERM &&
                plan->relations[rule->conclusions[c].pattern.relation].noted;
    return some;
}

static bool note(struct cs_plan *plan, uint32_t relation)
{
    bool before = plan->relations[relation].noted;

    plan->relations[relation].noted = true;
    return !before;
}

/* So does what such a rule looks at. False: all were noted before. */
static bool note_steps(struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    bool more = false;

    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct cs_step *s = &rule->steps[i];

        if (s->kind == CS_STEP_MATCH || s->kind == CS_STEP_ABSENT)
            more |= note(plan, s->pattern.relation);
        if (cs_step_surveys(s) && s->left.kind != CS_NUMBER_CONSTANT)
            more |= note(plan, s->left.pattern.relation);
        if (cs_step_surveys(s) && s->right.kind != CS_NUMBER_CONSTANT)
            more |= note(plan, s->right.pattern.relation);
    }
    return more;
}

void cs_sequence_note_facts(struct cs_plan *plan)
{
    bool more = true;

    for (size_t r = 0; r < plan->relation_count; r++)
        plan->relations[r].noted = plan->relations[r].triggers != NULL || plan->relations[r].ceasings != NULL;
    for (size_t i = 0; i < plan->rule_count; i++)
        for (uint32_t c = 0; c < plan->rules[i].conclusion_count; c++)
            note_bond(plan, &plan->rules[i].conclusions[c]);
    for (size_t i = 0; i < plan->bond_count; i++)
        note_bond(plan, &plan->bonds[i].conclusion);
    while (more) {
        more = false;
        for (size_t i = 0; i < plan->rule_count; i++)
            if (plan->rules[i].kind == CS_RULE_WHILE && leaves_something(plan, &plan->rules[i]))
                more |= note_steps(plan, &plan->rules[i]);
    }
}

/* ---- the order of what a state needs ---- */

/* The order of what a state needs and of what may end it: what must be absent, is counted, or is so of every one. */
static void order_steps(struct cs_matrices *m, const struct cs_step *needed, const struct cs_step *other)
{
    uint32_t needs = needed->pattern.relation;

    if (needed->kind != CS_STEP_MATCH)
        return;
    if (other->kind == CS_STEP_ABSENT)
        cs_sequence_pairs(m, needs, other->pattern.relation, CS_ORDER_INDIRECT);
    if (!cs_step_surveys(other))
        return;
    if (other->left.kind != CS_NUMBER_CONSTANT)
        cs_sequence_pairs(m, needs, other->left.pattern.relation, CS_ORDER_INDIRECT);
    if (other->right.kind != CS_NUMBER_CONSTANT)
        cs_sequence_pairs(m, needs, other->right.pattern.relation, CS_ORDER_INDIRECT);
}

/* Does the pattern say something that the head of the rule does not? Then several rows may meet it for one state. */
static bool says_more(const struct cs_plan *plan, const struct cs_plan_rule *rule, const struct cs_pattern *pattern)
{
    uint64_t head = 0;

    for (uint32_t i = 0; i < plan->relations[rule->head.relation].column_count; i++)
        if (rule->head.columns[i].kind == CS_OPERAND_VARIABLE)
            head |= (uint64_t)1 << rule->head.columns[i].index;
    for (uint32_t i = 0; i < plan->relations[pattern->relation].column_count; i++) {
        struct cs_operand o = pattern->columns[i];

        if (o.kind == CS_OPERAND_ANY || (o.kind == CS_OPERAND_VARIABLE && (head >> o.index & 1) == 0))
            return true;
    }
    return false;
}

/* One row of a fact may begin as another ends, on which the same state rests: does it cease in between? */
static void order_rows(struct cs_matrices *m, uint32_t fact)
{
    const struct cs_matrix_row *by = &m->toggled_by[fact];

    for (size_t i = 0; i < by->count; i++)
        for (size_t k = i + 1; k < by->count; k++)
            if (((m->toggles[by->at[i]].bytes[fact] | m->toggles[by->at[k]].bytes[fact]) & 3) == 3)
                cs_sequence_raise(m, by->at[i], by->at[k], CS_ORDER_CHAINED);
}

void cs_sequence_order_state(struct cs_matrices *m, const struct cs_plan_rule *rule)
{
    for (uint32_t i = 0; rule->kind == CS_RULE_WHILE && i < rule->step_count; i++) {
        const struct cs_step *step = &rule->steps[i];

        if (step->kind == CS_STEP_MATCH && cs_sequence_is_fact(m->plan, step->pattern.relation) &&
            says_more(m->plan, rule, &step->pattern))
            order_rows(m, step->pattern.relation);
        /* what it founds, or what its fact does to a bond, stays so also if it then ceases at once */
        for (uint32_t k = 0; leaves_something(m->plan, rule) && k < rule->step_count; k++)
            order_steps(m, step, &rule->steps[k]);
    }
}
