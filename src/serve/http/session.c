/* SPDX-License-Identifier: MIT */
/* Who asks: sessions and tokens, the tokens of forms, and what the route table allows. */
#include <stdio.h>
#include <string.h>

#include "serve/http/password.h"
#include "serve/http/server_int.h"
#include "serve/page/page.h"

static const char *header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

const char *cs_session_cookie(const struct cs_server *server, bool visitor)
{
    if (visitor)
        return server->secure ? "__Host-visitor" : "visitor";
    return server->secure ? "__Host-casus" : "casus";
}

static bool is_key(const char *text)
{
    return text != NULL && strlen(text) == CS_KEY_TEXT - 1 && text[strspn(text, "0123456789abcdef")] == '\0';
}

static void set_cookie(struct cs_exchange *x, bool visitor, const char *value)
{
    snprintf(x->response.cookie, sizeof x->response.cookie, "%s=%s; Path=/; HttpOnly; SameSite=%s%s%s",
             cs_session_cookie(x->server, visitor), value, visitor ? "Strict" : "Lax",
             x->server->secure ? "; Secure" : "", *value == '\0' ? "; Max-Age=0" : "");
}

void cs_session_set(struct cs_exchange *x, const char *key)
{
    set_cookie(x, false, key != NULL ? key : "");
}

/* Finds the person of a key that is good now; NULL: it is not. */
static const struct cs_person *person_of(struct cs_server *server, const char *kind, const char *text, int64_t now,
                                         struct cs_key *key)
{
    const struct cs_person *person;
    struct casus_failure failure;
    bool found, session = strcmp(kind, CS_KEY_SESSION) == 0;

    if (!is_key(text) || cs_key_find(server->r->database, kind, text, now, session ? CS_SESSION_IDLE : 0, key, &found,
                                     &failure) != CASUS_OK || !found)
        return NULL;
    person = cs_people_find(server->r, key->person);
    if (person == NULL || person->role == CS_ROLE_NONE)
        return NULL;
    /* Written once a minute, not with each request. */
    if (session && now - key->seen >= 60 && cs_key_see(server->r->database, text, now, &failure) != CASUS_OK)
        return NULL;
    return person;
}

/* Copies who asks into the exchange. */
static void be(struct cs_exchange *x, const struct cs_person *person)
{
    if (person == NULL) {
        x->person = NULL;
        return;
    }
    snprintf(x->self_name, sizeof x->self_name, "%s", person->name);
    snprintf(x->self_title, sizeof x->self_title, "%s", person->title);
    x->self = (struct cs_person){.name = x->self_name, .title = x->self_title, .role = person->role};
    x->person = &x->self;
}

void cs_session_find(struct cs_exchange *x, struct MHD_Connection *connection)
{
    const char *session = MHD_lookup_connection_value(connection, MHD_COOKIE_KIND, cs_session_cookie(x->server, false));
    const char *visitor = MHD_lookup_connection_value(connection, MHD_COOKIE_KIND, cs_session_cookie(x->server, true));
    const char *bearer = header(connection, "Authorization");
    struct casus_failure failure;
    struct cs_key key;
    char made[CS_KEY_TEXT];

    x->person = NULL;
    if (x->route != NULL && x->route->kind == CS_FEED) {
        be(x, person_of(x->server, CS_KEY_TOKEN, x->request.parameters[0], x->request.now, &key));
        if (x->person != NULL)
            memcpy(x->scopes, key.note, sizeof x->scopes);
        return;
    }
    if (bearer != NULL) {
        bearer = strncmp(bearer, "Bearer ", 7) == 0 ? bearer + 7 : "";
        be(x, person_of(x->server, CS_KEY_TOKEN, bearer, x->request.now, &key));
        if (x->person == NULL)
            return;
        memcpy(x->token, bearer, sizeof x->token);
        memcpy(x->scopes, key.note, sizeof x->scopes);
        return;
    }
    be(x, person_of(x->server, CS_KEY_SESSION, session, x->request.now, &key));
    if (x->person != NULL) {
        memcpy(x->session, session, sizeof x->session);
        cs_form_token(session, x->form_token);
        return;
    }
    if (!is_key(visitor)) {
        if (x->route == NULL || x->route->kind != CS_PAGE || cs_key_random(made, &failure) != CASUS_OK)
            return;
        set_cookie(x, true, made);
        visitor = made;
    }
    cs_form_token(visitor, x->form_token);
}

/* ---- what is allowed ---- */

/* Does a request that changes something come from a page of this server, as far as the browser tells? */
static bool is_own(const struct cs_server *server, struct MHD_Connection *connection)
{
    const char *site = header(connection, "Sec-Fetch-Site"), *origin = header(connection, "Origin");
    char own[340];

    if (site != NULL && strcmp(site, "same-origin") != 0)
        return false;
    if (origin == NULL || strcmp(origin, server->origin) == 0)
        return true;
    for (size_t i = 0; i < sizeof server->hosts / sizeof *server->hosts; i++) {
        snprintf(own, sizeof own, "http://%s", server->hosts[i]);
        if (server->options.origin == NULL && server->hosts[i][0] != '\0' && strcmp(origin, own) == 0)
            return true;
    }
    return false;
}

static bool has_scope(const char *scopes, const char *scope)
{
    size_t length = strlen(scope);

    while (*scopes != '\0') {
        size_t next = strcspn(scopes, " ");

        if (next == length && strncmp(scopes, scope, length) == 0)
            return true;
        scopes += next;
        scopes += strspn(scopes, " ");
    }
    return false;
}

/* Is the caller known in the way that this kind of route asks for? */
static bool proves(struct cs_exchange *x, struct MHD_Connection *connection)
{
    const char *sent = cs_field(&x->request.form, "form");

    switch (x->route->kind) {
    case CS_PAGE:
    case CS_FORM:
    case CS_OPEN:
        if (x->token[0] != '\0') {
            cs_refuse(x, 403, "a token is for the API, at /api");
            return false;
        }
        if (x->route->kind == CS_PAGE)
            return true;
        if (!is_own(x->server, connection) || sent == NULL || x->form_token[0] == '\0' ||
            !cs_same_secret(sent, x->form_token)) {
            cs_refuse(x, 403, "this form is no longer good; go back, load the page again, and send it once more");
            return false;
        }
        return true;
    case CS_VIEW:
        if (x->token[0] == '\0' || has_scope(x->scopes, "read"))
            return true;
        cs_refuse(x, 403, "the token has not the scope \"read\"");
        return false;
    case CS_ACT:
        if (x->token[0] != '\0' && has_scope(x->scopes, "act"))
            return true;
        cs_refuse(x, x->token[0] == '\0' ? 401 : 403, "this needs a token with the scope \"act\"");
        return false;
    case CS_FEED:
        if (has_scope(x->scopes, "feed"))
            return true;
        cs_refuse(x, 403, "the token has not the scope \"feed\"");
        return false;
    case CS_PLAIN:
        return true;
    }
    return false;
}

bool cs_session_allows(struct cs_exchange *x, struct MHD_Connection *connection)
{
    enum cs_role role = x->person != NULL ? x->person->role : CS_ROLE_NONE;

    if ((x->route->who & 1U << role) == 0) {
        if (role == CS_ROLE_NONE && x->route->kind == CS_PAGE)
            cs_go_to(x, "/sign-in");
        else if (role == CS_ROLE_NONE)
            cs_refuse(x, 401, "sign in first");
        else
            cs_refuse(x, 403, "this is not for you as %s", cs_role_name(role));
        return false;
    }
    return proves(x, connection);
}

bool cs_session_still(struct cs_server *server, const struct cs_stream *stream)
{
    const struct cs_person *person = NULL;
    const struct cs_kept_case *c;
    struct casus_failure failure;
    struct cs_key key;

    if (!stream->public_) {
        bool session = stream->session[0] != '\0';

        person = person_of(server, session ? CS_KEY_SESSION : CS_KEY_TOKEN, session ? stream->session : stream->token,
                           cs_server_now(), &key);
        if (person == NULL)
            return false;
    }
    c = cs_state_case(server->r, stream->name, &failure);
    return c != NULL && cs_sight_case(server->r, person, c);
}

void cs_session_let_in(struct cs_exchange *x, const char *person)
{
    struct cs_key key = {.made = x->request.now, .seen = x->request.now, .ends = x->request.now + CS_SESSION_LONGEST};
    struct casus_failure failure;
    char text[CS_KEY_TEXT];
    casus_status status;

    snprintf(key.person, sizeof key.person, "%s", person);
    status = cs_key_make(x->r->database, CS_KEY_SESSION, &key, text, &failure);
    if (status != CASUS_OK) {
        cs_refuse_status(x, status, &failure);
        return;
    }
    cs_session_set(x, text);
    cs_go_to(x, "/");
}

bool cs_session_tries(struct cs_exchange *x, const char *who, int64_t most)
{
    struct casus_failure failure;
    int64_t count;
    casus_status status = cs_attempt(x->r->database, who, x->request.now, x->request.now - CS_ATTEMPT_SECONDS, &count,
                                     &failure);

    if (status != CASUS_OK)
        cs_refuse_status(x, status, &failure);
    else if (count > most)
        cs_refuse(x, 429, "%s", cs_web_say(x, "Too many attempts. Try again in a quarter of an hour."));
    return status == CASUS_OK && count <= most;
}

bool cs_session_path_key(const struct cs_exchange *x, const char *kind, struct cs_key *key)
{
    const struct cs_person *person;
    struct casus_failure failure;
    bool found = false;

    if (cs_key_find(x->r->database, kind, x->request.parameters[0], x->request.now, 0, key, &found, &failure) !=
            CASUS_OK || !found)
        return false;
    person = cs_people_find(x->r, key->person);
    return person != NULL && person->role != CS_ROLE_NONE;
}

void cs_session_refuse_key(struct cs_exchange *x, const char *why)
{
    char from[100];

    snprintf(from, sizeof from, "from %s", x->request.address);
    if (cs_session_tries(x, from, CS_ATTEMPTS_OF_ADDRESS))
        cs_refuse(x, 404, "%s", why);
}
