/* SPDX-License-Identifier: MIT */
/*
 * A table read from CSV: what casus writes as CSV (write.h), also after a spreadsheet has saved it again. Calling
 * conventions: casus.h; a failure belongs to no object, so its message comes with the call.
 *
 * Understood are RFC 4180 and, beyond it, a byte order mark, lines that end in LF, and a semicolon or a tab in place of
 * the comma. The first row names the columns. The apostrophe that casus puts before what a spreadsheet would take for a
 * formula is taken off again.
 */
#ifndef CASUS_TABLE_H
#define CASUS_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_table casus_table;

/*
 * Reads `length` bytes, which are not used afterwards. Free *out with casus_table_free.
 *
 * CASUS_ERR_ARGUMENT, with line and column in the message, if there is no first row, if a row has another number of
 * fields than the first, if two columns have one name, and of a quotation mark that is never closed or that stands
 * where none may, a byte 0, or bytes that are not UTF-8. CASUS_ERR_LIMIT of more than CASUS_SAVED_BYTES_MAX bytes.
 * CASUS_ERR_MEMORY.
 */
#define CASUS_SAVED_BYTES_MAX ((size_t)256 << 20)
CASUS_MUST_USE casus_status casus_table_read(const char *text, size_t length, casus_table **out,
                                             struct casus_failure *failure);
/* NULL is allowed. */
CASUS_API void casus_table_free(casus_table *table);

/* The names of the columns, counted from 0; NULL: there is no such column. Borrowed from the table, as all below. */
CASUS_API size_t casus_table_column_count(const casus_table *table);
CASUS_API const char *casus_table_column(const casus_table *table, size_t column);
/* The column of this name; false, and *column 0, if there is none. */
CASUS_API bool casus_table_find(const casus_table *table, const char *name, size_t *column);

/* Rows behind the first, counted from 0. */
CASUS_API size_t casus_table_row_count(const casus_table *table);
/* A field, "" if nothing stands in it; NULL: there is no such row or column. */
CASUS_API const char *casus_table_field(const casus_table *table, size_t row, size_t column);
/* The line in which a row begins, from 1; 0: there is no such row. */
CASUS_API size_t casus_table_line(const casus_table *table, size_t row);

#ifdef __cplusplus
}
#endif

#endif
