/* SPDX-License-Identifier: MIT */
#include "run/waits.h"

#include <stdlib.h>

#include "base/hash.h"

/* The members that have this word with this value; with CS_NOWHERE for a word, the member that is this value. */
struct bucket { uint64_t key; uint32_t *members; size_t count, capacity; };

struct waiter {
    uint32_t *buckets; /* where those are after which it may come */
    size_t bucket_count, bucket_capacity;
    size_t passed;     /* of its buckets; then of the one at hand, counted from its end: */
    size_t passed_members;
    uint32_t waits_for; /* the member for which it waits, + 1; 0 for none */
    uint32_t next, previous; /* of those that wait for the same, + 1 */
};

struct cs_waits {
    struct cs_run *run;
    const struct cs_occurrence *const *occurrences;
    struct cs_waits_asked asked;
    size_t count;
    size_t first;         /* members before this one are over */
    struct bucket *buckets;
    size_t bucket_count, bucket_capacity;
    struct cs_slots slots; /* of buckets */
    struct waiter *all;   /* by member */
    uint32_t *waited_for; /* by member: the newest that waits for it, + 1 */
    uint32_t *ready;      /* a heap of members, the first on top */
    size_t ready_count;
    size_t picked;        /* the last that was picked, or SIZE_MAX */
};

/* ---- buckets ---- */

static const struct cs_slot *slot_of(const struct cs_waits *w, uint64_t key)
{
    const struct cs_slot *slot = cs_slots_first(&w->slots, cs_hash_mix(0, key));

    while (slot->item != 0 && w->buckets[slot->item - 1].key != key)
        slot = cs_slots_next(&w->slots, slot);
    return slot;
}

static uint64_t key_of(uint32_t relation, cs_value value)
{
    return (uint64_t)relation << 32 | value;
}


/* What to do with the bucket of a word and a value. */
typedef void (*with_bucket)(struct cs_waits *w, uint32_t member, uint64_t key);

static void add_to_bucket(struct cs_waits *w, uint32_t member, uint64_t key)
{
    struct bucket *bucket;
    const struct cs_slot *slot;

    if (!cs_slots_reserve(&w->slots) ||
        !cs_grow(&w->buckets, &w->bucket_capacity, w->bucket_count + 1, sizeof *w->buckets)) {
        cs_run_fail_memory(w->run);
        return;
    }
    slot = slot_of(w, key);
    if (slot->item == 0) {
        w->buckets[w->bucket_count] = (struct bucket){.key = key};
        cs_slots_put(&w->slots, slot, cs_hash_mix(0, key), (uint32_t)w->bucket_count++);
    }
    bucket = &w->buckets[slot->item - 1];
    if (bucket->count > 0 && bucket->members[bucket->count - 1] == member)
        return;
    if (cs_grow(&bucket->members, &bucket->capacity, bucket->count + 1, sizeof *bucket->members))
        bucket->members[bucket->count++] = member;
    else
        cs_run_fail_memory(w->run);
}

static void wait_on_bucket(struct cs_waits *w, uint32_t member, uint64_t key)
{
    struct waiter *waiter = &w->all[member];
    uint32_t index = slot_of(w, key)->item;

    if (index == 0)
        return;
    if (cs_grow(&waiter->buckets, &waiter->bucket_capacity, waiter->bucket_count + 1, sizeof *waiter->buckets))
        waiter->buckets[waiter->bucket_count++] = index - 1;
    else
        cs_run_fail_memory(w->run);
}

static void each_value(struct cs_waits *w, uint32_t member, uint32_t relation, with_bucket what)
{
    for (const struct cs_occurrence_row *row = w->occurrences[member]->rows; row != NULL; row = row->next)
        for (uint32_t i = 0; i < w->run->plan->relations[row->relation].column_count; i++)
            if (row->values[i] != CS_UNSAID && cs_run_ok(w->run))
                what(w, member, key_of(relation, row->values[i]));
}

/* By its own name, and where `after` is about some member by each of its words, once for its rows on end. */
static void add_member(struct cs_waits *w, uint32_t member, bool follows)
{
    uint32_t last = CS_NOWHERE;

    add_to_bucket(w, member, key_of(CS_NOWHERE, w->occurrences[member]->value));
    for (const struct cs_occurrence_row *row = w->occurrences[member]->rows; row != NULL && follows; row = row->next) {
        if (row->relation != last)
            each_value(w, member, row->relation, add_to_bucket);
        last = row->relation;
    }
}

static void add_waiter(struct cs_waits *w, uint32_t member)
{
    const struct cs_plan *plan = w->run->plan;
    const struct cs_occurrence *o = w->occurrences[member];
    uint32_t last = CS_NOWHERE;

    for (uint32_t i = 0; i < o->refer_count && cs_run_ok(w->run); i++)
        wait_on_bucket(w, member, key_of(CS_NOWHERE, o->refers[i]));
    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next) {
        if (row->relation == last)
            continue;
        last = row->relation;
        for (const struct cs_words *after = plan->relations[last].shape->after; after != NULL; after = after->next) {
            uint32_t word = cs_plan_relation(plan, after->head, CS_NO_NAME);

            if (word != CS_NOWHERE)
                each_value(w, member, word, wait_on_bucket);
        }
    }
}

static bool follows_some(const struct cs_waits *w, size_t member)
{
    for (const struct cs_occurrence_row *row = w->occurrences[member]->rows; row != NULL; row = row->next)
        if (w->run->plan->relations[row->relation].shape->after != NULL)
            return true;
    return false;
}

/* ---- those that are ready ---- */

static void swap(uint32_t *a, uint32_t *b)
{
    uint32_t kept = *a;

    *a = *b;
    *b = kept;
}

static void make_ready(struct cs_waits *w, uint32_t member)
{
    size_t at = w->ready_count++;

    w->ready[at] = member;
    for (; at > 0 && w->ready[at] < w->ready[(at - 1) / 2]; at = (at - 1) / 2)
        swap(&w->ready[at], &w->ready[(at - 1) / 2]);
}

static uint32_t first_ready(struct cs_waits *w)
{
    uint32_t first = w->ready[0];
    size_t at = 0;

    w->ready[0] = w->ready[--w->ready_count];
    for (;;) {
        size_t below = 2 * at + 1;

        if (below + 1 < w->ready_count && w->ready[below + 1] < w->ready[below])
            below++;
        if (below >= w->ready_count || w->ready[at] <= w->ready[below])
            return first;
        swap(&w->ready[at], &w->ready[below]);
        at = below;
    }
}

/* The member for which this one waits, or SIZE_MAX. The last of a bucket is asked first, since it is picked last. */
static size_t waited_for(const struct cs_waits *w, size_t member)
{
    struct waiter *waiter = &w->all[member];

    for (; waiter->passed < waiter->bucket_count; waiter->passed++, waiter->passed_members = 0) {
        const struct bucket *bucket = &w->buckets[waiter->buckets[waiter->passed]];

        for (; waiter->passed_members < bucket->count; waiter->passed_members++) {
            size_t other = bucket->members[bucket->count - 1 - waiter->passed_members];

            if (other != member && w->asked.waits_for(w->asked.context, member, other))
                return other;
        }
    }
    return SIZE_MAX;
}

static void wait_for(struct cs_waits *w, size_t member, size_t other)
{
    struct waiter *waiter = &w->all[member];

    waiter->waits_for = (uint32_t)other + 1;
    waiter->previous = 0;
    waiter->next = w->waited_for[other];
    if (waiter->next != 0)
        w->all[waiter->next - 1].previous = (uint32_t)member + 1;
    w->waited_for[other] = (uint32_t)member + 1;
}

static void wait_no_more(struct cs_waits *w, size_t member)
{
    struct waiter *waiter = &w->all[member];

    if (waiter->previous != 0)
        w->all[waiter->previous - 1].next = waiter->next;
    else
        w->waited_for[waiter->waits_for - 1] = waiter->next;
    if (waiter->next != 0)
        w->all[waiter->next - 1].previous = waiter->previous;
    waiter->waits_for = 0;
}

/* Makes a member that waits for nobody wait for the next that it must, or makes it ready. */
static void settle(struct cs_waits *w, size_t member)
{
    size_t other;

    if (w->asked.is_over(w->asked.context, member))
        return;
    other = waited_for(w, member);
    if (other == SIZE_MAX)
        make_ready(w, (uint32_t)member);
    else
        wait_for(w, member, other);
}

static void settle_waiting(struct cs_waits *w, size_t other)
{
    uint32_t at = w->waited_for[other];

    w->waited_for[other] = 0;
    while (at != 0) {
        size_t member = at - 1;

        at = w->all[member].next;
        w->all[member].waits_for = 0;
        settle(w, member);
    }
}

void cs_waits_again(struct cs_waits *w, size_t member)
{
    if (w == NULL)
        return;
    settle_waiting(w, member);
    if (w->all[member].waits_for == 0)
        return;
    wait_no_more(w, member);
    settle(w, member);
}

size_t cs_waits_pick(struct cs_waits *w)
{
    if (w->picked != SIZE_MAX)
        settle_waiting(w, w->picked);
    while (w->first < w->count && w->asked.is_over(w->asked.context, w->first))
        w->first++;
    w->picked = w->first < w->count ? w->first : SIZE_MAX;
    while (w->ready_count > 0) {
        uint32_t member = first_ready(w);

        if (!w->asked.is_over(w->asked.context, member)) {
            w->picked = member;
            break;
        }
    }
    return w->picked;
}

/* ---- life ---- */

void cs_waits_free(struct cs_waits *w)
{
    if (w == NULL)
        return;
    for (size_t i = 0; i < w->bucket_count; i++)
        free(w->buckets[i].members);
    for (size_t i = 0; w->all != NULL && i < w->count; i++)
        free(w->all[i].buckets);
    free(w->buckets);
    cs_slots_release(&w->slots);
    free(w->all);
    free(w->waited_for);
    free(w->ready);
    free(w);
}

struct cs_waits *cs_waits_new(struct cs_run *run, const struct cs_occurrence *const *occurrences, size_t count,
                              struct cs_waits_asked asked)
{
    struct cs_waits *w = calloc(1, sizeof *w);
    bool follows = false;

    if (w != NULL) {
        *w = (struct cs_waits){
            .run = run, .occurrences = occurrences, .asked = asked, .count = count, .picked = SIZE_MAX
        };
        w->all = calloc(count + 1, sizeof *w->all);
        w->waited_for = calloc(count + 1, sizeof *w->waited_for);
        w->ready = calloc(count + 1, sizeof *w->ready);
    }
    if (w == NULL || w->all == NULL || w->waited_for == NULL || w->ready == NULL) {
        cs_run_fail_memory(run);
        cs_waits_free(w);
        return NULL;
    }
    for (size_t i = 0; i < count && !follows; i++)
        follows = follows_some(w, i);
    for (size_t i = 0; i < count && cs_run_ok(run); i++)
        add_member(w, (uint32_t)i, follows);
    for (size_t i = 0; i < count && cs_run_ok(run); i++)
        add_waiter(w, (uint32_t)i);
    for (size_t i = 0; i < count && cs_run_ok(run); i++)
        settle(w, i);
    w->occurrences = NULL;
    return w;
}
