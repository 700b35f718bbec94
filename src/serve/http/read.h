/* SPDX-License-Identifier: MIT */
/* Reading what a client has sent: queries, forms with and without files, text that is text. */
#ifndef CS_SERVE_HTTP_READ_H
#define CS_SERVE_HTTP_READ_H

#include <microhttpd.h>

#include "serve/http/exchange.h"

/* Is it UTF-8, without control characters but tabs and ends of lines? */
bool cs_is_text(const char *bytes, size_t length);
/* Has each % of a first line two digits behind it, and none of them stands for NUL, at which names would end? */
bool cs_is_escaped(const char *uri);
/* The status with which it is refused: 400, too many fields, or one that is no text; 503, no memory. 0: it is read. */
unsigned cs_read_query(struct MHD_Connection *connection, struct cs_pairs *out);
/* The same; a file may be anything. */
unsigned cs_read_form(struct MHD_Connection *connection, const char *body, size_t length, struct cs_pairs *out);
void cs_pairs_release(struct cs_pairs *pairs);

#endif
