/* SPDX-License-Identifier: MIT */
/*
 * A hash table of numbers: the items are in an array of the caller, who computes their hashes and compares them; the
 * table finds their numbers. It keeps 32 bits of each hash, so that it grows without the items, and most items that
 * differ are never compared. Open addressing, at most half full.
 *
 *     slot = cs_slots_first(&slots, hash);
 *     while (slot->item != 0 && !same(&items[slot->item - 1], key))
 *         slot = cs_slots_next(&slots, slot);
 *
 * Then `slot` is that of the item, or the free one where it belongs. A table that is all zero is empty. Slots are valid
 * until the table grows.
 */
#ifndef CS_BASE_SLOTS_H
#define CS_BASE_SLOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cs_slot {
    uint32_t hash;
    uint32_t item; /* its number + 1; 0: the slot is free */
};

struct cs_slots {
    struct cs_slot *at;
    size_t count; /* 0, or a power of two */
    size_t used;
};

/* The slot to which a table without slots leads; it is always free. */
extern const struct cs_slot CS_FREE_SLOT;

void cs_slots_release(struct cs_slots *slots);
bool cs_slots_grow(struct cs_slots *slots); /* inside: cs_slots_reserve */
/* Makes room for one more item; false if memory ran out. To be called before the slot is looked up. */
static inline bool cs_slots_reserve(struct cs_slots *slots)
{
    return (slots->used + 1) * 2 <= slots->count || cs_slots_grow(slots);
}

/* The first slot from `place` on that has this hash or is free. Some slot is always free. */
static inline const struct cs_slot *cs_slots_from(const struct cs_slots *slots, size_t place, uint32_t hash)
{
    while (slots->at[place].item != 0 && slots->at[place].hash != hash)
        place = (place + 1) & (slots->count - 1);
    return &slots->at[place];
}

static inline const struct cs_slot *cs_slots_first(const struct cs_slots *slots, uint64_t hash)
{
    if (slots->count == 0)
        return &CS_FREE_SLOT;
    return cs_slots_from(slots, (uint32_t)hash & (slots->count - 1), (uint32_t)hash);
}

/* Where the search for a hash begins; not of a table without slots. */
static inline const struct cs_slot *cs_slots_place(const struct cs_slots *slots, uint64_t hash)
{
    return &slots->at[(uint32_t)hash & (slots->count - 1)];
}

/* The next slot behind one that is not free. */
static inline const struct cs_slot *cs_slots_next(const struct cs_slots *slots, const struct cs_slot *slot)
{
    return cs_slots_from(slots, (size_t)(slot - slots->at + 1) & (slots->count - 1), slot->hash);
}

/* Puts item `number`, with this hash, into a slot that was found for it: a free one, or that of an equal item. */
static inline void cs_slots_put(struct cs_slots *slots, const struct cs_slot *slot, uint64_t hash, uint32_t number)
{
    slots->used += slot->item == 0;
    slots->at[slot - slots->at] = (struct cs_slot){(uint32_t)hash, number + 1};
}

/* Takes the item of this slot, which is not free, out of the table. No slot that was found before is valid then. */
void cs_slots_remove(struct cs_slots *slots, const struct cs_slot *slot);

#endif
