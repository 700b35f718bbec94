/* SPDX-License-Identifier: MIT */
#include "table/late.h"

#include <stdlib.h>

#include "base/memory.h"

void cs_late_release(struct cs_late *late)
{
    free(late->ring);
    free(late->heap);
    *late = (struct cs_late){.count = 0};
}

static bool is_before(const struct cs_held *a, const struct cs_held *b)
{
    return a->row.start != b->row.start ? a->row.start < b->row.start : a->serial < b->serial;
}

/* ---- those that come in order ---- */

static struct cs_held *in_ring(const struct cs_late *late, size_t place)
{
    return &late->ring[(late->first + place) & (late->ring_capacity - 1)];
}

/* ---- the others ---- */

static bool add_behind(struct cs_late *late, const struct cs_held *held)
{
    size_t at = late->behind;

    if (!cs_grow(&late->heap, &late->heap_capacity, late->behind + 1, sizeof *late->heap))
        return false;
    for (late->behind++; at > 0 && is_before(held, &late->heap[(at - 1) / 2]); at = (at - 1) / 2)
        late->heap[at] = late->heap[(at - 1) / 2];
    late->heap[at] = *held;
    return true;
}

/* Takes the top of the heap, in which there is something. */
static const struct cs_held *take_behind(struct cs_late *late)
{
    const struct cs_held *last = &late->heap[--late->behind];
    size_t at = 0;

    late->taken = late->heap[0];
    for (;;) {
        size_t child = 2 * at + 1;

        if (child >= late->behind)
            break;
        if (child + 1 < late->behind && is_before(&late->heap[child + 1], &late->heap[child]))
            child++;
        if (!is_before(&late->heap[child], last))
            break;
        late->heap[at] = late->heap[child];
        at = child;
    }
    late->heap[at] = *last;
    return &late->taken;
}

/* ---- both ---- */

bool cs_late_add(struct cs_late *late, const struct cs_stream_row *row, size_t table)
{
    bool in_order = late->in_order == 0 || in_ring(late, late->in_order - 1)->row.start <= row->start;

    if (!in_order) {
        if (!add_behind(late, &(struct cs_held){*row, late->serial, table}))
            return false;
    } else {
        if (late->in_order == late->ring_capacity &&
            !cs_grow_ring(&late->ring, &late->ring_capacity, &late->first, sizeof *late->ring))
            return false;
        *in_ring(late, late->in_order++) = (struct cs_held){*row, late->serial, table};
    }
    late->serial++;
    late->count++;
    return true;
}

const struct cs_held *cs_late_take(struct cs_late *late, cs_instant before)
{
    const struct cs_held *first = late->in_order > 0 ? in_ring(late, 0) : NULL;
    bool behind = late->behind > 0 && (first == NULL || is_before(&late->heap[0], first));

    if (behind)
        first = &late->heap[0];
    if (first == NULL || first->row.start >= before)
        return NULL;
    late->count--;
    if (behind)
        return take_behind(late);
    late->first = (late->first + 1) & (late->ring_capacity - 1);
    late->in_order--;
    return first;
}
