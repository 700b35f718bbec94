/* SPDX-License-Identifier: MIT */
#include "serve/page/letter.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "serve/mail.h"
#include "serve/page/zone.h"

#define LINES_MOST 20 /* of one case */

/* What of a case may stand in a letter. */
enum openness { CS_CLOSED, CS_NAMED_ONLY, CS_WORDS };

struct news { size_t count; casus_text lines; };

struct writing {
    struct cs_exchange *x; /* as if its reader asked: who he is, and his language */
    const struct cs_sender *sender;
    const struct cs_mail_wish *wish;
    struct news *news;     /* of each case */
    casus_text body;
    size_t closed, total;  /* entries: of closed cases, of all */
};

static enum openness openness_of(struct cs_register *r, const struct cs_kept_case *c)
{
    char nobody[] = "\n"; /* the name of no person, so that he has entered nothing */
    struct cs_person member = {.name = nobody, .title = nobody, .role = CS_ROLE_READER};

    return cs_sight_case(r, NULL, c) ? CS_WORDS : cs_sight_case(r, &member, c) ? CS_NAMED_ONLY : CS_CLOSED;
}

/* ---- what was entered ---- */

static casus_status take_entry(void *context, const struct cs_chain_entry *entry, struct casus_failure *failure)
{
    struct writing *w = context;
    struct cs_register *r = w->x->r;
    const struct cs_kept_case *c = *entry->subject != '\0' ? cs_state_case(r, entry->subject, failure) : NULL;
    struct news *news;

    if (c == NULL || !cs_sight_case(r, w->x->person, c) || !cs_sight_entry(r, w->x->person, c, entry->number) ||
        strcmp(entry->by, w->x->person->name) == 0 || strcmp(entry->kind, "inject-refused") == 0 ||
        strcmp(entry->kind, "visible") == 0)
        return CASUS_OK;
    w->total++;
    if (openness_of(r, c) == CS_CLOSED) {
        w->closed++;
        return CASUS_OK;
    }
    news = &w->news[c - r->cases];
    news->count++;
    if (openness_of(r, c) == CS_WORDS && cs_sight_entry(r, NULL, c, entry->number) && entry->body != NULL &&
        strcmp(entry->kind, "lines") == 0 && news->count <= LINES_MOST) {
        char *line = strndup(entry->body, strcspn(entry->body, "\n"));

        cs_serve_add_all(&news->lines, "  ", line != NULL ? line : "", "\n", NULL);
        free(line);
    }
    return CASUS_OK;
}

static void add_count(struct writing *w, const char *where, size_t count)
{
    char number[24];

    snprintf(number, sizeof number, "%zu", count);
    cs_serve_add_all(&w->body, where, ": ", cs_web_say(w->x, "new entries"), " ", number, "\n", NULL);
}

static casus_status add_news(struct writing *w, struct casus_failure *failure)
{
    struct cs_register *r = w->x->r;
    casus_status status = cs_chain_walk(r->database, NULL, w->wish->told, take_entry, w, failure);

    for (size_t i = 0; status == CASUS_OK && i < r->case_count; i++)
        if (w->news[i].count > 0) {
            add_count(w, r->cases[i].name, w->news[i].count);
            cs_serve_add_all(&w->body, w->news[i].lines.bytes != NULL ? w->news[i].lines.bytes : "",
                             w->sender->origin, "/cases/", r->cases[i].name, "\n\n", NULL);
        }
    if (status == CASUS_OK && w->closed > 0) {
        add_count(w, cs_web_say(w->x, "Cases for those named alone"), w->closed);
        cs_serve_add_all(&w->body, w->sender->origin, "/\n\n", NULL);
    }
    return status;
}

/* ---- what is to be done ---- */

/* What a party must do in a case: words, or a number. */
static casus_status add_duties(struct writing *w, struct cs_web_case *c, const char *party, enum openness openness)
{
    casus_next *next = NULL;
    struct casus_stand stand;
    struct casus_row row;
    size_t at, count;
    char number[24];
    casus_status status = casus_next_new(c->answer, party, &next);

    count = status == CASUS_OK ? casus_next_must_count(next) : 0;
    snprintf(number, sizeof number, "%zu", count);
    if (count > 0)
        cs_serve_add_all(&w->body,
                         openness == CS_CLOSED ? cs_web_say(w->x, "Cases for those named alone") : c->kept->name, ": ",
                         party, ": ", cs_web_say(w->x, "to be done"), " ", number, "\n", NULL);
    for (size_t i = 0; openness == CS_WORDS && i < count && i < LINES_MOST; i++)
        if (casus_next_must(next, i, &at) == CASUS_OK && casus_row_at(c->answer, at, &row) == CASUS_OK &&
            casus_row_stand(c->answer, at, 0, &stand) == CASUS_OK)
            cs_serve_add_all(&w->body, "  ", row.content, stand.due[0] != '\0' ? " - " : "", stand.due, "\n", NULL);
    casus_next_free(next);
    return status;
}

static casus_status add_agenda(struct writing *w, struct casus_failure *failure)
{
    struct cs_register *r = w->x->r;
    const char *parties[CS_MANDATES_MOST], *name;
    size_t count = cs_web_parties(w->x, parties, CS_MANDATES_MOST);
    casus_status status = CASUS_OK;

    for (size_t i = 0; status == CASUS_OK && count > 0 && i < r->case_count; i++) {
        struct cs_web_case c;

        if (!cs_sight_case(r, w->x->person, &r->cases[i]))
            continue;
        status = cs_web_open_case(w->x, &r->cases[i], &c, failure);
        for (size_t k = 0; status == CASUS_OK && k < count; k++)
            if (casus_case_party(c.c, parties[k], &name) == CASUS_OK) {
                status = add_duties(w, &c, name, openness_of(r, &r->cases[i]));
                if (status != CASUS_OK)
                    cs_serve_fail(failure, status, "%.500s", casus_answer_message(c.answer));
            }
        cs_web_close(&c);
    }
    return status;
}

/* ---- the letter ---- */

/* Adds bytes as base 64, in lines of at most 76 characters. */
static void add_base64(casus_text *out, const char *bytes, size_t length, const char *end)
{
    for (size_t at = 0; at < length; at += 57) {
        size_t piece = length - at < 57 ? length - at : 57;
        char line[80];

        sodium_bin2base64(line, sizeof line, (const unsigned char *)bytes + at, piece, sodium_base64_VARIANT_ORIGINAL);
        cs_serve_add_all(out, line, end, NULL);
    }
}

static void add_date(casus_text *out, int64_t now)
{
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t seconds = (time_t)now;
    struct tm t = {0};
    char date[64];

    gmtime_r(&seconds, &t);
    snprintf(date, sizeof date, "%s, %02d %s %d %02d:%02d:%02d +0000", days[t.tm_wday], t.tm_mday, months[t.tm_mon],
             t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
    cs_serve_add(out, date);
}

/* Writes headers and body; the message is to be freed. */
static casus_status write_message(const struct writing *w, int64_t now, struct cs_letter *out,
                                  struct casus_failure *failure)
{
    bool exercise = w->x->r->exercise;
    const char *host = strchr(w->sender->from, '@');
    char subject[160];
    casus_text message = {.bytes = NULL};
    casus_status status = cs_key_random(out->id, failure);

    if (status != CASUS_OK)
        return status;
    snprintf(out->address, sizeof out->address, "%s", w->wish->address);
    snprintf(subject, sizeof subject, "%s%s%s", exercise ? cs_web_say(w->x, "Exercise") : "", exercise ? ": " : "",
             strcmp(w->wish->how, "daily") == 0 ? cs_web_say(w->x, "Agenda") : cs_web_say(w->x, "new entries"));
    cs_serve_add_all(&message, "From: casus <", w->sender->from, ">\r\nTo: <", w->wish->address,
                     ">\r\nSubject: =?UTF-8?B?", NULL);
    add_base64(&message, subject, strlen(subject) < 57 ? strlen(subject) : 57, "");
    cs_serve_add_all(&message, "?=\r\nDate: ", NULL);
    add_date(&message, now);
    cs_serve_add_all(&message, "\r\nMessage-ID: <", out->id, host != NULL ? host : "@casus",
                     ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                     "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n", NULL);
    add_base64(&message, w->body.bytes, w->body.length, "\r\n");
    out->message = message.bytes;
    return message.failed || w->body.failed ? cs_serve_memory(failure) : CASUS_OK;
}

static bool is_due(const struct cs_register *r, const struct cs_mail_wish *wish, int64_t now)
{
    if (strcmp(wish->how, "once") == 0)
        return wish->told < r->last;
    return strcmp(wish->how, "daily") == 0 && now - wish->at >= CS_LETTER_DAY;
}

/* Writes the letter of one person, if there is something to tell, and notes up to where he was told. */
static casus_status write_letter(struct cs_register *r, const struct cs_sender *sender, struct cs_mail_wish *wish,
                                 int64_t now, size_t *written, struct casus_failure *failure)
{
    struct cs_exchange *x = calloc(1, sizeof *x);
    struct writing w = {.x = x, .sender = sender, .wish = wish, .news = calloc(r->case_count + 1, sizeof *w.news)};
    struct cs_letter letter = {.message = NULL};
    casus_status status = x != NULL && w.news != NULL ? CASUS_OK : cs_serve_memory(failure);

    if (status == CASUS_OK) {
        x->r = r;
        x->person = cs_people_find(r, wish->person);
        x->zone = CS_ZONE_NONE;
        x->language = strcmp(wish->language, "ru") == 0 ? "ru" : "en";
        if (r->exercise)
            cs_serve_add_all(&w.body, cs_web_say(x, "Exercise"), "\n\n", NULL);
        status = add_news(&w, failure);
    }
    if (status == CASUS_OK && strcmp(wish->how, "daily") == 0)
        status = add_agenda(&w, failure);
    if (status == CASUS_OK && (w.total > 0 || (strcmp(wish->how, "daily") == 0 && w.body.length > 0))) {
        status = write_message(&w, now, &letter, failure);
        if (status == CASUS_OK)
            status = cs_mail_put(r->database, &letter, now, failure);
        *written += status == CASUS_OK;
    }
    wish->told = r->last;
    wish->at = now;
    if (status == CASUS_OK)
        status = cs_mail_wish_set(r->database, wish, failure);
    for (size_t i = 0; w.news != NULL && i < r->case_count; i++)
        casus_text_free(w.news[i].lines.bytes);
    casus_text_free(letter.message);
    casus_text_free(w.body.bytes);
    free(w.news);
    free(x);
    return status;
}

casus_status cs_letters_write(struct cs_register *r, const struct cs_sender *sender, int64_t now, size_t *written,
                              struct casus_failure *failure)
{
    struct cs_mail_wishes wishes;
    casus_status status = cs_mail_wishes(r->database, &wishes, failure);
    bool any = false;

    *written = 0;
    for (size_t i = 0; i < wishes.count; i++)
        any = any || is_due(r, &wishes.items[i], now);
    if (status == CASUS_OK && any) {
        status = cs_database_begin(r->database, failure);
        for (size_t i = 0; status == CASUS_OK && i < wishes.count; i++) {
            const struct cs_person *person = cs_people_find(r, wishes.items[i].person);

            if (person == NULL || person->role == CS_ROLE_NONE)
                status = cs_mail_wish_drop(r->database, wishes.items[i].person, failure);
            else if (is_due(r, &wishes.items[i], now))
                status = write_letter(r, sender, &wishes.items[i], now, written, failure);
        }
        if (status == CASUS_OK)
            status = cs_database_commit(r->database, failure);
        if (status != CASUS_OK)
            cs_database_undo(r->database);
    }
    free(wishes.items);
    return status;
}
