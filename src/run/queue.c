/* SPDX-License-Identifier: MIT */
/*
 * What is to come, by instant, phase and order of entry: a binary heap, and beside it rings, whose items come in the
 * order in which they leave. What does not come in that order goes to the heap, so that a ring is never wrong.
 */
#include <stdlib.h>

#include "plan/access.h"
#include "run/fetch.h"
#include "run/run_int.h"

casus_status cs_queue_init(struct cs_run *run)
{
    run->ring_count = CS_RING_LIMITS + run->plan->ring_count;
    run->rings = cs_arena_array(&run->arena, run->ring_count, sizeof *run->rings);
    if (run->rings == NULL)
        return cs_fail_memory(run->failure);
    for (size_t i = 0; i < run->ring_count; i++)
        run->rings[i] = (struct cs_ring){.phase = CS_PHASE_DUE, .kind = CS_ITEM_DUE};
    run->rings[CS_RING_INSTANT] = (struct cs_ring){.phase = CS_PHASE_INSTANT, .kind = CS_ITEM_OCCURRENCE};
    run->rings[CS_RING_CELL] = (struct cs_ring){.phase = CS_PHASE_ENDED_CELL, .kind = CS_ITEM_OCCURRENCE};
    return CASUS_OK;
}

void cs_queue_release(struct cs_run *run)
{
    for (size_t i = 0; run->rings != NULL && i < run->ring_count; i++)
        free(run->rings[i].items);
    free(run->queue);
}

/* ---- rings ---- */

/* The ring whose first item comes first of all, or NULL. */
static struct cs_ring *first_ring(const struct cs_run *run)
{
    struct cs_ring *best = NULL;
    const struct cs_waiting *least = NULL;

    for (size_t i = 0; i < run->ring_count; i++) {
        struct cs_ring *ring = &run->rings[i];
        const struct cs_waiting *item = ring->count > 0 ? &ring->items[ring->first] : NULL;

        if (item == NULL || (least != NULL && (item->time > least->time ||
                                               (item->time == least->time &&
                                                (ring->phase > best->phase ||
                                                 (ring->phase == best->phase && item->serial > least->serial))))))
            continue;
        best = ring;
        least = item;
    }
    return best;
}

static struct cs_item item_of(const struct cs_ring *ring)
{
    const struct cs_waiting *w = &ring->items[ring->first];

    return (struct cs_item){.time = w->time, .phase = ring->phase, .kind = ring->kind, .serial = w->serial,
                            .worlds = CS_ALL, .subject = w->subject};
}

/* ---- the order ---- */

static bool before(const struct cs_item *a, const struct cs_item *b)
{
    if (a->time != b->time)
        return a->time < b->time;
    if (a->phase != b->phase)
        return a->phase < b->phase;
    return a->serial < b->serial;
}

void cs_queue_add_ring(struct cs_run *run, uint32_t number, cs_instant time, uint32_t subject)
{
    struct cs_ring *ring = &run->rings[number];

    if ((run->ways_off & CS_WAY_RING) != 0 || (ring->count > 0 && cs_ring_at(ring, ring->count - 1)->time > time)) {
        cs_queue_add(run, (struct cs_item){.time = time, .phase = ring->phase, .kind = ring->kind, .worlds = CS_ALL,
                                           .subject = subject});
        return;
    }
    if (ring->count == ring->capacity &&
        !cs_grow_ring(&ring->items, &ring->capacity, &ring->first, sizeof *ring->items)) {
        cs_run_fail_memory(run);
        return;
    }
    *cs_ring_at(ring, ring->count++) = (struct cs_waiting){time, run->serial++, subject};
    run->coming += ring->kind == CS_ITEM_OCCURRENCE;
    if (ring->count == 1 && run->looked_ahead) { /* it may be the next */
        struct cs_item item = item_of(ring);
        const struct cs_item *next = run->ahead != NULL ? &run->peeked : run->queue_count > 0 ? &run->queue[0] : NULL;

        if (next == NULL || before(&item, next)) {
            run->ahead = ring;
            run->peeked = item;
        }
    }
}

/* ---- the heap ---- */

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
    run->coming += item.kind == CS_ITEM_OCCURRENCE;
    run->looked_ahead = false;
    run->queue[run->queue_count++] = item;
    for (; i > 0 && before(&run->queue[i], &run->queue[(i - 1) / 2]); i = (i - 1) / 2)
        swap(&run->queue[i], &run->queue[(i - 1) / 2]);
}

/* The ring whose first item comes before that of the heap, or NULL. */
static struct cs_ring *next_ring(struct cs_run *run)
{
    if (run->looked_ahead)
        return run->ahead;
    run->looked_ahead = true;
    run->ahead = first_ring(run);
    if (run->ahead != NULL)
        run->peeked = item_of(run->ahead);
    if (run->ahead != NULL && run->queue_count > 0 && before(&run->queue[0], &run->peeked))
        run->ahead = NULL;
    return run->ahead;
}

const struct cs_item *cs_queue_look(struct cs_run *run)
{
    if (next_ring(run) != NULL)
        return &run->peeked;
    return run->queue_count == 0 ? NULL : &run->queue[0];
}

static void sink(struct cs_run *run)
{
    size_t i = 0;

    for (;;) {
        size_t least = i, left = 2 * i + 1, right = left + 1;

        if (left < run->queue_count && before(&run->queue[left], &run->queue[least]))
            least = left;
        if (right < run->queue_count && before(&run->queue[right], &run->queue[least]))
            least = right;
        if (least == i)
            return;
        swap(&run->queue[i], &run->queue[least]);
        i = least;
    }
}

/* The first of a ring leaves it. */
static void leave(struct cs_run *run, struct cs_ring *ring)
{
    ring->first = (ring->first + 1) & (ring->capacity - 1);
    ring->count--;
    if (ring->kind == CS_ITEM_DUE && cs_fetch_pays(run))
        cs_fetch_due(run, ring);
}

/*
 * Is nothing over as the first of a ring comes? Of a stream most duties are performed before their time is over, and
 * given back. A deadline that is set meanwhile waits by itself.
 */
static bool is_idle(const struct cs_run *run, const struct cs_ring *ring)
{
    const struct cs_waiting *first;

    if (!run->streams || ring->kind != CS_ITEM_DUE || ring->count == 0)
        return false;
    first = &ring->items[ring->first];
    return cs_bond_overdue(run, first->subject, first->time) == NULL;
}

bool cs_queue_next(struct cs_run *run, struct cs_item *out)
{
    struct cs_ring *ring = next_ring(run);

    run->looked_ahead = false;
    if (ring != NULL) {
        *out = run->peeked;
        leave(run, ring);
        while (is_idle(run, ring))
            leave(run, ring);
        run->coming -= out->kind == CS_ITEM_OCCURRENCE;
        return true;
    }
    if (run->queue_count == 0)
        return false;
    *out = run->queue[0];
    run->coming -= out->kind == CS_ITEM_OCCURRENCE;
    run->queue[0] = run->queue[--run->queue_count];
    sink(run);
    return true;
}
