/* SPDX-License-Identifier: MIT */
#include "run/meets.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "run/bond_int.h"
#include "run/meets_int.h"

/* ---- what follows ---- */

/* May it perform a duty to do this, or break a prohibition? Parts of a number add up (R 6.3). */
static bool act_fits(const struct cs_match *match, const struct cs_pattern *act, const struct effect *e)
{
    uint32_t number = match->run->plan->relations[e->relation].number_column;
    struct effect any = *e;

    if (number != CS_NOWHERE)
        any.values[number] = CS_UNSAID;
    return could_fit(match, act, &any);
}

static void add(struct effects *to, const struct effect *e)
{
    for (size_t i = 0; effects_have(to, e->relation) && i < to->count; i++)
        if (memcmp(&to->all[i], e, sizeof *e) == 0)
            return;
    to->words[e->relation / 64 % EFFECT_WORDS] |= (uint64_t)1 << e->relation % 64;
    if (to->count == EFFECTS_MAX)
        to->too_many = true;
    else
        to->all[to->count++] = *e;
}

static struct effect effect_of(const struct cs_match *match, const struct cs_pattern *pattern, bool begins, bool ends)
{
    struct effect e;

    memset(&e, 0, sizeof e); /* compared by its bytes */
    e.relation = pattern->relation;
    e.begins = begins;
    e.ends = ends;
    for (uint32_t i = 0; i < match->run->plan->relations[e.relation].column_count; i++)
        e.values[i] = cs_match_operand(match, pattern->columns[i]);
    return e;
}

/* A name is given in general, and as the rules of each instrument read it. Another value of a fact ends the first. */
static void add_with_copies(struct effects *to, struct effect e)
{
    const struct cs_plan *plan = to->run->plan;
    const struct cs_relation *r = &plan->relations[e.relation];

    add(to, &e);
    if (r->kind == CS_RELATION_FACT && e.begins && r->one_column != CS_NOWHERE) {
        e.values[r->one_column] = CS_UNSAID;
        e.begins = false;
        e.ends = true;
        add(to, &e);
    }
    for (uint32_t i = r->kind == CS_RELATION_EVENT ? r->judged_copies : CS_NOWHERE; i != CS_NOWHERE;
         i = plan->relations[i].next_copy) {
        e.relation = i;
        add(to, &e);
    }
}

/* Rules say something of the duties, or prohibitions, to do the act of this bond: all that may become of it. */
static void add_duties(struct effects *to, const struct cs_conclusion *c)
{
    const struct cs_relation *act = &to->run->plan->relations[c->pattern.relation];

    for (int verb = 0; verb < CS_VERB_COUNT && c->kind == CS_EFFECT_BOND && !c->expectation; verb++) {
        struct effect e;

        if (act->duties[c->forbidden][verb] == CS_NOWHERE)
            continue;
        memset(&e, 0, sizeof e);
        e.relation = act->duties[c->forbidden][verb];
        e.begins = e.ends = true;
        add(to, &e);
    }
}

static void conclude(struct effects *to, const struct cs_match *match, bool terms)
{
    for (uint32_t c = 0; c < match->rule->conclusion_count; c++) {
        const struct cs_conclusion *conclusion = &match->rule->conclusions[c];

        if (conclusion->kind == CS_EFFECT_BOND)
            add_duties(to, conclusion);
        else if (terms)
            add_with_copies(to, effect_of(match, &conclusion->pattern, conclusion->kind == CS_EFFECT_TERM,
                                          conclusion->kind == CS_EFFECT_END));
    }
}

/* ---- the ways in which the conditions of a rule are met ---- */

struct joining {
    struct effects *to;
    const struct cs_pattern *entered; /* the condition that the effect at hand meets; NULL: the trigger */
    bool begins, ends;                /* of a state: may it begin by the effect, or end? */
};

static void join(struct joining *j, const struct cs_match *match, uint32_t step);

/* A fact that stands says nothing of a role that it leaves unsaid (R 2.7): it is not so of a particular. */
static bool stands_for(const struct cs_match *match, const struct cs_pattern *pattern, const cs_value *values)
{
    for (uint32_t i = 0; i < match->run->plan->relations[pattern->relation].column_count; i++)
        if (values[i] == CS_UNSAID && cs_match_operand(match, pattern->columns[i]) != CS_UNSAID)
            return false;
    return true;
}

/* With a row of the condition's relation; most rows do not fit, so that nothing is made for these. */
static void join_with(struct joining *j, const struct cs_match *match, uint32_t step, const cs_value *values)
{
    const struct cs_pattern *pattern = &match->rule->steps[step].pattern;
    struct cs_match way;

    if (!values_fit(match, pattern, values))
        return;
    way = *match;
    for (uint32_t i = 0; i < match->run->plan->relations[pattern->relation].column_count; i++)
        if (pattern->columns[i].kind == CS_OPERAND_VARIABLE && values[i] != CS_UNSAID) {
            way.values[pattern->columns[i].index] = values[i];
            way.bound |= (uint64_t)1 << pattern->columns[i].index;
        }
    join(j, &way, step + 1);
}

/* With the facts as they stand, and those that are among the effects. */
static void join_facts(struct joining *j, const struct cs_match *match, uint32_t step)
{
    const struct cs_pattern *pattern = &match->rule->steps[step].pattern;
    struct cs_run *run = match->run;
    cs_value key[CS_COLUMNS_MAX];
    struct cs_cursor cursor;
    size_t count = j->to->count;
    uint32_t row;

    for (uint32_t i = 0; i < run->plan->relations[pattern->relation].column_count; i++) {
        key[i] = cs_match_operand(match, pattern->columns[i]);
        if (cs_meets_is_symbol(key[i]))
            key[i] = CS_UNSAID;
    }
    cs_cursor_start(run, pattern->relation, cs_store_said(run, pattern->relation, key), key, &cursor);
    while (!j->to->too_many && cs_cursor_next(&cursor, &row))
        if (run->stores[pattern->relation].rows[row].worlds != CS_NONE &&
            stands_for(match, pattern, cs_store_values(run, pattern->relation, row)))
            join_with(j, match, step, cs_store_values(run, pattern->relation, row));
    for (size_t i = 0; effects_have(j->to, pattern->relation) && i < count && !j->to->too_many; i++)
        if (j->to->all[i].relation == pattern->relation)
            join_with(j, match, step, j->to->all[i].values);
}

static void join(struct joining *j, const struct cs_match *match, uint32_t step)
{
    const struct cs_plan_rule *rule = match->rule;

    while (step < rule->step_count &&
           (rule->steps[step].kind != CS_STEP_MATCH || &rule->steps[step].pattern == j->entered ||
            match->run->plan->relations[rule->steps[step].pattern.relation].kind != CS_RELATION_FACT))
        step++;
    if (j->to->too_many)
        return;
    if (step < rule->step_count) {
        join_facts(j, match, step);
        return;
    }
    if (rule->kind == CS_RULE_WHILE) {
        struct effect head = effect_of(match, &rule->head, j->begins, j->ends);

        add(j->to, &head);
    }
    conclude(j->to, match, rule->kind == CS_RULE_WHEN);
}

static void follow_rules(struct effects *to, const struct cs_use_site *site, struct effect e)
{
    for (; site != NULL && !to->too_many; site = site->next) {
        const struct cs_plan_rule *rule = &to->run->plan->rules[site->rule];
        struct joining j = {.to = to};
        struct cs_match match;

        start(&match, to->run, rule);
        if (cs_plan_applies_at_once(to->run->plan, rule) && bind(&match, &rule->trigger, &e))
            join(&j, &match, 0);
    }
}

/* By what is found a state begins, by what is absent it ends; what is counted, or is so of every one, may do both. */
static void change_state(struct joining *j, const struct cs_plan_rule *rule, const struct effect *e)
{
    uint32_t i = 0;

    while (i < rule->step_count && &rule->steps[i].pattern != j->entered)
        i++;
    j->begins = j->ends = true;
    if (i < rule->step_count && rule->steps[i].kind == CS_STEP_MATCH) {
        j->begins = e->begins;
        j->ends = e->ends;
    } else if (i < rule->step_count && rule->steps[i].kind == CS_STEP_ABSENT) {
        j->begins = e->ends;
        j->ends = e->begins;
    }
}

static void follow_states(struct effects *to, const struct cs_use_site *site, struct effect e)
{
    for (; site != NULL && !to->too_many; site = site->next) {
        const struct cs_plan_rule *rule = &to->run->plan->rules[site->rule];
        struct joining j = {.to = to, .entered = site->pattern};
        struct cs_match match;

        change_state(&j, rule, &e);
        start(&match, to->run, rule);
        if (bind(&match, site->pattern, &e))
            join(&j, &match, 0);
    }
}

static bool bond_waits_for(const struct cs_match *match, const struct cs_conclusion *c, const struct effect *e)
{
    bool waits = act_fits(match, &c->pattern, e);

    for (uint32_t w = 0; w < c->watch_count && !waits; w++)
        waits = could_fit(match, &c->watches[w].pattern, e);
    return waits;
}

/* What performs a duty, breaks or ends it changes what rules find of duties. */
static void follow_bonds(struct effects *to, struct effect e)
{
    const struct cs_plan *plan = to->run->plan;
    struct cs_match match;

    for (size_t i = 0; i < plan->rule_count; i++) {
        start(&match, to->run, &plan->rules[i]);
        for (uint32_t c = 0; c < plan->rules[i].conclusion_count; c++)
            if (plan->rules[i].conclusions[c].kind == CS_EFFECT_BOND &&
                bond_waits_for(&match, &plan->rules[i].conclusions[c], &e))
                add_duties(to, &plan->rules[i].conclusions[c]);
    }
    for (size_t i = 0; i < plan->bond_count; i++) {
        start(&match, to->run, NULL);
        if (bond_waits_for(&match, &plan->bonds[i].conclusion, &e))
            add_duties(to, &plan->bonds[i].conclusion);
    }
}

static void follow_all(struct effects *to)
{
    for (size_t i = 0; i < to->count && !to->too_many; i++) {
        const struct cs_relation *r = &to->run->plan->relations[to->all[i].relation];

        if (to->all[i].begins)
            follow_rules(to, r->triggers, to->all[i]);
        if (to->all[i].ends)
            follow_rules(to, r->ceasings, to->all[i]);
        follow_states(to, r->readers, to->all[i]);
        if (to->run->plan->duties_tell)
            follow_bonds(to, to->all[i]);
    }
}

/* Leaves the room for the effects as it is: there is much of it. */
static void no_effects(struct cs_run *run, struct effects *out)
{
    out->run = run;
    out->count = out->own = 0;
    out->too_many = false;
    memset(out->words, 0, sizeof out->words);
}

/* What follows from an occurrence; from a fact as it begins, or ends. */
static void find_effects(struct cs_run *run, const struct cs_occurrence_row *rows, struct effects *out)
{
    no_effects(run, out);
    for (const struct cs_occurrence_row *row = rows; row != NULL; row = row->next) {
        struct effect e;

        memset(&e, 0, sizeof e);
        e.relation = row->relation;
        e.begins = true;
        e.ends = run->plan->relations[row->relation].kind == CS_RELATION_FACT;
        memcpy(e.values, row->values, run->plan->relations[row->relation].column_count * sizeof *e.values);
        add(out, &e);
    }
    out->own = out->count;
    follow_all(out);
}

/* ---- what is kept: what follows from the rows of one thing, as long as the same facts stand; and what waits ---- */

#define KEPT 64 /* each in its place, by a hash; what was there before is found anew */

struct kept { uint64_t turn; struct effects effects; };
struct watched { const struct cs_plan_rule *rule; const struct cs_conclusion *bond; };
struct cs_meets_kept {
    struct kept *of[2][KEPT]; /* of the one and of the other of two */
    struct watched *watched;  /* what founds bonds that wait for something beside their act */
    size_t watched_count, watched_capacity;
};

void cs_meets_release(struct cs_run *run)
{
    for (size_t i = 0; run->meets_kept != NULL && i < KEPT; i++) {
        free(run->meets_kept->of[0][i]);
        free(run->meets_kept->of[1][i]);
    }
    if (run->meets_kept != NULL)
        free(run->meets_kept->watched);
    free(run->meets_kept);
}

static bool note_watched(struct cs_meets_kept *kept, const struct cs_plan_rule *rule, const struct cs_conclusion *c)
{
    if (c->kind != CS_EFFECT_BOND || c->watch_count == 0)
        return true;
    if (!cs_grow(&kept->watched, &kept->watched_capacity, kept->watched_count + 1, sizeof *kept->watched))
        return false;
    kept->watched[kept->watched_count++] = (struct watched){rule, c};
    return true;
}

/* NULL without memory. */
static struct cs_meets_kept *kept_of(struct cs_run *run)
{
    const struct cs_plan *plan = run->plan;
    bool fine = true;

    if (run->meets_kept != NULL)
        return run->meets_kept;
    run->meets_kept = calloc(1, sizeof *run->meets_kept);
    for (size_t i = 0; run->meets_kept != NULL && i < plan->rule_count; i++)
        for (uint32_t c = 0; c < plan->rules[i].conclusion_count; c++)
            fine &= note_watched(run->meets_kept, &plan->rules[i], &plan->rules[i].conclusions[c]);
    for (size_t i = 0; run->meets_kept != NULL && i < plan->bond_count; i++)
        fine &= note_watched(run->meets_kept, NULL, &plan->bonds[i].conclusion);
    if (run->meets_kept == NULL || !fine)
        cs_run_fail_memory(run);
    return run->meets_kept;
}

/* ---- what looks at it ---- */

static bool any_fits(const struct cs_match *match, const struct cs_pattern *pattern, const struct effects *effects)
{
    for (size_t i = 0; effects_have(effects, pattern->relation) && i < effects->count; i++)
        if (could_fit(match, pattern, &effects->all[i]))
            return true;
    return false;
}

/* May one of them perform the duty to do this, or break the prohibition? */
static bool any_act_fits(const struct cs_match *match, const struct cs_pattern *act, const struct effects *effects)
{
    for (size_t i = 0; effects_have(effects, act->relation) && i < effects->count; i++)
        if (act_fits(match, act, &effects->all[i]))
            return true;
    return false;
}

static bool bonds_look_at(const struct cs_match *match, const struct effects *others)
{
    for (uint32_t i = 0; i < match->rule->conclusion_count; i++) {
        const struct cs_conclusion *c = &match->rule->conclusions[i];

        if (c->kind != CS_EFFECT_BOND)
            continue;
        if (any_act_fits(match, &c->pattern, others))
            return true;
        for (uint32_t w = 0; w < c->watch_count; w++)
            if (any_fits(match, &c->watches[w].pattern, others))
                return true;
    }
    return false;
}

static bool rule_looks_at(const struct cs_match *match, const struct effects *others)
{
    for (uint32_t i = 0; i < match->rule->step_count; i++) {
        const struct cs_step *s = &match->rule->steps[i];

        if ((s->kind == CS_STEP_MATCH || s->kind == CS_STEP_ABSENT) && any_fits(match, &s->pattern, others))
            return true;
        if (cs_step_surveys(s) &&
            (any_fits(match, &s->left.pattern, others) || any_fits(match, &s->right.pattern, others)))
            return true;
    }
    return bonds_look_at(match, others);
}

/* Does some bond of the rule wait for a word that the others have, whatever it is about? Of most rules none does. */
static bool bonds_name(const struct cs_plan_rule *rule, const struct effects *others)
{
    for (uint32_t i = 0; i < rule->conclusion_count; i++) {
        const struct cs_conclusion *c = &rule->conclusions[i];

        if (c->kind == CS_EFFECT_BOND && effects_have(others, c->pattern.relation))
            return true;
        for (uint32_t w = 0; c->kind == CS_EFFECT_BOND && w < c->watch_count; w++)
            if (effects_have(others, c->watches[w].pattern.relation))
                return true;
    }
    return false;
}

static bool rule_names(const struct cs_plan_rule *rule, const struct effects *others)
{
    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct cs_step *s = &rule->steps[i];

        if ((s->kind == CS_STEP_MATCH || s->kind == CS_STEP_ABSENT) && effects_have(others, s->pattern.relation))
            return true;
        if (cs_step_surveys(s) && (effects_have(others, s->left.pattern.relation) ||
                                   effects_have(others, s->right.pattern.relation)))
            return true;
    }
    return bonds_name(rule, others);
}

/* Does a rule that the row sets off look at one of the others? */
static bool rules_look(struct cs_run *run, const struct cs_use_site *site, const struct effect *e,
                       const struct effects *others)
{
    for (; site != NULL; site = site->next) {
        const struct cs_plan_rule *rule = &run->plan->rules[site->rule];
        struct cs_match match;

        if (!rule_names(rule, others))
            continue;
        start(&match, run, rule);
        if ((rule->kind != CS_RULE_WHEN || cs_plan_applies_at_once(run->plan, rule)) &&
            bind(&match, &rule->trigger, e) && rule_looks_at(&match, others))
            return true;
    }
    return false;
}

/* Does a bond that the row founds, as part of a state, wait for one of the others? */
static bool states_look(struct cs_run *run, const struct cs_use_site *site, const struct effect *e,
                        const struct effects *others)
{
    for (; site != NULL; site = site->next) {
        struct cs_match match;

        if (!bonds_name(&run->plan->rules[site->rule], others))
            continue;
        start(&match, run, &run->plan->rules[site->rule]);
        if (bind(&match, site->pattern, e) && bonds_look_at(&match, others))
            return true;
    }
    return false;
}

static bool same_fact(const struct cs_run *run, const struct effect *a, const struct effect *b)
{
    const struct cs_relation *r = &run->plan->relations[a->relation];

    for (uint32_t i = 0; i < r->column_count; i++)
        if (!cs_meets_may_be(run, r->column_kinds[i], a->values[i], b->values[i]))
            return false;
    return true;
}

/* Does the one begin what the other ends? */
static bool clash(const struct effects *a, const struct effects *b)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; effects_have(b, a->all[i].relation) && k < b->count; k++) {
            const struct effect *x = &a->all[i], *y = &b->all[k];
            const struct cs_relation *r = &a->run->plan->relations[x->relation];

            if (x->relation == y->relation &&
                (r->kind == CS_RELATION_CONDITION ||
                 (r->kind == CS_RELATION_FACT && (!r->derived || r->triggers != NULL || r->ceasings != NULL))) &&
                ((x->begins && y->ends) || (x->ends && y->begins)) && same_fact(a->run, x, y))
                return true;
        }
    return false;
}

static bool looks(const struct effects *a, const struct effects *others)
{
    struct cs_run *run = a->run;

    for (size_t i = 0; i < a->count; i++) {
        const struct effect *e = &a->all[i];
        const struct cs_relation *r = &run->plan->relations[e->relation];

        if ((e->begins && rules_look(run, r->triggers, e, others)) ||
            (e->ends && rules_look(run, r->ceasings, e, others)) ||
            (i < a->own && rules_look(run, r->powers, e, others)) || states_look(run, r->readers, e, others))
            return true;
    }
    return false;
}

/* Is there a bond whose act, or what its time ends with, may be one of these, and which one of the others then ends? */
static bool one_bond(struct cs_run *run, const struct watched *watched, const struct cs_pattern *pattern,
                     const struct effects *acts, const struct effects *others)
{
    const struct cs_conclusion *c = watched->bond;
    uint32_t number = run->plan->relations[pattern->relation].number_column;

    for (size_t i = 0; effects_have(acts, pattern->relation) && i < acts->count; i++) {
        struct cs_match match;
        struct effect act;

        if (acts->all[i].relation != pattern->relation) /* of most bonds: nothing is made for these */
            continue;
        act = acts->all[i];
        if (number != CS_NOWHERE)
            act.values[number] = CS_UNSAID;
        start(&match, run, watched->rule);
        for (uint32_t w = 0; bind(&match, pattern, &act) && w < c->watch_count; w++)
            if ((pattern == &c->pattern || c->watches[w].kind != CS_MODIFIER_LIMIT) &&
                any_fits(&match, &c->watches[w].pattern, others))
                return true;
    }
    return false;
}

static bool waits_for_both(struct cs_run *run, const struct watched *watched, const struct cs_pattern *pattern,
                           const struct effects *a, const struct effects *b)
{
    return one_bond(run, watched, pattern, a, b) || one_bond(run, watched, pattern, b, a);
}

static bool wait_for_both(struct cs_run *run, const struct effects *a, const struct effects *b)
{
    const struct cs_meets_kept *kept = kept_of(run);

    for (size_t i = 0; kept != NULL && i < kept->watched_count; i++) {
        const struct cs_conclusion *c = kept->watched[i].bond;

        if (waits_for_both(run, &kept->watched[i], &c->pattern, a, b))
            return true;
        for (uint32_t w = 0; w < c->watch_count; w++)
            if (c->watches[w].kind == CS_MODIFIER_LIMIT &&
                waits_for_both(run, &kept->watched[i], &c->watches[w].pattern, a, b))
                return true;
    }
    return false;
}

static bool meet(struct cs_run *run, const struct effects *a, const struct effects *b)
{
    return a->too_many || b->too_many || looks(a, b) || looks(b, a) || clash(a, b) || wait_for_both(run, a, b);
}

/* ---- what follows from the rows of one thing ---- */

/* Are these the rows of which the effects were found? */
static bool same_rows(const struct effects *found, const struct cs_occurrence_row *rows)
{
    size_t i = 0;

    for (; rows != NULL && i < found->own; rows = rows->next, i++)
        if (found->all[i].relation != rows->relation ||
            memcmp(found->all[i].values, rows->values,
                   found->run->plan->relations[rows->relation].column_count * sizeof *rows->values) != 0)
            return false;
    return rows == NULL && i == found->own;
}

/* The place of the rows on this side, or NULL without memory; a new one is of a turn that never was. */
static struct kept *place_of(struct cs_run *run, const struct cs_occurrence_row *rows, int side)
{
    uint64_t hash = rows->relation;
    struct kept **at;

    for (; rows != NULL; rows = rows->next)
        for (uint32_t i = 0; i < run->plan->relations[rows->relation].column_count; i++)
            hash = cs_hash_mix(hash, rows->values[i]);
    if (kept_of(run) == NULL)
        return NULL;
    at = &run->meets_kept->of[side][hash % KEPT];
    if (*at != NULL)
        return *at;
    *at = malloc(sizeof **at); /* nothing of its effects is looked at until they are found */
    if (*at == NULL)
        cs_run_fail_memory(run);
    else
        (*at)->turn = UINT64_MAX;
    return *at;
}

const struct effects *cs_meets_effects_of(struct cs_run *run, const struct cs_occurrence_row *rows, int side)
{
    struct kept *kept = place_of(run, rows, side);

    if (kept != NULL && (kept->turn != run->facts_turn || !same_rows(&kept->effects, rows))) {
        find_effects(run, rows, &kept->effects);
        kept->turn = run->facts_turn;
    }
    return kept != NULL ? &kept->effects : NULL;
}

bool cs_meets(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b)
{
    const struct effects *of_a = cs_meets_effects_of(run, a, 0);
    const struct effects *of_b = cs_meets_effects_of(run, b, 1);

    return of_a != NULL && of_b != NULL && meet(run, of_a, of_b);
}

/* May the effect be what the bond waits for by this pattern, or the state that founds it? */
static bool fits_bond(const struct cs_run *run, const struct cs_bond_state *bond, const struct cs_pattern *pattern,
                      const struct effect *e)
{
    const struct cs_relation *r = &run->plan->relations[e->relation];

    for (uint32_t k = 0; pattern->relation == e->relation && k < r->column_count; k++)
        if (!cs_meets_may_be(run, r->column_kinds[k], cs_bond_value(bond, pattern->columns[k]), e->values[k]))
            return false;
    return pattern->relation == e->relation;
}

bool cs_meets_bond(struct cs_run *run, const struct cs_occurrence_row *rows, const struct cs_bond_state *bond)
{
    const struct cs_conclusion *c = bond->conclusion;
    struct effects of_bond;
    const struct effects *of_rows = cs_meets_effects_of(run, rows, 0);

    for (size_t i = 0; of_rows != NULL && i < of_rows->count; i++) {
        const struct effect *e = &of_rows->all[i];
        const struct cs_relation *r = &run->plan->relations[e->relation];
        bool fits = e->relation == bond->relation;

        for (uint32_t k = r->first_role; fits && k < r->column_count; k++)
            fits = k == r->number_column || cs_meets_may_be(run, r->column_kinds[k], bond->act[k], e->values[k]);
        for (uint32_t w = 0; w < c->watch_count && !fits; w++)
            fits = fits_bond(run, bond, &c->watches[w].pattern, e);
        if (!fits && bond->rule != NULL && bond->rule->kind == CS_RULE_WHILE)
            fits = fits_bond(run, bond, &bond->rule->head, e);
        if (fits)
            return true;
    }
    no_effects(run, &of_bond);
    add_duties(&of_bond, c);
    follow_all(&of_bond);
    return of_rows != NULL && (of_rows->too_many || (of_bond.count > 0 && meet(run, of_rows, &of_bond)));
}

/* ---- what sets the time of one bond ---- */

static bool bond_times_by(struct cs_run *run, const struct watched *watched, const struct effects *a,
                          const struct effects *b)
{
    const struct cs_conclusion *c = watched->bond;
    struct cs_match match;

    start(&match, run, watched->rule);
    for (uint32_t w = 0; w < c->watch_count; w++)
        if (c->watches[w].kind == CS_MODIFIER_LIMIT && any_fits(&match, &c->watches[w].pattern, a) &&
            any_fits(&match, &c->watches[w].pattern, b))
            return true;
    return false;
}

static bool time_by(struct cs_run *run, const struct effects *a, const struct effects *b)
{
    const struct cs_meets_kept *kept = run->plan->times_tell ? kept_of(run) : NULL;

    for (size_t i = 0; kept != NULL && i < kept->watched_count; i++)
        if (bond_times_by(run, &kept->watched[i], a, b))
            return true;
    return false;
}

bool cs_meets_may_change(const struct cs_run *run, const struct cs_occurrence_row *rows, uint32_t relation)
{
    const struct cs_plan *plan = run->plan;

    for (; rows != NULL; rows = rows->next)
        if (plan->changes_of[(size_t)rows->relation * plan->relation_count + relation] != CS_CHANGES_NEVER)
            return true;
    return false;
}

/* May both change what sets the time of one bond, whatever they are about? */
static bool may_time(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b)
{
    const struct cs_meets_kept *kept = kept_of(run);

    for (size_t i = 0; kept != NULL && i < kept->watched_count; i++) {
        const struct cs_conclusion *c = kept->watched[i].bond;

        for (uint32_t w = 0; w < c->watch_count; w++)
            if (c->watches[w].kind == CS_MODIFIER_LIMIT &&
                cs_meets_may_change(run, a, c->watches[w].pattern.relation) &&
                cs_meets_may_change(run, b, c->watches[w].pattern.relation))
                return true;
    }
    return false;
}

bool cs_meets_timing(struct cs_run *run, const struct cs_occurrence_row *a, const struct cs_occurrence_row *b)
{
    const struct effects *of_a, *of_b;

    if (!run->plan->times_tell || !may_time(run, a, b))
        return false;
    of_a = cs_meets_effects_of(run, a, 0);
    of_b = cs_meets_effects_of(run, b, 1);
    return of_a != NULL && of_b != NULL && (of_a->too_many || of_b->too_many || time_by(run, of_a, of_b));
}

bool cs_meets_rule(struct cs_run *run, const struct cs_occurrence_row *rows, const struct cs_plan_rule *rule,
                   const cs_value *values)
{
    struct effects of_rule;
    const struct effects *of_rows = cs_meets_effects_of(run, rows, 0);
    struct cs_match match;
    struct effect head;

    start(&match, run, rule);
    for (uint32_t v = 0; values != NULL && v < rule->variable_count; v++)
        if (values[v] != CS_UNSAID) {
            match.values[v] = values[v];
            match.bound |= (uint64_t)1 << v;
        }
    if (of_rows == NULL)
        return false;
    if (of_rows->too_many || rule_looks_at(&match, of_rows))
        return true;
    no_effects(run, &of_rule);
    if (rule->kind == CS_RULE_WHILE) {
        head = effect_of(&match, &rule->head, true, true);
        add(&of_rule, &head);
        conclude(&of_rule, &match, false);
    } else {
        conclude(&of_rule, &match, true);
    }
    follow_all(&of_rule);
    return meet(run, of_rows, &of_rule) || time_by(run, of_rows, &of_rule);
}
