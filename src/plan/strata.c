/* SPDX-License-Identifier: MIT */
/*
 * Two questions about the rules as a whole: which derived facts depend on which (levels, so that each is judged after what
 * it needs), and of which two occurrences on one day the order could tell (R 6.4).
 */
#include <string.h>

#include "plan/lower.h"

static void each_read(const struct cs_plan_rule *rule, void (*visit)(void *context, uint32_t relation), void *context)
{
    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct cs_step *step = &rule->steps[i];

        if (step->kind == CS_STEP_MATCH || step->kind == CS_STEP_ABSENT)
            visit(context, step->pattern.relation);
        if (step->kind == CS_STEP_NUMBER && step->left.kind != CS_NUMBER_CONSTANT)
            visit(context, step->left.pattern.relation);
        if (step->kind == CS_STEP_NUMBER && step->right.kind != CS_NUMBER_CONSTANT)
            visit(context, step->right.pattern.relation);
    }
}

struct level_walk {
    struct cs_plan *plan;
    uint8_t *state; /* 0 new, 1 on the path, 2 done */
    uint32_t level;
};

static void level_of(struct level_walk *walk, uint32_t relation);

static void visit_level(void *context, uint32_t relation)
{
    struct level_walk *walk = context;
    struct cs_relation *r = &walk->plan->relations[relation];

    if (!r->derived)
        return;
    if (walk->state[relation] == 1) /* a cycle without negation or count: the checker has refused the others */
        return;
    level_of(walk, relation);
    if (r->level + 1 > walk->level)
        walk->level = r->level + 1;
}

static void level_of(struct level_walk *walk, uint32_t relation)
{
    struct cs_relation *r = &walk->plan->relations[relation];
    uint32_t outer = walk->level;

    if (walk->state[relation] == 2)
        return;
    walk->state[relation] = 1;
    walk->level = 0;
    for (const struct cs_use_site *site = r->concluders; site != NULL; site = site->next)
        each_read(&walk->plan->rules[site->rule], visit_level, walk);
    r->level = walk->level;
    if (r->level + 1 > walk->plan->level_count)
        walk->plan->level_count = r->level + 1;
    walk->level = outer;
    walk->state[relation] = 2;
}

static void visit_reach(void *context, uint32_t relation)
{
    struct level_walk *walk = context;

    if (!walk->plan->relations[relation].derived || walk->state[relation] != 0)
        return;
    walk->state[relation] = 1;
    for (const struct cs_use_site *site = walk->plan->relations[relation].concluders; site != NULL; site = site->next)
        each_read(&walk->plan->rules[site->rule], visit_reach, walk);
}

/* A derived relation that can be reached from what it reads depends on itself. */
static void mark_recursive(struct level_walk *walk, uint32_t relation)
{
    struct cs_relation *r = &walk->plan->relations[relation];

    memset(walk->state, 0, walk->plan->relation_count);
    for (const struct cs_use_site *site = r->concluders; site != NULL; site = site->next)
        each_read(&walk->plan->rules[site->rule], visit_reach, walk);
    r->recursive = walk->state[relation] != 0;
}

casus_status cs_lower_levels(struct cs_lowering *lowering)
{
    struct cs_plan *plan = lowering->plan;
    struct level_walk walk = {.plan = plan};

    walk.state = cs_arena_array(&plan->arena, plan->relation_count, 1);
    if (walk.state == NULL)
        return cs_fail_memory(lowering->failure);
    for (uint32_t i = 0; i < plan->relation_count; i++)
        if (plan->relations[i].derived)
            level_of(&walk, i);
    for (uint32_t i = 0; i < plan->relation_count; i++)
        if (plan->relations[i].derived)
            mark_recursive(&walk, i);
    return CASUS_OK;
}

/* ---- names ---- */

static uint32_t raised(const struct cs_plan *plan, const struct cs_pattern *pattern, bool strict)
{
    const struct cs_relation *r = &plan->relations[pattern->relation];

    return r->kind == CS_RELATION_EVENT ? r->name_level + strict : 0;
}

/* What the rule looks at among the names of one instant; facts are those that stood before. */
static uint32_t naming_level(const struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    uint32_t level = raised(plan, &rule->trigger, false);

    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct cs_step *s = &rule->steps[i];
        const struct cs_pattern *looked_at[] = {NULL, NULL};

        if (s->kind == CS_STEP_MATCH || s->kind == CS_STEP_ABSENT)
            looked_at[0] = &s->pattern;
        if (s->kind == CS_STEP_NUMBER && s->left.kind != CS_NUMBER_CONSTANT)
            looked_at[0] = &s->left.pattern;
        if (s->kind == CS_STEP_NUMBER && s->right.kind != CS_NUMBER_CONSTANT)
            looked_at[1] = &s->right.pattern;
        for (size_t k = 0; k < 2; k++) {
            uint32_t other = looked_at[k] == NULL ? 0 : raised(plan, looked_at[k], s->kind != CS_STEP_MATCH);

            if (other > level)
                level = other;
        }
    }
    return level;
}

static bool raise_names(struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    uint32_t level = naming_level(plan, rule);
    bool changed = false;

    for (uint32_t c = 0; c < rule->conclusion_count; c++) {
        uint32_t relation = rule->conclusions[c].pattern.relation;

        if (rule->conclusions[c].kind != CS_EFFECT_TERM || plan->relations[relation].kind != CS_RELATION_EVENT)
            continue;
        for (uint32_t copy = relation; copy != CS_NOWHERE;
             copy = copy == relation ? plan->relations[relation].judged_copies : plan->relations[copy].next_copy)
            if (plan->relations[copy].name_level < level) {
                plan->relations[copy].name_level = level;
                changed = true;
            }
    }
    return changed;
}

/*
 * A name that a rule gives for want of another, or for the number of others, is given after them (R 4.4). The checker has
 * refused circles, so that levels end: a chain has no more links than there are words.
 */
void cs_lower_name_levels(struct cs_lowering *lowering)
{
    struct cs_plan *plan = lowering->plan;
    bool changed = true;

    for (size_t pass = 0; changed; pass++) {
        must(pass <= plan->relation_count * plan->relation_count + 1);
        changed = false;
        for (size_t i = 0; i < plan->rule_count; i++)
            if (plan->rules[i].names)
                changed |= raise_names(plan, &plan->rules[i]);
    }
    plan->name_level_count = 1;
    for (size_t i = 0; i < plan->relation_count; i++)
        if (plan->relations[i].name_level >= plan->name_level_count)
            plan->name_level_count = plan->relations[i].name_level + 1;
}

/* Square matrices of relations, one byte an entry. */
struct matrices {
    struct cs_plan *plan;
    size_t n;
    uint8_t *names;   /* a may also be called b */
    uint8_t *changes; /* an a may change b: its names, the facts it begins or ends, and what follows from them */
    uint8_t *toggles; /* an a may begin (1) or end (2) fact b; 4: it begins it only by a name that a rule gives it */
    uint8_t *minds;   /* what a does may depend on b: 1 only by rules on a itself, 2 also by what follows from a */
    uint8_t *row;     /* the row that visit_mark writes */
};

static void visit_mark(void *context, uint32_t relation)
{
    ((struct matrices *)context)->row[relation] = 1;
}

/* Adds to `row` the derived relations that depend on what is in it, until nothing changes. */
static void close_derived(struct matrices *m, uint8_t *row)
{
    bool changed = true;
    uint8_t *reads = cs_arena_array(&m->plan->arena, m->n, 1);

    while (changed && reads != NULL) {
        changed = false;
        for (size_t i = 0; i < m->plan->rule_count; i++) {
            const struct cs_plan_rule *rule = &m->plan->rules[i];

            if (rule->kind != CS_RULE_WHILE || row[rule->head.relation] != 0)
                continue;
            memset(reads, 0, m->n);
            m->row = reads;
            each_read(rule, visit_mark, m);
            for (size_t r = 0; r < m->n && row[rule->head.relation] == 0; r++)
                if (reads[r] != 0 && row[r] != 0) {
                    row[rule->head.relation] = 1;
                    changed = true;
                }
        }
    }
}

static void add_copies(const struct cs_plan *plan, uint8_t *row, uint32_t relation)
{
    row[relation] = 1;
    for (uint32_t i = plan->relations[relation].judged_copies; i != CS_NOWHERE; i = plan->relations[i].next_copy)
        row[i] = 1;
}

static bool is_fact(const struct cs_plan *plan, uint32_t relation)
{
    return plan->relations[relation].kind == CS_RELATION_FACT;
}

/* What happens may be what is forbidden, and then somebody fails at once. */
static bool add_failures(const struct cs_plan *plan, uint8_t *names)
{
    bool added = false;

    for (uint32_t i = 0; i < plan->relation_count; i++) {
        const struct cs_relation *r = &plan->relations[i];

        if (r->kind == CS_RELATION_FAILURE && r->forbidden && names[i] == 0 &&
            names[cs_plan_relation(plan, r->head, CS_NO_NAME)] != 0) {
            names[i] = 1;
            added = true;
        }
    }
    return added;
}

static bool is_copy(const struct cs_plan *plan, size_t a, size_t b)
{
    for (uint32_t i = plan->relations[b].judged_copies; i != CS_NOWHERE; i = plan->relations[i].next_copy)
        if (i == a)
            return true;
    return a == b;
}

/* What an occurrence entered as `a` may be called, and what its rules begin and end at once. */
static void close_names(struct matrices *m, size_t a)
{
    struct cs_plan *plan = m->plan;
    uint8_t *names = m->names + a * m->n, *changes = m->changes + a * m->n, *toggles = m->toggles + a * m->n;
    bool changed = true;

    add_copies(plan, names, (uint32_t)a);
    while (changed) {
        changed = add_failures(plan, names);
        for (size_t i = 0; i < plan->rule_count; i++) {
            const struct cs_plan_rule *rule = &plan->rules[i];

            if (rule->kind != CS_RULE_WHEN || rule->delay != CS_DELAY_NONE || names[rule->trigger.relation] == 0)
                continue;
            for (uint32_t c = 0; c < rule->conclusion_count; c++) {
                uint32_t relation = rule->conclusions[c].pattern.relation;

                if (rule->conclusions[c].kind == CS_EFFECT_BOND)
                    continue;
                if (is_fact(plan, relation))
                    toggles[relation] |= rule->conclusions[c].kind == CS_EFFECT_END ? 2
                                         : is_copy(plan, rule->trigger.relation, a) ? 1 : 1 | 4;
                else if (names[relation] == 0) {
                    add_copies(plan, names, relation);
                    changed = true;
                }
            }
        }
    }
    for (size_t r = 0; r < m->n; r++)
        if (names[r] != 0 || toggles[r] != 0)
            changes[r] = 1;
    close_derived(m, changes);
}

static void mind_bond(const struct cs_conclusion *c, uint8_t *row)
{
    if (c->kind != CS_EFFECT_BOND)
        return;
    row[c->pattern.relation] = 1;
    for (uint32_t w = 0; w < c->watch_count; w++)
        row[c->watches[w].pattern.relation] = 1;
}

static void raise(uint8_t *to, const uint8_t *from, size_t n, uint8_t level)
{
    for (size_t i = 0; i < n; i++)
        if (from[i] != 0 && to[i] < level)
            to[i] = level;
}

/* What the rules that an `a` sets off, and the powers it needs, look at; and the acts of the bonds it founds. */
static void close_minds(struct matrices *m, size_t a)
{
    struct cs_plan *plan = m->plan;
    const uint8_t *changes = m->changes + a * m->n;

    m->row = cs_arena_array(&plan->arena, m->n, 1);
    for (size_t i = 0; i < plan->rule_count && m->row != NULL; i++) {
        const struct cs_plan_rule *rule = &plan->rules[i];
        bool on_a = rule->trigger.relation == a && rule->kind != CS_RULE_WHILE;
        bool set_off = rule->kind == CS_RULE_WHEN && rule->delay == CS_DELAY_NONE && changes[rule->trigger.relation];
        bool condition = rule->kind == CS_RULE_WHILE && changes[rule->head.relation] &&
                         plan->relations[rule->head.relation].kind == CS_RELATION_CONDITION;

        memset(m->row, 0, m->n);
        if (set_off || (rule->kind == CS_RULE_MAY && on_a))
            each_read(rule, visit_mark, m);
        for (uint32_t c = 0; (set_off || condition) && c < rule->conclusion_count; c++)
            mind_bond(&rule->conclusions[c], m->row);
        raise(m->minds + a * m->n, m->row, m->n, on_a ? 1 : 2);
    }
}

/* The few places of a row that are not 0: pairs of words are looked at by these, not by whole rows. */
struct marked { uint32_t *at; size_t count; };

static void gather(struct marked *marked, const uint8_t *row, size_t n)
{
    marked->count = 0;
    for (size_t i = 0; i < n; i++)
        if (row[i] != 0)
            marked->at[marked->count++] = (uint32_t)i;
}

static bool meets(const struct marked *marked, const uint8_t *row)
{
    for (size_t i = 0; i < marked->count; i++)
        if (row[marked->at[i]] != 0)
            return true;
    return false;
}

/* How what an `a` does may depend on whether a `b` has come about. */
static uint8_t depends(const struct matrices *m, size_t a, const struct marked *minded, size_t b)
{
    const uint8_t *minds = m->minds + a * m->n, *changes = m->changes + b * m->n;
    uint8_t how = CS_ORDER_NEVER;

    for (size_t i = 0; i < minded->count; i++) {
        uint32_t x = minded->at[i];

        if (changes[x] == 0)
            continue;
        if (minds[x] == 2 || !is_copy(m->plan, x, b))
            return CS_ORDER_INDIRECT;
        how = CS_ORDER_DIRECT;
    }
    return how;
}

static bool fights(const uint8_t *a, const struct marked *toggled, const uint8_t *b)
{
    for (size_t i = 0; i < toggled->count; i++) {
        uint32_t x = toggled->at[i];

        if (((a[x] | b[x]) & 3) == 3 && b[x] != 0)
            return true;
    }
    return false;
}

/* Of a fact that has one value at a time the later beginning replaces the earlier one: directly if it is the same fact. */
static uint8_t replaces(const struct cs_plan *plan, const uint8_t *a, const struct marked *toggled, const uint8_t *b)
{
    uint8_t how = CS_ORDER_NEVER;

    for (size_t i = 0; i < toggled->count; i++) {
        uint32_t x = toggled->at[i];

        if (plan->relations[x].one_column == CS_NOWHERE || (a[x] & b[x] & 1) == 0)
            continue;
        if (((a[x] | b[x]) & 4) != 0)
            return CS_ORDER_INDIRECT;
        how = CS_ORDER_DIRECT;
    }
    return how;
}

static void raise_order(struct cs_plan *plan, size_t a, size_t b, uint8_t how)
{
    size_t n = plan->relation_count;

    if (how > plan->order_matters[a * n + b])
        plan->order_matters[a * n + b] = how;
    if (how > plan->order_matters[b * n + a])
        plan->order_matters[b * n + a] = how;
}

static void order_pairs(struct matrices *m)
{
    size_t n = m->n;
    struct marked minded = {cs_arena_array(&m->plan->arena, n, sizeof(uint32_t)), 0};
    struct marked toggled = {cs_arena_array(&m->plan->arena, n, sizeof(uint32_t)), 0};

    if (minded.at == NULL || toggled.at == NULL)
        return;
    for (size_t a = 0; a < n; a++) {
        const uint8_t *toggles = m->toggles + a * n;

        gather(&minded, m->minds + a * n, n);
        gather(&toggled, toggles, n);
        for (size_t b = 0; b < n && minded.count + toggled.count > 0; b++) {
            raise_order(m->plan, a, b,
                        fights(toggles, &toggled, m->toggles + b * n) ? CS_ORDER_INDIRECT : depends(m, a, &minded, b));
            raise_order(m->plan, a, b, replaces(m->plan, toggles, &toggled, m->toggles + b * n));
        }
    }
}

/* What performs a bond, and what ends or releases it: whichever comes first prevails. */
static void order_bond(struct matrices *m, const struct cs_conclusion *c)
{
    size_t n = m->n;

    for (uint32_t w = 0; c->kind == CS_EFFECT_BOND && w < c->watch_count; w++)
        for (size_t a = 0; a < n; a++)
            for (size_t b = 0; m->changes[a * n + c->pattern.relation] != 0 && b < n; b++)
                if (m->changes[b * n + c->watches[w].pattern.relation] != 0)
                    m->plan->order_matters[a * n + b] = m->plan->order_matters[b * n + a] = CS_ORDER_INDIRECT;
}

static void order_bonds(struct matrices *m)
{
    for (size_t i = 0; i < m->plan->rule_count; i++)
        for (uint32_t c = 0; c < m->plan->rules[i].conclusion_count; c++)
            order_bond(m, &m->plan->rules[i].conclusions[c]);
    for (size_t i = 0; i < m->plan->bond_count; i++)
        order_bond(m, &m->plan->bonds[i].conclusion);
}

/* What a rule itself begins, ends and calls so, and what follows from that at once. */
static void close_rule(struct matrices *m, const struct cs_plan_rule *rule, uint8_t *changes, uint8_t *toggles)
{
    for (uint32_t c = 0; c < rule->conclusion_count; c++) {
        const struct cs_conclusion *conclusion = &rule->conclusions[c];
        uint32_t relation = conclusion->pattern.relation;

        if (conclusion->kind == CS_EFFECT_BOND)
            continue;
        changes[relation] = 1;
        if (is_fact(m->plan, relation))
            toggles[relation] |= conclusion->kind == CS_EFFECT_END ? 2 : 1;
        else
            raise(changes, m->changes + (size_t)relation * m->n, m->n, 1);
    }
    close_derived(m, changes);
}

/* An `a` may change what a rule looks at, or the rule what an `a` looks at; or what the one begins the other ends. */
static void fill_rule_minds(struct matrices *m, const struct cs_plan_rule *rule)
{
    struct cs_plan *plan = m->plan;
    size_t n = m->n;
    uint8_t *reads = cs_arena_array(&plan->arena, n, 1), *changes = cs_arena_array(&plan->arena, n, 1);
    uint8_t *toggles = cs_arena_array(&plan->arena, n, 1);
    struct marked read = {cs_arena_array(&plan->arena, n, sizeof(uint32_t)), 0};
    struct marked changed = {cs_arena_array(&plan->arena, n, sizeof(uint32_t)), 0};
    struct marked toggled = {cs_arena_array(&plan->arena, n, sizeof(uint32_t)), 0};

    if (cs_arena_failed(&plan->arena))
        return;
    m->row = reads;
    each_read(rule, visit_mark, m);
    for (uint32_t c = 0; c < rule->conclusion_count; c++)
        mind_bond(&rule->conclusions[c], reads);
    close_rule(m, rule, changes, toggles);
    gather(&read, reads, n);
    gather(&changed, changes, n);
    gather(&toggled, toggles, n);
    for (size_t a = 0; a < n; a++)
        plan->rule_minds[rule->number * n + a] = meets(&read, m->changes + a * n) ||
                                                 meets(&changed, m->minds + a * n) ||
                                                 fights(toggles, &toggled, m->toggles + a * n) ||
                                                 replaces(plan, toggles, &toggled, m->toggles + a * n) != CS_ORDER_NEVER;
}

static void fill_order(struct matrices *m)
{
    struct cs_plan *plan = m->plan;

    order_pairs(m);
    order_bonds(m);
    for (size_t i = 0; i < plan->rule_count; i++)
        if (plan->rules[i].kind == CS_RULE_WHEN)
            fill_rule_minds(m, &plan->rules[i]);
}

static void fill_comes_after(struct cs_plan *plan)
{
    size_t n = plan->relation_count;

    for (size_t a = 0; a < n; a++) {
        const struct cs_relation *r = &plan->relations[a];

        if (r->shape == NULL || r->kind != CS_RELATION_EVENT)
            continue;
        for (const struct cs_words *w = r->shape->after; w != NULL; w = w->next) {
            uint32_t b = cs_plan_relation(plan, w->head, CS_NO_NAME);

            if (b != CS_NOWHERE)
                plan->comes_after[a * n + b] = 1;
        }
    }
}

casus_status cs_lower_order(struct cs_lowering *lowering)
{
    struct cs_plan *plan = lowering->plan;
    size_t n = plan->relation_count, square = n * n;
    struct matrices m = {.plan = plan, .n = n};

    plan->order_matters = cs_arena_array(&plan->arena, square, 1);
    plan->rule_minds = cs_arena_array(&plan->arena, plan->rule_count * n, 1);
    plan->comes_after = cs_arena_array(&plan->arena, square, 1);
    m.names = plan->names_of = cs_arena_array(&plan->arena, square, 1);
    m.changes = plan->changes_of = cs_arena_array(&plan->arena, square, 1);
    m.toggles = cs_arena_array(&plan->arena, square, 1);
    m.minds = cs_arena_array(&plan->arena, square, 1);
    if (cs_arena_failed(&plan->arena))
        return cs_fail_memory(lowering->failure);
    for (size_t a = 0; a < n; a++)
        if (plan->relations[a].kind == CS_RELATION_EVENT)
            close_names(&m, a);
    for (size_t a = 0; a < n; a++)
        if (plan->relations[a].kind == CS_RELATION_EVENT)
            close_minds(&m, a);
    fill_order(&m);
    fill_comes_after(plan);
    return cs_arena_failed(&plan->arena) ? cs_fail_memory(lowering->failure) : CASUS_OK;
}
