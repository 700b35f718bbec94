/* SPDX-License-Identifier: MIT */
/*
 * One request and its response, as the handlers of routes.def see them. A handler runs while nobody else uses the
 * register; it reads the request, asks and changes the register, and writes the response. It knows nothing of sockets.
 */
#ifndef CS_SERVE_HTTP_EXCHANGE_H
#define CS_SERVE_HTTP_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "casus/casus.h"
#include "serve/state.h"

struct cs_server;
struct cs_route;

enum cs_method { CS_GET, CS_POST, CS_METHOD_COUNT };

#define CS_PAIRS_MOST 64
#define CS_PARAMETERS_MOST 2
/* Names and values of a query or a form; of a file in a form, `file` is its name, and `length` counts its bytes. */
struct cs_pair { char *name, *value, *file; size_t length; };
struct cs_pairs { struct cs_pair items[CS_PAIRS_MOST]; size_t count; };

struct cs_request {
    enum cs_method method;
    const char *path;
    const char *parameters[CS_PARAMETERS_MOST]; /* what stands in the path for {...} */
    struct cs_pairs query, form;
    const char *body; /* of JSON */
    size_t length;
    /* Headers; "" if there is none. */
    const char *if_match, *if_none_match, *idempotency_key, *last_event, *languages;
    bool minimal;     /* "Prefer: return=minimal": no more is told than that it is done */
    char address[64]; /* from where it comes, for limits */
    int64_t now;      /* seconds of the machine's clock */
};

struct cs_response {
    unsigned status;
    const char *type;        /* lives as long as the program */
    casus_text body;
    char location[600];      /* where to go on; "": nowhere */
    char etag[80];           /* "": none */
    char cookie[240];        /* to be set; "": none */
    char file[80];           /* the name under which a browser saves it; "": it shows it */
    bool streams;            /* events follow: case `stream`, from behind entry `from` */
    char stream[64];
    int64_t from;
    const char *policy;      /* content security policy; NULL: that of all pages */
    char own_policy[400];    /* where `policy` may stand, if it is of this response alone */
};

struct cs_exchange {
    struct cs_server *server;
    struct cs_register *r;
    const struct cs_route *route;
    struct cs_request request;
    struct cs_response response;
    const struct cs_person *person;  /* who asks; NULL: somebody who is not signed in */
    struct cs_person self;           /* he, copied: the register may be read again meanwhile */
    char self_name[CS_PERSON_SIZE], self_title[128];
    char session[CS_KEY_TEXT];       /* his session; "": none */
    char token[CS_KEY_TEXT];         /* or the token of his program */
    char scopes[CS_NOTE_SIZE];       /* of the token */
    char form_token[CS_KEY_TEXT];    /* what a form must send back */
    const char *language;            /* "en" or "ru" */
    int zone;                        /* of the reader, in minutes; CS_ZONE_NONE (page/zone.h): he has told none */
};

/* The value of a field; NULL: it was not sent. */
const char *cs_field(const struct cs_pairs *pairs, const char *name);
const struct cs_pair *cs_field_pair(const struct cs_pairs *pairs, const char *name);

/* Where the browser goes on; a path of this server. */
void cs_go_to(struct cs_exchange *x, const char *path);
/* Answers that it cannot be done: a page, or an RFC 9457 problem where the route is one of the API. */
__attribute__((format(printf, 3, 4))) void cs_refuse(struct cs_exchange *x, unsigned status, const char *format, ...);
/* The same for what the register or the library has refused. */
void cs_refuse_status(struct cs_exchange *x, casus_status status, const struct casus_failure *failure);
/* The case that the path names, if he may see it; else NULL, and that there is none was answered. */
const struct cs_kept_case *cs_exchange_case(struct cs_exchange *x);
/* What is entered by who asks, for a party or for nobody (NULL). */
struct cs_hand cs_exchange_hand(const struct cs_exchange *x, const char *party);

#endif
