/* SPDX-License-Identifier: MIT */
/* Which handler answers a request, and who may ask for it: the table of routes.def. What stands there for nobody is
 * denied. */
#ifndef CS_SERVE_HTTP_ROUTE_H
#define CS_SERVE_HTTP_ROUTE_H

#include "serve/http/exchange.h"

/* What a route is: how its caller proves who he is, and how it fails. */
enum cs_route_kind {
    CS_PAGE,  /* a page: GET, with a session */
    CS_FORM,  /* what a form of a page does: POST, with a session and the token of the form */
    CS_OPEN,  /* as CS_FORM, of somebody who is not signed in: with a token of his cookie */
    CS_VIEW,  /* the API: GET, with a session or a token of the scope "read" */
    CS_ACT,   /* the API: POST, with a token of the scope "act"; never with a cookie */
    CS_PLAIN, /* of the program itself: style, health; nothing of the register */
    CS_FEED   /* GET, with a token of the scope "feed" in the path, since a calendar has no other way */
};

/* A set of roles. */
enum {
    CS_FOR_ALL = 1 << CS_ROLE_NONE,
    CS_FOR_READER = 1 << CS_ROLE_READER,
    CS_FOR_DELEGATE = 1 << CS_ROLE_DELEGATE,
    CS_FOR_SECRETARY = 1 << CS_ROLE_SECRETARY,
    CS_FOR_FACILITATOR = 1 << CS_ROLE_FACILITATOR,
    CS_FOR_ADMINISTRATOR = 1 << CS_ROLE_ADMINISTRATOR,
    CS_FOR_MEMBERS = CS_FOR_READER | CS_FOR_DELEGATE | CS_FOR_SECRETARY | CS_FOR_FACILITATOR | CS_FOR_ADMINISTRATOR,
    CS_FOR_ANYBODY = CS_FOR_ALL | CS_FOR_MEMBERS,
    CS_FOR_AUTHORS = CS_FOR_DELEGATE | CS_FOR_SECRETARY,
    CS_FOR_CONTROL = CS_FOR_SECRETARY | CS_FOR_FACILITATOR /* of an exercise */
};

struct cs_route {
    enum cs_method method;
    const char *pattern; /* "/cases/{case}/log" */
    unsigned who;
    enum cs_route_kind kind;
    void (*handle)(struct cs_exchange *x);
};

extern const struct cs_route cs_routes[];
extern const size_t cs_route_count;

/*
 * The route of a method and a path; `path` is cut into its parts, at which the parameters point. NULL: there is none;
 * *other is set if there is one of another method.
 */
const struct cs_route *cs_route_find(enum cs_method method, char *path, const char **parameters, bool *other);

#endif
