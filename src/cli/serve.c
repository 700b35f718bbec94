/* SPDX-License-Identifier: MIT */
/* `casus serve`: a register over HTTP, until it is told to stop. */
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/session.h"
#ifdef CS_HTTP
#include "serve/http/server.h"

static void write_line(void *context, const char *line)
{
    (void)context;
    fprintf(stderr, "%s\n", line);
}

/* Reads ADDRESS:PORT, also [::1]:PORT; false: it is none. */
static bool read_listen(const char *text, char address[64], uint16_t *port)
{
    const char *colon = strrchr(text, ':');
    size_t length = colon != NULL ? (size_t)(colon - text) : 0;
    char *end = NULL;
    long number = colon != NULL ? strtol(colon + 1, &end, 10) : -1;

    if (length > 1 && text[0] == '[' && text[length - 1] == ']') {
        text++;
        length -= 2;
    }
    if (length == 0 || length >= 64 || number < 0 || number > 65535 || end == colon + 1 || *end != '\0')
        return false;
    memcpy(address, text, length);
    address[length] = '\0';
    *port = (uint16_t)number;
    return true;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    const char *listen = cs_invocation_value(invocation, "listen");
    const char *store = cs_invocation_value(invocation, "store");
    struct cs_server_options options = {.register_path = store != NULL ? store : invocation->arguments[0],
                                        .origin = cs_invocation_value(invocation, "origin"),
                                        .mail_url = cs_invocation_value(invocation, "mail"),
                                        .common_passwords = cs_invocation_value(invocation, "refuse"),
                                        .mail_from = cs_invocation_value(invocation, "mail-from"),
                                        .log = cs_invocation_value(invocation, "quiet") != NULL ? NULL : write_line};
    struct casus_failure failure;
    struct cs_server *server;
    char address[64], words[200];
    casus_status status;
    uint16_t port;
    sigset_t ends;
    int which;

    if ((store != NULL) == (invocation->count > 0))
        return cs_usage(invocation->command, "give the file of a register, or --store and its database");
    if (!read_listen(listen != NULL ? listen : "127.0.0.1:8080", address, &options.port))
        return cs_usage(invocation->command, "\"%s\" is no address and port; write it as 127.0.0.1:8080", listen);
    options.address = address;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error of that write, not the end */
    status = cs_server_start(&options, &server, &port, &failure);
    if (status == CASUS_ERR_ARGUMENT)
        return cs_usage(invocation->command, "%s", failure.message);
    if (status != CASUS_OK)
        return cs_terminal_fail(failure.message);
    snprintf(words, sizeof words, "Serving at http://%s%s%s:%u (end it with Ctrl-C)\n",
             strchr(address, ':') != NULL ? "[" : "", address, strchr(address, ':') != NULL ? "]" : "", port);
    if (!cs_terminal_write(STDOUT_FILENO, words, strlen(words)))
        raise(SIGTERM);
    sigwait(&ends, &which);
    cs_server_stop(server);
    return CS_EXIT_FINE;
}
#elif defined CS_SERVE_APART
static enum cs_exit run(const struct cs_invocation *invocation)
{
    return cs_become_apart(invocation);
}
#else
static enum cs_exit run(const struct cs_invocation *invocation)
{
    (void)invocation;
    return cs_terminal_fail("this casus was built without libmicrohttpd and libsodium, which serve needs");
}
#endif

const struct cs_command cs_command_serve = {
    .name = "serve",
    .arguments = "FILE|--store URL",
    .summary = "let an organisation work in its register, with a browser",
    .help = "Serves a register over HTTP: who is signed in sees what he must and may do,\n"
            "enters acts, and sees at once what each does in law. It listens on this machine\n"
            "alone; to others a proxy publishes it over TLS, whose address --origin gives.\n\n"
            "'casus register' makes a register, its persons, their mandates and links.\n",
    .options = {{"listen", "ADDRESS:PORT", "instead of 127.0.0.1:8080; port 0: any free one"},
                {"store", "URL", "in place of FILE: postgresql://HOST/DATABASE"},
                {"origin", "URL", "how a proxy publishes it: https://r.example.org"},
                {"mail", "URL", "a server of mail: smtps://mail.example.org"},
                {"mail-from", "ADDRESS", "who sends it: register@example.org"},
                {"refuse", "FILE", "passwords that nobody may take, one a line"},
                {"quiet", NULL, "write no log of requests"}},
    .least = 0,
    .most = 1,
    .run = run,
};
