/* SPDX-License-Identifier: MIT */
/*
 * Text to tree, and back. The parser needs no vocabulary, recovers at the end of each line, and reports every mistake
 * of the file; what it could not read is left out of the tree. Nesting does not exist in the language, so neither does
 * a limit on it; a line may have 4,096 bytes.
 */
#ifndef CS_LANG_PARSER_H
#define CS_LANG_PARSER_H

#include "base/failure.h"
#include "lang/tree.h"
#include "text/diagnostic.h"

/* A tree in `arena`. NULL only if memory ran out. Diagnostics are added, not cleared. */
struct cs_file *cs_parse(struct cs_arena *arena, struct cs_names *names, const struct cs_source *source,
                         struct cs_diagnostics *diagnostics);

/*
 * What a user asks or does, and stands in no file: `file` is its own, with its source, how it reckons dates and whose
 * hand it is. NULL if there are mistakes in it, which are diagnostics, or if memory ran out.
 *
 * A question, one line: "may" TERM, a bond with or without its article, or what may hold or have happened, as behind
 * "check". An act, an entry of a record and what is said of it, a line each: [ label ":" ] term or bond, whose date may
 * be left out (its moment is none then); or a name, a reading, a correction, as they stand in a record. A source, a
 * name line, who speaks for whom are read into the file and make no entry: NULL without a mistake.
 */
struct cs_check *cs_parse_question(struct cs_arena *arena, struct cs_names *names, struct cs_file *file,
                                   struct cs_diagnostics *diagnostics);
struct cs_entry *cs_parse_act(struct cs_arena *arena, struct cs_names *names, struct cs_file *file,
                              struct cs_diagnostics *diagnostics);

/*
 * The text as it should look: one space between words, keywords padded so that what they introduce lines up, claims and
 * other lines that belong to an entry indented by two, at most one empty line in a row, comments kept. Works on any
 * text that the lexer can read line by line, and leaves a line with a mistake as it is. cs_format of its result is its
 * result.
 */
void cs_format(const struct cs_source *source, struct cs_buffer *out);

#endif
