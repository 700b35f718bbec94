/* SPDX-License-Identifier: MIT */
/*
 * What the library makes of a text with all that it uses: a case, its symbols, its answer. Each is made when it is
 * first asked for, and kept until one of its texts changes.
 */
#ifndef CS_LSP_ANALYSIS_H
#define CS_LSP_ANALYSIS_H

#include "casus/casus.h"
#include "lsp/documents.h"

/* A text of the case. */
struct cs_lsp_text {
    const char *name, *path; /* path: the real one; NULL of a text that is no file */
    const char *bytes;
    size_t length;
    struct cs_lsp_lines lines; /* made when first asked for: cs_lsp_text_lines */
};

/* Analyses of open documents that are kept: those of the ones that were last spoken of. */
#define CS_LSP_ANALYSES_MAX 16

struct cs_lsp_analysis {
    casus_case *c;
    char message[512];       /* why the case could not be read; "" if it could */
    struct cs_lsp_text *texts;
    size_t count;
    size_t own;              /* the text of which this was made; count if it is not there */
    casus_symbols *symbols;  /* cs_lsp_symbols */
    casus_answer *answer;    /* cs_lsp_answer in server.h */
    bool answered;           /* the answer was tried */
    size_t asked;            /* how often */
    struct casus_entry *entries; /* of the answer: cs_lsp_entries in server.h */
    size_t entry_count;
    json_t *hints;           /* all hints of the document, each with its line; hints.c */
};

/* A text in place of a file, which is not open: for a change that is tried. */
struct cs_lsp_laid { struct cs_lsp_laid *next; const char *path; char *bytes; size_t length; };

/* That of an open document as it is; NULL if memory ran out or the document is lost. */
struct cs_lsp_analysis *cs_lsp_analysis(const struct cs_lsp_documents *documents, struct cs_lsp_document *document);
/*
 * That of a file, or with `bytes` of a text that is no file. A text of another language, "ru/facts.casus", is read with
 * the one beside its folder to which it belongs. The open texts count over the disk, and those that are
 * `laid` over both. NULL if memory ran out.
 */
struct cs_lsp_analysis *cs_lsp_analyse(const struct cs_lsp_documents *documents, const struct cs_lsp_laid *laid,
                                       const char *name, const char *bytes, size_t length);
void cs_lsp_analysis_free(struct cs_lsp_analysis *analysis);
/* Drops the answer, and what was made of it. */
void cs_lsp_analysis_forget_answer(struct cs_lsp_analysis *analysis);
/*
 * Is this file (NULL: any) one of the texts of which a document was made, or could it be one, since it was not made
 * yet, or a text that it uses was not found?
 */
bool cs_lsp_document_concerns(const struct cs_lsp_document *document, const char *real);

/* NULL if memory ran out, or the case could not be read. */
casus_symbols *cs_lsp_symbols(struct cs_lsp_analysis *analysis);
/* The text of this name; NULL if there is none. */
struct cs_lsp_text *cs_lsp_text(const struct cs_lsp_analysis *analysis, const char *name);
/* NULL if memory ran out. */
const struct cs_lsp_lines *cs_lsp_text_lines(struct cs_lsp_text *text);

#endif
