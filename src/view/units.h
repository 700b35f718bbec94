/* SPDX-License-Identifier: MIT */
/*
 * An answer as a table of units of analysis: duties, occurrences, years of a state or of two, wars of an alliance. What
 * stands in the roles `under` and `in` of what is owed are the instrument and the war. A particular of a table is told
 * without its kind: "200", not "state 200".
 */
#ifndef CS_VIEW_UNITS_H
#define CS_VIEW_UNITS_H

#include "view/export.h"

enum cs_unit_kind {
#define UNIT(NAME, name, meaning) CS_UNIT_OF_##NAME,
#define COLUMN(unit, name, type, meaning)
#include "view/units.def"
#undef UNIT
#undef COLUMN
    CS_UNIT_OF_COUNT
};

/* "state-year"; NULL: there is no such unit. */
const char *cs_unit_name(enum cs_unit_kind unit);
const char *cs_unit_meaning(enum cs_unit_kind unit);
const struct cs_export_column *cs_unit_columns(enum cs_unit_kind unit, size_t *count);

/*
 * Makes the table, a row for each unit and account. Release it in any case (cs_export_release). `rows`: by row of the
 * table the first row of the ledger that it sums up, or SIZE_MAX: for the caller to free; or NULL.
 */
casus_status cs_unit_make(const struct cs_report *report, enum cs_unit_kind unit, struct cs_export *out, size_t **rows);

#endif
