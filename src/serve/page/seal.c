/* SPDX-License-Identifier: MIT */
/* Sealing an entry: a secretary sees what would be taken away, says why, and that is an entry of its own. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/http/handlers.h"
#include "serve/page/page.h"

/* The entry that the path names, if it is one of the case; else NULL, and that was answered. */
static const struct cs_kept_lines *find(struct cs_exchange *x, const struct cs_kept_case *c)
{
    const char *number = x->request.parameters[1];
    long long wanted = strlen(number) < 19 ? strtoll(number, NULL, 10) : 0;

    for (size_t i = 0; c != NULL && i < c->line_count; i++)
        if (c->lines[i].number == wanted && !c->lines[i].sealed)
            return &c->lines[i];
    if (c != NULL)
        cs_refuse(x, 404, "%s", cs_web_say(x, "The case has no such entry, or it is sealed."));
    return NULL;
}

void cs_web_seal(struct cs_exchange *x)
{
    const struct cs_kept_case *c = cs_exchange_case(x);
    const struct cs_kept_lines *lines = find(x, c);
    casus_text *out;
    char number[24];

    if (lines == NULL)
        return;
    snprintf(number, sizeof number, "%" PRId64, lines->number);
    out = cs_web_begin(x, cs_web_say(x, "Seal an entry"));
    cs_web_case_links(x, out, c);
    cs_web(out, "<p>{}</p><pre class=\"told\">{}</pre><p class=\"problem\">{}</p>",
           cs_web_say(x, "These words would be taken out of the register:"), lines->text,
           cs_web_say(x, "Nobody can bring them back. The entry, its hash and its place stay, and the reason is an "
                         "entry."));
    cs_web(out, "<form method=\"post\" action=\"/cases/{}/seal/{}\" class=\"card\">", c->name, number);
    cs_web_form_token(x, out);
    cs_web(out, "<p><label>{}<br><input name=\"why\" required></label></p><button class=\"main\">{}</button></form>"
                "<p><a href=\"/cases/{}/log\">{}</a></p>",
           cs_web_say(x, "Why: the decision"), cs_web_say(x, "Seal it"), c->name, cs_web_say(x, "Leave it"));
    cs_web_end(x);
}

void cs_web_seal_it(struct cs_exchange *x)
{
    const struct cs_kept_case *c = cs_exchange_case(x);
    const struct cs_kept_lines *lines = find(x, c);
    const char *why = cs_field(&x->request.form, "why");
    struct cs_hand hand = cs_exchange_hand(x, NULL);
    struct casus_failure failure;
    struct cs_entered entered;
    casus_status status;
    char place[200];

    if (lines == NULL)
        return;
    if (why == NULL || *why == '\0') {
        cs_refuse(x, 422, "%s", cs_web_say(x, "Say why."));
        return;
    }
    status = cs_register_seal(x->r, &hand, lines->number, why, &entered, &failure);
    if (status != CASUS_OK) {
        cs_refuse_status(x, status, &failure);
        return;
    }
    snprintf(place, sizeof place, "/cases/%s/log#e%" PRId64, x->request.parameters[0], entered.number);
    cs_go_to(x, place);
}
