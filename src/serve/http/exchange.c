/* SPDX-License-Identifier: MIT */
#include "serve/http/exchange.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "serve/http/route.h"
#include "serve/page/page.h"

void cs_go_to(struct cs_exchange *x, const char *path)
{
    x->response.status = 303;
    x->response.type = "text/plain; charset=utf-8";
    snprintf(x->response.location, sizeof x->response.location, "%s", path);
}

/* Writes a text as a string of JSON. */
static void add_string(casus_text *out, const char *text)
{
    cs_serve_add(out, "\"");
    for (; *text != '\0'; text++) {
        char piece[8] = {*text, '\0'};

        if (*text == '"' || *text == '\\')
            snprintf(piece, sizeof piece, "\\%c", *text);
        else if ((unsigned char)*text < 0x20)
            snprintf(piece, sizeof piece, "\\u%04x", (unsigned char)*text);
        cs_serve_add(out, piece);
    }
    cs_serve_add(out, "\"");
}

void cs_refuse(struct cs_exchange *x, unsigned status, const char *format, ...)
{
    struct cs_response *r = &x->response;
    char why[700], number[64];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(why, sizeof why, format, arguments);
    va_end(arguments);
    casus_text_free(r->body.bytes);
    r->body = (casus_text){.bytes = NULL};
    r->status = status;
    r->location[0] = r->etag[0] = r->file[0] = '\0';
    r->streams = false;
    r->policy = NULL;
    if (x->route != NULL && (x->route->kind == CS_PAGE || x->route->kind == CS_FORM || x->route->kind == CS_OPEN)) {
        r->type = "text/html; charset=utf-8";
        cs_web_problem(x, why);
        return;
    }
    r->type = "application/problem+json";
    snprintf(number, sizeof number, "{\"type\":\"about:blank\",\"status\":%u,\"detail\":", status);
    cs_serve_add(&r->body, number);
    add_string(&r->body, why);
    cs_serve_add(&r->body, "}\n");
}

void cs_refuse_status(struct cs_exchange *x, casus_status status, const struct casus_failure *failure)
{
    unsigned code = status == CASUS_ERR_ARGUMENT                                      ? 422
                    : status == CASUS_ERR_LIMIT || status == CASUS_ERR_ENTANGLED ? 413
                                                                                 : 503;

    cs_refuse(x, code, "%s", failure->message);
}

const struct cs_kept_case *cs_exchange_case(struct cs_exchange *x)
{
    struct casus_failure failure;
    const struct cs_kept_case *c = cs_state_case(x->r, x->request.parameters[0], &failure);

    if (c != NULL && cs_sight_case(x->r, x->person, c))
        return c;
    cs_refuse(x, 404, "there is no such case, or it is not for you to see");
    return NULL;
}

struct cs_hand cs_exchange_hand(const struct cs_exchange *x, const char *party)
{
    return (struct cs_hand){.by = x->person != NULL ? x->person->name : NULL, .speaks_for = party};
}
