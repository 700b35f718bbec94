/* SPDX-License-Identifier: MIT */
/*
 * Rows that come late, sorted in: a row is held back until rows that are that much newer have come. Of rows of one
 * instant the order stays. Most rows come in order and wait in a ring, so that they cost but their place; the few that
 * come behind a newer one wait in a heap beside it.
 */
#ifndef CS_TABLE_LATE_H
#define CS_TABLE_LATE_H

#include "run/stream.h"

struct cs_held { struct cs_stream_row row; uint64_t serial; size_t table; };

struct cs_late { /* zeroed it is empty */
    struct cs_held *ring;  /* rows that came in order: an array that goes round, of a power of two */
    size_t first, in_order, ring_capacity;
    struct cs_held *heap;  /* a binary heap of the others, the oldest first */
    size_t behind, heap_capacity;
    struct cs_held taken;  /* from the heap */
    size_t count;          /* of both */
    uint64_t serial;
};

void cs_late_release(struct cs_late *late);
/* False if memory ran out. */
bool cs_late_add(struct cs_late *late, const struct cs_stream_row *row, size_t table);
/* Takes the oldest row if it begins before `before`; good until the next call. NULL if there is none. */
const struct cs_held *cs_late_take(struct cs_late *late, cs_instant before);

#endif
