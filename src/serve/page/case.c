/* SPDX-License-Identifier: MIT */
/* The list of cases; a case; the page of `casus report` on it. */
#include <stdio.h>
#include <string.h>

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

/* Adds a part of a page that was kept; false: it was not. */
static bool add_kept(struct cs_exchange *x, casus_text *out, const struct cs_web_case *c, const char *name)
{
    const casus_text *kept = cs_opened_part(x->r, c->answer, name);
    casus_sink sink = casus_text_sink(out);

    return kept != NULL && sink.write(sink.context, kept->bytes, kept->length);
}

/* What the case has come to, which is the same for all who see the same of it. */
static void add_ledger(struct cs_exchange *x, casus_text *out, const struct cs_web_case *c)
{
    struct casus_style style = cs_web_style(x);
    const char *all = cs_web_say(x, "List them all");
    casus_text text = {.bytes = NULL};
    size_t begin = out->length;

    style.all = cs_field(&x->request.query, "all") != NULL;
    if (!style.all && add_kept(x, out, c, "ledger"))
        return;
    if (casus_write_ledger(c->answer, &style, casus_text_sink(&text)) != CASUS_OK) {
        cs_web(out, "<p class=\"problem\">{}</p>", casus_answer_message(c->answer));
        casus_text_free(text.bytes);
        return;
    }
    cs_web_told(out, &text, c->kept->name, style.all ? NULL : all);
    if (!style.all && !out->failed && out->length > begin)
        cs_opened_keep_part(x->r, c->answer, "ledger", out->bytes + begin, out->length - begin);
}

void cs_web_case(struct cs_exchange *x)
{
    struct cs_web_case c;
    casus_text *out;
    char hidden[40];

    if (!cs_web_open(x, &c))
        return;
    out = cs_web_begin(x, c.kept->name);
    cs_web(out, "<p id=\"news\" hidden role=\"status\" data-events=\"/cases/{}/events\"><a href=\"\">{}</a></p>",
            c.kept->name, cs_web_say(x, "Something was entered. Load the page again."));
    cs_web_case_links(x, out, c.kept);
    add_ledger(x, out, &c);
    if (c.hidden > 0) {
        snprintf(hidden, sizeof hidden, "%zu", c.hidden);
        cs_web(out, "<p>{} {}</p>", cs_web_say(x, "Entries that are not for you to see:"), hidden);
    }
    cs_web_end(x);
    cs_web_close(&c);
}

/* The policy that the page itself states, which names its own style and script by their hashes. False: it has none. */
static bool set_policy(struct cs_response *r)
{
    static const char mark[] = "http-equiv=\"Content-Security-Policy\" content=\"";
    const char *at = strstr(r->body.bytes, mark);
    int length;

    if (at == NULL)
        return false;
    at += strlen(mark);
    length = snprintf(r->own_policy, sizeof r->own_policy,
                      "%.*s; frame-ancestors 'none'", (int)strcspn(at, "\""), at);
    r->policy = r->own_policy;
    return length > 0 && (size_t)length < sizeof r->own_policy;
}

/* The page stands by itself, as `casus report` writes it: with its own style and script. */
void cs_web_answer(struct cs_exchange *x)
{
    struct casus_style style = cs_web_style(x);
    struct casus_failure failure;
    casus_text *out = &x->response.body;
    struct cs_web_case c;
    casus_status status;
    char title[160];

    if (!cs_web_open(x, &c))
        return;
    style.format = CASUS_HTML;
    snprintf(title, sizeof title, "%s%s%.100s", x->r->exercise ? cs_web_say(x, "Exercise") : "",
             x->r->exercise ? ": " : "", c.kept->name);
    style.title = title;
    status = add_kept(x, out, &c, "page") ? CASUS_OK : casus_write_page(c.answer, &style, casus_text_sink(out));
    if (status == CASUS_OK && !out->failed)
        cs_opened_keep_part(x->r, c.answer, "page", out->bytes, out->length);
    if (status != CASUS_OK)
        cs_serve_fail(&failure, status, "%.500s", casus_answer_message(c.answer));
    else if (!out->failed && !set_policy(&x->response))
        status = cs_serve_fail(&failure, CASUS_ERR_LIMIT, "the page states no policy, or one that is too long");
    if (status != CASUS_OK)
        cs_refuse_status(x, status, &failure);
    cs_web_close(&c);
}
