/* SPDX-License-Identifier: MIT */
/*
 * The language server: an editor talks to it in messages of the Language Server Protocol 3.17, over a pipe. It knows
 * the public headers alone. docs/editor.md says what it answers.
 *
 * One thread, one message after another; what is waiting is read ahead, so that a request that was cancelled is not
 * answered and many changes lead to one check. What it holds is bounded: the limits stand where they are enforced.
 */
#ifndef CS_LSP_LSP_H
#define CS_LSP_LSP_H

#include <stdbool.h>
#include <stddef.h>

struct cs_lsp_pipe {
    /* Reads some bytes, at least one, waiting for them; 0 at the end, below 0 if that failed. */
    long (*read)(void *context, char *bytes, size_t length);
    /* Is there something to read, or the end, without waiting? */
    bool (*waiting)(void *context);
    bool (*write)(void *context, const char *bytes, size_t length);
    void (*complain)(void *context, const char *message); /* to whoever looks at the server's own messages */
    void *context;
};

/*
 * Serves until the client says `exit` or the pipe ends. The exit status of the protocol: 0 if the client has said
 * `shutdown` before, else 1.
 */
int cs_lsp_serve(const struct cs_lsp_pipe *pipe);

#endif
