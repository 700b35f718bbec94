/* SPDX-License-Identifier: MIT */
/*
 * The ledger as a page: one file of HTML that opens from disk and needs no other file. It has the state of every line
 * on every account and with every reading, all computed here from the sets of worlds of the run; its script only
 * selects and shows them. Text of a record is always escaped, never markup (write/html.h).
 *
 * The answer comes first: of each request what came of it in sentences, whether a duty was broken on each account, and
 * the questions on which that hangs, as switches; then what the accounts disagree about, the story, the duties, the
 * sources; last, folded away, every line, question and entry. README.md lists the files.
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

/* A page has at most so many switches: the readings that matter, then the questions on which a breach depends. */
#define CS_SWITCHES_MAX 64
/*
 * If some row has more combinations of readings than this, readings cannot be combined: one at a time is chosen. So are
 * other questions that cannot be combined with these.
 */
#define CS_COMBINATIONS_MAX 1000

casus_status cs_page_html(const struct cs_report *report, const struct cs_page_settings *settings,
                          struct cs_buffer *out);
/* The answer of that page, to be put into another by an <iframe>: the verdict on each account, and the drawing. */
casus_status cs_page_embed(const struct cs_report *report, const struct cs_page_settings *settings,
                           struct cs_buffer *out);
/* The story of each request as SVG, with labels. */
casus_status cs_page_svg(const struct cs_report *report, const struct cs_page_settings *settings,
                         struct cs_buffer *out);

#endif
