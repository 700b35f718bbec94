/* SPDX-License-Identifier: MIT */
#include "run/pool.h"

#include <string.h>

#define LEAST 5 /* the smallest piece has 32 bytes */

/* The number of the smallest size for so many bytes. */
static unsigned size_for(size_t bytes)
{
    return bytes <= (size_t)1 << LEAST ? LEAST : 64u - (unsigned)__builtin_clzll(bytes - 1);
}

static void *take(struct cs_pool *pool, struct cs_arena *arena, unsigned n)
{
    void *piece = pool->free[n];

    if (piece == NULL)
        return cs_arena_alloc(arena, (size_t)1 << n);
    memcpy(&pool->free[n], piece, sizeof piece); /* a free piece begins with the next one */
    return piece;
}

bool cs_pool_grow_to(struct cs_pool *pool, struct cs_arena *arena, void *items, uint32_t *capacity, size_t needed,
                     size_t size)
{
    void *old, *grown;
    unsigned n;

    if (needed > SIZE_MAX / size || (n = size_for(needed * size)) >= CS_POOL_SIZES)
        return false;
    memcpy(&old, items, sizeof old); /* without breaking the aliasing rules, as cs_grow */
    grown = take(pool, arena, n);
    if (grown == NULL)
        return false;
    if (old != NULL)
        memcpy(grown, old, *capacity * size);
    cs_pool_give(pool, old, *capacity, size);
    memcpy(items, &grown, sizeof grown);
    *capacity = (uint32_t)(((size_t)1 << n) / size);
    return true;
}

void cs_pool_take_back(struct cs_pool *pool, void *items, size_t capacity, size_t size)
{
    unsigned n = size_for(capacity * size);

    memcpy(items, &pool->free[n], sizeof items);
    pool->free[n] = items;
}
