/* SPDX-License-Identifier: MIT */
/*
 * Lists of numbers, one for each key. What was put last under a key comes first.
 *
 *     for (uint32_t i = cs_lists_of(&lists, key); i != 0; i = lists.items[i - 1].next)
 *         use(&lists.items[i - 1]);
 *
 * Lists that are all zero are empty.
 */
#ifndef CS_BASE_LISTS_H
#define CS_BASE_LISTS_H

#include "base/slots.h"

struct cs_listed {
    uint64_t key;
    uint32_t number, other; /* what was put */
    uint32_t next;          /* the one of this key that was put before it, + 1 */
};

struct cs_lists {
    struct cs_slots slots; /* of each key the one that was put last */
    struct cs_listed *items;
    size_t count, capacity;
};

/* False if memory ran out; then nothing has changed. */
bool cs_lists_put(struct cs_lists *lists, uint64_t key, uint32_t number, uint32_t other);
/* The one that was put last under the key, + 1; 0: none was. */
uint32_t cs_lists_of(const struct cs_lists *lists, uint64_t key);
/* Takes all out, in time that goes with their number; the memory stays. */
void cs_lists_clear(struct cs_lists *lists);
void cs_lists_release(struct cs_lists *lists);

#endif
