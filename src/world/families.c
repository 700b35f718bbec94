/* SPDX-License-Identifier: MIT */
/*
 * A node {level, without, with}: the sets that lack the question of that level (worlds_int.h), and those that have it,
 * with it taken out. A child has a greater level; `with` is not CS_NO_SETS; nodes are unique. Since families are
 * minimal, no set of `with` contains one of `without`.
 */
#include "world/families.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "world/worlds_int.h"

#define DEFAULT_BUDGET ((size_t)2000000)
#define SORTED_MAX ((size_t)4096) /* sets of as many questions that are sorted, to list the first of them */
#define CACHE_COUNT ((size_t)1 << 16)
#define NO_LEVEL UINT32_MAX

/* The sizes of its smallest and of its largest set are kept: they tell at once that no set contains another. */
struct node { uint32_t level; cs_family without, with; uint32_t least, greatest; };

enum operation { OP_FREE, OP_JOIN, OP_LESS, OP_CHANGES };
struct memo { uint32_t operation, a, b; cs_family result; };

struct cs_families {
    struct cs_worlds *worlds;
    casus_status status;
    size_t budget;
    struct node *nodes;
    size_t node_count, node_capacity;
    uint32_t *slots;        /* a node, or 0; open addressing */
    size_t slot_count;
    struct memo *cache;     /* direct mapped */
    uint64_t steps_left;
};

struct cs_families *cs_families_new(struct cs_worlds *worlds, size_t node_budget)
{
    struct cs_families *f = calloc(1, sizeof *f);

    if (f == NULL)
        return NULL;
    f->worlds = worlds;
    f->budget = node_budget != 0 ? node_budget : DEFAULT_BUDGET;
    f->steps_left = 50 * (uint64_t)f->budget;
    f->slot_count = 1024;
    f->slots = calloc(f->slot_count, sizeof *f->slots);
    f->cache = calloc(CACHE_COUNT, sizeof *f->cache);
    if (f->slots == NULL || f->cache == NULL || !cs_grow(&f->nodes, &f->node_capacity, 2, sizeof *f->nodes)) {
        cs_families_free(f);
        return NULL;
    }
    f->nodes[CS_NO_SETS] = (struct node){.level = NO_LEVEL, .least = UINT32_MAX};
    f->nodes[CS_EMPTY_SET] = (struct node){.level = NO_LEVEL};
    f->node_count = 2;
    return f;
}

void cs_families_free(struct cs_families *f)
{
    if (f == NULL)
        return;
    free(f->nodes);
    free(f->slots);
    free(f->cache);
    free(f);
}

casus_status cs_families_status(const struct cs_families *f)
{
    return f->status != CASUS_OK ? f->status : cs_worlds_status(f->worlds);
}

static cs_family fail(struct cs_families *f, casus_status status)
{
    if (f->status == CASUS_OK)
        f->status = status;
    return CS_NO_SETS;
}

/* ---- nodes ---- */

static size_t mix(uint32_t a, uint32_t b, uint32_t c)
{
    uint64_t h = a * UINT64_C(0x9E3779B97F4A7C15);

    h = (h ^ (h >> 29) ^ b) * UINT64_C(0xBF58476D1CE4E5B9);
    h = (h ^ (h >> 32) ^ c) * UINT64_C(0x94D049BB133111EB);
    return (size_t)(h ^ (h >> 31));
}

static bool grow_slots(struct cs_families *f)
{
    size_t count = f->slot_count * 2;
    uint32_t *slots = calloc(count, sizeof *slots);

    if (slots == NULL)
        return false;
    for (uint32_t i = 2; i < f->node_count; i++) {
        size_t at = mix(f->nodes[i].level, f->nodes[i].without, f->nodes[i].with) & (count - 1);

        while (slots[at] != 0)
            at = (at + 1) & (count - 1);
        slots[at] = i;
    }
    free(f->slots);
    f->slots = slots;
    f->slot_count = count;
    return true;
}

/* `with` is not CS_NO_SETS. */
static struct node made(const struct cs_families *f, uint32_t level, cs_family without, cs_family with)
{
    const struct node *a = &f->nodes[without], *b = &f->nodes[with];

    return (struct node){level, without, with, a->least < b->least + 1 ? a->least : b->least + 1,
                         a->greatest > b->greatest + 1 ? a->greatest : b->greatest + 1};
}

static cs_family node(struct cs_families *f, uint32_t level, cs_family without, cs_family with)
{
    size_t at;

    if (with == CS_NO_SETS || f->status != CASUS_OK)
        return f->status != CASUS_OK ? CS_NO_SETS : without;
    at = mix(level, without, with) & (f->slot_count - 1);
    for (; f->slots[at] != 0; at = (at + 1) & (f->slot_count - 1)) {
        const struct node *n = &f->nodes[f->slots[at]];

        if (n->level == level && n->without == without && n->with == with)
            return f->slots[at];
    }
    if (f->node_count >= f->budget)
        return fail(f, CASUS_ERR_ENTANGLED);
    if (!cs_grow(&f->nodes, &f->node_capacity, f->node_count + 1, sizeof *f->nodes))
        return fail(f, CASUS_ERR_MEMORY);
    f->nodes[f->node_count] = made(f, level, without, with);
    f->slots[at] = (uint32_t)f->node_count++;
    if (2 * f->node_count > f->slot_count && !grow_slots(f))
        return fail(f, CASUS_ERR_MEMORY);
    return (cs_family)(f->node_count - 1);
}

static struct memo *memo_of(struct cs_families *f, enum operation operation, uint32_t a, uint32_t b)
{
    return &f->cache[mix(a, b, (uint32_t)operation) & (CACHE_COUNT - 1)];
}

/* Is the result known? Else one step is counted, since an operation may run long without a new node. */
static bool recall(struct cs_families *f, enum operation operation, uint32_t a, uint32_t b, cs_family *out)
{
    const struct memo *m = memo_of(f, operation, a, b);

    *out = m->result;
    if (m->operation == (uint32_t)operation && m->a == a && m->b == b)
        return true;
    if (f->steps_left == 0)
        *out = fail(f, CASUS_ERR_ENTANGLED);
    else
        f->steps_left--;
    return f->status != CASUS_OK;
}

static cs_family keep(struct cs_families *f, enum operation operation, uint32_t a, uint32_t b, cs_family result)
{
    if (f->status != CASUS_OK)
        return CS_NO_SETS;
    *memo_of(f, operation, a, b) = (struct memo){(uint32_t)operation, a, b, result};
    return result;
}

/* ---- operations ---- */

/* The sets of `a` that contain no set of `b`. */
static cs_family less(struct cs_families *f, cs_family a, cs_family b)
{
    cs_family result;
    uint32_t p, q;

    if (f->nodes[b].least > f->nodes[a].greatest) /* so also of CS_NO_SETS */
        return a;
    if (a == b || f->nodes[b].least == 0)
        return CS_NO_SETS;
    if (recall(f, OP_LESS, a, b, &result))
        return result;
    p = f->nodes[a].level;
    q = f->nodes[b].level;
    if (p > q) {
        result = less(f, a, f->nodes[b].without);
    } else {
        cs_family without = less(f, f->nodes[a].without, p == q ? f->nodes[b].without : b);
        cs_family with = less(f, f->nodes[a].with, p == q ? f->nodes[b].without : b);

        if (p == q)
            with = less(f, with, f->nodes[b].with);
        result = node(f, p, without, with);
    }
    return keep(f, OP_LESS, a, b, result);
}

cs_family cs_families_join(struct cs_families *f, cs_family a, cs_family b)
{
    cs_family result, without, with;
    uint32_t p, q;

    if (a == b || b == CS_NO_SETS)
        return a;
    if (a == CS_NO_SETS)
        return b;
    if (a == CS_EMPTY_SET || b == CS_EMPTY_SET)
        return CS_EMPTY_SET;
    if (a > b) {
        cs_family other = a;

        a = b;
        b = other;
    }
    if (recall(f, OP_JOIN, a, b, &result))
        return result;
    p = f->nodes[a].level;
    q = f->nodes[b].level;
    without = cs_families_join(f, p <= q ? f->nodes[a].without : a, q <= p ? f->nodes[b].without : b);
    with = p == q ? cs_families_join(f, f->nodes[a].with, f->nodes[b].with) : f->nodes[p < q ? a : b].with;
    return keep(f, OP_JOIN, a, b, node(f, p < q ? p : q, without, less(f, with, without)));
}

/* ---- changes ---- */

/* Answers of a question that lead to the same pair of sets. */
struct segment { cs_set from, to, others; }; /* others: `to` of all other segments together */

static cs_set child_at(const struct cs_worlds *w, cs_set set, uint32_t level, uint32_t answer, uint32_t *end)
{
    const struct cs_world_node *n;

    *end = cs_worlds_answers_at(w, level);
    if (cs_worlds_level(w, set) != level)
        return set;
    n = &w->nodes[set];
    for (uint32_t i = 0; i < n->edge_count; i++)
        if (answer < w->edges[n->first + i].end) {
            *end = w->edges[n->first + i].end;
            return w->edges[n->first + i].child;
        }
    return CS_NONE;
}

static size_t make_segments(const struct cs_worlds *w, cs_set from, cs_set to, uint32_t level,
                            struct segment *segments)
{
    size_t count = 0;

    for (uint32_t answer = 0; answer < cs_worlds_answers_at(w, level);) {
        uint32_t end_from, end_to;
        struct segment s = {child_at(w, from, level, answer, &end_from), child_at(w, to, level, answer, &end_to),
                            CS_NONE};

        answer = end_from < end_to ? end_from : end_to;
        segments[count++] = s;
    }
    return count;
}

/* The sets `others`, from the left and then from the right, so that it takes two unions for each segment. */
static void join_others(struct cs_worlds *w, struct segment *segments, size_t count)
{
    cs_set all = CS_NONE;

    for (size_t i = 0; i < count; i++) {
        segments[i].others = all;
        all = cs_worlds_or(w, all, segments[i].to);
    }
    all = CS_NONE;
    for (size_t i = count; i-- > 0;) {
        segments[i].others = cs_worlds_or(w, segments[i].others, all);
        all = cs_worlds_or(w, all, segments[i].to);
    }
}

static cs_family changes_at(struct cs_families *f, cs_set from, cs_set to, uint32_t level)
{
    struct cs_worlds *w = f->worlds;
    struct segment *segments = calloc(cs_worlds_answers_at(w, level), sizeof *segments);
    cs_family without = CS_NO_SETS, with = CS_NO_SETS;
    size_t count;

    if (segments == NULL)
        return fail(f, CASUS_ERR_MEMORY);
    count = make_segments(w, from, to, level, segments);
    join_others(w, segments, count);
    for (size_t i = 0; i < count; i++)
        without = cs_families_join(f, without, cs_families_changes(f, segments[i].from, segments[i].to));
    for (size_t i = 0; i < count && without != CS_EMPTY_SET; i++)
        with = cs_families_join(f, with, cs_families_changes(f, segments[i].from, segments[i].others));
    free(segments);
    return node(f, level, without, less(f, with, without));
}

/*
 * By the question of the first level on which either set depends: the answers of the two worlds to it are the same, or
 * they differ. A change within answers that lead to the same sets is needless, so only different segments count as
 * different.
 */
cs_family cs_families_changes(struct cs_families *f, cs_set from, cs_set to)
{
    cs_family result;
    uint32_t p, q;

    if (from == CS_NONE || to == CS_NONE || f->status != CASUS_OK)
        return CS_NO_SETS;
    if (from == CS_ALL || to == CS_ALL || from == to)
        return CS_EMPTY_SET;
    if (recall(f, OP_CHANGES, from, to, &result))
        return result;
    p = cs_worlds_level(f->worlds, from);
    q = cs_worlds_level(f->worlds, to);
    result = changes_at(f, from, to, p < q ? p : q);
    if (cs_worlds_status(f->worlds) != CASUS_OK)
        return fail(f, cs_worlds_status(f->worlds));
    return keep(f, OP_CHANGES, from, to, result);
}

/* ---- reading ---- */

uint64_t cs_families_count(struct cs_families *f, cs_family family)
{
    uint64_t *counts, result;

    if (family <= CS_EMPTY_SET)
        return family;
    counts = calloc((size_t)family + 1, sizeof *counts);
    if (counts == NULL)
        return fail(f, CASUS_ERR_MEMORY);
    counts[CS_EMPTY_SET] = 1;
    for (cs_family i = 2; i <= family; i++) /* a child is made before its parent */
        if (__builtin_add_overflow(counts[f->nodes[i].without], counts[f->nodes[i].with], &counts[i]))
            counts[i] = UINT64_MAX;
    result = counts[family];
    free(counts);
    return result;
}

struct listing {
    const struct cs_families *families;
    size_t most, set_count, size;
    uint32_t *path, *questions;
    size_t *starts, question_count, question_capacity, start_capacity;
    bool failed;
};

static void add_set(struct listing *l)
{
    if (!cs_grow(&l->questions, &l->question_capacity, l->question_count + l->size + 1, sizeof *l->questions) ||
        !cs_grow(&l->starts, &l->start_capacity, l->set_count + 2, sizeof *l->starts)) {
        l->failed = true;
        return;
    }
    memcpy(l->questions + l->question_count, l->path, l->size * sizeof *l->path);
    l->starts[l->set_count++] = l->question_count;
    l->question_count += l->size;
    l->starts[l->set_count] = l->question_count;
}

/* Adds the sets of a family that have `left` questions, behind those of the path: the first question comes first. */
static void list_of_size(struct listing *l, cs_family family, size_t left)
{
    while (!l->failed && l->set_count < l->most) {
        const struct node *n = &l->families->nodes[family];

        if (family == CS_NO_SETS || n->least > left || left > n->greatest)
            return;

        if (family == CS_EMPTY_SET) {
            add_set(l);
            return;
        }
        if (left > 0) {
            l->path[l->size - left] = n->level;
            list_of_size(l, n->with, left - 1);
        }
        family = n->without;
    }
}

/* The same where the newest questions come first: the last question of a set is that of its first level. */
static void list_turned(struct listing *l, cs_family family, size_t left)
{
    const struct node *n = &l->families->nodes[family];

    if (family == CS_NO_SETS || n->least > left || left > n->greatest || l->failed || l->set_count == l->most)
        return;
    if (family == CS_EMPTY_SET) {
        add_set(l);
        return;
    }
    list_turned(l, n->without, left);
    if (left > 0) {
        l->path[left - 1] = cs_worlds_turn(l->families->worlds, n->level);
        list_turned(l, n->with, left - 1);
    }
}

struct listed { const uint32_t *questions; size_t size; };

/* Of two sets of as many questions. */
static int by_questions(const void *a, const void *b)
{
    const struct listed *x = a, *y = b;
    size_t i = 0;

    while (i < x->size && x->questions[i] == y->questions[i])
        i++;
    return i == x->size ? 0 : x->questions[i] < y->questions[i] ? -1 : 1;
}

/* Puts the sets from `first` on, which have as many questions, in the order of these, and keeps `most` sets in all. */
static void sort_listed(struct listing *l, size_t first, size_t most)
{
    size_t count = l->set_count - first, length = count * l->size;
    struct listed *sets = count > 1 ? malloc(count * sizeof *sets) : NULL;
    uint32_t *sorted = sets != NULL ? malloc((length + 1) * sizeof *sorted) : NULL;

    l->failed = l->failed || (count > 1 && sorted == NULL);
    for (size_t i = 0; sorted != NULL && i < count; i++)
        sets[i] = (struct listed){l->questions + l->starts[first + i], l->size};
    if (sorted != NULL)
        qsort(sets, count, sizeof *sets, by_questions);
    for (size_t i = 0; sorted != NULL && i < count; i++)
        memcpy(sorted + i * l->size, sets[i].questions, l->size * sizeof *sorted);
    if (sorted != NULL && length > 0)
        memcpy(l->questions + l->starts[first], sorted, length * sizeof *sorted);
    if (l->set_count > most) {
        l->set_count = most;
        l->question_count = l->starts[most];
    }
    free(sets);
    free(sorted);
}

size_t cs_families_list(struct cs_families *f, cs_family family, size_t most, uint32_t **questions, size_t **starts)
{
    struct listing l = {.families = f, .most = most};

    l.path = calloc((size_t)cs_worlds_question_count(f->worlds) + 1, sizeof *l.path);
    l.failed = l.path == NULL;
    for (size_t size = 0; !l.failed && size <= f->nodes[family].greatest && l.set_count < most; size++) {
        size_t before = l.set_count;

        l.size = size;
        if (f->worlds->turned == 0) {
            list_of_size(&l, family, size);
            continue;
        }
        l.most = before + SORTED_MAX > most ? before + SORTED_MAX : most;
        list_turned(&l, family, size);
        sort_listed(&l, before, most);
        l.most = most;
    }
    if (l.failed)
        fail(f, CASUS_ERR_MEMORY);
    free(l.path);
    *questions = l.questions;
    *starts = l.starts;
    return l.failed ? 0 : l.set_count;
}
