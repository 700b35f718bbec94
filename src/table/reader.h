/* SPDX-License-Identifier: MIT */
/* A table as it is read: its line ends, its fields, its row of headers. */
#ifndef CS_TABLE_READER_H
#define CS_TABLE_READER_H

#include "table/lines.h"
#include "table/rows.h"

/* It stays where it is until it is released. */
struct cs_reader { struct cs_line_ends lines; struct cs_csv csv; };

/* The caller releases it in any case. */
casus_status cs_reader_init(struct cs_reader *reader, cs_csv_read read, void *context, char separator,
                            struct cs_failure *failure);
void cs_reader_release(struct cs_reader *reader);
/*
 * Reads the row of headers, if the table has one. CASUS_ERR_ARGUMENT, with no failure: `bad` says why it is none;
 * another status: the failure says why it cannot be read.
 */
casus_status cs_reader_head(struct cs_reader *reader, struct cs_rows *rows, struct cs_failure *failure,
                            struct cs_bad_row *bad);
/*
 * Reads the next row. CASUS_ERR_ARGUMENT, with no failure: `bad` says why it cannot be read. `*any` false: there is
 * none.
 */
static inline casus_status cs_reader_next(struct cs_reader *reader, struct cs_failure *failure, struct cs_bad_row *bad,
                                          bool *any);

/* ---- most rows can be read ---- */

/* What came in place of a row. */
casus_status cs_reader_no_row(struct cs_reader *reader, enum cs_csv_result result, struct cs_failure *failure,
                              struct cs_bad_row *bad, bool *any);

static inline casus_status cs_reader_next(struct cs_reader *reader, struct cs_failure *failure, struct cs_bad_row *bad,
                                          bool *any)
{
    enum cs_csv_result result = cs_csv_next(&reader->csv, failure);

    *any = true;
    return result == CS_CSV_ROW ? CASUS_OK : cs_reader_no_row(reader, result, failure, bad, any);
}

#endif
