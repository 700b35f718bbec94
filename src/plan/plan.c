/* SPDX-License-Identifier: MIT */
/* The plan as a whole: its relations, its readings and ledger rows, and the order in which it is made. */
#include "plan/plan.h"

#include <stdlib.h>
#include <string.h>

#include "plan/lower.h"

static struct cs_relation *add_relation(struct cs_lowering *lowering, enum cs_relation_kind kind, cs_name head)
{
    struct cs_plan *plan = lowering->plan;
    struct cs_relation *relation;

    if (plan->relation_count >= CS_RELATIONS_MAX) {
        cs_fail(lowering->failure, CASUS_ERR_LIMIT, "the vocabulary has more than %d words; the last was \"%s\"",
                CS_RELATIONS_MAX, cs_names_text(plan->names, head));
        return NULL;
    }
    if (!cs_grow(&plan->relations, &plan->relation_capacity, plan->relation_count + 1, sizeof *plan->relations)) {
        cs_fail_memory(lowering->failure);
        return NULL;
    }
    relation = &plan->relations[plan->relation_count++];
    memset(relation, 0, sizeof *relation);
    relation->kind = kind;
    relation->head = head;
    relation->number_column = CS_NOWHERE;
    relation->one_column = CS_NOWHERE;
    relation->judged_copies = CS_NOWHERE;
    relation->next_copy = CS_NOWHERE;
    for (int verb = 0; verb < CS_VERB_COUNT; verb++)
        relation->duties[0][verb] = relation->duties[1][verb] = CS_NOWHERE;
    return relation;
}

/* The roles of the shape become columns behind the existing ones. */
static void add_roles(struct cs_relation *relation, const struct cs_shape *shape)
{
    relation->shape = shape;
    relation->first_role = relation->column_count;
    for (uint32_t i = 0; i < shape->role_count; i++) {
        if (shape->roles[i].kind == CS_KIND_NUMBER && relation->number_column == CS_NOWHERE)
            relation->number_column = relation->column_count;
        if (shape->roles[i].one && relation->kind == CS_RELATION_FACT)
            relation->one_column = relation->column_count;
        relation->column_kinds[relation->column_count++] = shape->roles[i].kind;
    }
}

static void add_column(struct cs_relation *relation, cs_kind kind)
{
    relation->column_kinds[relation->column_count++] = kind;
}

static struct cs_relation *add_shape_relation(struct cs_lowering *lowering, const struct cs_shape *shape)
{
    static const enum cs_relation_kind kinds[] = {
        [CS_SHAPE_EVENT] = CS_RELATION_EVENT,
        [CS_SHAPE_FACT] = CS_RELATION_FACT,
        [CS_SHAPE_QUANTITY] = CS_RELATION_QUANTITY,
    };
    struct cs_relation *relation = add_relation(lowering, kinds[shape->kind], shape->head);

    if (relation == NULL)
        return NULL;
    if (shape->kind == CS_SHAPE_EVENT)
        add_column(relation, CS_KIND_OCCURRENCE);
    add_roles(relation, shape);
    relation->takes_over = relation->read = shape->takes_over;
    relation->for_good = shape->for_good;
    if (relation->one_column != CS_NOWHERE && relation->column_count > 1 &&
        (relation->masks = cs_arena_array(&lowering->plan->arena, 1, sizeof *relation->masks)) != NULL)
        relation->masks[relation->mask_count++] =
            (((uint64_t)1 << relation->column_count) - 1) & ~((uint64_t)1 << relation->one_column);
    return relation;
}

uint32_t cs_lower_duty_relation(struct cs_lowering *lowering, enum cs_verb verb, cs_name head, bool forbidden)
{
    struct cs_plan *plan = lowering->plan;
    struct cs_relation *relation;

    for (uint32_t i = 0; i < plan->relation_count; i++) {
        relation = &plan->relations[i];
        if (cs_relation_tells_duties(relation) && relation->head == head && relation->verb == verb &&
            relation->forbidden == forbidden)
            return i;
    }
    relation = add_relation(lowering, verb == CS_VERB_OWES ? CS_RELATION_DUTY : CS_RELATION_DUTY_EVENT, head);
    if (relation == NULL)
        return CS_NOWHERE;
    plan->duties_tell = true;
    relation->verb = verb;
    relation->forbidden = forbidden;
    if (relation->kind == CS_RELATION_DUTY_EVENT)
        add_column(relation, CS_KIND_OCCURRENCE);
    add_column(relation, CS_KIND_ANY);
    add_column(relation, CS_KIND_ANY);
    add_roles(relation, cs_symbols_shape(plan->symbols, head));
    return (uint32_t)plan->relation_count - 1;
}

void cs_lower_duties(struct cs_plan *plan)
{
    for (size_t d = 0; d < plan->relation_count; d++)
        for (size_t i = 0; i < plan->relation_count && cs_relation_tells_duties(&plan->relations[d]); i++) {
            const struct cs_relation *duty = &plan->relations[d];

            if (!cs_relation_tells_duties(&plan->relations[i]) && plan->relations[i].head == duty->head)
                plan->relations[i].duties[duty->forbidden][duty->verb] = (uint32_t)d;
        }
}

uint32_t cs_lower_condition_relation(struct cs_lowering *lowering, uint32_t column_count)
{
    struct cs_relation *relation = add_relation(lowering, CS_RELATION_CONDITION, CS_NO_NAME);

    if (relation == NULL)
        return CS_NOWHERE;
    relation->column_count = column_count;
    relation->derived = true;
    relation->read = true;
    return (uint32_t)lowering->plan->relation_count - 1;
}

/* Notes the first particular that the pattern names; articles are not compared by their names. */
static void note_particular(const struct cs_plan *plan, struct cs_use_site *site)
{
    const struct cs_relation *relation = &plan->relations[site->pattern->relation];

    for (uint32_t i = 0; i < relation->column_count && site->named == CS_NOWHERE; i++)
        if (site->pattern->columns[i].kind == CS_OPERAND_VALUE && relation->column_kinds[i] != CS_KIND_ARTICLE) {
            site->named = i;
            site->particular = site->pattern->columns[i].index;
        }
}

void cs_lower_use(struct cs_lowering *lowering, struct cs_use_site **list, uint32_t rule, uint32_t step,
                  const struct cs_pattern *pattern)
{
    struct cs_use_site *site = cs_arena_alloc(&lowering->plan->arena, sizeof *site);

    if (site == NULL)
        return;
    while (*list != NULL)
        list = &(*list)->next;
    *site = (struct cs_use_site){.rule = rule, .step = step, .pattern = pattern, .named = CS_NOWHERE};
    if (pattern != NULL)
        note_particular(lowering->plan, site);
    *list = site;
}

static void add_judged_copy(struct cs_lowering *lowering, const struct cs_judge *judge)
{
    struct cs_plan *plan = lowering->plan;
    uint32_t base = cs_plan_relation(plan, judge->word, CS_NO_NAME);
    struct cs_relation *copy;

    must(base != CS_NOWHERE);
    for (uint32_t i = plan->relations[base].judged_copies; i != CS_NOWHERE; i = plan->relations[i].next_copy)
        if (plan->relations[i].under == judge->instrument->name)
            return;
    copy = add_shape_relation(lowering, plan->relations[base].shape);
    if (copy == NULL)
        return;
    copy->under = judge->instrument->name;
    copy->next_copy = plan->relations[base].judged_copies;
    plan->relations[base].judged_copies = (uint32_t)plan->relation_count - 1;
}

static void lower_relations(struct cs_lowering *lowering)
{
    struct cs_plan *plan = lowering->plan;

    for (size_t i = 0; i < plan->symbols->shape_count; i++)
        if (add_shape_relation(lowering, &plan->symbols->shapes[i]) == NULL)
            return;
    for (const struct cs_file *file = plan->files; file != NULL; file = file->next)
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next)
            for (const struct cs_judge *judge = i->judges; judge != NULL; judge = judge->next)
                add_judged_copy(lowering, judge);
}

static void lower_needs(struct cs_lowering *lowering, const struct cs_row_line *line, struct cs_plan_row *out)
{
    struct cs_plan *plan = lowering->plan;
    uint32_t count = 0;

    for (const struct cs_row_need *need = line->needs; need != NULL; need = need->next)
        count++;
    out->needs = cs_arena_array(&plan->arena, count, sizeof *out->needs);
    for (const struct cs_row_need *need = line->needs; need != NULL && out->needs != NULL; need = need->next) {
        struct cs_plan_need *n = &out->needs[out->need_count++];
        uint32_t relation = cs_plan_relation(plan, need->term.head, CS_NO_NAME);

        n->text = need;
        cs_lower_term(lowering, &need->term, relation, 0, &n->pattern);
        plan->relations[relation].read = true;
    }
}

static void lower_row_state(struct cs_lowering *lowering, const struct cs_row_state *state, struct cs_plan_row *out)
{
    struct cs_plan *plan = lowering->plan;
    struct cs_plan_state *s = &out->states[out->state_count++];
    uint32_t relation;

    s->kind = state->kind;
    s->state = state->state;
    s->variable = CS_NOWHERE;
    if (s->kind == CS_ROW_STATE_OUTCOME && (out->whole == CS_STATE_UNSAID || s->state == CS_STATE_ADOPTED))
        out->whole = s->state;
    if (state->variable != CS_NO_NAME)
        s->variable = cs_lower_variable(lowering, state->variable);
    relation = cs_plan_relation(plan, state->term.head, CS_NO_NAME);
    cs_lower_pattern(lowering, &state->term, relation, &s->pattern);
    plan->relations[relation].read = true;
}

static void lower_row(struct cs_lowering *lowering, const struct cs_row_line *line, struct cs_plan_row *out)
{
    struct cs_plan *plan = lowering->plan;
    struct cs_plan_rule scratch = {0};
    uint32_t count = 0;

    lowering->rule = &scratch;
    out->decision = line->decision;
    out->otherwise = line->decision ? CS_STATE_PENDING : CS_STATE_WITH_EFFECT;
    cs_lower_pattern(lowering, &line->term, cs_plan_relation(plan, line->term.head, CS_NO_NAME), &out->pattern);
    out->pattern.columns[0] =
        (struct cs_operand){ CS_OPERAND_VARIABLE, .index = cs_lower_variable(lowering, line->variable) };
    for (const struct cs_row_state *state = line->states; state != NULL; state = state->next)
        count++;
    out->states = cs_arena_array(&plan->arena, count, sizeof *out->states);
    if (out->states == NULL)
        return;
    for (const struct cs_row_state *state = line->states; state != NULL; state = state->next)
        if (state->kind == CS_ROW_STATE_ELSE)
            out->otherwise = state->state;
        else
            lower_row_state(lowering, state, out);
    lower_needs(lowering, line, out);
    plan->relations[out->pattern.relation].read = true;
    out->variable_count = scratch.variable_count;
    memcpy(out->variables, scratch.variables, sizeof out->variables);
    lowering->rule = NULL;
    cs_lower_row_indexes(lowering, out);
}

static void lower_rows(struct cs_lowering *lowering)
{
    struct cs_plan *plan = lowering->plan;
    size_t count = 0;

    for (const struct cs_file *file = plan->files; file != NULL; file = file->next)
        for (const struct cs_row_line *row = file->rows; row != NULL; row = row->next)
            count++;
    plan->rows = cs_arena_array(&plan->arena, count, sizeof *plan->rows);
    if (plan->rows == NULL)
        return;
    for (const struct cs_file *file = plan->files; file != NULL; file = file->next)
        for (const struct cs_row_line *row = file->rows; row != NULL; row = row->next)
            lower_row(lowering, row, &plan->rows[plan->row_count++]);
}

static bool ends_part(char c)
{
    return c == '(' || c == ' ' || c == '.';
}

/* The length of the longest name of an instrument; the name of an article begins with one. */
static size_t longest_instrument(const struct cs_lowering *lowering)
{
    size_t longest = 0;

    for (const struct cs_file *file = lowering->plan->files; file != NULL; file = file->next)
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next)
            if (cs_names_length(lowering->names, i->name) > longest)
                longest = cs_names_length(lowering->names, i->name);
    return longest;
}

static bool begins_with_instrument(const struct cs_lowering *lowering, cs_name name, size_t longest)
{
    const struct cs_symbols *symbols = lowering->plan->symbols;
    const char *text = cs_names_text(lowering->names, name);

    for (size_t length = 1; length <= longest && length < cs_names_length(lowering->names, name); length++) {
        cs_name first = ends_part(text[length]) ? cs_names_find(lowering->names, text, length) : CS_NO_NAME;

        if (first != CS_NO_NAME && first < symbols->by_name_count && symbols->instrument_of[first] != NULL)
            return true;
    }
    return false;
}

bool cs_plan_takes_name(const struct cs_plan *plan, cs_name name)
{
    const char *text = cs_names_text(plan->names, name);

    while (*text != '\0' && !ends_part(*text))
        text++;
    return *text == '\0';
}

/*
 * "CST 4" for "CST 4(2)": the longest beginning, up to a bracket, a space or a point, that is a name itself.
 */
static cs_name longest_beginning(const struct cs_names *names, cs_name name)
{
    const char *text = cs_names_text(names, name);
    cs_name found = CS_NO_NAME;

    for (size_t length = cs_names_length(names, name); length-- > 1 && found == CS_NO_NAME;)
        if (ends_part(text[length]))
            found = cs_names_find(names, text, length);
    return found;
}

/* After the last name has been added. */
static void lower_parts(struct cs_lowering *lowering)
{
    struct cs_plan *plan = lowering->plan;
    size_t count = lowering->names->count, longest = longest_instrument(lowering);

    plan->part_of = cs_arena_array(&plan->arena, count, sizeof *plan->part_of);
    if (plan->part_of == NULL)
        return;
    for (cs_name name = 1; name < count; name++)
        if (begins_with_instrument(lowering, name, longest))
            plan->part_of[name] = longest_beginning(lowering->names, name);
    plan->part_of_count = count;
}

casus_status cs_plan_new(const struct cs_file *files, const struct cs_symbols *symbols, struct cs_names *names,
                         struct cs_grades grades, struct cs_failure *failure, struct cs_plan **out)
{
    struct cs_plan *plan = calloc(1, sizeof *plan);
    struct cs_lowering lowering = {.plan = plan, .names = names, .failure = failure, .grades = grades};

    *out = NULL;
    if (plan == NULL)
        return cs_fail_memory(failure);
    cs_arena_init(&plan->arena);
    plan->symbols = symbols;
    plan->names = names;
    plan->nothing = cs_names_intern_text(names, "nothing");
    plan->files = files;
    plan->grades = grades;
    lower_relations(&lowering);
    if (failure->status == CASUS_OK)
        cs_lower_readings(&lowering);
    if (failure->status == CASUS_OK)
        cs_lower_rules(&lowering);
    if (failure->status == CASUS_OK && !cs_arena_failed(&plan->arena))
        lower_rows(&lowering);
    if (failure->status == CASUS_OK)
        cs_lower_levels(&lowering);
    if (failure->status == CASUS_OK)
        cs_lower_name_levels(&lowering);
    if (failure->status == CASUS_OK)
        cs_lower_order(&lowering);
    if (failure->status == CASUS_OK)
        cs_lower_access(&lowering);
    lower_parts(&lowering);
    if (failure->status == CASUS_OK && (cs_arena_failed(&plan->arena) || names->failed))
        cs_fail_memory(failure);
    if (failure->status != CASUS_OK) {
        cs_plan_free(plan);
        return failure->status;
    }
    *out = plan;
    return CASUS_OK;
}

void cs_plan_free(struct cs_plan *plan)
{
    if (plan == NULL)
        return;
    cs_arena_release(&plan->arena);
    free(plan->relations);
    free(plan->rules);
    free(plan);
}

uint32_t cs_plan_relation(const struct cs_plan *plan, cs_name head, cs_name under)
{
    uint32_t base = CS_NOWHERE;

    if (head < plan->symbols->by_name_count && plan->symbols->shape_of[head] != 0)
        base = plan->symbols->shape_of[head] - 1; /* relations of shapes come first, in their order */
    if (base == CS_NOWHERE || under == CS_NO_NAME)
        return base;
    for (uint32_t i = plan->relations[base].judged_copies; i != CS_NOWHERE; i = plan->relations[i].next_copy)
        if (plan->relations[i].under == under)
            return i;
    return base;
}

bool cs_plan_within(const struct cs_plan *plan, cs_name article, cs_name whole)
{
    while (article != whole && article != CS_NO_NAME)
        article = article < plan->part_of_count ? plan->part_of[article] : CS_NO_NAME;
    return article != CS_NO_NAME;
}

bool cs_plan_articles_fit(const struct cs_plan *plan, cs_name a, cs_name b)
{
    return cs_plan_within(plan, a, b) || cs_plan_within(plan, b, a);
}

void cs_plan_fill_nothing(const struct cs_plan *plan, uint32_t relation, cs_value *values)
{
    const struct cs_relation *r = &plan->relations[relation];

    for (uint32_t i = 0; r->kind == CS_RELATION_EVENT && i < r->shape->role_count; i++)
        if (r->shape->roles[i].or_nothing && values[r->first_role + i] == CS_UNSAID)
            values[r->first_role + i] = plan->nothing;
}

bool cs_plan_pattern(const struct cs_plan *plan, const struct cs_term *term, cs_name under, struct cs_pattern *out)
{
    uint32_t relation = cs_plan_relation(plan, term->head, under);
    const struct cs_relation *r;

    if (relation == CS_NOWHERE)
        return false;
    r = &plan->relations[relation];
    *out = (struct cs_pattern){.relation = relation};
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next) {
        int position = cs_shape_role(r->shape, role->prep);

        if (position < 0)
            continue;
        if (role->args->next != NULL)
            out->columns[r->first_role + (uint32_t)position] = (struct cs_operand){CS_OPERAND_LIST, .list = role->args};
        else if (role->args->kind != CS_ARG_VARIABLE)
            out->columns[r->first_role + (uint32_t)position] =
                (struct cs_operand){ CS_OPERAND_VALUE, .index = role->args->name };
    }
    return true;
}

bool cs_plan_values(const struct cs_plan *plan, const struct cs_pattern *pattern, size_t choice, cs_value *out)
{
    for (uint32_t i = 0; i < plan->relations[pattern->relation].column_count; i++) {
        const struct cs_operand *o = &pattern->columns[i];
        const struct cs_arg *arg = o->list;
        size_t count = 0;

        out[i] = o->kind == CS_OPERAND_VALUE ? o->index : CS_UNSAID;
        if (o->kind != CS_OPERAND_LIST)
            continue;
        for (const struct cs_arg *a = o->list; a != NULL; a = a->next)
            count++;
        for (size_t skip = choice % count; skip > 0; skip--)
            arg = arg->next;
        choice /= count;
        out[i] = arg->kind == CS_ARG_VARIABLE ? CS_UNSAID : arg->name;
    }
    cs_plan_fill_nothing(plan, pattern->relation, out);
    return choice == 0;
}

struct cs_operand cs_plan_listed(const struct cs_plan_rule *rule, const struct cs_arg *arg)
{
    if (arg->kind != CS_ARG_VARIABLE)
        return (struct cs_operand){CS_OPERAND_VALUE, .index = arg->name};
    for (uint32_t i = 0; rule != NULL && i < rule->variable_count; i++)
        if (rule->variables[i] == arg->name)
            return (struct cs_operand){CS_OPERAND_VARIABLE, .index = i};
    return (struct cs_operand){CS_OPERAND_ANY, .index = 0};
}

/* Has the file dates, or a zone for them? */
static bool has_days(const struct cs_file *file)
{
    bool found = file->reckoning.has_zone;

    for (const struct cs_entry *entry = file->entries; entry != NULL && !found; entry = entry->next)
        found = entry->moment.form != CS_MOMENT_NONE;
    return found;
}

/* The common zone of all these records; +00:00 if they have different ones; false if none has dates. */
static bool common_zone(const struct cs_file *files, bool named, struct cs_zone *zone)
{
    bool found = false;

    for (const struct cs_file *file = files; file != NULL; file = file->next) {
        if (file->source->kind != CS_SOURCE_RECORD || file->source->loose || file->named != named || !has_days(file))
            continue;
        if (found && !cs_zone_same(*zone, file->reckoning.zone)) {
            *zone = CS_UTC;
            return true;
        }
        *zone = file->reckoning.zone;
        found = true;
    }
    return found;
}

struct cs_zone cs_plan_zone(const struct cs_file *files)
{
    struct cs_zone zone = CS_UTC;

    return common_zone(files, true, &zone) || common_zone(files, false, &zone) ? zone : CS_UTC;
}
