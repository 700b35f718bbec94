/* SPDX-License-Identifier: MIT */
#include "run/fetch.h"

/* Of the bonds behind the first in a ring that of this place is fetched, and what is its own of that before it. */
#define DUE_AHEAD 6
#define DUE_NEAR 3

static void fetch_lines(const void *at, size_t size)
{
    for (size_t i = 0; at != NULL && i < size; i += CS_LINE)
        __builtin_prefetch((const char *)at + i, 1);
}

/* The value that the trigger of a rule gives to an operand; CS_UNSAID: none. */
static cs_value value_by(const struct cs_pattern *trigger, uint32_t columns, const cs_value *values,
                         struct cs_operand operand)
{
    if (operand.kind == CS_OPERAND_VALUE)
        return operand.index;
    for (uint32_t i = 0; i < columns && operand.kind == CS_OPERAND_VARIABLE; i++)
        if (trigger->columns[i].kind == CS_OPERAND_VARIABLE && trigger->columns[i].index == operand.index)
            return values[i];
    return CS_UNSAID;
}

/* The rows of the pattern that have what the row, which sets the rule off, says in these columns. */
static void fetch_pattern(const struct cs_run *run, const struct cs_plan_rule *rule, const cs_value *values,
                          const struct cs_pattern *pattern, uint64_t mask, struct cs_fetches *out)
{
    uint32_t columns = run->plan->relations[rule->trigger.relation].column_count;
    cs_value key[CS_COLUMNS_MAX];

    for (uint64_t m = mask; m != 0; m &= m - 1) {
        uint32_t i = (uint32_t)__builtin_ctzll(m);

        key[i] = value_by(&rule->trigger, columns, values, pattern->columns[i]);
        if (key[i] == CS_UNSAID)
            return;
    }
    cs_store_fetch(run, pattern->relation, mask, key, out);
}

/* What the first condition of a rule looks for, and what it may conclude. */
static void fetch_rule(const struct cs_run *run, const struct cs_plan_rule *rule, const cs_value *values,
                       struct cs_fetches *out)
{
    const struct cs_join *join = &rule->from_trigger;

    if (join->count > 0 && rule->steps[join->steps[0]].kind == CS_STEP_MATCH) {
        const struct cs_pattern *pattern = &rule->steps[join->steps[0]].pattern;

        if (run->stores[pattern->relation].count >= CS_MANY)
            fetch_pattern(run, rule, values, pattern, join->masks[0], out);
    }
    for (uint32_t i = 0; i < rule->conclusion_count; i++) {
        const struct cs_pattern *pattern = &rule->conclusions[i].pattern;

        if (rule->conclusions[i].kind == CS_EFFECT_TERM && run->stores[pattern->relation].count >= CS_MANY)
            fetch_pattern(run, rule, values, pattern,
                          ((uint64_t)1 << run->plan->relations[pattern->relation].column_count) - 1, out);
    }
}

void cs_fetch_places(const struct cs_run *run, uint32_t relation, const cs_value *values, struct cs_fetches *out)
{
    const struct cs_relation *r = &run->plan->relations[relation];

    out->count = 0;
    if (cs_watch_waits(run, relation))
        cs_watch_fetch(run, relation, values, out);
    for (const struct cs_use_site *s = r->triggers; s != NULL; s = s->next)
        fetch_rule(run, &run->plan->rules[s->rule], values, out);
    for (uint32_t i = r->first_role; i < r->column_count; i++)
        if (values[i] < CS_INTEGERS)
            cs_names_fetch(&run->docket->names, values[i], false);
}

static void fetch_found(const struct cs_run *run, const struct cs_lookup *lookup)
{
    uint32_t item = cs_slots_first(lookup->slots, lookup->hash)->item;

    if (item == 0)
        return;
    if (lookup->store == NULL) {
        __builtin_prefetch(&run->watchers[item - 1]);
        fetch_lines(&run->bonds[(item - 1) >> run->watcher_bits], 2 * CS_LINE);
        return;
    }
    __builtin_prefetch(&lookup->store->rows[item - 1]);
    __builtin_prefetch(lookup->store->values + (size_t)(item - 1) * lookup->columns);
    __builtin_prefetch(&lookup->store->indexes[lookup->index].next[item - 1]);
}

void cs_fetch_found(const struct cs_run *run, uint32_t relation, const cs_value *values, struct cs_fetches *fetches)
{
    const struct cs_relation *r = &run->plan->relations[relation];

    for (uint32_t i = 0; i < fetches->count; i++)
        fetch_found(run, &fetches->items[i]);
    fetches->count = 0;
    for (uint32_t i = r->first_role; i < r->column_count; i++)
        if (values[i] < CS_INTEGERS)
            cs_names_fetch(&run->docket->names, values[i], true);
}

void cs_fetch_due(const struct cs_run *run, const struct cs_ring *ring)
{
    const struct cs_bond_state *b;

    if (ring->count <= DUE_AHEAD)
        return;
    fetch_lines(&run->bonds[cs_ring_at(ring, DUE_AHEAD)->subject], sizeof *b);
    b = &run->bonds[cs_ring_at(ring, DUE_NEAR)->subject];
    fetch_lines(b->dues, sizeof *b->dues);
    __builtin_prefetch(b->values);
    __builtin_prefetch(&run->watchers[(size_t)cs_ring_at(ring, DUE_NEAR)->subject << run->watcher_bits]);
}
