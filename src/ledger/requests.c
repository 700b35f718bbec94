/*
 * To which request a row belongs, and what was done on its case.
 *
 * First by what the vocabulary says of it ("groups a is answer to r"). Then by link: the request that founded the row,
 * or that it names; what names a decision, or what belongs to a request so, belongs where that does. Else, of the
 * requests on the same case, to the one that it answers: by the article that the request names, by whether it helps who
 * asked (of what is no row), by whom it was put to, by whether it had been made, by what it asks for. If nobody in the
 * row has to do with any of them, it belongs to none, or to the only request on the case if nothing speaks against it.
 *
 * Who has to do with an addressee: itself, and who belongs to it by a fact of the record ("CSC is organ of CSTO").
 */
#include <stdlib.h>
#include <string.h>

#include "ledger/ledger_int.h"

#define STEPS_UP 4 /* an officer, his office, its organ, its organisation */

struct request {
    cs_value trigger;
    cs_value *askers, *addressees, *subjects; /* by; of, to; for */
    uint32_t asker_count, addressee_count, subject_count;
    const struct cs_ledger_row *row;
};

struct about { uint32_t request, next; }; /* next: + 1 */
struct edge { cs_value part, whole; };
struct ancestry { uint32_t first, count; bool known; };

struct requests {
    struct cs_ledger *ledger;
    struct cs_arena arena;
    size_t name_count;
    struct request *all;
    size_t count;
    uint32_t *itself;     /* by value of an occurrence: the request that it is, + 1 */
    uint32_t *about;      /* the requests that name it: + 1 */
    struct about *abouts;
    size_t about_count, about_capacity;
    struct cs_grouping *groupings; /* by value; NULL: nothing is put to anything */
    cs_value *decided;    /* by value of a decision's occurrence: the request to which the decision belongs */
    struct edge *edges;   /* who belongs to whom, by part */
    size_t edge_count, edge_capacity;
    bool edges_known;
    struct ancestry *ancestries; /* by value */
    cs_value *above;
    size_t above_count, above_capacity;
};

static bool is_among(cs_value value, const cs_value *all, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (all[i] == value)
            return true;
    return false;
}

/* Is the value one of these of `above`, which is NULL as long as nothing is above anything? */
static bool is_above(const struct requests *r, cs_value value, size_t first, size_t count)
{
    return count > 0 && is_among(value, r->above + first, (uint32_t)count);
}

/* ---- what a request says ---- */

static const struct cs_relation *relation_of(const struct requests *r, uint32_t relation)
{
    return &r->ledger->docket->plan->relations[relation];
}

/* Of a row the values of the roles with this preposition, each once. */
static void add_values(struct requests *r, const struct cs_relation *relation, const cs_value *values,
                       enum cs_prep prep, cs_value **out, uint32_t *count)
{
    for (uint32_t i = 0; relation->shape != NULL && i < relation->shape->role_count; i++) {
        cs_value value = values[relation->first_role + i], *grown;

        if (relation->shape->roles[i].prep != prep || !cs_plan_is_something(r->ledger->docket->plan, value) ||
            is_among(value, *out, *count))
            continue;
        grown = cs_arena_array(&r->arena, *count + 1, sizeof *grown);
        if (grown == NULL)
            return;
        if (*count > 0)
            memcpy(grown, *out, *count * sizeof *grown);
        grown[(*count)++] = value;
        *out = grown;
    }
}

static void add_row_values(struct requests *r, struct request *q, uint32_t relation, const cs_value *values)
{
    const struct cs_relation *of = relation_of(r, relation);

    add_values(r, of, values, CS_PREP_BY, &q->askers, &q->asker_count);
    add_values(r, of, values, CS_PREP_OF, &q->addressees, &q->addressee_count);
    add_values(r, of, values, CS_PREP_TO, &q->addressees, &q->addressee_count);
    add_values(r, of, values, CS_PREP_FOR, &q->subjects, &q->subject_count);
}

static void note_about(struct requests *r, uint32_t request, cs_value value)
{
    if (value >= r->name_count)
        return;
    if (r->about[value] != 0 && r->abouts[r->about[value] - 1].request == request)
        return;
    if (!cs_grow(&r->abouts, &r->about_capacity, r->about_count + 1, sizeof *r->abouts)) {
        cs_fail_memory(r->ledger->docket->failure);
        return;
    }
    r->abouts[r->about_count++] = (struct about){request, r->about[value]};
    r->about[value] = (uint32_t)r->about_count;
}

static void note_request(struct requests *r, const struct cs_ledger_row *row)
{
    const struct cs_occurrence *o = cs_docket_occurrence(r->ledger->docket, row->trigger);
    uint32_t index = r->itself[row->trigger];
    struct request *q;

    if (index == 0) {
        r->all[r->count++] = (struct request){.trigger = row->trigger, .row = row};
        index = r->itself[row->trigger] = (uint32_t)r->count;
    }
    q = &r->all[index - 1];
    add_row_values(r, q, row->relation, row->values);
    for (const struct cs_occurrence_row *own = o == NULL ? NULL : o->rows; own != NULL; own = own->next)
        if (own->relation == row->relation)
            add_row_values(r, q, own->relation, own->values);
    for (uint32_t i = 0; o != NULL && i < o->refer_count; i++)
        note_about(r, index - 1, o->refers[i]);
    for (uint32_t i = 1; i < relation_of(r, row->relation)->column_count; i++)
        if (relation_of(r, row->relation)->column_kinds[i] == CS_KIND_OCCURRENCE &&
            cs_plan_is_something(r->ledger->docket->plan, row->values[i]))
            note_about(r, index - 1, row->values[i]);
}

/* ---- who belongs to whom ---- */

static int by_part(const void *a, const void *b)
{
    const struct edge *x = a, *y = b;

    if (x->part != y->part)
        return x->part < y->part ? -1 : 1;
    return x->whole < y->whole ? -1 : x->whole > y->whole;
}

/* "CSC is organ of CSTO", "X is holder of Secretary General for CSTO": not what two of one kind are to each other. */
static void add_edges_of(struct requests *r, const struct cs_relation *relation, const cs_value *values)
{
    int is = cs_shape_role(relation->shape, CS_PREP_IS);

    for (uint32_t i = 0; is >= 0 && i < relation->shape->role_count; i++) {
        const struct cs_role_symbol *role = &relation->shape->roles[i];
        cs_value part = values[relation->first_role + (uint32_t)is], whole = values[relation->first_role + i];

        if ((role->prep != CS_PREP_OF && role->prep != CS_PREP_IN && role->prep != CS_PREP_FOR) ||
            role->kind < CS_KIND_BUILT_IN || role->kind == relation->shape->roles[is].kind || part == CS_UNSAID ||
            whole == CS_UNSAID)
            continue;
        if (!cs_grow(&r->edges, &r->edge_capacity, r->edge_count + 1, sizeof *r->edges)) {
            cs_fail_memory(r->ledger->docket->failure);
            return;
        }
        r->edges[r->edge_count++] = (struct edge){part, whole};
    }
}

static void find_edges(struct requests *r)
{
    const struct cs_run *run = r->ledger->run;

    for (size_t i = 0; i < run->plan->relation_count; i++) {
        const struct cs_relation *relation = &run->plan->relations[i];

        if (relation->kind != CS_RELATION_FACT || relation->shape == NULL)
            continue;
        for (size_t k = 0; k < run->stores[i].count; k++)
            add_edges_of(r, relation, cs_store_values(run, (uint32_t)i, (uint32_t)k));
    }
    if (r->edge_count > 0)
        qsort(r->edges, r->edge_count, sizeof *r->edges, by_part);
    r->edges_known = true;
}

static void add_above(struct requests *r, cs_value part, size_t first)
{
    struct edge key = {part, 0};
    size_t i = cs_lower_bound(&key, r->edges, r->edge_count, sizeof *r->edges, by_part);

    for (; i < r->edge_count && r->edges[i].part == part; i++) {
        if (is_above(r, r->edges[i].whole, first, r->above_count - first))
            continue;
        if (!cs_grow(&r->above, &r->above_capacity, r->above_count + 1, sizeof *r->above)) {
            cs_fail_memory(r->ledger->docket->failure);
            return;
        }
        r->above[r->above_count++] = r->edges[i].whole;
    }
}

/* All that a particular belongs to. */
static const struct ancestry *ancestry_of(struct requests *r, cs_value who)
{
    struct ancestry *a = &r->ancestries[who];

    if (a->known)
        return a;
    if (!r->edges_known)
        find_edges(r);
    *a = (struct ancestry){(uint32_t)r->above_count, 0, true};
    add_above(r, who, a->first);
    for (size_t step = 1, from = a->first; step < STEPS_UP; step++) {
        size_t end = r->above_count;

        for (; from < end; from++)
            add_above(r, r->above[from], a->first);
    }
    a->count = (uint32_t)(r->above_count - a->first);
    return a;
}

static bool belongs(struct requests *r, cs_value who, cs_value whole)
{
    const struct ancestry *a;

    if (who >= r->name_count)
        return false;
    a = ancestry_of(r, who);
    return is_above(r, whole, a->first, a->count);
}

/* 2: it is one of those to whom the request was put; 1: it belongs to one; 0: neither, or it is who asked. */
static int has_to_do(struct requests *r, const struct request *q, cs_value who)
{
    if (!cs_plan_is_something(r->ledger->docket->plan, who) || is_among(who, q->askers, q->asker_count))
        return 0;
    if (is_among(who, q->addressees, q->addressee_count))
        return 2;
    for (uint32_t i = 0; i < q->addressee_count; i++)
        if (belongs(r, who, q->addressees[i]))
            return 1;
    return 0;
}

/* ---- how well a row answers a request ---- */

struct answering { /* what is to be placed: a row, or an occurrence that is none */
    cs_name instrument;
    cs_value holder, claimant; /* of a bond; else unsaid */
    uint32_t relation;
    const cs_value *values;
    cs_value trigger;
    bool bond;
    cs_instant time;           /* of an occurrence: by then it has come about */
    const struct cs_occurrence *act; /* what is no row, or NULL */
};

/* Who acts: the holder of a bond, else who does it (by), or in what it is done (in, of a draft). */
static cs_value principal_of(const struct requests *r, const struct answering *a)
{
    static const enum cs_prep roles[2][2] = {{CS_PREP_BY, CS_PREP_IN}, {CS_PREP_IN, CS_PREP_BY}};
    const struct cs_relation *relation = relation_of(r, a->relation);
    const struct cs_plan *plan = r->ledger->docket->plan;
    bool decision = false;

    if (a->bond)
        return a->holder;
    for (size_t i = 0; i < plan->row_count; i++)
        decision = decision || (plan->rows[i].decision && plan->rows[i].pattern.relation == a->relation);
    for (size_t i = 0; i < 2 && relation->shape != NULL; i++) {
        int role = cs_shape_role(relation->shape, roles[decision][i]);

        if (role >= 0 && cs_plan_is_something(plan, a->values[relation->first_role + (uint32_t)role]))
            return a->values[relation->first_role + (uint32_t)role];
    }
    return CS_UNSAID;
}

/* 2: the request names a text of its own, and it is this one; 1: it names none, or the row has none; 0: another. */
static int rank_of(const struct requests *r, const struct request *q, cs_name instrument)
{
    const struct cs_occurrence *o = cs_docket_occurrence(r->ledger->docket, q->trigger);
    const struct cs_plan *plan = r->ledger->docket->plan;
    int rank = 1;

    for (const struct cs_occurrence_row *row = o == NULL ? NULL : o->rows; row != NULL; row = row->next) {
        const struct cs_relation *relation = &plan->relations[row->relation];

        for (uint32_t i = 0; i < relation->column_count && instrument != CS_NO_NAME; i++) {
            if (relation->column_kinds[i] != CS_KIND_ARTICLE || row->values[i] == CS_UNSAID)
                continue;
            if (cs_plan_within(plan, row->values[i], instrument))
                return 2;
            rank = 0;
        }
    }
    return rank;
}

/* Of who acts first, then of whom it concerns, then of who may claim it. */
static int closeness(struct requests *r, const struct request *q, const struct answering *a)
{
    const struct cs_relation *relation = relation_of(r, a->relation);
    cs_value principal = principal_of(r, a);
    int best = has_to_do(r, q, principal);

    if (best > 0)
        return best + 4;
    for (uint32_t i = 0; relation->shape != NULL && i < relation->shape->role_count; i++) {
        cs_value value = a->values[relation->first_role + i];
        int here = relation->shape->roles[i].kind < CS_KIND_BUILT_IN ? 0 : has_to_do(r, q, value);

        best = here > best && value != a->claimant ? here : best;
    }
    return best > 0 ? best + 2 : a->bond ? has_to_do(r, q, a->claimant) : 0;
}

/* 2: it is about something that was asked for; 1: the request does not say for what; 0: about something else. */
static int subject_of(const struct requests *r, const struct request *q, const struct answering *a)
{
    if (q->subject_count == 0)
        return 1;
    for (uint32_t i = 0; i < relation_of(r, a->relation)->column_count; i++)
        if (a->values[i] != CS_UNSAID && is_among(a->values[i], q->subjects, q->subject_count))
            return 2;
    return 0;
}

struct score { int own_text, helps, close, before, rank, subject; cs_instant time; const struct request *request; };

static cs_instant time_of(const struct requests *r, const struct request *q)
{
    return cs_ledger_time(r->ledger, q->row);
}

/* Of those made before it the last, of those made after it the first; of one moment the first by name (R 12). */
static bool is_nearer(const struct requests *r, const struct score *a, const struct score *b)
{
    if (a->time != b->time)
        return a->before ? a->time > b->time : a->time < b->time;
    return cs_docket_name_order(r->ledger->docket, a->request->trigger, b->request->trigger) < 0;
}

static bool is_better(const struct requests *r, const struct score *a, const struct score *b)
{
    const int x[] = {a->own_text, a->helps, a->close, a->before, a->rank, a->subject},
              y[] = {b->own_text, b->helps, b->close, b->before, b->rank, b->subject};

    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] != y[i])
            return x[i] > y[i];
    return is_nearer(r, a, b);
}

/* Does somebody else do something for who asked: "by CSTO to Armenia"? */
static bool helps(const struct requests *r, const struct request *q, const struct cs_occurrence *o)
{
    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next) {
        const struct cs_relation *relation = relation_of(r, row->relation);
        int to = relation->shape == NULL ? -1 : cs_shape_role(relation->shape, CS_PREP_TO);
        int by = relation->shape == NULL ? -1 : cs_shape_role(relation->shape, CS_PREP_BY);
        cs_value whom, who;

        if (to < 0 || by < 0)
            continue;
        whom = row->values[relation->first_role + (uint32_t)to];
        who = row->values[relation->first_role + (uint32_t)by];
        if (is_among(whom, q->askers, q->asker_count) && cs_plan_is_something(r->ledger->docket->plan, who) &&
            !is_among(who, q->askers, q->asker_count))
            return true;
    }
    return false;
}

/* How a family answers a request: as well as the worst of its holders does; who asked is not counted. */
static struct score score_of(struct requests *r, const struct request *q, const struct answering *all, size_t count)
{
    struct score s = {.close = -1, .request = q, .rank = rank_of(r, q, all[0].instrument), .time = time_of(r, q)};

    s.own_text = s.rank == 2;
    s.helps = all[0].act != NULL && helps(r, q, all[0].act);
    s.subject = subject_of(r, q, &all[0]);
    s.before = s.time < all[0].time;
    for (size_t i = 0; i < count; i++) {
        int close;

        if (all[i].bond && is_among(all[i].holder, q->askers, q->asker_count) && count > 1)
            continue;
        close = closeness(r, q, &all[i]);
        s.close = s.close < 0 || close < s.close ? close : s.close;
    }
    s.close = s.close < 0 ? 0 : s.close;
    return s;
}

/* Does nothing say that the only request on a case was put to others than those who act here? */
static bool may_answer(struct requests *r, const struct request *q, const struct answering *a)
{
    cs_value principal = principal_of(r, a);

    if (is_among(a->claimant, q->askers, q->asker_count) || is_among(principal, q->askers, q->asker_count) ||
        principal == CS_UNSAID || principal >= r->name_count)
        return true;
    for (uint32_t i = 0; i < q->addressee_count; i++)
        if (belongs(r, q->addressees[i], principal))
            return false;
    return ancestry_of(r, principal)->count == 0;
}

/* ---- what a row names ---- */

struct naming {
    cs_value *values;
    size_t count, capacity;
    uint32_t *named; /* by value: when it was named last */
    uint32_t turn;
};

static void name_value(struct requests *r, struct naming *n, cs_value value)
{
    if (value == CS_UNSAID || value == CS_NO_ROW || value >= r->name_count)
        return;
    if (n->named[value] == n->turn)
        return;
    n->named[value] = n->turn;
    if (cs_grow(&n->values, &n->capacity, n->count + 1, sizeof *n->values))
        n->values[n->count++] = value;
    else
        cs_fail_memory(r->ledger->docket->failure);
}

static void name_all(struct requests *r, struct naming *n, cs_value value)
{
    const struct cs_occurrence *o = value == CS_UNSAID || value == CS_NO_ROW || value >= r->name_count
                                        ? NULL : cs_docket_occurrence(r->ledger->docket, value);

    name_value(r, n, value);
    for (uint32_t i = 0; o != NULL && i < o->refer_count; i++)
        name_value(r, n, o->refers[i]);
}

static void name_act(struct requests *r, struct naming *n, const struct answering *a)
{
    n->count = 0;
    n->turn++;
    name_all(r, n, a->trigger);
    for (uint32_t i = 0; i < relation_of(r, a->relation)->column_count; i++)
        name_all(r, n, a->values[i]);
}

/* ---- what the vocabulary says of it ---- */

/* The request to which an occurrence belongs by a `groups` line, if need be by a decision to which it belongs so. */
static cs_value grouped(const struct requests *r, cs_value value)
{
    for (int steps = 0; r->groupings != NULL && value < r->name_count && steps < STEPS_UP; steps++) {
        value = r->groupings[value].whole;
        if (value == CS_UNSAID || r->itself[value] != 0)
            return value;
        if (r->decided[value] != CS_UNSAID && r->decided[value] != CS_NO_ROW)
            return r->decided[value];
    }
    return CS_UNSAID;
}

/* What names something that belongs to a request so belongs there as well, as what names a decision does. */
static void decide_grouped(struct requests *r)
{
    for (cs_value value = 0; r->groupings != NULL && value < r->name_count; value++)
        if (r->decided[value] == CS_UNSAID)
            r->decided[value] = grouped(r, value);
}

/* ---- placing ---- */

static cs_value linked(struct requests *r, const struct naming *n)
{
    const struct request *found = NULL;

    for (size_t i = 0; i < n->count; i++) {
        const struct request *q = r->itself[n->values[i]] == 0 ? NULL : &r->all[r->itself[n->values[i]] - 1];

        if (q == NULL)
            continue;
        if (found == NULL || time_of(r, q) < time_of(r, found) ||
            (time_of(r, q) == time_of(r, found) &&
             cs_docket_name_order(r->ledger->docket, q->trigger, found->trigger) < 0))
            found = q;
    }
    return found == NULL ? CS_UNSAID : found->trigger;
}

/* What names a decision belongs where the decision does; `named` if it names one at all. */
static cs_value by_decision(const struct requests *r, const struct naming *n, cs_value itself, bool *named)
{
    cs_value found = CS_UNSAID;

    *named = false;
    for (size_t i = 0; i < n->count; i++) {
        cs_value place = n->values[i] == itself ? CS_UNSAID : r->decided[n->values[i]];

        if (place == CS_UNSAID)
            continue;
        *named = true;
        if (place != CS_NO_ROW)
            found = place;
    }
    return found;
}

/* Of the requests on the same case the one that is answered best. */
static cs_value answered(struct requests *r, const struct naming *n, const struct answering *all, size_t count)
{
    struct score best = {.request = NULL};
    const struct request *only = NULL;
    bool several = false;

    for (size_t i = 0; i < n->count; i++)
        for (uint32_t k = r->about[n->values[i]]; k != 0; k = r->abouts[k - 1].next) {
            const struct request *q = &r->all[r->abouts[k - 1].request];
            struct score s;

            if (q == best.request)
                continue;
            several = several || (only != NULL && only != q);
            only = q;
            s = score_of(r, q, all, count);
            if ((s.close > 0 || s.own_text > 0 || s.helps) && (best.request == NULL || is_better(r, &s, &best)))
                best = s;
        }
    if (best.request != NULL)
        return best.request->trigger;
    return only != NULL && !several && may_answer(r, only, &all[0]) ? only->trigger : CS_UNSAID;
}

static cs_instant came_about(const struct requests *r, cs_value trigger, const struct cs_ledger_row *row)
{
    const struct cs_occurrence *o = trigger == CS_UNSAID || trigger == CS_NO_ROW || trigger >= r->name_count
                                        ? NULL : cs_docket_occurrence(r->ledger->docket, trigger);

    if (o != NULL)
        return o->moment.end;
    for (uint32_t i = 0; row != NULL && i < row->piece_count; i++)
        if (row->pieces[i].has_since)
            return row->pieces[i].since + 1;
    return CS_TIME_NEVER;
}

static struct answering answering_of(const struct requests *r, const struct cs_ledger_row *row)
{
    struct answering a = {.instrument = row->instrument, .holder = row->holder, .claimant = row->claimant,
                          .trigger = row->trigger, .bond = row->bond != CS_NO_ROW, .relation = row->relation,
                          .values = row->values, .time = came_about(r, row->trigger, row)};

    if (a.bond) {
        const struct cs_bond_state *b = &r->ledger->run->bonds[row->bond];

        a.relation = b->relation;
        a.values = b->act;
    } else {
        a.holder = a.claimant = CS_UNSAID;
    }
    return a;
}

static bool may_be_placed(const struct cs_ledger_row *row)
{
    return row->bond != CS_NO_ROW || row->values != NULL;
}

/* A row that is placed with its family: the rows that differ only in their holder. */
struct relative {
    struct cs_ledger_row *row;
    const struct cs_run *run;
    const struct cs_bond_state *bond; /* NULL: it has none, and is a family of its own */
};

static int compare_families(const struct relative *x, const struct relative *y)
{
    const uint32_t p[] = {x->row->kind, x->row->article, x->row->claimant, x->row->trigger, x->bond != NULL},
                   q[] = {y->row->kind, y->row->article, y->row->claimant, y->row->trigger, y->bond != NULL};

    for (size_t i = 0; i < sizeof p / sizeof *p; i++)
        if (p[i] != q[i])
            return p[i] < q[i] ? -1 : 1;
    return x->bond == NULL ? 0 : cs_ledger_compare_acts(x->run, x->bond, y->bond);
}

static int by_family(const void *a, const void *b)
{
    const struct relative *x = a, *y = b;
    int order = compare_families(x, y);

    return order != 0 ? order : x->row->bond < y->row->bond ? -1 : x->row->bond > y->row->bond;
}

static void place(const struct requests *r, struct cs_ledger_row *row, cs_value request)
{
    row->request = request;
    row->asked = time_of(r, &r->all[r->itself[request] - 1]);
}

static void place_family(struct requests *r, struct naming *n, const struct relative *rows, size_t count)
{
    struct answering *all = calloc(count, sizeof *all);
    cs_value found;

    if (all == NULL) {
        cs_fail_memory(r->ledger->docket->failure);
        return;
    }
    for (size_t i = 0; i < count; i++)
        all[i] = answering_of(r, rows[i].row);
    name_act(r, n, &all[0]);
    found = answered(r, n, all, count);
    for (size_t i = 0; i < count && found != CS_UNSAID; i++)
        place(r, rows[i].row, found);
    free(all);
}

/* By link, or by the decision that it names; false: it must be seen with its family. */
static bool place_by_link(struct requests *r, struct naming *n, struct cs_ledger_row *row)
{
    struct answering a = answering_of(r, row);
    bool named = false;
    cs_value found;

    name_act(r, n, &a);
    found = a.trigger == CS_NO_ROW ? CS_UNSAID : grouped(r, a.trigger);
    if (found == CS_UNSAID)
        found = linked(r, n);
    if (found == CS_UNSAID)
        found = by_decision(r, n, row->kind == CS_ROW_DECISION ? row->trigger : CS_UNSAID, &named);
    if (found != CS_UNSAID)
        place(r, row, found);
    return found != CS_UNSAID || (named && row->kind == CS_ROW_ACT);
}

static void place_decisions(struct requests *r, struct naming *n)
{
    for (size_t i = 0; i < r->ledger->row_count; i++) {
        struct cs_ledger_row *row = &r->ledger->rows[i];

        if (row->kind != CS_ROW_DECISION || !may_be_placed(row))
            continue;
        if (!place_by_link(r, n, row))
            place_family(r, n, &(struct relative){.row = row}, 1);
        if (row->trigger < r->name_count)
            r->decided[row->trigger] = row->request;
    }
}

static void place_rest(struct requests *r, struct naming *n)
{
    struct cs_ledger *ledger = r->ledger;
    const struct cs_run *run = ledger->run;
    struct relative *rows = calloc(ledger->row_count + 1, sizeof *rows);
    size_t count = 0;

    if (rows == NULL) {
        cs_fail_memory(ledger->docket->failure);
        return;
    }
    for (size_t i = 0; i < ledger->row_count; i++) {
        struct cs_ledger_row *row = &ledger->rows[i];

        if (row->kind != CS_ROW_REQUEST && row->kind != CS_ROW_DECISION && may_be_placed(row) &&
            !place_by_link(r, n, row))
            rows[count++] = (struct relative){row, run, row->bond == CS_NO_ROW ? NULL : &run->bonds[row->bond]};
    }
    if (count > 0)
        qsort(rows, count, sizeof *rows, by_family);
    for (size_t i = 0, end; i < count; i = end) {
        end = i + 1;
        while (end < count && rows[i].bond != NULL && compare_families(&rows[i], &rows[end]) == 0)
            end++;
        place_family(r, n, rows + i, end - i);
    }
    free(rows);
}

/* ---- what was done ---- */

static void place_occurrence(struct requests *r, struct naming *n, uint32_t index)
{
    const struct cs_occurrence *o = &r->ledger->docket->occurrences[index];
    struct answering a = {.trigger = o->value, .time = o->moment.end, .act = o};
    struct cs_helped *h = &r->ledger->helped[index];
    const struct request *q;
    cs_value found;
    bool named;

    if (o->rows == NULL || r->ledger->run->taken[index] == CS_NONE || r->itself[o->value] != 0)
        return;
    a.relation = o->rows->relation;
    a.values = o->rows->values;
    name_act(r, n, &a);
    found = grouped(r, o->value);
    if (found == CS_UNSAID)
        found = linked(r, n);
    if (found == CS_UNSAID)
        found = by_decision(r, n, CS_UNSAID, &named);
    if (found == CS_UNSAID)
        found = answered(r, n, &a, 1);
    h->request = found == CS_UNSAID ? CS_NO_ROW : found;
    q = found == CS_UNSAID ? NULL : &r->all[r->itself[found] - 1];
    h->helps = q != NULL && helps(r, q, o);
}

static void place_occurrences(struct requests *r, struct naming *n)
{
    struct cs_ledger *ledger = r->ledger;

    ledger->helped = cs_arena_array(&ledger->arena, ledger->docket->occurrence_count + 1, sizeof *ledger->helped);
    ledger->owed = cs_arena_array(&ledger->arena, r->name_count + 1, sizeof *ledger->owed);
    ledger->answers = cs_arena_array(&ledger->arena, r->name_count + 1, sizeof *ledger->answers);
    if (ledger->helped == NULL || ledger->owed == NULL || ledger->answers == NULL) {
        cs_fail_memory(ledger->docket->failure);
        return;
    }
    for (size_t i = 0; i < ledger->row_count; i++)
        if (ledger->rows[i].bond != CS_NO_ROW && ledger->rows[i].kind != CS_ROW_PROHIBITION)
            ledger->owed[ledger->rows[i].topic] = true;
    for (uint32_t i = (uint32_t)ledger->docket->occurrence_count; i-- > 0;) {
        struct cs_helped *h = &ledger->helped[i];

        *h = (struct cs_helped){.request = CS_NO_ROW};
        place_occurrence(r, n, i);
        if (h->request != CS_NO_ROW) {
            h->next = ledger->answers[h->request];
            ledger->answers[h->request] = i + 1;
        }
    }
}

static bool has_requests(const struct cs_ledger *ledger)
{
    for (size_t i = 0; i < ledger->row_count; i++)
        if (ledger->rows[i].kind == CS_ROW_REQUEST)
            return true;
    return false;
}

/* Finds to which request each row and each occurrence belongs, if there is one: else no table by name is made. */
static void find_requests(struct cs_ledger *ledger)
{
    struct requests r = {.ledger = ledger, .name_count = ledger->docket->plan->names->count};
    struct naming n = {.values = NULL};

    cs_arena_init(&r.arena);
    r.itself = calloc(r.name_count + 1, sizeof *r.itself);
    r.about = calloc(r.name_count + 1, sizeof *r.about);
    r.decided = calloc(r.name_count + 1, sizeof *r.decided);
    r.ancestries = calloc(r.name_count + 1, sizeof *r.ancestries);
    r.all = calloc(ledger->row_count + 1, sizeof *r.all);
    n.named = calloc(r.name_count + 1, sizeof *n.named);
    if (r.itself == NULL || r.about == NULL || r.decided == NULL || r.ancestries == NULL || r.all == NULL ||
        n.named == NULL) {
        cs_fail_memory(ledger->docket->failure);
    } else {
        for (size_t i = 0; i < ledger->row_count; i++)
            if (ledger->rows[i].kind == CS_ROW_REQUEST)
                note_request(&r, &ledger->rows[i]);
        if (r.count > 0) {
            r.groupings = cs_ledger_groupings(ledger);
            place_decisions(&r, &n);
            decide_grouped(&r);
            place_rest(&r, &n);
            place_occurrences(&r, &n);
        }
    }
    if (cs_arena_failed(&r.arena))
        cs_fail_memory(ledger->docket->failure);
    cs_arena_release(&r.arena);
    free(r.itself);
    free(r.about);
    free(r.groupings);
    free(r.decided);
    free(r.ancestries);
    free(r.all);
    free(r.abouts);
    free(r.edges);
    free(r.above);
    free(n.values);
    free(n.named);
}

void cs_ledger_find_requests(struct cs_ledger *ledger)
{
    if (has_requests(ledger))
        find_requests(ledger);
}
