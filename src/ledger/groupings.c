/* SPDX-License-Identifier: MIT */
/* What the `groups` lines of the vocabularies put to a request or a decision (R 9.2). */
#include <stdlib.h>

#include "ledger/ledger_int.h"
#include "run/match.h"

struct grouping_all {
    struct cs_ledger *ledger;
    size_t name_count;
    struct cs_grouping *groupings; /* by value */
};

/* What is so in all worlds before what is so in some; of equals what was asked for last. */
static bool is_firmer(const struct grouping_all *r, const struct cs_grouping *a, const struct cs_grouping *b)
{
    if (b->whole == CS_UNSAID || a->certain != b->certain || a->time != b->time)
        return b->whole == CS_UNSAID || (a->certain != b->certain ? a->certain : a->time > b->time);
    return cs_docket_name_order(r->ledger->docket, a->whole, b->whole) < 0;
}

static void group_value(struct grouping_all *r, cs_value part, const struct cs_grouping *in)
{
    if (part == in->whole || part >= r->name_count || !cs_plan_is_something(r->ledger->docket->plan, part))
        return;
    if (is_firmer(r, in, &r->groupings[part]))
        r->groupings[part] = *in;
}

/* The occurrences of a row that says that they belong to a request or a decision. */
static void group_row(struct grouping_all *r, const struct cs_relation *relation, const cs_value *values,
                      const struct cs_grouping *in)
{
    for (uint32_t i = 0; i < relation->column_count; i++)
        if ((i == 0 && relation->kind == CS_RELATION_EVENT) || relation->column_kinds[i] == CS_KIND_OCCURRENCE)
            group_value(r, values[i], in);
}

/* What is unsaid puts nothing to anything: no question is asked only to show things. */
static bool says(const struct cs_match *match, const struct cs_pattern *pattern, const cs_value *values, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        cs_value wanted = cs_match_operand(match, pattern->columns[i]);

        if (wanted != CS_UNSAID && values[i] != wanted)
            return false;
    }
    return true;
}

static void group_all(struct grouping_all *r, const struct cs_ledger_row *whole, const struct cs_plan_row *line,
                      const struct cs_pattern *pattern)
{
    static const struct cs_plan_rule none;
    struct cs_run *run = r->ledger->run;
    const struct cs_relation *relation = &run->plan->relations[pattern->relation];
    const struct cs_store *store = &run->stores[pattern->relation];
    struct cs_cursor cursor;
    struct cs_match match;
    cs_value key[CS_COLUMNS_MAX];
    uint64_t mask = 0;
    uint32_t row;

    cs_match_init(&match, run, &none);
    cs_match_row(&match, &line->pattern, whole->values, CS_ALL);
    for (uint32_t i = 0; i < relation->column_count; i++) {
        key[i] = cs_match_operand(&match, pattern->columns[i]);
        if (key[i] != CS_UNSAID && relation->column_kinds[i] != CS_KIND_ARTICLE)
            mask |= (uint64_t)1 << i;
    }
    cs_cursor_start(run, pattern->relation, mask, key, &cursor);
    cursor.wild = true; /* what is unsaid does not say so */
    while (cs_cursor_next(&cursor, &row)) {
        const cs_value *values = cs_store_values(run, pattern->relation, row);
        cs_set here = cs_worlds_and(run->worlds, r->ledger->docket->possible, store->rows[row].worlds);
        struct cs_grouping in = {whole->trigger, here == r->ledger->docket->possible,
                                 cs_ledger_time(r->ledger, whole)};

        if (here != CS_NONE && says(&match, pattern, values, relation->column_count))
            group_row(r, relation, values, &in);
    }
}

static bool groups_anything(const struct cs_plan *plan)
{
    for (size_t i = 0; i < plan->row_count; i++)
        for (uint32_t s = 0; s < plan->rows[i].state_count; s++)
            if (plan->rows[i].states[s].kind == CS_ROW_STATE_GROUPS)
                return true;
    return false;
}

struct cs_grouping *cs_ledger_groupings(struct cs_ledger *ledger)
{
    struct grouping_all r = {.ledger = ledger, .name_count = ledger->docket->plan->names->count};

    if (!groups_anything(ledger->docket->plan))
        return NULL;
    r.groupings = calloc(r.name_count + 1, sizeof *r.groupings);
    if (r.groupings == NULL)
        cs_fail_memory(ledger->docket->failure);
    for (size_t i = 0; i < ledger->row_count && r.groupings != NULL; i++) {
        const struct cs_ledger_row *row = &ledger->rows[i];
        const struct cs_plan_row *line = row->kind == CS_ROW_REQUEST || row->kind == CS_ROW_DECISION
                                             ? cs_ledger_line(ledger, row->relation, row->values) : NULL;

        for (uint32_t s = 0; line != NULL && s < line->state_count; s++)
            if (line->states[s].kind == CS_ROW_STATE_GROUPS)
                group_all(&r, row, line, &line->states[s].pattern);
    }
    return r.groupings;
}
