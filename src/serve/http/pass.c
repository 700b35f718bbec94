/* SPDX-License-Identifier: MIT */
/* Coming into an exercise with a pass, without a password. */
#include "serve/http/handlers.h"
#include "serve/http/server_int.h"
#include "serve/page/page.h"

/* The person of the pass in the path; false: it is not good, and that was answered. */
static bool find_pass(struct cs_exchange *x, struct cs_key *key)
{
    if (x->r->exercise && cs_session_path_key(x, CS_KEY_PASS, key))
        return true;
    cs_session_refuse_key(x, cs_web_say(x, "This pass is not good, or no longer."));
    return false;
}

void cs_web_pass(struct cs_exchange *x)
{
    struct cs_key key;
    casus_text *out;

    if (!find_pass(x, &key))
        return;
    out = cs_web_begin(x, cs_web_say(x, "Come into the exercise"));
    cs_web(out, "<form method=\"post\" action=\"/pass/{}\" class=\"card\">", x->request.parameters[0]);
    cs_web_form_token(x, out);
    cs_web(out, "<p>{}: <strong>{}</strong></p><button class=\"main\">{}</button></form>",
           cs_web_say(x, "Your name here"), cs_people_find(x->r, key.person)->title, cs_web_say(x, "Come in"));
    cs_web_end(x);
}

void cs_http_pass(struct cs_exchange *x)
{
    struct cs_key key;

    if (find_pass(x, &key))
        cs_session_let_in(x, key.person);
}
