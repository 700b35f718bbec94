/* SPDX-License-Identifier: MIT */
/*
 * One takes over from another (R 2.14): as a fact `taking over` of the record begins, what the other stands in goes on
 * with him. Facts end and begin with him in his place; then open bonds go on with him, on the facts as they are then.
 *
 * All that is taken over at one instant is so at once. It is done in rounds: what is found in a round is ended after
 * it, so that two may take over from one, and in the next round another may take over from either.
 */
#include <stdlib.h>
#include <string.h>

#include "run/bond_int.h"

#define ROUNDS_MAX 64 /* more than any chain of one instant; two who take over from each other end here */

struct heir { cs_value who, from; cs_set worlds; const struct cs_occurrence *fact; uint32_t relation, row; };
struct ended { /* a row of a relation, or a bond */
    uint32_t number, row;
    cs_set worlds;
    const struct heir *by;
    cs_set carried; /* of a bond: of these worlds those in which it goes on */
};

struct succession {
    struct cs_run *run;
    const struct heir *heirs;
    size_t heir_count;
    struct ended *ended; /* in this round */
    size_t count, capacity;
};

static cs_value inherited(const struct heir *heir, cs_value value)
{
    return value == heir->from ? heir->who : value;
}

static void note_ended(struct succession *s, struct ended ended)
{
    if (cs_grow(&s->ended, &s->capacity, s->count + 1, sizeof *s->ended))
        s->ended[s->count++] = ended;
    else
        cs_run_fail_memory(s->run);
}

/* ---- facts ---- */

/* What began in this round is seen in the next. */
static cs_set supported(struct cs_run *run, const struct cs_row *row)
{
    cs_set worlds = CS_NONE;

    for (const struct cs_support *s = row->supports; s != NULL; s = s->next)
        if (s->turn != run->fresh_turn)
            worlds = cs_worlds_or(run->worlds, worlds, s->worlds);
    return worlds;
}

/* Rules do not see the fact, or that a duty is open, begin or cease: it goes on. */
static void note_carried(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds)
{
    if (cs_grow(&run->carried, &run->carried_capacity, run->carried_count + 1, sizeof *run->carried))
        run->carried[run->carried_count++] = (struct cs_change){relation, row, worlds};
    else
        cs_run_fail_memory(run);
}

static void carry_fact(struct succession *s, const struct heir *heir, uint32_t relation, uint32_t row)
{
    struct cs_run *run = s->run;
    uint32_t columns = run->plan->relations[relation].column_count;
    cs_value values[CS_COLUMNS_MAX];
    cs_set worlds;
    bool has = false;

    memcpy(values, cs_store_values(run, relation, row), columns * sizeof *values);
    for (uint32_t i = 0; i < columns; i++) {
        has = has || values[i] == heir->from;
        values[i] = inherited(heir, values[i]);
    }
    worlds = has ? cs_worlds_and(run->worlds, supported(run, &run->stores[relation].rows[row]), heir->worlds) : CS_NONE;
    if (worlds == CS_NONE)
        return;
    cs_fact_begin(run, relation, values, worlds, heir->fact, CS_NOWHERE);
    note_carried(run, relation, cs_store_find(run, relation, values), worlds);
    note_carried(run, relation, row, worlds);
    note_ended(s, (struct ended){relation, row, worlds, heir, worlds});
}

static bool carry_facts(struct succession *s)
{
    const struct cs_plan *plan = s->run->plan;

    s->count = 0;
    for (uint32_t r = 0; r < plan->relation_count; r++) {
        size_t rows = s->run->stores[r].count;

        if (plan->relations[r].kind != CS_RELATION_FACT || plan->relations[r].takes_over)
            continue;
        for (uint32_t row = 0; row < rows; row++)
            for (size_t h = 0; h < s->heir_count && cs_run_ok(s->run); h++)
                carry_fact(s, &s->heirs[h], r, row);
    }
    for (size_t i = 0; i < s->count && cs_run_ok(s->run); i++)
        cs_fact_end(s->run, s->ended[i].number, s->ended[i].row, s->ended[i].worlds);
    return s->count > 0;
}

/* ---- bonds ---- */

/* The worlds in which the bond goes on: it depends on no state, or on one that goes on. */
static cs_set goes_on(struct cs_run *run, const struct heir *heir, const struct cs_bond_state *b)
{
    cs_set worlds = b->permanent;

    for (size_t i = 0; i < b->founder_count; i++) {
        uint32_t relation = b->founders[i].relation, row;
        cs_value values[CS_COLUMNS_MAX];

        for (uint32_t c = 0; c < run->plan->relations[relation].column_count; c++)
            values[c] = inherited(heir, cs_store_values(run, relation, b->founders[i].row)[c]);
        row = cs_store_find(run, relation, values);
        if (row != CS_NOWHERE)
            worlds = cs_worlds_or(run->worlds, worlds, run->stores[relation].rows[row].worlds);
    }
    return worlds;
}

static void found_by_heirs_states(struct cs_run *run, const struct heir *heir, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < run->bonds[from].founder_count; i++) {
        uint32_t relation = run->bonds[from].founders[i].relation, row;
        cs_value values[CS_COLUMNS_MAX];

        for (uint32_t c = 0; c < run->plan->relations[relation].column_count; c++)
            values[c] = inherited(heir, cs_store_values(run, relation, run->bonds[from].founders[i].row)[c]);
        row = cs_store_find(run, relation, values);
        if (row != CS_NOWHERE)
            cs_bond_founder(run, to, relation, row);
    }
    if (run->bonds[to].founder_count == 0)
        return;
    if (cs_grow(&run->taken_over, &run->taken_over_capacity, run->taken_over_count + 1, sizeof *run->taken_over))
        run->taken_over[run->taken_over_count++] = to;
    else
        cs_run_fail_memory(run);
}

/* The worlds in which it is open; not those in which a prohibition was broken, and its term is over. */
static cs_set open_of(struct cs_run *run, const struct cs_bond_state *b)
{
    cs_set open = cs_bond_open(run, b);

    for (size_t i = 0; b->conclusion->forbidden && i < b->deadlines.count; i++)
        open = cs_worlds_minus(run->worlds, open, b->deadlines.items[i].worlds);
    return open;
}

/* That the bond is open goes on as well (R 4.11). */
static void note_duty(struct cs_run *run, uint32_t bond, cs_set worlds)
{
    uint32_t relation, row = cs_duty_row(run, bond, &relation);

    if (row != CS_NOWHERE)
        note_carried(run, relation, row, worlds);
}

/* The bond of the other, in the worlds in which it is open and is to be taken over. */
static void find_bond(struct succession *s, const struct heir *heir, uint32_t bond)
{
    struct cs_run *run = s->run;
    const struct cs_bond_state *b = &run->bonds[bond];
    bool has = b->holder == heir->from || b->claimant == heir->from;
    cs_set open;

    for (uint32_t i = 0; i < run->plan->relations[b->relation].column_count; i++)
        has = has || b->act[i] == heir->from;
    open = has ? cs_worlds_and(run->worlds, open_of(run, b), heir->worlds) : CS_NONE;
    if (open != CS_NONE)
        note_ended(s, (struct ended){bond, 0, open, heir, CS_NONE});
}

/* Lets it go on in the worlds in which it does now, and did not before. */
static void carry_bond(struct succession *s, struct ended *ended)
{
    struct cs_run *run = s->run;
    const struct heir *heir = ended->by;
    struct cs_bond_state model = run->bonds[ended->number];
    cs_value values[CS_VARIABLES_MAX];
    cs_set worlds = cs_worlds_and(run->worlds, ended->worlds, goes_on(run, heir, &run->bonds[ended->number]));

    worlds = cs_worlds_minus(run->worlds, worlds, ended->carried);
    if (worlds == CS_NONE)
        return;
    ended->carried = cs_worlds_or(run->worlds, ended->carried, worlds);
    model.holder = inherited(heir, model.holder);
    model.claimant = inherited(heir, model.claimant);
    for (uint32_t i = 0; i < CS_COLUMNS_MAX; i++)
        model.act[i] = inherited(heir, model.act[i]);
    for (uint32_t i = 0; i < cs_bond_variables(&model); i++)
        values[i] = inherited(heir, model.values[i]);
    model.values = values;
    note_duty(run, ended->number, worlds);
    for (cs_set left = worlds; left != CS_NONE && cs_run_ok(run);) {
        uint32_t to = cs_bond_carry(run, ended->number, &model, &left, heir->relation, heir->row);

        if (to == CS_NOWHERE)
            continue;
        found_by_heirs_states(run, heir, ended->number, to);
        note_duty(run, to, worlds);
    }
}

/* A bond may depend on another's being open (R 4.11), which then is seen to go on before it. */
static bool carry_bonds(struct succession *s)
{
    struct cs_run *run = s->run;
    size_t bonds = run->bond_count;

    s->count = 0;
    for (uint32_t b = 0; b < bonds; b++)
        for (size_t h = 0; h < s->heir_count && cs_run_ok(run); h++)
            find_bond(s, &s->heirs[h], b);
    for (bool more = s->count > 0; more && cs_run_ok(run);) {
        for (size_t i = 0; i < s->count && cs_run_ok(run); i++)
            carry_bond(s, &s->ended[i]);
        more = run->stirred_count > 0;
        cs_set_duties(run);
        cs_derive(run);
    }
    for (size_t i = 0; i < s->count && cs_run_ok(run); i++) {
        struct cs_bond_state *b = &run->bonds[s->ended[i].number];

        cs_bond_end(run, s->ended[i].number, s->ended[i].worlds, false, s->ended[i].by->relation, s->ended[i].by->row);
        b->gone = cs_worlds_or(run->worlds, b->gone, s->ended[i].worlds);
    }
    return s->count > 0;
}

/* ---- who takes over ---- */

static bool add_heir(struct cs_run *run, struct heir **heirs, size_t *count, size_t *capacity, struct heir heir)
{
    if (heir.worlds == CS_NONE || heir.who == CS_UNSAID || heir.from == CS_UNSAID || heir.who == heir.from)
        return true;
    if (!cs_grow(heirs, capacity, *count + 1, sizeof **heirs)) {
        cs_run_fail_memory(run);
        return false;
    }
    (*heirs)[(*count)++] = heir;
    return true;
}

static void take_over(struct cs_run *run, const struct heir *heirs, size_t count)
{
    struct succession s = {.run = run, .heirs = heirs, .heir_count = count};

    for (int round = 0; round < ROUNDS_MAX && cs_run_ok(run) && carry_facts(&s); round++)
        cs_fresh_settle(run);
    cs_derive(run);
    for (int round = 0; round < ROUNDS_MAX && cs_run_ok(run) && carry_bonds(&s); round++)
        continue;
    free(s.ended);
}

void cs_take_over(struct cs_run *run, const struct cs_item *items, size_t count)
{
    struct heir *heirs = NULL;
    size_t heir_count = 0, capacity = 0;

    for (size_t i = 0; i < count; i++) {
        const struct cs_occurrence *fact = cs_item_fact(run, &items[i]);

        for (const struct cs_occurrence_row *row = fact != NULL && items[i].begins ? fact->rows : NULL; row != NULL;
             row = row->next) {
            const struct cs_relation *r = &run->plan->relations[row->relation];
            struct heir heir = {.worlds = cs_worlds_and(run->worlds, row->worlds, items[i].worlds), .fact = fact,
                                .relation = row->relation};

            if (!r->takes_over)
                continue;
            heir.row = cs_store_find(run, row->relation, row->values);
            heir.who = row->values[cs_shape_role(r->shape, CS_PREP_IS)];
            heir.from = row->values[cs_shape_role(r->shape, CS_PREP_OF)];
            run->place = (struct cs_place){
                .start = run->now, .end = run->now + 1, .day = items[i].day, .offset = items[i].offset};
            if (!add_heir(run, &heirs, &heir_count, &capacity, heir))
                break;
        }
    }
    if (heir_count > 0)
        take_over(run, heirs, heir_count);
    free(heirs);
}
