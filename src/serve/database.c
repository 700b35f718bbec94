/* SPDX-License-Identifier: MIT */
#include "serve/database.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "serve/tell.h"

#define APPLICATION_ID 0x43415355 /* "CASU" */
#define SCHEMA_VERSION 2
#define WAIT_MS 5000

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

static const char schema_2[] =
    "CREATE TABLE password (person TEXT PRIMARY KEY, hash TEXT NOT NULL, totp BLOB NOT NULL, step INTEGER NOT NULL)"
    " STRICT;"
    "CREATE TABLE key (digest BLOB PRIMARY KEY, kind TEXT NOT NULL, person TEXT NOT NULL, note TEXT NOT NULL,"
    " made INTEGER NOT NULL, seen INTEGER NOT NULL, ends INTEGER NOT NULL) STRICT;"
    "CREATE INDEX key_person ON key (person, kind);"
    "CREATE TABLE attempt (who TEXT NOT NULL, at INTEGER NOT NULL) STRICT;"
    "CREATE INDEX attempt_who ON attempt (who, at);";

/* ---- failure ---- */

casus_status cs_database_trouble(const struct cs_chain *chain, struct casus_failure *failure)
{
    int code = sqlite3_errcode(chain->database);

    if (code == SQLITE_NOMEM)
        return cs_serve_fail(failure, CASUS_ERR_MEMORY, "not enough memory");
    if (code == SQLITE_NOTADB)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the file is no register of casus");
    if (code == SQLITE_BUSY)
        return cs_serve_fail(failure, CASUS_ERR_IO,
                             "the register is busy: another process has been writing to it for 5 seconds");
    return cs_serve_fail(failure, CASUS_ERR_IO, "the register cannot be read or written: %.300s",
                         sqlite3_errmsg(chain->database));
}

static casus_status execute(struct cs_chain *chain, const char *sql, struct casus_failure *failure)
{
    return sqlite3_exec(chain->database, sql, NULL, NULL, NULL) == SQLITE_OK ? CASUS_OK : cs_database_trouble(chain,
                                                                                                              failure);
}

casus_status cs_database_prepare(struct cs_chain *chain, const char *sql, sqlite3_stmt **out,
                                 struct casus_failure *failure)
{
    return sqlite3_prepare_v2(chain->database, sql, -1, out,
                              NULL) == SQLITE_OK ? CASUS_OK : cs_database_trouble(chain, failure);
}

/* Runs a statement that returns no row, and releases it. */
casus_status cs_database_finish(struct cs_chain *chain, sqlite3_stmt *statement, struct casus_failure *failure)
{
    casus_status status = sqlite3_step(statement) == SQLITE_DONE ? CASUS_OK : cs_database_trouble(chain, failure);

    sqlite3_finalize(statement);
    return status;
}

/* ---- opening ---- */

static casus_status connect(const char *path, struct cs_chain **out, struct casus_failure *failure)
{
    struct cs_chain *chain = calloc(1, sizeof *chain);
    casus_status status = CASUS_OK;

    if (chain == NULL)
        return cs_serve_fail(failure, CASUS_ERR_MEMORY, "not enough memory");
    if (sqlite3_open_v2(path, &chain->database, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        status = cs_serve_fail(failure, CASUS_ERR_IO, "%.200s: %.200s", path,
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
    casus_status status = cs_database_prepare(chain, sql, &statement, failure);

    if (status != CASUS_OK)
        return status;
    if (sqlite3_step(statement) == SQLITE_ROW)
        *out = sqlite3_column_int64(statement, 0);
    else
        status = cs_database_trouble(chain, failure);
    sqlite3_finalize(statement);
    return status;
}

/* Brings a file of schema 1 to that of now: a copy of it is kept first. */
static casus_status migrate(struct cs_chain *chain, const char *path, struct casus_failure *failure)
{
    char copy[4096];
    int64_t version = 0;
    casus_status status;

    if ((size_t)snprintf(copy, sizeof copy, "%s.schema1", path) >= sizeof copy)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the path of the register is too long");
    if (access(copy, F_OK) != 0) {
        status = cs_chain_copy(chain, copy, failure);
        if (status != CASUS_OK)
            return status;
    }
    status = cs_chain_begin(chain, failure);
    if (status == CASUS_OK)
        status = number_of(chain, "PRAGMA user_version", &version, failure);
    if (status == CASUS_OK && version == 1)
        status = execute(chain, schema_2, failure);
    if (status == CASUS_OK && version == 1)
        status = execute(chain, "PRAGMA user_version = 2", failure);
    if (status == CASUS_OK)
        status = cs_chain_commit(chain, failure);
    if (status != CASUS_OK)
        cs_chain_undo(chain);
    return status;
}

/* Is the open file a register of a version that this program knows? An older one is brought to that of now. */
static casus_status recognise(struct cs_chain *chain, const char *path, struct casus_failure *failure)
{
    int64_t application = 0, version = 0;
    casus_status status = number_of(chain, "PRAGMA application_id", &application, failure);

    if (status == CASUS_OK)
        status = number_of(chain, "PRAGMA user_version", &version, failure);
    if (status != CASUS_OK)
        return status;
    if (application != APPLICATION_ID)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "%.200s: the file is no register of casus", path);
    if (version < 1 || version > SCHEMA_VERSION)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "%.200s: a later casus has written this register; use that one", path);
    return version < SCHEMA_VERSION ? migrate(chain, path, failure) : CASUS_OK;
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
        return cs_serve_fail(failure, CASUS_ERR_IO, "%.200s: %.200s", path,
                      strerror(errno));
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
    if (status == CASUS_OK)
        status = execute(*out, schema_2, failure);
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

casus_status cs_chain_settle(struct cs_chain *chain, struct casus_failure *failure)
{
    int64_t busy = 0;
    casus_status status = number_of(chain, "PRAGMA wal_checkpoint(TRUNCATE)", &busy, failure);

    if (status == CASUS_OK && busy != 0)
        return cs_serve_fail(failure, CASUS_ERR_IO,
                             "it is sealed, but the file beside the register, FILE-wal, still has the text, since "
                             "another program reads the register; it goes as soon as all have closed it");
    return status;
}

casus_status cs_chain_copy(struct cs_chain *chain, const char *path, struct casus_failure *failure)
{
    int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    sqlite3_stmt *statement;
    casus_status status;

    if (file < 0 && errno == EEXIST)
        return cs_serve_fail(failure, CASUS_ERR_IO, "%.200s: there is a file of this name already", path);
    if (file < 0)
        return cs_serve_fail(failure, CASUS_ERR_IO, "%.200s: %.200s", path, strerror(errno));
    close(file);
    status = cs_database_prepare(chain, "VACUUM INTO ?", &statement, failure);
    if (status == CASUS_OK) {
        sqlite3_bind_text(statement, 1, path, -1, SQLITE_STATIC);
        status = cs_database_finish(chain, statement, failure);
    }
    if (status != CASUS_OK)
        unlink(path);
    return status;
}
