/* SPDX-License-Identifier: MIT */
/*
 * Could the order of two occurrences make a difference (in short: does it tell)? It could if a rule, a power or a duty
 * that the one founds looks at the other, or if the one begins a fact that the other ends. The plan says in advance for
 * which words this is possible; here the rows of the two are tried. Nothing is changed.
 */
#include "run/tells.h"

#include <string.h>

#include "run/match.h"
#include "run/meets.h"

bool cs_tells_has_value(const struct cs_run *run, const struct cs_occurrence *o, cs_value value)
{
    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
        for (uint32_t i = 0; i < run->plan->relations[row->relation].column_count; i++)
            if (row->values[i] == value)
                return true;
    return false;
}

static bool share_value(const struct cs_run *run, const struct cs_occurrence *a, const struct cs_occurrence *b)
{
    for (const struct cs_occurrence_row *row = a->rows; row != NULL; row = row->next)
        for (uint32_t i = 0; i < run->plan->relations[row->relation].column_count; i++)
            if (cs_plan_is_something(run->plan, row->values[i]) && cs_tells_has_value(run, b, row->values[i]))
                return true;
    return false;
}

bool cs_tells_some_pair(const struct cs_run *run, const uint8_t *matrix, const struct cs_occurrence *a,
                        const struct cs_occurrence *b)
{
    size_t n = run->plan->relation_count;

    for (const struct cs_occurrence_row *x = a->rows; x != NULL; x = x->next)
        for (const struct cs_occurrence_row *y = b->rows; y != NULL; y = y->next)
            if (matrix[x->relation * n + y->relation] != 0)
                return true;
    return false;
}

/* Does a come after b for certain, whatever their hours? */
bool cs_tells_follows(const struct cs_run *run, const struct cs_occurrence *a, const struct cs_occurrence *b)
{
    if (cs_docket_refers(run->docket, a->value, b->value))
        return true;
    if (cs_tells_apart(run, a->rows, b->rows->relation, b->rows->values))
        return false;
    return cs_tells_some_pair(run, run->plan->comes_after, a, b) && share_value(run, a, b) &&
           !cs_docket_refers(run->docket, b->value, a->value);
}

/* ---- could a row of the one be what a rule set off by a row of the other looks at? ---- */

/* May the row be one with these values? What either leaves unsaid may be anything. */
bool cs_tells_is_like(const struct cs_run *run, const struct cs_occurrence_row *row, uint32_t relation,
                      const cs_value *wanted)
{
    const struct cs_relation *r = &run->plan->relations[relation];

    for (uint32_t i = 0; row->relation == relation && i < r->column_count; i++)
        if (!cs_meets_may_be(run, r->column_kinds[i], wanted[i], row->values[i]))
            return false;
    return row->relation == relation;
}

static bool could_fit(const struct cs_match *match, const struct cs_pattern *pattern,
                      const struct cs_occurrence_row *row)
{
    cs_value wanted[CS_COLUMNS_MAX];

    if (pattern->relation != row->relation)
        return false;
    for (uint32_t i = 0; i < match->run->plan->relations[row->relation].column_count; i++)
        wanted[i] = cs_match_operand(match, pattern->columns[i]);
    return cs_tells_is_like(match->run, row, pattern->relation, wanted);
}

static bool bind_row(struct cs_match *match, const struct cs_pattern *pattern, const struct cs_occurrence_row *row)
{
    if (!could_fit(match, pattern, row))
        return false;
    for (uint32_t i = 0; i < match->run->plan->relations[row->relation].column_count; i++)
        if (pattern->columns[i].kind == CS_OPERAND_VARIABLE && row->values[i] != CS_UNSAID) {
            match->values[pattern->columns[i].index] = row->values[i];
            match->bound |= (uint64_t)1 << pattern->columns[i].index;
        }
    return true;
}

/* Could it perform the duty, or break the prohibition? Parts of a number add up (R 6.3). */
static bool act_fits(const struct cs_match *match, const struct cs_conclusion *conclusion,
                     const struct cs_occurrence_row *row)
{
    uint32_t number = match->run->plan->relations[row->relation].number_column;
    struct cs_occurrence_row any;

    if (number == CS_NOWHERE || conclusion->forbidden || conclusion->pattern.relation != row->relation)
        return could_fit(match, &conclusion->pattern, row);
    any = *row;
    any.values[number] = CS_UNSAID;
    return could_fit(match, &conclusion->pattern, &any);
}

/* Could the row perform a duty that the rule founds, or be what ends or releases it? */
static bool bonds_look_at(const struct cs_match *match, const struct cs_occurrence_row *row)
{
    for (uint32_t c = 0; c < match->rule->conclusion_count; c++) {
        const struct cs_conclusion *conclusion = &match->rule->conclusions[c];

        if (conclusion->kind == CS_EFFECT_BOND && act_fits(match, conclusion, row))
            return true;
        for (uint32_t w = 0; w < conclusion->watch_count; w++)
            if (could_fit(match, &conclusion->watches[w].pattern, row))
                return true;
    }
    return false;
}

static bool rule_looks_at(const struct cs_match *match, const struct cs_occurrence_row *row)
{
    const struct cs_plan_rule *rule = match->rule;

    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct cs_step *s = &rule->steps[i];

        if ((s->kind == CS_STEP_MATCH || s->kind == CS_STEP_ABSENT) && could_fit(match, &s->pattern, row))
            return true;
        if (cs_step_surveys(s) &&
            (could_fit(match, &s->left.pattern, row) || could_fit(match, &s->right.pattern, row)))
            return true;
    }
    return bonds_look_at(match, row);
}

/* A state that the one begins may found what the other performs. */
static bool states_look_at(struct cs_run *run, const struct cs_use_site *site, const struct cs_occurrence_row *a,
                           const struct cs_occurrence_row *b)
{
    for (; site != NULL; site = site->next) {
        struct cs_match match;

        cs_match_init(&match, run, &run->plan->rules[site->rule]);
        if (bind_row(&match, site->pattern, a) && bonds_look_at(&match, b))
            return true;
    }
    return false;
}

static bool sets_look_at(struct cs_run *run, const struct cs_use_site *site, const struct cs_occurrence_row *a,
                         const struct cs_occurrence_row *b)
{
    for (; site != NULL; site = site->next) {
        struct cs_match match;

        cs_match_init(&match, run, &run->plan->rules[site->rule]);
        if (bind_row(&match, &match.rule->trigger, a) && rule_looks_at(&match, b))
            return true;
    }
    return false;
}

/*
 * Could the two be of one fact, and of two values of it where it has one at a time? What is not known yet may be any.
 */
static bool same_fact(const struct cs_match *x, const struct cs_conclusion *a, const struct cs_match *y,
                      const struct cs_conclusion *b)
{
    const struct cs_relation *relation = &x->run->plan->relations[a->pattern.relation];
    bool both_begin = a->kind == CS_EFFECT_TERM && b->kind == CS_EFFECT_TERM;

    for (uint32_t i = 0; i < relation->column_count; i++) {
        cs_value first = cs_match_operand(x, a->pattern.columns[i]),
                 second = cs_match_operand(y, b->pattern.columns[i]);
        bool other_value = both_begin && i == relation->one_column;

        if (!cs_meets_is_open(first, second) &&
            cs_plan_fits(x->run->plan, relation->column_kinds[i], first, second) == other_value)
            return false;
    }
    return true;
}

static bool may_clash(const struct cs_plan *plan, const struct cs_conclusion *a, const struct cs_conclusion *b)
{
    if (a->pattern.relation != b->pattern.relation || a->kind == CS_EFFECT_BOND || b->kind == CS_EFFECT_BOND ||
        plan->relations[a->pattern.relation].kind != CS_RELATION_FACT)
        return false;
    return a->kind != b->kind ||
           (a->kind == CS_EFFECT_TERM && plan->relations[a->pattern.relation].one_column != CS_NOWHERE);
}

/* Does the row begin or end what would undo, or be undone by, this conclusion? */
static bool undoes(struct cs_run *run, const struct cs_match *match, const struct cs_conclusion *conclusion,
                   const struct cs_occurrence_row *row)
{
    for (const struct cs_use_site *s = run->plan->relations[row->relation].triggers; s != NULL; s = s->next) {
        const struct cs_plan_rule *rule = &run->plan->rules[s->rule];
        struct cs_match other;

        cs_match_init(&other, run, rule);
        if (rule->delay != CS_DELAY_NONE || !bind_row(&other, &rule->trigger, row))
            continue;
        for (uint32_t c = 0; c < rule->conclusion_count; c++)
            if (may_clash(run->plan, conclusion, &rule->conclusions[c]) &&
                same_fact(match, conclusion, &other, &rule->conclusions[c]))
                return true;
    }
    return false;
}

static bool clashes(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b)
{
    for (const struct cs_use_site *s = run->plan->relations[a->relation].triggers; s != NULL; s = s->next) {
        const struct cs_plan_rule *rule = &run->plan->rules[s->rule];
        struct cs_match match;

        cs_match_init(&match, run, rule);
        if (rule->delay != CS_DELAY_NONE || !bind_row(&match, &rule->trigger, a))
            continue;
        for (uint32_t c = 0; c < rule->conclusion_count; c++)
            if (undoes(run, &match, &rule->conclusions[c], b))
                return true;
    }
    return false;
}

static bool row_looks_at(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b)
{
    const struct cs_relation *r = &run->plan->relations[a->relation];

    return sets_look_at(run, r->triggers, a, b) || sets_look_at(run, r->powers, a, b) ||
           states_look_at(run, r->readers, a, b);
}

bool cs_tells_names_nothing(const struct cs_run *run, const struct cs_occurrence *o)
{
    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
        for (uint32_t i = 1; i < run->plan->relations[row->relation].column_count; i++)
            if (cs_plan_is_something(run->plan, row->values[i]))
                return false;
    return true;
}

/* Two acts of one word may perform one duty: do they perform others if they come in the other order (R 6.2)? */
static bool meets_loosely(const struct cs_run *run, const struct cs_occurrence_row *a,
                          const struct cs_occurrence_row *b)
{
    const struct cs_relation *r = &run->plan->relations[a->relation];
    bool loose = false, differ = false;

    if (a->relation != b->relation || r->kind != CS_RELATION_EVENT)
        return false;
    for (uint32_t i = r->first_role; i < r->column_count; i++) {
        differ |= a->values[i] != b->values[i];
        if (i == r->number_column)
            continue;
        loose |= a->values[i] == CS_UNSAID || b->values[i] == CS_UNSAID;
        if (!cs_meets_may_be(run, r->column_kinds[i], a->values[i], b->values[i]))
            return false;
    }
    return loose && differ;
}

/*
 * Could the order of the two tell? Directly, if a rule on the one could look at the other as it is; or if what follows
 * from the two meets. A condition that compares moments looks at the two as they are.
 */
static bool rows_tell(struct cs_run *run, const struct cs_occurrence *a, const struct cs_occurrence *b)
{
    size_t n = run->plan->relation_count;
    bool follows = false;

    for (const struct cs_occurrence_row *x = a->rows; x != NULL; x = x->next)
        for (const struct cs_occurrence_row *y = b->rows; y != NULL; y = y->next) {
            uint8_t how = run->plan->order_matters[x->relation * n + y->relation];

            if (how == CS_ORDER_COMPARED ||
                (how >= CS_ORDER_DIRECT && (row_looks_at(run, x, y) || row_looks_at(run, y, x) || clashes(run, x, y) ||
                                           meets_loosely(run, x, y))))
                return true;
            follows |= cs_order_follows(how);
        }
    return (follows && cs_meets(run, a->rows, b->rows)) || cs_meets_aging(run, a->rows, b->rows);
}

/* ---- what is offered in place of an act ---- */

bool cs_tells_next_replaced(const struct cs_run *run, const struct cs_occurrence *o, size_t *at,
                            struct cs_occurrence_row *out)
{
    for (; *at < run->docket->substitute_count; (*at)++) {
        const struct cs_substitute *s = &run->docket->substitutes[*at];
        uint32_t number = run->plan->relations[s->relation].number_column;

        if (s->entry->about.name != o->value)
            continue;
        *out = (struct cs_occurrence_row){.relation = s->relation};
        memcpy(out->values, s->values, sizeof out->values);
        if (number != CS_NOWHERE)
            out->values[number] = CS_UNSAID;
        (*at)++;
        return true;
    }
    return false;
}

/* May the row found a bond to do, or not to do, the act? */
static bool founds_act(struct cs_run *run, const struct cs_occurrence_row *row, const struct cs_occurrence_row *act)
{
    const struct cs_relation *r = &run->plan->relations[row->relation];

    for (const struct cs_use_site *s = r->triggers; s != NULL; s = s->next) {
        struct cs_match match;

        cs_match_init(&match, run, &run->plan->rules[s->rule]);
        if (bind_row(&match, &match.rule->trigger, row) && bonds_look_at(&match, act))
            return true;
    }
    return states_look_at(run, r->readers, row, act);
}

uint8_t cs_tells_of_words(const struct cs_plan *plan, uint32_t x, uint32_t y)
{
    /* of a state that is owed the plan has no pairs */
    return plan->relations[x].kind == CS_RELATION_FACT ? CS_ORDER_INDIRECT
                                                       : plan->order_matters[(size_t)x * plan->relation_count + y];
}

/* Is a offered in place of an act that b, or what follows from it, makes owed or ends? Only what is owed is marked. */
static bool offer_tells(struct cs_run *run, const struct cs_occurrence *a, const struct cs_occurrence *b)
{
    struct cs_occurrence_row act;

    for (size_t at = 0; cs_tells_next_replaced(run, a, &at, &act);) {
        bool follows = false;

        for (const struct cs_occurrence_row *row = b->rows; row != NULL; row = row->next) {
            uint8_t how = cs_tells_of_words(run->plan, act.relation, row->relation);

            if (how >= CS_ORDER_DIRECT && founds_act(run, row, &act))
                return true;
            follows |= cs_order_follows(how);
        }
        if (follows && cs_meets(run, &act, b->rows))
            return true;
    }
    return false;
}

/* The day from which the rule counts days: in its own zone, if it has one and the hour is known (R 7.1). */
static cs_day day_counted(const struct cs_plan_rule *rule, const struct cs_cell *cell)
{
    return rule->has_zone && cell->hours ? cs_day_of(cell->start, rule->zone) : cell->day;
}

bool cs_tells_days_differ(const struct cs_plan *plan, const struct cs_cell *a, const struct cs_cell *b)
{
    const struct cs_founders *founding = &plan->founding[CS_APART_IN_DAYS];

    if (a->day == b->day && !a->hours && !b->hours && cs_zone_same(a->offset, b->offset)) /* most pairs of one day */
        return false;
    for (size_t i = 0; i < founding->count; i++) {
        const struct cs_plan_rule *rule = &plan->rules[founding->rules[i]];

        if (day_counted(rule, a) != day_counted(rule, b) || (!rule->has_zone && !cs_zone_same(a->offset, b->offset)))
            return true;
    }
    return false;
}

/* Does each place where it may be begin and end after the one before? */
static bool in_order(const struct cs_occurrence *o)
{
    for (uint32_t i = 1; i < o->cell_count; i++)
        if (o->cells[i].start < o->cells[i - 1].start || o->cells[i].end < o->cells[i - 1].end)
            return false;
    return true;
}

/* How far apart may they be? Two of one day are in the same place; an unknown day of a year has many places. */
static enum cs_apart apart_of(const struct cs_plan *plan, const struct cs_occurrence *a, const struct cs_occurrence *b)
{
    enum cs_apart apart = CS_APART_NOT;
    bool ordered = in_order(a) && in_order(b);
    uint32_t from = 0;

    for (uint32_t i = 0; i < a->cell_count; i++) {
        const struct cs_cell *x = &a->cells[i];

        while (ordered && from < b->cell_count && b->cells[from].end <= x->start)
            from++;
        for (uint32_t k = from; k < b->cell_count && !(ordered && b->cells[k].start >= x->end); k++) {
            const struct cs_cell *y = &b->cells[k];

            if (x->start >= y->end || y->start >= x->end)
                continue;
            if (cs_tells_days_differ(plan, x, y))
                return CS_APART_IN_DAYS;
            if (x->start != y->start || x->end != y->end)
                apart = CS_APART_IN_HOURS;
        }
    }
    return apart;
}

bool cs_tells_rows(struct cs_run *run, const struct cs_occurrence *a, const struct cs_occurrence *b,
                   enum cs_apart apart)
{
    bool words = cs_tells_some_pair(run, run->plan->order_matters, a, b);

    return (words && rows_tell(run, a, b)) ||
           ((words || apart == CS_APART_IN_DAYS) && cs_meets_founding(run, a->rows, b->rows, apart)) ||
           (words && apart != CS_APART_NOT && cs_meets_timing(run, a->rows, b->rows));
}

bool cs_tells_order(struct cs_run *run, const struct cs_occurrence *a, const struct cs_occurrence *b)
{
    if (a == b || cs_tells_apart(run, a->rows, b->rows->relation, b->rows->values))
        return false;
    if (cs_tells_rows(run, a, b, apart_of(run->plan, a, b)) && !cs_tells_follows(run, a, b) &&
        !cs_tells_follows(run, b, a))
        return true;
    return run->docket->substitute_count > 0 && (offer_tells(run, a, b) || offer_tells(run, b, a)) &&
           !cs_tells_follows(run, a, b) && !cs_tells_follows(run, b, a);
}

bool cs_tells_has_followers(const struct cs_run *run, const struct cs_occurrence *o)
{
    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
        if (run->plan->relations[row->relation].shape->after != NULL)
            return true;
    return false;
}

/* ---- what the answers say ---- */

cs_set cs_tells_question(struct cs_run *run, cs_value a, cs_value b)
{
    return cs_docket_before(run->docket, a, b, run->now);
}
