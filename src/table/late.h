/* SPDX-License-Identifier: MIT */
/*
 * Rows that come late, sorted in: a row is held back until rows that are that much newer have come. Of rows of one
 * instant the order stays.
 */
#ifndef CS_TABLE_LATE_H
#define CS_TABLE_LATE_H

#include "run/stream.h"

struct cs_held { struct cs_stream_row row; uint64_t serial; size_t table; };

struct cs_late { /* a binary heap, the oldest first; zeroed it is empty */
    struct cs_held *items;
    size_t count, capacity;
    uint64_t serial;
};

void cs_late_release(struct cs_late *late);
/* False if memory ran out. */
bool cs_late_add(struct cs_late *late, const struct cs_stream_row *row, size_t table);
/* Takes the oldest row if it begins before `before`; false if there is none. */
bool cs_late_take(struct cs_late *late, cs_instant before, struct cs_held *out);

#endif
