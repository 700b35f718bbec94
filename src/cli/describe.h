/* SPDX-License-Identifier: MIT */
/* What a document says of itself: title, author, publisher, address, date; of a text, a page of HTML, or a PDF. */
#ifndef CS_CLI_DESCRIBE_H
#define CS_CLI_DESCRIBE_H

#include "cli/cli.h"

/* Each is "" if the document does not say. */
struct cs_description {
    char title[400], author[200], publisher[200], url[600], date[11];
    bool first_words;   /* the title is none, but the words with which the document begins */
    char mentioned[11]; /* the first date of which a document without a date speaks */
};

/*
 * Describes a text or a page: by the `title`, `meta` and `link` of its head, else by its first line and the first date
 * at its beginning that stands in a short line, or at the head of a line: any other is a date of which it speaks.
 */
void cs_describe(const char *bytes, size_t length, struct cs_description *out);
/* Is it a PDF, by its first bytes? */
bool cs_is_pdf(const char *bytes, size_t length);
/*
 * The text of a PDF, by pdftotext of poppler-utils, which is not run through a shell; added to `out`. False, with a
 * message printed, if there is no such program or it fails.
 */
bool cs_pdf_text(const char *path, casus_text *out);

#endif
