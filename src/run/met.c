/* SPDX-License-Identifier: MIT */
/*
 * `while` rules that conclude nothing yet. A rule with a condition that no row has ever met, as far as the condition
 * names particulars, has nothing to conclude and has concluded nothing. A vocabulary has many of them at a time: of
 * methods by which no organ decides, of objections that nobody has made.
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

        for (uint32_t k = 0; rule->kind == CS_RULE_WHILE && k < rule->step_count; k++)
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
