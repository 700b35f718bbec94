/* SPDX-License-Identifier: MIT */
/*
 * The texts of the register in versions; the versions that a case is under; and another version for a case: a preview
 * of the rows before and after, and the entry.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "serve/http/handlers.h"
#include "serve/page/page.h"

static bool keeps(const struct cs_exchange *x)
{
    return x->person != NULL && x->person->role == CS_ROLE_SECRETARY;
}

/* ---- all texts ---- */

static void add_version(struct cs_exchange *x, casus_text *out, const struct cs_kept_text *text)
{
    char number[24];

    snprintf(number, sizeof number, "%" PRId64, text->number);
    cs_web(out, "<tr><td><a href=\"/texts/{}\">{}</a></td><td>", text->digest, text->name);
    cs_web_time(x, out, text->at);
    cs_web(out, "</td><td>{}</td><td>{}</td><td>{}</td><td><code>{}</code></td></tr>", text->by, text->why, number,
           text->digest);
}

static void add_upload(struct cs_exchange *x, casus_text *out)
{
    cs_web(out, "<h2>{}</h2><p>{}</p><form method=\"post\" enctype=\"multipart/form-data\" action=\"/texts\" "
                "class=\"card\">",
           cs_web_say(x, "Keep a version, or a new text"),
           cs_web_say(x, "Cases that are opened later are under it. For one that is open, go to its texts."));
    cs_web_form_token(x, out);
    cs_web(out, "<p><label>{}<br><input type=\"file\" name=\"file\" required></label></p>"
                "<p><label>{}<br><input name=\"why\" required></label></p><button>{}</button></form>",
           cs_web_say(x, "File: NAME.treaty or NAME.casus"), cs_web_say(x, "Why: the decision or the amendment"),
           cs_web_say(x, "Keep it"));
}

void cs_web_texts(struct cs_exchange *x)
{
    const struct cs_texts *texts = &x->r->texts;
    casus_text *out = cs_web_begin(x, cs_web_say(x, "Texts"));

    cs_web(out, "<div class=\"wide cards\" tabindex=\"0\"><table><thead><tr><th>{}</th><th>{}</th><th>{}</th>"
                "<th>{}</th><th>{}</th><th>{}</th></tr></thead><tbody>",
           cs_web_say(x, "Name"), cs_web_say(x, "When"), cs_web_say(x, "By"), cs_web_say(x, "Why"),
           cs_web_say(x, "No."), cs_web_say(x, "Hash"));
    for (size_t i = texts->count; i-- > 0;)
        add_version(x, out, &texts->items[i]);
    cs_web(out, "</tbody></table></div>");
    if (keeps(x))
        add_upload(x, out);
    cs_web_end(x);
}

void cs_web_text(struct cs_exchange *x)
{
    const struct cs_texts *texts = &x->r->texts;
    casus_text *out;

    for (size_t i = 0; i < texts->count; i++)
        if (strcmp(texts->items[i].digest, x->request.parameters[0]) == 0) {
            out = cs_web_begin(x, texts->items[i].name);
            cs_web(out, "<p><a href=\"/texts\">{}</a> <code>{}</code></p><pre class=\"told\">{}</pre>",
                   cs_web_say(x, "Texts"), texts->items[i].digest, texts->items[i].bytes);
            cs_web_end(x);
            return;
        }
    cs_refuse(x, 404, "the register has no such text");
}

void cs_web_keep_text(struct cs_exchange *x)
{
    const struct cs_pair *file = cs_field_pair(&x->request.form, "file");
    const char *why = cs_field(&x->request.form, "why");
    struct cs_hand hand = cs_exchange_hand(x, NULL);
    struct casus_failure failure;
    struct cs_entered entered;
    struct cs_version version;
    casus_status status;

    if (file == NULL || file->file == NULL) {
        cs_refuse(x, 422, "%s", cs_web_say(x, "Choose a file."));
        return;
    }
    version = (struct cs_version){
        .name = file->file, .bytes = file->value, .length = file->length, .why = why != NULL ? why : ""};
    status = cs_register_text(x->r, &hand, &version, &entered, &failure);
    if (status == CASUS_OK)
        cs_go_to(x, "/texts");
    else
        cs_refuse_status(x, status, &failure);
}

/* ---- those of a case ---- */

/* The versions of one text, to choose from; that of the case is chosen. */
static void add_choice(struct cs_exchange *x, casus_text *out, const struct cs_kept_text *now)
{
    const struct cs_texts *texts = &x->r->texts;

    cs_web(out, "<p><label>{}<br><select name=\"version {}\">", now->name, now->name);
    for (size_t i = texts->count; i-- > 0;) {
        const struct cs_kept_text *text = &texts->items[i];

        if (strcmp(text->name, now->name) != 0)
            continue;
        cs_web(out, text == now ? "<option value=\"{}\" selected>{} {} {}</option>"
                                : "<option value=\"{}\">{} {} {}</option>",
               text->digest, text->at, text->why, text == now ? cs_web_say(x, "(now)") : "");
    }
    cs_web(out, "</select></label></p>");
}

static bool has_name(const struct cs_text_set *set, const char *name)
{
    for (size_t i = 0; i < set->count; i++)
        if (strcmp(cs_texts_at(set, i)->name, name) == 0)
            return true;
    return false;
}

/* Texts that came to the register later, which the case may be put under. */
static void add_new_texts(struct cs_exchange *x, casus_text *out, const struct cs_kept_case *c)
{
    const struct cs_texts *texts = &x->r->texts;

    for (size_t i = 0; i < texts->count; i++)
        if (!has_name(c->under, texts->items[i].name))
            cs_web(out, "<p><label>{}<br><select name=\"version {}\"><option value=\"\">{}</option>"
                        "<option value=\"{}\">{} {}</option></select></label></p>",
                   texts->items[i].name, texts->items[i].name, cs_web_say(x, "not under it"), texts->items[i].digest,
                   texts->items[i].at, texts->items[i].why);
}

static bool has_versions(const struct cs_texts *texts, const struct cs_kept_text *text)
{
    for (size_t i = 0; i < texts->count; i++)
        if (&texts->items[i] != text && strcmp(texts->items[i].name, text->name) == 0)
            return true;
    return false;
}

/* Are there other versions than those of the case, or other texts? */
static bool has_others(const struct cs_texts *texts, const struct cs_kept_case *c)
{
    for (size_t i = 0; i < c->under->count; i++)
        if (has_versions(texts, cs_texts_at(c->under, i)))
            return true;
    for (size_t i = 0; i < texts->count; i++)
        if (!has_name(c->under, texts->items[i].name))
            return true;
    return false;
}

static void add_change(struct cs_exchange *x, casus_text *out, const struct cs_kept_case *c)
{
    if (!has_others(&x->r->texts, c)) {
        cs_web(out, "<p>{} <a href=\"/texts\">{}</a></p>",
               cs_web_say(x, "The register has no other version of them. To keep an amended one:"),
               cs_web_say(x, "Texts"));
        return;
    }
    cs_web(out, "<h2>{}</h2><form method=\"post\" action=\"/cases/{}/texts/preview\" class=\"card\">",
           cs_web_say(x, "Put the case under other versions"), c->name);
    cs_web_form_token(x, out);
    for (size_t i = 0; i < c->under->count; i++)
        if (has_versions(&x->r->texts, cs_texts_at(c->under, i)))
            add_choice(x, out, cs_texts_at(c->under, i));
    add_new_texts(x, out, c);
    cs_web(out, "<p><label>{}<br><input name=\"why\" required></label></p><button>{}</button></form>",
           cs_web_say(x, "Why: the decision or the amendment"), cs_web_say(x, "Show what would change"));
}

void cs_web_case_texts(struct cs_exchange *x)
{
    const struct cs_kept_case *c = cs_exchange_case(x);
    casus_text *out;

    if (c == NULL)
        return;
    out = cs_web_begin(x, cs_web_say(x, "The texts that the case is under"));
    cs_web_case_links(x, out, c);
    cs_web(out, "<ul>");
    for (size_t i = 0; i < c->under->count; i++) {
        const struct cs_kept_text *text = cs_texts_at(c->under, i);

        cs_web(out, x->person != NULL ? "<li><a href=\"/texts/{}\">{}</a> " : "<li><span title=\"{}\">{}</span> ",
               text->digest, text->name);
        cs_web_time(x, out, text->at);
        cs_web(out, " {} <code>{}</code></li>", text->why, text->digest);
    }
    cs_web(out, "</ul>");
    if (keeps(x))
        add_change(x, out, c);
    cs_web_end(x);
}

/* ---- another version for a case ---- */

/* What the form has chosen, as cs_texts_choose reads it. */
static void read_chosen(const struct cs_exchange *x, casus_text *out)
{
    const struct cs_pairs *form = &x->request.form;
    const char *chosen = cs_field(form, "texts");

    if (chosen != NULL)
        cs_serve_add(out, chosen);
    for (size_t i = 0; i < form->count; i++)
        if (strncmp(form->items[i].name, "version ", 8) == 0 && form->items[i].length > 0)
            cs_serve_add_all(out, form->items[i].name + 8, " ", form->items[i].value, "\n", NULL);
}

static void add_confirm(struct cs_exchange *x, casus_text *out, const struct cs_kept_case *c, const char *chosen)
{
    char last[24];

    snprintf(last, sizeof last, "%" PRId64, c->last);
    cs_web(out, "<form method=\"post\" action=\"/cases/{}/texts\">", c->name);
    cs_web_form_token(x, out);
    cs_web(out, "<input type=\"hidden\" name=\"texts\" value=\"{}\"><input type=\"hidden\" name=\"why\" value=\"{}\">"
                "<input type=\"hidden\" name=\"last\" value=\"{}\"><button class=\"main\">{}</button></form>",
           chosen, cs_field(&x->request.form, "why"), last, cs_web_say(x, "Enter it"));
}

void cs_web_texts_preview(struct cs_exchange *x)
{
    const struct cs_kept_case *c = cs_exchange_case(x);
    struct cs_effects effects = {.items = NULL};
    const struct cs_text_set *set;
    casus_text chosen = {.bytes = NULL};
    struct casus_failure failure;
    casus_status status;
    casus_text *out;

    if (c == NULL)
        return;
    read_chosen(x, &chosen);
    status = chosen.failed
                 ? cs_serve_memory(&failure)
                 : cs_texts_choose(x->r, c->under, chosen.bytes != NULL ? chosen.bytes : "", &set, &failure);
    if (status == CASUS_OK)
        status = cs_texts_compare(x->r, x->person, c, set, &effects, &failure);
    if (status == CASUS_OK) {
        out = cs_web_begin(x, cs_web_say(x, "What would change under these texts"));
        cs_web_case_links(x, out, c);
        cs_web(out, "<p>{}</p><pre class=\"told\">{}</pre>", cs_field(&x->request.form, "why"), chosen.bytes);
        cs_web_effects(x, out, &effects);
        add_confirm(x, out, c, chosen.bytes);
        cs_web_end(x);
    } else {
        cs_refuse_status(x, status, &failure);
    }
    cs_effects_release(&effects);
    casus_text_free(chosen.bytes);
}

void cs_web_texts_enter(struct cs_exchange *x)
{
    const struct cs_kept_case *c = cs_exchange_case(x);
    const char *why = cs_field(&x->request.form, "why"), *last = cs_field(&x->request.form, "last");
    struct cs_hand hand = cs_exchange_hand(x, NULL);
    casus_text chosen = {.bytes = NULL};
    struct casus_failure failure;
    struct cs_entered entered;
    struct cs_moving moving;
    casus_status status;
    char place[200], number[24];

    if (c == NULL)
        return;
    snprintf(number, sizeof number, "%" PRId64, c->last);
    if (last == NULL || strcmp(last, number) != 0) {
        cs_refuse(x, 409, "%s", cs_web_say(x, "Something was entered in this case meanwhile. Look at it again."));
        return;
    }
    read_chosen(x, &chosen);
    moving = (struct cs_moving){.name = x->request.parameters[0],
                                .chosen = chosen.bytes != NULL ? chosen.bytes : "",
                                .why = why != NULL ? why : ""};
    status = chosen.failed ? cs_serve_memory(&failure) : cs_register_under(x->r, &hand, &moving, &entered, &failure);
    casus_text_free(chosen.bytes);
    if (status != CASUS_OK) {
        cs_refuse_status(x, status, &failure);
        return;
    }
    snprintf(place, sizeof place, "/cases/%s/texts", x->request.parameters[0]);
    cs_go_to(x, place);
}
