/* SPDX-License-Identifier: MIT */
#include "lang/components.h"

/* Tarjan 1972, with the path in an array instead of the recursion. */
struct tarjan {
    const uint32_t *first, *to;
    uint32_t *component;
    uint32_t *index;    /* from 1; 0 not yet seen */
    uint32_t *low;
    uint32_t *next;     /* the edge to be followed next */
    uint32_t *path;     /* from the root to the current node */
    uint32_t *stack;    /* nodes that have no component yet */
    uint32_t path_length, stack_length, indices, components;
};

static void enter(struct tarjan *tarjan, uint32_t node)
{
    tarjan->index[node] = tarjan->low[node] = ++tarjan->indices;
    tarjan->next[node] = tarjan->first[node];
    tarjan->path[tarjan->path_length++] = node;
    tarjan->stack[tarjan->stack_length++] = node;
}

static void leave(struct tarjan *tarjan, uint32_t node)
{
    uint32_t member;

    tarjan->path_length--;
    if (tarjan->path_length > 0) {
        uint32_t before = tarjan->path[tarjan->path_length - 1];

        if (tarjan->low[node] < tarjan->low[before])
            tarjan->low[before] = tarjan->low[node];
    }
    if (tarjan->low[node] != tarjan->index[node])
        return;
    tarjan->components++;
    do {
        member = tarjan->stack[--tarjan->stack_length];
        tarjan->component[member] = tarjan->components;
    } while (member != node);
}

static void walk_from(struct tarjan *tarjan, uint32_t root)
{
    enter(tarjan, root);
    while (tarjan->path_length > 0) {
        uint32_t node = tarjan->path[tarjan->path_length - 1];
        uint32_t to;

        if (tarjan->next[node] == tarjan->first[node + 1]) {
            leave(tarjan, node);
            continue;
        }
        to = tarjan->to[tarjan->next[node]++];
        if (tarjan->index[to] == 0)
            enter(tarjan, to);
        else if (tarjan->component[to] == 0 && tarjan->index[to] < tarjan->low[node])
            tarjan->low[node] = tarjan->index[to];
    }
}

uint32_t *cs_components(struct cs_arena *arena, const uint32_t *first, const uint32_t *to, uint32_t count)
{
    struct tarjan tarjan = {
        .first = first,
        .to = to,
        .component = cs_arena_array(arena, count, sizeof(uint32_t)),
        .index = cs_arena_array(arena, count, sizeof(uint32_t)),
        .low = cs_arena_array(arena, count, sizeof(uint32_t)),
        .next = cs_arena_array(arena, count, sizeof(uint32_t)),
        .path = cs_arena_array(arena, count, sizeof(uint32_t)),
        .stack = cs_arena_array(arena, count, sizeof(uint32_t)),
    };

    if (tarjan.component == NULL || tarjan.index == NULL || tarjan.low == NULL || tarjan.next == NULL ||
        tarjan.path == NULL || tarjan.stack == NULL)
        return NULL;
    for (uint32_t node = 0; node < count; node++)
        if (tarjan.index[node] == 0)
            walk_from(&tarjan, node);
    return tarjan.component;
}
