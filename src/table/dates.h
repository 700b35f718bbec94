/* SPDX-License-Identifier: MIT */
/* The dates of a row as a record writes them: in one column or in several, in the order that the map names. */
#ifndef CS_TABLE_DATES_H
#define CS_TABLE_DATES_H

#include "lang/tree.h"
#include "table/csv.h"

/* What a value that stands for another, or for none, means in a column; NULL: it stands for itself. */
const struct cs_map_code *cs_map_code_of(const struct cs_map *map, cs_name column, const struct cs_csv_field *field);

enum cs_table_date_kind {
    CS_TABLE_DATE_KNOWN,        /* `text`: a day, a month, a year, or an hour */
    CS_TABLE_DATE_MISSING,
    CS_TABLE_DATE_CONTINUING,   /* it has not ended */
    CS_TABLE_DATE_INAPPLICABLE, /* there is no such thing */
    CS_TABLE_DATE_WRONG         /* `text`: why; `field`: the number of the part that is wrong */
};
struct cs_table_date { enum cs_table_date_kind kind; uint32_t field; char text[200]; };

/* `fields`: those of the columns of `dated`, as many as it has. */
struct cs_table_date cs_table_date(const struct cs_map *map, const struct cs_map_dated *dated,
                                   const struct cs_csv_field *const *fields, const struct cs_reckoning *reckoning);
/* Is the second, a date as text, over before the first begins? */
bool cs_table_date_before(const char *first, const char *second);
/* A text in the order "M/D/YYYY" as its parts, of which those that the order has not are 0. False: it is not so. */
bool cs_table_date_parts(const char *order, const struct cs_csv_field *field, int64_t parts[3]);

#endif
