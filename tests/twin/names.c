/* SPDX-License-Identifier: MIT */
/*
 * The twin: names of what no text names. The keys are those of docket/made.h, so that the same thing has the same
 * number here and in the engine; what goes into a key the twin finds by itself. If the engine takes one thing for
 * another, the numbers differ, and so do the results.
 */
#include "docket/made.h"
#include "twin/twin_int.h"

/* The text is used only if the engine has made no such name. */
static cs_value make(struct cs_twin_run *run, struct cs_name_key *key)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_text(&text, "what only the twin names");
    return cs_names_make(&run->docket->names, key, &text);
}

/* It reads as in the engine: a question of order names its two in the order of their texts. */
cs_value cs_twin_row_name(struct cs_twin_run *run, const struct cs_twin_tuple *row)
{
    const struct cs_relation *r = &run->plan->relations[row->relation];
    struct cs_name_key key;
    struct cs_buffer text;

    cs_name_key_init(&key, CS_MADE_ROW);
    cs_name_key_name(&key, r->head);
    cs_name_key_name(&key, r->under);
    if (r->kind == CS_RELATION_DUTY)
        cs_name_key_number(&key, r->forbidden);
    for (uint32_t i = 0; i < r->column_count; i++)
        cs_name_key_name(&key, row->values[i]);
    cs_buffer_init(&text);
    cs_docket_row_text(run->plan, row->relation, row->values, &text);
    return cs_names_make(&run->docket->names, &key, &text);
}

/* What a period runs from: a state; an occurrence; of what another period brought about, what that period ran from. */
static cs_value root_of(struct cs_twin_run *run, const struct cs_twin_tuple *tuple)
{
    if (cs_relation_lasts(&run->plan->relations[tuple->relation]))
        return cs_twin_row_name(run, tuple);
    for (size_t i = 0; i < run->delayed_count; i++)
        if (run->delayed[i].name == tuple->values[0])
            return run->delayed[i].root;
    return tuple->values[0];
}

cs_value cs_twin_delayed_name(struct cs_twin_run *run, const struct cs_twin_tuple *tuple, cs_day day)
{
    struct cs_twin_delayed delayed = {.root = root_of(run, tuple)};
    struct cs_name_key key;

    cs_name_key_init(&key, CS_MADE_DELAYED);
    cs_name_key_name(&key, delayed.root);
    cs_name_key_number(&key, day);
    delayed.name = make(run, &key);
    run->delayed = cs_twin_grow(run, run->delayed, &run->delayed_count, &run->delayed_capacity, sizeof *run->delayed);
    if (run->delayed != NULL)
        run->delayed[run->delayed_count - 1] = delayed;
    return delayed.name;
}

/* The first of the deadline that is not below this number; NULL: none. */
static const cs_value *first_from(const struct cs_twin_run *run, const struct cs_twin_due *due, uint64_t least)
{
    const cs_value *found = NULL;

    for (size_t at = due->first; at != 0; at = run->firsts[at - 1].next)
        if (run->firsts[at - 1].value >= least && (found == NULL || run->firsts[at - 1].value < *found))
            found = &run->firsts[at - 1].value;
    return found;
}

cs_value cs_twin_deadline_name(struct cs_twin_run *run, const struct cs_twin_due *due)
{
    const cs_value *value;
    struct cs_name_key key;

    cs_name_key_init(&key, CS_MADE_DEADLINE);
    cs_made_period(&key, due->period);
    for (uint64_t least = 0; (value = first_from(run, due, least)) != NULL; least = (uint64_t)*value + 1)
        cs_name_key_name(&key, *value);
    if (due->hour != 0)
        cs_name_key_number(&key, due->hour);
    return make(run, &key);
}

cs_value cs_twin_date_name(struct cs_twin_run *run, cs_instant before)
{
    struct cs_name_key key;

    cs_name_key_init(&key, CS_MADE_BEFORE);
    cs_name_key_number(&key, before);
    return make(run, &key);
}

cs_value cs_twin_duty_event_name(struct cs_twin_run *run, const struct cs_twin_tuple *tuple)
{
    const struct cs_relation *r = &run->plan->relations[tuple->relation];
    struct cs_name_key key;

    cs_name_key_init(&key, CS_MADE_DUTY_EVENT);
    cs_name_key_name(&key, r->head);
    cs_name_key_number(&key, 2 * r->verb + r->forbidden);
    for (uint32_t i = 1; i < r->column_count; i++)
        cs_name_key_name(&key, tuple->values[i]);
    return make(run, &key);
}

cs_value cs_twin_end_name(struct cs_twin_run *run)
{
    struct cs_name_key key;

    cs_name_key_init(&key, CS_MADE_ASKED_END);
    cs_name_key_number(&key, run->end);
    return make(run, &key);
}
