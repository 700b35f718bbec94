/* SPDX-License-Identifier: MIT */
#include "lang/near.h"

#include "base/hash.h"

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;

    return least < c ? least : c;
}

size_t cs_near_distance(const char *left, size_t left_length, const char *right, size_t right_length, size_t limit)
{
    size_t rows[3][CS_NEAR_BYTES_MAX + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];

    if ((left_length > right_length ? left_length - right_length : right_length - left_length) > limit)
        return limit + 1;
    for (size_t j = 0; j <= right_length; j++)
        above[j] = j;
    for (size_t i = 1; i <= left_length; i++) {
        size_t least = row[0] = i;
        size_t *oldest = before;

        for (size_t j = 1; j <= right_length; j++) {
            char a = lower(left[i - 1]), b = lower(right[j - 1]);

            row[j] = smallest(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b));
            if (i > 1 && j > 1 && a == lower(right[j - 2]) && lower(left[i - 2]) == b && before[j - 2] + 1 < row[j])
                row[j] = before[j - 2] + 1;
            least = row[j] < least ? row[j] : least;
        }
        if (least > limit)
            return limit + 1;
        before = above;
        above = row;
        row = oldest;
    }
    return above[right_length] <= limit ? above[right_length] : limit + 1;
}

void cs_near_start(struct cs_near *near, const char *text, size_t length)
{
    near->text = text;
    near->length = length;
    near->limit = length / 3 > 3 ? 3 : length / 3;
    near->found = false;
    near->best = 0;
}

void cs_near_try(struct cs_near *near, const char *candidate, size_t length, uint32_t number)
{
    size_t distance;

    if (near->length > CS_NEAR_BYTES_MAX || length > CS_NEAR_BYTES_MAX || (near->found && near->limit == 0))
        return;
    distance = cs_near_distance(near->text, near->length, candidate, length, near->limit);
    if (distance > near->limit)
        return;
    if (near->found && distance == near->limit)
        return;
    near->found = true;
    near->best = number;
    near->limit = distance;
}

/* ---- the index ---- */

/* The hash of the text without the byte at `left_out`; of the whole text if that is its length. */
static uint64_t hash_without(const char *text, size_t length, size_t left_out)
{
    uint64_t hash = 0;

    for (size_t i = 0; i < length; i++)
        if (i != left_out)
            hash = cs_hash_mix(hash, (unsigned char)lower(text[i]));
    return hash;
}

void cs_near_index_release(struct cs_near_index *index)
{
    cs_slots_release(&index->slots);
}

bool cs_near_index_add(struct cs_near_index *index, const char *text, size_t length, uint32_t number)
{
    for (size_t i = 0; i <= length && length <= CS_NEAR_BYTES_MAX; i++) {
        uint64_t hash = hash_without(text, length, i);
        const struct cs_slot *slot;

        if (!cs_slots_reserve(&index->slots))
            return false;
        slot = cs_slots_first(&index->slots, hash);
        while (slot->item != 0)
            slot = cs_slots_next(&index->slots, slot);
        cs_slots_put(&index->slots, slot, hash, number);
    }
    return true;
}

void cs_near_index_find(const struct cs_near_index *index, const char *text, size_t length,
                        void (*visit)(void *context, uint32_t number), void *context)
{
    for (size_t i = 0; i <= length && length <= CS_NEAR_BYTES_MAX; i++) {
        const struct cs_slot *slot = cs_slots_first(&index->slots, hash_without(text, length, i));

        for (; slot->item != 0; slot = cs_slots_next(&index->slots, slot))
            visit(context, slot->item - 1);
    }
}
