/* SPDX-License-Identifier: MIT */
/* What a program may do: all that people do on the pages, and what administrators do on the command line. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/entering.h"
#include "serve/http/api.h"
#include "serve/http/handlers.h"

/* Tells what was entered, or why not. Takes the object over. */
static void tell(struct cs_exchange *x, json_t *object, casus_status status, const struct cs_entered *entered,
                 const casus_text *told, const struct casus_failure *failure)
{
    const char *words = told != NULL && told->bytes != NULL ? told->bytes : "";

    json_decref(object);
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

/* Reads what was sent, and whose hand it is; NULL: that was answered. */
static json_t *begin(struct cs_exchange *x, struct cs_hand *hand, char key[300])
{
    if (!cs_api_key(x, key))
        return NULL;
    *hand = cs_exchange_hand(x, NULL);
    hand->key = key;
    return cs_api_read(x);
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
    struct casus_failure failure;
    struct cs_proposal proposal;
    struct cs_entered entered;
    struct cs_hand hand;
    casus_status status;
    json_t *object;
    char key[300];

    if (cs_exchange_case(x) == NULL || !cs_api_expected(x, &condition.last) || (object = begin(x, &hand, key)) == NULL)
        return;
    proposal = proposal_of(x, object);
    condition.key = key;
    status = cs_entering_enter(x->r, x->person, &proposal, &condition, &entered, &told, &failure);
    tell(x, object, status, &entered, &told, &failure);
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
    if (status == CASUS_OK && casus_write_act_changes(tried.act, &style, casus_text_sink(&told)) != CASUS_OK)
        status = cs_serve_fail(&failure, CASUS_ERR_MEMORY, "%.500s", casus_act_message(tried.act));
    if (status != CASUS_OK)
        tell(x, object, status, NULL, &tried.told, &failure);
    else {
        cs_api_write(x, 200, json_pack("{s:s,s:s,s:b,s:s,s:I}", "lines", casus_act_line(tried.act), "effect",
                                       effect_of(tried.act), "needs_power", casus_act_needs_power(tried.act), "changes",
                                       told.bytes != NULL ? told.bytes : "", "last", (json_int_t)kept->last));
        json_decref(object);
    }
    casus_text_free(told.bytes);
    cs_entering_release(&tried);
}

void cs_api_open(struct cs_exchange *x)
{
    struct casus_failure failure;
    struct cs_entered entered;
    struct cs_matter matter;
    struct cs_hand hand;
    char key[300];
    json_t *object = begin(x, &hand, key);

    if (object == NULL)
        return;
    matter = (struct cs_matter){.name = cs_api_text(object, "name"), .lines = cs_api_text(object, "lines")};
    matter.lines = matter.lines != NULL ? matter.lines : "";
    tell(x, object, cs_register_case(x->r, &hand, &matter, &entered, &failure), &entered, NULL, &failure);
}

void cs_api_keep(struct cs_exchange *x)
{
    const char *content, *end;
    struct casus_failure failure;
    struct cs_entered entered;
    struct cs_matter matter;
    struct cs_hand hand;
    json_t *object;
    unsigned char *bytes;
    size_t length = 0;
    char key[300];

    if (cs_exchange_case(x) == NULL || (object = begin(x, &hand, key)) == NULL)
        return;
    content = cs_api_text(object, "content");
    bytes = malloc(strlen(content) + 1);
    if (bytes == NULL || sodium_base642bin(bytes, strlen(content) + 1, content, strlen(content), "\r\n", &length, &end,
                                           sodium_base64_VARIANT_ORIGINAL) != 0 || *end != '\0') {
        cs_refuse(x, bytes == NULL ? 503 : 422, "%s",
                  bytes == NULL ? "not enough memory" : "the content is no base 64");
        json_decref(object);
    } else {
        matter = (struct cs_matter){.name = x->request.parameters[0], .lines = cs_api_text(object, "lines")};
        tell(x, object, cs_register_document(x->r, &hand, &matter, cs_api_text(object, "file"), (const char *)bytes,
                                             length, &entered, &failure), &entered, NULL, &failure);
    }
    free(bytes);
}

void cs_api_visible(struct cs_exchange *x)
{
    struct cs_showing showing = {.name = x->request.parameters[0]};
    struct casus_failure failure;
    struct cs_entered entered;
    struct cs_hand hand;
    json_t *object;
    char key[300];

    if (cs_exchange_case(x) == NULL || (object = begin(x, &hand, key)) == NULL)
        return;
    showing.target = cs_api_number(object, "entry");
    showing.scope = cs_scope_of(cs_api_text(object, "scope"));
    showing.until = cs_api_text(object, "until");
    showing.names = cs_api_text(object, "names");
    if (showing.scope == CS_SCOPE_COUNT) {
        json_decref(object);
        cs_refuse(x, 422, "\"scope\" is all, members or named");
        return;
    }
    tell(x, object, cs_register_visible(x->r, &hand, &showing, &entered, &failure), &entered, NULL, &failure);
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
    struct casus_failure failure;
    struct cs_entered entered;
    struct cs_hand hand;
    char key[300];
    json_t *object = c != NULL ? begin(x, &hand, key) : NULL;

    if (object == NULL)
        return;
    if (!is_of_case(x, c, cs_api_number(object, "entry"))) {
        json_decref(object);
        return;
    }
    tell(x, object, cs_register_seal(x->r, &hand, cs_api_number(object, "entry"), cs_api_text(object, "why"), &entered,
                                     &failure), &entered, NULL, &failure);
}

void cs_api_clock(struct cs_exchange *x)
{
    struct casus_failure failure;
    struct cs_entered entered;
    struct cs_hand hand;
    char key[300];
    json_t *object = begin(x, &hand, key);

    if (object != NULL)
        tell(x, object, cs_register_clock(x->r, &hand, cs_api_text(object, "to"), &entered, &failure), &entered, NULL,
             &failure);
}

void cs_api_person(struct cs_exchange *x)
{
    struct casus_failure failure;
    struct cs_newcomer person;
    struct cs_entered entered;
    struct cs_hand hand;
    char key[300];
    json_t *object = begin(x, &hand, key);

    if (object == NULL)
        return;
    person = (struct cs_newcomer){.name = cs_api_text(object, "name"),
                                  .title = cs_api_text(object, "title"),
                                  .role = cs_role_of(cs_api_text(object, "role"))};
    if (person.role == CS_ROLE_COUNT) {
        json_decref(object);
        cs_refuse(x, 422, "\"role\" is reader, delegate, secretary, administrator, or none for one who has left");
        return;
    }
    tell(x, object, cs_register_person(x->r, &hand, &person, &entered, &failure), &entered, NULL, &failure);
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

void cs_api_mandate(struct cs_exchange *x)
{
    struct casus_failure failure;
    struct cs_mission mission;
    struct cs_entered entered;
    struct cs_hand hand;
    char key[300];
    json_t *object = begin(x, &hand, key);

    if (object == NULL)
        return;
    mission = (struct cs_mission){.person = cs_api_text(object, "person"),
                                  .party = cs_api_text(object, "party"),
                                  .begin = cs_api_text(object, "begin"),
                                  .end = cs_api_text(object, "end")};
    tell(x, object, cs_register_mandate(x->r, &hand, &mission, &entered, &failure), &entered, NULL, &failure);
}

void cs_api_mandate_end(struct cs_exchange *x)
{
    struct casus_failure failure;
    struct cs_entered entered;
    struct cs_hand hand;
    char key[300];
    json_t *object = begin(x, &hand, key);

    if (object != NULL)
        tell(x, object, cs_register_mandate_end(x->r, &hand, cs_api_number(object, "entry"), cs_api_text(object, "why"),
                                                &entered, &failure), &entered, NULL, &failure);
}
