/* SPDX-License-Identifier: MIT */
/* Addresses of files: "file:///home/a/b.record". */
#ifndef CS_LSP_URI_H
#define CS_LSP_URI_H

/* The path of a file address, on the heap; NULL if it is another address, is wrong, or memory ran out. */
char *cs_lsp_uri_path(const char *uri);
/* The address of an absolute path, on the heap; NULL if memory ran out. */
char *cs_lsp_path_uri(const char *path);

#endif
