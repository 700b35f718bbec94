/* SPDX-License-Identifier: MIT */
/*
 * The twin: facts. What `while` rules conclude is found from nothing after every step, stratum by stratum. Then rules
 * and bonds are notified of what has changed since they were last notified, until nothing changes.
 */
#include "twin/twin_int.h"

#include <string.h>

#define ROUNDS_MAX 1000 /* of settling within one instant */

/* ---- strata ---- */

static void raise(struct cs_twin_run *run, uint32_t relation, uint32_t least, bool *changed)
{
    must(least <= run->plan->relation_count); /* the checker refuses circles through an absence or a count (R 4.4) */
    if (run->stratum[relation] >= least)
        return;
    run->stratum[relation] = least;
    if (least + 1 > run->stratum_count)
        run->stratum_count = least + 1;
    *changed = true;
}

/* A `when` rule looks at facts as they were before. */
static bool stood_before(const struct cs_twin_run *run, const struct cs_plan_rule *rule, uint32_t relation)
{
    return rule->kind == CS_RULE_WHEN && cs_relation_lasts(&run->plan->relations[relation]);
}

static void raise_by(struct cs_twin_run *run, const struct cs_plan_rule *rule, uint32_t head, uint32_t relation,
                     uint32_t more, bool *changed)
{
    if (!stood_before(run, rule, relation))
        raise(run, head, run->stratum[relation] + more, changed);
}

/* A conclusion has the greatest stratum of its conditions, and a greater one than what must be absent or is counted. */
static void raise_by_rule(struct cs_twin_run *run, const struct cs_plan_rule *rule, uint32_t head, bool *changed)
{
    if (rule->kind == CS_RULE_WHEN && rule->delay == CS_DELAY_NONE)
        raise(run, head, run->stratum[rule->trigger.relation], changed);
    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct cs_step *step = &rule->steps[i];

        if (step->kind == CS_STEP_MATCH)
            raise_by(run, rule, head, step->pattern.relation, 0, changed);
        if (step->kind == CS_STEP_ABSENT)
            raise_by(run, rule, head, step->pattern.relation, 1, changed);
        if (cs_step_surveys(step) && step->left.kind != CS_NUMBER_CONSTANT)
            raise_by(run, rule, head, step->left.pattern.relation, 1, changed);
        if (cs_step_surveys(step) && step->right.kind != CS_NUMBER_CONSTANT)
            raise_by(run, rule, head, step->right.pattern.relation, 1, changed);
    }
}

static void raise_all(struct cs_twin_run *run, bool *changed)
{
    const struct cs_plan *plan = run->plan;

    for (size_t i = 0; i < plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &plan->rules[i];

        if (rule->kind == CS_RULE_WHILE)
            raise_by_rule(run, rule, rule->head.relation, changed);
        for (uint32_t c = 0; rule->kind == CS_RULE_WHEN && c < rule->conclusion_count; c++) {
            uint32_t head = rule->conclusions[c].pattern.relation, copy = plan->relations[head].judged_copies;

            if (rule->conclusions[c].kind != CS_EFFECT_TERM || plan->relations[head].kind != CS_RELATION_EVENT)
                continue;
            raise_by_rule(run, rule, head, changed);
            for (; copy != CS_NOWHERE; copy = plan->relations[copy].next_copy)
                raise_by_rule(run, rule, copy, changed);
        }
    }
}

void cs_twin_stratify(struct cs_twin_run *run)
{
    bool changed = true;

    run->stratum = cs_arena_array(&run->twin->arena, run->plan->relation_count, sizeof *run->stratum);
    run->stratum_count = 1;
    while (changed && run->stratum != NULL) {
        changed = false;
        raise_all(run, &changed);
    }
}

/* ---- what holds ---- */

static bool is_condition(const struct cs_twin_run *run, uint32_t relation)
{
    return run->plan->relations[relation].kind == CS_RELATION_CONDITION;
}

/* A `while` rule enters into force, and leaves it, together with the facts that begin and end at the same instant. */
static bool in_force(const struct cs_twin_run *run, const struct cs_plan_rule *rule)
{
    if (run->turned == run->now)
        return rule->since <= run->now && run->now < rule->until;
    return rule->since < run->now && run->now <= rule->until;
}

/*
 * R 4.2: may a condition begin? R 7.4: what a breach by lapse of time begins is of the day after the last, with which
 * the text may have ended.
 */
static bool may_begin(const struct cs_twin_run *run, const struct cs_plan_rule *rule)
{
    bool by_lapse = run->phase == CS_TWIN_DUE && run->place.start == run->now; /* not what came before the deadline */

    return in_force(run, rule) && !(by_lapse && run->now == rule->until);
}

static void add(struct cs_twin_run *run, struct cs_twin_tuples *list, const struct cs_twin_tuple *tuple)
{
    struct cs_twin_tuple copy = *tuple; /* it may stand in the list that grows */

    list->items = cs_twin_grow(run, list->items, &list->count, &list->capacity, sizeof *list->items);
    if (list->items != NULL)
        list->items[list->count - 1] = copy;
}

static void conclude(void *context, const struct cs_twin_match *match)
{
    struct cs_twin_run *run = match->run;
    const struct cs_plan_rule *rule = match->rule;
    struct cs_twin_tuple tuple = {.relation = rule->head.relation};
    bool *changed = context;

    for (uint32_t i = 0; i < run->plan->relations[tuple.relation].column_count; i++)
        tuple.values[i] = cs_twin_operand(match, rule->head.columns[i]);
    if (cs_twin_among(run->plan, &run->holding, &tuple))
        return;
    /* a condition begins only while its article is in force (R 4.2), and lasts beyond that (R 4.3) */
    if (is_condition(run, tuple.relation) && !may_begin(run, rule) && !cs_twin_among(run->plan, &run->known, &tuple))
        return;
    add(run, &run->holding, &tuple);
    *changed = true;
}

struct sought { const struct cs_twin_tuple *tuple; bool found; };

static void seek(void *context, const struct cs_twin_match *match)
{
    struct sought *sought = context;
    struct cs_twin_tuple tuple = {.relation = match->rule->head.relation};

    for (uint32_t i = 0; i < match->run->plan->relations[tuple.relation].column_count; i++)
        tuple.values[i] = cs_twin_operand(match, match->rule->head.columns[i]);
    sought->found = sought->found || cs_twin_same(match->run->plan, &tuple, sought->tuple);
}

bool cs_twin_condition_goes_on(struct cs_twin_run *run, const struct cs_twin_tuple *condition)
{
    struct sought sought = {condition, false};

    if (cs_twin_among(run->plan, &run->holding, condition))
        return true;
    for (size_t i = 0; i < run->plan->rule_count; i++)
        if (run->plan->rules[i].kind == CS_RULE_WHILE && run->plan->rules[i].head.relation == condition->relation) {
            struct cs_twin_match match;

            cs_twin_match_init(&match, run, &run->plan->rules[i]);
            cs_twin_conditions(&match, seek, &sought);
        }
    if (!sought.found)
        return false;
    add(run, &run->holding, condition);
    add(run, &run->known, condition);
    return true;
}

static void derive_stratum(struct cs_twin_run *run, uint32_t stratum)
{
    bool changed = true;

    while (changed) {
        changed = false;
        for (size_t i = 0; i < run->plan->rule_count; i++) {
            const struct cs_plan_rule *rule = &run->plan->rules[i];
            struct cs_twin_match match;

            if (rule->kind != CS_RULE_WHILE || run->stratum[rule->head.relation] != stratum ||
                (!is_condition(run, rule->head.relation) && !in_force(run, rule)))
                continue;
            cs_twin_match_init(&match, run, rule);
            cs_twin_conditions(&match, conclude, &changed);
        }
    }
}

/* What a relation about duties says of the bond, if it says something of such bonds; else false. */
static bool says_of(const struct cs_twin_run *run, uint32_t relation, const struct cs_twin_bond *b,
                    struct cs_twin_tuple *out)
{
    const struct cs_relation *r = &run->plan->relations[relation], *act = &run->plan->relations[b->act.relation];
    bool about = r->kind == CS_RELATION_DUTY || r->kind == CS_RELATION_DUTY_EVENT;

    if (!about || r->head != act->head || r->forbidden != b->conclusion->forbidden || b->conclusion->expectation)
        return false;
    *out = (struct cs_twin_tuple){.relation = relation};
    out->values[r->first_role - 2] = b->holder;
    out->values[r->first_role - 1] = b->claimant;
    for (uint32_t c = act->first_role; c < act->column_count; c++)
        out->values[r->first_role + c - act->first_role] = b->act.values[c];
    return true;
}

bool cs_twin_duty_of(const struct cs_twin_run *run, const struct cs_twin_bond *b, struct cs_twin_tuple *out)
{
    for (uint32_t i = 0; i < run->plan->relation_count; i++)
        if (run->plan->relations[i].kind == CS_RELATION_DUTY && says_of(run, i, b, out))
            return true;
    return false;
}

/* "H owes C act" holds while some bond that says so is open. */
static void add_open_duties(struct cs_twin_run *run)
{
    for (size_t k = 0; k < run->bond_count; k++) {
        struct cs_twin_tuple tuple;

        if (cs_twin_bond_open(&run->bonds[k]) && cs_twin_duty_of(run, &run->bonds[k], &tuple) &&
            !cs_twin_among(run->plan, &run->holding, &tuple))
            add(run, &run->holding, &tuple);
    }
}

void cs_twin_derive(struct cs_twin_run *run)
{
    run->holding.count = 0;
    for (size_t i = 0; i < run->support_count; i++)
        if (!cs_twin_among(run->plan, &run->holding, &run->supports[i].fact))
            add(run, &run->holding, &run->supports[i].fact);
    add_open_duties(run);
    for (uint32_t s = 0; s < run->stratum_count; s++)
        derive_stratum(run, s);
}

/* ---- facts begin and end ---- */

void cs_twin_fact_begin(struct cs_twin_run *run, const struct cs_twin_tuple *fact, const struct cs_occurrence *entry)
{
    run->supports =
        cs_twin_grow(run, run->supports, &run->support_count, &run->support_capacity, sizeof *run->supports);
    if (run->supports != NULL)
        run->supports[run->support_count - 1] = (struct cs_twin_support){*fact, entry, true};
}

static void remove_support(struct cs_twin_run *run, size_t *i)
{
    run->supports[*i] = run->supports[--run->support_count];
    *i -= 1;
}

/* The time for which an entry of the record supports a fact is over. */
void cs_twin_fact_withdraw(struct cs_twin_run *run, const struct cs_occurrence *entry)
{
    for (size_t i = 0; i < run->support_count; i++)
        if (run->supports[i].entry == entry)
            remove_support(run, &i);
}

/* ---- one value at a time ---- */

static bool other_value(const struct cs_twin_run *run, const struct cs_twin_tuple *a, const struct cs_twin_tuple *b)
{
    const struct cs_relation *relation = &run->plan->relations[a->relation];

    if (a->relation != b->relation || relation->one_column == CS_NOWHERE)
        return false;
    for (uint32_t i = 0; i < relation->column_count; i++)
        if (i != relation->one_column && a->values[i] != b->values[i])
            return false;
    return a->values[relation->one_column] != b->values[relation->one_column];
}

/* The value that remains of those that begin at this step: compared in pairs, in the order of their names. */
static struct cs_twin_tuple remaining_value(struct cs_twin_run *run, struct cs_twin_tuple best)
{
    const char *last = "";

    for (size_t i = 0; i < run->support_count; i++) /* the first by name */
        if (run->supports[i].fresh && other_value(run, &run->supports[i].fact, &best) &&
            strcmp(cs_names_text(run->plan->names, cs_twin_row_name(run, &run->supports[i].fact)),
                   cs_names_text(run->plan->names, cs_twin_row_name(run, &best))) < 0)
            best = run->supports[i].fact;
    last = cs_names_text(run->plan->names, cs_twin_row_name(run, &best));
    for (;;) {
        const char *next = NULL;
        struct cs_twin_tuple rival = best;

        for (size_t i = 0; i < run->support_count; i++) {
            const char *text = cs_names_text(run->plan->names, cs_twin_row_name(run, &run->supports[i].fact));

            if (!run->supports[i].fresh || !other_value(run, &run->supports[i].fact, &best) ||
                strcmp(text, last) <= 0 || (next != NULL && strcmp(text, next) >= 0))
                continue;
            next = text;
            rival = run->supports[i].fact;
        }
        if (next == NULL)
            return best;
        last = next;
        if (cs_twin_came_before(run, cs_twin_row_name(run, &best), cs_twin_row_name(run, &rival)))
            best = rival;
    }
}

static bool has_rival(const struct cs_twin_run *run, const struct cs_twin_tuple *fact)
{
    for (size_t i = 0; i < run->support_count; i++)
        if (run->supports[i].fresh && other_value(run, &run->supports[i].fact, fact))
            return true;
    return false;
}

void cs_twin_replace(struct cs_twin_run *run)
{
    for (size_t i = 0; i < run->support_count; i++) {
        struct cs_twin_tuple best = run->supports[i].fact;
        bool met, removed = false;

        if (!run->supports[i].fresh || run->plan->relations[best.relation].one_column == CS_NOWHERE)
            continue;
        met = has_rival(run, &best);
        best = remaining_value(run, best);
        for (size_t k = 0; k < run->support_count; k++)
            if (other_value(run, &run->supports[k].fact, &best) ||
                (met && !run->supports[k].fresh && cs_twin_same(run->plan, &run->supports[k].fact, &best))) {
                remove_support(run, &k); /* also what a rival had ended before it began again */
                removed = true;
            }
        if (removed)
            i = SIZE_MAX;
    }
    for (size_t k = 0; k < run->support_count; k++)
        run->supports[k].fresh = false;
}

/* `end F`: the fact ends, whatever supports it; a role that the rule leaves out is any, an unsaid small word nobody. */
static void end_facts(struct cs_twin_run *run, const struct cs_pattern *pattern, const struct cs_twin_tuple *fact)
{
    const struct cs_relation *relation = &run->plan->relations[fact->relation];

    for (size_t i = 0; i < run->support_count; i++) {
        const struct cs_twin_tuple *has = &run->supports[i].fact;
        bool fits = has->relation == fact->relation;

        for (uint32_t c = 0; c < relation->column_count && fits; c++)
            fits = (fact->values[c] == CS_UNSAID &&
                    (pattern->columns[c].kind != CS_OPERAND_VARIABLE || has->values[c] == CS_UNSAID)) ||
                   cs_plan_fits(run->plan, relation->column_kinds[c], fact->values[c], has->values[c]);
        if (fits)
            remove_support(run, &i);
    }
}

static void apply_fact(struct cs_twin_run *run, const struct cs_twin_effect *effect)
{
    const struct cs_pattern *pattern = &effect->conclusion->pattern;
    struct cs_twin_tuple fact = {.relation = pattern->relation};

    for (uint32_t i = 0; i < run->plan->relations[pattern->relation].column_count; i++) {
        struct cs_operand o = pattern->columns[i];

        fact.values[i] = o.kind == CS_OPERAND_VALUE      ? o.index
                         : o.kind == CS_OPERAND_VARIABLE ? effect->values[o.index]
                                                         : CS_UNSAID;
    }
    if (effect->conclusion->kind == CS_EFFECT_END)
        end_facts(run, pattern, &fact);
    else
        cs_twin_fact_begin(run, &fact, NULL);
}

static void apply_facts(struct cs_twin_run *run, enum cs_effect_kind kind, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (run->effects[i].conclusion->kind == kind)
            apply_fact(run, &run->effects[i]);
}

/*
 * R 6.1: of foundings of one sentence at once the one whose moment comes first counts, then the first by the names of
 * what it binds. Only those of one conclusion change places among themselves.
 */
static void order_effects(struct cs_twin_run *run, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = i, j = i; j-- > 0;) {
            struct cs_twin_effect earlier = run->effects[j];

            if (earlier.conclusion != run->effects[k].conclusion)
                continue;
            if (!cs_twin_founds_before(run, &run->effects[k], &earlier))
                break;
            run->effects[j] = run->effects[k];
            run->effects[k] = earlier;
            k = j;
        }
}

/* Facts end, then facts begin (what ends and begins at once holds), then bonds are founded on what is so by then. */
static void apply_effects(struct cs_twin_run *run)
{
    size_t count = run->effect_count;

    order_effects(run, count);

    apply_facts(run, CS_EFFECT_END, count);
    apply_facts(run, CS_EFFECT_TERM, count);
    cs_twin_replace(run);
    cs_twin_derive(run);
    for (size_t i = 0; i < count; i++)
        if (run->effects[i].conclusion->kind == CS_EFFECT_BOND)
            cs_twin_found_bond(run, &run->effects[i], false, NULL);
    run->effect_count = 0;
}

/* ---- notifying ---- */

static void add_change(struct cs_twin_run *run, struct cs_twin_causes *causes, enum cs_twin_cause_kind kind,
                       const struct cs_twin_tuple *tuple)
{
    struct cs_twin_cause cause = {.kind = kind, .tuple = *tuple, .place = run->place};

    cs_twin_add_cause(run, causes, &cause);
}

/* What has begun and what has ceased since rules and bonds were last notified. */
static void find_changes(struct cs_twin_run *run, struct cs_twin_causes *causes)
{
    for (size_t i = 0; i < run->known.count; i++)
        if (!cs_twin_among(run->plan, &run->holding, &run->known.items[i]))
            add_change(run, causes, CS_TWIN_CEASED, &run->known.items[i]);
    for (size_t i = 0; i < run->holding.count; i++)
        if (!cs_twin_among(run->plan, &run->known, &run->holding.items[i]))
            add_change(run, causes, CS_TWIN_BEGUN, &run->holding.items[i]);
    run->known.count = 0;
    for (size_t i = 0; i < run->holding.count; i++)
        add(run, &run->known, &run->holding.items[i]);
}

/* The same of conditions that begin at once. */
static void order_conditions(struct cs_twin_run *run, const struct cs_twin_causes *causes)
{
    for (size_t i = 1; i < causes->count; i++)
        for (size_t k = i, j = i; j-- > 0 && is_condition(run, causes->items[k].tuple.relation);) {
            struct cs_twin_cause earlier = causes->items[j];
            struct cs_twin_effect one, other;

            if (earlier.tuple.relation != causes->items[k].tuple.relation)
                continue;
            one = cs_twin_effect_of(run, &causes->items[k].tuple);
            other = cs_twin_effect_of(run, &earlier.tuple);
            if (!cs_twin_founds_before(run, &one, &other))
                break;
            causes->items[j] = causes->items[k];
            causes->items[k] = earlier;
            k = j;
        }
}

static void notify_conditions(struct cs_twin_run *run, const struct cs_twin_causes *causes,
                              enum cs_twin_cause_kind kind)
{
    if (kind == CS_TWIN_BEGUN)
        order_conditions(run, causes);
    for (size_t i = 0; i < causes->count; i++) {
        if (causes->items[i].kind != kind || !is_condition(run, causes->items[i].tuple.relation))
            continue;
        if (kind == CS_TWIN_BEGUN)
            cs_twin_condition_begins(run, &causes->items[i].tuple);
        else
            cs_twin_condition_ceases(run, &causes->items[i].tuple);
    }
}

/* R 2.14: what goes on with who takes over sets off no rule. */
static void leave_out_carried(const struct cs_twin_run *run, struct cs_twin_causes *causes)
{
    size_t kept = 0;

    for (size_t i = 0; i < causes->count; i++) {
        bool carried = false;

        for (size_t c = 0; c < run->carried_count; c++)
            carried = carried || cs_twin_same(run->plan, &run->carried[c], &causes->items[i].tuple);
        if (!carried)
            causes->items[kept++] = causes->items[i];
    }
    causes->count = kept;
}

/* Beginnings come first: a bond of a condition that ceases as another founds it goes on. */
static bool notify(struct cs_twin_run *run)
{
    struct cs_twin_causes causes = {0};
    bool any;

    find_changes(run, &causes);
    any = causes.count > 0;
    cs_twin_bonds_see_facts(run, &causes);
    notify_conditions(run, &causes, CS_TWIN_BEGUN);
    notify_conditions(run, &causes, CS_TWIN_CEASED);
    leave_out_carried(run, &causes);
    cs_twin_happen(run, &causes);
    return any;
}

/* ---- duties (R 4.11) ---- */

static void add_duty_event(struct cs_twin_run *run, const struct cs_twin_duty_event *event,
                           struct cs_twin_causes *causes)
{
    for (uint32_t i = 0; i < run->plan->relation_count; i++) {
        const struct cs_relation *r = &run->plan->relations[i];
        struct cs_twin_cause cause = {.kind = CS_TWIN_HAPPENED, .place = event->place};

        if (r->kind != CS_RELATION_DUTY_EVENT || r->verb != event->verb ||
            !says_of(run, i, &run->bonds[event->bond], &cause.tuple))
            continue;
        cause.tuple.values[0] = cs_twin_duty_event_name(run, &cause.tuple);
        cause.place.occurrence = cause.tuple.values[0];
        cs_twin_add_cause(run, causes, &cause);
        cs_twin_add_event(run, &cause.tuple, &cause.place);
    }
}

static const char *name_of_cause(const struct cs_twin_run *run, const struct cs_twin_cause *cause)
{
    return cs_names_text(run->plan->names, cause->tuple.values[0]);
}

/* What became of duties is an occurrence, named by its sentence. All of it has happened before a rule is evaluated. */
static void take_duty_events(struct cs_twin_run *run)
{
    struct cs_twin_causes causes = {0};

    for (size_t i = 0; i < run->duty_event_count; i++)
        add_duty_event(run, &run->duty_events[i], &causes);
    run->duty_event_count = 0;
    for (size_t i = 0; i < causes.count; i++) /* by their names: the order in which duties were founded is none */
        for (size_t k = i; k > 0 && strcmp(name_of_cause(run, &causes.items[k - 1]),
                                           name_of_cause(run, &causes.items[k])) > 0; k--) {
            struct cs_twin_cause kept = causes.items[k];

            causes.items[k] = causes.items[k - 1];
            causes.items[k - 1] = kept;
        }
    cs_twin_happen(run, &causes);
}

void cs_twin_settle(struct cs_twin_run *run)
{
    while (!run->twin->endless && run->failure->status == CASUS_OK) {
        run->twin->endless = ++run->rounds > ROUNDS_MAX;
        if (run->effect_count > 0) {
            apply_effects(run);
            continue;
        }
        cs_twin_derive(run);
        if (notify(run))
            continue;
        if (run->duty_event_count == 0)
            return;
        take_duty_events(run);
    }
}
