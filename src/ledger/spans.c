/* SPDX-License-Identifier: MIT */
#include "ledger/spans.h"

#include "ledger/ledger_int.h"
#include "run/bond_int.h"

static const struct cs_bond_state *bond_of(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    return row->bond == CS_NO_ROW ? NULL : &ledger->run->bonds[row->bond];
}

/* The worlds in which one of the pieces is of a time before `to`. */
static cs_set before(struct cs_run *run, const struct cs_pieces *pieces, cs_instant to, cs_set set)
{
    for (uint32_t i = 0; i < pieces->count; i++)
        if (pieces->items[i].time < to)
            set = cs_worlds_or(run->worlds, set, pieces->items[i].worlds);
    return set;
}

cs_set cs_ledger_in_force(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_instant from,
                          cs_instant to)
{
    const struct cs_bond_state *b = bond_of(ledger, row);
    struct cs_run *run = ledger->run;
    cs_set over = CS_NONE;

    if (b == NULL)
        return CS_NONE;
    over = before(run, cs_bond_at(b, CS_BOND_DONE_AT), from + 1, over);
    over = before(run, cs_bond_at(b, CS_BOND_ENDED_AT), from + 1, over);
    return cs_worlds_minus(run->worlds, before(run, cs_bond_at(b, CS_BOND_SINCE), to, CS_NONE), over);
}

bool cs_ledger_bond_times(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_instant *first,
                          cs_instant *last)
{
    const struct cs_bond_state *b = bond_of(ledger, row);
    cs_set over = CS_NONE;

    *first = CS_TIME_NEVER;
    *last = CS_TIME_ALWAYS;
    if (b == NULL)
        return false;
    for (uint32_t i = 0; i < cs_bond_at(b, CS_BOND_SINCE)->count; i++)
        if (cs_bond_at(b, CS_BOND_SINCE)->items[i].time < *first)
            *first = cs_bond_at(b, CS_BOND_SINCE)->items[i].time;
    for (int kind = 0; kind < 2; kind++) {
        const struct cs_pieces *pieces = kind == 0 ? cs_bond_at(b, CS_BOND_DONE_AT) : cs_bond_at(b, CS_BOND_ENDED_AT);

        over = before(ledger->run, pieces, CS_TIME_NEVER, over);
        for (uint32_t i = 0; i < pieces->count; i++)
            if (pieces->items[i].time > *last)
                *last = pieces->items[i].time;
    }
    if (!cs_worlds_within(ledger->run->worlds, b->exists, over))
        *last = CS_TIME_NEVER;
    return cs_bond_at(b, CS_BOND_SINCE)->count > 0;
}

static bool any_within(const struct cs_ledger *ledger, const struct cs_pieces *pieces, cs_set worlds, cs_instant from,
                       cs_instant to)
{
    for (uint32_t i = 0; i < pieces->count; i++)
        if (pieces->items[i].time >= from && pieces->items[i].time < to &&
            !cs_worlds_disjoint(ledger->run->worlds, pieces->items[i].worlds, worlds))
            return true;
    return false;
}

bool cs_ledger_changes_within(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds,
                              cs_instant from, cs_instant to)
{
    const struct cs_bond_state *b = bond_of(ledger, row);

    /* what ends with a day has ended at the beginning of the next: an end with the year is one of the year */
    return b != NULL &&
           (any_within(ledger, cs_bond_at(b, CS_BOND_SINCE), worlds, from, to) ||
            any_within(ledger, cs_bond_at(b, CS_BOND_DONE_AT), worlds, from + 1, to + 1) ||
            any_within(ledger, cs_bond_at(b, CS_BOND_ENDED_AT), worlds, from + 1, to + 1));
}

/* ---- entries ---- */

#define DEPTH_MAX 8 /* of rules below rules that are looked through */

struct sources { const struct cs_ledger *ledger; cs_set worlds; cs_name *out; size_t count, max; };

static void add_source(struct sources *s, cs_name name)
{
    size_t i = 0;

    while (name != CS_NO_NAME && i < s->count && i < s->max && s->out[i] != name)
        i++;
    if (name == CS_NO_NAME || i < s->count)
        return;
    if (i < s->max)
        s->out[i] = name;
    s->count = i + 1;
}

static void add_firing(struct sources *s, uint32_t firing, unsigned depth);

/* A row of the run: the entries that it is, or those on which the rule rests that concluded it. */
static void add_row(struct sources *s, uint32_t relation, uint32_t row, unsigned depth)
{
    struct cs_run *run = s->ledger->run;
    const struct cs_row *r = &run->stores[relation].rows[row];
    const struct cs_occurrence *o = NULL;

    if (run->plan->relations[relation].kind == CS_RELATION_EVENT)
        o = cs_docket_occurrence(run->docket, cs_store_values(run, relation, row)[0]);
    if (o != NULL && o->entry->label != CS_NO_NAME)
        add_source(s, o->entry->label);
    for (const struct cs_support *support = r->supports; support != NULL; support = support->next)
        if (support->entry != NULL && !cs_worlds_disjoint(run->worlds, support->entry->worlds, s->worlds))
            add_source(s, support->entry->entry->label);
    if (r->firing != CS_NOWHERE && depth < DEPTH_MAX)
        add_firing(s, r->firing, depth + 1);
}

static void add_firing(struct sources *s, uint32_t number, unsigned depth)
{
    struct cs_run *run = s->ledger->run;
    const struct cs_firing *firing = &run->firings[number];
    const struct cs_plan_rule *rule = &run->plan->rules[firing->rule];

    if (rule->kind == CS_RULE_WHEN && run->refs[firing->first_ref] != CS_NOWHERE)
        add_row(s, rule->trigger.relation, run->refs[firing->first_ref], depth);
    for (uint32_t i = 0; i < rule->step_count && s->count <= s->max; i++) {
        uint32_t row = run->refs[firing->first_ref + 1 + i];

        if (rule->steps[i].kind == CS_STEP_MATCH && row != CS_NOWHERE)
            add_row(s, rule->steps[i].pattern.relation, row, depth);
    }
}

size_t cs_ledger_sources(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds, cs_name *out,
                         size_t max)
{
    struct sources s = {ledger, worlds, out, 0, max};
    const struct cs_bond_state *b = bond_of(ledger, row);
    struct cs_run *run = ledger->run;

    if (b != NULL && cs_bond_entry(b) != NULL)
        add_source(&s, cs_bond_entry(b)->label);
    for (uint32_t i = 0; b != NULL && i < cs_bond_at(b, CS_BOND_SINCE)->count; i++)
        if (b->rule != NULL && cs_bond_at(b, CS_BOND_SINCE)->items[i].firing != CS_NOWHERE &&
            !cs_worlds_disjoint(run->worlds, cs_bond_at(b, CS_BOND_SINCE)->items[i].worlds, worlds))
            add_firing(&s, cs_bond_at(b, CS_BOND_SINCE)->items[i].firing, 0);
    for (int kind = 0; b != NULL && kind < 3; kind++) {
        static const enum cs_bond_list lists[] = {CS_BOND_DONE_AT, CS_BOND_BROKEN_AT, CS_BOND_ENDED_AT};
        const struct cs_pieces *pieces = cs_bond_at(b, lists[kind]);

        for (uint32_t i = 0; i < pieces->count; i++)
            if (pieces->items[i].relation != CS_NOWHERE && pieces->items[i].firing != CS_NOWHERE &&
                !cs_worlds_disjoint(run->worlds, pieces->items[i].worlds, worlds))
                add_row(&s, pieces->items[i].relation, pieces->items[i].firing, 0);
    }
    return s.count;
}
