/* SPDX-License-Identifier: MIT */
/* The twin: the results of a world, as rows. */
#include "twin/twin_int.h"

#include <string.h>

static enum cs_state word(const struct cs_twin_bond *b, enum cs_state duty, enum cs_state expectation)
{
    return b->conclusion->expectation ? expectation : duty;
}

static enum cs_state state_of(const struct cs_twin_bond *b)
{
    if (b->late)
        return word(b, CS_STATE_FULFILLED_LATE, CS_STATE_MET_LATE);
    if (b->broken)
        return b->sum > 0 && !b->conclusion->forbidden ? word(b, CS_STATE_FULFILLED_IN_PART, CS_STATE_MET_IN_PART)
                                                       : word(b, CS_STATE_VIOLATED, CS_STATE_NOT_MET);
    if (b->done || b->kept)
        return word(b, CS_STATE_FULFILLED, CS_STATE_MET);
    if (b->discharged)
        return CS_STATE_DISCHARGED;
    if (b->expired)
        return CS_STATE_EXPIRED;
    return b->suspended ? CS_STATE_SUSPENDED : CS_STATE_IN_FORCE;
}

/* The first of its times. */
static bool has_deadline(const struct cs_twin_bond *b, cs_instant *out)
{
    bool has = b->over;

    *out = b->over_at;
    for (uint32_t i = 0; i < CS_LIMITS_MAX; i++)
        if (b->dues[i].set && (!has || b->dues[i].end < *out)) {
            *out = b->dues[i].end;
            has = true;
        }
    return has;
}

static void add_bonds(struct cs_twin_run *run)
{
    struct cs_twin *twin = run->twin;

    twin->rows = cs_arena_array(&twin->arena, run->bond_count, sizeof *twin->rows);
    for (size_t i = 0; i < run->bond_count && twin->rows != NULL; i++) {
        const struct cs_twin_bond *b = &run->bonds[i];
        cs_instant deadline;
        bool limited = has_deadline(b, &deadline);

        twin->rows[twin->row_count++] = (struct cs_twin_row){
            .expectation = b->conclusion->expectation,
            .forbidden = b->conclusion->forbidden,
            .article = b->article,
            .holder = b->holder,
            .claimant = b->claimant,
            .relation = b->act.relation,
            .state = state_of(b),
            .since = b->since,
            .has_deadline = limited,
            .deadline = deadline,
            .still_owed = b->broken && !b->late && !b->no_longer_owed && !b->conclusion->forbidden,
            .substituted = b->substituted,
            .unreported = b->unreported,
        };
        memcpy(twin->rows[i].values, b->act.values, sizeof twin->rows[i].values);
    }
}

static void add_acts(struct cs_twin_run *run)
{
    struct cs_twin *twin = run->twin;
    size_t count = 0;

    for (uint32_t i = 0; i < run->docket->occurrence_count; i++)
        for (const struct cs_occurrence_row *row = run->docket->occurrences[i].rows; row != NULL; row = row->next)
            count++;
    twin->acts = cs_arena_array(&twin->arena, count, sizeof *twin->acts);
    for (uint32_t i = 0; i < run->docket->occurrence_count && twin->acts != NULL; i++) {
        uint32_t number = 0;

        for (const struct cs_occurrence_row *row = run->docket->occurrences[i].rows; row; row = row->next, number++) {
            struct cs_twin_act *act = &twin->acts[twin->act_count++];

            *act = (struct cs_twin_act){.occurrence = i, .row = number, .asked = run->asked[i][number],
                                        .state = CS_STATE_NONE};
            if (run->taken[i] && row->matter == NULL && cs_twin_in(run, row->worlds) &&
                run->plan->relations[row->relation].under == CS_NO_NAME)
                act->state = run->effective[i][number] ? CS_STATE_WITH_EFFECT : CS_STATE_WITHOUT_EFFECT;
        }
    }
}

/* ---- decisions ---- */

/* Does the line name this row of the entry, which took effect? */
static bool is_put(struct cs_twin_run *run, uint32_t occurrence, uint32_t number, const struct cs_occurrence_row *row,
                   const struct cs_plan_row *line, struct cs_twin_match *match)
{
    struct cs_twin_tuple tuple = {.relation = row->relation};

    memcpy(tuple.values, row->values, sizeof tuple.values);
    cs_twin_match_init(match, run, NULL);
    return row->matter == NULL && run->effective[occurrence][number] && cs_twin_unify(match, &line->pattern, &tuple);
}

/* Notes the values that the variable of a `without` line has, each once. */
static void note_without(const struct cs_twin_match *match, const struct cs_plan_state *state, cs_value *seen,
                         uint32_t *count)
{
    struct cs_twin_run *run = match->run;
    bool fact = run->plan->relations[state->pattern.relation].kind == CS_RELATION_FACT;
    const struct cs_twin_tuples *list = fact ? &run->holding : &run->events;

    for (size_t i = 0; i < list->count; i++) {
        struct cs_twin_match way = *match;
        bool again = false;

        if (!cs_twin_unify(&way, &state->pattern, &list->items[i]))
            continue;
        for (uint32_t k = 0; k < *count; k++)
            again |= seen[k] == way.values[state->variable];
        again |= way.values[state->variable] == CS_UNSAID;
        if (!again)
            seen[(*count)++] = way.values[state->variable];
    }
}

/* How many different values the variable of a `without` line has, over all rows of the entry. */
static uint32_t count_without(struct cs_twin_run *run, uint32_t occurrence, const struct cs_plan_row *line,
                              const struct cs_plan_state *state)
{
    cs_value *seen = cs_arena_array(&run->twin->arena, run->holding.count + run->events.count, sizeof *seen);
    uint32_t count = 0, number = 0;
    struct cs_twin_match match;

    for (const struct cs_occurrence_row *row = run->docket->occurrences[occurrence].rows; row && seen != NULL;
         row = row->next, number++)
        if (is_put(run, occurrence, number, row, line, &match))
            note_without(&match, state, seen, &count);
    return count;
}

/* What has become of one row. */
static enum cs_state outcome_of(const struct cs_twin_match *match, const struct cs_plan_row *line)
{
    for (uint32_t i = 0; i < line->state_count; i++)
        if (line->states[i].kind == CS_ROW_STATE_OUTCOME && cs_twin_some(match, &line->states[i].pattern))
            return line->states[i].state;
    return line->otherwise;
}

/* Of an entry what has come about of any one of its rows (R 9.1). */
static enum cs_state outcome_of_entry(struct cs_twin_run *run, uint32_t occurrence, const struct cs_plan_row *line)
{
    struct cs_twin_match match;

    for (uint32_t i = 0; i < line->state_count; i++) {
        uint32_t number = 0;

        if (line->states[i].kind != CS_ROW_STATE_OUTCOME)
            continue;
        for (const struct cs_occurrence_row *row = run->docket->occurrences[occurrence].rows; row;
             row = row->next, number++)
            if (is_put(run, occurrence, number, row, line, &match) && cs_twin_some(&match, &line->states[i].pattern))
                return line->states[i].state;
    }
    return line->otherwise;
}

/* Something is left out of what was adopted; where a vocabulary has no such word, of its first outcome. */
static enum cs_state whole_of(const struct cs_plan_row *line)
{
    enum cs_state first = CS_STATE_UNSAID;

    for (uint32_t i = line->state_count; i-- > 0;) {
        if (line->states[i].kind != CS_ROW_STATE_OUTCOME)
            continue;
        if (line->states[i].state == CS_STATE_ADOPTED)
            return CS_STATE_ADOPTED;
        first = line->states[i].state;
    }
    return first;
}

static void decide(struct cs_twin_run *run, const struct cs_plan_row *line, struct cs_twin_decision *decision)
{
    decision->state = outcome_of_entry(run, decision->occurrence, line);
    for (uint32_t i = 0; i < line->state_count && decision->state == whole_of(line); i++)
        if (line->states[i].kind == CS_ROW_STATE_WITHOUT)
            decision->without += count_without(run, decision->occurrence, line, &line->states[i]);
}

/* The decision of the first row of the entry that took effect and that a `row` line names; false if it is a request. */
static bool find_decision(struct cs_twin_run *run, uint32_t occurrence, struct cs_twin_decision *decision)
{
    uint32_t number = 0;

    for (const struct cs_occurrence_row *row = run->docket->occurrences[occurrence].rows; row;
         row = row->next, number++)
        for (size_t i = 0; i < run->plan->row_count && run->taken[occurrence]; i++) {
            const struct cs_plan_row *line = &run->plan->rows[i];
            struct cs_twin_match match;

            if (!is_put(run, occurrence, number, row, line, &match))
                continue;
            if (!line->decision)
                return false;
            decide(run, line, decision);
            return true;
        }
    return false;
}

static void add_decisions(struct cs_twin_run *run)
{
    struct cs_twin *twin = run->twin;

    twin->decisions = cs_arena_array(&twin->arena, run->docket->occurrence_count, sizeof *twin->decisions);
    for (uint32_t i = 0; i < run->docket->occurrence_count && twin->decisions != NULL; i++) {
        struct cs_twin_decision decision = {.occurrence = i};

        if (find_decision(run, i, &decision))
            twin->decisions[twin->decision_count++] = decision;
    }
}

/* ---- requests ---- */

/* Is it what an entry says of itself, and no name? */
static bool is_entered(const struct cs_twin_run *run, const struct cs_twin_tuple *tuple, uint32_t *occurrence)
{
    size_t size = run->plan->relations[tuple->relation].column_count * sizeof *tuple->values;

    for (*occurrence = 0; *occurrence < run->docket->occurrence_count; ++*occurrence)
        for (const struct cs_occurrence_row *row = run->docket->occurrences[*occurrence].rows; row; row = row->next)
            if (row->matter == NULL && row->relation == tuple->relation &&
                memcmp(row->values, tuple->values, size) == 0)
                return true;
    return false;
}

/* The state of the request that an occurrence is; CS_STATE_UNSAID: it is none. */
static enum cs_state request_of(struct cs_twin_run *run, const struct cs_twin_tuple *tuple)
{
    uint32_t occurrence;

    for (size_t i = 0; i < run->plan->row_count; i++) {
        const struct cs_plan_row *line = &run->plan->rows[i];
        struct cs_twin_match match;

        cs_twin_match_init(&match, run, NULL);
        if (line->pattern.relation != tuple->relation || !cs_twin_unify(&match, &line->pattern, tuple))
            continue;
        if (line->decision)
            return CS_STATE_UNSAID;
        return is_entered(run, tuple, &occurrence) ? outcome_of_entry(run, occurrence, line) : outcome_of(&match, line);
    }
    return CS_STATE_UNSAID;
}

static void add_requests(struct cs_twin_run *run)
{
    struct cs_twin *twin = run->twin;

    twin->requests = cs_arena_array(&twin->arena, run->events.count, sizeof *twin->requests);
    for (size_t i = 0; i < run->events.count && twin->requests != NULL; i++) {
        struct cs_twin_request *request = &twin->requests[twin->request_count];

        request->state = request_of(run, &run->events.items[i]);
        if (request->state == CS_STATE_UNSAID)
            continue;
        request->relation = run->events.items[i].relation;
        memcpy(request->values, run->events.items[i].values, sizeof request->values);
        twin->request_count++;
    }
}

void cs_twin_rows(struct cs_twin_run *run)
{
    add_bonds(run);
    add_acts(run);
    add_decisions(run);
    add_requests(run);
}
