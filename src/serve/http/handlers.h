/* SPDX-License-Identifier: MIT */
/* The handlers of routes.def. */
#ifndef CS_SERVE_HTTP_HANDLERS_H
#define CS_SERVE_HTTP_HANDLERS_H

#include "serve/http/exchange.h"

#define ROUTE(method, pattern, who, kind, handler) void handler(struct cs_exchange *x);
#include "serve/http/routes.def"
#undef ROUTE

#endif
