/* SPDX-License-Identifier: MIT */
/*
 * Readings whose answers change in time (R 3). In the plan, each time in which a reading keeps its answers is a reading
 * of its own, and a rule that uses it becomes one rule for each such time, so that the run has no such changes.
 */
#include <string.h>

#include "plan/lower.h"

bool cs_lower_grade(const struct cs_lowering *lowering, cs_name grade)
{
    if (grade == CS_NO_NAME || lowering->grades.count == 0)
        return true;
    for (size_t i = 0; i < lowering->grades.count; i++)
        if (lowering->grades.names[i] == grade)
            return true;
    return false;
}

/* Does the answer count? If no answer of the reading has a grade that counts, all of them do (R 3). */
static bool counts(const struct cs_lowering *lowering, const struct cs_reading *reading,
                   const struct cs_reading_answer *answer)
{
    if (cs_lower_grade(lowering, answer->grade))
        return true;
    for (const struct cs_reading_answer *a = reading->answers; a != NULL; a = a->next)
        if (cs_lower_grade(lowering, a->grade))
            return false;
    return true;
}

static cs_instant start_of(const struct cs_reading_answer *a)
{
    return a->since.form == CS_MOMENT_NONE ? CS_TIME_ALWAYS : a->since.start;
}

static cs_instant end_of(const struct cs_reading_answer *a)
{
    return a->until.form == CS_MOMENT_NONE ? CS_TIME_NEVER : a->until.start;
}

/* The first instant after `at` at which an answer that counts begins or ends. */
static cs_instant next_change(const struct cs_lowering *lowering, const struct cs_reading *reading, cs_instant at)
{
    cs_instant next = CS_TIME_NEVER;

    for (const struct cs_reading_answer *a = reading->answers; a != NULL; a = a->next) {
        const cs_instant ends[] = {start_of(a), end_of(a)};

        for (size_t i = 0; i < 2 && counts(lowering, reading, a); i++)
            if (ends[i] > at && ends[i] < next)
                next = ends[i];
    }
    return next;
}

static bool stands(const struct cs_lowering *lowering, const struct cs_reading *reading,
                   const struct cs_reading_answer *a, cs_instant at)
{
    return counts(lowering, reading, a) && start_of(a) <= at && at < end_of(a);
}

static cs_name name_of(struct cs_lowering *lowering, const struct cs_reading *reading, cs_instant since, bool first)
{
    struct cs_names *names = lowering->names;
    struct cs_buffer text;
    char day[32];
    const struct cs_instrument *of = reading->instrument;
    struct cs_zone zone = of != NULL && of->has_zone ? of->zone : CS_UTC;

    if (first)
        return reading->name;
    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s since %s", cs_names_text(names, reading->name),
                     cs_day_text(cs_day_of(since, zone), day));
    return cs_names_intern_buffer(names, &text);
}

/* Adds the reading as it is from one instant on; false if it has no answers then. */
static bool add_time(struct cs_lowering *lowering, const struct cs_reading *reading, cs_instant since, bool first)
{
    struct cs_plan *plan = lowering->plan;
    struct cs_plan_reading *out;
    uint32_t count = 0;

    for (const struct cs_reading_answer *a = reading->answers; a != NULL; a = a->next)
        count += stands(lowering, reading, a, since);
    if (count == 0)
        return false;
    out = &plan->readings[plan->reading_count++];
    out->text = reading;
    out->id = name_of(lowering, reading, since, first);
    out->since = since;
    out->until = next_change(lowering, reading, since);
    out->answers = cs_arena_array(&plan->arena, count, sizeof *out->answers);
    if (out->answers == NULL) {
        cs_fail_memory(lowering->failure);
        return false;
    }
    for (const struct cs_reading_answer *a = reading->answers; a != NULL; a = a->next)
        if (stands(lowering, reading, a, since))
            out->answers[out->answer_count++] = a;
    return true;
}

static void add_reading(struct cs_lowering *lowering, const struct cs_reading *reading)
{
    bool first = true;

    for (cs_instant at = CS_TIME_ALWAYS; at != CS_TIME_NEVER; at = next_change(lowering, reading, at))
        if (add_time(lowering, reading, at, first))
            first = false;
}

void cs_lower_readings(struct cs_lowering *lowering)
{
    struct cs_plan *plan = lowering->plan;
    size_t most = 0;

    for (const struct cs_file *file = plan->files; file != NULL; file = file->next)
        for (const struct cs_reading *reading = file->readings; reading != NULL; reading = reading->next) {
            most++;
            for (const struct cs_reading_answer *a = reading->answers; a != NULL; a = a->next)
                most += 2;
        }
    plan->readings = cs_arena_array(&plan->arena, most, sizeof *plan->readings);
    if (plan->readings == NULL) {
        cs_fail_memory(lowering->failure);
        return;
    }
    for (const struct cs_file *file = plan->files; file != NULL; file = file->next)
        for (const struct cs_reading *r = file->readings; r != NULL && lowering->failure->status == CASUS_OK;
             r = r->next)
            add_reading(lowering, r);
}

uint32_t cs_lower_reading(const struct cs_plan *plan, cs_name reading, cs_instant at)
{
    for (uint32_t i = 0; i < plan->reading_count; i++)
        if (plan->readings[i].text->name == reading && plan->readings[i].since <= at && at < plan->readings[i].until)
            return i;
    return CS_NOWHERE;
}

uint32_t cs_plan_reading_at(const struct cs_plan *plan, uint32_t reading, cs_instant at)
{
    uint32_t then = cs_lower_reading(plan, plan->readings[reading].text->name, at);

    return then == CS_NOWHERE ? reading : then;
}

/* An iterator over the readings that a rule uses, which ends with CS_NO_NAME. */
struct uses {
    const struct cs_rule *rule;
    const struct cs_condition *condition;
    const struct cs_effect *effect;
    uint32_t limit; /* of the effect, the next */
    bool begun;
};

static cs_name next_use(struct uses *u, cs_name *answer)
{
    *answer = CS_NO_NAME;
    if (!u->begun) {
        u->begun = true;
        u->condition = u->rule->conditions;
        u->effect = u->rule->effects;
        if (u->rule->delay == CS_DELAY_READING)
            return u->rule->reading;
    }
    while (u->condition != NULL) {
        const struct cs_condition *c = u->condition;

        u->condition = c->next;
        if (c->kind == CS_COND_READS) {
            *answer = c->answer;
            return c->reading;
        }
    }
    while (u->effect != NULL) {
        const struct cs_effect *e = u->effect;
        const struct cs_bond_limit *limit = e->kind == CS_EFFECT_BOND ? e->bond.limits : NULL;

        for (uint32_t i = 0; i < u->limit && limit != NULL; i++)
            limit = limit->next;
        u->limit = limit == NULL ? 0 : u->limit + 1;
        if (limit == NULL)
            u->effect = e->next;
        else if (limit->kind == CS_LIMIT_READING)
            return limit->reading;
    }
    return CS_NO_NAME;
}

cs_instant cs_lower_reading_change(const struct cs_plan *plan, const struct cs_rule *rule, cs_instant at)
{
    struct uses uses = {.rule = rule};
    cs_instant next = CS_TIME_NEVER;
    cs_name reading, answer;

    while ((reading = next_use(&uses, &answer)) != CS_NO_NAME) {
        uint32_t index = cs_lower_reading(plan, reading, at);

        if (index != CS_NOWHERE && plan->readings[index].until < next)
            next = plan->readings[index].until;
    }
    return next;
}

static void no_answer(struct cs_lowering *lowering, const struct cs_rule *rule, cs_name reading)
{
    size_t line, column;

    cs_source_place(rule->span.source, rule->span.start, &line, &column);
    cs_fail(lowering->failure, CASUS_ERR_ARGUMENT,
            "%s:%zu: at some time no answer of the reading \"%s\" counts that this needs", rule->span.source->name,
            line, cs_names_text(lowering->plan->names, reading));
}

bool cs_lower_answers_given(struct cs_lowering *lowering, const struct cs_rule *rule, cs_instant at)
{
    const struct cs_plan *plan = lowering->plan;
    struct uses uses = {.rule = rule};
    cs_name reading, answer;

    while ((reading = next_use(&uses, &answer)) != CS_NO_NAME) {
        uint32_t index = cs_lower_reading(plan, reading, at);
        bool given = answer == CS_NO_NAME;

        if (index == CS_NOWHERE) {
            no_answer(lowering, rule, reading);
            return false;
        }
        for (uint32_t i = 0; i < plan->readings[index].answer_count; i++)
            given |= plan->readings[index].answers[i]->name == answer;
        if (!given)
            return false;
    }
    return true;
}
