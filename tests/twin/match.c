/* SPDX-License-Identifier: MIT */
/*
 * The twin: matching. Conditions that some row must fit come first, in the order of the text; absences, counts,
 * readings, quantities and `other than` are evaluated after all of them (language reference, part 2).
 */
#include <string.h>

#include "docket/made.h"
#include "twin/twin_int.h"

void cs_twin_match_init(struct cs_twin_match *match, struct cs_twin_run *run, const struct cs_plan_rule *rule)
{
    memset(match, 0, sizeof *match);
    match->run = run;
    match->rule = rule;
}

bool cs_twin_same(const struct cs_plan *plan, const struct cs_twin_tuple *a, const struct cs_twin_tuple *b)
{
    if (a->relation != b->relation)
        return false;
    for (uint32_t i = 0; i < plan->relations[a->relation].column_count; i++)
        if (a->values[i] != b->values[i])
            return false;
    return true;
}

bool cs_twin_among(const struct cs_plan *plan, const struct cs_twin_tuples *list, const struct cs_twin_tuple *tuple)
{
    for (size_t i = 0; i < list->count; i++)
        if (cs_twin_same(plan, &list->items[i], tuple))
            return true;
    return false;
}

/* ---- one row against one pattern ---- */

cs_value cs_twin_operand(const struct cs_twin_match *match, struct cs_operand operand)
{
    if (operand.kind == CS_OPERAND_VALUE)
        return operand.index;
    return operand.kind == CS_OPERAND_VARIABLE && match->bound[operand.index] ? match->values[operand.index]
                                                                              : CS_UNSAID;
}

enum cs_prep cs_twin_prep(const struct cs_relation *relation, uint32_t column)
{
    return relation->shape->roles[column - relation->first_role].prep;
}

bool cs_twin_ask(struct cs_twin_run *run, cs_value occurrence, enum cs_prep prep, cs_value value)
{
    return cs_twin_in(run, cs_docket_unsaid(run->docket, occurrence, prep, value));
}

/* Only what happened leaves a role open; a fact that leaves one unsaid says nothing about it. */
static bool leaves_open(const struct cs_relation *relation, uint32_t column)
{
    return relation->kind == CS_RELATION_EVENT && column >= relation->first_role;
}

static void forget_origins(struct cs_twin_match *match, uint32_t variable)
{
    size_t kept = 0;

    for (size_t i = 0; i < match->origin_count; i++)
        if (match->origins[i].variable != variable)
            match->origins[kept++] = match->origins[i];
    match->origin_count = kept;
}

static bool has_origin(const struct cs_twin_match *match, uint32_t variable)
{
    for (size_t i = 0; i < match->origin_count; i++)
        if (match->origins[i].variable == variable)
            return true;
    return false;
}

/* The variable stands for what the occurrence leaves unsaid; if it stood for something already, for both. */
static void add_origin(struct cs_twin_match *match, uint32_t variable, const struct cs_relation *relation,
                       uint32_t column, const struct cs_twin_tuple *tuple)
{
    must(match->origin_count < CS_TWIN_ORIGINS_MAX);
    match->origins[match->origin_count++] =
        (struct cs_twin_origin){variable, tuple->values[0], cs_twin_prep(relation, column)};
}

static void bind(struct cs_twin_match *match, uint32_t variable, const struct cs_relation *relation, uint32_t column,
                 const struct cs_twin_tuple *tuple)
{
    match->bound[variable] = true;
    match->values[variable] = tuple->values[column];
    forget_origins(match, variable);
    if (tuple->values[column] == CS_UNSAID && leaves_open(relation, column))
        add_origin(match, variable, relation, column, tuple);
}

/*
 * What is unsaid meets what is unsaid. By an occurrence it is somebody; a fact that leaves it unsaid says it of nobody,
 * and where both do it is no particular.
 */
static void stand_for_both(struct cs_twin_match *match, uint32_t variable, const struct cs_relation *relation,
                           uint32_t column, const struct cs_twin_tuple *tuple)
{
    bool somebody = has_origin(match, variable);

    if (leaves_open(relation, column))
        add_origin(match, variable, relation, column, tuple);
    if (leaves_open(relation, column) != somebody) {
        must(match->origin_count < CS_TWIN_ORIGINS_MAX);
        match->origins[match->origin_count++] = (struct cs_twin_origin){.variable = variable, .occurrence = CS_UNSAID};
    }
}

/*
 * Is what was left unsaid this particular, in each of the roles for which the variable stands? With `in_facts` also
 * in those that facts leave unsaid, in which it is nobody.
 */
static bool is_in_roles(const struct cs_twin_match *match, uint32_t variable, cs_value value, bool in_facts)
{
    for (size_t i = 0; i < match->origin_count; i++) {
        const struct cs_twin_origin *o = &match->origins[i];

        if (o->variable == variable && (o->occurrence == CS_UNSAID
                                            ? in_facts
                                            : !cs_twin_ask(match->run, o->occurrence, o->prep, value)))
            return false;
    }
    return has_origin(match, variable);
}

static bool is_this(const struct cs_twin_match *match, uint32_t variable, cs_value value)
{
    return is_in_roles(match, variable, value, true);
}

/* R 2.7: once resolved, an unsaid role stays resolved for the rest of the match. */
static bool resolve(struct cs_twin_match *match, uint32_t variable, cs_value value)
{
    if (!is_this(match, variable, value))
        return false;
    match->values[variable] = value;
    forget_origins(match, variable);
    return true;
}

static bool agrees(struct cs_twin_match *match, const struct cs_relation *relation, uint32_t column,
                   struct cs_operand operand, const struct cs_twin_tuple *tuple);

/* Some member of a list must agree; what a member binds is not kept. */
static bool one_agrees(const struct cs_twin_match *match, const struct cs_relation *relation, uint32_t column,
                       const struct cs_arg *list, const struct cs_twin_tuple *tuple)
{
    for (const struct cs_arg *arg = list; arg != NULL; arg = arg->next) {
        struct cs_twin_match way = *match;

        if (agrees(&way, relation, column, cs_plan_listed(match->rule, arg), tuple))
            return true;
    }
    return false;
}

static bool agrees(struct cs_twin_match *match, const struct cs_relation *relation, uint32_t column,
                   struct cs_operand operand, const struct cs_twin_tuple *tuple)
{
    cs_value said = tuple->values[column], wanted;

    if (operand.kind == CS_OPERAND_ANY)
        return true;
    if (operand.kind == CS_OPERAND_LIST)
        return one_agrees(match, relation, column, operand.list, tuple);
    if (operand.kind == CS_OPERAND_VARIABLE && !match->bound[operand.index]) {
        bind(match, operand.index, relation, column, tuple);
        return true;
    }
    wanted = cs_twin_operand(match, operand);
    if (said == CS_UNSAID && wanted == CS_UNSAID) {
        if (operand.kind == CS_OPERAND_VARIABLE)
            stand_for_both(match, operand.index, relation, column, tuple);
        return true;
    }
    if (said == CS_UNSAID)
        return leaves_open(relation, column) &&
               cs_twin_ask(match->run, tuple->values[0], cs_twin_prep(relation, column), wanted);
    if (wanted == CS_UNSAID)
        return operand.kind == CS_OPERAND_VARIABLE && resolve(match, operand.index, said);
    return cs_plan_fits(match->run->plan, relation->column_kinds[column], wanted, said);
}

bool cs_twin_unify(struct cs_twin_match *match, const struct cs_pattern *pattern, const struct cs_twin_tuple *tuple)
{
    const struct cs_relation *relation = &match->run->plan->relations[pattern->relation];

    if (tuple->relation != pattern->relation)
        return false;
    for (uint32_t i = 0; i < relation->column_count; i++)
        if (!agrees(match, relation, i, pattern->columns[i], tuple))
            return false;
    return true;
}

/* What has happened, or what holds. */
static const struct cs_twin_tuples *list_of(const struct cs_twin_run *run, uint32_t relation)
{
    return cs_relation_happens(&run->plan->relations[relation]) ? &run->events : &run->holding;
}

bool cs_twin_some(const struct cs_twin_match *match, const struct cs_pattern *pattern)
{
    const struct cs_twin_tuples *list = list_of(match->run, pattern->relation);

    for (size_t i = 0; i < list->count; i++) {
        struct cs_twin_match way = *match;

        if (cs_twin_unify(&way, pattern, &list->items[i]))
            return true;
    }
    return false;
}

/* ---- conditions without rows ---- */

bool cs_twin_reads(const struct cs_twin_run *run, uint32_t reading, uint32_t answer)
{
    const struct cs_docket *docket = run->docket;

    if (docket->reading_fixed[reading] != CS_NOWHERE)
        return docket->reading_fixed[reading] == answer;
    return run->answers[docket->reading_questions[reading]] == answer;
}

/* If one of the two is unsaid it is a question whether they differ (R 2.7); two that are unsaid count as different. */
static bool different(const struct cs_twin_match *match, struct cs_operand a, struct cs_operand b)
{
    cs_value x = cs_twin_operand(match, a), y = cs_twin_operand(match, b);
    struct cs_operand open = x == CS_UNSAID ? a : b;

    if (x != CS_UNSAID && y != CS_UNSAID)
        return x != y;
    if (x == CS_UNSAID && y == CS_UNSAID)
        return true;
    return open.kind != CS_OPERAND_VARIABLE || !is_in_roles(match, open.index, x == CS_UNSAID ? y : x, false);
}

static bool is_other(const struct cs_twin_match *match, const struct cs_step *step)
{
    for (uint32_t i = 0; i < step->other_count; i++)
        if (!different(match, step->subject, step->others[i]))
            return false;
    return true;
}

/* R 4.9: one of the particulars of the kind; what is unsaid, if it is one of them by the answers. */
bool cs_twin_is_kind(const struct cs_twin_match *match, const struct cs_step *step)
{
    const struct cs_symbols *symbols = match->run->plan->symbols;
    cs_value value = cs_twin_operand(match, step->subject);
    bool is = false;

    for (size_t i = 0; i < symbols->particular_count; i++) {
        const struct cs_particular *p = &symbols->particulars[i];

        if (cs_kind_within(symbols, p->kind, step->of_kind))
            is |= value != CS_UNSAID ? value == p->name
                                     : step->subject.kind == CS_OPERAND_VARIABLE &&
                                           is_in_roles(match, step->subject.index, p->name, !step->negated);
    }
    return is != step->negated;
}

static bool quantity(const struct cs_twin_match *match, const struct cs_step *step)
{
    cs_value values[CS_COLUMNS_MAX] = {0};

    for (uint32_t i = 0; i < match->run->plan->relations[step->pattern.relation].column_count; i++)
        values[i] = cs_twin_operand(match, step->pattern.columns[i]);
    return cs_twin_in(match->run, cs_docket_quantity(match->run->docket, step->pattern.relation, values, step->compare,
                                                     step->right.constant));
}

static bool number_of(const struct cs_plan *plan, cs_value value, cs_wide *out)
{
    return value != CS_UNSAID &&
           cs_wide_parse(cs_names_text(plan->names, value), cs_names_length(plan->names, value), out);
}

/* R 2.7: what a role that an occurrence leaves unsaid is, by the answers of this world; CS_UNSAID: none of these. */
static cs_value resolved(struct cs_twin_run *run, cs_value occurrence, enum cs_prep prep)
{
    const struct cs_names *names = run->plan->names;
    struct cs_docket *docket = run->docket;
    cs_value found = CS_UNSAID;

    for (uint32_t q = 0; q < docket->question_count; q++) {
        cs_name id = docket->questions[q].id;
        struct cs_name_key key;

        if (cs_names_tag(names, id) != CS_MADE_ROLE || cs_names_part(names, id, 0) != occurrence)
            continue;
        cs_name_key_init(&key, CS_MADE_ROLE);
        cs_name_key_name(&key, occurrence);
        cs_name_key_number(&key, prep);
        cs_name_key_name(&key, cs_names_part(names, id, 2));
        if (cs_names_find_made(names, &key) == id && cs_twin_in(run, cs_docket_yes(docket, q)))
            found = cs_names_part(names, id, 2);
        cs_name_key_release(&key);
    }
    return found;
}

struct counting { cs_value *values; size_t count; };

static void count_value(struct counting *c, cs_value value)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->values[i] == value)
            return;
    c->values[c->count++] = value;
}

/* R 2.7: what is unsaid counts as what it is by the answers; else each occurrence that leaves it unsaid counts once. */
static void count_way(const struct cs_twin_match *way, uint32_t variable, struct counting *known,
                      struct counting *unsaid)
{
    cs_value value = way->values[variable], origin = CS_UNSAID;

    for (size_t i = 0; i < way->origin_count; i++) /* it is what all of them are */
        if (way->origins[i].variable == variable) {
            cs_value is = resolved(way->run, way->origins[i].occurrence, way->origins[i].prep);

            value = origin == CS_UNSAID || is == value ? is : CS_UNSAID;
            origin = way->origins[i].occurrence;
        }
    if (value != CS_UNSAID)
        count_value(known, value);
    else if (origin != CS_UNSAID)
        count_value(unsaid, origin);
}

/* How many different values, or the sum over the rows. The variable that is counted is local to the count. */
static cs_wide measure(const struct cs_twin_match *match, const struct cs_measure *what)
{
    struct cs_twin_run *run = match->run;
    const struct cs_twin_tuples *list = list_of(run, what->pattern.relation);
    struct counting known = {.count = 0}, unsaid = {.count = 0};
    cs_wide total = 0, weight = 0;

    if (what->kind == CS_NUMBER_CONSTANT)
        return what->constant;
    known.values = cs_arena_array(&run->twin->arena, list->count, sizeof *known.values);
    unsaid.values = cs_arena_array(&run->twin->arena, list->count, sizeof *unsaid.values);
    for (size_t i = 0; i < list->count && known.values != NULL && unsaid.values != NULL; i++) {
        struct cs_twin_match way = *match;

        way.bound[what->variable] = false;
        if (!cs_twin_unify(&way, &what->pattern, &list->items[i]))
            continue;
        if (what->kind == CS_NUMBER_OF)
            count_way(&way, what->variable, &known, &unsaid);
        else if (number_of(run->plan, way.values[what->variable], &weight))
            total += weight;
    }
    return what->kind == CS_NUMBER_OF ? (cs_wide)(known.count + unsaid.count) : total;
}

/* left compare over/under right, without rounding */
static bool number(const struct cs_twin_match *match, const struct cs_step *step)
{
    cs_wide left = measure(match, &step->left) * step->ratio_under;
    cs_wide right = measure(match, &step->right) * step->ratio_over;

    switch (step->compare) {
    case CS_AT_LEAST:
        return left >= right;
    case CS_AT_MOST:
        return left <= right;
    case CS_MORE_THAN:
        return left > right;
    case CS_FEWER_THAN:
        return left < right;
    case CS_EXACTLY:
        return left == right;
    }
    return false;
}

/* Nothing that fits the left pattern lacks what is to be so; each is tried with all that it binds. */
static bool every(const struct cs_twin_match *match, const struct cs_step *step)
{
    const struct cs_twin_tuples *list = list_of(match->run, step->left.pattern.relation);
    uint32_t variable = step->left.variable;

    for (size_t i = 0; i < list->count; i++) {
        struct cs_twin_match way = *match;

        way.bound[variable] = false;
        if (!cs_twin_unify(&way, &step->left.pattern, &list->items[i]))
            continue;
        if (way.values[variable] == CS_UNSAID && !has_origin(&way, variable))
            continue; /* a fact that leaves it unsaid */
        if (cs_twin_some(&way, &step->right.pattern) == step->negated)
            return false;
    }
    return true;
}

/* R 4.10: did what came about there come before this? What rules bring about at one instant has no order. */
static bool came_first(const struct cs_twin_match *match, size_t first, size_t second)
{
    const struct cs_twin_run *run = match->run;
    const struct cs_twin_came *a = &run->came[first], *b = &run->came[second];

    if (a->place.end <= b->place.start || b->place.end <= a->place.start)
        return a->place.end <= b->place.start;
    if (a->place.start == b->place.start && cs_docket_occurrence(run->docket, a->value) == NULL &&
        cs_docket_occurrence(run->docket, b->value) == NULL)
        return false;
    return first < second;
}

static cs_day day_of_place(const struct cs_plan_rule *rule, const struct cs_twin_place *place)
{
    return place->hours ? cs_day_of(place->start, rule->has_zone ? rule->zone : place->offset) : place->day;
}

/* R 4.10: the two stand in time as the condition says. */
static bool moments(const struct cs_twin_match *match, const struct cs_step *step)
{
    struct cs_twin_run *run = match->run;
    const struct cs_plan_rule *rule = match->rule;
    size_t a = cs_twin_came_at(run, cs_twin_operand(match, step->subject));
    size_t b = cs_twin_came_at(run, cs_twin_operand(match, step->others[0]));
    cs_day one, other, end;

    if (a == SIZE_MAX || b == SIZE_MAX)
        return false;
    if (step->sides != CS_SIDES_EITHER && !(step->sides == CS_SIDES_BEFORE ? came_first(match, a, b)
                                                                          : came_first(match, b, a)))
        return false;
    if (!step->has_duration)
        return true;
    one = day_of_place(rule, &run->came[a].place);
    other = day_of_place(rule, &run->came[b].place);
    if (one > other) {
        end = one;
        one = other;
        other = end;
    }
    end = cs_twin_next(run, rule->calendar, cs_twin_days_after(run, rule->calendar, one, step->duration),
                       step->duration);
    return step->compare == CS_AT_LEAST ? other >= end : other <= end;
}

static bool is_met(const struct cs_twin_match *match, const struct cs_step *step)
{
    switch (step->kind) {
    case CS_STEP_MATCH:
        return true;
    case CS_STEP_ABSENT:
        return !cs_twin_some(match, &step->pattern);
    case CS_STEP_OTHER:
        return is_other(match, step);
    case CS_STEP_KIND:
        return cs_twin_is_kind(match, step);
    case CS_STEP_READS:
        return cs_twin_reads(match->run, step->reading, step->answer);
    case CS_STEP_NUMBER:
        return number(match, step);
    case CS_STEP_EVERY:
        return every(match, step);
    case CS_STEP_QUANTITY:
        return quantity(match, step);
    case CS_STEP_MOMENTS:
        return moments(match, step);
    }
    return false;
}

/* R 2.7, 4.9: who was left unsaid is, where he is of a kind, that particular; false if he is none of it. */
static bool resolve_kinds(struct cs_twin_match *match)
{
    const struct cs_symbols *symbols = match->run->plan->symbols;

    for (uint32_t i = 0; i < match->rule->step_count; i++) {
        const struct cs_step *step = &match->rule->steps[i];

        if (step->kind != CS_STEP_KIND || step->negated || step->subject.kind != CS_OPERAND_VARIABLE ||
            !has_origin(match, step->subject.index))
            continue;
        for (size_t k = 0; k < symbols->particular_count && has_origin(match, step->subject.index); k++)
            if (cs_kind_within(symbols, symbols->particulars[k].kind, step->of_kind))
                resolve(match, step->subject.index, symbols->particulars[k].name);
        if (has_origin(match, step->subject.index))
            return false;
    }
    return true;
}

/* ---- all ways to match ---- */

static void ways(const struct cs_twin_match *match, uint32_t from, cs_twin_found found, void *context)
{
    const struct cs_plan_rule *rule = match->rule;
    const struct cs_twin_tuples *list;
    size_t count;

    while (from < rule->step_count && rule->steps[from].kind != CS_STEP_MATCH)
        from++;
    if (from == rule->step_count) {
        struct cs_twin_match whole = *match;

        if (!resolve_kinds(&whole))
            return;
        for (uint32_t i = 0; i < rule->step_count; i++)
            if (!is_met(&whole, &rule->steps[i]))
                return;
        found(context, &whole);
        return;
    }
    list = list_of(match->run, rule->steps[from].pattern.relation);
    count = list->count; /* rows that are added meanwhile are met in the next round */
    for (size_t i = 0; i < count; i++) {
        struct cs_twin_match way = *match;
        struct cs_twin_tuple tuple = list->items[i];

        if (cs_twin_unify(&way, &rule->steps[from].pattern, &tuple))
            ways(&way, from + 1, found, context);
    }
}

void cs_twin_conditions(const struct cs_twin_match *match, cs_twin_found found, void *context)
{
    ways(match, 0, found, context);
}
