/* SPDX-License-Identifier: MIT */
/*
 * What is shown, before it is written: a ledger with the wishes of whoever asked, and the reasons and replies to show.
 * The writers (write/write.h) and the page (page/page.h) read this. All is borrowed from its maker.
 */
#ifndef CS_VIEW_VIEW_H
#define CS_VIEW_VIEW_H

#include "answer/question.h"
#include "store/anchor.h"

#define CS_REPORT_COLUMNS ((size_t)80)

struct cs_report {
    const struct cs_ledger *ledger;
    const char *as_of;    /* "2022-10-29" */
    cs_instant end;       /* the end of that date, exclusive */
    bool as_of_given;     /* the wishes have a date; else it is the last date of the records */
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

#endif
