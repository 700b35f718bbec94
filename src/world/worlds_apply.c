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
#define NODES_OF_COST ((size_t)100000)

/* In a large diagram a step takes longer, since most of what it looks at is not at hand in the processor. */
static uint64_t cost_of_step(const struct cs_worlds *worlds)
{
    return 1 + worlds->node_count / NODES_OF_COST;
}

/* Takes what the last operation has used from what is left for all. */
static void settle(struct cs_worlds *worlds)
{
    uint64_t used = (worlds->given - worlds->steps_left) * cost_of_step(worlds);

    worlds->bound -= used < worlds->bound ? used : worlds->bound;
    worlds->given = worlds->steps_left = 0;
}

/* Begins an operation: renews its steps, drops pending edges of a failed one. False if a failure is set. */
static bool begin(struct cs_worlds *worlds)
{
    uint64_t most = (uint64_t)worlds->node_budget * STEPS_OF_NODE;

    if (most < LEAST_STEPS)
        most = LEAST_STEPS;
    if (worlds->bound != CS_STEPS_UNBOUND) {
        settle(worlds);
        if (most > worlds->bound / cost_of_step(worlds))
            most = worlds->bound / cost_of_step(worlds);
    }
    worlds->given = worlds->steps_left = most;
    worlds->pending_count = 0;
    return worlds->status == CASUS_OK;
}

void cs_worlds_bound(struct cs_worlds *worlds, uint64_t steps)
{
    worlds->bound = steps;
    worlds->given = worlds->steps_left = 0;
}

void cs_worlds_spend(struct cs_worlds *worlds, uint64_t steps)
{
    if (worlds->bound == CS_STEPS_UNBOUND)
        return;
    settle(worlds);
    worlds->given = steps;
    settle(worlds);
    if (worlds->bound == 0)
        cs_worlds_fail(worlds, CASUS_ERR_ENTANGLED);
}

static inline bool take_step(struct cs_worlds *worlds)
{
    if (worlds->steps_left == 0)
        cs_worlds_fail(worlds, CASUS_ERR_ENTANGLED);
    else
        worlds->steps_left--;
    return worlds->status == CASUS_OK;
}

/* An operation on two sets, with the hash by which its result is kept. */
struct asked { uint64_t hash; uint32_t operation, a, b; };

static inline struct asked asked_of(uint32_t operation, uint32_t a, uint32_t b)
{
    const struct cs_world_memo memo = {.operation = operation, .a = a, .b = b};

    return (struct asked){cs_world_memo_hash(&memo), operation, a, b};
}

/* The place of a result; the cache may grow, and the place with it. */
static inline struct cs_world_memo *memo_of(const struct cs_worlds *worlds, const struct asked *asked)
{
    return &worlds->cache[asked->hash & (worlds->cache_count - 1)];
}

static inline bool recall(const struct cs_worlds *worlds, const struct asked *asked, uint32_t *result)
{
    const struct cs_world_memo *memo = memo_of(worlds, asked);

    if (memo->operation != asked->operation || memo->a != asked->a || memo->b != asked->b)
        return false;
    *result = memo->result;
    return true;
}

/* Caches a result, unless the operation failed. */
static inline void remember(struct cs_worlds *worlds, const struct asked *asked, uint32_t result)
{
    if (worlds->status == CASUS_OK)
        *memo_of(worlds, asked) = (struct cs_world_memo){asked->operation, asked->a, asked->b, result};
}

/* The cases that need no access to the diagram. */
static inline bool is_plain(enum cs_world_operation operation, cs_set a, cs_set b, cs_set *out)
{
    return operation == CS_OP_AND  ? cs_worlds_and_is_plain(a, b, out)
           : operation == CS_OP_OR ? cs_worlds_or_is_plain(a, b, out)
                                   : cs_worlds_minus_is_plain(a, b, out);
}

/* The level that comes first of those of two sets, one of which is a node. */
static uint32_t first_level(const struct cs_worlds *worlds, cs_set a, cs_set b)
{
    uint32_t level_a = cs_worlds_level(worlds, a), level_b = cs_worlds_level(worlds, b);

    return level_a < level_b ? level_a : level_b;
}

/*
 * Walks along the edges of two sets in parallel: x and y are their children for the answers up to `end`, exclusive. A
 * set that does not depend on the question has one edge for all answers. Edges are known by their places, since the
 * array may move while nodes are made.
 */
struct walk {
    uint32_t next_a, next_b; /* the edges that come next */
    uint32_t end_a, end_b, end;
    cs_set x, y;
};

static inline struct walk walk_along(const struct cs_worlds *worlds, uint32_t level, cs_set a, cs_set b)
{
    struct walk walk = {.end_a = UINT32_MAX, .end_b = UINT32_MAX, .x = a, .y = b};

    if (cs_worlds_level(worlds, a) == level) {
        walk.next_a = worlds->nodes[a].first;
        walk.end_a = 0;
    }
    if (cs_worlds_level(worlds, b) == level) {
        walk.next_b = worlds->nodes[b].first;
        walk.end_b = 0;
    }
    return walk;
}

static inline void walk_on(struct walk *walk, const struct cs_worlds *worlds)
{
    if (walk->end_a <= walk->end) {
        walk->x = worlds->edges[walk->next_a].child;
        walk->end_a = worlds->edges[walk->next_a++].end;
    }
    if (walk->end_b <= walk->end) {
        walk->y = worlds->edges[walk->next_b].child;
        walk->end_b = worlds->edges[walk->next_b++].end;
    }
    walk->end = walk->end_a < walk->end_b ? walk->end_a : walk->end_b;
}

typedef cs_set applying(struct cs_worlds *worlds, cs_set a, cs_set b);

/*
 * Of two sets that are not plain. Made once for each operation, `self`, so that none asks at each step which it is.
 */
static inline __attribute__((always_inline)) cs_set apply_nodes(struct cs_worlds *worlds,
                                                                enum cs_world_operation operation, cs_set a, cs_set b,
                                                                applying *self)
{
    size_t base = worlds->pending_count;
    bool swapped = operation != CS_OP_MINUS && a > b;
    struct asked asked = asked_of(operation, swapped ? b : a, swapped ? a : b);
    uint32_t level, answers;
    struct walk walk;
    cs_set result;

    if (recall(worlds, &asked, &result))
        return result;
    level = first_level(worlds, asked.a, asked.b);
    answers = cs_worlds_answers_at(worlds, level);
    for (walk = walk_along(worlds, level, asked.a, asked.b); walk.end < answers;) {
        walk_on(&walk, worlds);
        if (!take_step(worlds))
            return CS_NONE;
        if (!is_plain(operation, walk.x, walk.y, &result))
            result = self(worlds, walk.x, walk.y);
        if (!cs_worlds_push(worlds, base, result, walk.end))
            return CS_NONE;
    }
    result = cs_worlds_make(worlds, base, level);
    remember(worlds, &asked, result);
    return result;
}

static cs_set and_nodes(struct cs_worlds *worlds, cs_set a, cs_set b)
{
    return apply_nodes(worlds, CS_OP_AND, a, b, and_nodes);
}

static cs_set or_nodes(struct cs_worlds *worlds, cs_set a, cs_set b)
{
    return apply_nodes(worlds, CS_OP_OR, a, b, or_nodes);
}

static cs_set minus_nodes(struct cs_worlds *worlds, cs_set a, cs_set b)
{
    return apply_nodes(worlds, CS_OP_MINUS, a, b, minus_nodes);
}

cs_set cs_worlds_and_nodes(struct cs_worlds *worlds, cs_set a, cs_set b)
{
    return begin(worlds) ? and_nodes(worlds, a, b) : CS_NONE;
}

cs_set cs_worlds_or_nodes(struct cs_worlds *worlds, cs_set a, cs_set b)
{
    return begin(worlds) ? or_nodes(worlds, a, b) : CS_NONE;
}

cs_set cs_worlds_minus_nodes(struct cs_worlds *worlds, cs_set a, cs_set b)
{
    return begin(worlds) ? minus_nodes(worlds, a, b) : CS_NONE;
}

/* Halves the number of sets until one is left. */
cs_set cs_worlds_and_all(struct cs_worlds *worlds, cs_set *sets, size_t count)
{
    if (count == 0)
        return CS_ALL;
    while (count > 1) {
        for (size_t i = 0; i < count / 2; i++)
            sets[i] = cs_worlds_and(worlds, sets[2 * i], sets[2 * i + 1]);
        if (count % 2 != 0)
            sets[count / 2] = sets[count - 1];
        count -= count / 2;
    }
    return sets[0];
}

/* Bit i of the count tells that parts[i] has the union of 2^i sets. */
void cs_union_add(struct cs_worlds *worlds, struct cs_union *all, cs_set set)
{
    size_t i = 0;

    for (; (all->count >> i & 1) != 0; i++)
        set = cs_worlds_or(worlds, all->parts[i], set);
    all->parts[i] = set;
    all->count++;
}

cs_set cs_union_worlds(struct cs_worlds *worlds, const struct cs_union *all)
{
    cs_set out = CS_NONE;

    for (size_t i = 0; all->count >> i != 0; i++)
        if ((all->count >> i & 1) != 0)
            out = cs_worlds_or(worlds, all->parts[i], out);
    return out;
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
    return cs_worlds_make(worlds, 0, cs_worlds_turn(worlds, question));
}

static inline bool disjoint_is_plain(cs_set a, cs_set b, bool *out)
{
    if (a == CS_NONE || b == CS_NONE)
        *out = true;
    else if (a == CS_ALL || b == CS_ALL || a == b) /* a set that is not CS_NONE has a world */
        *out = false;
    else
        return false;
    return true;
}

static inline bool within_is_plain(cs_set a, cs_set b, bool *out)
{
    if (a == CS_NONE || b == CS_ALL || a == b)
        *out = true;
    else if (a == CS_ALL || b == CS_NONE)
        *out = false;
    else
        return false;
    return true;
}

static inline bool holds_is_plain(enum cs_world_operation operation, cs_set a, cs_set b, bool *out)
{
    return operation == CS_OP_DISJOINT ? disjoint_is_plain(a, b, out) : within_is_plain(a, b, out);
}

/* Follows a chain of answers, each without another by which anything is left, as far as to this level. */
static cs_set follow(const struct cs_worlds *worlds, cs_set set, uint32_t level)
{
    while (cs_worlds_is_node(set) && worlds->nodes[set].level < level) {
        const struct cs_world_edge *edges = &worlds->edges[worlds->nodes[set].first];
        cs_set left = CS_NONE;

        for (uint32_t i = 0; i < worlds->nodes[set].edge_count; i++) {
            if (edges[i].child != CS_NONE && left != CS_NONE && edges[i].child != left)
                return set;
            left = edges[i].child != CS_NONE ? edges[i].child : left;
        }
        set = left;
    }
    return set;
}

#define STAGE ((uint32_t)8) /* levels; where a long chain stands after so many is kept */

/*
 * What is left of a set near to this level and after it, where that is the same whatever the answers before it by which
 * anything is left. An account is a chain of such answers, and most sets that are held against it begin far below.
 */
static cs_set left_from(struct cs_worlds *worlds, cs_set set, uint32_t level)
{
    struct asked asked;
    cs_set left;

    if (!cs_worlds_is_node(set) || level == UINT32_MAX || worlds->nodes[set].level + STAGE >= level)
        return set;
    level -= level % STAGE;
    asked = asked_of(CS_OP_LEFT, set, level);
    if (!recall(worlds, &asked, &left)) {
        left = follow(worlds, set, level);
        remember(worlds, &asked, left);
    }
    return left;
}

/*
 * Are the sets, which are not plain, disjoint, or is `a` within `b`, under every answer? Adds no node. Answers under
 * which that is plain are looked at first: one of them may say no.
 */
static bool holds(struct cs_worlds *worlds, enum cs_world_operation operation, cs_set a, cs_set b)
{
    uint32_t level, answers, known, more = 0;
    struct asked asked;
    struct walk walk;
    bool result = true, plain;

    a = left_from(worlds, a, cs_worlds_level(worlds, b));
    if (operation == CS_OP_DISJOINT) /* of what it is to be within, every answer counts */
        b = left_from(worlds, b, cs_worlds_level(worlds, a));
    if (holds_is_plain(operation, a, b, &plain))
        return plain;
    asked = operation == CS_OP_DISJOINT && a > b ? asked_of(operation, b, a) : asked_of(operation, a, b);
    if (recall(worlds, &asked, &known))
        return known != 0;
    a = asked.a;
    b = asked.b;
    level = first_level(worlds, a, b);
    answers = cs_worlds_answers_at(worlds, level);
    for (walk = walk_along(worlds, level, a, b); result && walk.end < answers;) {
        walk_on(&walk, worlds);
        if (!take_step(worlds))
            return true;
        if (holds_is_plain(operation, walk.x, walk.y, &plain))
            result = plain;
        else
            more++;
    }
    for (walk = walk_along(worlds, level, a, b); result && more > 0;) {
        walk_on(&walk, worlds);
        if (holds_is_plain(operation, walk.x, walk.y, &plain))
            continue;
        result = holds(worlds, operation, walk.x, walk.y);
        more--;
    }
    remember(worlds, &asked, result);
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

static cs_set given_above(struct cs_worlds *worlds, cs_set a, uint32_t wanted, uint32_t answer);

static inline cs_set given(struct cs_worlds *worlds, cs_set a, uint32_t wanted, uint32_t answer)
{
    uint32_t level = cs_worlds_level(worlds, a);

    if (level >= wanted)
        return level > wanted ? a : cs_worlds_child(worlds, a, answer);
    return given_above(worlds, a, wanted, answer);
}

/* Of a set whose first question comes before the one that is answered. */
static cs_set given_above(struct cs_worlds *worlds, cs_set a, uint32_t wanted, uint32_t answer)
{
    const struct asked asked = asked_of(CS_OP_GIVEN | answer << 8, a, wanted);
    struct cs_world_node node = worlds->nodes[a];
    size_t base = worlds->pending_count;
    cs_set result;

    if (recall(worlds, &asked, &result))
        return result;
    for (uint32_t edge = node.first; edge < node.first + node.edge_count; edge++) {
        cs_set below = given(worlds, worlds->edges[edge].child, wanted, answer);

        if (!take_step(worlds) || !cs_worlds_push(worlds, base, below, worlds->edges[edge].end))
            return CS_NONE;
    }
    result = cs_worlds_make(worlds, base, node.level);
    remember(worlds, &asked, result);
    return result;
}

cs_set cs_worlds_given(struct cs_worlds *worlds, cs_set a, uint32_t question, uint32_t answer)
{
    if (!cs_worlds_is_node(a))
        return a;
    if (!begin(worlds))
        return CS_NONE;
    must(answer < cs_worlds_answer_count(worlds, question));
    return given(worlds, a, cs_worlds_turn(worlds, question), answer);
}

/* Whether an answer at a level leads from one set to another. */
struct leading { uint32_t level, answer, operation; };
_Static_assert(CS_ANSWERS_MAX < 1 << 10 && CS_QUESTIONS_MAX <= 1 << 14, "both fit behind the operation");

static bool meet(struct cs_worlds *worlds, cs_set a, cs_set b)
{
    bool apart;

    return !(disjoint_is_plain(a, b, &apart) ? apart : holds(worlds, CS_OP_DISJOINT, a, b));
}

/* At the level of the question: `from` with any answer to it, `to` with the one that is wanted. */
static bool lead_here(struct cs_worlds *worlds, const struct leading *l, cs_set from, cs_set to)
{
    cs_set with = cs_worlds_level(worlds, to) == l->level ? cs_worlds_child(worlds, to, l->answer) : to;
    uint32_t edges = cs_worlds_level(worlds, from) == l->level ? worlds->nodes[from].edge_count : 1;
    bool result = false;

    for (uint32_t i = 0; i < edges && !result; i++)
        result = meet(worlds, cs_worlds_edge(worlds, from, l->level, i).child, with);
    return result;
}

static bool lead(struct cs_worlds *worlds, const struct leading *l, cs_set from, cs_set to)
{
    struct asked asked;
    uint32_t level, known;
    struct walk walk;
    bool result = false;

    if (from == CS_NONE || to == CS_NONE || to == CS_ALL)
        return from != CS_NONE && to != CS_NONE;
    level = first_level(worlds, from, to);
    if (level >= l->level)
        return level == l->level ? lead_here(worlds, l, from, to) : meet(worlds, from, to);
    asked = asked_of(l->operation, from, to);
    if (recall(worlds, &asked, &known))
        return known != 0;
    for (walk = walk_along(worlds, level, from, to); !result && walk.end < cs_worlds_answers_at(worlds, level);) {
        walk_on(&walk, worlds);
        if (!take_step(worlds))
            return false;
        result = lead(worlds, l, walk.x, walk.y);
    }
    remember(worlds, &asked, result);
    return result;
}

bool cs_worlds_lead(struct cs_worlds *worlds, cs_set from, uint32_t question, uint32_t answer, cs_set to)
{
    struct leading l = {.level = cs_worlds_turn(worlds, question), .answer = answer};

    l.operation = CS_OP_LEAD | answer << 8 | l.level << 18;
    must(answer < cs_worlds_answer_count(worlds, question) || worlds->status != CASUS_OK);
    return begin(worlds) && lead(worlds, &l, from, to);
}

/* The worlds that are in the set with some answer to its first question. */
static cs_set with_any_answer(struct cs_worlds *worlds, cs_set a)
{
    uint32_t level = cs_worlds_level(worlds, a);
    cs_set out = CS_NONE;

    for (uint32_t number = 0; number < worlds->nodes[a].edge_count && out != CS_ALL; number++) {
        cs_set child = cs_worlds_edge(worlds, a, level, number).child, plain;

        out = is_plain(CS_OP_OR, out, child, &plain) ? plain : or_nodes(worlds, out, child);
    }
    return out;
}

/* Answers under which nothing is cared for get the set of the answers beside them. */
static cs_set restrict_to(struct cs_worlds *worlds, cs_set a, cs_set care)
{
    struct walk walk;
    size_t base = worlds->pending_count;
    struct asked asked;
    uint32_t level;
    cs_set result, last = CS_NONE;

    if (!cs_worlds_is_node(a) || care == CS_ALL)
        return a;
    if (a == care)
        return CS_ALL;
    asked = asked_of(CS_OP_RESTRICT, a, care);
    if (recall(worlds, &asked, &result))
        return result;
    level = cs_worlds_level(worlds, a);
    if (cs_worlds_level(worlds, care) < level) {
        result = take_step(worlds) ? restrict_to(worlds, a, with_any_answer(worlds, care)) : CS_NONE;
        remember(worlds, &asked, result);
        return result;
    }
    for (walk = walk_along(worlds, level, a, care); walk.end < cs_worlds_answers_at(worlds, level);) {
        walk_on(&walk, worlds);
        if (!take_step(worlds))
            return CS_NONE;
        if (walk.y == CS_NONE)
            continue;
        last = restrict_to(worlds, walk.x, walk.y);
        if (!cs_worlds_push(worlds, base, last, walk.end))
            return CS_NONE;
    }
    if (!cs_worlds_push(worlds, base, last, cs_worlds_answers_at(worlds, level)))
        return CS_NONE;
    result = cs_worlds_make(worlds, base, level);
    remember(worlds, &asked, result);
    return result;
}

cs_set cs_worlds_restrict(struct cs_worlds *worlds, cs_set a, cs_set care)
{
    if (!cs_worlds_is_node(a) || care == CS_ALL || care == CS_NONE)
        return a;
    return begin(worlds) ? restrict_to(worlds, a, care) : CS_NONE;
}
