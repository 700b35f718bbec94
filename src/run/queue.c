/* SPDX-License-Identifier: MIT */
/* What is to come: a binary heap by instant, phase and order of entry. */
#include "run/run_int.h"

static bool before(const struct cs_item *a, const struct cs_item *b)
{
    if (a->time != b->time)
        return a->time < b->time;
    if (a->phase != b->phase)
        return a->phase < b->phase;
    return a->serial < b->serial;
}

static void swap(struct cs_item *a, struct cs_item *b)
{
    struct cs_item c = *a;

    *a = *b;
    *b = c;
}

void cs_queue_add(struct cs_run *run, struct cs_item item)
{
    size_t i = run->queue_count;

    if (!cs_grow(&run->queue, &run->queue_capacity, run->queue_count + 1, sizeof *run->queue)) {
        cs_run_fail_memory(run);
        return;
    }
    item.serial = run->serial++;
    run->queue[run->queue_count++] = item;
    for (; i > 0 && before(&run->queue[i], &run->queue[(i - 1) / 2]); i = (i - 1) / 2)
        swap(&run->queue[i], &run->queue[(i - 1) / 2]);
}

const struct cs_item *cs_queue_peek(const struct cs_run *run)
{
    return run->queue_count == 0 ? NULL : &run->queue[0];
}

bool cs_queue_next(struct cs_run *run, struct cs_item *out)
{
    size_t i = 0;

    if (run->queue_count == 0)
        return false;
    *out = run->queue[0];
    run->queue[0] = run->queue[--run->queue_count];
    for (;;) {
        size_t least = i, left = 2 * i + 1, right = left + 1;

        if (left < run->queue_count && before(&run->queue[left], &run->queue[least]))
            least = left;
        if (right < run->queue_count && before(&run->queue[right], &run->queue[least]))
            least = right;
        if (least == i)
            return true;
        swap(&run->queue[i], &run->queue[least]);
        i = least;
    }
}
