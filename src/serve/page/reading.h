/* SPDX-License-Identifier: MIT */
/*
 * The words of a document, as somebody reads them, and where each stands in its bytes: of a text all of it, of HTML
 * what stands between its tags. So words that were found or selected become an anchor.
 */
#ifndef CS_SERVE_PAGE_READING_H
#define CS_SERVE_PAGE_READING_H

#include <stdint.h>

#include "casus/casus.h"

#define CS_READING_MOST (2 * 1024 * 1024) /* bytes of a document that is shown */
#define CS_WORDS_LONGEST 1000             /* bytes of words that are looked for */
#define CS_ANCHOR_SIZE 64

struct cs_reading {
    char *text; /* ends with a NUL */
    size_t length;
    uint32_t *from, *until; /* of each byte of the text: the bytes of the document that it stands for */
};

/*
 * Reads a document by the ending of its name. CASUS_ERR_ARGUMENT: it is too long, or neither HTML nor text in UTF-8.
 * Release *out in any case.
 */
casus_status cs_reading_new(const char *name, const char *bytes, size_t length, struct cs_reading *out,
                            struct casus_failure *failure);
void cs_reading_release(struct cs_reading *reading);
/* Finds words from a byte of the text on, however they are spaced. False: they do not stand there. */
bool cs_reading_find(const struct cs_reading *reading, const char *words, size_t after, size_t *start, size_t *end);
/* Writes the anchor of a passage of the text: "@412..530 #1a2b3c4d". `bytes` are those of the document. */
casus_status cs_reading_anchor(const struct cs_reading *reading, const char *bytes, size_t start, size_t end,
                               char out[CS_ANCHOR_SIZE], struct casus_failure *failure);

#endif
