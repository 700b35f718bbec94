/* SPDX-License-Identifier: MIT */
/*
 * The questions on which a row depends, and its cases.
 *
 * A row depends on a question if two worlds of the account that differ only in its answer have different states
 * (R 1.3). If there is no such question, it depends on the pairs of questions whose joint change changes its state; if
 * there is no such pair either, on all questions.
 */
#include <stdlib.h>
#include <string.h>

#include "ledger/ledger.h"
#include "run/run_int.h"

#define JOINT_MAX 12 /* questions among which joint changes are looked for; if there are more, all are named */
/* things whose orders are checked for circles; if there are more, impossible orders stay */
#define SIDES_MAX 12

struct turning {
    struct cs_failure *failure;
    struct cs_worlds *w;
    cs_set *sets; /* the states, within the account */
    size_t count;
};

/* The worlds that are in the set with some answer to the question: the set with the question projected away. */
static cs_set without(const struct turning *t, cs_set set, uint32_t question)
{
    uint32_t answers = cs_worlds_answer_count(t->w, question);
    cs_set out = CS_NONE;

    for (uint32_t a = 0; a < answers && out != CS_ALL; a++)
        out = cs_worlds_or(t->w, out, cs_worlds_given(t->w, set, question, a));
    return out;
}

/*
 * Do the answers to one or two questions alone change the state? The sets of states are disjoint. If two of them
 * overlap once these questions are projected away, two worlds of different states differ only in these answers.
 * `second` may be CS_NOWHERE.
 */
static bool matter(const struct turning *t, uint32_t first, uint32_t second)
{
    cs_set before = CS_NONE;

    for (size_t s = 0; s < t->count; s++) {
        cs_set left = without(t, t->sets[s], first);

        if (second != CS_NOWHERE)
            left = without(t, left, second);
        if (!cs_worlds_disjoint(t->w, before, left))
            return true;
        before = cs_worlds_or(t->w, before, left);
    }
    return false;
}

/* All questions on which some state depends, ascending, each once, into a heap array. */
static uint32_t *support_of(const struct turning *t, size_t *count)
{
    uint32_t *all = NULL;

    *count = 0;
    if (!cs_worlds_supports(t->w, t->sets, t->count, &all, count))
        cs_fail_memory(t->failure);
    return all;
}

static size_t joint_questions(const struct turning *t, const uint32_t *support, size_t n, uint32_t *out, size_t max)
{
    bool named[JOINT_MAX] = {false};
    size_t count = 0;

    for (size_t i = 0; n <= JOINT_MAX && i < n; i++)
        for (size_t k = i + 1; k < n; k++)
            if (matter(t, support[i], support[k]))
                named[i] = named[k] = true;
    for (size_t i = 0; n <= JOINT_MAX && i < n; i++)
        if (named[i] && count < max)
            out[count++] = support[i];
    for (size_t i = 0; count == 0 && i < n && i < max; i++)
        out[i] = support[i];
    return count > 0 ? count : n < max ? n : max;
}

/* ---- impossible orders ---- */

struct orders { /* the worlds in which one thing came before another, directly or through others */
    int64_t things[SIDES_MAX];
    size_t count;
    cs_set before[SIDES_MAX][SIDES_MAX];
};

static size_t thing_of(struct orders *o, int64_t side)
{
    size_t i = 0;

    while (i < o->count && o->things[i] != side)
        i++;
    if (i == o->count && i < SIDES_MAX)
        o->things[o->count++] = side;
    return i;
}

/* Adds the answers to the questions of order; false if there are too many things. */
static bool add_orders(struct orders *o, const struct cs_docket *docket, const uint32_t *questions, size_t n)
{
    struct cs_worlds *w = docket->worlds;

    for (size_t i = 0; i < n; i++) {
        const struct cs_question *q = &docket->questions[questions[i]];
        size_t a, b;

        if (q->earlier == 0)
            continue;
        a = thing_of(o, q->earlier);
        b = thing_of(o, q->later);
        if (a == SIDES_MAX || b == SIDES_MAX)
            return false;
        if (a == b)
            continue;
        o->before[a][b] = cs_worlds_or(w, o->before[a][b], cs_worlds_answer(w, questions[i], 0));
        o->before[b][a] = cs_worlds_or(w, o->before[b][a], cs_worlds_answer(w, questions[i], 1));
    }
    return true;
}

/* The impossible worlds, in which something came before itself: a before b, b before c, c before a. */
static cs_set circular(const struct cs_docket *docket, const uint32_t *questions, size_t n)
{
    struct cs_worlds *w = docket->worlds;
    struct orders *o = calloc(1, sizeof *o);
    cs_set out = CS_NONE;

    if (o == NULL) {
        cs_fail_memory(docket->failure);
        return CS_NONE;
    }
    if (add_orders(o, docket, questions, n))
        for (size_t through = 0; through < o->count; through++)
            for (size_t a = 0; a < o->count; a++)
                for (size_t b = 0; b < o->count; b++)
                    o->before[a][b] = cs_worlds_or(w, o->before[a][b],
                                                   cs_worlds_and(w, o->before[a][through], o->before[through][b]));
    for (size_t a = 0; a < o->count; a++)
        out = cs_worlds_or(w, out, o->before[a][a]);
    free(o);
    return out;
}

/* Takes these worlds out of the sets, except from a set that would be empty then. */
static void leave_out(struct turning *t, cs_set worlds)
{
    for (size_t i = 0; i < t->count && worlds != CS_NONE; i++) {
        cs_set rest = cs_worlds_minus(t->w, t->sets[i], worlds);

        t->sets[i] = rest != CS_NONE ? rest : t->sets[i];
    }
}

/*
 * The questions that can tell the sets apart: those that are needed to say which world of them all is in which set. On
 * others the sets depend only since some worlds are in none.
 */
static uint32_t *telling_of(const struct turning *t, cs_set care, size_t *count)
{
    struct turning within = {t->failure, t->w, calloc(t->count + 1, sizeof *within.sets), t->count};
    uint32_t *out = NULL;

    *count = 0;
    if (within.sets == NULL) {
        cs_fail_memory(t->failure);
        return NULL;
    }
    for (size_t i = 0; i < t->count; i++)
        within.sets[i] = cs_worlds_restrict(t->w, t->sets[i], care);
    out = support_of(&within, count);
    free(within.sets);
    return out;
}

static cs_set join_of(const struct turning *t)
{
    struct cs_union all = {0};

    for (size_t i = 0; i < t->count; i++)
        cs_union_add(t->w, &all, t->sets[i]);
    return cs_union_worlds(t->w, &all);
}

/*
 * Finds the questions on which the sets turn, `joint` those that only together make a difference; changes the sets.
 * Where all worlds of the sets are a product of answers, each question that can tell the sets apart does so alone: a
 * world in which its answer makes a difference is among them with either answer.
 */
static size_t find_turn(struct turning *t, const struct cs_docket *docket, uint32_t *out, size_t max, bool joint)
{
    size_t n = 0, telling_count = 0, count = 0;
    uint32_t *support = support_of(t, &n), *telling;
    cs_set all;
    bool alone;

    leave_out(t, circular(docket, support, n));
    all = join_of(t);
    alone = cs_worlds_are_product(t->w, all);
    telling = telling_of(t, all, &telling_count);
    for (size_t i = 0; i < telling_count && count < max; i++)
        if (alone || matter(t, telling[i], CS_NOWHERE))
            out[count++] = telling[i];
    if (joint && count == 0 && n > 0)
        count = joint_questions(t, support, n, out, max);
    free(support);
    free(telling);
    return count;
}

/* Is one of the questions of a set about an order? Then circles of orders tell of questions that are in no set. */
static bool asks_of_orders(struct cs_docket *docket, cs_set set)
{
    uint32_t *questions;
    size_t count;
    bool found = !cs_worlds_support(docket->worlds, set, &questions, &count);

    for (size_t i = 0; i < count && !found; i++)
        found = docket->questions[questions[i]].earlier != 0;
    free(questions);
    return found;
}

/*
 * What the worlds say of the questions of the sets, where they say of each question something whatever the answers to
 * the others: an account is mostly so. Then nothing else can make a difference, and the worlds need not be joined with
 * the sets.
 */
static cs_set worlds_for(struct cs_docket *docket, const cs_set *sets, size_t count, cs_set worlds)
{
    struct turning all = {docket->failure, docket->worlds, NULL, count};
    uint32_t *support;
    size_t found;

    if (worlds == CS_ALL || worlds == CS_NONE || asks_of_orders(docket, worlds))
        return worlds;
    all.sets = calloc(count + 1, sizeof *all.sets);
    if (all.sets == NULL)
        return worlds;
    memcpy(all.sets, sets, count * sizeof *sets);
    support = support_of(&all, &found);
    worlds = cs_worlds_of_questions(docket->worlds, worlds, support, found);
    free(support);
    free(all.sets);
    return worlds;
}

/* What was found for a key, or NULL if memory ran out; `questions` is NULL until something is kept there. */
static struct cs_turn *turn_of(struct cs_docket *docket, const cs_set *sets, size_t count)
{
    struct cs_turns *turns = &docket->turns;
    size_t before = turns->capacity;
    cs_name key;

    if (turns->keys.count == 0)
        cs_names_init(&turns->keys);
    key = cs_names_intern_bytes(&turns->keys, (const char *)sets, count * sizeof *sets);
    if (key == CS_NO_NAME || !cs_grow(&turns->each, &turns->capacity, (size_t)key + 1, sizeof *turns->each))
        return NULL;
    for (size_t i = before; i < turns->capacity; i++)
        turns->each[i] = (struct cs_turn){NULL, 0};
    return &turns->each[key];
}

/* Copies what is kept; false if nothing is, or there is no room for all of it. */
static bool recall_turn(const struct cs_turn *kept, uint32_t *out, size_t max, size_t *count)
{
    if (kept == NULL || kept->questions == NULL || kept->count > max)
        return false;
    *count = kept->count;
    memcpy(out, kept->questions, kept->count * sizeof *out);
    return true;
}

/*
 * `sets` are disjoint, and changed. What is kept for them is in *found: many rows turn on the same, those of one
 * request that differ in their holder alone, and a row on every account.
 */
static size_t turns_on(struct cs_docket *docket, cs_set *sets, size_t set_count, uint32_t *out, size_t max, bool joint,
                       struct cs_turn *found)
{
    struct turning t = {docket->failure, docket->worlds, sets, set_count};
    struct cs_turn *kept = set_count > 1 ? turn_of(docket, sets, set_count) : NULL;
    size_t count = 0;

    *found = (struct cs_turn){NULL, 0};
    if (set_count > 1 && !recall_turn(kept, out, max, &count)) {
        count = find_turn(&t, docket, out, max, joint);
        if ((joint || count > 0) && kept != NULL && count < max && docket->failure->status == CASUS_OK &&
            cs_worlds_status(t.w) == CASUS_OK) { /* else some may have been left out */
            kept->questions = cs_arena_array(&docket->arena, count, sizeof *out);
            kept->count = count;
            if (kept->questions != NULL)
                memcpy(kept->questions, out, count * sizeof *out);
        }
    }
    if (kept != NULL)
        *found = *kept;
    return count;
}

/* Those of the sets that have some of the worlds, within them; returns how many. */
static size_t sets_within(struct cs_worlds *w, const cs_set *sets, size_t count, cs_set worlds, cs_set *out)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        out[kept] = cs_worlds_and(w, sets[i], worlds);
        kept += out[kept] != CS_NONE;
    }
    return kept;
}

/* `within` has room for the sets. */
static size_t find_turns(struct cs_docket *docket, const cs_set *sets, size_t set_count, cs_set worlds, cs_set *within,
                         uint32_t *out, size_t max, struct cs_turn *found)
{
    cs_set enough = worlds_for(docket, sets, set_count, worlds);
    size_t count = 0;

    if (enough != worlds)
        count = turns_on(docket, within, sets_within(docket->worlds, sets, set_count, enough, within), out, max, false,
                         found);
    if (count == 0)
        count = turns_on(docket, within, sets_within(docket->worlds, sets, set_count, worlds, within), out, max, true,
                         found);
    return count;
}

/* The key of sets and worlds begins with CS_NONE, which none of the sets within them is. */
size_t cs_turns_on(struct cs_docket *docket, const cs_set *sets, size_t set_count, cs_set worlds, uint32_t *out,
                   size_t max)
{
    cs_set *key = calloc(2 * set_count + 3, sizeof *key);
    struct cs_turn *kept, found;
    size_t count = 0;

    if (key == NULL) {
        cs_fail_memory(docket->failure);
        return 0;
    }
    key[1] = worlds;
    if (set_count > 0)
        memcpy(key + 2, sets, set_count * sizeof *sets);
    kept = turn_of(docket, key, set_count + 2);
    if (!recall_turn(kept, out, max, &count)) {
        count = find_turns(docket, sets, set_count, worlds, key + set_count + 2, out, max, &found);
        kept = turn_of(docket, key, set_count + 2); /* the table may have grown */
        if (kept != NULL)
            *kept = found;
    }
    free(key);
    return count;
}

/* ---- cases ---- */

struct splitting {
    const struct cs_ledger *ledger;
    const struct cs_ledger_row *row;
    struct cs_arena *arena;
    struct cs_ledger_case *cases;
    size_t count, capacity;
    uint32_t questions[CS_QUESTIONS_MAX], answers[CS_QUESTIONS_MAX];
    uint32_t depth;
    casus_status status;
};

static void emit(struct splitting *s, size_t piece, cs_set worlds)
{
    struct cs_ledger_case *c;

    if (s->count == CS_CASES_MAX) {
        s->status = cs_fail(s->ledger->docket->failure, CASUS_ERR_ENTANGLED,
                            "row %s has more than %d cases; it depends on \"%s\" and others", s->row->id, CS_CASES_MAX,
                            cs_names_text(s->ledger->docket->plan->names,
                                          s->ledger->docket->questions[s->questions[0]].id));
        return;
    }
    if (!cs_grow(&s->cases, &s->capacity, s->count + 1, sizeof *s->cases)) {
        s->status = cs_fail_memory(s->ledger->docket->failure);
        return;
    }
    c = &s->cases[s->count++];
    c->count = s->depth;
    c->questions = cs_arena_array(s->arena, s->depth, sizeof *c->questions);
    c->answers = cs_arena_array(s->arena, s->depth, sizeof *c->answers);
    c->piece = &s->row->pieces[piece];
    c->worlds = worlds;
    if (c->questions == NULL || c->answers == NULL) {
        s->status = cs_fail_memory(s->ledger->docket->failure);
        return;
    }
    memcpy(c->questions, s->questions, s->depth * sizeof *c->questions);
    memcpy(c->answers, s->answers, s->depth * sizeof *c->answers);
}

/* The piece that has all these worlds, or SIZE_MAX. */
static size_t only_piece(const struct splitting *s, cs_set worlds)
{
    size_t i = 0;

    while (i < s->row->piece_count && !cs_worlds_within(s->ledger->docket->worlds, worlds, s->row->pieces[i].worlds))
        i++;
    return i < s->row->piece_count ? i : SIZE_MAX;
}

/*
 * The first question that tells the pieces apart within these worlds. A question that only tells which worlds are
 * possible (R 6.4: answers that go in a circle) is not one of the row: cases for its answers would say nothing.
 */
static uint32_t telling_question(const struct splitting *s, cs_set worlds)
{
    struct cs_worlds *w = s->ledger->docket->worlds;
    uint32_t first = CS_NOWHERE, question;

    for (size_t i = 0; i < s->row->piece_count; i++)
        if (cs_worlds_top(w, cs_worlds_restrict(w, s->row->pieces[i].worlds, worlds), &question) && question < first)
            first = question;
    return first;
}

static void split(struct splitting *s, cs_set worlds)
{
    struct cs_worlds *w = s->ledger->docket->worlds;
    size_t only = only_piece(s, worlds);
    uint32_t question = only != SIZE_MAX ? CS_NOWHERE : telling_question(s, worlds);

    if (only != SIZE_MAX)
        emit(s, only, worlds);
    if (question == CS_NOWHERE)
        return;
    s->questions[s->depth++] = question;
    for (uint32_t a = 0; a < cs_worlds_answer_count(w, question) && s->status == CASUS_OK; a++) {
        cs_set here = cs_worlds_and(w, worlds, cs_worlds_answer(w, question, a));

        s->answers[s->depth - 1] = a;
        if (here != CS_NONE)
            split(s, here);
    }
    s->depth--;
}

casus_status cs_ledger_cases(const struct cs_ledger *ledger, const struct cs_ledger_row *row, struct cs_arena *arena,
                             struct cs_ledger_case **out, size_t *count)
{
    struct splitting *s = calloc(1, sizeof *s);
    casus_status status;

    *out = NULL;
    *count = 0;
    if (s == NULL)
        return cs_fail_memory(ledger->docket->failure);
    s->ledger = ledger;
    s->row = row;
    s->arena = arena;
    if (ledger->worlds != CS_NONE)
        split(s, ledger->worlds);
    status = s->status;
    if (status == CASUS_OK) {
        *out = cs_arena_array(arena, s->count, sizeof **out);
        *count = s->count;
        if (*out == NULL)
            status = cs_fail_memory(ledger->docket->failure);
        else if (s->count > 0)
            memcpy(*out, s->cases, s->count * sizeof **out);
    }
    free(s->cases);
    free(s);
    return status;
}
