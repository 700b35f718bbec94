/* SPDX-License-Identifier: MIT */
/*
 * The ledger as a page: one file of HTML that opens from disk and needs no other file. It has the state of every line
 * on every account and with every reading, all computed here from the sets of worlds of the run; its script only
 * selects and shows them. Text of a record is always escaped, never markup (write/html.h).
 *
 *   page.c       the page from head to foot, and what its sections share
 *   standing.c   a row or an occurrence in some worlds: its state, words, questions, shapes to draw
 *   table.c      that for every account and reading, each distinct one kept once
 *   reasons.c    reasons, each distinct one kept once, and as a tree of HTML
 *   time.c       the axis, lanes of occurrences; view/axis.h is the scale
 *   requests.c, ledger.c, questions.c, events.c    sections
 *   svg.c        the timeline alone as a picture
 *   assets/      the style and the script, which the build puts into the program
 */
#ifndef CS_PAGE_PAGE_H
#define CS_PAGE_PAGE_H

#include "write/write.h"

struct cs_page_settings {
    const char *title;          /* NULL: made from the requests */
    const char *name;           /* of the records, without their endings; NULL: "casus" */
    cs_instant end;             /* the end of the run, exclusive */
    bool account_given;         /* false: the first account of the ledger is shown first */
    cs_name account;            /* the account that is shown first; CS_NO_NAME: open */
};

/* If some row has more combinations of readings than this, readings cannot be combined: one at a time is chosen. */
#define CS_COMBINATIONS_MAX 64

casus_status cs_page_html(const struct cs_report *report, const struct cs_page_settings *settings,
                          struct cs_buffer *out);
/* The timeline of that page on its first account as SVG. */
casus_status cs_page_svg(const struct cs_report *report, const struct cs_page_settings *settings,
                         struct cs_buffer *out);

#endif
