/* SPDX-License-Identifier: MIT */
/*
 * All writers: for people text of 80 columns, for programs JSON (RFC 8259) and CSV (RFC 4180). All read the rows of
 * ledger/ledger.h through view/. They write only to a buffer; the same ledger gives the same bytes (R 14).
 *
 * All return CASUS_OK, CASUS_ERR_MEMORY or CASUS_ERR_ENTANGLED; the failure is set in the ledger's docket.
 */
#ifndef CS_WRITE_WRITE_H
#define CS_WRITE_WRITE_H

#include "counsel/explore.h"
#include "counsel/how.h"
#include "counsel/pivots.h"
#include "counsel/compare.h"
#include "counsel/power.h"
#include "ledger/changes.h"
#include "ledger/next.h"
#include "view/export.h"
#include "view/view.h"

/* ---- run ---- */

casus_status cs_report_text(const struct cs_report *report, struct cs_buffer *out);
casus_status cs_report_json(const struct cs_report *report, struct cs_buffer *out);
casus_status cs_report_csv(const struct cs_report *report, struct cs_buffer *out);

/* ---- run by request ---- */

/* The requests side by side: who asked, what was decided, owed and done, and the outcome. */
casus_status cs_requests_text(const struct cs_report *report, struct cs_buffer *out);
casus_status cs_requests_json(const struct cs_report *report, struct cs_buffer *out);
casus_status cs_requests_csv(const struct cs_report *report, struct cs_buffer *out);

/* ---- why ---- */

const char *cs_reason_kind_text(enum cs_reason_kind kind); /* "rule" */
casus_status cs_reasons_text(const struct cs_report *report, const struct cs_reasons *reasons, size_t count,
                             struct cs_buffer *out);
casus_status cs_reasons_json(const struct cs_report *report, const struct cs_reasons *reasons, size_t count,
                             struct cs_buffer *out);

/* Reasons as a graph in the language of Graphviz; equal reasons are one node. */
casus_status cs_reasons_dot(const struct cs_report *report, const struct cs_reasons *reasons, size_t count,
                            struct cs_buffer *out);

/* ---- ask ---- */

/* The answers, with the questions that leave them open; then the reasons. */
casus_status cs_reply_text(const struct cs_report *report, const struct cs_reply *reply, struct cs_buffer *out);
casus_status cs_reply_json(const struct cs_report *report, const struct cs_reply *reply, struct cs_buffer *out);
/* Does an account that is shown leave some answer open, or contradict itself? */
bool cs_reply_open(const struct cs_report *report, const struct cs_reply *reply);

/* ---- brief ---- */

/* A summary in Markdown under this title; of the report's `request` alone, if it has one. */
casus_status cs_brief(const struct cs_report *report, const char *title, struct cs_buffer *out);

/* ---- changes ---- */

/* `before` and `after` are the reports of the two ledgers that were compared. */
casus_status cs_changes_text(const struct cs_report *before, const struct cs_report *after,
                             const struct cs_changes *changes, struct cs_buffer *out);
casus_status cs_changes_json(const struct cs_report *before, const struct cs_report *after,
                             const struct cs_changes *changes, struct cs_buffer *out);
casus_status cs_changes_csv(const struct cs_report *before, const struct cs_report *after,
                            const struct cs_changes *changes, struct cs_buffer *out);

/* ---- next ---- */

/* `party` NULL: everybody. */
casus_status cs_next_text(const struct cs_report *report, const struct cs_next *next, const char *party,
                          struct cs_buffer *out);
casus_status cs_next_json(const struct cs_report *report, const struct cs_next *next, const char *party,
                          struct cs_buffer *out);
casus_status cs_next_csv(const struct cs_report *report, const struct cs_next *next, struct cs_buffer *out);
/* The deadlines of open duties, as a calendar. */
casus_status cs_next_calendar(const struct cs_report *report, const struct cs_next *next, struct cs_buffer *out);

/* ---- what decides a line ---- */

casus_status cs_pivots_text(const struct cs_report *report, const struct cs_pivots *lines, size_t count,
                            struct cs_buffer *out);
casus_status cs_pivots_json(const struct cs_report *report, const struct cs_pivots *lines, size_t count,
                            struct cs_buffer *out);

/* ---- compared ---- */

/* Instruments side by side; text and JSON. */
casus_status cs_comparison_text(const struct cs_report *report, const struct cs_comparison *comparison,
                                struct cs_buffer *out);
casus_status cs_comparison_json(const struct cs_report *report, const struct cs_comparison *comparison,
                                struct cs_buffer *out);
/* Two requests, with the first condition in which they differ on each account. */
casus_status cs_differences_text(const struct cs_report *report, const struct cs_request_differences *differences,
                                 struct cs_buffer *out);
casus_status cs_differences_json(const struct cs_report *report, const struct cs_request_differences *differences,
                                 struct cs_buffer *out);

/* ---- where a treaty may fail ---- */

/* The findings of the lint (counsel/lint.h); as text: cs_diagnostics_show. `version`: of the program. */
void cs_lint_json(const struct cs_diagnostics *findings, struct cs_buffer *out);
void cs_lint_sarif(const struct cs_diagnostics *findings, const char *version, struct cs_buffer *out);

/* ---- who can decide ---- */

struct cs_power_view {
    const struct cs_power *power;
    const char *organ, *rule; /* rule: what is supposed of it; NULL: as it is */
    const char *as_of, *supposed; /* supposed: of the whole case, for the text; or NULL */
    struct cs_language language; /* of the text */
};
/* One rule, or several side by side. A failure is that of the buffer. */
void cs_power_text(const struct cs_power_view *views, size_t count, size_t columns, bool colour,
                   struct cs_buffer *out);
void cs_power_json(const struct cs_power_view *views, size_t count, struct cs_buffer *out);
/* Appends a number in decimal. */
void cs_power_number(const uint32_t *number, size_t digits, struct cs_buffer *out);

/* ---- how it can be brought about ---- */

struct cs_how_view {
    const struct cs_how *how;
    const char *as_of, *supposed; /* supposed: for the text; or NULL */
    struct cs_language language; /* of the text */
};
void cs_how_text(const struct cs_how_view *view, size_t columns, bool colour, struct cs_buffer *out);
void cs_how_json(const struct cs_how_view *view, struct cs_buffer *out);

/* ---- every way that a draft can go ---- */

struct cs_explore_view {
    const struct cs_explore *explore;
    const char *organ, *draft, *rule, *as_of, *supposed; /* draft, rule: or NULL; supposed: for the text; or NULL */
    struct cs_language language; /* of the text and the pictures */
};
void cs_explore_text(const struct cs_explore_view *view, size_t columns, bool colour, struct cs_buffer *out);
void cs_explore_json(const struct cs_explore_view *view, struct cs_buffer *out);
void cs_explore_dot(const struct cs_explore_view *view, struct cs_buffer *out);
void cs_explore_svg(const struct cs_explore_view *view, struct cs_buffer *out);

/* ---- rows one by one, for act ---- */

/* "Russia owes Armenia assistance on e1 (CST 4(2), by 2022-09-20)", with its states on the accounts. */
casus_status cs_report_rows(const struct cs_report *report, const struct cs_ledger_row *const *rows, size_t count,
                            struct cs_buffer *out);

/* Tables for data frames (view/export.h), as CSV and JSON; what their columns mean, as Markdown. */
void cs_export_csv(const struct cs_export *table, struct cs_buffer *out);
void cs_export_json(const struct cs_export *table, struct cs_buffer *out);
/* An object of JSON on each line. */
void cs_export_lines(const struct cs_export *table, struct cs_buffer *out);
void cs_export_dictionary(struct cs_buffer *out);

#endif
