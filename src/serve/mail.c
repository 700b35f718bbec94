/* SPDX-License-Identifier: MIT */
#include "serve/mail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "serve/state.h"

/* ---- wishes ---- */

static casus_status take_wish(void *context, const struct cs_value *row, struct casus_failure *failure)
{
    struct cs_mail_wishes *out = context;
    struct cs_mail_wish *wish = cs_state_one_more(&out->items, &out->count, sizeof *wish);

    if (wish == NULL)
        return cs_serve_memory(failure);
    cs_value_copy(&row[0], wish->person, sizeof wish->person);
    cs_value_copy(&row[1], wish->address, sizeof wish->address);
    cs_value_copy(&row[2], wish->how, sizeof wish->how);
    cs_value_copy(&row[3], wish->language, sizeof wish->language);
    wish->told = row[4].number;
    wish->at = row[5].number;
    return CASUS_OK;
}

casus_status cs_mail_wishes(struct cs_database *database, struct cs_mail_wishes *out, struct casus_failure *failure)
{
    static const struct cs_statement asked = {
        .sql = "SELECT person, address, how, language, told, at FROM mail_wish ORDER BY person"};

    *out = (struct cs_mail_wishes){.items = NULL};
    return cs_database_run(database, &asked, take_wish, out, NULL, failure);
}

casus_status cs_mail_wish(struct cs_database *database, const char *person, struct cs_mail_wish *out, bool *found,
                          struct casus_failure *failure)
{
    struct cs_statement asked = {
        .sql = "SELECT person, address, how, language, told, at FROM mail_wish WHERE person = $1",
        .values = {cs_text(person)}};
    struct cs_mail_wishes taken = {.items = NULL};
    casus_status status = cs_database_run(database, &asked, take_wish, &taken, NULL, failure);

    *found = status == CASUS_OK && taken.count > 0;
    if (*found)
        *out = taken.items[0];
    free(taken.items);
    return status;
}

casus_status cs_mail_wish_set(struct cs_database *database, const struct cs_mail_wish *wish,
                              struct casus_failure *failure)
{
    struct cs_statement set = {
        .sql = "INSERT INTO mail_wish (person, address, how, language, told, at) VALUES ($1, $2, $3, $4, $5, $6)"
               " ON CONFLICT (person) DO UPDATE SET address = excluded.address, how = excluded.how,"
               " language = excluded.language, told = excluded.told, at = excluded.at",
        .values = {cs_text(wish->person), cs_text(wish->address), cs_text(wish->how), cs_text(wish->language),
                   cs_number(wish->told), cs_number(wish->at)}};

    return cs_database_run(database, &set, NULL, NULL, NULL, failure);
}

casus_status cs_mail_wish_drop(struct cs_database *database, const char *person, struct casus_failure *failure)
{
    struct cs_statement drop = {.sql = "DELETE FROM mail_wish WHERE person = $1", .values = {cs_text(person)}};

    return cs_database_run(database, &drop, NULL, NULL, NULL, failure);
}

/* ---- the outbox ---- */

casus_status cs_mail_put(struct cs_database *database, const struct cs_letter *letter, int64_t due,
                         struct casus_failure *failure)
{
    struct cs_statement put = {
        .sql = "INSERT INTO outbox (id, address, message, due, tries) VALUES ($1, $2, $3, $4, 0)",
        .values = {cs_text(letter->id), cs_text(letter->address), cs_text(letter->message), cs_number(due)}};

    return cs_database_run(database, &put, NULL, NULL, NULL, failure);
}

static casus_status take_letter(void *context, const struct cs_value *row, struct casus_failure *failure)
{
    struct cs_letter *out = context;

    cs_value_copy(&row[0], out->id, sizeof out->id);
    cs_value_copy(&row[1], out->address, sizeof out->address);
    out->message = strdup(cs_value_text(&row[2]));
    out->tries = row[3].number;
    out->due = row[4].number;
    return out->message != NULL ? CASUS_OK : cs_serve_memory(failure);
}

casus_status cs_mail_next(struct cs_database *database, int64_t now, int64_t until, struct cs_letter *out, bool *found,
                          struct casus_failure *failure)
{
    struct cs_statement asked = {
        .sql = "SELECT id, address, message, tries, due FROM outbox WHERE due <= $1 ORDER BY due, id LIMIT 1",
        .values = {cs_number(now)}};
    struct cs_statement taken = {.sql = "UPDATE outbox SET due = $3 WHERE id = $1 AND due = $2"};
    int64_t changed = 0;
    casus_status status;

    *out = (struct cs_letter){.message = NULL};
    status = cs_database_run(database, &asked, take_letter, out, NULL, failure);
    if (status == CASUS_OK && out->message != NULL) {
        taken.values[0] = cs_text(out->id);
        taken.values[1] = cs_number(out->due);
        taken.values[2] = cs_number(until);
        status = cs_database_run(database, &taken, NULL, NULL, &changed, failure);
    }
    *found = status == CASUS_OK && changed > 0;
    if (!*found) {
        free(out->message);
        out->message = NULL;
    }
    return status;
}

casus_status cs_mail_done(struct cs_database *database, const char *id, struct casus_failure *failure)
{
    struct cs_statement done = {.sql = "DELETE FROM outbox WHERE id = $1", .values = {cs_text(id)}};

    return cs_database_run(database, &done, NULL, NULL, NULL, failure);
}

casus_status cs_mail_later(struct cs_database *database, const char *id, int64_t due, struct casus_failure *failure)
{
    struct cs_statement later = {.sql = "UPDATE outbox SET due = $2, tries = tries + 1 WHERE id = $1",
                                 .values = {cs_text(id), cs_number(due)}};

    return cs_database_run(database, &later, NULL, NULL, NULL, failure);
}

/* ---- what an administrator does ---- */

/* An address as SMTP and a header can have it without quotation marks. */
static bool is_address(const char *address)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+-/=?^_`{|}~";
    size_t name = strspn(address, letters), host;

    if (name == 0 || address[0] == '-' || address[name] != '@')
        return false;
    host = strspn(address + name + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");
    return host > 0 && address[name + 1 + host] == '\0' && strlen(address) < CS_ADDRESS_SIZE - 1;
}

casus_status cs_register_mail(struct cs_register *r, const char *person, const char *address,
                              struct casus_failure *failure)
{
    const struct cs_person *found = cs_people_find(r, person);
    struct cs_mail_wish wish = {.how = "once", .language = "en", .told = r->last, .at = (int64_t)time(NULL)};

    if (found == NULL || found->role == CS_ROLE_NONE)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the register has no person \"%.60s\"", person);
    if (address == NULL)
        return cs_mail_wish_drop(r->database, person, failure);
    if (!is_address(address))
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "\"%.80s\" is no address of mail; write it as name@example.org, or none", address);
    snprintf(wish.person, sizeof wish.person, "%s", person);
    snprintf(wish.address, sizeof wish.address, "%s", address);
    return cs_mail_wish_set(r->database, &wish, failure);
}
