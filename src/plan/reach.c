/* SPDX-License-Identifier: MIT */
#include "plan/reach.h"

#include <string.h>

static bool looks_at(const struct cs_plan_rule *rule, const uint8_t *reach)
{
    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct cs_step *s = &rule->steps[i];

        if ((s->kind == CS_STEP_MATCH || s->kind == CS_STEP_ABSENT) && reach[s->pattern.relation] != 0)
            return true;
        if (cs_step_surveys(s) && s->left.kind != CS_NUMBER_CONSTANT && reach[s->left.pattern.relation] != 0)
            return true;
        if (cs_step_surveys(s) && s->right.kind != CS_NUMBER_CONSTANT && reach[s->right.pattern.relation] != 0)
            return true;
    }
    return false;
}

static bool mark(const struct cs_plan *plan, uint8_t *reach, uint32_t relation)
{
    if (reach[relation] != 0)
        return false;
    reach[relation] = 1;
    for (uint32_t i = plan->relations[relation].judged_copies; i != CS_NOWHERE; i = plan->relations[i].next_copy)
        reach[i] = 1;
    return true;
}

/* An event or a state may be what a prohibition forbids, which gives a failure at once. */
static bool mark_failures(const struct cs_plan *plan, uint8_t *reach)
{
    bool more = false;

    for (uint32_t i = 0; i < plan->relation_count; i++) {
        const struct cs_relation *r = &plan->relations[i];

        if (r->kind == CS_RELATION_FAILURE && reach[i] == 0 && reach[cs_plan_relation(plan, r->head, CS_NO_NAME)] != 0)
            more |= mark(plan, reach, i);
    }
    return more;
}

static bool is_set_off(const struct cs_plan_rule *rule, const uint8_t *reach)
{
    return rule->kind == CS_RULE_WHEN && rule->delay == CS_DELAY_NONE && reach[rule->trigger.relation] != 0;
}

void cs_plan_reach(const struct cs_plan *plan, uint32_t relation, uint8_t *reach)
{
    bool more = mark(plan, reach, relation);

    /* who takes over (R 2.14) changes whatever the other one stands in */
    for (uint32_t i = 0; plan->relations[relation].takes_over && i < plan->relation_count; i++)
        more |= mark(plan, reach, i);

    while (more) {
        more = mark_failures(plan, reach);
        for (size_t i = 0; i < plan->rule_count; i++) {
            const struct cs_plan_rule *rule = &plan->rules[i];

            if (rule->kind == CS_RULE_WHILE && looks_at(rule, reach))
                more |= mark(plan, reach, rule->head.relation);
            for (uint32_t c = 0; c < rule->conclusion_count && is_set_off(rule, reach); c++)
                if (rule->conclusions[c].kind != CS_EFFECT_BOND)
                    more |= mark(plan, reach, rule->conclusions[c].pattern.relation);
        }
    }
}

/* May such a change make the rule conclude something? */
static bool founds(const struct cs_plan_rule *rule, const uint8_t *reach)
{
    return is_set_off(rule, reach) || (rule->kind == CS_RULE_WHILE && reach[rule->head.relation] != 0);
}

static bool watches(const struct cs_conclusion *c, const uint8_t *reach, bool only_suspensions)
{
    for (uint32_t w = 0; w < c->watch_count; w++)
        if (reach[c->watches[w].pattern.relation] != 0 &&
            (!only_suspensions || c->watches[w].kind == CS_MODIFIER_SUSPENDED))
            return true;
    return false;
}

bool cs_plan_day_counts(const struct cs_plan *plan, const uint8_t *reach)
{
    for (size_t i = 0; i < plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &plan->rules[i];

        if (rule->kind == CS_RULE_WHEN && rule->delay != CS_DELAY_NONE && reach[rule->trigger.relation] != 0)
            return true;
        for (uint32_t c = 0; c < rule->conclusion_count; c++) {
            enum cs_limit_kind limit = rule->conclusions[c].limit.kind;

            if (rule->conclusions[c].kind != CS_EFFECT_BOND)
                continue;
            if ((founds(rule, reach) && limit != CS_LIMIT_NONE) || watches(&rule->conclusions[c], reach, true))
                return true;
        }
    }
    for (size_t i = 0; i < plan->bond_count; i++)
        if (watches(&plan->bonds[i].conclusion, reach, true))
            return true;
    return false;
}

static bool bond_looks(const struct cs_conclusion *c, const struct cs_plan_rule *rule, const uint8_t *reach)
{
    if (c->kind != CS_EFFECT_BOND || c->limit.kind == CS_LIMIT_NONE)
        return false;
    return reach[c->pattern.relation] != 0 || watches(c, reach, false) ||
           (rule != NULL && rule->kind == CS_RULE_WHILE && reach[rule->head.relation] != 0);
}

/* Does it come about at a moment that is not known beforehand: after a period, or with a breach? */
static bool is_unforeseen(const struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    return rule->kind == CS_RULE_WHEN && (rule->delay != CS_DELAY_NONE ||
                                          plan->relations[rule->trigger.relation].kind == CS_RELATION_FAILURE);
}

bool cs_plan_deadline_looks(const struct cs_plan *plan, const uint8_t *reach)
{
    for (size_t i = 0; i < plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &plan->rules[i];
        if (is_unforeseen(plan, rule) && looks_at(rule, reach))
            return true;
        for (uint32_t c = 0; c < rule->conclusion_count; c++)
            if (bond_looks(&rule->conclusions[c], rule, reach))
                return true;
    }
    for (size_t i = 0; i < plan->bond_count; i++)
        if (bond_looks(&plan->bonds[i].conclusion, NULL, reach))
            return true;
    return false;
}

/* Does the rule have a trigger in `one` and look at something in `other`? Likewise a power (`may`). */
static bool sets_and_looks(const struct cs_plan_rule *rule, const uint8_t *one, const uint8_t *other)
{
    return rule->kind != CS_RULE_WHILE && one[rule->trigger.relation] != 0 && looks_at(rule, other);
}

/* May such a change found, perform, break, end, release or suspend the bond? */
static bool touches(const struct cs_conclusion *c, const struct cs_plan_rule *rule, const uint8_t *reach)
{
    return c->kind == CS_EFFECT_BOND &&
           ((rule != NULL && founds(rule, reach)) || reach[c->pattern.relation] != 0 || watches(c, reach, false));
}

bool cs_plan_tied(const struct cs_plan *plan, const uint8_t *reach, const uint8_t *other)
{
    for (size_t i = 0; i < plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &plan->rules[i];

        if (rule->kind == CS_RULE_WHILE && looks_at(rule, reach) && looks_at(rule, other))
            return true;
        if (sets_and_looks(rule, reach, other) || sets_and_looks(rule, other, reach))
            return true;
        for (uint32_t c = 0; c < rule->conclusion_count; c++)
            if (touches(&rule->conclusions[c], rule, reach) && touches(&rule->conclusions[c], rule, other))
                return true;
    }
    for (size_t i = 0; i < plan->bond_count; i++)
        if (touches(&plan->bonds[i].conclusion, NULL, reach) && touches(&plan->bonds[i].conclusion, NULL, other))
            return true;
    return false;
}

/* ---- bonds of the record ---- */

void cs_plan_reach_of_bond(const struct cs_plan *plan, const struct cs_conclusion *bond, uint8_t *reach)
{
    for (uint32_t i = 0; i < plan->relation_count && !bond->expectation; i++)
        if (plan->relations[i].kind == CS_RELATION_FAILURE && plan->relations[i].head == bond->act_head &&
            plan->relations[i].forbidden == bond->forbidden)
            cs_plan_reach(plan, i, reach);
}

bool cs_plan_touches_bond(const struct cs_conclusion *bond, const uint8_t *reach)
{
    return touches(bond, NULL, reach);
}

bool cs_plan_bond_day_counts(const struct cs_plan *plan, const struct cs_conclusion *bond)
{
    uint8_t reach[CS_RELATIONS_MAX];

    if (bond->limit.kind == CS_LIMIT_DURATION || bond->limit.kind == CS_LIMIT_READING ||
        plan->relations[bond->pattern.relation].under != CS_NO_NAME)
        return true;
    memset(reach, 0, sizeof reach);
    for (size_t i = 0; i < plan->rule_count; i++)
        for (uint32_t c = 0; c < plan->rules[i].conclusion_count && is_unforeseen(plan, &plan->rules[i]); c++)
            if (plan->rules[i].conclusions[c].kind != CS_EFFECT_BOND)
                cs_plan_reach(plan, plan->rules[i].conclusions[c].pattern.relation, reach);
    return touches(bond, NULL, reach);
}
