/* SPDX-License-Identifier: MIT */
/*
 * Documents at hand, and the passages that claims cite from them: by anchor (a range of bytes and the first 8
 * hexadecimal digits of its SHA-256), by quotation, or by both.
 */
#ifndef CS_STORE_ANCHOR_H
#define CS_STORE_ANCHOR_H

#include "base/failure.h"
#include "lang/tree.h"
#include "text/diagnostic.h"

enum cs_document_state {
    CS_DOCUMENT_UNNAMED, /* the source has no `file` line, or there is no folder to look in */
    CS_DOCUMENT_MISSING, /* there is no such file in the folder, or its name leads out of it */
    CS_DOCUMENT_CHANGED, /* its SHA-256 is not that of the source */
    CS_DOCUMENT_SAME     /* it is, or the source has no `sha256` line */
};

struct cs_document_text {
    const struct cs_document *document;
    enum cs_document_state state;
    const char *bytes; /* NULL unless CHANGED or SAME */
    size_t length;
    char digest[65];
};

struct cs_documents {
    struct cs_arena arena;
    struct cs_document_text *items;
    size_t count;
};

/* Reads the documents of all sources from a folder; `folder` NULL: none is at hand. Releases nothing on failure. */
casus_status cs_documents_read(struct cs_documents *documents, const struct cs_file *files, const char *folder,
                               struct cs_failure *failure);
/* The same of a folder that must be there: CASUS_ERR_IO, and says so, if it is not. */
casus_status cs_documents_open(struct cs_documents *documents, const struct cs_file *files, const char *folder,
                               struct cs_failure *failure);
void cs_documents_release(struct cs_documents *documents);

enum cs_passage_state {
    CS_PASSAGE_NONE,       /* the claim cites none */
    CS_PASSAGE_UNVERIFIED, /* its document is not at hand */
    CS_PASSAGE_VERIFIED,
    CS_PASSAGE_OUTSIDE,    /* the range leads out of the document */
    CS_PASSAGE_CHANGED,    /* the digest is another */
    CS_PASSAGE_MISQUOTED   /* the quotation is not the passage, or is nowhere in the document */
};

struct cs_passage {
    enum cs_passage_state state;
    const struct cs_document_text *text; /* or NULL */
    const char *bytes;                   /* the passage, where it lies in the document: borrowed; or NULL */
    size_t length;
    char digest[9];                      /* of the passage as it is */
};

/* Looks at what a claim cites. A quotation may stand for any run of spaces and line ends by one space. */
casus_status cs_documents_passage(const struct cs_documents *documents, const struct cs_claim *claim,
                                  struct cs_failure *failure, struct cs_passage *out);

struct cs_passage_count { size_t verified, unverified, wrong; };

/* Verifies the documents and the claims of one file; what is wrong becomes a diagnostic, and `out` counts on. */
casus_status cs_documents_check(const struct cs_documents *documents, const struct cs_file *file,
                                const struct cs_names *names, struct cs_diagnostics *diagnostics,
                                struct cs_failure *failure, struct cs_passage_count *out);

/* ---- citing ---- */

struct cs_found_words {
    size_t start, end;
    size_t line; /* from 1 */
    char digest[9]; /* empty if the library could not compute it */
};

/* The next place from `from` on where the document has exactly these words. False if there is none. */
bool cs_words_next(const char *bytes, size_t length, const char *words, size_t from, struct cs_found_words *out);
/*
 * Where the document comes nearest to the words, if nothing counts but letters and marks: case, the forms of
 * quotation marks and dashes, and how words are spaced do not. False if not even the first half of them is there.
 * `whole`: all of them are.
 */
bool cs_words_near(const char *bytes, size_t length, const char *words, struct cs_found_words *out, bool *whole);

#endif
