/* SPDX-License-Identifier: MIT */
/* A question put to a case, and the reply with its reasons: also why a line of the ledger is as it is. */
#include <stdio.h>
#include <string.h>

#include "serve/http/handlers.h"
#include "serve/page/page.h"

#define QUESTION_LONGEST 2000

/* The reply as the library writes it, or why there is none. */
static casus_status add_reply(struct cs_exchange *x, casus_text *out, struct cs_web_case *c, const char *question)
{
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = c->now};
    struct casus_diagnostic_style diagnostics = {.size = sizeof diagnostics};
    struct casus_style style = cs_web_style(x);
    casus_text text = {.bytes = NULL};
    casus_reply *reply = NULL;
    casus_status status = casus_ask(c->c, question, CASUS_ASK_SHORT, &wishes, &reply);

    if (status == CASUS_OK && casus_reply_understood(reply)) {
        status = casus_write_reply(reply, &style, casus_text_sink(&text));
        cs_web_told(out, &text, NULL, NULL);
    } else if (status == CASUS_OK) {
        cs_web(out, "<p class=\"problem\" role=\"alert\">{}</p><pre class=\"told\">", casus_reply_refusal(reply));
        status = casus_write_reply_diagnostics(reply, &diagnostics, cs_web_sink(out));
        cs_web(out, "{}</pre>", casus_reply_remedy(reply));
    }
    casus_reply_free(reply);
    return status;
}

void cs_web_ask(struct cs_exchange *x)
{
    const char *question = cs_field(&x->request.query, "question");
    struct casus_failure failure;
    casus_status status = CASUS_OK;
    struct cs_web_case c;
    casus_text *out;

    if (!cs_web_open(x, &c))
        return;
    if (question != NULL && strlen(question) > QUESTION_LONGEST)
        question = NULL;
    out = cs_web_begin(x, cs_web_say(x, "Ask"));
    cs_web_case_links(x, out, c.kept);
    cs_web(out, "<form method=\"get\" class=\"card\"><p><label>{}<br>"
                "<input name=\"question\" value=\"{}\" required></label></p><button>{}</button></form>",
           cs_web_say(x, "A question, or the number of a line to ask why"), question,
           cs_web_say(x, "Ask"));
    if (question != NULL && *question != '\0')
        status = add_reply(x, out, &c, question);
    if (status == CASUS_OK) {
        cs_web(out, "<h2>{}</h2><pre class=\"told\">", cs_web_say(x, "What can be asked"));
        status = casus_write_examples(c.c, cs_web_sink(out));
        cs_web(out, "</pre>");
    }
    cs_web_end(x);
    if (status != CASUS_OK) {
        cs_serve_fail(&failure, status, "%.500s", casus_case_message(c.c));
        cs_refuse_status(x, status, &failure);
    }
    cs_web_close(&c);
}
