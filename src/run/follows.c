/* SPDX-License-Identifier: MIT */
/*
 * What follows from rows that come about: from those of one thing, and from all that is at hand.
 *
 * Of two things that come about next to each other either may be the first. What the one then finds are the facts that
 * stand and what has happened, and what others that are at hand may have brought about before the two. So that is
 * found first, of all together: what any of it may bring about. A condition of a rule is met by a row of these, or by
 * none; all conditions of the rule are met together, with the roles that they share.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "run/bond_int.h"
#include "run/meets_int.h"

/* ---- effects ---- */

void cs_meets_start(struct cs_run *run, const struct effects *coming, struct effects *out)
{
    out->run = run;
    out->count = out->own = 0;
    out->most = EFFECTS_MAX;
    out->fan = FAN_MAX;
    out->too_many = false;
    out->occurrence = CS_UNSAID;
    out->coming = coming;
    memset(out->words, 0, sizeof out->words);
}

void cs_meets_release_effects(struct effects *effects)
{
    if (effects->index != NULL) {
        cs_slots_release(&effects->index->effects);
        cs_slots_release(&effects->index->nodes);
        free(effects->index->all);
    }
    free(effects->index);
    free(effects->all);
}

static uint64_t node_hash(uint32_t relation, uint32_t column, cs_value value)
{
    return cs_hash_mix(cs_hash_mix(relation, column), value);
}

/* The column CS_COLUMNS_MAX has all of the relation. */
static cs_value node_value(const struct effects *of, const struct effect_node *node)
{
    return node->column < CS_COLUMNS_MAX ? of->all[node->effect].values[node->column] : CS_UNSAID;
}

static const struct cs_slot *node_slot(const struct effects *of, uint32_t relation, uint32_t column, cs_value value)
{
    const struct effect_index *index = of->index;
    const struct cs_slot *slot = cs_slots_first(&index->nodes, node_hash(relation, column, value));

    for (; slot->item != 0; slot = cs_slots_next(&index->nodes, slot)) {
        const struct effect_node *node = &index->all[slot->item - 1];

        if (node->column == column && of->all[node->effect].relation == relation && node_value(of, node) == value)
            break;
    }
    return slot;
}

static bool add_node(struct effects *to, uint32_t effect, uint32_t column)
{
    struct effect_index *index = to->index;
    struct effect_node node = {.effect = effect, .column = column};
    uint32_t relation = to->all[effect].relation;
    const struct cs_slot *slot;

    if (!cs_slots_reserve(&index->nodes) ||
        !cs_grow(&index->all, &index->capacity, index->count + 1, sizeof *index->all))
        return false;
    slot = node_slot(to, relation, column, node_value(to, &node));
    node.before = slot->item;
    node.count = slot->item != 0 ? index->all[slot->item - 1].count + 1 : 1;
    cs_slots_put(&index->nodes, slot, node_hash(relation, column, node_value(to, &node)), (uint32_t)index->count);
    index->all[index->count++] = node;
    return true;
}

/* Files the last of the effects. */
static bool file(struct effects *to, uint64_t hash)
{
    uint32_t last = (uint32_t)to->count - 1;
    const struct cs_relation *r = &to->run->plan->relations[to->all[last].relation];
    bool fine = cs_slots_reserve(&to->index->effects) && add_node(to, last, CS_COLUMNS_MAX);
    const struct cs_slot *slot;

    for (uint32_t i = 0; fine && i < r->column_count; i++)
        fine = add_node(to, last, i);
    if (!fine)
        return false;
    for (slot = cs_slots_first(&to->index->effects, hash); slot->item != 0;)
        slot = cs_slots_next(&to->index->effects, slot);
    cs_slots_put(&to->index->effects, slot, hash, last);
    return true;
}

static bool has(const struct effects *effects, const struct effect *e, uint64_t hash)
{
    if (!effects_have(effects, e->relation))
        return false;
    if (effects->index == NULL) {
        for (size_t i = 0; i < effects->count; i++)
            if (memcmp(&effects->all[i], e, sizeof *e) == 0)
                return true;
        return false;
    }
    for (const struct cs_slot *slot = cs_slots_first(&effects->index->effects, hash); slot->item != 0;
         slot = cs_slots_next(&effects->index->effects, slot))
        if (memcmp(&effects->all[slot->item - 1], e, sizeof *e) == 0)
            return true;
    return false;
}

static uint64_t effect_hash(const struct cs_run *run, const struct effect *e)
{
    uint64_t hash = (uint64_t)e->relation << 2 | (uint64_t)e->begins << 1 | e->ends;

    for (uint32_t i = 0; i < run->plan->relations[e->relation].column_count; i++)
        hash = cs_hash_mix(hash, e->values[i]);
    return hash;
}

void cs_meets_add(struct effects *to, const struct effect *e)
{
    uint64_t hash = to->index != NULL ? effect_hash(to->run, e) : 0;

    if (has(to, e, hash))
        return;
    to->words[e->relation / 64 % EFFECT_WORDS] |= (uint64_t)1 << e->relation % 64;
    if (to->count >= to->most) {
        to->too_many = true;
        return;
    }
    if (!cs_grow(&to->all, &to->capacity, to->count + 1, sizeof *to->all)) {
        cs_run_fail_memory(to->run);
        to->too_many = true;
        return;
    }
    to->all[to->count++] = *e;
    if (to->index != NULL && !file(to, hash)) {
        cs_run_fail_memory(to->run);
        to->too_many = true;
    }
}

/* ---- those that may meet a condition ---- */

/* Effects of a relation, by the value of a column where there is an index. */
struct walk { const struct effects *of; uint32_t relation; uint32_t next, unsaid; size_t at; };

static uint32_t nodes_of(const struct effects *of, uint32_t relation, uint32_t column, cs_value value)
{
    return node_slot(of, relation, column, value)->item;
}

static uint32_t count_of(const struct effects *of, uint32_t node)
{
    return node != 0 ? of->index->all[node - 1].count : 0;
}

static struct walk walk(const struct effects *of, uint32_t relation, const cs_value *wanted)
{
    struct walk w = {.of = of, .relation = relation};
    const struct cs_relation *r = &of->run->plan->relations[relation];
    uint32_t fewest;

    if (of->index == NULL || !effects_have(of, relation))
        return w;
    w.next = nodes_of(of, relation, CS_COLUMNS_MAX, CS_UNSAID);
    fewest = count_of(of, w.next);
    for (uint32_t i = 0; i < r->column_count; i++) {
        uint32_t same, unsaid;

        if (!cs_meets_says(wanted[i]) || cs_meets_is_symbol(wanted[i]) || r->column_kinds[i] == CS_KIND_ARTICLE)
            continue;
        same = nodes_of(of, relation, i, wanted[i]);
        unsaid = nodes_of(of, relation, i, CS_UNSAID);
        if (count_of(of, same) + count_of(of, unsaid) >= fewest)
            continue;
        fewest = count_of(of, same) + count_of(of, unsaid);
        w.next = same;
        w.unsaid = unsaid;
    }
    return w;
}

static const struct effect *next_of(struct walk *w)
{
    const struct effects *of = w->of;

    if (!effects_have(of, w->relation))
        return NULL;
    if (of->index == NULL) {
        while (w->at < of->count && of->all[w->at].relation != w->relation)
            w->at++;
        return w->at < of->count ? &of->all[w->at++] : NULL;
    }
    if (w->next == 0) {
        w->next = w->unsaid;
        w->unsaid = 0;
    }
    if (w->next == 0)
        return NULL;
    w->at = w->next - 1;
    w->next = of->index->all[w->at].before;
    return &of->all[of->index->all[w->at].effect];
}

/* ---- the ways in which the conditions of a rule are met ---- */

/* Rows that may meet a condition, by the variables that it binds, each way once. */
struct rows_met { cs_value values[FAN_MAX][CS_COLUMNS_MAX]; size_t count; bool more; };

/* Says something of the variable what another condition, or a conclusion, needs? It has no value yet. */
static bool is_new(const struct cs_match *match, struct cs_operand operand)
{
    return operand.kind == CS_OPERAND_VARIABLE && (match->bound >> operand.index & 1) == 0;
}

static bool binds(const struct cs_match *match, const struct cs_pattern *pattern)
{
    for (uint32_t i = 0; i < match->run->plan->relations[pattern->relation].column_count; i++)
        if (is_new(match, pattern->columns[i]))
            return true;
    return false;
}

/* A fact that stands says nothing of a role that it leaves unsaid (R 2.7): it is not so of a particular. */
static bool stands_for(const struct cs_match *match, const struct cs_pattern *pattern, const cs_value *values)
{
    const struct cs_relation *r = &match->run->plan->relations[pattern->relation];

    for (uint32_t i = 0; r->kind == CS_RELATION_FACT && i < r->column_count; i++)
        if (values[i] == CS_UNSAID && cs_match_operand(match, pattern->columns[i]) != CS_UNSAID)
            return false;
    return true;
}

static void meet_with(const struct cs_match *match, const struct cs_pattern *pattern, const cs_value *values,
                      size_t fan, struct rows_met *met)
{
    uint32_t columns = match->run->plan->relations[pattern->relation].column_count;
    cs_value *way;

    if (met->more || !values_fit(match, pattern, values))
        return;
    if (met->count == fan) {
        met->more = true;
        return;
    }
    way = met->values[met->count];
    for (uint32_t i = 0; i < columns; i++)
        way[i] = is_new(match, pattern->columns[i]) && cs_meets_says(values[i]) ? values[i] : CS_UNSAID;
    for (size_t k = 0; k < met->count; k++)
        if (memcmp(met->values[k], way, columns * sizeof *way) == 0)
            return;
    met->count++;
}

static void meet_coming(const struct cs_match *match, const struct cs_pattern *pattern, const cs_value *wanted,
                        const struct effects *coming, size_t fan, struct rows_met *met)
{
    const struct effect *e;
    struct walk w;

    if (coming == NULL)
        return;
    met->more |= coming->too_many;
    w = walk(coming, pattern->relation, wanted);
    while (!met->more && (e = next_of(&w)) != NULL)
        if (e->begins)
            meet_with(match, pattern, e->values, fan, met);
}

/* The columns of these by which the store has an index: the most there are. */
static uint64_t indexed(const struct cs_run *run, uint32_t relation, uint64_t said)
{
    const struct cs_relation *r = &run->plan->relations[relation];
    uint64_t best = 0;

    for (uint32_t i = 0; i < r->mask_count; i++)
        if ((r->masks[i] & ~said) == 0 && __builtin_popcountll(r->masks[i]) > __builtin_popcountll(best))
            best = r->masks[i];
    return best;
}

static void meet_standing(const struct cs_match *match, const struct cs_pattern *pattern, const cs_value *wanted,
                          size_t fan, struct rows_met *met)
{
    const struct cs_run *run = match->run;
    cs_value key[CS_COLUMNS_MAX];
    struct cs_cursor cursor;
    uint32_t row;

    for (uint32_t i = 0; i < run->plan->relations[pattern->relation].column_count; i++)
        key[i] = cs_meets_says(wanted[i]) && !cs_meets_is_symbol(wanted[i]) ? wanted[i] : CS_UNSAID;
    cs_cursor_start(run, pattern->relation,
                    indexed(run, pattern->relation, cs_store_said(run, pattern->relation, key)), key, &cursor);
    while (!met->more && cs_cursor_next(&cursor, &row))
        if (run->stores[pattern->relation].rows[row].worlds != CS_NONE &&
            stands_for(match, pattern, cs_store_values(run, pattern->relation, row)))
            meet_with(match, pattern, cs_store_values(run, pattern->relation, row), fan, met);
}

/* By what stands or has happened, what the thing itself brings about, the other one, and what may come about. */
static void find_met(const struct joining *j, const struct cs_match *match, const struct cs_pattern *pattern,
                     struct rows_met *met)
{
    size_t fan = binds(match, pattern) ? j->of->fan : 1;
    cs_value wanted[CS_COLUMNS_MAX];

    met->count = 0;
    met->more = false;
    for (uint32_t i = 0; i < match->run->plan->relations[pattern->relation].column_count; i++)
        wanted[i] = cs_match_operand(match, pattern->columns[i]);
    meet_standing(match, pattern, wanted, fan, met);
    meet_coming(match, pattern, wanted, j->of, fan, met);
    meet_coming(match, pattern, wanted, j->other, fan, met);
    meet_coming(match, pattern, wanted, j->of->coming, fan, met);
}

/* Is it a condition of which it is known what may meet it? */
static bool is_known(const struct joining *j, const struct cs_match *match, uint32_t step)
{
    const struct cs_step *s = &match->rule->steps[step];

    if (s->kind != CS_STEP_MATCH || &s->pattern == j->entered || &s->pattern == j->looked)
        return false;
    return match->run->plan->relations[s->pattern.relation].kind == CS_RELATION_FACT ||
           match->run->plan->relations[s->pattern.relation].kind == CS_RELATION_EVENT;
}

/* The next condition, of those that are left: one that binds nothing, else one that says a role, else the first. */
static uint32_t next_step(const struct joining *j, const struct cs_match *match, uint64_t done)
{
    uint32_t best = CS_NOWHERE;
    int best_rank = 0;

    for (uint32_t i = 0; i < match->rule->step_count && best_rank < 3; i++) {
        const struct cs_pattern *pattern = &match->rule->steps[i].pattern;
        int rank = 1;

        if ((done >> i & 1) != 0 || !is_known(j, match, i))
            continue;
        for (uint32_t k = 0; k < match->run->plan->relations[pattern->relation].column_count; k++)
            if (cs_match_operand(match, pattern->columns[k]) != CS_UNSAID)
                rank = 2;
        if (!binds(match, pattern))
            rank = 3;
        if (rank > best_rank) {
            best = i;
            best_rank = rank;
        }
    }
    return best;
}

/* True: `found` wants no more. */
static bool join(struct joining *j, struct cs_match *match, uint64_t done)
{
    uint32_t step = next_step(j, match, done);
    const struct cs_pattern *pattern;
    struct rows_met met;
    uint64_t bound = match->bound;
    bool enough = false;

    if (step == CS_NOWHERE)
        return j->found(j, match);
    cs_match_try(match, CS_TRIES_OF_COMING);
    if (!cs_run_ok(match->run))
        return true;
    pattern = &match->rule->steps[step].pattern;
    find_met(j, match, pattern, &met);
    if (met.more)
        return join(j, match, done | (uint64_t)1 << step);
    for (size_t k = 0; k < met.count && !enough; k++) {
        for (uint32_t i = 0; i < match->run->plan->relations[pattern->relation].column_count; i++)
            if (met.values[k][i] != CS_UNSAID) {
                match->values[pattern->columns[i].index] = met.values[k][i];
                match->bound |= (uint64_t)1 << pattern->columns[i].index;
            }
        enough = join(j, match, done | (uint64_t)1 << step);
        match->bound = bound;
    }
    return enough;
}

static bool some_come(const struct effects *effects, uint32_t relation)
{
    return effects != NULL && (effects->too_many || effects_have(effects, relation));
}

/* Is there anything that may meet the condition, whatever it is about? */
static bool some_may_meet(const struct joining *j, const struct cs_run *run, uint32_t relation)
{
    return run->stores[relation].count > 0 || some_come(j->of, relation) || some_come(j->other, relation) ||
           some_come(j->of->coming, relation);
}

bool cs_meets_join(struct joining *j, struct cs_match *match)
{
    bool news = j->news == NULL;

    for (uint32_t i = 0; i < match->rule->step_count; i++) {
        uint32_t relation = match->rule->steps[i].pattern.relation;

        if (!is_known(j, match, i))
            continue;
        if (!some_may_meet(j, match->run, relation))
            return false;
        news |= !news && words_have(j->news, relation);
    }
    return news && join(j, match, 0);
}

/* ---- what a rule concludes ---- */

/* Is the variable in some condition of the rule? */
static bool is_asked(const struct cs_plan_rule *rule, const struct cs_plan *plan, uint32_t variable)
{
    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct cs_step *s = &rule->steps[i];

        if (s->kind != CS_STEP_MATCH)
            return true; /* whatever it says */
        for (uint32_t k = 0; k < plan->relations[s->pattern.relation].column_count; k++)
            if (s->pattern.columns[k].kind == CS_OPERAND_VARIABLE && s->pattern.columns[k].index == variable)
                return true;
    }
    return false;
}

/* R 2.7: a fact says nothing of whom the occurrence that set off its rule leaves unsaid, if no condition asks. */
static bool is_left(const struct cs_match *match, struct cs_operand operand, const struct effect *trigger)
{
    const struct cs_pattern *pattern = &match->rule->trigger;
    const struct cs_plan *plan = match->run->plan;

    if (trigger == NULL || !is_new(match, operand) || plan->relations[trigger->relation].kind != CS_RELATION_EVENT)
        return false;
    for (uint32_t i = 0; i < plan->relations[trigger->relation].column_count; i++)
        if (pattern->columns[i].kind == CS_OPERAND_VARIABLE && pattern->columns[i].index == operand.index)
            return !is_asked(match->rule, plan, operand.index);
    return false;
}

struct effect cs_meets_effect(const struct cs_match *match, const struct cs_pattern *pattern, bool begins, bool ends)
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

    cs_meets_add(to, &e);
    if (r->kind == CS_RELATION_FACT && e.begins && r->one_column != CS_NOWHERE) {
        e.values[r->one_column] = CS_UNSAID;
        e.begins = false;
        e.ends = true;
        cs_meets_add(to, &e);
    }
    for (uint32_t i = r->kind == CS_RELATION_EVENT ? r->judged_copies : CS_NOWHERE; i != CS_NOWHERE;
         i = plan->relations[i].next_copy) {
        e.relation = i;
        cs_meets_add(to, &e);
    }
}

/* Rules say something of the duties, or prohibitions, to do the act of this bond: all that may become of it. */
void cs_meets_add_duties(struct effects *to, const struct cs_conclusion *c)
{
    const struct cs_relation *act = &to->run->plan->relations[c->pattern.relation];

    for (int verb = 0; verb < CS_VERB_COUNT && c->kind == CS_EFFECT_BOND && !c->expectation; verb++) {
        struct effect e;

        if (act->duties[c->forbidden][verb] == CS_NOWHERE)
            continue;
        memset(&e, 0, sizeof e);
        e.relation = act->duties[c->forbidden][verb];
        e.begins = e.ends = true;
        cs_meets_add(to, &e);
    }
}

/* `trigger`: the row of an occurrence as it is, which set off the rule; or NULL. */
static void add_conclusion(struct effects *to, const struct cs_match *match, const struct cs_conclusion *c,
                           const struct effect *trigger)
{
    const struct cs_relation *r = &match->run->plan->relations[c->pattern.relation];
    struct effect e = cs_meets_effect(match, &c->pattern, c->kind == CS_EFFECT_TERM, c->kind == CS_EFFECT_END);

    for (uint32_t i = 0; c->kind == CS_EFFECT_TERM && r->kind == CS_RELATION_FACT && i < r->column_count; i++)
        if (is_left(match, c->pattern.columns[i], trigger))
            e.values[i] = CS_MEETS_NOBODY;
    if (r->kind == CS_RELATION_EVENT && c->pattern.columns[0].kind == CS_OPERAND_ANY)
        e.values[0] = to->occurrence;
    add_with_copies(to, e);
}

void cs_meets_conclude(struct effects *to, const struct cs_match *match, bool terms, const struct effect *trigger)
{
    for (uint32_t c = 0; c < match->rule->conclusion_count; c++) {
        const struct cs_conclusion *conclusion = &match->rule->conclusions[c];

        if (conclusion->kind == CS_EFFECT_BOND)
            cs_meets_add_duties(to, conclusion);
        else if (terms)
            add_conclusion(to, match, conclusion, trigger);
    }
}

static bool conclude(struct joining *j, const struct cs_match *match)
{
    const struct cs_plan_rule *rule = match->rule;

    if (rule->kind == CS_RULE_WHILE) {
        struct effect head = cs_meets_effect(match, &rule->head, j->begins, j->ends);

        cs_meets_add(j->to, &head);
    }
    cs_meets_conclude(j->to, match, rule->kind == CS_RULE_WHEN, j->trigger);
    return j->to->too_many;
}

/* ---- what follows ---- */

static void follow_rules(struct effects *to, const struct cs_use_site *site, const struct effect *e, bool own,
                         const uint64_t *news)
{
    for (; site != NULL && !to->too_many; site = site->next) {
        const struct cs_plan_rule *rule = &to->run->plan->rules[site->rule];
        struct joining j = {.to = to, .of = to, .found = conclude, .trigger = own ? e : NULL, .news = news};
        struct cs_match match;

        start(&match, to->run, rule);
        if (cs_plan_applies_at_once(to->run->plan, rule) && bind(&match, &rule->trigger, e))
            cs_meets_join(&j, &match);
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

static void follow_states(struct effects *to, const struct cs_use_site *site, const struct effect *e,
                          const uint64_t *news)
{
    for (; site != NULL && !to->too_many; site = site->next) {
        const struct cs_plan_rule *rule = &to->run->plan->rules[site->rule];
        struct joining j = {.to = to, .of = to, .found = conclude, .entered = site->pattern, .news = news};
        struct cs_match match;

        change_state(&j, rule, e);
        start(&match, to->run, rule);
        if (bind(&match, site->pattern, e))
            cs_meets_join(&j, &match);
    }
}

/* `succeeds`: one may take over from another, so that the bond is of others than it was founded for. */
static bool bond_waits_for(const struct cs_match *match, const struct cs_conclusion *c, const struct effect *e,
                           bool succeeds)
{
    bool waits = cs_meets_act_fits(match, &c->pattern, e) || (succeeds && c->pattern.relation == e->relation);

    for (uint32_t w = 0; w < c->watch_count && !waits; w++)
        waits = could_fit(match, &c->watches[w].pattern, e) ||
                (succeeds && c->watches[w].pattern.relation == e->relation);
    return waits;
}

/* What performs a duty, breaks or ends it changes what rules find of duties. */
static void follow_bonds(struct effects *to, const struct effect *e)
{
    const struct cs_plan *plan = to->run->plan;
    bool succeeds = cs_meets_succeeds(to->run);
    struct cs_match match;

    for (size_t i = 0; i < plan->rule_count; i++) {
        start(&match, to->run, &plan->rules[i]);
        for (uint32_t c = 0; c < plan->rules[i].conclusion_count; c++)
            if (plan->rules[i].conclusions[c].kind == CS_EFFECT_BOND &&
                bond_waits_for(&match, &plan->rules[i].conclusions[c], e, succeeds))
                cs_meets_add_duties(to, &plan->rules[i].conclusions[c]);
    }
    for (size_t i = 0; i < plan->bond_count; i++) {
        start(&match, to->run, NULL);
        if (bond_waits_for(&match, &plan->bonds[i].conclusion, e, succeeds))
            cs_meets_add_duties(to, &plan->bonds[i].conclusion);
    }
}

/* `news`: of a thing from which all has followed but what these relations, that have more now, make of it; or NULL. */
static void follow(struct effects *to, size_t i, const uint64_t *news)
{
    const struct effect e = to->all[i]; /* the array may grow */
    const struct cs_relation *r = &to->run->plan->relations[e.relation];

    if (e.begins)
        follow_rules(to, r->triggers, &e, i < to->own, news);
    if (e.ends)
        follow_rules(to, r->ceasings, &e, false, news);
    follow_states(to, r->readers, &e, news);
    if (to->run->plan->duties_tell && news == NULL)
        follow_bonds(to, &e);
}

void cs_meets_follow(struct effects *to)
{
    for (size_t i = 0; i < to->count && !to->too_many; i++)
        follow(to, i, NULL);
}

/* What follows from an occurrence; from a fact as it begins, or ends. */
static void add_rows(struct effects *to, const struct cs_occurrence_row *rows)
{
    for (const struct cs_occurrence_row *row = rows; row != NULL; row = row->next) {
        struct effect e;

        memset(&e, 0, sizeof e);
        e.relation = row->relation;
        e.begins = true;
        e.ends = to->run->plan->relations[row->relation].kind == CS_RELATION_FACT;
        memcpy(e.values, row->values, to->run->plan->relations[row->relation].column_count * sizeof *e.values);
        cs_meets_add(to, &e);
    }
    to->own = to->count;
}

static void find(struct effects *to, const struct cs_occurrence_row *rows)
{
    add_rows(to, rows);
    if (rows != NULL && to->run->plan->relations[rows->relation].kind == CS_RELATION_EVENT)
        to->occurrence = rows->values[0];
    cs_meets_follow(to);
}

/* Where too much follows it is looked once more, without saying which rows meet a condition that several may. */
void cs_meets_find(struct effects *to, const struct cs_occurrence_row *rows)
{
    const struct effects *coming = to->coming;

    find(to, rows);
    if (!to->too_many || !cs_run_ok(to->run))
        return;
    cs_meets_start(to->run, coming, to);
    to->fan = 1;
    find(to, rows);
}

/* ---- what all that is at hand may bring about ---- */

static void note_words(const struct effects *effects, size_t from, uint64_t *words)
{
    memset(words, 0, EFFECT_WORDS * sizeof *words);
    for (size_t i = from; i < effects->count; i++)
        words[effects->all[i].relation / 64 % EFFECT_WORDS] |= (uint64_t)1 << effects->all[i].relation % 64;
}

/* Once more as long as there is more: a rule is set off by the one, and met by what follows from another. */
static void follow_coming(struct effects *to)
{
    uint64_t news[EFFECT_WORDS];
    size_t before = 0, count = to->count;

    cs_meets_follow(to);
    while (to->count > count && !to->too_many && cs_run_ok(to->run)) {
        note_words(to, count, news);
        before = to->count;
        for (size_t i = 0; i < before && !to->too_many; i++)
            follow(to, i, news);
        for (size_t i = before; i < to->count && !to->too_many; i++)
            follow(to, i, NULL);
        count = before;
    }
}

static void find_coming(struct effects *to, const struct cs_hand *hand, size_t fan)
{
    if (to->index != NULL) {
        cs_slots_release(&to->index->effects);
        cs_slots_release(&to->index->nodes);
        to->index->effects = to->index->nodes = (struct cs_slots){0};
        to->index->count = 0;
    } else {
        to->index = calloc(1, sizeof *to->index);
    }
    cs_meets_start(to->run, NULL, to);
    to->most = EFFECTS_MAX + COMING_OF_ONE * hand->count;
    to->fan = fan;
    if (to->index == NULL) {
        cs_run_fail_memory(to->run);
        to->too_many = true;
        return;
    }
    for (size_t i = 0; i < hand->count; i++)
        add_rows(to, hand->rows[i]);
    follow_coming(to);
}

void cs_meets_find_coming(struct cs_run *run, struct effects *to)
{
    to->run = run;
    find_coming(to, &run->hand, FAN_MAX);
    if (to->too_many && cs_run_ok(run))
        find_coming(to, &run->hand, 1);
}
