/* SPDX-License-Identifier: MIT */
/* A document as somebody reads it: its words, found or selected, become a claim with its anchor. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/http/handlers.h"
#include "serve/http/route.h"
#include "serve/page/claim.h"
#include "serve/page/reading.h"

#define PASSAGES_MOST 20
#define AROUND 60 /* bytes that are shown before and behind a passage */

struct passage { size_t start, end; char anchor[CS_ANCHOR_SIZE]; };
struct passages {
    const struct cs_reading *reading;
    const char *words;
    struct passage items[PASSAGES_MOST];
    size_t count, chosen;
    bool more; /* the words stand in more places */
};

/* Finds the words; that which stands nearest to `at` is chosen. */
static casus_status find_all(struct passages *p, const char *bytes, size_t at, struct casus_failure *failure)
{
    size_t from = 0, nearest = SIZE_MAX;
    casus_status status = CASUS_OK;
    struct passage found;

    while (status == CASUS_OK && cs_reading_find(p->reading, p->words, from, &found.start, &found.end)) {
        size_t distance = found.start > at ? found.start - at : at - found.start;

        from = found.start + 1;
        if (p->count == PASSAGES_MOST) {
            p->more = true;
            break;
        }
        status = cs_reading_anchor(p->reading, bytes, found.start, found.end, found.anchor, failure);
        if (distance < nearest) {
            nearest = distance;
            p->chosen = p->count;
        }
        p->items[p->count++] = found;
    }
    return status;
}

/* Moves to the beginning of a character of UTF-8. */
static size_t to_character(const struct cs_reading *r, size_t at)
{
    while (at > 0 && at < r->length && ((unsigned char)r->text[at] & 0xc0) == 0x80)
        at--;
    return at;
}

static void add_piece(casus_text *out, const struct cs_reading *r, size_t from, size_t until)
{
    cs_web_escape(out, r->text + from, until - from);
}

/* The passages, with what stands around them: one is chosen. */
static void add_choices(struct cs_exchange *x, casus_text *out, const void *context)
{
    const struct passages *p = context;
    const struct cs_reading *r = p->reading;

    cs_web(out, "<fieldset><legend>{}</legend>", cs_web_say(x, "Which place"));
    for (size_t i = 0; i < p->count; i++) {
        const struct passage *at = &p->items[i];
        size_t before = to_character(r, at->start > AROUND ? at->start - AROUND : 0);
        size_t behind = to_character(r, at->end + AROUND < r->length ? at->end + AROUND : r->length);

        cs_web(out, i == p->chosen ? "<p><label><input type=\"radio\" name=\"anchor\" value=\"{}\" checked> "
                                   : "<p><label><input type=\"radio\" name=\"anchor\" value=\"{}\"> ",
               at->anchor);
        add_piece(out, r, before, at->start);
        cs_web(out, "<mark>");
        add_piece(out, r, at->start, at->end);
        cs_web(out, "</mark>");
        add_piece(out, r, at->end, behind);
        cs_web(out, " <code>{}</code></label></p>", at->anchor);
    }
    if (p->more)
        cs_web(out, "<p>{}</p>", cs_web_say(x, "They stand in more places; take more words."));
    cs_web(out, "</fieldset>");
}

/* The document, with the passages marked; a newline behind the tag is none of its own. */
static void add_text(casus_text *out, const struct passages *p)
{
    size_t at = 0;

    cs_web(out, "<pre class=\"told\" id=\"document\" tabindex=\"0\">\n");
    for (size_t i = 0; i < p->count; i++) {
        if (p->items[i].start < at)
            continue;
        add_piece(out, p->reading, at, p->items[i].start);
        cs_web(out, "<mark>");
        add_piece(out, p->reading, p->items[i].start, p->items[i].end);
        cs_web(out, "</mark>");
        at = p->items[i].end;
    }
    add_piece(out, p->reading, at, p->reading->length);
    cs_web(out, "</pre>");
}

/* The short name of the source that an entry declares: "S1". */
static void find_source(const struct cs_kept_case *c, int64_t number, char out[40])
{
    out[0] = '\0';
    for (size_t i = 0; i < c->line_count; i++)
        if (c->lines[i].number == number)
            sscanf(c->lines[i].text, "source %39[^ \n]", out);
}

static void add_finder(struct cs_exchange *x, casus_text *out, const char *words)
{
    cs_web(out, "<form method=\"get\" class=\"card\"><p><label>{}<br><textarea name=\"words\" id=\"words\" rows=\"2\" "
                "required>{}</textarea></label></p><input type=\"hidden\" name=\"at\" id=\"at\"><button>{}</button>"
                "</form>",
           cs_web_say(x, "Words of the document, to be cited: copy them here, or select them below"), words,
           cs_web_say(x, "Find them"));
}

/* The page, of a document that was read. */
static void show(struct cs_exchange *x, struct cs_web_case *c, const struct cs_kept_document *d, const char *bytes,
                 const struct cs_reading *reading)
{
    const char *words = cs_field(&x->request.query, "words"), *at = cs_field(&x->request.query, "at");
    bool authors = x->person != NULL && (CS_FOR_AUTHORS & 1U << x->person->role);
    struct passages p = {.reading = reading, .words = words != NULL && strlen(words) <= CS_WORDS_LONGEST ? words : ""};
    struct casus_failure failure;
    char source[40], number[24];
    struct cs_web_citing citing = {.source = source, .choose = add_choices, .context = &p};
    casus_status status = find_all(&p, bytes, at != NULL && strlen(at) < 10 ? strtoul(at, NULL, 10) : 0, &failure);
    casus_text *out;

    if (status != CASUS_OK) {
        cs_refuse_status(x, status, &failure);
        return;
    }
    find_source(c->kept, d->number, source);
    snprintf(number, sizeof number, "%" PRId64, d->number);
    out = cs_web_begin(x, d->name);
    cs_web_case_links(x, out, c->kept);
    cs_web(out, "<p><strong>{}</strong> <code>{}</code> <a href=\"/cases/{}/documents/{}\">{}</a></p>", source,
           d->digest, c->kept->name, number, cs_web_say(x, "Save it"));
    add_finder(x, out, words);
    if (*p.words != '\0' && p.count == 0)
        cs_web(out, "<p class=\"problem\" role=\"alert\">{}</p>", cs_web_say(x, "These words do not stand there."));
    if (p.count > 0 && authors) {
        cs_web(out, "<h2>{}</h2>", cs_web_say(x, "A claim that cites them"));
        cs_web_claim_form(x, out, c, &citing);
    }
    cs_web(out, "<h2>{}</h2>", cs_web_say(x, "The document"));
    add_text(out, &p);
    cs_web_end(x);
}

void cs_web_read(struct cs_exchange *x)
{
    struct cs_reading reading = {.text = NULL};
    const struct cs_kept_document *d;
    struct casus_failure failure;
    struct cs_web_case c;
    casus_status status;
    char *bytes = NULL;
    size_t length;

    if (!cs_web_open(x, &c))
        return;
    d = cs_web_find_document(x, c.kept);
    if (d == NULL) {
        cs_web_close(&c);
        return;
    }
    status = cs_chain_content(x->r->database, d->digest, &bytes, &length, &failure);
    if (status == CASUS_OK)
        status = cs_reading_new(d->name, bytes, length, &reading, &failure);
    if (status == CASUS_OK)
        show(x, &c, d, bytes, &reading);
    else
        cs_refuse_status(x, status, &failure);
    cs_reading_release(&reading);
    free(bytes);
    cs_web_close(&c);
}
