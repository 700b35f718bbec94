/* SPDX-License-Identifier: MIT */
/*
 * A report: a ledger with the wishes of the user. The writers (write/write.h) and the page (page/page.h) read it.
 * Everything in it is borrowed.
 */
#ifndef CS_VIEW_VIEW_H
#define CS_VIEW_VIEW_H

#include "answer/question.h"
#include "lang/say.h"
#include "store/anchor.h"

#define CS_REPORT_COLUMNS ((size_t)80) /* where the wishes do not say */

struct cs_mentions;

struct cs_report {
    const struct cs_ledger *ledger;
    const char *as_of;    /* "2022-10-29" */
    cs_instant end;       /* the end of that date, exclusive */
    bool as_of_given;     /* the wishes have a date; else it is the last date of the records */
    const char *known_on; /* or NULL */
    const char *grades;   /* the grades that are not left out: "P,Pp"; NULL: all */
    const char *supposed; /* what is supposed: "without r1; e1 counts as attack"; or NULL */
    const char *readings; /* the readings to which the ledger is restricted: "Immediately=Strict"; or NULL */
    const struct cs_documents *documents; /* for passages; or NULL */
    cs_name request;      /* only the request of this entry and what belongs to it; CS_NO_NAME: all */
    cs_name party;        /* only rows in which it owes, is owed, asks or acts; CS_NO_NAME: all */
    const uint32_t
        *classes; /* by row of the ledger: rows of different classes stand in different lines; NULL: all are alike */
    bool all;             /* text: no summing up of what is quiet */
    bool each;            /* a line for each holder */
    bool formal;          /* statements as they are written in a record, not in plain language */
    cs_name language;     /* of what people read; CS_NO_NAME: English */
    /* by name: an occurrence that is called like no other, so that no label stands behind it; NULL: none is */
    const bool *told_apart;
    size_t told_apart_count;
    size_t names_most;    /* a list of more names is told as the first of them and a number; 0: all are */
    bool unlabelled;      /* particulars are told by their titles and wordings alone, without "(d1)" behind them */
    struct cs_mentions *mentions; /* which names were called by their titles (mention.h); or NULL */
    bool colour;          /* text: for a terminal */
    size_t columns;       /* text: how wide it is; 0: CS_REPORT_COLUMNS */
};

/* For cs_say and cs_told (lang/say.h). Names are called as everywhere in the report (wording.c). */
struct cs_language cs_report_language(const struct cs_report *report);

static inline size_t cs_report_columns(const struct cs_report *report)
{
    return report->columns != 0 ? report->columns : CS_REPORT_COLUMNS;
}

#endif
