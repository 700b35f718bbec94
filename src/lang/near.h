/* SPDX-License-Identifier: MIT */
/*
 * The nearest of many candidates, for "did you mean ...?": cs_near_start, then cs_near_try for each candidate. If
 * `found` is then true, `best` is the number of the nearest.
 */
#ifndef CS_LANG_NEAR_H
#define CS_LANG_NEAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slots.h"

#define CS_NEAR_BYTES_MAX 64 /* longer words are not compared */

struct cs_near {
    const char *text;
    size_t length;
    size_t limit; /* the greatest distance that is near: one for every three letters, at most three; then the best's */
    bool found;
    uint32_t best; /* the number given with the nearest candidate, the first of equally near ones */
};

void cs_near_start(struct cs_near *near, const char *text, size_t length);
void cs_near_try(struct cs_near *near, const char *candidate, size_t length, uint32_t number);

/*
 * An index of candidates that finds those at a distance of at most one, without a comparison with all of them: two such
 * texts are equal, or become so as one byte of either is left out. Texts of more than CS_NEAR_BYTES_MAX bytes are left
 * out. An index that is all zero is empty.
 */
struct cs_near_index { struct cs_slots slots; };
void cs_near_index_release(struct cs_near_index *index);
/* False if memory ran out. */
bool cs_near_index_add(struct cs_near_index *index, const char *text, size_t length, uint32_t number);
/* Calls `visit` with the numbers of candidates that may be so near, some more than once, and some that are not. */
void cs_near_index_find(const struct cs_near_index *index, const char *text, size_t length,
                        void (*visit)(void *context, uint32_t number), void *context);

/*
 * The optimal string alignment distance (Damerau 1964): the number of bytes deleted, inserted, replaced or swapped with
 * their neighbour. ASCII capitals equal small letters. limit + 1 if it is greater than `limit`. Each text has at most
 * CS_NEAR_BYTES_MAX bytes.
 */
size_t cs_near_distance(const char *left, size_t left_length, const char *right, size_t right_length, size_t limit);

#endif
