/* SPDX-License-Identifier: MIT */
/*
 * Memory by lifetime. The pieces of an arena live until it is released, all at once; an array that grows is heap memory
 * of its owner. Every piece of an arena is zeroed.
 *
 * Failure is sticky: after one allocation of an arena has failed, every later one returns NULL too, so that the owner
 * may call cs_arena_failed once at the end.
 *
 * Built with CS_ARENA_PIECES, each piece is an allocation of its own, so that the address sanitizer finds an overrun by
 * one byte.
 */
#ifndef CS_BASE_MEMORY_H
#define CS_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct cs_arena_block { /* inside: its pieces are behind it */
    _Alignas(16) struct cs_arena_block *next;
};

struct cs_arena {
    struct cs_arena_block *blocks;
    size_t used;     /* bytes used of the newest block */
    size_t capacity; /* bytes of the newest block */
    bool failed;
};

void cs_arena_init(struct cs_arena *arena);
void cs_arena_release(struct cs_arena *arena);
/* All pieces are given back; the newest block is kept for the next. A failure stays. */
void cs_arena_clear(struct cs_arena *arena);
/* Takes over all pieces of another arena, which is empty then, and its failure. */
void cs_arena_adopt(struct cs_arena *arena, struct cs_arena *from);
void *cs_arena_more(struct cs_arena *arena, size_t size); /* inside: zeroed, where the newest block may be full */
/* Inside: a piece of the newest block, which is not zeroed; NULL if it has no room, or keeps none. */
static inline void *cs_arena_piece(struct cs_arena *arena, size_t size)
{
#ifndef CS_ARENA_PIECES
    size_t rounded = (size + 15) & ~(size_t)15; /* 0 also for what is too large */

    if (rounded > 0 && rounded <= arena->capacity - arena->used && !arena->failed) {
        void *piece = (unsigned char *)(arena->blocks + 1) + arena->used;

        arena->used += rounded;
        return piece;
    }
#else
    (void)arena;
    (void)size;
#endif
    return NULL;
}
/* Zeroed memory for any object of `size` bytes, or NULL; size 0 gives a valid pointer. */
static inline void *cs_arena_alloc(struct cs_arena *arena, size_t size)
{
    void *piece = cs_arena_piece(arena, size);

    return piece != NULL ? memset(piece, 0, size) : cs_arena_more(arena, size);
}
/* The same for `count` items of `size` bytes; the product is checked. */
void *cs_arena_array(struct cs_arena *arena, size_t count, size_t size);
/* A copy of `length` bytes with a NUL behind it. */
char *cs_arena_text(struct cs_arena *arena, const char *text, size_t length);
bool cs_arena_failed(const struct cs_arena *arena);

/* Inside: cs_grow of an array that is too small. */
bool cs_grow_to(void *items, size_t *capacity, size_t needed, size_t size);
/*
 * Makes room for `needed` items of `size` bytes in a heap array that grows by doubling; *items may be NULL.
 * False if memory ran out (the array is unchanged). The owner frees *items with free().
 */
static inline bool cs_grow(void *items, size_t *capacity, size_t needed, size_t size)
{
    return needed <= *capacity || cs_grow_to(items, capacity, needed, size);
}
/*
 * Makes room in a ring that is full: an array of a power of two of items, which goes round; *first is where they begin.
 * False if memory ran out (the ring is unchanged). The owner frees *items.
 */
bool cs_grow_ring(void *items, size_t *capacity, size_t *first, size_t size);
/* What the machine brings near at once, in bytes. */
#define CS_LINE 64
/* So many items may be more than it has at hand. */
#define CS_MANY ((size_t)4096)
bool cs_grow_lines_to(void **memory, void *items, size_t *capacity, size_t needed, size_t size); /* as cs_grow_to */
/*
 * The same of an array whose items begin with a line: `size` is so many lines. The owner frees *memory, in which the
 * items are.
 */
static inline bool cs_grow_lines(void **memory, void *items, size_t *capacity, size_t needed, size_t size)
{
    return needed <= *capacity || cs_grow_lines_to(memory, items, capacity, needed, size);
}
/*
 * The index of the first of `count` sorted items of `size` bytes that is not before `key`, `count` if all are before
 * it. `compare` is that of qsort.
 */
size_t cs_lower_bound(const void *key, const void *items, size_t count, size_t size,
                      int (*compare)(const void *item, const void *key));
/* As qsort, of items that most often are in order already: then they are only looked through. */
void cs_sort(void *items, size_t count, size_t size, int (*compare)(const void *a, const void *b));

#endif
