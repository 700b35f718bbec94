/* SPDX-License-Identifier: MIT */
/* What a reader has of himself: tokens for programs and feeds, made here and shown once, mail, and the end of all. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "serve/http/handlers.h"
#include "serve/mail.h"
#include "serve/page/sign.h"
#include "serve/page/zone.h"

#define TOKEN_SECONDS (366LL * 24 * 3600)
#define TOKENS_MOST 20

/* What may be chosen, as scopes. */
static const struct scope { const char *scopes, *means; } scopes[] = {
    {"feed", "a calendar and a feed"}, {"read", "a program that reads"}, {"read act", "a program that enters acts"}};

static const struct often { const char *how, *means; } often[] = {
    {"once", "as something is entered"}, {"daily", "once a day, with the agenda"}, {"none", "never"}};

/* Where and how often he gets mail. */
static void add_mail(struct cs_exchange *x, casus_text *out)
{
    struct casus_failure failure;
    struct cs_mail_wish wish;
    bool found = false;

    cs_web(out, "<h2>{}</h2>", cs_web_say(x, "Mail"));
    if (cs_mail_wish(x->r->database, x->person->name, &wish, &found, &failure) != CASUS_OK) {
        cs_web(out, "<p class=\"problem\">{}</p>", failure.message);
        return;
    }
    if (!found) {
        cs_web(out, "<p>{}</p>", cs_web_say(x, "An administrator enters your address."));
        return;
    }
    cs_web(out, "<form method=\"post\" action=\"/you/mail\" class=\"card\">");
    cs_web_form_token(x, out);
    cs_web(out, "<p><label>{}<br><select name=\"how\">", wish.address);
    for (size_t i = 0; i < sizeof often / sizeof *often; i++)
        cs_web(out, strcmp(wish.how, often[i].how) == 0 ? "<option value=\"{}\" selected>{}</option>"
                                                        : "<option value=\"{}\">{}</option>",
               often[i].how, cs_web_say(x, often[i].means));
    cs_web(out, "</select></label></p><button>{}</button></form>", cs_web_say(x, "Keep it"));
}

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
    cs_web_zone_form(x, out);
    cs_web_password_form(x, out);
    add_mail(x, out);
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
    status = cs_key_count(x->r->database, key.person, CS_KEY_TOKEN, x->request.now, &count, &failure);
    if (status == CASUS_OK && count >= TOKENS_MOST)
        status = cs_serve_fail(&failure, CASUS_ERR_ARGUMENT, "you have %d tokens already; end them first", TOKENS_MOST);
    if (status == CASUS_OK)
        status = cs_key_make(x->r->database, CS_KEY_TOKEN, &key, text, &failure);
    if (status == CASUS_OK)
        show(x, text, wanted);
    else
        cs_refuse_status(x, status, &failure);
}

void cs_web_mail(struct cs_exchange *x)
{
    const char *how = cs_field(&x->request.form, "how");
    struct casus_failure failure;
    struct cs_mail_wish wish;
    bool found = false, known = false;
    casus_status status = cs_mail_wish(x->r->database, x->person->name, &wish, &found, &failure);

    for (size_t i = 0; how != NULL && i < sizeof often / sizeof *often; i++)
        known = known || strcmp(often[i].how, how) == 0;
    if (status == CASUS_OK && (!found || !known))
        status = cs_serve_fail(&failure, CASUS_ERR_ARGUMENT, "%s", cs_web_say(x, "An administrator enters your "
                                                                                 "address."));
    if (status == CASUS_OK) {
        snprintf(wish.how, sizeof wish.how, "%s", how);
        snprintf(wish.language, sizeof wish.language, "%s", x->language);
        wish.told = x->r->last; /* of what was before he is not told */
        status = cs_mail_wish_set(x->r->database, &wish, &failure);
    }
    if (status == CASUS_OK)
        cs_go_to(x, "/you");
    else
        cs_refuse_status(x, status, &failure);
}

void cs_web_end_all(struct cs_exchange *x)
{
    struct casus_failure failure;
    casus_status status = cs_key_revoke_all(x->r->database, x->person->name, NULL, &failure);

    if (status == CASUS_OK)
        cs_go_to(x, "/sign-in");
    else
        cs_refuse_status(x, status, &failure);
}
