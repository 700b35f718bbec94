/* SPDX-License-Identifier: MIT */
#include "serve/http/server.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "serve/http/password.h"
#include "serve/http/read.h"
#include "serve/http/server_int.h"
#include "serve/page/zone.h"

#define BEAT_SECONDS 15

static const char page_policy[] =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/* One request, from its first line to the end of its response. */
struct work {
    struct cs_exchange x;
    struct cs_server *server;
    casus_text upload;
    char *path;
    size_t counted;  /* of its body, in server->arriving */
    size_t limit;    /* of its body */
    size_t leaving;  /* of its response, in server->leaving */
    unsigned refused; /* the status with which it ends before it has arrived; 0: it goes on */
    const char *ambiguity; /* why its headers are refused, with 400; or NULL */
    bool begun;      /* its headers have arrived */
    bool escapes;    /* what is escaped in its first line is so as it should be */
    struct timespec began;
    bool known;      /* who asks was looked up for the limit */
    struct cs_held held;
    bool done;       /* it is answered, and may leave */
};

int64_t cs_server_now(void)
{
    return (int64_t)time(NULL);
}

static int64_t since_ms(const struct timespec *began)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)(now.tv_sec - began->tv_sec) * 1000 + (now.tv_nsec - began->tv_nsec) / 1000000;
}

/* ---- the response ---- */

static void add_header(struct MHD_Response *response, const char *name, const char *value)
{
    if (value != NULL && *value != '\0')
        MHD_add_response_header(response, name, value);
}

static void add_headers(const struct work *w, struct MHD_Response *response)
{
    const struct cs_response *r = &w->x.response;
    char disposition[120] = "";

    if (r->file[0] != '\0')
        snprintf(disposition, sizeof disposition, "attachment; filename=\"%s\"", r->file);
    add_header(response, "Connection", w->refused == 400 ? "close" : "");
    add_header(response, "Content-Type", r->type);
    add_header(response, "Content-Security-Policy", r->policy != NULL ? r->policy : page_policy);
    add_header(response, "X-Content-Type-Options", "nosniff");
    add_header(response, "Referrer-Policy", "same-origin");
    add_header(response, "Cross-Origin-Opener-Policy", "same-origin");
    add_header(response, "Cross-Origin-Resource-Policy", "same-origin");
    add_header(response, "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    if (w->server->secure)
        add_header(response, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    add_header(response, "Cache-Control",
               w->x.route != NULL && w->x.route->kind == CS_PLAIN && r->status == 200 ? "max-age=300"
               : r->etag[0] != '\0'                                                    ? "private, no-cache"
                                                                                       : "no-store");
    add_header(response, "Vary", "Cookie, Authorization, Accept-Language");
    add_header(response, "ETag", r->etag);
    add_header(response, "Location", r->location);
    add_header(response, "Set-Cookie", r->cookie);
    add_header(response, "Content-Disposition", disposition);
    add_header(response, "X-Accel-Buffering", r->streams ? "no" : "");
    add_header(response, "WWW-Authenticate",
               r->status == 401 && w->x.route != NULL && w->x.route->kind != CS_PAGE ? "Bearer" : "");
    add_header(response, "Retry-After", r->status == 429 ? "900" : r->status == 503 ? "5" : "");
}

static void free_body(void *bytes)
{
    casus_text_free(bytes);
}

/* Writes the line of the log: what was asked for by its pattern, and how it ended; nothing of what was said. */
static void log_request(const struct work *w)
{
    const struct cs_server *server = w->server;
    const struct cs_exchange *x = &w->x;
    struct tm parts = {0};
    time_t now = time(NULL);
    char at[32], line[400];

    if (server->options.log == NULL)
        return;
    gmtime_r(&now, &parts);
    strftime(at, sizeof at, "%Y-%m-%dT%H:%M:%SZ", &parts);
    snprintf(line, sizeof line,
             "{\"at\":\"%s\",\"method\":\"%s\",\"route\":\"%s\",\"status\":%u,\"ms\":%" PRId64
             ",\"bytes\":%zu,\"person\":\"%s\",\"from\":\"%s\"}",
             at, x->request.method == CS_POST ? "POST" : "GET", x->route != NULL ? x->route->pattern : "",
             x->response.status, since_ms(&w->began), x->response.body.length,
             x->person != NULL ? x->person->name : "", x->request.address);
    server->options.log(server->options.context, line);
}

/* What is answered where there is no room for anything else: it takes no memory of ours. */
static struct MHD_Response *give_up(struct cs_exchange *x)
{
    static char words[] = "too much is being sent, or not enough memory; try again in a moment\n";
    static char problem[] = "{\"type\":\"about:blank\",\"status\":503,\"detail\":\"too much is being sent, or not "
                            "enough memory; try again in a moment\"}\n";
    struct cs_response *r = &x->response;
    bool page = x->route == NULL || x->route->kind == CS_PAGE || x->route->kind == CS_FORM || x->route->kind == CS_OPEN;

    r->status = 503;
    r->type = page ? "text/plain; charset=utf-8" : "application/problem+json";
    r->file[0] = r->location[0] = r->etag[0] = r->cookie[0] = '\0';
    return MHD_create_response_from_buffer(page ? sizeof words - 1 : sizeof problem - 1, page ? words : problem,
                                           MHD_RESPMEM_PERSISTENT);
}

/* The response with what was written, if there is room for it. */
static struct MHD_Response *give(struct work *w)
{
    struct cs_response *r = &w->x.response;
    struct MHD_Response *response;

    if (r->body.failed)
        return give_up(&w->x);
    w->leaving = r->body.length;
    if (atomic_fetch_add(&w->server->leaving, w->leaving) + w->leaving > CS_SERVER_ANSWERS)
        return give_up(&w->x);
    response = MHD_create_response_from_buffer_with_free_callback(r->body.length, r->body.bytes, free_body);
    if (response == NULL)
        return give_up(&w->x);
    r->body.bytes = NULL;
    return response;
}

static enum MHD_Result queue(struct work *w, struct MHD_Connection *connection, struct MHD_Response *stream)
{
    struct cs_response *r = &w->x.response;
    struct MHD_Response *response = stream != NULL ? stream : give(w);
    enum MHD_Result result;

    cs_guest_allow(w->server, connection, stream != NULL ? 0 : CS_SERVER_RESPONSE_SECONDS);
    if (response == NULL)
        return MHD_NO;
    log_request(w);
    add_headers(w, response);
    atomic_fetch_add(&w->server->answered[r->status / 100 % 6], 1);
    result = MHD_queue_response(connection, r->status, response);
    MHD_destroy_response(response);
    return result;
}

/* ---- the request ---- */

static const char *header(struct MHD_Connection *connection, const char *name)
{
    const char *value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);

    return value != NULL ? value : "";
}

static enum MHD_Result keep_forwarded(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    const char **last = context;

    (void)kind;
    if (name != NULL && value != NULL && strcasecmp(name, "X-Forwarded-For") == 0)
        *last = value;
    return MHD_YES;
}

/*
 * Where it comes from: of a proxy, whom the proxy names last, perhaps in a line of its own behind those of the client,
 * who can write what he likes.
 */
static void read_address(struct work *w, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const char *forwarded = "", *comma;
    char *out = w->x.request.address;
    size_t size = sizeof w->x.request.address;
    const struct sockaddr *address = info != NULL ? info->client_addr : NULL;

    snprintf(out, size, "?");
    if (address != NULL && address->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)address)->sin_addr, out, (socklen_t)size);
    else if (address != NULL && address->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr, out, (socklen_t)size);
    MHD_get_connection_values(connection, MHD_HEADER_KIND, keep_forwarded, &forwarded);
    if (w->server->options.origin != NULL && *forwarded != '\0') {
        comma = strrchr(forwarded, ',');
        forwarded = comma != NULL ? comma + 1 : forwarded;
        forwarded += strspn(forwarded, " ");
        snprintf(out, size, "%.*s", (int)strspn(forwarded, "0123456789abcdefABCDEF.:"), forwarded);
    }
}

static bool knows_host(const struct cs_server *server, const char *host)
{
    for (size_t i = 0; i < sizeof server->hosts / sizeof *server->hosts; i++)
        if (server->hosts[i][0] != '\0' && strcmp(host, server->hosts[i]) == 0)
            return true;
    return false;
}

static void read_headers(struct work *w, struct MHD_Connection *connection)
{
    struct cs_request *q = &w->x.request;
    bool secure = w->server->secure;
    const char *chosen = MHD_lookup_connection_value(connection, MHD_COOKIE_KIND,
                                                     secure ? "__Host-language" : "language");
    const char *zone = MHD_lookup_connection_value(connection, MHD_COOKIE_KIND, secure ? "__Host-zone" : "zone");

    w->x.zone = cs_zone_minutes(zone != NULL ? zone : "");
    q->now = cs_server_now();
    q->if_match = header(connection, "If-Match");
    q->if_none_match = header(connection, "If-None-Match");
    q->idempotency_key = header(connection, "Idempotency-Key");
    q->last_event = header(connection, "Last-Event-ID");
    q->languages = header(connection, "Accept-Language");
    q->minimal = strcmp(header(connection, "Prefer"), "return=minimal") == 0;
    if (chosen == NULL)
        chosen = q->languages;
    w->x.language = strncmp(chosen, "ru", 2) == 0 ? "ru" : "en";
    read_address(w, connection);
}

/* Answers with what is wrong about the request itself. */
static bool refuse(struct work *w, unsigned status, const char *why)
{
    cs_refuse(&w->x, status, "%s", why);
    return false;
}

/* Is it a request that can be answered at all? Finds its route, and reads its query and form. */
static bool read_request(struct work *w, struct MHD_Connection *connection)
{
    static const char no_memory[] = "not enough memory";
    struct cs_request *q = &w->x.request;
    unsigned refused;
    bool other;

    if (w->refused == 413)
        return refuse(w, 413, "the request is too large");
    if (w->refused == 400)
        return refuse(w, 400, w->ambiguity);
    if (w->refused != 0)
        return refuse(w, w->refused, "the server is busy; try again in a moment");
    if (!knows_host(w->server, header(connection, "Host")))
        return refuse(w, 421, "this server is not known by that name; see --origin of casus serve");
    if (!w->escapes || !cs_is_text(w->path, strlen(w->path)) || strpbrk(w->path, "\t\r\n") != NULL)
        return refuse(w, 400, "the path is not UTF-8, or has control characters");
    w->x.route = cs_route_find(q->method, w->path, q->parameters, &other);
    if (w->x.route == NULL)
        return refuse(w, other ? 405 : 404, other ? "this cannot be done here" : "there is no such page");
    refused = cs_read_query(connection, &q->query);
    if (refused != 0)
        return refuse(w, refused,
                      refused == 503 ? no_memory : "the query is too long, not UTF-8, or has control characters");
    q->body = w->upload.bytes != NULL ? w->upload.bytes : "";
    q->length = w->upload.length;
    if (q->method != CS_POST)
        return true;
    if (w->x.route->kind == CS_ACT) {
        if (strncmp(header(connection, "Content-Type"), "application/json", 16) != 0)
            return refuse(w, 415, "send JSON, as Content-Type: application/json");
        return true;
    }
    refused = cs_read_form(connection, q->body, q->length, &q->form);
    if (refused != 0)
        return refuse(w, refused,
                      refused == 503 ? no_memory : "the form does not read as a browser writes it");
    return true;
}

/*
 * A page that anybody may see has a tag, its hash: who has it already is told so. No browser keeps pages of people
 * who are signed in.
 */
static void add_tag(struct cs_exchange *x)
{
    struct cs_response *r = &x->response;
    unsigned char digest[CS_DIGEST_SIZE];
    char text[CS_DIGEST_HEX];

    if (x->person != NULL || x->request.method != CS_GET || x->route->kind != CS_PAGE || r->status != 200 ||
        r->cookie[0] != '\0' || r->body.failed || !cs_digest_of("", 0, r->body.bytes, r->body.length, digest))
        return;
    cs_digest_hex(digest, text);
    snprintf(r->etag, sizeof r->etag, "\"%.32s\"", text);
    if (strcmp(x->request.if_none_match, r->etag) != 0)
        return;
    r->status = 304;
    casus_text_free(r->body.bytes);
    r->body = (casus_text){.bytes = NULL};
}

/* Finds who asks, and lets the handler answer him. */
static void handle(struct work *w, struct MHD_Connection *connection)
{
    struct cs_exchange *x = &w->x;
    struct casus_failure failure;
    casus_status status = cs_register_refresh(x->r, &failure);

    if (status != CASUS_OK) {
        cs_refuse_status(x, status, &failure);
        return;
    }
    cs_session_find(x, connection);
    if (!cs_session_allows(x, connection))
        return;
    x->route->handle(x);
    if (!x->response.streams)
        add_tag(x);
}

static enum MHD_Result respond(struct work *w, struct MHD_Connection *connection)
{
    struct cs_server *server = w->server;
    struct cs_exchange *x = &w->x;
    struct MHD_Response *stream = NULL;
    bool leaves = true;

    read_headers(w, connection);
    atomic_fetch_add(&server->waiting, 1);
    cs_turn_take(&server->turn);
    atomic_fetch_sub(&server->waiting, 1);
    x->r = server->r;
    x->response.status = 200;
    x->response.type = "text/html; charset=utf-8";
    if (read_request(w, connection))
        handle(w, connection);
    if (x->response.streams) {
        stream = cs_stream_open(server, connection, x);
        if (stream == NULL)
            cs_refuse(x, 503, "too many wait for events");
    }
    w->done = true;
    w->held = (struct cs_held){.x = x, .connection = connection};
    if (stream == NULL)
        leaves = cs_group_after(server, &w->held);
    else
        cs_group_end(server);
    cs_turn_give(&server->turn);
    return leaves ? queue(w, connection, stream) : MHD_YES;
}

/* ---- what libmicrohttpd calls ---- */

/* The first line has arrived, still escaped: begins a request. NULL: no memory. */
static void *arrive(void *context, const char *uri, struct MHD_Connection *connection)
{
    struct work *w = calloc(1, sizeof *w);

    (void)connection;
    if (w == NULL)
        return NULL;
    w->server = w->x.server = context;
    w->limit = CS_SERVER_BODY_OF_ANYBODY;
    w->x.language = "en";
    w->escapes = cs_is_escaped(uri);
    clock_gettime(CLOCK_MONOTONIC, &w->began);
    return w;
}

/* The headers that count once: of two a proxy could take the one, and this server the other. */
static const char *const once[] = {"Host", "Content-Type", "Authorization", "Cookie", "Origin", "Sec-Fetch-Site",
                                   "If-Match", "Idempotency-Key"};

struct told { unsigned lengths, pieces, times[sizeof once / sizeof *once]; bool odd, twice; };

static enum MHD_Result count_header(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct told *told = context;

    (void)kind;
    if (name == NULL)
        return MHD_YES;
    told->lengths += strcasecmp(name, "Content-Length") == 0;
    if (strcasecmp(name, "Transfer-Encoding") == 0) {
        told->pieces++;
        told->odd = told->odd || value == NULL || strcasecmp(value, "chunked") != 0;
    }
    for (size_t i = 0; i < sizeof once / sizeof *once; i++)
        told->twice = (strcasecmp(name, once[i]) == 0 && told->times[i]++ > 0) || told->twice;
    return MHD_YES;
}

/*
 * Does it tell the length of its body in two ways, or have a header twice that counts once? A proxy could take the end
 * of such a request for another request, or let it pass for what it is not. NULL: it does not.
 */
static const char *ambiguity(struct MHD_Connection *connection)
{
    struct told told = {.lengths = 0};

    MHD_get_connection_values(connection, MHD_HEADER_KIND, count_header, &told);
    if (told.lengths + told.pieces > 1 || told.odd)
        return "the request tells the length of its body in two ways";
    return told.twice ? "the request has a header twice that counts once" : NULL;
}

/* Its headers have arrived. */
static enum MHD_Result begin(struct work *w, struct MHD_Connection *connection, const char *method, const char *url)
{
    w->begun = true;
    w->ambiguity = ambiguity(connection);
    if (w->ambiguity != NULL)
        w->refused = 400;
    w->path = strdup(url);
    w->x.request.path = strdup(url);
    w->x.request.method = strcmp(method, "POST") == 0                                     ? CS_POST
                          : strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0 ? CS_GET
                                                                                        : CS_METHOD_COUNT;
    return w->path != NULL && w->x.request.path != NULL ? MHD_YES : MHD_NO;
}

/* Who is signed in may send more; looked up only once that is needed. */
static void widen(struct work *w, struct MHD_Connection *connection)
{
    const char *end = strrchr(w->x.request.path, '/');

    if (w->known)
        return;
    w->known = true;
    w->x.request.now = cs_server_now();
    cs_turn_take(&w->server->turn);
    w->x.r = w->server->r;
    cs_session_find(&w->x, connection);
    if (w->x.person != NULL)
        w->limit = end != NULL && strcmp(end, "/documents") == 0 ? CS_SERVER_BODY_OF_DOCUMENT : CS_SERVER_BODY;
    w->x.person = NULL;
    cs_turn_give(&w->server->turn);
}

/* Takes a piece of the body; what is too much is read and thrown away. */
static void take(struct work *w, struct MHD_Connection *connection, const char *bytes, size_t length)
{
    casus_sink sink = casus_text_sink(&w->upload);

    if (w->refused != 0)
        return;
    if (w->upload.length + length > w->limit)
        widen(w, connection);
    if (w->upload.length + length > w->limit) {
        w->refused = 413;
        return;
    }
    w->counted += length;
    if (atomic_fetch_add(&w->server->arriving, length) + length > CS_SERVER_BODIES ||
        !sink.write(sink.context, bytes, length))
        w->refused = 503;
}

static void release(struct work *w)
{
    char *path = (char *)(uintptr_t)w->x.request.path;

    atomic_fetch_sub(&w->server->arriving, w->counted);
    atomic_fetch_sub(&w->server->leaving, w->leaving);
    cs_pairs_release(&w->x.request.query);
    cs_pairs_release(&w->x.request.form);
    casus_text_free(w->upload.bytes);
    casus_text_free(w->x.response.body.bytes);
    free(path);
    free(w->path);
    free(w);
}

static enum MHD_Result answer(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *upload, size_t *upload_size, void **state)
{
    struct work *w = *state;
    enum MHD_Result result;

    (void)context;
    (void)version;
    if (w == NULL)
        return MHD_NO;
    if (!w->begun)
        return begin(w, connection, method, url);
    if (*upload_size > 0) {
        take(w, connection, upload, *upload_size);
        *upload_size = 0;
        return MHD_YES;
    }
    result = w->done ? queue(w, connection, NULL) : respond(w, connection);
    if (result == MHD_YES && w->x.response.streams) { /* a stream has all that it needs, and may last for days */
        release(w);
        *state = NULL;
    }
    return result;
}

static void completed(void *context, struct MHD_Connection *connection, void **state,
                      enum MHD_RequestTerminationCode code)
{
    struct work *w = *state;

    (void)code;
    cs_guest_allow(context, connection, ((struct cs_server *)context)->options.request_seconds);
    if (w != NULL)
        release(w);
    *state = NULL;
}

/* Looks each second what other programs have entered, and tells waiting readers from time to time that it is there. */
static void *tick(void *context)
{
    struct cs_server *server = context;
    struct timespec second = {.tv_sec = 0, .tv_nsec = 250000000};
    struct casus_failure failure;

    for (unsigned long count = 1; !atomic_load(&server->stops); count++) {
        nanosleep(&second, NULL);
        if (count % 4 != 0)
            continue;
        cs_guest_end_late(server);
        cs_turn_take(&server->turn);
        cs_group_end(server);
        if (server->streams != NULL && cs_register_refresh(server->r, &failure) == CASUS_OK)
            cs_stream_wake(server, count % (4UL * BEAT_SECONDS) == 0);
        cs_turn_give(&server->turn);
        cs_database_tidy(server->r->database);
    }
    return NULL;
}

/* ---- beginning and end ---- */

static casus_status read_options(struct cs_server *server, const struct cs_server_options *options,
                                 struct casus_failure *failure)
{
    const char *origin = options->origin, *host;

    server->options = *options;
    if (options->idle_seconds == 0)
        server->options.idle_seconds = CS_SERVER_IDLE_SECONDS;
    if (options->request_seconds == 0)
        server->options.request_seconds = CS_SERVER_REQUEST_SECONDS;
    if (origin == NULL)
        return CASUS_OK;
    server->secure = strncmp(origin, "https://", 8) == 0;
    host = origin + (server->secure ? 8 : 7);
    if ((!server->secure && strncmp(origin, "http://", 7) != 0) || *host == '\0' || strlen(host) > 255 ||
        host[strspn(host, "abcdefghijklmnopqrstuvwxyz0123456789.-:[]")] != '\0')
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "\"%.80s\" is no origin; write it as https://register.example.org", origin);
    snprintf(server->hosts[2], sizeof server->hosts[2], "%s", host);
    snprintf(server->origin, sizeof server->origin, "%s", origin);
    return CASUS_OK;
}

/* What it listens on, as `Host` and as an origin. */
static void name_hosts(struct cs_server *server, uint16_t port)
{
    const char *address = server->options.address;
    const char *open = strchr(address, ':') != NULL ? "[" : "", *end = *open != '\0' ? "]" : "";

    snprintf(server->hosts[0], sizeof server->hosts[0], "%s%s%s:%u", open, address, end, port);
    snprintf(server->hosts[1], sizeof server->hosts[1], "localhost:%u", port);
    if (server->origin[0] == '\0')
        snprintf(server->origin, sizeof server->origin, "http://%.290s", server->hosts[0]);
}

static casus_status listen_on(struct cs_server *server, uint16_t *port, struct casus_failure *failure)
{
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons(server->options.port)};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6, .sin6_port = htons(server->options.port)};
    bool six = inet_pton(AF_INET6, server->options.address, &in6.sin6_addr) == 1;
    const struct sockaddr *address = six ? (const struct sockaddr *)&in6 : (const struct sockaddr *)&in;
    unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC;
    const union MHD_DaemonInfo *info;

    if (!six && inet_pton(AF_INET, server->options.address, &in.sin_addr) != 1)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "\"%.80s\" is no address; write it as 127.0.0.1",
                             server->options.address);
    server->daemon = MHD_start_daemon(
        flags | (six ? MHD_USE_IPv6 : 0U), 0, NULL, NULL, answer, server, MHD_OPTION_SOCK_ADDR, address,
        MHD_OPTION_THREAD_POOL_SIZE, (unsigned)CS_SERVER_THREADS, MHD_OPTION_CONNECTION_LIMIT,
        cs_guest_most(), MHD_OPTION_PER_IP_CONNECTION_LIMIT,
        server->options.origin == NULL ? (unsigned)CS_SERVER_PER_ADDRESS : 0U, MHD_OPTION_CONNECTION_TIMEOUT,
        server->options.idle_seconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CS_SERVER_HEADERS,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_COMPLETED, completed, server,
        MHD_OPTION_NOTIFY_CONNECTION, cs_guest_notify, server, MHD_OPTION_URI_LOG_CALLBACK, arrive, server,
        MHD_OPTION_END);
    if (server->daemon == NULL)
        return cs_serve_fail(failure, CASUS_ERR_IO,
                             "nothing can be served at %.80s, port %u; perhaps another program listens there",
                             server->options.address, server->options.port);
    info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
    *port = info != NULL ? info->port : server->options.port;
    name_hosts(server, *port);
    return CASUS_OK;
}

casus_status cs_server_start(const struct cs_server_options *options, struct cs_server **out, uint16_t *port,
                             struct casus_failure *failure)
{
    struct cs_server *server = calloc(1, sizeof *server);
    casus_status status = server != NULL ? CASUS_OK : cs_serve_memory(failure);

    *out = NULL;
    if (status != CASUS_OK)
        return status;
    cs_turn_begin(&server->turn);
    pthread_mutex_init(&server->door, NULL);
    server->began = cs_server_now();
    cs_turn_take(&server->turn);
    status = read_options(server, options, failure);
    if (status == CASUS_OK)
        status = cs_password_prepare(failure);
    if (status == CASUS_OK)
        status = cs_register_open(options->register_path, &server->r, failure);
    if (status == CASUS_OK) {
        cs_database_use_groups(server->r->database);
        server->told = server->r->last;
        status = listen_on(server, port, failure);
    }
    cs_turn_give(&server->turn);
    if (status == CASUS_OK) {
        server->ticks = pthread_create(&server->ticker, NULL, tick, server) == 0;
        if (!server->ticks)
            status = cs_serve_memory(failure);
    }
    if (status == CASUS_OK)
        status = cs_mailer_start(server, failure);
    if (status != CASUS_OK) {
        cs_server_stop(server);
        return status;
    }
    *out = server;
    return CASUS_OK;
}

void cs_server_stop(struct cs_server *server)
{
    struct timespec moment = {.tv_sec = 0, .tv_nsec = 20000000};
    const union MHD_DaemonInfo *info;

    if (server == NULL)
        return;
    atomic_store(&server->stops, true);
    if (server->ticks)
        pthread_join(server->ticker, NULL);
    cs_mailer_stop(server);
    if (server->daemon != NULL) {
        MHD_socket listening = MHD_quiesce_daemon(server->daemon);

        for (int i = 0; i < 250; i++) {
            cs_turn_take(&server->turn);
            cs_group_end(server);
            cs_stream_wake(server, true);
            cs_turn_give(&server->turn);
            info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);
            if (info == NULL || info->num_connections == 0)
                break;
            nanosleep(&moment, NULL);
        }
        MHD_stop_daemon(server->daemon);
        if (listening != MHD_INVALID_SOCKET)
            close(listening);
    }
    cs_register_close(server->r);
    cs_turn_end(&server->turn);
    pthread_mutex_destroy(&server->door);
    free(server);
}
