/* SPDX-License-Identifier: MIT */
/* Invisible characters, which names must not have, and text that is safe to write to a terminal. */
#ifndef CS_TEXT_CHARACTER_H
#define CS_TEXT_CHARACTER_H

#include <stdint.h>

#include "base/buffer.h"

/*
 * Is the character between `before` and `after` (0 at an end of the text) invisible? That is: control and format
 * characters, Default_Ignorable_Code_Point of Unicode, characters that are drawn as nothing, line separators, codes
 * that are no characters. The joiners U+200C and U+200D are not, between two letters of a script whose spelling uses
 * them, such as Arabic.
 */
bool cs_character_unseen(int32_t code, int32_t before, int32_t after);
/* Is it a space other than U+0020? */
bool cs_character_is_space(int32_t code);
/* Reads the character at byte `at` and returns the number of its bytes; 0 if it is not UTF-8 or the text has ended. */
size_t cs_character_at(const char *bytes, size_t at, size_t length, int32_t *code);
/* The character that ends before byte `at`; 0 at the beginning of the text. */
int32_t cs_character_before(const char *bytes, size_t at);

/*
 * The byte at which the first character of the text begins that no name has: one that is invisible, a space other than
 * U+0020, or what is not UTF-8; `length` if there is none.
 */
size_t cs_text_unseen_at(const char *bytes, size_t length);

/*
 * Adds a text in a form that is safe to write to a terminal: each byte that is not UTF-8 and each invisible character
 * becomes `?`, since it could control the terminal or change the direction of the text. A new line and a tab are kept,
 * and with `colours` the colour sequences of casus itself (ESC [ numbers m).
 */
void cs_text_plain(struct cs_buffer *out, const char *bytes, size_t length, bool colours);

#endif
