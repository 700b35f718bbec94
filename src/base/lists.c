/* SPDX-License-Identifier: MIT */
#include "base/lists.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/memory.h"

/* The slot of the key, or the free one where it belongs. */
static const struct cs_slot *slot_of(const struct cs_lists *lists, uint64_t key, uint64_t hash)
{
    const struct cs_slot *slot = cs_slots_first(&lists->slots, hash);

    while (slot->item != 0 && lists->items[slot->item - 1].key != key)
        slot = cs_slots_next(&lists->slots, slot);
    return slot;
}

bool cs_lists_put(struct cs_lists *lists, uint64_t key, uint32_t number, uint32_t other)
{
    uint64_t hash = cs_hash_mix(0, key);
    const struct cs_slot *slot;

    if (!cs_slots_reserve(&lists->slots) ||
        !cs_grow(&lists->items, &lists->capacity, lists->count + 1, sizeof *lists->items))
        return false;
    slot = slot_of(lists, key, hash);
    lists->items[lists->count] = (struct cs_listed){key, number, other, slot->item};
    cs_slots_put(&lists->slots, slot, hash, (uint32_t)lists->count++);
    return true;
}

uint32_t cs_lists_of(const struct cs_lists *lists, uint64_t key)
{
    return slot_of(lists, key, cs_hash_mix(0, key))->item;
}

void cs_lists_clear(struct cs_lists *lists)
{
    for (size_t i = 0; i < lists->count; i++) {
        const struct cs_slot *slot = slot_of(lists, lists->items[i].key, cs_hash_mix(0, lists->items[i].key));

        if (slot->item != 0)
            cs_slots_remove(&lists->slots, slot);
    }
    lists->count = 0;
}

void cs_lists_release(struct cs_lists *lists)
{
    cs_slots_release(&lists->slots);
    free(lists->items);
    *lists = (struct cs_lists){.items = NULL};
}
