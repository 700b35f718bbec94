/* SPDX-License-Identifier: MIT */
/*
 * Documents, and the passages that a record cites from them by anchor: a range of bytes, and the first 8 hexadecimal
 * digits of its SHA-256. Whether the claims of a record cite their documents as they are is told by check.h. Calling
 * conventions: casus.h.
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
    size_t start, end; /* bytes of the document, end exclusive; of nothing found both 0 */
    size_t line;       /* of its start, from 1 */
    char digest[9];    /* "8e0b1941" */
};

/*
 * The next passage of the document, from byte `from` on, that has exactly these words; out->end is 0 if there is none.
 * CASUS_ERR_MEMORY if the digest could not be computed.
 */
CASUS_MUST_USE casus_status casus_document_find(const char *document, size_t length, const char *words, size_t from,
                                                struct casus_passage *out);
/*
 * Where the document comes nearest to the words, if nothing counts but letters and marks: case, the forms of quotation
 * marks and dashes, and how words are spaced do not. out->end is 0 if not even the first half of them is there.
 * `whole`: all of them are.
 */
CASUS_MUST_USE casus_status casus_document_near(const char *document, size_t length, const char *words,
                                                struct casus_passage *out, bool *whole);
/* The SHA-256 of a document, 64 small hexadecimal digits, as a source of a record gives it. */
CASUS_MUST_USE casus_status casus_document_sha256(const char *document, size_t length, char out[65]);

#ifdef __cplusplus
}
#endif

#endif
