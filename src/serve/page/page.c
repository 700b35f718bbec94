/* SPDX-License-Identifier: MIT */
#include "serve/page/page.h"

#include <stdio.h>
#include <string.h>

#include "serve/http/route.h"

struct phrase { const char *english, *russian; };
#define PHRASE(english, russian) {english, russian},
static const struct phrase phrases[] = {
#include "serve/page/phrases.def"
};
#undef PHRASE

const char *cs_web_say(const struct cs_exchange *x, const char *english)
{
    if (strcmp(x->language, "ru") != 0)
        return english;
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (strcmp(phrases[i].english, english) == 0)
            return phrases[i].russian;
    return english;
}

struct casus_style cs_web_style(const struct cs_exchange *x)
{
    return (struct casus_style){.size = sizeof(struct casus_style), .columns = 100000, .language = x->language};
}

/* ---- the frame ---- */

void cs_web_form_token(struct cs_exchange *x, casus_text *out)
{
    cs_web(out, "<input type=\"hidden\" name=\"form\" value=\"{}\">", x->form_token);
}

/* The clock of an exercise, on every page; a secretary can move it. */
static void add_banner(struct cs_exchange *x, casus_text *out)
{
    char now[32];

    if (x->r == NULL || !x->r->exercise)
        return;
    cs_state_now(x->r, now);
    cs_web(out, "<header class=\"exercise\"><strong>{}</strong> ", cs_web_say(x, "Exercise"));
    cs_web_time(x, out, now);
    if (x->person != NULL && (1U << x->person->role & CS_FOR_CONTROL) && x->form_token[0] != '\0') {
        cs_web(out, "<form method=\"post\" action=\"/clock\">");
        cs_web_form_token(x, out);
        cs_web(out, "<label>{} <input name=\"to\" required value=\"{}\"></label><button>{}</button></form>",
                cs_web_say(x, "Clock"), now, cs_web_say(x, "Move on"));
        cs_web(out, "<a href=\"/exercise\">{}</a>", cs_web_say(x, "Injects"));
    }
    if (x->person != NULL)
        cs_web(out, "<a href=\"/after\">{}</a>", cs_web_say(x, "After the action"));
    cs_web(out, "</header>");
}

static void add_navigation(struct cs_exchange *x, casus_text *out)
{
    bool russian = strcmp(x->language, "ru") == 0;

    cs_web(out, "<nav aria-label=\"{}\">", cs_web_say(x, "Main"));
    if (x->person != NULL)
        cs_web(out, "<a href=\"/\">{}</a>", cs_web_say(x, "Agenda"));
    cs_web(out, "<a href=\"/cases\">{}</a>", cs_web_say(x, "Cases"));
    if (x->person != NULL)
        cs_web(out, "<a href=\"/texts\">{}</a><a href=\"/people\">{}</a>", cs_web_say(x, "Texts"),
               cs_web_say(x, "People"));
    cs_web(out, "<span class=\"gap\"></span>");
    cs_web(out, "<form method=\"post\" action=\"/language\">");
    cs_web_form_token(x, out);
    cs_web(out, "<button name=\"language\" value=\"{}\" lang=\"{}\">{}</button></form>", russian ? "en" : "ru",
            russian ? "en" : "ru", russian ? "English" : "Русский");
    if (x->person != NULL && x->session[0] != '\0') {
        cs_web(out, "<form method=\"post\" action=\"/sign-out\">");
        cs_web_form_token(x, out);
        cs_web(out, "<button>{}</button></form><a href=\"/you\">{}</a>", cs_web_say(x, "Sign out"), x->person->title);
    } else if (x->person == NULL) {
        cs_web(out, "<a href=\"/sign-in\">{}</a>", cs_web_say(x, "Sign in"));
    }
    cs_web(out, "</nav>");
}

casus_text *cs_web_begin(struct cs_exchange *x, const char *title)
{
    casus_text *out = &x->response.body;

    cs_web(out, "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{} - casus</title>"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                 "<link rel=\"icon\" href=\"/icon.svg\">"
                 "<link rel=\"stylesheet\" href=\"/style.css\"><script src=\"/live.js\" defer></script></head><body>",
            x->language, title);
    cs_web(out, "<a class=\"skip\" href=\"#main\">{}</a>", cs_web_say(x, "To the content"));
    add_banner(x, out);
    add_navigation(x, out);
    cs_web(out, "<main id=\"main\"><h1>{}</h1>", title);
    return out;
}

void cs_web_end(struct cs_exchange *x)
{
    cs_web(&x->response.body, "</main></body></html>\n");
}

void cs_web_problem(struct cs_exchange *x, const char *why)
{
    casus_text *out = cs_web_begin(x, cs_web_say(x, "This did not work"));

    cs_web(out, "<p class=\"problem\" role=\"alert\">{}</p><p><a href=\"/cases\">{}</a></p>", why,
            cs_web_say(x, "Cases"));
    cs_web_end(x);
}

/* ---- a case ---- */

/* Pages of a case, by what stands behind its path. */
static const struct case_page { const char *path, *title; unsigned who; } case_pages[] = {
    {"", "Ledger", CS_FOR_ANYBODY},
    {"/act", "Enter an act", CS_FOR_AUTHORS},
    {"/claim", "Claim", CS_FOR_AUTHORS},
    {"/drafts", "Votes and silences", CS_FOR_ANYBODY},
    {"/ask", "Ask", CS_FOR_ANYBODY},
    {"/documents", "Documents", CS_FOR_ANYBODY},
    {"/texts", "Texts", CS_FOR_ANYBODY},
    {"/log", "Log", CS_FOR_MEMBERS},
    {"/answer", "The whole answer", CS_FOR_ANYBODY}};

void cs_web_case_links(struct cs_exchange *x, casus_text *out, const struct cs_kept_case *c)
{
    unsigned role = 1U << (x->person != NULL ? x->person->role : CS_ROLE_NONE);

    cs_web(out, "<nav class=\"case\" aria-label=\"{}\"><strong>{}</strong>", c->name, c->name);
    for (size_t i = 0; i < sizeof case_pages / sizeof *case_pages; i++) {
        const struct case_page *p = &case_pages[i];
        const char *end = strstr(x->route->pattern, "{case}") + strlen("{case}");

        if (p->who & role)
            cs_web(out, strcmp(end, p->path) == 0 ? "<a href=\"/cases/{}{}\" aria-current=\"page\">{}</a>"
                                                  : "<a href=\"/cases/{}{}\">{}</a>",
                   c->name, p->path, cs_web_say(x, p->title));
    }
    cs_web(out, "</nav>");
}

casus_status cs_web_open_case(struct cs_exchange *x, const struct cs_kept_case *kept, struct cs_web_case *out,
                               struct casus_failure *failure)
{
    casus_status status;

    *out = (struct cs_web_case){.kept = kept};
    cs_state_now(x->r, out->now);
    status = cs_sight_open(x->r, x->person, kept, x->language, &out->c, &out->hidden, failure);
    return status == CASUS_OK ? cs_opened_answer(x->r, out->c, out->now, &out->answer, failure) : status;
}

bool cs_web_open(struct cs_exchange *x, struct cs_web_case *out)
{
    const struct cs_kept_case *kept = cs_exchange_case(x);
    struct casus_failure failure;
    casus_status status;

    *out = (struct cs_web_case){.kept = kept};
    if (kept == NULL)
        return false;
    status = cs_web_open_case(x, kept, out, &failure);
    if (status == CASUS_OK)
        return true;
    cs_web_close(out);
    cs_refuse_status(x, status, &failure);
    return false;
}

void cs_web_close(struct cs_web_case *c)
{
    casus_answer_free(c->answer);
    casus_case_free(c->c);
    c->answer = NULL;
    c->c = NULL;
}

size_t cs_web_parties(struct cs_exchange *x, const char **out, size_t most)
{
    size_t count = 0;

    for (size_t i = 0; x->person != NULL && i < x->r->people.mandate_count; i++) {
        const struct cs_mandate *m = &x->r->people.mandates[i];
        bool there = false;

        for (size_t k = 0; k < count; k++)
            there = there || strcmp(out[k], m->party) == 0;
        if (!there && count < most && strcmp(m->person, x->person->name) == 0 && cs_mandate_good(x->r, m))
            out[count++] = m->party;
    }
    return count;
}

void cs_web_effects(struct cs_exchange *x, casus_text *out, const struct cs_effects *effects)
{
    const char *none = cs_web_say(x, "no such row");

    if (effects->count == 0) {
        cs_web(out, "<p>{}</p>", cs_web_say(x, "No row of the ledger would change."));
        return;
    }
    cs_web(out, "<div class=\"wide\" tabindex=\"0\"><table><thead><tr><th>{}</th><th>{}</th><th>{}</th><th>{}</th>"
                "<th>{}</th></tr></thead><tbody>",
           cs_web_say(x, "At"), cs_web_say(x, "Row"), cs_web_say(x, "Account"), cs_web_say(x, "Before"),
           cs_web_say(x, "After"));
    for (size_t i = 0; i < effects->count; i++) {
        const struct cs_effect *e = &effects->items[i];

        cs_web(out, "<tr><td>");
        cs_web_time(x, out, e->at);
        cs_web(out, "</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>", e->row, e->account,
               e->before[0] != '\0' ? e->before : none, e->after[0] != '\0' ? e->after : none);
    }
    cs_web(out, "</tbody></table></div>");
    if (effects->left_out[0] != '\0')
        cs_web(out, "<p>{} {}</p>", cs_web_say(x, "Not looked at, since they are many: the dates"), effects->left_out);
}
