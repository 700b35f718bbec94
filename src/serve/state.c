/* SPDX-License-Identifier: MIT */
#include "serve/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- memory ---- */

void *cs_state_one_more(void *list, size_t *count, size_t size)
{
    void **items = list;
    char *grown = realloc(*items, (*count + 1) * size);

    if (grown == NULL)
        return NULL;
    *items = grown;
    memset(grown + *count * size, 0, size);
    (*count)++;
    return grown + (*count - 1) * size;
}

static void release_case(struct cs_kept_case *c)
{
    for (size_t i = 0; i < c->line_count; i++) {
        free(c->lines[i].text);
        free(c->lines[i].at);
        free(c->lines[i].by);
        free(c->lines[i].speaks_for);
    }
    for (size_t i = 0; i < c->document_count; i++) {
        free(c->documents[i].name);
        free(c->documents[i].digest);
    }
    free(c->lines);
    free(c->documents);
    free(c->name);
    free(c->head);
    free(c->by);
}

void cs_state_release(struct cs_register *r)
{
    for (size_t i = 0; i < r->case_count; i++)
        release_case(&r->cases[i]);
    free(r->cases);
    free(r->clock);
    cs_people_release(&r->people);
    cs_sight_release(&r->sights);
    cs_texts_release(&r->texts);
    cs_exercise_release(&r->injects);
    cs_opened_release(&r->openings);
    casus_case_free(r->dates);
    *r = (struct cs_register){.database = r->database};
}

/* ---- what an entry says ---- */

static casus_status broken(const struct cs_chain_entry *entry, struct casus_failure *failure)
{
    return cs_serve_fail(failure, CASUS_ERR_IO, "entry %lld of the register does not read as it was written",
                         (long long)entry->number);
}

/* The next line of a body, a copy without its end; NULL after the last. */
static char *next_line(const char **body)
{
    size_t length = strcspn(*body, "\n");
    char *line;

    if (**body == '\0')
        return NULL;
    line = strndup(*body, length);
    *body += length + ((*body)[length] == '\n');
    return line;
}

static casus_status learn_register(struct cs_register *r, const struct cs_chain_entry *entry,
                                   struct casus_failure *failure)
{
    const char *body = entry->body;
    casus_status status = CASUS_OK;
    char *line;

    while (status == CASUS_OK && *body != '\0') {
        line = next_line(&body);
        if (line == NULL)
            status = cs_serve_memory(failure);
        else if (strcmp(line, "exercise") == 0)
            r->exercise = true;
        else
            status = cs_texts_learn_first(r, entry, line, failure);
        free(line);
    }
    return status;
}

static casus_status learn_case(struct cs_register *r, const struct cs_chain_entry *entry, struct casus_failure *failure)
{
    struct cs_kept_case *c = cs_state_one_more(&r->cases, &r->case_count, sizeof *c);

    if (c == NULL)
        return cs_serve_memory(failure);
    c->name = strdup(entry->subject);
    c->head = strdup(entry->body);
    c->by = strdup(entry->by);
    c->number = c->last = entry->number;
    if (cs_texts_latest_set(r, &c->under, failure) != CASUS_OK)
        return CASUS_ERR_MEMORY;
    return c->name != NULL && c->head != NULL && c->by != NULL ? CASUS_OK : cs_serve_memory(failure);
}

casus_status cs_state_learn_lines(struct cs_kept_case *c, const struct cs_chain_entry *entry, const char *text,
                                  struct casus_failure *failure)
{
    struct cs_kept_lines *lines = cs_state_one_more(&c->lines, &c->line_count, sizeof *lines);

    if (lines == NULL)
        return cs_serve_memory(failure);
    lines->number = entry->number;
    lines->sealed = text == NULL;
    lines->text = strdup(text != NULL ? text : "");
    lines->at = strdup(entry->at);
    lines->by = strdup(entry->by);
    lines->speaks_for = strdup(entry->speaks_for);
    return lines->text != NULL && lines->at != NULL && lines->by != NULL &&
        lines->speaks_for != NULL ? CASUS_OK : cs_serve_memory(failure);
}

/* "NAME DIGEST", and the lines of its source. */
static casus_status learn_document(struct cs_kept_case *c, const struct cs_chain_entry *entry,
                                   struct casus_failure *failure)
{
    const char *body = entry->body;
    struct cs_kept_document *document;
    char *line, *gap;

    if (body == NULL)
        return cs_state_learn_lines(c, entry, NULL, failure);
    line = next_line(&body);
    gap = line != NULL ? strchr(line, ' ') : NULL;
    document = gap != NULL ? cs_state_one_more(&c->documents, &c->document_count, sizeof *document) : NULL;
    if (document == NULL) {
        free(line);
        return gap == NULL ? broken(entry, failure) : cs_serve_memory(failure);
    }
    *gap = '\0';
    document->name = line;
    document->number = entry->number;
    document->digest = strdup(gap + 1);
    return document->digest != NULL ? cs_state_learn_lines(c, entry, body, failure) : cs_serve_memory(failure);
}

static void forget(struct cs_kept_case *c, int64_t number)
{
    for (size_t i = 0; i < c->line_count; i++)
        if (c->lines[i].number == number) {
            c->lines[i].sealed = true;
            c->lines[i].text[0] = '\0';
        }
    for (size_t i = 0; i < c->document_count; i++)
        c->documents[i].sealed = c->documents[i].sealed || c->documents[i].number == number;
}

static casus_status learn_clock(struct cs_register *r, const struct cs_chain_entry *entry,
                                struct casus_failure *failure)
{
    free(r->clock);
    r->clock = strdup(entry->body);
    return r->clock != NULL ? CASUS_OK : cs_serve_memory(failure);
}

static struct cs_kept_case *find_case(struct cs_register *r, const char *name)
{
    for (size_t i = 0; i < r->case_count; i++)
        if (strcmp(r->cases[i].name, name) == 0)
            return &r->cases[i];
    return NULL;
}

casus_status cs_state_learn(void *context, const struct cs_chain_entry *entry, struct casus_failure *failure)
{
    struct cs_register *r = context;
    struct cs_kept_case *c = find_case(r, entry->subject);
    bool known;
    casus_status status;

    r->last = entry->number;
    if (c != NULL)
        c->last = entry->number;
    if (c != NULL && strcmp(entry->kind, "lines") == 0)
        return cs_state_learn_lines(c, entry, entry->body, failure);
    if (c != NULL && strcmp(entry->kind, "document") == 0)
        return learn_document(c, entry, failure);
    status = cs_exercise_learn(r, c, entry, &known, failure);
    if (known)
        return status;
    if (entry->body == NULL)
        return broken(entry, failure);
    if (c != NULL && strcmp(entry->kind, "seal") == 0) {
        forget(c, strtoll(entry->body, NULL, 10));
        return CASUS_OK;
    }
    if (c == NULL && strcmp(entry->kind, "case") == 0)
        return learn_case(r, entry, failure);
    if (strcmp(entry->kind, "register") == 0)
        return learn_register(r, entry, failure);
    if (strcmp(entry->kind, "clock") == 0)
        return learn_clock(r, entry, failure);
    if (c != NULL && strcmp(entry->kind, "visible") == 0)
        return cs_sight_learn(r, entry, failure);
    if (strcmp(entry->kind, "text") == 0)
        return cs_texts_learn(r, entry, failure);
    if (c != NULL && strcmp(entry->kind, "under") == 0)
        return cs_texts_learn_under(r, c, entry, failure);
    status = cs_people_learn(r, entry, &known, failure);
    return known ? status : broken(entry, failure);
}

casus_status cs_state_read(struct cs_register *r, struct casus_failure *failure)
{
    casus_status status = CASUS_OK;

    if (r->last < 0)
        cs_state_release(r);
    if (r->dates == NULL) {
        status = casus_case_new(&r->dates);
        if (status == CASUS_OK)
            status = casus_case_check(r->dates);
        if (status != CASUS_OK)
            return cs_serve_memory(failure);
    }
    status = cs_chain_walk(r->database, NULL, r->last, cs_state_learn, r, failure);
    if (status != CASUS_OK)
        r->last = -1;
    if (status == CASUS_OK && r->exercise && r->clock == NULL)
        status = cs_serve_fail(failure, CASUS_ERR_IO, "the exercise has no clock");
    return status;
}

/* ---- asking ---- */

struct cs_kept_case *cs_state_case(struct cs_register *r, const char *name, struct casus_failure *failure)
{
    struct cs_kept_case *found = find_case(r, name);
    casus_text names = {.bytes = NULL};

    if (found != NULL)
        return found;
    for (size_t i = 0; i < r->case_count; i++) {
        cs_serve_add(&names, i > 0 ? ", " : "");
        cs_serve_add(&names, r->cases[i].name);
    }
    cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the register has no case \"%.60s\"; its cases: %.300s", name,
                  names.length > 0 ? names.bytes : "none yet");
    casus_text_free(names.bytes);
    return NULL;
}

void cs_state_now(const struct cs_register *r, char out[32])
{
    struct timespec now = {0};
    struct tm parts = {0};

    if (r->clock != NULL) {
        snprintf(out, 32, "%s", r->clock);
        return;
    }
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &parts);
    strftime(out, 32, "%Y-%m-%dT%H:%M:%S+00:00", &parts);
}

bool cs_state_seconds(const struct cs_register *r, const char *text, bool begin, long long *out)
{
    struct casus_date date;
    char instant[48];

    if (strlen(text) > 31 || text[strspn(text, "0123456789-:.T+Z")] != '\0')
        return false;
    if (begin && strchr(text, 'T') == NULL) {
        snprintf(instant, sizeof instant, "%sT00:00+00:00", text);
        text = instant;
    }
    if (casus_case_date(r->dates, text, &date) != CASUS_OK)
        return false;
    *out = date.end;
    return true;
}

void cs_state_record(const struct cs_kept_case *c, const bool *hidden, casus_text *out)
{
    cs_texts_use(c->under, out);
    cs_serve_add(out, c->head);
    for (size_t i = 0; i < c->line_count; i++) {
        char place[64];

        snprintf(place, sizeof place, "\n-- entry %lld%s\n", (long long)c->lines[i].number,
                 c->lines[i].sealed ? ", sealed" : "");
        cs_serve_add(out, place);
        if (hidden == NULL || !hidden[i])
            cs_serve_add(out, c->lines[i].text);
    }
}

size_t cs_state_line_count(const char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

bool cs_state_begins(const struct cs_kept_case *c, const bool *hidden, size_t *out)
{
    casus_text use = {.bytes = NULL};
    size_t line;

    cs_texts_use(c->under, &use);
    if (use.failed || use.bytes == NULL) {
        casus_text_free(use.bytes);
        return false;
    }
    line = cs_state_line_count(use.bytes) + cs_state_line_count(c->head) + 1;
    casus_text_free(use.bytes);
    for (size_t i = 0; i < c->line_count; i++) {
        out[i] = line + 1; /* behind the line that ends what is before it; its own first line has its number */
        line += 2 + (hidden == NULL || !hidden[i] ? cs_state_line_count(c->lines[i].text) : 0);
    }
    return true;
}

void cs_state_record_name(const struct cs_kept_case *c, char out[128])
{
    snprintf(out, 128, "%s.record", c->name);
}

casus_status cs_state_open(const struct cs_kept_case *c, const casus_text *record, const char *language,
                           casus_case **out, struct casus_failure *failure)
{
    casus_status status = casus_case_new(out);
    char name[128];

    cs_state_record_name(c, name);
    if (status == CASUS_OK)
        status = record->failed ? CASUS_ERR_MEMORY : cs_texts_find_in(*out, c->under);
    if (status == CASUS_OK)
        status = casus_case_add_text(*out, name, record->bytes, record->length);
    if (status == CASUS_OK && language != NULL && strcmp(language, "en") != 0)
        status = casus_case_add_language(*out, language);
    if (status == CASUS_OK)
        status = casus_case_check(*out);
    return status == CASUS_OK ? status : cs_serve_fail(failure, status, "%.500s", casus_case_message(*out));
}
