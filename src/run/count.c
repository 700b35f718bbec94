/* SPDX-License-Identifier: MIT */
/*
 * Counting and adding, exactly, in all worlds at once. What is counted in every world is added up first, without set
 * operations. Each item that is counted in some worlds only may double the totals. Each total has its set of worlds;
 * these are disjoint.
 *
 * Most counts are of facts of which a condition says all but what is counted ("number of s in s is voter on d"): each
 * row is then an item that no other row counts again, and only what does not hold in all worlds is kept.
 */
#include <stdlib.h>

#include "base/hash.h"
#include "run/match.h"

#define TOTALS_MAX 65536 /* different results of one count */

struct counted { cs_value value; cs_wide weight; cs_set worlds; uint32_t top, place; };
/* an occurrence leaves unsaid what is counted: one item more, or one of those that are counted anyway (R 2.7) */
struct unsaid { cs_value occurrence; uint32_t preps; cs_set worlds; }; /* in these roles, a bit each */

struct tallying {
    struct cs_match *match;
    const struct cs_measure *measure;
    struct counted *items;
    size_t count, capacity;
    struct unsaid *unsaid;
    size_t unsaid_count, unsaid_capacity;
    struct cs_slots slots; /* of items, by value */
    struct cs_total *totals;
    size_t total_count, total_capacity;
    cs_wide certain; /* of what was not kept, since it is counted in all worlds */
    struct cs_total only; /* where there is one total in all worlds, `totals` is this */
};

static const struct cs_slot *slot_of(const struct tallying *t, cs_value value)
{
    const struct cs_slot *slot = cs_slots_first(&t->slots, cs_hash_mix(0, value));

    while (slot->item != 0 && t->items[slot->item - 1].value != value)
        slot = cs_slots_next(&t->slots, slot);
    return slot;
}

/* With `distinct` one item for each different value; else (sums) one for each row. */
static void add_item(struct tallying *t, cs_value value, cs_wide weight, cs_set worlds, bool distinct)
{
    struct cs_run *run = t->match->run;
    const struct cs_slot *slot;

    if (!cs_grow(&t->items, &t->capacity, t->count + 1, sizeof *t->items) ||
        (distinct && !cs_slots_reserve(&t->slots))) {
        cs_run_fail_memory(run);
        return;
    }
    slot = distinct ? slot_of(t, value) : NULL;
    if (slot != NULL && slot->item != 0) {
        struct counted *item = &t->items[slot->item - 1];

        item->worlds = cs_worlds_or(run->worlds, item->worlds, worlds);
        return;
    }
    if (slot != NULL)
        cs_slots_put(&t->slots, slot, cs_hash_mix(0, value), (uint32_t)t->count);
    t->items[t->count++] = (struct counted){.value = value, .weight = weight, .worlds = worlds};
}

/* The counted variable is bound by the row at hand alone. */
static void add_unsaid(struct tallying *t, cs_set worlds)
{
    const struct cs_match *match = t->match;
    struct unsaid u = {.worlds = worlds};
    bool first = false;

    for (uint32_t i = match->origin_count; i-- > 0 && !first;) {
        if (match->origins[i].variable != t->measure->variable)
            continue;
        u.occurrence = match->origins[i].occurrence;
        u.preps |= (uint32_t)1 << match->origins[i].prep;
        first = match->origins[i].first;
    }
    for (size_t i = 0; i < t->unsaid_count; i++) /* an occurrence leaves one unsaid, however many rows it has */
        if (t->unsaid[i].occurrence == u.occurrence && t->unsaid[i].preps == u.preps) {
            t->unsaid[i].worlds = cs_worlds_or(match->run->worlds, t->unsaid[i].worlds, worlds);
            return;
        }
    if (!cs_grow(&t->unsaid, &t->unsaid_capacity, t->unsaid_count + 1, sizeof *t->unsaid)) {
        cs_run_fail_memory(match->run);
        return;
    }
    t->unsaid[t->unsaid_count++] = u;
}

/* The worlds in which what was left unsaid is this particular. */
static cs_set is_this(struct cs_run *run, const struct unsaid *u, cs_value value)
{
    cs_set worlds = CS_ALL;

    for (uint32_t preps = u->preps; preps != 0; preps &= preps - 1)
        worlds = cs_worlds_and(run->worlds, worlds,
                               cs_docket_unsaid(run->docket, u->occurrence, (enum cs_prep)__builtin_ctz(preps), value));
    return worlds;
}

static void gather_row(struct tallying *t, cs_set worlds)
{
    cs_value value = t->match->values[t->measure->variable];
    cs_wide weight = 1;

    if (value == CS_UNSAID) {
        if (t->measure->kind == CS_NUMBER_OF && (t->match->unsaid >> t->measure->variable & 1) != 0)
            add_unsaid(t, worlds);
        return; /* of a fact that leaves it unsaid nothing is counted */
    }
    if (t->measure->kind == CS_SUM_OF &&
        !cs_wide_parse(cs_names_text(t->match->run->plan->names, value),
                       cs_names_length(t->match->run->plan->names, value), &weight))
        return;
    add_item(t, value, weight, worlds, t->measure->kind == CS_NUMBER_OF);
}

/* R 2.7: whether an unsaid one is one of those that are counted is a question for each of them; else it is one more. */
static void settle_unsaid(struct tallying *t)
{
    struct cs_run *run = t->match->run;
    size_t known = t->count;

    for (size_t u = 0; u < t->unsaid_count && cs_run_ok(run); u++) {
        cs_set rest = t->unsaid[u].worlds;

        for (size_t i = 0; i < known && cs_run_ok(run); i++) {
            cs_set same = is_this(run, &t->unsaid[u], t->items[i].value);

            t->items[i].worlds = cs_worlds_or(run->worlds, t->items[i].worlds,
                                              cs_worlds_and(run->worlds, t->unsaid[u].worlds, same));
            rest = cs_worlds_minus(run->worlds, rest, same);
        }
        add_item(t, CS_UNSAID, 1, rest, false);
    }
    free(t->unsaid);
    t->unsaid = NULL;
}

static void gather(struct tallying *t)
{
    struct cs_match *match = t->match;
    struct cs_run *run = match->run;
    const struct cs_pattern *pattern = &t->measure->pattern;
    struct cs_mark outer = cs_match_mark(match), mark = outer;
    cs_value kept = match->values[t->measure->variable]; /* the counted variable is local to the count */
    struct cs_cursor cursor;
    uint32_t row;

    mark.bound &= ~((uint64_t)1 << t->measure->variable);
    mark.unsaid &= mark.bound;
    match->bound = mark.bound;
    match->unsaid = mark.unsaid;
    cs_match_start(match, pattern, &cursor);
    while (cs_run_ok(run) && cs_cursor_next(&cursor, &row)) {
        cs_set worlds = run->stores[pattern->relation].rows[row].worlds;
        const cs_value *values = cs_store_values(run, pattern->relation, row);

        cs_match_try(match, 1);
        if (worlds != CS_NONE)
            worlds = cs_match_row(match, pattern, values, worlds);
        if (worlds != CS_NONE)
            gather_row(t, worlds);
        cs_match_back(match, mark);
    }
    match->values[t->measure->variable] = kept;
    match->bound = outer.bound;
    match->unsaid = outer.unsaid;
}

/* The place of the rule that counts, or NULL. */
static const struct cs_span *place_of(const struct cs_match *match)
{
    return match->rule != NULL && match->rule->text != NULL ? &match->rule->text->span : NULL;
}

static void fail_sum(const struct cs_match *match)
{
    cs_fail_at(match->run->failure, place_of(match), CASUS_ERR_LIMIT, "a sum does not fit 128 bits");
}

/* ---- each row is one item ---- */

/*
 * Does the pattern say all columns but the one of the counted variable, of rows that leave nothing open? Then `key` is
 * what it says, by the columns of the mask. Articles are compared otherwise, for one may be within another.
 */
static bool is_plain(const struct cs_match *match, const struct cs_measure *measure, uint64_t *mask, uint32_t *counted,
                     cs_value *key)
{
    const struct cs_relation *relation = &match->run->plan->relations[measure->pattern.relation];
    uint32_t found = 0;

    *mask = 0;
    for (uint32_t i = 0; i < relation->column_count; i++) {
        struct cs_operand o = measure->pattern.columns[i];

        if (o.kind == CS_OPERAND_VARIABLE && o.index == measure->variable) {
            *counted = i;
            found++;
            continue;
        }
        if (o.kind == CS_OPERAND_LIST || relation->column_kinds[i] == CS_KIND_ARTICLE)
            return false;
        key[i] = cs_match_operand(match, o);
        if (key[i] == CS_UNSAID)
            return false;
        *mask |= (uint64_t)1 << i;
    }
    return found == 1 && !cs_relation_asks(relation);
}

static bool has_key(uint64_t mask, const cs_value *key, const cs_value *values)
{
    for (uint64_t m = mask; m != 0; m &= m - 1)
        if (values[__builtin_ctzll(m)] != key[__builtin_ctzll(m)])
            return false;
    return true;
}

static void add_plain(struct tallying *t, cs_value value, cs_set worlds)
{
    cs_wide weight = 1;

    if (value == CS_UNSAID || (t->measure->kind == CS_SUM_OF &&
                               !cs_wide_parse(cs_names_text(t->match->run->plan->names, value),
                                              cs_names_length(t->match->run->plan->names, value), &weight)))
        return;
    if (worlds != CS_ALL)
        add_item(t, value, weight, worlds, false);
    else if (!cs_wide_add(t->certain, weight, &t->certain))
        fail_sum(t->match);
}

static bool gather_plain(struct tallying *t)
{
    struct cs_run *run = t->match->run;
    uint32_t relation = t->measure->pattern.relation, counted = 0, row, tried = 0;
    cs_value key[CS_COLUMNS_MAX] = {0};
    struct cs_cursor cursor;
    uint64_t mask;

    if (!is_plain(t->match, t->measure, &mask, &counted, key))
        return false;
    cs_cursor_match(run, relation, mask, key, &cursor);
    for (; cs_run_ok(run) && cs_cursor_next(&cursor, &row); tried++) {
        cs_set worlds = run->stores[relation].rows[row].worlds;
        const cs_value *values = cs_store_values(run, relation, row);

        if (worlds != CS_NONE && has_key(mask, key, values))
            add_plain(t, values[counted], worlds);
    }
    cs_match_try(t->match, tried);
    return true;
}

/* ---- totals ---- */

static void add_total(struct tallying *t, cs_wide sum, cs_set worlds)
{
    struct cs_run *run = t->match->run;

    if (worlds == CS_NONE)
        return;
    if (t->total_count > 0 && t->totals[t->total_count - 1].sum == sum) {
        t->totals[t->total_count - 1].worlds = cs_worlds_or(run->worlds, t->totals[t->total_count - 1].worlds, worlds);
        return;
    }
    if (!cs_grow(&t->totals, &t->total_capacity, t->total_count + 1, sizeof *t->totals)) {
        cs_run_fail_memory(run);
        return;
    }
    t->totals[t->total_count++] = (struct cs_total){sum, worlds};
}

/* Fails, and names the top questions of the uncertain items. */
static void fail_totals(struct tallying *t)
{
    struct cs_run *run = t->match->run;
    struct cs_buffer list;
    uint32_t question;
    size_t named = 0;

    cs_buffer_init(&list);
    for (size_t i = 0; i < t->count && named < 8; i++)
        if (cs_worlds_top(run->worlds, t->items[i].worlds, &question))
            cs_buffer_printf(&list, "%s\"%.40s\"", named++ == 0 ? "" : ", ",
                             cs_names_text(run->plan->names, run->docket->questions[question].id));
    cs_fail(run->failure, CASUS_ERR_ENTANGLED,
            "too many entangled questions: a count over %s has more than %d possible results; some are %.300s",
            cs_names_text(run->plan->names, run->plan->relations[t->measure->pattern.relation].head), TOTALS_MAX,
            cs_buffer_string(&list));
    cs_buffer_release(&list);
}

/* Each total is split: with the item and without it. Both lists are in ascending order, and are merged. */
static void split_totals(struct tallying *t, const struct counted *item)
{
    struct cs_run *run = t->match->run;
    struct cs_total *old = t->totals;
    size_t count = t->total_count, with = 0, without = 0;

    t->totals = NULL;
    t->total_count = t->total_capacity = 0;
    while ((with < count || without < count) && cs_run_ok(run)) {
        cs_wide sum = 0;

        if (with < count && !cs_wide_add(old[with].sum, item->weight, &sum)) {
            fail_sum(t->match);
        } else if (with < count && (without == count || sum < old[without].sum)) {
            add_total(t, sum, cs_worlds_and(run->worlds, old[with].worlds, item->worlds));
            with++;
        } else {
            add_total(t, old[without].sum, cs_worlds_minus(run->worlds, old[without].worlds, item->worlds));
            without++;
        }
        if (t->total_count > TOTALS_MAX)
            fail_totals(t);
    }
    free(old);
}

/* The first question on which the item depends: the last in the order of the questions come first. */
static int by_question(const void *a, const void *b)
{
    const struct counted *x = a, *y = b;

    return x->top < y->top ? 1 : x->top > y->top ? -1 : x->place < y->place ? -1 : 1;
}

/*
 * Adds up what is counted in all worlds, and leaves the other items. Of these, what depends on later questions comes
 * first: the totals so far then stand, as they are, below the questions of the next item. In the order of the questions
 * all of them would be made anew for each item.
 */
static cs_wide take_certain(struct tallying *t)
{
    const struct cs_run *run = t->match->run;
    const struct cs_worlds *w = run->worlds;
    cs_wide certain = t->certain;
    size_t count = 0;
    uint32_t top;

    for (size_t i = 0; i < t->count; i++)
        if (t->items[i].worlds != CS_ALL)
            t->items[count++] = t->items[i];
        else if (!cs_wide_add(certain, t->items[i].weight, &certain))
            fail_sum(t->match);
    t->count = count;
    for (size_t i = 0; i < t->count; i++) {
        t->items[i].place = (uint32_t)i;
        t->items[i].top = cs_worlds_top(w, t->items[i].worlds, &top) ? cs_worlds_place(w, top) : 0;
    }
    if (t->count > 1)
        qsort(t->items, t->count, sizeof *t->items, by_question);
    return certain;
}

static void set_only(struct tallying *t, cs_wide sum)
{
    t->only = (struct cs_total){sum, CS_ALL};
    t->totals = &t->only;
    t->total_count = 1;
}

static void release(struct tallying *t)
{
    if (t->totals == &t->only)
        t->totals = NULL;
    free(t->totals);
    free(t->items);
    cs_slots_release(&t->slots);
}

static void measure(struct tallying *t, struct cs_match *match, const struct cs_measure *what)
{
    struct cs_run *run = match->run;
    cs_wide certain;

    *t = (struct tallying){.match = match, .measure = what};
    if (what->kind == CS_NUMBER_CONSTANT) {
        set_only(t, what->constant);
        return;
    }
    if (!gather_plain(t)) {
        gather(t);
        settle_unsaid(t);
    }
    certain = take_certain(t);
    if (t->count == 0) {
        set_only(t, certain);
        return;
    }
    add_total(t, certain, CS_ALL);
    for (size_t i = 0; i < t->count && cs_run_ok(run); i++)
        split_totals(t, &t->items[i]);
}

static bool compares(cs_wide a, enum cs_compare compare, cs_wide b)
{
    switch (compare) {
    case CS_AT_LEAST:
        return a >= b;
    case CS_AT_MOST:
        return a <= b;
    case CS_MORE_THAN:
        return a > b;
    case CS_FEWER_THAN:
        return a < b;
    case CS_EXACTLY:
        return a == b;
    }
    return false;
}

/* left compare over/under right, as left x under compare over x right: no rounding. */
static bool holds(const struct cs_match *match, const struct cs_step *step, enum cs_compare compare, cs_wide left,
                  cs_wide right)
{
    cs_wide a, b;

    if (!cs_wide_multiply(left, step->ratio_under, &a) || !cs_wide_multiply(right, step->ratio_over, &b)) {
        cs_fail_at(match->run->failure, place_of(match), CASUS_ERR_LIMIT, "a product does not fit 128 bits");
        return false;
    }
    return compares(a, compare, b);
}

/*
 * If a left total is at least some right totals, so is a greater left total: one pass over both lists is enough. For
 * `at most` and `fewer than` both are passed from the end.
 */
static cs_set compare_totals(struct cs_match *match, const struct cs_step *step, const struct tallying *left,
                             const struct tallying *right)
{
    struct cs_run *run = match->run;
    bool falls = step->compare == CS_AT_MOST || step->compare == CS_FEWER_THAN, exactly = step->compare == CS_EXACTLY;
    cs_set passed = CS_NONE, worlds = CS_NONE;
    size_t j = 0;

    for (size_t i = 0; i < left->total_count && cs_run_ok(run); i++) {
        const struct cs_total *l = &left->totals[falls ? left->total_count - 1 - i : i];

        for (; j < right->total_count && cs_run_ok(run); j++) {
            const struct cs_total *r = &right->totals[falls ? right->total_count - 1 - j : j];

            if (!holds(match, step, exactly ? CS_MORE_THAN : step->compare, l->sum, r->sum))
                break;
            passed = exactly ? CS_NONE : cs_worlds_or(run->worlds, passed, r->worlds);
        }
        if (exactly)
            passed = j < right->total_count && holds(match, step, CS_EXACTLY, l->sum, right->totals[j].sum)
                         ? right->totals[j].worlds
                         : CS_NONE;
        worlds = cs_worlds_or(run->worlds, worlds, cs_worlds_and(run->worlds, l->worlds, passed));
    }
    return worlds;
}

/* Keeps all totals: on one account some of them may be left out. */
static void keep_totals(struct cs_run *run, const struct tallying *left, const struct tallying *right,
                        struct cs_note *note)
{
    const struct tallying *sides[] = {left, right};

    *note = (struct cs_note){.left = -1, .right = -1, .first_total = (uint32_t)run->total_count};
    if (!cs_grow(&run->totals, &run->total_capacity, run->total_count + left->total_count + right->total_count + 1,
                 sizeof *run->totals)) {
        cs_run_fail_memory(run);
        return;
    }
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < sides[side]->total_count; i++)
            run->totals[run->total_count++] = sides[side]->totals[i];
    note->left_count = (uint32_t)left->total_count;
    note->right_count = (uint32_t)right->total_count;
}

cs_set cs_match_number(struct cs_match *match, const struct cs_step *step, struct cs_note *note)
{
    struct tallying left, right;
    cs_set worlds;

    measure(&left, match, &step->left);
    measure(&right, match, &step->right);
    worlds = compare_totals(match, step, &left, &right);
    if (left.total_count == 1 && right.total_count == 1)
        *note = (struct cs_note){.left = left.totals[0].sum, .right = right.totals[0].sum};
    else
        keep_totals(match->run, &left, &right, note);
    release(&left);
    release(&right);
    return worlds;
}
