/* SPDX-License-Identifier: MIT */
/*
 * Which bonds an occurrence or a fact may concern. A watcher is filed under its most selective value: an occurrence if
 * it names one, else its first role that is said. So a performance finds the few bonds about its occurrence, not all of
 * its kind. A row that leaves that role unsaid may concern any of them: watchers are also chained by their column.
 */
#include <stdlib.h>

#include "base/hash.h"
#include "run/bond_int.h"

casus_status cs_watch_init(struct cs_run *run)
{
    run->watch_any = cs_arena_array(&run->arena, run->plan->relation_count, sizeof *run->watch_any);
    run->watch_column =
        cs_arena_array(&run->arena, run->plan->relation_count * CS_COLUMNS_MAX, sizeof *run->watch_column);
    return run->watch_any == NULL || run->watch_column == NULL ? cs_fail_memory(run->failure) : CASUS_OK;
}

/* May the column be compared by value? Not that of an article, nor a number that is performed in parts. */
static bool is_selective(const struct cs_relation *relation, uint32_t column)
{
    return relation->column_kinds[column] != CS_KIND_ARTICLE && column != relation->number_column;
}

static uint32_t best_column(const struct cs_run *run, uint32_t relation, const cs_value *values)
{
    const struct cs_relation *r = &run->plan->relations[relation];
    uint32_t best = CS_NOWHERE;

    for (uint32_t i = 0; i < r->column_count; i++) {
        if (values[i] == CS_UNSAID || !is_selective(r, i))
            continue;
        if (cs_docket_occurrence(run->docket, values[i]) != NULL)
            return i;
        if (best == CS_NOWHERE)
            best = i;
    }
    return best;
}

static uint64_t hash_of(uint32_t relation, uint32_t column, cs_value value)
{
    return cs_hash_mix(cs_hash_mix(cs_hash_mix(7, relation), column), value);
}

static const struct cs_slot *slot_of(const struct cs_run *run, uint32_t relation, uint32_t column, cs_value value)
{
    const struct cs_slot *slot = cs_slots_first(&run->watch_slots, hash_of(relation, column, value));

    for (; slot->item != 0; slot = cs_slots_next(&run->watch_slots, slot)) {
        const struct cs_watcher *w = &run->watchers[slot->item - 1];

        if (w->relation == relation && w->column == column && w->values[column] == value)
            break;
    }
    return slot;
}

void cs_watch_add(struct cs_run *run, const struct cs_watcher *watcher)
{
    struct cs_watcher *w;
    uint32_t number;

    if (!cs_grow(&run->watchers, &run->watcher_capacity, run->watcher_count + 1, sizeof *run->watchers) ||
        !cs_slots_reserve(&run->watch_slots)) {
        cs_run_fail_memory(run);
        return;
    }
    w = &run->watchers[run->watcher_count];
    number = (uint32_t)++run->watcher_count;
    *w = *watcher;
    w->filing = run->bonds[w->bond].filing;
    if (run->last_pass < cs_bond_pass(w->purpose))
        run->last_pass = cs_bond_pass(w->purpose);
    w->column = best_column(run, w->relation, w->values);
    if (w->column == CS_NOWHERE) {
        w->next = run->watch_any[w->relation];
        run->watch_any[w->relation] = number;
    } else {
        cs_value value = w->values[w->column];
        const struct cs_slot *slot = slot_of(run, w->relation, w->column, value);

        w->next = slot->item;
        cs_slots_put(&run->watch_slots, slot, hash_of(w->relation, w->column, value), number - 1);
        w->next_filed = run->watch_column[w->relation * CS_COLUMNS_MAX + w->column];
        run->watch_column[w->relation * CS_COLUMNS_MAX + w->column] = number;
    }
}

/* ---- finding ---- */

typedef void (*seen_watcher)(void *context, const struct cs_watcher *watcher);

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
           !cs_worlds_within(run->worlds, b->ended_after, b->late);
}

/*
 * Is the watcher of no more use? A bond that is over in every world changes no more, unless it is founded again: then
 * its watchers are filed anew (bond.c).
 */
static bool is_over(struct cs_run *run, const struct cs_watcher *w)
{
    struct cs_bond_state *b = &run->bonds[w->bond];

    if (w->filing == b->filing && !b->unfiled && b->exists != CS_NONE && cs_bond_open(run, b) == CS_NONE)
        b->unfiled = !may_be_substituted(run, b) && !may_be_mended(run, b);
    return w->filing != b->filing || b->unfiled;
}

/* Adds a chain to those found. Watchers of no more use leave the chain, but for the last: a used slot stays used. */
static void collect(struct cs_run *run, uint32_t *head, bool filed)
{
    uint32_t *link = head;

    while (*link != 0) {
        struct cs_watcher *w = &run->watchers[*link - 1];
        uint32_t *next = filed ? &w->next_filed : &w->next;

        if (is_over(run, w)) {
            if (link != head || *next != 0)
                *link = *next;
            else
                link = next;
            continue;
        }
        if (!cs_grow(&run->found, &run->found_capacity, run->found_count + 1, sizeof *run->found)) {
            cs_run_fail_memory(run);
            return;
        }
        run->found[run->found_count++] = *link - 1;
        link = next;
    }
}

/* The same for the chain of a slot, whose first may leave it. */
static void collect_value(struct cs_run *run, uint32_t relation, uint32_t column, cs_value value)
{
    const struct cs_slot *slot = slot_of(run, relation, column, value);
    uint32_t head = slot->item;

    collect(run, &head, false);
    if (head != slot->item)
        cs_slots_put(&run->watch_slots, slot, slot->hash, head - 1);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

void cs_watch_find(struct cs_run *run, uint32_t relation, const cs_value *values, seen_watcher seen, void *context)
{
    const struct cs_relation *r = &run->plan->relations[relation];
    size_t first = run->found_count, count;

    for (uint32_t i = 0; i < r->column_count && run->watch_slots.used > 0; i++) {
        if (!is_selective(r, i))
            continue;
        if (values[i] == CS_UNSAID) /* it may be any */
            collect(run, &run->watch_column[relation * CS_COLUMNS_MAX + i], true);
        else
            collect_value(run, relation, i, values[i]);
    }
    collect(run, &run->watch_any[relation], false);
    count = run->found_count;
    if (count - first > 1)
        qsort(run->found + first, count - first, sizeof *run->found, by_number);
    for (size_t i = first; i < count && cs_run_ok(run); i++) {
        struct cs_watcher watcher = run->watchers[run->found[i]];

        seen(context, &watcher);
    }
    run->found_count = first;
}
