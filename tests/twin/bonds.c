/* SPDX-License-Identifier: MIT */
/* The twin: how duties, prohibitions and expectations are founded, fall due, are broken and end. */
#include "twin/twin_int.h"

#include <stdio.h>
#include <string.h>

bool cs_twin_bond_open(const struct cs_twin_bond *b)
{
    return !(b->done || b->late || b->expired || b->discharged || b->kept || b->no_longer_owed || b->term_over);
}

static cs_value value_of(const struct cs_twin_effect *effect, struct cs_operand operand)
{
    if (operand.kind == CS_OPERAND_VALUE)
        return operand.index;
    return operand.kind == CS_OPERAND_VARIABLE ? effect->values[operand.index] : CS_UNSAID;
}

/* ---- deadlines ---- */

static void add_due_item(struct cs_twin_run *run, cs_instant time)
{
    /* one that has passed is over with the day that ends now, also as the run ends */
    struct cs_twin_item item = {.time = time < run->now ? run->now : time,
                                .phase = time < run->now ? CS_TWIN_PASSED : CS_TWIN_DUE};

    cs_twin_add_item(run, &item);
}

static bool is_business(struct cs_twin_run *run, const struct cs_calendar_text *calendar, cs_day day)
{
    if (day >= calendar->calendar.first && day <= calendar->calendar.last)
        return calendar->calendar.business[day - calendar->calendar.first] != 0;
    if (run->failure->status == CASUS_OK)
        cs_docket_calendar_ends(run->docket, calendar, "a period");
    return true; /* so that the search for a business day ends */
}

/* R 7.9: business days are found one after another. */
cs_day cs_twin_days_after(struct cs_twin_run *run, const struct cs_calendar_text *calendar, cs_day day,
                          struct cs_duration period)
{
    if (period.unit != CS_BUSINESS_DAYS)
        return cs_day_add(day, period);
    for (int32_t left = period.count; left > 0; left--)
        do
            day++;
        while (!is_business(run, calendar, day));
    return day;
}

/* R 7.10: the next business day, if the text says so. */
cs_day cs_twin_next(struct cs_twin_run *run, const struct cs_calendar_text *calendar, cs_day day,
                    struct cs_duration period)
{
    while (period.or_next && !is_business(run, calendar, day))
        day++;
    return day;
}

/* With the last day, or at its hour, at which an act is still in time. */
static cs_instant end_of_days(struct cs_twin_run *run, const struct cs_twin_due *due)
{
    cs_day last = cs_twin_next(run, due->calendar, due->nominal, due->period);

    return due->hour == 0 ? cs_day_start(last + 1, due->zone)
                          : cs_zone_hour(due->zone, last, due->hour * 3600) + 1;
}

/* One more day is not counted: the end moves by a day, or by a business day if the day was one. */
void cs_twin_leave_out(struct cs_twin_run *run, struct cs_twin_due *due, cs_day day)
{
    if (due->period.unit != CS_BUSINESS_DAYS)
        due->nominal = due->period.or_next && day > due->nominal ? day + 1 : due->nominal + 1;
    else if (is_business(run, due->calendar, day))
        due->nominal = cs_twin_days_after(run, due->calendar, due->nominal,
                                          (struct cs_duration){.count = 1, .unit = CS_BUSINESS_DAYS});
    due->end = end_of_days(run, due);
    cs_docket_zone_reaches(run->docket, due->zone, due->end, "a period");
}

/* ---- several from which one period may run (R 7.2) ---- */

static void add_first(struct cs_twin_run *run, struct cs_twin_due *due, cs_value value)
{
    run->firsts = cs_twin_grow(run, run->firsts, &run->first_count, &run->first_capacity, sizeof *run->firsts);
    if (run->firsts == NULL)
        return;
    run->firsts[run->first_count - 1] = (struct cs_twin_first){value, due->first};
    due->first = run->first_count;
    due->name = cs_twin_deadline_name(run, due);
}

/* Is it there already, or has one that is there an hour, and a sooner one? */
static bool is_no_first(const struct cs_twin_run *run, const struct cs_twin_due *due, const struct cs_twin_place *place)
{
    for (size_t at = due->first; at != 0; at = run->firsts[at - 1].next) {
        const struct cs_occurrence *o = cs_docket_occurrence(run->docket, run->firsts[at - 1].value);

        if (run->firsts[at - 1].value == place->occurrence ||
            (place->hours && o != NULL && o->cell_count == 1 && o->cells[0].hours && o->cells[0].start < place->start))
            return true;
    }
    return false;
}

static bool same_period(const struct cs_twin_due *a, const struct cs_twin_due *b)
{
    return a->first != 0 && b->first != 0 && a->period.count == b->period.count && a->period.unit == b->period.unit &&
           a->period.or_next == b->period.or_next && a->hour == b->hour && a->calendar == b->calendar &&
           a->from == b->from && cs_zone_same(a->zone, b->zone) &&
           (a->days || (a->start == b->start && a->end == b->end));
}

/* What would run from this place, in each bond that has it already, runs from the first of both. */
static void may_run_from(struct cs_twin_run *run, struct cs_twin_bond *b, const struct cs_twin_due *due,
                         const struct cs_twin_place *place)
{
    for (uint32_t i = 0; i < CS_LIMITS_MAX; i++)
        if (b->dues[i].set && same_period(&b->dues[i], due) && !is_no_first(run, &b->dues[i], place))
            add_first(run, &b->dues[i], place->occurrence);
}

/* R 7.1 to 7.3, 7.13. Of hours, an act at the last instant is in time, so the end is one second after it. */
static void set_period(struct cs_twin_run *run, struct cs_twin_bond *b, uint32_t number, struct cs_duration period,
                       const struct cs_twin_place *place)
{
    const struct cs_limit *limit = &b->conclusion->limits[number];
    struct cs_twin_due *due = &b->dues[number];
    cs_day from;

    due->period = period;
    due->calendar = limit->calendar;
    due->hour = limit->hour;
    due->set = true;
    due->zone = b->rule != NULL && b->rule->has_zone ? b->rule->zone : place->offset;
    from = place->hours ? cs_day_of(place->start, due->zone) : place->day;
    due->counted = due->from = from;
    due->days = period.unit != CS_HOURS;
    if (due->days) {
        due->nominal = cs_twin_days_after(run, due->calendar, from, period);
        due->start = due->end = end_of_days(run, due);
    } else {
        due->start = place->start + (cs_instant)period.count * 3600 + 1;
        due->end = place->end + (cs_instant)period.count * 3600;
    }
    due->first = 0;
    add_first(run, due, place->occurrence);
    cs_docket_zone_reaches(run->docket, due->zone, due->end, "a period");
}

/* The reading as it is at the place: a bond of the record may begin on one of several days (R 8.12). */
static uint32_t reading_of(const struct cs_twin_run *run, const struct cs_twin_bond *b, const struct cs_limit *limit,
                           const struct cs_twin_place *place)
{
    const struct cs_plan_reading *readings = run->plan->readings;

    for (uint32_t i = 0; i < run->plan->reading_count && b->rule == NULL; i++)
        if (readings[i].text == readings[limit->reading].text && readings[i].since <= place->start &&
            place->start < readings[i].until)
            return i;
    return limit->reading;
}

static void begin_period(struct cs_twin_run *run, struct cs_twin_bond *b, uint32_t number,
                         const struct cs_twin_place *place)
{
    const struct cs_limit *limit = &b->conclusion->limits[number];

    if (limit->kind == CS_LIMIT_DURATION)
        set_period(run, b, number, limit->duration, place);
    if (limit->kind == CS_LIMIT_READING) {
        uint32_t reading = reading_of(run, b, limit, place);

        for (uint32_t i = 0; i < run->plan->readings[reading].answer_count; i++) {
            const struct cs_reading_answer *answer = run->plan->readings[reading].answers[i];

            if (cs_twin_reads(run, reading, i) && answer->has_duration)
                set_period(run, b, number, answer->duration, place);
        }
    }
}

/* R 7.13: the moment that is bound; false if none is. */
static bool moment_of(const struct cs_twin_run *run, const struct cs_twin_bond *b, const struct cs_limit *limit,
                      const struct cs_twin_place *place, struct cs_moment *out)
{
    cs_value value = limit->moment.kind == CS_OPERAND_VARIABLE ? b->values[limit->moment.index] : CS_UNSAID;
    const struct cs_names *names = run->plan->names;

    return value != CS_UNSAID && cs_moment_parse(cs_names_text(names, value), cs_names_length(names, value),
                                                 place->offset, out) == NULL;
}

static void set_limits(struct cs_twin_run *run, struct cs_twin_bond *b, const struct cs_twin_place *place)
{
    for (uint32_t i = 0; i < b->conclusion->limit_count; i++) {
        const struct cs_limit *limit = &b->conclusion->limits[i];
        struct cs_moment m = {.start = limit->before, .offset = limit->before_offset};

        if (limit->kind == CS_LIMIT_BEFORE ||
            (limit->kind == CS_LIMIT_MOMENT && moment_of(run, b, limit, place, &m)))
            b->dues[i] = (struct cs_twin_due){.set = true, .start = m.start, .end = m.start, .dated = true,
                                              .counted = place->day, .zone = m.offset,
                                              .name = cs_twin_date_name(run, m.start)};
        else if (!limit->after)
            begin_period(run, b, i, place);
        if (b->dues[i].set)
            add_due_item(run, b->dues[i].end);
    }
}

/* Founded again by this model: the periods of its sentence may run from the place as well. */
static void founded_again(struct cs_twin_run *run, size_t bond, const struct cs_twin_bond *model,
                          const struct cs_twin_place *place)
{
    struct cs_twin_bond again = *model;

    for (uint32_t i = 0; i < model->conclusion->limit_count; i++)
        if (!model->conclusion->limits[i].after) {
            begin_period(run, &again, i, place);
            may_run_from(run, &run->bonds[bond], &again.dues[i], place);
        }
}

void cs_twin_becomes(struct cs_twin_run *run, size_t bond, enum cs_verb verb, const struct cs_twin_place *place)
{
    if (run->bonds[bond].conclusion->expectation)
        return;
    run->duty_events = cs_twin_grow(run, run->duty_events, &run->duty_event_count, &run->duty_event_capacity,
                                    sizeof *run->duty_events);
    if (run->duty_events != NULL)
        run->duty_events[run->duty_event_count - 1] = (struct cs_twin_duty_event){bond, verb, *place};
}

void cs_twin_bond_break(struct cs_twin_run *run, size_t bond, const struct cs_twin_place *place)
{
    struct cs_twin_bond *b = &run->bonds[bond];

    b->broken = true;
    b->broken_at = place->start;
    if (b->conclusion->only)
        b->no_longer_owed = true;
    cs_twin_becomes(run, bond, CS_VERB_FAILS, place);
}

static cs_instant end_of(struct cs_twin_run *run, const struct cs_twin_effect *effect, uint32_t limit,
                         struct cs_duration period)
{
    struct cs_twin_bond b = {.conclusion = effect->conclusion};

    set_period(run, &b, limit, period, &effect->place);
    return b.dues[limit].days ? b.dues[limit].end : b.dues[limit].start;
}

/* When the time of one limit is over, by whichever answer of its reading: never, if it waits for what is to come. */
static cs_instant first_end_of(struct cs_twin_run *run, const struct cs_twin_effect *effect, uint32_t number)
{
    const struct cs_limit *limit = &effect->conclusion->limits[number];
    const struct cs_twin_bond blank = {.conclusion = effect->conclusion};
    const struct cs_plan_reading *reading;
    cs_instant first = CS_TIME_NEVER;

    if (limit->kind == CS_LIMIT_BEFORE)
        return limit->before;
    if (limit->after || (limit->kind != CS_LIMIT_DURATION && limit->kind != CS_LIMIT_READING))
        return CS_TIME_NEVER;
    if (limit->kind == CS_LIMIT_DURATION)
        return end_of(run, effect, number, limit->duration);
    reading = &run->plan->readings[reading_of(run, &blank, limit, &effect->place)];
    for (uint32_t a = 0; a < reading->answer_count; a++)
        if (reading->answers[a]->has_duration) {
            cs_instant end = end_of(run, effect, number, reading->answers[a]->duration);

            first = end < first ? end : first;
        }
    return first;
}

cs_instant cs_twin_first_end(struct cs_twin_run *run, const struct cs_twin_effect *effect)
{
    cs_instant first = CS_TIME_NEVER;

    for (uint32_t i = 0; i < effect->conclusion->limit_count; i++) {
        cs_instant end = first_end_of(run, effect, i);

        first = end < first ? end : first;
    }
    return first;
}

/* ---- silence (R 2.11) ---- */

static bool is_silent(const struct cs_twin_run *run, const struct cs_twin_bond *b, cs_instant end)
{
    cs_instant last = end - 1;

    for (const struct cs_file *file = run->plan->files; file != NULL; file = file->next)
        for (const struct cs_silent_word *w = file->silent_words; w != NULL; w = w->next)
            if (w->head == run->plan->relations[b->act.relation].head &&
                (w->moment.form == CS_MOMENT_NONE || (w->moment.start <= last && last < w->moment.end)))
                return true;
    return false;
}

/* Does a line of the record itself, without claims, say that there was none of it by the end of its time? */
static bool none_by_the_record(const struct cs_twin_run *run, const struct cs_twin_bond *b, cs_instant end)
{
    for (const struct cs_absence *a = cs_docket_absence(run->docket, NULL, b->act.relation, b->act.values); a != NULL;
         a = cs_docket_absence(run->docket, a, b->act.relation, b->act.values))
        if (a->fixed && a->by >= end)
            return true;
    return false;
}

/* Was it done in time in this world, though nobody reports it? */
static bool done_unreported(struct cs_twin_run *run, const struct cs_twin_bond *b, cs_instant end)
{
    return is_silent(run, b, end) && !none_by_the_record(run, b, end) &&
           cs_twin_in(run, cs_docket_unreported(run->docket, b->act.relation, b->act.values));
}

/* The time allowed is over; of several the first that is counts. */
static void fall(struct cs_twin_run *run, size_t bond, cs_instant end, const struct cs_twin_place *place)
{
    struct cs_twin_bond *b = &run->bonds[bond];

    if (!b->over || end < b->over_at)
        b->over_at = end;
    b->over = true;
    if (!cs_twin_bond_open(b))
        return;
    if (!b->conclusion->forbidden && !b->broken) {
        if (done_unreported(run, b, end)) {
            b->done = b->unreported = true;
            cs_twin_becomes(run, bond, CS_VERB_FULFILS, place);
        } else {
            cs_twin_bond_break(run, bond, place);
        }
    }
    b = &run->bonds[bond];
    if (b->conclusion->forbidden && b->broken)
        b->term_over = true;
    if (b->conclusion->forbidden && !b->broken) {
        b->kept = true;
        cs_twin_becomes(run, bond, CS_VERB_FULFILS, place);
    }
}

/* ---- founding ---- */

/* R 6.1: a duty is its sentence. */
bool cs_twin_same_sentence(const struct cs_twin_run *run, const struct cs_twin_bond *a, const struct cs_twin_bond *b)
{
    return a->article == b->article && a->holder == b->holder && a->claimant == b->claimant &&
           a->conclusion->expectation == b->conclusion->expectation &&
           a->conclusion->forbidden == b->conclusion->forbidden && cs_twin_same(run->plan, &a->act, &b->act);
}

static struct cs_twin_bond make_bond(const struct cs_twin_run *run, const struct cs_twin_effect *effect)
{
    const struct cs_conclusion *c = effect->conclusion;
    const struct cs_relation *act = &run->plan->relations[c->pattern.relation];
    struct cs_twin_bond b = {.conclusion = c, .rule = effect->rule, .trigger = effect->place.occurrence,
                             .since = effect->place.start, .act.relation = c->pattern.relation};

    if (effect->rule != NULL)
        b.article = effect->rule->article;
    else if (effect->entry->instrument != NULL)
        b.article = effect->entry->instrument->name;
    for (uint32_t i = 0; i < CS_VARIABLES_MAX; i++)
        b.values[i] = effect->values[i];
    b.who = effect->who;
    b.who_count = effect->who_count;
    b.holder = value_of(effect, c->holder);
    b.claimant = value_of(effect, c->claimant);
    for (uint32_t i = 0; i < act->column_count; i++)
        b.act.values[i] = value_of(effect, c->pattern.columns[i]);
    if (act->number_column != CS_NOWHERE && b.act.values[act->number_column] != CS_UNSAID)
        cs_wide_parse(cs_names_text(run->plan->names, b.act.values[act->number_column]),
                      cs_names_length(run->plan->names, b.act.values[act->number_column]), &b.owed);
    return b;
}

static bool watched_holds(struct cs_twin_run *run, const struct cs_twin_bond *b, enum cs_modifier_kind kind)
{
    for (uint32_t i = 0; i < b->conclusion->watch_count; i++)
        if (b->conclusion->watches[i].kind == kind && !b->conclusion->watches[i].negated &&
            cs_twin_watched_holds(run, b, &b->conclusion->watches[i]))
            return true;
    return false;
}

/* What is founded after its deadline is overdue at once: what holds already performs it late. */
static void meet_standing(struct cs_twin_run *run, size_t bond, const struct cs_twin_place *place)
{
    struct cs_twin_bond *b = &run->bonds[bond];
    bool overdue = false;

    if (watched_holds(run, b, CS_MODIFIER_SUSPENDED)) {
        b->suspended = true;
        b->suspended_since = b->since;
    }
    for (uint32_t i = 0; i < CS_LIMITS_MAX; i++)
        overdue |= b->dues[i].set && b->dues[i].end <= place->start && !b->suspended;
    if (!overdue)
        cs_twin_see_standing(run, bond, place);
    if (watched_holds(run, b, CS_MODIFIER_UNTIL))
        cs_twin_bond_end(b, false);
    if (overdue) {
        for (uint32_t i = 0; i < CS_LIMITS_MAX; i++)
            if (run->bonds[bond].dues[i].set && run->bonds[bond].dues[i].end <= place->start) {
                run->bonds[bond].dues[i].fallen = true;
                fall(run, bond, run->bonds[bond].dues[i].end, place);
            }
        cs_twin_see_standing(run, bond, place);
    }
}

static size_t new_bond(struct cs_twin_run *run, const struct cs_twin_bond *model, const struct cs_twin_place *place)
{
    size_t number = run->bond_count;

    run->bonds = cs_twin_grow(run, run->bonds, &run->bond_count, &run->bond_capacity, sizeof *run->bonds);
    if (run->bonds == NULL)
        return 0;
    run->bonds[number] = *model;
    run->bonds[number].age = run->founded++;
    cs_twin_becomes(run, number, CS_VERB_OWED, place);
    set_limits(run, &run->bonds[number], place);
    meet_standing(run, number, place);
    return number;
}

void cs_twin_add_founder(struct cs_twin_run *run, size_t bond, const struct cs_twin_tuple *condition)
{
    run->founders =
        cs_twin_grow(run, run->founders, &run->founder_count, &run->founder_capacity, sizeof *run->founders);
    if (run->founders != NULL)
        run->founders[run->founder_count - 1] = (struct cs_twin_founder){bond, *condition};
}

size_t cs_twin_find_bond(const struct cs_twin_run *run, const struct cs_twin_bond *model)
{
    size_t bond = SIZE_MAX;

    for (size_t i = 0; i < run->bond_count; i++)
        if (cs_twin_same_sentence(run, &run->bonds[i], model))
            bond = i; /* the newest */
    return bond;
}

size_t cs_twin_carry_bond(struct cs_twin_run *run, const struct cs_twin_bond *model)
{
    size_t number = run->bond_count;
    struct cs_twin_bond *b;

    run->bonds = cs_twin_grow(run, run->bonds, &run->bond_count, &run->bond_capacity, sizeof *run->bonds);
    if (run->bonds == NULL)
        return SIZE_MAX;
    b = &run->bonds[number];
    *b = *model;
    if (!b->suspended && watched_holds(run, b, CS_MODIFIER_SUSPENDED)) {
        b->suspended = true;
        b->suspended_since = run->now;
    }
    for (uint32_t i = 0; i < CS_LIMITS_MAX; i++)
        if (b->dues[i].set && !b->dues[i].fallen)
            add_due_item(run, b->dues[i].end);
    cs_twin_see_standing(run, number, &run->place);
    if (watched_holds(run, &run->bonds[number], CS_MODIFIER_UNTIL))
        cs_twin_bond_end(&run->bonds[number], false);
    return number;
}

/*
 * R 6.1: founded again it is the same bond, in whatever state. R 4.2 (`spell`): a state that has ceased and returns
 * founds it anew.
 */
void cs_twin_found_bond(struct cs_twin_run *run, const struct cs_twin_effect *effect, bool spell,
                        const struct cs_twin_tuple *condition)
{
    struct cs_twin_bond model = make_bond(run, effect);
    size_t bond;

    if (model.holder == CS_UNSAID) /* R 6.1: nobody is said to owe it */
        return;
    bond = cs_twin_find_bond(run, &model);
    if (bond == SIZE_MAX || (spell && run->bonds[bond].gone))
        bond = new_bond(run, &model, &effect->place);
    else
        founded_again(run, bond, &model, &effect->place);
    if (run->bonds == NULL)
        return;
    if (!spell)
        run->bonds[bond].permanent = true;
    if (condition != NULL)
        cs_twin_add_founder(run, bond, condition);
}

/* ---- bonds that depend on a state ---- */

struct cs_twin_effect cs_twin_effect_of(const struct cs_twin_run *run, const struct cs_twin_tuple *condition)
{
    const struct cs_plan_rule *rule = &run->plan->rules[run->plan->relations[condition->relation].concluders->rule];
    struct cs_twin_effect effect = {.rule = rule, .place = run->place, .conclusion = &rule->conclusions[0]};

    for (uint32_t i = 0; i < run->plan->relations[condition->relation].column_count; i++)
        effect.values[rule->head.columns[i].index] = condition->values[i];
    return effect;
}

/* ---- which of several at once founds it ---- */

static bool names_variable(const struct cs_twin_run *run, const struct cs_conclusion *c, uint32_t variable)
{
    for (uint32_t i = 0; i < run->plan->relations[c->pattern.relation].column_count; i++)
        if (c->pattern.columns[i].kind == CS_OPERAND_VARIABLE && c->pattern.columns[i].index == variable)
            return true;
    return (c->holder.kind == CS_OPERAND_VARIABLE && c->holder.index == variable) ||
           (c->claimant.kind == CS_OPERAND_VARIABLE && c->claimant.index == variable);
}

/* Does its time, or what ends it, name a variable that the sentence does not? */
static bool says_more(const struct cs_twin_run *run, const struct cs_conclusion *c)
{
    for (uint32_t i = 0; i < c->limit_count; i++)
        if (c->limits[i].kind == CS_LIMIT_MOMENT && c->limits[i].moment.kind == CS_OPERAND_VARIABLE &&
            !names_variable(run, c, c->limits[i].moment.index))
            return true;
    for (uint32_t w = 0; w < c->watch_count; w++)
        for (uint32_t i = 0; i < run->plan->relations[c->watches[w].pattern.relation].column_count; i++)
            if (c->watches[w].pattern.columns[i].kind == CS_OPERAND_VARIABLE &&
                !names_variable(run, c, c->watches[w].pattern.columns[i].index))
                return true;
    return false;
}

static cs_instant first_moment(const struct cs_twin_run *run, const struct cs_twin_effect *effect)
{
    struct cs_twin_bond model = make_bond(run, effect);
    cs_instant first = CS_TIME_NEVER;

    for (uint32_t i = 0; i < effect->conclusion->limit_count; i++) {
        struct cs_moment m;

        if (effect->conclusion->limits[i].kind == CS_LIMIT_MOMENT &&
            moment_of(run, &model, &effect->conclusion->limits[i], &effect->place, &m) && m.start < first)
            first = m.start;
    }
    return first;
}

bool cs_twin_founds_before(const struct cs_twin_run *run, const struct cs_twin_effect *a,
                           const struct cs_twin_effect *b)
{
    cs_instant x, y;

    if (a->conclusion->kind != CS_EFFECT_BOND || a->rule == NULL || !says_more(run, a->conclusion))
        return false;
    x = first_moment(run, a);
    y = first_moment(run, b);
    if (x != y)
        return x < y;
    for (uint32_t v = 0; v < a->rule->variable_count; v++)
        if (a->values[v] != b->values[v]) {
            if (a->values[v] == CS_UNSAID || b->values[v] == CS_UNSAID)
                return b->values[v] == CS_UNSAID;
            return strcmp(cs_names_text(run->plan->names, a->values[v]),
                          cs_names_text(run->plan->names, b->values[v])) < 0;
        }
    return false;
}

void cs_twin_condition_begins(struct cs_twin_run *run, const struct cs_twin_tuple *condition)
{
    struct cs_twin_effect effect = cs_twin_effect_of(run, condition);
    const struct cs_plan_rule *rule = effect.rule;

    for (uint32_t c = 0; c < rule->conclusion_count; c++) {
        effect.conclusion = &rule->conclusions[c];
        cs_twin_found_bond(run, &effect, true, condition);
    }
}

static bool has_founder(const struct cs_twin_run *run, size_t bond)
{
    for (size_t i = 0; i < run->founder_count; i++)
        if (run->founders[i].bond == bond)
            return true;
    return false;
}

/* It expires as the last state that founded it ceases. */
void cs_twin_condition_ceases(struct cs_twin_run *run, const struct cs_twin_tuple *condition)
{
    for (size_t i = 0; i < run->founder_count; i++) {
        struct cs_twin_founder founder = run->founders[i];

        if (!cs_twin_same(run->plan, &founder.condition, condition))
            continue;
        run->founders[i--] = run->founders[--run->founder_count];
        if (has_founder(run, founder.bond) || run->bonds[founder.bond].permanent)
            continue;
        cs_twin_bond_end(&run->bonds[founder.bond], false);
        run->bonds[founder.bond].gone = true;
    }
}

/* ---- what becomes of them ---- */

/* R 7.5: if it ends before it is broken it is discharged or expired; after that it is no longer owed. */
void cs_twin_bond_end(struct cs_twin_bond *b, bool release)
{
    if (!cs_twin_bond_open(b))
        return;
    if (b->broken)
        b->no_longer_owed = true;
    else if (release)
        b->discharged = true;
    else
        b->expired = true;
}

bool cs_twin_is_due(const struct cs_twin_run *run, const struct cs_twin_bond *b, uint32_t limit)
{
    const struct cs_twin_due *due = &b->dues[limit];

    return due->set && !due->fallen && !b->suspended &&
           (run->phase == CS_TWIN_PASSED ? due->end < run->now : due->end <= run->now);
}

void cs_twin_due_falls(struct cs_twin_run *run, size_t bond, uint32_t limit)
{
    struct cs_twin_due *due = &run->bonds[bond].dues[limit];

    due->fallen = true;
    run->place = (struct cs_twin_place){.start = run->now, .end = run->now + 1, .day = cs_day_of(run->now, due->zone),
                                        .offset = due->zone};
    fall(run, bond, due->end, &run->place);
}

void cs_twin_limit_comes(struct cs_twin_run *run, size_t bond, uint32_t limit, const struct cs_twin_place *place)
{
    struct cs_twin_bond *b = &run->bonds[bond];
    cs_instant end = place->hours || place->start == run->now ? place->start : place->end;

    if (!cs_twin_bond_open(b))
        return;
    if (b->dues[limit].set) {
        struct cs_twin_bond again = *b;

        if (b->conclusion->limits[limit].after) {
            begin_period(run, &again, limit, place);
            may_run_from(run, b, &again.dues[limit], place);
        }
        return;
    }
    if (b->conclusion->limits[limit].after) {
        begin_period(run, b, limit, place);
        if (b->dues[limit].set)
            add_due_item(run, b->dues[limit].end);
    } else if (b->broken && !b->conclusion->forbidden) {
        return;
    } else if (b->suspended) {
        b->dues[limit] = (struct cs_twin_due){.set = true, .start = end, .end = end, .dated = true,
                                              .counted = place->day, .zone = place->offset, .name = place->occurrence};
        add_due_item(run, end);
    } else {
        fall(run, bond, end, place);
    }
}
