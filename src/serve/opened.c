/* SPDX-License-Identifier: MIT */
#include "serve/opened.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/state.h"

static const char *language_of(const char *language)
{
    return language != NULL ? language : "en";
}

static void forget_parts(struct cs_opened *opened)
{
    for (size_t i = 0; i < CS_OPENED_PARTS; i++) {
        casus_text_free(opened->parts[i].text.bytes);
        opened->parts[i].name = NULL;
        opened->parts[i].text = (casus_text){.bytes = NULL};
    }
}

static void forget_answer(struct cs_opened *opened)
{
    forget_parts(opened);
    casus_answer_free(opened->answer);
    opened->answer = NULL;
}

static void close_one(struct cs_opened *opened)
{
    forget_answer(opened);
    casus_case_free(opened->c);
    free(opened->hides);
    free(opened->left_out);
    *opened = (struct cs_opened){.c = NULL};
}

static bool same_hides(const struct cs_opened *opened, const struct cs_kept_case *c, const bool *hides)
{
    if (hides == NULL || opened->hides == NULL)
        return hides == NULL && opened->hides == NULL;
    return memcmp(opened->hides, hides, c->line_count * sizeof *hides) == 0;
}

struct cs_opened *cs_opened_find(struct cs_register *r, const struct cs_kept_case *c, const char *language,
                                 const bool *hides)
{
    for (size_t i = 0; i < CS_OPENED_MOST; i++) {
        struct cs_opened *opened = &r->openings.items[i];

        if (opened->c == NULL || opened->number != c->number || strcmp(opened->language, language_of(language)) != 0)
            continue;
        if (opened->last != c->last || *casus_case_message(opened->c) != '\0') {
            close_one(opened); /* as it is no more, or perhaps without memory for what it was asked */
        } else if (opened->under == c->under && same_hides(opened, c, hides)) {
            opened->used = ++r->openings.turn;
            return opened;
        }
    }
    return NULL;
}

/* The place that is free, or that of the one longest unused; *total: the bytes of all. */
static struct cs_opened *oldest(struct cs_openings *openings, bool free_too, size_t *total)
{
    struct cs_opened *found = NULL;

    *total = 0;
    for (size_t i = 0; i < CS_OPENED_MOST; i++) {
        struct cs_opened *opened = &openings->items[i];

        *total += opened->bytes;
        if ((free_too || opened->c != NULL) && (found == NULL || opened->used < found->used))
            found = opened;
    }
    return found;
}

struct cs_opened *cs_opened_keep(struct cs_register *r, const struct cs_kept_case *c, const char *language,
                                 const struct cs_opened *opened)
{
    struct cs_opened *place;
    size_t total;

    /* Of a longer record none other is kept beside it. */
    while ((place = oldest(&r->openings, false, &total)) != NULL && total + opened->bytes > CS_OPENED_BYTES)
        close_one(place);
    place = oldest(&r->openings, true, &total);
    close_one(place);
    *place = *opened;
    place->number = c->number;
    place->last = c->last;
    place->under = c->under;
    place->used = ++r->openings.turn;
    snprintf(place->language, sizeof place->language, "%s", language_of(language));
    return place;
}

static struct cs_opened *find_case(struct cs_register *r, const casus_case *c)
{
    for (size_t i = 0; c != NULL && i < CS_OPENED_MOST; i++)
        if (r->openings.items[i].c == c)
            return &r->openings.items[i];
    return NULL;
}

/* Its answer goes on to what time it is, and with what was entered since; or it is forgotten. */
static bool answer_goes_on(struct cs_opened *opened, const char *now)
{
    bool done = false;

    forget_parts(opened);
    if (opened->answer == NULL || casus_answer_go_on(opened->answer, now, &done) != CASUS_OK || !done) {
        forget_answer(opened);
        return false;
    }
    snprintf(opened->now, sizeof opened->now, "%s", now);
    return true;
}

bool cs_opened_go_on(struct cs_register *r, const struct cs_kept_case *c, const casus_case *opened, size_t bytes)
{
    struct cs_opened *kept = find_case(r, opened);
    char now[32];

    if (kept == NULL)
        return false;
    cs_state_now(r, now);
    answer_goes_on(kept, now);
    kept->last = c->last;
    kept->bytes = bytes;
    kept->used = ++r->openings.turn;
    return true;
}

void cs_opened_close(struct cs_register *r, const casus_case *opened)
{
    struct cs_opened *kept = find_case(r, opened);

    if (kept != NULL)
        close_one(kept);
}

casus_status cs_opened_whole(struct cs_register *r, const struct cs_kept_case *c, casus_case **out,
                             struct casus_failure *failure)
{
    struct cs_opened *kept = cs_opened_find(r, c, NULL, NULL), made = {.c = NULL};
    casus_text record = {.bytes = NULL};
    casus_status status;

    if (kept != NULL) {
        *out = casus_case_share(kept->c);
        return CASUS_OK;
    }
    cs_state_record(c, NULL, &record);
    status = cs_state_open(c, &record, NULL, out, failure);
    made.bytes = record.length;
    casus_text_free(record.bytes);
    if (status == CASUS_OK) {
        made.c = casus_case_share(*out);
        cs_opened_keep(r, c, NULL, &made);
    }
    return status;
}

casus_status cs_opened_answer(struct cs_register *r, casus_case *c, const char *now, casus_answer **out,
                              struct casus_failure *failure)
{
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = now};
    struct cs_opened *of = find_case(r, c);
    casus_status status;

    if (of != NULL && of->answer != NULL && *casus_answer_message(of->answer) == '\0' &&
        (strcmp(of->now, now) == 0 || answer_goes_on(of, now))) {
        *out = casus_answer_share(of->answer);
        return CASUS_OK;
    }
    status = casus_answer_new(c, &wishes, out);
    if (status != CASUS_OK)
        return cs_serve_fail(failure, status, "%.500s", casus_case_message(c));
    if (of != NULL) {
        forget_answer(of);
        of->answer = casus_answer_share(*out);
        snprintf(of->now, sizeof of->now, "%s", now);
    }
    return CASUS_OK;
}

const casus_text *cs_opened_part(const struct cs_register *r, const casus_answer *answer, const char *name)
{
    for (size_t i = 0; i < CS_OPENED_MOST; i++)
        for (size_t k = 0; r->openings.items[i].answer == answer && k < CS_OPENED_PARTS; k++) {
            const struct cs_opened *opened = &r->openings.items[i];

            if (opened->parts[k].name != NULL && strcmp(opened->parts[k].name, name) == 0)
                return &opened->parts[k].text;
        }
    return NULL;
}

/* Makes room for a part among those that are kept: if there is none, all others go. */
static void make_room(struct cs_openings *openings, size_t length)
{
    size_t total = length;

    for (size_t i = 0; i < CS_OPENED_MOST; i++)
        for (size_t k = 0; k < CS_OPENED_PARTS; k++)
            total += openings->items[i].parts[k].text.length;
    for (size_t i = 0; total > CS_OPENED_PARTS_BYTES && i < CS_OPENED_MOST; i++)
        forget_parts(&openings->items[i]);
}

void cs_opened_keep_part(struct cs_register *r, const casus_answer *answer, const char *name, const char *bytes,
                         size_t length)
{
    casus_text text = {.bytes = NULL};
    casus_sink sink = casus_text_sink(&text);
    struct cs_opened *of = NULL;
    size_t k = 0;

    for (size_t i = 0; i < CS_OPENED_MOST; i++)
        if (r->openings.items[i].answer == answer)
            of = &r->openings.items[i];
    if (of == NULL || length > CS_OPENED_PARTS_BYTES || cs_opened_part(r, answer, name) != NULL)
        return;
    make_room(&r->openings, length);
    while (k < CS_OPENED_PARTS && of->parts[k].name != NULL)
        k++;
    if (k == CS_OPENED_PARTS || !sink.write(sink.context, bytes, length)) {
        casus_text_free(text.bytes);
        return;
    }
    of->parts[k].name = name;
    of->parts[k].text = text;
}

void cs_opened_release(struct cs_openings *openings)
{
    for (size_t i = 0; i < CS_OPENED_MOST; i++)
        close_one(&openings->items[i]);
}
