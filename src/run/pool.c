/* SPDX-License-Identifier: MIT */
#include "run/pool.h"

#include <string.h>

/*
 * Sizes are 16, 24, 32, 48, 64, ...: number 2 n has 16 << n bytes, number 2 n + 1 half as much more.
 */
static size_t bytes_of(unsigned number)
{
    return (size_t)(16 + number % 2 * 8) << number / 2;
}

/* The number of the smallest size for so many bytes. */
static unsigned size_for(size_t bytes)
{
    unsigned doubled; /* of the sizes that are a power of two the first with room */

    if (bytes <= 16)
        return 0;
    doubled = 2 * (60u - (unsigned)__builtin_clzll(bytes - 1));
    return bytes <= bytes_of(doubled - 1) ? doubled - 1 : doubled;
}

static void *take(struct cs_pool *pool, struct cs_arena *arena, unsigned n)
{
    void *piece = pool->free[n];

    if (piece == NULL)
        return cs_arena_alloc(arena, bytes_of(n));
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
    *capacity = (uint32_t)(bytes_of(n) / size);
    return true;
}

uint32_t cs_pool_capacity(size_t count, size_t size)
{
    return count == 0 ? 0 : (uint32_t)(bytes_of(size_for(count * size)) / size);
}

void cs_pool_take_back(struct cs_pool *pool, void *items, size_t capacity, size_t size)
{
    unsigned n = size_for(capacity * size);

    memcpy(items, &pool->free[n], sizeof items);
    pool->free[n] = items;
}
