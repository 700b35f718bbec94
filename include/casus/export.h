/* SPDX-License-Identifier: MIT */
/*
 * An answer as tables for data frames and databases: a row for each entry of the records, each claim, each source; for
 * each row of the ledger and each account; for each question and each account. Calling conventions: casus.h.
 */
#ifndef CASUS_EXPORT_H
#define CASUS_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/answer.h"
#include "casus/sink.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_export casus_export;

/* The names of the tables, from 0: "events", "claims", "sources", "duties", "questions"; then NULL. */
CASUS_API const char *casus_export_name(size_t table);
/* Makes a table. CASUS_ERR_ARGUMENT: there is none of this name. It keeps nothing of the answer. */
CASUS_MUST_USE casus_status casus_export_new(casus_answer *a, const char *table, casus_export **out);
CASUS_API void casus_export_free(casus_export *e);

/*
 * Units of analysis, from 0: "duty", "occurrence", "state-year", "dyad-year", "directed-dyad-year", "alliance-war",
 * "member-war"; then NULL (docs/tables.md). What stands in the roles `under` and `in` of what is owed are the
 * instrument and the war; a particular of a table is told without its kind.
 */
CASUS_API const char *casus_unit_name(size_t unit);
/* Makes a table of units, one for each account. CASUS_ERR_ARGUMENT: there is no such unit. */
CASUS_MUST_USE casus_status casus_units_new(casus_answer *a, const char *unit, casus_export **out);
/* The row of the ledger that tells why a row of units is so; false: there is none. */
CASUS_API bool casus_export_ledger_row(const casus_export *e, size_t row, size_t *ledger_row);

/*
 * Keeps these columns alone, in this order. CASUS_ERR_ARGUMENT, and nothing is changed, if the table has not one of
 * them: *missing is its place in `names`. CASUS_ERR_MEMORY.
 */
CASUS_MUST_USE casus_status casus_export_keep(casus_export *e, const char *const *names, size_t count, size_t *missing);

struct casus_column {
    const char *name;
    const char *meaning; /* what a cell means, in a line */
    bool integer;        /* whole numbers; else texts, dates among them in ISO 8601 */
};
CASUS_API size_t casus_export_column_count(const casus_export *e);
CASUS_MUST_USE casus_status casus_export_column(const casus_export *e, size_t column, struct casus_column *out);
CASUS_API size_t casus_export_row_count(const casus_export *e);
/* A cell, borrowed from the table; NULL: it is empty, or there is none. */
CASUS_API const char *casus_export_cell(const casus_export *e, size_t row, size_t column);

/* As CSV, or as a JSON array of objects. */
CASUS_MUST_USE casus_status casus_write_export(const casus_export *e, bool json, casus_sink sink);
/* The same as an object of JSON on each line. */
CASUS_MUST_USE casus_status casus_write_export_lines(const casus_export *e, casus_sink sink);
/* What the columns of all tables mean, as Markdown. */
CASUS_MUST_USE casus_status casus_write_dictionary(casus_sink sink);

#ifdef __cplusplus
}
#endif

#endif
