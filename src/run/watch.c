/* SPDX-License-Identifier: MIT */
/*
 * Which bonds an occurrence or a fact may concern. A watcher is filed by all roles that it says, in the table that the
 * plan has for these (plan/access.h), so that a row finds only the bonds that wait for just this. A row that leaves one
 * of the roles unsaid may concern any bond of the table.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "plan/access.h"
#include "run/family.h"
#include "run/fetch.h"

#define ACT CS_NOWHERE /* as the number of a watch: the act of the bond */

/* Tables of more columns come first, so that the first that a watcher says whole is the most telling one. */
static void add_table(struct cs_watch_tables *w, uint64_t mask)
{
    uint32_t at = w->count++;

    for (; at > 0 && __builtin_popcountll(w->tables[at - 1].mask) < __builtin_popcountll(mask); at--)
        w->tables[at] = w->tables[at - 1];
    w->tables[at] = (struct cs_watch_table){.mask = mask};
}

static uint32_t greater(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* The bits by which the watchers of one bond are told apart: its act, and what else its conclusion waits for. */
static unsigned bits_for_watchers(const struct cs_plan *plan)
{
    uint32_t most = 0;
    unsigned bits = 0;

    for (size_t i = 0; i < plan->rule_count; i++)
        for (uint32_t c = 0; c < plan->rules[i].conclusion_count; c++)
            most = greater(most, plan->rules[i].conclusions[c].watch_count);
    for (size_t i = 0; i < plan->bond_count; i++)
        most = greater(most, plan->bonds[i].conclusion.watch_count);
    while ((uint64_t)1 << bits <= most)
        bits++;
    return bits;
}

casus_status cs_watch_init(struct cs_run *run)
{
    const struct cs_plan *plan = run->plan;

    run->watcher_bits = bits_for_watchers(plan);
    run->watch = cs_arena_array(&run->arena, plan->relation_count, sizeof *run->watch);
    if (run->watch == NULL)
        return cs_fail_memory(run->failure);
    for (size_t i = 0; i < plan->relation_count; i++) {
        const struct cs_relation *r = &plan->relations[i];
        uint32_t count = (run->ways_off & CS_WAY_WATCH) != 0 ? 0 : r->watch_mask_count;
        struct cs_watch_tables *w = &run->watch[i];

        w->tables = cs_arena_array(&run->arena, count + 1, sizeof *w->tables);
        if (w->tables == NULL)
            return cs_fail_memory(run->failure);
        for (uint32_t m = 0; m < count; m++)
            add_table(w, r->watch_masks[m]);
        add_table(w, 0);
    }
    return CASUS_OK;
}

void cs_watch_release(struct cs_run *run)
{
    for (size_t i = 0; run->watch != NULL && i < run->plan->relation_count; i++)
        for (uint32_t m = 0; m < run->watch[i].count; m++)
            cs_slots_release(&run->watch[i].tables[m].slots);
    free(run->watchers);
    free(run->found);
    free(run->over);
}

/* ---- one watcher ---- */

/* Its number, from 1: that of the bond, with its place among those of the bond, of which the act is the first. */
static inline uint32_t number_of(const struct cs_run *run, uint32_t bond, uint32_t watch)
{
    return (bond << run->watcher_bits | (watch + 1)) + 1;
}

static inline uint32_t bond_of(const struct cs_run *run, uint32_t number)
{
    return (number - 1) >> run->watcher_bits;
}

static inline uint32_t watch_of(const struct cs_run *run, uint32_t number)
{
    return ((number - 1) & (((uint32_t)1 << run->watcher_bits) - 1)) - 1; /* 0 - 1: ACT */
}

static const struct cs_pattern *pattern_of(const struct cs_bond_state *b, uint32_t watch)
{
    return watch == ACT ? &b->conclusion->pattern : &b->conclusion->watches[watch].pattern;
}

/* The values for which it waits, by column; CS_UNSAID: any. */
static inline void values_of(const struct cs_run *run, const struct cs_bond_state *b, uint32_t watch, uint32_t columns,
                             cs_value *values)
{
    uint32_t number = run->plan->relations[b->relation].number_column;

    if (watch == ACT) {
        memcpy(values, b->act, sizeof b->act);
        if (number != CS_NOWHERE && !b->conclusion->forbidden)
            values[number] = CS_UNSAID; /* parts add up to the number (R 6.3) */
        return;
    }
    for (uint32_t i = 0; i < columns; i++)
        values[i] = cs_bond_value(b, b->conclusion->watches[watch].pattern.columns[i]);
}

static enum cs_watch_purpose purpose_of(const struct cs_bond_state *b, uint32_t watch)
{
    static const enum cs_watch_purpose purposes[] = {
        [CS_MODIFIER_UNTIL] = CS_WATCH_UNTIL,
        [CS_MODIFIER_RELEASED] = CS_WATCH_RELEASED,
        [CS_MODIFIER_SUSPENDED] = CS_WATCH_SUSPENDED,
        [CS_MODIFIER_LIMIT] = CS_WATCH_LIMIT,
    };

    return watch == ACT ? CS_WATCH_ACT : purposes[b->conclusion->watches[watch].kind];
}

static struct cs_watcher expand(const struct cs_run *run, uint32_t bond, uint32_t number)
{
    const struct cs_bond_state *b = &run->bonds[bond];
    const struct cs_watch *watch;
    struct cs_watcher w;

    if (number == ACT)
        return cs_bond_act(run, bond);
    watch = &b->conclusion->watches[number];
    w = (struct cs_watcher){.bond = bond, .purpose = purpose_of(b, number), .negated = watch->negated,
                            .limit = watch->limit, .relation = watch->pattern.relation, .who = b->who,
                            .pattern = &watch->pattern};
    for (uint32_t i = 0; i < run->plan->relations[w.relation].column_count; i++)
        w.values[i] = cs_bond_value(b, watch->pattern.columns[i]);
    return w;
}

/* ---- filing ---- */

static inline uint64_t hash_of(uint64_t mask, const cs_value *values)
{
    uint64_t hash = mask;

    for (uint64_t m = mask; m != 0; m &= m - 1)
        hash = cs_hash_mix(hash, values[__builtin_ctzll(m)]);
    return hash;
}

/* The hash of a key; false if the values leave one of its columns unsaid. */
static inline bool hash_of_said(uint64_t mask, const cs_value *values, uint64_t *hash)
{
    *hash = mask;
    for (uint64_t m = mask; m != 0; m &= m - 1) {
        cs_value value = values[__builtin_ctzll(m)];

        if (value == CS_UNSAID)
            return false;
        *hash = cs_hash_mix(*hash, value);
    }
    return true;
}

/* The columns that say something, a bit each. */
static inline uint64_t said_by(const cs_value *values, uint32_t columns)
{
    uint64_t said = 0;

    for (uint32_t i = 0; i < columns; i++)
        said |= (uint64_t)(values[i] != CS_UNSAID) << i;
    return said;
}

/* Does the watcher wait for these values? A table has only watchers that say all its columns, so that of an act they
 * are those of the bond: a number that parts add up to is not among them. */
static inline bool has_key(const struct cs_run *run, uint32_t number, uint64_t mask, const cs_value *values)
{
    const struct cs_bond_state *b = &run->bonds[bond_of(run, number)];
    uint32_t watch = watch_of(run, number);
    const struct cs_operand *wanted = watch == ACT ? NULL : b->conclusion->watches[watch].pattern.columns;

    for (uint64_t m = mask; m != 0; m &= m - 1) {
        uint32_t column = (uint32_t)__builtin_ctzll(m);

        if ((wanted == NULL ? b->act[column] : cs_bond_value(b, wanted[column])) != values[column])
            return false;
    }
    return true;
}

/* The slot of the watchers with these values, or the free one where they belong. */
static inline const struct cs_slot *slot_of(const struct cs_run *run, const struct cs_watch_table *table,
                                            const cs_value *values, uint64_t hash)
{
    const struct cs_slot *slot = cs_slots_first(&table->slots, hash);

    while (slot->item != 0 && !has_key(run, slot->item, table->mask, values))
        slot = cs_slots_next(&table->slots, slot);
    return slot;
}

/* The table with most columns of those that the watcher says all: the last has none. */
static uint32_t table_for(const struct cs_watch_tables *tables, uint64_t said)
{
    uint32_t table = 0;

    while ((tables->tables[table].mask & ~said) != 0)
        table++;
    return table;
}

/* Makes a watcher the first of its key; in the table of no columns, of all. */
static void join_key(struct cs_run *run, struct cs_watch_table *table, uint32_t number, const cs_value *values)
{
    struct cs_filed *f = &run->watchers[number - 1];

    if (table->mask != 0) {
        uint64_t hash = hash_of(table->mask, values);
        const struct cs_slot *slot = slot_of(run, table, values, hash);

        f->hash = (uint32_t)hash;
        f->next = slot->item;
        cs_slots_put(&table->slots, slot, hash, number - 1);
    } else {
        f->next = table->all;
        table->all = number;
    }
    if (f->next != 0)
        run->watchers[f->next - 1].last = number;
}

static void add(struct cs_run *run, uint32_t bond, uint32_t watch)
{
    const struct cs_bond_state *b = &run->bonds[bond];
    uint32_t relation = pattern_of(b, watch)->relation, columns = run->plan->relations[relation].column_count;
    uint32_t number = number_of(run, bond, watch);
    unsigned pass = cs_bond_pass(purpose_of(b, watch));
    struct cs_watch_tables *tables = &run->watch[relation];
    cs_value values[CS_COLUMNS_MAX];
    struct cs_watch_table *table;

    values_of(run, b, watch, columns, values);
    table = &tables->tables[table_for(tables, said_by(values, columns))];
    if (table->mask != 0 && !cs_slots_reserve(&table->slots)) {
        cs_run_fail_memory(run);
        return;
    }
    if (run->last_pass < pass)
        run->last_pass = pass;
    run->watchers[number - 1] = (struct cs_filed){.table = (uint32_t)(table - tables->tables)};
    tables->filed++;
    table->count++;
    join_key(run, table, number, values);
}

void cs_watch_add(struct cs_run *run, uint32_t bond)
{
    struct cs_bond_state *b = &run->bonds[bond];
    uint32_t count = b->conclusion->watch_count;

    if (!cs_grow(&run->watchers, &run->watcher_capacity, ((size_t)bond + 1) << run->watcher_bits,
                 sizeof *run->watchers)) {
        cs_run_fail_memory(run);
        return;
    }
    b->unfiled = false;
    b->filed = run->filed_count++;
    for (uint32_t i = 0; i <= count; i++)
        run->watchers[number_of(run, bond, ACT) - 1 + i].table = CS_NOWHERE;
    add(run, bond, ACT);
    for (uint32_t i = 0; i < count; i++)
        add(run, bond, i);
}

/* ---- taking out ---- */

/* Takes a watcher out of the chain of its key, and the slot out of the table if that was all. */
static void leave_key(struct cs_run *run, struct cs_watch_table *table, uint32_t number)
{
    const struct cs_filed *f = &run->watchers[number - 1];
    const struct cs_slot *slot;

    if (f->next != 0)
        run->watchers[f->next - 1].last = f->last;
    if (f->last != 0) {
        run->watchers[f->last - 1].next = f->next;
        return;
    }
    if (table->mask == 0) {
        table->all = f->next;
        return;
    }
    slot = cs_slots_first(&table->slots, f->hash);
    while (slot->item != number)
        slot = cs_slots_next(&table->slots, slot);
    if (f->next == 0)
        cs_slots_remove(&table->slots, slot);
    else
        cs_slots_put(&table->slots, slot, f->hash, f->next - 1);
}

static void take_out(struct cs_run *run, uint32_t bond, uint32_t watch)
{
    uint32_t number = number_of(run, bond, watch);
    struct cs_filed *f = &run->watchers[number - 1];
    struct cs_watch_tables *tables = &run->watch[pattern_of(&run->bonds[bond], watch)->relation];

    if (f->table == CS_NOWHERE) /* memory ran out before it was filed */
        return;
    tables->filed--;
    tables->tables[f->table].count--;
    leave_key(run, &tables->tables[f->table], number);
}

void cs_watch_drop(struct cs_run *run, uint32_t bond)
{
    struct cs_bond_state *b = &run->bonds[bond];

    if (b->unfiled)
        return;
    b->unfiled = true;
    take_out(run, bond, ACT);
    for (uint32_t i = 0; i < b->conclusion->watch_count; i++)
        take_out(run, bond, i);
}

/* May something still be offered in place of its act? */
static bool may_be_substituted(struct cs_run *run, const struct cs_bond_state *b)
{
    bool offered = false;

    for (uint32_t i = 0; i < run->docket->substitute_count && !offered; i++)
        offered = run->docket->substitutes[i].relation == b->relation;
    return offered && !cs_worlds_within(run->worlds, b->exists, cs_bond_ended(run, b));
}

/* May what happened before it was broken still come to perform it (R 6.6)? Only its breach has ended it. */
static bool may_be_mended(struct cs_run *run, const struct cs_bond_state *b)
{
    return b->conclusion->only && run->plan->relations[b->relation].named_later &&
           !cs_worlds_within(run->worlds, b->ended_after, cs_bond_in(b, CS_BOND_LATE));
}

bool cs_watch_is_over(struct cs_run *run, uint32_t bond)
{
    const struct cs_bond_state *b = &run->bonds[bond];

    if (b->is_family)
        return b->members == 0;
    return b->exists != CS_NONE && cs_bond_open(run, b) == CS_NONE && !may_be_substituted(run, b) &&
           !may_be_mended(run, b);
}

/* ---- members of families ---- */

/* What has parted is as old as its family. */
void cs_watch_settle(struct cs_run *run, uint32_t bond)
{
    uint64_t filed = run->bonds[bond].filed;

    if (!run->bonds[bond].remembered || !run->bonds[bond].unfiled || cs_watch_is_over(run, bond) ||
        !cs_family_own_arrays(run, bond))
        return;
    cs_watch_add(run, bond);
    run->bonds[bond].filed = filed;
    cs_bond_queue_dues(run, bond);
}

void cs_watch_part_families(struct cs_run *run)
{
    for (uint32_t i = 0; i < run->bond_count && cs_run_ok(run); i++)
        for (uint64_t members = run->bonds[i].members; members != 0 && cs_run_ok(run);) {
            uint32_t bond = cs_family_part(run, i, &members);

            if (bond != CS_NOWHERE)
                cs_watch_settle(run, bond);
        }
}

/* ---- finding ---- */

static bool add_found(struct cs_run *run, uint32_t bond, uint32_t watch)
{
    if (!cs_grow(&run->found, &run->found_capacity, run->found_count + 1, sizeof *run->found))
        return false;
    run->found[run->found_count++] = (struct cs_found_watcher){run->bonds[bond].filed, bond, watch};
    return true;
}

/* Members of a family that the values may concern are found as bonds of their own. */
static bool add_members(struct cs_run *run, uint32_t family, uint32_t watch, const cs_value *values, uint64_t same,
                        const struct cs_watch_asked *asked)
{
    uint64_t members;

    if (asked->settles != NULL && asked->settles(asked->context, family, watch, same))
        return true;
    members = watch == ACT ? cs_family_meant(run, family, values) : run->bonds[family].members;
    while (members != 0) {
        uint32_t bond = cs_family_part(run, family, &members);

        if (bond == CS_NOWHERE || !add_found(run, bond, watch))
            return false;
    }
    return true;
}

static bool add_over(struct cs_run *run, uint32_t bond)
{
    if (!cs_grow(&run->over, &run->over_capacity, run->over_count + 1, sizeof *run->over))
        return false;
    run->over[run->over_count++] = bond;
    return true;
}

/*
 * Adds the watchers from this one on to those found, or their bonds to those that are over. `same`: the columns in
 * which they say what the values say.
 */
static inline void collect(struct cs_run *run, uint32_t at, uint64_t same, const cs_value *values,
                           const struct cs_watch_asked *asked)
{
    while (at != 0) {
        uint32_t bond = bond_of(run, at), watch = watch_of(run, at);
        const struct cs_bond_state *b = &run->bonds[bond];
        bool fine;

        at = run->watchers[at - 1].next;
        if (b->is_family && b->members != 0)
            fine = add_members(run, bond, watch, values, same, asked);
        else if (cs_watch_is_over(run, bond))
            fine = add_over(run, bond);
        else
            fine = add_found(run, bond, watch);
        if (!fine) {
            cs_run_fail_memory(run);
            return;
        }
    }
}

/* A row that says all columns of a table finds those of its key; one that leaves some unsaid may concern all. */
static inline void collect_table(struct cs_run *run, const struct cs_watch_table *table, const cs_value *values,
                                 const struct cs_watch_asked *asked)
{
    uint32_t first = table->all; /* of a table that has columns there is none */
    uint64_t hash;

    if (hash_of_said(table->mask, values, &hash)) {
        if (table->mask != 0)
            first = slot_of(run, table, values, hash)->item;
        if (first != 0)
            collect(run, first, table->mask, values, asked);
        return;
    }
    for (size_t i = 0; i < table->slots.count; i++)
        collect(run, table->slots.at[i].item, 0, values, asked);
}

void cs_watch_fetch(const struct cs_run *run, uint32_t relation, const cs_value *values, struct cs_fetches *out)
{
    const struct cs_watch_table *table = run->watch[relation].tables, *end = table + run->watch[relation].count;
    uint64_t hash;

    for (; table < end; table++)
        if (table->slots.used >= CS_MANY / 4 && hash_of_said(table->mask, values, &hash))
            cs_fetch_place(out, (struct cs_lookup){.slots = &table->slots, .hash = hash});
}

static int by_age(const void *a, const void *b)
{
    const struct cs_found_watcher *x = a, *y = b;

    if (x->filed != y->filed)
        return x->filed < y->filed ? -1 : 1;
    if (x->bond != y->bond) /* of one family, which are of one age */
        return x->bond < y->bond ? -1 : 1;
    return x->watch + 1 < y->watch + 1 ? -1 : x->watch + 1 > y->watch + 1; /* ACT + 1 is 0: the act is first */
}

/* Calls `seen` for those found that have their turn in this pass. */
static void see_pass(struct cs_run *run, size_t first, size_t count, unsigned pass,
                     const struct cs_watch_asked *asked)
{
    for (size_t i = first; i < count && cs_run_ok(run); i++) {
        struct cs_found_watcher f = run->found[i];
        struct cs_watcher watcher;

        if (cs_bond_pass(purpose_of(&run->bonds[f.bond], f.watch)) != pass)
            continue;
        watcher = expand(run, f.bond, f.watch);
        asked->seen(asked->context, &watcher);
    }
}

void cs_watch_find(struct cs_run *run, uint32_t relation, const cs_value *values, unsigned passes,
                   const struct cs_watch_asked *asked)
{
    const struct cs_watch_table *table = run->watch[relation].tables, *end = table + run->watch[relation].count;
    size_t first = run->found_count, count;
    unsigned there = 0;

    for (; table < end; table++)
        if (table->count != 0)
            collect_table(run, table, values, asked);
    while (run->over_count > 0)
        cs_watch_drop(run, run->over[--run->over_count]);
    count = run->found_count;
    if (count == first)
        return;
    if (count - first > 1)
        qsort(run->found + first, count - first, sizeof *run->found, by_age);
    for (size_t i = first; i < count; i++)
        there |= 1u << cs_bond_pass(purpose_of(&run->bonds[run->found[i].bond], run->found[i].watch));
    for (there &= passes; there != 0; there &= there - 1) {
        see_pass(run, first, count, (unsigned)__builtin_ctz(there), asked);
        if (asked->passed != NULL)
            asked->passed(asked->context);
    }
    for (size_t i = first; i < count && cs_run_ok(run); i++)
        cs_watch_settle(run, run->found[i].bond);
    run->found_count = first;
}
