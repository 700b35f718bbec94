/* SPDX-License-Identifier: MIT */
#include "run/closed.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/memory.h"

void cs_closed_release(struct cs_closed *closed)
{
    cs_slots_release(&closed->slots);
    free(closed->pages);
    *closed = (struct cs_closed){.pages = NULL};
}

static uint64_t page_hash(uint32_t number)
{
    return cs_hash_mix(0, number);
}

/* The slot of the page of this number, or the free one where it belongs. */
static const struct cs_slot *slot_of(const struct cs_closed *closed, uint32_t number)
{
    const struct cs_slot *slot = cs_slots_first(&closed->slots, page_hash(number));

    while (slot->item != 0 && closed->pages[slot->item - 1].number != number)
        slot = cs_slots_next(&closed->slots, slot);
    return slot;
}

bool cs_closed_finds(const struct cs_closed *closed, cs_value value)
{
    const struct cs_slot *slot = slot_of(closed, value / CS_CLOSED_BITS);

    return slot->item != 0 &&
           (closed->pages[slot->item - 1].bits[value % CS_CLOSED_BITS / 64] >> value % 64 & 1) != 0;
}

bool cs_closed_add(struct cs_closed *closed, cs_value value)
{
    uint32_t number = value / CS_CLOSED_BITS;
    const struct cs_slot *slot;

    if (!cs_slots_reserve(&closed->slots) ||
        !cs_grow(&closed->pages, &closed->capacity, closed->count + 1, sizeof *closed->pages))
        return false;
    slot = slot_of(closed, number);
    if (slot->item == 0) {
        closed->pages[closed->count] = (struct cs_closed_page){.number = number};
        cs_slots_put(&closed->slots, slot, page_hash(number), (uint32_t)closed->count++);
        slot = slot_of(closed, number);
    }
    closed->pages[slot->item - 1].bits[value % CS_CLOSED_BITS / 64] |= (uint64_t)1 << value % 64;
    return true;
}

bool cs_closed_next(const struct cs_closed *closed, size_t *at, cs_value *value)
{
    for (; *at < closed->count * CS_CLOSED_BITS; ++*at) {
        const struct cs_closed_page *page = &closed->pages[*at / CS_CLOSED_BITS];
        size_t bit = *at % CS_CLOSED_BITS;

        if ((page->bits[bit / 64] >> bit % 64 & 1) == 0)
            continue;
        *value = page->number * CS_CLOSED_BITS + (cs_value)bit;
        ++*at;
        return true;
    }
    return false;
}
