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

static bool is_set_off(const struct cs_plan *plan, const struct cs_plan_rule *rule, const uint8_t *reach)
{
    return cs_plan_applies_at_once(plan, rule) && reach[rule->trigger.relation] != 0;
}

/* May such a change make the rule conclude something? */
static bool founds(const struct cs_plan *plan, const struct cs_plan_rule *rule, const uint8_t *reach)
{
    return is_set_off(plan, rule, reach) || (rule->kind == CS_RULE_WHILE && reach[rule->head.relation] != 0);
}

/* `by_day`: only what has days counted, or ends a time. */
static bool watches(const struct cs_conclusion *c, const uint8_t *reach, bool by_day)
{
    for (uint32_t w = 0; w < c->watch_count; w++)
        if (reach[c->watches[w].pattern.relation] != 0 &&
            (!by_day || c->watches[w].kind == CS_MODIFIER_SUSPENDED || c->watches[w].kind == CS_MODIFIER_LIMIT))
            return true;
    return false;
}

/* May such a change found, perform, break, end, release or suspend the bond? */
static bool touches(const struct cs_plan *plan, const struct cs_conclusion *c, const struct cs_plan_rule *rule,
                    const uint8_t *reach)
{
    return c->kind == CS_EFFECT_BOND &&
           ((rule != NULL && founds(plan, rule, reach)) || reach[c->pattern.relation] != 0 || watches(c, reach, false));
}

/* What rules say of a duty changes as something becomes of it. */
static bool mark_duties(const struct cs_plan *plan, uint8_t *reach, const struct cs_conclusion *c,
                        const struct cs_plan_rule *rule)
{
    bool more = false;

    for (int verb = 0; verb < CS_VERB_COUNT; verb++) {
        uint32_t duty = plan->relations[c->pattern.relation].duties[c->forbidden][verb];

        if (c->kind == CS_EFFECT_BOND && duty != CS_NOWHERE && reach[duty] == 0 && touches(plan, c, rule, reach))
            more |= mark(plan, reach, duty);
    }
    return more;
}

void cs_plan_reach(const struct cs_plan *plan, uint32_t relation, uint8_t *reach)
{
    bool more = mark(plan, reach, relation);

    /* who takes over (R 2.14) changes whatever the other one stands in */
    for (uint32_t i = 0; plan->relations[relation].takes_over && i < plan->relation_count; i++)
        more |= mark(plan, reach, i);

    while (more) {
        more = false;
        for (size_t i = 0; i < plan->bond_count; i++)
            more |= mark_duties(plan, reach, &plan->bonds[i].conclusion, NULL);
        for (size_t i = 0; i < plan->rule_count; i++) {
            const struct cs_plan_rule *rule = &plan->rules[i];

            if (rule->kind == CS_RULE_WHILE && looks_at(rule, reach))
                more |= mark(plan, reach, rule->head.relation);
            for (uint32_t c = 0; c < rule->conclusion_count; c++)
                more |= mark_duties(plan, reach, &rule->conclusions[c], rule);
            for (uint32_t c = 0; c < rule->conclusion_count && is_set_off(plan, rule, reach); c++)
                if (rule->conclusions[c].kind != CS_EFFECT_BOND)
                    more |= mark(plan, reach, rule->conclusions[c].pattern.relation);
        }
    }
}

bool cs_plan_day_counts(const struct cs_plan *plan, const uint8_t *reach)
{
    for (size_t i = 0; i < plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &plan->rules[i];

        if (rule->kind == CS_RULE_WHEN && rule->delay != CS_DELAY_NONE && reach[rule->trigger.relation] != 0)
            return true;
        for (uint32_t c = 0; c < rule->conclusion_count; c++) {
            if (rule->conclusions[c].kind != CS_EFFECT_BOND)
                continue;
            if ((founds(plan, rule, reach) && rule->conclusions[c].limit_count > 0) ||
                watches(&rule->conclusions[c], reach, true))
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
    if (c->kind != CS_EFFECT_BOND || c->limit_count == 0)
        return false;
    return reach[c->pattern.relation] != 0 || watches(c, reach, false) ||
           (rule != NULL && rule->kind == CS_RULE_WHILE && reach[rule->head.relation] != 0);
}

/* Does it come about at a moment that is not known beforehand: after a period, or with what becomes of a duty? */
static bool is_unforeseen(const struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    return rule->kind == CS_RULE_WHEN &&
           (rule->delay != CS_DELAY_NONE || cs_relation_tells_duties(&plan->relations[rule->trigger.relation]));
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

bool cs_plan_tied(const struct cs_plan *plan, const uint8_t *reach, const uint8_t *other)
{
    for (size_t i = 0; i < plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &plan->rules[i];

        if (rule->kind == CS_RULE_WHILE && looks_at(rule, reach) && looks_at(rule, other))
            return true;
        if (sets_and_looks(rule, reach, other) || sets_and_looks(rule, other, reach))
            return true;
        for (uint32_t c = 0; c < rule->conclusion_count; c++)
            if (touches(plan, &rule->conclusions[c], rule, reach) &&
                touches(plan, &rule->conclusions[c], rule, other))
                return true;
    }
    for (size_t i = 0; i < plan->bond_count; i++)
        if (touches(plan, &plan->bonds[i].conclusion, NULL, reach) &&
            touches(plan, &plan->bonds[i].conclusion, NULL, other))
            return true;
    return false;
}

/* ---- bonds of the record ---- */

void cs_plan_reach_of_bond(const struct cs_plan *plan, const struct cs_conclusion *bond, uint8_t *reach)
{
    for (int verb = 0; verb < CS_VERB_COUNT && !bond->expectation; verb++) {
        uint32_t duty = plan->relations[bond->pattern.relation].duties[bond->forbidden][verb];

        if (duty != CS_NOWHERE)
            cs_plan_reach(plan, duty, reach);
    }
}

bool cs_plan_touches_bond(const struct cs_plan *plan, const struct cs_conclusion *bond, const uint8_t *reach)
{
    return touches(plan, bond, NULL, reach);
}

/* Does a period run from its day? */
static bool has_period(const struct cs_conclusion *bond)
{
    for (uint32_t i = 0; i < bond->limit_count; i++)
        if (!bond->limits[i].after &&
            (bond->limits[i].kind == CS_LIMIT_DURATION || bond->limits[i].kind == CS_LIMIT_READING))
            return true;
    return false;
}

bool cs_plan_bond_day_counts(const struct cs_plan *plan, const struct cs_conclusion *bond)
{
    uint8_t reach[CS_RELATIONS_MAX];

    if (has_period(bond) || plan->relations[bond->pattern.relation].under != CS_NO_NAME)
        return true;
    memset(reach, 0, sizeof reach);
    for (uint32_t i = 0; i < plan->relation_count; i++)
        if (cs_relation_tells_duties(&plan->relations[i]))
            cs_plan_reach(plan, i, reach);
    for (size_t i = 0; i < plan->rule_count; i++)
        for (uint32_t c = 0; c < plan->rules[i].conclusion_count && is_unforeseen(plan, &plan->rules[i]); c++)
            if (plan->rules[i].conclusions[c].kind != CS_EFFECT_BOND)
                cs_plan_reach(plan, plan->rules[i].conclusions[c].pattern.relation, reach);
    return touches(plan, bond, NULL, reach);
}

/* Has it a time of which nobody knows whether it was over at a moment before `from`? */
static bool has_unknown_time(const struct cs_conclusion *bond, cs_instant from)
{
    bool unknown = has_period(bond);

    for (uint32_t i = 0; i < bond->limit_count && !unknown; i++)
        unknown = bond->limits[i].kind == CS_LIMIT_MOMENT ||
                  (bond->limits[i].kind == CS_LIMIT_BEFORE && bond->limits[i].before < from);
    return unknown;
}

bool cs_plan_beginning_counts(const struct cs_plan *plan, const uint8_t *reach, const uint8_t *before_all,
                              cs_instant from)
{
    for (size_t i = 0; i < plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &plan->rules[i];

        if (rule->kind == CS_RULE_WHEN && rule->delay != CS_DELAY_NONE && before_all[rule->trigger.relation] != 0 &&
            (reach[rule->trigger.relation] != 0 || looks_at(rule, reach)))
            return true;
        for (uint32_t c = 0; c < rule->conclusion_count && founds(plan, rule, before_all); c++)
            if (touches(plan, &rule->conclusions[c], rule, reach) && has_unknown_time(&rule->conclusions[c], from))
                return true;
    }
    return false;
}

bool cs_plan_mark(bool *marked, uint32_t relation)
{
    bool is_new = relation != CS_NOWHERE && !marked[relation];

    if (is_new)
        marked[relation] = true;
    return is_new;
}

static bool mark_measure(bool *marked, const struct cs_measure *measure)
{
    return measure->kind != CS_NUMBER_CONSTANT && cs_plan_mark(marked, measure->pattern.relation);
}

bool cs_plan_mark_looked_at(bool *marked, const struct cs_step *step)
{
    bool is_new = false;

    if (step->kind == CS_STEP_MATCH || step->kind == CS_STEP_ABSENT || step->kind == CS_STEP_QUANTITY)
        is_new = cs_plan_mark(marked, step->pattern.relation);
    if (cs_step_surveys(step)) {
        is_new = mark_measure(marked, &step->left);
        is_new = mark_measure(marked, &step->right) || is_new;
    }
    return is_new;
}
