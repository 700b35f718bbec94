/* SPDX-License-Identifier: MIT */
/*
 * A table as CSV (RFC 4180), row by row. Also accepted: a byte order mark, LF and CR LF, a tab or a semicolon instead
 * of the comma. The first row is treated like the others. A field in quotation marks may contain separators, line ends
 * and doubled quotation marks; a quotation mark in another field is a mistake, since its meaning is not clear.
 */
#ifndef CS_TEXT_TABLE_H
#define CS_TEXT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"

#define CS_TABLE_COLUMNS_MAX 4096

struct cs_table_field { const char *text; size_t length; }; /* ends with a NUL behind `length` */

enum cs_table_result { CS_TABLE_ROW, CS_TABLE_END, CS_TABLE_MISTAKE, CS_TABLE_NO_MEMORY };

struct cs_table {
    const char *bytes; /* borrowed */
    size_t length, at;
    char separator;
    struct cs_arena arena; /* of the fields of the row */
    struct cs_table_field *fields; /* of the row that was read last; valid until the next cs_table_next */
    size_t count, capacity;
    size_t line, column;   /* where that row, or the mistake, begins: from 1, columns in bytes */
    size_t next_line;      /* the line at `at` */
    const char *mistake;   /* what is wrong, a constant */
};

/*
 * `separator` 0: it is chosen by what the first line has outside of quotation marks: a tab if it has one, a semicolon
 * if it has one and no comma, else a comma. `bytes` is borrowed.
 */
void cs_table_init(struct cs_table *table, const char *bytes, size_t length, char separator);
void cs_table_release(struct cs_table *table);
/* Reads a row. After a mistake the next call goes on with the next line. */
enum cs_table_result cs_table_next(struct cs_table *table);

#endif
