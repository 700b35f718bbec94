/* SPDX-License-Identifier: MIT */
/*
 * The memory of sentences that are over (R 6.1): a stream gives back a bond of which nothing can become any more, and
 * keeps that it was. It is exact. Sentences that differ only in their holder are one entry with a bit for each of 64
 * holders, since what every member owes comes and goes together.
 *
 *   key     article, relation and sort of bond, claimant, the act, which 64 holders
 *           of the act the occurrence is left out, and CS_NOWHERE stands for the holder
 */
#include "run/ended.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

#define HOLDERS 64
#define KEY_MAX (CS_COLUMNS_MAX + 4)

struct cs_ended_item { uint64_t holders; size_t key; };

void cs_ended_release(struct cs_ended *ended)
{
    cs_slots_release(&ended->slots);
    cs_slots_release(&ended->holder_slots);
    free(ended->items);
    free(ended->words);
    free(ended->holders);
    memset(ended, 0, sizeof *ended);
}

static uint64_t holder_hash(cs_value holder)
{
    return cs_hash_mix(1, holder);
}

/* The number of a holder, or CS_NOWHERE if it has none yet. */
static uint32_t holder_number(const struct cs_ended *ended, cs_value holder)
{
    const struct cs_slot *slot = cs_slots_first(&ended->holder_slots, holder_hash(holder));

    while (slot->item != 0 && ended->holders[slot->item - 1] != holder)
        slot = cs_slots_next(&ended->holder_slots, slot);
    return slot->item - 1; /* 0 - 1: CS_NOWHERE */
}

static uint32_t new_holder(struct cs_ended *ended, cs_value holder)
{
    const struct cs_slot *slot;

    if (!cs_slots_reserve(&ended->holder_slots) ||
        !cs_grow(&ended->holders, &ended->holder_capacity, ended->holder_count + 1, sizeof *ended->holders))
        return CS_NOWHERE;
    slot = cs_slots_first(&ended->holder_slots, holder_hash(holder));
    while (slot->item != 0)
        slot = cs_slots_next(&ended->holder_slots, slot);
    cs_slots_put(&ended->holder_slots, slot, holder_hash(holder), (uint32_t)ended->holder_count);
    ended->holders[ended->holder_count] = holder;
    return (uint32_t)ended->holder_count++;
}

/* The words of a key; how many. */
static size_t make_key(const struct cs_plan *plan, const struct cs_bond_state *b, uint32_t holder, uint32_t *key)
{
    uint32_t columns = plan->relations[b->relation].column_count, first = plan->relations[b->relation].first_role;
    size_t count = 0;

    key[count++] = b->article;
    key[count++] = b->relation << 2 | (uint32_t)b->conclusion->expectation << 1 | b->conclusion->forbidden;
    key[count++] = b->claimant;
    for (uint32_t i = first; i < columns; i++)
        key[count++] = b->act[i] == b->holder ? CS_NOWHERE : b->act[i];
    key[count++] = holder / HOLDERS;
    return count;
}

static uint64_t key_hash(const uint32_t *key, size_t count)
{
    uint64_t hash = count;

    for (size_t i = 0; i < count; i += 2)
        hash = cs_hash_mix(hash, (uint64_t)key[i] << 32 | (i + 1 < count ? key[i + 1] : 0));
    return hash;
}

/* Keys of one relation have one length, and begin with what tells the relation. */
static const struct cs_slot *slot_of(const struct cs_ended *ended, const uint32_t *key, size_t count, uint64_t hash)
{
    const struct cs_slot *slot = cs_slots_first(&ended->slots, hash);

    for (; slot->item != 0; slot = cs_slots_next(&ended->slots, slot)) {
        const uint32_t *other = ended->words + ended->items[slot->item - 1].key;

        if (other[1] == key[1] && memcmp(other, key, count * sizeof *key) == 0)
            break;
    }
    return slot;
}

bool cs_ended_has(const struct cs_ended *ended, const struct cs_plan *plan, const struct cs_bond_state *bond)
{
    uint32_t holder = ended->slots.used == 0 ? CS_NOWHERE : holder_number(ended, bond->holder);
    uint32_t key[KEY_MAX], item;
    size_t count;

    if (holder == CS_NOWHERE)
        return false;
    count = make_key(plan, bond, holder, key);
    item = slot_of(ended, key, count, key_hash(key, count))->item;
    return item != 0 && (ended->items[item - 1].holders >> holder % HOLDERS & 1) != 0;
}

bool cs_ended_add(struct cs_ended *ended, const struct cs_plan *plan, const struct cs_bond_state *bond)
{
    uint32_t holder = holder_number(ended, bond->holder), key[KEY_MAX];
    const struct cs_slot *slot;
    uint64_t hash;
    size_t count, item;

    if (holder == CS_NOWHERE && (holder = new_holder(ended, bond->holder)) == CS_NOWHERE)
        return false;
    count = make_key(plan, bond, holder, key);
    hash = key_hash(key, count);
    if (!cs_slots_reserve(&ended->slots) ||
        !cs_grow(&ended->items, &ended->capacity, ended->count + 1, sizeof *ended->items) ||
        !cs_grow(&ended->words, &ended->word_capacity, ended->word_count + count, sizeof *ended->words))
        return false;
    slot = slot_of(ended, key, count, hash);
    item = slot->item - 1;
    if (slot->item == 0) {
        item = ended->count++;
        ended->items[item] = (struct cs_ended_item){0, ended->word_count};
        memcpy(ended->words + ended->word_count, key, count * sizeof *key);
        ended->word_count += count;
        cs_slots_put(&ended->slots, slot, hash, (uint32_t)item);
    }
    ended->items[item].holders |= (uint64_t)1 << holder % HOLDERS;
    return true;
}
