/* SPDX-License-Identifier: MIT */
/*
 * Rows of a table into rows of a stream, as the map says (lang/tree.h): which column is what, when the row is, what it
 * says. A field that cannot be read makes the whole row bad; nothing of it is taken.
 */
#ifndef CS_TABLE_ROWS_H
#define CS_TABLE_ROWS_H

#include "run/stream.h"
#include "table/csv.h"

struct cs_rows; /* of one map and one stream */

/* The failure says what went wrong. The plan, the map and the stream outlive it. */
casus_status cs_rows_new(const struct cs_plan *plan, const struct cs_file *map, struct cs_stream *stream,
                         struct cs_failure *failure, struct cs_rows **out);
void cs_rows_free(struct cs_rows *rows);
/* The zone of the days of the table: that of the map. */
struct cs_zone cs_rows_zone(const struct cs_rows *rows);

/* The number of a row of the stream: its line in the table, and above this bit the number of the table, from 0. */
#define CS_TABLE_SHIFT 40

/* Why a field makes no new name (cs_text_unseen_at). */
#define CS_FIELD_UNSEEN \
    "a name in the field has a line end, a space that is none of the keyboard, or another sign that nobody sees"

/* A row of a table that cannot be taken: where, and why. */
struct cs_bad_row { uint64_t line; size_t column; char cause[400]; };

/*
 * The row of headers, before the first row of each table that has one (cs_rows_want_header). CASUS_ERR_ARGUMENT: the
 * table has not the columns of the map, as `bad` says.
 */
bool cs_rows_want_header(const struct cs_rows *rows);
casus_status cs_rows_header(struct cs_rows *rows, const struct cs_csv *csv, struct cs_bad_row *bad);

/*
 * What a row says: `*count` rows of the stream, borrowed until the next call, all with the instant of the row; 0 if it
 * says nothing. `*at` is that instant also then. CASUS_ERR_ARGUMENT: it is bad. CASUS_ERR_MEMORY.
 */
struct cs_row_date { cs_instant start, end; cs_day day; bool hours; };
casus_status cs_rows_of(struct cs_rows *rows, const struct cs_csv *csv, uint64_t number, struct cs_row_date *at,
                        const struct cs_stream_row *const **out, size_t *count, struct cs_bad_row *bad);

/* The place of a column of the map among the fields of a row, from 0. */
size_t cs_rows_place(const struct cs_rows *rows, const struct cs_map_column *column);
/* Has the row as many fields as the table has? CASUS_ERR_ARGUMENT: it is bad. */
casus_status cs_rows_count(const struct cs_rows *rows, const struct cs_csv *csv, struct cs_bad_row *bad);
/* A row that no case of the map is about: told with the columns on which the cases look. CASUS_ERR_ARGUMENT. */
casus_status cs_rows_fit_nothing(const struct cs_rows *rows, const struct cs_csv *csv, struct cs_bad_row *bad);

#endif
