/* SPDX-License-Identifier: MIT */
/*
 * Reads CSV row by row, in constant memory: RFC 4180, and also a byte order mark, lines that end in LF, and a semicolon
 * or a tab in place of the comma. A quoted field may have separators, line ends and doubled quotation marks in it. An
 * empty line is no row.
 *
 *     input  --->  | rows that were read | the row | what comes next |   a buffer; a row never leaves it
 *
 * What a table does not say clearly is never guessed: a row that cannot be read is told with its place and its cause,
 * and the next call goes on behind it.
 */
#ifndef CS_TABLE_CSV_H
#define CS_TABLE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/failure.h"

#define CS_CSV_ROW_BYTES_MAX ((size_t)1 << 20)
#define CS_CSV_FIELDS_MAX 4096

/* Gives up to `size` bytes into `bytes`; 0: there are no more; SIZE_MAX: they cannot be read. */
typedef size_t (*cs_csv_read)(void *context, char *bytes, size_t size);

#define CS_CSV_BEHIND 8 /* so many bytes behind a field can be read, whatever they are */

/* `text` is borrowed until the next row is read; it has no NUL behind it. `start`: where it stands in the buffer. */
struct cs_csv_field { const char *text; size_t length; const char *start; };

struct cs_csv {
    cs_csv_read read;
    void *context;
    char separator;
    char *buffer;           /* a byte that ends every scan stands behind `filled` */
    size_t capacity, filled;
    size_t at;              /* where the next row begins */
    bool ended;             /* the input has no more */
    bool began;             /* the first bytes were looked at */
    uint64_t next_line;     /* the line at `at`, from 1 */
    unsigned char class[256];
    /* the row that was read */
    struct cs_csv_field *fields;
    size_t count, capacity_of_fields;
    char *undoubled;        /* the text of fields that had doubled quotation marks */
    size_t undoubled_capacity;
    uint64_t line;          /* in which it begins */
    const char *row;        /* its first byte */
    /* of a row that cannot be read */
    const char *cause;      /* a string constant */
    uint64_t bad_line;
    size_t bad_column;      /* in characters, from 1 */
    uint64_t bytes;         /* read so far */
    uint64_t *print;        /* the bytes of each row that can be read are mixed into it; or NULL */
};

/* Bytes that were never read are CASUS_ERR_MEMORY or not a failure: the caller releases it in any case. */
casus_status cs_csv_init(struct cs_csv *csv, cs_csv_read read, void *context, char separator,
                         struct cs_failure *failure);
void cs_csv_release(struct cs_csv *csv);

enum cs_csv_result {
    CS_CSV_ROW,    /* a row was read */
    CS_CSV_BAD,    /* it cannot be read: cause, bad_line, bad_column */
    CS_CSV_END,    /* there is no more */
    CS_CSV_FAILED  /* memory ran out, or the input cannot be read: the failure says which */
};
enum cs_csv_result cs_csv_next(struct cs_csv *csv, struct cs_failure *failure);
/* The column of a field of the row, in characters of its line, from 1, and its line. */
void cs_csv_place(const struct cs_csv *csv, size_t field, uint64_t *line, size_t *column);

#endif
