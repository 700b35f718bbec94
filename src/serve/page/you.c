/* SPDX-License-Identifier: MIT */
/* What a reader has of himself: tokens for programs and feeds, made here and shown once; and the end of all of them. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "serve/http/handlers.h"
#include "serve/page/page.h"

#define TOKEN_SECONDS (366LL * 24 * 3600)
#define TOKENS_MOST 20

/* What may be chosen, as scopes. */
static const struct scope { const char *scopes, *means; } scopes[] = {
    {"feed", "a calendar and a feed"}, {"read", "a program that reads"}, {"read act", "a program that enters acts"}};

static void show(struct cs_exchange *x, const char *made, const char *scope)
{
    casus_text *out = cs_web_begin(x, x->person->title);

    if (made != NULL) {
        cs_web(out, "<p>{}</p><p><code>{}</code></p>", cs_web_say(x, "This is the token. It is not shown again."),
               made);
        if (strcmp(scope, "feed") == 0)
            cs_web(out, "<ul><li><a href=\"/feed/{}/agenda.ics\">agenda.ics</a></li>"
                        "<li><a href=\"/feed/{}/entries.atom\">entries.atom</a></li></ul>",
                   made, made);
    }
    cs_web(out, "<h2>{}</h2><form method=\"post\" action=\"/you/token\" class=\"card\">",
           cs_web_say(x, "Make a token for"));
    cs_web_form_token(x, out);
    cs_web(out, "<p><select name=\"scopes\" aria-label=\"{}\">", cs_web_say(x, "Make a token for"));
    for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++)
        cs_web(out, "<option value=\"{}\">{}</option>", scopes[i].scopes, cs_web_say(x, scopes[i].means));
    cs_web(out, "</select></p><button>{}</button></form>", cs_web_say(x, "Make it"));
    cs_web(out, "<h2>{}</h2><form method=\"post\" action=\"/you/end\" class=\"card\">",
           cs_web_say(x, "A phone or a computer is lost"));
    cs_web_form_token(x, out);
    cs_web(out, "<button>{}</button></form>", cs_web_say(x, "End all my sessions and tokens"));
    cs_web_end(x);
}

void cs_web_you(struct cs_exchange *x)
{
    show(x, NULL, "");
}

void cs_web_token(struct cs_exchange *x)
{
    struct cs_key key = {.made = x->request.now, .seen = x->request.now, .ends = x->request.now + TOKEN_SECONDS};
    const char *wanted = cs_field(&x->request.form, "scopes");
    struct casus_failure failure;
    char text[CS_KEY_TEXT];
    casus_status status;
    int64_t count = 0;
    bool known = false;

    for (size_t i = 0; wanted != NULL && i < sizeof scopes / sizeof *scopes; i++)
        known = known || strcmp(scopes[i].scopes, wanted) == 0;
    if (!known) {
        cs_refuse(x, 422, "there is no such token");
        return;
    }
    snprintf(key.person, sizeof key.person, "%s", x->person->name);
    snprintf(key.note, sizeof key.note, "%s", wanted);
    status = cs_key_count(x->r->chain, key.person, CS_KEY_TOKEN, x->request.now, &count, &failure);
    if (status == CASUS_OK && count >= TOKENS_MOST)
        status = cs_serve_fail(&failure, CASUS_ERR_ARGUMENT, "you have %d tokens already; end them first", TOKENS_MOST);
    if (status == CASUS_OK)
        status = cs_key_make(x->r->chain, CS_KEY_TOKEN, &key, text, &failure);
    if (status == CASUS_OK)
        show(x, text, wanted);
    else
        cs_refuse_status(x, status, &failure);
}

void cs_web_end_all(struct cs_exchange *x)
{
    struct casus_failure failure;
    casus_status status = cs_key_revoke_all(x->r->chain, x->person->name, NULL, &failure);

    if (status == CASUS_OK)
        cs_go_to(x, "/sign-in");
    else
        cs_refuse_status(x, status, &failure);
}
