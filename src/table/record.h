/* SPDX-License-Identifier: MIT */
/*
 * Rows of a table as a record: so that every other command works on them, and reasons can be told. A particular that
 * only the table has gets a name made of its kind and its text, "incident 7"; the row in line 12 the label t12.
 */
#ifndef CS_TABLE_RECORD_H
#define CS_TABLE_RECORD_H

#include "base/buffer.h"
#include "run/stream.h"
#include "table/rows.h"

struct cs_table_record;

/* The plan and the map outlive it. NULL if memory ran out. */
struct cs_table_record *cs_table_record_new(const struct cs_plan *plan, const struct cs_file *map);
void cs_table_record_free(struct cs_table_record *record);
/* Adds a row of this stream. False if memory ran out, or the record has more than a text may have. */
bool cs_table_record_add(struct cs_table_record *record, const struct cs_stream *stream,
                         const struct cs_stream_row *row);
/* The text of all rows that were added. */
void cs_table_record_write(const struct cs_table_record *record, struct cs_buffer *out);

/*
 * What the map says of all rows: its zone, and the texts that it uses, among which its clock is; on what the data are
 * silent, and with which day they end, so that what is not told there is unknown and not no.
 */
void cs_table_record_head(const struct cs_file *map, struct cs_buffer *out);

/* Adds a text in quotation marks, as a record has it. */
void cs_table_add_quoted(const char *text, size_t length, struct cs_buffer *out);

/* What a value is called in such a record, without quotation marks. */
void cs_table_record_name(const struct cs_plan *plan, const struct cs_stream *stream, cs_value value,
                          struct cs_buffer *out);

#endif
