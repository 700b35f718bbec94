/* SPDX-License-Identifier: MIT */
/* Wrapping of text, and colours. */
#ifndef CS_VIEW_WRAP_H
#define CS_VIEW_WRAP_H

#include "base/buffer.h"
#include "lang/state.h"

enum cs_paint { CS_PAINT_PLAIN, CS_PAINT_BOLD, CS_PAINT_DIM, CS_PAINT_RED, CS_PAINT_YELLOW, CS_PAINT_GREEN };

/* Begins a colour; CS_PAINT_PLAIN ends it. Nothing unless `colour`. */
void cs_paint(struct cs_buffer *out, bool colour, enum cs_paint paint);
/* The colour of a state: violated red, undetermined yellow, fulfilled green, none dim. */
enum cs_paint cs_paint_of(enum cs_state state);

/*
 * Adds text from `column` on, broken between words where it would pass `width`; further lines are indented by `indent`.
 * Runs of white space become one space; control and invisible characters become `?`. Returns the column after the text;
 * does not end the line.
 */
size_t cs_wrap(struct cs_buffer *out, const char *text, size_t length, size_t column, size_t indent, size_t width);
/* Adds text and spaces up to `width` columns, at least one space. Returns the number of columns. */
size_t cs_pad(struct cs_buffer *out, const char *text, size_t width);

#endif
