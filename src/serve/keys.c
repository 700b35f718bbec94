/* SPDX-License-Identifier: MIT */
#include "serve/keys.h"

#include <openssl/rand.h>
#include <stdio.h>
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

/* Prepares a statement whose first parameter is the digest of a key. */
static casus_status prepare_key(struct cs_chain *chain, const char *sql, const char *text, sqlite3_stmt **out,
                                struct casus_failure *failure)
{
    unsigned char digest[CS_DIGEST_SIZE];
    casus_status status;

    *out = NULL;
    if (!cs_digest_of("", 0, text, strlen(text), digest))
        return cs_serve_memory(failure);
    status = cs_database_prepare(chain, sql, out, failure);
    if (status == CASUS_OK)
        sqlite3_bind_blob(*out, 1, digest, sizeof digest, SQLITE_TRANSIENT);
    return status;
}

static void bind_text(sqlite3_stmt *statement, int at, const char *text)
{
    sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
}

static void read_text(sqlite3_stmt *statement, int column, char *out, size_t size)
{
    const unsigned char *text = sqlite3_column_text(statement, column);

    snprintf(out, size, "%s", text != NULL ? (const char *)text : "");
}

/* Steps once: *found is whether there is a row. */
static casus_status step(struct cs_chain *chain, sqlite3_stmt *statement, bool *found, struct casus_failure *failure)
{
    int result = sqlite3_step(statement);

    *found = result == SQLITE_ROW;
    return result == SQLITE_ROW || result == SQLITE_DONE ? CASUS_OK : cs_database_trouble(chain, failure);
}

/* ---- keys ---- */

casus_status cs_key_make(struct cs_chain *chain, const char *kind, const struct cs_key *key, char text[CS_KEY_TEXT],
                         struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = cs_key_random(text, failure);

    if (status == CASUS_OK)
        status = prepare_key(chain, "INSERT INTO key VALUES (?, ?, ?, ?, ?, ?, ?)", text, &statement, failure);
    if (status != CASUS_OK)
        return status;
    bind_text(statement, 2, kind);
    bind_text(statement, 3, key->person);
    bind_text(statement, 4, key->note);
    sqlite3_bind_int64(statement, 5, key->made);
    sqlite3_bind_int64(statement, 6, key->seen);
    sqlite3_bind_int64(statement, 7, key->ends);
    return cs_database_finish(chain, statement, failure);
}

casus_status cs_key_find(struct cs_chain *chain, const char *kind, const char *text, int64_t now, int64_t idle,
                         struct cs_key *out, bool *found, struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = prepare_key(
        chain, "SELECT person, note, made, seen, ends FROM key WHERE digest = ? AND kind = ? AND ends > ?", text,
        &statement, failure);

    *found = false;
    if (status != CASUS_OK)
        return status;
    bind_text(statement, 2, kind);
    sqlite3_bind_int64(statement, 3, now);
    status = step(chain, statement, found, failure);
    if (*found) {
        read_text(statement, 0, out->person, sizeof out->person);
        read_text(statement, 1, out->note, sizeof out->note);
        out->made = sqlite3_column_int64(statement, 2);
        out->seen = sqlite3_column_int64(statement, 3);
        out->ends = sqlite3_column_int64(statement, 4);
        *found = idle == 0 || out->seen + idle > now;
    }
    sqlite3_finalize(statement);
    return status;
}

casus_status cs_key_see(struct cs_chain *chain, const char *text, int64_t now, struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = prepare_key(chain, "UPDATE key SET seen = ?2 WHERE digest = ?1", text, &statement, failure);

    if (status != CASUS_OK)
        return status;
    sqlite3_bind_int64(statement, 2, now);
    return cs_database_finish(chain, statement, failure);
}

casus_status cs_key_revoke(struct cs_chain *chain, const char *text, bool *was, struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = prepare_key(chain, "DELETE FROM key WHERE digest = ?", text, &statement, failure);

    *was = false;
    if (status == CASUS_OK)
        status = cs_database_finish(chain, statement, failure);
    *was = status == CASUS_OK && sqlite3_changes(chain->database) > 0;
    return status;
}

casus_status cs_key_revoke_all(struct cs_chain *chain, const char *person, const char *kind,
                               struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = cs_database_prepare(
        chain, "DELETE FROM key WHERE person = ?1 AND (?2 IS NULL OR kind = ?2)", &statement, failure);

    if (status != CASUS_OK)
        return status;
    bind_text(statement, 1, person);
    bind_text(statement, 2, kind);
    return cs_database_finish(chain, statement, failure);
}

/* Runs a prepared statement that gives one number. */
static casus_status number_of(struct cs_chain *chain, sqlite3_stmt *statement, int64_t *out,
                              struct casus_failure *failure)
{
    bool found;
    casus_status status = step(chain, statement, &found, failure);

    *out = found ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    return status;
}

casus_status cs_key_count(struct cs_chain *chain, const char *person, const char *kind, int64_t now, int64_t *count,
                          struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = cs_database_prepare(
        chain, "SELECT count(*) FROM key WHERE person = ? AND kind = ? AND ends > ?", &statement, failure);

    if (status != CASUS_OK)
        return status;
    bind_text(statement, 1, person);
    bind_text(statement, 2, kind);
    sqlite3_bind_int64(statement, 3, now);
    return number_of(chain, statement, count, failure);
}

/* ---- passwords ---- */

casus_status cs_password_get(struct cs_chain *chain, const char *person, struct cs_password *out, bool *found,
                             struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status =
        cs_database_prepare(chain, "SELECT hash, totp, step FROM password WHERE person = ?", &statement, failure);

    memset(out, 0, sizeof *out);
    *found = false;
    if (status != CASUS_OK)
        return status;
    bind_text(statement, 1, person);
    status = step(chain, statement, found, failure);
    if (*found) {
        read_text(statement, 0, out->hash, sizeof out->hash);
        *found = sqlite3_column_bytes(statement, 1) == CS_TOTP_SIZE;
        if (*found)
            memcpy(out->totp, sqlite3_column_blob(statement, 1), CS_TOTP_SIZE);
        out->step = sqlite3_column_int64(statement, 2);
    }
    sqlite3_finalize(statement);
    return status;
}

casus_status cs_password_set(struct cs_chain *chain, const char *person, const struct cs_password *password,
                             struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status =
        cs_database_prepare(chain, "INSERT OR REPLACE INTO password VALUES (?, ?, ?, ?)", &statement, failure);

    if (status != CASUS_OK)
        return status;
    bind_text(statement, 1, person);
    bind_text(statement, 2, password->hash);
    sqlite3_bind_blob(statement, 3, password->totp, CS_TOTP_SIZE, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 4, password->step);
    return cs_database_finish(chain, statement, failure);
}

casus_status cs_password_step(struct cs_chain *chain, const char *person, int64_t used, bool *fresh,
                              struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = cs_database_prepare(
        chain, "UPDATE password SET step = ?2 WHERE person = ?1 AND step < ?2", &statement, failure);

    *fresh = false;
    if (status != CASUS_OK)
        return status;
    bind_text(statement, 1, person);
    sqlite3_bind_int64(statement, 2, used);
    status = cs_database_finish(chain, statement, failure);
    *fresh = status == CASUS_OK && sqlite3_changes(chain->database) == 1;
    return status;
}

/* ---- attempts ---- */

casus_status cs_attempt(struct cs_chain *chain, const char *who, int64_t now, int64_t since, int64_t *count,
                        struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = cs_database_prepare(chain, "DELETE FROM attempt WHERE at < ?", &statement, failure);

    *count = 0;
    if (status == CASUS_OK) {
        sqlite3_bind_int64(statement, 1, since);
        status = cs_database_finish(chain, statement, failure);
    }
    if (status == CASUS_OK)
        status = cs_database_prepare(chain, "INSERT INTO attempt VALUES (?, ?)", &statement, failure);
    if (status == CASUS_OK) {
        bind_text(statement, 1, who);
        sqlite3_bind_int64(statement, 2, now);
        status = cs_database_finish(chain, statement, failure);
    }
    if (status == CASUS_OK)
        status = cs_database_prepare(chain, "SELECT count(*) FROM attempt WHERE who = ?", &statement, failure);
    if (status != CASUS_OK)
        return status;
    bind_text(statement, 1, who);
    return number_of(chain, statement, count, failure);
}

casus_status cs_attempt_forget(struct cs_chain *chain, const char *who, struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = cs_database_prepare(chain, "DELETE FROM attempt WHERE who = ?", &statement, failure);

    if (status != CASUS_OK)
        return status;
    bind_text(statement, 1, who);
    return cs_database_finish(chain, statement, failure);
}
