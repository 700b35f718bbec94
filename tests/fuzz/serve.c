/* SPDX-License-Identifier: MIT */
/*
 * Any bytes to the server of a register, over a socket: as a whole request, as a path and query, as a form of a
 * secretary, as cookies, as JSON, as a file, as injects. The first byte chooses. It answers with a status that is none
 * of a fault of its own, or ends the connection.
 */
#include "target.h"

#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "base/failure.h"
#ifdef CS_HTTP
#include "scratch.h"
#include "serve/http/password.h"
#include "serve/http/server.h"
#include "serve/register.h"
#include "serve/state.h"

static const char WORDS[] = "kind state\nname state Alden, Borea\nevent strike by state on state\n";

static uint16_t port;
static char cookie[CS_KEY_TEXT], form[CS_KEY_TEXT], bearer[CS_KEY_TEXT];
static struct cs_server *server;
static char folder[200];

static void leave(void)
{
    char command[216];

    cs_server_stop(server);
    snprintf(command, sizeof command, "rm -r %s", folder);
    must(system(command) == 0);
}

/* Makes a register with a case and a secretary, who has a session and a token; and serves it. */
static void begin(void)
{
    struct cs_key key = {.person = "sam", .made = time(NULL), .seen = time(NULL), .ends = time(NULL) + 86400};
    struct cs_newcomer sam = {.name = "sam", .title = "Sam", .role = CS_ROLE_SECRETARY};
    struct cs_matter matter = {.name = "spring", .lines = ""};
    struct cs_server_options options = {.address = "127.0.0.1"};
    struct cs_hand hand = {.by = NULL};
    struct casus_failure failure;
    struct cs_register *r;
    struct cs_entered entered;
    char words[216], path[216];
    const char *texts[] = {words};
    FILE *out;

    must(mkdtemp(scratch_template(folder, sizeof folder, "casus-fuzz")) != NULL);
    snprintf(words, sizeof words, "%s/a.casus", folder);
    snprintf(path, sizeof path, "%s/a.register", folder);
    out = fopen(words, "w");
    must(out != NULL && fputs(WORDS, out) >= 0 && fclose(out) == 0);
    must(cs_register_create(path, texts, 1, "2022-03-02T10:00+00:00", &failure) == CASUS_OK);
    must(cs_register_open(path, &r, &failure) == CASUS_OK);
    must(cs_register_person(r, &hand, &sam, &entered, &failure) == CASUS_OK);
    must(cs_register_case(r, &hand, &matter, &entered, &failure) == CASUS_OK);
    must(cs_key_make(r->database, CS_KEY_SESSION, &key, cookie, &failure) == CASUS_OK);
    snprintf(key.note, sizeof key.note, "read act");
    must(cs_key_make(r->database, CS_KEY_TOKEN, &key, bearer, &failure) == CASUS_OK);
    cs_register_close(r);
    options.register_path = path;
    must(cs_server_start(&options, &server, &port, &failure) == CASUS_OK);
    cs_form_token(cookie, form);
    atexit(leave);
}

/* Writes the request of an input; returns its length. */
static size_t write_request(char *out, size_t room, const char *bytes, size_t size, unsigned how)
{
    size_t length = 0;

    switch (how) {
    case 1:
        return (size_t)snprintf(out, room, "GET /%.*s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nConnection: close\r\n"
                                "Cookie: casus=%s\r\n\r\n",
                                (int)size, bytes, port, cookie);
    case 2:
        length = (size_t)snprintf(out, room,
                                  "POST /cases/spring/preview HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n"
                                  "Connection: close\r\nCookie: casus=%s\r\n"
                                  "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n"
                                  "form=%s&",
                                  port, cookie, size + 6 + strlen(form), form);
        break;
    case 3:
        return (size_t)snprintf(out, room, "GET /cases HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nConnection: close\r\n"
                                "Cookie: %.*s\r\n\r\n",
                                port, (int)size, bytes);
    case 4:
        length = (size_t)snprintf(out, room,
                                  "POST /api/cases/spring/preview HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n"
                                  "Connection: close\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
                                  "Content-Length: %zu\r\n\r\n",
                                  port, bearer, size);
        break;
    case 5:
        length = (size_t)snprintf(out, room,
                                  "POST /cases/spring/documents HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n"
                                  "Connection: close\r\nCookie: casus=%s\r\n"
                                  "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: %zu\r\n\r\n",
                                  port, cookie, size);
        break;
    case 6:
        length = (size_t)snprintf(out, room,
                                  "POST /exercise/injects HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n"
                                  "Connection: close\r\nCookie: casus=%s\r\n"
                                  "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n"
                                  "form=%s&text=",
                                  port, cookie, size + 11 + strlen(form), form);
        break;
    default:
        break;
    }
    memcpy(out + length, bytes, size);
    return length + size;
}

static void ask(const char *request, size_t length)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    struct timeval patience = {.tv_usec = 100000}; /* of what is no whole request, the server waits for the rest */
    int s = socket(AF_INET, SOCK_STREAM, 0), status = 0;
    char came[4096];
    size_t got = 0;
    ssize_t more;

    must(s >= 0 && setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == 0);
    must(connect(s, (const struct sockaddr *)&to, sizeof to) == 0);
    if (send(s, request, length, MSG_NOSIGNAL) < 0)
        length = 0;
    while ((more = recv(s, came + got, sizeof came - 1 - got, 0)) > 0)
        got = got + (size_t)more < sizeof came - 1 ? got + (size_t)more : 1024;
    came[got] = '\0';
    if (sscanf(came, "HTTP/1.%*d %d", &status) == 1)
        must(status >= 200 && status < 600 && status != 500 && status != 503);
    close(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char request[INPUT_BYTES_MAX + 1024];

    if (size < 1 || size > INPUT_BYTES_MAX)
        return 0;
    if (server == NULL)
        begin();
    ask(request, write_request(request, sizeof request, (const char *)data + 1, size - 1, data[0] % 7));
    return 0;
}
#else
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    (void)data;
    (void)size;
    return 0;
}
#endif
