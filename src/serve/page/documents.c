/* SPDX-License-Identifier: MIT */
/* The documents of a case: their list, keeping one, and one as it was kept. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/http/handlers.h"
#include "serve/page/page.h"

static void add_upload(struct cs_exchange *x, casus_text *out, const char *name)
{
    cs_web(out, "<h2>{}</h2><form method=\"post\" enctype=\"multipart/form-data\" action=\"/cases/{}/documents\" "
                 "class=\"card\">",
            cs_web_say(x, "Keep a document"), name);
    cs_web_form_token(x, out);
    cs_web(out, "<p><label>{}<br><input type=\"file\" name=\"file\" required></label></p>",
            cs_web_say(x, "File: text, HTML or PDF"));
    cs_web(out, "<p><label>{}<br><input name=\"label\" required placeholder=\"S1\"></label></p>",
            cs_web_say(x, "Short name, as claims cite it"));
    cs_web(out, "<p><label>{}<br><input name=\"title\" required></label></p>", cs_web_say(x, "Title"));
    cs_web(out, "<p><label>{}<br><input name=\"publisher\"></label></p>", cs_web_say(x, "Publisher"));
    cs_web(out, "<p><label>{}<br><input name=\"published\" placeholder=\"2022-09-13\"></label></p>",
            cs_web_say(x, "Day of publication"));
    cs_web(out, "<button>{}</button></form>", cs_web_say(x, "Keep it"));
}

void cs_web_documents(struct cs_exchange *x)
{
    const struct cs_kept_case *c = cs_exchange_case(x);
    casus_text *out;
    char number[24];

    if (c == NULL)
        return;
    out = cs_web_begin(x, cs_web_say(x, "Documents"));
    cs_web_case_links(x, out, c);
    cs_web(out, "<ul>");
    for (size_t i = 0; i < c->document_count; i++) {
        const struct cs_kept_document *d = &c->documents[i];

        if (d->sealed || !cs_sight_entry(x->r, x->person, c, d->number))
            continue;
        snprintf(number, sizeof number, "%" PRId64, d->number);
        cs_web(out, "<li><a href=\"/cases/{}/documents/{}/read\">{}</a> <a href=\"/cases/{}/documents/{}\">{}</a> "
                    "<code>{}</code></li>",
               c->name, number, d->name, c->name, number, cs_web_say(x, "Save it"), d->digest);
    }
    cs_web(out, "</ul>");
    if (x->person != NULL && x->person->role == CS_ROLE_SECRETARY)
        add_upload(x, out, c->name);
    cs_web_end(x);
}

const struct cs_kept_document *cs_web_find_document(struct cs_exchange *x, const struct cs_kept_case *c)
{
    const char *number = x->request.parameters[1];
    long long wanted = strlen(number) < 19 ? strtoll(number, NULL, 10) : 0;

    for (size_t i = 0; i < c->document_count; i++) {
        const struct cs_kept_document *d = &c->documents[i];

        if (d->number == wanted && !d->sealed && cs_sight_entry(x->r, x->person, c, d->number))
            return d;
    }
    cs_refuse(x, 404, "there is no such document, or it is not for you to see");
    return NULL;
}

/* A document is saved, never shown as a page of this server: it is a stranger's. */
void cs_web_document(struct cs_exchange *x)
{
    const struct cs_kept_case *c = cs_exchange_case(x);
    const struct cs_kept_document *d = c != NULL ? cs_web_find_document(x, c) : NULL;
    struct casus_failure failure;
    casus_status status;
    size_t length;
    char *bytes;

    if (d == NULL)
        return;
    status = cs_chain_content(x->r->database, d->digest, &bytes, &length, &failure);
    if (status != CASUS_OK) {
        cs_refuse_status(x, status, &failure);
        return;
    }
    x->response.type = "application/octet-stream";
    x->response.policy = "default-src 'none'; sandbox";
    snprintf(x->response.file, sizeof x->response.file, "%s", d->name);
    x->response.body = (casus_text){.bytes = bytes, .length = length, .capacity = length + 1};
}

void cs_web_quote(casus_text *out, const char *text)
{
    cs_serve_add(out, "\"");
    for (; *text != '\0'; text++) {
        char piece[2] = {*text == '"' ? '\'' : *text, '\0'};

        cs_serve_add(out, piece[0] == '\n' || piece[0] == '\r' ? " " : piece);
    }
    cs_serve_add(out, "\"");
}

/* Adds a line of the source with what was given, in quotation marks where it is a text. */
static void add_line(const struct cs_exchange *x, casus_text *out, const char *word, const char *field, bool quoted)
{
    const char *value = cs_field(&x->request.form, field);

    if (value == NULL || *value == '\0')
        return;
    cs_serve_add(out, word);
    if (quoted)
        cs_web_quote(out, value);
    else
        cs_serve_add(out, value);
}

void cs_web_keep(struct cs_exchange *x)
{
    const struct cs_kept_case *c = cs_exchange_case(x);
    const struct cs_pair *file = cs_field_pair(&x->request.form, "file");
    struct cs_hand hand = cs_exchange_hand(x, NULL);
    struct cs_matter matter = {.name = x->request.parameters[0]};
    casus_text lines = {.bytes = NULL};
    struct casus_failure failure;
    struct cs_entered entered;
    casus_status status;
    char place[200];

    if (c == NULL)
        return;
    if (file == NULL || file->file == NULL || x->person->role != CS_ROLE_SECRETARY) {
        cs_refuse(x, 422, "choose a file; a secretary keeps it");
        return;
    }
    add_line(x, &lines, "source ", "label", false);
    add_line(x, &lines, " ", "title", true);
    add_line(x, &lines, "\n  publisher ", "publisher", true);
    add_line(x, &lines, "\n  date ", "published", false);
    matter.lines = lines.bytes != NULL ? lines.bytes : "";
    status = lines.failed ? cs_serve_memory(&failure)
                          : cs_register_document(x->r, &hand, &matter, file->file, file->value, file->length, &entered,
                                                 &failure);
    casus_text_free(lines.bytes);
    if (status != CASUS_OK) {
        cs_refuse_status(x, status, &failure);
        return;
    }
    snprintf(place, sizeof place, "/cases/%s/documents", x->request.parameters[0]);
    cs_go_to(x, place);
}
