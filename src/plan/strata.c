/* SPDX-License-Identifier: MIT */
/* The levels of derived facts and of names, so that each is evaluated after those on which it depends (R 4.4). */
#include <string.h>

#include "plan/lower.h"

void cs_lower_each_read(const struct cs_plan_rule *rule, void (*visit)(void *context, uint32_t relation),
                        void *context)
{
    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct cs_step *step = &rule->steps[i];

        if (step->kind == CS_STEP_MATCH || step->kind == CS_STEP_ABSENT)
            visit(context, step->pattern.relation);
        if (cs_step_surveys(step) && step->left.kind != CS_NUMBER_CONSTANT)
            visit(context, step->left.pattern.relation);
        if (cs_step_surveys(step) && step->right.kind != CS_NUMBER_CONSTANT)
            visit(context, step->right.pattern.relation);
    }
}

struct level_walk {
    struct cs_plan *plan;
    uint8_t *state; /* 0 new, 1 on the path, 2 done */
    uint32_t level;
};

static void level_of(struct level_walk *walk, uint32_t relation);

static void visit_level(void *context, uint32_t relation)
{
    struct level_walk *walk = context;
    struct cs_relation *r = &walk->plan->relations[relation];

    if (!r->derived)
        return;
    if (walk->state[relation] == 1) /* a cycle without negation or count, since the checker refuses the others */
        return;
    level_of(walk, relation);
    if (r->level + 1 > walk->level)
        walk->level = r->level + 1;
}

static void level_of(struct level_walk *walk, uint32_t relation)
{
    struct cs_relation *r = &walk->plan->relations[relation];
    uint32_t outer = walk->level;

    if (walk->state[relation] == 2)
        return;
    walk->state[relation] = 1;
    walk->level = 0;
    for (const struct cs_use_site *site = r->concluders; site != NULL; site = site->next)
        cs_lower_each_read(&walk->plan->rules[site->rule], visit_level, walk);
    r->level = walk->level;
    if (r->level + 1 > walk->plan->level_count)
        walk->plan->level_count = r->level + 1;
    walk->level = outer;
    walk->state[relation] = 2;
}

static void visit_reach(void *context, uint32_t relation)
{
    struct level_walk *walk = context;

    if (!walk->plan->relations[relation].derived || walk->state[relation] != 0)
        return;
    walk->state[relation] = 1;
    for (const struct cs_use_site *site = walk->plan->relations[relation].concluders; site != NULL; site = site->next)
        cs_lower_each_read(&walk->plan->rules[site->rule], visit_reach, walk);
}

/* Marks a derived relation that depends on itself: it can be reached from what it reads. */
static void mark_recursive(struct level_walk *walk, uint32_t relation)
{
    struct cs_relation *r = &walk->plan->relations[relation];

    memset(walk->state, 0, walk->plan->relation_count);
    for (const struct cs_use_site *site = r->concluders; site != NULL; site = site->next)
        cs_lower_each_read(&walk->plan->rules[site->rule], visit_reach, walk);
    r->recursive = walk->state[relation] != 0;
}

casus_status cs_lower_levels(struct cs_lowering *lowering)
{
    struct cs_plan *plan = lowering->plan;
    struct level_walk walk = {.plan = plan};

    walk.state = cs_arena_array(&plan->arena, plan->relation_count, 1);
    if (walk.state == NULL)
        return cs_fail_memory(lowering->failure);
    for (uint32_t i = 0; i < plan->relation_count; i++)
        if (plan->relations[i].derived)
            level_of(&walk, i);
    for (uint32_t i = 0; i < plan->relation_count; i++)
        if (plan->relations[i].derived)
            mark_recursive(&walk, i);
    return CASUS_OK;
}

/* ---- names ---- */

static uint32_t raised(const struct cs_plan *plan, const struct cs_pattern *pattern, bool strict)
{
    const struct cs_relation *r = &plan->relations[pattern->relation];

    return r->kind == CS_RELATION_EVENT ? r->name_level + strict : 0;
}

/* The level that the names concluded by the rule must have. Only events count: facts are those that held before. */
static uint32_t naming_level(const struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    uint32_t level = raised(plan, &rule->trigger, false);

    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct cs_step *s = &rule->steps[i];
        const struct cs_pattern *looked_at[] = {NULL, NULL};

        if (s->kind == CS_STEP_MATCH || s->kind == CS_STEP_ABSENT)
            looked_at[0] = &s->pattern;
        if (cs_step_surveys(s) && s->left.kind != CS_NUMBER_CONSTANT)
            looked_at[0] = &s->left.pattern;
        if (cs_step_surveys(s) && s->right.kind != CS_NUMBER_CONSTANT)
            looked_at[1] = &s->right.pattern;
        for (size_t k = 0; k < 2; k++) {
            uint32_t other = looked_at[k] == NULL ? 0 : raised(plan, looked_at[k], s->kind != CS_STEP_MATCH);

            if (other > level)
                level = other;
        }
    }
    return level;
}

static bool raise_names(struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    uint32_t level = naming_level(plan, rule);
    bool changed = false;

    for (uint32_t c = 0; c < rule->conclusion_count; c++) {
        uint32_t relation = rule->conclusions[c].pattern.relation;

        if (rule->conclusions[c].kind != CS_EFFECT_TERM || plan->relations[relation].kind != CS_RELATION_EVENT)
            continue;
        for (uint32_t copy = relation; copy != CS_NOWHERE;
             copy = copy == relation ? plan->relations[relation].judged_copies : plan->relations[copy].next_copy)
            if (plan->relations[copy].name_level < level) {
                plan->relations[copy].name_level = level;
                changed = true;
            }
    }
    return changed;
}

/*
 * A name that a rule gives because of the absence or number of other names has a higher level than these (R 4.4). The
 * checker refuses circles, so that the loop ends: no chain is longer than the number of words.
 */
void cs_lower_name_levels(struct cs_lowering *lowering)
{
    struct cs_plan *plan = lowering->plan;
    bool changed = true;

    for (size_t pass = 0; changed; pass++) {
        must(pass <= plan->relation_count * plan->relation_count + 1);
        changed = false;
        for (size_t i = 0; i < plan->rule_count; i++)
            if (plan->rules[i].names)
                changed |= raise_names(plan, &plan->rules[i]);
    }
    plan->name_level_count = 0;
    for (size_t i = 0; i < plan->rule_count; i++)
        if (plan->rules[i].names)
            plan->name_level_count = 1;
    for (size_t i = 0; i < plan->relation_count; i++)
        if (plan->relations[i].name_level >= plan->name_level_count)
            plan->name_level_count = plan->relations[i].name_level + 1;
}
