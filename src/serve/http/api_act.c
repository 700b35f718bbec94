/* SPDX-License-Identifier: MIT */
/* What a program may do: all that people do on the pages, and what administrators do on the command line. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/entering.h"
#include "serve/http/api.h"
#include "serve/http/handlers.h"
#include "serve/mail.h"

/* What was sent, by whose hand, and what comes of it. */
struct sent {
    json_t *object;
    struct cs_hand hand;
    char key[300];
    struct cs_entered entered;
    struct casus_failure failure;
};

/* Tells what was entered, or why not; `told`: the mistakes in what was sent, or NULL. */
static void answer(struct cs_exchange *x, casus_status status, const struct cs_entered *entered, const casus_text *told,
                   const struct casus_failure *failure)
{
    const char *words = told != NULL && told->bytes != NULL ? told->bytes : "";

    if (status == CASUS_ERR_LIMIT && x->request.if_match[0] != '\0')
        cs_refuse(x, 412, "%s", failure->message);
    else if (status != CASUS_OK && *words != '\0')
        cs_refuse(x, 422, "%s: %.500s", failure->message, words);
    else if (status != CASUS_OK)
        cs_refuse_status(x, status, failure);
    else
        cs_api_write(x, entered->before ? 200 : 201,
                     json_pack("{s:I,s:s,s:b,s:s}", "entry", (json_int_t)entered->number, "hash", entered->hash,
                               "before", entered->before, "told", words));
}

/* Reads what was sent, and whose hand it is; false: that was answered. Then it is told, or forgotten. */
static bool begin(struct cs_exchange *x, struct sent *sent)
{
    if (!cs_api_key(x, sent->key))
        return false;
    sent->hand = cs_exchange_hand(x, NULL);
    sent->hand.key = sent->key;
    sent->object = cs_api_read(x);
    return sent->object != NULL;
}

static void tell(struct cs_exchange *x, struct sent *sent, casus_status status)
{
    json_decref(sent->object);
    answer(x, status, &sent->entered, NULL, &sent->failure);
}

/* Answers that what was sent cannot be. */
static void refuse(struct cs_exchange *x, struct sent *sent, const char *why)
{
    json_decref(sent->object);
    cs_refuse(x, 422, "%s", why);
}

static struct cs_proposal proposal_of(const struct cs_exchange *x, const json_t *object)
{
    const char *party = cs_api_text(object, "for");

    return (struct cs_proposal){.name = x->request.parameters[0],
                                .lines = cs_api_text(object, "lines"),
                                .on = cs_api_text(object, "on"),
                                .party = party != NULL && *party != '\0' ? party : NULL};
}

void cs_api_enter(struct cs_exchange *x)
{
    struct cs_condition condition = {.last = 0};
    casus_text told = {.bytes = NULL};
    struct cs_proposal proposal;
    struct sent sent;
    casus_status status;

    if (cs_exchange_case(x) == NULL || !cs_api_expected(x, &condition.last) || !begin(x, &sent))
        return;
    proposal = proposal_of(x, sent.object);
    proposal.alone = x->request.minimal;
    condition.key = sent.key;
    status = cs_entering_enter(x->r, x->person, &proposal, &condition, &sent.entered, &told, &sent.failure);
    json_decref(sent.object);
    answer(x, status, &sent.entered, &told, &sent.failure);
    casus_text_free(told.bytes);
}

static const char *effect_of(const casus_act *act)
{
    switch (casus_act_effect(act)) {
    case CASUS_EFFECT_NONE: return "none";
    case CASUS_EFFECT_CONTESTED: return "contested";
    case CASUS_EFFECT_FULL: return "full";
    }
    return "";
}

void cs_api_preview(struct cs_exchange *x)
{
    const struct cs_kept_case *kept = cs_exchange_case(x);
    struct casus_style style = {.size = sizeof style};
    casus_text told = {.bytes = NULL};
    struct casus_failure failure;
    struct cs_proposal proposal;
    struct cs_tried tried;
    casus_status status;
    json_t *object = kept != NULL ? cs_api_read(x) : NULL;

    if (object == NULL)
        return;
    proposal = proposal_of(x, object);
    status = cs_entering_try(x->r, x->person, &proposal, NULL, &tried, &failure);
    if (status == CASUS_OK && tried.declares)
        cs_effects_write(&tried.effects, &told);
    else if (status == CASUS_OK && casus_write_act_changes(tried.act, &style, casus_text_sink(&told)) != CASUS_OK)
        status = cs_serve_fail(&failure, CASUS_ERR_MEMORY, "%.500s", casus_act_message(tried.act));
    if (status != CASUS_OK)
        answer(x, status, NULL, &tried.told, &failure);
    else
        cs_api_write(x, 200,
                     json_pack("{s:s,s:s,s:b,s:s,s:I}", "lines",
                               tried.declares ? tried.lines.bytes : casus_act_line(tried.act), "effect",
                               tried.declares ? "full" : effect_of(tried.act), "needs_power",
                               !tried.declares && casus_act_needs_power(tried.act), "changes",
                               told.bytes != NULL ? told.bytes : "", "last", (json_int_t)kept->last));
    json_decref(object);
    casus_text_free(told.bytes);
    cs_entering_release(&tried);
}

void cs_api_open(struct cs_exchange *x)
{
    struct cs_matter matter;
    struct sent sent;

    if (!begin(x, &sent))
        return;
    matter = (struct cs_matter){.name = cs_api_text(sent.object, "name"), .lines = cs_api_text(sent.object, "lines")};
    matter.lines = matter.lines != NULL ? matter.lines : "";
    tell(x, &sent, cs_register_case(x->r, &sent.hand, &matter, &sent.entered, &sent.failure));
}

void cs_api_keep(struct cs_exchange *x)
{
    const char *content, *end;
    struct cs_matter matter;
    struct sent sent;
    unsigned char *bytes;
    size_t length = 0;

    if (cs_exchange_case(x) == NULL || !begin(x, &sent))
        return;
    content = cs_api_text(sent.object, "content");
    bytes = malloc(strlen(content) + 1);
    if (bytes == NULL || sodium_base642bin(bytes, strlen(content) + 1, content, strlen(content), "\r\n", &length, &end,
                                           sodium_base64_VARIANT_ORIGINAL) != 0 || *end != '\0') {
        json_decref(sent.object);
        cs_refuse(x, bytes == NULL ? 503 : 422, "%s",
                  bytes == NULL ? "not enough memory" : "the content is no base 64");
    } else {
        matter = (struct cs_matter){.name = x->request.parameters[0], .lines = cs_api_text(sent.object, "lines")};
        tell(x, &sent, cs_register_document(x->r, &sent.hand, &matter, cs_api_text(sent.object, "file"),
                                            (const char *)bytes, length, &sent.entered, &sent.failure));
    }
    free(bytes);
}

void cs_api_visible(struct cs_exchange *x)
{
    struct cs_showing showing = {.name = x->request.parameters[0]};
    struct sent sent;

    if (cs_exchange_case(x) == NULL || !begin(x, &sent))
        return;
    showing.target = cs_api_number(sent.object, "entry");
    showing.scope = cs_scope_of(cs_api_text(sent.object, "scope"));
    showing.until = cs_api_text(sent.object, "until");
    showing.names = cs_api_text(sent.object, "names");
    if (showing.scope == CS_SCOPE_COUNT)
        refuse(x, &sent, "\"scope\" is all, members or named");
    else
        tell(x, &sent, cs_register_visible(x->r, &sent.hand, &showing, &sent.entered, &sent.failure));
}

/* Is the entry one of the case that the path names? Else that is answered. */
static bool is_of_case(struct cs_exchange *x, const struct cs_kept_case *c, int64_t number)
{
    for (size_t i = 0; i < c->line_count; i++)
        if (c->lines[i].number == number)
            return true;
    cs_refuse(x, 422, "entry %lld is no entry of the case", (long long)number);
    return false;
}

void cs_api_seal(struct cs_exchange *x)
{
    const struct cs_kept_case *c = cs_exchange_case(x);
    struct sent sent;
    int64_t number;

    if (c == NULL || !begin(x, &sent))
        return;
    number = cs_api_number(sent.object, "entry");
    if (is_of_case(x, c, number))
        tell(x, &sent, cs_register_seal(x->r, &sent.hand, number, cs_api_text(sent.object, "why"), &sent.entered,
                                        &sent.failure));
    else
        json_decref(sent.object);
}

void cs_api_clock(struct cs_exchange *x)
{
    struct sent sent;

    if (begin(x, &sent))
        tell(x, &sent, cs_register_clock(x->r, &sent.hand, cs_api_text(sent.object, "to"), &sent.entered,
                                         &sent.failure));
}

void cs_api_person(struct cs_exchange *x)
{
    struct cs_newcomer person;
    struct sent sent;

    if (!begin(x, &sent))
        return;
    person = (struct cs_newcomer){.name = cs_api_text(sent.object, "name"),
                                  .title = cs_api_text(sent.object, "title"),
                                  .role = cs_role_of(cs_api_text(sent.object, "role"))};
    if (person.role == CS_ROLE_COUNT)
        refuse(x, &sent, "\"role\" is reader, delegate, secretary, facilitator, administrator, or none for one who has "
                         "left");
    else
        tell(x, &sent, cs_register_person(x->r, &sent.hand, &person, &sent.entered, &sent.failure));
}

void cs_api_link(struct cs_exchange *x)
{
    json_t *object = cs_api_read(x);
    struct casus_failure failure;
    char text[CS_KEY_TEXT], path[CS_KEY_TEXT + 8];
    casus_status status;

    if (object == NULL)
        return;
    status = cs_register_link(x->r, cs_api_text(object, "name"), text, &failure);
    json_decref(object);
    if (status != CASUS_OK) {
        cs_refuse_status(x, status, &failure);
        return;
    }
    snprintf(path, sizeof path, "/link/%s", text);
    cs_api_write(x, 201, json_pack("{s:s}", "link", path));
}

void cs_api_mail(struct cs_exchange *x)
{
    json_t *object = cs_api_read(x);
    struct casus_failure failure;
    const char *address;
    casus_status status;

    if (object == NULL)
        return;
    address = cs_api_text(object, "address");
    status = cs_register_mail(x->r, cs_api_text(object, "name"), strcmp(address, "none") == 0 ? NULL : address,
                              &failure);
    json_decref(object);
    if (status == CASUS_OK)
        cs_api_write(x, 200, json_pack("{}"));
    else
        cs_refuse_status(x, status, &failure);
}

void cs_api_mandate(struct cs_exchange *x)
{
    struct cs_mission mission;
    struct sent sent;

    if (!begin(x, &sent))
        return;
    mission = (struct cs_mission){.person = cs_api_text(sent.object, "person"),
                                  .party = cs_api_text(sent.object, "party"),
                                  .begin = cs_api_text(sent.object, "begin"),
                                  .end = cs_api_text(sent.object, "end")};
    tell(x, &sent, cs_register_mandate(x->r, &sent.hand, &mission, &sent.entered, &sent.failure));
}

void cs_api_mandate_end(struct cs_exchange *x)
{
    struct sent sent;

    if (begin(x, &sent))
        tell(x, &sent, cs_register_mandate_end(x->r, &sent.hand, cs_api_number(sent.object, "entry"),
                                               cs_api_text(sent.object, "why"), &sent.entered, &sent.failure));
}

void cs_api_keep_text(struct cs_exchange *x)
{
    struct cs_version version;
    struct sent sent;

    if (!begin(x, &sent))
        return;
    version = (struct cs_version){.name = cs_api_text(sent.object, "name"),
                                  .bytes = cs_api_text(sent.object, "content"),
                                  .why = cs_api_text(sent.object, "why")};
    version.length = strlen(version.bytes);
    tell(x, &sent, cs_register_text(x->r, &sent.hand, &version, &sent.entered, &sent.failure));
}

void cs_api_under(struct cs_exchange *x)
{
    struct cs_moving moving = {.name = x->request.parameters[0]};
    struct sent sent;

    if (cs_exchange_case(x) == NULL || !begin(x, &sent))
        return;
    moving.chosen = cs_api_text(sent.object, "texts");
    moving.why = cs_api_text(sent.object, "why");
    tell(x, &sent, cs_register_under(x->r, &sent.hand, &moving, &sent.entered, &sent.failure));
}

void cs_api_texts_preview(struct cs_exchange *x)
{
    const struct cs_kept_case *c = cs_exchange_case(x);
    struct cs_effects effects = {.items = NULL};
    const struct cs_text_set *set;
    struct casus_failure failure;
    casus_status status;
    json_t *object = c != NULL ? cs_api_read(x) : NULL, *rows;

    if (object == NULL)
        return;
    status = cs_texts_choose(x->r, c->under, cs_api_text(object, "texts"), &set, &failure);
    if (status == CASUS_OK)
        status = cs_texts_compare(x->r, x->person, c, set, &effects, &failure);
    json_decref(object);
    if (status == CASUS_OK) {
        rows = json_array();
        for (size_t i = 0; i < effects.count; i++) {
            const struct cs_effect *e = &effects.items[i];

            json_array_append_new(rows, json_pack("{s:s,s:s,s:s,s:s,s:s}", "at", e->at, "row", e->row, "account",
                                                  e->account, "before", e->before, "after", e->after));
        }
        cs_api_write(x, 200, json_pack("{s:o,s:I}", "changes", rows, "last", (json_int_t)c->last));
    } else {
        cs_refuse_status(x, status, &failure);
    }
    cs_effects_release(&effects);
}

void cs_api_injects(struct cs_exchange *x)
{
    struct sent sent;

    if (begin(x, &sent))
        tell(x, &sent, cs_register_injects(x->r, &sent.hand, cs_api_text(sent.object, "text"), &sent.entered,
                                           &sent.failure));
}
