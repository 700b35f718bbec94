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

/* What is asked of the foundings: their age, or their time; may the things be `apart` by hours of one day? */
struct asked { bool ages, apart; };

static bool tells(const struct founding *a, const struct founding *b, struct asked asked)
{
    return asked.ages ? of_one_age(a, b)
                      : same_sentence(a, b) &&
                            cs_plan_founder_tells(a->match.run->plan, a->bond, b->bond, asked.apart);
}

/* Do the others found it too, or one like it? */
static bool founded_by(const struct founding *founding, const struct effects *others, struct asked asked)
{
    const struct cs_plan *plan = others->run->plan;

    for (size_t i = 0; i < plan->rule_count; i++)
        for (size_t k = 0; plan->rules[i].article == founding->match.rule->article && k < others->count; k++) {
            struct founding other;

            start(&other.match, others->run, &plan->rules[i]);
            if (!sets_off(&other.match, &plan->rules[i], &others->all[k]))
                continue;
            for (uint32_t c = 0; c < plan->rules[i].conclusion_count; c++) {
                other.bond = &plan->rules[i].conclusions[c];
                if (tells(founding, &other, asked))
                    return true;
            }
        }
    return false;
}

static bool rule_founds(const struct cs_plan_rule *rule, const struct effects *a, const struct effects *b,
                        struct asked asked)
{
    for (uint32_t c = 0; c < rule->conclusion_count; c++) {
        const struct cs_conclusion *bond = &rule->conclusions[c];
        bool may = asked.ages ? bond->kind == CS_EFFECT_BOND &&
                                    a->run->plan->relations[bond->pattern.relation].left_unsaid != 0
                              : bond->founder_tells;

        for (size_t i = 0; may && i < a->count; i++) {
            struct founding founding = {.bond = bond};

            start(&founding.match, a->run, rule);
            if (sets_off(&founding.match, rule, &a->all[i]) && founded_by(&founding, b, asked))
                return true;
        }
    }
    return false;
}

static bool rows_found(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b,
                       struct asked asked)
{
    struct effects own_a, own_b;
    const struct effects *of_a = cs_meets_effects_of(run, a, 0, &own_a);
    const struct effects *of_b = cs_meets_effects_of(run, b, 1, &own_b);

    if (of_a == NULL || of_b == NULL)
        return false;
    if (of_a->too_many || of_b->too_many)
        return true;
    for (size_t i = 0; i < run->plan->rule_count; i++)
        if (rule_founds(&run->plan->rules[i], of_a, of_b, asked))
            return true;
    return false;
}

bool cs_meets_founding(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b,
                       bool apart)
{
    return (apart ? run->plan->founders_tell : run->plan->founders_differ) &&
           rows_found(run, a, b, (struct asked){.apart = apart});
}

bool cs_meets_aging(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b)
{
    return run->plan->ages_tell && rows_found(run, a, b, (struct asked){.ages = true});
}
