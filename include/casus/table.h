/* SPDX-License-Identifier: MIT */
/*
 * Reads a table from CSV as casus writes it (write.h), also if a spreadsheet has saved it again. Calling conventions:
 * casus.h; a failure belongs to no object, so the call gives its message.
 *
 * It reads RFC 4180, and also a byte order mark, lines that end in LF, and a semicolon or a tab in place of the comma.
 * The first row names the columns. The apostrophe that casus puts before a text that a spreadsheet would take for a
 * formula is removed.
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
 * fields than the first, if two columns have one name, if a quotation mark is not closed or is misplaced, or if there
 * is a byte 0 or a byte that is not UTF-8. CASUS_ERR_LIMIT for more than CASUS_SAVED_BYTES_MAX bytes.
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

/* The rows after the first, counted from 0. */
CASUS_API size_t casus_table_row_count(const casus_table *table);
/* A field, which may be ""; NULL: no such row or column. */
CASUS_API const char *casus_table_field(const casus_table *table, size_t row, size_t column);
/* The line in which a row begins, from 1; 0: there is no such row. */
CASUS_API size_t casus_table_line(const casus_table *table, size_t row);

#ifdef __cplusplus
}
#endif

#endif
