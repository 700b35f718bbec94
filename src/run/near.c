/* SPDX-License-Identifier: MIT */
#include "run/near.h"

#include <stdlib.h>

#include "base/memory.h"
#include "run/alike.h"
#include "run/tells.h"

/* Up to so many members all pairs are compared: to find those that could have to do with each other costs more. */
#define ALL_PAIRS_MAX 64

struct list { struct cs_near_one *all; size_t count, capacity; };

struct cs_near {
    struct list *of; /* by member */
    size_t count;
};

/* The own name of a member. */
struct named { cs_value value; uint32_t member; };

/* Two members of which one names the other, that with the smaller number first. */
struct naming { uint32_t member, other; };

struct finding {
    struct cs_run *run;
    struct cs_near *near;
    const struct cs_occurrence *const *occurrences;
    size_t count;
    struct cs_alike *alike; /* of a large batch */
    struct named *names;    /* of a large batch: in order of the names */
    struct naming *naming;  /* of a large batch: in order of the members */
    size_t naming_count, naming_capacity;
    uint32_t *candidates;   /* of the member at hand, with greater numbers */
    size_t candidate_count;
    uint32_t member;        /* the member at hand */
    uint32_t *seen;         /* by member: the last one whose candidate it was, + 1 */
};

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
    bool tells = (f->alike == NULL || cs_alike_may_tell(f->alike, member, other)) && cs_tells_order(f->run, a, b);
    struct cs_near_one one = {other, tells, cs_tells_follows(f->run, a, b), cs_tells_follows(f->run, b, a)};

    if (!one.tells && !one.follows && !one.followed)
        return;
    add(f, member, one);
    add(f, other, (struct cs_near_one){member, one.tells, one.followed, one.follows});
}

static void suggest(void *context, uint32_t other)
{
    struct finding *f = context;

    if (other <= f->member || f->seen[other] == f->member + 1)
        return;
    f->seen[other] = f->member + 1;
    f->candidates[f->candidate_count++] = other;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static void find_member(struct finding *f, size_t *named)
{
    f->candidate_count = 0;
    if (f->alike == NULL) {
        for (uint32_t other = f->member + 1; other < f->count; other++)
            suggest(f, other);
    } else {
        cs_alike_suggest(f->alike, f->member, suggest, f);
        for (; *named < f->naming_count && f->naming[*named].member == f->member; (*named)++)
            suggest(f, f->naming[*named].other);
        qsort(f->candidates, f->candidate_count, sizeof *f->candidates, by_number);
    }
    for (size_t i = 0; i < f->candidate_count && cs_run_ok(f->run); i++)
        compare(f, f->member, f->candidates[i]);
}

/* ---- which member names which ---- */

static int by_value(const void *a, const void *b)
{
    const struct named *x = a, *y = b;

    return (x->value > y->value) - (x->value < y->value);
}

static int by_members(const void *a, const void *b)
{
    const struct naming *x = a, *y = b;

    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    return (x->other > y->other) - (x->other < y->other);
}

static void note_naming(struct finding *f, uint32_t member, cs_value named)
{
    struct named key = {named, 0};
    size_t i = cs_lower_bound(&key, f->names, f->count, sizeof *f->names, by_value);

    for (; i < f->count && f->names[i].value == named; i++) {
        uint32_t other = f->names[i].member;

        if (!cs_grow(&f->naming, &f->naming_capacity, f->naming_count + 1, sizeof *f->naming)) {
            cs_run_fail_memory(f->run);
            return;
        }
        f->naming[f->naming_count++] =
            member < other ? (struct naming){member, other} : (struct naming){other, member};
    }
}

static void find_naming(struct finding *f)
{
    f->names = calloc(f->count + 1, sizeof *f->names);
    if (f->names == NULL) {
        cs_run_fail_memory(f->run);
        return;
    }
    for (uint32_t i = 0; i < f->count; i++)
        f->names[i] = (struct named){f->occurrences[i]->value, i};
    qsort(f->names, f->count, sizeof *f->names, by_value);
    for (uint32_t i = 0; i < f->count; i++)
        for (uint32_t r = 0; r < f->occurrences[i]->refer_count && cs_run_ok(f->run); r++)
            note_naming(f, i, f->occurrences[i]->refers[r]);
    if (f->naming_count > 0)
        qsort(f->naming, f->naming_count, sizeof *f->naming, by_members);
}

static void find_all(struct finding *f)
{
    size_t named = 0;

    if (f->count > ALL_PAIRS_MAX) {
        f->alike = cs_alike_new(f->run, f->occurrences, f->count);
        find_naming(f);
    }
    for (; f->member < f->count && cs_run_ok(f->run); f->member++)
        find_member(f, &named);
    cs_alike_free(f->alike);
    free(f->names);
    free(f->naming);
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
    f.candidates = calloc(count + 1, sizeof *f.candidates);
    f.seen = calloc(count + 1, sizeof *f.seen);
    if (f.near == NULL || f.near->of == NULL || f.candidates == NULL || f.seen == NULL)
        cs_run_fail_memory(run);
    else
        find_all(&f);
    free(f.candidates);
    free(f.seen);
    if (cs_run_ok(run))
        return f.near;
    cs_near_free(f.near);
    return NULL;
}
