/* SPDX-License-Identifier: MIT */
/*
 * The record and its ledger as tables, one for each kind of thing: a row for each entry, claim and source; for each row
 * of the ledger and each account; for each question and each account. Every cell is a text or a whole number.
 */
#ifndef CS_VIEW_EXPORT_H
#define CS_VIEW_EXPORT_H

#include "view/view.h"

enum cs_export_kind {
    CS_EXPORT_EVENTS,
    CS_EXPORT_CLAIMS,
    CS_EXPORT_SOURCES,
    CS_EXPORT_DUTIES,
    CS_EXPORT_QUESTIONS,
    CS_EXPORT_KINDS
};

struct cs_export_column { const char *name; bool integer; const char *meaning; };

struct cs_export {
    struct cs_arena arena;
    enum cs_export_kind kind; /* CS_EXPORT_KINDS: it is one of units (units.h) */
    const struct cs_export_column *columns;
    size_t column_count;
    const char **cells; /* row by row; NULL: empty */
    size_t row_count, capacity;
};

/* "events"; NULL: there is no such kind. */
const char *cs_export_name(enum cs_export_kind kind);
/* What a row of it is, in a line. */
const char *cs_export_meaning(enum cs_export_kind kind);
const struct cs_export_column *cs_export_columns(enum cs_export_kind kind, size_t *count);

/* Makes a table of a report. Release it in any case. CASUS_OK, or the failure of the ledger, or CASUS_ERR_MEMORY. */
casus_status cs_export_make(const struct cs_report *report, enum cs_export_kind kind, struct cs_export *out);
void cs_export_release(struct cs_export *table);

/* ---- parts that other writers have too ---- */

/* "4-2" for "4.2", which a table would take for a number, and 2.10 for 2.1. In the arena. */
const char *cs_export_row_id(const char *id, struct cs_arena *arena);
/* Since when, and the last day or minute of the time allowed, in these worlds: soonest and latest; "" if none. */
struct cs_row_dates { char since_earliest[32], since_latest[32], due_earliest[32], due_latest[32]; };
void cs_export_row_dates(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                        struct cs_row_dates *out);
/* Adds the whole sentence of a row: "Russia owes Armenia assistance by Russia to Armenia on e1". */
void cs_export_row_formal(const struct cs_report *report, const struct cs_ledger_row *row, struct cs_buffer *out);

#endif
