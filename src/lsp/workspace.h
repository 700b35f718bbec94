/* SPDX-License-Identifier: MIT */
/*
 * All texts that a declaration reaches: those of the folders of the workspace, and those that are open. Each is a case
 * of its own, with what it uses, so that records that are not of one case are not mixed up.
 */
#ifndef CS_LSP_WORKSPACE_H
#define CS_LSP_WORKSPACE_H

#include "lsp/server.h"

#define CS_LSP_FILES_MAX 1000 /* files of the workspace that are looked at */
#define CS_LSP_DEPTH_MAX 16   /* of folders within folders */

/*
 * Calls `visit` with the case of each text in which the file at `path` (NULL: only `own`) counts, `own` first; a text
 * that is part of a case that was visited is not visited again. Stops when `visit` returns false, and returns that.
 * `name`, `bytes` and `length` are those of the text of which the case was made, as for cs_lsp_analyse.
 */
typedef bool (*cs_lsp_visit)(void *context, struct cs_lsp_analysis *analysis);
bool cs_lsp_each_case(struct cs_lsp_server *s, struct cs_lsp_analysis *own, const char *path, cs_lsp_visit visit,
                      void *context);

/* What a symbol is, whatever the case. */
struct cs_lsp_identity { const char *name, *kind, *path; /* path: of its declaration; or NULL */ };
/* False if memory ran out or there is no such symbol. Borrowed from the analysis. */
bool cs_lsp_identify(struct cs_lsp_analysis *analysis, size_t symbol, struct cs_lsp_identity *out);
/* The same symbol in another case; false if it is not there. */
bool cs_lsp_symbol_like(struct cs_lsp_analysis *analysis, const struct cs_lsp_identity *identity, size_t *symbol);

#endif
