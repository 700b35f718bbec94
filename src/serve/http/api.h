/* SPDX-License-Identifier: MIT */
/* JSON over HTTP: reading what was sent against api.def, writing an answer, tags of a state. */
#ifndef CS_SERVE_HTTP_API_H
#define CS_SERVE_HTTP_API_H

#include <jansson.h>

#include "serve/http/exchange.h"

/*
 * The object that was sent, with the members that api.def has for the route; NULL: it is another, and that was
 * answered.
 */
json_t *cs_api_read(struct cs_exchange *x);
/* A member of it; NULL: it has none. Borrowed. */
const char *cs_api_text(const json_t *object, const char *name);
int64_t cs_api_number(const json_t *object, const char *name); /* 0: it has none */
/* Answers with an object, which is taken over; NULL: memory ran out. */
void cs_api_write(struct cs_exchange *x, unsigned status, json_t *object);

/*
 * Sets the tag of the state of a case: the number of its last entry, and what else it depends on. True: the client has
 * this state already, and that was answered.
 */
bool cs_api_tag(struct cs_exchange *x, const struct cs_kept_case *c);
/* The last entry of the case that If-Match asks for; 0: any. False: it does not read, and that was answered. */
bool cs_api_expected(struct cs_exchange *x, int64_t *last);
/* The key of an attempt, of this person, from Idempotency-Key; "" for none. False: too long, and that was answered. */
bool cs_api_key(struct cs_exchange *x, char out[300]);

#endif
