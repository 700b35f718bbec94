/* SPDX-License-Identifier: MIT */
/*
 * The documents in a folder, and the passages that claims cite from them: by anchor (a range of bytes and the first 8
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
    CS_DOCUMENT_CHANGED, /* its SHA-256 is not that of the `sha256` line */
    CS_DOCUMENT_SAME     /* its SHA-256 is that of the `sha256` line, or there is no such line */
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

/* Reads the documents of all sources from a folder (NULL: reads none). The caller releases, also after a failure. */
casus_status cs_documents_read(struct cs_documents *documents, const struct cs_file *files, const char *folder,
                               struct cs_failure *failure);
/* The same, but CASUS_ERR_IO if `folder` is given and does not exist. */
casus_status cs_documents_open(struct cs_documents *documents, const struct cs_file *files, const char *folder,
                               struct cs_failure *failure);
void cs_documents_release(struct cs_documents *documents);

enum cs_passage_state {
    CS_PASSAGE_NONE,       /* the claim cites none */
    CS_PASSAGE_UNVERIFIED, /* its document was not read */
    CS_PASSAGE_VERIFIED,
    CS_PASSAGE_OUTSIDE,    /* the range ends beyond the document */
    CS_PASSAGE_CHANGED,    /* the digest differs */
    CS_PASSAGE_MISQUOTED   /* the passage is not the quotation, or the document does not have it */
};

struct cs_passage {
    enum cs_passage_state state;
    const struct cs_document_text *text; /* or NULL */
    const char *bytes;                   /* the passage within the document's bytes: borrowed; or NULL */
    size_t length;
    char digest[9];                      /* of the passage in the document */
};

/* Verifies what a claim cites. One space of a quotation matches any run of spaces and line ends. */
void cs_documents_passage(const struct cs_documents *documents, const struct cs_claim *claim, struct cs_passage *out);

struct cs_passage_count { size_t verified, unverified, wrong; };

/* Verifies the documents and the claims of one file; mistakes become diagnostics; adds to the counts in `out`. */
casus_status cs_documents_check(const struct cs_documents *documents, const struct cs_file *file,
                                const struct cs_names *names, struct cs_diagnostics *diagnostics,
                                struct cs_failure *failure, struct cs_passage_count *out);

/* ---- citing ---- */

struct cs_found_words {
    size_t start, end;
    size_t line; /* from 1 */
    char digest[9]; /* "" if OpenSSL could not compute it */
};

/* Finds the next place from byte `from` on with exactly these words. False if there is none. */
bool cs_words_next(const char *bytes, size_t length, const char *words, size_t from, struct cs_found_words *out);
/*
 * Finds the passage nearest to the words, where case, spacing and the forms of quotation marks and dashes are ignored.
 * False if not even the first half of the words was found; *whole is true if all were.
 */
bool cs_words_near(const char *bytes, size_t length, const char *words, struct cs_found_words *out, bool *whole);

#endif
