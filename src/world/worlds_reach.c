/* SPDX-License-Identifier: MIT */
/*
 * The nodes of a set, its questions, the number of its worlds. Nothing here changes the diagram, and nothing is
 * recursive: children have smaller numbers than parents, so the nodes are processed in ascending order.
 */
#include <stdlib.h>
#include <string.h>

#include "base/failure.h"
#include "base/hash.h"
#include "base/memory.h"
#include "world/natural.h"
#include "world/worlds.h"
#include "world/worlds_int.h"

#define NODES_OF_STEP 2 /* to look at a node takes less than an operation, which looks for one */

void cs_reach_release(struct cs_reach *reach)
{
    free(reach->nodes);
    cs_slots_release(&reach->slots);
    memset(reach, 0, sizeof *reach);
}

/* The slot of a node, or the free one where it belongs. */
static const struct cs_slot *slot_of(const struct cs_reach *reach, uint32_t node)
{
    const struct cs_slot *slot = cs_slots_first(&reach->slots, cs_hash_mix(0, node));

    while (slot->item != 0 && reach->nodes[slot->item - 1] != node)
        slot = cs_slots_next(&reach->slots, slot);
    return slot;
}

static bool take_node(struct cs_reach *reach, uint32_t node)
{
    const struct cs_slot *slot;

    if (!cs_slots_reserve(&reach->slots) ||
        !cs_grow(&reach->nodes, &reach->capacity, reach->count + 1, sizeof *reach->nodes))
        return false;
    slot = slot_of(reach, node);
    if (slot->item == 0) {
        cs_slots_put(&reach->slots, slot, cs_hash_mix(0, node), (uint32_t)reach->count);
        reach->nodes[reach->count++] = node;
    }
    return true;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

bool cs_reach_add(struct cs_reach *reach, const struct cs_worlds *worlds, cs_set set)
{
    size_t place = reach->count;

    if (!cs_worlds_is_node(set))
        return true;
    if (!take_node(reach, set))
        return false;
    for (; place < reach->count; place++) {
        const struct cs_world_node *node = &worlds->nodes[reach->nodes[place]];
        const struct cs_world_edge *edges = worlds->edges + node->first;

        for (uint32_t i = 0; i < node->edge_count; i++)
            if (cs_worlds_is_node(edges[i].child) && !take_node(reach, edges[i].child))
                return false;
    }
    return true;
}

/* Begins a walk: no node has its mark. */
static bool renew_marks(struct cs_worlds *worlds)
{
    size_t before = worlds->mark_capacity;

    if (!cs_grow(&worlds->marks, &worlds->mark_capacity, worlds->node_count, sizeof *worlds->marks))
        return false;
    memset(worlds->marks + before, 0, (worlds->mark_capacity - before) * sizeof *worlds->marks);
    if (++worlds->mark == 0) {
        memset(worlds->marks, 0, worlds->mark_capacity * sizeof *worlds->marks);
        worlds->mark = 1;
    }
    return true;
}

static bool mark_node(struct cs_reach *reach, struct cs_worlds *worlds, cs_set set)
{
    if (!cs_worlds_is_node(set) || worlds->marks[set] == worlds->mark)
        return true;
    if (!cs_grow(&reach->nodes, &reach->capacity, reach->count + 1, sizeof *reach->nodes))
        return false;
    worlds->marks[set] = worlds->mark;
    reach->nodes[reach->count++] = set;
    return true;
}

/* The nodes of one set, as cs_reach_add adds them to none: which were met is told by their marks. */
static bool collect(struct cs_reach *reach, struct cs_worlds *worlds, cs_set set)
{
    memset(reach, 0, sizeof *reach);
    if (!renew_marks(worlds) || !mark_node(reach, worlds, set))
        return false;
    for (size_t place = 0; place < reach->count; place++) {
        const struct cs_world_node *node = &worlds->nodes[reach->nodes[place]];

        for (uint32_t i = 0; i < node->edge_count; i++)
            if (!mark_node(reach, worlds, worlds->edges[node->first + i].child))
                return false;
    }
    return true;
}

/* The nodes of one set, ascending: children before parents. */
static bool fill(struct cs_reach *reach, const struct cs_worlds *worlds, cs_set set)
{
    memset(reach, 0, sizeof *reach);
    if (!cs_reach_add(reach, worlds, set))
        return false;
    if (reach->count > 1)
        qsort(reach->nodes, reach->count, sizeof *reach->nodes, by_number);
    return true;
}

/* The index of one of the nodes, which ascend. */
static size_t place_of(const struct cs_reach *reach, uint32_t node)
{
    const uint32_t *found = bsearch(&node, reach->nodes, reach->count, sizeof node, by_number);

    must(found != NULL);
    return (size_t)(found - reach->nodes);
}

/* Questions, each once: a bit for each, how many they are, and the first. */
struct asked { uint8_t bits[CS_QUESTIONS_MAX / 8]; size_t count; uint32_t first; };

static void ask(struct asked *asked, uint32_t question)
{
    uint8_t bit = (uint8_t)(1u << question % 8);

    if (asked->count == 0 || question < asked->first)
        asked->first = question;
    asked->count += (asked->bits[question / 8] & bit) == 0;
    asked->bits[question / 8] |= bit;
}

/* Lists them, ascending. */
static bool list_asked(const struct asked *asked, uint32_t **questions, size_t *count)
{
    *count = 0;
    *questions = asked->count == 0 ? NULL : malloc(asked->count * sizeof **questions);
    if (asked->count > 0 && *questions == NULL)
        return false;
    for (uint32_t question = asked->first; *count < asked->count; question++)
        if (asked->bits[question / 8] == 0)
            question |= 7;
        else if ((asked->bits[question / 8] >> question % 8 & 1) != 0)
            (*questions)[(*count)++] = question;
    return true;
}

/* The questions of the nodes, ascending, without repetition. */
static bool questions_of(const struct cs_reach *reach, const struct cs_worlds *worlds, uint32_t **questions,
                         size_t *count)
{
    struct asked asked = {.count = 0};

    for (size_t i = 0; i < reach->count; i++)
        ask(&asked, cs_worlds_turn(worlds, worlds->nodes[reach->nodes[i]].level));
    return list_asked(&asked, questions, count);
}

/* Where the questions of a set are kept; NULL if memory ran out. */
static struct cs_world_support *support_of(struct cs_worlds *worlds, cs_set set)
{
    if (worlds->supports == NULL)
        worlds->supports = calloc(CS_WORLD_SUPPORTS, sizeof *worlds->supports);
    return worlds->supports == NULL ? NULL : &worlds->supports[cs_hash_mix(0, set) % CS_WORLD_SUPPORTS];
}

void cs_world_support_release(struct cs_world_support *support)
{
    free(support->questions);
    free(support->nodes);
    *support = (struct cs_world_support){.set = CS_NONE};
}

/* Has each node one child beside CS_NONE? Then the nodes were collected in the order of their levels. */
static bool is_chain(const struct cs_worlds *worlds, const struct cs_reach *reach)
{
    for (size_t place = 0; place < reach->count; place++) {
        const struct cs_world_node *node = &worlds->nodes[reach->nodes[place]];
        cs_set child = CS_NONE;

        for (uint32_t i = 0; i < node->edge_count; i++) {
            cs_set next = worlds->edges[node->first + i].child;

            if (next != CS_NONE && child != CS_NONE && next != child)
                return false;
            child = next != CS_NONE ? next : child;
        }
    }
    return true;
}

/* The nodes of a chain in the order of their questions. */
static void sort_chain(const struct cs_worlds *worlds, uint32_t *nodes, size_t count)
{
    for (size_t i = 0; worlds->turned != 0 && i < count / 2; i++) {
        uint32_t node = nodes[i];

        nodes[i] = nodes[count - 1 - i];
        nodes[count - 1 - i] = node;
    }
}

static bool find_support(struct cs_worlds *worlds, struct cs_world_support *kept, cs_set set)
{
    struct cs_reach reach;
    bool done;

    cs_world_support_release(kept);
    done = collect(&reach, worlds, set) && questions_of(&reach, worlds, &kept->questions, &kept->count);
    cs_worlds_spend(worlds, reach.count / NODES_OF_STEP);
    if (done && is_chain(worlds, &reach)) {
        kept->nodes = reach.nodes;
        sort_chain(worlds, kept->nodes, reach.count);
        reach.nodes = NULL;
    }
    cs_reach_release(&reach);
    if (done)
        kept->set = set;
    return done;
}

bool cs_worlds_support(struct cs_worlds *worlds, cs_set a, uint32_t **questions, size_t *count)
{
    struct cs_world_support *kept = cs_worlds_is_node(a) ? support_of(worlds, a) : NULL;

    *questions = NULL;
    *count = 0;
    if (!cs_worlds_is_node(a) || worlds->status != CASUS_OK) /* as of CS_NONE, which operations now come to */
        return true;
    if (kept == NULL || (kept->set != a && !find_support(worlds, kept, a)))
        return false;
    *questions = malloc(kept->count * sizeof **questions);
    if (*questions == NULL)
        return false;
    memcpy(*questions, kept->questions, kept->count * sizeof **questions);
    *count = kept->count;
    return true;
}

bool cs_worlds_supports(struct cs_worlds *worlds, const cs_set *sets, size_t set_count, uint32_t **questions,
                        size_t *count)
{
    struct asked asked = {.count = 0};

    *questions = NULL;
    *count = 0;
    for (size_t s = 0; s < set_count; s++) {
        struct cs_world_support *kept = cs_worlds_is_node(sets[s]) ? support_of(worlds, sets[s]) : NULL;

        if (!cs_worlds_is_node(sets[s]))
            continue;
        if (kept == NULL || (kept->set != sets[s] && !find_support(worlds, kept, sets[s])))
            return false;
        for (size_t i = 0; i < kept->count; i++)
            ask(&asked, kept->questions[i]);
    }
    return list_asked(&asked, questions, count);
}

bool cs_worlds_are_product(struct cs_worlds *worlds, cs_set a)
{
    struct cs_world_support *kept = cs_worlds_is_node(a) ? support_of(worlds, a) : NULL;

    if (!cs_worlds_is_node(a))
        return a == CS_ALL;
    return kept != NULL && (kept->set == a || find_support(worlds, kept, a)) && kept->nodes != NULL;
}

/* The set that says of a question what this node of a chain says, and of those after it what `rest` says. */
static cs_set link_of(struct cs_worlds *worlds, uint32_t number, cs_set rest)
{
    const struct cs_world_node node = worlds->nodes[number];

    worlds->pending_count = 0;
    for (uint32_t i = 0; i < node.edge_count; i++) {
        struct cs_world_edge edge = worlds->edges[node.first + i];

        if (!cs_worlds_push(worlds, 0, edge.child == CS_NONE ? CS_NONE : rest, edge.end))
            return CS_NONE;
    }
    return cs_worlds_make(worlds, 0, node.level);
}

cs_set cs_worlds_of_questions(struct cs_worlds *worlds, cs_set a, const uint32_t *questions, size_t count)
{
    struct cs_world_support *kept = cs_worlds_is_node(a) ? support_of(worlds, a) : NULL;
    cs_set out = CS_ALL;

    if (kept == NULL || (kept->set != a && !find_support(worlds, kept, a)) || kept->nodes == NULL)
        return a;
    for (size_t i = 0; i < count; i++) { /* from the last level up */
        const uint32_t *wanted = &questions[worlds->turned == 0 ? count - 1 - i : i];
        const uint32_t *at = bsearch(wanted, kept->questions, kept->count, sizeof *wanted, by_number);

        if (at != NULL)
            out = link_of(worlds, kept->nodes[at - kept->questions], out);
    }
    return out;
}

void cs_world_given_release(struct cs_world_given *given)
{
    free(given->questions);
    free(given->starts);
    free(given->given);
    *given = (struct cs_world_given){.set = CS_NONE};
}

/* Where the answers to a question begin; NULL if the set does not depend on it. */
static bool *given_to(const struct cs_world_given *given, uint32_t question)
{
    const uint32_t *at = given->count == 0 ? NULL
                                           : bsearch(&question, given->questions, given->count, sizeof question,
                                                     by_number);

    return at == NULL ? NULL : given->given + given->starts[at - given->questions];
}

/*
 * Marks what the edges of a node say of its own question, and counts in `passed`, by level from `first` on, how many
 * edges begin or cease to pass a level by: an edge that passes a question by leaves all its answers open.
 */
static void mark_given(const struct cs_worlds *worlds, const struct cs_world_node *node, bool *given, int32_t *passed,
                       uint32_t first, uint32_t last)
{
    const struct cs_world_edge *edges = worlds->edges + node->first;

    for (uint32_t i = 0; i < node->edge_count; i++) {
        uint32_t below = cs_worlds_level(worlds, edges[i].child);

        if (edges[i].child == CS_NONE)
            continue;
        for (uint32_t answer = i > 0 ? edges[i - 1].end : 0; answer < edges[i].end; answer++)
            given[answer] = true;
        passed[node->level + 1 - first]++;
        passed[(below <= last ? below : last + 1) - first]--;
    }
}

/* Room for the answers to all questions of a set. */
static bool make_room_for_given(const struct cs_worlds *worlds, struct cs_world_given *given)
{
    size_t answers = 0;

    given->starts = calloc(given->count, sizeof *given->starts);
    for (size_t i = 0; given->starts != NULL && i < given->count; i++) {
        given->starts[i] = (uint32_t)answers;
        answers += worlds->answer_counts[given->questions[i]];
    }
    given->given = calloc(answers, sizeof *given->given);
    return given->starts != NULL && given->given != NULL;
}

/* Opens all answers to the questions that an edge passes by, in the order of the levels. */
static void open_passed(const struct cs_worlds *worlds, struct cs_world_given *given, const int32_t *passed,
                        uint32_t first)
{
    uint32_t level = first;
    int32_t open = 0;

    for (size_t rank = 0; rank < given->count; rank++) {
        size_t at = worlds->turned == 0 ? rank : given->count - 1 - rank;
        uint32_t question = given->questions[at];

        for (; level <= cs_worlds_turn(worlds, question); level++)
            open += passed[level - first];
        if (open > 0)
            memset(given->given + given->starts[at], true, worlds->answer_counts[question] * sizeof *given->given);
    }
}

/* Of all questions of a node at once: each node below it is looked at once. */
static bool find_given(struct cs_worlds *worlds, struct cs_world_given *given, cs_set set)
{
    uint32_t first = worlds->nodes[set].level, last = first;
    int32_t *passed = NULL;
    struct cs_reach reach;
    bool done;

    cs_world_given_release(given);
    done = collect(&reach, worlds, set) && questions_of(&reach, worlds, &given->questions, &given->count) &&
           make_room_for_given(worlds, given);
    if (done) {
        last = cs_worlds_turn(worlds, given->questions[worlds->turned == 0 ? given->count - 1 : 0]);
        passed = calloc((size_t)last - first + 2, sizeof *passed);
        done = passed != NULL;
    }
    for (size_t place = 0; done && place < reach.count; place++) {
        const struct cs_world_node *node = &worlds->nodes[reach.nodes[place]];

        mark_given(worlds, node, given_to(given, cs_worlds_turn(worlds, node->level)), passed, first, last);
    }
    if (done)
        open_passed(worlds, given, passed, first);
    cs_reach_release(&reach);
    free(passed);
    if (done)
        given->set = set;
    return done;
}

bool cs_worlds_answers_given(struct cs_worlds *worlds, cs_set a, uint32_t question, bool *given)
{
    uint32_t count = worlds->answer_counts[question];
    struct cs_world_given *kept = &worlds->givens[cs_hash_mix(0, a) % CS_WORLD_GIVENS];
    const bool *answers = NULL;

    if (cs_worlds_is_node(a)) {
        if (kept->set != a && !find_given(worlds, kept, a))
            return false;
        answers = given_to(kept, question);
    }
    for (uint32_t answer = 0; answer < count; answer++)
        given[answer] = answers != NULL ? answers[answer] : a != CS_NONE;
    return true;
}

/*
 * Counting. Of the questions that the set depends on, ranked by their levels, that at rank r has numbers of `digits`
 * digits:
 *
 *   below[r]  the worlds over the questions of rank r and later, whatever they answer
 *   counts[p] the worlds of the node at place p, over the question of that node and those after it
 *
 * For a child that skips questions, all their answers are counted.
 */
struct count {
    const struct cs_worlds *worlds;
    struct cs_reach reach;
    uint32_t *questions;
    size_t question_count;
    size_t digits;
    uint32_t *below, *counts, *term;
};

/* Of a rank its place in the list of questions, or of a place its rank. */
static size_t at_rank(const struct count *count, size_t rank)
{
    return count->worlds->turned == 0 ? rank : count->question_count - 1 - rank;
}

static size_t rank_of(const struct count *count, uint32_t node)
{
    uint32_t question = cs_worlds_turn(count->worlds, count->worlds->nodes[node].level);
    const uint32_t *at = bsearch(&question, count->questions, count->question_count, sizeof question, by_number);

    return at_rank(count, (size_t)(at - count->questions));
}

/* number *= the answers of the questions of rank from..to-1. Several counts are combined into one factor of 32 bits. */
static void multiply_answers(const struct count *count, uint32_t *number, size_t from, size_t to)
{
    uint32_t factor = 1;

    for (size_t rank = from; rank < to; rank++) {
        uint32_t answers = count->worlds->answer_counts[count->questions[at_rank(count, rank)]];

        if (factor > UINT32_MAX / answers) {
            cs_natural_multiply(number, count->digits, factor);
            factor = 1;
        }
        factor *= answers;
    }
    cs_natural_multiply(number, count->digits, factor);
}

static void count_below(struct count *count)
{
    uint32_t *last = count->below + count->question_count * count->digits;

    last[0] = 1;
    for (size_t rank = count->question_count; rank-- > 0;) {
        uint32_t *here = count->below + rank * count->digits;

        memcpy(here, here + count->digits, count->digits * sizeof *here);
        multiply_answers(count, here, rank, rank + 1);
    }
}

/* Adds to `sum` the worlds of a child that stands for `times` answers, over the questions from `rank` on. */
static void add_child(struct count *count, cs_set child, size_t rank, uint32_t times, uint32_t *sum)
{
    size_t bytes = count->digits * sizeof *sum;

    if (child == CS_NONE)
        return;
    if (child == CS_ALL) {
        memcpy(count->term, count->below + rank * count->digits, bytes);
    } else {
        memcpy(count->term, count->counts + place_of(&count->reach, child) * count->digits, bytes);
        multiply_answers(count, count->term, rank, rank_of(count, child));
    }
    cs_natural_multiply(count->term, count->digits, times);
    cs_natural_add(sum, count->term, count->digits);
}

static void count_node(struct count *count, size_t place)
{
    const struct cs_world_node *node = &count->worlds->nodes[count->reach.nodes[place]];
    const struct cs_world_edge *edges = count->worlds->edges + node->first;
    size_t rank = rank_of(count, count->reach.nodes[place]);
    uint32_t from = 0;

    for (uint32_t i = 0; i < node->edge_count; i++) {
        add_child(count, edges[i].child, rank + 1, edges[i].end - from, count->counts + place * count->digits);
        from = edges[i].end;
    }
}

/* Enough digits for the number of worlds over these questions: each with k answers adds at most ceil(log2 k) bits. */
static size_t digits_for(const struct cs_worlds *worlds, const uint32_t *questions, size_t count)
{
    size_t bits = 1;

    for (size_t i = 0; i < count; i++)
        for (uint32_t rest = worlds->answer_counts[questions ? questions[i] : i] - 1; rest > 0; rest >>= 1)
            bits++;
    return bits / 32 + 1;
}

/* Allocates one piece of memory for `below`, `counts` and one term. */
static bool count_prepare(struct count *count, cs_set set)
{
    size_t numbers;

    if (!fill(&count->reach, count->worlds, set) ||
        !questions_of(&count->reach, count->worlds, &count->questions, &count->question_count))
        return false;
    count->digits = digits_for(count->worlds, count->questions, count->question_count);
    numbers = count->question_count + 1 + count->reach.count + 1;
    if (numbers > SIZE_MAX / sizeof *count->below / count->digits)
        return false;
    count->below = calloc(numbers * count->digits, sizeof *count->below);
    if (!count->below)
        return false;
    count->counts = count->below + (count->question_count + 1) * count->digits;
    count->term = count->counts + count->reach.count * count->digits;
    return true;
}

/* The worlds of a set that is not CS_NONE over the questions that it depends on. */
static const uint32_t *count_support(struct count *count, cs_set set)
{
    count_below(count);
    for (size_t place = 0; place < count->reach.count; place++)
        count_node(count, place);
    return set == CS_ALL ? count->below : count->counts + place_of(&count->reach, set) * count->digits;
}

/* Writes the number over all questions: multiplied by the answers of the questions on which the set does not depend. */
static bool write_total(const struct count *count, const uint32_t *of_support, struct cs_buffer *out)
{
    size_t all = count->worlds->question_count, at = 0;
    size_t digits = digits_for(count->worlds, NULL, all);
    uint32_t *total = calloc(digits, sizeof *total);
    uint32_t factor = 1; /* of as many questions as fit 32 bits, which are multiplied at once */

    if (!total)
        return false;
    memcpy(total, of_support, count->digits * sizeof *total);
    for (uint32_t question = 0; question < all; question++) {
        uint32_t answers = count->worlds->answer_counts[question];

        if (at < count->question_count && count->questions[at] == question) {
            at++;
            continue;
        }
        if (factor > UINT32_MAX / answers) {
            cs_natural_multiply(total, digits, factor);
            factor = 1;
        }
        factor *= answers;
    }
    cs_natural_multiply(total, digits, factor);
    cs_natural_write(total, digits, out);
    free(total);
    return true;
}

void cs_worlds_count(const struct cs_worlds *worlds, cs_set a, struct cs_buffer *out)
{
    struct count count = {.worlds = worlds};

    if (a == CS_NONE) {
        cs_buffer_char(out, '0');
        return;
    }
    if (!count_prepare(&count, a) || !write_total(&count, count_support(&count, a), out))
        out->failed = true;
    free(count.below);
    free(count.questions);
    cs_reach_release(&count.reach);
}
