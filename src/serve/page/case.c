/* SPDX-License-Identifier: MIT */
/* The list of cases; a case; the page of `casus report` on it. */
#include <stdio.h>

#include "serve/http/handlers.h"
#include "serve/page/page.h"

void cs_web_cases(struct cs_exchange *x)
{
    casus_text *out = cs_web_begin(x, cs_web_say(x, "Cases"));
    size_t shown = 0;

    cs_web(out, "<ul>");
    for (size_t i = 0; i < x->r->case_count; i++)
        if (cs_sight_case(x->r, x->person, &x->r->cases[i])) {
            cs_web(out, "<li><a href=\"/cases/{}\">{}</a></li>", x->r->cases[i].name, x->r->cases[i].name);
            shown++;
        }
    cs_web(out, "</ul>");
    if (shown == 0)
        cs_web(out, "<p>{}</p>", cs_web_say(x, "There is no case that you may see."));
    cs_web_end(x);
}

void cs_web_case(struct cs_exchange *x)
{
    struct casus_style style = cs_web_style(x);
    casus_text text = {.bytes = NULL}, *out;
    struct cs_web_case c;
    char hidden[40];

    if (!cs_web_open(x, &c))
        return;
    out = cs_web_begin(x, c.kept->name);
    cs_web(out, "<p id=\"news\" hidden role=\"status\" data-events=\"/cases/{}/events\"><a href=\"\">{}</a></p>",
            c.kept->name, cs_web_say(x, "Something was entered. Load the page again."));
    cs_web_case_links(x, out, c.kept);
    if (casus_write_ledger(c.answer, &style, casus_text_sink(&text)) != CASUS_OK)
        cs_web(out, "<p class=\"problem\">{}</p>", casus_answer_message(c.answer));
    cs_web_told(out, &text, c.kept->name);
    if (c.hidden > 0) {
        snprintf(hidden, sizeof hidden, "%zu", c.hidden);
        cs_web(out, "<p>{} {}</p>", cs_web_say(x, "Entries that are not for you to see:"), hidden);
    }
    cs_web_end(x);
    cs_web_close(&c);
}

/* The page stands by itself: it has its own style, and its script does not run here. */
void cs_web_answer(struct cs_exchange *x)
{
    struct casus_style style = cs_web_style(x);
    struct casus_failure failure;
    struct cs_web_case c;
    casus_status status;
    char title[160];

    if (!cs_web_open(x, &c))
        return;
    style.format = CASUS_HTML;
    snprintf(title, sizeof title, "%s%s%.100s", x->r->exercise ? cs_web_say(x, "Exercise") : "",
             x->r->exercise ? ": " : "", c.kept->name);
    style.title = title;
    x->response.policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
                         "form-action 'none'; frame-ancestors 'none'; sandbox";
    status = casus_write_page(c.answer, &style, casus_text_sink(&x->response.body));
    if (status != CASUS_OK) {
        cs_serve_fail(&failure, status, "%.500s", casus_answer_message(c.answer));
        cs_refuse_status(x, status, &failure);
    }
    cs_web_close(&c);
}
