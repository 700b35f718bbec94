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

#define KEY_MAX CS_ENDED_KEY_MAX

struct cs_ended_item {
    uint64_t holders;
    size_t key;
    uint32_t length; /* of the key; of one that a fact may close, what that is stands before it */
    uint32_t next;   /* that names the same; of one that is free the next of its length; + 1 */
};

void cs_ended_release(struct cs_ended *ended)
{
    cs_slots_release(&ended->slots);
    cs_slots_release(&ended->holder_slots);
    cs_slots_release(&ended->named);
    free(ended->items);
    free(ended->holder_of);
    free(ended->words);
    free(ended->holders);
    memset(ended, 0, sizeof *ended);
}

static uint64_t holder_hash(cs_value holder)
{
    return cs_hash_mix(1, holder);
}

uint32_t cs_ended_great_holder(const struct cs_ended *ended, cs_value holder)
{
    const struct cs_slot *slot = cs_slots_first(&ended->holder_slots, holder_hash(holder));

    while (slot->item != 0 && ended->holders[slot->item - 1] != holder)
        slot = cs_slots_next(&ended->holder_slots, slot);
    return slot->item - 1; /* 0 - 1: CS_NOWHERE */
}

/* The numbers of holders are known by value up to this one. */
static bool reach_small(struct cs_ended *ended, cs_value holder)
{
    size_t before = ended->holder_of_count;

    if (!cs_grow(&ended->holder_of, &ended->holder_of_count, (size_t)holder + 1, sizeof *ended->holder_of))
        return false;
    if (ended->holder_of_count > before)
        memset(ended->holder_of + before, 0, (ended->holder_of_count - before) * sizeof *ended->holder_of);
    return true;
}

uint32_t cs_ended_number(struct cs_ended *ended, cs_value holder)
{
    const struct cs_slot *slot;
    uint32_t number = cs_ended_holder(ended, holder);

    if (number != CS_NOWHERE)
        return number;
    if (!cs_slots_reserve(&ended->holder_slots) ||
        !cs_grow(&ended->holders, &ended->holder_capacity, ended->holder_count + 1, sizeof *ended->holders))
        return CS_NOWHERE;
    if (holder < CS_ENDED_SMALL) {
        if (!reach_small(ended, holder))
            return CS_NOWHERE;
        ended->holders[ended->holder_count++] = holder;
        return (ended->holder_of[holder] = (uint32_t)ended->holder_count) - 1;
    }
    slot = cs_slots_first(&ended->holder_slots, holder_hash(holder));
    while (slot->item != 0)
        slot = cs_slots_next(&ended->holder_slots, slot);
    cs_slots_put(&ended->holder_slots, slot, holder_hash(holder), (uint32_t)ended->holder_count);
    ended->holders[ended->holder_count] = holder;
    return (uint32_t)ended->holder_count++;
}

/* Of a family no column says the holder: these are those of its pattern that would. */
static bool is_holder(const struct cs_bond_state *b, uint32_t column)
{
    const struct cs_operand *operand = &b->conclusion->pattern.columns[column];

    return b->is_family ? operand->kind == CS_OPERAND_VARIABLE && operand->index == b->conclusion->holder.index
                        : b->act[column] == b->holder;
}

/* The words of a key; how many. `holders`: which 64 of them. */
static size_t make_key(const struct cs_plan *plan, const struct cs_bond_state *b, uint32_t holders, uint32_t *key)
{
    uint32_t columns = plan->relations[b->relation].column_count, first = plan->relations[b->relation].first_role;
    size_t count = 0;

    key[count++] = b->article;
    key[count++] = b->relation << 2 | (uint32_t)b->conclusion->expectation << 1 | b->conclusion->forbidden;
    key[count++] = b->claimant;
    for (uint32_t i = first; i < columns; i++)
        key[count++] = is_holder(b, i) ? CS_NOWHERE : b->act[i];
    key[count++] = holders;
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
static inline bool has_key(const struct cs_ended *ended, uint32_t item, const uint32_t *key, size_t count)
{
    const uint32_t *other = ended->words + ended->items[item - 1].key;

    return other[1] == key[1] && memcmp(other, key, count * sizeof *key) == 0;
}

static const struct cs_slot *slot_of(const struct cs_ended *ended, const uint32_t *key, size_t count, uint64_t hash)
{
    const struct cs_slot *slot = cs_slots_first(&ended->slots, hash);

    while (slot->item != 0 && !has_key(ended, slot->item, key, count))
        slot = cs_slots_next(&ended->slots, slot);
    return slot;
}

/* The item with this key, + 1: most often that which was looked up last, since what several owe is founded at once. */
static uint32_t item_of(struct cs_ended *ended, const uint32_t *key, size_t count)
{
    if (ended->last == 0 || !has_key(ended, ended->last, key, count))
        ended->last = slot_of(ended, key, count, key_hash(key, count))->item;
    return ended->last;
}

bool cs_ended_has(struct cs_ended *ended, const struct cs_plan *plan, const struct cs_bond_state *bond)
{
    uint32_t holder = ended->slots.used == 0 ? CS_NOWHERE : cs_ended_holder(ended, bond->holder);
    uint32_t key[KEY_MAX], item;
    size_t count;

    if (holder == CS_NOWHERE)
        return false;
    count = make_key(plan, bond, holder / CS_ENDED_HOLDERS, key);
    item = item_of(ended, key, count);
    return item != 0 && (ended->items[item - 1].holders >> holder % CS_ENDED_HOLDERS & 1) != 0;
}

/* ---- by what they name ---- */

/* Where in a key the value stands that a fact may close; 0: nowhere, or it is the holder. */
static size_t closed_at(const struct cs_plan *plan, const uint32_t *key)
{
    const struct cs_relation *r = &plan->relations[key[1] >> 2];
    size_t at = r->closed_column == CS_NOWHERE ? 0 : 3 + r->closed_column - r->first_role;

    return at == 0 || key[at] == CS_NOWHERE || key[at] == CS_UNSAID ? 0 : at;
}

static uint64_t value_hash(cs_value value)
{
    return cs_hash_mix(2, value);
}

/* The slot of the sentences that name the value, or the free one where they belong. It stands before their keys. */
static const struct cs_slot *named_slot(const struct cs_ended *ended, cs_value value)
{
    const struct cs_slot *slot = cs_slots_first(&ended->named, value_hash(value));

    while (slot->item != 0 && ended->words[ended->items[slot->item - 1].key - 1] != value)
        slot = cs_slots_next(&ended->named, slot);
    return slot;
}

/* A new item with this key, in the place of one that was forgotten if there is one; SIZE_MAX if memory ran out. */
static size_t new_item(struct cs_ended *ended, const uint32_t *key, size_t count, size_t named)
{
    size_t item = ended->free_items[count], words = count + (named != 0);

    if (named != 0 && !cs_slots_reserve(&ended->named))
        return SIZE_MAX;
    if (named != 0 && item != 0) {
        ended->free_items[count] = ended->items[--item].next;
    } else {
        if (!cs_grow(&ended->items, &ended->capacity, ended->count + 1, sizeof *ended->items) ||
            !cs_grow(&ended->words, &ended->word_capacity, ended->word_count + words, sizeof *ended->words))
            return SIZE_MAX;
        item = ended->count++;
        ended->items[item].key = ended->word_count + (named != 0);
        ended->word_count += words;
    }
    ended->items[item] = (struct cs_ended_item){.key = ended->items[item].key, .length = (uint32_t)count};
    memcpy(ended->words + ended->items[item].key, key, count * sizeof *key);
    if (named != 0) {
        const struct cs_slot *slot = named_slot(ended, key[named]);

        ended->words[ended->items[item].key - 1] = key[named];
        ended->items[item].next = slot->item;
        cs_slots_put(&ended->named, slot, value_hash(key[named]), (uint32_t)item);
    }
    return item;
}

void cs_ended_forget(struct cs_ended *ended, cs_value value)
{
    const struct cs_slot *slot = named_slot(ended, value);
    uint32_t number = slot->item;

    if (number == 0)
        return;
    cs_slots_remove(&ended->named, slot);
    ended->last = 0;
    while (number != 0) {
        struct cs_ended_item *item = &ended->items[number - 1];
        uint32_t next = item->next;

        slot = cs_slots_first(&ended->slots, key_hash(ended->words + item->key, item->length));
        while (slot->item != number)
            slot = cs_slots_next(&ended->slots, slot);
        cs_slots_remove(&ended->slots, slot);
        item->next = ended->free_items[item->length];
        ended->free_items[item->length] = number;
        number = next;
    }
}

/* Adds these holders to the item of the bond; *holders becomes those that were not there. */
static bool add(struct cs_ended *ended, const struct cs_plan *plan, const struct cs_bond_state *bond, uint32_t block,
                uint64_t *holders)
{
    uint32_t key[KEY_MAX];
    size_t count = make_key(plan, bond, block, key), item;
    uint64_t before;

    if (item_of(ended, key, count) == 0) {
        uint64_t hash = key_hash(key, count);

        if (!cs_slots_reserve(&ended->slots))
            return false;
        item = new_item(ended, key, count, closed_at(plan, key));
        if (item == SIZE_MAX)
            return false;
        cs_slots_put(&ended->slots, slot_of(ended, key, count, hash), hash, (uint32_t)item);
        ended->last = (uint32_t)item + 1;
    }
    item = ended->last - 1;
    before = ended->items[item].holders;
    ended->items[item].holders |= *holders;
    *holders &= ~before;
    return true;
}

bool cs_ended_note(struct cs_ended *ended, const struct cs_plan *plan, const struct cs_bond_state *bond, bool *is_new)
{
    uint32_t holder = cs_ended_number(ended, bond->holder);
    uint64_t holders = (uint64_t)1 << holder % CS_ENDED_HOLDERS;

    if (holder == CS_NOWHERE || !add(ended, plan, bond, holder / CS_ENDED_HOLDERS, &holders))
        return false;
    *is_new = holders != 0;
    return true;
}

bool cs_ended_add(struct cs_ended *ended, const struct cs_plan *plan, const struct cs_bond_state *bond)
{
    bool is_new;

    return cs_ended_note(ended, plan, bond, &is_new);
}

bool cs_ended_add_family(struct cs_ended *ended, const struct cs_plan *plan, const struct cs_bond_state *family,
                         uint64_t *holders)
{
    return add(ended, plan, family, family->holders, holders);
}
