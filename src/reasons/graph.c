/* SPDX-License-Identifier: MIT */
/*
 * Reasons as a graph. While they are made, each is remembered by the address of its subject (a firing, a matter). If it
 * is needed again, a copy is made that gets the same list below it in the end. When all are made they are numbered from
 * below: equal numbers mean equal kind, marks, text, claim, lack and numbers of those below. Nothing here recurses, but
 * for what is lacking in what is lacking.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "reasons/why_int.h"

/* ---- while they are made ---- */

struct cs_reason *cs_reason_place(struct cs_explaining *why, struct cs_reason *parent)
{
    struct cs_reason *reason = cs_arena_alloc(why->arena, sizeof *reason);
    struct cs_reason **last = parent == NULL ? &why->top_last : &parent->last;

    if (reason == NULL) {
        cs_fail_memory(why->run->failure);
        return NULL;
    }
    *(*last != NULL ? &(*last)->next : parent == NULL ? why->top : &parent->first) = reason;
    *last = reason;
    return reason;
}

static uint64_t subject_hash(const void *what)
{
    return cs_hash_mix(1, (uint64_t)(uintptr_t)what);
}

/* The slot of a subject, or the free one where it belongs. */
static const struct cs_slot *slot_of(const struct cs_explaining *why, const void *what)
{
    const struct cs_slot *slot = cs_slots_first(&why->made_slots, subject_hash(what));

    while (slot->item != 0 && why->made[slot->item - 1].what != what)
        slot = cs_slots_next(&why->made_slots, slot);
    return slot;
}

struct cs_reason *cs_reason_made(const struct cs_explaining *why, const void *what)
{
    uint32_t item = slot_of(why, what)->item;

    return item == 0 ? NULL : why->made[item - 1].reason;
}

void cs_reason_remember(struct cs_explaining *why, const void *what, struct cs_reason *reason)
{
    if (reason == NULL)
        return;
    if (!cs_slots_reserve(&why->made_slots) ||
        !cs_grow(&why->made, &why->made_capacity, why->made_count + 1, sizeof *why->made)) {
        cs_fail_memory(why->run->failure);
        return;
    }
    why->made[why->made_count] = (struct cs_made_reason){what, reason};
    cs_slots_put(&why->made_slots, slot_of(why, what), subject_hash(what), (uint32_t)why->made_count++);
}

struct cs_reason *cs_reason_repeat(struct cs_explaining *why, struct cs_reason *parent,
                                   const struct cs_reason *original)
{
    struct cs_reason *copy = cs_reason_place(why, parent);

    if (copy == NULL)
        return NULL;
    copy->kind = original->kind;
    copy->text = original->text;
    copy->text_number = original->text_number;
    copy->said = original->said;
    copy->said_length = original->said_length;
    copy->relation = original->relation;
    copy->values = original->values;
    copy->has_day = original->has_day;
    copy->day = original->day;
    copy->question = original->question;
    copy->claim = original->claim;
    copy->entry = original->entry;
    copy->matter = original->matter;
    copy->article = original->article;
    copy->concluded = original->concluded;
    if (cs_grow(&why->copies, &why->copy_capacity, why->copy_count + 1, sizeof *why->copies))
        why->copies[why->copy_count++] = (struct cs_reason_copy){copy, original};
    else
        cs_fail_memory(why->run->failure);
    return copy;
}

void cs_reason_postpone(struct cs_explaining *why, struct cs_reason *reason, uint32_t firing)
{
    if (cs_grow(&why->postponed, &why->postponed_capacity, why->postponed_count + 1, sizeof *why->postponed))
        why->postponed[why->postponed_count++] = (struct cs_postponed_reason){reason, firing};
    else
        cs_fail_memory(why->run->failure);
}

void cs_reason_conclude(struct cs_explaining *why, struct cs_reason *reason)
{
    reason->concluded = true;
    if (!why->bare)
        return;
    if (cs_grow(&why->concluded, &why->concluded_capacity, why->concluded_count + 1, sizeof *why->concluded))
        why->concluded[why->concluded_count++] = reason;
    else
        cs_fail_memory(why->run->failure);
}

void cs_reason_note_rests(struct cs_explaining *why)
{
    struct cs_rests *rests = why->rests;
    size_t before = rests->firing_count;

    if (!cs_grow(&rests->firings, &rests->firing_count, why->run->firing_count, sizeof *rests->firings)) {
        cs_fail_memory(why->run->failure);
        return;
    }
    for (size_t i = before; i < rests->firing_count; i++)
        rests->firings[i] = false;
    for (size_t i = 0; i < why->postponed_count; i++)
        rests->firings[why->postponed[i].firing] = true;
}

void cs_reasons_complete(struct cs_explaining *why)
{
    for (size_t i = 0; i < why->copy_count; i++)
        why->copies[i].copy->first = why->copies[i].original->first;
    cs_slots_release(&why->made_slots);
    why->made_count = 0;
    why->copy_count = why->postponed_count = 0;
}

/* ---- numbers ---- */

/* a reason on the current path; child: the next below it to be numbered */
struct down { struct cs_reason *reason, *child; };

struct numbering {
    struct cs_run *run;
    struct down *path;
    size_t depth, capacity;
    struct cs_buffer key;
};

struct key { uint32_t nul, kind, text, claim[2]; }; /* then the numbers of those below */

/*
 * What is told of a lack, and of those below it: a formal text need not name all of it. How many are counted on a draft
 * has the same formal text for each draft.
 */
static void add_lack(struct numbering *n, const struct cs_lack *lack)
{
    const uint32_t head[] = {lack->relation, lack->values != NULL};

    cs_buffer_add(&n->key, (const char *)head, sizeof head);
    if (lack->values != NULL)
        cs_buffer_add(&n->key, (const char *)lack->values,
                      n->run->plan->relations[lack->relation].column_count * sizeof *lack->values);
    for (const struct cs_lack *below = lack->first; below != NULL; below = below->next)
        add_lack(n, below);
}

/* A key begins with a NUL, and no text does, so texts and keys share one table. */
static void give_number(struct numbering *n, struct cs_reason *reason)
{
    const struct key key = {.kind = (uint32_t)reason->kind << 2 | (uint32_t)reason->concluded << 1 | reason->circular,
                            .text = reason->text_number,
                            .claim = {(uint32_t)(uintptr_t)reason->claim,
                                      (uint32_t)((uint64_t)(uintptr_t)reason->claim >> 32)}};
    size_t length = sizeof key;
    char *at;

    for (const struct cs_reason *r = reason->first; r != NULL; r = r->next)
        length += sizeof r->number;
    cs_buffer_clear(&n->key);
    at = cs_buffer_room(&n->key, length);
    if (at != NULL) {
        memcpy(at, &key, sizeof key);
        at += sizeof key;
        for (const struct cs_reason *r = reason->first; r != NULL; r = r->next, at += sizeof r->number)
            memcpy(at, &r->number, sizeof r->number);
        cs_buffer_wrote(&n->key, length);
    }
    if (reason->lack != NULL)
        add_lack(n, reason->lack);
    if (!n->key.failed)
        reason->number = cs_names_intern_bytes(&n->run->reason_keys, n->key.bytes, n->key.length);
    if (reason->number == CS_NO_NAME)
        cs_fail_memory(n->run->failure);
}

/* Puts a reason on the path. If its list belongs to a reason on the path, the circle is cut here. */
static void go_down(struct numbering *n, struct cs_reason *reason)
{
    if (reason->first != NULL && reason->first->open) {
        reason->first = NULL;
        reason->circular = true;
    }
    if (!cs_grow(&n->path, &n->capacity, n->depth + 1, sizeof *n->path)) {
        cs_fail_memory(n->run->failure);
        return;
    }
    n->path[n->depth++] = (struct down){reason, reason->first};
    if (reason->first != NULL)
        reason->first->open = true;
}

static void number_below(struct numbering *n, struct cs_reason *top)
{
    go_down(n, top);
    while (n->depth > 0 && n->run->failure->status == CASUS_OK) {
        struct down *at = &n->path[n->depth - 1];

        while (at->child != NULL && at->child->number != 0)
            at->child = at->child->next;
        if (at->child != NULL) {
            go_down(n, at->child);
            continue;
        }
        if (at->reason->first != NULL)
            at->reason->first->open = false;
        give_number(n, at->reason);
        n->depth--;
    }
}

casus_status cs_reasons_end(struct cs_explaining *why)
{
    struct numbering n = {.run = why->run};

    cs_buffer_init(&n.key);
    for (struct cs_reason *r = *why->top; r != NULL && !why->bare && why->run->failure->status == CASUS_OK; r = r->next)
        if (r->number == 0)
            number_below(&n, r);
    free(n.path);
    cs_buffer_release(&n.key);
    cs_slots_release(&why->made_slots);
    free(why->made);
    free(why->copies);
    free(why->postponed);
    return why->run->failure->status;
}

/* ---- walks ---- */

bool cs_reason_enter(struct cs_reasons_entered *entered, const struct cs_reason *reason)
{
    size_t byte = reason->number / 8, old = entered->capacity;
    uint8_t bit = (uint8_t)(1u << reason->number % 8);

    if (!cs_grow(&entered->by_number, &entered->capacity, byte + 1, 1)) {
        entered->failed = true;
        return false;
    }
    memset(entered->by_number + old, 0, entered->capacity - old);
    if ((entered->by_number[byte] & bit) != 0)
        return false;
    entered->by_number[byte] |= bit;
    return true;
}

bool cs_reason_is_entered(const struct cs_reasons_entered *entered, const struct cs_reason *reason)
{
    size_t byte = reason->number / 8;

    return byte < entered->capacity && (entered->by_number[byte] >> reason->number % 8 & 1) != 0;
}

void cs_reasons_entered_release(struct cs_reasons_entered *entered)
{
    free(entered->by_number);
    *entered = (struct cs_reasons_entered){0};
}

void cs_reasons_walk_start(struct cs_reasons_walk *walk, const struct cs_reason *first)
{
    *walk = (struct cs_reasons_walk){.next = first};
}

const struct cs_reason *cs_reasons_walk_next(struct cs_reasons_walk *walk)
{
    while (!walk->entered.failed) {
        const struct cs_reason *reason = walk->next;

        while (reason == NULL && walk->depth > 0)
            reason = walk->path[--walk->depth];
        if (reason == NULL)
            return NULL;
        walk->next = reason->next;
        walk->level = walk->depth;
        if (!cs_reason_enter(&walk->entered, reason))
            continue;
        if (reason->first != NULL && !cs_grow(&walk->path, &walk->capacity, walk->depth + 1, sizeof *walk->path)) {
            walk->entered.failed = true;
            return NULL;
        }
        if (reason->first != NULL) {
            walk->path[walk->depth++] = reason->next;
            walk->next = reason->first;
        }
        return reason;
    }
    return NULL;
}

bool cs_reasons_walk_end(struct cs_reasons_walk *walk)
{
    bool failed = walk->entered.failed;

    free(walk->path);
    cs_reasons_entered_release(&walk->entered);
    return !failed;
}

static int by_number(const void *a, const void *b)
{
    const struct cs_reason *const *x = a, *const *y = b;

    return (*x)->number < (*y)->number ? -1 : (*x)->number > (*y)->number;
}

/* Sorted by number: a reason is numbered after all that are below it. */
const struct cs_reason **cs_reasons_from_below(const struct cs_reason *first, size_t *count)
{
    const struct cs_reason **all = NULL, *r;
    struct cs_reasons_walk walk;
    size_t capacity = 0;
    bool grown = true;

    *count = 0;
    cs_reasons_walk_start(&walk, first);
    while (grown && (r = cs_reasons_walk_next(&walk)) != NULL) {
        grown = cs_grow(&all, &capacity, *count + 1, sizeof *all);
        if (grown)
            all[(*count)++] = r;
    }
    if (!cs_reasons_walk_end(&walk) || !grown) {
        free(all);
        *count = 1;
        return NULL;
    }
    if (*count > 0)
        qsort(all, *count, sizeof *all, by_number);
    return all;
}

bool cs_reasons_same(const struct cs_reason *a, const struct cs_reason *b)
{
    for (; a != NULL && b != NULL && a->number == b->number; a = a->next)
        b = b->next;
    return a == NULL && b == NULL;
}
