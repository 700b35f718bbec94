/* SPDX-License-Identifier: MIT */
/*
 * The diagram behind cs_worlds, for the files of this room only.
 *
 *   nodes   [0] none  [1] all  [2] {level, first edge, edge count, hash}  [3] ...
 *   edges   one array for all nodes. An edge {child, end} stands for the answers from the end of the edge before it (0
 *           for the first) to `end`, exclusive: neighbouring answers with the same child share one edge. So "before the
 *           10th" of a date with 400 possible days has two edges.
 *   slots   open addressing over the nodes, to find the node with a given question and edges; not a cs_slots, since the
 *           nodes have their hashes already
 *   cache   direct mapped: results of operations on two sets; a new result overwrites an old one in its place
 *
 * The level of a question is its number, or, if the newest come first, CS_QUESTIONS_MAX - 1 less its number. In this
 * room "before" and "after" are said of levels.
 *
 * Invariants: a child's level is greater than its parent's; a child's number is smaller than its parent's
 * (so ascending numbers are a topological order); a node has at least two edges, neighbouring edges have different
 * children, and the end of the last is the number of answers; no two nodes are equal.
 */
#ifndef CS_WORLD_WORLDS_INT_H
#define CS_WORLD_WORLDS_INT_H

#include "base/hash.h"
#include "world/worlds.h"

#define CS_FIRST_NODE 2u

struct cs_world_edge {
    cs_set child;
    uint32_t end; /* exclusive */
};

struct cs_world_node {
    uint32_t level;
    uint32_t first; /* in `edges` */
    uint32_t edge_count;
    uint32_t hash;
};

/* The hash stands here too: most nodes that are met on the way to another are then not looked at. `node` 0: free. */
struct cs_world_slot { uint32_t node, hash; };

enum cs_world_operation {
    CS_OP_FREE,
    CS_OP_AND,
    CS_OP_OR,
    CS_OP_MINUS,
    CS_OP_GIVEN,
    CS_OP_RESTRICT,
    CS_OP_DISJOINT,
    CS_OP_WITHIN,
    CS_OP_LEFT, /* `b` is a level */
    CS_OP_LEAD
};

struct cs_world_memo {
    uint32_t operation; /* CS_OP_FREE: an empty place; CS_OP_GIVEN and CS_OP_LEAD have more behind bit 8 */
    uint32_t a, b, result;
};

/*
 * The questions of a set, as found last; `questions` on the heap. If the set is a chain, so that it says something of
 * each of its questions whatever the answers to the others, `nodes` are the nodes of these questions; else NULL.
 */
struct cs_world_support { cs_set set; uint32_t *questions, *nodes; size_t count; };
void cs_world_support_release(struct cs_world_support *support);
#define CS_WORLD_SUPPORTS ((size_t)1 << 12)

/*
 * Which answers the worlds of a set give to each of its questions: `given` has an entry for each answer, those of
 * questions[i] from starts[i] on. All on the heap.
 */
struct cs_world_given { cs_set set; uint32_t *questions; size_t count; uint32_t *starts; bool *given; };
void cs_world_given_release(struct cs_world_given *given);
#define CS_WORLD_GIVENS ((size_t)1 << 3)

struct cs_worlds {
    casus_status status; /* the first: cs_worlds_status */
    size_t node_budget;
    size_t edge_budget; /* limits memory too, since a node may have 400 edges */
    uint64_t steps_left; /* of the current operation, which may run long without adding nodes, */
    uint64_t given;      /* and with how many it began, */
    uint64_t bound;      /* of those that all operations together may still take (cs_worlds_bound) */
    uint32_t turned;     /* 0; if the newest questions come first, CS_QUESTIONS_MAX - 1 */

    uint32_t *answer_counts, *node_counts; /* by question */
    size_t question_count, answer_capacity, count_capacity;

    struct cs_world_node *nodes;
    size_t node_count, node_capacity;
    struct cs_world_edge *edges;
    size_t edge_count, edge_capacity;

    struct cs_world_slot *slots;
    size_t slot_count; /* a power of two */
    struct cs_world_memo *cache;
    size_t cache_count; /* a power of two */

    struct cs_world_support *supports; /* direct mapped like the cache; NULL until the first is asked for */
    struct cs_world_given givens[CS_WORLD_GIVENS]; /* direct mapped too */

    uint32_t *marks, mark; /* by node: the walk that met it last; `mark` is that of the walk that goes on */
    size_t mark_capacity;

    struct cs_world_edge *pending; /* edges of the nodes that the recursion is making, those of the innermost last */
    size_t pending_count, pending_capacity;
};

/* Takes steps for work that is no operation; once a bound is spent the sets fail. */
void cs_worlds_spend(struct cs_worlds *worlds, uint64_t steps);

static inline size_t cs_world_memo_hash(const struct cs_world_memo *memo)
{
    return (size_t)cs_hash_mix(memo->operation, (uint64_t)memo->a << 32 | memo->b);
}

static inline bool cs_worlds_is_node(cs_set set)
{
    return set >= CS_FIRST_NODE;
}

/* The level of a set; for CS_NONE and CS_ALL a number greater than any level. */
static inline uint32_t cs_worlds_level(const struct cs_worlds *worlds, cs_set set)
{
    return set < CS_FIRST_NODE ? UINT32_MAX : worlds->nodes[set].level;
}

/* The level of a question, and the question of a level: both ways the same, since their bits are turned. */
_Static_assert((CS_QUESTIONS_MAX & (CS_QUESTIONS_MAX - 1)) == 0, "all bits of a question may be turned");
static inline uint32_t cs_worlds_turn(const struct cs_worlds *worlds, uint32_t question_or_level)
{
    return question_or_level ^ worlds->turned;
}

static inline uint32_t cs_worlds_answers_at(const struct cs_worlds *worlds, uint32_t level)
{
    return worlds->answer_counts[cs_worlds_turn(worlds, level)];
}

/*
 * An edge of a set, taken as a node of `level`, which is not greater than the set's own: a set that does not depend on
 * that question has one edge for all answers. By value, since the array may move while nodes are made.
 */
static inline struct cs_world_edge cs_worlds_edge(const struct cs_worlds *worlds, cs_set set, uint32_t level,
                                                  uint32_t number)
{
    if (cs_worlds_level(worlds, set) == level)
        return worlds->edges[worlds->nodes[set].first + number];
    return (struct cs_world_edge){.child = set, .end = UINT32_MAX};
}

/* The set under one answer of a node's question. */
cs_set cs_worlds_child(const struct cs_worlds *worlds, cs_set node, uint32_t answer);

/* Sets the status unless a failure is already set. Returns CS_NONE, the result of every operation from then on. */
cs_set cs_worlds_fail(struct cs_worlds *worlds, casus_status status);
/*
 * Making a node: `base` is pending_count before its first edge. Push its edges in order, false after a failure. Then
 * make, which removes them from `pending` and returns the node, or the child itself if all edges have one child.
 */
static inline bool cs_worlds_push(struct cs_worlds *worlds, size_t base, cs_set child, uint32_t end);
cs_set cs_worlds_make(struct cs_worlds *worlds, size_t base, uint32_t level);

/* ---- most often there is room, or the edge before has the same child ---- */

bool cs_worlds_push_more(struct cs_worlds *worlds, cs_set child, uint32_t end);

static inline bool cs_worlds_push(struct cs_worlds *worlds, size_t base, cs_set child, uint32_t end)
{
    size_t count = worlds->pending_count;

    if (worlds->status != CASUS_OK || (count == worlds->pending_capacity &&
                                       (count == base || worlds->pending[count - 1].child != child)))
        return cs_worlds_push_more(worlds, child, end);
    if (count > base && worlds->pending[count - 1].child == child)
        worlds->pending[count - 1].end = end;
    else
        worlds->pending[worlds->pending_count++] = (struct cs_world_edge){.child = child, .end = end};
    return true;
}

#endif
