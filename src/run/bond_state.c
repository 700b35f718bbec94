/* SPDX-License-Identifier: MIT */
/*
 * The state of bonds: their table by sentence (R 6.1), in which worlds each is open, done, broken or over, and the
 * changes of that. Nothing here finds out why it changes: bond.c founds, fulfilment.c sees what happens to a bond.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "plan/access.h"
#include "run/bond_int.h"
#include "run/ended.h"

const struct cs_bond_past CS_NO_PAST = {.same = CS_NOWHERE, .newer = CS_NOWHERE, .lasting = CS_NOWHERE};

struct cs_bond_past *cs_bond_own_past(struct cs_run *run, struct cs_bond_state *b)
{
    uint32_t capacity = 0;

    if (b->past != NULL)
        return b->past;
    if (!cs_pool_grow(&run->pool, &run->arena, &b->past, &capacity, 1, sizeof *b->past)) {
        cs_run_fail_memory(run);
        return NULL;
    }
    *b->past = CS_NO_PAST;
    return b->past;
}

void cs_bond_add_in(struct cs_run *run, struct cs_bond_state *b, enum cs_bond_worlds which, cs_set worlds)
{
    struct cs_bond_past *past = worlds == CS_NONE ? NULL : cs_bond_own_past(run, b);

    if (past != NULL)
        past->worlds[which] = cs_worlds_or(run->worlds, past->worlds[which], worlds);
}

bool cs_bond_put_due(struct cs_run *run, struct cs_bond_state *b, const struct cs_due *due)
{
    uint32_t capacity = cs_pool_capacity(b->due_count, sizeof *b->dues);

    if (!cs_pool_grow(&run->pool, &run->arena, &b->dues, &capacity, b->due_count + 1, sizeof *b->dues)) {
        cs_run_fail_memory(run);
        return false;
    }
    b->dues[b->due_count++] = *due;
    return true;
}

void cs_bond_add_piece(struct cs_run *run, struct cs_bond_state *b, enum cs_bond_list list, cs_instant time,
                       cs_set worlds, uint32_t relation, uint32_t row_or_firing)
{
    struct cs_bond_past *past = worlds == CS_NONE ? NULL : cs_bond_own_past(run, b);
    struct cs_pieces *pieces = past == NULL ? NULL : &past->at[list];

    if (pieces == NULL)
        return;
    if (!cs_pool_grow(&run->pool, &run->arena, &pieces->items, &pieces->capacity, pieces->count + 1,
                      sizeof *pieces->items)) {
        cs_run_fail_memory(run);
        return;
    }
    pieces->items[pieces->count++] =
        (struct cs_piece){.time = time, .worlds = worlds, .firing = row_or_firing, .relation = relation,
                          .known = (uint32_t)run->firing_count};
}

void cs_bond_tell_piece(struct cs_run *run, struct cs_bond_state *b, enum cs_bond_list list, cs_instant time,
                        cs_set worlds, uint32_t relation, uint32_t row)
{
    if (!run->streams)
        cs_bond_add_piece(run, b, list, time, worlds, relation, row);
}

cs_set cs_bond_ended(struct cs_run *run, const struct cs_bond_state *b)
{
    return cs_worlds_or(run->worlds, cs_worlds_or(run->worlds, b->ended_before, b->ended_after),
                        cs_bond_in(b, CS_BOND_KEPT));
}

cs_set cs_bond_open(struct cs_run *run, const struct cs_bond_state *b)
{
    struct cs_worlds *w = run->worlds;

    return cs_worlds_minus(w, b->exists, cs_worlds_or(w, cs_worlds_or(w, b->done, cs_bond_in(b, CS_BOND_LATE)),
                                                      cs_bond_ended(run, b)));
}

static inline uint64_t two(uint32_t a, uint32_t b)
{
    return (uint64_t)a << 32 | b;
}

/* Two words are mixed in at once; behind the columns of its relation an act has nothing. */
static uint64_t sentence_hash(const struct cs_run *run, const struct cs_bond_state *b)
{
    uint64_t hash = cs_hash_mix(two(b->article, b->relation), two(b->holder, b->claimant));
    uint32_t columns = run->plan->relations[b->relation].column_count;

    hash ^= (uint64_t)b->conclusion->expectation << 1 | b->conclusion->forbidden;
    for (uint32_t i = 0; i < columns; i += 2)
        hash = cs_hash_mix(hash, two(b->act[i], i + 1 < columns ? b->act[i + 1] : CS_UNSAID));
    return hash;
}

bool cs_bond_same_sentence(const struct cs_run *run, const struct cs_bond_state *a, const struct cs_bond_state *b)
{
    return a->article == b->article && a->relation == b->relation && a->holder == b->holder &&
           a->claimant == b->claimant && a->conclusion->expectation == b->conclusion->expectation &&
           a->conclusion->forbidden == b->conclusion->forbidden &&
           memcmp(a->act, b->act, run->plan->relations[a->relation].column_count * sizeof *a->act) == 0;
}

/* The slot of the newest bond with the sentence of `b`, or the free one where it belongs. */
static const struct cs_slot *sentence_slot(const struct cs_run *run, const struct cs_bond_state *b, uint64_t hash)
{
    const struct cs_slot *slot = cs_slots_first(&run->bond_slots, hash);

    while (slot->item != 0 && !cs_bond_same_sentence(run, &run->bonds[slot->item - 1], b))
        slot = cs_slots_next(&run->bond_slots, slot);
    return slot;
}

uint32_t cs_bond_find(const struct cs_run *run, struct cs_bond_state *model)
{
    model->hash = (uint32_t)sentence_hash(run, model);
    return sentence_slot(run, model, model->hash)->item - 1; /* 0 - 1: CS_NOWHERE */
}

uint32_t cs_bond_allot(struct cs_run *run, const struct cs_bond_state *model)
{
    bool again = run->free_bond_count > 0;
    uint32_t number = again ? run->free_bonds[run->free_bond_count - 1] : (uint32_t)run->bond_count;
    uint32_t variables = cs_bond_variables(model), capacity = 0;
    struct cs_bond_state *b;
    const cs_value *from = model->values;
    cs_value *values = NULL;
    bool own = run->bond_count > 0 && model >= run->bonds && model < run->bonds + run->bond_count; /* it moves */
    size_t at = own ? (size_t)(model - run->bonds) : 0;

    if (!cs_grow_lines(&run->bond_memory, &run->bonds, &run->bond_capacity, run->bond_count + 1, sizeof *run->bonds) ||
        !cs_pool_grow(&run->pool, &run->arena, &values, &capacity, variables, sizeof *values)) {
        cs_run_fail_memory(run);
        return CS_NOWHERE;
    }
    b = &run->bonds[number];
    memcpy(b, own ? &run->bonds[at] : model, sizeof *b);
    if (variables > 0)
        memcpy(values, from, variables * sizeof *values);
    b->values = values;
    if (again)
        run->free_bond_count--;
    else
        run->bond_count++;
    return number;
}

/* Notes of two bonds of one sentence which was founded before the other; false if memory ran out. */
static bool chain(struct cs_run *run, uint32_t older, uint32_t newer)
{
    struct cs_bond_past *before = cs_bond_own_past(run, &run->bonds[older]);
    struct cs_bond_past *after = cs_bond_own_past(run, &run->bonds[newer]);

    if (before == NULL || after == NULL)
        return false;
    before->newer = newer;
    after->same = after->lasting = older;
    return true;
}

uint32_t cs_bond_add(struct cs_run *run, const struct cs_bond_state *model)
{
    const struct cs_slot *slot;
    uint32_t number;

    if (!cs_slots_reserve(&run->bond_slots)) {
        cs_run_fail_memory(run);
        return CS_NOWHERE;
    }
    number = cs_bond_allot(run, model);
    if (number == CS_NOWHERE)
        return CS_NOWHERE;
    slot = sentence_slot(run, model, model->hash);
    if (slot->item != 0 && !chain(run, slot->item - 1, number))
        return CS_NOWHERE;
    cs_slots_put(&run->bond_slots, slot, model->hash, number);
    return number;
}

struct cs_watcher cs_bond_act(const struct cs_run *run, uint32_t bond)
{
    const struct cs_bond_state *b = &run->bonds[bond];
    uint32_t number = run->plan->relations[b->relation].number_column;
    struct cs_watcher act = {.bond = bond, .purpose = CS_WATCH_ACT, .relation = b->relation};

    memcpy(act.values, b->act, sizeof act.values);
    if (number != CS_NOWHERE && !b->conclusion->forbidden) /* parts add up to the number (R 6.3) */
        act.values[number] = CS_UNSAID;
    return act;
}

cs_instant cs_due_end(const struct cs_due *due)
{
    const struct cs_due_terms *t = due->terms;

    return t->hour == 0 ? cs_day_start(due->ends.last + 1, t->zone) /* an act at the very hour is in time */
                        : cs_zone_hour(t->zone, due->ends.last, t->hour * 3600) + 1;
}

bool cs_due_is_day(const struct cs_due *due)
{
    const struct cs_due_terms *t = due->terms;

    return (t->days && t->hour == 0) ||
           (t->dated && cs_day_start(cs_day_of(due->end - 1, t->zone) + 1, t->zone) == due->end);
}

uint32_t cs_bond_duty_relation(const struct cs_run *run, const struct cs_bond_state *b, enum cs_verb verb)
{
    if (b->conclusion->expectation) /* nobody owes, performs or fails what is only expected */
        return CS_NOWHERE;
    return run->plan->relations[b->relation].duties[b->conclusion->forbidden][verb];
}

void cs_bond_becomes(struct cs_run *run, uint32_t bond, enum cs_verb verb, cs_set worlds, const struct cs_place *place)
{
    uint32_t relation = cs_bond_duty_relation(run, &run->bonds[bond], verb);

    if (worlds == CS_NONE || relation == CS_NOWHERE)
        return;
    if (!cs_grow(&run->duty_events, &run->duty_event_capacity, run->duty_event_count + 1, sizeof *run->duty_events)) {
        cs_run_fail_memory(run);
        return;
    }
    run->duty_events[run->duty_event_count++] =
        (struct cs_duty_event){.bond = bond, .relation = relation, .worlds = worlds, .place = *place};
}

void cs_bond_duty_values_of(const struct cs_run *run, const struct cs_bond_state *b, uint32_t relation,
                            cs_value *values)
{
    const struct cs_relation *r = &run->plan->relations[relation], *act = &run->plan->relations[b->relation];

    values[0] = CS_UNSAID;
    values[r->first_role - 2] = b->holder;
    values[r->first_role - 1] = b->claimant;
    memcpy(values + r->first_role, b->act + act->first_role, (act->column_count - act->first_role) * sizeof *values);
}

void cs_bond_duty_values(const struct cs_run *run, uint32_t bond, uint32_t relation, cs_value *values)
{
    cs_bond_duty_values_of(run, &run->bonds[bond], relation, values);
}

void cs_bond_touch(struct cs_run *run, uint32_t bond, uint32_t relation, uint32_t row)
{
    if (!run->telling)
        return;
    if (!cs_grow(&run->touched, &run->touched_capacity, run->touched_count + 1, sizeof *run->touched)) {
        cs_run_fail_memory(run);
        return;
    }
    run->touched[run->touched_count++] = (struct cs_touch){bond, relation, row};
}

/* The state of a bond: an expectation is met or not met where a duty is fulfilled or violated. */
static enum cs_state word(const struct cs_bond_state *b, enum cs_state duty, enum cs_state expectation)
{
    return b->conclusion->expectation ? expectation : duty;
}

static cs_set performed_in_part(struct cs_run *run, const struct cs_bond_state *b)
{
    const struct cs_sums *sums = &cs_bond_past(b)->sums;
    cs_set worlds = CS_NONE;

    for (size_t i = 0; i < sums->count; i++)
        if (sums->items[i].sum > 0)
            worlds = cs_worlds_or(run->worlds, worlds, sums->items[i].worlds);
    return worlds;
}

static cs_set open_unbroken(struct cs_run *run, const struct cs_bond_state *b)
{
    return cs_worlds_minus(run->worlds, cs_bond_open(run, b), b->broken);
}

struct cs_bond_standing cs_bond_standing_of(struct cs_run *run, const struct cs_bond_state *b, size_t number)
{
    struct cs_worlds *w = run->worlds;

    switch (number) {
    case 0:
        return (struct cs_bond_standing){CS_STATE_IN_FORCE, open_unbroken(run, b)};
    case 1:
        return (struct cs_bond_standing){CS_STATE_SUSPENDED, cs_bond_in(b, CS_BOND_SUSPENDED) == CS_NONE
                                             ? CS_NONE : cs_worlds_and(w, open_unbroken(run, b),
                                                                       cs_bond_in(b, CS_BOND_SUSPENDED))};
    case 2:
        return (struct cs_bond_standing){CS_STATE_EXPIRED, b->ended_before};
    case 3:
        return (struct cs_bond_standing){CS_STATE_DISCHARGED, cs_worlds_and(w, b->ended_before,
                                                                                  cs_bond_in(b, CS_BOND_RELEASED))};
    case 4:
        return (struct cs_bond_standing){word(b, CS_STATE_FULFILLED, CS_STATE_MET), cs_worlds_or(w, b->done,
                                         cs_bond_in(b, CS_BOND_KEPT))};
    case 5:
        return (struct cs_bond_standing){word(b, CS_STATE_VIOLATED, CS_STATE_NOT_MET), b->broken};
    case 6:
        return (struct cs_bond_standing){word(b, CS_STATE_FULFILLED_IN_PART, CS_STATE_MET_IN_PART),
                                         b->conclusion->forbidden || b->broken == CS_NONE
                                             ? CS_NONE : cs_worlds_and(w, b->broken, performed_in_part(run, b))};
    default:
        return (struct cs_bond_standing){word(b, CS_STATE_FULFILLED_LATE, CS_STATE_MET_LATE),
                                         b->conclusion->forbidden ? CS_NONE : cs_bond_in(b, CS_BOND_LATE)};
    }
}

size_t cs_bond_states(struct cs_run *run, const struct cs_bond_state *b, struct cs_bond_standing out[CS_BOND_STATES])
{
    for (size_t i = 0; i < CS_BOND_STATES; i++)
        out[i] = cs_bond_standing_of(run, b, i);
    return CS_BOND_STATES;
}

void cs_bond_stir(struct cs_run *run, uint32_t bond)
{
    struct cs_bond_state *b = &run->bonds[bond];

    if (b->stirred || cs_bond_duty_relation(run, b, CS_VERB_OWES) == CS_NOWHERE)
        return;
    if (!cs_grow(&run->stirred, &run->stirred_capacity, run->stirred_count + 1, sizeof *run->stirred)) {
        cs_run_fail_memory(run);
        return;
    }
    b->stirred = true;
    run->stirred[run->stirred_count++] = bond;
}

void cs_bond_end(struct cs_run *run, uint32_t bond, cs_set worlds, bool release, uint32_t relation, uint32_t row)
{
    struct cs_bond_state *b = &run->bonds[bond];
    struct cs_worlds *w = run->worlds;
    cs_set over = cs_worlds_and(w, worlds, cs_bond_open(run, b)), before, after;

    if (over == CS_NONE)
        return;
    before = cs_worlds_minus(w, over, b->broken);
    after = cs_worlds_and(w, over, b->broken);
    b->ended_before = cs_worlds_or(w, b->ended_before, before);
    b->ended_after = cs_worlds_or(w, b->ended_after, after);
    if (release)
        cs_bond_add_in(run, b, CS_BOND_RELEASED, over);
    cs_bond_tell_piece(run, b, CS_BOND_ENDED_AT, run->place.start, over, relation, row);
    cs_bond_touch(run, bond, relation, row);
    cs_bond_stir(run, bond);
}

/* Does something ask later when it was broken: what comes to be called its act only then, or a part of it (R 6.6)? */
static bool breach_is_asked(const struct cs_run *run, const struct cs_bond_state *b)
{
    const struct cs_relation *act = &run->plan->relations[b->relation];

    return !run->streams || act->named_later || act->number_column != CS_NOWHERE;
}

void cs_bond_break(struct cs_run *run, uint32_t bond, cs_set worlds, cs_instant time, uint32_t relation, uint32_t row)
{
    struct cs_bond_state *b = &run->bonds[bond];
    struct cs_worlds *w = run->worlds;

    if (worlds == CS_NONE)
        return;
    b->broken = cs_worlds_or(w, b->broken, worlds);
    if (breach_is_asked(run, b))
        cs_bond_add_piece(run, b, CS_BOND_BROKEN_AT, time, worlds, relation, row);
    cs_bond_touch(run, bond, relation, row);
    if (b->conclusion->only) {
        b->ended_after = cs_worlds_or(w, b->ended_after, worlds);
        cs_bond_stir(run, bond);
    }
    cs_bond_becomes(run, bond, CS_VERB_FAILS, worlds, &run->place);
}

const struct cs_due *cs_bond_overdue(const struct cs_run *run, uint32_t bond, cs_instant by)
{
    const struct cs_bond_state *b = &run->bonds[bond];

    for (size_t i = b->first_due; i < b->due_count; i++)
        if (b->dues[i].end <= by && b->dues[i].worlds != CS_NONE)
            return &b->dues[i];
    return NULL;
}

static void release_past(struct cs_run *run, struct cs_bond_past *past)
{
    if (past == NULL)
        return;
    for (size_t i = 0; i < CS_BOND_LISTS; i++)
        cs_pool_give(&run->pool, past->at[i].items, past->at[i].capacity, sizeof *past->at[i].items);
    cs_pool_give(&run->pool, past->sums.items, past->sums.capacity, sizeof *past->sums.items);
    cs_pool_give(&run->pool, past->founders, past->founder_capacity, sizeof *past->founders);
    cs_pool_give(&run->pool, past, 1, sizeof *past);
}

static void release(struct cs_run *run, struct cs_bond_state *b)
{
    release_past(run, b->past);
    if (!b->borrows)
        cs_pool_give(&run->pool, b->dues, b->due_count, sizeof *b->dues);
    cs_pool_give(&run->pool, b->values, cs_bond_variables(b), sizeof *b->values);
}

/* Does something other than the bond itself know it by its number, or may it be founded anew by a state (R 4.2)? */
static bool is_known(const struct cs_bond_state *b)
{
    return b->rule == NULL || b->rule->kind == CS_RULE_WHILE || cs_bond_past(b)->founder_count > 0 ||
           b->placed || b->stirred || cs_bond_past(b)->same != CS_NOWHERE || cs_bond_past(b)->newer != CS_NOWHERE;
}

/* Is its sentence to be kept as over? Not what names something that is closed: nothing founds that again. */
static bool is_remembered(const struct cs_run *run, const struct cs_bond_state *b)
{
    uint32_t column = run->plan->relations[b->relation].closed_column;

    return column == CS_NOWHERE || !cs_run_closed(run, b->act[column]);
}

bool cs_bond_give_back(struct cs_run *run, uint32_t bond)
{
    struct cs_bond_state *b = &run->bonds[bond];

    if ((run->ways_off & CS_WAY_GIVE_BACK) != 0 || b->exists != CS_ALL || is_known(b) || !cs_watch_is_over(run, bond))
        return false;
    if (!cs_grow(&run->free_bonds, &run->free_bond_capacity, run->free_bond_count + 1, sizeof *run->free_bonds) ||
        (!b->remembered && !b->noted && is_remembered(run, b) && !cs_ended_add(&run->ended, run->plan, b))) {
        cs_run_fail_memory(run);
        return false;
    }
    cs_watch_drop(run, bond);
    if (!b->remembered)
        cs_slots_remove(&run->bond_slots, sentence_slot(run, b, b->hash));
    release(run, b);
    *b = (struct cs_bond_state){.unfiled = true};
    run->free_bonds[run->free_bond_count++] = bond;
    return true;
}

void cs_bonds_release(struct cs_run *run)
{
    free(run->bond_memory);
    free(run->free_bonds);
    cs_ended_release(&run->ended);
    cs_slots_release(&run->bond_slots);
    free(run->lasting);
}

void cs_bond_suspend(struct cs_run *run, uint32_t bond, cs_set worlds)
{
    struct cs_bond_state *b = &run->bonds[bond];
    cs_set more = cs_worlds_minus(run->worlds, cs_worlds_and(run->worlds, worlds, b->exists),
                                  cs_bond_in(b, CS_BOND_SUSPENDED));
    const struct cs_pieces *pieces = cs_bond_at(b, CS_BOND_SUSPENDED_AT);
    struct cs_piece *last = pieces->count == 0 ? NULL : &pieces->items[pieces->count - 1];

    if (more == CS_NONE)
        return;
    cs_bond_add_in(run, b, CS_BOND_SUSPENDED, more);
    if (last != NULL && last->time == run->place.start) /* as it ends, each piece is held against each deadline */
        last->worlds = cs_worlds_or(run->worlds, last->worlds, more);
    else
        cs_bond_add_piece(run, b, CS_BOND_SUSPENDED_AT, run->place.start, more, CS_NOWHERE, CS_NOWHERE);
    cs_bond_touch(run, bond, CS_NOWHERE, CS_NOWHERE);
}
