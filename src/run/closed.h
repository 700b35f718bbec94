/* SPDX-License-Identifier: MIT */
/*
 * The particulars of which a fact is so for good (R 6.9), in a stream that keeps no rows of it: a bit for each, and
 * exact. Those of numbers that are near each other, as a table counts them, take little more than their bits.
 */
#ifndef CS_RUN_CLOSED_H
#define CS_RUN_CLOSED_H

#include "base/slots.h"
#include "plan/plan.h"

#define CS_CLOSED_WORDS 8
#define CS_CLOSED_BITS (64 * CS_CLOSED_WORDS) /* so many values stand together */

struct cs_closed_page { uint32_t number; uint64_t bits[CS_CLOSED_WORDS]; };
struct cs_closed { /* all zero: empty */
    struct cs_slots slots;
    struct cs_closed_page *pages;
    size_t count, capacity;
};

void cs_closed_release(struct cs_closed *closed);
/* False if memory ran out. */
bool cs_closed_add(struct cs_closed *closed, cs_value value);
bool cs_closed_finds(const struct cs_closed *closed, cs_value value); /* inside: cs_closed_has */
static inline bool cs_closed_has(const struct cs_closed *closed, cs_value value)
{
    return closed->count > 0 && cs_closed_finds(closed, value);
}
/* The next one in *value, with `*at` from 0; false: there are no more. */
bool cs_closed_next(const struct cs_closed *closed, size_t *at, cs_value *value);

#endif
