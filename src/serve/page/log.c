/* SPDX-License-Identifier: MIT */
/* The log of a case: every entry that its reader may see, who made it, when, and its place in the chain. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "serve/http/handlers.h"
#include "serve/page/page.h"

struct logging { struct cs_exchange *x; const struct cs_kept_case *c; casus_text *out; };

static casus_status add_entry(void *context, const struct cs_chain_entry *entry, struct casus_failure *failure)
{
    struct logging *l = context;
    bool seen = cs_sight_entry(l->x->r, l->x->person, l->c, entry->number);
    char number[24];

    snprintf(number, sizeof number, "%" PRId64, entry->number);
    cs_web(l->out, "<tr id=\"e{}\"><td>{}</td><td>", number, number);
    cs_web_time(l->x, l->out, entry->at);
    cs_web(l->out, "</td><td>{}</td><td>{}</td><td>{}</td><td><pre>{}</pre></td><td><code>{}</code>",
            entry->kind, seen ? entry->by : "", seen ? entry->speaks_for : "",
            !seen                 ? cs_web_say(l->x, "(not for you to see)")
            : entry->body == NULL ? cs_web_say(l->x, "(sealed)")
                                  : entry->body,
            entry->hash);
    if (l->x->person->role == CS_ROLE_SECRETARY && entry->body != NULL &&
        (strcmp(entry->kind, "lines") == 0 || strcmp(entry->kind, "document") == 0 ||
         strcmp(entry->kind, "inject") == 0))
        cs_web(l->out, " <a href=\"/cases/{}/seal/{}\">{}</a>", l->c->name, number, cs_web_say(l->x, "Seal it"));
    cs_web(l->out, "</td></tr>");
    return l->out->failed ? cs_serve_memory(failure) : CASUS_OK;
}

void cs_web_log(struct cs_exchange *x)
{
    const struct cs_kept_case *c = cs_exchange_case(x);
    struct casus_failure failure;
    struct logging l = {.x = x, .c = c};
    casus_status status;

    if (c == NULL)
        return;
    l.out = cs_web_begin(x, cs_web_say(x, "Log"));
    cs_web_case_links(x, l.out, c);
    cs_web(l.out, "<div class=\"wide cards\" tabindex=\"0\"><table><thead><tr>");
    cs_web(l.out, "<th>{}</th><th>{}</th><th>{}</th><th>{}</th><th>{}</th><th>{}</th><th>{}</th></tr></thead><tbody>",
            cs_web_say(x, "No."), cs_web_say(x, "When"), cs_web_say(x, "What"), cs_web_say(x, "By"),
            cs_web_say(x, "For"), cs_web_say(x, "Lines"), cs_web_say(x, "Hash"));
    status = cs_chain_walk(x->r->database, c->name, 0, add_entry, &l, &failure);
    if (status != CASUS_OK) {
        cs_refuse_status(x, status, &failure);
        return;
    }
    cs_web(l.out, "</tbody></table></div>");
    cs_web_end(x);
}
