/* SPDX-License-Identifier: MIT */
#include "serve/keys.h"

#include <openssl/rand.h>
#include <string.h>

#include "serve/digest.h"
#include "serve/tell.h"

_Static_assert(CS_KEY_SIZE == CS_DIGEST_SIZE, "a key is written as a digest is");

casus_status cs_key_random(char text[CS_KEY_TEXT], struct casus_failure *failure)
{
    unsigned char bytes[CS_KEY_SIZE];

    if (RAND_bytes(bytes, sizeof bytes) != 1)
        return cs_serve_fail(failure, CASUS_ERR_IO, "this machine gives no random numbers");
    cs_digest_hex(bytes, text);
    return CASUS_OK;
}

/* The statement of a key: its digest is the first value. */
static casus_status with_key(struct cs_statement *statement, unsigned char digest[CS_DIGEST_SIZE], const char *text,
                             struct casus_failure *failure)
{
    if (!cs_digest_of("", 0, text, strlen(text), digest))
        return cs_serve_memory(failure);
    statement->values[0] = cs_bytes(digest, CS_DIGEST_SIZE);
    return CASUS_OK;
}

/* ---- keys ---- */

casus_status cs_key_make(struct cs_database *database, const char *kind, const struct cs_key *key,
                         char text[CS_KEY_TEXT], struct casus_failure *failure)
{
    struct cs_statement add = {.sql = "INSERT INTO key VALUES ($1, $2, $3, $4, $5, $6, $7)",
                               .values = {[1] = cs_text(kind), cs_text(key->person), cs_text(key->note),
                                          cs_number(key->made), cs_number(key->seen), cs_number(key->ends)}};
    unsigned char digest[CS_DIGEST_SIZE];
    casus_status status = cs_key_random(text, failure);

    if (status == CASUS_OK)
        status = with_key(&add, digest, text, failure);
    return status == CASUS_OK ? cs_database_run(database, &add, NULL, NULL, NULL, failure) : status;
}

struct found_key { struct cs_key *key; bool found; };

static casus_status take_key(void *context, const struct cs_value *row, struct casus_failure *failure)
{
    struct found_key *out = context;

    (void)failure;
    cs_value_copy(&row[0], out->key->person, sizeof out->key->person);
    cs_value_copy(&row[1], out->key->note, sizeof out->key->note);
    out->key->made = row[2].number;
    out->key->seen = row[3].number;
    out->key->ends = row[4].number;
    out->found = true;
    return CASUS_OK;
}

casus_status cs_key_find(struct cs_database *database, const char *kind, const char *text, int64_t now, int64_t idle,
                         struct cs_key *out, bool *found, struct casus_failure *failure)
{
    struct cs_statement asked = {
        .sql = "SELECT person, note, made, seen, ends FROM key WHERE digest = $1 AND kind = $2 AND ends > $3",
        .values = {[1] = cs_text(kind), cs_number(now)}};
    struct found_key taken = {.key = out};
    unsigned char digest[CS_DIGEST_SIZE];
    casus_status status = with_key(&asked, digest, text, failure);

    if (status == CASUS_OK)
        status = cs_database_run(database, &asked, take_key, &taken, NULL, failure);
    *found = status == CASUS_OK && taken.found && (idle == 0 || out->seen + idle > now);
    return status;
}

casus_status cs_key_see(struct cs_database *database, const char *text, int64_t now, struct casus_failure *failure)
{
    struct cs_statement see = {.sql = "UPDATE key SET seen = $2 WHERE digest = $1", .values = {[1] = cs_number(now)}};
    unsigned char digest[CS_DIGEST_SIZE];
    casus_status status = with_key(&see, digest, text, failure);

    return status == CASUS_OK ? cs_database_run(database, &see, NULL, NULL, NULL, failure) : status;
}

casus_status cs_key_revoke(struct cs_database *database, const char *text, bool *was, struct casus_failure *failure)
{
    struct cs_statement revoke = {.sql = "DELETE FROM key WHERE digest = $1"};
    unsigned char digest[CS_DIGEST_SIZE];
    int64_t changed = 0;
    casus_status status = with_key(&revoke, digest, text, failure);

    if (status == CASUS_OK)
        status = cs_database_run(database, &revoke, NULL, NULL, &changed, failure);
    *was = status == CASUS_OK && changed > 0;
    return status;
}

casus_status cs_key_revoke_all(struct cs_database *database, const char *person, const char *kind,
                               struct casus_failure *failure)
{
    struct cs_statement revoke = {.sql = "DELETE FROM key WHERE person = $1 AND ($2 IS NULL OR kind = $2)",
                                  .values = {cs_text(person), cs_text(kind)}};

    return cs_database_run(database, &revoke, NULL, NULL, NULL, failure);
}

casus_status cs_key_count(struct cs_database *database, const char *person, const char *kind, int64_t now,
                          int64_t *count, struct casus_failure *failure)
{
    struct cs_statement asked = {.sql = "SELECT count(*) FROM key WHERE person = $1 AND kind = $2 AND ends > $3",
                                 .values = {cs_text(person), cs_text(kind), cs_number(now)}};

    return cs_database_number(database, &asked, count, failure);
}

casus_status cs_key_forget_all(struct cs_database *database, struct casus_failure *failure)
{
    static const struct cs_statement forget = {.sql = "DELETE FROM key"};

    return cs_database_run(database, &forget, NULL, NULL, NULL, failure);
}

/* ---- passwords ---- */

struct found_password { struct cs_password *password; bool found; };

static casus_status take_password(void *context, const struct cs_value *row, struct casus_failure *failure)
{
    struct found_password *out = context;

    (void)failure;
    cs_value_copy(&row[0], out->password->hash, sizeof out->password->hash);
    out->found = row[1].length == CS_TOTP_SIZE;
    if (out->found)
        memcpy(out->password->totp, row[1].bytes, CS_TOTP_SIZE);
    out->password->step = row[2].number;
    return CASUS_OK;
}

casus_status cs_password_get(struct cs_database *database, const char *person, struct cs_password *out, bool *found,
                             struct casus_failure *failure)
{
    struct cs_statement asked = {.sql = "SELECT hash, totp, step FROM password WHERE person = $1",
                                 .values = {cs_text(person)}};
    struct found_password taken = {.password = out};
    casus_status status;

    memset(out, 0, sizeof *out);
    status = cs_database_run(database, &asked, take_password, &taken, NULL, failure);
    *found = status == CASUS_OK && taken.found;
    return status;
}

casus_status cs_password_set(struct cs_database *database, const char *person, const struct cs_password *password,
                             struct casus_failure *failure)
{
    struct cs_statement set = {
        .sql = "INSERT INTO password VALUES ($1, $2, $3, $4) ON CONFLICT (person) DO UPDATE"
               " SET hash = excluded.hash, totp = excluded.totp, step = excluded.step",
        .values = {cs_text(person), cs_text(password->hash), cs_bytes(password->totp, CS_TOTP_SIZE),
                   cs_number(password->step)}};

    return cs_database_run(database, &set, NULL, NULL, NULL, failure);
}

casus_status cs_password_step(struct cs_database *database, const char *person, int64_t used, bool *fresh,
                              struct casus_failure *failure)
{
    struct cs_statement use = {.sql = "UPDATE password SET step = $2 WHERE person = $1 AND step < $2",
                               .values = {cs_text(person), cs_number(used)}};
    int64_t changed = 0;
    casus_status status = cs_database_run(database, &use, NULL, NULL, &changed, failure);

    *fresh = status == CASUS_OK && changed == 1;
    return status;
}

/* ---- attempts ---- */

casus_status cs_attempt(struct cs_database *database, const char *who, int64_t now, int64_t since, int64_t *count,
                        struct casus_failure *failure)
{
    struct cs_statement forget = {.sql = "DELETE FROM attempt WHERE at < $1", .values = {cs_number(since)}};
    struct cs_statement note = {.sql = "INSERT INTO attempt VALUES ($1, $2)", .values = {cs_text(who), cs_number(now)}};
    struct cs_statement asked = {.sql = "SELECT count(*) FROM attempt WHERE who = $1", .values = {cs_text(who)}};
    casus_status status = cs_database_run(database, &forget, NULL, NULL, NULL, failure);

    *count = 0;
    if (status == CASUS_OK)
        status = cs_database_run(database, &note, NULL, NULL, NULL, failure);
    return status == CASUS_OK ? cs_database_number(database, &asked, count, failure) : status;
}

casus_status cs_attempt_forget(struct cs_database *database, const char *who, struct casus_failure *failure)
{
    struct cs_statement forget = {.sql = "DELETE FROM attempt WHERE who = $1", .values = {cs_text(who)}};

    return cs_database_run(database, &forget, NULL, NULL, NULL, failure);
}
