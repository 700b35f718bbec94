/* SPDX-License-Identifier: MIT */
/* Characters that nobody sees, and text without them: for names, and for all that reaches a terminal. */
#ifndef CS_TEXT_CHARACTER_H
#define CS_TEXT_CHARACTER_H

#include <stdint.h>

#include "base/buffer.h"

/*
 * Whether nobody sees the character between `before` and `after` (0 at an end): control and format characters, what
 * Unicode lets a display ignore (Default_Ignorable_Code_Point), separators of lines, what is no character. The joiners
 * U+200C and U+200D belong to the spelling between two letters of the scripts that have them, such as the Arabic.
 */
bool cs_character_unseen(int32_t code, int32_t before, int32_t after);
/* A space other than the ordinary one. */
bool cs_character_is_space(int32_t code);
/* The character at `at`, and its bytes; 0 bytes where the text is not UTF-8 or has ended. */
size_t cs_character_at(const char *bytes, size_t at, size_t length, int32_t *code);
/* The character that ends at `at`; 0 at the beginning. */
int32_t cs_character_before(const char *bytes, size_t at);

/*
 * Adds a text as a terminal may have it: each byte that is not UTF-8, and each character that nobody sees, becomes `?`.
 * It could drive the reader's terminal, or turn what he reads. Kept are the new line, the tab and, with `colours`, the
 * sequences with which the program itself paints (ESC [ numbers m).
 */
void cs_text_plain(struct cs_buffer *out, const char *bytes, size_t length, bool colours);

#endif
