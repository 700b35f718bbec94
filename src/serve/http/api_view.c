/* SPDX-License-Identifier: MIT */
/* What a program may read: cases, ledgers, entries, what is next, people. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/http/api.h"
#include "serve/http/handlers.h"
#include "serve/page/page.h"
#include "serve/page/reading.h"

void cs_api_cases(struct cs_exchange *x)
{
    json_t *list = json_array();

    for (size_t i = 0; i < x->r->case_count; i++)
        if (cs_sight_case(x->r, x->person, &x->r->cases[i]))
            json_array_append_new(list, json_pack("{s:s,s:I}", "name", x->r->cases[i].name, "last",
                                                  (json_int_t)x->r->cases[i].last));
    cs_api_write(x, 200, json_pack("{s:o}", "cases", list));
}

/* Opens the case and its answer at the date that was asked for; false: that was answered. */
static bool open_asked(struct cs_exchange *x, struct cs_web_case *out)
{
    const struct cs_pairs *query = &x->request.query;
    const char *as_of = cs_field(query, "as_of");
    struct casus_wishes wishes = {.size = sizeof wishes,
                                  .known_on = cs_field(query, "known_on"),
                                  .account = cs_field(query, "account")};
    const struct cs_kept_case *kept = cs_exchange_case(x);
    struct casus_failure failure;
    casus_status status;

    *out = (struct cs_web_case){.kept = kept};
    if (kept == NULL || cs_api_tag(x, kept))
        return false;
    cs_state_now(x->r, out->now);
    wishes.as_of = as_of != NULL ? as_of : out->now;
    status = cs_sight_open(x->r, x->person, kept, NULL, &out->c, &out->hidden, &failure);
    if (status == CASUS_OK && as_of == NULL && wishes.known_on == NULL && wishes.account == NULL) {
        status = cs_opened_answer(x->r, out->c, out->now, &out->answer, &failure);
    } else if (status == CASUS_OK) {
        status = casus_answer_new(out->c, &wishes, &out->answer);
        if (status != CASUS_OK)
            cs_serve_fail(&failure, status, "%.500s", casus_case_message(out->c));
    }
    if (status == CASUS_OK)
        return true;
    cs_web_close(out);
    cs_refuse_status(x, status, &failure);
    return false;
}

/* Ends the writing of an answer. */
static void written(struct cs_exchange *x, struct cs_web_case *c, casus_status status)
{
    struct casus_failure failure;

    x->response.type = "application/json";
    if (status != CASUS_OK) {
        cs_serve_fail(&failure, status, "%.500s", casus_answer_message(c->answer));
        cs_refuse_status(x, status, &failure);
    }
    cs_web_close(c);
}

void cs_api_ledger(struct cs_exchange *x)
{
    struct casus_style style = {.size = sizeof style, .format = CASUS_JSON};
    struct cs_web_case c;

    if (open_asked(x, &c))
        written(x, &c, casus_write_ledger(c.answer, &style, casus_text_sink(&x->response.body)));
}

void cs_api_next(struct cs_exchange *x)
{
    struct casus_style style = {.size = sizeof style, .format = CASUS_JSON};
    const char *party = cs_field(&x->request.query, "for");
    casus_next *next = NULL;
    struct cs_web_case c;
    casus_status status;

    if (!open_asked(x, &c))
        return;
    status = casus_next_new(c.answer, party, &next);
    if (status == CASUS_OK)
        status = casus_write_next(next, &style, casus_text_sink(&x->response.body));
    casus_next_free(next);
    written(x, &c, status);
}

void cs_api_record(struct cs_exchange *x)
{
    struct casus_text_of_case text;
    struct cs_web_case c;
    char name[128];

    if (!open_asked(x, &c))
        return;
    cs_state_record_name(c.kept, name);
    for (size_t i = 0; casus_case_text(c.c, i, &text) == CASUS_OK; i++)
        if (strcmp(text.name, name) == 0)
            cs_serve_add(&x->response.body, text.bytes);
    written(x, &c, CASUS_OK);
    x->response.type = "text/plain; charset=utf-8";
}

struct listing { struct cs_exchange *x; const struct cs_kept_case *c; json_t *list; };
#define ENTRIES_MOST 1000

static casus_status add_entry(void *context, const struct cs_chain_entry *entry, struct casus_failure *failure)
{
    struct listing *l = context;
    bool seen = cs_sight_entry(l->x->r, l->x->person, l->c, entry->number);

    if (json_array_size(l->list) == ENTRIES_MOST)
        return CASUS_OK;
    if (json_array_append_new(
            l->list, json_pack("{s:I,s:s,s:s,s:s,s:s?,s:s?,s:s?,s:b}", "number", (json_int_t)entry->number, "at",
                               entry->at, "kind", entry->kind, "hash", entry->hash, "by", seen ? entry->by : NULL,
                               "for", seen ? entry->speaks_for : NULL, "body", seen ? entry->body : NULL, "visible",
                               seen)) != 0)
        return cs_serve_memory(failure);
    return CASUS_OK;
}

void cs_api_entries(struct cs_exchange *x)
{
    const struct cs_kept_case *c = cs_exchange_case(x);
    const char *after = cs_field(&x->request.query, "after");
    struct listing l = {.x = x, .c = c};
    struct casus_failure failure;
    casus_status status;

    if (c == NULL || cs_api_tag(x, c))
        return;
    l.list = json_array();
    status = cs_chain_walk(x->r->database, c->name, after != NULL && strlen(after) < 19 ? strtoll(after, NULL, 10) : 0,
                           add_entry, &l, &failure);
    if (status == CASUS_OK) {
        cs_api_write(x, 200, json_pack("{s:o,s:I}", "entries", l.list, "last", (json_int_t)c->last));
    } else {
        json_decref(l.list);
        cs_refuse_status(x, status, &failure);
    }
}

void cs_api_people(struct cs_exchange *x)
{
    json_t *persons = json_array(), *mandates = json_array();

    for (size_t i = 0; i < x->r->people.person_count; i++) {
        const struct cs_person *p = &x->r->people.persons[i];

        json_array_append_new(persons, json_pack("{s:s,s:s,s:s}", "name", p->name, "role", cs_role_name(p->role),
                                                 "title", p->title));
    }
    for (size_t i = 0; i < x->r->people.mandate_count; i++) {
        const struct cs_mandate *m = &x->r->people.mandates[i];

        json_array_append_new(mandates, json_pack("{s:I,s:s,s:s,s:s,s:s,s:s?,s:b}", "entry", (json_int_t)m->number,
                                                  "person", m->person, "party", m->party, "giver", m->giver, "begin",
                                                  m->begin, "end", m->end, "good", cs_mandate_good(x->r, m)));
    }
    cs_api_write(x, 200, json_pack("{s:o,s:o}", "persons", persons, "mandates", mandates));
}

static void list_text(json_t *list, const struct cs_kept_text *text)
{
    json_array_append_new(list, json_pack("{s:s,s:s,s:I,s:s,s:s,s:s,s:b}", "name", text->name, "digest", text->digest,
                                          "entry", (json_int_t)text->number, "at", text->at, "by", text->by, "why",
                                          text->why, "used", text->used));
}

void cs_api_texts(struct cs_exchange *x)
{
    json_t *list = json_array();

    for (size_t i = 0; i < x->r->texts.count; i++)
        list_text(list, &x->r->texts.items[i]);
    cs_api_write(x, 200, json_pack("{s:o}", "texts", list));
}

void cs_api_case_texts(struct cs_exchange *x)
{
    const struct cs_kept_case *c = cs_exchange_case(x);
    json_t *list;

    if (c == NULL || cs_api_tag(x, c))
        return;
    list = json_array();
    for (size_t i = 0; i < c->under->count; i++)
        list_text(list, cs_texts_at(c->under, i));
    cs_api_write(x, 200, json_pack("{s:o,s:I}", "texts", list, "last", (json_int_t)c->last));
}

void cs_api_exercise(struct cs_exchange *x)
{
    static const char *const states[] = {"to come", "came about", "refused"};
    json_t *list;

    if (!x->r->exercise) {
        cs_refuse(x, 404, "this register is no exercise");
        return;
    }
    list = json_array();
    for (size_t i = 0; i < x->r->injects.count; i++) {
        const struct cs_inject *inject = &x->r->injects.items[i];

        json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:s,s:s,s:I,s:s?}", "at", inject->moment,
                                              inject->note ? "to" : "in", inject->where, "text", inject->text, "by",
                                              inject->by, "state", states[inject->state], "entry",
                                              (json_int_t)inject->entry, "why", inject->why));
    }
    cs_api_write(x, 200, json_pack("{s:s,s:o}", "clock", x->r->clock, "injects", list));
}

void cs_api_documents(struct cs_exchange *x)
{
    const struct cs_kept_case *c = cs_exchange_case(x);
    json_t *list;

    if (c == NULL || cs_api_tag(x, c))
        return;
    list = json_array();
    for (size_t i = 0; i < c->document_count; i++)
        if (!c->documents[i].sealed && cs_sight_entry(x->r, x->person, c, c->documents[i].number))
            json_array_append_new(list, json_pack("{s:I,s:s,s:s}", "entry", (json_int_t)c->documents[i].number, "file",
                                                  c->documents[i].name, "digest", c->documents[i].digest));
    cs_api_write(x, 200, json_pack("{s:o}", "documents", list));
}

#define PASSAGES_MOST 1000

void cs_api_passages(struct cs_exchange *x)
{
    const struct cs_kept_case *c = cs_exchange_case(x);
    const struct cs_kept_document *d = c != NULL ? cs_web_find_document(x, c) : NULL;
    const char *words = cs_field(&x->request.query, "words");
    struct cs_reading reading = {.text = NULL};
    size_t length, start, end, from = 0;
    struct casus_failure failure;
    char *bytes = NULL;
    casus_status status;
    json_t *list;

    if (d == NULL)
        return;
    list = json_array();
    status = cs_chain_content(x->r->database, d->digest, &bytes, &length, &failure);
    if (status == CASUS_OK)
        status = cs_reading_new(d->name, bytes, length, &reading, &failure);
    while (status == CASUS_OK && words != NULL && strlen(words) <= CS_WORDS_LONGEST &&
           json_array_size(list) < PASSAGES_MOST && cs_reading_find(&reading, words, from, &start, &end)) {
        char anchor[CS_ANCHOR_SIZE];

        status = cs_reading_anchor(&reading, bytes, start, end, anchor, &failure);
        json_array_append_new(list, json_string(anchor));
        from = start + 1;
    }
    cs_reading_release(&reading);
    free(bytes);
    if (status == CASUS_OK) {
        cs_api_write(x, 200, json_pack("{s:o}", "anchors", list));
    } else {
        json_decref(list);
        cs_refuse_status(x, status, &failure);
    }
}

void cs_api_ask(struct cs_exchange *x)
{
    struct casus_style style = {.size = sizeof style, .format = CASUS_JSON};
    struct casus_wishes wishes = {.size = sizeof wishes};
    const char *question = cs_field(&x->request.query, "question");
    casus_reply *reply = NULL;
    struct casus_failure failure;
    struct cs_web_case c;
    casus_status status;

    if (!cs_web_open(x, &c))
        return;
    wishes.as_of = c.now;
    status = casus_ask(c.c, question != NULL ? question : "", CASUS_ASK_SHORT, &wishes, &reply);
    x->response.type = "application/json";
    if (status == CASUS_OK && !casus_reply_understood(reply)) {
        cs_refuse(x, 422, "%.300s %.300s", casus_reply_refusal(reply), casus_reply_remedy(reply));
    } else {
        if (status == CASUS_OK)
            status = casus_write_reply(reply, &style, casus_text_sink(&x->response.body));
        if (status != CASUS_OK) {
            cs_serve_fail(&failure, status, "%.500s", casus_case_message(c.c));
            cs_refuse_status(x, status, &failure);
        }
    }
    casus_reply_free(reply);
    cs_web_close(&c);
}
