/* SPDX-License-Identifier: MIT */
/* The texts that the client has open. They count over what is on the disk, for every text that uses them. */
#ifndef CS_LSP_DOCUMENTS_H
#define CS_LSP_DOCUMENTS_H

#include "lsp/lines.h"

#define CS_LSP_DOCUMENTS_MAX 1000
#define CS_LSP_DOCUMENT_MAX ((size_t)16 * 1024 * 1024) /* as for every text of the library */
#define CS_LSP_DOCUMENTS_BYTES_MAX ((size_t)256 * 1024 * 1024)

struct cs_lsp_analysis;

struct cs_lsp_document {
    struct cs_lsp_document *next;
    char *uri;
    char *name; /* what the library calls it: its path, or of a text that is no file a name with an ending */
    bool is_file; /* its address is that of a file, which need not exist */
    char *real;   /* the real path of its file, once it was analysed; else NULL */
    char *bytes;
    size_t length;
    struct cs_lsp_lines lines;
    json_int_t version;
    bool lost;     /* it grew too long, or memory ran out: nothing is known of it until it is sent as a whole */
    bool to_check; /* its diagnostics are to be sent */
    bool saved;    /* it was opened or saved, and not changed since */
    bool to_judge; /* its check lines are to be evaluated, since it or another text was opened or saved */
    json_t *verdicts; /* diagnostics of the check lines that do not hold; NULL: they were not evaluated */
    bool slow;     /* its ledger takes longer than CS_LSP_ANSWER_MS to run: it is run only when it is saved */
    struct cs_lsp_analysis *analysis; /* of the text as it is now; NULL: not made yet, or given back */
    char **depends; /* if it was given back: the real paths of its texts, NULL after the last; else NULL */
};

struct cs_lsp_documents {
    struct cs_lsp_document *first; /* the one that was last spoken of first */
    size_t count, bytes;
};

struct cs_lsp_document *cs_lsp_document(const struct cs_lsp_documents *documents, const char *uri);
struct cs_lsp_document *cs_lsp_document_real(const struct cs_lsp_documents *documents, const char *real);
/*
 * Opens a text, or takes it in anew. Returns NULL, or why it is not opened. *out is the document, which is lost if it
 * is too long.
 */
const char *cs_lsp_document_open(struct cs_lsp_documents *documents, const char *uri, const json_t *text,
                                 json_int_t version, struct cs_lsp_document **out);
void cs_lsp_document_close(struct cs_lsp_documents *documents, struct cs_lsp_document *document);
void cs_lsp_documents_release(struct cs_lsp_documents *documents);
/*
 * Takes in changes, one after the other: each a range and its new text, or the whole text. Returns NULL, or why they
 * are no changes; those before it have been taken in.
 */
const char *cs_lsp_document_change(struct cs_lsp_documents *documents, struct cs_lsp_document *document,
                                   const json_t *changes, enum cs_lsp_units units);
/* Makes a document the first one. */
void cs_lsp_document_touch(struct cs_lsp_documents *documents, struct cs_lsp_document *document);
/* Drops what was made of a document as it was. */
void cs_lsp_document_forget(struct cs_lsp_document *document);

#endif
