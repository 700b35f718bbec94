/* SPDX-License-Identifier: MIT */
#include "table/called.h"

#include <stdlib.h>
#include <string.h>

#include "base/eight.h"
#include "base/hash.h"
#include "base/memory.h"

static uint64_t hash_text(const char *text, size_t length)
{
    return length > 8 ? cs_hash_bytes(text, length) : cs_hash_mix(length, cs_eight_within(text, length));
}

static const struct cs_slot *find(const struct cs_called *called, const char *text, size_t length, uint64_t hash)
{
    const struct cs_slot *slot = cs_slots_first(&called->slots, hash);

    while (slot->item != 0 && (called->items[slot->item - 1].length != length ||
                               memcmp(called->items[slot->item - 1].text, text, length) != 0))
        slot = cs_slots_next(&called->slots, slot);
    return slot;
}

static bool add(struct cs_called *called, const char *text, size_t length, cs_value value)
{
    uint64_t hash = hash_text(text, length);
    const struct cs_slot *slot;
    uint32_t number;

    if (!cs_slots_reserve(&called->slots) ||
        !cs_grow(&called->items, &called->capacity, called->count + 1, sizeof *called->items))
        return false;
    slot = find(called, text, length, hash);
    if (slot->item != 0)
        return true;
    called->items[called->count] = (struct cs_called_text){text, length, value};
    if (cs_is_integer(text, length, &number) && number < CS_CALLED_NUMBERS)
        called->by_number[number] = value;
    cs_slots_put(&called->slots, slot, hash, (uint32_t)called->count++);
    return true;
}

bool cs_called_fill(struct cs_called *called, const struct cs_symbols *symbols, cs_kind kind)
{
    const struct cs_names *names = symbols->names;

    for (cs_name name = 1; name < symbols->by_name_count; name++) {
        cs_name of = cs_symbols_spelt(symbols, name);

        if (cs_symbols_is(symbols, of, kind) &&
            !add(called, cs_names_text(names, name), cs_names_length(names, name), of))
            return false;
    }
    return true;
}

void cs_called_release(struct cs_called *called)
{
    cs_slots_release(&called->slots);
    free(called->items);
}

cs_value cs_called_find(const struct cs_called *called, const char *text, size_t length)
{
    const struct cs_slot *slot;

    if (called->count == 0)
        return CS_UNSAID;
    slot = find(called, text, length, hash_text(text, length));
    return slot->item != 0 ? called->items[slot->item - 1].value : CS_UNSAID;
}
