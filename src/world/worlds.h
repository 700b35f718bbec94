/* SPDX-License-Identifier: MIT */
/*
 * Sets of worlds. A world is one answer to every question; a set of them is a number of 32 bits, cheap to copy, that
 * belongs to one cs_worlds and needs no freeing.
 *
 *   CS_NONE, CS_ALL   cost nothing: every operation answers them without a look at memory
 *   anything else     a node of a multi-valued decision diagram (Srinivasan et al., ICCAD 1990; of two answers each it
 *                     is Bryant's reduced ordered diagram, 1986): one question, and a set for each of its answers.
 * Nodes are unique, so equal sets have equal numbers. Questions are ordered as they were added; more may be added at
 * any time.
 *
 * Failure is sticky: once memory or the node budget is spent every operation that needs a look at memory returns
 * CS_NONE and cs_worlds_status says so; the caller asks at the end of each step and throws the results away.
 */
#ifndef CS_WORLD_WORLDS_H
#define CS_WORLD_WORLDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "casus/status.h"

typedef uint32_t cs_set;
#define CS_NONE ((cs_set)0)
#define CS_ALL ((cs_set)1)

#define CS_ANSWERS_MAX 400
#define CS_QUESTIONS_MAX 4096

struct cs_worlds; /* opaque */

/* `node_budget` 0 takes the default (2,000,000 nodes). NULL if memory ran out. */
struct cs_worlds *cs_worlds_new(size_t node_budget);
void cs_worlds_free(struct cs_worlds *worlds);
casus_status cs_worlds_status(const struct cs_worlds *worlds);

/* Adds a question with `answers` answers (2 to CS_ANSWERS_MAX) and returns its number, counted from 0. */
uint32_t cs_worlds_question(struct cs_worlds *worlds, uint32_t answers);
uint32_t cs_worlds_question_count(const struct cs_worlds *worlds);
uint32_t cs_worlds_answer_count(const struct cs_worlds *worlds, uint32_t question);

/* The worlds in which `question` is answered by `answer`. */
cs_set cs_worlds_answer(struct cs_worlds *worlds, uint32_t question, uint32_t answer);
cs_set cs_worlds_and(struct cs_worlds *worlds, cs_set a, cs_set b);
cs_set cs_worlds_or(struct cs_worlds *worlds, cs_set a, cs_set b);
cs_set cs_worlds_minus(struct cs_worlds *worlds, cs_set a, cs_set b);
cs_set cs_worlds_not(struct cs_worlds *worlds, cs_set a);
/* Is there no world in both? Builds nothing new for CS_NONE and CS_ALL. */
bool cs_worlds_disjoint(struct cs_worlds *worlds, cs_set a, cs_set b);
/* Is every world of a in b? */
bool cs_worlds_within(struct cs_worlds *worlds, cs_set a, cs_set b);

/*
 * The worlds that come into `a` when `question` is answered by `answer` (a cofactor; does not depend on it any more).
 */
cs_set cs_worlds_given(struct cs_worlds *worlds, cs_set a, uint32_t question, uint32_t answer);
/* Does the set depend on any question? Then its first in the order, and the set under each answer of it. */
bool cs_worlds_top(const struct cs_worlds *worlds, cs_set a, uint32_t *question);
/* All questions on which `a` depends, ascending, into a heap array that the caller frees; false if memory ran out. */
bool cs_worlds_support(const struct cs_worlds *worlds, cs_set a, uint32_t **questions, size_t *count);

/* Whether the world given by one answer for each question (answers[question]) is in the set. */
bool cs_worlds_has(const struct cs_worlds *worlds, cs_set a, const uint32_t *answers);
/* How many worlds, over all questions added so far: decimal digits appended to `out`. Exact, however many. */
void cs_worlds_count(const struct cs_worlds *worlds, cs_set a, struct cs_buffer *out);
/* When the budget is spent: the questions with most nodes, most first, at most `max`; returns how many. */
size_t cs_worlds_heaviest(const struct cs_worlds *worlds, uint32_t *questions, size_t max);
size_t cs_worlds_node_count(const struct cs_worlds *worlds);

#endif
