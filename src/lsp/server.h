/* SPDX-License-Identifier: MIT */
/*
 * What the server holds, and what the files of its capabilities share. A request is answered by a function of the table
 * in server.c: it returns the result, or NULL with what is wrong in `problem`.
 */
#ifndef CS_LSP_SERVER_H
#define CS_LSP_SERVER_H

#include "lsp/analysis.h"
#include "lsp/transport.h"

/* Codes of the protocol. */
enum {
    CS_LSP_PARSE_ERROR = -32700, CS_LSP_INVALID_REQUEST = -32600, CS_LSP_METHOD_NOT_FOUND = -32601,
    CS_LSP_INVALID_PARAMS = -32602, CS_LSP_INTERNAL_ERROR = -32603, CS_LSP_NOT_INITIALIZED = -32002,
    CS_LSP_REQUEST_FAILED = -32803, CS_LSP_REQUEST_CANCELLED = -32800
};

/* Why a request is not answered. `code` 0: for want of memory. */
struct cs_lsp_problem { int code; char message[600]; };

#define CS_LSP_FOLDERS_MAX 100

struct cs_lsp_server {
    struct cs_lsp_transport transport;
    struct cs_lsp_documents documents;
    enum cs_lsp_units units;
    bool initialized, shut_down, exits;
    bool markdown;       /* the client shows hovers in Markdown */
    bool watches;        /* it can tell when files change */
    bool checks;         /* evaluate the check lines of a record that is opened or saved */
    char *sources;       /* the folder of the cited documents; or NULL */
    char *folders[CS_LSP_FOLDERS_MAX]; /* of the workspace, as paths */
    size_t folder_count;
};

/* ---- server.c ---- */

/* Sends a notification; takes `params` over. */
void cs_lsp_notify(struct cs_lsp_server *s, const char *method, json_t *params);
/* Tells whoever looks at the log of the client; `type`: 1 error, 2 warning, 3 information. */
__attribute__((format(printf, 3, 4))) void cs_lsp_log(struct cs_lsp_server *s, int type, const char *format, ...);
__attribute__((format(printf, 3, 4))) json_t *cs_lsp_refuse(struct cs_lsp_problem *problem, int code,
                                                            const char *format, ...);

/* ---- ledger.c ---- */

/* A ledger that takes more processor time than this is run only for a text as it was opened or saved. */
#define CS_LSP_ANSWER_MS 200
/*
 * The ledger of a document on the last date of its records, for all accounts; NULL if its texts have mistakes, it
 * failed, or it is too slow for a text that is being typed.
 */
casus_answer *cs_lsp_answer(const struct cs_lsp_server *s, struct cs_lsp_document *document);
long long cs_lsp_processor_ms(void); /* of this process, so far */

/* The entries of all records of an answer that was made; *count 0 if there is none. */
const struct casus_entry *cs_lsp_entries(struct cs_lsp_analysis *analysis, size_t *count);

/* ---- place.c ---- */

/* Where a request points to: an open document, and in most requests an offset in it. */
struct cs_lsp_spot {
    struct cs_lsp_document *document;
    struct cs_lsp_analysis *analysis; /* NULL of the document alone, or if it is lost */
    struct cs_lsp_text *text;         /* its text in the analysis */
    size_t offset;
    size_t line, column;              /* of the library */
};
/* The open document that a request names; NULL, with the problem, if there is none. */
struct cs_lsp_document *cs_lsp_spot_document(struct cs_lsp_server *s, const json_t *params,
                                             struct cs_lsp_problem *problem);
/* The document with its analysis; false, with the problem, if there is none. */
bool cs_lsp_spot_text(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_spot *out,
                      struct cs_lsp_problem *problem);
/* The same with the place. */
bool cs_lsp_spot(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_spot *out,
                 struct cs_lsp_problem *problem);
/* The symbol at a place and the extent of its mention; false if there is none. */
bool cs_lsp_symbol_at(const struct cs_lsp_spot *spot, size_t *symbol, struct casus_place *place);
/* The address of a text: that of the client where it has the text open. On the heap; NULL if it has none. */
char *cs_lsp_text_uri(const struct cs_lsp_server *s, const struct cs_lsp_text *text);
/* The range of a place in its text; NULL if it has none. */
json_t *cs_lsp_place_range(const struct cs_lsp_server *s, struct cs_lsp_text *text, const struct casus_place *place);
/* A Location; NULL if the place has no address. */
json_t *cs_lsp_location(const struct cs_lsp_server *s, const struct cs_lsp_analysis *analysis,
                        const struct casus_place *place);
/* A JSON text, in which bytes that are not UTF-8 are question marks. */
json_t *cs_lsp_string(const char *text);
/* An edit of a text: {range, newText}. */
json_t *cs_lsp_edit(const struct cs_lsp_lines *lines, size_t start, size_t end, const char *text, size_t length,
                    enum cs_lsp_units units);

/* Does a name stand in quotation marks, since it is no run of capital words? */
bool cs_lsp_needs_marks(const char *name);

/* ---- the capabilities, each in the file of its name ---- */

/* diagnostics.c: a diagnostic of a text itself, not of one that it uses. */
json_t *cs_lsp_diagnostic(const struct cs_lsp_server *s, const struct cs_lsp_analysis *analysis,
                          const struct casus_diagnostic *d);
/* colour.c: the types of semantic tokens. */
json_t *cs_lsp_token_legend(void);
/* diagnostics.c: sends the diagnostics of a document. */
void cs_lsp_publish(struct cs_lsp_server *s, struct cs_lsp_document *document);
/*
 * verdicts.c: evaluates the check lines of a document, unless that would take longer than CS_LSP_VERDICTS_MS, and sends
 * its diagnostics again if any does not hold.
 */
#define CS_LSP_VERDICTS_MS 5000
void cs_lsp_judge(struct cs_lsp_server *s, struct cs_lsp_document *document);

#define REQUEST(method, function) \
    json_t *function(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_problem *problem);
#include "lsp/requests.def"
#undef REQUEST

#endif
