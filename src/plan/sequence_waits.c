/* SPDX-License-Identifier: MIT */
/* Of which words the order with the end of a period may matter (R 6.4, 7.8): to rules that wait for it, to duties. */
#include <stdlib.h>
#include <string.h>

#include "plan/sequence_int.h"

bool cs_sequence_waits(const struct cs_plan_rule *rule)
{
    return rule->kind == CS_RULE_WHEN && rule->delay != CS_DELAY_NONE;
}

/* One bond waits for both: which of the two comes first matters to it. */
struct awaited { uint32_t one, other; };

/* Working rows for one rule; emptied after each. */
struct rule_rows {
    struct cs_matrix_row reads, changes, toggles, minded, named, row;
    struct awaited *awaited; /* in order, each once from either side */
    size_t awaited_count, awaited_capacity;
};

static void mark_duty(struct cs_matrices *m, struct cs_matrix_row *changes, uint32_t duty)
{
    if (duty != CS_NOWHERE)
        cs_sequence_mark(m, changes, duty, 1);
}

/* The facts that a rule begins and ends, the names that it gives, and what follows from these at once. */
static void close_rule(struct cs_matrices *m, const struct cs_plan_rule *rule, struct rule_rows *rows)
{
    for (uint32_t c = 0; c < rule->conclusion_count; c++) {
        const struct cs_conclusion *conclusion = &rule->conclusions[c];
        uint32_t relation = conclusion->pattern.relation;

        if (conclusion->kind == CS_EFFECT_BOND) {
            for (int verb = 0; verb < CS_VERB_COUNT && !conclusion->expectation; verb++)
                mark_duty(m, &rows->changes, m->plan->relations[relation].duties[conclusion->forbidden][verb]);
            continue;
        }
        cs_sequence_mark(m, &rows->changes, relation, 1);
        if (cs_sequence_is_fact(m->plan, relation))
            cs_sequence_toggle(m, &rows->toggles, conclusion, true);
        else
            for (size_t i = 0; i < m->changes[relation].count; i++)
                cs_sequence_mark(m, &rows->changes, m->changes[relation].at[i], 1);
    }
    cs_sequence_close_derived(m, &rows->changes);
}

static void mark_all(struct cs_matrices *m, struct cs_matrix_row *to, const struct cs_matrix_row *from)
{
    for (size_t i = 0; i < from->count; i++)
        cs_sequence_mark(m, to, from->at[i], 1);
}

static int ascending(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

/* What is in the row, which is empty afterwards. */
static uint32_t *list_row(struct cs_matrices *m, struct cs_matrix_row *row, size_t *count)
{
    uint32_t *list = cs_arena_array(&m->plan->arena, row->count, sizeof *list);

    *count = list == NULL ? 0 : row->count;
    if (*count > 0) {
        memcpy(list, row->at, *count * sizeof *list);
        qsort(list, *count, sizeof *list, ascending);
    }
    cs_sequence_clear(row);
    return list;
}

/* ---- what bonds wait for ---- */

static int by_one(const void *a, const void *b)
{
    const struct awaited *x = a, *y = b;

    if (x->one != y->one)
        return x->one < y->one ? -1 : 1;
    return (x->other > y->other) - (x->other < y->other);
}

static void add_awaited(struct cs_matrices *m, struct rule_rows *rows, uint32_t one, uint32_t other)
{
    if (one == other)
        return;
    if (!cs_grow(&rows->awaited, &rows->awaited_capacity, rows->awaited_count + 2, sizeof *rows->awaited)) {
        m->failed = true;
        return;
    }
    rows->awaited[rows->awaited_count++] = (struct awaited){one, other};
    rows->awaited[rows->awaited_count++] = (struct awaited){other, one};
}

/* Its act, and what ends its time, with all else that it waits for. */
static void add_awaited_by(struct cs_matrices *m, struct rule_rows *rows, const struct cs_conclusion *c)
{
    for (uint32_t w = 0; c->kind == CS_EFFECT_BOND && w < c->watch_count; w++) {
        add_awaited(m, rows, c->pattern.relation, c->watches[w].pattern.relation);
        for (uint32_t k = 0; c->watches[w].kind == CS_MODIFIER_LIMIT && k < c->watch_count; k++)
            add_awaited(m, rows, c->watches[w].pattern.relation, c->watches[k].pattern.relation);
    }
}

static void find_awaited(struct cs_matrices *m, struct rule_rows *rows)
{
    size_t kept = 0;

    for (size_t i = 0; i < m->plan->rule_count; i++)
        for (uint32_t c = 0; c < m->plan->rules[i].conclusion_count; c++)
            add_awaited_by(m, rows, &m->plan->rules[i].conclusions[c]);
    for (size_t i = 0; i < m->plan->bond_count; i++)
        add_awaited_by(m, rows, &m->plan->bonds[i].conclusion);
    if (rows->awaited_count > 1)
        qsort(rows->awaited, rows->awaited_count, sizeof *rows->awaited, by_one);
    for (size_t i = 0; i < rows->awaited_count; i++)
        if (i == 0 || by_one(&rows->awaited[kept - 1], &rows->awaited[i]) != 0)
            rows->awaited[kept++] = rows->awaited[i];
    rows->awaited_count = kept;
}

/* The words that may change what a bond waits for beside this. */
static void mark_awaited(struct cs_matrices *m, struct rule_rows *rows, uint32_t relation)
{
    const struct awaited first = {relation, 0};
    size_t at = cs_lower_bound(&first, rows->awaited, rows->awaited_count, sizeof *rows->awaited, by_one);

    for (; at < rows->awaited_count && rows->awaited[at].one == relation; at++)
        mark_all(m, &rows->minded, &m->changed_by[rows->awaited[at].other]);
}

/*
 * The words whose occurrences may change what is read, whose effects depend on what is changed, for which a bond waits
 * beside that, which set the same time, or clash with those that are there; the rows are empty afterwards.
 */
static uint32_t *list_minded(struct cs_matrices *m, struct rule_rows *rows, size_t *count)
{
    for (size_t i = 0; i < rows->reads.count; i++)
        mark_all(m, &rows->minded, &m->changed_by[rows->reads.at[i]]);
    for (size_t i = 0; i < rows->changes.count; i++) {
        mark_all(m, &rows->minded, &m->minded_by[rows->changes.at[i]]);
        mark_awaited(m, rows, rows->changes.at[i]);
        if (m->plan->relations[rows->changes.at[i]].sets_time)
            mark_all(m, &rows->minded, &m->changed_by[rows->changes.at[i]]);
    }
    for (size_t i = 0; i < rows->toggles.count; i++) {
        uint32_t x = rows->toggles.at[i];

        for (size_t k = 0; k < m->toggled_by[x].count; k++) {
            uint32_t b = m->toggled_by[x].at[k];
            uint8_t own = rows->toggles.bytes[x], other = m->toggles[b].bytes[x];

            if (cs_sequence_clash(m->plan, x, own, other) != CS_ORDER_NEVER)
                cs_sequence_mark(m, &rows->minded, b, 1);
        }
    }
    cs_sequence_clear(&rows->reads);
    cs_sequence_clear(&rows->changes);
    cs_sequence_clear(&rows->toggles);
    return list_row(m, &rows->minded, count);
}

/* The words whose moment a rule compares with that of something that is changed. */
static uint32_t *list_compared(struct cs_matrices *m, struct rule_rows *rows, size_t *count)
{
    cs_sequence_mind_compared(m, &rows->changes, &rows->minded);
    return list_row(m, &rows->minded, count);
}

static void mind_words(struct cs_matrices *m, struct cs_plan_rule *rule, struct rule_rows *rows)
{
    m->row = &rows->reads;
    cs_lower_each_read(rule, cs_sequence_visit, m);
    cs_sequence_mind_bonds(m, rule, &rows->reads);
    close_rule(m, rule, rows);
    m->row = &rows->row;
    cs_sequence_mind_changes(m, &rows->changes, m->n, &rows->reads);
    rule->compares = list_compared(m, rows, &rule->compare_count);
    rule->minds = list_minded(m, rows, &rule->mind_count);
}

/* The same for what rules say of the duties to do an act, as their time ends. */
static void mind_act(struct cs_matrices *m, struct cs_relation *act, struct rule_rows *rows)
{
    struct cs_following to = {&rows->named, &rows->changes, &rows->toggles};
    bool any = false;

    for (size_t i = 0; i < 2 * CS_VERB_COUNT; i++) {
        uint32_t duty = act->duties[i % 2][i / 2];

        if (duty == CS_NOWHERE)
            continue;
        cs_sequence_mark(m, m->plan->relations[duty].kind == CS_RELATION_DUTY_EVENT ? to.names : to.changes, duty, 1);
        any = true;
    }
    if (!any)
        return;
    m->row = &rows->row;
    cs_sequence_follow(m, to, m->n);
    cs_sequence_mind_changes(m, &rows->changes, m->n, &rows->reads);
    cs_sequence_clear(&rows->named);
    act->compares = list_compared(m, rows, &act->compare_count);
    act->minds = list_minded(m, rows, &act->mind_count);
}

static bool is_minded(const uint32_t *list, size_t count, uint32_t relation)
{
    return count > 0 && bsearch(&relation, list, count, sizeof relation, ascending) != NULL;
}

bool cs_plan_rule_minds(const struct cs_plan_rule *rule, uint32_t relation)
{
    return is_minded(rule->minds, rule->mind_count, relation);
}

bool cs_plan_act_minds(const struct cs_plan *plan, uint32_t act, uint32_t relation)
{
    return is_minded(plan->relations[act].minds, plan->relations[act].mind_count, relation);
}

bool cs_plan_rule_compares(const struct cs_plan_rule *rule, uint32_t relation)
{
    return is_minded(rule->compares, rule->compare_count, relation);
}

bool cs_plan_act_compares(const struct cs_plan *plan, uint32_t act, uint32_t relation)
{
    return is_minded(plan->relations[act].compares, plan->relations[act].compare_count, relation);
}

void cs_sequence_mind(struct cs_matrices *m)
{
    struct rule_rows rows = {0};
    struct cs_matrix_row *const all[] = {&rows.reads,  &rows.changes, &rows.toggles,
                                         &rows.minded, &rows.named,   &rows.row};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        all[i]->bytes = cs_arena_array(&m->plan->arena, m->n, 1);
    find_awaited(m, &rows);
    for (size_t i = 0; i < m->plan->rule_count && !cs_arena_failed(&m->plan->arena); i++)
        if (cs_sequence_waits(&m->plan->rules[i]))
            mind_words(m, &m->plan->rules[i], &rows);
    for (size_t i = 0; i < m->n && !cs_arena_failed(&m->plan->arena); i++)
        mind_act(m, &m->plan->relations[i], &rows);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]->at);
    free(rows.awaited);
}
