/* SPDX-License-Identifier: MIT */
/* Sources that are merged: their numbers in a binary heap, the one whose next item comes first at the top. */
#ifndef CS_TABLE_HEAP_H
#define CS_TABLE_HEAP_H

#include <stdbool.h>
#include <stddef.h>

struct cs_heap {
    size_t *items;  /* the owner's memory, with room for all sources */
    size_t count;
    bool (*is_before)(const void *context, size_t a, size_t b);
    const void *context;
};

void cs_heap_add(struct cs_heap *heap, size_t source);
/* The next item of the source at the top is another one now; `any` false: it has none, and is taken out. */
void cs_heap_next(struct cs_heap *heap, bool any);

#endif
