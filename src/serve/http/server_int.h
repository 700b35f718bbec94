/* SPDX-License-Identifier: MIT */
/* What the files of the server share, and handlers do not see. */
#ifndef CS_SERVE_HTTP_SERVER_INT_H
#define CS_SERVE_HTTP_SERVER_INT_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "serve/http/exchange.h"
#include "serve/http/route.h"
#include "serve/http/server.h"

/* One that waits for events (streams.c). */
struct cs_stream {
    struct cs_stream *next, *before;
    struct cs_server *server;
    struct MHD_Connection *connection;
    char name[64];            /* of the case */
    char person[CS_PERSON_SIZE];
    char session[CS_KEY_TEXT], token[CS_KEY_TEXT];
    int64_t from;             /* the last entry that it was told of */
    bool public_, waits, beats, ended; /* `beats`: it is to be told that the server is there */
    char *bytes;              /* to be sent */
    size_t length, sent;
};

/* A connection, for as long as there is one (guests.c). */
struct cs_guest {
    struct cs_guest *next, *before;
    int socket;
    int64_t until;            /* milliseconds of a clock that only goes on; INT64_MAX: it waits for events */
};

/* A response that waits for the disk (group.c). */
struct cs_held { struct cs_held *next; struct cs_exchange *x; struct MHD_Connection *connection; };

/* In the order in which they came: of a mutex the one who has just had it is often the next (turn.c). */
struct cs_turn { pthread_mutex_t lock; struct cs_waiter *first, *last; bool taken; };

struct cs_server {
    struct cs_register *r;
    struct cs_turn turn;      /* held by who uses the register, and all below */
    atomic_uint waiting;      /* requests that wait for the turn */
    struct cs_held *held;
    size_t held_count;
    int64_t held_since;       /* milliseconds of a clock that only goes on */
    struct MHD_Daemon *daemon;
    struct cs_server_options options;
    char hosts[3][300];       /* what may stand in `Host` */
    char origin[320];         /* its own, as a browser tells it */
    bool secure;              /* published over TLS: cookies are for TLS alone */
    pthread_mutex_t door;     /* held by who looks at the guests; nothing else is locked under it */
    struct cs_guest *guests;
    struct cs_stream *streams;
    size_t stream_count;
    int64_t told;             /* the last entry of which streams were told */
    atomic_bool stops;
    struct cs_mailer *mailer; /* NULL: no mail is sent */
    pthread_t ticker;
    bool ticks;
    /* Counted for /metrics. */
    atomic_size_t arriving;   /* bytes of bodies */
    atomic_size_t leaving;    /* of responses */
    atomic_ulong answered[6]; /* by the first digit of the status */
    atomic_ulong mails[3];    /* sent, to be tried again, given up */
    atomic_ulong refused_sign_ins;
    int64_t began;
};

/* ---- session.c ---- */

/* Finds who asks by the session or the token of the request. */
void cs_session_find(struct cs_exchange *x, struct MHD_Connection *connection);
/* May he ask for this, and does the request come from where it should? Else it was answered. */
bool cs_session_allows(struct cs_exchange *x, struct MHD_Connection *connection);
/* The name of the cookie of a session, or of a visitor who has none. */
const char *cs_session_cookie(const struct cs_server *server, bool visitor);
/* Sets the cookie of a session, or takes it away (NULL). */
void cs_session_set(struct cs_exchange *x, const char *key);
/* Opens a session of a person, and sends the browser home. */
void cs_session_let_in(struct cs_exchange *x, const char *person);
/* Notes an attempt of `who`; false: there were too many, or it cannot be noted, and that was answered. */
bool cs_session_tries(struct cs_exchange *x, const char *who, int64_t most);
/* Finds the key of this kind in the path, of a person who is here; false: it is not good. */
bool cs_session_path_key(const struct cs_exchange *x, const char *kind, struct cs_key *key);
/* Answers that the key in the path is not good, which counts as an attempt of its address. */
void cs_session_refuse_key(struct cs_exchange *x, const char *why);
/* Is the session or token still good, and may its person see the case of a stream? */
bool cs_session_still(struct cs_server *server, const struct cs_stream *stream);

/* ---- guests.c ---- */

/* A connection begins or ends: for libmicrohttpd. */
void cs_guest_notify(void *server, struct MHD_Connection *connection, void **guest,
                     enum MHD_ConnectionNotificationCode code);
/* From now it has so many seconds for what it is about; 0: any time. */
void cs_guest_allow(struct cs_server *server, struct MHD_Connection *connection, unsigned seconds);
/* Ends the connections whose time is over. */
void cs_guest_end_late(struct cs_server *server);
/* How many connections there may be at a time, by the descriptors that the system gives. */
unsigned cs_guest_most(void);

/* ---- streams.c ---- */

/* The response that sends events; NULL: there are too many already, or no memory. */
struct MHD_Response *cs_stream_open(struct cs_server *server, struct MHD_Connection *connection,
                                    const struct cs_exchange *x);
/* Wakes those who wait for entries that came since; the caller has the turn. */
void cs_stream_wake(struct cs_server *server, bool beat);

/* ---- turn.c ---- */

void cs_turn_begin(struct cs_turn *turn);
void cs_turn_end(struct cs_turn *turn);
void cs_turn_take(struct cs_turn *turn);
void cs_turn_give(struct cs_turn *turn);

/* ---- group.c; the caller has the turn ---- */

/*
 * A request is done: may its response leave? Else its connection is suspended, and goes on as soon as all that it may
 * tell of is on the disk; then its response is as it is to be sent.
 */
bool cs_group_after(struct cs_server *server, struct cs_held *own);
/* Ends the group, if there is one. */
void cs_group_end(struct cs_server *server);

/* ---- mailer.c ---- */

/* Begins to send mail, if the options name a server for it. */
casus_status cs_mailer_start(struct cs_server *server, struct casus_failure *failure);
void cs_mailer_stop(struct cs_server *server);

/* ---- server.c ---- */

int64_t cs_server_now(void); /* seconds */

#endif
