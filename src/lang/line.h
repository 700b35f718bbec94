/* SPDX-License-Identifier: MIT */
/* The kind of a line, which its first words determine; for the parser and the formatter. */
#ifndef CS_LANG_LINE_H
#define CS_LANG_LINE_H

#include "lang/lexer.h"

enum cs_line_kind {
#define LINE(name, word, belongs, indent, pad, function) LINE_##name,
#include "lang/line.def"
#undef LINE
    LINE_KIND_COUNT
};

enum cs_line_kind cs_line_kind(const struct cs_line *line);
bool cs_line_belongs(enum cs_line_kind kind); /* to a line above it */
/* The word that opens lines of this kind, or WORD_NONE. */
enum cs_word cs_line_word(enum cs_line_kind kind);

#endif
