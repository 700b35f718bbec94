/* SPDX-License-Identifier: MIT */
#include "serve/page/sign.h"

#include "serve/http/handlers.h"

static void add_field(casus_text *out, const char *label, const char *name, const char *type, const char *fill)
{
    cs_web(out, "<p><label>{}<br><input name=\"{}\" type=\"{}\" autocomplete=\"{}\" required></label></p>", label, name,
            type, fill);
}

static void sign_in(struct cs_exchange *x, const char *wrong)
{
    casus_text *out = cs_web_begin(x, cs_web_say(x, "Sign in"));

    if (wrong != NULL)
        cs_web(out, "<p class=\"problem\" role=\"alert\">{}</p>", wrong);
    cs_web(out, "<form method=\"post\" action=\"/sign-in\" class=\"card\">");
    cs_web_form_token(x, out);
    add_field(out, cs_web_say(x, "Name"), "name", "text", "username");
    add_field(out, cs_web_say(x, "Password"), "password", "password", "current-password");
    add_field(out, cs_web_say(x, "Code of your phone"), "code", "text", "one-time-code");
    cs_web(out, "<button>{}</button></form><p>{}</p>", cs_web_say(x, "Sign in"),
            cs_web_say(x, "For the first time, open the link that an administrator has given you."));
    cs_web_end(x);
}

void cs_web_sign_in(struct cs_exchange *x)
{
    if (x->person != NULL)
        cs_go_to(x, "/");
    else
        sign_in(x, NULL);
}

void cs_web_sign_in_again(struct cs_exchange *x)
{
    x->response.status = 422;
    sign_in(x, cs_web_say(x, "Name, password or code is not right. A code is good once."));
}

void cs_web_link_form(struct cs_exchange *x, const char *person, const char *secret, const char *wrong)
{
    casus_text *out = cs_web_begin(x, cs_web_say(x, "Set your password"));

    if (wrong != NULL)
        cs_web(out, "<p class=\"problem\" role=\"alert\">{}</p>", wrong);
    cs_web(out, "<p>{}: <strong>{}</strong></p>", cs_web_say(x, "Your name here"), person);
    cs_web(out, "<p>{}</p><p><code>{}</code></p>",
            cs_web_say(x, "Add this key to the app for one-time codes on your phone (TOTP, 6 digits, 30 seconds):"),
            secret);
    cs_web(out, "<p><a href=\"otpauth://totp/casus:{}?secret={}&amp;issuer=casus\">{}</a></p>", person, secret,
            cs_web_say(x, "Open it in the app on this device"));
    cs_web(out, "<form method=\"post\" class=\"card\">"
                "<input name=\"name\" value=\"{}\" autocomplete=\"username\" hidden>",
           person);
    cs_web_form_token(x, out);
    add_field(out, cs_web_say(x, "Password, at least 12 characters"), "password", "password", "new-password");
    add_field(out, cs_web_say(x, "The password once more"), "again", "password", "new-password");
    add_field(out, cs_web_say(x, "Code of your phone"), "code", "text", "one-time-code");
    cs_web(out, "<button>{}</button></form>", cs_web_say(x, "Set your password"));
    cs_web_end(x);
}

void cs_web_password_form(struct cs_exchange *x, casus_text *out)
{
    cs_web(out, "<h2>{}</h2><form method=\"post\" action=\"/you/password\" class=\"card\">"
                "<input name=\"name\" value=\"{}\" autocomplete=\"username\" hidden>",
           cs_web_say(x, "Another password"), x->person->name);
    cs_web_form_token(x, out);
    add_field(out, cs_web_say(x, "Password"), "password", "password", "current-password");
    add_field(out, cs_web_say(x, "Code of your phone"), "code", "text", "one-time-code");
    add_field(out, cs_web_say(x, "The new one, at least 12 characters"), "new", "password", "new-password");
    add_field(out, cs_web_say(x, "The new one once more"), "again", "password", "new-password");
    cs_web(out, "<p>{}</p><button>{}</button></form>",
           cs_web_say(x, "All your other sessions and tokens end with it."), cs_web_say(x, "Set it"));
}
