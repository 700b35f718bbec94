/* SPDX-License-Identifier: MIT */
/*
 * Coming in and going: signing in with a password and a one-time code, the link with which both are made, signing
 * out.
 */
#include <stdio.h>
#include <string.h>

#include "serve/http/handlers.h"
#include "serve/http/password.h"
#include "serve/http/server_int.h"
#include "serve/page/sign.h"
#include "serve/page/zone.h"

/* What comes of proving who one is; refused: that was answered. */
enum proof { PROVED, WRONG, REFUSED };

/* Name, password and a code that is fresh, within the limits of attempts; *kept: what the register has of him. */
static enum proof prove(struct cs_exchange *x, const char *name, struct cs_password *kept)
{
    const char *password = cs_field(&x->request.form, "password"), *code = cs_field(&x->request.form, "code");
    char who[100], from[100];
    const struct cs_person *person;
    struct casus_failure failure;
    bool found = false, fits, fresh = false;
    int64_t step;

    if (password == NULL || code == NULL || strlen(password) > CS_PASSWORD_MOST)
        return WRONG;
    snprintf(who, sizeof who, "person %s", name);
    snprintf(from, sizeof from, "from %s", x->request.address);
    if (!cs_session_tries(x, from, CS_ATTEMPTS_OF_ADDRESS) || !cs_session_tries(x, who, CS_ATTEMPTS_OF_PERSON))
        return REFUSED;
    if (cs_password_get(x->r->database, name, kept, &found, &failure) != CASUS_OK) {
        cs_refuse_status(x, CASUS_ERR_IO, &failure);
        return REFUSED;
    }
    /* Others use the register while the password is hashed. */
    cs_turn_give(&x->server->turn);
    fits = cs_password_fits(password, found ? kept->hash : NULL);
    cs_turn_take(&x->server->turn);
    x->person = NULL;
    person = cs_people_find(x->r, name);
    step = cs_totp_step(kept->totp, code, x->request.now);
    if (fits && step > 0 && person != NULL && person->role != CS_ROLE_NONE &&
        (cs_password_step(x->r->database, name, step, &fresh, &failure) != CASUS_OK ||
         (fresh && cs_attempt_forget(x->r->database, who, &failure) != CASUS_OK))) {
        cs_refuse_status(x, CASUS_ERR_IO, &failure);
        return REFUSED;
    }
    kept->step = step;
    if (!fresh)
        atomic_fetch_add(&x->server->refused_sign_ins, 1);
    return fresh ? PROVED : WRONG;
}

void cs_http_sign_in(struct cs_exchange *x)
{
    const char *name = cs_field(&x->request.form, "name");
    struct cs_password kept;
    char copy[CS_PERSON_SIZE];
    enum proof proof = WRONG;

    if (name != NULL && strlen(name) < CS_PERSON_SIZE) {
        snprintf(copy, sizeof copy, "%s", name);
        proof = prove(x, copy, &kept);
    }
    if (proof == PROVED)
        cs_session_let_in(x, copy);
    else if (proof == WRONG)
        cs_web_sign_in_again(x);
}

void cs_http_sign_out(struct cs_exchange *x)
{
    struct casus_failure failure;
    bool was;
    casus_status status = cs_key_revoke(x->r->database, x->session, &was, &failure);

    if (status != CASUS_OK) {
        cs_refuse_status(x, status, &failure);
        return;
    }
    cs_session_set(x, NULL);
    cs_go_to(x, "/sign-in");
}

/* ---- the link ---- */

/* The person of the link in the path; false: it is not good, and that was answered. */
static bool find_link(struct cs_exchange *x, struct cs_key *key)
{
    if (cs_session_path_key(x, CS_KEY_LINK, key) && strlen(key->note) == (size_t)2 * CS_TOTP_SIZE)
        return true;
    cs_session_refuse_key(x, cs_web_say(x, "This link is not good, or no longer. Ask an administrator for another."));
    return false;
}

/* The secret of the one-time codes was made with the link, so that what the page has shown is what is kept. */
static void totp_of_link(const struct cs_key *key, unsigned char out[CS_TOTP_SIZE])
{
    for (size_t i = 0; i < CS_TOTP_SIZE; i++) {
        char pair[3] = {key->note[2 * i], key->note[2 * i + 1], '\0'};
        unsigned byte = 0;

        sscanf(pair, "%2x", &byte);
        out[i] = (unsigned char)byte;
    }
}

void cs_web_link(struct cs_exchange *x)
{
    unsigned char totp[CS_TOTP_SIZE];
    char secret[CS_TOTP_TEXT];
    struct cs_key key;

    if (!find_link(x, &key))
        return;
    totp_of_link(&key, totp);
    cs_totp_text(totp, secret);
    cs_web_link_form(x, key.person, secret, NULL);
}

/* Is the password a line of the list of those that are refused? */
static bool is_common(const struct cs_server *server, const char *password)
{
    size_t length = strlen(password), size = 0;
    struct casus_failure failure;
    bool found = false;
    char *list = NULL;

    if (server->options.common_passwords == NULL)
        return false;
    if (casus_file_read(server->options.common_passwords, &list, &size, &failure) != CASUS_OK)
        return true; /* a list that cannot be read lets nothing through */
    for (const char *at = strstr(list, password); at != NULL && !found; at = strstr(at + 1, password))
        found = (at == list || at[-1] == '\n') && (at[length] == '\0' || at[length] == '\n' || at[length] == '\r');
    casus_text_free(list);
    return found;
}

/* What is wrong with a new password; NULL: nothing. */
static const char *judge(const struct cs_server *server, const char *person, const char *password, const char *again)
{
    const char *wrong = NULL;

    if (password == NULL || again == NULL || strlen(password) < CS_PASSWORD_LEAST)
        wrong = "The password must have at least 12 characters.";
    else if (strlen(password) > CS_PASSWORD_MOST)
        wrong = "The password is too long: at most 256 bytes.";
    else if (strcmp(password, again) != 0)
        wrong = "The two passwords are not the same.";
    else if (strstr(password, person) != NULL)
        wrong = "The password must not have your name in it.";
    else if (is_common(server, password))
        wrong = "Many people use this password. Take another.";
    return wrong;
}

void cs_http_link(struct cs_exchange *x)
{
    const char *password = cs_field(&x->request.form, "password"), *again = cs_field(&x->request.form, "again");
    const char *code = cs_field(&x->request.form, "code"), *wrong = NULL;
    struct casus_failure failure;
    struct cs_password kept = {.step = 0};
    char secret[CS_TOTP_TEXT];
    struct cs_key key;
    casus_status status;
    bool was;

    if (!find_link(x, &key))
        return;
    totp_of_link(&key, kept.totp);
    cs_totp_text(kept.totp, secret);
    kept.step = code != NULL ? cs_totp_step(kept.totp, code, x->request.now) : 0;
    wrong = judge(x->server, key.person, password, again);
    if (wrong == NULL && kept.step == 0)
        wrong = "The code is not right. Look whether the clock of your phone is.";
    if (wrong != NULL) {
        x->response.status = 422;
        cs_web_link_form(x, key.person, secret, cs_web_say(x, wrong));
        return;
    }
    cs_turn_give(&x->server->turn);
    status = cs_password_hash(password, &kept, &failure);
    cs_turn_take(&x->server->turn);
    x->person = NULL;
    if (status == CASUS_OK)
        status = cs_database_begin(x->r->database, &failure);
    if (status == CASUS_OK) {
        status = cs_key_revoke(x->r->database, x->request.parameters[0], &was, &failure);
        if (status == CASUS_OK && !was)
            status = cs_serve_fail(&failure, CASUS_ERR_ARGUMENT, "the link was used meanwhile");
        if (status == CASUS_OK)
            status = cs_key_revoke_all(x->r->database, key.person, NULL, &failure);
        if (status == CASUS_OK)
            status = cs_password_set(x->r->database, key.person, &kept, &failure);
        if (status == CASUS_OK)
            status = cs_database_commit(x->r->database, &failure);
        if (status != CASUS_OK)
            cs_database_undo(x->r->database);
    }
    if (status == CASUS_OK)
        cs_session_let_in(x, key.person);
    else
        cs_refuse_status(x, status, &failure);
}

void cs_http_language(struct cs_exchange *x)
{
    const char *language = cs_field(&x->request.form, "language");

    snprintf(x->response.cookie, sizeof x->response.cookie, "%slanguage=%s; Path=/; Max-Age=31536000; SameSite=Lax%s",
             x->server->secure ? "__Host-" : "", language != NULL && strcmp(language, "ru") == 0 ? "ru" : "en",
             x->server->secure ? "; Secure" : "");
    cs_go_to(x, "/");
}

void cs_http_zone(struct cs_exchange *x)
{
    const char *zone = cs_field(&x->request.form, "zone");

    if (zone == NULL || cs_zone_minutes(zone) == CS_ZONE_NONE) {
        cs_refuse(x, 422, "%s", cs_web_say(x, "This is no zone."));
        return;
    }
    snprintf(x->response.cookie, sizeof x->response.cookie, "%szone=%s; Path=/; Max-Age=31536000; SameSite=Lax%s",
             x->server->secure ? "__Host-" : "", zone, x->server->secure ? "; Secure" : "");
    cs_go_to(x, "/you");
}

void cs_http_password(struct cs_exchange *x)
{
    const char *password = cs_field(&x->request.form, "new"), *again = cs_field(&x->request.form, "again"), *wrong;
    struct cs_password kept;
    struct casus_failure failure;
    char name[CS_PERSON_SIZE];
    casus_status status;
    enum proof proof;

    snprintf(name, sizeof name, "%s", x->person->name);
    wrong = judge(x->server, name, password, again);
    if (wrong != NULL) {
        cs_refuse(x, 422, "%s", cs_web_say(x, wrong));
        return;
    }
    proof = prove(x, name, &kept);
    if (proof == WRONG)
        cs_refuse(x, 422, "%s", cs_web_say(x, "Name, password or code is not right. A code is good once."));
    if (proof != PROVED)
        return;
    cs_turn_give(&x->server->turn);
    status = cs_password_hash(password, &kept, &failure);
    cs_turn_take(&x->server->turn);
    if (status == CASUS_OK)
        status = cs_database_begin(x->r->database, &failure);
    if (status == CASUS_OK) {
        status = cs_key_revoke_all(x->r->database, name, NULL, &failure);
        if (status == CASUS_OK)
            status = cs_password_set(x->r->database, name, &kept, &failure);
        if (status == CASUS_OK)
            status = cs_database_commit(x->r->database, &failure);
        if (status != CASUS_OK)
            cs_database_undo(x->r->database);
    }
    if (status == CASUS_OK)
        cs_session_let_in(x, name);
    else
        cs_refuse_status(x, status, &failure);
}
