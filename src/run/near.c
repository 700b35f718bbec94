/* SPDX-License-Identifier: MIT */
#include "run/near.h"

#include <stdlib.h>

#include "base/memory.h"
#include "run/tells.h"

/*
 * Up to so many members all pairs are compared: finding candidates compares all pairs of words, with whatever they may
 * be about, which costs more.
 */
#define ALL_PAIRS_MAX 64

/* That a member has a value; sorted, those of one value stand together. */
struct holding { cs_value value; uint32_t member; };

/* That a member has such a row. */
struct row_held { struct cs_worded row; uint32_t member; };

struct list { struct cs_near_one *all; size_t count, capacity; };

/* Such rows (`count` of `rows` from `first` on), and those that they may tell with whatever the two are about. */
struct word {
    struct cs_worded row;
    size_t first, count;
    uint32_t *others;
    size_t other_count, other_capacity;
};

struct cs_near {
    struct list *of; /* by member */
    size_t count;
};

struct finding {
    struct cs_run *run;
    struct cs_near *near;
    const struct cs_occurrence *const *occurrences;
    size_t count;
    struct holding *values; /* by value, the own name among them */
    size_t value_count, value_capacity;
    struct row_held *rows; /* by word and what is unsaid */
    size_t row_count, row_capacity;
    struct word *words; /* in the same order */
    size_t word_count, word_capacity;
    uint32_t *free; /* members that name nothing: they could have to do with any other */
    size_t free_count;
    uint32_t *candidates; /* of the member at hand, with greater numbers */
    size_t candidate_count;
    uint32_t *seen; /* by member: the last one whose candidate it was, + 1 */
};

/* ---- what members have ---- */

static int by_value(const void *a, const void *b)
{
    const struct holding *x = a, *y = b;

    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return (x->member > y->member) - (x->member < y->member);
}

static int by_row(const void *a, const void *b)
{
    const struct row_held *x = a, *y = b;

    if (x->row.relation != y->row.relation)
        return x->row.relation < y->row.relation ? -1 : 1;
    if (x->row.unsaid != y->row.unsaid)
        return x->row.unsaid < y->row.unsaid ? -1 : 1;
    return (x->member > y->member) - (x->member < y->member);
}

static void hold_value(struct finding *f, cs_value value, uint32_t member)
{
    if (cs_grow(&f->values, &f->value_capacity, f->value_count + 1, sizeof *f->values))
        f->values[f->value_count++] = (struct holding){value, member};
    else
        cs_run_fail_memory(f->run);
}

static struct cs_worded worded(const struct cs_run *run, const struct cs_occurrence_row *row)
{
    struct cs_worded out = {row->relation, 0};

    for (uint32_t i = 0; i < run->plan->relations[row->relation].column_count; i++)
        if (row->values[i] == CS_UNSAID)
            out.unsaid |= (uint64_t)1 << i;
    return out;
}

static bool same_row(struct cs_worded a, struct cs_worded b)
{
    return a.relation == b.relation && a.unsaid == b.unsaid;
}

static void hold_row(struct finding *f, struct cs_worded row, uint32_t member)
{
    const struct row_held *last = f->row_count > 0 ? &f->rows[f->row_count - 1] : NULL;

    if (last != NULL && last->member == member && same_row(last->row, row))
        return;
    if (cs_grow(&f->rows, &f->row_capacity, f->row_count + 1, sizeof *f->rows))
        f->rows[f->row_count++] = (struct row_held){row, member};
    else
        cs_run_fail_memory(f->run);
}

static void note_row(struct finding *f, const struct cs_occurrence_row *row, uint32_t member)
{
    hold_row(f, worded(f->run, row), member);
    for (uint32_t i = 0; i < f->run->plan->relations[row->relation].column_count; i++)
        if (row->values[i] != CS_UNSAID)
            hold_value(f, row->values[i], member);
}

/* With the acts in whose place it is offered. */
static void note_member(struct finding *f, uint32_t member)
{
    const struct cs_occurrence *o = f->occurrences[member];
    struct cs_occurrence_row replaced;

    if (cs_tells_names_nothing(f->run, o))
        f->free[f->free_count++] = member;
    hold_value(f, o->value, member);
    for (uint32_t i = 0; i < o->refer_count; i++)
        hold_value(f, o->refers[i], member);
    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
        note_row(f, row, member);
    for (size_t at = 0; cs_tells_next_replaced(f->run, o, &at, &replaced);)
        note_row(f, &replaced, member);
}

/* ---- words ---- */

static void note_words(struct finding *f)
{
    for (size_t i = 0; i < f->row_count && cs_run_ok(f->run); i++) {
        if (f->word_count > 0 && same_row(f->words[f->word_count - 1].row, f->rows[i].row))
            f->words[f->word_count - 1].count++;
        else if (cs_grow(&f->words, &f->word_capacity, f->word_count + 1, sizeof *f->words))
            f->words[f->word_count++] = (struct word){.row = f->rows[i].row, .first = i, .count = 1};
        else
            cs_run_fail_memory(f->run);
    }
}

static void add_other(struct finding *f, size_t of, size_t other)
{
    struct word *word = &f->words[of];

    if (cs_grow(&word->others, &word->other_capacity, word->other_count + 1, sizeof *word->others))
        word->others[word->other_count++] = (uint32_t)other;
    else
        cs_run_fail_memory(f->run);
}

static void join_words(struct finding *f)
{
    for (size_t i = 0; i < f->word_count; i++)
        for (size_t k = f->words[i].count > 1 ? i : i + 1; k < f->word_count && cs_run_ok(f->run); k++) {
            if (!cs_tells_meets_any(f->run, f->words[i].row, f->words[k].row))
                continue;
            add_other(f, i, k);
            if (k != i)
                add_other(f, k, i);
        }
}

static int word_by_row(const void *word, const void *row)
{
    const struct row_held *key = row, first = {((const struct word *)word)->row, key->member};

    return by_row(&first, key);
}

static const struct word *word_of(const struct finding *f, struct cs_worded row)
{
    struct row_held key = {row, 0};

    return &f->words[cs_lower_bound(&key, f->words, f->word_count, sizeof *f->words, word_by_row)];
}

/* ---- pairs ---- */

static void add(struct finding *f, uint32_t member, struct cs_near_one one)
{
    struct list *list = &f->near->of[member];

    if (cs_grow(&list->all, &list->capacity, list->count + 1, sizeof *list->all))
        list->all[list->count++] = one;
    else
        cs_run_fail_memory(f->run);
}

/* The smaller number first, so that the lists come about in order. */
static void compare(struct finding *f, uint32_t member, uint32_t other)
{
    const struct cs_occurrence *a = f->occurrences[member], *b = f->occurrences[other];
    struct cs_near_one one = {other, cs_tells_order(f->run, a, b), cs_tells_follows(f->run, a, b),
                              cs_tells_follows(f->run, b, a)};

    if (!one.tells && !one.follows && !one.followed)
        return;
    add(f, member, one);
    add(f, other, (struct cs_near_one){member, one.tells, one.followed, one.follows});
}

static void suggest(struct finding *f, uint32_t member, uint32_t other)
{
    if (other <= member || f->seen[other] == member + 1)
        return;
    f->seen[other] = member + 1;
    f->candidates[f->candidate_count++] = other;
}

static void suggest_holders(struct finding *f, uint32_t member, cs_value value)
{
    struct holding key = {value, 0};
    size_t i = cs_lower_bound(&key, f->values, f->value_count, sizeof *f->values, by_value);

    for (; i < f->value_count && f->values[i].value == value; i++)
        suggest(f, member, f->values[i].member);
}

static void suggest_by_word(struct finding *f, uint32_t member)
{
    for (const struct cs_occurrence_row *row = f->occurrences[member]->rows; row != NULL; row = row->next) {
        const struct word *word = word_of(f, worded(f->run, row));

        for (size_t i = 0; i < word->other_count; i++) {
            const struct word *other = &f->words[word->others[i]];

            for (size_t k = 0; k < other->count; k++)
                suggest(f, member, f->rows[other->first + k].member);
        }
    }
}

static void suggest_by_value(struct finding *f, uint32_t member)
{
    const struct cs_occurrence *o = f->occurrences[member];

    suggest_holders(f, member, o->value);
    for (uint32_t i = 0; i < o->refer_count; i++)
        suggest_holders(f, member, o->refers[i]);
    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
        for (uint32_t i = 0; i < f->run->plan->relations[row->relation].column_count; i++)
            if (row->values[i] != CS_UNSAID)
                suggest_holders(f, member, row->values[i]);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static void find_member(struct finding *f, uint32_t member, bool is_free)
{
    f->candidate_count = 0;
    if (is_free || f->count <= ALL_PAIRS_MAX) {
        for (uint32_t other = member + 1; other < f->count; other++)
            suggest(f, member, other);
    } else {
        for (size_t i = 0; i < f->free_count; i++)
            suggest(f, member, f->free[i]);
        suggest_by_value(f, member);
        suggest_by_word(f, member);
        qsort(f->candidates, f->candidate_count, sizeof *f->candidates, by_number);
    }
    for (size_t i = 0; i < f->candidate_count && cs_run_ok(f->run); i++)
        compare(f, member, f->candidates[i]);
}

static void find_all(struct finding *f)
{
    size_t next_free = 0;

    for (uint32_t i = 0; i < f->count && f->count > ALL_PAIRS_MAX && cs_run_ok(f->run); i++)
        note_member(f, i);
    if (f->value_count > 0)
        qsort(f->values, f->value_count, sizeof *f->values, by_value);
    if (f->row_count > 0)
        qsort(f->rows, f->row_count, sizeof *f->rows, by_row);
    note_words(f);
    join_words(f);
    for (uint32_t i = 0; i < f->count && cs_run_ok(f->run); i++) {
        bool is_free = next_free < f->free_count && f->free[next_free] == i;

        next_free += is_free;
        find_member(f, i, is_free);
    }
}

/* ---- what is asked ---- */

const struct cs_near_one *cs_near_of(const struct cs_near *near, size_t member, size_t *count)
{
    *count = near->of[member].count;
    return near->of[member].all;
}

static int by_member(const void *a, const void *b)
{
    const struct cs_near_one *x = a, *y = b;

    return (x->member > y->member) - (x->member < y->member);
}

bool cs_near_tells(const struct cs_near *near, size_t member, size_t other)
{
    const struct list *list = &near->of[member];
    struct cs_near_one key = {.member = (uint32_t)other};
    size_t i = cs_lower_bound(&key, list->all, list->count, sizeof *list->all, by_member);

    return i < list->count && list->all[i].member == other && list->all[i].tells;
}

void cs_near_free(struct cs_near *near)
{
    if (near == NULL)
        return;
    for (size_t i = 0; near->of != NULL && i < near->count; i++)
        free(near->of[i].all);
    free(near->of);
    free(near);
}

struct cs_near *cs_near_new(struct cs_run *run, const struct cs_occurrence *const *occurrences, size_t count)
{
    struct finding f = {.run = run, .occurrences = occurrences, .count = count};

    f.near = calloc(1, sizeof *f.near);
    if (f.near != NULL) {
        f.near->count = count;
        f.near->of = calloc(count + 1, sizeof *f.near->of);
    }
    f.free = calloc(count + 1, sizeof *f.free);
    f.candidates = calloc(count + 1, sizeof *f.candidates);
    f.seen = calloc(count + 1, sizeof *f.seen);
    if (f.near == NULL || f.near->of == NULL || f.free == NULL || f.candidates == NULL || f.seen == NULL)
        cs_run_fail_memory(run);
    else
        find_all(&f);
    free(f.free);
    free(f.candidates);
    free(f.seen);
    free(f.values);
    free(f.rows);
    for (size_t i = 0; i < f.word_count; i++)
        free(f.words[i].others);
    free(f.words);
    if (cs_run_ok(run))
        return f.near;
    cs_near_free(f.near);
    return NULL;
}
