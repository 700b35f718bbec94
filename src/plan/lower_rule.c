/* SPDX-License-Identifier: MIT */
/*
 * Rules to plan rules. To keep the engine simple, a rule of the text may become several: a `while` rule becomes one for
 * each fact that it concludes, and one for all its bonds, which depend on a relation of their own, the *condition* of
 * the rule. A rule with readings becomes one for each time in which they keep their answers (R 3).
 */
#include <stdio.h>
#include <string.h>

#include "plan/lower.h"

static uint32_t term_relation(struct cs_lowering *lowering, const struct cs_term *term)
{
    uint32_t relation = cs_plan_relation(lowering->plan, term->head, lowering->under);

    must(relation != CS_NOWHERE);
    lowering->plan->relations[relation].read = true;
    return relation;
}

/* H fails C act: columns holder and claimant stand before the roles. */
static void lower_duty(struct cs_lowering *lowering, const struct cs_condition *text, struct cs_pattern *out)
{
    uint32_t relation = cs_lower_duty_relation(lowering, text->verb, text->term.head, text->forbidden), first;

    if (relation == CS_NOWHERE)
        return;
    lowering->plan->relations[relation].read = true;
    cs_lower_pattern(lowering, &text->term, relation, out);
    first = lowering->plan->relations[relation].first_role;
    out->columns[first - 2] = cs_lower_arg(lowering, text->subject);
    out->columns[first - 1] = cs_lower_arg(lowering, text->others);
}

static void lower_measure(struct cs_lowering *lowering, const struct cs_number *text, struct cs_measure *out)
{
    out->kind = text->kind;
    out->constant = text->constant;
    if (text->kind == CS_NUMBER_CONSTANT)
        return;
    out->variable = cs_lower_variable(lowering, text->variable);
    cs_lower_pattern(lowering, &text->term, term_relation(lowering, &text->term), &out->pattern);
}

static void lower_other(struct cs_lowering *lowering, const struct cs_condition *text, struct cs_step *out)
{
    uint32_t count = 0;

    out->subject = cs_lower_arg(lowering, text->subject);
    for (const struct cs_arg *arg = text->others; arg != NULL; arg = arg->next)
        count++;
    out->others = cs_arena_array(&lowering->plan->arena, count, sizeof *out->others);
    if (out->others == NULL)
        return;
    for (const struct cs_arg *arg = text->others; arg != NULL; arg = arg->next)
        out->others[out->other_count++] = cs_lower_arg(lowering, arg);
}

static uint32_t answer_index(const struct cs_plan_reading *reading, cs_name answer)
{
    uint32_t i = 0;

    while (reading->answers[i]->name != answer)
        i++;
    return i;
}

static void lower_condition(struct cs_lowering *lowering, const struct cs_condition *text, struct cs_step *out)
{
    out->text = text;
    switch (text->kind) {
    case CS_COND_TERM:
    case CS_COND_COUNTS_AS:
        out->kind = text->negated ? CS_STEP_ABSENT : CS_STEP_MATCH;
        cs_lower_pattern(lowering, &text->term, term_relation(lowering, &text->term), &out->pattern);
        if (text->kind == CS_COND_COUNTS_AS)
            out->pattern.columns[0] = cs_lower_arg(lowering, text->subject);
        break;
    case CS_COND_DUTY:
        out->kind = text->negated ? CS_STEP_ABSENT : CS_STEP_MATCH;
        lower_duty(lowering, text, &out->pattern);
        break;
    case CS_COND_OTHER:
        out->kind = CS_STEP_OTHER;
        lower_other(lowering, text, out);
        break;
    case CS_COND_KIND:
        out->kind = CS_STEP_KIND;
        out->subject = cs_lower_arg(lowering, text->subject);
        out->of_kind = lowering->plan->symbols->kind_of[text->kind_word] - 1;
        out->negated = text->negated;
        break;
    case CS_COND_MOMENTS:
        out->kind = CS_STEP_MOMENTS;
        lower_other(lowering, text, out);
        out->sides = text->sides;
        out->compare = text->compare;
        out->has_duration = text->has_duration;
        out->duration = text->duration;
        lowering->plan->compares_moments = true;
        break;
    case CS_COND_READS:
        out->kind = CS_STEP_READS;
        out->reading = cs_lower_reading(lowering->plan, text->reading, lowering->since);
        out->answer = answer_index(&lowering->plan->readings[out->reading], text->answer);
        break;
    case CS_COND_NUMBER:
        out->kind = CS_STEP_NUMBER;
        out->compare = text->compare;
        out->ratio_over = text->ratio_over;
        out->ratio_under = text->ratio_under;
        lower_measure(lowering, &text->left, &out->left);
        lower_measure(lowering, &text->right, &out->right);
        break;
    case CS_COND_EVERY:
        out->kind = CS_STEP_EVERY;
        out->negated = text->negated;
        lower_measure(lowering, &text->left, &out->left);
        lower_measure(lowering, &text->right, &out->right);
        break;
    case CS_COND_QUANTITY:
        out->kind = CS_STEP_QUANTITY;
        out->compare = text->compare;
        out->right.constant = text->right.constant;
        cs_lower_pattern(lowering, &text->term, term_relation(lowering, &text->term), &out->pattern);
        break;
    }
}

static void lower_conditions(struct cs_lowering *lowering, const struct cs_condition *conditions)
{
    struct cs_plan_rule *rule = lowering->rule;
    uint32_t count = 0;

    for (const struct cs_condition *c = conditions; c != NULL; c = c->next)
        count++;
    if (count > CS_STEPS_MAX) {
        cs_fail_at(lowering->failure, cs_lower_place(lowering), CASUS_ERR_LIMIT, "a rule has more than %d conditions",
                   CS_STEPS_MAX);
        return;
    }
    rule->steps = cs_arena_array(&lowering->plan->arena, count, sizeof *rule->steps);
    if (rule->steps == NULL)
        return;
    for (const struct cs_condition *c = conditions; c != NULL; c = c->next) {
        struct cs_step *step = &rule->steps[rule->step_count++];

        lower_condition(lowering, c, step);
        rule->counts = rule->counts || step->kind == CS_STEP_NUMBER;
    }
}

static void lower_limit(struct cs_lowering *lowering, const struct cs_bond_limit *text, struct cs_limit *out)
{
    out->kind = text->kind;
    out->ring = CS_NOWHERE;
    out->calendar = lowering->calendar;
    out->duration = text->duration;
    out->hour = text->hour;
    out->after = text->after;
    out->before = text->before.start;
    out->before_offset = text->before.offset;
    if (text->kind == CS_LIMIT_MOMENT)
        out->moment =
            (struct cs_operand){CS_OPERAND_VARIABLE, .index = cs_lower_variable(lowering, text->term.head)};
    if (text->kind == CS_LIMIT_READING)
        out->reading = cs_lower_reading(lowering->plan, text->reading, lowering->since);
    if (text->kind == CS_LIMIT_READING && out->reading == CS_NOWHERE)
        cs_fail(lowering->failure, CASUS_ERR_ARGUMENT,
                "no answer of the reading \"%s\" counts when a duty of the record needs it",
                cs_names_text(lowering->plan->names, text->reading));
}

static void lower_limits(struct cs_lowering *lowering, const struct cs_bond *bond, struct cs_conclusion *out)
{
    uint32_t count = 0;

    for (const struct cs_bond_limit *limit = bond->limits; limit != NULL; limit = limit->next)
        count++;
    out->only = bond->only;
    out->limits = cs_arena_array(&lowering->plan->arena, count, sizeof *out->limits);
    for (const struct cs_bond_limit *limit = bond->limits; out->limits != NULL && limit != NULL; limit = limit->next)
        lower_limit(lowering, limit, &out->limits[out->limit_count++]);
}

/* Does the limit wait for an occurrence that is still to come? */
static bool is_awaited(const struct cs_bond_limit *limit)
{
    return limit->after || limit->kind == CS_LIMIT_OCCURRENCE;
}

static void lower_watch(struct cs_lowering *lowering, const struct cs_term *term, struct cs_watch watch,
                        struct cs_conclusion *out)
{
    for (uint32_t choice = 0; choice < cs_term_choices(term); choice++) {
        struct cs_watch *to = &out->watches[out->watch_count++];

        *to = watch;
        cs_lower_term(lowering, term, term_relation(lowering, term), choice, &to->pattern);
    }
}

static void lower_watches(struct cs_lowering *lowering, const struct cs_bond *bond, struct cs_conclusion *out)
{
    uint32_t count = 0, number = 0;

    for (const struct cs_bond_limit *limit = bond->limits; limit != NULL; limit = limit->next)
        count += is_awaited(limit) ? cs_term_choices(&limit->term) : 0;
    for (const struct cs_modifier *m = bond->modifiers; m != NULL; m = m->next)
        count += cs_term_choices(&m->term);
    out->watches = cs_arena_array(&lowering->plan->arena, count, sizeof *out->watches);
    if (out->watches == NULL)
        return;
    for (const struct cs_bond_limit *limit = bond->limits; limit != NULL; limit = limit->next, number++)
        if (is_awaited(limit))
            lower_watch(lowering, &limit->term, (struct cs_watch){.kind = CS_MODIFIER_LIMIT, .limit = number}, out);
    for (const struct cs_modifier *m = bond->modifiers; m != NULL; m = m->next)
        lower_watch(lowering, &m->term, (struct cs_watch){.kind = m->kind, .negated = m->negated}, out);
}

static const struct cs_arg *nth(const struct cs_arg *arg, uint32_t n)
{
    while (n-- > 0)
        arg = arg->next;
    return arg;
}

static uint32_t length(const struct cs_arg *arg)
{
    uint32_t n = 0;

    for (; arg != NULL; arg = arg->next)
        n++;
    return n;
}

/* Who owes (or of whom it is expected) is the holder; to whom, or who expects, the claimant. */
static void lower_bond(struct cs_lowering *lowering, const struct cs_bond *bond, uint32_t first, uint32_t second,
                       uint32_t choice, struct cs_conclusion *out)
{
    struct cs_operand one = cs_lower_arg(lowering, nth(bond->first, first));
    struct cs_operand two = cs_lower_arg(lowering, nth(bond->second, second));

    out->kind = CS_EFFECT_BOND;
    out->expectation = bond->expectation;
    out->forbidden = bond->negated;
    out->holder = bond->expectation ? two : one;
    out->claimant = bond->expectation ? one : two;
    out->act_head = bond->act.head;
    cs_lower_term(lowering, &bond->act, term_relation(lowering, &bond->act), choice, &out->pattern);
    lower_limits(lowering, bond, out);
    lower_watches(lowering, bond, out);
}

static uint32_t effect_choices(const struct cs_effect *e)
{
    if (e->kind == CS_EFFECT_BOND)
        return cs_bond_choices(&e->bond);
    return cs_term_choices(&e->term);
}

/* R 2.7: in an event that a rule concludes, roles that are left unsaid may be nothing, as in an entry. */
static void fill_nothing(const struct cs_plan *plan, struct cs_pattern *pattern)
{
    const struct cs_relation *r = &plan->relations[pattern->relation];

    for (uint32_t i = 0; r->kind == CS_RELATION_EVENT && i < r->shape->role_count; i++)
        if (r->shape->roles[i].or_nothing && pattern->columns[r->first_role + i].kind == CS_OPERAND_ANY)
            pattern->columns[r->first_role + i] = (struct cs_operand){.kind = CS_OPERAND_VALUE, .index = plan->nothing};
}

static void lower_effect(struct cs_lowering *lowering, const struct cs_effect *e, uint32_t choice,
                         struct cs_conclusion *out)
{
    out->text = e;
    out->kind = e->kind;
    if (e->kind == CS_EFFECT_BOND) {
        uint32_t acts = cs_term_choices(&e->bond.act), firsts = length(e->bond.first);

        lower_bond(lowering, &e->bond, choice / acts % firsts, choice / acts / firsts, choice % acts, out);
        return;
    }
    cs_lower_term(lowering, &e->term, cs_plan_relation(lowering->plan, e->term.head, CS_NO_NAME), choice,
                  &out->pattern);
    if (e->subject != NULL)
        out->pattern.columns[0] = cs_lower_arg(lowering, e->subject);
    fill_nothing(lowering->plan, &out->pattern);
}

/* Lowers all effects, or only the bonds, or the one conclusion (effect, choice). */
static void lower_effects(struct cs_lowering *lowering, const struct cs_rule *text, bool bonds_only,
                          const struct cs_effect *only, uint32_t only_choice)
{
    struct cs_plan_rule *rule = lowering->rule;
    uint32_t count = 0;

    for (const struct cs_effect *e = text->effects; e != NULL; e = e->next)
        count += only == NULL ? effect_choices(e) : e == only;
    rule->conclusions = cs_arena_array(&lowering->plan->arena, count, sizeof *rule->conclusions);
    if (rule->conclusions == NULL)
        return;
    for (const struct cs_effect *e = text->effects; e != NULL; e = e->next) {
        if ((bonds_only && e->kind != CS_EFFECT_BOND) || (only != NULL && e != only))
            continue;
        for (uint32_t choice = 0; choice < effect_choices(e); choice++)
            if (only == NULL || choice == only_choice)
                lower_effect(lowering, e, choice, &rule->conclusions[rule->conclusion_count++]);
    }
}

static cs_name article_name(struct cs_lowering *lowering, const struct cs_rule *text)
{
    struct cs_names *names = lowering->names;
    struct cs_buffer whole;

    if (text->instrument == NULL)
        return CS_NO_NAME;
    if (text->article == NULL)
        return text->instrument->name;
    cs_buffer_init(&whole);
    cs_buffer_printf(&whole, "%s %s", cs_names_text(names, text->instrument->name),
                     cs_names_text(names, text->article->text));
    return cs_names_intern_buffer(names, &whole);
}

static struct cs_plan_rule *begin_rule(struct cs_lowering *lowering, const struct cs_rule *text)
{
    struct cs_plan *plan = lowering->plan;
    struct cs_plan_rule *rule;

    if (!cs_grow(&plan->rules, &lowering->rule_capacity, plan->rule_count + 1, sizeof *plan->rules)) {
        cs_fail_memory(lowering->failure);
        return NULL;
    }
    rule = &plan->rules[plan->rule_count];
    memset(rule, 0, sizeof *rule);
    rule->number = (uint32_t)plan->rule_count++;
    rule->text = text;
    rule->kind = text->kind;
    rule->article = article_name(lowering, text);
    rule->since = lowering->since;
    rule->until = lowering->until;
    if (text->instrument != NULL) {
        rule->has_zone = text->instrument->has_zone;
        rule->zone = text->instrument->zone;
        rule->calendar = text->instrument->days;
    }
    lowering->calendar = rule->calendar;
    rule->delay = text->delay;
    rule->start_of = text->start_of;
    rule->duration = text->duration;
    lowering->rule = rule;
    lowering->under = text->instrument != NULL ? text->instrument->name : CS_NO_NAME;
    return rule;
}

/* `when` and `may`: the trigger is lowered first, so that its variables have the first numbers. */
static void lower_trigger(struct cs_lowering *lowering, const struct cs_rule *text)
{
    struct cs_plan_rule *rule = lowering->rule;
    struct cs_plan *plan = lowering->plan;

    if (text->trigger.kind == CS_COND_DUTY)
        lower_duty(lowering, &text->trigger, &rule->trigger);
    else
        cs_lower_pattern(lowering, &text->trigger.term, term_relation(lowering, &text->trigger.term), &rule->trigger);
    rule->ceasing = text->trigger.negated;
    if (text->delay == CS_DELAY_REACHED)
        rule->moment_variable = cs_lower_variable(lowering, text->variable);
    else if (text->variable != CS_NO_NAME && cs_relation_happens(&plan->relations[rule->trigger.relation]))
        rule->trigger.columns[0] =
            (struct cs_operand){CS_OPERAND_VARIABLE, .index = cs_lower_variable(lowering, text->variable)};
    if (text->delay == CS_DELAY_READING)
        rule->reading = cs_lower_reading(plan, text->reading, lowering->since);
}

static void lower_when_or_may(struct cs_lowering *lowering, const struct cs_rule *text)
{
    if (begin_rule(lowering, text) == NULL)
        return;
    lower_trigger(lowering, text);
    lower_conditions(lowering, text->conditions);
    lower_effects(lowering, text, false, NULL, 0);
}

static void lower_while_fact(struct cs_lowering *lowering, const struct cs_rule *text, const struct cs_effect *effect,
                             uint32_t choice)
{
    struct cs_plan_rule *rule = begin_rule(lowering, text);

    if (rule == NULL)
        return;
    lower_conditions(lowering, text->conditions);
    lower_effects(lowering, text, false, effect, choice);
    if (rule->conclusion_count == 0)
        return;
    rule->head = rule->conclusions[0].pattern;
    lowering->plan->relations[rule->head.relation].derived = true;
}

static bool uses_variable(const struct cs_pattern *pattern, uint32_t columns, uint32_t variable)
{
    for (uint32_t i = 0; i < columns; i++)
        if (pattern->columns[i].kind == CS_OPERAND_VARIABLE && pattern->columns[i].index == variable)
            return true;
    return false;
}

static bool bond_uses(const struct cs_plan *plan, const struct cs_conclusion *c, uint32_t variable)
{
    const struct cs_operand operands[] = {c->holder, c->claimant};

    for (size_t i = 0; i < 2; i++)
        if (operands[i].kind == CS_OPERAND_VARIABLE && operands[i].index == variable)
            return true;
    if (uses_variable(&c->pattern, plan->relations[c->pattern.relation].column_count, variable))
        return true;
    for (uint32_t i = 0; i < c->limit_count; i++)
        if (c->limits[i].kind == CS_LIMIT_MOMENT && c->limits[i].moment.index == variable)
            return true;
    for (uint32_t i = 0; i < c->watch_count; i++)
        if (uses_variable(&c->watches[i].pattern, plan->relations[c->watches[i].pattern.relation].column_count,
                          variable))
            return true;
    return false;
}

static bool step_binds(const struct cs_plan *plan, const struct cs_plan_rule *rule, uint32_t variable)
{
    for (uint32_t i = 0; i < rule->step_count; i++)
        if (rule->steps[i].kind == CS_STEP_MATCH &&
            uses_variable(&rule->steps[i].pattern, plan->relations[rule->steps[i].pattern.relation].column_count,
                          variable))
            return true;
    return false;
}

static void lower_while_bonds(struct cs_lowering *lowering, const struct cs_rule *text)
{
    struct cs_plan *plan = lowering->plan;
    struct cs_plan_rule *rule = begin_rule(lowering, text);
    uint32_t columns[CS_VARIABLES_MAX], count = 0;
    uint32_t relation;

    if (rule == NULL)
        return;
    lower_conditions(lowering, text->conditions);
    lower_effects(lowering, text, true, NULL, 0);
    for (uint32_t v = 0; v < rule->variable_count; v++)
        for (uint32_t c = 0; c < rule->conclusion_count; c++)
            if (bond_uses(plan, &rule->conclusions[c], v) && step_binds(plan, rule, v)) {
                columns[count++] = v;
                break;
            }
    if (count > CS_COLUMNS_MAX) {
        cs_fail_at(lowering->failure, cs_lower_place(lowering), CASUS_ERR_LIMIT,
                   "the duties of one rule use more than %d variables", CS_COLUMNS_MAX);
        return;
    }
    relation = cs_lower_condition_relation(lowering, count);
    if (relation == CS_NOWHERE)
        return;
    rule->head.relation = relation;
    for (uint32_t i = 0; i < count; i++)
        rule->head.columns[i] = (struct cs_operand){CS_OPERAND_VARIABLE, .index = columns[i]};
}

static void lower_while(struct cs_lowering *lowering, const struct cs_rule *text)
{
    bool bonds = false;

    for (const struct cs_effect *e = text->effects; e != NULL; e = e->next) {
        if (e->kind == CS_EFFECT_BOND) {
            bonds = true;
            continue;
        }
        for (uint32_t choice = 0; choice < cs_term_choices(&e->term); choice++)
            lower_while_fact(lowering, text, e, choice);
    }
    if (bonds)
        lower_while_bonds(lowering, text);
}

/* Registers the rule with the relations on whose changes it depends. Its patterns are in the arena and do not move. */
static void register_uses(struct cs_lowering *lowering, struct cs_plan_rule *rule)
{
    struct cs_plan *plan = lowering->plan;
    struct cs_relation *r = plan->relations;

    if (rule->kind == CS_RULE_MAY) {
        cs_lower_use(lowering, &r[rule->trigger.relation].powers, rule->number, 0, NULL);
        return;
    }
    if (rule->kind == CS_RULE_WHEN) {
        cs_lower_use(lowering,
                     rule->ceasing ? &r[rule->trigger.relation].ceasings : &r[rule->trigger.relation].triggers,
                     rule->number, 0, NULL);
        return;
    }
    cs_lower_use(lowering, &r[rule->head.relation].concluders, rule->number, 0, NULL);
    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct cs_step *step = &rule->steps[i];

        if (step->kind == CS_STEP_MATCH || step->kind == CS_STEP_ABSENT)
            cs_lower_use(lowering, &r[step->pattern.relation].readers, rule->number, i, &step->pattern);
        if (!cs_step_surveys(step))
            continue;
        if (step->left.kind != CS_NUMBER_CONSTANT)
            cs_lower_use(lowering, &r[step->left.pattern.relation].readers, rule->number, i, &step->left.pattern);
        if (step->right.kind != CS_NUMBER_CONSTANT)
            cs_lower_use(lowering, &r[step->right.pattern.relation].readers, rule->number, i, &step->right.pattern);
    }
}

static void note_nature(struct cs_plan *plan, struct cs_plan_rule *rule)
{
    for (uint32_t c = 0; c < rule->conclusion_count; c++) {
        const struct cs_pattern *pattern = &rule->conclusions[c].pattern;
        struct cs_relation *r = &plan->relations[pattern->relation];

        if (rule->conclusions[c].kind != CS_EFFECT_TERM || r->kind != CS_RELATION_EVENT)
            continue;
        rule->names = true;
        if (pattern->columns[0].kind == CS_OPERAND_ANY)
            continue;
        r->named_later = true;
        for (uint32_t copy = r->judged_copies; copy != CS_NOWHERE; copy = plan->relations[copy].next_copy)
            plan->relations[copy].named_later = true;
    }
}

/* Bonds of the record: their variables mean any, so each is lowered as part of a temporary rule. */
static void lower_record_bonds(struct cs_lowering *lowering)
{
    struct cs_plan *plan = lowering->plan;
    size_t count = 0;

    for (const struct cs_file *file = plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *e = cs_file_entries(file, CS_ENTRY_BOND); e != NULL; e = e->next)
            if (e->kind == CS_ENTRY_BOND)
                count += cs_bond_choices(e->bond);
    plan->bonds = cs_arena_array(&plan->arena, count, sizeof *plan->bonds);
    if (plan->bonds == NULL)
        return;
    for (const struct cs_file *file = plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *e = cs_file_entries(file, CS_ENTRY_BOND); e != NULL; e = e->next)
            for (uint32_t choice = 0; e->kind == CS_ENTRY_BOND && choice < cs_bond_choices(e->bond); choice++) {
                struct cs_plan_bond *out = &plan->bonds[plan->bond_count++];
                uint32_t acts = cs_term_choices(&e->bond->act), firsts = length(e->bond->first);
                struct cs_plan_rule scratch = {0};

                lowering->rule = &scratch;
                lowering->under = e->instrument != NULL ? e->instrument->name : CS_NO_NAME;
                lowering->calendar = e->instrument != NULL ? e->instrument->days : NULL;
                out->entry = e;
                lowering->since = e->moment.start;
                lower_bond(lowering, e->bond, choice / acts % firsts, choice / acts / firsts, choice % acts,
                           &out->conclusion);
            }
}

/* Lowers a rule of the text once for each time in which its readings keep their answers. */
static void lower_rule(struct cs_lowering *lowering, const struct cs_rule *text)
{
    struct cs_validity force = cs_text_validity(text->article, text->instrument);
    cs_instant from = force.since, to = force.until;

    for (cs_instant change; from < to && lowering->failure->status == CASUS_OK; from = change) {
        change = cs_lower_reading_change(lowering->plan, text, from);
        lowering->since = from;
        lowering->until = change < to ? change : to;
        if (!cs_lower_answers_given(lowering, text, from))
            continue;
        if (text->kind == CS_RULE_WHILE)
            lower_while(lowering, text);
        else
            lower_when_or_may(lowering, text);
    }
}

casus_status cs_lower_rules(struct cs_lowering *lowering)
{
    struct cs_plan *plan = lowering->plan;

    for (const struct cs_file *file = plan->files; file != NULL; file = file->next)
        for (const struct cs_rule *text = file->rules; text != NULL; text = text->next) {
            if (text->article == NULL || cs_lower_grade(lowering, text->article->grade))
                lower_rule(lowering, text);
            if (lowering->failure->status != CASUS_OK)
                return lowering->failure->status;
        }
    lower_record_bonds(lowering);
    cs_lower_duties(plan);
    lowering->rule = NULL;
    lowering->under = CS_NO_NAME;
    lowering->calendar = NULL;
    if (cs_arena_failed(&plan->arena))
        return cs_fail_memory(lowering->failure);
    for (size_t i = 0; i < plan->rule_count; i++) {
        note_nature(plan, &plan->rules[i]);
        register_uses(lowering, &plan->rules[i]);
    }
    for (size_t i = 0; i < plan->rule_count && lowering->failure->status == CASUS_OK; i++)
        cs_lower_joins(lowering, &plan->rules[i]);
    cs_lower_bond_indexes(lowering);
    return lowering->failure->status;
}
