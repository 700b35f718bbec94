/* SPDX-License-Identifier: MIT */
/*
 * A register over HTTP: a thin wrapper around libmicrohttpd. A pool of threads reads requests and writes responses; one
 * at a time uses the register. TLS is a proxy's task (docs/register.md).
 */
#ifndef CS_SERVE_HTTP_SERVER_H
#define CS_SERVE_HTTP_SERVER_H

#include <stdint.h>

#include "casus/casus.h"

struct cs_server_options {
    const char *register_path;
    const char *address; /* "127.0.0.1" */
    uint16_t port;       /* 0: any that is free */
    const char *mail_url;  /* "smtps://mail.example.org": a server of mail; NULL: none is sent */
    const char *mail_from; /* who sends it: "register@example.org" */
    const char *common_passwords; /* a file of passwords that are refused, one a line; NULL: none */
    const char *origin;  /* "https://register.example.org": how a proxy publishes it; NULL: there is none */
    /* Takes a line of the log, without its end: JSON, never what somebody wrote. */
    void (*log)(void *context, const char *line);
    void *context;
    unsigned idle_seconds, request_seconds; /* 0: as below; tests have no time */
};

struct cs_server;

/* Begins to serve; *out is to be stopped. `port` is the one that it listens on. */
casus_status cs_server_start(const struct cs_server_options *options, struct cs_server **out, uint16_t *port,
                             struct casus_failure *failure);
/* Takes no new request, lets those that run end (for up to 5 seconds), and closes the register. NULL is allowed. */
void cs_server_stop(struct cs_server *server);

/* Limits, as docs/register.md states them. */
enum {
    CS_SERVER_THREADS = 4,
    CS_SERVER_CONNECTIONS = 12000,      /* at a time, as far as the system gives descriptors */
    CS_SERVER_STREAMS = 11000,          /* of these, at most, that wait for events */
    CS_SERVER_STREAMS_OF_ANYBODY = 10000, /* of these, of those who are not signed in */
    CS_SERVER_STREAMS_EACH = 20,        /* of one person */
    CS_SERVER_PER_ADDRESS = 200,        /* connections; not behind a proxy */
    CS_SERVER_IDLE_SECONDS = 20,        /* of a connection on which nothing moves */
    CS_SERVER_REQUEST_SECONDS = 120,    /* for a whole request to arrive, from when the connection waits for it */
    CS_SERVER_RESPONSE_SECONDS = 300,   /* for a whole response to be taken; not of events */
    CS_SERVER_HEADERS = 12 * 1024,      /* bytes, of a request's first line and headers; of each connection */
    CS_SERVER_BODY_OF_ANYBODY = 64 * 1024,
    CS_SERVER_BODY = 1024 * 1024,
    CS_SERVER_BODY_OF_DOCUMENT = 16 * 1024 * 1024,
    CS_SERVER_BODIES = 128 * 1024 * 1024, /* of all requests that arrive at a time */
    CS_SERVER_ANSWERS = 256 * 1024 * 1024, /* of all responses that are being sent */
    CS_SERVER_FILES = 64,               /* descriptors for all that is no connection */
    CS_SESSION_IDLE = 3600,             /* seconds */
    CS_SESSION_LONGEST = 12 * 3600,
    CS_ATTEMPT_SECONDS = 15 * 60,
    CS_ATTEMPTS_OF_PERSON = 5,
    CS_ATTEMPTS_OF_ADDRESS = 50
};

#endif
