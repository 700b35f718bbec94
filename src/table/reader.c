/* SPDX-License-Identifier: MIT */
#include "table/reader.h"

#include <stdio.h>

casus_status cs_reader_init(struct cs_reader *reader, cs_csv_read read, void *context, char separator,
                            struct cs_failure *failure)
{
    reader->lines = (struct cs_line_ends){.read = read, .context = context};
    return cs_csv_init(&reader->csv, cs_line_ends_read, &reader->lines, separator, failure);
}

void cs_reader_release(struct cs_reader *reader)
{
    cs_csv_release(&reader->csv);
}

casus_status cs_reader_head(struct cs_reader *reader, struct cs_rows *rows, struct cs_failure *failure,
                            struct cs_bad_row *bad)
{
    enum cs_csv_result result;

    *bad = (struct cs_bad_row){.line = 1, .column = 1};
    if (!cs_rows_want_header(rows))
        return CASUS_OK;
    result = cs_csv_next(&reader->csv, failure);
    if (result == CS_CSV_FAILED)
        return failure->status;
    if (result == CS_CSV_ROW)
        return cs_rows_header(rows, &reader->csv, bad);
    snprintf(bad->cause, sizeof bad->cause, "%s",
             result == CS_CSV_END ? "the table is empty: it has no row of headers" : cs_line_ends_cause(&reader->csv));
    return CASUS_ERR_ARGUMENT;
}

casus_status cs_reader_no_row(struct cs_reader *reader, enum cs_csv_result result, struct cs_failure *failure,
                              struct cs_bad_row *bad, bool *any)
{
    *any = result == CS_CSV_BAD;
    if (result == CS_CSV_FAILED)
        return failure->status;
    if (result != CS_CSV_BAD)
        return CASUS_OK;
    *bad = (struct cs_bad_row){.line = reader->csv.bad_line, .column = reader->csv.bad_column};
    snprintf(bad->cause, sizeof bad->cause, "%s", cs_line_ends_cause(&reader->csv));
    return CASUS_ERR_ARGUMENT;
}
