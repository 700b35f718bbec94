/* SPDX-License-Identifier: MIT */
/*
 * Text to tree, and the formatter. The parser needs no vocabulary. It recovers at the end of each line and reports the
 * mistakes of the whole file; a line with a mistake is left out of the tree. The language has no nesting, so the parser
 * needs no limit on depth; a line has at most CS_LINE_BYTES_MAX bytes.
 */
#ifndef CS_LANG_PARSER_H
#define CS_LANG_PARSER_H

#include "base/failure.h"
#include "lang/tree.h"
#include "text/diagnostic.h"

/*
 * Finds the clock of another file that `zone NAME` names: of those that `file` uses in the lines read so far. NULL if
 * there is none; *known is then false if that is a mistake, and not the consequence of another one.
 */
struct cs_clock_finder {
    const struct cs_clock_text *(*find)(void *context, struct cs_file *file, cs_name name, bool *known);
    void *context;
};

/*
 * The tree of a source, in `arena`; NULL only if memory ran out. Diagnostics are added to those that exist. Without
 * `clocks` (NULL) a clock of another file is taken for known, and days are those of UTC: for who reads no dates.
 */
struct cs_file *cs_parse(struct cs_arena *arena, struct cs_names *names, const struct cs_source *source,
                         const struct cs_clock_finder *clocks, struct cs_diagnostics *diagnostics);
/*
 * Of a file that was parsed, and whose source has been lengthened since: the entries of the lines from `line` on, in
 * their order. The file does not change. NULL if these lines have no entry, or anything else than entries and what is
 * said of them, or a mistake; or if memory ran out.
 */
struct cs_entry *cs_parse_more(struct cs_arena *arena, struct cs_names *names, const struct cs_file *file, size_t line,
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
 * The first word of an act, if in a file it opens a line that is no act (`account`, `zone`, `check`, `use`); *belongs
 * if it is one that belongs to the line above it (`says`). Else NULL. Of what is no statement either this is what is
 * wrong with it.
 */
const char *cs_parse_act_opener(struct cs_arena *arena, struct cs_names *names, struct cs_file *file, bool *belongs);

/*
 * Adds the text in its standard form: one space between words, first words padded so that what follows is aligned,
 * claims and other lines that belong to one above indented by two columns, at most one empty line in a row, comments
 * kept. A line with a mistake stays as it is, and so does all of what is no text, since a zero byte stands in it.
 * Formatting the result again does not change it. `out` fails if memory ran out.
 */
void cs_format(const struct cs_source *source, struct cs_buffer *out);

/*
 * Adds what to write in place of a text that is no date, behind a space: " Write 2022-01-05: four digits, two, and
 * two."; nothing where that is not known.
 */
void cs_parse_date_remedy(const char *text, struct cs_buffer *out);

#endif
