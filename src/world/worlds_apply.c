/* SPDX-License-Identifier: MIT */
/*
 * Operations on sets of worlds: a recursion over pairs of sets (Bryant's apply), whose results are cached.
 *
 * The recursion is at most as deep as there are questions (4,096). Its frames are small, since the edges of the nodes
 * that are being made are in one array on the heap (`pending`).
 *
 * The cache overwrites results, so an operation may run long without adding many nodes. So each operation has a budget
 * of steps in proportion to the budget of nodes; entangled questions stop it (R 1.4).
 */
#include "base/failure.h"
#include "base/hash.h"
#include "world/worlds.h"
#include "world/worlds_int.h"

#define STEPS_OF_NODE 32u
#define LEAST_STEPS (UINT64_C(1) << 22)

/* Begins an operation: renews its steps, drops pending edges of a failed one. False if a failure is set. */
static bool begin(struct cs_worlds *worlds)
{
    worlds->steps_left = (uint64_t)worlds->node_budget * STEPS_OF_NODE;
    if (worlds->steps_left < LEAST_STEPS)
        worlds->steps_left = LEAST_STEPS;
    worlds->pending_count = 0;
    return worlds->status == CASUS_OK;
}

static bool take_step(struct cs_worlds *worlds)
{
    if (worlds->steps_left == 0)
        cs_worlds_fail(worlds, CASUS_ERR_ENTANGLED);
    else
        worlds->steps_left--;
    return worlds->status == CASUS_OK;
}

static size_t memo_place(const struct cs_worlds *worlds, uint32_t operation, uint32_t a, uint32_t b)
{
    return (size_t)cs_hash_mix(operation, (uint64_t)a << 32 | b) & (worlds->cache_count - 1);
}

static bool recall(const struct cs_worlds *worlds, uint32_t operation, uint32_t a, uint32_t b, uint32_t *result)
{
    const struct cs_world_memo *memo = &worlds->cache[memo_place(worlds, operation, a, b)];

    if (memo->operation != operation || memo->a != a || memo->b != b)
        return false;
    *result = memo->result;
    return true;
}

/* Caches a result, unless the operation failed. */
static void remember(struct cs_worlds *worlds, uint32_t operation, uint32_t a, uint32_t b, uint32_t result)
{
    struct cs_world_memo memo = {.operation = operation, .a = a, .b = b, .result = result};

    if (worlds->status == CASUS_OK)
        worlds->cache[memo_place(worlds, operation, a, b)] = memo; /* the cache may have grown since the look-up */
}

/* The cases that need no access to the diagram. */
static bool is_plain(enum cs_world_operation operation, cs_set a, cs_set b, cs_set *out)
{
    return operation == CS_OP_AND  ? cs_worlds_and_is_plain(a, b, out)
           : operation == CS_OP_OR ? cs_worlds_or_is_plain(a, b, out)
                                   : cs_worlds_minus_is_plain(a, b, out);
}

/* The question that comes first of those of two sets, one of which is a node. */
static uint32_t first_question(const struct cs_worlds *worlds, cs_set a, cs_set b)
{
    uint32_t level_a = cs_worlds_level(worlds, a), level_b = cs_worlds_level(worlds, b);

    return level_a < level_b ? level_a : level_b;
}

/*
 * Walks along the edges of two sets in parallel: x and y are their children for the answers up to `end`, exclusive.
 * Begin with a zeroed walk.
 */
struct walk {
    uint32_t number_a, number_b, end;
    struct cs_world_edge x, y;
};

static void walk_on(struct walk *walk, const struct cs_worlds *worlds, uint32_t question, cs_set a, cs_set b)
{
    if (walk->end > 0) {
        walk->number_a += walk->x.end == walk->end;
        walk->number_b += walk->y.end == walk->end;
    }
    walk->x = cs_worlds_edge(worlds, a, question, walk->number_a);
    walk->y = cs_worlds_edge(worlds, b, question, walk->number_b);
    walk->end = walk->x.end < walk->y.end ? walk->x.end : walk->y.end;
}

static cs_set apply(struct cs_worlds *worlds, enum cs_world_operation operation, cs_set a, cs_set b)
{
    struct walk walk = {0};
    size_t base = worlds->pending_count;
    uint32_t question;
    cs_set result;

    if (is_plain(operation, a, b, &result))
        return result;
    if (operation != CS_OP_MINUS && a > b) {
        cs_set swap = a;
        a = b;
        b = swap;
    }
    if (recall(worlds, operation, a, b, &result))
        return result;
    question = first_question(worlds, a, b);
    while (walk.end < worlds->answer_counts[question]) {
        walk_on(&walk, worlds, question, a, b);
        if (!take_step(worlds))
            return CS_NONE;
        result = apply(worlds, operation, walk.x.child, walk.y.child);
        if (!cs_worlds_push(worlds, base, result, walk.end))
            return CS_NONE;
    }
    result = cs_worlds_make(worlds, base, question);
    remember(worlds, operation, a, b, result);
    return result;
}

cs_set cs_worlds_and_nodes(struct cs_worlds *worlds, cs_set a, cs_set b)
{
    return begin(worlds) ? apply(worlds, CS_OP_AND, a, b) : CS_NONE;
}

cs_set cs_worlds_or_nodes(struct cs_worlds *worlds, cs_set a, cs_set b)
{
    return begin(worlds) ? apply(worlds, CS_OP_OR, a, b) : CS_NONE;
}

cs_set cs_worlds_minus_nodes(struct cs_worlds *worlds, cs_set a, cs_set b)
{
    return begin(worlds) ? apply(worlds, CS_OP_MINUS, a, b) : CS_NONE;
}

cs_set cs_worlds_not(struct cs_worlds *worlds, cs_set a)
{
    if (!cs_worlds_is_node(a))
        return a == CS_NONE ? CS_ALL : CS_NONE;
    return cs_worlds_minus(worlds, CS_ALL, a);
}

cs_set cs_worlds_answer(struct cs_worlds *worlds, uint32_t question, uint32_t answer)
{
    uint32_t answers;

    if (!begin(worlds))
        return CS_NONE;
    answers = cs_worlds_answer_count(worlds, question);
    must(answer < answers);
    if ((answer > 0 && !cs_worlds_push(worlds, 0, CS_NONE, answer)) || !cs_worlds_push(worlds, 0, CS_ALL, answer + 1) ||
        (answer + 1 < answers && !cs_worlds_push(worlds, 0, CS_NONE, answers)))
        return CS_NONE;
    return cs_worlds_make(worlds, 0, question);
}

static bool disjoint_is_plain(cs_set a, cs_set b, bool *out)
{
    if (a == CS_NONE || b == CS_NONE)
        *out = true;
    else if (a == CS_ALL || b == CS_ALL || a == b) /* a set that is not CS_NONE has a world */
        *out = false;
    else
        return false;
    return true;
}

static bool within_is_plain(cs_set a, cs_set b, bool *out)
{
    if (a == CS_NONE || b == CS_ALL || a == b)
        *out = true;
    else if (a == CS_ALL || b == CS_NONE)
        *out = false;
    else
        return false;
    return true;
}

/* Are the sets disjoint, or is `a` within `b`, under every answer? Adds no node. */
static bool holds(struct cs_worlds *worlds, enum cs_world_operation operation, cs_set a, cs_set b)
{
    struct walk walk = {0};
    uint32_t question, known;
    bool result;

    if (operation == CS_OP_DISJOINT ? disjoint_is_plain(a, b, &result) : within_is_plain(a, b, &result))
        return result;
    if (operation == CS_OP_DISJOINT && a > b) {
        cs_set swap = a;
        a = b;
        b = swap;
    }
    if (recall(worlds, operation, a, b, &known))
        return known != 0;
    question = first_question(worlds, a, b);
    for (result = true; result && walk.end < worlds->answer_counts[question];) {
        walk_on(&walk, worlds, question, a, b);
        if (!take_step(worlds))
            return true;
        result = holds(worlds, operation, walk.x.child, walk.y.child);
    }
    remember(worlds, operation, a, b, result);
    return result;
}

bool cs_worlds_disjoint(struct cs_worlds *worlds, cs_set a, cs_set b)
{
    bool result;

    if (disjoint_is_plain(a, b, &result))
        return result;
    return begin(worlds) ? holds(worlds, CS_OP_DISJOINT, a, b) : true;
}

bool cs_worlds_within(struct cs_worlds *worlds, cs_set a, cs_set b)
{
    bool result;

    if (within_is_plain(a, b, &result))
        return result;
    return begin(worlds) ? holds(worlds, CS_OP_WITHIN, a, b) : true;
}

static cs_set given(struct cs_worlds *worlds, cs_set a, uint32_t question, uint32_t answer)
{
    uint32_t operation = CS_OP_GIVEN | answer << 8;
    uint32_t level = cs_worlds_level(worlds, a);
    size_t base = worlds->pending_count;
    cs_set result;

    if (level > question)
        return a;
    if (level == question)
        return cs_worlds_child(worlds, a, answer);
    if (recall(worlds, operation, a, question, &result))
        return result;
    for (uint32_t number = 0; number < worlds->nodes[a].edge_count; number++) {
        struct cs_world_edge edge = cs_worlds_edge(worlds, a, level, number);

        if (!take_step(worlds) || !cs_worlds_push(worlds, base, given(worlds, edge.child, question, answer), edge.end))
            return CS_NONE;
    }
    result = cs_worlds_make(worlds, base, level);
    remember(worlds, operation, a, question, result);
    return result;
}

cs_set cs_worlds_given(struct cs_worlds *worlds, cs_set a, uint32_t question, uint32_t answer)
{
    if (!cs_worlds_is_node(a))
        return a;
    if (!begin(worlds))
        return CS_NONE;
    must(answer < cs_worlds_answer_count(worlds, question));
    return given(worlds, a, question, answer);
}

/* The worlds that are in the set with some answer to its first question. */
static cs_set with_any_answer(struct cs_worlds *worlds, cs_set a)
{
    uint32_t level = cs_worlds_level(worlds, a);
    cs_set out = CS_NONE;

    for (uint32_t number = 0; number < worlds->nodes[a].edge_count && out != CS_ALL; number++)
        out = apply(worlds, CS_OP_OR, out, cs_worlds_edge(worlds, a, level, number).child);
    return out;
}

/* Answers under which nothing is cared for get the set of the answers beside them. */
static cs_set restrict_to(struct cs_worlds *worlds, cs_set a, cs_set care)
{
    struct walk walk = {0};
    size_t base = worlds->pending_count;
    uint32_t question;
    cs_set result, last = CS_NONE;

    if (!cs_worlds_is_node(a) || care == CS_ALL)
        return a;
    if (a == care)
        return CS_ALL;
    if (recall(worlds, CS_OP_RESTRICT, a, care, &result))
        return result;
    question = cs_worlds_level(worlds, a);
    if (cs_worlds_level(worlds, care) < question) {
        result = take_step(worlds) ? restrict_to(worlds, a, with_any_answer(worlds, care)) : CS_NONE;
        remember(worlds, CS_OP_RESTRICT, a, care, result);
        return result;
    }
    while (walk.end < worlds->answer_counts[question]) {
        walk_on(&walk, worlds, question, a, care);
        if (!take_step(worlds))
            return CS_NONE;
        if (walk.y.child == CS_NONE)
            continue;
        last = restrict_to(worlds, walk.x.child, walk.y.child);
        if (!cs_worlds_push(worlds, base, last, walk.end))
            return CS_NONE;
    }
    if (!cs_worlds_push(worlds, base, last, worlds->answer_counts[question]))
        return CS_NONE;
    result = cs_worlds_make(worlds, base, question);
    remember(worlds, CS_OP_RESTRICT, a, care, result);
    return result;
}

cs_set cs_worlds_restrict(struct cs_worlds *worlds, cs_set a, cs_set care)
{
    if (!cs_worlds_is_node(a) || care == CS_ALL || care == CS_NONE)
        return a;
    return begin(worlds) ? restrict_to(worlds, a, care) : CS_NONE;
}
