/* SPDX-License-Identifier: MIT */
#include "serve/page/claim.h"

#include <string.h>

#include "serve/http/handlers.h"

static const struct verb { const char *word, *means; } verbs[] = {
    {"says", "says that it is so"}, {"denies", "denies it"}, {"asks", "asks whether it is so"},
    {"retracts", "takes back what it said"}};

/* What was entered under a label, to choose from. */
static void add_entries(struct cs_exchange *x, casus_text *out, struct cs_web_case *c)
{
    struct casus_entry entry;

    cs_web(out, "<p><label>{}<br><select name=\"about\"><option value=\"\">{}</option>", cs_web_say(x, "About what"),
           cs_web_say(x, "something new, written below"));
    for (size_t i = 0; casus_entry_at(c->answer, i, &entry) == CASUS_OK; i++)
        if (entry.label != NULL)
            cs_web(out, "<option value=\"{}\">{}</option>", entry.label, entry.text);
    cs_web(out, "</select></label></p>");
}

static void add_who(struct cs_exchange *x, casus_text *out, struct cs_web_case *c)
{
    const char *own[1];
    bool delegate = x->person->role == CS_ROLE_DELEGATE && cs_web_parties(x, own, 1) == 1;

    cs_web(out, "<p><label>{}<br><input name=\"voice\" list=\"voices\" value=\"{}\" required></label></p>"
                "<datalist id=\"voices\">",
           cs_web_say(x, "Who"), delegate ? own[0] : "");
    for (size_t i = 0; i < casus_account_count(c->answer); i++)
        cs_web(out, "<option value=\"{}\"></option>", casus_account_name(c->answer, i));
    cs_web(out, "</datalist><p><label>{}<br><select name=\"verb\">", cs_web_say(x, "What of it"));
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        cs_web(out, "<option value=\"{}\">{}</option>", verbs[i].word, cs_web_say(x, verbs[i].means));
    cs_web(out, "</select></label></p>");
}

void cs_web_claim_form(struct cs_exchange *x, casus_text *out, struct cs_web_case *c,
                       const struct cs_web_citing *citing)
{
    cs_web(out, "<form method=\"post\" action=\"/cases/{}/preview\" class=\"card\">", c->kept->name);
    cs_web_form_token(x, out);
    cs_web_party_choice(x, out, "");
    if (citing != NULL) {
        citing->choose(x, out, citing->context);
        cs_web(out, "<input type=\"hidden\" name=\"source\" value=\"{}\">", citing->source);
    }
    add_who(x, out, c);
    add_entries(x, out, c);
    cs_web(out, "<p><label>{}<br><input name=\"as\" placeholder=\"attack by Cardo on Alden\"></label></p>",
           cs_web_say(x, "Call it this, if that is what is said: it counts as"));
    cs_web(out, "<p><label>{}<br><textarea name=\"statement\" rows=\"2\" spellcheck=\"false\"></textarea></label></p>",
           cs_web_say(x, "Or what is new, as a statement in words of the texts"));
    cs_web(out, "<p><label>{}<br><input name=\"gist\"></label></p>", cs_web_say(x, "The gist in your own words, if you "
                                                                                  "wish"));
    cs_web(out, "<button>{}</button></form>", cs_web_say(x, "Show what it would do"));
}

static const char *filled(const struct cs_exchange *x, const char *name)
{
    const char *value = cs_field(&x->request.form, name);

    return value != NULL && *value != '\0' ? value : NULL;
}

bool cs_web_claim_lines(const struct cs_exchange *x, casus_text *out)
{
    const char *about = filled(x, "about"), *as = filled(x, "as"), *statement = filled(x, "statement");
    const char *verb = filled(x, "verb"), *voice = filled(x, "voice"), *anchor = filled(x, "anchor");
    const char *source = filled(x, "source"), *gist = filled(x, "gist");
    const char *parts[] = {about != NULL && as == NULL ? "about " : "", about != NULL ? about : statement,
                           about != NULL && as != NULL ? " counts as " : "", about != NULL ? as : NULL,
                           "\n  ", verb, " ", voice, source != NULL ? " in " : "", source,
                           source != NULL && anchor != NULL ? " " : "", source != NULL ? anchor : NULL};

    if (verb == NULL)
        return false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        cs_serve_add(out, parts[i] != NULL ? parts[i] : "");
    if (gist == NULL)
        return true;
    cs_serve_add(out, " ");
    cs_web_quote(out, gist);
    return true;
}

void cs_web_claim(struct cs_exchange *x)
{
    struct cs_web_case c;
    casus_text *out;

    if (!cs_web_open(x, &c))
        return;
    out = cs_web_begin(x, cs_web_say(x, "Say, deny, name, ask or take back"));
    cs_web_case_links(x, out, c.kept);
    cs_web(out, "<p>{} <a href=\"/cases/{}/documents\">{}</a></p>",
           cs_web_say(x, "To cite a document, open it and choose its words:"), c.kept->name,
           cs_web_say(x, "Documents"));
    cs_web_claim_form(x, out, &c, NULL);
    cs_web_end(x);
    cs_web_close(&c);
}
