/* SPDX-License-Identifier: MIT */
/*
 * Taking in an occurrence (R 4, R 5), in this order:
 *
 *   powers   its rows have effect in the worlds in which the powers that they fit allow them
 *   names    rules give it names, until none is added
 *   bonds    bonds see what it is: it performs, breaks or ends them
 *   rules    the rules that it sets off are evaluated, on the facts as they were before it and all that has happened
 *   settle   what they conclude takes effect (settle.c)
 */
#include <stdlib.h>
#include <string.h>

#include "docket/made.h"
#include "run/bond_int.h"
#include "run/enumerate.h"
#include "run/explain.h"
#include "run/judged.h"
#include "run/match.h"
#include "run/who.h"

struct taken { uint32_t relation, row; struct cs_place place; }; /* a row of what is taken in, and where it is */

struct taking {
    struct cs_run *run;
    struct taken *rows; /* its own rows and its names */
    size_t count, capacity;
    bool changed;
    uint32_t level; /* of the names that are being given; CS_NOWHERE: of all */
    const struct cs_timer *timers; /* rules that have waited, of which it is what they bring about; or NULL */
    size_t timer_count;
    cs_set worlds;
    uint32_t causes; /* of an act: the firings of the powers that give it effect */
};

/* ---- powers ---- */

static void add_found(void *context, struct cs_match *match, cs_set worlds)
{
    struct taking *t = context;
    cs_set more = cs_worlds_or(t->run->worlds, t->worlds, worlds);

    if (more != t->worlds)
        t->causes = cs_cause_add(t->run, cs_match_record(match, worlds), t->causes, false);
    t->worlds = more;
}

/* The worlds in which some power that the row fits has its conditions met, or it fits none; `asked` if it fits any. */
static cs_set permitted(struct cs_run *run, uint32_t relation, const cs_value *values, bool *asked, uint32_t *causes)
{
    struct taking t = {.run = run, .worlds = CS_NONE, .causes = *causes};
    cs_set fitting = CS_NONE;

    for (const struct cs_use_site *s = run->plan->relations[relation].powers; s != NULL && t.worlds != CS_ALL;
         s = s->next) {
        const struct cs_plan_rule *rule = &run->plan->rules[s->rule];
        struct cs_match match;
        cs_set fits = cs_match_power(&match, run, rule, values);

        if (fits == CS_NONE)
            continue;
        *asked = true;
        fitting = cs_worlds_or(run->worlds, fitting, fits);
        cs_match_steps(&match, &rule->from_trigger, fits, add_found, &t);
    }
    *causes = t.causes;
    /* an act that fits no power needs none (R 5.1) */
    return cs_worlds_or(run->worlds, t.worlds, cs_worlds_not(run->worlds, fitting));
}

cs_set cs_run_permitted(struct cs_run *run, uint32_t relation, const cs_value *values, bool *asked, uint32_t *causes)
{
    *asked = false;
    *causes = 0;
    return permitted(run, relation, values, asked, causes);
}

/* ---- names ---- */

static bool note_row(struct taking *t, uint32_t relation, uint32_t row)
{
    if (t->rows == NULL)
        t->rows = cs_spare_take(t->run, CS_SPARE_ROWS, &t->capacity);
    if (!cs_grow(&t->rows, &t->capacity, t->count + 1, sizeof *t->rows)) {
        cs_run_fail_memory(t->run);
        return false;
    }
    t->rows[t->count++] = (struct taken){relation, row, t->run->place};
    return true;
}

static uint32_t own_row(const struct taking *t, uint32_t relation, const cs_value *values)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->rows[i].relation == relation &&
            memcmp(cs_store_values(t->run, relation, t->rows[i].row), values,
                   t->run->plan->relations[relation].column_count * sizeof *values) == 0)
            return t->rows[i].row;
    return CS_NOWHERE;
}

/* R 6.5: what lasts may perform or break bonds that are founded before it ends. */
static void note_lasting(struct cs_run *run, uint32_t relation, uint32_t row, cs_value occurrence)
{
    const struct cs_occurrence *o = cs_docket_occurrence(run->docket, occurrence);

    if (o == NULL || o->entry->moment.form != CS_MOMENT_SPAN)
        return;
    if (cs_grow(&run->lasting, &run->lasting_capacity, run->lasting_count + 1, sizeof *run->lasting))
        run->lasting[run->lasting_count++] = (struct cs_lasting){relation, row};
    else
        cs_run_fail_memory(run);
}

static void add_row(struct taking *t, uint32_t relation, const cs_value *values, cs_set worlds, uint32_t firing,
                    const struct cs_matter *matter)
{
    struct cs_run *run = t->run;
    uint32_t row;
    cs_set before, now;

    if (worlds == CS_NONE)
        return;
    row = own_row(t, relation, values);
    if (row == CS_NOWHERE) {
        row = cs_store_add(run, relation, values);
        if (row == CS_NOWHERE || !note_row(t, relation, row))
            return;
        run->stores[relation].rows[row].matter = matter;
        note_lasting(run, relation, row, values[0]);
    }
    cs_came_note(run, values[0], worlds);
    before = run->stores[relation].rows[row].worlds;
    now = cs_worlds_or(run->worlds, before, worlds);
    if (now == before)
        return;
    cs_store_caused(run, &run->stores[relation].rows[row], firing, before == CS_NONE);
    cs_store_begun(run, &run->stores[relation].rows[row], cs_worlds_minus(run->worlds, now, before));
    cs_store_set(run, relation, row, now);
    t->changed = true;
}

/* R 6.6: "s counts as ...": the worlds in which s, of the record, has happened and is not called so yet. */
static cs_set nameable(struct cs_run *run, uint32_t relation, const cs_value *values, cs_set worlds)
{
    const struct cs_occurrence *o = cs_docket_occurrence(run->docket, values[0]);
    size_t size = run->plan->relations[relation].column_count * sizeof *values;
    struct cs_cursor cursor;
    uint32_t row;

    if (o == NULL)
        return CS_NONE;
    worlds = cs_worlds_and(run->worlds, worlds, run->taken[o - run->docket->occurrences]);
    cs_cursor_start(run, relation, 1, values, &cursor);
    while (cs_cursor_next(&cursor, &row))
        if (memcmp(cs_store_values(run, relation, row), values, size) == 0)
            worlds = cs_worlds_minus(run->worlds, worlds, run->stores[relation].rows[row].worlds);
    return worlds;
}

/* The worlds in which another timer of this instant has not brought about the same under the same name. */
static cs_set new_by_timer(struct cs_run *run, uint32_t relation, const cs_value *values, cs_set worlds)
{
    size_t size = run->plan->relations[relation].column_count * sizeof *values;

    if (run->timed_at != run->now)
        cs_lists_clear(&run->timed);
    run->timed_at = run->now;
    for (uint32_t i = cs_lists_of(&run->timed, cs_row_key(relation, values[0])); i != 0;
         i = run->timed.items[i - 1].next) {
        uint32_t row = run->timed.items[i - 1].number;

        if (memcmp(cs_store_values(run, relation, row), values, size) == 0)
            worlds = cs_worlds_minus(run->worlds, worlds, run->stores[relation].rows[row].worlds);
    }
    return worlds;
}

static void note_timed(struct cs_run *run, uint32_t relation, uint32_t row)
{
    if (!cs_lists_put(&run->timed, cs_row_key(relation, cs_store_values(run, relation, row)[0]), row, 0))
        cs_run_fail_memory(run);
}

/* A name that a rule concludes belongs to the general word and to that of each instrument with a judge of it. */
static void add_named(struct taking *t, struct cs_match *match, const struct cs_conclusion *c, cs_set worlds)
{
    struct cs_run *run = t->run;
    uint32_t relation = c->pattern.relation, firing, row, copy;
    cs_value values[CS_COLUMNS_MAX] = {0};

    values[0] = run->place.occurrence;
    if (c->pattern.columns[0].kind != CS_OPERAND_ANY)
        values[0] = cs_match_operand(match, c->pattern.columns[0]);
    for (uint32_t i = 1; i < run->plan->relations[relation].column_count; i++)
        values[i] = cs_match_operand(match, c->pattern.columns[i]);
    if (values[0] != run->place.occurrence)
        worlds = nameable(run, relation, values, worlds);
    else if (t->timers != NULL)
        worlds = new_by_timer(run, relation, values, worlds);
    row = own_row(t, relation, values);
    if (worlds == CS_NONE ||
        (row != CS_NOWHERE && cs_worlds_within(run->worlds, worlds, run->stores[relation].rows[row].worlds)))
        return;
    firing = cs_match_record(match, worlds);
    add_row(t, relation, values, worlds, firing, NULL);
    row = own_row(t, relation, values);
    if (t->timers != NULL && row != CS_NOWHERE)
        note_timed(run, relation, row);
    for (copy = run->plan->relations[relation].judged_copies; copy != CS_NOWHERE;
         copy = run->plan->relations[copy].next_copy)
        add_row(t, copy, values, worlds, firing, NULL);
}

static bool is_name(const struct cs_plan *plan, const struct cs_conclusion *c)
{
    return c->kind == CS_EFFECT_TERM && plan->relations[c->pattern.relation].kind == CS_RELATION_EVENT;
}

static void found_name(void *context, struct cs_match *match, cs_set worlds)
{
    const struct cs_plan *plan = match->run->plan;
    struct taking *t = context;

    for (uint32_t i = 0; i < match->rule->conclusion_count; i++) {
        const struct cs_conclusion *c = &match->rule->conclusions[i];

        if (is_name(plan, c) &&
            (t->level == CS_NOWHERE || plan->relations[c->pattern.relation].name_level == t->level))
            add_named(t, match, c, worlds);
    }
}

/* Matches the rule with the row, and so many steps of its join. */
static void evaluate(struct taking *t, struct taken at, const struct cs_plan_rule *rule, uint32_t steps,
                     cs_found found)
{
    struct cs_run *run = t->run;
    struct cs_match match;
    cs_set worlds;

    run->place = at.place;
    if (!cs_rule_in_force(run, rule))
        return;
    cs_match_init(&match, run, rule);
    match.trigger_row = at.row;
    worlds = cs_match_row(&match, &rule->trigger, cs_store_values(run, at.relation, at.row),
                          run->stores[at.relation].rows[at.row].worlds);
    if (worlds != CS_NONE)
        cs_match_steps(&match, &(struct cs_join){.steps = rule->from_trigger.steps, .masks = rule->from_trigger.masks,
                                                 .count = steps}, worlds, found, t);
}

/* The conditions of a delayed rule are evaluated now, with what its trigger bound when it was set off. */
static void evaluate_timer(struct taking *t, const struct cs_timer *timer, cs_found found)
{
    struct cs_run *run = t->run;
    const struct cs_firing *firing = &run->firings[timer->item->subject];
    const struct cs_plan_rule *rule = &run->plan->rules[firing->rule];
    const struct cs_relation *trigger = &run->plan->relations[rule->trigger.relation];
    struct cs_match match;
    cs_set worlds;

    run->place = timer->place;
    if (!cs_rule_in_force(run, rule))
        return;
    cs_match_init(&match, run, rule);
    match.trigger_row = run->refs[firing->first_ref];
    worlds = cs_match_row(&match, &rule->trigger, cs_store_values(run, rule->trigger.relation, match.trigger_row),
                          timer->item->worlds);
    if (rule->delay == CS_DELAY_REACHED && trigger->kind == CS_RELATION_FACT) /* only if it still holds */
        worlds = cs_worlds_and(run->worlds, worlds,
                               run->stores[rule->trigger.relation].rows[match.trigger_row].worlds);
    cs_match_steps(&match, &rule->from_trigger, worlds, found, t);
}

static void give_names_by_timers(struct taking *t)
{
    for (size_t i = 0; i < t->timer_count && cs_run_ok(t->run); i++)
        if (t->run->plan->rules[t->run->firings[t->timers[i].item->subject].rule].names)
            evaluate_timer(t, &t->timers[i], found_name);
}

/* Gives names level by level, each until none is added: absences and counts look only at names of lower levels. */
static void give_names(struct taking *t)
{
    for (t->level = 0; t->level < t->run->plan->name_level_count; t->level++)
        do {
            t->changed = false;
            give_names_by_timers(t);
            for (size_t i = 0; i < t->count && cs_run_ok(t->run); i++) {
                struct taken at = t->rows[i];

                for (const struct cs_use_site *s = t->run->plan->relations[at.relation].triggers; s != NULL;
                     s = s->next) {
                    const struct cs_plan_rule *rule = &t->run->plan->rules[s->rule];

                    if (rule->names && rule->delay == CS_DELAY_NONE)
                        evaluate(t, at, rule, rule->from_trigger.count, found_name);
                }
            }
        } while (t->changed && cs_run_ok(t->run));
}

/* ---- rules ---- */

static void add_pending(struct cs_run *run, struct cs_match *match, const struct cs_conclusion *c, uint32_t firing,
                 cs_set worlds)
{
    struct cs_effect_pending *p;

    if (!cs_grow(&run->pending, &run->pending_capacity, run->pending_count + 1, sizeof *run->pending)) {
        cs_run_fail_memory(run);
        return;
    }
    p = &run->pending[run->pending_count++];
    p->rule = match->rule;
    p->conclusion = c;
    p->firing = firing;
    p->worlds = worlds;
    p->members = 0;
    p->place = run->place;
    p->who = cs_who_of(match, c);
    for (uint32_t v = 0; v < match->rule->variable_count; v++)
        p->values[v] = (match->bound >> v & 1) != 0 ? match->values[v] : CS_UNSAID;
}

/* R 2.7: of whom an occurrence leaves unsaid it is asked whether it is his state that ends, of each that holds. */
struct ending { const struct cs_conclusion *conclusion; uint32_t firing; };

static void add_ending(void *context, struct cs_match *match, cs_set worlds)
{
    const struct ending *e = context;

    add_pending(match->run, match, e->conclusion, e->firing, worlds);
}

static void found_effects(void *context, struct cs_match *match, cs_set worlds)
{
    struct cs_run *run = match->run;
    uint32_t firing = CS_NOWHERE;

    (void)context;
    for (uint32_t i = 0; i < match->rule->conclusion_count; i++) {
        const struct cs_conclusion *c = &match->rule->conclusions[i];

        if (is_name(run->plan, c))
            continue;
        if (firing == CS_NOWHERE)
            firing = cs_match_record(match, worlds);
        if (c->kind == CS_EFFECT_END && match->unsaid != 0)
            cs_match_each(match, &c->pattern, worlds, add_ending, &(struct ending){c, firing});
        else
            add_pending(run, match, c, firing, worlds);
    }
}

/* What founds a family finds its holders once. */
static void found_holders(void *context, struct cs_match *match, cs_set worlds)
{
    struct cs_run *run = match->run;
    uint32_t holders;
    uint64_t members = cs_enumerate(match, worlds, &holders);

    if (members == 0) {
        struct cs_join rest = cs_enumerate_rest(match->rule);

        cs_match_steps(match, &rest, worlds, found_effects, context);
        return;
    }
    add_pending(run, match, &match->rule->conclusions[0], CS_NOWHERE, worlds);
    if (cs_run_ok(run)) {
        run->pending[run->pending_count - 1].holders = holders;
        run->pending[run->pending_count - 1].members = members;
    }
}

/* ---- timers ---- */

static void queue_timer(struct cs_run *run, struct cs_match *match, struct cs_duration period, cs_set worlds)
{
    const struct cs_plan_rule *rule = match->rule;
    const struct cs_place *place = &run->place;
    struct cs_zone zone = rule->has_zone ? rule->zone : place->offset;
    struct cs_item item = {.kind = CS_ITEM_TIMER, .worlds = worlds, .offset = zone};
    struct cs_period_end ends;
    char text[64];

    if (worlds == CS_NONE || run->failure->status != CASUS_OK)
        return;
    if (period.unit == CS_HOURS) {
        item.time = place->end - 1 + (cs_instant)period.count * 3600;
        item.day = cs_day_of(item.time, zone);
        item.phase = CS_PHASE_TIMER;
    } else {
        if (!cs_period_end(cs_calendar_of(rule->calendar),
                           place->hours ? cs_day_of(place->start, zone) : place->day, period, &ends)) {
            cs_docket_calendar_ends(run->docket, rule->calendar, cs_duration_text(period, text));
            return;
        }
        item.day = ends.last;
        item.time = cs_day_start(rule->start_of ? item.day : item.day + 1, zone);
        item.phase = rule->start_of ? CS_PHASE_START_OF_DAY : CS_PHASE_END_OF_TERM;
    }
    if (!cs_docket_zone_reaches(run->docket, zone, item.time, cs_duration_text(period, text)))
        return;
    item.subject = cs_match_record(match, worlds);
    cs_queue_add(run, item);
}

/* `when reached m`: the moment in the row, of a day its end. False if the row says none. */
static bool moment_of(const struct cs_match *match, struct cs_moment *moment, cs_instant *reached)
{
    const struct cs_names *names = match->run->plan->names;
    cs_value value = match->values[match->rule->moment_variable];

    if (value == CS_UNSAID || cs_moment_parse(cs_names_text(names, value), cs_names_length(names, value),
                                              match->run->place.offset, moment) != NULL)
        return false;
    *reached = moment->form == CS_MOMENT_TIME ? moment->start : moment->end;
    return true;
}

static void queue_reached(struct cs_run *run, struct cs_match *match, cs_set worlds)
{
    struct cs_item item = {.kind = CS_ITEM_TIMER, .worlds = worlds};
    struct cs_moment moment;

    if (!moment_of(match, &moment, &item.time))
        return;
    item.phase = moment.form == CS_MOMENT_TIME ? CS_PHASE_TIMER : CS_PHASE_END_OF_TERM;
    item.day = moment.last;
    item.offset = moment.offset;
    item.subject = cs_match_record(match, worlds);
    cs_queue_add(run, item);
}

static void schedule(struct cs_run *run, struct cs_match *match, cs_set worlds)
{
    const struct cs_plan_rule *rule = match->rule;

    if (rule->delay == CS_DELAY_REACHED) {
        queue_reached(run, match, worlds);
    } else if (rule->delay == CS_DELAY_DURATION) {
        queue_timer(run, match, rule->duration, worlds);
    } else {
        const struct cs_plan_reading *reading = &run->plan->readings[rule->reading];

        for (uint32_t i = 0; i < reading->answer_count; i++)
            if (reading->answers[i]->has_duration)
                queue_timer(run, match, reading->answers[i]->duration,
                            cs_worlds_and(run->worlds, worlds, cs_reads(run, rule->reading, i)));
    }
}

/* Only the period of a delayed rule begins here: its conditions are evaluated when its time comes. */
static void begin_period(struct cs_run *run, const struct cs_plan_rule *rule, struct taken at, cs_set worlds)
{
    struct cs_match match;

    run->place = at.place;
    if (!cs_rule_in_force(run, rule))
        return;
    cs_match_init(&match, run, rule);
    match.trigger_row = at.row;
    worlds = cs_match_row(&match, &rule->trigger, cs_store_values(run, at.relation, at.row), worlds);
    if (worlds != CS_NONE)
        schedule(run, &match, worlds);
}

/* Is all that the rule concludes names, which have been given by then? */
static bool gives_names_only(const struct cs_plan *plan, const struct cs_plan_rule *rule)
{
    for (uint32_t i = 0; i < rule->conclusion_count && rule->names; i++)
        if (!is_name(plan, &rule->conclusions[i]))
            return false;
    return rule->names;
}

/* Sets off the rules that the row sets off. */
static void set_off(struct taking *t, struct taken at)
{
    struct cs_run *run = t->run;

    for (const struct cs_use_site *s = run->plan->relations[at.relation].triggers; s != NULL; s = s->next) {
        const struct cs_plan_rule *rule = &run->plan->rules[s->rule];

        if (rule->delay != CS_DELAY_NONE)
            begin_period(run, rule, at, run->stores[at.relation].rows[at.row].worlds);
        else if (run->families && rule->lists_from != CS_NOWHERE)
            evaluate(t, at, rule, rule->lists_from, found_holders);
        else if (!gives_names_only(run->plan, rule))
            evaluate(t, at, rule, rule->from_trigger.count, found_effects);
    }
}

static void set_off_rules(struct taking *t)
{
    for (size_t i = 0; i < t->timer_count && cs_run_ok(t->run); i++)
        evaluate_timer(t, &t->timers[i], found_effects);
    for (size_t i = 0; i < t->count && cs_run_ok(t->run); i++)
        set_off(t, t->rows[i]);
}

static void show_to_bonds(struct cs_run *run, const struct taken *row, unsigned passes)
{
    run->place = row->place;
    cs_bonds_see_row(run, row->relation, row->row, run->stores[row->relation].rows[row->row].worlds, passes);
}

/* What has happened gets its names, bonds see it, and the rules that it sets off are evaluated. */
static void happen(struct taking *t)
{
    struct cs_run *run = t->run;
    struct cs_place outer = run->place;
    size_t named;

    give_names(t);
    named = t->count;
    if (named == 1 || run->last_pass <= CS_PASS_ACT)
        for (size_t i = 0; i < named && cs_run_ok(run); i++)
            show_to_bonds(run, &t->rows[i], CS_PASSES_ALL);
    else
        for (unsigned pass = CS_PASS_ACT; pass <= run->last_pass; pass++)
            for (size_t i = 0; i < named && cs_run_ok(run); i++)
                show_to_bonds(run, &t->rows[i], 1u << pass);
    set_off_rules(t);
    run->place = outer;
    cs_spare_give(run, CS_SPARE_ROWS, t->rows, t->capacity);
}

static void finish(struct taking *t)
{
    happen(t);
    cs_settle(t->run);
}

/* ---- what is taken in ---- */

static size_t row_number(const struct cs_run *run, const struct cs_occurrence *occurrence)
{
    return run->effective_first[occurrence - run->docket->occurrences];
}

/* The names of an occurrence that takes effect in these worlds: as they are claimed, and as judges said by then. */
static void add_names(struct taking *t, const struct cs_occurrence *occurrence, cs_set worlds)
{
    struct cs_run *run = t->run;
    const struct cs_redetermination *word = cs_docket_redetermination(run->docket, occurrence->redetermined);

    for (const struct cs_occurrence_row *row = occurrence->rows; row != NULL; row = row->next)
        if (row->matter != NULL)
            add_row(t, row->relation, row->values,
                    cs_worlds_minus(run->worlds, cs_worlds_and(run->worlds, row->worlds, worlds),
                                    cs_judged_against(run, occurrence, row)), CS_NOWHERE, row->matter);
    for (; word != NULL; word = cs_docket_redetermination(run->docket, word->next))
        if (word->right && cs_judged_last(run, word))
            add_row(t, word->relation, word->values, cs_worlds_and(run->worlds, word->worlds, worlds), CS_NOWHERE,
                    word->matter);
}

/* R 5.1: the worlds in which the row of an act takes effect, as if the other rows of its entry were not there. */
static cs_set effect_of_row(struct cs_run *run, const struct cs_occurrence *occurrence,
                            const struct cs_occurrence_row *row, size_t number, cs_set here)
{
    cs_set effective = here;
    bool asked = false;

    if (run->plan->relations[row->relation].powers != NULL) /* an act that fits no power needs none */
        effective = cs_worlds_and(run->worlds, here,
                                  permitted(run, row->relation, row->values, &asked, &run->act_causes[number]));
    if (asked) {
        run->effective_asked[occurrence - run->docket->occurrences] = 1;
        if (effective != here && !run->streams)
            cs_explain_failed(run, occurrence, row, number, cs_worlds_minus(run->worlds, here, effective));
    }
    return effective;
}

void cs_take_occurrence(struct cs_run *run, const struct cs_occurrence *occurrence, cs_set worlds)
{
    struct taking t = {.run = run};
    size_t first = row_number(run, occurrence), number = first, index = (size_t)(occurrence - run->docket->occurrences);
    cs_set any = CS_NONE;

    run->taken[index] = cs_worlds_or(run->worlds, run->taken[index],
                                     cs_worlds_and(run->worlds, worlds, occurrence->worlds));
    for (const struct cs_occurrence_row *row = occurrence->rows; row != NULL; row = row->next, number++) {
        cs_set here = cs_worlds_and(run->worlds, row->worlds, worlds), effective;

        if (row->matter != NULL || here == CS_NONE)
            continue;
        effective = effect_of_row(run, occurrence, row, number, here);
        run->effective[number] = cs_worlds_or(run->worlds, run->effective[number], effective);
        any = cs_worlds_or(run->worlds, any, effective);
    }
    number = first;
    for (const struct cs_occurrence_row *row = occurrence->rows; row != NULL; row = row->next, number++)
        if (row->matter == NULL) /* of what is taken in several times the worlds are disjoint */
            add_row(&t, row->relation, row->values, cs_worlds_and(run->worlds, run->effective[number], worlds),
                    CS_NOWHERE, NULL);
    add_names(&t, occurrence, cs_worlds_and(run->worlds, worlds, any));
    for (uint32_t i = 0; i < run->docket->substitute_count; i++)
        if (run->docket->substitutes[i].entry->about.name == occurrence->value)
            cs_bonds_see_substitute(run, i, any);
    finish(&t);
}

static void set_off_plain(struct cs_run *run, uint32_t relation, uint32_t row)
{
    struct taking t = {.run = run};
    struct taken at = {relation, row, run->place};

    set_off(&t, at);
    run->place = at.place;
}

/* Nobody allows it, it has no names, nothing looks back at it: of the order above bonds, rules and settling stay. */
void cs_take_plain(struct cs_run *run, uint32_t relation)
{
    uint32_t row = cs_store_pass(run, relation);

    if (cs_watch_waits(run, relation))
        cs_bonds_see_row(run, relation, row, CS_ALL, CS_PASSES_ALL);
    if (run->plan->relations[relation].triggers != NULL)
        set_off_plain(run, relation, row);
    if (run->pending_count + run->stirred_count + run->change_count + run->duty_event_count > 0 ||
        run->spread_done < run->spread_count)
        cs_settle(run);
}

/* "Borea fails Alden assistance by Borea to Alden": what has become of a duty, as an occurrence. */
static cs_value duty_event_name(struct cs_run *run, uint32_t relation, const cs_value *values)
{
    const struct cs_relation *r = &run->plan->relations[relation];
    struct cs_name_key key;
    struct cs_buffer text;

    cs_name_key_init(&key, CS_MADE_DUTY_EVENT);
    cs_name_key_name(&key, r->head);
    cs_name_key_number(&key, 2 * r->verb + r->forbidden);
    for (uint32_t i = 1; i < r->column_count; i++)
        cs_name_key_name(&key, values[i]);
    cs_buffer_init(&text);
    cs_docket_row_text(run->plan, relation, values, &text);
    return cs_names_make(&run->docket->names, &key, &text);
}

static int by_name(const void *a, const void *b)
{
    const struct cs_duty_event *x = a, *y = b;
    int order = strcmp(x->text, y->text);

    return order != 0 ? order : (x->bond > y->bond) - (x->bond < y->bond);
}

static void take_duty_event(struct taking *t, const struct cs_duty_event *event)
{
    struct cs_run *run = t->run;
    uint32_t relation = event->relation, row;
    cs_value values[CS_COLUMNS_MAX];

    cs_bond_duty_values(run, event->bond, relation, values);
    values[0] = event->place.occurrence;
    run->place = event->place;
    add_row(t, relation, values, event->worlds, CS_NOWHERE, NULL);
    row = own_row(t, relation, values);
    if (row != CS_NOWHERE && run->stores[relation].rows[row].bonds == 0)
        run->stores[relation].rows[row].bonds = event->bond + 1;
}

/* They are taken in by their names, so that it makes no difference in which order bonds were founded. */
void cs_take_duty_events(struct cs_run *run, struct cs_duty_event *events, size_t count)
{
    struct taking t = {.run = run};
    struct cs_place outer = run->place;

    for (size_t i = 0; i < count; i++) {
        cs_value values[CS_COLUMNS_MAX];

        cs_bond_duty_values(run, events[i].bond, events[i].relation, values);
        events[i].place.occurrence = duty_event_name(run, events[i].relation, values);
        events[i].text = cs_names_text(run->plan->names, events[i].place.occurrence);
    }
    if (count > 1)
        qsort(events, count, sizeof *events, by_name);
    for (size_t i = 0; i < count && cs_run_ok(run); i++)
        take_duty_event(&t, &events[i]);
    run->place = outer;
    happen(&t);
}

void cs_take_word(struct cs_run *run, const struct cs_redetermination *word)
{
    const struct cs_occurrence *o = cs_docket_occurrence(run->docket, word->occurrence);
    cs_set worlds = cs_worlds_and(run->worlds, word->worlds, run->taken[o - run->docket->occurrences]);
    struct taking t = {.run = run};

    run->place.occurrence = word->occurrence;
    if (word->right) {
        add_row(&t, word->relation, word->values, worlds, CS_NOWHERE, word->matter);
        finish(&t);
        return;
    }
    for (uint32_t row = 0; row < run->stores[word->relation].count; row++)
        if (memcmp(cs_store_values(run, word->relation, row), word->values,
                   run->plan->relations[word->relation].column_count * sizeof *word->values) == 0)
            cs_store_set(run, word->relation, row, CS_NONE);
    cs_settle(run);
}

/* R 4.6: a moment that has passed as the fact begins is reached at once. */
static bool has_passed(struct cs_run *run, const struct cs_plan_rule *rule, uint32_t relation, uint32_t row)
{
    struct cs_moment moment;
    struct cs_match match;
    cs_instant reached;

    if (rule->delay != CS_DELAY_REACHED)
        return false;
    cs_match_init(&match, run, rule);
    return cs_match_row(&match, &rule->trigger, cs_store_values(run, relation, row), CS_ALL) != CS_NONE &&
           moment_of(&match, &moment, &reached) && reached < run->now;
}

void cs_fire_fact(struct cs_run *run, uint32_t relation, uint32_t row, bool begins, cs_set worlds)
{
    const struct cs_relation *r = &run->plan->relations[relation];
    struct taking t = {.run = run, .level = CS_NOWHERE};

    for (const struct cs_use_site *s = begins ? r->triggers : r->ceasings; s != NULL; s = s->next) {
        const struct cs_plan_rule *rule = &run->plan->rules[s->rule];
        struct cs_match match;
        cs_set fits;

        if (rule->delay != CS_DELAY_NONE && !has_passed(run, rule, relation, row)) {
            begin_period(run, rule, (struct taken){relation, row, run->place}, worlds);
            continue;
        }
        if (!cs_rule_in_force(run, rule))
            continue;
        cs_match_init(&match, run, rule);
        match.trigger_row = row;
        fits = cs_match_row(&match, &rule->trigger, cs_store_values(run, relation, row), worlds);
        cs_match_steps(&match, &rule->from_trigger, fits, found_effects, NULL);
        cs_match_steps(&match, &rule->from_trigger, fits, found_name, &t);
    }
    if (t.count > 0)
        finish(&t); /* a rule may give names to what a beginning fact brings about */
    else
        cs_spare_give(run, CS_SPARE_ROWS, t.rows, t.capacity);
}

void cs_take_timers(struct cs_run *run, const struct cs_timer *timers, size_t count)
{
    struct taking t = {.run = run, .timers = timers, .timer_count = count};

    run->place = timers[count - 1].place;
    finish(&t);
}

void cs_take_fact(struct cs_run *run, const struct cs_occurrence *fact, bool begins, cs_set worlds)
{
    for (const struct cs_occurrence_row *row = fact->rows; row != NULL; row = row->next) {
        cs_set here = cs_worlds_and(run->worlds, row->worlds, worlds);
        uint32_t at;

        if (begins) {
            cs_fact_begin(run, row->relation, row->values, here, fact, CS_NOWHERE);
            continue;
        }
        at = cs_store_find(run, row->relation, row->values);
        if (at != CS_NOWHERE)
            cs_fact_withdraw(run, row->relation, at, fact, worlds);
    }
}
