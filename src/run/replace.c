/* SPDX-License-Identifier: MIT */
/*
 * Facts that have one value at a time (R 4.5): the later value replaces the earlier one.
 *
 * What begins at one step of an instant is noted as it begins, and settled once all of it has begun, so that the result
 * does not depend on the order of entry. A value that began at an earlier step ends, whoever entered it. Which of two
 * values of one step is the later is a question of order; several are compared in pairs, by name.
 */
#include <stdlib.h>
#include <string.h>

#include "run/run_int.h"

void cs_fresh_start(struct cs_run *run)
{
    run->fresh_turn++;
    run->fresh_count = 0;
}

void cs_fresh_note(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds)
{
    struct cs_row *r = &run->stores[relation].rows[row];

    if (run->plan->relations[relation].one_column == CS_NOWHERE || worlds == CS_NONE)
        return;
    if (r->fresh_turn == run->fresh_turn) {
        r->fresh = cs_worlds_or(run->worlds, r->fresh, worlds);
        return;
    }
    if (!cs_grow(&run->fresh, &run->fresh_capacity, run->fresh_count + 1, sizeof *run->fresh)) {
        cs_run_fail_memory(run);
        return;
    }
    r->fresh_turn = run->fresh_turn;
    r->fresh = worlds;
    run->fresh[run->fresh_count++] = (struct cs_fresh){relation, row};
}

/* One of several values of a fact that begin at one step, and the worlds in which it is not replaced. */
struct rival { uint32_t row; cs_set stands; cs_value name; const char *text; };
struct rivals { struct rival *items; size_t count, capacity; };

static bool same_but_one(const struct cs_relation *relation, const cs_value *a, const cs_value *b)
{
    for (uint32_t i = 0; i < relation->column_count; i++)
        if (i != relation->one_column && a[i] != b[i])
            return false;
    return true;
}

static bool add_rival(struct cs_run *run, struct rivals *rivals, uint32_t relation, uint32_t row)
{
    cs_value name;

    if (!cs_grow(&rivals->items, &rivals->capacity, rivals->count + 1, sizeof *rivals->items)) {
        cs_run_fail_memory(run);
        return false;
    }
    name = cs_docket_row_name(run->docket, relation, cs_store_values(run, relation, row));
    rivals->items[rivals->count++] = (struct rival){row, run->stores[relation].rows[row].fresh, name,
                                                    cs_names_text(run->plan->names, name)};
    return true;
}

/*
 * What of this value began before this step ends in these worlds, replaced by a row (or CS_NOWHERE: by one of several);
 * with `all` also what began in it.
 */
static void end_value(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds, uint32_t by, bool all)
{
    cs_set before = run->stores[relation].rows[row].worlds;

    for (struct cs_support *s = run->stores[relation].rows[row].supports; s != NULL; s = s->next)
        if (all || s->turn != run->fresh_turn)
            s->worlds = cs_worlds_minus(run->worlds, s->worlds, worlds);
    cs_lose_support(run, relation, row);
    cs_fact_note_end(run, relation, row, before, (struct cs_ending){.firing = CS_NOWHERE, .replaced_by = by});
}

/* Ends the values that `fresh` replaces; gathers those that begin at this step, itself included, as rivals. */
static void end_older(struct cs_run *run, struct cs_fresh fresh, struct rivals *rivals)
{
    const struct cs_relation *relation = &run->plan->relations[fresh.relation];
    const struct cs_store *store = &run->stores[fresh.relation];
    uint64_t mask = (((uint64_t)1 << relation->column_count) - 1) & ~((uint64_t)1 << relation->one_column);
    cs_value key[CS_COLUMNS_MAX];
    struct cs_cursor cursor;
    uint32_t row;

    memcpy(key, cs_store_values(run, fresh.relation, fresh.row), relation->column_count * sizeof *key);
    cs_cursor_start(run, fresh.relation, mask, key, &cursor);
    while (cs_run_ok(run) && cs_cursor_next(&cursor, &row)) {
        if (!same_but_one(relation, key, cs_store_values(run, fresh.relation, row)))
            continue;
        if (row != fresh.row && store->rows[row].worlds != CS_NONE)
            end_value(run, fresh.relation, row, store->rows[fresh.row].fresh, fresh.row, false);
        if (store->rows[row].fresh_turn == run->fresh_turn && !add_rival(run, rivals, fresh.relation, row))
            return;
    }
}

static int by_text(const void *a, const void *b)
{
    return strcmp(((const struct rival *)a)->text, ((const struct rival *)b)->text);
}

/* Of two rivals the earlier ends in the worlds in which both stand; the later remains. */
static void decide(struct cs_run *run, uint32_t relation, struct rivals *rivals)
{
    qsort(rivals->items, rivals->count, sizeof *rivals->items, by_text);
    for (size_t i = 1; i < rivals->count; i++)
        for (size_t k = 0; k < i && cs_run_ok(run); k++) {
            struct rival *later = &rivals->items[i], *earlier = &rivals->items[k];
            cs_set both = cs_worlds_and(run->worlds, later->stands, earlier->stands), first;

            if (both == CS_NONE)
                continue;
            first = cs_worlds_and(run->worlds, both,
                                  cs_docket_before(run->docket, earlier->name, later->name, run->now));
            earlier->stands = cs_worlds_minus(run->worlds, earlier->stands, first);
            later->stands = cs_worlds_minus(run->worlds, later->stands, cs_worlds_minus(run->worlds, both, first));
        }
    for (size_t i = 0; i < rivals->count && cs_run_ok(run); i++) {
        const struct rival *r = &rivals->items[i];
        cs_set lost = cs_worlds_minus(run->worlds, run->stores[relation].rows[r->row].fresh, r->stands);

        if (lost != CS_NONE)
            end_value(run, relation, r->row, lost, CS_NOWHERE, true);
    }
}

/* Rivals are decided once, for the one that is first in the store. */
static bool is_first(const struct rivals *rivals, uint32_t row)
{
    for (size_t i = 0; i < rivals->count; i++)
        if (rivals->items[i].row < row)
            return false;
    return true;
}

void cs_fresh_settle(struct cs_run *run)
{
    struct rivals rivals = {0};

    for (size_t i = 0; i < run->fresh_count && cs_run_ok(run); i++) {
        struct cs_fresh fresh = run->fresh[i];

        rivals.count = 0;
        end_older(run, fresh, &rivals);
        if (rivals.count > 1 && is_first(&rivals, fresh.row))
            decide(run, fresh.relation, &rivals);
    }
    free(rivals.items);
    cs_fresh_start(run);
}
