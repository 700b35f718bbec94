/* SPDX-License-Identifier: MIT */
/*
 * Everything that the program prints, through a sink (sink.h). The same answer and style give the same bytes on every
 * machine. Calling conventions: casus.h.
 */
#ifndef CASUS_WRITE_H
#define CASUS_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/act.h"
#include "casus/change.h"
#include "casus/check.h"
#include "casus/next.h"
#include "casus/question.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum casus_format {
    CASUS_TEXT, /* for people: `columns` wide */
    CASUS_JSON,
    CASUS_CSV,
    CASUS_ICS,  /* a calendar */
    CASUS_HTML, /* one file that opens from disk */
    CASUS_SVG,
    CASUS_DOT,  /* for Graphviz */
    CASUS_EMBED, /* HTML for an <iframe> of another page */
    CASUS_SARIF /* findings of the lint, for code scanners (SARIF 2.1.0) */
} casus_format;

/* Zero it, then set `size` and the members you need. NULL: all are zero. Later versions may add members at the end. */
struct casus_style {
    size_t size;
    casus_format format;
    bool colour;         /* text: for a terminal */
    bool all;            /* ledger as text: a line for each holder, and for what is otherwise summed up */
    const char *request; /* only the request of this label and what belongs to it; NULL: all */
    const char *title;   /* brief, page: its heading; NULL: one that names the records */
    const char *account; /* page: which account is shown first, or "open"; NULL: the first */
    /* statements as a record writes them; else in plain language, where the texts have wordings. JSON, CSV and DOT
     * always have the formal ones. */
    bool formal;
    size_t columns;      /* text: how wide a line may be, from 40 on; 0: 80 */
    /* what people read is in this language, "ru"; NULL or "en": English. The case has its texts
     * (casus_case_add_language); else CASUS_ERR_ARGUMENT. JSON, CSV and DOT always have the words of
     * the texts themselves. */
    const char *language;
    const char *party;   /* ledger: only rows in which this party owes, is owed, asks or acts; NULL: all */
};

/*
 * A format that the function's comment does not name, or a request or account that does not exist, is
 * CASUS_ERR_ARGUMENT; nothing is written then.
 */

/* The ledger, as text, JSON or CSV. */
CASUS_MUST_USE casus_status casus_write_ledger(casus_answer *a, const struct casus_style *style, casus_sink sink);
/* The requests side by side, and what came of each, as text, JSON or CSV. */
CASUS_MUST_USE casus_status casus_write_requests(casus_answer *a, const struct casus_style *style, casus_sink sink);
/* A summary of a page in Markdown (format CASUS_TEXT). */
CASUS_MUST_USE casus_status casus_write_brief(casus_answer *a, const struct casus_style *style, casus_sink sink);
/* The page, as HTML; its answer alone, as EMBED; its story alone, as SVG. */
CASUS_MUST_USE casus_status casus_write_page(casus_answer *a, const struct casus_style *style, casus_sink sink);
/* The reasons of a row on all accounts, as text, JSON or DOT. */
CASUS_MUST_USE casus_status casus_write_why(casus_answer *a, size_t row, const struct casus_style *style,
                                            casus_sink sink);
/* Of a question that was understood: the reasons alone, or the whole reply; as text or JSON. */
CASUS_MUST_USE casus_status casus_write_reply_reasons(casus_reply *reply, const struct casus_style *style,
                                                      casus_sink sink);
CASUS_MUST_USE casus_status casus_write_reply(casus_reply *reply, const struct casus_style *style, casus_sink sink);
/* As text, JSON, CSV, or the deadlines as a calendar (ICS). */
CASUS_MUST_USE casus_status casus_write_next(casus_next *next, const struct casus_style *style, casus_sink sink);
/* As text, JSON or CSV. */
CASUS_MUST_USE casus_status casus_write_changes(casus_changes *changes, const struct casus_style *style,
                                                casus_sink sink);
/* Of an act that was understood: why it has effect or not; and what would change in the ledger; as text. */
CASUS_MUST_USE casus_status casus_write_act_reasons(casus_act *act, const struct casus_style *style, casus_sink sink);
CASUS_MUST_USE casus_status casus_write_act_changes(casus_act *act, const struct casus_style *style, casus_sink sink);
typedef enum casus_told {
    CASUS_TOLD_ENTERED,  /* its lines, that they are entered, and who may do such a thing */
    CASUS_TOLD_TRIED,    /* the same of what would be put at the end of the file, and is not */
    CASUS_TOLD_REFUSED   /* that it is not entered, since it would have no effect, or perhaps none; and why */
} casus_told;
/* What has become of an act that was understood and was to be put at the end of this file; as text. */
CASUS_MUST_USE casus_status casus_write_act_told(casus_act *act, casus_told told, const char *file,
                                                 const struct casus_style *style, casus_sink sink);

/* ---- the same as one text ---- */

/*
 * The ledger as `casus run --format json` prints it. *text has a NUL after `length` bytes; free it with
 * casus_text_free.
 */
CASUS_MUST_USE casus_status casus_ledger_json(casus_answer *a, char **text, size_t *length);
/* The reasons of a row on all accounts as `casus why --format json` prints them. */
CASUS_MUST_USE casus_status casus_why_json(casus_answer *a, size_t row, char **text, size_t *length);

#ifdef __cplusplus
}
#endif

#endif
