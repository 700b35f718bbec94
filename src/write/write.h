/* SPDX-License-Identifier: MIT */
/*
 * What a ledger comes to, written: for people as text of 80 columns, for programs as JSON (RFC 8259) and CSV (RFC
 * 4180). All writers read one row model, ledger/ledger.h, through view/; the words of states and kinds are the same in
 * all. Nothing is written but to a buffer: the same ledger gives the same bytes.
 *
 * All return CASUS_OK, or CASUS_ERR_MEMORY, or CASUS_ERR_ENTANGLED with the failure of the ledger's docket told.
 */
#ifndef CS_WRITE_WRITE_H
#define CS_WRITE_WRITE_H

#include "ledger/changes.h"
#include "ledger/next.h"
#include "view/view.h"

/* ---- run ---- */

casus_status cs_report_text(const struct cs_report *report, struct cs_buffer *out);
casus_status cs_report_json(const struct cs_report *report, struct cs_buffer *out);
casus_status cs_report_csv(const struct cs_report *report, struct cs_buffer *out);

/* ---- run by request ---- */

/* The requests laid side by side: who asked, what was decided, owed and done, and what became of it. */
casus_status cs_requests_text(const struct cs_report *report, struct cs_buffer *out);
casus_status cs_requests_json(const struct cs_report *report, struct cs_buffer *out);
casus_status cs_requests_csv(const struct cs_report *report, struct cs_buffer *out);

/* ---- why ---- */

const char *cs_reason_kind_text(enum cs_reason_kind kind); /* "rule" */
casus_status cs_reasons_text(const struct cs_report *report, const struct cs_reasons *reasons, size_t count,
                             struct cs_buffer *out);
casus_status cs_reasons_json(const struct cs_report *report, const struct cs_reasons *reasons, size_t count,
                             struct cs_buffer *out);

/* Reasons as a graph in the language of Graphviz; a reason that is given twice is one node. */
casus_status cs_reasons_dot(const struct cs_report *report, const struct cs_reasons *reasons, size_t count,
                            struct cs_buffer *out);

/* ---- ask ---- */

/* The answers first, and what leaves them open; then the reasons. */
casus_status cs_reply_text(const struct cs_report *report, const struct cs_reply *reply, struct cs_buffer *out);
casus_status cs_reply_json(const struct cs_report *report, const struct cs_reply *reply, struct cs_buffer *out);
/* Does an account that is shown leave some answer open, or contradict itself? */
bool cs_reply_open(const struct cs_report *report, const struct cs_reply *reply);

/* ---- brief ---- */

/* A page of Markdown under this title; of `request` alone, if it is one. */
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
/* The deadlines of what must be done, as a calendar. */
casus_status cs_next_calendar(const struct cs_report *report, const struct cs_next *next, struct cs_buffer *out);

/* ---- rows one by one, for act ---- */

/* "Russia owes Armenia assistance on e1 (CST 4(2), by 2022-09-20)", and how it stands on the accounts. */
casus_status cs_report_rows(const struct cs_report *report, const struct cs_ledger_row *const *rows, size_t count,
                            struct cs_buffer *out);

#endif
