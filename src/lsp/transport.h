/* SPDX-License-Identifier: MIT */
/*
 * Messages over a pipe: each a header with its length, and JSON. A message that is no JSON, or too long, is told from
 * the next one, since its length is known; a header without a length is the end, since nothing behind it can be found.
 */
#ifndef CS_LSP_TRANSPORT_H
#define CS_LSP_TRANSPORT_H

#include <jansson.h>

#include "lsp/lsp.h"

#define CS_LSP_HEADER_MAX ((size_t)4096)
/* A text of 16 MB as JSON, with most of its characters escaped. */
#define CS_LSP_MESSAGE_MAX ((size_t)64 * 1024 * 1024)
/* What is read ahead of what is done. */
#define CS_LSP_AHEAD_MESSAGES 1000
#define CS_LSP_AHEAD_BYTES CS_LSP_MESSAGE_MAX

enum cs_lsp_arrival {
    CS_LSP_MESSAGE,  /* JSON */
    CS_LSP_NO_JSON,  /* a message that is no JSON, or not UTF-8 */
    CS_LSP_TOO_LONG, /* a message of more than CS_LSP_MESSAGE_MAX bytes, which were skipped */
    CS_LSP_END       /* the pipe has ended, or a header was wrong */
};

struct cs_lsp_ahead {
    struct cs_lsp_ahead *next;
    enum cs_lsp_arrival arrival;
    json_t *json;   /* of a message, else NULL */
    size_t bytes;
    bool cancelled; /* a request that the client takes back */
};

struct cs_lsp_transport {
    const struct cs_lsp_pipe *pipe;
    char *input; /* bytes that were read and not taken yet: from `start` to `end` */
    size_t start, end, capacity;
    struct cs_lsp_ahead *first, **last;
    size_t count, bytes;
    bool ended, broken; /* broken: nothing can be written any more */
};

void cs_lsp_transport_init(struct cs_lsp_transport *t, const struct cs_lsp_pipe *pipe);
void cs_lsp_transport_release(struct cs_lsp_transport *t);
/* Would cs_lsp_next return without waiting for the client? */
bool cs_lsp_ready(const struct cs_lsp_transport *t);
/*
 * The next message, waiting for it. Before, all that is waiting is read ahead, and requests that it cancels are marked.
 * *json is yours, NULL unless it is a message.
 */
enum cs_lsp_arrival cs_lsp_next(struct cs_lsp_transport *t, json_t **json, bool *cancelled);
/* Sends a message and drops it; NULL, for want of memory, is not sent. */
void cs_lsp_send(struct cs_lsp_transport *t, json_t *message);

#endif
