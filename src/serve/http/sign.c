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

void cs_http_sign_in(struct cs_exchange *x)
{
    const char *name = cs_field(&x->request.form, "name"), *password = cs_field(&x->request.form, "password");
    const char *code = cs_field(&x->request.form, "code");
    char who[100], copy[CS_PERSON_SIZE], from[100];
    const struct cs_person *person;
    struct casus_failure failure;
    struct cs_password kept;
    bool found = false, fits, fresh = false;
    int64_t step;

    if (name == NULL || password == NULL || code == NULL || strlen(name) >= CS_PERSON_SIZE ||
        strlen(password) > CS_PASSWORD_MOST) {
        cs_web_sign_in_again(x);
        return;
    }
    snprintf(copy, sizeof copy, "%s", name);
    snprintf(who, sizeof who, "person %s", copy);
    snprintf(from, sizeof from, "from %s", x->request.address);
    if (!cs_session_tries(x, from, CS_ATTEMPTS_OF_ADDRESS) || !cs_session_tries(x, who, CS_ATTEMPTS_OF_PERSON))
        return;
    if (cs_password_get(x->r->chain, copy, &kept, &found, &failure) != CASUS_OK) {
        cs_refuse_status(x, CASUS_ERR_IO, &failure);
        return;
    }
    /* Others use the register while the password is hashed. */
    cs_turn_give(&x->server->turn);
    fits = cs_password_fits(password, found ? kept.hash : NULL);
    cs_turn_take(&x->server->turn);
    x->person = NULL;
    person = cs_people_find(x->r, copy);
    step = cs_totp_step(kept.totp, code, x->request.now);
    if (fits && step > 0 && person != NULL && person->role != CS_ROLE_NONE &&
        cs_password_step(x->r->chain, copy, step, &fresh, &failure) != CASUS_OK) {
        cs_refuse_status(x, CASUS_ERR_IO, &failure);
        return;
    }
    if (!fresh) {
        atomic_fetch_add(&x->server->refused_sign_ins, 1);
        cs_web_sign_in_again(x);
        return;
    }
    if (cs_attempt_forget(x->r->chain, who, &failure) == CASUS_OK)
        cs_session_let_in(x, copy);
    else
        cs_refuse_status(x, CASUS_ERR_IO, &failure);
}

void cs_http_sign_out(struct cs_exchange *x)
{
    struct casus_failure failure;
    bool was;
    casus_status status = cs_key_revoke(x->r->chain, x->session, &was, &failure);

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
    if (password == NULL || again == NULL || strlen(password) < CS_PASSWORD_LEAST)
        wrong = "The password must have at least 12 characters.";
    else if (strlen(password) > CS_PASSWORD_MOST)
        wrong = "The password is too long: at most 256 bytes.";
    else if (strcmp(password, again) != 0)
        wrong = "The two passwords are not the same.";
    else if (strstr(password, key.person) != NULL)
        wrong = "The password must not have your name in it.";
    else if (kept.step == 0)
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
        status = cs_chain_begin(x->r->chain, &failure);
    if (status == CASUS_OK) {
        status = cs_key_revoke(x->r->chain, x->request.parameters[0], &was, &failure);
        if (status == CASUS_OK && !was)
            status = cs_serve_fail(&failure, CASUS_ERR_ARGUMENT, "the link was used meanwhile");
        if (status == CASUS_OK)
            status = cs_key_revoke_all(x->r->chain, key.person, NULL, &failure);
        if (status == CASUS_OK)
            status = cs_password_set(x->r->chain, key.person, &kept, &failure);
        if (status == CASUS_OK)
            status = cs_chain_commit(x->r->chain, &failure);
        if (status != CASUS_OK)
            cs_chain_undo(x->r->chain);
    }
    if (status == CASUS_OK)
        cs_session_let_in(x, key.person);
    else
        cs_refuse_status(x, status, &failure);
}

void cs_http_language(struct cs_exchange *x)
{
    const char *language = cs_field(&x->request.form, "language");

    snprintf(x->response.cookie, sizeof x->response.cookie, "language=%s; Path=/; Max-Age=31536000; SameSite=Lax%s",
             language != NULL && strcmp(language, "ru") == 0 ? "ru" : "en", x->server->secure ? "; Secure" : "");
    cs_go_to(x, "/");
}

void cs_http_zone(struct cs_exchange *x)
{
    const char *zone = cs_field(&x->request.form, "zone");

    if (zone == NULL || cs_zone_minutes(zone) == CS_ZONE_NONE) {
        cs_refuse(x, 422, "%s", cs_web_say(x, "This is no zone."));
        return;
    }
    snprintf(x->response.cookie, sizeof x->response.cookie, "zone=%s; Path=/; Max-Age=31536000; SameSite=Lax%s", zone,
             x->server->secure ? "; Secure" : "");
    cs_go_to(x, "/you");
}
