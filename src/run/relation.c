/* SPDX-License-Identifier: MIT */
/*
 * Rows and their indexes. An index is a hash table of the newest row of each key; rows of one key are chained, the
 * newest first. Each relation has an index for each mask of the plan, and one of all columns. Rows are filed in an
 * index as it is asked: many are of rules that conclude nothing, or are asked as a rule enters into force and never
 * again.
 *
 * A stream gives back the row of a fact that no longer holds in any world, where nothing knows it by its number: the
 * next fact of the relation has its place.
 */
#include <stdlib.h>
#include <string.h>

#include "plan/access.h"
#include "run/ended.h"
#include "run/fetch.h"

#define ROW_FREE UINT32_MAX /* as the bond of a row of a fact, which has none: it was given back */

#define APART_FIRST 4 /* then 8, 16 */
#define APART_ANYWHERE 32
#define FAR_MOST 64 /* so many places a key may be from its own, before keys are put further apart */

/*
 * Keys stand in the order of their latest names, since what comes about together names what is new: so the places that
 * one occurrence leads to are beside each other, however large the table. Where too many keys have their latest name in
 * common they are put further apart, in the end anywhere.
 */
static inline uint64_t key_hash(const struct cs_index *index, const cs_value *values)
{
    uint64_t hash = index->mask, last = 0, within = ((uint64_t)1 << index->apart) - 1;

    for (uint64_t m = index->mask; m != 0; m &= m - 1) {
        uint64_t value = values[__builtin_ctzll(m)];

        last = value > last ? value : last;
        hash = (hash ^ value) * 0x9e3779b97f4a7c15u; /* 2^64 by the golden ratio (Knuth, TAOCP 3, 6.4) */
        hash ^= hash >> 32;
    }
    return index->apart == APART_ANYWHERE ? hash : (last << index->apart) + (hash & within);
}

static inline bool same_key(uint64_t mask, const cs_value *a, const cs_value *b)
{
    for (uint64_t m = mask; m != 0; m &= m - 1)
        if (a[__builtin_ctzll(m)] != b[__builtin_ctzll(m)])
            return false;
    return true;
}

static bool has_unsaid(uint64_t mask, const cs_value *values)
{
    for (uint64_t m = mask; m != 0; m &= m - 1)
        if (values[__builtin_ctzll(m)] == CS_UNSAID)
            return true;
    return false;
}

static bool some_wait(const struct cs_plan *plan, const struct cs_use_site *sites)
{
    for (; sites != NULL; sites = sites->next)
        if (plan->rules[sites->rule].delay != CS_DELAY_NONE)
            return true;
    return false;
}

/* Does nothing know a row of the fact by its number after a step in which it has ceased? A rule that waits would. */
static bool lapses(const struct cs_plan *plan, const struct cs_relation *r)
{
    return r->kind == CS_RELATION_FACT && !r->derived && r->readers == NULL && r->one_column == CS_NOWHERE &&
           !r->takes_over && !some_wait(plan, r->triggers) && !some_wait(plan, r->ceasings);
}

casus_status cs_stores_init(struct cs_run *run)
{
    const struct cs_plan *plan = run->plan;

    run->stores = calloc(plan->relation_count + 1, sizeof *run->stores);
    if (run->stores == NULL)
        return cs_fail_memory(run->failure);
    for (size_t i = 0; i < plan->relation_count; i++) {
        const struct cs_relation *r = &plan->relations[i];
        struct cs_store *store = &run->stores[i];

        uint32_t masks = (run->ways_off & CS_WAY_INDEX) != 0 ? 0 : r->mask_count;

        store->lapses = (run->ways_off & CS_WAY_GIVE_BACK) == 0 && lapses(plan, r);
        store->indexes = cs_arena_array(&run->arena, masks + 1, sizeof *store->indexes);
        if (store->indexes == NULL)
            return cs_fail_memory(run->failure);
        for (uint32_t m = 0; m < masks; m++)
            store->indexes[store->index_count++] = (struct cs_index){.mask = r->masks[m], .apart = APART_FIRST};
        store->indexes[store->index_count++] =
            (struct cs_index){.mask = ((uint64_t)1 << r->column_count) - 1, .apart = APART_FIRST};
    }
    return CASUS_OK;
}

void cs_stores_release(struct cs_run *run)
{
    for (size_t i = 0; run->stores != NULL && i < run->plan->relation_count; i++) {
        struct cs_store *store = &run->stores[i];

        for (uint32_t x = 0; x < store->index_count; x++) {
            cs_slots_release(&store->indexes[x].slots);
            free(store->indexes[x].next);
        }
        cs_closed_release(&store->closed);
        free(store->values);
        free(store->free_rows);
        free(store->rows);
    }
    free(run->stores);
}

/* The slot of a key: the one that holds its newest row, or the free one where it belongs. */
static inline const struct cs_slot *find_slot(const struct cs_store *store, const struct cs_index *index,
                                              uint32_t columns, const cs_value *key, uint64_t hash)
{
    const struct cs_slot *slot = cs_slots_first(&index->slots, hash);

    while (slot->item != 0 && !same_key(index->mask, key, store->values + (size_t)(slot->item - 1) * columns))
        slot = cs_slots_next(&index->slots, slot);
    return slot;
}

/* Puts the keys further apart. Nothing changes if memory ran out. */
static void put_apart(const struct cs_store *store, struct cs_index *index, uint32_t columns)
{
    struct cs_slots *slots = &index->slots;
    struct cs_slot *apart = calloc(slots->count, sizeof *apart);

    if (apart == NULL)
        return;
    index->apart *= 2;
    for (size_t i = 0; i < slots->count; i++) {
        uint32_t item = slots->at[i].item, hash;
        size_t place;

        if (item == 0)
            continue;
        hash = (uint32_t)key_hash(index, store->values + (size_t)(item - 1) * columns);
        for (place = hash & (slots->count - 1); apart[place].item != 0;)
            place = (place + 1) & (slots->count - 1);
        apart[place] = (struct cs_slot){hash, item};
    }
    free(slots->at);
    slots->at = apart;
}

/* Is the free slot of a key so far from its place that keys are too close together? */
static bool is_far(const struct cs_index *index, const struct cs_slot *slot, uint64_t hash)
{
    return slot->item == 0 && index->apart < APART_ANYWHERE &&
           (((size_t)(slot - index->slots.at) - (uint32_t)hash) & (index->slots.count - 1)) > FAR_MOST;
}

static bool index_row(const struct cs_store *store, struct cs_index *index, uint32_t columns, uint32_t row)
{
    const cs_value *values = store->values + (size_t)row * columns;
    bool whole = index == &store->indexes[store->index_count - 1];
    const struct cs_slot *slot;
    uint64_t hash;

    if (!cs_grow(&index->next, &index->next_capacity, (size_t)row + 1, sizeof *index->next) ||
        !cs_slots_reserve(&index->slots))
        return false;
    if (!whole && has_unsaid(index->mask, values)) {
        index->next[row] = index->wild;
        index->wild = row + 1;
        return true;
    }
    hash = key_hash(index, values);
    slot = find_slot(store, index, columns, values, hash);
    if (is_far(index, slot, hash)) {
        put_apart(store, index, columns);
        hash = key_hash(index, values);
        slot = find_slot(store, index, columns, values, hash);
    }
    index->next[row] = slot->item;
    cs_slots_put(&index->slots, slot, hash, row);
    return true;
}

void cs_store_fetch(const struct cs_run *run, uint32_t relation, uint64_t mask, const cs_value *key,
                    struct cs_fetches *out)
{
    const struct cs_store *store = &run->stores[relation];
    uint32_t x = 0;

    while (x < store->index_count && store->indexes[x].mask != mask)
        x++;
    if (x < store->index_count && store->indexes[x].slots.used > 0)
        cs_fetch_place(out, (struct cs_lookup){.slots = &store->indexes[x].slots, .store = store,
                                               .hash = key_hash(&store->indexes[x], key), .index = x,
                                               .columns = run->plan->relations[relation].column_count});
}

bool cs_store_passes(const struct cs_run *run, uint32_t relation)
{
    const struct cs_relation *r = &run->plan->relations[relation];

    return run->streams && (run->ways_off & CS_WAY_FORGET) == 0 && r->kind == CS_RELATION_EVENT && !r->looked_back;
}

/* Files the rows that the index does not have yet. False, and it has none, if memory ran out. */
static bool file_rows(const struct cs_store *store, struct cs_index *index, uint32_t columns)
{
    while (index->filed < store->count && index_row(store, index, columns, index->filed))
        index->filed++;
    if (index->filed >= store->count)
        return true;
    cs_slots_release(&index->slots);
    free(index->next);
    *index = (struct cs_index){.mask = index->mask, .apart = index->apart};
    return false;
}

/* Makes the index, which is asked, have all rows but those that pass: nothing looks back at them. */
static inline bool make_ready(const struct cs_run *run, uint32_t relation, struct cs_index *index)
{
    const struct cs_store *store = &run->stores[relation];

    return index->filed >= store->count || cs_store_passes(run, relation) ||
           file_rows(store, index, run->plan->relations[relation].column_count);
}

/* The index of these columns, or NULL. */
static const struct cs_index *index_of(const struct cs_run *run, uint32_t relation, uint64_t mask)
{
    const struct cs_store *store = &run->stores[relation];

    for (uint32_t i = 0; i + 1 < store->index_count; i++)
        if (store->indexes[i].mask == mask)
            return make_ready(run, relation, &store->indexes[i]) ? &store->indexes[i] : NULL;
    return NULL;
}

static uint32_t find_by_looking(const struct cs_store *store, uint32_t columns, const cs_value *values)
{
    for (uint32_t row = (uint32_t)store->count; row-- > 0;)
        if (memcmp(store->values + (size_t)row * columns, values, columns * sizeof *values) == 0)
            return row;
    return CS_NOWHERE;
}

uint32_t cs_store_find(const struct cs_run *run, uint32_t relation, const cs_value *values)
{
    const struct cs_store *store = &run->stores[relation];
    struct cs_index *whole = &store->indexes[store->index_count - 1];
    uint32_t columns = run->plan->relations[relation].column_count;

    if (!make_ready(run, relation, whole))
        return find_by_looking(store, columns, values);
    return find_slot(store, whole, columns, values, key_hash(whole, values))->item - 1; /* 0 - 1: CS_NOWHERE */
}

#define CHAIN_MAX 64 /* a row that stands further back in a chain is not given back */

/* Where in the chain of its key the row stands: the row before it, CS_NOWHERE if it is the first, itself if it is too
 * far back. */
static uint32_t chained_behind(const struct cs_index *index, uint32_t first, uint32_t row)
{
    uint32_t before = CS_NOWHERE;

    for (size_t i = 0; i < CHAIN_MAX && first != 0; i++) {
        if (first - 1 == row)
            return before;
        before = first - 1;
        first = index->next[before];
    }
    return row;
}

#define KEPT_CHAINS 4 /* of so many indexes a place that was found is kept until the row leaves it */

struct chained { const struct cs_slot *slot; uint32_t behind; }; /* slot NULL: among those with something unsaid */

static struct chained find_chained(const struct cs_store *store, const struct cs_index *index, uint32_t columns,
                                   uint32_t row)
{
    const cs_value *values = store->values + (size_t)row * columns;
    struct chained c = {NULL, CS_NOWHERE};

    if (index != &store->indexes[store->index_count - 1] && has_unsaid(index->mask, values)) {
        c.behind = chained_behind(index, index->wild, row);
        return c;
    }
    c.slot = find_slot(store, index, columns, values, key_hash(index, values));
    c.behind = chained_behind(index, c.slot->item, row);
    return c;
}

static void leave_chain(struct cs_index *index, struct chained c, uint32_t row)
{
    if (c.behind != CS_NOWHERE)
        index->next[c.behind] = index->next[row];
    else if (c.slot == NULL)
        index->wild = index->next[row];
    else if (index->next[row] == 0)
        cs_slots_remove(&index->slots, c.slot);
    else
        cs_slots_put(&index->slots, c.slot, c.slot->hash, index->next[row] - 1);
}

/* It holds nowhere, and neither the record nor a row of the stream, which may come back to it, has begun it. */
static bool is_over(const struct cs_row *row)
{
    if (row->worlds != CS_NONE || row->pending != CS_NOWHERE || row->bonds != 0 || row->matter != NULL)
        return false;
    for (const struct cs_support *s = row->supports; s != NULL; s = s->next)
        if (s->entry != NULL || s->worlds != CS_NONE)
            return false;
    return true;
}

static void give_back(struct cs_run *run, uint32_t relation, uint32_t row)
{
    struct cs_store *store = &run->stores[relation];
    uint32_t columns = run->plan->relations[relation].column_count;
    struct chained chains[KEPT_CHAINS];

    if (!is_over(&store->rows[row]))
        return;
    for (uint32_t i = 0; i < store->index_count; i++) {
        struct chained c = {NULL, row};

        if (make_ready(run, relation, &store->indexes[i]))
            c = find_chained(store, &store->indexes[i], columns, row);
        if (c.behind == row)
            return;
        if (i < KEPT_CHAINS)
            chains[i] = c;
    }
    if (!cs_grow(&store->free_rows, &store->free_capacity, store->free_count + 1, sizeof *store->free_rows)) {
        cs_run_fail_memory(run);
        return;
    }
    for (uint32_t i = 0; i < store->index_count; i++)
        leave_chain(&store->indexes[i],
                    i < KEPT_CHAINS ? chains[i] : find_chained(store, &store->indexes[i], columns, row), row);
    store->rows[row].bonds = ROW_FREE;
    store->free_rows[store->free_count++] = row;
}

bool cs_run_closed(const struct cs_run *run, cs_value value)
{
    for (uint32_t i = 0; i < run->plan->closing_count && value != CS_UNSAID; i++)
        if (cs_closed_has(&run->stores[run->plan->closing[i]].closed, value))
            return true;
    return false;
}

/* What names the subject of the row is forgotten. The row becomes a bit; one that an entry has begun stays as well. */
static void close_row(struct cs_run *run, uint32_t relation, uint32_t row)
{
    struct cs_store *store = &run->stores[relation];
    cs_value subject = store->values[row];
    bool entered = false;

    if (subject == CS_UNSAID)
        return;
    for (const struct cs_support *s = store->rows[row].supports; s != NULL; s = s->next)
        entered = entered || s->entry != NULL;
    if (!cs_closed_add(&store->closed, subject)) {
        cs_run_fail_memory(run);
        return;
    }
    cs_ended_forget(&run->ended, subject);
    if (entered)
        return;
    for (struct cs_support *s = store->rows[row].supports; s != NULL; s = s->next)
        s->worlds = CS_NONE;
    store->rows[row].worlds = CS_NONE;
    give_back(run, relation, row);
}

void cs_store_forget(struct cs_run *run)
{
    for (size_t i = 0; i < run->closing_count && cs_run_ok(run); i++)
        close_row(run, run->closing[i].relation, run->closing[i].row);
    run->closing_count = 0;
    for (size_t i = 0; i < run->lapsed_count && cs_run_ok(run); i++)
        give_back(run, run->lapsed[i].relation, run->lapsed[i].row);
    run->lapsed_count = 0;
    for (size_t i = 0; i < run->passing_count; i++)
        run->stores[run->passing[i]].count = 0; /* nothing looks back at them, so no index has them */
    run->passing_count = 0;
}

static bool note_passing(struct cs_run *run, uint32_t relation)
{
    if (!cs_grow(&run->passing, &run->passing_capacity, run->passing_count + 1, sizeof *run->passing))
        return false;
    run->passing[run->passing_count++] = relation;
    return true;
}

/* Room for so many rows, and for CS_COLUMNS_MAX values from the first of each. */
static bool make_room(struct cs_store *store, size_t rows, uint32_t columns)
{
    return cs_grow(&store->rows, &store->row_capacity, rows, sizeof *store->rows) &&
           cs_grow(&store->values, &store->value_capacity, rows * columns + CS_COLUMNS_MAX, sizeof *store->values);
}

bool cs_store_make_ready(struct cs_run *run, uint32_t relation)
{
    struct cs_store *store = &run->stores[relation];
    size_t row = store->count;

    if (!make_room(store, row + 1, run->plan->relations[relation].column_count)) {
        cs_run_fail_memory(run);
        return false;
    }
    store->rows[row] = (struct cs_row){.firing = CS_NOWHERE, .pending = CS_NOWHERE, .worlds = CS_ALL};
    store->ready = row + 1;
    return true;
}

/* A new row behind the others; CS_NOWHERE if memory ran out. */
static uint32_t append(struct cs_run *run, uint32_t relation, bool passes)
{
    struct cs_store *store = &run->stores[relation];
    uint32_t columns = run->plan->relations[relation].column_count, row = (uint32_t)store->count;

    if (!make_room(store, store->count + 1, columns) || (passes && row == 0 && !note_passing(run, relation))) {
        cs_run_fail_memory(run);
        return CS_NOWHERE;
    }
    store->rows[row] = (struct cs_row){.firing = CS_NOWHERE, .pending = CS_NOWHERE};
    store->ready = row < store->ready ? row : store->ready;
    store->count++;
    return row;
}

/* A row that was given back, with its support by rules, which has no worlds. */
static uint32_t take_again(struct cs_store *store)
{
    uint32_t row = store->free_rows[--store->free_count];

    store->rows[row] = (struct cs_row){.firing = CS_NOWHERE, .pending = CS_NOWHERE,
                                       .supports = store->rows[row].supports};
    return row;
}

/* The places of a row in large indexes are far apart: all of them are fetched before the first is looked at. */
static void fetch_places(const struct cs_store *store, const cs_value *values)
{
    for (uint32_t i = 0; i < store->index_count; i++) {
        const struct cs_slots *slots = &store->indexes[i].slots;

        if (slots->count > 0)
            __builtin_prefetch(cs_slots_place(slots, key_hash(&store->indexes[i], values)));
    }
}

uint32_t cs_store_add(struct cs_run *run, uint32_t relation, const cs_value *values)
{
    struct cs_store *store = &run->stores[relation];
    uint32_t columns = run->plan->relations[relation].column_count, row;
    bool passes = cs_store_passes(run, relation);

    row = store->free_count > 0 ? take_again(store) : append(run, relation, passes);
    if (row == CS_NOWHERE)
        return CS_NOWHERE;
    memcpy(store->values + (size_t)row * columns, values, columns * sizeof *values);
    cs_met_by(run, relation, values);
    if (row >= CS_MANY && run->streams && !passes)
        fetch_places(store, values);
    for (uint32_t i = 0; i < store->index_count && run->streams && !passes; i++) {
        struct cs_index *index = &store->indexes[i];

        if (!(row < index->filed ? index_row(store, index, columns, row) : file_rows(store, index, columns))) {
            cs_run_fail_memory(run);
            return CS_NOWHERE;
        }
    }
    return row;
}

uint64_t cs_store_said(const struct cs_run *run, uint32_t relation, const cs_value *values)
{
    const struct cs_relation *r = &run->plan->relations[relation];
    uint64_t mask = 0;

    for (uint32_t i = 0; i < r->column_count; i++)
        if (values[i] != CS_UNSAID && r->column_kinds[i] != CS_KIND_ARTICLE)
            mask |= (uint64_t)1 << i;
    return mask;
}

/* The newest row of the key, + 1. */
static uint32_t newest(const struct cs_run *run, uint32_t relation, const struct cs_index *index, const cs_value *key)
{
    if (index->slots.used == 0)
        return 0;
    return find_slot(&run->stores[relation], index, run->plan->relations[relation].column_count, key,
                     key_hash(index, key))->item;
}

void cs_cursor_start(const struct cs_run *run, uint32_t relation, uint64_t mask, const cs_value *key,
                     struct cs_cursor *out)
{
    const struct cs_index *index;

    for (uint64_t m = mask; m != 0; m &= m - 1) /* an unsaid value does not narrow the search */
        if (key[__builtin_ctzll(m)] == CS_UNSAID)
            mask &= ~(m & (~m + 1));
    index = mask != 0 ? index_of(run, relation, mask) : NULL;
    if (index == NULL)
        *out = (struct cs_cursor){.row = (uint32_t)run->stores[relation].count};
    else
        *out = (struct cs_cursor){.index = index, .row = newest(run, relation, index, key), .wild_row = index->wild};
}

/* The index of all columns, to be asked about such a key; NULL: it cannot be. */
static const struct cs_index *whole_of(const struct cs_run *run, uint32_t relation, uint64_t mask, const cs_value *key)
{
    const struct cs_store *store = &run->stores[relation];
    struct cs_index *whole = &store->indexes[store->index_count - 1];

    return mask == whole->mask && (run->ways_off & CS_WAY_INDEX) == 0 && !has_unsaid(mask, key) &&
                   make_ready(run, relation, whole)
               ? whole
               : NULL;
}

void cs_cursor_match(const struct cs_run *run, uint32_t relation, uint64_t mask, const cs_value *key,
                     struct cs_cursor *out)
{
    bool asks = cs_relation_asks(&run->plan->relations[relation]);
    const struct cs_index *whole = asks ? NULL : whole_of(run, relation, mask, key);

    if (whole != NULL) {
        *out = (struct cs_cursor){.index = whole, .row = newest(run, relation, whole, key), .wild = true, .met = mask};
        return;
    }
    cs_cursor_start(run, relation, mask, key, out);
    if (asks)
        return;
    out->wild = true;
    if (out->index != NULL)
        out->met = out->index->mask;
}

void cs_cursor_unsaid(const struct cs_run *run, uint32_t relation, uint64_t mask, const cs_value *key,
                      struct cs_cursor *out)
{
    const struct cs_index *index = index_of(run, relation, mask);

    if (index == NULL)
        cs_cursor_start(run, relation, mask, key, out);
    else
        *out = (struct cs_cursor){.index = index, .row = index->wild, .wild = true};
}

bool cs_cursor_next(struct cs_cursor *c, uint32_t *row)
{
    if (c->index == NULL) { /* all rows, newest first; the caller compares every column in any case */
        if (c->row == 0)
            return false;
        *row = --c->row;
        return true;
    }
    if (c->row == 0 && !c->wild) {
        c->wild = true;
        c->row = c->wild_row;
    }
    if (c->row == 0)
        return false;
    *row = c->row - 1;
    c->row = c->index->next[c->row - 1];
    return true;
}

void cs_store_begun(struct cs_run *run, struct cs_row *row, cs_set worlds)
{
    struct cs_begun *begun;

    if (worlds == CS_NONE || run->streams) /* reasons and the ledger ask for it */
        return;
    begun = cs_arena_alloc(&run->arena, sizeof *begun);
    if (begun == NULL) {
        cs_run_fail_memory(run);
        return;
    }
    *begun = (struct cs_begun){row->begun, run->place.start, worlds};
    row->begun = begun;
}

/* Notes the row among those that changed since bonds and rules were last notified: false without memory. */
static bool note_change(struct cs_run *run, uint32_t relation, uint32_t row)
{
    struct cs_row *r = &run->stores[relation].rows[row];

    if (r->pending != CS_NOWHERE)
        return true;
    if (!cs_grow(&run->changes, &run->change_capacity, run->change_count + 1, sizeof *run->changes)) {
        cs_run_fail_memory(run);
        return false;
    }
    r->pending = (uint32_t)run->change_count;
    run->changes[run->change_count++] = (struct cs_change){relation, row, r->worlds};
    return true;
}

void cs_store_begins(struct cs_run *run, uint32_t relation, uint32_t row)
{
    if (note_change(run, relation, row))
        run->changes[run->stores[relation].rows[row].pending].before = CS_NONE;
}

void cs_store_set(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds)
{
    struct cs_row *r = &run->stores[relation].rows[row];
    const struct cs_relation *of = &run->plan->relations[relation];

    if (r->worlds == worlds)
        return;
    run->stores[relation].turn++;
    run->facts_turn += (of->looked_back || !cs_relation_happens(of)) && (r->worlds == CS_NONE) != (worlds == CS_NONE);
    if (worlds == CS_NONE && run->streams && run->stores[relation].lapses) {
        if (!cs_grow(&run->lapsed, &run->lapsed_capacity, run->lapsed_count + 1, sizeof *run->lapsed)) {
            cs_run_fail_memory(run);
            return;
        }
        run->lapsed[run->lapsed_count++] = (struct cs_lasting){relation, row};
    }
    if (worlds == CS_ALL && of->closes && run->streams && (run->ways_off & CS_WAY_CLOSE) == 0) {
        if (!cs_grow(&run->closing, &run->closing_capacity, run->closing_count + 1, sizeof *run->closing)) {
            cs_run_fail_memory(run);
            return;
        }
        run->closing[run->closing_count++] = (struct cs_lasting){relation, row};
    }
    if (!cs_relation_happens(of) && !note_change(run, relation, row)) /* what happens is seen as it is taken in */
        return;
    if (of->readers == NULL) {
        r->worlds = worlds;
        return;
    }
    if (!cs_grow(&run->spread, &run->spread_capacity, run->spread_count + 1, sizeof *run->spread)) {
        cs_run_fail_memory(run);
        return;
    }
    run->spread[run->spread_count++] = (struct cs_change){relation, row, r->worlds};
    run->derive_turn++;
    r->worlds = worlds;
}
