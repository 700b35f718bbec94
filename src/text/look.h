/* SPDX-License-Identifier: MIT */
/*
 * Which texts look the same. Letters of other scripts, digits and marks that look like Latin letters or other marks,
 * and wide or styled forms, are replaced by what they look like. A reader takes two names that look the same for one
 * name, but they are two. The table is of casus; it has the letters that current fonts draw alike, not all that could
 * be confused.
 */
#ifndef CS_TEXT_LOOK_H
#define CS_TEXT_LOOK_H

#include <stdint.h>

#include "base/buffer.h"

/* Adds a key of the look of a text: two texts that look the same have equal keys. It is not for display. */
void cs_look_add(struct cs_buffer *out, const char *text, size_t length);
/* Do the texts look the same? False, and `*failed` is set, if memory ran out. */
bool cs_look_same(const char *left, size_t left_length, const char *right, size_t right_length, bool *failed);
/*
 * The first place at which two texts that look the same differ: `code` is the character of `text` there, `resembles`
 * that of `other`. False if there is none.
 */
bool cs_look_differs(const char *text, size_t length, const char *other, size_t other_length, int32_t *code,
                     int32_t *resembles);
/* The script of a character, "Cyrillic", if it is one of those of the table; else NULL. */
const char *cs_look_script(int32_t code);

#endif
