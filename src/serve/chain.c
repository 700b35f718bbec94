/* SPDX-License-Identifier: MIT */
#include "serve/chain.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define APPLICATION_ID 0x43415355 /* "CASU" */
#define SCHEMA_VERSION 1
#define SECRET_SIZE 16
#define WAIT_MS 5000

struct cs_chain { sqlite3 *database; };

static const char schema[] =
    "CREATE TABLE entry ("
    " number INTEGER PRIMARY KEY,"
    " at TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, by TEXT NOT NULL, speaks_for TEXT NOT NULL,"
    " key TEXT NOT NULL, secret BLOB, body TEXT, digest BLOB NOT NULL, hash BLOB NOT NULL) STRICT;"
    "CREATE UNIQUE INDEX entry_key ON entry (key) WHERE key <> '';"
    "CREATE INDEX entry_subject ON entry (subject, number);"
    "CREATE TABLE content (digest TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'an entry is never deleted'); END;"
    "CREATE TRIGGER entry_keeps BEFORE UPDATE ON entry"
    " WHEN new.body IS NOT NULL OR new.secret IS NOT NULL OR"
    "  (old.number, old.at, old.kind, old.subject, old.by, old.speaks_for, old.key, old.digest, old.hash) IS NOT"
    "  (new.number, new.at, new.kind, new.subject, new.by, new.speaks_for, new.key, new.digest, new.hash)"
    " BEGIN SELECT raise(ABORT, 'an entry is never changed'); END;"
    "CREATE TRIGGER content_keeps BEFORE UPDATE ON content"
    " BEGIN SELECT raise(ABORT, 'a content is never changed'); END;";

/* ---- failure ---- */

static casus_status fail(struct casus_failure *failure, casus_status status, const char *what, const char *why)
{
    snprintf(failure->message, sizeof failure->message, "%s%s%s", what, *why != '\0' ? ": " : "", why);
    return status;
}

static casus_status trouble(const struct cs_chain *chain, struct casus_failure *failure)
{
    int code = sqlite3_errcode(chain->database);

    if (code == SQLITE_NOMEM)
        return fail(failure, CASUS_ERR_MEMORY, "not enough memory", "");
    if (code == SQLITE_NOTADB)
        return fail(failure, CASUS_ERR_ARGUMENT, "the file is no register of casus", "");
    if (code == SQLITE_BUSY)
        return fail(failure, CASUS_ERR_IO, "the register is busy: another process has been writing to it for 5 seconds",
                    "");
    return fail(failure, CASUS_ERR_IO, "the register cannot be read or written", sqlite3_errmsg(chain->database));
}

static casus_status execute(struct cs_chain *chain, const char *sql, struct casus_failure *failure)
{
    return sqlite3_exec(chain->database, sql, NULL, NULL, NULL) == SQLITE_OK ? CASUS_OK : trouble(chain, failure);
}

static casus_status prepare(struct cs_chain *chain, const char *sql, sqlite3_stmt **out, struct casus_failure *failure)
{
    return sqlite3_prepare_v2(chain->database, sql, -1, out, NULL) == SQLITE_OK ? CASUS_OK : trouble(chain, failure);
}

/* Runs a statement that returns no row, and releases it. */
static casus_status finish(struct cs_chain *chain, sqlite3_stmt *statement, struct casus_failure *failure)
{
    casus_status status = sqlite3_step(statement) == SQLITE_DONE ? CASUS_OK : trouble(chain, failure);

    sqlite3_finalize(statement);
    return status;
}

/* ---- hashes ---- */

struct hasher { EVP_MD_CTX *context; bool failed; };

static struct hasher hash_begin(void)
{
    struct hasher h = {.context = EVP_MD_CTX_new()};

    h.failed = h.context == NULL || EVP_DigestInit_ex(h.context, EVP_sha256(), NULL) != 1;
    return h;
}

static void hash_add(struct hasher *h, const void *bytes, size_t length)
{
    if (!h->failed)
        h->failed = EVP_DigestUpdate(h->context, bytes, length) != 1;
}

static void hash_field(struct hasher *h, const void *bytes, size_t length)
{
    unsigned char size[8];

    for (size_t i = 0; i < sizeof size; i++)
        size[i] = (unsigned char)((uint64_t)length >> (8 * (sizeof size - 1 - i)));
    hash_add(h, size, sizeof size);
    hash_add(h, bytes, length);
}

static bool hash_end(struct hasher *h, unsigned char out[CS_DIGEST_SIZE])
{
    bool fine = !h->failed && EVP_DigestFinal_ex(h->context, out, NULL) == 1;

    EVP_MD_CTX_free(h->context);
    return fine;
}

static void hex(const unsigned char digest[CS_DIGEST_SIZE], char out[CS_DIGEST_HEX])
{
    for (size_t i = 0; i < CS_DIGEST_SIZE; i++)
        snprintf(out + 2 * i, 3, "%02x", digest[i]);
}

static bool digest_of(const void *secret, size_t secret_length, const void *bytes, size_t length,
                      unsigned char out[CS_DIGEST_SIZE])
{
    struct hasher h = hash_begin();

    hash_add(&h, secret, secret_length);
    hash_add(&h, bytes, length);
    return hash_end(&h, out);
}

static bool hash_of(const struct cs_chain_entry *entry, const unsigned char digest[CS_DIGEST_SIZE],
                    const unsigned char before[CS_DIGEST_SIZE], unsigned char out[CS_DIGEST_SIZE])
{
    const char *texts[] = {entry->at, entry->kind, entry->subject, entry->by, entry->speaks_for, entry->key};
    struct hasher h = hash_begin();
    char number[24];

    snprintf(number, sizeof number, "%" PRId64, entry->number);
    hash_field(&h, before, CS_DIGEST_SIZE);
    hash_field(&h, number, strlen(number));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        hash_field(&h, texts[i], strlen(texts[i]));
    hash_field(&h, digest, CS_DIGEST_SIZE);
    return hash_end(&h, out);
}

/* ---- opening ---- */

static casus_status connect(const char *path, struct cs_chain **out, struct casus_failure *failure)
{
    struct cs_chain *chain = calloc(1, sizeof *chain);
    casus_status status = CASUS_OK;

    if (chain == NULL)
        return fail(failure, CASUS_ERR_MEMORY, "not enough memory", "");
    if (sqlite3_open_v2(path, &chain->database, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        status = fail(failure, CASUS_ERR_IO, path,
                      chain->database != NULL ? sqlite3_errmsg(chain->database) : "not enough memory");
    if (status == CASUS_OK) {
        sqlite3_busy_timeout(chain->database, WAIT_MS);
        status = execute(chain, "PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON",
                         failure);
    }
    if (status != CASUS_OK) {
        cs_chain_close(chain);
        chain = NULL;
    }
    *out = chain;
    return status;
}

static casus_status number_of(struct cs_chain *chain, const char *sql, int64_t *out, struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = prepare(chain, sql, &statement, failure);

    if (status != CASUS_OK)
        return status;
    if (sqlite3_step(statement) == SQLITE_ROW)
        *out = sqlite3_column_int64(statement, 0);
    else
        status = trouble(chain, failure);
    sqlite3_finalize(statement);
    return status;
}

/* Is the open file a register of a version that this program knows? */
static casus_status recognise(struct cs_chain *chain, const char *path, struct casus_failure *failure)
{
    int64_t application = 0, version = 0;

    casus_status status = number_of(chain, "PRAGMA application_id", &application, failure);

    if (status == CASUS_OK)
        status = number_of(chain, "PRAGMA user_version", &version, failure);
    if (status != CASUS_OK)
        return status;
    if (application != APPLICATION_ID)
        return fail(failure, CASUS_ERR_ARGUMENT, path, "the file is no register of casus");
    if (version != SCHEMA_VERSION)
        return fail(failure, CASUS_ERR_ARGUMENT, path, "a later casus has written this register; use that one");
    return CASUS_OK;
}

casus_status cs_chain_open(const char *path, struct cs_chain **out, struct casus_failure *failure)
{
    casus_status status = connect(path, out, failure);

    if (status == CASUS_OK)
        status = recognise(*out, path, failure);
    if (status != CASUS_OK) {
        cs_chain_close(*out);
        *out = NULL;
    }
    return status;
}

casus_status cs_chain_create(const char *path, struct cs_chain **out, struct casus_failure *failure)
{
    int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    casus_status status;
    char marks[96];

    *out = NULL;
    if (file < 0)
        return fail(failure, CASUS_ERR_IO, path, strerror(errno));
    close(file);
    status = connect(path, out, failure);
    snprintf(marks, sizeof marks, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID,
             SCHEMA_VERSION);
    if (status == CASUS_OK)
        status = execute(*out, "PRAGMA journal_mode = WAL", failure);
    if (status == CASUS_OK)
        status = execute(*out, marks, failure);
    if (status == CASUS_OK)
        status = execute(*out, schema, failure);
    if (status != CASUS_OK) {
        cs_chain_close(*out);
        *out = NULL;
        unlink(path);
    }
    return status;
}

void cs_chain_close(struct cs_chain *chain)
{
    if (chain == NULL)
        return;
    sqlite3_close(chain->database);
    free(chain);
}

casus_status cs_chain_begin(struct cs_chain *chain, struct casus_failure *failure)
{
    return execute(chain, "BEGIN IMMEDIATE", failure);
}

casus_status cs_chain_commit(struct cs_chain *chain, struct casus_failure *failure)
{
    return execute(chain, "COMMIT", failure);
}

void cs_chain_undo(struct cs_chain *chain)
{
    if (sqlite3_get_autocommit(chain->database) == 0)
        sqlite3_exec(chain->database, "ROLLBACK", NULL, NULL, NULL);
}

/* ---- entries ---- */

/* The number of the last entry, 0 if there is none, and its hash. */
static casus_status last_of(struct cs_chain *chain, int64_t *number, unsigned char hash[CS_DIGEST_SIZE],
                            struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status =
        prepare(chain, "SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1", &statement, failure);
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
        status = trouble(chain, failure);
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
        prepare(chain, "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", &statement, failure);

    if (status != CASUS_OK)
        return status;
    sqlite3_bind_int64(statement, 1, e->number);
    for (int i = 0; i < 6; i++)
        sqlite3_bind_text(statement, 2 + i, texts[i], -1, SQLITE_STATIC);
    sqlite3_bind_blob(statement, 8, secret, SECRET_SIZE, SQLITE_STATIC);
    sqlite3_bind_text(statement, 9, e->body, -1, SQLITE_STATIC);
    sqlite3_bind_blob(statement, 10, digest, CS_DIGEST_SIZE, SQLITE_STATIC);
    sqlite3_bind_blob(statement, 11, hash, CS_DIGEST_SIZE, SQLITE_STATIC);
    return finish(chain, statement, failure);
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
        !digest_of(secret, sizeof secret, entry->body, strlen(entry->body), digest) ||
        !hash_of(entry, digest, before, hash))
        return fail(failure, CASUS_ERR_MEMORY, "the hash of the entry cannot be computed", "");
    hex(hash, entry->hash);
    return insert(chain, entry, secret, digest, hash, failure);
}

casus_status cs_chain_find(struct cs_chain *chain, const char *key, int64_t *number, struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = prepare(chain, "SELECT number FROM entry WHERE key = ? AND key <> ''", &statement, failure);
    int step;

    *number = 0;
    if (status != CASUS_OK)
        return status;
    sqlite3_bind_text(statement, 1, key, -1, SQLITE_STATIC);
    step = sqlite3_step(statement);
    if (step == SQLITE_ROW)
        *number = sqlite3_column_int64(statement, 0);
    else if (step != SQLITE_DONE)
        status = trouble(chain, failure);
    sqlite3_finalize(statement);
    return status;
}

casus_status cs_chain_seal(struct cs_chain *chain, int64_t number, struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status =
        prepare(chain, "UPDATE entry SET body = NULL, secret = NULL WHERE number = ?", &statement, failure);

    if (status != CASUS_OK)
        return status;
    sqlite3_bind_int64(statement, 1, number);
    return finish(chain, statement, failure);
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
    hex(hash, out->hash);
}

static bool is_whole(const struct cs_chain_entry *e)
{
    return e->at != NULL && e->kind != NULL && e->subject != NULL && e->by != NULL && e->speaks_for != NULL &&
           e->key != NULL;
}

casus_status cs_chain_walk(struct cs_chain *chain, const char *subject, cs_chain_visit visit, void *context,
                           struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status =
        prepare(chain, "SELECT * FROM entry WHERE ?1 IS NULL OR subject = ?1 ORDER BY number", &statement, failure);
    int step = SQLITE_DONE;

    if (status != CASUS_OK)
        return status;
    sqlite3_bind_text(statement, 1, subject, -1, SQLITE_STATIC);
    while (status == CASUS_OK && (step = sqlite3_step(statement)) == SQLITE_ROW) {
        struct cs_chain_entry entry;

        read_entry(statement, &entry);
        status = is_whole(&entry) ? visit(context, &entry, failure) : trouble(chain, failure);
    }
    if (status == CASUS_OK && step != SQLITE_DONE)
        status = trouble(chain, failure);
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

    if (!digest_of("", 0, bytes, length, binary))
        return fail(failure, CASUS_ERR_MEMORY, "the hash of the content cannot be computed", "");
    hex(binary, digest);
    status = prepare(chain, "INSERT INTO content VALUES (?, ?) ON CONFLICT DO NOTHING", &statement, failure);
    if (status != CASUS_OK)
        return status;
    sqlite3_bind_text(statement, 1, digest, -1, SQLITE_STATIC);
    sqlite3_bind_blob64(statement, 2, length > 0 ? bytes : "", length, SQLITE_STATIC);
    return finish(chain, statement, failure);
}

casus_status cs_chain_content(struct cs_chain *chain, const char *digest, char **bytes, size_t *length,
                              struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = prepare(chain, "SELECT bytes FROM content WHERE digest = ?", &statement, failure);
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
            status = fail(failure, CASUS_ERR_MEMORY, "not enough memory", "");
        } else {
            if (*length > 0)
                memcpy(*bytes, sqlite3_column_blob(statement, 0), *length);
            (*bytes)[*length] = '\0';
        }
    } else if (step == SQLITE_DONE) {
        status = fail(failure, CASUS_ERR_ARGUMENT, "the register has no content with this hash", digest);
    } else {
        status = trouble(chain, failure);
    }
    sqlite3_finalize(statement);
    return status;
}

casus_status cs_chain_drop(struct cs_chain *chain, const char *digest, struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = prepare(chain, "DELETE FROM content WHERE digest = ?", &statement, failure);

    if (status != CASUS_OK)
        return status;
    sqlite3_bind_text(statement, 1, digest, -1, SQLITE_STATIC);
    return finish(chain, statement, failure);
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
    if (!digest_of(sqlite3_column_blob(statement, 7), (size_t)sqlite3_column_bytes(statement, 7), entry->body,
                   (size_t)sqlite3_column_bytes(statement, 8), digest))
        return "its hash cannot be computed";
    return memcmp(digest, kept, sizeof digest) == 0 ? NULL : "its text is not as it was entered";
}

static casus_status verify_entries(struct cs_chain *chain, struct cs_soundness *out, struct casus_failure *failure)
{
    unsigned char hash[CS_DIGEST_SIZE] = {0};
    const char *fault = NULL;
    sqlite3_stmt *statement;
    casus_status status = prepare(chain, "SELECT * FROM entry ORDER BY number", &statement, failure);
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
        status = trouble(chain, failure);
    }
    sqlite3_finalize(statement);
    return status;
}

static casus_status verify_contents(struct cs_chain *chain, struct cs_soundness *out, struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status = prepare(chain, "SELECT digest, bytes FROM content ORDER BY digest", &statement, failure);
    int step = SQLITE_DONE;

    if (status != CASUS_OK)
        return status;
    while (status == CASUS_OK && out->sound && (step = sqlite3_step(statement)) == SQLITE_ROW) {
        unsigned char binary[CS_DIGEST_SIZE];
        char digest[CS_DIGEST_HEX];

        if (!digest_of("", 0, sqlite3_column_blob(statement, 1), (size_t)sqlite3_column_bytes(statement, 1), binary)) {
            status = fail(failure, CASUS_ERR_MEMORY, "the hash of a content cannot be computed", "");
        } else {
            hex(binary, digest);
            out->sound = strcmp(digest, text_at(statement, 0)) == 0;
        }
    }
    if (!out->sound)
        snprintf(out->fault, sizeof out->fault, "the content %s is not as it was kept", text_at(statement, 0));
    else if (status == CASUS_OK && step != SQLITE_DONE)
        status = trouble(chain, failure);
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

casus_status cs_chain_copy(struct cs_chain *chain, const char *path, struct casus_failure *failure)
{
    sqlite3_stmt *statement;
    casus_status status;

    if (access(path, F_OK) == 0)
        return fail(failure, CASUS_ERR_IO, path, "there is a file of this name already");
    status = prepare(chain, "VACUUM INTO ?", &statement, failure);
    if (status != CASUS_OK)
        return status;
    sqlite3_bind_text(statement, 1, path, -1, SQLITE_STATIC);
    return finish(chain, statement, failure);
}
