/* SPDX-License-Identifier: MIT */
/*
 * Verdicts as rows: CSV with a row of headers (RFC 4180, but lines end in LF, for `sort` and `awk`), or JSON lines.
 * Which columns, and which outcomes, the map says.
 */
#ifndef CS_TABLE_WRITE_H
#define CS_TABLE_WRITE_H

#include "casus/sink.h"
#include "run/stream.h"

struct cs_row_writer;

/* All that is given outlives it. */
casus_status cs_row_writer_new(const struct cs_plan *plan, const struct cs_file *map, const struct cs_stream *stream,
                               bool json, casus_sink sink, struct cs_failure *failure, struct cs_row_writer **out);
void cs_row_writer_free(struct cs_row_writer *writer);
/* By state, CS_STATE_COUNT of them: is it one of the outcomes that are written? As long as the writer. */
const bool *cs_row_writer_wanted(const struct cs_row_writer *writer);
/* Writes a verdict; false if that failed. */
bool cs_row_writer_add(struct cs_row_writer *writer, const struct cs_stream_verdict *verdict);
/* Writes the row of headers, if there is one, and sends it to the sink; else it comes with the first verdict. */
bool cs_row_writer_start(struct cs_row_writer *writer);
/* Sends all that was written to the sink. */
bool cs_row_writer_flush(struct cs_row_writer *writer);
/* Sends what is left to the sink, of CSV also the headers where there was no row. */
bool cs_row_writer_end(struct cs_row_writer *writer);
/* Did it fail because memory ran out? */
bool cs_row_writer_lacks_memory(const struct cs_row_writer *writer);

#endif
