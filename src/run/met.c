/* SPDX-License-Identifier: MIT */
/*
 * `while` rules that conclude nothing yet. A rule with a condition that no row has ever met, as far as the condition
 * names particulars, has nothing to conclude and has concluded nothing. A vocabulary has many of them at a time: of
 * methods by which no organ decides, of weights that no state has. Only rules that look at nothing but facts are left
 * out: what others look at may raise a question (R 2.7).
 */
#include "plan/access.h"
#include "run/run_int.h"

/* Do the particulars of the pattern stand in the row? What it leaves unsaid may be any; articles are not compared. */
static bool may_meet(const struct cs_relation *relation, const struct cs_pattern *pattern, const cs_value *row)
{
    for (uint32_t i = 0; i < relation->column_count; i++)
        if (pattern->columns[i].kind == CS_OPERAND_VALUE && row[i] != pattern->columns[i].index &&
            row[i] != CS_UNSAID && relation->column_kinds[i] != CS_KIND_ARTICLE)
            return false;
    return true;
}

static bool asks(const struct cs_run *run, const struct cs_pattern *pattern)
{
    return cs_relation_asks(&run->plan->relations[pattern->relation]);
}

static bool measure_asks(const struct cs_run *run, const struct cs_measure *measure)
{
    return measure->kind != CS_NUMBER_CONSTANT && asks(run, &measure->pattern);
}

/* May looking at the rule raise a question? */
static bool may_ask(const struct cs_run *run, const struct cs_plan_rule *rule)
{
    bool found = false;

    for (uint32_t k = 0; k < rule->step_count && !found; k++) {
        const struct cs_step *step = &rule->steps[k];

        switch (step->kind) {
        case CS_STEP_MATCH:
        case CS_STEP_ABSENT:
            found = asks(run, &step->pattern);
            break;
        case CS_STEP_NUMBER:
            found = measure_asks(run, &step->left) || measure_asks(run, &step->right);
            break;
        case CS_STEP_EVERY:
            found = asks(run, &step->left.pattern) || asks(run, &step->right.pattern);
            break;
        case CS_STEP_QUANTITY:
        case CS_STEP_MOMENTS:
            found = true;
            break;
        default:
            break;
        }
    }
    return found;
}

static bool want(struct cs_run *run, const struct cs_plan_rule *rule, const struct cs_pattern *pattern)
{
    struct cs_wanted *wanted = cs_arena_alloc(&run->arena, sizeof *wanted);

    if (wanted == NULL)
        return false;
    *wanted = (struct cs_wanted){run->wanted[pattern->relation], pattern, rule->number};
    run->wanted[pattern->relation] = wanted;
    run->unmet[rule->number]++;
    return true;
}

casus_status cs_met_init(struct cs_run *run)
{
    const struct cs_plan *plan = run->plan;

    run->unmet = cs_arena_array(&run->arena, plan->rule_count, sizeof *run->unmet);
    run->wanted = cs_arena_array(&run->arena, plan->relation_count, sizeof *run->wanted);
    if (run->unmet == NULL || run->wanted == NULL)
        return cs_fail_memory(run->failure);
    for (uint32_t i = 0; i < plan->rule_count && (run->ways_off & CS_WAY_MET) == 0; i++) {
        const struct cs_plan_rule *rule = &plan->rules[i];

        if (rule->kind != CS_RULE_WHILE || may_ask(run, rule))
            continue;
        for (uint32_t k = 0; k < rule->step_count; k++)
            if (rule->steps[k].kind == CS_STEP_MATCH && !want(run, rule, &rule->steps[k].pattern))
                return cs_fail_memory(run->failure);
    }
    return CASUS_OK;
}

void cs_met_by_more(struct cs_run *run, uint32_t relation, const cs_value *row)
{
    struct cs_wanted **link = &run->wanted[relation];

    while (*link != NULL)
        if (may_meet(&run->plan->relations[relation], (*link)->pattern, row)) {
            run->unmet[(*link)->rule]--;
            *link = (*link)->next;
        } else {
            link = &(*link)->next;
        }
}
