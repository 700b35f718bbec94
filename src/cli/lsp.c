/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/cli.h"
#include "lsp/lsp.h"

static long read_input(void *context, char *bytes, size_t length)
{
    ssize_t count;

    (void)context;
    do
        count = read(STDIN_FILENO, bytes, length);
    while (count < 0 && errno == EINTR);
    return (long)count;
}

static bool input_waits(void *context)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};

    (void)context;
    return poll(&input, 1, 0) > 0;
}

static bool write_output(void *context, const char *bytes, size_t length)
{
    (void)context;
    return cs_terminal_write(STDOUT_FILENO, bytes, length);
}

static void complain(void *context, const char *message)
{
    (void)context;
    cs_terminal_fail(message);
}

static enum cs_exit run_lsp(const struct cs_invocation *invocation)
{
    const struct cs_lsp_pipe pipe = {read_input, input_waits, write_output, complain, NULL};

    (void)invocation;
    signal(SIGPIPE, SIG_IGN); /* an editor that is gone ends the server as the protocol says */
    if (isatty(STDIN_FILENO))
        return cs_usage(&cs_command_lsp, "an editor speaks to it; nobody is to type its messages");
    return cs_lsp_serve(&pipe) == 0 ? CS_EXIT_FINE : CS_EXIT_FINDINGS;
}

const struct cs_command cs_command_lsp = {
    .name = "lsp",
    .arguments = "",
    .summary = "serve an editor, by the Language Server Protocol",
    .help = "An editor starts it and speaks to it over its standard input and output. It\n"
            "checks texts as they are typed, before they are saved, leads to declarations,\n"
            "completes, renames, formats, and shows what the ledger says beside an entry.\n"
            "\n"
            "The exit status is that of the protocol: 0 after `shutdown` and `exit`, 1 if\n"
            "the editor went away without.\n"
            "\n"
            "docs/editor.md has the lines for Neovim, Emacs, Vim and Visual Studio Code.\n",
    .run = run_lsp,
};
