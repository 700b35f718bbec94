/* SPDX-License-Identifier: MIT */
/*
 * One takes over from another (R 2.14): as a fact `taking over` of the record begins, what the other stands in goes on
 * with him. Facts end and begin with him in his place; then open bonds go on with him, on the facts as they are then.
 *
 * All that is taken over at one instant is so at once. It is done in rounds: what is found in a round is ended after
 * it, so that two may take over from one, and in the next round another may take over from either. The first round
 * finds all in which somebody stands from whom is taken over, each later one what went on in the round before it.
 */
#include <stdlib.h>
#include <string.h>

#include "run/bond_int.h"
#include "run/foremost.h"
#include "run/stood_in.h"

struct heir { cs_value who, from; cs_set worlds; const struct cs_occurrence *fact; uint32_t relation, row, number; };
struct stand { uint32_t relation, row; const struct heir *heir; }; /* the one he takes over from stands in it */
struct ended { /* a row of a relation, or a bond */
    uint32_t number, row;
    cs_set worlds;
    const struct heir *by;
    /* of a bond: of these worlds those in which it goes on; in which it does now; of these, in which no other of the
     * sentence that it becomes counts rather than it */
    cs_set carried, now, first;
    uint32_t hash; /* of that sentence */
};

struct succession {
    struct cs_run *run;
    const struct heir *heirs; /* by the one from whom they take over */
    size_t heir_count;
    struct stand *stands;     /* of this round */
    size_t stand_count, stand_capacity;
    struct cs_lasting *begun; /* what went on in this round, as which it did */
    size_t begun_count, begun_capacity;
    struct ended *ended;      /* in this round */
    size_t count, capacity;
};

static cs_value inherited(const struct heir *heir, cs_value value)
{
    return value == heir->from ? heir->who : value;
}

/* The values of a row with the heir in the place of the other. */
static void inherit_values(const struct cs_run *run, const struct heir *heir, uint32_t relation, uint32_t row,
                           cs_value values[CS_COLUMNS_MAX])
{
    for (uint32_t i = 0; i < run->plan->relations[relation].column_count; i++)
        values[i] = inherited(heir, cs_store_values(run, relation, row)[i]);
}

static void note_ended(struct succession *s, struct ended ended)
{
    if (cs_grow(&s->ended, &s->capacity, s->count + 1, sizeof *s->ended))
        s->ended[s->count++] = ended;
    else
        cs_run_fail_memory(s->run);
}

static void note_begun(struct succession *s, uint32_t relation, uint32_t row)
{
    if (cs_grow(&s->begun, &s->begun_capacity, s->begun_count + 1, sizeof *s->begun))
        s->begun[s->begun_count++] = (struct cs_lasting){relation, row};
    else
        cs_run_fail_memory(s->run);
}

/* ---- who stands in what ---- */

static int by_place(const void *a, const void *b)
{
    const struct stand *x = a, *y = b;

    if (x->relation != y->relation)
        return x->relation < y->relation ? -1 : 1;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return (x->heir->number > y->heir->number) - (x->heir->number < y->heir->number);
}

static int by_from(const void *item, const void *key)
{
    const struct heir *heir = item;
    const cs_value *from = key;

    return (heir->from > *from) - (heir->from < *from);
}

/* How many take over from one whose number is less. */
static size_t heirs_below(const struct succession *s, cs_value from)
{
    return cs_lower_bound(&from, s->heirs, s->heir_count, sizeof *s->heirs, by_from);
}

/* All who take over from this one: the first of them, NULL if there is none, and their number. */
static const struct heir *heirs_of(const struct succession *s, cs_value from, size_t *count)
{
    size_t first = heirs_below(s, from);

    *count = heirs_below(s, from + 1) - first;
    return *count > 0 ? &s->heirs[first] : NULL;
}

static void note_stand(struct succession *s, uint32_t relation, uint32_t row, const struct heir *heir)
{
    if (cs_grow(&s->stands, &s->stand_capacity, s->stand_count + 1, sizeof *s->stands))
        s->stands[s->stand_count++] = (struct stand){relation, row, heir};
    else
        cs_run_fail_memory(s->run);
}

/* In what went on in the last round. */
static void stand_in_begun(struct succession *s)
{
    for (size_t i = 0; i < s->begun_count; i++) {
        cs_value values[CS_STOOD_IN_MAX];
        size_t value_count = cs_values_of(s->run, s->begun[i].relation, s->begun[i].row, values);

        for (size_t v = 0; v < value_count; v++) {
            size_t count = 0;
            const struct heir *heirs = heirs_of(s, values[v], &count);

            for (size_t h = 0; h < count; h++)
                note_stand(s, s->begun[i].relation, s->begun[i].row, &heirs[h]);
        }
    }
}

/* In all that there is so far: rows of facts, or bonds. */
static void stand_in_all(struct succession *s, bool bonds)
{
    struct cs_lists *lists = cs_stood_in(s->run);

    for (size_t h = 0; h < s->heir_count; h++)
        for (uint32_t i = cs_lists_of(lists, s->heirs[h].from); i != 0; i = lists->items[i - 1].next)
            if ((lists->items[i - 1].number == CS_NOWHERE) == bonds)
                note_stand(s, lists->items[i - 1].number, lists->items[i - 1].other, &s->heirs[h]);
}

/* Finds who stands in what at the beginning of a round, each once, by its place. */
static void find_stands(struct succession *s, bool first, bool bonds)
{
    size_t kept = 0;

    s->stand_count = s->count = 0;
    if (first)
        stand_in_all(s, bonds);
    else
        stand_in_begun(s);
    s->begun_count = 0;
    if (s->stand_count > 0)
        qsort(s->stands, s->stand_count, sizeof *s->stands, by_place);
    for (size_t i = 0; i < s->stand_count; i++)
        if (i == 0 || by_place(&s->stands[i], &s->stands[kept - 1]) != 0)
            s->stands[kept++] = s->stands[i];
    s->stand_count = kept;
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
    if (!cs_lists_put(&run->carried, cs_row_key(relation, row), worlds, 0))
        cs_run_fail_memory(run);
}

static void carry_fact(struct succession *s, const struct heir *heir, uint32_t relation, uint32_t row)
{
    struct cs_run *run = s->run;
    cs_value values[CS_COLUMNS_MAX];
    cs_set worlds = cs_worlds_and(run->worlds, supported(run, &run->stores[relation].rows[row]), heir->worlds);
    uint32_t to;

    if (worlds == CS_NONE)
        return;
    inherit_values(run, heir, relation, row, values);
    cs_fact_begin(run, relation, values, worlds, heir->fact, CS_NOWHERE);
    to = cs_store_find(run, relation, values);
    if (to == CS_NOWHERE)
        return;
    note_begun(s, relation, to);
    note_carried(run, relation, to, worlds);
    note_carried(run, relation, row, worlds);
    note_ended(s, (struct ended){.number = relation, .row = row, .worlds = worlds, .by = heir});
}

static bool carry_facts(struct succession *s, bool first)
{
    find_stands(s, first, false);
    for (size_t i = 0; i < s->stand_count && cs_run_ok(s->run); i++)
        carry_fact(s, s->stands[i].heir, s->stands[i].relation, s->stands[i].row);
    for (size_t i = 0; i < s->count && cs_run_ok(s->run); i++)
        cs_fact_end(s->run, s->ended[i].number, s->ended[i].row, s->ended[i].worlds, CS_NOWHERE);
    return s->count > 0;
}

/* ---- bonds ---- */

/* The row that is as this one with the heir in the place of the other; CS_NOWHERE: there is none. */
static uint32_t inherited_row(const struct cs_run *run, const struct heir *heir, uint32_t relation, uint32_t row)
{
    cs_value values[CS_COLUMNS_MAX];

    inherit_values(run, heir, relation, row, values);
    return cs_store_find(run, relation, values);
}

/* Would he owe it to himself, though it was owed to another? Then it is over: whoever owes and is owed is one. */
static bool would_owe_himself(const struct heir *heir, const struct cs_bond_state *b)
{
    return b->holder != b->claimant && inherited(heir, b->holder) == inherited(heir, b->claimant);
}

/* The worlds in which the bond goes on: it depends on no state, or on one that goes on. */
static cs_set goes_on(struct cs_run *run, const struct heir *heir, const struct cs_bond_state *b)
{
    const struct cs_bond_past *past = cs_bond_past(b);
    cs_set worlds = b->permanent;

    if (would_owe_himself(heir, b))
        return CS_NONE;
    for (size_t i = 0; i < past->founder_count; i++) {
        uint32_t relation = past->founders[i].relation;
        uint32_t row = inherited_row(run, heir, relation, past->founders[i].row);

        if (row != CS_NOWHERE)
            worlds = cs_worlds_or(run->worlds, worlds, run->stores[relation].rows[row].worlds);
    }
    return worlds;
}

static void found_by_heirs_states(struct cs_run *run, const struct heir *heir, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < cs_bond_past(&run->bonds[from])->founder_count; i++) {
        uint32_t relation = cs_bond_past(&run->bonds[from])->founders[i].relation;
        uint32_t row = inherited_row(run, heir, relation, cs_bond_past(&run->bonds[from])->founders[i].row);

        if (row == CS_NOWHERE)
            continue;
        cs_bond_founder(run, to, relation, row);
        if (!cs_lists_put(&run->taken_over, cs_row_key(relation, row), to, 0))
            cs_run_fail_memory(run);
    }
}

/* The worlds in which it is open; not those in which a prohibition was broken, and its term is over. */
static cs_set open_of(struct cs_run *run, const struct cs_bond_state *b)
{
    cs_set open = cs_bond_open(run, b);

    for (size_t i = 0; b->conclusion->forbidden && i < cs_bond_at(b, CS_BOND_DEADLINES)->count; i++)
        open = cs_worlds_minus(run->worlds, open, cs_bond_at(b, CS_BOND_DEADLINES)->items[i].worlds);
    return open;
}

/* That the bond is open goes on as well (R 4.11). */
static void note_duty(struct cs_run *run, uint32_t bond, cs_set worlds)
{
    uint32_t relation, row = cs_duty_row(run, bond, &relation);

    if (row != CS_NOWHERE)
        note_carried(run, relation, row, worlds);
}

/* The bond with the heir in the place of the other; `values` has room for all variables. */
static struct cs_bond_state inherited_bond(const struct cs_run *run, const struct heir *heir, uint32_t bond,
                                           cs_value values[CS_VARIABLES_MAX])
{
    struct cs_bond_state b = run->bonds[bond];

    b.holder = inherited(heir, b.holder);
    b.claimant = inherited(heir, b.claimant);
    for (uint32_t i = 0; i < CS_COLUMNS_MAX; i++)
        b.act[i] = inherited(heir, b.act[i]);
    for (uint32_t i = 0; i < cs_bond_variables(&b); i++)
        values[i] = inherited(heir, b.values[i]);
    b.values = values;
    return b;
}

/* The bond of the other, in the worlds in which it is open and is to be taken over. */
static void find_bond(struct succession *s, const struct heir *heir, uint32_t bond)
{
    struct cs_run *run = s->run;
    cs_set open = cs_worlds_and(run->worlds, open_of(run, &run->bonds[bond]), heir->worlds);
    cs_value values[CS_VARIABLES_MAX];
    struct cs_bond_state becomes;

    if (open == CS_NONE)
        return;
    becomes = inherited_bond(run, heir, bond, values);
    cs_bond_find(run, &becomes);
    note_ended(s, (struct ended){.number = bond, .worlds = open, .by = heir, .hash = becomes.hash});
}

/* Lets it go on in these worlds. */
static void carry_bond(struct succession *s, struct ended *ended, cs_set worlds)
{
    struct cs_run *run = s->run;
    const struct heir *heir = ended->by;
    cs_value values[CS_VARIABLES_MAX];
    struct cs_bond_state model;

    if (worlds == CS_NONE)
        return;
    ended->carried = cs_worlds_or(run->worlds, ended->carried, worlds);
    model = inherited_bond(run, heir, ended->number, values);
    note_duty(run, ended->number, worlds);
    for (cs_set left = worlds; left != CS_NONE && cs_run_ok(run);) {
        uint32_t to = cs_bond_carry(run, ended->number, &model, &left, heir->relation, heir->row);

        if (to == CS_NOWHERE)
            continue;
        found_by_heirs_states(run, heir, ended->number, to);
        note_begun(s, CS_NOWHERE, to);
        note_duty(run, to, worlds);
    }
}

static int by_hash(const void *a, const void *b)
{
    const struct ended *x = *(struct ended *const *)a, *y = *(struct ended *const *)b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x > y) - (x < y); /* in their order */
}

static bool become_one(const struct cs_run *run, const struct ended *a, const struct ended *b)
{
    cs_value values_of_a[CS_VARIABLES_MAX], values_of_b[CS_VARIABLES_MAX];
    struct cs_bond_state x = inherited_bond(run, a->by, a->number, values_of_a);
    struct cs_bond_state y = inherited_bond(run, b->by, b->number, values_of_b);

    return cs_bond_same_sentence(run, &x, &y);
}

/* Of those of one hash: what is `first` of each stays so where no other of its sentence counts rather than it. */
static void choose_among(struct cs_run *run, struct ended **list, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = 0; k < i && list[i]->first != CS_NONE && cs_run_ok(run); k++) {
            cs_set both = cs_worlds_and(run->worlds, list[i]->first, list[k]->first), later;

            if (both == CS_NONE || !become_one(run, list[i], list[k]))
                continue;
            later = cs_worlds_and(run->worlds, both, cs_bond_foremost(run, list[i]->number, list[k]->number));
            list[k]->first = cs_worlds_minus(run->worlds, list[k]->first, later);
            list[i]->first = cs_worlds_minus(run->worlds, list[i]->first, cs_worlds_minus(run->worlds, both, later));
        }
}

/* In which worlds each goes on now; and in which of them as what it becomes, if several become one. */
static void choose_first(struct succession *s)
{
    struct cs_run *run = s->run;
    struct ended **list = calloc(s->count + 1, sizeof *list);
    size_t count = 0;

    if (list == NULL)
        cs_run_fail_memory(run);
    for (size_t i = 0; i < s->count && cs_run_ok(run); i++) {
        struct ended *e = &s->ended[i];
        cs_set left = cs_worlds_minus(run->worlds, e->worlds, e->carried);

        e->now = left == CS_NONE ? left : cs_worlds_and(run->worlds, left, goes_on(run, e->by, &run->bonds[e->number]));
        e->first = e->now;
        if (e->now != CS_NONE)
            list[count++] = e;
    }
    if (count > 1)
        qsort(list, count, sizeof *list, by_hash);
    for (size_t i = 0, next; i < count && cs_run_ok(run); i = next) {
        for (next = i + 1; next < count && list[next]->hash == list[i]->hash;)
            next++;
        choose_among(run, list + i, next - i);
    }
    free(list);
}

/*
 * A bond may depend on another's being open (R 4.11), which then is seen to go on before it. Of those that become one
 * sentence the first goes on, and then the others find it.
 */
static bool carry_bonds(struct succession *s, bool first)
{
    struct cs_run *run = s->run;

    find_stands(s, first, true);
    for (size_t i = 0; i < s->stand_count && cs_run_ok(run); i++)
        find_bond(s, s->stands[i].heir, s->stands[i].row);
    for (bool more = s->count > 0; more && cs_run_ok(run);) {
        choose_first(s);
        for (size_t i = 0; i < s->count && cs_run_ok(run); i++)
            carry_bond(s, &s->ended[i], s->ended[i].first);
        for (size_t i = 0; i < s->count && cs_run_ok(run); i++)
            carry_bond(s, &s->ended[i], cs_worlds_minus(run->worlds, s->ended[i].now, s->ended[i].first));
        more = run->stirred_count > 0;
        cs_set_duties(run);
        cs_derive(run);
    }
    for (size_t i = 0; i < s->count && cs_run_ok(run); i++) {
        struct cs_bond_state *b = &run->bonds[s->ended[i].number];

        cs_bond_end(run, s->ended[i].number, s->ended[i].worlds, false, s->ended[i].by->relation, s->ended[i].by->row);
        cs_bond_add_in(run, b, CS_BOND_GONE, s->ended[i].worlds);
    }
    return s->count > 0;
}

/* ---- who takes over ---- */

struct heirs { struct heir *items; size_t count, capacity; };

static void add_heir(struct cs_run *run, struct heirs *heirs, struct heir heir)
{
    if (heir.worlds == CS_NONE || heir.who == CS_UNSAID || heir.from == CS_UNSAID || heir.who == heir.from)
        return;
    heir.number = (uint32_t)heirs->count;
    if (cs_grow(&heirs->items, &heirs->capacity, heirs->count + 1, sizeof *heirs->items))
        heirs->items[heirs->count++] = heir;
    else
        cs_run_fail_memory(run);
}

static int by_from_then_number(const void *a, const void *b)
{
    const struct heir *x = a, *y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

/* A particular, by the first of those who take over from him, and which of them is looked at. */
struct node { const struct heir *first; size_t count, next; };

/* The worlds in which who takes over by this one is, through others, the one from whom he takes over. */
static cs_set circle_of(const struct succession *s, const struct heir *heir, cs_set *reached)
{
    struct cs_worlds *w = s->run->worlds;
    cs_set circle = CS_NONE;
    bool more = true;

    for (size_t i = 0; i < s->heir_count; i++)
        reached[i] = CS_NONE; /* in which the one by this heir is reached */
    reached[heir - s->heirs] = heir->worlds;
    while (more) {
        more = false;
        for (size_t i = 0; i < s->heir_count; i++) {
            size_t count = 0;
            const struct heir *next = reached[i] == CS_NONE ? NULL : heirs_of(s, s->heirs[i].who, &count);

            for (size_t k = 0; k < count; k++) {
                cs_set *there = &reached[&next[k] - s->heirs];
                cs_set worlds = cs_worlds_or(w, *there, cs_worlds_and(w, reached[i], next[k].worlds));

                more |= worlds != *there;
                *there = worlds;
            }
        }
    }
    for (size_t i = 0; i < s->heir_count; i++)
        if (s->heirs[i].who == heir->from)
            circle = cs_worlds_or(w, circle, reached[i]);
    return circle;
}

/* Walks on from a node; the heir by which it comes back to one on the way, or NULL as it leaves the last. */
static const struct heir *walk(const struct succession *s, struct node *way, size_t *depth, uint8_t *seen)
{
    while (*depth > 0) {
        struct node *node = &way[*depth - 1], next = {.next = 0};
        const struct heir *heir = &node->first[node->next];

        if (node->next == node->count) {
            seen[node->first - s->heirs] = 2;
            --*depth;
            continue;
        }
        node->next++;
        next.first = heirs_of(s, heir->who, &next.count);
        if (next.first == NULL)
            continue;
        if (seen[next.first - s->heirs] == 1)
            return heir;
        if (seen[next.first - s->heirs] == 0) {
            seen[next.first - s->heirs] = 1;
            way[(*depth)++] = next;
        }
    }
    return NULL;
}

/* Answers by which two take over from each other, directly or through others, are those of no world. */
static void leave_out_circles(struct cs_run *run, struct heirs *heirs)
{
    struct succession s = {.run = run, .heirs = heirs->items, .heir_count = heirs->count};
    struct node *way = calloc(heirs->count, sizeof *way);
    uint8_t *seen = calloc(heirs->count, 1);
    cs_set *reached = calloc(heirs->count, sizeof *reached), circles = CS_NONE;

    if (way == NULL || seen == NULL || reached == NULL)
        cs_run_fail_memory(run);
    for (size_t i = 0; i < heirs->count && cs_run_ok(run); i++) {
        struct node start = {.next = 0};
        const struct heir *back;
        size_t depth = 0;

        start.first = heirs_of(&s, heirs->items[i].from, &start.count);
        if (seen[start.first - s.heirs] == 0) {
            seen[start.first - s.heirs] = 1;
            way[depth++] = start;
        }
        while ((back = walk(&s, way, &depth, seen)) != NULL)
            circles = cs_worlds_or(run->worlds, circles, circle_of(&s, back, reached));
    }
    for (size_t i = 0; i < heirs->count && circles != CS_NONE; i++)
        heirs->items[i].worlds = cs_worlds_minus(run->worlds, heirs->items[i].worlds, circles);
    run->docket->possible = cs_worlds_minus(run->worlds, run->docket->possible, circles);
    free(way);
    free(seen);
    free(reached);
}

static void take_over(struct cs_run *run, const struct heirs *heirs)
{
    struct succession s = {.run = run, .heirs = heirs->items, .heir_count = heirs->count};

    for (bool first = true; cs_run_ok(run) && carry_facts(&s, first); first = false)
        cs_fresh_settle(run);
    cs_derive(run);
    for (bool first = true; cs_run_ok(run) && carry_bonds(&s, first); first = false)
        continue;
    free(s.stands);
    free(s.begun);
    free(s.ended);
}

/* Those who take over from another by a fact that begins. */
static void find_heirs(struct cs_run *run, const struct cs_item *item, struct heirs *heirs)
{
    const struct cs_occurrence *fact = cs_item_fact(run, item);

    for (const struct cs_occurrence_row *row = fact != NULL && item->begins ? fact->rows : NULL; row != NULL;
         row = row->next) {
        const struct cs_relation *r = &run->plan->relations[row->relation];

        if (!r->takes_over)
            continue;
        run->place = (struct cs_place){
            .start = run->now, .end = run->now + 1, .day = item->day, .offset = item->offset};
        add_heir(run, heirs,
                 (struct heir){.worlds = cs_worlds_and(run->worlds, row->worlds, item->worlds), .fact = fact,
                               .who = row->values[cs_shape_role(r->shape, CS_PREP_IS)],
                               .from = row->values[cs_shape_role(r->shape, CS_PREP_OF)], .relation = row->relation,
                               .row = cs_store_find(run, row->relation, row->values)});
    }
}

void cs_take_over(struct cs_run *run, const struct cs_item *items, size_t count)
{
    struct heirs heirs = {.items = NULL};

    for (size_t i = 0; i < count && cs_run_ok(run); i++)
        find_heirs(run, &items[i], &heirs);
    if (heirs.count > 0 && cs_run_ok(run)) {
        qsort(heirs.items, heirs.count, sizeof *heirs.items, by_from_then_number);
        leave_out_circles(run, &heirs);
        take_over(run, &heirs);
    }
    free(heirs.items);
}
