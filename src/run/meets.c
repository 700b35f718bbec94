/* SPDX-License-Identifier: MIT */
#include "run/meets.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "run/bond_int.h"
#include "run/meets_int.h"

/* A state that leaves unsaid what the duty says may perform it (R 6.2). */
static struct effect as_act(const struct cs_run *run, const struct effect *e)
{
    const struct cs_relation *r = &run->plan->relations[e->relation];
    struct effect act = *e;

    for (uint32_t i = 0; i < r->column_count; i++)
        if (act.values[i] == CS_MEETS_NOBODY || i == r->number_column)
            act.values[i] = CS_UNSAID;
    return act;
}

bool cs_meets_act_fits(const struct cs_match *match, const struct cs_pattern *act, const struct effect *e)
{
    struct effect any;

    if (e->relation != act->relation)
        return false;
    any = as_act(match->run, e);
    return could_fit(match, act, &any);
}

/* ---- what is kept: what follows from the rows of one thing, as long as the same facts stand; and what waits ---- */

#define KEPT 64 /* each in its place, by a hash; what was there before is found anew */

struct kept { uint64_t turn; struct effects effects; }; /* turn: of what was at hand */
struct watched { const struct cs_plan_rule *rule; const struct cs_conclusion *bond; };
struct cs_meets_kept {
    struct kept *of[2][KEPT]; /* of the one and of the other of two */
    struct watched *watched;  /* what founds bonds that wait for something beside their act */
    size_t watched_count, watched_capacity;
    bool succeeds;            /* one may take over from another: then a bond is of others than it was founded for */
    struct kept coming;       /* through all that is at hand */
    struct effects of_other;  /* of a bond or a rule that is compared */
};

static void release_kept(struct kept *kept)
{
    if (kept != NULL)
        cs_meets_release_effects(&kept->effects);
    free(kept);
}

void cs_meets_release(struct cs_run *run)
{
    free(run->hand.rows);
    if (run->meets_kept == NULL)
        return;
    for (size_t i = 0; i < KEPT; i++) {
        release_kept(run->meets_kept->of[0][i]);
        release_kept(run->meets_kept->of[1][i]);
    }
    cs_meets_release_effects(&run->meets_kept->coming.effects);
    cs_meets_release_effects(&run->meets_kept->of_other);
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
    if (run->meets_kept != NULL)
        run->meets_kept->coming.turn = UINT64_MAX;
    for (size_t i = 0; run->meets_kept != NULL && i < plan->rule_count; i++)
        for (uint32_t c = 0; c < plan->rules[i].conclusion_count; c++)
            fine &= note_watched(run->meets_kept, &plan->rules[i], &plan->rules[i].conclusions[c]);
    for (size_t i = 0; run->meets_kept != NULL && i < plan->relation_count; i++)
        run->meets_kept->succeeds |= plan->relations[i].takes_over;
    for (size_t i = 0; run->meets_kept != NULL && i < plan->bond_count; i++)
        fine &= note_watched(run->meets_kept, NULL, &plan->bonds[i].conclusion);
    if (run->meets_kept == NULL || !fine)
        cs_run_fail_memory(run);
    return run->meets_kept;
}

bool cs_meets_succeeds(struct cs_run *run)
{
    return kept_of(run) != NULL && run->meets_kept->succeeds;
}

/* ---- what is at hand ---- */

/* At the place of one that was at hand before; `turn` counts on where it is another. */
static void add_at_hand(struct cs_run *run, const struct cs_occurrence_row *rows, size_t before)
{
    struct cs_hand *hand = &run->hand;

    if (!cs_grow(&hand->rows, &hand->capacity, hand->count + 1, sizeof *hand->rows)) {
        cs_run_fail_memory(run);
        return;
    }
    hand->changed |= hand->count >= before || hand->rows[hand->count] != rows;
    hand->rows[hand->count++] = rows;
}

void cs_meets_at_hand(struct cs_run *run, const uint32_t *placements, size_t count)
{
    const struct cs_occurrence *occurrences = run->docket->occurrences;
    size_t before = run->hand.count;

    run->hand.count = 0;
    run->hand.changed = run->hand.facts_turn != run->facts_turn;
    for (size_t i = 0; i < run->open_count; i++)
        add_at_hand(run, occurrences[run->placements[run->open[i]].occurrence].rows, before);
    for (size_t i = 0; i < count; i++)
        add_at_hand(run, occurrences[run->placements[placements[i]].occurrence].rows, before);
    run->hand.turn += run->hand.changed || run->hand.count < before;
    run->hand.facts_turn = run->facts_turn;
}

void cs_meets_also_at_hand(struct cs_run *run, const struct cs_occurrence_row *rows)
{
    add_at_hand(run, rows, 0);
    run->hand.turn++;
}

/*
 * What may come about through it: found once for what is at hand. As that is taken in it brings about what was found,
 * so that what stood before and what was found are all that there may be.
 */
static const struct effects *coming_of(struct cs_run *run)
{
    struct cs_meets_kept *kept = kept_of(run);

    if (kept == NULL)
        return NULL;
    if (kept->coming.turn != run->hand.turn) {
        cs_meets_find_coming(run, &kept->coming.effects);
        kept->coming.turn = run->hand.turn;
    }
    return &kept->coming.effects;
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
        if (cs_meets_act_fits(match, act, &effects->all[i]))
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

static bool finds_look(struct joining *j, const struct cs_match *match)
{
    return any_fits(match, j->looked, j->others);
}

static bool finds_bond_look(struct joining *j, const struct cs_match *match)
{
    return bonds_look_at(match, j->others);
}

/* The two that are compared: of the one a rule is set off, `others` are of the other one. */
struct comparing { const struct effects *of, *others; const struct cs_pattern *entered; };

/* Does a condition look at one of the others where all other conditions are met? Most do not, whatever is met. */
static bool condition_looks_at(struct cs_match *match, const struct cs_pattern *pattern, const struct comparing *c)
{
    struct joining j = {.of = c->of, .other = c->others, .entered = c->entered, .looked = pattern,
                        .found = finds_look, .others = c->others};

    return any_fits(match, pattern, c->others) && cs_meets_join(&j, match);
}

/* Does a bond that the rule founds, where its conditions are met? */
static bool founded_look_at(struct cs_match *match, const struct comparing *c)
{
    struct joining j = {.of = c->of, .other = c->others, .entered = c->entered, .found = finds_bond_look,
                        .others = c->others};

    return bonds_look_at(match, c->others) && cs_meets_join(&j, match);
}

static bool rule_looks_at(struct cs_match *match, const struct comparing *c)
{
    for (uint32_t i = 0; i < match->rule->step_count; i++) {
        const struct cs_step *s = &match->rule->steps[i];

        if ((s->kind == CS_STEP_MATCH || s->kind == CS_STEP_ABSENT) && condition_looks_at(match, &s->pattern, c))
            return true;
        if (cs_step_surveys(s) && (condition_looks_at(match, &s->left.pattern, c) ||
                                   condition_looks_at(match, &s->right.pattern, c)))
            return true;
    }
    return founded_look_at(match, c);
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
                       const struct effects *of, const struct effects *others)
{
    const struct comparing c = {of, others, NULL};

    for (; site != NULL; site = site->next) {
        const struct cs_plan_rule *rule = &run->plan->rules[site->rule];
        struct cs_match match;

        if (!rule_names(rule, others))
            continue;
        start(&match, run, rule);
        if ((rule->kind != CS_RULE_WHEN || cs_plan_applies_at_once(run->plan, rule)) &&
            bind(&match, &rule->trigger, e) && rule_looks_at(&match, &c))
            return true;
    }
    return false;
}

/* Does a bond that the row founds, as part of a state, wait for one of the others? */
static bool states_look(struct cs_run *run, const struct cs_use_site *site, const struct effect *e,
                        const struct effects *of, const struct effects *others)
{
    for (; site != NULL; site = site->next) {
        struct cs_match match;

        if (!bonds_name(&run->plan->rules[site->rule], others))
            continue;
        start(&match, run, &run->plan->rules[site->rule]);
        if (bind(&match, site->pattern, e) &&
            founded_look_at(&match, &(struct comparing){of, others, site->pattern}))
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
                 (r->kind == CS_RELATION_FACT && (!r->derived || r->noted))) &&
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

        if ((e->begins && rules_look(run, r->triggers, e, a, others)) ||
            (e->ends && rules_look(run, r->ceasings, e, a, others)) ||
            (i < a->own && rules_look(run, r->powers, e, a, others)) || states_look(run, r->readers, e, a, others))
            return true;
    }
    return false;
}

static bool some_are(const struct effects *effects, uint32_t relation)
{
    for (size_t i = 0; effects_have(effects, relation) && i < effects->count; i++)
        if (effects->all[i].relation == relation)
            return true;
    return false;
}

/* May a bond that there is already wait for one of them by this pattern? */
static bool may_be_awaited(const struct cs_match *match, const struct cs_pattern *pattern,
                           const struct effects *effects)
{
    return match->run->meets_kept->succeeds ? some_are(effects, pattern->relation)
                                            : any_fits(match, pattern, effects);
}

/*
 * May one of these, and one of the others, be what this bond waits for, so that the first of the two prevails? `first`:
 * one of these by which it waits; NULL: its act.
 */
static bool one_bond(struct cs_run *run, const struct watched *watched, const struct cs_watch *first,
                     const struct effects *acts, const struct effects *others)
{
    const struct cs_conclusion *c = watched->bond;
    const struct cs_pattern *pattern = first == NULL ? &c->pattern : &first->pattern;

    for (size_t i = 0; effects_have(acts, pattern->relation) && i < acts->count; i++) {
        struct cs_match match;
        struct effect act;

        if (acts->all[i].relation != pattern->relation) /* of most bonds: nothing is made for these */
            continue;
        act = as_act(run, &acts->all[i]);
        start(&match, run, watched->rule);
        if (!run->meets_kept->succeeds && !bind(&match, pattern, &act))
            continue;
        for (uint32_t w = 0; w < c->watch_count; w++)
            if ((first == NULL || cs_plan_watches_differ(first->kind, c->watches[w].kind)) &&
                may_be_awaited(&match, &c->watches[w].pattern, others))
                return true;
    }
    return false;
}

static bool waits_for_both(struct cs_run *run, const struct watched *watched, const struct cs_watch *first,
                           const struct effects *a, const struct effects *b)
{
    return one_bond(run, watched, first, a, b) || one_bond(run, watched, first, b, a);
}

static bool wait_for_both(struct cs_run *run, const struct effects *a, const struct effects *b)
{
    const struct cs_meets_kept *kept = kept_of(run);

    for (size_t i = 0; kept != NULL && i < kept->watched_count; i++) {
        const struct cs_conclusion *c = kept->watched[i].bond;

        if (waits_for_both(run, &kept->watched[i], NULL, a, b))
            return true;
        for (uint32_t w = 0; w < c->watch_count; w++)
            if (waits_for_both(run, &kept->watched[i], &c->watches[w], a, b))
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
    *at = calloc(1, sizeof **at);
    if (*at == NULL)
        cs_run_fail_memory(run);
    else
        (*at)->turn = UINT64_MAX;
    return *at;
}

const struct effects *cs_meets_effects_of(struct cs_run *run, const struct cs_occurrence_row *rows, int side)
{
    struct kept *kept = place_of(run, rows, side);

    const struct effects *coming = coming_of(run);

    if (kept == NULL || coming == NULL)
        return NULL;
    if (kept->turn != run->hand.turn || !same_rows(&kept->effects, rows)) {
        cs_meets_start(run, coming, &kept->effects);
        cs_meets_find(&kept->effects, rows);
        kept->turn = run->hand.turn;
    }
    return &kept->effects;
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
        if (e->values[k] != CS_MEETS_NOBODY &&
            !cs_meets_may_be(run, r->column_kinds[k], cs_bond_value(bond, pattern->columns[k]), e->values[k]))
            return false;
    return pattern->relation == e->relation;
}

/* For what follows from a bond or a rule that is compared with something; NULL without memory. */
static struct effects *start_other(struct cs_run *run)
{
    const struct effects *coming = coming_of(run);

    if (coming == NULL)
        return NULL;
    cs_meets_start(run, coming, &run->meets_kept->of_other);
    return &run->meets_kept->of_other;
}

bool cs_meets_bond(struct cs_run *run, const struct cs_occurrence_row *rows, const struct cs_bond_state *bond)
{
    const struct cs_conclusion *c = bond->conclusion;
    struct effects *of_bond;
    const struct effects *of_rows = cs_meets_effects_of(run, rows, 0);

    for (size_t i = 0; of_rows != NULL && i < of_rows->count; i++) {
        const struct effect *e = &of_rows->all[i];
        const struct cs_relation *r = &run->plan->relations[e->relation];
        bool fits = e->relation == bond->relation;

        for (uint32_t k = r->first_role; fits && k < r->column_count; k++)
            fits = k == r->number_column || e->values[k] == CS_MEETS_NOBODY ||
                   cs_meets_may_be(run, r->column_kinds[k], bond->act[k], e->values[k]);
        for (uint32_t w = 0; w < c->watch_count && !fits; w++)
            fits = fits_bond(run, bond, &c->watches[w].pattern, e);
        if (!fits && bond->rule != NULL && bond->rule->kind == CS_RULE_WHILE)
            fits = fits_bond(run, bond, &bond->rule->head, e);
        if (fits)
            return true;
    }
    of_bond = start_other(run);
    if (of_rows == NULL || of_bond == NULL)
        return false;
    cs_meets_add_duties(of_bond, c);
    cs_meets_follow(of_bond);
    return of_rows->too_many || (of_bond->count > 0 && meet(run, of_rows, of_bond));
}

/* ---- what sets the time of one bond ---- */

static bool bond_times_by(struct cs_run *run, const struct watched *watched, const struct effects *a,
                          const struct effects *b)
{
    const struct cs_conclusion *c = watched->bond;
    struct cs_match match;

    start(&match, run, watched->rule);
    for (uint32_t w = 0; w < c->watch_count; w++)
        if (c->watches[w].kind == CS_MODIFIER_LIMIT && may_be_awaited(&match, &c->watches[w].pattern, a) &&
            may_be_awaited(&match, &c->watches[w].pattern, b))
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
    struct effects *of_rule = start_other(run);
    const struct effects *of_rows = cs_meets_effects_of(run, rows, 0);
    struct cs_match match;
    struct effect head;

    start(&match, run, rule);
    for (uint32_t v = 0; values != NULL && v < rule->variable_count; v++)
        if (values[v] != CS_UNSAID) {
            match.values[v] = values[v];
            match.bound |= (uint64_t)1 << v;
        }
    if (of_rows == NULL || of_rule == NULL)
        return false;
    if (of_rows->too_many || rule_looks_at(&match, &(struct comparing){of_rule, of_rows, NULL}))
        return true;
    if (rule->kind == CS_RULE_WHILE) {
        head = cs_meets_effect(&match, &rule->head, true, true);
        cs_meets_add(of_rule, &head);
    }
    cs_meets_conclude(of_rule, &match, rule->kind != CS_RULE_WHILE, NULL);
    cs_meets_follow(of_rule);
    return meet(run, of_rows, of_rule) || time_by(run, of_rows, of_rule);
}
