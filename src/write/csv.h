/* SPDX-License-Identifier: MIT */
/* Fields of CSV (RFC 4180). */
#ifndef CS_WRITE_CSV_H
#define CS_WRITE_CSV_H

#include "base/buffer.h"

/*
 * A field, in quotes where it needs them (NULL: empty), and the comma or line end behind it. Before what a spreadsheet
 * would take for a formula stands an apostrophe, for it the mark of a text; not before numbers and dates with a sign. A
 * formula with apostrophes before it gets one more, so that reading takes off what writing put there.
 */
void cs_csv_field(struct cs_buffer *out, const char *text, bool last);
/* Reading it back: what the field was before the apostrophe. */
const char *cs_csv_unmarked(const char *field);
void cs_csv_head(struct cs_buffer *out, const char *const *columns, size_t count);

#endif
