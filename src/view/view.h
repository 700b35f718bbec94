/* SPDX-License-Identifier: MIT */
/*
 * What is shown, before it is written: a ledger with the wishes of whoever asked, and the reasons and replies to show.
 * The writers (write/write.h) and the page (page/page.h) read this. All is borrowed from its maker.
 */
#ifndef CS_VIEW_VIEW_H
#define CS_VIEW_VIEW_H

#include "ledger/fits.h"
#include "ledger/ledger.h"
#include "reasons/why.h"
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

/* How it is on one account, and why; accounts alike are written as one. Reasons that are of no account stand last. */
struct cs_reasons_part {
    cs_name account;           /* CS_NO_NAME: open */
    bool of_account;           /* false: of none of them */
    enum cs_state state;       /* or unsaid */
    const struct cs_reason *reasons;
};

#define CS_NEAR_ROWS 3

struct cs_reasons {
    const struct cs_ledger_row *row; /* what is asked about; or NULL: */
    const char *sentence;      /* NULL: the text has no head */
    cs_set set;                /* of a sentence: the worlds in which it is so */
    const struct cs_ledger_row *near[CS_NEAR_ROWS]; /* where no row fits a sentence: those that nearly do, then NULL */
    const struct cs_reasons_part *parts;
    size_t part_count;
};

struct cs_reply {
    const char *asked;      /* as it was put */
    const char *read;       /* as it was understood */
    enum cs_state yes, no;  /* the states of what is no row */
    const struct cs_reasons *subjects;
    size_t subject_count;
    const struct cs_fit *fits; /* what there is that fits, where the question leaves something unsaid */
    size_t fit_count;
};

#endif
