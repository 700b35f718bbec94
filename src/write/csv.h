/* SPDX-License-Identifier: MIT */
/* Fields of CSV (RFC 4180). */
#ifndef CS_WRITE_CSV_H
#define CS_WRITE_CSV_H

#include "base/buffer.h"

/*
 * Writes a field (NULL: empty), in quotes where it needs them, and the comma or line end after it. A text that a
 * spreadsheet would take for a formula gets an apostrophe before it, which marks a text there; numbers and dates with a
 * sign get none. A formula that begins with apostrophes gets one more, so that cs_csv_unmarked can undo it.
 */
void cs_csv_field(struct cs_buffer *out, const char *text, bool last);
/* A field that was read, without the apostrophe that cs_csv_field has added. */
const char *cs_csv_unmarked(const char *field);
void cs_csv_head(struct cs_buffer *out, const char *const *columns, size_t count);

#endif
