/* SPDX-License-Identifier: MIT */
/*
 * Joining the conditions of a rule: a depth-first walk over its steps in the join order of the plan. Each step narrows
 * the worlds; a branch ends when none is left.
 */
#include <stddef.h>
#include <string.h>

#include "docket/made.h"
#include "run/match.h"

void cs_match_init(struct cs_match *match, struct cs_run *run, const struct cs_plan_rule *rule)
{
    match->run = run;
    match->rule = rule;
    match->bound = 0;
    match->unsaid = 0;
    match->hinted = 0;
    match->origin_count = 0;
    match->trigger_row = CS_NOWHERE;
    match->unlike = 0;
    match->counted_at = 0;
    match->counted = NULL;
    match->concluding = (struct cs_concluding){.how = CS_CONCLUDED_ASKED_NOT};
    for (uint32_t i = 0; i < rule->step_count; i++)
        match->refs[i] = CS_NOWHERE;
    for (uint32_t i = 0; i < rule->step_count && rule->counts; i++)
        match->notes[i] = (struct cs_note){.left = -1, .right = -1};
}

/* Most of a match is room for what may be unsaid, which is hardly ever used. */
void cs_match_copy(struct cs_match *to, const struct cs_match *from)
{
    size_t steps = from->rule->step_count;

    memcpy(to, from, offsetof(struct cs_match, origins));
    memcpy(to->origins, from->origins, from->origin_count * sizeof *to->origins);
    to->origin_count = from->origin_count;
    to->trigger_row = from->trigger_row;
    memcpy(to->refs, from->refs, steps * sizeof *to->refs);
    if (from->rule->counts)
        memcpy(to->notes, from->notes, steps * sizeof *to->notes);
    memcpy(&to->unlike, &from->unlike, sizeof *to - offsetof(struct cs_match, unlike));
}

void cs_match_hint(struct cs_match *match)
{
    match->hinted = match->bound;
    memcpy(match->hints, match->values, sizeof match->hints);
}

/* A variable that was unsaid, and was since compared as a particular, is unsaid again. */
void cs_match_back(struct cs_match *match, struct cs_mark mark)
{
    for (uint64_t m = mark.hinted & ~match->hinted; m != 0; m &= m - 1)
        match->values[__builtin_ctzll(m)] = match->hints[__builtin_ctzll(m)];
    match->hinted = mark.hinted;
    for (uint64_t m = mark.unsaid & ~match->unsaid; m != 0; m &= m - 1)
        match->values[__builtin_ctzll(m)] = CS_UNSAID;
    match->bound = mark.bound;
    match->unsaid = mark.unsaid;
    match->origin_count = mark.origin_count;
}

static enum cs_prep prep_of(const struct cs_relation *relation, uint32_t column)
{
    return relation->shape->roles[column - relation->first_role].prep;
}

/* The variable is, or is as well, what the row leaves unsaid. */
static void add_origin(struct cs_match *match, const struct cs_relation *relation, uint32_t column, uint32_t variable,
                       const cs_value *row, bool first)
{
    must(match->origin_count < CS_ORIGINS_MAX);
    match->origins[match->origin_count++] =
        (struct cs_origin){row[0], (uint8_t)prep_of(relation, column), (uint8_t)variable, first};
}

/*
 * The variable is what an occurrence leaves unsaid, and a fact leaves it unsaid as well, which so says it of nobody: it
 * is no particular.
 */
static void add_nobody(struct cs_match *match, uint32_t variable)
{
    must(match->origin_count < CS_ORIGINS_MAX);
    match->origins[match->origin_count++] = (struct cs_origin){.occurrence = CS_UNSAID, .variable = (uint8_t)variable};
}

/* Does the row leave the role unsaid, so that it is a question who or what it is? */
static bool leaves_open(const struct cs_relation *relation, uint32_t column, const cs_value *row)
{
    return row[column] == CS_UNSAID && cs_relation_asks(relation) && column >= relation->first_role;
}

static void bind(struct cs_match *match, const struct cs_relation *relation, uint32_t column, uint32_t variable,
                 const cs_value *row)
{
    uint64_t bit = (uint64_t)1 << variable;

    match->values[variable] = row[column];
    match->bound |= bit;
    match->hinted &= ~bit;
    match->unsaid &= ~bit;
    if (leaves_open(relation, column, row)) {
        match->unsaid |= bit;
        add_origin(match, relation, column, variable, row, true);
    }
}

/* Is the variable, which is not bound or is a hint, bound by this row? A hint is, by what leaves it unsaid. */
static bool is_first(struct cs_match *match, const struct cs_relation *relation, uint32_t column, uint32_t variable,
                     const cs_value *row)
{
    uint64_t bit = (uint64_t)1 << variable;

    if ((match->bound & bit) == 0 || leaves_open(relation, column, row))
        return true;
    if (row[column] != CS_UNSAID)
        match->hinted &= ~bit; /* met, if it is what is wanted */
    return false;
}

static bool is_unsaid(const struct cs_match *match, struct cs_operand operand)
{
    return operand.kind == CS_OPERAND_VARIABLE && (match->unsaid >> operand.index & 1) != 0;
}

/*
 * The worlds in which the unsaid roles that a variable stands for are this particular: each of them. `in_facts`: also
 * those that facts leave unsaid, which are nobody; else those of occurrences alone.
 */
static cs_set worlds_of_roles(const struct cs_match *match, uint32_t variable, cs_value value, bool in_facts)
{
    cs_set worlds = CS_ALL;

    for (uint32_t i = match->origin_count; i-- > 0 && worlds != CS_NONE;) {
        const struct cs_origin *o = &match->origins[i];

        if (o->variable != variable)
            continue;
        if (o->occurrence == CS_UNSAID && in_facts)
            return CS_NONE;
        if (o->occurrence == CS_UNSAID)
            continue;
        worlds = cs_worlds_and(match->run->worlds, worlds,
                               cs_docket_unsaid(match->run->docket, o->occurrence, (enum cs_prep)o->prep, value));
        if (o->first)
            break;
    }
    return worlds;
}

static cs_set worlds_of_being(const struct cs_match *match, uint32_t variable, cs_value value)
{
    return worlds_of_roles(match, variable, value, true);
}

/* Both the row and the variable are unsaid: from now on it stands for both. */
static void join_unsaid(struct cs_match *match, const struct cs_relation *relation, uint32_t column,
                        struct cs_operand operand, const cs_value *row)
{
    bool by_occurrence = leaves_open(relation, column, row);

    if (!is_unsaid(match, operand))
        bind(match, relation, column, operand.index, row);
    else if (by_occurrence)
        add_origin(match, relation, column, operand.index, row, false);
    if (is_unsaid(match, operand) && (!by_occurrence || match->origins[match->origin_count - 1].first))
        add_nobody(match, operand.index);
}

/*
 * R 2.7: one side is unsaid, in the row or by a variable: the worlds in which it is what the other side says. From then
 * on the variable is that particular.
 */
static cs_set compare_unsaid(struct cs_match *match, const struct cs_relation *relation, uint32_t column,
                             struct cs_operand operand, cs_value wanted, const cs_value *row)
{
    cs_value said = row[column];

    if (said == CS_UNSAID && wanted == CS_UNSAID) {
        if (operand.kind == CS_OPERAND_VARIABLE)
            join_unsaid(match, relation, column, operand, row);
        return CS_ALL;
    }
    if (said == CS_UNSAID)
        return leaves_open(relation, column, row)
                   ? cs_docket_unsaid(match->run->docket, row[0], prep_of(relation, column), wanted)
                   : CS_NONE;
    if (!is_unsaid(match, operand))
        return CS_NONE;
    match->values[operand.index] = said;
    match->unsaid &= ~((uint64_t)1 << operand.index);
    return worlds_of_being(match, operand.index, said);
}

/*
 * One member of a list must fit. If the row leaves it unsaid, that is a question for each member. An unsaid variable of
 * the list is not resolved by this: it stays unsaid.
 */
static cs_set match_list(struct cs_match *match, const struct cs_relation *relation, uint32_t column,
                         struct cs_operand list, const cs_value *row)
{
    struct cs_mark mark = cs_match_mark(match);
    cs_set worlds = CS_NONE;

    for (const struct cs_arg *arg = list.list; arg != NULL && worlds != CS_ALL; arg = arg->next) {
        struct cs_operand o = cs_plan_listed(match->rule, arg);
        cs_value wanted = cs_match_operand(match, o);
        cs_set here = CS_NONE;

        if (o.kind == CS_OPERAND_ANY || (o.kind == CS_OPERAND_VARIABLE && (match->bound >> o.index & 1) == 0))
            return CS_ALL;
        if (wanted == CS_UNSAID || row[column] == CS_UNSAID)
            here = compare_unsaid(match, relation, column, o, wanted, row);
        else if (cs_plan_fits(match->run->plan, relation->column_kinds[column], wanted, row[column]))
            here = CS_ALL;
        worlds = cs_worlds_or(match->run->worlds, worlds, here);
        cs_match_back(match, mark);
    }
    return worlds;
}

/*
 * Is it told without worlds whether what the row says meets the pattern? So it is of what both say; `fits` then. A
 * variable that has no value yet gets it, and a hint is met.
 */
static inline bool compare_said(struct cs_match *match, const struct cs_operand *o, cs_value said, bool *fits)
{
    uint64_t bit;

    *fits = true;
    if (said == CS_UNSAID || o->kind == CS_OPERAND_LIST)
        return false;
    if (o->kind == CS_OPERAND_VALUE) {
        *fits = o->index == said;
        return o->index != CS_UNSAID;
    }
    bit = (uint64_t)1 << o->index;
    if ((match->bound & bit) != 0 && (match->unsaid & bit) != 0)
        return false;
    if ((match->bound & bit) == 0) {
        match->values[o->index] = said;
        match->bound |= bit;
        match->unsaid &= ~bit;
    }
    match->hinted &= ~bit;
    *fits = match->values[o->index] == said;
    return match->values[o->index] != CS_UNSAID;
}

/* The same of a column of which that is not told. */
static cs_set match_column(struct cs_match *match, const struct cs_relation *relation, uint32_t column,
                           struct cs_operand o, const cs_value *row, cs_set worlds)
{
    cs_value wanted;

    if (o.kind == CS_OPERAND_LIST)
        return cs_worlds_and(match->run->worlds, worlds, match_list(match, relation, column, o, row));
    if (o.kind == CS_OPERAND_VARIABLE && ((match->bound & ~match->hinted) >> o.index & 1) == 0 &&
        is_first(match, relation, column, o.index, row)) {
        bind(match, relation, column, o.index, row);
        return worlds;
    }
    wanted = cs_match_operand(match, o);
    if (wanted == CS_UNSAID || row[column] == CS_UNSAID)
        return cs_worlds_and(match->run->worlds, worlds, compare_unsaid(match, relation, column, o, wanted, row));
    return cs_plan_fits(match->run->plan, relation->column_kinds[column], wanted, row[column]) ? worlds : CS_NONE;
}

/* The same, but the columns of `met` say what the pattern wants. */
static cs_set match_others(struct cs_match *match, const struct cs_pattern *pattern, uint64_t met, const cs_value *row,
                           cs_set worlds)
{
    const struct cs_relation *relation = &match->run->plan->relations[pattern->relation];

    for (uint64_t m = (((uint64_t)1 << relation->column_count) - 1) & ~met; m != 0 && worlds != CS_NONE; m &= m - 1) {
        uint32_t i = (uint32_t)__builtin_ctzll(m);
        const struct cs_operand *o = &pattern->columns[i];
        bool fits;

        if (o->kind == CS_OPERAND_ANY)
            continue;
        if (!compare_said(match, o, row[i], &fits))
            worlds = match_column(match, relation, i, *o, row, worlds);
        else if (!fits && !(relation->column_kinds[i] == CS_KIND_ARTICLE &&
                            cs_plan_articles_fit(match->run->plan, cs_match_operand(match, *o), row[i])))
            return CS_NONE;
    }
    return worlds;
}

cs_set cs_match_row(struct cs_match *match, const struct cs_pattern *pattern, const cs_value *row, cs_set worlds)
{
    return match_others(match, pattern, 0, row, worlds);
}

void cs_match_start(const struct cs_match *match, const struct cs_pattern *pattern, struct cs_cursor *cursor)
{
    const struct cs_relation *relation = &match->run->plan->relations[pattern->relation];
    cs_value key[CS_COLUMNS_MAX];
    uint64_t mask = 0;

    for (uint32_t i = 0; i < relation->column_count; i++) {
        key[i] = cs_match_operand(match, pattern->columns[i]);
        if (key[i] != CS_UNSAID && relation->column_kinds[i] != CS_KIND_ARTICLE)
            mask |= (uint64_t)1 << i;
    }
    cs_cursor_match(match->run, pattern->relation, mask, key, cursor);
}

/* Of a fact that closes: the worlds in which it is so of what the pattern says, as far as there are no rows of it. */
static cs_set closed_worlds(struct cs_match *match, const struct cs_pattern *pattern)
{
    struct cs_run *run = match->run;
    const struct cs_closed *closed = &run->stores[pattern->relation].closed;
    cs_value wanted = cs_match_operand(match, pattern->columns[0]), value;
    struct cs_mark mark = cs_match_mark(match);
    cs_set found = CS_NONE;
    size_t at = 0;

    if (wanted != CS_UNSAID)
        return cs_closed_has(closed, wanted) ? CS_ALL : CS_NONE;
    while (found != CS_ALL && cs_closed_next(closed, &at, &value)) { /* it may be any of them (R 2.7) */
        found = cs_worlds_or(run->worlds, found, cs_match_row(match, pattern, &value, CS_ALL));
        cs_match_back(match, mark);
    }
    return found;
}

cs_set cs_match_any(struct cs_match *match, const struct cs_pattern *pattern)
{
    struct cs_run *run = match->run;
    struct cs_mark mark = cs_match_mark(match);
    cs_set found = run->stores[pattern->relation].closed.count == 0 ? CS_NONE : closed_worlds(match, pattern);
    struct cs_cursor cursor;
    uint32_t row;

    cs_match_start(match, pattern, &cursor);
    while (found != CS_ALL && cs_cursor_next(&cursor, &row)) {
        cs_set worlds = run->stores[pattern->relation].rows[row].worlds;

        if (worlds != CS_NONE)
            worlds = cs_match_row(match, pattern, cs_store_values(run, pattern->relation, row), worlds);
        found = cs_worlds_or(run->worlds, found, worlds);
        cs_match_back(match, mark);
    }
    return found;
}

void cs_match_each(struct cs_match *match, const struct cs_pattern *pattern, cs_set worlds, cs_found found,
                   void *context)
{
    struct cs_run *run = match->run;
    struct cs_mark mark = cs_match_mark(match);
    struct cs_cursor cursor;
    uint32_t row;

    cs_match_start(match, pattern, &cursor);
    while (cs_run_ok(run) && cs_cursor_next(&cursor, &row)) {
        cs_set here = cs_worlds_and(run->worlds, worlds, run->stores[pattern->relation].rows[row].worlds);

        cs_match_try(match, 1);
        if (here != CS_NONE)
            here = cs_match_row(match, pattern, cs_store_values(run, pattern->relation, row), here);
        if (here != CS_NONE)
            found(context, match, here);
        cs_match_back(match, mark);
    }
}

/* A fact that leaves unsaid of whom it is says it of nobody (R 2.7); an occurrence does, of somebody. */
static bool says_of_whom(const struct cs_match *match, uint32_t variable)
{
    return match->values[variable] != CS_UNSAID || (match->unsaid >> variable & 1) != 0;
}

cs_set cs_match_lacking(struct cs_match *match, const struct cs_step *step, cs_set of, cs_value *first)
{
    struct cs_run *run = match->run;
    const struct cs_pattern *pattern = &step->left.pattern;
    struct cs_mark outer = cs_match_mark(match), mark = outer;
    uint32_t variable = step->left.variable;
    cs_value kept = match->values[variable];
    cs_set lacking = CS_NONE;
    struct cs_cursor cursor;
    uint32_t row;

    *first = CS_UNSAID;
    mark.bound &= ~((uint64_t)1 << variable); /* it is the step's own */
    mark.unsaid &= mark.bound;
    match->bound = mark.bound;
    match->unsaid = mark.unsaid;
    cs_match_start(match, pattern, &cursor);
    while (cs_run_ok(run) && cs_cursor_next(&cursor, &row)) {
        cs_set here = run->stores[pattern->relation].rows[row].worlds;

        cs_match_try(match, 1);
        if (here != CS_NONE)
            here = cs_match_row(match, pattern, cs_store_values(run, pattern->relation, row), here);
        if (here != CS_NONE && says_of_whom(match, variable)) {
            cs_value value = match->values[variable];
            cs_set met = cs_match_any(match, &step->right.pattern);

            here = step->negated ? cs_worlds_and(run->worlds, here, met) : cs_worlds_minus(run->worlds, here, met);
            lacking = cs_worlds_or(run->worlds, lacking, here);
            if (cs_worlds_and(run->worlds, here, of) != CS_NONE)
                *first = value;
        }
        cs_match_back(match, mark);
    }
    match->values[variable] = kept;
    match->bound = outer.bound;
    match->unsaid = outer.unsaid;
    return lacking;
}

/*
 * R 4.2, 11.2: an occurrence is governed by the text in force as it begins. A state may have begun before the text: its
 * rule is in force if the text is at the end of the place.
 */
bool cs_rule_in_force(const struct cs_run *run, const struct cs_plan_rule *rule)
{
    cs_instant at = run->place.end;

    /* what is taken in within its day comes before what begins or ends then, or after it */
    if (rule->kind == CS_RULE_WHILE && run->place.start < run->now && run->now < run->place.end)
        at = run->now + (run->turned == run->now);
    if (rule->kind == CS_RULE_WHILE)
        return rule->since < at && at <= rule->until;
    return rule->since <= run->place.start && run->place.start < rule->until;
}

/* The worlds in which the subject is one of the particulars of the kind (R 4.9); one that nothing binds may be. */
static cs_set is_of_kind(const struct cs_match *match, const struct cs_step *step)
{
    const struct cs_symbols *symbols = match->run->plan->symbols;
    cs_value value = cs_match_operand(match, step->subject);
    cs_set worlds = CS_NONE;

    if (step->subject.kind == CS_OPERAND_VARIABLE && (match->bound >> step->subject.index & 1) == 0)
        return CS_ALL;
    if (value != CS_UNSAID)
        return cs_made_is(match->run->plan, value, step->of_kind) != step->negated ? CS_ALL : CS_NONE;
    for (size_t i = 0; is_unsaid(match, step->subject) && i < symbols->particular_count; i++)
        if (cs_kind_within(symbols, symbols->particulars[i].kind, step->of_kind))
            worlds = cs_worlds_or(match->run->worlds, worlds,
                                  worlds_of_roles(match, step->subject.index, symbols->particulars[i].name,
                                                  !step->negated));
    return step->negated ? cs_worlds_not(match->run->worlds, worlds) : worlds;
}

cs_set cs_match_power(struct cs_match *match, struct cs_run *run, const struct cs_plan_rule *rule, const cs_value *act)
{
    cs_set worlds;

    cs_match_init(match, run, rule);
    worlds = cs_rule_in_force(run, rule) ? cs_match_row(match, &rule->trigger, act, CS_ALL) : CS_NONE;
    for (uint32_t i = 0; i < rule->step_count && worlds != CS_NONE; i++)
        if (rule->steps[i].kind == CS_STEP_KIND && rule->steps[i].text->implied)
            worlds = cs_worlds_and(run->worlds, worlds, is_of_kind(match, &rule->steps[i]));
    return worlds;
}

cs_set cs_reads(struct cs_run *run, uint32_t reading, uint32_t answer)
{
    return cs_docket_reads(run->docket, reading, answer);
}

/* The worlds in which the two differ. If one is unsaid that is a question; two that are unsaid count as different. */
static cs_set differ(const struct cs_match *match, struct cs_operand a, struct cs_operand b)
{
    cs_value x = cs_match_operand(match, a), y = cs_match_operand(match, b);

    if (x != CS_UNSAID && y != CS_UNSAID)
        return x == y ? CS_NONE : CS_ALL;
    if (x != CS_UNSAID && is_unsaid(match, b))
        return cs_worlds_not(match->run->worlds, worlds_of_roles(match, b.index, x, false));
    if (y != CS_UNSAID && is_unsaid(match, a))
        return cs_worlds_not(match->run->worlds, worlds_of_roles(match, a.index, y, false));
    return CS_ALL;
}

/* `x other than y, z` */
static cs_set is_other(const struct cs_match *match, const struct cs_step *step)
{
    cs_set worlds = CS_ALL;

    for (uint32_t i = 0; i < step->other_count; i++)
        worlds = cs_worlds_and(match->run->worlds, worlds, differ(match, step->subject, step->others[i]));
    return worlds;
}

/* Two that are unsaid are two; but a condition that is met later may tell who one of them is. */
static bool compares_unsaid(const struct cs_match *match, const struct cs_step *step)
{
    bool any = false;

    for (uint32_t i = 0; i < step->other_count; i++)
        any |= is_unsaid(match, step->subject) && is_unsaid(match, step->others[i]);
    return any;
}

/* The worlds in which those that were unsaid still differ. */
static cs_set still_unlike(const struct cs_match *match, cs_set worlds)
{
    for (uint64_t m = match->unlike; m != 0 && worlds != CS_NONE; m &= m - 1)
        worlds = cs_worlds_and(match->run->worlds, worlds,
                               is_other(match, &match->rule->steps[__builtin_ctzll(m)]));
    return worlds;
}

static cs_set quantity(struct cs_match *match, const struct cs_step *step)
{
    const struct cs_relation *relation = &match->run->plan->relations[step->pattern.relation];
    cs_value values[CS_COLUMNS_MAX] = {0};

    for (uint32_t i = 0; i < relation->column_count; i++)
        values[i] = cs_match_operand(match, step->pattern.columns[i]);
    return cs_docket_quantity(match->run->docket, step->pattern.relation, values, step->compare, step->right.constant);
}

static void walk(struct cs_match *match, const struct cs_join *join, uint32_t at, cs_set worlds, cs_found found,
                 void *context);

/* Fails with the rule on whose conditions most rows were tried, and its place. */
static void fail_tries(struct cs_run *run)
{
    size_t most = 0;

    for (size_t i = 1; i < run->plan->rule_count; i++)
        if (run->rule_tries[i] > run->rule_tries[most])
            most = i;
    cs_fail_at(
        run->failure, &run->plan->rules[most].text->span, CASUS_ERR_LIMIT,
        "the conditions of rules were tried on more than %llu rows, most of them for this one; conditions without a "
        "variable in common are tried on each row with each (a duty that is founded counts for %d rows)",
        (unsigned long long)run->tries_max, CS_TRIES_OF_BOND + CS_TRIES_OF_DUE);
}

void cs_match_try(const struct cs_match *match, uint32_t weight)
{
    if (match->rule->text != NULL) /* else it is a pattern that is asked about, not a rule */
        cs_run_try(match->run, match->rule, weight);
}

void cs_run_try(struct cs_run *run, const struct cs_plan_rule *rule, uint32_t weight)
{
    run->rule_tries[rule->number] += weight;
    run->tries += weight;
    if (run->tries > run->tries_max && run->failure->status == CASUS_OK)
        fail_tries(run);
}

/*
 * What the pattern wants in the columns of the mask. True: some of them is bound to a role that a fact leaves unsaid.
 * That is no question: only a row that leaves it unsaid as well fits (compare_unsaid).
 */
static bool key_of(const struct cs_match *match, const struct cs_pattern *pattern, uint64_t mask, cs_value *key)
{
    bool unsaid = false;

    for (uint64_t m = mask; m != 0; m &= m - 1) {
        uint32_t column = (uint32_t)__builtin_ctzll(m);
        struct cs_operand o = pattern->columns[column];

        key[column] = cs_match_operand(match, o);
        unsaid = unsaid || (key[column] == CS_UNSAID && o.kind == CS_OPERAND_VARIABLE &&
                            (match->bound >> o.index & 1) != 0 && !is_unsaid(match, o));
    }
    return unsaid;
}

/* Is it concluded already in all these worlds, by what was found up to this place of the join? */
static bool is_concluded(const struct cs_match *match, uint32_t at, cs_set worlds)
{
    const struct cs_concluding *c = &match->concluding;

    return c->how != CS_CONCLUDED_ASKED_NOT && (c->how == CS_CONCLUDED_GIVEN || at >= c->found_at) &&
           cs_worlds_within(match->run->worlds, worlds, c->worlds);
}

static void walk_rows(struct cs_match *match, const struct cs_join *join, uint32_t at, cs_set worlds, cs_found found,
                      void *context)
{
    struct cs_run *run = match->run;
    uint32_t index = join->steps[at];
    const struct cs_pattern *pattern = &match->rule->steps[index].pattern;
    struct cs_mark mark = cs_match_mark(match);
    cs_value key[CS_COLUMNS_MAX];
    struct cs_cursor cursor;
    uint64_t met;
    uint32_t row;

    if (key_of(match, pattern, join->masks[at], key))
        cs_cursor_unsaid(run, pattern->relation, join->masks[at], key, &cursor);
    else
        cs_cursor_match(run, pattern->relation, join->masks[at], key, &cursor);
    met = match->hinted == 0 ? cursor.met : 0; /* a hint is to be met */
    while (cs_run_ok(run) && cs_cursor_next(&cursor, &row)) {
        cs_set here = cs_worlds_and(run->worlds, worlds, run->stores[pattern->relation].rows[row].worlds);

        cs_match_try(match, 1);
        if (here != CS_NONE)
            here = match_others(match, pattern, met, cs_store_values(run, pattern->relation, row), here);
        match->refs[index] = row;
        if (here != CS_NONE)
            walk(match, join, at + 1, here, found, context);
        cs_match_back(match, mark);
        if (here != CS_NONE && is_concluded(match, at, worlds))
            break;
    }
    match->refs[index] = CS_NOWHERE;
}

/* Was the comparison made of the same before? Of what is unsaid it is always made anew. */
static bool is_counted(const struct cs_match *match, uint32_t at, uint64_t looks_at)
{
    const struct cs_counted *c = &match->counted[at];

    if ((match->counted_at >> at & 1) == 0 || c->bound != (match->bound & looks_at) || (match->unsaid & looks_at) != 0)
        return false;
    for (uint64_t m = c->bound; m != 0; m &= m - 1)
        if (c->values[__builtin_ctzll(m)] != match->values[__builtin_ctzll(m)])
            return false;
    return true;
}

/* Totals that no firing refers to are given back; with them go the comparisons made further down. */
static void count_anew(struct cs_match *match, uint32_t at, uint32_t index)
{
    struct cs_run *run = match->run;
    const struct cs_step *step = &match->rule->steps[index];
    struct cs_counted *c = &match->counted[at];

    if ((match->counted_at >> at & 1) != 0 && c->firings == run->firing_count)
        run->total_count = c->totals;
    match->counted_at &= ((uint64_t)1 << at) - 1;
    c->totals = run->total_count;
    c->firings = run->firing_count;
    c->bound = match->bound & step->looks_at;
    memcpy(c->values, match->values, match->rule->variable_count * sizeof *c->values);
    c->worlds = cs_match_number(match, step, &c->note);
    if ((match->unsaid & step->looks_at) == 0)
        match->counted_at |= (uint64_t)1 << at;
}

static void walk_number(struct cs_match *match, const struct cs_join *join, uint32_t at, cs_set worlds, cs_found found,
                        void *context)
{
    struct cs_run *run = match->run;
    uint32_t index = join->steps[at];

    if (!is_counted(match, at, match->rule->steps[index].looks_at))
        count_anew(match, at, index);
    match->notes[index] = match->counted[at].note;
    worlds = cs_worlds_and(run->worlds, worlds, match->counted[at].worlds);
    if (worlds != CS_NONE && cs_run_ok(run))
        walk(match, join, at + 1, worlds, found, context);
}

/* R 2.7, 4.9: of whom an occurrence leaves unsaid it is a question for each of the kind; from then on he is that one */
static void walk_kind(struct cs_match *match, const struct cs_join *join, uint32_t at, cs_set worlds, cs_found found,
                      void *context)
{
    const struct cs_step *step = &match->rule->steps[join->steps[at]];
    const struct cs_symbols *symbols = match->run->plan->symbols;
    struct cs_mark mark = cs_match_mark(match);
    cs_set here;

    for (size_t i = 0; i < symbols->particular_count && cs_run_ok(match->run); i++) {
        if (!cs_kind_within(symbols, symbols->particulars[i].kind, step->of_kind))
            continue;
        here = cs_worlds_and(match->run->worlds, worlds,
                             worlds_of_being(match, step->subject.index, symbols->particulars[i].name));
        match->values[step->subject.index] = symbols->particulars[i].name;
        match->unsaid &= ~((uint64_t)1 << step->subject.index);
        if (here != CS_NONE)
            walk(match, join, at + 1, here, found, context);
        cs_match_back(match, mark);
    }
}

void cs_match_head(const struct cs_match *match, cs_value *out)
{
    const struct cs_pattern *head = &match->rule->head;

    for (uint32_t i = 0; i < match->run->plan->relations[head->relation].column_count; i++)
        out[i] = cs_match_operand(match, head->columns[i]);
}

/* Is it told by now which row the rule concludes? What is unsaid or a hint may still become another. */
static bool tells_head(const struct cs_match *match)
{
    return (match->rule->head_variables & ~(match->bound & ~match->unsaid & ~match->hinted)) == 0;
}

/*
 * The worlds in which it is concluded already, by what was found at an earlier place of the join; else it is found
 * where that saves a choice.
 */
static cs_set concluded(struct cs_match *match, const struct cs_join *join, uint32_t at)
{
    const struct cs_store *store = &match->run->stores[match->rule->head.relation];
    struct cs_concluding *c = &match->concluding;
    cs_value values[CS_COLUMNS_MAX];
    uint32_t row;

    if (c->how == CS_CONCLUDED_GIVEN || at > c->found_at)
        return c->worlds;
    c->found_at = CS_NOWHERE;
    if (at >= join->choices || !tells_head(match))
        return CS_NONE;
    cs_match_head(match, values);
    row = cs_store_find(match->run, match->rule->head.relation, values);
    c->found_at = at;
    c->worlds = row == CS_NOWHERE ? CS_NONE : store->rows[row].derived;
    return c->worlds;
}

static void walk(struct cs_match *match, const struct cs_join *join, uint32_t at, cs_set worlds, cs_found found,
                 void *context)
{
    struct cs_run *run = match->run;
    const struct cs_step *step;
    uint64_t unlike = match->unlike;
    cs_value first;

    if (match->concluding.how != CS_CONCLUDED_ASKED_NOT &&
        cs_worlds_within(run->worlds, worlds, concluded(match, join, at)))
        return;
    if (at == join->count) {
        worlds = still_unlike(match, worlds);
        if (worlds != CS_NONE)
            found(context, match, worlds);
        return;
    }
    step = &match->rule->steps[join->steps[at]];
    switch (step->kind) {
    case CS_STEP_MATCH:
        walk_rows(match, join, at, worlds, found, context);
        return;
    case CS_STEP_ABSENT:
        worlds = cs_worlds_minus(run->worlds, worlds, cs_match_any(match, &step->pattern));
        break;
    case CS_STEP_OTHER:
        worlds = cs_worlds_and(run->worlds, worlds, is_other(match, step));
        if (compares_unsaid(match, step))
            match->unlike |= (uint64_t)1 << join->steps[at];
        break;
    case CS_STEP_KIND:
        if (!step->negated && is_unsaid(match, step->subject)) {
            walk_kind(match, join, at, worlds, found, context);
            return;
        }
        worlds = cs_worlds_and(run->worlds, worlds, is_of_kind(match, step));
        break;
    case CS_STEP_READS:
        worlds = cs_worlds_and(run->worlds, worlds, cs_reads(run, step->reading, step->answer));
        break;
    case CS_STEP_NUMBER:
        walk_number(match, join, at, worlds, found, context);
        return;
    case CS_STEP_EVERY:
        worlds = cs_worlds_minus(run->worlds, worlds, cs_match_lacking(match, step, CS_NONE, &first));
        break;
    case CS_STEP_QUANTITY:
        worlds = cs_worlds_and(run->worlds, worlds, quantity(match, step));
        break;
    case CS_STEP_MOMENTS:
        worlds = cs_worlds_and(run->worlds, worlds, cs_came_compare(match, step));
        break;
    }
    if (worlds != CS_NONE && cs_run_ok(run))
        walk(match, join, at + 1, worlds, found, context);
    match->unlike = unlike;
}

void cs_match_steps(struct cs_match *match, const struct cs_join *join, cs_set worlds, cs_found found, void *context)
{
    struct cs_run *run = match->run;
    size_t totals = run->total_count, firings = run->firing_count;
    struct cs_counted counted[CS_STEPS_MAX], *outer = match->counted;
    uint64_t outer_at = match->counted_at;

    match->counted_at = 0;
    match->counted = counted;
    if (worlds != CS_NONE && cs_run_ok(run))
        walk(match, join, 0, worlds, found, context);
    match->counted = outer;
    match->counted_at = outer_at;
    if (run->firing_count == firings) /* the totals of counts are kept only if a firing refers to them */
        run->total_count = totals;
}
