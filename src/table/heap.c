/* SPDX-License-Identifier: MIT */
#include "table/heap.h"

void cs_heap_add(struct cs_heap *heap, size_t source)
{
    size_t at = heap->count++;

    for (; at > 0 && heap->is_before(heap->context, source, heap->items[(at - 1) / 2]); at = (at - 1) / 2)
        heap->items[at] = heap->items[(at - 1) / 2];
    heap->items[at] = source;
}

void cs_heap_next(struct cs_heap *heap, bool any)
{
    size_t source, at = 0;

    if (!any && --heap->count == 0)
        return;
    source = heap->items[any ? 0 : heap->count];
    for (;;) {
        size_t child = 2 * at + 1;

        if (child >= heap->count)
            break;
        if (child + 1 < heap->count && heap->is_before(heap->context, heap->items[child + 1], heap->items[child]))
            child++;
        if (!heap->is_before(heap->context, heap->items[child], source))
            break;
        heap->items[at] = heap->items[child];
        at = child;
    }
    heap->items[at] = source;
}
