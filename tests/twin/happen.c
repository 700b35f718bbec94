/* SPDX-License-Identifier: MIT */
/*
 * The twin: what happens at one instant. First what has happened gets its names, stratum by stratum, until none is
 * added; then bonds see it; then all rules that it sets off are evaluated, on the facts as they were before and all
 * that has happened; then what they conclude takes effect.
 */
#include "twin/twin_int.h"

void cs_twin_add_cause(struct cs_twin_run *run, struct cs_twin_causes *causes, const struct cs_twin_cause *cause)
{
    struct cs_twin_cause copy = *cause; /* it may stand in the list that grows */

    causes->items = cs_twin_grow(run, causes->items, &causes->count, &causes->capacity, sizeof *causes->items);
    if (causes->items != NULL)
        causes->items[causes->count - 1] = copy;
}

size_t cs_twin_came_at(const struct cs_twin_run *run, cs_value occurrence)
{
    for (size_t i = 0; i < run->came_count; i++)
        if (run->came[i].value == occurrence)
            return i;
    return SIZE_MAX;
}

void cs_twin_add_event(struct cs_twin_run *run, const struct cs_twin_tuple *tuple, const struct cs_twin_place *place)
{
    if (cs_twin_came_at(run, tuple->values[0]) == SIZE_MAX) {
        run->came = cs_twin_grow(run, run->came, &run->came_count, &run->came_capacity, sizeof *run->came);
        if (run->came != NULL)
            run->came[run->came_count - 1] = (struct cs_twin_came){tuple->values[0], *place};
    }
    run->events.items =
        cs_twin_grow(run, run->events.items, &run->events.count, &run->events.capacity, sizeof *run->events.items);
    if (run->events.items != NULL)
        run->events.items[run->events.count - 1] = *tuple;
}

/* R 11.2: the article in force at the instant governs. */
static bool in_force(const struct cs_plan_rule *rule, const struct cs_twin_place *place)
{
    return rule->since <= place->start && place->start < rule->until;
}

/* Does the cause set off the rule, at once or after its delay? */
static bool sets_off(const struct cs_twin_cause *cause, const struct cs_plan_rule *rule)
{
    if (rule->kind != CS_RULE_WHEN || rule->trigger.relation != cause->tuple.relation || !in_force(rule, &cause->place))
        return false;
    if (cause->kind == CS_TWIN_TIME_CAME)
        return rule == cause->rule;
    return rule->ceasing == (cause->kind == CS_TWIN_CEASED);
}

static bool is_name(const struct cs_twin_run *run, const struct cs_conclusion *c)
{
    return c->kind == CS_EFFECT_TERM && run->plan->relations[c->pattern.relation].kind == CS_RELATION_EVENT;
}

/* ---- names ---- */

struct naming {
    struct cs_twin_causes *causes;
    size_t cause;
    const struct cs_conclusion *conclusion;
    bool added;
};

static struct cs_twin_place place_of(const struct cs_twin_run *run, const struct cs_occurrence *o)
{
    const struct cs_cell *cell = run->cell[o - run->docket->occurrences];

    return (struct cs_twin_place){.start = cell->start, .end = cell->end, .day = cell->day, .hours = cell->hours,
                                  .offset = cell->offset, .occurrence = o->value};
}

void cs_twin_earlier_place(const struct cs_twin_run *run, struct cs_twin_cause *cause)
{
    cause->place = place_of(run, cs_docket_occurrence(run->docket, cause->tuple.values[0]));
}

/* R 6.6: "s counts as ...": what s, of the record, which has happened, is not called yet. */
static bool nameable(const struct cs_twin_run *run, const struct cs_twin_tuple *name)
{
    const struct cs_occurrence *o = cs_docket_occurrence(run->docket, name->values[0]);

    return o != NULL && run->taken[o - run->docket->occurrences] && !cs_twin_among(run->plan, &run->events, name);
}

static void add_name(struct naming *n, struct cs_twin_run *run, uint32_t relation, const struct cs_twin_tuple *name)
{
    struct cs_twin_cause cause = {.kind = CS_TWIN_HAPPENED, .tuple = *name, .place = n->causes->items[n->cause].place};

    cause.tuple.relation = relation;
    cause.earlier = name->values[0] != cause.place.occurrence;
    if (cause.earlier && !nameable(run, &cause.tuple))
        return;
    for (size_t i = 0; i < n->causes->count; i++)
        if (n->causes->items[i].kind == CS_TWIN_HAPPENED &&
            cs_twin_same(run->plan, &n->causes->items[i].tuple, &cause.tuple))
            return;
    cs_twin_add_cause(run, n->causes, &cause);
    cs_twin_add_event(run, &cause.tuple, &cause.place);
    n->added = true;
}

/* The name is right in general, and under each instrument that has a judge of it. */
static void found_name(void *context, const struct cs_twin_match *match)
{
    struct naming *n = context;
    struct cs_twin_run *run = match->run;
    struct cs_twin_tuple name = {.relation = n->conclusion->pattern.relation};
    uint32_t copy = run->plan->relations[name.relation].judged_copies;

    name.values[0] = n->conclusion->pattern.columns[0].kind == CS_OPERAND_ANY
                         ? n->causes->items[n->cause].place.occurrence
                         : cs_twin_operand(match, n->conclusion->pattern.columns[0]);
    for (uint32_t i = 1; i < run->plan->relations[name.relation].column_count; i++)
        name.values[i] = cs_twin_operand(match, n->conclusion->pattern.columns[i]);
    add_name(n, run, name.relation, &name);
    for (; copy != CS_NOWHERE; copy = run->plan->relations[copy].next_copy)
        add_name(n, run, copy, &name);
}

static void name_by_rule(struct cs_twin_run *run, struct naming *n, const struct cs_plan_rule *rule, uint32_t stratum)
{
    for (uint32_t c = 0; c < rule->conclusion_count; c++) {
        struct cs_twin_tuple trigger = n->causes->items[n->cause].tuple;
        struct cs_twin_match match;

        n->conclusion = &rule->conclusions[c];
        if (!is_name(run, n->conclusion) || run->stratum[n->conclusion->pattern.relation] != stratum)
            continue;
        cs_twin_match_init(&match, run, rule);
        if (cs_twin_unify(&match, &rule->trigger, &trigger))
            cs_twin_conditions(&match, found_name, n);
    }
}

/* `when reached m`: the moment in the row; false if the row says none */
static bool moment_of(const struct cs_twin_match *match, const struct cs_twin_cause *cause, struct cs_moment *out)
{
    const struct cs_names *names = match->run->plan->names;
    cs_value value = match->values[match->rule->moment_variable];

    return value != CS_UNSAID && cs_moment_parse(cs_names_text(names, value), cs_names_length(names, value),
                                                 cause->place.offset, out) == NULL;
}

static cs_instant reached(const struct cs_moment *moment)
{
    return moment->form == CS_MOMENT_TIME ? moment->start : moment->end;
}

/* Does the rule wait? R 4.6: not for a moment that has passed already. */
static bool waits(struct cs_twin_run *run, const struct cs_plan_rule *rule, const struct cs_twin_cause *cause)
{
    struct cs_twin_match match;
    struct cs_moment moment;

    if (rule->delay == CS_DELAY_NONE || cause->kind == CS_TWIN_TIME_CAME)
        return false;
    cs_twin_match_init(&match, run, rule);
    return rule->delay != CS_DELAY_REACHED || cause->kind != CS_TWIN_BEGUN ||
           !cs_twin_unify(&match, &rule->trigger, &cause->tuple) || !moment_of(&match, cause, &moment) ||
           reached(&moment) >= run->now;
}

static void gather_names(struct cs_twin_run *run, struct cs_twin_causes *causes)
{
    struct naming n = {.causes = causes};

    for (uint32_t stratum = 0; stratum < run->stratum_count; stratum++)
        do {
            n.added = false;
            for (n.cause = 0; n.cause < causes->count; n.cause++)
                for (size_t i = 0; i < run->plan->rule_count; i++) {
                    const struct cs_plan_rule *rule = &run->plan->rules[i];

                    if (sets_off(&causes->items[n.cause], rule) && !waits(run, rule, &causes->items[n.cause]))
                        name_by_rule(run, &n, rule, stratum);
                }
        } while (n.added);
}

/* ---- rules ---- */

/* R 2.7: whom the small words of a rule stand for where nobody is said: what a bond waits for is compared with them. */
static void note_who(const struct cs_twin_match *match, struct cs_twin_effect *effect)
{
    size_t most = match->origin_count + match->rule->variable_count;
    struct cs_twin_origin *who = cs_arena_array(&match->run->twin->arena, most, sizeof *who);

    for (uint32_t v = 0; who != NULL && v < match->rule->variable_count; v++) {
        bool by_occurrence = false;

        if (!match->bound[v] || match->values[v] != CS_UNSAID)
            continue;
        for (size_t i = 0; i < match->origin_count; i++)
            if (match->origins[i].variable == v) {
                who[effect->who_count++] = match->origins[i];
                by_occurrence = true;
            }
        if (!by_occurrence)
            who[effect->who_count++] = (struct cs_twin_origin){.variable = v, .occurrence = CS_UNSAID};
    }
    effect->who = who;
}

static void add_effect(const struct cs_twin_match *match, const struct cs_conclusion *c,
                       const struct cs_twin_cause *cause)
{
    struct cs_twin_run *run = match->run;
    struct cs_twin_effect *effect;

    run->effects = cs_twin_grow(run, run->effects, &run->effect_count, &run->effect_capacity, sizeof *run->effects);
    if (run->effects == NULL)
        return;
    effect = &run->effects[run->effect_count - 1];
    *effect = (struct cs_twin_effect){.rule = match->rule, .conclusion = c, .place = cause->place};
    for (uint32_t v = 0; v < match->rule->variable_count; v++)
        effect->values[v] = match->bound[v] ? match->values[v] : CS_UNSAID;
    note_who(match, effect);
}

/* R 2.7: whoever an occurrence leaves unsaid is compared with those of whom the state is so. */
static void end_what_agrees(const struct cs_twin_match *match, const struct cs_conclusion *c,
                            const struct cs_twin_cause *cause)
{
    for (size_t i = 0; i < match->run->support_count; i++) {
        struct cs_twin_match way = *match;

        if (cs_twin_unify(&way, &c->pattern, &match->run->supports[i].fact))
            add_effect(&way, c, cause);
    }
}

static void found_effects(void *context, const struct cs_twin_match *match)
{
    for (uint32_t i = 0; i < match->rule->conclusion_count; i++) {
        const struct cs_conclusion *c = &match->rule->conclusions[i];

        if (is_name(match->run, c))
            continue;
        if (c->kind == CS_EFFECT_END)
            end_what_agrees(match, c, context);
        else
            add_effect(match, c, context);
    }
}

static void wait_until(const struct cs_twin_match *match, const struct cs_twin_cause *cause, cs_instant time,
                       enum cs_twin_phase phase, cs_day day, struct cs_zone offset)
{
    struct cs_twin_run *run = match->run;
    struct cs_twin_item item = {.time = time, .phase = phase, .cause = *cause};

    item.cause.kind = CS_TWIN_TIME_CAME;
    item.cause.rule = match->rule;
    /* at the end of a term it is still the last day */
    item.cause.place = (struct cs_twin_place){.start = phase == CS_TWIN_END_OF_TERM ? time - 1 : time, .day = day,
                                              .hours = phase == CS_TWIN_TIMER, .offset = offset};
    item.cause.place.end = item.cause.place.start + 1;
    for (uint32_t v = 0; v < match->rule->variable_count; v++)
        item.values[v] = match->bound[v] ? match->values[v] : CS_UNSAID;
    cs_twin_add_item(run, &item);
}

/* R 7.1, 7.2. Hours run from the last moment at which it may have been. */
static void wait_for(const struct cs_twin_match *match, const struct cs_twin_cause *cause, struct cs_duration period)
{
    struct cs_twin_run *run = match->run;
    const struct cs_plan_rule *rule = match->rule;
    const struct cs_twin_place *place = &cause->place;
    struct cs_zone zone = rule->has_zone ? rule->zone : place->offset;

    if (period.unit == CS_HOURS) {
        cs_instant time = place->end - 1 + (cs_instant)period.count * 3600;

        wait_until(match, cause, time, CS_TWIN_TIMER, cs_day_of(time, zone), zone);
    } else {
        cs_day from = place->hours ? cs_day_of(place->start, zone) : place->day;
        cs_day day = cs_twin_next(run, rule->calendar, cs_twin_days_after(run, rule->calendar, from, period), period);

        if (rule->start_of)
            wait_until(match, cause, cs_day_start(day, zone), CS_TWIN_START_OF_DAY, day, zone);
        else
            wait_until(match, cause, cs_day_start(day + 1, zone), CS_TWIN_END_OF_TERM, day, zone);
    }
}

static void wait_for_moment(const struct cs_twin_match *match, const struct cs_twin_cause *cause)
{
    struct cs_moment m;

    if (moment_of(match, cause, &m))
        wait_until(match, cause, reached(&m), m.form == CS_MOMENT_TIME ? CS_TWIN_TIMER : CS_TWIN_END_OF_TERM, m.last,
                   m.offset);
}

static void begin_wait(const struct cs_twin_match *match, const struct cs_twin_cause *cause)
{
    const struct cs_plan_rule *rule = match->rule;
    const struct cs_plan_reading *reading;

    if (rule->delay == CS_DELAY_REACHED) {
        wait_for_moment(match, cause);
        return;
    }
    if (rule->delay == CS_DELAY_DURATION) {
        wait_for(match, cause, rule->duration);
        return;
    }
    reading = &match->run->plan->readings[rule->reading];
    for (uint32_t i = 0; i < reading->answer_count; i++)
        if (cs_twin_reads(match->run, rule->reading, i) && reading->answers[i]->has_duration)
            wait_for(match, cause, reading->answers[i]->duration);
}

static void set_off_rules(struct cs_twin_run *run, const struct cs_twin_causes *causes)
{
    for (size_t c = 0; c < causes->count; c++)
        for (size_t i = 0; i < run->plan->rule_count; i++) {
            const struct cs_plan_rule *rule = &run->plan->rules[i];
            struct cs_twin_match match;

            if (!sets_off(&causes->items[c], rule))
                continue;
            cs_twin_match_init(&match, run, rule);
            if (!cs_twin_unify(&match, &rule->trigger, &causes->items[c].tuple))
                continue;
            if (waits(run, rule, &causes->items[c]))
                begin_wait(&match, &causes->items[c]);
            else
                cs_twin_conditions(&match, found_effects, &causes->items[c]);
        }
}

/* All causes are of one instant; names are added to the list. What rules conclude takes effect in cs_twin_settle. */
void cs_twin_happen(struct cs_twin_run *run, struct cs_twin_causes *causes)
{
    size_t count;

    gather_names(run, causes);
    count = causes->count;
    for (int pass = 0; pass < CS_TWIN_PASSES; pass++)
        for (size_t i = 0; i < count; i++)
            if (causes->items[i].kind == CS_TWIN_HAPPENED)
                cs_twin_bonds_see_event(run, &causes->items[i], pass);
    set_off_rules(run, causes);
}

/* ---- occurrences ---- */

struct power { bool fits, met; };

static void found_power(void *context, const struct cs_twin_match *match)
{
    (void)match;
    ((struct power *)context)->met = true;
}

/* R 5.1: does the row fit some power, and are the conditions of one of them met? */
/* R 4.9: is what a power says by the name of a kind of that kind? */
static bool kinds_fit(const struct cs_twin_match *match)
{
    const struct cs_plan_rule *rule = match->rule;

    for (uint32_t i = 0; i < rule->step_count; i++)
        if (rule->steps[i].kind == CS_STEP_KIND && rule->steps[i].text->implied &&
            (rule->steps[i].subject.kind != CS_OPERAND_VARIABLE || match->bound[rule->steps[i].subject.index]) &&
            !cs_twin_is_kind(match, &rule->steps[i]))
            return false;
    return true;
}

static struct power powers_of(struct cs_twin_run *run, const struct cs_twin_tuple *tuple)
{
    struct power power = {false, false};

    for (size_t i = 0; i < run->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &run->plan->rules[i];
        struct cs_twin_match match;

        if (rule->kind != CS_RULE_MAY || rule->trigger.relation != tuple->relation || !in_force(rule, &run->place))
            continue;
        cs_twin_match_init(&match, run, rule);
        if (!cs_twin_unify(&match, &rule->trigger, tuple) || !kinds_fit(&match))
            continue;
        power.fits = true;
        cs_twin_conditions(&match, found_power, &power);
    }
    return power;
}

static struct cs_twin_tuple tuple_of(const struct cs_occurrence_row *row)
{
    struct cs_twin_tuple tuple = {.relation = row->relation};

    for (uint32_t i = 0; i < CS_COLUMNS_MAX; i++)
        tuple.values[i] = row->values[i];
    return tuple;
}

/* The powers of all rows of an entry are evaluated before any row has happened: they are one act. */
static bool find_effects(struct cs_twin_run *run, uint32_t occurrence)
{
    const struct cs_occurrence *o = &run->docket->occurrences[occurrence];
    uint32_t number = 0;
    bool any = false;

    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next, number++) {
        struct cs_twin_tuple tuple = tuple_of(row);
        struct power power;

        if (row->matter != NULL || !cs_twin_in(run, row->worlds))
            continue;
        power = powers_of(run, &tuple);
        run->asked[occurrence][number] = power.fits;
        run->effective[occurrence][number] = !power.fits || power.met;
        any |= run->effective[occurrence][number];
    }
    return any;
}

/* R 2.6: the latest later determination of this name before what is at hand is over; NULL if there is none. */
static const struct cs_redetermination *latest_word(const struct cs_twin_run *run, const struct cs_matter *matter,
                                                    const struct cs_twin_tuple *name)
{
    const struct cs_redetermination *latest = NULL;

    for (size_t i = 0; i < run->docket->redetermination_count; i++) {
        const struct cs_redetermination *word = &run->docket->redeterminations[i];
        bool same = word->matter == matter && word->relation == name->relation && cs_twin_in(run, word->worlds);

        for (uint32_t c = 0; c < run->plan->relations[name->relation].column_count && same; c++)
            same = word->values[c] == name->values[c];
        if (same && word->time <= run->now && word->time < run->place.end &&
            (latest == NULL || latest->time <= word->time))
            latest = word;
    }
    return latest;
}

static struct cs_twin_tuple tuple_of_word(const struct cs_redetermination *word)
{
    struct cs_twin_tuple tuple = {.relation = word->relation};

    for (uint32_t i = 0; i < CS_COLUMNS_MAX; i++)
        tuple.values[i] = word->values[i];
    return tuple;
}

static void add_happening(struct cs_twin_run *run, struct cs_twin_causes *causes, const struct cs_twin_tuple *tuple)
{
    struct cs_twin_cause cause = {.kind = CS_TWIN_HAPPENED, .tuple = *tuple, .place = run->place};

    for (size_t i = 0; i < causes->count; i++)
        if (cs_twin_same(run->plan, &causes->items[i].tuple, tuple))
            return;
    cs_twin_add_cause(run, causes, &cause);
    cs_twin_add_event(run, tuple, &run->place);
}

/* Its rows: what it was entered as, if that took effect, and the names that are right in this world. */
static void add_rows(struct cs_twin_run *run, uint32_t occurrence, struct cs_twin_causes *causes)
{
    const struct cs_occurrence *o = &run->docket->occurrences[occurrence];
    uint32_t number = 0;

    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next, number++) {
        struct cs_twin_tuple tuple = tuple_of(row);
        const struct cs_redetermination *word = row->matter == NULL ? NULL : latest_word(run, row->matter, &tuple);

        if (row->matter == NULL
                ? run->effective[occurrence][number]
                : run->happened[occurrence] && cs_twin_in(run, row->worlds) && (word == NULL || word->right))
            add_happening(run, causes, &tuple);
    }
    for (size_t i = 0; i < run->docket->redetermination_count && run->happened[occurrence]; i++) {
        const struct cs_redetermination *word = &run->docket->redeterminations[i];
        struct cs_twin_tuple tuple = tuple_of_word(word);

        if (word->occurrence == o->value && word->right && latest_word(run, word->matter, &tuple) == word)
            add_happening(run, causes, &tuple);
    }
}

void cs_twin_take(struct cs_twin_run *run, uint32_t occurrence)
{
    const struct cs_occurrence *o = &run->docket->occurrences[occurrence];
    struct cs_twin_causes causes = {0};

    run->taken[occurrence] = true;
    cs_twin_note_taken(run, o->value);
    run->place = place_of(run, o);
    run->rounds = 0;
    run->happened[occurrence] = find_effects(run, occurrence);
    add_rows(run, occurrence, &causes);
    for (size_t i = 0; run->happened[occurrence] && i < run->docket->substitute_count; i++)
        if (run->docket->substitutes[i].entry->about.name == o->value &&
            cs_twin_in(run, run->docket->substitutes[i].matter->yes))
            cs_twin_bonds_see_substitute(run, &run->docket->substitutes[i]);
    cs_twin_happen(run, &causes);
    cs_twin_settle(run);
}

/*
 * R 2.6: a later determination: from its date on the name is right, or no longer. What the name brought about stands.
 */
void cs_twin_take_word(struct cs_twin_run *run, const struct cs_redetermination *word)
{
    struct cs_twin_tuple tuple = tuple_of_word(word);
    struct cs_twin_causes causes = {0};
    uint32_t occurrence = run->docket->occurrence_of[word->occurrence] - 1;

    if (!run->happened[occurrence] || latest_word(run, word->matter, &tuple) != word)
        return;
    if (word->right && !cs_twin_among(run->plan, &run->events, &tuple))
        add_happening(run, &causes, &tuple);
    for (size_t i = 0; i < run->events.count && !word->right; i++)
        if (cs_twin_same(run->plan, &run->events.items[i], &tuple))
            run->events.items[i--] = run->events.items[--run->events.count];
    cs_twin_happen(run, &causes);
    cs_twin_settle(run);
}
