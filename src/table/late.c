/* SPDX-License-Identifier: MIT */
#include "table/late.h"

#include <stdlib.h>

#include "base/memory.h"

void cs_late_release(struct cs_late *late)
{
    free(late->items);
    late->items = NULL;
    late->count = late->capacity = 0;
}

static bool is_before(const struct cs_held *a, const struct cs_held *b)
{
    return a->row.start != b->row.start ? a->row.start < b->row.start : a->serial < b->serial;
}

bool cs_late_add(struct cs_late *late, const struct cs_stream_row *row, size_t table)
{
    struct cs_held held = {*row, late->serial++, table};
    size_t at = late->count;

    if (!cs_grow(&late->items, &late->capacity, late->count + 1, sizeof *late->items))
        return false;
    late->count++;
    while (at > 0 && is_before(&held, &late->items[(at - 1) / 2])) {
        late->items[at] = late->items[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    late->items[at] = held;
    return true;
}

bool cs_late_take(struct cs_late *late, cs_instant before, struct cs_held *out)
{
    struct cs_held last;
    size_t at = 0;

    if (late->count == 0 || late->items[0].row.start >= before)
        return false;
    *out = late->items[0];
    last = late->items[--late->count];
    for (;;) {
        size_t child = 2 * at + 1;

        if (child >= late->count)
            break;
        if (child + 1 < late->count && is_before(&late->items[child + 1], &late->items[child]))
            child++;
        if (!is_before(&late->items[child], &last))
            break;
        late->items[at] = late->items[child];
        at = child;
    }
    late->items[at] = last;
    return true;
}
