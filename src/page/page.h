/* SPDX-License-Identifier: MIT */
/*
 * The ledger as a page: one file of HTML that opens from disk and needs nothing else. It holds how every line stands on
 * every account and with every reading, all of it computed here from the sets of worlds of the run; its script only
 * chooses among what is there. What a record says is always text, never markup (html.h).
 *
 *   page.c            the page from head to foot, and what each section needs made before it
 *   standing.c   how a row or an occurrence stands in some worlds: state, words, what it turns on, shapes to draw
 *   table.c      that for every account and reading, each distinct answer kept once
 *   reasons.c    reasons, each distinct one kept once, and as a tree of HTML
 *   time.c       the axis, lanes of occurrences; axis.h is the scale
 *   requests.c, ledger.c, questions.c, events.c    sections
 *   svg.c        the timeline alone as a picture
 *   assets/           the style and the script, which the build puts into the program
 */
#ifndef CS_PAGE_PAGE_H
#define CS_PAGE_PAGE_H

#include "write/write.h"

struct cs_page_settings {
    const char *title;          /* or NULL: it is made of the requests */
    const char *name;           /* of the records, without their endings; NULL: "casus" */
    cs_instant end;             /* up to which the ledger has run */
    bool account_given;         /* the account that is shown first; else the first of the ledger */
    cs_name account;            /* CS_NO_NAME: open */
};

/* If there are more combinations of readings than this for some row, the page switches one reading at a time. */
#define CS_COMBINATIONS_MAX 64

casus_status cs_page_html(const struct cs_report *report, const struct cs_page_settings *settings,
                          struct cs_buffer *out);
/* The timeline of that page on its first account as SVG. */
casus_status cs_page_svg(const struct cs_report *report, const struct cs_page_settings *settings,
                         struct cs_buffer *out);

#endif
