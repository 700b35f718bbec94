/* SPDX-License-Identifier: MIT */
/*
 * Facts begin and end, by the record or by a rule (R 4.1, 4.3). A fact holds in the worlds of its supports (spans of
 * the record, and rules that began it) and in those in which `while` concludes it (derive.c).
 */
#include "run/match.h"

/* The support by rules: one in all, but with `one` (a value at a time, replace.c) one for each step. */
static struct cs_support *support_by_rules(struct cs_run *run, struct cs_row *row, bool one)
{
    struct cs_support *s;

    for (s = row->supports; s != NULL; s = s->next)
        if (s->entry == NULL && (!one || s->turn == run->fresh_turn))
            return s;
    s = cs_arena_alloc(&run->arena, sizeof *s);
    if (s == NULL) {
        cs_run_fail_memory(run);
        return NULL;
    }
    s->next = row->supports;
    row->supports = s;
    return s;
}

void cs_fact_begin(struct cs_run *run, uint32_t relation, const cs_value *values, cs_set worlds,
                   const struct cs_occurrence *entry, uint32_t firing)
{
    uint32_t row = cs_store_find(run, relation, values);
    struct cs_row *r;
    struct cs_support *s;

    if (cs_closed_has(&run->stores[relation].closed, values[0])) /* it is so already, for good */
        return;
    if (row == CS_NOWHERE)
        row = cs_store_add(run, relation, values);
    if (row == CS_NOWHERE)
        return;
    r = &run->stores[relation].rows[row];
    if (entry == NULL) {
        s = support_by_rules(run, r, run->plan->relations[relation].one_column != CS_NOWHERE);
    } else {
        s = cs_arena_alloc(&run->arena, sizeof *s);
        if (s != NULL) {
            *s = (struct cs_support){.next = r->supports, .entry = entry};
            r->supports = s;
        }
    }
    if (s == NULL) {
        cs_run_fail_memory(run);
        return;
    }
    s->worlds = cs_worlds_or(run->worlds, s->worlds, worlds);
    s->turn = run->fresh_turn;
    cs_fresh_note(run, relation, row, worlds);
    cs_store_caused(run, r, firing, r->worlds == CS_NONE);
    cs_store_set(run, relation, row, cs_worlds_or(run->worlds, r->worlds, worlds));
}

void cs_fact_note_end(struct cs_run *run, uint32_t relation, uint32_t row, cs_set before, struct cs_ending how)
{
    struct cs_row *r = &run->stores[relation].rows[row];
    cs_set lost = cs_worlds_minus(run->worlds, before, r->worlds);
    struct cs_ending *ended;

    if (lost == CS_NONE || run->streams) /* reasons ask for it */
        return;
    ended = cs_arena_alloc(&run->arena, sizeof *ended);
    if (ended == NULL) {
        cs_run_fail_memory(run);
        return;
    }
    *ended = how;
    ended->next = r->ended;
    ended->time = run->place.start;
    ended->worlds = lost;
    r->ended = ended;
}

void cs_fact_end(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds, uint32_t firing)
{
    struct cs_row *r = &run->stores[relation].rows[row];
    cs_set before = r->worlds;

    for (struct cs_support *s = r->supports; s != NULL; s = s->next)
        s->worlds = cs_worlds_minus(run->worlds, s->worlds, worlds);
    cs_lose_support(run, relation, row);
    cs_fact_note_end(run, relation, row, before, (struct cs_ending){.firing = firing, .replaced_by = CS_NOWHERE});
}

void cs_fact_withdraw(struct cs_run *run, uint32_t relation, uint32_t row, const struct cs_occurrence *entry,
                      cs_set worlds)
{
    struct cs_row *r = &run->stores[relation].rows[row];
    cs_set before = r->worlds;

    for (struct cs_support *s = r->supports; s != NULL; s = s->next)
        if (s->entry == entry)
            s->worlds = cs_worlds_minus(run->worlds, s->worlds, worlds);
    cs_lose_support(run, relation, row);
    cs_fact_note_end(run, relation, row, before,
                     (struct cs_ending){.firing = CS_NOWHERE, .replaced_by = CS_NOWHERE, .own = true});
}
