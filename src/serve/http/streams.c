/* SPDX-License-Identifier: MIT */
/*
 * Server-sent events: what was entered in a case, to those who wait for it. The id of an event is the entry's number.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "serve/http/server_int.h"

#define BYTES_MOST (64 * 1024) /* that wait to be sent on one stream */

struct telling {
    struct cs_stream *stream;
    const struct cs_kept_case *c;
    const struct cs_person *person;
    casus_text out;
};

/* Adds the event of an entry that its reader may see. */
static casus_status tell_entry(void *context, const struct cs_chain_entry *entry, struct casus_failure *failure)
{
    struct telling *t = context;
    char line[200];

    if (t->out.length > BYTES_MOST)
        return CASUS_OK;
    t->stream->from = entry->number;
    if (!cs_sight_entry(t->stream->server->r, t->person, t->c, entry->number))
        return CASUS_OK;
    snprintf(line, sizeof line, "id: %" PRId64 "\nevent: entry\ndata: {\"number\":%" PRId64 ",\"kind\":\"%.20s\"}\n\n",
             entry->number, entry->number, entry->kind);
    cs_serve_add(&t->out, line);
    return t->out.failed ? cs_serve_memory(failure) : CASUS_OK;
}

/* Collects what is to be sent. False: the stream has ended. */
static bool collect(struct cs_stream *s)
{
    struct casus_failure failure;
    struct telling t = {.stream = s};
    casus_status status;

    if (atomic_load(&s->server->stops) || cs_register_refresh(s->server->r, &failure) != CASUS_OK ||
        !cs_session_still(s->server, s))
        return false;
    t.c = cs_state_case(s->server->r, s->name, &failure);
    t.person = s->public_ ? NULL : cs_people_find(s->server->r, s->person);
    status = cs_chain_walk(s->server->r->database, s->name, s->from, tell_entry, &t, &failure);
    if (status == CASUS_OK && s->beats && t.out.length == 0)
        cs_serve_add(&t.out, ": here\n\n");
    s->beats = false;
    if (status != CASUS_OK || t.out.failed) {
        casus_text_free(t.out.bytes);
        return false;
    }
    casus_text_free(s->bytes);
    s->bytes = t.out.bytes;
    s->length = t.out.length;
    s->sent = 0;
    return true;
}

static ssize_t read_stream(void *context, uint64_t position, char *out, size_t most)
{
    struct cs_stream *s = context;
    ssize_t count = MHD_CONTENT_READER_END_OF_STREAM;

    (void)position;
    cs_turn_take(&s->server->turn);
    if (s->sent == s->length && !s->ended && cs_database_group_waits(s->server->r->database))
        s->server->told = -1; /* what is not on the disk is told afterwards */
    else if (s->sent == s->length && !s->ended)
        s->ended = !collect(s);
    if (s->sent < s->length) {
        count = (ssize_t)(s->length - s->sent < most ? s->length - s->sent : most);
        memcpy(out, s->bytes + s->sent, (size_t)count);
        s->sent += (size_t)count;
    } else if (!s->ended) {
        s->waits = true;
        MHD_suspend_connection(s->connection);
        count = 0;
    }
    cs_turn_give(&s->server->turn);
    return count;
}

static void close_stream(void *context)
{
    struct cs_stream *s = context;
    struct cs_server *server = s->server;

    cs_turn_take(&server->turn);
    *(s->before != NULL ? &s->before->next : &server->streams) = s->next;
    if (s->next != NULL)
        s->next->before = s->before;
    server->stream_count--;
    cs_turn_give(&server->turn);
    casus_text_free(s->bytes);
    free(s);
}

/* Has its reader left? While a connection waits for events nobody looks at its socket. */
static bool is_left(const struct cs_stream *s)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(s->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    char byte;
    ssize_t got = info != NULL ? recv(info->connect_fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) : 0;

    return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

/* Lets a stream go on: it sends what there is, or ends. */
static void go_on(struct cs_stream *s)
{
    if (s->waits) {
        s->waits = false;
        MHD_resume_connection(s->connection);
    }
}

/* May one more be opened? Who goes from page to page leaves a stream behind with each: those end here. */
static bool has_room(const struct cs_server *server, const struct cs_exchange *x)
{
    const char *person = x->person != NULL ? x->person->name : "";
    size_t his = 0;

    for (struct cs_stream *s = server->streams; s != NULL; s = s->next) {
        if (strcmp(s->person, person) != 0)
            continue;
        s->ended = s->ended || (x->person != NULL && is_left(s));
        if (s->ended)
            go_on(s);
        else
            his++;
    }
    return server->stream_count < CS_SERVER_STREAMS &&
           (x->person == NULL ? his < CS_SERVER_STREAMS_OF_ANYBODY : his < CS_SERVER_STREAMS_EACH);
}

struct MHD_Response *cs_stream_open(struct cs_server *server, struct MHD_Connection *connection,
                                    const struct cs_exchange *x)
{
    struct cs_stream *s = has_room(server, x) ? calloc(1, sizeof *s) : NULL;
    struct MHD_Response *response;

    if (s == NULL)
        return NULL;
    s->server = server;
    s->connection = connection;
    s->from = x->response.from;
    s->public_ = x->person == NULL;
    s->beats = true;
    snprintf(s->name, sizeof s->name, "%s", x->response.stream);
    snprintf(s->person, sizeof s->person, "%s", x->person != NULL ? x->person->name : "");
    memcpy(s->session, x->session, sizeof s->session);
    memcpy(s->token, x->token, sizeof s->token);
    response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 256, read_stream, s, close_stream);
    if (response == NULL) {
        free(s);
        return NULL;
    }
    s->next = server->streams;
    if (s->next != NULL)
        s->next->before = s;
    server->streams = s;
    server->stream_count++;
    return response;
}

void cs_stream_wake(struct cs_server *server, bool beat)
{
    bool news = server->r->last != server->told;

    server->told = server->r->last;
    for (struct cs_stream *s = server->streams; s != NULL && (news || beat); s = s->next) {
        s->beats = s->beats || beat;
        go_on(s);
    }
}
