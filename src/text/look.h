/* SPDX-License-Identifier: MIT */
/*
 * How a text looks: letters of other scripts that are drawn like Latin ones, marks and digits that are drawn like
 * others, and wide or styled forms count as what they resemble. Two names that look the same are one to a reader, and
 * two to the program. The table is our own, of the letters that current fonts draw alike; it is not all that could be
 * confused.
 */
#ifndef CS_TEXT_LOOK_H
#define CS_TEXT_LOOK_H

#include <stdint.h>

#include "base/buffer.h"

/* Adds what the text looks like. Texts that look the same give the same bytes; only to be compared, never shown. */
void cs_look_add(struct cs_buffer *out, const char *text, size_t length);
/* `failed` is set if memory ran out; then nothing is the same. */
bool cs_look_same(const char *left, size_t left_length, const char *right, size_t right_length, bool *failed);
/*
 * The first character of `text` that is drawn like another, where `other` has that other: its code, and what it looks
 * like. False if there is none.
 */
bool cs_look_differs(const char *text, size_t length, const char *other, size_t other_length, int32_t *code,
                     int32_t *resembles);
/* "Cyrillic", "Greek", "Armenian", or NULL for a character of another block. */
const char *cs_look_script(int32_t code);

#endif
