/* SPDX-License-Identifier: MIT */
/*
 * Rows of a table as entries of a record, straight from the map: for what a stream cannot hold, that is what lasts from
 * one column to another, days that are not known, what coders say and deny (docs/tables.md). A particular that only the
 * table has gets a name made of its kind and its text, "incident 7"; the row in line 12 the label t12.
 */
#ifndef CS_TABLE_ENTRIES_H
#define CS_TABLE_ENTRIES_H

#include "base/buffer.h"
#include "table/rows.h"

struct cs_entries;

/* Why the rows of this map can only be read as a record; NULL: they can be a stream too. */
const char *cs_entries_needed(const struct cs_map *map);

/* Of one map, which outlives it, as the plan does. CASUS_ERR_ARGUMENT: the map has a line that no record has. */
casus_status cs_entries_new(const struct cs_plan *plan, const struct cs_file *map, struct cs_failure *failure,
                            struct cs_entries **out);
void cs_entries_free(struct cs_entries *entries);
/*
 * Adds what a row says. `rows` knows the places of the columns. CASUS_ERR_ARGUMENT: the row is bad, and nothing of it
 * is taken. CASUS_ERR_MEMORY.
 */
casus_status cs_entries_add(struct cs_entries *entries, const struct cs_rows *rows, const struct cs_csv *csv,
                            uint64_t number, struct cs_bad_row *bad);
/* The text of all rows that were added. */
void cs_entries_write(const struct cs_entries *entries, struct cs_buffer *out);

#endif
