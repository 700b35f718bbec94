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
/* What the columns of all tables mean, as Markdown. */
CASUS_MUST_USE casus_status casus_write_dictionary(casus_sink sink);

#ifdef __cplusplus
}
#endif

#endif
