/* SPDX-License-Identifier: MIT */
/*
 * The twin: one takes over from another (R 2.14). As such a fact of the record begins, each fact and each open bond in
 * which the other stands goes on with him, in one world and one after another.
 */
#include "twin/twin_int.h"

#include <string.h>

struct heir { cs_value who, from; };
struct heirs { struct heir *items; size_t count, capacity; };

static bool put_in_place(const struct heir *heir, cs_value *values, size_t count)
{
    bool found = false;

    for (size_t i = 0; i < count; i++)
        if (values[i] == heir->from) {
            values[i] = heir->who;
            found = true;
        }
    return found;
}

static void add_heir(struct cs_twin_run *run, struct heirs *heirs, struct heir heir)
{
    heirs->items = cs_twin_grow(run, heirs->items, &heirs->count, &heirs->capacity, sizeof *heirs->items);
    if (heirs->items != NULL)
        heirs->items[heirs->count - 1] = heir;
}

/* Does somebody take over, through others, from one who takes over from him? */
static bool go_in_circle(struct cs_twin_run *run, const struct heirs *heirs)
{
    size_t n = heirs->count;
    bool *leads = cs_arena_array(&run->twin->arena, n * n, sizeof *leads), circle = false;

    for (size_t i = 0; i < n * n && leads != NULL; i++)
        leads[i] = heirs->items[i / n].who == heirs->items[i % n].from;
    for (size_t k = 0; k < n && leads != NULL; k++)
        for (size_t i = 0; i < n * n; i++)
            leads[i] |= leads[i / n * n + k] && leads[k * n + i % n];
    for (size_t i = 0; i < n && leads != NULL; i++)
        circle |= leads[i * n + i];
    return circle;
}

static void find_heirs(struct cs_twin_run *run, struct heirs *heirs)
{
    for (size_t i = 0; i < run->docket->fact_count; i++) {
        const struct cs_occurrence *fact = &run->docket->facts[i];

        for (uint32_t c = 0; c < fact->cell_count; c++) {
            if (fact->cells[c].start != run->now || !cs_twin_in(run, fact->cells[c].worlds))
                continue;
            for (const struct cs_occurrence_row *row = fact->rows; row != NULL; row = row->next) {
                const struct cs_relation *r = &run->plan->relations[row->relation];
                struct heir heir = {0};

                if (!r->takes_over || !cs_twin_in(run, row->worlds))
                    continue;
                heir.who = row->values[cs_shape_role(r->shape, CS_PREP_IS)];
                heir.from = row->values[cs_shape_role(r->shape, CS_PREP_OF)];
                if (heir.who != CS_UNSAID && heir.from != CS_UNSAID && heir.who != heir.from)
                    add_heir(run, heirs, heir);
                run->place = (struct cs_twin_place){.start = run->now, .end = run->now + 1, .day = fact->cells[c].day,
                                                    .offset = fact->entry->moment.offset};
            }
        }
    }
}

/* ---- facts ---- */

static void note_carried(struct cs_twin_run *run, const struct cs_twin_tuple *fact)
{
    run->carried = cs_twin_grow(run, run->carried, &run->carried_count, &run->carried_capacity, sizeof *run->carried);
    if (run->carried != NULL)
        run->carried[run->carried_count - 1] = *fact;
}

static bool is_begun(const struct cs_twin_run *run, const struct cs_twin_tuple *fact)
{
    for (size_t i = 0; i < run->support_count; i++)
        if (run->supports[i].fresh && run->supports[i].entry == NULL &&
            cs_twin_same(run->plan, &run->supports[i].fact, fact))
            return true;
    return false;
}

/* One round: what the heirs find at its beginning goes on with each of them, and has then ended. */
static bool carry_facts(struct cs_twin_run *run, const struct heirs *heirs)
{
    size_t count = run->support_count;
    bool any = false;

    for (size_t i = 0; i < count; i++)
        for (size_t h = 0; h < heirs->count; h++) {
            struct cs_twin_tuple fact = run->supports[i].fact;
            const struct cs_relation *r = &run->plan->relations[fact.relation];

            if (r->takes_over || !put_in_place(&heirs->items[h], fact.values, r->column_count))
                continue;
            note_carried(run, &fact);
            note_carried(run, &run->supports[i].fact);
            if (!is_begun(run, &fact))
                cs_twin_fact_begin(run, &fact, NULL);
            any = true;
        }
    for (size_t i = count; i-- > 0;)
        for (size_t h = 0; h < heirs->count; h++) {
            struct cs_twin_tuple fact = run->supports[i].fact;
            const struct cs_relation *r = &run->plan->relations[fact.relation];

            if (!r->takes_over && put_in_place(&heirs->items[h], fact.values, r->column_count)) {
                memmove(run->supports + i, run->supports + i + 1, (run->support_count - i - 1) * sizeof *run->supports);
                run->support_count--;
                break;
            }
        }
    cs_twin_replace(run);
    return any;
}

/* ---- bonds ---- */

static bool is_of(const struct heir *heir, struct cs_twin_bond *b, const struct cs_plan *plan)
{
    bool found = put_in_place(heir, &b->holder, 1);

    found = put_in_place(heir, &b->claimant, 1) || found;
    found = put_in_place(heir, b->act.values, plan->relations[b->act.relation].column_count) || found;
    put_in_place(heir, b->values, CS_VARIABLES_MAX);
    return found;
}

/* Would he owe it to himself, though it was owed to another? */
static bool would_owe_himself(const struct cs_twin_run *run, const struct heir *heir, size_t bond)
{
    struct cs_twin_bond model = run->bonds[bond];

    is_of(heir, &model, run->plan);
    return model.holder == model.claimant && run->bonds[bond].holder != run->bonds[bond].claimant;
}

/* It goes on if it depends on no state, or on one that goes on. The states on which it depends then are added. */
static bool goes_on(struct cs_twin_run *run, const struct heir *heir, size_t from, size_t to)
{
    size_t count = run->founder_count;
    bool found = run->bonds[from].permanent;

    if (would_owe_himself(run, heir, from))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct cs_twin_tuple condition = run->founders[i].condition;

        if (run->founders[i].bond != from)
            continue;
        put_in_place(heir, condition.values, run->plan->relations[condition.relation].column_count);
        if (!cs_twin_condition_goes_on(run, &condition))
            continue;
        found = true;
        if (to != SIZE_MAX)
            cs_twin_add_founder(run, to, &condition);
    }
    return found;
}

/* That the bond is open goes on as well (R 4.11). */
static void note_duty(struct cs_twin_run *run, const struct cs_twin_bond *b)
{
    struct cs_twin_tuple duty;

    if (cs_twin_duty_of(run, b, &duty))
        note_carried(run, &duty);
}

static void carry_bond(struct cs_twin_run *run, const struct heir *heir, size_t from)
{
    struct cs_twin_bond model = run->bonds[from];
    size_t to;

    is_of(heir, &model, run->plan);
    note_duty(run, &run->bonds[from]);
    note_duty(run, &model);
    to = cs_twin_find_bond(run, &model);
    if (to == SIZE_MAX || run->bonds[to].gone)
        to = cs_twin_carry_bond(run, &model);
    if (to == SIZE_MAX)
        return;
    if (run->bonds[from].permanent)
        run->bonds[to].permanent = true; /* as if it were founded again (R 6.1) */
    goes_on(run, heir, from, to);
}

struct to_carry { size_t bond; const struct heir *heir; bool carried, now; };

/* When its time is over, as far as it is set. */
static cs_instant end_of(const struct cs_twin_bond *b)
{
    cs_instant end = CS_TIME_NEVER;

    for (uint32_t i = 0; i < CS_LIMITS_MAX; i++)
        if (b->dues[i].set && !b->dues[i].fallen && b->dues[i].end < end)
            end = b->dues[i].end;
    return end;
}

static int order_of_names(const struct cs_twin_run *run, cs_value a, cs_value b)
{
    if (a == b)
        return 0;
    if (a == CS_UNSAID || b == CS_UNSAID)
        return a == CS_UNSAID ? 1 : -1;
    return strcmp(cs_names_text(run->plan->names, a), cs_names_text(run->plan->names, b));
}

/* R 2.14: of two that become one at once, does this one go on? */
static bool counts_before(const struct cs_twin_run *run, const struct cs_twin_bond *a, const struct cs_twin_bond *b)
{
    int order = order_of_names(run, a->holder, b->holder);

    if (a->since != b->since)
        return a->since < b->since;
    if (a->broken != b->broken)
        return a->broken;
    if (end_of(a) != end_of(b))
        return end_of(a) < end_of(b);
    if (order == 0)
        order = order_of_names(run, a->claimant, b->claimant);
    for (uint32_t i = 0; order == 0 && i < run->plan->relations[a->act.relation].column_count; i++)
        order = order_of_names(run, a->act.values[i], b->act.values[i]);
    return order < 0;
}

static bool is_outdone(const struct cs_twin_run *run, const struct to_carry *list, size_t count, size_t i)
{
    struct cs_twin_bond own = run->bonds[list[i].bond];

    is_of(list[i].heir, &own, run->plan);
    for (size_t k = 0; k < count; k++) {
        struct cs_twin_bond other = run->bonds[list[k].bond];

        if (k == i || !list[k].now || !is_of(list[k].heir, &other, run->plan) ||
            !cs_twin_same_sentence(run, &own, &other))
            continue;
        if (counts_before(run, &run->bonds[list[k].bond], &run->bonds[list[i].bond]))
            return true;
    }
    return false;
}

/* Those that go on now: the foremost of each sentence, then the others. False: there are none. */
static bool carry_now(struct cs_twin_run *run, struct to_carry *list, size_t count)
{
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        list[i].now = !list[i].carried && goes_on(run, list[i].heir, list[i].bond, SIZE_MAX);
        any |= list[i].now;
    }
    for (int others = 0; others < 2; others++)
        for (size_t i = 0; i < count; i++)
            if (list[i].now && !list[i].carried && (others == 1 || !is_outdone(run, list, count, i))) {
                carry_bond(run, list[i].heir, list[i].bond);
                list[i].carried = true;
            }
    return any;
}

/* One round. A bond may depend on another's being open, which then is seen to go on before it. */
static bool carry_bonds(struct cs_twin_run *run, const struct heirs *heirs)
{
    struct to_carry *list = cs_arena_array(&run->twin->arena, run->bond_count * heirs->count, sizeof *list);
    size_t count = 0;

    for (size_t b = 0; list != NULL && b < run->bond_count; b++)
        for (size_t h = 0; h < heirs->count; h++) {
            struct cs_twin_bond copy = run->bonds[b];

            if (cs_twin_bond_open(&run->bonds[b]) && is_of(&heirs->items[h], &copy, run->plan))
                list[count++] = (struct to_carry){.bond = b, .heir = &heirs->items[h]};
        }
    for (bool more = true; more;) {
        more = carry_now(run, list, count);
        cs_twin_derive(run);
    }
    for (size_t i = 0; i < count; i++) {
        cs_twin_bond_end(&run->bonds[list[i].bond], false);
        run->bonds[list[i].bond].gone = true;
    }
    return count > 0;
}

void cs_twin_take_over(struct cs_twin_run *run)
{
    struct heirs heirs = {.items = NULL};

    find_heirs(run, &heirs);
    if (heirs.count == 0)
        return;
    if (go_in_circle(run, &heirs)) {
        run->twin->contradictory = true;
        return;
    }
    while (carry_facts(run, &heirs))
        continue;
    cs_twin_derive(run);
    while (carry_bonds(run, &heirs))
        continue;
}
