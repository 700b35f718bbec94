/* SPDX-License-Identifier: MIT */
#include "base/slots.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_COUNT ((size_t)16)

const struct cs_slot CS_FREE_SLOT = {0, 0};

void cs_slots_release(struct cs_slots *slots)
{
    free(slots->at);
    memset(slots, 0, sizeof *slots);
}

bool cs_slots_grow(struct cs_slots *slots)
{
    struct cs_slots grown = {.count = slots->count == 0 ? FIRST_COUNT : slots->count * 2, .used = slots->used};

    grown.at = calloc(grown.count, sizeof *grown.at);
    if (grown.at == NULL)
        return false;
    for (size_t i = 0; i < slots->count; i++) {
        size_t place = slots->at[i].hash & (grown.count - 1);

        if (slots->at[i].item == 0)
            continue;
        while (grown.at[place].item != 0)
            place = (place + 1) & (grown.count - 1);
        grown.at[place] = slots->at[i];
    }
    free(slots->at);
    *slots = grown;
    return true;
}

/* Items behind it that another place led to move up, so that no search ends at a gap (Knuth, TAOCP 3, 6.4, R). */
void cs_slots_remove(struct cs_slots *slots, const struct cs_slot *slot)
{
    size_t mask = slots->count - 1, gap = (size_t)(slot - slots->at), next = gap;

    for (;;) {
        next = (next + 1) & mask;
        if (slots->at[next].item == 0)
            break;
        if (((next - slots->at[next].hash) & mask) < ((next - gap) & mask)) /* it is nearer to its own place */
            continue;
        slots->at[gap] = slots->at[next];
        gap = next;
    }
    slots->at[gap] = (struct cs_slot){0, 0};
    slots->used--;
}
