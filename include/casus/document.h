/* SPDX-License-Identifier: MIT */
/*
 * Documents, and the passages that a record cites from them by anchor: a range of bytes, and the first 8 hexadecimal
 * digits of its SHA-256. check.h checks the citations of a record. Calling conventions: casus.h.
 */
#ifndef CASUS_DOCUMENT_H
#define CASUS_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/status.h"

#ifdef __cplusplus
extern "C" {
#endif

struct casus_passage {
    size_t start, end; /* bytes of the document, end exclusive; both 0 if nothing was found */
    size_t line;       /* of its start, from 1 */
    char digest[9];    /* "8e0b1941" */
};

/*
 * The next passage of the document, from byte `from` on, with exactly these words; out->end is 0 if there is none.
 * CASUS_ERR_MEMORY if the digest could not be computed.
 */
CASUS_MUST_USE casus_status casus_document_find(const char *document, size_t length, const char *words, size_t from,
                                                struct casus_passage *out);
/*
 * The passage nearest to the words, where case, spacing and the forms of quotation marks and dashes are ignored.
 * out->end is 0 if not even the first half of the words was found; *whole is true if all were.
 */
CASUS_MUST_USE casus_status casus_document_near(const char *document, size_t length, const char *words,
                                                struct casus_passage *out, bool *whole);
/* The SHA-256 of a document as 64 lower-case hexadecimal digits, the form of a record's `sha256` line. */
CASUS_MUST_USE casus_status casus_document_sha256(const char *document, size_t length, char out[65]);

#ifdef __cplusplus
}
#endif

#endif
