/* SPDX-License-Identifier: MIT */
#include "ledger/next.h"

#include <stdlib.h>
#include <string.h>

#include "run/match.h"

struct looking {
    struct cs_next *next;
    const struct cs_ledger *ledger;
    struct cs_run *run;
    cs_name party;
    size_t must_capacity, expected_capacity, may_capacity, coming_capacity;
    struct cs_next_may *blocked;     /* whose blockers are looked for */
    const struct cs_item *item;      /* of what comes by itself: the moment that is waited for */
    cs_set *deferred;                /* by name: worlds in which a decision is put off */
    size_t name_count;
};

/* ---- must ---- */

static cs_instant soonest(const struct cs_ledger_row *row)
{
    const struct cs_ledger_piece *first = cs_ledger_due(NULL, row, CS_ALL).first;

    return first != NULL ? first->deadline : CS_TIME_NEVER;
}

static int by_deadline(const void *a, const void *b)
{
    const struct cs_ledger_row *x = *(const struct cs_ledger_row *const *)a,
                               *y = *(const struct cs_ledger_row *const *)b;
    cs_instant p = soonest(x), q = soonest(y);

    if (p != q)
        return p < q ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* In some world that is looked at. */
static bool is_open(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    for (uint32_t i = 0; i < row->piece_count; i++)
        if ((row->pieces[i].state == CS_STATE_IN_FORCE || row->pieces[i].state == CS_STATE_SUSPENDED ||
             row->pieces[i].still_owed) &&
            !cs_worlds_disjoint(ledger->docket->worlds, row->pieces[i].worlds, ledger->worlds))
            return true;
    return false;
}

static void list_open(struct looking *l, enum cs_ledger_kind kind, const struct cs_ledger_row ***rows, size_t *count,
                      size_t *capacity)
{
    for (size_t i = 0; i < l->ledger->row_count; i++) {
        const struct cs_ledger_row *row = &l->ledger->rows[i];

        if (row->kind != kind || !is_open(l->ledger, row) || (l->party != CS_NO_NAME && row->holder != l->party))
            continue;
        if (!cs_grow(rows, capacity, *count + 1, sizeof **rows)) {
            cs_fail_memory(l->run->failure);
            return;
        }
        (*rows)[(*count)++] = row;
    }
    if (*count > 0)
        qsort(*rows, *count, sizeof **rows, by_deadline);
}

/* ---- who is meant by what no row binds ---- */

static uint64_t variable_of(struct cs_operand o)
{
    return o.kind == CS_OPERAND_VARIABLE ? (uint64_t)1 << o.index : 0;
}

static uint64_t variables_of(const struct cs_plan *plan, const struct cs_pattern *pattern)
{
    uint64_t set = 0;

    for (uint32_t i = 0; i < plan->relations[pattern->relation].column_count; i++)
        set |= variable_of(pattern->columns[i]);
    return set;
}

static uint64_t measured_variables(const struct cs_plan *plan, const struct cs_measure *measure)
{
    return measure->kind == CS_NUMBER_CONSTANT ? 0 : variables_of(plan, &measure->pattern);
}

/* Of a condition that binds nothing: what is absent, other, counted or measured. */
static uint64_t asked_variables(const struct cs_plan *plan, const struct cs_step *step)
{
    uint64_t set = 0;

    switch (step->kind) {
    case CS_STEP_ABSENT:
    case CS_STEP_QUANTITY:
        return variables_of(plan, &step->pattern);
    case CS_STEP_OTHER:
    case CS_STEP_MOMENTS:
        set = variable_of(step->subject);
        for (uint32_t i = 0; i < step->other_count; i++)
            set |= variable_of(step->others[i]);
        return set;
    case CS_STEP_KIND:
        return variable_of(step->subject);
    case CS_STEP_NUMBER:
    case CS_STEP_EVERY:
        return measured_variables(plan, &step->left) | measured_variables(plan, &step->right);
    case CS_STEP_MATCH:
    case CS_STEP_READS:
        break;
    }
    return 0;
}

/* Those of the act that such conditions ask about. */
static uint64_t asked_of_act(const struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    uint64_t asked = 0;

    for (uint32_t i = 0; i < rule->step_count; i++)
        asked |= asked_variables(plan, &rule->steps[i]);
    return asked & variables_of(plan, &rule->trigger);
}

/*
 * Those of them that no row binds, if their kind has particulars that the texts name: "may protest by state" with "no
 * state is silent". Each of these particulars is tried.
 */
static uint64_t free_variables(const struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    const struct cs_relation *act = &plan->relations[rule->trigger.relation];
    uint64_t matched = 0, named = 0;

    for (uint32_t i = 0; i < rule->step_count; i++)
        if (rule->steps[i].kind == CS_STEP_MATCH)
            matched |= variables_of(plan, &rule->steps[i].pattern);
    for (uint32_t i = 1; i < act->column_count; i++)
        if (act->column_kinds[i] >= CS_KIND_BUILT_IN)
            named |= variable_of(rule->trigger.columns[i]);
    return asked_of_act(plan, rule) & named & ~matched;
}

/* The kind of the role in which a variable of the act stands. */
static cs_kind kind_of(const struct cs_plan *plan, const struct cs_plan_rule *rule, uint32_t variable)
{
    const struct cs_relation *act = &plan->relations[rule->trigger.relation];

    for (uint32_t i = 1; i < act->column_count; i++)
        if (variable_of(rule->trigger.columns[i]) == (uint64_t)1 << variable)
            return act->column_kinds[i];
    return CS_KIND_ANY;
}

static void try_each(struct looking *l, struct cs_match *match, uint64_t free, cs_found found)
{
    const struct cs_symbols *symbols = l->run->plan->symbols;
    uint32_t variable = 0;
    cs_kind kind;

    if (free == 0) {
        cs_match_steps(match, &match->rule->from_nothing, CS_ALL, found, l);
        return;
    }
    while ((free >> variable & 1) == 0)
        variable++;
    kind = kind_of(l->run->plan, match->rule, variable);
    for (size_t i = 0; i < symbols->particular_count && cs_run_ok(l->run); i++) {
        struct cs_mark mark = cs_match_mark(match);

        if (!cs_kind_within(symbols, symbols->particulars[i].kind, kind))
            continue;
        cs_match_try(match, 1);
        match->values[variable] = symbols->particulars[i].name;
        match->bound |= (uint64_t)1 << variable;
        try_each(l, match, free & (free - 1), found);
        cs_match_back(match, mark);
    }
}

/* Who has the power of the rule, with what is already known of the act. */
static void look_for(struct looking *l, struct cs_match *match, cs_found found)
{
    const struct cs_plan *plan = l->run->plan;

    if ((asked_of_act(plan, match->rule) & ~match->bound) == 0) /* nothing is judged before it is bound */
        cs_match_steps(match, &match->rule->from_trigger, CS_ALL, found, l);
    else
        try_each(l, match, free_variables(plan, match->rule) & ~match->bound, found);
}

/* ---- may ---- */

/* A decision that was put off is not before its organ: nothing that anybody could do about it is on offer then. */
static void note_deferred(struct looking *l)
{
    l->name_count = l->run->docket->names.count;
    l->deferred = cs_arena_array(&l->next->arena, l->name_count, sizeof *l->deferred);
    for (size_t i = 0; i < l->ledger->row_count && l->deferred != NULL; i++) {
        const struct cs_ledger_row *row = &l->ledger->rows[i];

        for (uint32_t p = 0; row->kind == CS_ROW_DECISION && p < row->piece_count; p++)
            if (row->pieces[p].state == CS_STATE_DEFERRED && row->trigger < l->name_count)
                l->deferred[row->trigger] =
                    cs_worlds_or(l->run->worlds, l->deferred[row->trigger], row->pieces[p].worlds);
    }
}

/* The worlds, of these, in which an act is about no decision that was put off. */
static cs_set on_the_table(const struct looking *l, const struct cs_match *match, const struct cs_pattern *act,
                           cs_set worlds)
{
    for (uint32_t i = 0; i < l->run->plan->relations[act->relation].column_count; i++) {
        cs_value value = cs_match_operand(match, act->columns[i]);

        if (l->deferred != NULL && value < l->name_count)
            worlds = cs_worlds_minus(l->run->worlds, worlds, l->deferred[value]);
    }
    return worlds;
}

/* The name of the act of a power; a role whose variable is not bound may be anything. */
static cs_name act_of(struct looking *l, const struct cs_match *match, const struct cs_pattern *pattern)
{
    cs_value values[CS_COLUMNS_MAX] = {0};
    cs_name name;

    for (uint32_t i = 0; i < l->run->plan->relations[pattern->relation].column_count; i++)
        values[i] = cs_match_operand(match, pattern->columns[i]);
    name = cs_docket_row_name(l->run->docket, pattern->relation, values);
    if (name == CS_NO_NAME)
        cs_fail_memory(l->run->failure);
    return name;
}

/* The same as data, in the arena. */
static const cs_value *values_of(struct looking *l, const struct cs_match *match, const struct cs_pattern *pattern)
{
    uint32_t count = l->run->plan->relations[pattern->relation].column_count;
    cs_value *values = cs_arena_array(&l->next->arena, count, sizeof *values);

    for (uint32_t i = 0; values != NULL && i < count; i++)
        values[i] = cs_match_operand(match, pattern->columns[i]);
    return values;
}

/* The actor: the value of role `is`, else `by`, else `in`. */
static cs_name actor_of(const struct cs_match *match, const struct cs_pattern *pattern)
{
    static const enum cs_prep order[] = {CS_PREP_IS, CS_PREP_BY, CS_PREP_IN};
    const struct cs_relation *r = &match->run->plan->relations[pattern->relation];

    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        int position = cs_shape_role(r->shape, order[i]);

        if (position >= 0)
            return cs_match_operand(match, pattern->columns[r->first_role + (uint32_t)position]);
    }
    return CS_NO_NAME;
}

/* `own`: the act of who has the power itself; these stand last. */
static void add_blocker(struct looking *l, cs_name act, bool own)
{
    struct cs_next_may *b = l->blocked;
    size_t count = b->blocker_count, at = own ? count : count - b->own_count;
    const char **acts;
    cs_name *names;

    for (size_t i = 0; i < count; i++)
        if (b->blocking[i] == act)
            return;
    acts = cs_arena_array(&l->next->arena, count + 1, sizeof *acts);
    names = cs_arena_array(&l->next->arena, count + 1, sizeof *names);
    if (acts == NULL || names == NULL)
        return;
    for (size_t i = 0; i < count; i++) {
        acts[i + (i >= at)] = b->blockers[i];
        names[i + (i >= at)] = b->blocking[i];
    }
    acts[at] = cs_names_text(l->run->plan->names, act);
    names[at] = act;
    b->blockers = acts;
    b->blocking = names;
    b->own_count += own;
    b->blocker_count++;
}

static void found_blocker(void *context, struct cs_match *match, cs_set worlds)
{
    struct looking *l = context;

    if (on_the_table(l, match, &match->rule->trigger, worlds) != CS_NONE)
        add_blocker(l, act_of(l, match, &match->rule->trigger),
                    l->blocked->values != NULL && l->blocked->actor != CS_NO_NAME &&
                        l->blocked->actor != CS_UNSAID &&
                        actor_of(match, &match->rule->trigger) == l->blocked->actor);
}

/* Is the value in the list? A variable in the list matches anything. */
static bool lists(const struct cs_plan_rule *rule, const struct cs_arg *list, cs_value value)
{
    for (const struct cs_arg *arg = list; arg != NULL; arg = arg->next) {
        struct cs_operand o = cs_plan_listed(rule, arg);

        if (o.kind != CS_OPERAND_VALUE || o.index == value)
            return true;
    }
    return false;
}

/* Binds what is known of a row to the columns of a pattern of another rule. False: they cannot be of one row. */
static bool bind(struct cs_match *match, const struct cs_pattern *pattern, const struct cs_match *known,
                 const struct cs_pattern *of)
{
    const struct cs_relation *r = &match->run->plan->relations[pattern->relation];
    bool fits = true;

    for (uint32_t i = r->first_role; i < r->column_count && fits; i++) {
        struct cs_operand o = pattern->columns[i];
        cs_value value = cs_match_operand(known, of->columns[i]);

        if (value == CS_UNSAID || o.kind == CS_OPERAND_ANY)
            continue;
        if (o.kind == CS_OPERAND_LIST) {
            fits = lists(match->rule, o.list, value);
            continue;
        }
        if (o.kind == CS_OPERAND_VALUE || (match->bound >> o.index & 1) != 0) {
            fits = cs_plan_fits(match->run->plan, r->column_kinds[i], cs_match_operand(match, o), value);
            continue;
        }
        match->values[o.index] = value;
        match->bound |= (uint64_t)1 << o.index;
    }
    return fits;
}

/* Who may now do such an act: its powers, with what is already known of it. */
static void block_by_act(struct looking *l, const struct cs_match *known, const struct cs_pattern *act)
{
    for (const struct cs_use_site *s = l->run->plan->relations[act->relation].powers; s != NULL; s = s->next) {
        const struct cs_plan_rule *rule = &l->run->plan->rules[s->rule];
        struct cs_match match;

        if (!cs_rule_in_force(l->run, rule))
            continue;
        cs_match_init(&match, l->run, rule);
        if (bind(&match, &rule->trigger, known, act))
            look_for(l, &match, found_blocker);
    }
}

/* Who may now bring about what must be absent: the act itself, or one from which a `while` rule concludes it. */
static void block_by(struct looking *l, const struct cs_match *known, const struct cs_pattern *absent)
{
    const struct cs_plan *plan = l->run->plan;

    if (plan->relations[absent->relation].kind == CS_RELATION_EVENT)
        block_by_act(l, known, absent);
    for (const struct cs_use_site *s = plan->relations[absent->relation].concluders; s != NULL; s = s->next) {
        const struct cs_plan_rule *rule = &plan->rules[s->rule];
        struct cs_match match;

        cs_match_init(&match, l->run, rule);
        if (!cs_rule_in_force(l->run, rule) || !bind(&match, &rule->head, known, absent))
            continue;
        for (uint32_t i = 0; i < rule->step_count; i++)
            if (rule->steps[i].kind == CS_STEP_MATCH &&
                plan->relations[rule->steps[i].pattern.relation].kind == CS_RELATION_EVENT)
                block_by_act(l, &match, &rule->steps[i].pattern);
    }
}

static void block_absences(struct looking *l, const struct cs_match *match)
{
    for (uint32_t i = 0; i < match->rule->step_count; i++)
        if (match->rule->steps[i].kind == CS_STEP_ABSENT)
            block_by(l, match, &match->rule->steps[i].pattern);
}

static void found_conclusion(void *context, struct cs_match *match, cs_set worlds)
{
    (void)worlds;
    block_absences(context, match);
}

/* What must be absent for a rule, and for the derived facts on which it rests now. */
static void add_blockers(struct looking *l, struct cs_match *match)
{
    const struct cs_plan *plan = l->run->plan;
    const struct cs_plan_rule *rule = match->rule;

    block_absences(l, match);
    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct cs_step *step = &rule->steps[i];

        if (step->kind != CS_STEP_MATCH || match->refs[i] == CS_NOWHERE)
            continue;
        for (const struct cs_use_site *s = plan->relations[step->pattern.relation].concluders; s; s = s->next) {
            const struct cs_plan_rule *concluder = &plan->rules[s->rule];
            struct cs_match inner;
            cs_set worlds;

            cs_match_init(&inner, l->run, concluder);
            worlds = cs_match_row(&inner, &concluder->head,
                                  cs_store_values(l->run, step->pattern.relation, match->refs[i]), CS_ALL);
            if (worlds != CS_NONE && cs_rule_in_force(l->run, concluder))
                cs_match_steps(&inner, &concluder->from_head, worlds, found_conclusion, l);
        }
    }
}

static void found_power(void *context, struct cs_match *match, cs_set worlds)
{
    struct looking *l = context;
    const struct cs_pattern *pattern = &match->rule->trigger;
    cs_name actor = actor_of(match, pattern);
    struct cs_next_may *may;
    cs_name act;

    worlds = on_the_table(l, match, pattern, worlds);
    if ((l->party != CS_NO_NAME && actor != l->party) ||
        cs_worlds_disjoint(l->run->worlds, worlds, l->ledger->worlds))
        return;
    act = act_of(l, match, pattern);
    for (size_t i = 0; i < l->next->may_count; i++)
        if (l->next->may[i].what == act && l->next->may[i].article == match->rule->article) {
            l->next->may[i].worlds = cs_worlds_or(l->run->worlds, l->next->may[i].worlds, worlds);
            return;
        }
    if (!cs_grow(&l->next->may, &l->may_capacity, l->next->may_count + 1, sizeof *l->next->may)) {
        cs_fail_memory(l->run->failure);
        return;
    }
    may = &l->next->may[l->next->may_count++];
    *may = (struct cs_next_may){.article = match->rule->article, .what = act,
                                .act = cs_names_text(l->run->plan->names, act), .relation = pattern->relation,
                                .values = values_of(l, match, pattern), .actor = actor, .worlds = worlds};
    l->blocked = may;
    add_blockers(l, match);
}

static int by_act(const void *a, const void *b)
{
    const struct cs_next_may *x = a, *y = b;

    return strcmp(x->act, y->act);
}

static void list_powers(struct looking *l)
{
    struct cs_next *next = l->next;

    for (size_t i = 0; i < l->run->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->run->plan->rules[i];
        struct cs_match match;

        if (rule->kind != CS_RULE_MAY || !cs_rule_in_force(l->run, rule))
            continue;
        cs_match_init(&match, l->run, rule);
        look_for(l, &match, found_power);
    }
    if (next->may_count > 0)
        qsort(next->may, next->may_count, sizeof *next->may, by_act);
}

/* ---- what comes about by itself ---- */

static void found_ending(void *context, struct cs_match *match, cs_set worlds)
{
    if (worlds != CS_NONE)
        block_by_act(context, match, &match->rule->trigger);
}

/* Who may now do what ends the fact that waits: an act that sets off a rule by which it ends. */
static void block_by_ending(struct looking *l, const struct cs_match *waiting)
{
    const struct cs_plan *plan = l->run->plan;
    const struct cs_pattern *fact = &waiting->rule->trigger;

    for (size_t i = 0; i < plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &plan->rules[i];

        if (rule->kind != CS_RULE_WHEN || rule->delay != CS_DELAY_NONE || !cs_rule_in_force(l->run, rule) ||
            plan->relations[rule->trigger.relation].kind != CS_RELATION_EVENT)
            continue;
        for (uint32_t c = 0; c < rule->conclusion_count; c++) {
            struct cs_match match;

            cs_match_init(&match, l->run, rule);
            if (rule->conclusions[c].kind == CS_EFFECT_END &&
                rule->conclusions[c].pattern.relation == fact->relation &&
                bind(&match, &rule->conclusions[c].pattern, waiting, fact))
                cs_match_steps(&match, &rule->from_trigger, CS_ALL, found_ending, l);
        }
    }
}

/* "silence of d1 to 2030-03-10" */
static cs_name waited_for(struct looking *l, const struct cs_match *match)
{
    uint32_t relation = match->rule->trigger.relation;

    return cs_docket_row_name(l->run->docket, relation, cs_store_values(l->run, relation, match->trigger_row));
}

static void add_coming(struct looking *l, struct cs_match *match, const struct cs_pattern *act, cs_set worlds)
{
    struct cs_next *next = l->next;
    cs_name what = act_of(l, match, act), on = match->values[match->rule->moment_variable];
    cs_name waiting = waited_for(l, match);
    struct cs_next_may *coming;

    for (size_t i = 0; i < next->coming_count; i++)
        if (next->coming[i].what == what && next->coming[i].time == l->item->time) {
            next->coming[i].worlds = cs_worlds_or(l->run->worlds, next->coming[i].worlds, worlds);
            return;
        }
    if (!cs_grow(&next->coming, &l->coming_capacity, next->coming_count + 1, sizeof *next->coming)) {
        cs_fail_memory(l->run->failure);
        return;
    }
    coming = &next->coming[next->coming_count++];
    *coming = (struct cs_next_may){.article = match->rule->article, .what = what,
                                   .act = cs_names_text(l->run->plan->names, what), .actor = actor_of(match, act),
                                   .worlds = worlds, .waits = cs_names_text(l->run->plan->names, waiting),
                                   .waiting = waiting,
                                   .on = cs_names_text(l->run->plan->names, on), .time = l->item->time};
    l->blocked = coming;
    add_blockers(l, match);
    block_by_ending(l, match);
}

static void found_coming(void *context, struct cs_match *match, cs_set worlds)
{
    struct looking *l = context;

    for (uint32_t i = 0; i < match->rule->conclusion_count; i++) {
        const struct cs_conclusion *c = &match->rule->conclusions[i];

        if (c->kind == CS_EFFECT_TERM &&
            l->run->plan->relations[c->pattern.relation].kind == CS_RELATION_EVENT &&
            !cs_worlds_disjoint(l->run->worlds, worlds, l->ledger->worlds))
            add_coming(l, match, &c->pattern, worlds);
    }
}

static int by_moment(const void *a, const void *b)
{
    const struct cs_next_may *x = a, *y = b;

    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    return strcmp(x->act, y->act);
}

/* Of the facts that wait for a moment and hold now: what their rules would bring about, as things stand. */
static void list_coming(struct looking *l)
{
    struct cs_run *run = l->run;

    for (size_t i = 0; i < run->queue_count; i++) {
        const struct cs_item *item = &run->queue[i];
        const struct cs_plan_rule *rule;
        const struct cs_firing *firing;
        struct cs_match match;
        cs_set worlds;

        if (item->kind != CS_ITEM_TIMER)
            continue;
        firing = &run->firings[item->subject];
        rule = &run->plan->rules[firing->rule];
        if (rule->delay != CS_DELAY_REACHED || run->plan->relations[rule->trigger.relation].kind != CS_RELATION_FACT)
            continue;
        cs_match_init(&match, run, rule);
        match.trigger_row = run->refs[firing->first_ref];
        worlds = cs_match_row(&match, &rule->trigger, cs_store_values(run, rule->trigger.relation, match.trigger_row),
                              cs_worlds_and(run->worlds, item->worlds,
                                            run->stores[rule->trigger.relation].rows[match.trigger_row].worlds));
        l->item = item;
        if (worlds != CS_NONE && cs_rule_in_force(run, rule))
            cs_match_steps(&match, &rule->from_trigger, worlds, found_coming, l);
    }
    if (l->next->coming_count > 0)
        qsort(l->next->coming, l->next->coming_count, sizeof *l->next->coming, by_moment);
}

casus_status cs_next_new(const struct cs_ledger *ledger, cs_name party, struct cs_next **out)
{
    struct cs_next *next = calloc(1, sizeof *next);
    struct looking l = {.next = next, .ledger = ledger, .run = ledger->run, .party = party};

    *out = NULL;
    if (next == NULL)
        return cs_fail_memory(ledger->run->failure);
    cs_arena_init(&next->arena);
    cs_run_stand_at_end(ledger->run);
    list_open(&l, CS_ROW_DUTY, &next->must, &next->must_count, &l.must_capacity);
    list_open(&l, CS_ROW_EXPECTATION, &next->expected, &next->expected_count, &l.expected_capacity);
    note_deferred(&l);
    list_powers(&l);
    list_coming(&l);
    if (cs_arena_failed(&next->arena))
        cs_fail_memory(ledger->run->failure);
    if (ledger->run->failure->status != CASUS_OK) {
        cs_next_free(next);
        return ledger->run->failure->status;
    }
    *out = next;
    return CASUS_OK;
}

void cs_next_free(struct cs_next *next)
{
    if (next == NULL)
        return;
    cs_arena_release(&next->arena);
    free(next->must);
    free(next->expected);
    free(next->may);
    free(next->coming);
    free(next);
}
