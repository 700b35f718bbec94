/* SPDX-License-Identifier: MIT */
/* What is not of the register: style, script, health, figures; and the beginning of a stream of events. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/http/handlers.h"
#include "serve/http/server_int.h"

static const char style[] = {
#include "serve/page/style.css.inc"
    '\0'};
static const char script[] = {
#include "serve/page/live.js.inc"
    '\0'};

void cs_http_health(struct cs_exchange *x)
{
    x->response.type = "text/plain; charset=utf-8";
    cs_serve_add(&x->response.body, "ok\n");
}

void cs_http_style(struct cs_exchange *x)
{
    x->response.type = "text/css; charset=utf-8";
    cs_serve_add(&x->response.body, style);
}

void cs_http_icon(struct cs_exchange *x)
{
    x->response.type = "image/svg+xml";
    cs_serve_add(&x->response.body, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\">"
                                    "<path fill=\"#0b57a4\" d=\"M2 1h12v14H2z\"/>"
                                    "<path stroke=\"#fff\" d=\"M4 5h8M4 8h8M4 11h5\"/></svg>\n");
}

void cs_http_script(struct cs_exchange *x)
{
    x->response.type = "text/javascript; charset=utf-8";
    cs_serve_add(&x->response.body, script);
}

void cs_http_metrics(struct cs_exchange *x)
{
    const struct cs_server *s = x->server;
    casus_text *out = &x->response.body;
    char line[200];

    x->response.type = "text/plain; version=0.0.4; charset=utf-8";
    cs_serve_add(out, "# TYPE casus_responses_total counter\n");
    for (size_t i = 1; i < 6; i++) {
        snprintf(line, sizeof line, "casus_responses_total{class=\"%zuxx\"} %lu\n", i,
                 atomic_load(&s->answered[i]));
        cs_serve_add(out, line);
    }
    snprintf(line, sizeof line,
             "# TYPE casus_refused_sign_ins_total counter\ncasus_refused_sign_ins_total %lu\n"
             "# TYPE casus_streams gauge\ncasus_streams %zu\n",
             atomic_load(&s->refused_sign_ins), s->stream_count);
    cs_serve_add(out, line);
    cs_serve_add(out, "# TYPE casus_mails_total counter\n");
    for (size_t i = 0; i < 3; i++) {
        static const char *const results[] = {"sent", "later", "given up"};

        snprintf(line, sizeof line, "casus_mails_total{result=\"%s\"} %lu\n", results[i], atomic_load(&s->mails[i]));
        cs_serve_add(out, line);
    }
    snprintf(line, sizeof line,
             "# TYPE casus_entries gauge\ncasus_entries %" PRId64 "\n"
             "# TYPE casus_started_seconds gauge\ncasus_started_seconds %" PRId64 "\n",
             s->r->last, s->began);
    cs_serve_add(out, line);
}

void cs_http_events(struct cs_exchange *x)
{
    const struct cs_kept_case *c = cs_exchange_case(x);
    const char *from = x->request.last_event;

    if (c == NULL)
        return;
    x->response.streams = true;
    x->response.type = "text/event-stream; charset=utf-8";
    x->response.from = *from != '\0' && strlen(from) < 19 ? strtoll(from, NULL, 10) : c->last;
    snprintf(x->response.stream, sizeof x->response.stream, "%s", c->name);
}
