/* SPDX-License-Identifier: MIT */
/*
 * `while` rules that conclude nothing yet. A rule with a condition that no row has ever met, as far as the condition
 * names particulars, has nothing to conclude and has concluded nothing. A vocabulary has many of them at a time: of
 * methods by which no organ decides, of weights that no state has. It is not looked at, unless looking may raise a
 * question (R 2.7): of an occurrence that leaves unsaid what a condition says, or of a quantity or moments.
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

/* The columns of an event of which a row that leaves them unsaid raises a question where the pattern is looked at. */
static uint64_t asking_columns(const struct cs_run *run, const struct cs_pattern *pattern)
{
    const struct cs_relation *relation = &run->plan->relations[pattern->relation];
    uint64_t columns = 0;

    for (uint32_t i = 0; cs_relation_asks(relation) && i < relation->column_count; i++)
        if (pattern->columns[i].kind != CS_OPERAND_ANY)
            columns |= (uint64_t)1 << i;
    return columns;
}

static bool look(struct cs_run *run, const struct cs_plan_rule *rule, const struct cs_pattern *pattern)
{
    uint64_t columns = asking_columns(run, pattern);
    struct cs_askable *askable = columns == 0 ? NULL : cs_arena_alloc(&run->arena, sizeof *askable);

    if (askable == NULL)
        return columns == 0;
    *askable = (struct cs_askable){run->askable[pattern->relation], columns, rule->number};
    run->askable[pattern->relation] = askable;
    return true;
}

static bool look_at_measure(struct cs_run *run, const struct cs_plan_rule *rule, const struct cs_measure *measure)
{
    return measure->kind == CS_NUMBER_CONSTANT || look(run, rule, &measure->pattern);
}

/* Notes by which rows looking at the rule may raise a question. False without memory. */
static bool look_at_rule(struct cs_run *run, const struct cs_plan_rule *rule)
{
    bool fine = true;

    for (uint32_t k = 0; k < rule->step_count && fine; k++) {
        const struct cs_step *step = &rule->steps[k];

        switch (step->kind) {
        case CS_STEP_MATCH:
        case CS_STEP_ABSENT:
            fine = look(run, rule, &step->pattern);
            break;
        case CS_STEP_NUMBER:
        case CS_STEP_EVERY:
            fine = look_at_measure(run, rule, &step->left) && look_at_measure(run, rule, &step->right);
            break;
        case CS_STEP_QUANTITY:
        case CS_STEP_MOMENTS:
            run->asks[rule->number] = true;
            break;
        default:
            break;
        }
    }
    return fine;
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
    run->asks = cs_arena_array(&run->arena, plan->rule_count, sizeof *run->asks);
    run->askable = cs_arena_array(&run->arena, plan->relation_count, sizeof *run->askable);
    if (run->unmet == NULL || run->wanted == NULL || run->asks == NULL || run->askable == NULL)
        return cs_fail_memory(run->failure);
    for (uint32_t i = 0; i < plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &plan->rules[i];

        run->asks[i] = (run->ways_off & CS_WAY_MET) != 0;
        if (rule->kind != CS_RULE_WHILE || run->asks[i])
            continue;
        if (!look_at_rule(run, rule))
            return cs_fail_memory(run->failure);
        for (uint32_t k = 0; k < rule->step_count; k++)
            if (rule->steps[k].kind == CS_STEP_MATCH && !want(run, rule, &rule->steps[k].pattern))
                return cs_fail_memory(run->failure);
    }
    return CASUS_OK;
}

static uint64_t unsaid_columns(const struct cs_relation *relation, const cs_value *row)
{
    uint64_t columns = 0;

    for (uint32_t i = 0; i < relation->column_count; i++)
        columns |= (uint64_t)(row[i] == CS_UNSAID) << i;
    return columns;
}

void cs_met_by_more(struct cs_run *run, uint32_t relation, const cs_value *row)
{
    const struct cs_relation *r = &run->plan->relations[relation];
    uint64_t unsaid = run->askable[relation] == NULL ? 0 : unsaid_columns(r, row);

    for (struct cs_askable **link = &run->askable[relation]; unsaid != 0 && *link != NULL;)
        if (((*link)->columns & unsaid) != 0) {
            run->asks[(*link)->rule] = true;
            *link = (*link)->next;
        } else {
            link = &(*link)->next;
        }
    for (struct cs_wanted **link = &run->wanted[relation]; *link != NULL;)
        if (may_meet(r, (*link)->pattern, row)) {
            run->unmet[(*link)->rule]--;
            *link = (*link)->next;
        } else {
            link = &(*link)->next;
        }
}
