/* SPDX-License-Identifier: MIT */
#include "plan/shard.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/hash.h"

#define NO_VARIABLE UINT32_MAX

struct proof {
    const struct cs_plan *plan;
    const struct cs_map_column *column;
    uint32_t *columns;
    bool *said;  /* by relation: a row may say it */
    bool *moves; /* by relation: find_moves */
    struct cs_buffer *why;
    bool changed, broken;
};

static const char *name_of(const struct proof *p, cs_name name)
{
    return cs_names_text(p->plan->names, name);
}

static const char *head_of(const struct proof *p, uint32_t relation)
{
    return name_of(p, p->plan->relations[relation].head);
}

/* What speaks against the column; the first reason is kept. */
__attribute__((format(printf, 2, 3))) static void refuse(struct proof *p, const char *format, ...)
{
    va_list arguments;
    char text[300];

    if (p->broken)
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    cs_buffer_printf(p->why, "%s%s: %s", p->why->length > 0 ? "; " : "", name_of(p, p->column->name), text);
    p->broken = true;
}

static const char *article_of(const struct proof *p, const struct cs_plan_rule *rule)
{
    return rule->article != CS_NO_NAME ? name_of(p, rule->article) : "a rule of the vocabulary";
}

/* ---- words ---- */

/* The role of a word that holds the value: also of what is said of the duties to do it, and of its judged copies. */
static void give_role(struct proof *p, uint32_t relation, uint32_t column)
{
    const struct cs_plan *plan = p->plan;
    const struct cs_relation *r = &plan->relations[relation];
    uint32_t role = column - r->first_role;

    if (p->columns[relation] == column)
        return;
    if (p->columns[relation] != CS_NOWHERE) {
        refuse(p, "\"%s\" has it in two roles", head_of(p, relation));
        return;
    }
    p->changed = true;
    for (uint32_t i = 0; i < plan->relation_count; i++)
        if (plan->relations[i].kind != CS_RELATION_CONDITION && plan->relations[i].head == r->head)
            p->columns[i] = plan->relations[i].first_role + role;
}

/* The role of each word that a row says, from this column. */
static void read_statements(struct proof *p, const struct cs_map *map)
{
    for (const struct cs_map_case *c = map->cases; c != NULL; c = c->next)
        for (const struct cs_map_statement *s = c->statements; s != NULL; s = s->next) {
            uint32_t relation = cs_plan_relation(p->plan, s->term.head, CS_NO_NAME);
            const struct cs_relation *r = relation != CS_NOWHERE ? &p->plan->relations[relation] : NULL;

            if (r != NULL)
                p->said[relation] = true;
            for (const struct cs_role *role = s->term.roles; r != NULL && role != NULL; role = role->next)
                if (role->args->kind == CS_ARG_VARIABLE && role->args->name == p->column->name)
                    give_role(p, relation, r->first_role + (uint32_t)cs_shape_role(r->shape, role->prep));
        }
}

static bool says_it(const struct proof *p, const struct cs_map_statement *s, const struct cs_relation *r,
                    uint32_t column)
{
    for (const struct cs_role *role = s->term.roles; role != NULL; role = role->next)
        if (r->first_role + (uint32_t)cs_shape_role(r->shape, role->prep) == column)
            return role->args->kind == CS_ARG_VARIABLE && role->args->name == p->column->name;
    return false;
}

static void check_statements(struct proof *p, const struct cs_map *map)
{
    for (const struct cs_map_case *c = map->cases; c != NULL; c = c->next)
        for (const struct cs_map_statement *s = c->statements; s != NULL; s = s->next) {
            uint32_t relation = cs_plan_relation(p->plan, s->term.head, CS_NO_NAME);

            if (relation != CS_NOWHERE && p->columns[relation] != CS_NOWHERE &&
                !says_it(p, s, &p->plan->relations[relation], p->columns[relation]))
                refuse(p, "a row may say \"%s\" without it", name_of(p, s->term.head));
        }
}

/* ---- rules ---- */

typedef void (*visit_pattern)(struct proof *p, const struct cs_pattern *pattern, void *context);

/* At what a rule looks. */
static void each_read(struct proof *p, const struct cs_plan_rule *rule, visit_pattern visit, void *context)
{
    if (rule->kind != CS_RULE_WHILE)
        visit(p, &rule->trigger, context);
    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct cs_step *step = &rule->steps[i];

        if (step->kind == CS_STEP_MATCH || step->kind == CS_STEP_ABSENT || step->kind == CS_STEP_QUANTITY)
            visit(p, &step->pattern, context);
        if (cs_step_surveys(step) && step->left.kind != CS_NUMBER_CONSTANT)
            visit(p, &step->left.pattern, context);
        if (cs_step_surveys(step) && step->right.kind != CS_NUMBER_CONSTANT)
            visit(p, &step->right.pattern, context);
    }
}

/* What it concludes, and for what its duties wait. */
static void each_concluded(struct proof *p, const struct cs_plan_rule *rule, visit_pattern visit, void *context)
{
    for (uint32_t i = 0; i < rule->conclusion_count; i++)
        visit(p, &rule->conclusions[i].pattern, context);
}

static const struct cs_operand *value_in(const struct proof *p, const struct cs_pattern *pattern)
{
    uint32_t column = p->columns[pattern->relation];

    return column != CS_NOWHERE ? &pattern->columns[column] : NULL;
}

/* The variable that holds the value, in what a rule looks at; NO_VARIABLE: it looks at all values alike. */
static void find_variable(struct proof *p, const struct cs_pattern *pattern, void *context)
{
    const struct cs_operand *operand = value_in(p, pattern);
    uint32_t *variable = context;

    if (operand != NULL && operand->kind == CS_OPERAND_VARIABLE && *variable == NO_VARIABLE)
        *variable = operand->index;
}

/* What is concluded with that variable in a role has its value there. */
static void pass_on(struct proof *p, const struct cs_pattern *pattern, void *context)
{
    const struct cs_relation *r = &p->plan->relations[pattern->relation];
    const uint32_t *variable = context;

    if (p->columns[pattern->relation] != CS_NOWHERE || r->kind == CS_RELATION_CONDITION)
        return;
    for (uint32_t i = r->first_role; i < r->column_count; i++)
        if (pattern->columns[i].kind == CS_OPERAND_VARIABLE && pattern->columns[i].index == *variable) {
            give_role(p, pattern->relation, i);
            return;
        }
}

/* So has that at which the rule looks, unless rows say it: these it would part. */
static void pass_back(struct proof *p, const struct cs_pattern *pattern, void *context)
{
    if (!p->said[pattern->relation])
        pass_on(p, pattern, context);
}

static void is_moved(struct proof *p, const struct cs_pattern *pattern, void *context)
{
    bool *moved = context;

    *moved = *moved || p->moves[pattern->relation];
}

static void move(struct proof *p, uint32_t relation)
{
    p->changed = p->changed || !p->moves[relation];
    p->moves[relation] = true;
}

/* What rules conclude from what happens: facts, names, duties and what becomes of them. */
static void move_concluded(struct proof *p, const struct cs_plan_rule *rule)
{
    for (uint32_t i = 0; i < rule->conclusion_count; i++) {
        uint32_t relation = rule->conclusions[i].pattern.relation;

        for (uint32_t k = 0; k < p->plan->relation_count; k++)
            if (p->plan->relations[k].kind != CS_RELATION_CONDITION &&
                p->plan->relations[k].head == p->plan->relations[relation].head)
                move(p, k);
    }
}

/*
 * Finds what rows bring about or change at a moment of a day: events that they tell of, and what follows from these.
 * Where the order of a day is open it is split by all that it has to do with, so what belongs to one value alone would
 * be split by the rows of others. Facts that rows begin and end do so with their days.
 */
static void find_moves(struct proof *p)
{
    for (size_t i = 0; i < p->plan->relation_count; i++)
        p->moves[i] = p->said[i] && p->plan->relations[i].kind == CS_RELATION_EVENT;
    do {
        p->changed = false;
        for (size_t i = 0; i < p->plan->rule_count; i++) {
            bool moved = false;

            each_read(p, &p->plan->rules[i], is_moved, &moved);
            if (moved)
                move_concluded(p, &p->plan->rules[i]);
        }
    } while (p->changed);
}

struct checked { const struct cs_plan_rule *rule; uint32_t variable; bool any; };

static void check_read(struct proof *p, const struct cs_pattern *pattern, void *context)
{
    const struct cs_operand *operand = value_in(p, pattern);
    struct checked *c = context;

    if (operand == NULL)
        return;
    c->any = true;
    if (operand->kind != CS_OPERAND_VARIABLE || operand->index != c->variable)
        refuse(p, "%s looks at \"%s\" of several at once", article_of(p, c->rule), head_of(p, pattern->relation));
}

static void check_concluded(struct proof *p, const struct cs_pattern *pattern, void *context)
{
    const struct cs_operand *operand = value_in(p, pattern);
    const struct checked *c = context;

    if (p->plan->relations[pattern->relation].kind == CS_RELATION_CONDITION)
        return;
    if (!c->any && operand != NULL)
        refuse(p, "%s concludes \"%s\" from what concerns all", article_of(p, c->rule), head_of(p, pattern->relation));
    if (c->any && (operand == NULL || operand->kind != CS_OPERAND_VARIABLE || operand->index != c->variable))
        refuse(p, "what %s concludes, \"%s\", does not name it", article_of(p, c->rule), head_of(p, pattern->relation));
}

/* Of what concerns all a rule about one value looks at what no row moves at a moment. */
static void check_moves(struct proof *p, const struct cs_pattern *pattern, void *context)
{
    const struct checked *c = context;

    if (c->any && value_in(p, pattern) == NULL && p->moves[pattern->relation])
        refuse(p, "%s looks at \"%s\", which concerns all and has its moment", article_of(p, c->rule),
               head_of(p, pattern->relation));
}

static void check_watches(struct proof *p, struct checked *c)
{
    for (uint32_t i = 0; i < c->rule->conclusion_count; i++)
        for (uint32_t w = 0; w < c->rule->conclusions[i].watch_count; w++) {
            const struct cs_pattern *pattern = &c->rule->conclusions[i].watches[w].pattern;
            const struct cs_operand *operand = value_in(p, pattern);

            check_moves(p, pattern, c);
            if (operand != NULL && (operand->kind != CS_OPERAND_VARIABLE || operand->index != c->variable))
                refuse(p, "what %s founds waits for \"%s\" of any", article_of(p, c->rule),
                       head_of(p, pattern->relation));
        }
}

static void check_rule(struct proof *p, const struct cs_plan_rule *rule)
{
    struct checked c = {.rule = rule, .variable = NO_VARIABLE};

    each_read(p, rule, find_variable, &c.variable);
    each_read(p, rule, check_read, &c);
    each_read(p, rule, check_moves, &c);
    each_concluded(p, rule, check_concluded, &c);
    if (rule->kind == CS_RULE_MAY && c.any && value_in(p, &rule->trigger) == NULL)
        refuse(p, "whether \"%s\" has effect by %s rests on it", head_of(p, rule->trigger.relation),
               article_of(p, rule));
    check_watches(p, &c);
}

/* ---- all else ---- */

static void check_words(struct proof *p)
{
    for (uint32_t i = 0; i < p->plan->relation_count; i++) {
        const struct cs_relation *r = &p->plan->relations[i];

        if (p->columns[i] == CS_NOWHERE)
            continue;
        if (r->one_column == p->columns[i])
            refuse(p, "\"%s\" has one of them at a time", head_of(p, i));
        if (r->takes_over)
            refuse(p, "with \"%s\" one takes over from another", head_of(p, i));
    }
}

static bool is_divided(const struct proof *p, cs_name head)
{
    uint32_t relation = cs_plan_relation(p->plan, head, CS_NO_NAME);

    return relation != CS_NOWHERE && p->columns[relation] != CS_NOWHERE;
}

static void check_records(struct proof *p)
{
    for (const struct cs_file *file = p->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *e = file->entries; e != NULL; e = e->next)
            if (is_divided(p, e->term.head) || (e->bond != NULL && is_divided(p, e->bond->act.head)))
                refuse(p, "the texts of the case tell of \"%s\" too",
                       name_of(p, e->bond != NULL ? e->bond->act.head : e->term.head));
    for (size_t i = 0; i < p->plan->bond_count; i++) {
        const struct cs_conclusion *c = &p->plan->bonds[i].conclusion;

        for (uint32_t w = 0; w < c->watch_count; w++)
            if (value_in(p, &c->watches[w].pattern) != NULL)
                refuse(p, "what the record founds waits for \"%s\" of any",
                       head_of(p, c->watches[w].pattern.relation));
    }
}

/* Does what somebody owes name it? Else nothing would be divided. */
static void check_duties(struct proof *p)
{
    for (size_t i = 0; i < p->plan->rule_count; i++)
        for (uint32_t c = 0; c < p->plan->rules[i].conclusion_count; c++) {
            const struct cs_conclusion *conclusion = &p->plan->rules[i].conclusions[c];

            if (conclusion->kind == CS_EFFECT_BOND && value_in(p, &conclusion->pattern) != NULL)
                return;
        }
    refuse(p, "no duty names it");
}

/* Gives words their roles until nothing changes, and then looks whether all holds. */
static bool prove(struct proof *p, const struct cs_map *map)
{
    for (size_t i = 0; i < p->plan->relation_count; i++)
        p->columns[i] = CS_NOWHERE;
    read_statements(p, map);
    do {
        p->changed = false;
        for (size_t i = 0; i < p->plan->rule_count && !p->broken; i++) {
            uint32_t variable = NO_VARIABLE;

            each_read(p, &p->plan->rules[i], find_variable, &variable);
            each_concluded(p, &p->plan->rules[i], find_variable, &variable);
            if (variable == NO_VARIABLE)
                continue;
            each_concluded(p, &p->plan->rules[i], pass_on, &variable);
            each_read(p, &p->plan->rules[i], pass_back, &variable);
        }
    } while (p->changed && !p->broken);
    find_moves(p);
    check_statements(p, map);
    check_words(p);
    check_records(p);
    for (size_t i = 0; i < p->plan->rule_count && !p->broken; i++)
        check_rule(p, &p->plan->rules[i]);
    check_duties(p);
    return !p->broken;
}

bool cs_shard_key_find(const struct cs_plan *plan, const struct cs_file *map, struct cs_arena *arena,
                       struct cs_shard_key *out, struct cs_buffer *why)
{
    struct proof p = {.plan = plan, .why = why,
                      .columns = cs_arena_array(arena, plan->relation_count, sizeof *p.columns),
                      .said = cs_arena_array(arena, plan->relation_count, sizeof *p.said),
                      .moves = cs_arena_array(arena, plan->relation_count, sizeof *p.moves)};

    *out = (struct cs_shard_key){.column = NULL, .columns = p.columns};
    for (const struct cs_map_column *c = map->map->columns; c != NULL && p.moves != NULL; c = c->next) {
        p.column = c;
        p.broken = false;
        if (!c->is_new)
            continue;
        if (prove(&p, map->map)) {
            out->column = c;
            break;
        }
    }
    if (out->column == NULL && why->length == 0)
        cs_buffer_text(why, "no column brings new particulars of its own (\"each incident is a new incident\")");
    return p.moves != NULL && !why->failed;
}

uint32_t cs_shard_of(const char *text, size_t length, uint32_t shards)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325); /* FNV-1a, then mixed: the texts are mostly numbers */

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
    return (uint32_t)(cs_hash_mix(0, hash) % shards);
}

void cs_shard_text(const struct cs_plan *plan, struct cs_buffer *out)
{
    for (const struct cs_file *file = plan->files; file != NULL; file = file->next) {
        struct cs_arena arena;
        struct cs_buffer why;
        struct cs_shard_key key;

        if (file->map == NULL)
            continue;
        cs_arena_init(&arena);
        cs_buffer_init(&why);
        if (!cs_shard_key_find(plan, file, &arena, &key, &why))
            out->failed = true;
        else if (key.column != NULL)
            cs_buffer_printf(out, "%-7s %s: %s\n", "shard", file->source->name,
                             cs_names_text(plan->names, key.column->name));
        else
            cs_buffer_printf(out, "%-7s %s: none; %s\n", "shard", file->source->name, cs_buffer_string(&why));
        cs_buffer_release(&why);
        cs_arena_release(&arena);
    }
}
