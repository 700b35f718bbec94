/* SPDX-License-Identifier: MIT */
/* What a document says of itself: title, author, publisher, address, date; of a text, a page of HTML, or a PDF. */
#ifndef CS_CLI_DESCRIBE_H
#define CS_CLI_DESCRIBE_H

#include "cli/cli.h"

/* Each is "" if the document does not say. */
struct cs_description { char title[400], author[200], publisher[200], url[600], date[11]; };

/*
 * Describes a text or a page: by the `title`, `meta` and `link` of its head, else by its first line and the first date
 * in what stands at its beginning.
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
