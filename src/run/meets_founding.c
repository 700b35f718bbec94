/* SPDX-License-Identifier: MIT */
/*
 * Could two things found one duty, whose time depends on which of them is the first (R 6.1), or two of which an act
 * performs the older (R 6.2)?
 */
#include "run/meets_int.h"

struct founding { const struct cs_conclusion *bond; struct cs_match match; };

/* Does the effect set off the rule, or begin the state that founds something? */
static bool sets_off(struct cs_match *match, const struct cs_plan_rule *rule, const struct effect *e)
{
    if (!e->begins && !e->ends)
        return false;
    if (rule->kind == CS_RULE_WHILE)
        return bind(match, &rule->head, e);
    return cs_plan_applies_at_once(match->run->plan, rule) && bind(match, &rule->trigger, e);
}

static bool same_value(const struct founding *a, cs_kind kind, struct cs_operand x, const struct founding *b,
                       struct cs_operand y)
{
    return cs_meets_may_be(a->match.run, kind, cs_match_operand(&a->match, x), cs_match_operand(&b->match, y));
}

/* Could the two be one sentence? */
static bool same_sentence(const struct founding *a, const struct founding *b)
{
    const struct cs_pattern *x = &a->bond->pattern, *y = &b->bond->pattern;
    const struct cs_relation *act = &a->match.run->plan->relations[x->relation];

    if (b->bond->kind != CS_EFFECT_BOND || y->relation != x->relation || a->bond->forbidden != b->bond->forbidden ||
        a->bond->expectation != b->bond->expectation ||
        !same_value(a, CS_KIND_ANY, a->bond->holder, b, b->bond->holder) ||
        !same_value(a, CS_KIND_ANY, a->bond->claimant, b, b->bond->claimant))
        return false;
    for (uint32_t i = act->first_role; i < act->column_count; i++)
        if (!same_value(a, act->column_kinds[i], x->columns[i], b, y->columns[i]))
            return false;
    return true;
}

/* Are the two, in this column, what the one could be and the other not? `surely`: what is not known yet is the same. */
static bool differ(const struct founding *a, const struct founding *b, uint32_t column, bool surely)
{
    const struct cs_relation *act = &a->match.run->plan->relations[a->bond->pattern.relation];
    cs_value x = cs_match_operand(&a->match, a->bond->pattern.columns[column]),
             y = cs_match_operand(&b->match, b->bond->pattern.columns[column]);

    return surely ? !cs_meets_may_be(a->match.run, act->column_kinds[column], x, y) : x == CS_UNSAID || x != y;
}

/* Could one act that leaves something unsaid perform either of the two, if the other were not (R 6.2)? */
static bool of_one_age(const struct founding *a, const struct founding *b)
{
    const struct cs_relation *act = &a->match.run->plan->relations[a->bond->pattern.relation];
    bool may_differ = false;

    if (b->bond->kind != CS_EFFECT_BOND || b->bond->pattern.relation != a->bond->pattern.relation ||
        a->bond->forbidden || b->bond->forbidden || a->bond->expectation != b->bond->expectation ||
        !same_value(a, CS_KIND_ANY, a->bond->holder, b, b->bond->holder) ||
        !same_value(a, CS_KIND_ANY, a->bond->claimant, b, b->bond->claimant))
        return false;
    for (uint32_t i = act->first_role; i < act->column_count; i++) {
        if ((act->left_unsaid >> i & 1) == 0 && differ(a, b, i, true))
            return false;
        may_differ |= (act->left_unsaid >> i & 1) != 0 && differ(a, b, i, false);
    }
    return may_differ;
}

/* What is looked for: one duty, or two of which an act performs the older (`ages`); the rules that found it. */
struct sought {
    const uint32_t *rules;
    size_t count;
    bool ages;
    enum cs_apart apart; /* how far the two things may be apart */
};

static const struct cs_plan_rule *rule_at(const struct cs_run *run, const struct sought *sought, size_t i)
{
    return &run->plan->rules[sought->rules[i]];
}

static bool founds(const struct cs_run *run, const struct cs_conclusion *bond, const struct sought *sought)
{
    return sought->ages ? bond->kind == CS_EFFECT_BOND && !bond->forbidden &&
                              run->plan->relations[bond->pattern.relation].left_unsaid != 0
                        : bond->kind == CS_EFFECT_BOND && bond->founder_tells <= sought->apart;
}

static bool order_tells(const struct founding *a, const struct founding *b, const struct sought *sought)
{
    return sought->ages ? of_one_age(a, b)
                        : same_sentence(a, b) &&
                              cs_plan_founder_tells(a->match.run->plan, a->bond, b->bond, sought->apart);
}

/* Do the two rest on different answers of one reading, so that in no world both apply? */
static bool never_both(const struct cs_plan_rule *a, const struct cs_plan_rule *b)
{
    for (uint32_t i = 0; i < a->step_count; i++)
        for (uint32_t k = 0; a->steps[i].kind == CS_STEP_READS && k < b->step_count; k++)
            if (b->steps[k].kind == CS_STEP_READS && b->steps[k].reading == a->steps[i].reading &&
                b->steps[k].answer != a->steps[i].answer)
                return true;
    return false;
}

/* Does one of the effects found it too by this rule, or one like it? */
static bool founded_by_rule(const struct founding *founding, const struct cs_plan_rule *rule,
                            const struct effects *effects, const struct sought *sought)
{
    for (size_t i = 0; i < effects->count; i++) {
        struct founding other;

        start(&other.match, effects->run, rule);
        if (!sets_off(&other.match, rule, &effects->all[i]))
            continue;
        for (uint32_t c = 0; c < rule->conclusion_count; c++) {
            other.bond = &rule->conclusions[c];
            if (order_tells(founding, &other, sought))
                return true;
        }
    }
    return false;
}

/* Do the others found it too, or one like it? */
static bool founded_by(const struct founding *founding, const struct effects *others, const struct sought *sought)
{
    for (size_t i = 0; i < sought->count; i++) {
        const struct cs_plan_rule *rule = rule_at(others->run, sought, i);

        if (rule->article == founding->match.rule->article && !never_both(founding->match.rule, rule) &&
            founded_by_rule(founding, rule, others, sought))
            return true;
    }
    return false;
}

static bool rule_founds(const struct cs_plan_rule *rule, const struct effects *a, const struct effects *b,
                        const struct sought *sought)
{
    for (uint32_t c = 0; c < rule->conclusion_count; c++)
        for (size_t i = 0; founds(a->run, &rule->conclusions[c], sought) && i < a->count; i++) {
            struct founding founding; /* its values are set where they are bound */

            founding.bond = &rule->conclusions[c];
            start(&founding.match, a->run, rule);
            if (sets_off(&founding.match, rule, &a->all[i]) && founded_by(&founding, b, sought))
                return true;
        }
    return false;
}

/* May the rows set off the rule, or begin its state, whatever they are about? */
static bool may_set_off(const struct cs_run *run, const struct cs_occurrence_row *rows,
                        const struct cs_plan_rule *rule)
{
    uint32_t relation = rule->kind == CS_RULE_WHILE ? rule->head.relation : rule->trigger.relation;

    if (rule->kind != CS_RULE_WHILE && !cs_plan_applies_at_once(run->plan, rule))
        return false;
    for (const struct cs_occurrence_row *row = rows; row != NULL; row = row->next)
        if (row->relation == relation || run->plan->relations[row->relation].kind != CS_RELATION_EVENT)
            return true; /* the plan says only of events what they may change */
    return cs_meets_may_change(run, rows, relation);
}

/*
 * May the two set off rules of one article that are sought, whatever they are about? Of most pairs they may not: for
 * these it is not looked for what follows from the rows, which costs much more.
 */
static bool may_found(const struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b,
                      const struct sought *sought)
{
    for (size_t i = 0; i < sought->count; i++) {
        const struct cs_plan_rule *rule = rule_at(run, sought, i);

        if (!may_set_off(run, a, rule))
            continue;
        for (size_t k = 0; k < sought->count; k++)
            if (rule_at(run, sought, k)->article == rule->article && may_set_off(run, b, rule_at(run, sought, k)))
                return true;
    }
    return false;
}

static bool rows_found(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b,
                       const struct sought *sought)
{
    const struct effects *of_a, *of_b;

    if (!may_found(run, a, b, sought))
        return false;
    of_a = cs_meets_effects_of(run, a, 0);
    of_b = cs_meets_effects_of(run, b, 1);
    if (of_a == NULL || of_b == NULL)
        return false;
    if (of_a->too_many || of_b->too_many)
        return true;
    for (size_t i = 0; i < sought->count; i++)
        if (rule_founds(rule_at(run, sought, i), of_a, of_b, sought))
            return true;
    return false;
}

bool cs_meets_founding(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b,
                       enum cs_apart apart)
{
    const struct cs_founders *founding = &run->plan->founding[apart];
    const struct sought sought = {.rules = founding->rules, .count = founding->count, .apart = apart};

    return rows_found(run, a, b, &sought);
}

static bool founds_word(const struct cs_plan_rule *rule, uint32_t relation)
{
    for (uint32_t c = 0; c < rule->conclusion_count; c++)
        if (rule->conclusions[c].kind == CS_EFFECT_BOND && rule->conclusions[c].pattern.relation == relation)
            return true;
    return false;
}

/* Of most rows no rule of the article founds such a duty: it is not looked for what follows from these. */
static bool bond_founded_too(struct cs_run *run, const struct cs_occurrence_row *rows, const struct founding *founding,
                             enum cs_apart apart)
{
    const struct sought sought = {.apart = apart};

    for (uint32_t i = 0; i < run->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &run->plan->rules[i];
        const struct effects *effects;

        if (rule->article != founding->match.rule->article || !founds_word(rule, founding->bond->pattern.relation) ||
            never_both(founding->match.rule, rule) || !may_set_off(run, rows, rule))
            continue;
        effects = cs_meets_effects_of(run, rows, 0);
        if (effects == NULL)
            return false;
        if (effects->too_many || founded_by_rule(founding, rule, effects, &sought))
            return true;
    }
    return false;
}

bool cs_meets_founding_by(struct cs_run *run, const struct cs_occurrence_row *rows, const struct cs_plan_rule *rule,
                          const cs_value *values, enum cs_apart apart)
{
    struct founding founding;

    start(&founding.match, run, rule);
    for (uint32_t v = 0; v < rule->variable_count; v++) {
        founding.match.values[v] = values[v];
        founding.match.bound |= values[v] != CS_UNSAID ? (uint64_t)1 << v : 0;
    }
    for (uint32_t c = 0; c < rule->conclusion_count; c++) {
        const struct cs_pattern *pattern = &rule->conclusions[c].pattern;
        struct cs_occurrence_row row;

        founding.bond = &rule->conclusions[c];
        if (founding.bond->kind == CS_EFFECT_BOND && bond_founded_too(run, rows, &founding, apart))
            return true;
        if (founding.bond->kind != CS_EFFECT_TERM)
            continue;
        row = (struct cs_occurrence_row){.relation = pattern->relation, .worlds = CS_ALL};
        for (uint32_t i = 0; i < run->plan->relations[pattern->relation].column_count; i++)
            row.values[i] = cs_match_operand(&founding.match, pattern->columns[i]);
        if (cs_meets_founding(run, rows, &row, apart))
            return true;
    }
    return false;
}

bool cs_meets_aging(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b)
{
    const struct sought sought = {.rules = run->plan->aging, .count = run->plan->aging_count, .ages = true};

    return rows_found(run, a, b, &sought);
}
