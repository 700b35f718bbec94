/* SPDX-License-Identifier: MIT */
/*
 * Feeds for programs that know no signing in: the deadlines of those whom a person may speak for, as a calendar;
 * what was entered in the cases that he sees, as Atom, without its contents.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "serve/http/handlers.h"
#include "serve/http/route.h"
#include "serve/page/page.h"

#define ENTRIES_MOST 50
#define BACK_MOST (50 * 4 * 4 * 4 * 4 * 4) /* entries that are looked at for them */

/* Adds the components of a calendar to another: time zones once each, and everything else. */
static void merge(casus_text *out, const char *calendar)
{
    const char *at = calendar;

    while ((at = strstr(at, "BEGIN:V")) != NULL) {
        char name[24], end[40];
        const char *close;
        casus_text piece = {.bytes = NULL};
        casus_sink sink = casus_text_sink(&piece);

        snprintf(name, sizeof name, "%.*s", (int)strcspn(at + 6, "\r\n"), at + 6);
        if (strcmp(name, "VCALENDAR") == 0) {
            at += 6;
            continue;
        }
        snprintf(end, sizeof end, "\nEND:%s", name);
        close = strstr(at, end);
        if (close == NULL)
            return;
        close += strlen(end) + strcspn(close + strlen(end), "\n") + 1;
        sink.write(sink.context, at, (size_t)(close - at));
        if (piece.failed)
            out->failed = true;
        else if (strcmp(name, "VTIMEZONE") != 0 || out->bytes == NULL || strstr(out->bytes, piece.bytes) == NULL)
            cs_serve_add(out, piece.bytes);
        casus_text_free(piece.bytes);
        at = close;
    }
}

static casus_status add_case(struct cs_exchange *x, const struct cs_kept_case *kept, const char *const *parties,
                             size_t count, casus_text *out, struct casus_failure *failure)
{
    struct casus_style style = {.size = sizeof style, .format = CASUS_ICS};
    struct cs_web_case c;
    casus_status status = cs_web_open_case(x, kept, &c, failure);

    for (size_t i = 0; status == CASUS_OK && i < count; i++) {
        casus_text calendar = {.bytes = NULL};
        casus_next *next = NULL;
        const char *name;

        if (casus_case_party(c.c, parties[i], &name) != CASUS_OK)
            continue;
        status = casus_next_new(c.answer, name, &next);
        if (status == CASUS_OK)
            status = casus_write_next(next, &style, casus_text_sink(&calendar));
        if (status != CASUS_OK)
            cs_serve_fail(failure, status, "%.500s", casus_answer_message(c.answer));
        else if (calendar.bytes != NULL)
            merge(out, calendar.bytes);
        casus_next_free(next);
        casus_text_free(calendar.bytes);
    }
    cs_web_close(&c);
    return status;
}

void cs_feed_calendar(struct cs_exchange *x)
{
    const char *parties[CS_MANDATES_MOST];
    size_t count = cs_web_parties(x, parties, CS_MANDATES_MOST);
    struct casus_failure failure;
    casus_text parts = {.bytes = NULL};
    casus_status status = CASUS_OK;

    for (size_t i = 0; status == CASUS_OK && i < x->r->case_count; i++)
        if (cs_sight_case(x->r, x->person, &x->r->cases[i]))
            status = add_case(x, &x->r->cases[i], parties, count, &parts, &failure);
    if (status != CASUS_OK) {
        cs_refuse_status(x, status, &failure);
    } else {
        x->response.type = "text/calendar; charset=utf-8";
        cs_serve_add(&x->response.body, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//casus//agenda//EN\r\n"
                                        "CALSCALE:GREGORIAN\r\n");
        cs_serve_add(&x->response.body, parts.bytes != NULL ? parts.bytes : "");
        cs_serve_add(&x->response.body, "END:VCALENDAR\r\n");
        x->response.body.failed = x->response.body.failed || parts.failed;
    }
    casus_text_free(parts.bytes);
}

/* ---- Atom ---- */

/* The entries that a reader of the feed may see, behind some number: they are counted first, then written. */
struct latest { struct cs_exchange *x; size_t count, skip; bool writes; };

static casus_status add_entry(void *context, const struct cs_chain_entry *entry, struct casus_failure *failure)
{
    struct latest *l = context;
    struct cs_exchange *x = l->x;
    casus_text *out = &x->response.body;
    const struct cs_kept_case *c = *entry->subject != '\0' ? cs_state_case(x->r, entry->subject, failure) : NULL;
    char number[24];

    if (c == NULL || !cs_sight_case(x->r, x->person, c) || !cs_sight_entry(x->r, x->person, c, entry->number))
        return CASUS_OK;
    if (l->count++ < l->skip || !l->writes)
        return CASUS_OK;
    snprintf(number, sizeof number, "%" PRId64, entry->number);
    cs_web(out, "<entry><id>urn:sha256:{}</id><title>{}: {} {}</title><updated>{}</updated>"
                "<link href=\"/cases/{}/log#e{}\"/></entry>\n",
           entry->hash, entry->subject, entry->kind, number, entry->at, entry->subject, number);
    return out->failed ? cs_serve_memory(failure) : CASUS_OK;
}

/* Writes the latest entries that he may see; others may stand between them. */
static casus_status add_latest(struct cs_exchange *x, struct casus_failure *failure)
{
    struct latest l = {.x = x};
    int64_t back = ENTRIES_MOST;
    casus_status status;

    for (;; back *= 4) {
        l.count = 0;
        status = cs_chain_walk(x->r->database, NULL, x->r->last > back ? x->r->last - back : 0, add_entry, &l, failure);
        if (status != CASUS_OK || l.count >= ENTRIES_MOST || back >= x->r->last || back >= BACK_MOST)
            break;
    }
    if (status != CASUS_OK)
        return status;
    l = (struct latest){.x = x, .skip = l.count > ENTRIES_MOST ? l.count - ENTRIES_MOST : 0, .writes = true};
    return cs_chain_walk(x->r->database, NULL, x->r->last > back ? x->r->last - back : 0, add_entry, &l, failure);
}

void cs_feed_entries(struct cs_exchange *x)
{
    struct casus_failure failure;
    casus_status status;
    char now[32];

    cs_state_now(x->r, now);
    x->response.type = "application/atom+xml; charset=utf-8";
    cs_web(&x->response.body,
           "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">"
           "<id>urn:casus:register</id><title>casus</title><author><name>casus</name></author><updated>{}</updated>\n",
           now);
    status = add_latest(x, &failure);
    cs_web(&x->response.body, "</feed>\n");
    if (status != CASUS_OK)
        cs_refuse_status(x, status, &failure);
}
