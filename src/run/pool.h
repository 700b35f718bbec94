/* SPDX-License-Identifier: MIT */
/*
 * The short arrays of bonds: most have one item, and a stream gives them back all the time. They are pieces of an arena
 * of a few sizes; a piece that is given back is the next of its size to be taken.
 */
#ifndef CS_RUN_POOL_H
#define CS_RUN_POOL_H

#include "base/memory.h"

#define CS_POOL_SIZES 56
struct cs_pool { void *free[CS_POOL_SIZES]; };

/* As cs_grow, of an array that is released with the arena, or given back before. */
static inline bool cs_pool_grow(struct cs_pool *pool, struct cs_arena *arena, void *items, uint32_t *capacity,
                                size_t needed, size_t size);
/* For how many items an array has room that has grown so as they were added, up to `count`. */
uint32_t cs_pool_capacity(size_t count, size_t size);
/* Gives an array back, with its capacity; NULL is none. */
static inline void cs_pool_give(struct cs_pool *pool, void *items, size_t capacity, size_t size);

/* ---- most often there is room, or nothing to give back ---- */

bool cs_pool_grow_to(struct cs_pool *pool, struct cs_arena *arena, void *items, uint32_t *capacity, size_t needed,
                     size_t size);
void cs_pool_take_back(struct cs_pool *pool, void *items, size_t capacity, size_t size);

static inline bool cs_pool_grow(struct cs_pool *pool, struct cs_arena *arena, void *items, uint32_t *capacity,
                                size_t needed, size_t size)
{
    return needed <= *capacity || cs_pool_grow_to(pool, arena, items, capacity, needed, size);
}

static inline void cs_pool_give(struct cs_pool *pool, void *items, size_t capacity, size_t size)
{
    if (items != NULL)
        cs_pool_take_back(pool, items, capacity, size);
}

#endif
