/* SPDX-License-Identifier: MIT */
/* Why there is no such bond or fact, and what an act lacks: the first condition of each rule that nothing meets. */
#include <string.h>

#include "reasons/why_int.h"

#define LEAVES_UNSAID CS_PHRASE("what is owed by it leaves some of this unsaid")

static bool operand_fits(const struct cs_plan_rule *rule, struct cs_operand operand, const struct cs_arg *wanted,
                         struct cs_match *match)
{
    (void)rule;
    if (wanted == NULL || wanted->kind == CS_ARG_VARIABLE || wanted->next != NULL || operand.kind == CS_OPERAND_ANY)
        return true; /* a list binds nothing */
    if (operand.kind == CS_OPERAND_VALUE)
        return operand.index == wanted->name;
    if ((match->bound >> operand.index & 1) != 0)
        return match->values[operand.index] == wanted->name;
    match->values[operand.index] = wanted->name;
    match->bound |= (uint64_t)1 << operand.index;
    return true;
}

/* Does the conclusion leave a role unsaid of which the bond asked about says something? */
static bool says_less(const struct cs_run *run, const struct cs_conclusion *c, const struct cs_bond *bond)
{
    const struct cs_relation *r = &run->plan->relations[c->pattern.relation];

    for (const struct cs_role *role = bond->act.roles; role != NULL; role = role->next) {
        int position = cs_shape_role(r->shape, role->prep);

        if (position >= 0 && role->args->kind != CS_ARG_VARIABLE &&
            c->pattern.columns[r->first_role + (uint32_t)position].kind == CS_OPERAND_ANY)
            return true;
    }
    return false;
}

/* Binds the variables of a conclusion by the pattern of the bond asked about; false if it could not found one. */
static bool could_found(struct cs_run *run, const struct cs_plan_rule *rule, const struct cs_conclusion *c,
                        const struct cs_bond *bond, struct cs_match *match)
{
    const struct cs_relation *r = &run->plan->relations[c->pattern.relation];
    const struct cs_arg *holder = bond->expectation ? bond->second : bond->first;
    const struct cs_arg *claimant = bond->expectation ? bond->first : bond->second;

    if (c->kind != CS_EFFECT_BOND || c->act_head != bond->act.head || c->expectation != bond->expectation ||
        c->forbidden != bond->negated)
        return false;
    cs_match_init(match, run, rule);
    if (!operand_fits(rule, c->holder, holder, match) || !operand_fits(rule, c->claimant, claimant, match))
        return false;
    for (const struct cs_role *role = bond->act.roles; role != NULL; role = role->next) {
        int position = cs_shape_role(r->shape, role->prep);

        if (position >= 0 &&
            !operand_fits(rule, c->pattern.columns[r->first_role + (uint32_t)position], role->args, match))
            return false;
    }
    return true;
}

struct failing { struct cs_explaining *why; struct cs_reason *parent; };

static void add_failure(void *context, cs_set worlds, const struct cs_lack *lack)
{
    const struct failing *failing = context;

    (void)worlds;
    cs_reason_lack(failing->why, failing->parent, lack, false);
}

/* Adds each first condition that is not met in some of these worlds; returns the worlds in which all are met. */
static cs_set add_failures(struct cs_explaining *why, struct cs_reason *parent, const struct cs_match *match,
                           const struct cs_join *join, cs_set worlds)
{
    struct failing failing = {why, parent};

    return cs_explain_failures(match, join, worlds, why->arena, add_failure, &failing);
}

/* Does the trigger's row leave the role unsaid from which the holder is taken? */
static bool leaves_holder_unsaid(const struct cs_plan *plan, const struct cs_plan_rule *rule,
                                 const struct cs_conclusion *conclusion, const cs_value *row)
{
    for (uint32_t i = 0; i < plan->relations[rule->trigger.relation].column_count; i++)
        if (row[i] == CS_UNSAID && conclusion->holder.kind == CS_OPERAND_VARIABLE &&
            rule->trigger.columns[i].kind == CS_OPERAND_VARIABLE &&
            rule->trigger.columns[i].index == conclusion->holder.index)
            return true;
    return false;
}

/* What is to cease, and has not. */
static void add_standing(struct cs_explaining *why, struct cs_reason *parent, const struct cs_match *match)
{
    struct cs_lack *lack = cs_explain_wanted(match, &match->rule->trigger, CS_LACKS_WAY, why->arena);
    struct cs_buffer text, words;

    if (lack == NULL)
        return;
    cs_buffer_init(&words);
    cs_buffer_init(&text);
    cs_explain_pattern(match, &match->rule->trigger, &match->rule->text->trigger.term, &words);
    cs_buffer_printf(&text, "in the way: %s", cs_buffer_string(&words));
    lack->text = cs_arena_text(why->arena, cs_buffer_string(&text), text.length);
    if (words.failed || text.failed || lack->text == NULL)
        cs_fail_memory(why->run->failure);
    cs_buffer_release(&words);
    cs_buffer_release(&text);
    cs_reason_lack(why, parent, lack, false);
}

/* Of what is to cease: the worlds in which the row has been so and is so no longer; a duty that there is was open. */
static cs_set ceased(const struct cs_run *run, uint32_t relation, const struct cs_row *row)
{
    cs_set been = run->plan->relations[relation].kind == CS_RELATION_FACT ? CS_NONE : CS_ALL;

    for (const struct cs_begun *b = row->begun; b != NULL; b = b->next)
        been = cs_worlds_or(run->worlds, been, b->worlds);
    return cs_worlds_minus(run->worlds, been, row->worlds);
}

/* Adds what is missing: the trigger if no row fits it, else the conditions that the first fitting row lacks. */
static void why_not_when(struct cs_explaining *why, struct cs_reason *parent, const struct cs_match *bound,
                         const struct cs_conclusion *conclusion, bool less)
{
    struct cs_run *run = why->run;
    const struct cs_plan_rule *rule = bound->rule;
    const struct cs_store *store = &run->stores[rule->trigger.relation];
    struct cs_reason *absent;
    struct cs_lack *wanted;
    struct cs_buffer text, words;
    bool any = false, recorded, told;

    for (uint32_t row = 0; row < store->count && !any; row++) {
        const cs_value *values = cs_store_values(run, rule->trigger.relation, row);
        cs_set so = cs_worlds_and(run->worlds, store->rows[row].worlds, why->worlds), fits;
        struct cs_match match;

        cs_match_copy(&match, bound);
        if (rule->ceasing && cs_match_row(&match, &rule->trigger, values, so) != CS_NONE) {
            add_standing(why, parent, &match);
            any = true;
            continue;
        }
        if (rule->ceasing)
            so = cs_worlds_and(run->worlds, ceased(run, rule->trigger.relation, &store->rows[row]), why->worlds);
        match = *bound;
        fits = cs_match_row(&match, &rule->trigger, values, so);
        if (fits == CS_NONE)
            continue;
        any = true;
        if (add_failures(why, parent, &match, &rule->from_trigger, fits) != CS_NONE)
            cs_reason_text(why, parent, CS_REASON_ABSENT,
                     leaves_holder_unsaid(run->plan, rule, conclusion, values)
                         ? CS_PHRASE("nobody says who it was, so nobody owes it")
                     : less ? LEAVES_UNSAID
                            : CS_PHRASE("its conditions are met now, and were not then"));
    }
    if (any)
        return;
    cs_buffer_init(&text);
    cs_buffer_init(&words);
    cs_explain_pattern(bound, &rule->trigger, &rule->text->trigger.term, &words);
    recorded = cs_reason_is_recorded(why, bound, &rule->trigger);
    told = cs_explain_told(bound, &rule->trigger);
    cs_buffer_printf(&text, recorded ? "absent: no %s has effect; it is recorded, and without effect"
                            : told   ? "absent: no %s has happened"
                                     : "absent: no %s is recorded",
                     cs_buffer_string(&words));
    absent = cs_reason_add(why, parent, CS_REASON_ABSENT, &text);
    if (absent != NULL && !recorded &&
        (wanted = cs_explain_wanted(bound, &rule->trigger, told ? CS_LACKS_TOLD : CS_LACKS_EVENT, why->arena)) !=
            NULL) {
        wanted->text = absent->text;
        absent->lack = wanted;
        absent->tells = CS_TELLS_LACK;
    }
    cs_reason_none(why, absent, bound, &rule->trigger, cs_buffer_string(&words), true);
    if (words.failed)
        cs_fail_memory(run->failure);
    cs_buffer_release(&words);
}

/* `less`: what the rule founds leaves unsaid some of what is asked about. */
static void why_not_rule(struct cs_explaining *why, struct cs_reason *parent, struct cs_match *match,
                         const struct cs_conclusion *conclusion, bool less)
{
    const struct cs_plan_rule *rule = match->rule;
    struct cs_reason *reason = cs_reason_rule(why, parent, rule, false);

    if (!cs_rule_in_force(why->run, rule))
        cs_reason_text(why, reason, CS_REASON_ABSENT, CS_PHRASE("not in force on this date"));
    else if (rule->kind == CS_RULE_WHEN)
        why_not_when(why, reason, match, conclusion, less);
    else if (add_failures(why, reason, match, &rule->from_trigger, why->worlds) != CS_NONE && less)
        cs_reason_text(why, reason, CS_REASON_ABSENT, LEAVES_UNSAID);
}

casus_status cs_why_not(const struct cs_ledger *ledger, cs_name article, const struct cs_bond *bond, cs_set worlds,
                        struct cs_arena *arena, struct cs_reason **out)
{
    struct cs_explaining why = {.run = ledger->run, .arena = arena, .top = out, .worlds = worlds};
    const struct cs_plan *plan = ledger->run->plan;

    *out = NULL;
    if (cs_reason_contradiction(&why, worlds))
        return cs_reasons_end(&why);
    cs_run_stand_at_end(ledger->run);
    for (size_t i = 0; i < plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &plan->rules[i];

        if (article != CS_NO_NAME && !cs_plan_fits(plan, CS_KIND_ARTICLE, rule->article, article))
            continue;
        for (uint32_t c = 0; c < rule->conclusion_count && rule->kind != CS_RULE_MAY; c++) {
            struct cs_match match;

            if (!could_found(ledger->run, rule, &rule->conclusions[c], bond, &match))
                continue;
            why_not_rule(&why, NULL, &match, &rule->conclusions[c],
                         says_less(ledger->run, &rule->conclusions[c], bond));
            break;
        }
    }
    return cs_reasons_end(&why);
}

/* Binds the variables of a conclusion by the pattern asked about; false if it could not conclude what fits that. */
static bool could_conclude(struct cs_run *run, const struct cs_plan_rule *rule, const struct cs_conclusion *c,
                           const struct cs_pattern *wanted, struct cs_match *match)
{
    const struct cs_relation *r = &run->plan->relations[wanted->relation];

    if (c->kind != CS_EFFECT_TERM || c->pattern.relation != wanted->relation)
        return false;
    cs_match_init(match, run, rule);
    for (uint32_t i = r->first_role; i < r->column_count; i++) {
        struct cs_arg value = {.kind = CS_ARG_NAME, .name = wanted->columns[i].index};

        if (wanted->columns[i].kind == CS_OPERAND_VALUE && !operand_fits(rule, c->pattern.columns[i], &value, match))
            return false;
    }
    return true;
}

bool cs_reason_can_be_concluded(const struct cs_explaining *why, const struct cs_pattern *wanted)
{
    const struct cs_plan *plan = why->run->plan;
    struct cs_match match;

    for (size_t i = 0; i < plan->rule_count; i++)
        for (uint32_t c = 0; c < plan->rules[i].conclusion_count; c++)
            if (could_conclude(why->run, &plan->rules[i], &plan->rules[i].conclusions[c], wanted, &match))
                return true;
    return false;
}

void cs_reason_absent(struct cs_explaining *why, struct cs_reason *parent, const struct cs_pattern *wanted)
{
    const struct cs_plan *plan = why->run->plan;

    if (plan->relations[wanted->relation].kind == CS_RELATION_QUANTITY)
        return;
    cs_run_stand_at_end(why->run);
    for (size_t i = 0; i < plan->rule_count; i++)
        for (uint32_t c = 0; c < plan->rules[i].conclusion_count; c++) {
            struct cs_match match;

            if (!could_conclude(why->run, &plan->rules[i], &plan->rules[i].conclusions[c], wanted, &match))
                continue;
            why_not_rule(why, parent, &match, &plan->rules[i].conclusions[c], false);
            break;
        }
}

/* Adds each power that the act fits, with what it lacks, or a note that it lacks nothing. */
static void why_may(struct cs_explaining *why, uint32_t relation, const cs_value *values)
{
    struct cs_run *run = why->run;

    for (const struct cs_use_site *s = run->plan->relations[relation].powers; s != NULL; s = s->next) {
        const struct cs_plan_rule *rule = &run->plan->rules[s->rule];
        struct cs_reason *reason;
        struct cs_match match;
        cs_set fits = cs_worlds_and(run->worlds, cs_match_power(&match, run, rule, values), why->worlds);

        if (fits == CS_NONE)
            continue;
        reason = cs_reason_rule(why, NULL, rule, false);
        if (add_failures(why, reason, &match, &rule->from_trigger, fits) != CS_NONE)
            cs_reason_text(why, reason, CS_REASON_NOTE,
                     reason != NULL && reason->first != NULL ? CS_PHRASE("or all its conditions are met")
                                                             : CS_PHRASE("all its conditions are met"));
    }
}

casus_status cs_why_act(const struct cs_ledger *ledger, const struct cs_term *term, cs_set worlds,
                        struct cs_arena *arena, struct cs_reason **out)
{
    struct cs_explaining why = {.run = ledger->run, .arena = arena, .top = out, .worlds = worlds};
    struct cs_run *run = ledger->run;
    cs_value values[CS_COLUMNS_MAX] = {0};
    struct cs_pattern pattern;

    *out = NULL;
    if (cs_reason_contradiction(&why, worlds))
        return cs_reasons_end(&why);
    if (!cs_plan_pattern(run->plan, term, CS_NO_NAME, &pattern))
        return CASUS_OK;
    cs_run_stand_at_end(run);
    for (size_t choice = 0; cs_plan_values(run->plan, &pattern, choice, values) && cs_run_ok(run); choice++)
        why_may(&why, pattern.relation, values);
    return cs_reasons_end(&why);
}
