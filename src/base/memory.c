/* SPDX-License-Identifier: MIT */
/*
 * Arenas and growing arrays.
 *
 *   arena -> [newest block | used ... capacity] -> [older] -> [older] -> NULL
 *
 * Pieces are cut from the newest block only. A piece too large for it gets a block of its own, which is linked behind
 * the newest, so that the rest of the newest can still be used. Each piece is zeroed as it is cut, so that of a block
 * no more is written than is used; a piece of its own comes from calloc, which need not clear fresh pages of the
 * system.
 */
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#include "base/failure.h"

#define PIECE_ALIGNMENT ((size_t)16)
#define FIRST_BLOCK ((size_t)4096)
#define LARGEST_BLOCK ((size_t)1024 * 1024)

void cs_arena_init(struct cs_arena *arena)
{
    memset(arena, 0, sizeof *arena);
}

void cs_arena_release(struct cs_arena *arena)
{
    struct cs_arena_block *block = arena->blocks;

    while (block) {
        struct cs_arena_block *next = block->next;
        free(block);
        block = next;
    }
    cs_arena_init(arena);
}

void cs_arena_adopt(struct cs_arena *arena, struct cs_arena *from)
{
    struct cs_arena_block **end = &from->blocks;

    arena->failed = arena->failed || from->failed;
    if (from->blocks == NULL) {
        cs_arena_init(from);
        return;
    }
    while (*end != NULL)
        end = &(*end)->next;
    if (arena->blocks != NULL) { /* behind its newest block, of which the rest can still be used */
        *end = arena->blocks->next;
        arena->blocks->next = from->blocks;
    } else {
        arena->blocks = from->blocks;
        arena->used = from->used;
        arena->capacity = from->capacity;
    }
    cs_arena_init(from);
}

/*
 * A block with `size` bytes behind its head, zeroed or not, not yet linked; NULL, and the arena has failed, without
 * memory.
 */
static struct cs_arena_block *new_block(struct cs_arena *arena, size_t size, bool zeroed)
{
    struct cs_arena_block *block = NULL;

    if (size <= SIZE_MAX - sizeof *block)
        block = zeroed ? calloc(1, sizeof *block + size) : malloc(sizeof *block + size);
    if (!block)
        arena->failed = true;
    else
        block->next = NULL;
    return block;
}

static void *own_block(struct cs_arena *arena, size_t size)
{
    struct cs_arena_block *block = new_block(arena, size, true);

    if (!block)
        return NULL;
    if (arena->blocks) {
        block->next = arena->blocks->next;
        arena->blocks->next = block;
    } else {
        arena->blocks = block; /* used == capacity == 0, so the next piece makes a new block */
    }
    return block + 1;
}

#ifdef CS_ARENA_PIECES

void *cs_arena_more(struct cs_arena *arena, size_t size)
{
    return arena->failed ? NULL : own_block(arena, size);
}

void cs_arena_clear(struct cs_arena *arena)
{
    bool failed = arena->failed;

    cs_arena_release(arena);
    arena->failed = failed;
}

#else

static size_t next_capacity(const struct cs_arena *arena)
{
    size_t capacity = arena->capacity ? arena->capacity * 2 : FIRST_BLOCK;

    return capacity < LARGEST_BLOCK ? capacity : LARGEST_BLOCK;
}

static bool next_block(struct cs_arena *arena)
{
    size_t capacity = next_capacity(arena);
    struct cs_arena_block *block = new_block(arena, capacity, false);

    if (!block)
        return false;
    block->next = arena->blocks;
    arena->blocks = block;
    arena->capacity = capacity;
    arena->used = 0;
    return true;
}

void *cs_arena_more(struct cs_arena *arena, size_t size)
{
    unsigned char *piece;

    if (arena->failed)
        return NULL;
    if (size > next_capacity(arena) / 4 && size > arena->capacity - arena->used)
        return own_block(arena, size);
    size = size ? (size + PIECE_ALIGNMENT - 1) / PIECE_ALIGNMENT * PIECE_ALIGNMENT : PIECE_ALIGNMENT;
    if (size > arena->capacity - arena->used && !next_block(arena))
        return NULL;
    piece = (unsigned char *)(arena->blocks + 1) + arena->used;
    arena->used += size;
    return memset(piece, 0, size);
}

/* A block of `capacity` 0 is one piece of its own (own_block). */
void cs_arena_clear(struct cs_arena *arena)
{
    struct cs_arena_block *newest = arena->capacity > 0 ? arena->blocks : NULL;
    struct cs_arena rest = {.blocks = newest != NULL ? newest->next : arena->blocks};

    cs_arena_release(&rest);
    arena->blocks = newest;
    if (newest == NULL)
        return;
    newest->next = NULL;
    arena->used = 0;
}

#endif

void *cs_arena_array(struct cs_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) {
        arena->failed = true;
        return NULL;
    }
    return cs_arena_alloc(arena, count * size);
}

char *cs_arena_text(struct cs_arena *arena, const char *text, size_t length)
{
    char *copy = length < SIZE_MAX ? cs_arena_piece(arena, length + 1) : NULL;

    if (!copy && length < SIZE_MAX)
        copy = cs_arena_more(arena, length + 1);
    if (!copy) {
        arena->failed = true;
        return NULL;
    }
    if (length)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

bool cs_arena_failed(const struct cs_arena *arena)
{
    return arena->failed;
}

/* The capacity that an array grows to, by doubling. */
static size_t grown_to(size_t capacity, size_t needed)
{
    size_t wanted = capacity ? capacity : 8;

    while (wanted < needed)
        wanted = wanted <= SIZE_MAX / 2 ? wanted * 2 : needed;
    return wanted;
}

/* `items` points to a pointer of any type; memcpy reads and writes it without breaking the aliasing rules. */
bool cs_grow_to(void *items, size_t *capacity, size_t needed, size_t size)
{
    size_t wanted = grown_to(*capacity, needed);
    void *old, *grown;

    if (wanted > SIZE_MAX / size)
        return false;
    memcpy(&old, items, sizeof old);
    grown = realloc(old, wanted * size);
    if (!grown)
        return false;
    memcpy(items, &grown, sizeof grown);
    *capacity = wanted;
    return true;
}

#define RING_CAPACITY ((size_t)64)

bool cs_grow_ring(void *items, size_t *capacity, size_t *first, size_t size)
{
    size_t more = *capacity == 0 ? RING_CAPACITY : 2 * *capacity, behind = *capacity - *first;
    char *old, *grown = calloc(more, size);

    if (grown == NULL)
        return false;
    memcpy(&old, items, sizeof old);
    if (*capacity > 0) {
        memcpy(grown, old + *first * size, behind * size);
        memcpy(grown + behind * size, old, *first * size);
    }
    free(old);
    memcpy(items, &grown, sizeof grown);
    *capacity = more;
    *first = 0;
    return true;
}

static unsigned char *line_in(void *memory)
{
    return (unsigned char *)memory + (CS_LINE - (uintptr_t)memory % CS_LINE) % CS_LINE;
}

bool cs_grow_lines_to(void **memory, void *items, size_t *capacity, size_t needed, size_t size)
{
    size_t more = grown_to(*capacity, needed), used = *capacity * size, offset;
    unsigned char *grown, *first;

    must(size % CS_LINE == 0);
    offset = *memory == NULL ? 0 : (size_t)(line_in(*memory) - (unsigned char *)*memory);
    if (more > (SIZE_MAX - CS_LINE) / size || (grown = realloc(*memory, more * size + CS_LINE)) == NULL)
        return false;
    *memory = grown;
    first = line_in(grown);
    if (used > 0 && first != grown + offset)
        memmove(first, grown + offset, used);
    memcpy(items, &first, sizeof first);
    *capacity = more;
    return true;
}

size_t cs_lower_bound(const void *key, const void *items, size_t count, size_t size,
                      int (*compare)(const void *item, const void *key))
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare((const char *)items + middle * size, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void cs_sort(void *items, size_t count, size_t size, int (*compare)(const void *a, const void *b))
{
    const char *at = items;

    for (size_t i = 1; i < count; i++, at += size)
        if (compare(at, at + size) > 0) {
            qsort(items, count, size, compare);
            return;
        }
}
