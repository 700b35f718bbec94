/* SPDX-License-Identifier: MIT */
/* Questions, the table of unique nodes, budgets. The operations are in worlds_apply.c. */
#include "world/worlds.h"

#include <stdlib.h>
#include <string.h>

#include "base/failure.h"
#include "base/hash.h"
#include "base/memory.h"
#include "world/worlds_int.h"

#define DEFAULT_NODE_BUDGET ((size_t)2000000)
#define EDGES_OF_NODE ((size_t)8) /* edges in the budget for each node in the budget */
#define LEAST_EDGE_BUDGET ((size_t)1 << 16)
#define FIRST_SLOTS ((size_t)256)
#define FIRST_MEMOS ((size_t)1024)
#define MEMOS_OF_NODE ((size_t)4) /* at least so many places of the cache for each node */
#define CACHE_MAX ((size_t)1 << 20)

struct cs_worlds *cs_worlds_new(size_t node_budget)
{
    struct cs_worlds *worlds = calloc(1, sizeof *worlds);

    if (!worlds)
        return NULL;
    worlds->node_budget = node_budget ? node_budget : DEFAULT_NODE_BUDGET;
    if (worlds->node_budget > UINT32_MAX / EDGES_OF_NODE)
        worlds->node_budget = UINT32_MAX / EDGES_OF_NODE;
    worlds->edge_budget = worlds->node_budget * EDGES_OF_NODE;
    if (worlds->edge_budget < LEAST_EDGE_BUDGET)
        worlds->edge_budget = LEAST_EDGE_BUDGET;
    worlds->bound = CS_STEPS_UNBOUND;
    worlds->node_count = CS_FIRST_NODE;
    worlds->slot_count = FIRST_SLOTS;
    worlds->cache_count = FIRST_MEMOS;
    worlds->slots = calloc(worlds->slot_count, sizeof *worlds->slots);
    worlds->cache = calloc(worlds->cache_count, sizeof *worlds->cache);
    if (!worlds->slots || !worlds->cache ||
        !cs_grow(&worlds->nodes, &worlds->node_capacity, FIRST_SLOTS / 2, sizeof *worlds->nodes)) {
        cs_worlds_free(worlds);
        return NULL;
    }
    memset(worlds->nodes, 0, CS_FIRST_NODE * sizeof *worlds->nodes);
    return worlds;
}

void cs_worlds_free(struct cs_worlds *worlds)
{
    if (!worlds)
        return;
    free(worlds->answer_counts);
    free(worlds->node_counts);
    free(worlds->nodes);
    free(worlds->edges);
    free(worlds->slots);
    free(worlds->cache);
    for (size_t i = 0; worlds->supports != NULL && i < CS_WORLD_SUPPORTS; i++)
        cs_world_support_release(&worlds->supports[i]);
    free(worlds->supports);
    for (size_t i = 0; i < CS_WORLD_GIVENS; i++)
        cs_world_given_release(&worlds->givens[i]);
    free(worlds->marks);
    free(worlds->pending);
    free(worlds);
}

void cs_worlds_newest_first(struct cs_worlds *worlds)
{
    must(worlds->question_count == 0);
    worlds->turned = CS_QUESTIONS_MAX - 1;
}

cs_set cs_worlds_fail(struct cs_worlds *worlds, casus_status status)
{
    if (worlds->status == CASUS_OK)
        worlds->status = status;
    return CS_NONE;
}

uint32_t cs_worlds_question(struct cs_worlds *worlds, uint32_t answers)
{
    size_t number = worlds->question_count;

    must(answers >= 2 && answers <= CS_ANSWERS_MAX);
    if (worlds->status != CASUS_OK)
        return 0;
    if (number == CS_QUESTIONS_MAX) {
        cs_worlds_fail(worlds, CASUS_ERR_LIMIT);
        return 0;
    }
    if (!cs_grow(&worlds->answer_counts, &worlds->answer_capacity, number + 1, sizeof *worlds->answer_counts) ||
        !cs_grow(&worlds->node_counts, &worlds->count_capacity, number + 1, sizeof *worlds->node_counts)) {
        cs_worlds_fail(worlds, CASUS_ERR_MEMORY);
        return 0;
    }
    worlds->answer_counts[number] = answers;
    worlds->node_counts[number] = 0;
    worlds->question_count++;
    return (uint32_t)number;
}

uint32_t cs_worlds_question_count(const struct cs_worlds *worlds)
{
    return (uint32_t)worlds->question_count;
}

uint32_t cs_worlds_answer_count(const struct cs_worlds *worlds, uint32_t question)
{
    must(question < worlds->question_count || worlds->status != CASUS_OK);
    return question < worlds->question_count ? worlds->answer_counts[question] : 0;
}

uint32_t cs_worlds_place(const struct cs_worlds *worlds, uint32_t question)
{
    return cs_worlds_turn(worlds, question);
}

bool cs_worlds_push_more(struct cs_worlds *worlds, cs_set child, uint32_t end)
{
    if (worlds->status != CASUS_OK)
        return false;
    if (!cs_grow(&worlds->pending, &worlds->pending_capacity, worlds->pending_count + 1, sizeof *worlds->pending)) {
        cs_worlds_fail(worlds, CASUS_ERR_MEMORY);
        return false;
    }
    worlds->pending[worlds->pending_count++] = (struct cs_world_edge){.child = child, .end = end};
    return true;
}

static inline uint64_t hash_of(uint32_t level, const struct cs_world_edge *edges, size_t count)
{
    uint64_t hash = level;

    for (size_t i = 0; i < count; i++)
        hash = cs_hash_mix(hash, (uint64_t)edges[i].child << 32 | edges[i].end);
    return hash;
}

static bool same_edges(const struct cs_world_edge *a, const struct cs_world_edge *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (a[i].child != b[i].child || a[i].end != b[i].end)
            return false;
    return true;
}

/* The slot of the node with these edges, or the free one where it belongs. */
static size_t find_slot(const struct cs_worlds *worlds, const struct cs_world_node *wanted,
                        const struct cs_world_edge *edges)
{
    size_t mask = worlds->slot_count - 1;
    size_t slot = wanted->hash & mask;

    for (; worlds->slots[slot].node; slot = (slot + 1) & mask) {
        const struct cs_world_node *node = &worlds->nodes[worlds->slots[slot].node];

        if (worlds->slots[slot].hash == wanted->hash && node->level == wanted->level &&
            node->edge_count == wanted->edge_count &&
            same_edges(worlds->edges + node->first, edges, node->edge_count))
            break;
    }
    return slot;
}

static bool grow_slots(struct cs_worlds *worlds)
{
    size_t count = worlds->slot_count * 2, mask = count - 1;
    struct cs_world_slot *slots;

    if (worlds->node_count < worlds->slot_count / 2)
        return true;
    slots = calloc(count, sizeof *slots);
    if (!slots)
        return false;
    for (uint32_t node = CS_FIRST_NODE; node < worlds->node_count; node++) {
        size_t slot = worlds->nodes[node].hash & mask;

        while (slots[slot].node)
            slot = (slot + 1) & mask;
        slots[slot] = (struct cs_world_slot){node, worlds->nodes[node].hash};
    }
    free(worlds->slots);
    worlds->slots = slots;
    worlds->slot_count = count;
    return true;
}

/* The cache grows with the nodes, and keeps its results. Without memory for a larger one the old one stays in use. */
static void grow_cache(struct cs_worlds *worlds)
{
    size_t count = worlds->cache_count * 4;
    struct cs_world_memo *cache;

    if (worlds->node_count < worlds->cache_count / MEMOS_OF_NODE || count > CACHE_MAX)
        return;
    cache = calloc(count, sizeof *cache);
    if (!cache)
        return;
    for (size_t i = 0; i < worlds->cache_count; i++)
        if (worlds->cache[i].operation != CS_OP_FREE)
            cache[cs_world_memo_hash(&worlds->cache[i]) & (count - 1)] = worlds->cache[i];
    free(worlds->cache);
    worlds->cache = cache;
    worlds->cache_count = count;
}

/* `slot`: the free one where it belongs, if no more are needed. */
static cs_set add_node(struct cs_worlds *worlds, const struct cs_world_node *node, const struct cs_world_edge *edges,
                       size_t slot)
{
    cs_set set = (cs_set)worlds->node_count;
    size_t slots = worlds->slot_count;

    if (worlds->node_count - CS_FIRST_NODE >= worlds->node_budget ||
        worlds->edge_count + node->edge_count > worlds->edge_budget)
        return cs_worlds_fail(worlds, CASUS_ERR_ENTANGLED);
    if (!grow_slots(worlds) ||
        !cs_grow(&worlds->nodes, &worlds->node_capacity, worlds->node_count + 1, sizeof *worlds->nodes) ||
        !cs_grow(&worlds->edges, &worlds->edge_capacity, worlds->edge_count + node->edge_count, sizeof *worlds->edges))
        return cs_worlds_fail(worlds, CASUS_ERR_MEMORY);
    worlds->slots[worlds->slot_count == slots ? slot : find_slot(worlds, node, edges)] =
        (struct cs_world_slot){set, node->hash};
    memcpy(worlds->edges + worlds->edge_count, edges, node->edge_count * sizeof *edges);
    worlds->nodes[set] = *node;
    worlds->edge_count += node->edge_count;
    worlds->node_count++;
    worlds->node_counts[cs_worlds_turn(worlds, node->level)]++;
    grow_cache(worlds);
    return set;
}

cs_set cs_worlds_make(struct cs_worlds *worlds, size_t base, uint32_t level)
{
    const struct cs_world_edge *edges = worlds->pending + base;
    struct cs_world_node node = {.level = level, .first = (uint32_t)worlds->edge_count};
    size_t slot;

    if (worlds->status != CASUS_OK)
        return CS_NONE;
    node.edge_count = (uint32_t)(worlds->pending_count - base);
    worlds->pending_count = base;
    if (node.edge_count == 1)
        return edges[0].child;
    node.hash = (uint32_t)hash_of(level, edges, node.edge_count);
    slot = find_slot(worlds, &node, edges);
    return worlds->slots[slot].node ? worlds->slots[slot].node : add_node(worlds, &node, edges, slot);
}

cs_set cs_worlds_child(const struct cs_worlds *worlds, cs_set node, uint32_t answer)
{
    const struct cs_world_edge *edges = worlds->edges + worlds->nodes[node].first;
    size_t low = 0, high = worlds->nodes[node].edge_count - 1;

    while (low < high) { /* the first edge that ends behind the answer */
        size_t middle = low + (high - low) / 2;

        if (edges[middle].end > answer)
            high = middle;
        else
            low = middle + 1;
    }
    return edges[low].child;
}

bool cs_worlds_top(const struct cs_worlds *worlds, cs_set a, uint32_t *question)
{
    if (!cs_worlds_is_node(a))
        return false;
    *question = cs_worlds_turn(worlds, worlds->nodes[a].level);
    return true;
}

bool cs_worlds_has(const struct cs_worlds *worlds, cs_set a, const uint32_t *answers)
{
    while (cs_worlds_is_node(a))
        a = cs_worlds_child(worlds, a, answers[cs_worlds_turn(worlds, worlds->nodes[a].level)]);
    return a == CS_ALL;
}

/* Adds a question to the list of those with most nodes, if it is one. The list is sorted: most nodes first, then by
 * number. */
static size_t take_heavy(const struct cs_worlds *worlds, uint32_t question, uint32_t *list, size_t count, size_t max)
{
    size_t place = count;

    while (place > 0 && worlds->node_counts[list[place - 1]] < worlds->node_counts[question])
        place--;
    if (place >= max)
        return count;
    if (count < max)
        count++;
    memmove(list + place + 1, list + place, (count - place - 1) * sizeof *list);
    list[place] = question;
    return count;
}

size_t cs_worlds_heaviest(const struct cs_worlds *worlds, uint32_t *questions, size_t max)
{
    size_t count = 0;

    for (uint32_t question = 0; question < worlds->question_count; question++)
        if (worlds->node_counts[question] > 0)
            count = take_heavy(worlds, question, questions, count, max);
    return count;
}

size_t cs_worlds_node_count(const struct cs_worlds *worlds)
{
    return worlds->node_count - CS_FIRST_NODE;
}

bool cs_worlds_have_room(const struct cs_worlds *worlds)
{
    return worlds->node_count <= worlds->node_budget / 4 && worlds->edge_count <= worlds->edge_budget / 4;
}
