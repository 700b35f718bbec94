/* SPDX-License-Identifier: MIT */
/*
 * Sets of worlds (R 1). A world is one answer to every question. A set of worlds is a number of 32 bits, valid in one
 * cs_worlds, which frees all its sets together.
 *
 *   CS_NONE, CS_ALL   constants: every operation on them needs no access to the diagram
 *   anything else     a node of a multi-valued decision diagram (Srinivasan et al., ICCAD 1990; if every question has
 *                     two answers it is Bryant's reduced ordered diagram, 1986): one question, and a set for each of
 *                     its answers
 * Nodes are unique, so equal sets have equal numbers. Questions are ordered as they were added, or the other way round
 * (cs_worlds_newest_first); more may be added at any time.
 *
 * Failure is sticky: once memory (CASUS_ERR_MEMORY), the node budget or the steps of a bound (CASUS_ERR_ENTANGLED,
 * R 1.4) are spent, every operation that needs the diagram returns CS_NONE. The caller calls cs_worlds_status at the
 * end of each step and then drops the results.
 *
 * Not for use by several threads at once: every operation may add nodes.
 */
#ifndef CS_WORLD_WORLDS_H
#define CS_WORLD_WORLDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/slots.h"
#include "casus/status.h"

typedef uint32_t cs_set;
#define CS_NONE ((cs_set)0)
#define CS_ALL ((cs_set)1)

#define CS_ANSWERS_MAX 400
#define CS_QUESTIONS_MAX 4096

struct cs_worlds; /* opaque */

/* `node_budget` 0: the default, 2,000,000 nodes. NULL if memory ran out. */
struct cs_worlds *cs_worlds_new(size_t node_budget);
void cs_worlds_free(struct cs_worlds *worlds);
static inline casus_status cs_worlds_status(const struct cs_worlds *worlds);

/*
 * Before the first question: each question that is added comes before those that there are, so it stands above them in
 * the diagram. A set that grows with each new question, as what happens grows in time, then keeps its nodes: "one of
 * the first n happened" takes one node more than that of n - 1. In the other order it is made anew.
 */
void cs_worlds_newest_first(struct cs_worlds *worlds);

/* Adds a question with `answers` answers (2 to CS_ANSWERS_MAX) and returns its number, counted from 0. */
uint32_t cs_worlds_question(struct cs_worlds *worlds, uint32_t answers);
uint32_t cs_worlds_question_count(const struct cs_worlds *worlds);
uint32_t cs_worlds_answer_count(const struct cs_worlds *worlds, uint32_t question);

/* Where the question stands in the order: 0 is before all others. */
uint32_t cs_worlds_place(const struct cs_worlds *worlds, uint32_t question);

/* The worlds in which `question` is answered by `answer`. */
cs_set cs_worlds_answer(struct cs_worlds *worlds, uint32_t question, uint32_t answer);
static inline cs_set cs_worlds_and(struct cs_worlds *worlds, cs_set a, cs_set b);
static inline cs_set cs_worlds_or(struct cs_worlds *worlds, cs_set a, cs_set b);
static inline cs_set cs_worlds_minus(struct cs_worlds *worlds, cs_set a, cs_set b);
cs_set cs_worlds_not(struct cs_worlds *worlds, cs_set a);
/*
 * All of them together, `sets` is overwritten. They are joined two by two: of many sets, each of other questions, the
 * diagram is then made once and not once for each of them. CS_ALL if there are none.
 */
cs_set cs_worlds_and_all(struct cs_worlds *worlds, cs_set *sets, size_t count);
/*
 * A union to which sets are added one after another; begin with a zeroed one. They too are joined two by two, whatever
 * their number: so use it where many may come, as the pieces of a row.
 */
struct cs_union { uint32_t count; cs_set parts[32]; };
void cs_union_add(struct cs_worlds *worlds, struct cs_union *all, cs_set set);
cs_set cs_union_worlds(struct cs_worlds *worlds, const struct cs_union *all);
/* Have a and b no world in common? Adds no node. */
bool cs_worlds_disjoint(struct cs_worlds *worlds, cs_set a, cs_set b);
/* Is every world of a in b? Adds no node. */
bool cs_worlds_within(struct cs_worlds *worlds, cs_set a, cs_set b);

/*
 * The worlds that are in `a` once their answer to `question` is replaced by `answer` (the cofactor, which does not
 * depend on the question).
 */
cs_set cs_worlds_given(struct cs_worlds *worlds, cs_set a, uint32_t question, uint32_t answer);
/* Is a world of `from`, once its answer to `question` is replaced by `answer`, one of `to`? Adds no node. */
bool cs_worlds_lead(struct cs_worlds *worlds, cs_set from, uint32_t question, uint32_t answer, cs_set to);
/*
 * A set with the same worlds within `care`, which is not empty, that depends on fewer questions if some are only needed
 * to tell what is outside of `care` (the restrict operation of Coudert and Madre, ICCAD 1990).
 */
cs_set cs_worlds_restrict(struct cs_worlds *worlds, cs_set a, cs_set care);
/* Does the set depend on any question? Then *question is the first of them in the order. */
bool cs_worlds_top(const struct cs_worlds *worlds, cs_set a, uint32_t *question);
/* Marks which answers to the question the worlds of `a` give, one entry for each answer; false if memory ran out. */
bool cs_worlds_answers_given(struct cs_worlds *worlds, cs_set a, uint32_t question, bool *given);
/* All questions on which `a` depends, ascending, into a heap array that the caller frees; false if memory ran out. */
bool cs_worlds_support(struct cs_worlds *worlds, cs_set a, uint32_t **questions, size_t *count);
/* The same, of several sets: all questions on which one of them depends, each once. */
bool cs_worlds_supports(struct cs_worlds *worlds, const cs_set *sets, size_t set_count, uint32_t **questions,
                        size_t *count);
/* Does the set say something of each of its questions whatever the answers to the others? False if memory ran out. */
bool cs_worlds_are_product(struct cs_worlds *worlds, cs_set a);
/*
 * What `a` says of these questions alone, if it says something of each of its questions whatever the answers to the
 * others; else `a`. `questions` is ascending.
 */
cs_set cs_worlds_of_questions(struct cs_worlds *worlds, cs_set a, const uint32_t *questions, size_t count);

/* Is a world in the set? It is given by its answer to each question, answers[question]. */
bool cs_worlds_has(const struct cs_worlds *worlds, cs_set a, const uint32_t *answers);
/* Appends the number of worlds of the set, over all questions added so far, in decimal. The number is exact. */
void cs_worlds_count(const struct cs_worlds *worlds, cs_set a, struct cs_buffer *out);
/*
 * The questions with most nodes, most first, at most `max`, for the message when the budget is spent. Returns how many.
 */
size_t cs_worlds_heaviest(const struct cs_worlds *worlds, uint32_t *questions, size_t max);
size_t cs_worlds_node_count(const struct cs_worlds *worlds);
/*
 * The nodes of the sets that were added, each once: a measure of how entangled they are that does not depend on what
 * else was made before. Begin with a zeroed one; release it even if cs_reach_add returned false (memory ran out).
 */
struct cs_reach {
    uint32_t *nodes;
    size_t count, capacity;
    struct cs_slots slots; /* of `nodes` */
};
bool cs_reach_add(struct cs_reach *reach, const struct cs_worlds *worlds, cs_set set);
void cs_reach_release(struct cs_reach *reach);
/*
 * All operations together take at most so many steps from now on; one goes along one edge of a diagram, and counts for
 * more in a large one. Entangled questions can keep a run busy for long without nodes that are new. CS_STEPS_UNBOUND:
 * as many as they need.
 */
#define CS_STEPS_UNBOUND UINT64_MAX
void cs_worlds_bound(struct cs_worlds *worlds, uint64_t steps);

/* Is no more than a quarter of the budget used? */
bool cs_worlds_have_room(const struct cs_worlds *worlds);

/* ---- what is certain costs a comparison ---- */

/* A diagram begins with its status (worlds_int.h): all loops of a run ask for it. */
static inline casus_status cs_worlds_status(const struct cs_worlds *worlds)
{
    return *(const casus_status *)(const void *)worlds;
}

/* Results that need no diagram; false if the sets need one. */
static inline bool cs_worlds_and_is_plain(cs_set a, cs_set b, cs_set *out)
{
    if (a == b || b == CS_ALL || a == CS_NONE)
        *out = a;
    else if (a == CS_ALL || b == CS_NONE)
        *out = b;
    else
        return false;
    return true;
}

static inline bool cs_worlds_or_is_plain(cs_set a, cs_set b, cs_set *out)
{
    if (a == b || b == CS_NONE || a == CS_ALL)
        *out = a;
    else if (a == CS_NONE || b == CS_ALL)
        *out = b;
    else
        return false;
    return true;
}

static inline bool cs_worlds_minus_is_plain(cs_set a, cs_set b, cs_set *out)
{
    if (a == b || a == CS_NONE || b == CS_ALL)
        *out = CS_NONE;
    else if (b == CS_NONE)
        *out = a;
    else
        return false;
    return true;
}

/* The same operations on sets of which one at least is a node. */
cs_set cs_worlds_and_nodes(struct cs_worlds *worlds, cs_set a, cs_set b);
cs_set cs_worlds_or_nodes(struct cs_worlds *worlds, cs_set a, cs_set b);
cs_set cs_worlds_minus_nodes(struct cs_worlds *worlds, cs_set a, cs_set b);

static inline cs_set cs_worlds_and(struct cs_worlds *worlds, cs_set a, cs_set b)
{
    cs_set result;

    return cs_worlds_and_is_plain(a, b, &result) ? result : cs_worlds_and_nodes(worlds, a, b);
}

static inline cs_set cs_worlds_or(struct cs_worlds *worlds, cs_set a, cs_set b)
{
    cs_set result;

    return cs_worlds_or_is_plain(a, b, &result) ? result : cs_worlds_or_nodes(worlds, a, b);
}

static inline cs_set cs_worlds_minus(struct cs_worlds *worlds, cs_set a, cs_set b)
{
    cs_set result;

    return cs_worlds_minus_is_plain(a, b, &result) ? result : cs_worlds_minus_nodes(worlds, a, b);
}

#endif
