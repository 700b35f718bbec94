/* SPDX-License-Identifier: MIT */
/*
 * What `while` concludes follows its conditions (R 4.2, 4.3). Only what a changed row can reach is evaluated:
 *
 *   a row is gained under a positive step,    the rule may conclude more: it is matched from that row
 *   or lost under a negative one
 *   a row is lost under a positive step,      the rule may conclude less: the rows of its head that fit are evaluated
 *   or gained under a negative one            anew
 *   a row changes under a count               both
 *
 * A rule of which a condition is unmet (met.c) is passed by. What is concluded already is not looked for again: of
 * further ways to it only those in other worlds change anything.
 */
#include <stdlib.h>
#include <string.h>

#include "run/match.h"

/* What the rules that conclude one row come to. */
struct deriving { struct cs_run *run; cs_value row[CS_COLUMNS_MAX]; cs_set worlds; uint32_t firing, causes; };

/* The worlds in which the record or a rule that began the fact supports it. */
static cs_set supported(struct cs_run *run, const struct cs_row *row)
{
    cs_set worlds = CS_NONE;

    for (const struct cs_support *s = row->supports; s != NULL; s = s->next)
        worlds = cs_worlds_or(run->worlds, worlds, s->worlds);
    return worlds;
}

/* A rule that is not in force concludes no fact; conditions of bonds follow all the same (R 4.2, 4.3). */
static bool concludes(const struct cs_run *run, const struct cs_plan_rule *rule)
{
    return run->plan->relations[rule->head.relation].kind == CS_RELATION_CONDITION || cs_rule_in_force(run, rule);
}

static void add_conclusion(void *context, struct cs_match *match, cs_set worlds)
{
    struct cs_run *run = match->run;
    const struct cs_plan_rule *rule = match->rule;
    uint32_t relation = rule->head.relation, row;
    cs_value values[CS_COLUMNS_MAX];
    struct cs_row *r;
    cs_set derived;

    (void)context;
    cs_match_head(match, values);
    row = cs_store_find(run, relation, values);
    if (row == CS_NOWHERE) {
        cs_match_try(match, CS_TRIES_OF_ROW);
        row = cs_store_add(run, relation, values);
    }
    if (row == CS_NOWHERE)
        return;
    r = &run->stores[relation].rows[row];
    derived = cs_worlds_or(run->worlds, r->derived, worlds);
    if (derived == r->derived)
        return;
    cs_store_caused(run, r, cs_match_record(match, worlds), r->derived == CS_NONE && r->worlds == CS_NONE);
    r->derived = match->concluding.worlds = derived;
    cs_store_set(run, relation, row, cs_worlds_or(run->worlds, r->worlds, derived));
}

/* Adds what the rule concludes from what is bound. A look that may raise a question is taken to its end. */
static void conclude(struct cs_match *match, const struct cs_join *join, cs_set worlds)
{
    if (!match->run->asks[match->rule->number])
        match->concluding = (struct cs_concluding){.how = CS_CONCLUDED_FOUND, .found_at = CS_NOWHERE};
    cs_match_steps(match, join, worlds, add_conclusion, NULL);
    match->concluding.how = CS_CONCLUDED_ASKED_NOT;
}

static void add_worlds(void *context, struct cs_match *match, cs_set worlds)
{
    struct deriving *d = context;
    uint32_t columns = match->run->plan->relations[match->rule->head.relation].column_count;
    cs_value values[CS_COLUMNS_MAX];
    cs_set more;

    cs_match_head(match, values);
    if (memcmp(values, d->row, columns * sizeof *values) != 0)
        return; /* what leaves unsaid of whom it is concludes another row */
    more = cs_worlds_or(d->run->worlds, d->worlds, worlds);
    if (more != d->worlds) {
        uint32_t firing = cs_match_record(match, worlds);

        d->causes = cs_cause_add(d->run, firing, d->causes, d->firing == CS_NOWHERE);
        d->firing = firing;
    }
    d->worlds = match->concluding.worlds = more;
}

static void evaluate_row(struct cs_run *run, uint32_t relation, uint32_t row)
{
    struct deriving d = {.run = run, .worlds = CS_NONE, .firing = CS_NOWHERE};
    struct cs_row *r;

    d.causes = run->stores[relation].rows[row].causes;
    memcpy(d.row, cs_store_values(run, relation, row), run->plan->relations[relation].column_count * sizeof *d.row);
    for (const struct cs_use_site *s = run->plan->relations[relation].concluders; s != NULL; s = s->next) {
        const struct cs_plan_rule *rule = &run->plan->rules[s->rule];
        struct cs_match match;

        if (cs_met_idle(run, s->rule) || !concludes(run, rule))
            continue;
        cs_match_init(&match, run, rule);
        if (cs_match_row(&match, &rule->head, d.row, CS_ALL) == CS_NONE)
            continue;
        cs_match_hint(&match);
        cs_match_try(&match, CS_TRIES_OF_LOOK);
        if (!run->asks[s->rule])
            match.concluding = (struct cs_concluding){.how = CS_CONCLUDED_GIVEN, .worlds = d.worlds};
        cs_match_steps(&match, &rule->from_head, CS_ALL, add_worlds, &d);
    }
    if (!cs_run_ok(run))
        return;
    r = &run->stores[relation].rows[row];
    r->derived = d.worlds;
    if (d.firing != CS_NOWHERE) {
        r->firing = d.firing;
        r->causes = d.causes;
    }
    cs_store_set(run, relation, row, cs_worlds_or(run->worlds, supported(run, r), d.worlds));
}

/* Relations that depend on themselves are concluded anew when something is lost: no row may be its own reason. */
static void evaluate_recursive(struct cs_run *run)
{
    bool changed = true;

    for (uint32_t i = 0; i < run->plan->relation_count; i++)
        for (uint32_t row = 0; run->plan->relations[i].recursive && row < run->stores[i].count; row++) {
            struct cs_row *r = &run->stores[i].rows[row];

            r->derived = CS_NONE;
            cs_store_set(run, i, row, supported(run, r));
        }
    while (changed && cs_run_ok(run)) {
        changed = false;
        for (uint32_t i = 0; i < run->plan->relation_count; i++)
            for (uint32_t row = 0; run->plan->relations[i].recursive && row < run->stores[i].count; row++) {
                cs_set before = run->stores[i].rows[row].worlds;

                evaluate_row(run, i, row);
                changed |= run->stores[i].rows[row].worlds != before;
            }
    }
}

/* May the row be one of those that a change can reach? What either leaves unsaid may be anything. */
static bool touches(const struct cs_run *run, uint32_t relation, const cs_value *key, const cs_value *row)
{
    const struct cs_relation *r = &run->plan->relations[relation];

    for (uint32_t i = 0; i < r->column_count; i++)
        if (key[i] != CS_UNSAID && row[i] != CS_UNSAID && !cs_plan_fits(run->plan, r->column_kinds[i], key[i], row[i]))
            return false;
    return true;
}

/* Is every column of the head said, or left unsaid by the rule itself? Then what is bound concludes that row alone. */
static bool concludes_one(const struct cs_match *match)
{
    const struct cs_pattern *head = &match->rule->head;

    for (uint32_t i = 0; i < match->run->plan->relations[head->relation].column_count; i++)
        if (head->columns[i].kind != CS_OPERAND_ANY && cs_match_operand(match, head->columns[i]) == CS_UNSAID)
            return false;
    return true;
}

/*
 * Evaluates the rows of the head that fit what is bound. True if these are all that the rule can conclude from it, so
 * that there is no more to find.
 */
static bool evaluate_heads(struct cs_match *match)
{
    struct cs_run *run = match->run;
    const struct cs_plan_rule *rule = match->rule;
    uint32_t relation = rule->head.relation, row;
    uint64_t mask = 0;
    cs_value key[CS_COLUMNS_MAX];
    struct cs_cursor cursor;
    bool known = false;

    if (run->plan->relations[relation].recursive) {
        evaluate_recursive(run);
        return false;
    }
    cs_match_head(match, key);
    for (uint32_t i = 0; i < run->plan->relations[relation].column_count; i++)
        if (key[i] != CS_UNSAID && (run->plan->relations[relation].column_kinds[i] != CS_KIND_ARTICLE ||
                                    run->plan->relations[relation].kind == CS_RELATION_CONDITION))
            mask |= (uint64_t)1 << i;
    cs_cursor_start(run, relation, mask, key, &cursor);
    while (cs_run_ok(run) && cs_cursor_next(&cursor, &row)) {
        struct cs_row *r = &run->stores[relation].rows[row];
        const cs_value *values = cs_store_values(run, relation, row);
        uint32_t turn = run->derive_turn;

        if (r->derived == CS_NONE || !touches(run, relation, key, values))
            continue;
        known = known || memcmp(values, key, run->plan->relations[relation].column_count * sizeof *key) == 0;
        if (r->derive_turn == turn)
            continue;
        evaluate_row(run, relation, row);
        run->stores[relation].rows[row].derive_turn = turn; /* of many changes at once most need no new look */
    }
    return known && concludes_one(match);
}

/* The row itself is the step; other conditions may bind its variables anew. */
static void conclude_from_row(struct cs_match *match, const struct cs_use_site *site, uint32_t entry, uint32_t row,
                              cs_set worlds)
{
    struct cs_run *run = match->run;

    match->refs[site->step] = row;
    worlds = cs_worlds_and(run->worlds, worlds, run->stores[site->pattern->relation].rows[row].worlds);
    conclude(match, &match->rule->from_step[entry], worlds);
}

/* Can a comparison come to hold where one of its sides has only grown, or only shrunk? No number is below zero. */
static bool may_come_to_hold(const struct cs_step *step, bool left, bool gained, bool lost)
{
    bool grows = gained && !lost, shrinks = lost && !gained;

    switch (step->compare) {
    case CS_AT_LEAST:
    case CS_MORE_THAN:
        return !(left ? shrinks : grows);
    case CS_AT_MOST:
    case CS_FEWER_THAN:
        return !(left ? grows : shrinks);
    case CS_EXACTLY:
        break;
    }
    return true;
}

/* May a rule conclude more, since a row that it surveys has changed? */
static bool may_conclude_more(const struct cs_run *run, const struct cs_use_site *site, bool gained, bool lost)
{
    const struct cs_step *step = &run->plan->rules[site->rule].steps[site->step];
    bool left = site->pattern == &step->left.pattern;

    if (run->asks[site->rule])
        return true;
    if (step->kind == CS_STEP_EVERY)
        return left || step->negated ? lost : gained;
    return may_come_to_hold(step, left, gained, lost);
}

/* Follows the change of a row that some rule reads at one of its steps. */
static void follow(struct cs_run *run, const struct cs_use_site *site, uint32_t row, const cs_value *values,
                   bool gained, bool lost)
{
    const struct cs_plan_rule *rule = &run->plan->rules[site->rule];
    const struct cs_step *step = &rule->steps[site->step];
    uint32_t entry = cs_entry_of(site, step);
    bool surveys = cs_step_surveys(step), matches = step->kind == CS_STEP_MATCH;
    bool less = (matches && lost) || (step->kind == CS_STEP_ABSENT && gained) || surveys, known = false;
    struct cs_match match;
    cs_set worlds;

    if (!concludes(run, rule))
        return;
    cs_match_init(&match, run, rule);
    worlds = cs_match_row(&match, site->pattern, values, CS_ALL);
    if (worlds == CS_NONE)
        return;
    cs_match_try(&match, CS_TRIES_OF_LOOK);
    if (matches && !lost) {
        conclude_from_row(&match, site, entry, row, worlds);
        return;
    }
    /* what is counted is not bound, and of what is unsaid the other conditions tell what it is */
    match.bound &= rule->entered[entry] & ~match.unsaid;
    match.unsaid = 0;
    match.origin_count = 0;
    if (less)
        known = evaluate_heads(&match);
    if (matches && gained) {
        cs_match_init(&match, run, rule);
        worlds = cs_match_row(&match, site->pattern, values, CS_ALL);
        conclude_from_row(&match, site, entry, row, worlds);
    } else if ((step->kind == CS_STEP_ABSENT && lost) ||
               (surveys && !known && may_conclude_more(run, site, gained, lost))) {
        cs_match_hint(&match);
        conclude(&match, &rule->from_step[entry], CS_ALL);
    }
}

static void spread_change(struct cs_run *run, struct cs_change change)
{
    cs_set now = run->stores[change.relation].rows[change.row].worlds;
    cs_value values[CS_COLUMNS_MAX];
    bool gained = !cs_worlds_within(run->worlds, now, change.before);
    bool lost = !cs_worlds_within(run->worlds, change.before, now);

    for (uint32_t i = 0; i < run->plan->relations[change.relation].column_count; i++)
        values[i] = cs_store_values(run, change.relation, change.row)[i];
    for (const struct cs_use_site *s = run->plan->relations[change.relation].readers; s != NULL; s = s->next)
        if (!cs_met_idle(run, s->rule) && (!cs_site_names_other(s, values) || run->asks[s->rule]) &&
            cs_run_ok(run))
            follow(run, s, change.row, values, gained, lost);
}

void cs_derive(struct cs_run *run)
{
    run->derive_turn++; /* which rules are in force may have changed */
    while (run->spread_done < run->spread_count && cs_run_ok(run)) {
        struct cs_change change = run->spread[run->spread_done++];

        spread_change(run, change);
    }
    run->spread_done = run->spread_count = 0;
}

void cs_lose_support(struct cs_run *run, uint32_t relation, uint32_t row)
{
    struct cs_row *r = &run->stores[relation].rows[row];

    if (run->plan->relations[relation].recursive)
        evaluate_recursive(run);
    else
        cs_store_set(run, relation, row, cs_worlds_or(run->worlds, r->derived, supported(run, r)));
}

/* All rows that its conditions conclude are added. */
void cs_derive_begun(struct cs_run *run, const struct cs_plan_rule *rule)
{
    struct cs_match match;

    cs_match_init(&match, run, rule);
    conclude(&match, &rule->from_trigger, CS_ALL);
}

/* All rows that it may have concluded are evaluated anew. */
void cs_derive_ended(struct cs_run *run, const struct cs_plan_rule *rule)
{
    uint32_t relation = rule->head.relation;

    if (run->plan->relations[relation].recursive) {
        evaluate_recursive(run);
        return;
    }
    for (uint32_t row = 0; row < run->stores[relation].count; row++)
        if (run->stores[relation].rows[row].derived != CS_NONE)
            evaluate_row(run, relation, row);
}
