/* SPDX-License-Identifier: MIT */
/*
 * What a ledger comes to, written: for people as text of 80 columns, for programs as JSON (RFC 8259) and CSV (RFC
 * 4180). All writers read one row model, engine/ledger.h; the words of states and kinds are the same in all. Nothing
 * is written but to a buffer: the same ledger gives the same bytes.
 *
 *   text.c   the ledger for people: fold.c joins rows that are alike, legend.c gives the questions short names
 *   rows.c   what all writers say of a row: dates, names, answers
 *   standing.c  how something stands on the accounts
 *   ledger_json.c, csv.c, requests*.c, reply.c, brief.c, changes.c, changes_data.c, reasons.c, reasons_json.c, next.c, next_data.c, calendar.c
 *   markdown.c   a writer of Markdown
 *   json.c   a writer of JSON      wrap.c   text in columns, colours
 *
 * All return CASUS_OK, or CASUS_ERR_MEMORY, or CASUS_ERR_ENTANGLED with the failure of the ledger's docket told.
 */
#ifndef CS_REPORT_REPORT_H
#define CS_REPORT_REPORT_H

#include "engine/changes.h"
#include "engine/fits.h"
#include "engine/ledger.h"
#include "engine/next.h"
#include "engine/why.h"
#include "store/anchor.h"

#define CS_REPORT_COLUMNS ((size_t)80)

struct cs_report {
    const struct cs_ledger *ledger;
    const char *as_of;    /* "2022-10-29" */
    cs_instant end;       /* the end of that date, exclusive */
    bool as_of_said;      /* by whoever asks; else it is the last date of the records */
    const char *known_on; /* or NULL */
    const char *grades;   /* of which alone texts count: "P,Pp"; or NULL */
    const char *readings; /* the readings to which the ledger is cut down: "Immediately=Strict"; or NULL */
    const struct cs_documents *documents; /* where passages are found, or NULL */
    cs_name request;      /* run: only the requests of this entry and what belongs to them; CS_NO_NAME: all */
    const uint32_t
        *classes; /* by row of the ledger: rows of different classes stand in different lines; NULL: all are alike */
    bool all;             /* text: no summing up of what is quiet */
    bool colour;          /* text: for a terminal */
};

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

/* How it is on one account, and why; accounts alike are written as one. Reasons that are of no account stand last. */
struct cs_reasons_part {
    cs_name account;           /* CS_NO_NAME: open */
    bool of_account;           /* false: of none of them */
    const char *state;         /* or NULL */
    const struct cs_reason *reasons;
};

struct cs_reasons {
    const struct cs_ledger_row *row; /* what is asked about; or NULL: */
    const char *sentence;      /* NULL: the text has no head */
    cs_set set;                /* of a sentence: the worlds in which it is so */
    const struct cs_reasons_part *parts;
    size_t part_count;
};

const char *cs_reason_kind_text(enum cs_reason_kind kind); /* "rule" */
casus_status cs_reasons_text(const struct cs_report *report, const struct cs_reasons *reasons, size_t count,
                             struct cs_buffer *out);
casus_status cs_reasons_json(const struct cs_report *report, const struct cs_reasons *reasons, size_t count,
                             struct cs_buffer *out);

/* ---- ask ---- */

struct cs_reply {
    const char *asked;      /* as it was put */
    const char *read;       /* as it was understood */
    const char *yes, *no;   /* the states of what is no row */
    const struct cs_reasons *subjects;
    size_t subject_count;
    const struct cs_fit *fits; /* what there is that fits, where the question leaves something unsaid */
    size_t fit_count;
};

/* The answers first, and what leaves them open; then the reasons. */
casus_status cs_reply_text(const struct cs_report *report, const struct cs_reply *reply, struct cs_buffer *out);
casus_status cs_reply_json(const struct cs_report *report, const struct cs_reply *reply, struct cs_buffer *out);
/* Is some answer undetermined on an account that is shown? */
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
