/* SPDX-License-Identifier: MIT */
/* The nearest spelling among many: "did you mean ...?" */
#ifndef CS_LANG_NEAR_H
#define CS_LANG_NEAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CS_NEAR_BYTES_MAX 64 /* longer words are not compared */

struct cs_near {
    const char *text;
    size_t length;
    size_t limit; /* slips that are still near: one in every three letters, three at most */
    bool found;
    uint32_t best; /* the number given with the nearest candidate; of equals the first */
};

void cs_near_start(struct cs_near *near, const char *text, size_t length);
void cs_near_try(struct cs_near *near, const char *candidate, size_t length, uint32_t number);

/*
 * Letters left out, put in, exchanged or swapped with a neighbour (Damerau 1964; each stretch changed once), a change
 * of capital into small letter for nothing; anything above `limit` counts as limit + 1. Both at most CS_NEAR_BYTES_MAX.
 */
size_t cs_near_distance(const char *left, size_t left_length, const char *right, size_t right_length, size_t limit);

#endif
