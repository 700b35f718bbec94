/* SPDX-License-Identifier: MIT */
/*
 * For which pairs of words the order of two occurrences on one day may matter (R 6.4); sequence_waits.c: of which words
 * the order with the end of a period.
 *
 * Matrices of relations, by rows: a byte for each relation, and a list of those that are set, so that the cost of a row
 * is that of its content. Rows are filled only for the words that the record enters, and for the names that waiting
 * rules give.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "plan/sequence_int.h"

void cs_sequence_mark(struct cs_matrices *m, struct cs_matrix_row *row, uint32_t relation, uint8_t level)
{
    if (row->bytes[relation] == 0) {
        if (!cs_grow(&row->at, &row->capacity, row->count + 1, sizeof *row->at)) {
            m->failed = true;
            return;
        }
        row->at[row->count++] = relation;
    }
    if (level > row->bytes[relation])
        row->bytes[relation] = level;
}

void cs_sequence_clear(struct cs_matrix_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        row->bytes[row->at[i]] = 0;
    row->count = 0;
}

void cs_sequence_visit(void *context, uint32_t relation)
{
    struct cs_matrices *m = context;

    cs_sequence_mark(m, m->row, relation, 1);
}

void cs_sequence_close_derived(struct cs_matrices *m, struct cs_matrix_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        for (const struct cs_use_site *s = m->plan->relations[row->at[i]].readers; s != NULL; s = s->next)
            cs_sequence_mark(m, row, m->plan->rules[s->rule].head.relation, m->pass);
}

static void add_copies(struct cs_matrices *m, struct cs_matrix_row *row, uint32_t relation)
{
    cs_sequence_mark(m, row, relation, 1);
    for (uint32_t i = m->plan->relations[relation].judged_copies; i != CS_NOWHERE; i = m->plan->relations[i].next_copy)
        cs_sequence_mark(m, row, i, 1);
}

bool cs_sequence_is_fact(const struct cs_plan *plan, uint32_t relation)
{
    return plan->relations[relation].kind == CS_RELATION_FACT;
}

static bool is_copy(const struct cs_plan *plan, size_t a, size_t b)
{
    for (uint32_t i = plan->relations[b].judged_copies; i != CS_NOWHERE; i = plan->relations[i].next_copy)
        if (i == a)
            return true;
    return a == b;
}

void cs_sequence_toggle(struct cs_matrices *m, struct cs_matrix_row *toggles, const struct cs_conclusion *c,
                        bool itself)
{
    uint8_t how = (uint8_t)((c->kind == CS_EFFECT_END ? 2 : 1) | (itself ? 0 : 4));

    cs_sequence_mark(m, toggles, c->pattern.relation, (uint8_t)(toggles->bytes[c->pattern.relation] | how));
}

static void add_called(struct cs_matrices *m, struct cs_following to, size_t a, const struct cs_plan_rule *rule)
{
    if (!cs_plan_applies_at_once(m->plan, rule))
        return;
    for (uint32_t c = 0; c < rule->conclusion_count; c++) {
        if (rule->conclusions[c].kind == CS_EFFECT_BOND)
            continue;
        if (cs_sequence_is_fact(m->plan, rule->conclusions[c].pattern.relation))
            cs_sequence_toggle(m, to.toggles, &rule->conclusions[c],
                   a < m->n && is_copy(m->plan, rule->trigger.relation, a));
        else
            add_copies(m, to.names, rule->conclusions[c].pattern.relation);
    }
}

/* A change of this relation may do something to duties of which rules say something. */
static void touch_duties(struct cs_matrices *m, struct cs_following to, uint32_t relation)
{
    for (size_t i = 0; i < m->touches[relation].count; i++) {
        uint32_t duty = m->touches[relation].at[i];

        cs_sequence_mark(m, m->plan->relations[duty].kind == CS_RELATION_DUTY_EVENT ? to.names : to.changes, duty,
                         m->pass);
    }
}

/* Are rules followed that are set off as it begins or ends? */
static bool leads_on(const struct cs_matrices *m, const struct cs_relation *relation)
{
    return relation->kind == CS_RELATION_DUTY ||
           (relation->kind == CS_RELATION_FACT && m->pass == CS_CHANGES_CHAINED);
}

void cs_sequence_follow(struct cs_matrices *m, struct cs_following to, size_t a)
{
    const struct cs_plan *plan = m->plan;
    size_t named = 0, toggled = 0, changed = 0;

    do {
        for (; named < to.names->count; named++)
            for (const struct cs_use_site *s = plan->relations[to.names->at[named]].triggers; s != NULL; s = s->next)
                add_called(m, to, a, &plan->rules[s->rule]);
        for (size_t i = 0; i < to.names->count; i++)
            cs_sequence_mark(m, to.changes, to.names->at[i], m->pass);
        for (; toggled < to.toggles->count; toggled++)
            cs_sequence_mark(m, to.changes, to.toggles->at[toggled], m->pass);
        cs_sequence_close_derived(m, to.changes);
        for (; changed < to.changes->count; changed++) {
            const struct cs_relation *r = &plan->relations[to.changes->at[changed]];

            touch_duties(m, to, to.changes->at[changed]);
            for (const struct cs_use_site *s = r->triggers; leads_on(m, r) && s != NULL; s = s->next)
                add_called(m, to, a, &plan->rules[s->rule]);
            for (const struct cs_use_site *s = r->ceasings; leads_on(m, r) && s != NULL; s = s->next)
                add_called(m, to, a, &plan->rules[s->rule]);
        }
    } while ((named < to.names->count || toggled < to.toggles->count || changed < to.changes->count) && !m->failed);
}

/* The names that an occurrence entered as `a` may have, and the facts that its rules begin and end at once. */
static void close_names(struct cs_matrices *m, size_t a)
{
    add_copies(m, &m->names[a], (uint32_t)a);
    cs_sequence_follow(m, (struct cs_following){&m->names[a], &m->changes[a], &m->toggles[a]}, a);
}

static void mind_bond(struct cs_matrices *m, const struct cs_conclusion *c, struct cs_matrix_row *row)
{
    if (c->kind != CS_EFFECT_BOND)
        return;
    cs_sequence_mark(m, row, c->pattern.relation, 1);
    for (uint32_t w = 0; w < c->watch_count; w++)
        cs_sequence_mark(m, row, c->watches[w].pattern.relation, 1);
}

void cs_sequence_mind_bonds(struct cs_matrices *m, const struct cs_plan_rule *rule, struct cs_matrix_row *row)
{
    for (uint32_t c = 0; c < rule->conclusion_count; c++)
        mind_bond(m, &rule->conclusions[c], row);
}

/* Adds the content of m->row to a row, and empties it. */
static void raise(struct cs_matrices *m, struct cs_matrix_row *to, uint8_t level)
{
    for (size_t i = 0; i < m->row->count; i++)
        cs_sequence_mark(m, to, m->row->at[i], level);
    cs_sequence_clear(m->row);
}

/* Adds the relations on which these rules depend if they apply at once, with the acts of the bonds that they found. */
static void mind_rules(struct cs_matrices *m, const struct cs_use_site *site, struct cs_matrix_row *minds,
                       uint8_t level)
{
    for (; site != NULL; site = site->next) {
        const struct cs_plan_rule *rule = &m->plan->rules[site->rule];

        if (!cs_plan_applies_at_once(m->plan, rule))
            continue;
        cs_lower_each_read(rule, cs_sequence_visit, m);
        cs_sequence_mind_bonds(m, rule, m->row);
        raise(m, minds, level);
    }
}

void cs_sequence_mind_changes(struct cs_matrices *m, const struct cs_matrix_row *changes, size_t a,
                              struct cs_matrix_row *minds)
{
    const struct cs_plan *plan = m->plan;

    for (size_t i = 0; i < changes->count; i++) {
        uint32_t x = changes->at[i];
        const struct cs_relation *r = &plan->relations[x];

        mind_rules(m, r->triggers, minds, x == a ? 1 : 2);
        mind_rules(m, r->ceasings, minds, x == a ? 1 : 2);
        for (const struct cs_use_site *s = r->concluders; r->kind == CS_RELATION_CONDITION && s != NULL; s = s->next)
            cs_sequence_mind_bonds(m, &plan->rules[s->rule], m->row);
        raise(m, minds, 2);
    }
}

/* The relations on which the effects of an `a` depend: through its rules, its powers, and the bonds that it founds. */
static void close_minds(struct cs_matrices *m, size_t a)
{
    const struct cs_plan *plan = m->plan;

    for (const struct cs_use_site *s = plan->relations[a].powers; s != NULL; s = s->next)
        cs_lower_each_read(&plan->rules[s->rule], cs_sequence_visit, m);
    raise(m, &m->minds[a], 1);
    cs_sequence_mind_changes(m, &m->changes[a], a, &m->minds[a]);
}

uint8_t cs_sequence_clash(const struct cs_plan *plan, uint32_t x, uint8_t a, uint8_t b)
{
    bool fights = b != 0 && ((a | b) & 3) == 3;
    bool replaces = plan->relations[x].one_column != CS_NOWHERE && (a & b & 1) != 0;

    if (!fights && !replaces)
        return CS_ORDER_NEVER;
    return ((a | b) & 4) != 0 ? CS_ORDER_INDIRECT : CS_ORDER_DIRECT;
}

static void raise_one(uint8_t *order, uint8_t how)
{
    bool both = (*order == CS_ORDER_CHAINED && how == CS_ORDER_DIRECT) ||
                (*order == CS_ORDER_DIRECT && how == CS_ORDER_CHAINED);

    if (both)
        *order = CS_ORDER_DIRECT_AND_CHAINED;
    else if (how > *order)
        *order = how;
}

void cs_sequence_raise(struct cs_matrices *m, size_t a, size_t b, uint8_t how)
{
    if (m->pass == CS_CHANGES_CHAINED && how == CS_ORDER_INDIRECT)
        how = CS_ORDER_CHAINED;
    raise_one(&m->plan->order_matters[a * m->n + b], how);
    raise_one(&m->plan->order_matters[b * m->n + a], how);
}

/* The order of an `a` and a `b` matters if the effects of `a` depend on what `b` changes, or if their effects clash. */
static void order_word(struct cs_matrices *m, uint32_t a)
{
    const struct cs_matrix_row *minds = &m->minds[a], *toggles = &m->toggles[a];

    for (size_t i = 0; i < minds->count; i++) {
        uint32_t x = minds->at[i];

        for (size_t k = 0; k < m->changed_by[x].count; k++) {
            uint32_t b = m->changed_by[x].at[k];
            bool indirect = minds->bytes[x] == 2 || !is_copy(m->plan, x, b);

            cs_sequence_raise(m, a, b, indirect ? CS_ORDER_INDIRECT : CS_ORDER_DIRECT);
        }
    }
    for (size_t i = 0; i < toggles->count; i++) {
        uint32_t x = toggles->at[i];

        for (size_t k = 0; k < m->toggled_by[x].count; k++) {
            uint32_t b = m->toggled_by[x].at[k];
            uint8_t own = toggles->bytes[x], other = m->toggles[b].bytes[x];

            cs_sequence_raise(m, a, b, cs_sequence_clash(m->plan, x, own, other));
        }
    }
}

/* The order of what changes the one and what changes the other matters. `done`: pairs that were handled already. */
static void order_changes(struct cs_matrices *m, uint32_t one, uint32_t other, uint8_t *done)
{
    const struct cs_matrix_row *acts = &m->changed_by[one], *ends = &m->changed_by[other];

    if (done[one * m->n + other] != 0)
        return;
    done[one * m->n + other] = 1;
    for (size_t i = 0; i < acts->count; i++)
        for (size_t k = 0; k < ends->count; k++)
            cs_sequence_raise(m, acts->at[i], ends->at[k], CS_ORDER_INDIRECT);
}

/* The order of what performs a bond and what it waits for matters; that of two for which it waits, if one prevails. */
static void order_bond(struct cs_matrices *m, const struct cs_conclusion *c, uint8_t *done)
{
    for (uint32_t w = 0; c->kind == CS_EFFECT_BOND && w < c->watch_count; w++) {
        order_changes(m, c->pattern.relation, c->watches[w].pattern.relation, done);
        for (uint32_t k = 0; k < c->watch_count; k++)
            if (cs_plan_watches_differ(c->watches[w].kind, c->watches[k].kind))
                order_changes(m, c->watches[w].pattern.relation, c->watches[k].pattern.relation, done);
    }
}

/*
 * The columns of an act that the record leaves unsaid where it enters such acts; all, where it enters what may come to
 * be such an act and leaves something unsaid.
 */
static uint64_t left_unsaid_of(const struct cs_matrices *m, uint32_t act)
{
    const struct cs_matrix_row *acts = &m->changed_by[act];

    for (size_t i = 0; i < acts->count; i++)
        if (acts->at[i] != act && m->plan->relations[acts->at[i]].left_unsaid != 0)
            return UINT64_MAX;
    return m->plan->relations[act].left_unsaid;
}

static bool is_performed_loosely(const struct cs_matrices *m, const struct cs_conclusion *bond)
{
    return bond->kind == CS_EFFECT_BOND && !bond->forbidden && left_unsaid_of(m, bond->pattern.relation) != 0;
}

/*
 * Of duties that one act may perform it performs the oldest if it leaves unsaid what they say (R 6.2): so which of two
 * acts came first matters where one of them does.
 */
static void order_acts(struct cs_matrices *m, const struct cs_conclusion *c)
{
    uint32_t act = c->pattern.relation;
    const struct cs_matrix_row *acts = &m->changed_by[act];

    if (m->ordered_acts[act] || !is_performed_loosely(m, c))
        return;
    m->ordered_acts[act] = 1;
    for (size_t i = 0; i < acts->count; i++)
        for (size_t k = 0; k < acts->count; k++)
            cs_sequence_raise(m, acts->at[i], acts->at[k], CS_ORDER_DIRECT);
}

void cs_sequence_pairs(struct cs_matrices *m, uint32_t x, uint32_t y, uint8_t how)
{
    const struct cs_matrix_row *a = &m->changed_by[x], *b = &m->changed_by[y];

    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            cs_sequence_raise(m, a->at[i], b->at[k], how);
}

/* Has it a time of hours (or of days) that runs from its founding? */
static bool runs_for(const struct cs_plan *plan, const struct cs_conclusion *bond, bool hours)
{
    bool runs = false;

    for (uint32_t i = 0; bond->kind == CS_EFFECT_BOND && i < bond->limit_count; i++) {
        const struct cs_limit *limit = &bond->limits[i];

        if (limit->after)
            continue;
        runs |= limit->kind == CS_LIMIT_DURATION && (limit->duration.unit == CS_HOURS) == hours;
        for (uint32_t k = 0; limit->kind == CS_LIMIT_READING && k < plan->readings[limit->reading].answer_count; k++)
            runs |= plan->readings[limit->reading].answers[k]->has_duration &&
                    (plan->readings[limit->reading].answers[k]->duration.unit == CS_HOURS) == hours;
    }
    return runs;
}

/* What sets off, or is, the founding of bonds by the rule; CS_NOWHERE: a time that comes. */
static uint32_t founder(const struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    if (rule->kind == CS_RULE_WHILE)
        return rule->head.relation;
    return cs_plan_applies_at_once(plan, rule) ? rule->trigger.relation : CS_NOWHERE;
}

static bool same_limit(const struct cs_limit *a, const struct cs_limit *b)
{
    return a->kind == b->kind && a->duration.count == b->duration.count && a->duration.unit == b->duration.unit &&
           a->duration.or_next == b->duration.or_next && a->hour == b->hour && a->after == b->after &&
           a->reading == b->reading && a->before == b->before;
}

/* Do the two say the same time, whatever sets the rules off? */
static bool same_limits(const struct cs_conclusion *a, const struct cs_conclusion *b)
{
    bool same = a->limit_count == b->limit_count && a->only == b->only;

    for (uint32_t i = 0; i < a->limit_count && same; i++)
        same = same_limit(&a->limits[i], &b->limits[i]) && a->limits[i].kind != CS_LIMIT_MOMENT;
    return same;
}

bool cs_plan_founder_tells(const struct cs_plan *plan, const struct cs_conclusion *one,
                           const struct cs_conclusion *other, enum cs_apart apart)
{
    return !same_limits(one, other) ||
           (apart >= CS_APART_IN_HOURS && (runs_for(plan, one, true) || runs_for(plan, other, true))) ||
           (apart >= CS_APART_IN_DAYS && (runs_for(plan, one, false) || runs_for(plan, other, false)));
}

/* How far apart two must be that found it by the one and by the other. */
static enum cs_apart tells_from(const struct cs_plan *plan, const struct cs_conclusion *one,
                                const struct cs_conclusion *other)
{
    enum cs_apart apart = CS_APART_NOT;

    while (apart < CS_APART_NO_MATTER && !cs_plan_founder_tells(plan, one, other, apart))
        apart++;
    return apart;
}

/*
 * Of what founds one duty the first counts (R 6.1): where its time depends on it, it is asked which that is. So it is
 * of what founds two duties of which an act may perform the older (R 6.2): where the bond `ages`.
 */
static void order_founders(struct cs_matrices *m, const struct cs_plan_rule *rule, struct cs_conclusion *bond,
                           bool ages)
{
    for (size_t k = 0; founder(m->plan, rule) != CS_NOWHERE && bond->kind == CS_EFFECT_BOND && k < m->plan->rule_count;
         k++) {
        const struct cs_plan_rule *other = &m->plan->rules[k];

        if (founder(m->plan, other) == CS_NOWHERE || rule->article != other->article)
            continue;
        for (uint32_t d = 0; d < other->conclusion_count; d++)
            if (other->conclusions[d].kind == CS_EFFECT_BOND &&
                other->conclusions[d].pattern.relation == bond->pattern.relation) {
                enum cs_apart apart = tells_from(m->plan, bond, &other->conclusions[d]);

                if (apart < bond->founder_tells)
                    bond->founder_tells = apart;
                if (apart <= CS_APART_IN_HOURS || ages) /* of several zones that is looked at for all (tells.c) */
                    cs_sequence_pairs(m, founder(m->plan, rule), founder(m->plan, other), CS_ORDER_FOUNDING);
            }
    }
}

/* Puts a rule behind those before it, once. */
static void note_rule(uint32_t *rules, size_t *count, uint32_t rule)
{
    if (*count == 0 || rules[*count - 1] != rule)
        rules[(*count)++] = rule;
}

static void order_all_founders(struct cs_matrices *m)
{
    struct cs_plan *plan = m->plan;

    plan->aging_count = 0;
    plan->aging = cs_arena_array(&plan->arena, plan->rule_count, sizeof *plan->aging);
    for (enum cs_apart apart = CS_APART_NOT; apart < CS_APART_NO_MATTER; apart++)
        plan->founding[apart] =
            (struct cs_founders){.rules = cs_arena_array(&plan->arena, plan->rule_count, sizeof(uint32_t))};
    for (uint32_t i = 0; !cs_arena_failed(&plan->arena) && i < plan->rule_count; i++)
        for (uint32_t c = 0; c < plan->rules[i].conclusion_count; c++) {
            struct cs_conclusion *bond = &plan->rules[i].conclusions[c];
            bool ages = is_performed_loosely(m, bond);

            if (ages) {
                plan->relations[bond->pattern.relation].left_unsaid = left_unsaid_of(m, bond->pattern.relation);
                note_rule(plan->aging, &plan->aging_count, i);
            }
            bond->founder_tells = CS_APART_NO_MATTER;
            order_founders(m, &plan->rules[i], bond, ages);
            for (enum cs_apart apart = bond->founder_tells; apart < CS_APART_NO_MATTER; apart++)
                note_rule(plan->founding[apart].rules, &plan->founding[apart].count, i);
        }
}

/* Of what sets the time of one bond the first counts (R 7.13): the same. */
static void order_times(struct cs_matrices *m, const struct cs_conclusion *bond)
{
    for (uint32_t w = 0; w < bond->watch_count; w++) {
        uint32_t relation = bond->watches[w].pattern.relation;

        if (bond->watches[w].kind != CS_MODIFIER_LIMIT)
            continue;
        m->plan->times_tell = true;
        m->plan->relations[relation].sets_time = true;
        cs_sequence_pairs(m, relation, relation, CS_ORDER_FOUNDING);
    }
}

static void order_bonds(struct cs_matrices *m)
{
    uint8_t *done = cs_arena_array(&m->plan->arena, m->n * m->n, 1);

    cs_sequence_note_facts(m->plan);
    for (size_t i = 0; i < m->plan->rule_count; i++)
        cs_sequence_order_state(m, &m->plan->rules[i]);
    for (size_t i = 0; done != NULL && i < m->plan->rule_count; i++)
        for (uint32_t c = 0; c < m->plan->rules[i].conclusion_count; c++) {
            order_bond(m, &m->plan->rules[i].conclusions[c], done);
            order_acts(m, &m->plan->rules[i].conclusions[c]);
            order_times(m, &m->plan->rules[i].conclusions[c]);
        }
    for (size_t i = 0; done != NULL && i < m->plan->bond_count; i++) {
        order_bond(m, &m->plan->bonds[i].conclusion, done);
        order_acts(m, &m->plan->bonds[i].conclusion);
        order_times(m, &m->plan->bonds[i].conclusion);
    }
}

/* The relation of which the variable is an occurrence in this pattern, or CS_NOWHERE. */
static uint32_t happens_as(const struct cs_plan *plan, const struct cs_pattern *pattern, struct cs_operand operand)
{
    const struct cs_operand *own = &pattern->columns[0];
    bool happens = cs_relation_happens(&plan->relations[pattern->relation]);

    return happens && own->kind == CS_OPERAND_VARIABLE && operand.kind == CS_OPERAND_VARIABLE &&
                   own->index == operand.index
               ? pattern->relation
               : CS_NOWHERE;
}

/* The name under which step `i`, or behind the steps the trigger, looks at the operand; CS_NOWHERE: under none. */
static uint32_t compared_as(const struct cs_plan *plan, const struct cs_plan_rule *rule, uint32_t i,
                            struct cs_operand operand)
{
    bool trigger = i == rule->step_count;

    if (trigger ? rule->kind == CS_RULE_WHILE : rule->steps[i].kind != CS_STEP_MATCH)
        return CS_NOWHERE;
    return happens_as(plan, trigger ? &rule->trigger : &rule->steps[i].pattern, operand);
}

/* Marks the words whose occurrences the operand of a rule may be, by any of their names. */
static void mark_compared(struct cs_matrices *m, const struct cs_plan_rule *rule, struct cs_operand operand,
                          struct cs_matrix_row *row)
{
    for (uint32_t i = 0; i <= rule->step_count; i++) {
        uint32_t word = compared_as(m->plan, rule, i, operand);

        for (uint32_t a = 0; word != CS_NOWHERE && a < m->n; a++)
            if (m->entered[a] && m->names[a].bytes[word] != 0)
                cs_sequence_mark(m, row, a, 1);
    }
}

/* May the operand of the rule be something that has one of these names? */
static bool may_be_one(const struct cs_matrices *m, const struct cs_plan_rule *rule, struct cs_operand operand,
                       const struct cs_matrix_row *names)
{
    for (uint32_t i = 0; i <= rule->step_count; i++) {
        uint32_t word = compared_as(m->plan, rule, i, operand);

        if (word != CS_NOWHERE && names->bytes[word] != 0)
            return true;
    }
    return false;
}

/* Does the condition ask which of two occurrences of one day came first? */
static bool asks_order(const struct cs_step *step)
{
    return step->kind == CS_STEP_MOMENTS && step->sides != CS_SIDES_EITHER;
}

/* A condition that compares the moments of two occurrences may ask for the order of those of one day (R 6.4). */
static void order_compared(struct cs_matrices *m)
{
    struct cs_matrix_row first = {.bytes = cs_arena_array(&m->plan->arena, m->n, 1)};
    struct cs_matrix_row second = {.bytes = cs_arena_array(&m->plan->arena, m->n, 1)};

    for (size_t r = 0; m->plan->compares_moments && !cs_arena_failed(&m->plan->arena) && r < m->plan->rule_count; r++) {
        const struct cs_plan_rule *rule = &m->plan->rules[r];

        for (uint32_t i = 0; i < rule->step_count; i++) {
            if (!asks_order(&rule->steps[i]))
                continue;
            mark_compared(m, rule, rule->steps[i].subject, &first);
            mark_compared(m, rule, rule->steps[i].others[0], &second);
            for (size_t a = 0; a < first.count; a++)
                for (size_t b = 0; b < second.count; b++)
                    cs_sequence_raise(m, first.at[a], second.at[b], CS_ORDER_COMPARED);
            cs_sequence_clear(&first);
            cs_sequence_clear(&second);
        }
    }
    free(first.at);
    free(second.at);
}

void cs_sequence_mind_compared(struct cs_matrices *m, const struct cs_matrix_row *names, struct cs_matrix_row *minded)
{
    for (size_t r = 0; m->plan->compares_moments && r < m->plan->rule_count; r++) {
        const struct cs_plan_rule *rule = &m->plan->rules[r];

        for (uint32_t i = 0; i < rule->step_count; i++) {
            const struct cs_step *step = &rule->steps[i];

            if (!asks_order(step))
                continue;
            if (may_be_one(m, rule, step->subject, names))
                mark_compared(m, rule, step->others[0], minded);
            if (may_be_one(m, rule, step->others[0], names))
                mark_compared(m, rule, step->subject, minded);
        }
    }
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

/* ---- all of it ---- */

/* Marks what rules say of the duties, or prohibitions, of an act: these verbs, a bit each. */
static void touch(struct cs_matrices *m, uint32_t by, uint32_t act, bool forbidden, unsigned verbs)
{
    for (int verb = 0; verb < CS_VERB_COUNT; verb++) {
        uint32_t duty = m->plan->relations[act].duties[forbidden][verb];

        if (duty != CS_NOWHERE && (verbs >> verb & 1) != 0)
            cs_sequence_mark(m, &m->touches[by], duty, 1);
    }
}

/* A bond: its act performs or breaks it, what it waits for ends it, and what founds it may do all of that at once. */
static void note_touches(struct cs_matrices *m, const struct cs_plan_rule *rule, const struct cs_conclusion *c)
{
    uint32_t act = c->pattern.relation;
    const unsigned open = 1U << CS_VERB_OWES, broken = 1U << CS_VERB_FAILS, done = 1U << CS_VERB_FULFILS;

    if (c->kind != CS_EFFECT_BOND || c->expectation)
        return;
    touch(m, act, act, c->forbidden, open | broken | done);
    for (uint32_t w = 0; w < c->watch_count; w++)
        touch(m, c->watches[w].pattern.relation, act, c->forbidden, open | broken | done);
    if (rule != NULL && cs_plan_applies_at_once(m->plan, rule))
        touch(m, rule->trigger.relation, act, c->forbidden, UINT_MAX);
    if (rule != NULL && rule->kind == CS_RULE_WHILE)
        touch(m, rule->head.relation, act, c->forbidden, UINT_MAX);
}

static void note_all_touches(struct cs_matrices *m)
{
    const struct cs_plan *plan = m->plan;

    for (size_t i = 0; i < plan->rule_count; i++)
        for (uint32_t c = 0; c < plan->rules[i].conclusion_count; c++)
            note_touches(m, &plan->rules[i], &plan->rules[i].conclusions[c]);
    for (size_t i = 0; i < plan->bond_count; i++)
        note_touches(m, NULL, &plan->bonds[i].conclusion);
}

static void turn(struct cs_matrices *m, const struct cs_matrix_row *rows, size_t a, struct cs_matrix_row *turned)
{
    for (size_t i = 0; i < rows[a].count; i++) {
        struct cs_matrix_row *to = &turned[rows[a].at[i]];

        if (cs_grow(&to->at, &to->capacity, to->count + 1, sizeof *to->at))
            to->at[to->count++] = (uint32_t)a;
        else
            m->failed = true;
    }
}

/* Does the rule name what no entry of the record sets off: as its time comes, or as something becomes of a duty? */
static bool gives_names(const struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    return cs_sequence_waits(rule) ||
           (rule->kind == CS_RULE_WHEN && cs_relation_tells_duties(&plan->relations[rule->trigger.relation]));
}

/* The names that such rules give have rows as if they were entered, but are in no pair. */
static void fill_rows(struct cs_matrices *m)
{
    const struct cs_plan *plan = m->plan;
    uint8_t *wanted = cs_arena_array(&m->plan->arena, m->n, 1);
    struct cs_matrix_row scratch = {.bytes = cs_arena_array(&m->plan->arena, m->n, 1)};

    if (wanted == NULL || scratch.bytes == NULL)
        return;
    m->row = &scratch;
    for (size_t i = 0; i < plan->rule_count; i++)
        for (uint32_t c = 0; gives_names(plan, &plan->rules[i]) && c < plan->rules[i].conclusion_count; c++)
            wanted[plan->rules[i].conclusions[c].pattern.relation] = 1;
    for (size_t a = 0; a < m->n && !m->failed; a++)
        if ((wanted[a] || m->entered[a]) && plan->relations[a].kind == CS_RELATION_EVENT)
            close_names(m, a);
    for (size_t a = 0; a < m->n && !m->failed; a++)
        if (m->entered[a]) {
            close_minds(m, a);
            turn(m, m->changes, a, m->changed_by);
            turn(m, m->toggles, a, m->toggled_by);
            turn(m, m->minds, a, m->minded_by);
        }
    free(scratch.at);
}

/* Do rules name or change something at once, where these sites set them off? */
static bool name_or_change(const struct cs_plan *plan, const struct cs_use_site *site)
{
    for (; site != NULL; site = site->next) {
        const struct cs_plan_rule *rule = &plan->rules[site->rule];

        for (uint32_t c = 0; cs_plan_applies_at_once(plan, rule) && c < rule->conclusion_count; c++)
            if (rule->conclusions[c].kind != CS_EFFECT_BOND)
                return true;
    }
    return false;
}

/* Is there a fact as which begins, or ends, more changes? */
static bool some_chain(const struct cs_plan *plan)
{
    for (uint32_t x = 0; x < plan->relation_count; x++)
        if (cs_sequence_is_fact(plan, x) &&
            (name_or_change(plan, plan->relations[x].triggers) || name_or_change(plan, plan->relations[x].ceasings)))
            return true;
    return false;
}

static void open_rows(struct cs_matrices *m)
{
    struct cs_arena *arena = &m->plan->arena;
    size_t n = m->n;
    uint8_t *bytes[5];
    struct cs_matrix_row **rows[] = {&m->names, &m->changes, &m->toggles, &m->minds, &m->touches};
    struct cs_matrix_row **turned[] = {&m->changed_by, &m->toggled_by, &m->minded_by};

    for (size_t i = 0; i < 3; i++)
        *turned[i] = cs_arena_array(arena, n, sizeof **turned[i]);
    for (size_t i = 0; i < 5; i++) {
        bytes[i] = cs_arena_array(arena, n * n, 1);
        *rows[i] = cs_arena_array(arena, n, sizeof **rows[i]);
        for (size_t a = 0; !cs_arena_failed(arena) && a < n; a++)
            (*rows[i])[a].bytes = bytes[i] + a * n;
    }
    m->plan->names_of = bytes[0];
    m->plan->changes_of = bytes[1];
    m->plan->entered = m->entered = cs_arena_array(arena, n, 1);
    m->ordered_acts = cs_arena_array(arena, n, 1);
    m->plan->order_matters = cs_arena_array(arena, n * n, 1);
    m->plan->comes_after = cs_arena_array(arena, n * n, 1);
}

static void close_rows(struct cs_matrices *m)
{
    struct cs_matrix_row *const rows[] = {m->names,   m->changes,    m->toggles,    m->minds,
                                m->touches, m->changed_by, m->toggled_by, m->minded_by};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t a = 0; rows[i] != NULL && a < m->n; a++)
            free(rows[i][a].at);
}

/* What is found in a pass adds to what the one before has found. */
static void order_all(struct cs_matrices *m, uint8_t pass)
{
    m->pass = pass;
    for (size_t a = 0; a < m->n; a++)
        m->changed_by[a].count = m->toggled_by[a].count = m->minded_by[a].count = 0;
    fill_rows(m);
    for (uint32_t a = 0; a < m->n; a++)
        if (m->entered[a])
            order_word(m, a);
    order_bonds(m);
    order_all_founders(m);
    order_compared(m);
}

casus_status cs_lower_order(struct cs_lowering *lowering)
{
    struct cs_plan *plan = lowering->plan;
    struct cs_matrices m = {.plan = plan, .n = plan->relation_count};

    open_rows(&m);
    if (!cs_arena_failed(&plan->arena)) {
        plan->moments_pass = cs_sequence_moments_pass(plan);
        cs_sequence_note_entered(&m);
        note_all_touches(&m);
        order_all(&m, CS_CHANGES_AT_ONCE);
        cs_sequence_mind(&m);
        if (some_chain(plan))
            order_all(&m, CS_CHANGES_CHAINED);
        fill_comes_after(plan);
    }
    close_rows(&m);
    return m.failed || cs_arena_failed(&plan->arena) ? cs_fail_memory(lowering->failure) : CASUS_OK;
}
