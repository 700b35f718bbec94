/* SPDX-License-Identifier: MIT */
#include "serve/chain.h"

#include <inttypes.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/database.h"
#include "serve/digest.h"
#include "serve/tell.h"

#define SECRET_SIZE 16

/* ---- hashes ---- */

static bool hash_of(const struct cs_chain_entry *entry, const unsigned char digest[CS_DIGEST_SIZE],
                    const unsigned char before[CS_DIGEST_SIZE], unsigned char out[CS_DIGEST_SIZE])
{
    const char *texts[] = {entry->at, entry->kind, entry->subject, entry->by, entry->speaks_for, entry->key};
    struct cs_hasher h = cs_hash_begin();
    char number[24];

    snprintf(number, sizeof number, "%" PRId64, entry->number);
    cs_hash_field(&h, before, CS_DIGEST_SIZE);
    cs_hash_field(&h, number, strlen(number));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        cs_hash_field(&h, texts[i], strlen(texts[i]));
    cs_hash_field(&h, digest, CS_DIGEST_SIZE);
    return cs_hash_end(&h, out);
}

/* ---- entries ---- */

/* The number of the last entry, 0 if there is none, and its hash. */
static casus_status last_of(struct cs_chain *chain, int64_t *number, unsigned char hash[CS_DIGEST_SIZE],
                            struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status =
        cs_database_prepare(chain, "SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1", &statement, failure);
    int step;

    *number = 0;
    memset(hash, 0, CS_DIGEST_SIZE);
    if (status != CASUS_OK)
        return status;
    step = sqlite3_step(statement);
    if (step == SQLITE_ROW && sqlite3_column_bytes(statement, 1) == CS_DIGEST_SIZE) {
        *number = sqlite3_column_int64(statement, 0);
        memcpy(hash, sqlite3_column_blob(statement, 1), CS_DIGEST_SIZE);
    } else if (step != SQLITE_DONE) {
        status = cs_database_trouble(chain, failure);
    }
    sqlite3_finalize(statement);
    return status;
}

casus_status cs_chain_last(struct cs_chain *chain, int64_t *number, struct casus_failure *failure)
{
    unsigned char hash[CS_DIGEST_SIZE];

    return last_of(chain, number, hash, failure);
}

static casus_status insert(struct cs_chain *chain, const struct cs_chain_entry *e, const unsigned char *secret,
                           const unsigned char *digest, const unsigned char *hash, struct casus_failure *failure)
{
    const char *texts[] = {e->at, e->kind, e->subject, e->by, e->speaks_for, e->key};
    sqlite3_stmt *statement;
    casus_status status =
        cs_database_prepare(chain, "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", &statement, failure);

    if (status != CASUS_OK)
        return status;
    sqlite3_bind_int64(statement, 1, e->number);
    for (int i = 0; i < 6; i++)
        sqlite3_bind_text(statement, 2 + i, texts[i], -1, SQLITE_STATIC);
    sqlite3_bind_blob(statement, 8, secret, SECRET_SIZE, SQLITE_STATIC);
    sqlite3_bind_text(statement, 9, e->body, -1, SQLITE_STATIC);
    sqlite3_bind_blob(statement, 10, digest, CS_DIGEST_SIZE, SQLITE_STATIC);
    sqlite3_bind_blob(statement, 11, hash, CS_DIGEST_SIZE, SQLITE_STATIC);
    return cs_database_finish(chain, statement, failure);
}

casus_status cs_chain_append(struct cs_chain *chain, struct cs_chain_entry *entry, struct casus_failure *failure)
{
    unsigned char before[CS_DIGEST_SIZE], digest[CS_DIGEST_SIZE], hash[CS_DIGEST_SIZE], secret[SECRET_SIZE];
    int64_t last;
    casus_status status = last_of(chain, &last, before, failure);

    if (status != CASUS_OK)
        return status;
    entry->number = last + 1;
    if (RAND_bytes(secret, sizeof secret) != 1 ||
        !cs_digest_of(secret, sizeof secret, entry->body, strlen(entry->body), digest) ||
        !hash_of(entry, digest, before, hash))
        return cs_serve_fail(failure, CASUS_ERR_MEMORY, "the hash of the entry cannot be computed");
    cs_digest_hex(hash, entry->hash);
    return insert(chain, entry, secret, digest, hash, failure);
}

casus_status cs_chain_find(struct cs_chain *chain, const char *key, int64_t *number, struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = cs_database_prepare(chain, "SELECT number FROM entry WHERE key = ? AND key <> ''",
                                              &statement, failure);
    int step;

    *number = 0;
    if (status != CASUS_OK)
        return status;
    sqlite3_bind_text(statement, 1, key, -1, SQLITE_STATIC);
    step = sqlite3_step(statement);
    if (step == SQLITE_ROW)
        *number = sqlite3_column_int64(statement, 0);
    else if (step != SQLITE_DONE)
        status = cs_database_trouble(chain, failure);
    sqlite3_finalize(statement);
    return status;
}

casus_status cs_chain_seal(struct cs_chain *chain, int64_t number, struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status =
        cs_database_prepare(chain, "UPDATE entry SET body = NULL, secret = NULL WHERE number = ?", &statement, failure);

    if (status != CASUS_OK)
        return status;
    sqlite3_bind_int64(statement, 1, number);
    return cs_database_finish(chain, statement, failure);
}

/* ---- walking ---- */

static const char *text_at(sqlite3_stmt *statement, int column)
{
    return (const char *)sqlite3_column_text(statement, column);
}

/* The columns of walk_sql as an entry. */
static void read_entry(sqlite3_stmt *statement, struct cs_chain_entry *out)
{
    unsigned char hash[CS_DIGEST_SIZE] = {0};

    *out = (struct cs_chain_entry){.number = sqlite3_column_int64(statement, 0),
                              .at = text_at(statement, 1),
                              .kind = text_at(statement, 2),
                              .subject = text_at(statement, 3),
                              .by = text_at(statement, 4),
                              .speaks_for = text_at(statement, 5),
                              .key = text_at(statement, 6),
                              .body = text_at(statement, 8)};
    if (sqlite3_column_bytes(statement, 10) == CS_DIGEST_SIZE)
        memcpy(hash, sqlite3_column_blob(statement, 10), CS_DIGEST_SIZE);
    cs_digest_hex(hash, out->hash);
}

static bool is_whole(const struct cs_chain_entry *e)
{
    return e->at != NULL && e->kind != NULL && e->subject != NULL && e->by != NULL && e->speaks_for != NULL &&
           e->key != NULL;
}

casus_status cs_chain_walk(struct cs_chain *chain, const char *subject, int64_t after, cs_chain_visit visit,
                           void *context, struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status =
        cs_database_prepare(chain, "SELECT * FROM entry WHERE number > ?2 AND (?1 IS NULL OR subject = ?1)"
                                        " ORDER BY number", &statement, failure);
    int step = SQLITE_DONE;

    if (status != CASUS_OK)
        return status;
    sqlite3_bind_text(statement, 1, subject, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 2, after);
    while (status == CASUS_OK && (step = sqlite3_step(statement)) == SQLITE_ROW) {
        struct cs_chain_entry entry;

        read_entry(statement, &entry);
        status = is_whole(&entry) ? visit(context, &entry, failure) : cs_database_trouble(chain, failure);
    }
    if (status == CASUS_OK && step != SQLITE_DONE)
        status = cs_database_trouble(chain, failure);
    sqlite3_finalize(statement);
    return status;
}

/* ---- contents ---- */

casus_status cs_chain_keep(struct cs_chain *chain, const void *bytes, size_t length, char digest[CS_DIGEST_HEX],
                           struct casus_failure *failure)
{
    unsigned char binary[CS_DIGEST_SIZE];
    sqlite3_stmt *statement;
    casus_status status;

    if (!cs_digest_of("", 0, bytes, length, binary))
        return cs_serve_fail(failure, CASUS_ERR_MEMORY, "the hash of the content cannot be computed");
    cs_digest_hex(binary, digest);
    status = cs_database_prepare(chain, "INSERT INTO content VALUES (?, ?) ON CONFLICT DO NOTHING", &statement,
                                 failure);
    if (status != CASUS_OK)
        return status;
    sqlite3_bind_text(statement, 1, digest, -1, SQLITE_STATIC);
    sqlite3_bind_blob64(statement, 2, length > 0 ? bytes : "", length, SQLITE_STATIC);
    return cs_database_finish(chain, statement, failure);
}

casus_status cs_chain_content(struct cs_chain *chain, const char *digest, char **bytes, size_t *length,
                              struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = cs_database_prepare(chain, "SELECT bytes FROM content WHERE digest = ?", &statement, failure);
    int step;

    *bytes = NULL;
    *length = 0;
    if (status != CASUS_OK)
        return status;
    sqlite3_bind_text(statement, 1, digest, -1, SQLITE_STATIC);
    step = sqlite3_step(statement);
    if (step == SQLITE_ROW) {
        *length = (size_t)sqlite3_column_bytes(statement, 0);
        *bytes = malloc(*length + 1);
        if (*bytes == NULL) {
            status = cs_serve_fail(failure, CASUS_ERR_MEMORY, "not enough memory");
        } else {
            if (*length > 0)
                memcpy(*bytes, sqlite3_column_blob(statement, 0), *length);
            (*bytes)[*length] = '\0';
        }
    } else if (step == SQLITE_DONE) {
        status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the register has no content with this hash: %s", digest);
    } else {
        status = cs_database_trouble(chain, failure);
    }
    sqlite3_finalize(statement);
    return status;
}

casus_status cs_chain_drop(struct cs_chain *chain, const char *digest, struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = cs_database_prepare(chain, "DELETE FROM content WHERE digest = ?", &statement, failure);

    if (status != CASUS_OK)
        return status;
    sqlite3_bind_text(statement, 1, digest, -1, SQLITE_STATIC);
    return cs_database_finish(chain, statement, failure);
}

/* ---- verifying ---- */

/* What is wrong with the entry of a row; NULL if nothing is. `hash` is that of the entry before, then its own. */
static const char *fault_of(sqlite3_stmt *statement, const struct cs_chain_entry *entry, int64_t expected,
                            unsigned char hash[CS_DIGEST_SIZE])
{
    unsigned char digest[CS_DIGEST_SIZE], own[CS_DIGEST_SIZE];
    const void *kept = sqlite3_column_blob(statement, 9), *link = sqlite3_column_blob(statement, 10);

    if (entry->number != expected)
        return "the entry before it is missing";
    if (!is_whole(entry) || sqlite3_column_bytes(statement, 9) != CS_DIGEST_SIZE ||
        sqlite3_column_bytes(statement, 10) != CS_DIGEST_SIZE)
        return "a part of it is missing";
    memcpy(digest, kept, sizeof digest);
    if (!hash_of(entry, digest, hash, own))
        return "its hash cannot be computed";
    if (memcmp(own, link, sizeof own) != 0)
        return "it, or its place in the chain, is not as it was entered";
    memcpy(hash, own, sizeof own);
    if (entry->body == NULL)
        return NULL;
    if (!cs_digest_of(sqlite3_column_blob(statement, 7), (size_t)sqlite3_column_bytes(statement, 7), entry->body,
                   (size_t)sqlite3_column_bytes(statement, 8), digest))
        return "its hash cannot be computed";
    return memcmp(digest, kept, sizeof digest) == 0 ? NULL : "its text is not as it was entered";
}

static casus_status verify_entries(struct cs_chain *chain, struct cs_soundness *out, struct casus_failure *failure)
{
    unsigned char hash[CS_DIGEST_SIZE] = {0};
    const char *fault = NULL;
    sqlite3_stmt *statement;
    casus_status status = cs_database_prepare(chain, "SELECT * FROM entry ORDER BY number", &statement, failure);
    int step = SQLITE_DONE;

    if (status != CASUS_OK)
        return status;
    while (fault == NULL && (step = sqlite3_step(statement)) == SQLITE_ROW) {
        struct cs_chain_entry entry;

        read_entry(statement, &entry);
        out->entries++;
        fault = fault_of(statement, &entry, out->entries, hash);
    }
    if (fault != NULL) {
        out->sound = false;
        out->entry = out->entries;
        snprintf(out->fault, sizeof out->fault, "%s", fault);
    } else if (step != SQLITE_DONE) {
        status = cs_database_trouble(chain, failure);
    }
    sqlite3_finalize(statement);
    return status;
}

static casus_status verify_contents(struct cs_chain *chain, struct cs_soundness *out, struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = cs_database_prepare(chain, "SELECT digest, bytes FROM content ORDER BY digest", &statement,
                                              failure);
    int step = SQLITE_DONE;

    if (status != CASUS_OK)
        return status;
    while (status == CASUS_OK && out->sound && (step = sqlite3_step(statement)) == SQLITE_ROW) {
        unsigned char binary[CS_DIGEST_SIZE];
        char digest[CS_DIGEST_HEX];

        if (!cs_digest_of("", 0, sqlite3_column_blob(statement, 1), (size_t)sqlite3_column_bytes(statement, 1),
                          binary)) {
            status = cs_serve_fail(failure, CASUS_ERR_MEMORY, "the hash of a content cannot be computed");
        } else {
            cs_digest_hex(binary, digest);
            out->sound = strcmp(digest, text_at(statement, 0)) == 0;
        }
    }
    if (!out->sound)
        snprintf(out->fault, sizeof out->fault, "the content %s is not as it was kept", text_at(statement, 0));
    else if (status == CASUS_OK && step != SQLITE_DONE)
        status = cs_database_trouble(chain, failure);
    sqlite3_finalize(statement);
    return status;
}

casus_status cs_chain_verify(struct cs_chain *chain, struct cs_soundness *out, struct casus_failure *failure)
{
    casus_status status;

    *out = (struct cs_soundness){.sound = true};
    status = verify_entries(chain, out, failure);
    return status == CASUS_OK && out->sound ? verify_contents(chain, out, failure) : status;
}
