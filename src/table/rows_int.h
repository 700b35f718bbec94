/* SPDX-License-Identifier: MIT */
/* Inside the rows of a table: what the map says, resolved (rows_make.c), by which rows are read (rows.c). */
#ifndef CS_TABLE_ROWS_INT_H
#define CS_TABLE_ROWS_INT_H

#include "table/called.h"
#include "table/rows.h"

struct column { /* of the map */
    const struct cs_map_column *text;
    size_t place;            /* among the fields of a row */
    cs_value first_integer;  /* of a column of new particulars: that of 0 (run/stream.h), or CS_UNSAID */
    struct text { uint64_t word; cs_value value; uint32_t length; } *texts; /* or NULL: there was none */
    size_t text_count, replaced; /* how many they are; how many have had to go since there are so many */
    struct cs_called called; /* the declared particulars of its kind */
};

struct argument { uint32_t to; struct column *column; }; /* a value of the row, from a column */

struct statement {
    struct cs_stream_row row; /* what it says, but for the date and the arguments */
    struct argument arguments[CS_ROLES_MAX];
    uint32_t argument_count;  /* `row.relation` CS_NOWHERE: no rule looks at the word */
};

struct test { uint32_t column; size_t first, count; }; /* of `values` */
struct way { size_t first_test, test_count, first_statement, statement_count; };

/* Which cases a row fits, where they all look at one column: by the text there, of at most eight bytes. */
#define LAST_FITS 16
struct fits {
    uint64_t word, ways;
    uint32_t length;            /* of the text; CS_NOWHERE: nothing is known */
    struct statement *only;     /* if they are one that says one thing of which a rule looks at: that; else NULL */
};

struct cs_rows {
    const struct cs_plan *plan;
    const struct cs_symbols *symbols;
    const struct cs_map *map;
    struct cs_stream *stream;
    struct cs_reckoning reckoning;
    struct cs_zone zone;
    struct column *columns;
    size_t column_count;
    size_t needed;           /* a row has at least so many fields */
    size_t width;            /* the number of fields of a whole row */
    struct test *tests;
    struct value { const char *text; size_t length; uint64_t word; } *values;
    struct way *ways;
    size_t way_count;
    uint32_t only_column;    /* at which all cases look, with one test each; CS_NOWHERE: there is none, or many cases */
    struct fits fits[LAST_FITS]; /* that were found, by a hash of the text */
    struct statement *statements;
    const struct cs_stream_row **out;
    uint32_t dated[3];
    const struct column *date; /* the first of them */
    char last_date[32];      /* the text of the last date, and what it is */
    size_t last_length;
    struct cs_row_date last;
    cs_day day;              /* the day of the last row that was dated in seconds, from its start to its end */
    cs_instant day_start, day_end;
};

/* The number of a column of the map. */
uint32_t cs_rows_column(const struct cs_map *map, const struct cs_map_column *column);

#endif
