/* SPDX-License-Identifier: MIT */
/* The store in one file: SQLite, with a write-ahead log; what is committed is on the disk. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "serve/store.h"
#include "serve/tell.h"

#define APPLICATION_ID 0x43415355 /* "CASU" */
#define WAIT_MS 5000
#define PREPARED_MOST 64
#define PATH_MOST 4096

struct prepared { const char *sql; sqlite3_stmt *statement; bool runs; };
struct cs_store {
    sqlite3 *database;
    sqlite3 *beside; /* the connection of `tidy`; NULL: there is none yet */
    char *path;
    struct prepared prepared[PREPARED_MOST];
    size_t count;
};

static casus_status trouble(const struct cs_store *store, struct casus_failure *failure)
{
    int code = sqlite3_errcode(store->database);

    if (code == SQLITE_NOMEM)
        return cs_serve_memory(failure);
    if (code == SQLITE_NOTADB)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "%.200s: the file is no register of casus", store->path);
    if (code == SQLITE_BUSY)
        return cs_serve_fail(failure, CASUS_ERR_IO,
                             "the register is busy: another process has been writing to it for 5 seconds");
    return cs_serve_fail(failure, CASUS_ERR_IO, "the register cannot be read or written: %.300s",
                         sqlite3_errmsg(store->database));
}

/* ---- statements ---- */

static casus_status execute(struct cs_store *store, const char *sql, struct casus_failure *failure)
{
    return sqlite3_exec(store->database, sql, NULL, NULL, NULL) == SQLITE_OK ? CASUS_OK : trouble(store, failure);
}

/* A prepared statement that does not run; *kept NULL: it is to be released. NULL: it cannot be prepared. */
static sqlite3_stmt *prepare(struct cs_store *store, const char *sql, struct prepared **kept)
{
    sqlite3_stmt *made = NULL;

    *kept = NULL;
    for (size_t i = 0; i < store->count; i++)
        if (store->prepared[i].sql == sql && !store->prepared[i].runs) {
            *kept = &store->prepared[i];
            return (*kept)->statement;
        }
    if (sqlite3_prepare_v3(store->database, sql, -1, SQLITE_PREPARE_PERSISTENT, &made, NULL) != SQLITE_OK)
        return NULL;
    if (store->count < PREPARED_MOST) {
        *kept = &store->prepared[store->count++];
        **kept = (struct prepared){.sql = sql, .statement = made};
    }
    return made;
}

static bool bind(sqlite3_stmt *statement, const struct cs_statement *asked)
{
    int count = sqlite3_bind_parameter_count(statement), result = SQLITE_OK;

    for (int i = 0; i < count && result == SQLITE_OK; i++) {
        const struct cs_value *value = &asked->values[atoi(sqlite3_bind_parameter_name(statement, i + 1) + 1) - 1];

        if (value->kind == CS_NUMBER)
            result = sqlite3_bind_int64(statement, i + 1, value->number);
        else if (value->bytes == NULL)
            result = sqlite3_bind_null(statement, i + 1);
        else if (value->kind == CS_TEXT)
            result = sqlite3_bind_text64(statement, i + 1, value->bytes, value->length, SQLITE_STATIC, SQLITE_UTF8);
        else
            result = sqlite3_bind_blob64(statement, i + 1, value->bytes, value->length, SQLITE_STATIC);
    }
    return result == SQLITE_OK;
}

/* Reads the row at which the statement stands; false: no memory. */
static bool read_row(sqlite3_stmt *statement, struct cs_value *row)
{
    int count = sqlite3_column_count(statement);

    for (int i = 0; i < count && i < CS_VALUES_MOST; i++) {
        int type = sqlite3_column_type(statement, i);
        bool text = type == SQLITE_TEXT || type == SQLITE_NULL;

        row[i] = (struct cs_value){.kind = type == SQLITE_INTEGER ? CS_NUMBER : text ? CS_TEXT : CS_BYTES};
        if (type == SQLITE_INTEGER)
            row[i].number = sqlite3_column_int64(statement, i);
        else if (type != SQLITE_NULL)
            row[i].bytes = text ? (const void *)sqlite3_column_text(statement, i) : sqlite3_column_blob(statement, i);
        row[i].length = (size_t)sqlite3_column_bytes(statement, i);
        if (type == SQLITE_BLOB && row[i].bytes == NULL && row[i].length == 0)
            row[i].bytes = "";
        if (type != SQLITE_INTEGER && type != SQLITE_NULL && row[i].bytes == NULL)
            return false;
    }
    return true;
}

static casus_status run(struct cs_store *store, const struct cs_statement *asked, cs_take_row take, void *context,
                        int64_t *changed, struct casus_failure *failure)
{
    struct cs_value row[CS_VALUES_MOST];
    casus_status status = CASUS_OK;
    struct prepared *kept;
    sqlite3_stmt *statement = prepare(store, asked->sql, &kept);
    int step = SQLITE_DONE;

    if (statement == NULL)
        return trouble(store, failure);
    if (kept != NULL)
        kept->runs = true;
    if (!bind(statement, asked))
        status = trouble(store, failure);
    while (status == CASUS_OK && (step = sqlite3_step(statement)) == SQLITE_ROW)
        if (!read_row(statement, row))
            status = cs_serve_memory(failure);
        else if (take != NULL)
            status = take(context, row, failure);
    if (status == CASUS_OK && step != SQLITE_DONE)
        status = trouble(store, failure);
    *changed = sqlite3_changes64(store->database);
    if (kept == NULL) {
        sqlite3_finalize(statement);
        return status;
    }
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    kept->runs = false;
    return status;
}

/* ---- opening ---- */

static void close_store(struct cs_store *store)
{
    for (size_t i = 0; i < store->count; i++)
        sqlite3_finalize(store->prepared[i].statement);
    sqlite3_close(store->beside);
    sqlite3_close(store->database);
    free(store->path);
    free(store);
}

/* What SQLite has beside a file. */
static const char *const endings[] = {"-wal", "-shm", "-journal"};

static bool beside_name(const char *path, const char *ending, char out[PATH_MOST])
{
    return (size_t)snprintf(out, PATH_MOST, "%s%s", path, ending) < PATH_MOST;
}

/* Takes a file away, with what stands beside it. */
static void take_away(const char *path)
{
    char name[PATH_MOST];

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (beside_name(path, endings[i], name))
            unlink(name);
    unlink(path);
}

/* Is there no log of another register, whose file was moved away without it? SQLite would throw it away. */
static casus_status check_beside(const char *path, struct casus_failure *failure)
{
    char name[PATH_MOST];

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (!beside_name(path, endings[i], name))
            return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the path of the register is too long");
        if (access(name, F_OK) == 0)
            return cs_serve_fail(failure, CASUS_ERR_IO,
                                 "%.200s stands there: it belongs to a register that was here, and may have its last "
                                 "entries; put it beside the file of that register", name);
    }
    return CASUS_OK;
}

/* What was made, renamed or taken away in the folder of a file is on the disk. */
static casus_status sync_folder(const char *path, struct casus_failure *failure)
{
    const char *slash = strrchr(path, '/');
    char folder[PATH_MOST];
    int opened;

    snprintf(folder, sizeof folder, "%.*s", slash == NULL ? 1 : (int)(slash - path) + 1, slash == NULL ? "." : path);
    opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0 || fsync(opened) != 0) {
        cs_serve_fail(failure, CASUS_ERR_IO, "%.200s: %.200s", folder, strerror(errno));
        if (opened >= 0)
            close(opened);
        return CASUS_ERR_IO;
    }
    close(opened);
    return CASUS_OK;
}

/* Makes an empty file that nobody else may read. */
static casus_status make_file(const char *path, struct casus_failure *failure)
{
    casus_status status = check_beside(path, failure);
    int file;

    if (status != CASUS_OK)
        return status;
    file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST)
        return cs_serve_fail(failure, CASUS_ERR_IO, "%.200s: there is a file of this name already", path);
    if (file < 0)
        return cs_serve_fail(failure, CASUS_ERR_IO, "%.200s: %.200s", path, strerror(errno));
    close(file);
    status = sync_folder(path, failure);
    if (status != CASUS_OK)
        unlink(path);
    return status;
}

static casus_status open_database(struct cs_store *store, bool fresh, struct casus_failure *failure)
{
    casus_status status;

    if (access(store->path, F_OK) != 0 && errno == ENOENT)
        return cs_serve_fail(failure, CASUS_ERR_IO, "there is no register \"%.200s\"; casus register new makes one",
                             store->path);
    if (sqlite3_open_v2(store->path, &store->database, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        return cs_serve_fail(failure, CASUS_ERR_IO, "%.200s: %.200s", store->path,
                             store->database != NULL ? sqlite3_errmsg(store->database) : "not enough memory");
    sqlite3_busy_timeout(store->database, WAIT_MS);
    status = execute(store, "PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON",
                     failure);
    return status == CASUS_OK && fresh ? execute(store, "PRAGMA journal_mode = WAL", failure) : status;
}

static casus_status open_store(const char *where, bool fresh, struct cs_store **out, struct casus_failure *failure)
{
    struct cs_store *store = calloc(1, sizeof *store);
    casus_status status = CASUS_OK;

    *out = NULL;
    if (store != NULL)
        store->path = strdup(where);
    if (store == NULL || store->path == NULL)
        status = cs_serve_memory(failure);
    else if (fresh)
        status = make_file(where, failure);
    if (status != CASUS_OK) {
        if (store != NULL)
            close_store(store);
        return status;
    }
    status = open_database(store, fresh, failure);
    if (status != CASUS_OK) {
        close_store(store);
        if (fresh)
            take_away(where);
        return status;
    }
    *out = store;
    return CASUS_OK;
}

static void destroy(struct cs_store *store)
{
    char *path = store->path;

    store->path = NULL;
    close_store(store);
    take_away(path); /* where the disk fails, SQLite leaves what stands beside the file */
    free(path);
}

static casus_status version(struct cs_store *store, int64_t *out, struct casus_failure *failure)
{
    int64_t application = 0;
    casus_status status = cs_store_number(&cs_sqlite, store, "PRAGMA application_id", &application, failure);

    if (status == CASUS_OK)
        status = cs_store_number(&cs_sqlite, store, "PRAGMA user_version", out, failure);
    if (status == CASUS_OK && application != APPLICATION_ID)
        *out = -1;
    return status;
}

static casus_status set_version(struct cs_store *store, int64_t number, struct casus_failure *failure)
{
    char marks[96];

    snprintf(marks, sizeof marks, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, (int)number);
    return execute(store, marks, failure);
}

/* Writes a copy under a name of its own, brings it to the disk, and only then gives it its name. */
static casus_status write_copy(struct cs_store *store, const char *part, const char *copy,
                               struct casus_failure *failure)
{
    struct cs_statement into = {.sql = "VACUUM INTO $1", .values = {cs_text(part)}};
    int64_t changed;
    casus_status status = make_file(part, failure);
    int file;

    if (status == CASUS_OK)
        status = run(store, &into, NULL, NULL, &changed, failure);
    if (status != CASUS_OK)
        return status;
    file = open(part, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fsync(file) != 0 || rename(part, copy) != 0)
        status = cs_serve_fail(failure, CASUS_ERR_IO, "%.200s: %.200s", copy, strerror(errno));
    if (file >= 0)
        close(file);
    return status == CASUS_OK ? sync_folder(copy, failure) : status;
}

static casus_status keep(struct cs_store *store, int64_t number, struct casus_failure *failure)
{
    char copy[PATH_MOST], part[PATH_MOST + 8];
    casus_status status;

    if ((size_t)snprintf(copy, sizeof copy, "%s.schema%d", store->path, (int)number) >= sizeof copy)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the path of the register is too long");
    if (access(copy, F_OK) == 0)
        return CASUS_OK;
    snprintf(part, sizeof part, "%s.part", copy);
    take_away(part); /* of a program that was ended as it copied */
    status = write_copy(store, part, copy, failure);
    if (status != CASUS_OK)
        take_away(part);
    return status;
}

/* ---- transactions ---- */

static casus_status begin(struct cs_store *store, struct casus_failure *failure)
{
    return execute(store, "BEGIN IMMEDIATE", failure);
}

static casus_status commit(struct cs_store *store, struct casus_failure *failure)
{
    return execute(store, "COMMIT", failure);
}

static bool is_open(struct cs_store *store)
{
    return sqlite3_get_autocommit(store->database) == 0;
}

static void undo(struct cs_store *store)
{
    if (is_open(store))
        sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
}

static casus_status look(struct cs_store *store, struct casus_failure *failure)
{
    return execute(store, "BEGIN", failure);
}

/*
 * Brings all of the log beside the file into it, and empties the log; *busy: another program hinders that. SQLite waits
 * for who reads, but not for who does the same just now, as `tidy` may.
 */
static casus_status empty_log(struct cs_store *store, bool *busy, struct casus_failure *failure)
{
    const struct timespec pause = {.tv_nsec = 20 * 1000000L};
    int64_t hindered = 0, began = cs_serve_now_ms();
    casus_status status =
        cs_store_number(&cs_sqlite, store, "PRAGMA wal_checkpoint(TRUNCATE)", &hindered, failure);

    while (status == CASUS_OK && hindered != 0 && cs_serve_now_ms() - began < WAIT_MS) {
        nanosleep(&pause, NULL);
        status = cs_store_number(&cs_sqlite, store, "PRAGMA wal_checkpoint(TRUNCATE)", &hindered, failure);
    }
    *busy = hindered != 0;
    return status;
}

static casus_status complete(struct cs_store *store, struct casus_failure *failure)
{
    bool busy;
    casus_status status = empty_log(store, &busy, failure);

    if (status == CASUS_OK && busy)
        return cs_serve_fail(failure, CASUS_ERR_IO, "%.200s: another program has opened it meanwhile", store->path);
    return status;
}

/* In the log what was changed stands as it was. Others that read are waited for. */
static casus_status settle(struct cs_store *store, struct casus_failure *failure)
{
    bool busy;
    casus_status status = empty_log(store, &busy, failure);

    if (status == CASUS_OK && busy)
        return cs_serve_fail(failure, CASUS_ERR_IO,
                             "it is sealed, but the file beside the register, FILE-wal, still has the text, since "
                             "another program reads the register; it goes as soon as all have closed it");
    return status;
}

/*
 * Brings the log into the file, which takes long on a slow disk, on a connection of its own: no commit waits for it.
 * What stands in the log is safe there; a log of 16,000 pages is brought in by a commit after all.
 */
static void tidy(struct cs_store *store, bool begins)
{
    if (begins)
        sqlite3_exec(store->database, "PRAGMA wal_autocheckpoint = 16000", NULL, NULL, NULL);
    else if (store->beside == NULL &&
             sqlite3_open_v2(store->path, &store->beside, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) {
        sqlite3_close(store->beside);
        store->beside = NULL;
    } else {
        sqlite3_exec(store->beside, "PRAGMA wal_checkpoint(PASSIVE)", NULL, NULL, NULL);
    }
}

const struct cs_store_functions cs_sqlite = {
    .number = "INTEGER",
    .bytes = "BLOB",
    .table = " STRICT",
    .guards =
        "CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'an entry is never deleted'); END;"
        "CREATE TRIGGER entry_keeps BEFORE UPDATE ON entry"
        " WHEN new.body IS NOT NULL OR new.secret IS NOT NULL OR"
        "  (old.number, old.at, old.kind, old.subject, old.by, old.speaks_for, old.key, old.digest, old.hash) IS NOT"
        "  (new.number, new.at, new.kind, new.subject, new.by, new.speaks_for, new.key, new.digest, new.hash)"
        " BEGIN SELECT raise(ABORT, 'an entry is never changed'); END;"
        "CREATE TRIGGER content_keeps BEFORE UPDATE ON content"
        " BEGIN SELECT raise(ABORT, 'a content is never changed'); END;",
    .open = open_store,
    .close = close_store,
    .destroy = destroy,
    .version = version,
    .set_version = set_version,
    .keep = keep,
    .execute = execute,
    .run = run,
    .begin = begin,
    .commit = commit,
    .undo = undo,
    .is_open = is_open,
    .complete = complete,
    .settle = settle,
    .tidy = tidy,
    .look = look,
};
