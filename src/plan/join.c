/* SPDX-License-Identifier: MIT */
/*
 * The order in which the steps of a rule are evaluated, for each way of entering it: guards as soon as their variables
 * are bound; of the rows, those with most bound columns first; absences and counts last, whatever the order of the
 * lines (docs/language.md, part 2).
 */
#include "plan/lower.h"

uint64_t cs_lower_variables(const struct cs_plan *plan, const struct cs_pattern *pattern)
{
    uint64_t set = 0;

    for (uint32_t i = 0; i < plan->relations[pattern->relation].column_count; i++)
        if (pattern->columns[i].kind == CS_OPERAND_VARIABLE)
            set |= (uint64_t)1 << pattern->columns[i].index;
    return set;
}

/* The variables on which what is counted depends: all but the counted one; with a list any. */
static uint64_t looked_at(const struct cs_plan *plan, const struct cs_measure *measure)
{
    if (measure->kind == CS_NUMBER_CONSTANT)
        return 0;
    for (uint32_t i = 0; i < plan->relations[measure->pattern.relation].column_count; i++)
        if (measure->pattern.columns[i].kind == CS_OPERAND_LIST)
            return UINT64_MAX;
    return cs_lower_variables(plan, &measure->pattern) & ~((uint64_t)1 << measure->variable);
}

/* Columns that are bound; not those of articles, which no index finds, since an article fits its parts. */
static uint64_t bound_columns(const struct cs_plan *plan, const struct cs_pattern *pattern, uint64_t bound)
{
    const struct cs_relation *relation = &plan->relations[pattern->relation];
    uint64_t mask = 0;

    for (uint32_t i = 0; i < relation->column_count; i++) {
        const struct cs_operand *o = &pattern->columns[i];

        if (relation->column_kinds[i] == CS_KIND_ARTICLE && relation->kind != CS_RELATION_CONDITION)
            continue;
        if (o->kind == CS_OPERAND_VALUE || (o->kind == CS_OPERAND_VARIABLE && (bound >> o->index & 1) != 0))
            mask |= (uint64_t)1 << i;
    }
    return mask;
}

static void want_index(struct cs_lowering *lowering, uint32_t relation, uint64_t mask)
{
    struct cs_relation *r = &lowering->plan->relations[relation];
    uint64_t *masks;

    if (mask == 0)
        return;
    for (uint32_t i = 0; i < r->mask_count; i++)
        if (r->masks[i] == mask)
            return;
    masks = cs_arena_array(&lowering->plan->arena, r->mask_count + 1, sizeof *masks);
    if (masks == NULL)
        return;
    for (uint32_t i = 0; i < r->mask_count; i++)
        masks[i] = r->masks[i];
    masks[r->mask_count++] = mask;
    r->masks = masks;
}

static bool operand_bound(struct cs_operand operand, uint64_t bound)
{
    return operand.kind != CS_OPERAND_VARIABLE || (bound >> operand.index & 1) != 0;
}

/*
 * `met`: of the variables that are bound those that no row binds anew. What a variable is by a hint alone, where a row
 * leaves it unsaid it is not: of whom an occurrence leaves unsaid a kind makes a particular, and an absence is of that.
 */
static bool guard_ready(const struct cs_step *step, uint64_t bound, uint64_t met)
{
    if (step->kind == CS_STEP_READS)
        return true;
    if (step->kind == CS_STEP_KIND)
        return operand_bound(step->subject, met);
    if (step->kind == CS_STEP_ABSENT && step->text->implied) /* of one column (R 6.9) */
        return operand_bound(step->pattern.columns[0], met);
    if ((step->kind != CS_STEP_OTHER && step->kind != CS_STEP_MOMENTS) || !operand_bound(step->subject, bound))
        return false;
    for (uint32_t i = 0; i < step->other_count; i++)
        if (!operand_bound(step->others[i], bound))
            return false;
    return true;
}

static int count_bits(uint64_t set)
{
    return __builtin_popcountll(set);
}

/* The next step: a guard that is ready, else the row with most bound columns, else the first of the rest. */
static uint32_t choose(const struct cs_plan *plan, const struct cs_plan_rule *rule, const bool *taken, uint64_t bound,
                       uint64_t met)
{
    uint32_t best = CS_NOWHERE;
    int best_score = -1;

    for (uint32_t i = 0; i < rule->step_count; i++)
        if (!taken[i] && guard_ready(&rule->steps[i], bound, met))
            return i;
    for (uint32_t i = 0; i < rule->step_count; i++) {
        int score;

        if (taken[i] || rule->steps[i].kind != CS_STEP_MATCH)
            continue;
        score = count_bits(bound_columns(plan, &rule->steps[i].pattern, bound));
        if (score > best_score) {
            best_score = score;
            best = i;
        }
    }
    for (uint32_t i = 0; best == CS_NOWHERE && i < rule->step_count; i++)
        if (!taken[i])
            best = i;
    return best;
}

/* May the step be met in several ways, or does it look at all that there are? */
static bool has_choice(const struct cs_plan *plan, const struct cs_step *step, uint64_t bound)
{
    if (step->kind != CS_STEP_MATCH)
        return cs_step_surveys(step);
    return bound_columns(plan, &step->pattern, bound) !=
           ((uint64_t)1 << plan->relations[step->pattern.relation].column_count) - 1;
}

static void measure_index(struct cs_lowering *lowering, const struct cs_measure *measure, uint64_t bound)
{
    if (measure->kind == CS_NUMBER_CONSTANT)
        return;
    bound &= ~((uint64_t)1 << measure->variable);
    want_index(lowering, measure->pattern.relation, bound_columns(lowering->plan, &measure->pattern, bound));
}

/* `hints`: what is bound at first only says what is wanted (cs_match_hint), and rows bind it anew. */
static void make_join(struct cs_lowering *lowering, struct cs_plan_rule *rule, uint64_t bound, bool hints,
                      uint32_t skip, struct cs_join *out)
{
    struct cs_plan *plan = lowering->plan;
    uint64_t met = hints ? 0 : bound;
    bool *taken = cs_arena_array(&plan->arena, rule->step_count, sizeof *taken);

    out->steps = cs_arena_array(&plan->arena, rule->step_count, sizeof *out->steps);
    out->masks = cs_arena_array(&plan->arena, rule->step_count, sizeof *out->masks);
    if (taken == NULL || out->steps == NULL || out->masks == NULL)
        return;
    if (skip != CS_NOWHERE)
        taken[skip] = true;
    for (;;) {
        uint32_t i = choose(plan, rule, taken, bound, met);
        const struct cs_step *step;

        if (i == CS_NOWHERE)
            return;
        step = &rule->steps[i];
        taken[i] = true;
        out->steps[out->count] = i;
        if (step->kind == CS_STEP_MATCH || step->kind == CS_STEP_ABSENT) {
            out->masks[out->count] = bound_columns(plan, &step->pattern, bound);
            want_index(lowering, step->pattern.relation, out->masks[out->count]);
        }
        if (has_choice(plan, step, bound))
            out->choices = out->count + 1;
        if (cs_step_surveys(step)) {
            measure_index(lowering, &step->left, bound);
            measure_index(lowering, &step->right, bound);
        }
        if (step->kind == CS_STEP_EVERY) /* the right side is looked up by what a row of the left has bound */
            want_index(lowering, step->right.pattern.relation,
                       bound_columns(plan, &step->right.pattern,
                                     bound | cs_lower_variables(plan, &step->left.pattern)));
        if (step->kind == CS_STEP_MATCH) {
            bound |= cs_lower_variables(plan, &step->pattern);
            met |= cs_lower_variables(plan, &step->pattern);
        }
        out->count++;
    }
}

/* Variables that some row binds. A variable that stands only under a negation or a count means any. */
static uint64_t matched_variables(const struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    uint64_t set = 0;

    for (uint32_t i = 0; i < rule->step_count; i++)
        if (rule->steps[i].kind == CS_STEP_MATCH)
            set |= cs_lower_variables(plan, &rule->steps[i].pattern);
    return set;
}

/* Of a survey: entered from this side of the comparison; what is counted on either is not bound. */
static uint64_t entered_by(const struct cs_plan *plan, const struct cs_step *step, bool right, uint64_t matched)
{
    switch (step->kind) {
    case CS_STEP_MATCH:
    case CS_STEP_ABSENT:
        return cs_lower_variables(plan, &step->pattern) & matched;
    case CS_STEP_NUMBER:
    case CS_STEP_EVERY:
        if (step->left.kind != CS_NUMBER_CONSTANT)
            matched &= ~((uint64_t)1 << step->left.variable);
        if (step->right.kind != CS_NUMBER_CONSTANT)
            matched &= ~((uint64_t)1 << step->right.variable);
        return cs_lower_variables(plan, right ? &step->right.pattern : &step->left.pattern) & matched;
    default:
        return 0;
    }
}

/* The head is looked up by what a changed row has bound, to find rows that may no longer hold. */
static void head_index(struct cs_lowering *lowering, const struct cs_plan_rule *rule, uint64_t bound)
{
    want_index(lowering, rule->head.relation, bound_columns(lowering->plan, &rule->head, bound));
}

/*
 * Facts that a rule ends, and facts that a bond looks for as it is founded, are looked up by all columns that are said;
 * a state that is owed, by all but its number (R 6.3).
 */
static void conclusion_indexes(struct cs_lowering *lowering, const struct cs_conclusion *c)
{
    const struct cs_relation *relations = lowering->plan->relations, *r = &relations[c->pattern.relation];

    if (c->kind == CS_EFFECT_BOND && r->kind == CS_RELATION_FACT) {
        uint64_t said = bound_columns(lowering->plan, &c->pattern, UINT64_MAX);

        if (r->number_column != CS_NOWHERE && !c->forbidden)
            said &= ~((uint64_t)1 << r->number_column);
        want_index(lowering, c->pattern.relation, said);
    }
    if (c->kind == CS_EFFECT_TERM && c->pattern.columns[0].kind != CS_OPERAND_ANY && r->kind == CS_RELATION_EVENT)
        want_index(lowering, c->pattern.relation, 1); /* is it called so already? */
    if (c->kind == CS_EFFECT_END)
        want_index(lowering, c->pattern.relation, bound_columns(lowering->plan, &c->pattern, UINT64_MAX));
    for (uint32_t i = 0; i < c->watch_count; i++)
        if (relations[c->watches[i].pattern.relation].kind == CS_RELATION_FACT)
            want_index(lowering, c->watches[i].pattern.relation,
                       bound_columns(lowering->plan, &c->watches[i].pattern, UINT64_MAX));
}

void cs_lower_bond_indexes(struct cs_lowering *lowering)
{
    for (size_t i = 0; i < lowering->plan->bond_count; i++)
        conclusion_indexes(lowering, &lowering->plan->bonds[i].conclusion);
}

void cs_lower_row_indexes(struct cs_lowering *lowering, const struct cs_plan_row *row)
{
    uint64_t bound = cs_lower_variables(lowering->plan, &row->pattern);

    for (uint32_t i = 0; i < row->state_count; i++)
        want_index(lowering, row->states[i].pattern.relation,
                   bound_columns(lowering->plan, &row->states[i].pattern, bound));
    for (uint32_t i = 0; i < row->need_count; i++)
        want_index(lowering, row->needs[i].pattern.relation,
                   bound_columns(lowering->plan, &row->needs[i].pattern, bound));
}

static void enter_step(struct cs_lowering *lowering, struct cs_plan_rule *rule, uint32_t step, bool right,
                       uint64_t matched)
{
    uint64_t bound = entered_by(lowering->plan, &rule->steps[step], right, matched);

    rule->entered[2 * step + right] = bound;
    make_join(lowering, rule, bound, rule->steps[step].kind != CS_STEP_MATCH,
              rule->steps[step].kind == CS_STEP_MATCH ? step : CS_NOWHERE, &rule->from_step[2 * step + right]);
    head_index(lowering, rule, bound);
}

casus_status cs_lower_joins(struct cs_lowering *lowering, struct cs_plan_rule *rule)
{
    struct cs_plan *plan = lowering->plan;
    uint64_t matched = matched_variables(plan, rule);

    for (uint32_t c = 0; c < rule->conclusion_count; c++)
        conclusion_indexes(lowering, &rule->conclusions[c]);
    for (uint32_t i = 0; i < rule->step_count; i++)
        if (rule->steps[i].kind == CS_STEP_NUMBER)
            rule->steps[i].looks_at =
                looked_at(plan, &rule->steps[i].left) | looked_at(plan, &rule->steps[i].right);
    if (rule->kind != CS_RULE_WHILE) {
        uint64_t bound = cs_lower_variables(plan, &rule->trigger);

        if (rule->delay == CS_DELAY_REACHED)
            bound |= (uint64_t)1 << rule->moment_variable;
        make_join(lowering, rule, bound, false, CS_NOWHERE, &rule->from_trigger);
        if (rule->kind == CS_RULE_MAY)
            make_join(lowering, rule, 0, false, CS_NOWHERE, &rule->from_nothing);
    } else {
        rule->from_step = cs_arena_array(&plan->arena, 2 * (size_t)rule->step_count, sizeof *rule->from_step);
        rule->entered = cs_arena_array(&plan->arena, 2 * (size_t)rule->step_count, sizeof *rule->entered);
        if (rule->from_step == NULL || rule->entered == NULL)
            return cs_fail_memory(lowering->failure);
        for (uint32_t i = 0; i < rule->step_count; i++) {
            const struct cs_step *step = &rule->steps[i];

            if (!cs_step_surveys(step) || step->left.kind != CS_NUMBER_CONSTANT)
                enter_step(lowering, rule, i, false, matched);
            if (cs_step_surveys(step) && step->right.kind != CS_NUMBER_CONSTANT)
                enter_step(lowering, rule, i, true, matched);
        }
        rule->head_variables = cs_lower_variables(plan, &rule->head);
        make_join(lowering, rule, rule->head_variables, true, CS_NOWHERE, &rule->from_head);
        /* entered with nothing bound, as an article enters into force; its order is kept in from_trigger */
        make_join(lowering, rule, 0, false, CS_NOWHERE, &rule->from_trigger);
    }
    if (cs_arena_failed(&plan->arena))
        return cs_fail_memory(lowering->failure);
    return CASUS_OK;
}
