/* SPDX-License-Identifier: MIT */
#include "serve/http/api.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/http/handlers.h"
#include "serve/http/route.h"

struct description { enum cs_method method; const char *pattern, *summary, *members; };
#define API(method, pattern, summary, members) {CS_##method, pattern, summary, members},
static const struct description descriptions[] = {
#include "serve/http/api.def"
};
#undef API

static const struct description *describe(const struct cs_route *route)
{
    for (size_t i = 0; i < sizeof descriptions / sizeof *descriptions; i++)
        if (descriptions[i].method == route->method && strcmp(descriptions[i].pattern, route->pattern) == 0)
            return &descriptions[i];
    return NULL;
}

/* One member of a list such as "entry#! why!". */
struct member { char name[32]; bool number, required; };

/* Reads the next member, and moves on; false after the last. */
static bool next_member(const char **list, struct member *out)
{
    size_t length = strcspn(*list, " "), name = strcspn(*list, " #!");

    if (length == 0)
        return false;
    snprintf(out->name, sizeof out->name, "%.*s", (int)name, *list);
    out->number = memchr(*list, '#', length) != NULL;
    out->required = (*list)[length - 1] == '!';
    *list += length;
    *list += strspn(*list, " ");
    return true;
}

/* ---- reading and writing ---- */

/* Is a member of the object one of the list, and of its kind? Else that is answered. */
static bool check_member(struct cs_exchange *x, const char *members, const char *name, const json_t *value)
{
    struct member m;

    while (next_member(&members, &m))
        if (strcmp(m.name, name) == 0) {
            if (m.number ? json_is_integer(value)
                         : json_is_string(value) && strlen(json_string_value(value)) == json_string_length(value))
                return true;
            cs_refuse(x, 422, "\"%.30s\" must be %s", name, m.number ? "a whole number" : "a text");
            return false;
        }
    cs_refuse(x, 422, "there is no \"%.30s\" here; see /api/openapi.json", name);
    return false;
}

json_t *cs_api_read(struct cs_exchange *x)
{
    const struct description *d = describe(x->route);
    const char *members = d != NULL ? d->members : "", *name;
    json_error_t error;
    json_t *object = json_loadb(x->request.body, x->request.length, JSON_REJECT_DUPLICATES, &error), *value;
    bool fine = json_is_object(object);
    struct member m;

    if (!fine)
        cs_refuse(x, 400, "send one object of JSON: %.100s", object == NULL ? error.text : "this is none");
    if (fine) {
        json_object_foreach(object, name, value)
            if (fine)
                fine = check_member(x, members, name, value);
    }
    while (fine && next_member(&members, &m))
        if (m.required && json_object_get(object, m.name) == NULL) {
            cs_refuse(x, 422, "\"%s\" is missing", m.name);
            fine = false;
        }
    if (fine)
        return object;
    json_decref(object);
    return NULL;
}

const char *cs_api_text(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

int64_t cs_api_number(const json_t *object, const char *name)
{
    return json_integer_value(json_object_get(object, name));
}

void cs_api_write(struct cs_exchange *x, unsigned status, json_t *object)
{
    char *text = object != NULL ? json_dumps(object, JSON_COMPACT | JSON_PRESERVE_ORDER) : NULL;

    json_decref(object);
    if (text == NULL) {
        cs_refuse(x, 503, "not enough memory");
        return;
    }
    x->response.status = status;
    x->response.type = "application/json";
    cs_serve_add(&x->response.body, text);
    cs_serve_add(&x->response.body, "\n");
    free(text);
}

/* ---- states ---- */

bool cs_api_tag(struct cs_exchange *x, const struct cs_kept_case *c)
{
    /* In an exercise the clock is an entry too; else what is due depends on the second. */
    int64_t other = x->r->exercise ? x->r->last : x->request.now;
    const char *who = x->person != NULL ? x->person->name : "";
    unsigned long sum = 5381;

    for (; *who != '\0'; who++)
        sum = sum * 33 + (unsigned char)*who;
    snprintf(x->response.etag, sizeof x->response.etag, "\"%" PRId64 "-%" PRId64 "-%lx\"", c->last, other, sum);
    if (strcmp(x->request.if_none_match, x->response.etag) != 0)
        return false;
    x->response.status = 304;
    return true;
}

bool cs_api_expected(struct cs_exchange *x, int64_t *last)
{
    const char *match = x->request.if_match;
    char *end;

    *last = 0;
    if (*match == '\0' || strcmp(match, "*") == 0)
        return true;
    *last = match[0] == '"' && strlen(match) < 60 ? strtoll(match + 1, &end, 10) : 0;
    if (*last > 0)
        return true;
    cs_refuse(x, 412, "If-Match is no tag of a case");
    return false;
}

bool cs_api_key(struct cs_exchange *x, char out[300])
{
    const char *key = x->request.idempotency_key;

    out[0] = '\0';
    if (strlen(key) > 200) {
        cs_refuse(x, 422, "Idempotency-Key has at most 200 bytes");
        return false;
    }
    if (*key != '\0')
        snprintf(out, 300, "%s %s", x->person->name, key);
    return true;
}

/* ---- the description ---- */

static json_t *schema_of(const struct member *m)
{
    return json_pack("{s:s}", "type", m->number ? "integer" : "string");
}

static void add_header_of(json_t *list, const char *name)
{
    json_array_append_new(list, json_pack("{s:s,s:s,s:{s:s}}", "name", name, "in", "header", "schema", "type",
                                          "string"));
}

/* The parameters in the path and in the query. */
static json_t *parameters_of(const struct description *d)
{
    json_t *list = json_array();
    const char *members = d->method == CS_GET ? d->members : "";
    struct member m;

    if (strstr(d->pattern, "{case}") != NULL)
        json_array_append_new(list, json_pack("{s:s,s:s,s:b,s:{s:s}}", "name", "case", "in", "path", "required", 1,
                                              "schema", "type", "string"));
    while (next_member(&members, &m))
        json_array_append_new(list, json_pack("{s:s,s:s,s:o}", "name", m.name, "in", "query", "schema",
                                              schema_of(&m)));
    if (d->method == CS_POST) {
        add_header_of(list, "Idempotency-Key");
        if (strstr(d->pattern, "{case}/entries") != NULL) {
            add_header_of(list, "If-Match");
            add_header_of(list, "Prefer");
        }
    }
    return list;
}

static json_t *body_of(const struct description *d)
{
    json_t *properties = json_object(), *required = json_array(), *schema;
    const char *members = d->members;
    struct member m;

    while (next_member(&members, &m)) {
        json_object_set_new(properties, m.name, schema_of(&m));
        if (m.required)
            json_array_append_new(required, json_string(m.name));
    }
    schema = json_pack("{s:s,s:o,s:o,s:b}", "type", "object", "properties", properties, "required", required,
                       "additionalProperties", 0);
    return json_pack("{s:b,s:{s:{s:o}}}", "required", 1, "content", "application/json", "schema", schema);
}

static json_t *operation_of(const struct cs_route *route, const struct description *d)
{
    json_t *roles = json_array(), *operation;
    const char *success = route->method == CS_POST && strstr(d->pattern, "preview") == NULL ? "201" : "200";

    for (int role = 0; role < CS_ROLE_COUNT; role++)
        if (route->who & 1U << role)
            json_array_append_new(roles,
                                  json_string(role == CS_ROLE_NONE ? "anybody" : cs_role_name((enum cs_role)role)));
    operation = json_pack("{s:s,s:o,s:o,s:{s:{s:s},s:{s:s,s:{s:{s:{s:s}}}}}}", "summary", d->summary, "x-roles", roles,
                          "parameters", parameters_of(d), "responses", success, "description", "It is done",
                          "default", "description", "It is not", "content", "application/problem+json", "schema",
                          "$ref", "#/components/schemas/Problem");
    if (route->method == CS_POST)
        json_object_set_new(operation, "requestBody", body_of(d));
    if (!(route->who & CS_FOR_ALL))
        json_object_set_new(operation, "security", json_pack("[{s:[]}]", "token"));
    return operation;
}

void cs_api_description(struct cs_exchange *x)
{
    json_t *paths = json_object(), *path;

    for (size_t i = 0; i < cs_route_count; i++) {
        const struct description *d = describe(&cs_routes[i]);

        if (d == NULL)
            continue;
        path = json_object_get(paths, d->pattern);
        if (path == NULL) {
            json_object_set_new(paths, d->pattern, json_object());
            path = json_object_get(paths, d->pattern);
        }
        json_object_set_new(path, d->method == CS_GET ? "get" : "post", operation_of(&cs_routes[i], d));
    }
    cs_api_write(x, 200,
                 json_pack("{s:s,s:{s:s,s:s},s:o,s:{s:{s:{s:s,s:s}},s:{s:{s:s,s:{s:{s:s},s:{s:s},s:{s:s}}}}}}",
                           "openapi", "3.1.0", "info", "title", "casus serve", "version", casus_version(), "paths",
                           paths, "components", "securitySchemes", "token", "type", "http", "scheme", "bearer",
                           "schemas", "Problem", "type", "object", "properties", "type", "type", "string", "status",
                           "type", "integer", "detail", "type", "string"));
}
