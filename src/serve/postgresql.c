/* SPDX-License-Identifier: MIT */
/*
 * The store in a database of PostgreSQL 15, which several servers may use at a time. libpq is loaded when the first
 * such store is opened, so that a program that opens none needs none.
 *
 * A connection that is lost is made anew: at once for what changes nothing yet, at most once a second where that fails.
 * What was begun on it is undone by the database.
 */
#include "serve/store.h"
#include "serve/tell.h"

#ifdef CS_HAS_LIBPQ
#include <dlfcn.h>
#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ANSWER_MS 20000 /* in which the database answers a statement, or the connection is given up */
#define PATIENT_MS (3600 * 1000) /* the same of what copies or writes whole tables */
#define PREPARED_MOST 64

/* Types, by the numbers that they have in every PostgreSQL. */
enum { TYPE_BYTES = 17, TYPE_NUMBER = 20, TYPE_NUMBER_OF_32_BITS = 23, TYPE_TEXT = 25 };

/* ---- libpq ---- */

#define LIBPQ(FUNCTION) \
    FUNCTION(PQconnectdbParams) FUNCTION(PQfinish) FUNCTION(PQstatus) FUNCTION(PQerrorMessage) \
    FUNCTION(PQtransactionStatus) FUNCTION(PQsocket) FUNCTION(PQserverVersion) FUNCTION(PQsetNoticeReceiver) \
    FUNCTION(PQsendQuery) FUNCTION(PQsendPrepare) FUNCTION(PQsendQueryPrepared) FUNCTION(PQflush) \
    FUNCTION(PQconsumeInput) FUNCTION(PQisBusy) FUNCTION(PQgetResult) FUNCTION(PQclear) FUNCTION(PQresultStatus) \
    FUNCTION(PQresultErrorField) FUNCTION(PQntuples) FUNCTION(PQnfields) FUNCTION(PQftype) FUNCTION(PQgetvalue) \
    FUNCTION(PQgetlength) FUNCTION(PQgetisnull) FUNCTION(PQcmdTuples)

static struct {
    void *opened; /* what dlopen gave; NULL: not yet */
#define POINTER(name) __typeof__(&name) name;
    LIBPQ(POINTER)
#undef POINTER
} pq;

static casus_status load(struct casus_failure *failure)
{
    bool whole = true;

    if (pq.opened != NULL)
        return CASUS_OK;
    pq.opened = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (pq.opened == NULL)
        return cs_serve_fail(failure, CASUS_ERR_IO, "PostgreSQL needs libpq (in Debian: the package libpq5), which is "
                                                    "not installed");
#define FIND(name) \
    *(void **)(void *)&pq.name = dlsym(pq.opened, #name); \
    whole = whole && pq.name != NULL;
    LIBPQ(FIND)
#undef FIND
    if (whole)
        return CASUS_OK;
    dlclose(pq.opened);
    pq.opened = NULL;
    return cs_serve_fail(failure, CASUS_ERR_IO, "the libpq of this machine is too old");
}

struct cs_store {
    char *where;
    PGconn *connection;                /* NULL: lost */
    bool begun;                        /* a transaction; if the connection is lost, it ends with undo */
    bool patient;                      /* what is awaited may take long */
    const char *prepared[PREPARED_MOST]; /* statements of this connection: "s0", "s1" */
    size_t count;
    int64_t tried; /* when it was last tried to connect in vain; seconds of a clock that only goes on */
};

static int64_t seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec;
}

/* ---- failure ---- */

static casus_status gone(struct casus_failure *failure)
{
    return cs_serve_fail(failure, CASUS_ERR_IO, "the database of the register does not answer; try again in a moment");
}

static casus_status trouble(const PGresult *result, struct casus_failure *failure)
{
    const char *code = pq.PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *words = pq.PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

    if (code != NULL && strcmp(code, "55P03") == 0)
        return cs_serve_fail(failure, CASUS_ERR_IO,
                             "the register is busy: another process has been writing to it for 5 seconds");
    if (code != NULL && strcmp(code, "53200") == 0)
        return cs_serve_memory(failure);
    return cs_serve_fail(failure, CASUS_ERR_IO, "the register cannot be read or written: %.300s",
                         words != NULL ? words : "the database does not answer");
}

/* ---- sending, and waiting for what comes ---- */

/* Ends a connection on which nothing can be awaited any more; the next statement makes it anew. */
static void give_up(struct cs_store *store)
{
    pq.PQfinish(store->connection);
    store->connection = NULL;
    store->count = 0;
}

/* Waits until the next result is there; false: not in time, or the connection is lost. */
static bool await(struct cs_store *store)
{
    struct timespec began, now;
    int flushed = pq.PQflush(store->connection);

    clock_gettime(CLOCK_MONOTONIC, &began);
    while (flushed > 0 || pq.PQisBusy(store->connection)) {
        struct pollfd wait = {.fd = pq.PQsocket(store->connection), .events = flushed > 0 ? POLLIN | POLLOUT : POLLIN};
        int64_t left;

        clock_gettime(CLOCK_MONOTONIC, &now);
        left = (store->patient ? PATIENT_MS : ANSWER_MS) - (now.tv_sec - began.tv_sec) * 1000 -
               (now.tv_nsec - began.tv_nsec) / 1000000;
        if (left <= 0 || (poll(&wait, 1, (int)left) < 0 && errno != EINTR) ||
            !pq.PQconsumeInput(store->connection))
            return false;
        flushed = flushed > 0 ? pq.PQflush(store->connection) : flushed;
    }
    return flushed == 0;
}

/* The last result of what was sent, or the first that is a failure; NULL: the connection is lost. */
static PGresult *receive(struct cs_store *store)
{
    PGresult *kept = NULL, *next;

    for (;;) {
        ExecStatusType status;

        if (!await(store)) {
            pq.PQclear(kept);
            give_up(store);
            return NULL;
        }
        next = pq.PQgetResult(store->connection);
        if (next == NULL)
            break;
        status = kept != NULL ? pq.PQresultStatus(kept) : PGRES_COMMAND_OK;
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
            pq.PQclear(kept);
            kept = next;
        } else {
            pq.PQclear(next);
        }
    }
    if (pq.PQstatus(store->connection) == CONNECTION_OK)
        return kept;
    pq.PQclear(kept);
    give_up(store);
    return NULL;
}

static casus_status judge(const PGresult *result, struct casus_failure *failure)
{
    ExecStatusType status = result != NULL ? pq.PQresultStatus(result) : PGRES_FATAL_ERROR;

    if (result == NULL)
        return gone(failure);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ? CASUS_OK : trouble(result, failure);
}

/* Runs statements on the connection that there is. */
static casus_status execute_here(struct cs_store *store, const char *sql, struct casus_failure *failure)
{
    PGresult *result;
    casus_status status;

    if (store->connection == NULL || pq.PQsendQuery(store->connection, sql) != 1)
        return gone(failure);
    result = receive(store);
    status = judge(result, failure);
    pq.PQclear(result);
    return status;
}

/* ---- connecting ---- */

static void be_silent(void *context, const PGresult *result)
{
    (void)context;
    (void)result;
}

#define TIME_OF_A_STATEMENT "SET statement_timeout = 15000;"
/* What every connection of a register has, whatever the database is set to. */
static const char settings[] =
    "SET search_path = casus; SET synchronous_commit = on; SET lock_timeout = 5000;" TIME_OF_A_STATEMENT
    "SET idle_in_transaction_session_timeout = 20000; SET client_min_messages = warning; SET client_encoding = 'UTF8'";

static casus_status connect_anew(struct cs_store *store, struct casus_failure *failure)
{
    /* What the address itself says comes last, and holds. */
    const char *const names[] = {"connect_timeout", "application_name", "keepalives_idle", "tcp_user_timeout", "dbname",
                                 NULL};
    const char *const values[] = {"5", "casus", "10", "20000", store->where, NULL};
    casus_status status = CASUS_OK;

    store->connection = pq.PQconnectdbParams(names, values, 1);
    if (store->connection == NULL)
        return cs_serve_memory(failure);
    if (pq.PQstatus(store->connection) != CONNECTION_OK) {
        status = cs_serve_fail(failure, CASUS_ERR_IO, "the database of the register cannot be reached: %.300s",
                               pq.PQerrorMessage(store->connection));
        failure->message[strcspn(failure->message, "\n")] = '\0';
    } else if (pq.PQserverVersion(store->connection) < 150000) {
        status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "a register needs PostgreSQL 15 or later");
    }
    if (status == CASUS_OK) {
        pq.PQsetNoticeReceiver(store->connection, be_silent, NULL);
        status = execute_here(store, settings, failure);
    }
    if (status != CASUS_OK && store->connection != NULL)
        give_up(store);
    return status;
}

/* Is there a connection, or can it be made anew? Within a transaction a lost one stays lost. */
static casus_status be_connected(struct cs_store *store, struct casus_failure *failure)
{
    casus_status status;

    if (store->connection != NULL)
        return CASUS_OK;
    if (store->begun || store->tried == seconds())
        return gone(failure);
    status = connect_anew(store, failure);
    store->tried = status != CASUS_OK ? seconds() : 0;
    return status;
}

static casus_status execute(struct cs_store *store, const char *sql, struct casus_failure *failure)
{
    casus_status status = be_connected(store, failure);

    if (status == CASUS_OK)
        status = execute_here(store, sql, failure);
    if (status == CASUS_OK || store->connection != NULL || store->begun)
        return status;
    status = be_connected(store, failure); /* it was lost while nobody used it */
    return status == CASUS_OK ? execute_here(store, sql, failure) : status;
}

/* Runs one statement that may take long. */
static casus_status execute_patiently(struct cs_store *store, const char *sql, struct casus_failure *failure)
{
    struct casus_failure other;
    casus_status status = execute(store, "SET statement_timeout = 0", failure);

    store->patient = true;
    if (status == CASUS_OK)
        status = execute_here(store, sql, failure);
    store->patient = false;
    (void)execute(store, TIME_OF_A_STATEMENT, &other);
    return status;
}

/* ---- statements ---- */

/* The values of a statement as libpq takes them, in their binary forms. */
struct sent {
    Oid types[CS_VALUES_MOST];
    const char *values[CS_VALUES_MOST];
    int lengths[CS_VALUES_MOST], formats[CS_VALUES_MOST], count;
    unsigned char numbers[CS_VALUES_MOST][8];
};

static void write_values(const struct cs_statement *asked, struct sent *out)
{
    for (const char *at = strchr(asked->sql, '$'); at != NULL; at = strchr(at + 1, '$'))
        out->count = atoi(at + 1) > out->count ? atoi(at + 1) : out->count;
    for (int i = 0; i < out->count; i++) {
        const struct cs_value *value = &asked->values[i];

        out->formats[i] = 1;
        out->types[i] = value->kind == CS_NUMBER ? TYPE_NUMBER : value->kind == CS_TEXT ? TYPE_TEXT : TYPE_BYTES;
        out->values[i] = value->bytes;
        out->lengths[i] = (int)value->length;
        if (value->kind != CS_NUMBER)
            continue;
        for (int k = 0; k < 8; k++)
            out->numbers[i][k] = (unsigned char)((uint64_t)value->number >> (56 - 8 * k));
        out->values[i] = (const char *)out->numbers[i];
        out->lengths[i] = 8;
    }
}

/* Sends a statement, prepared once on each connection, and gives its result. */
static casus_status ask(struct cs_store *store, const struct cs_statement *asked, PGresult **out,
                        struct casus_failure *failure)
{
    struct sent sent = {.count = 0};
    casus_status status = CASUS_OK;
    char name[24] = "";
    size_t i = 0;

    *out = NULL;
    write_values(asked, &sent);
    while (i < store->count && store->prepared[i] != asked->sql)
        i++;
    if (i < PREPARED_MOST)
        snprintf(name, sizeof name, "s%zu", i);
    if (store->connection == NULL)
        return gone(failure);
    if (i == store->count) {
        PGresult *made = pq.PQsendPrepare(store->connection, name, asked->sql, sent.count, sent.types) == 1
                             ? receive(store)
                             : NULL;

        status = judge(made, failure);
        pq.PQclear(made);
        if (status != CASUS_OK)
            return status;
        if (i < PREPARED_MOST)
            store->prepared[store->count++] = asked->sql;
    }
    if (pq.PQsendQueryPrepared(store->connection, name, sent.count, sent.values, sent.lengths, sent.formats, 1) == 1)
        *out = receive(store);
    return judge(*out, failure);
}

static int64_t read_number(const char *bytes, int length)
{
    uint64_t number = 0;

    for (int i = 0; i < length; i++)
        number = number << 8 | (unsigned char)bytes[i];
    return length == 4 ? (int64_t)(int32_t)(uint32_t)number : (int64_t)number;
}

static void read_row(const PGresult *result, int at, struct cs_value *row)
{
    for (int i = 0; i < pq.PQnfields(result) && i < CS_VALUES_MOST; i++) {
        Oid type = pq.PQftype(result, i);
        bool number = type == TYPE_NUMBER || type == TYPE_NUMBER_OF_32_BITS;
        bool none = pq.PQgetisnull(result, at, i) != 0;

        row[i] = (struct cs_value){.kind = number ? CS_NUMBER : type == TYPE_BYTES ? CS_BYTES : CS_TEXT};
        row[i].bytes = none ? NULL : pq.PQgetvalue(result, at, i);
        row[i].length = (size_t)pq.PQgetlength(result, at, i);
        if (number && !none)
            row[i].number = read_number(row[i].bytes, (int)row[i].length);
    }
}

static casus_status run(struct cs_store *store, const struct cs_statement *asked, cs_take_row take, void *context,
                        int64_t *changed, struct casus_failure *failure)
{
    struct cs_value row[CS_VALUES_MOST];
    PGresult *result = NULL;
    casus_status status = be_connected(store, failure);

    if (status == CASUS_OK)
        status = ask(store, asked, &result, failure);
    if (status != CASUS_OK && store->connection == NULL && !store->begun) {
        status = be_connected(store, failure); /* it was lost while nobody used it */
        if (status == CASUS_OK)
            status = ask(store, asked, &result, failure);
    }
    for (int i = 0; status == CASUS_OK && take != NULL && i < pq.PQntuples(result); i++) {
        read_row(result, i, row);
        status = take(context, row, failure);
    }
    *changed = result != NULL ? strtoll(pq.PQcmdTuples(result), NULL, 10) : 0;
    pq.PQclear(result);
    return status;
}

/* ---- opening ---- */

static void close_store(struct cs_store *store)
{
    pq.PQfinish(store->connection);
    free(store->where);
    free(store);
}

static casus_status open_store(const char *where, bool fresh, struct cs_store **out, struct casus_failure *failure)
{
    struct cs_store *store;
    casus_status status = load(failure);

    *out = NULL;
    if (status != CASUS_OK)
        return status;
    store = calloc(1, sizeof *store);
    if (store == NULL)
        return cs_serve_memory(failure);
    store->where = strdup(where);
    status = store->where != NULL ? connect_anew(store, failure) : cs_serve_memory(failure);
    if (status == CASUS_OK && fresh && execute(store, "CREATE SCHEMA casus", failure) != CASUS_OK)
        status = cs_serve_fail(failure, CASUS_ERR_IO,
                               "the database has a schema \"casus\" already, or you may not make one");
    if (status != CASUS_OK) {
        close_store(store);
        return status;
    }
    *out = store;
    return CASUS_OK;
}

static void destroy(struct cs_store *store)
{
    struct casus_failure failure;

    (void)execute(store, "DROP SCHEMA casus CASCADE", &failure);
    close_store(store);
}

static casus_status version(struct cs_store *store, int64_t *out, struct casus_failure *failure)
{
    int64_t is_there = 0;
    casus_status status = cs_store_number(
        &cs_postgresql, store,
        "SELECT count(*) FROM pg_tables WHERE schemaname = 'casus' AND tablename = 'version'", &is_there, failure);

    *out = -1;
    return status == CASUS_OK && is_there != 0
               ? cs_store_number(&cs_postgresql, store, "SELECT number FROM version", out, failure) : status;
}

static casus_status set_version(struct cs_store *store, int64_t number, struct casus_failure *failure)
{
    char sql[160];

    snprintf(sql, sizeof sql,
             "CREATE TABLE IF NOT EXISTS version (number BIGINT NOT NULL); DELETE FROM version;"
             "INSERT INTO version VALUES (%d)", (int)number);
    return execute(store, sql, failure);
}

static casus_status keep(struct cs_store *store, int64_t number, struct casus_failure *failure)
{
    char sql[500];

    snprintf(sql, sizeof sql,
             "DO $$ DECLARE kept record; BEGIN"
             " IF to_regnamespace('casus_schema%d') IS NULL THEN"
             "  CREATE SCHEMA casus_schema%d;"
             "  FOR kept IN SELECT tablename FROM pg_tables WHERE schemaname = 'casus' LOOP"
             "   EXECUTE format('CREATE TABLE casus_schema%d.%%I AS TABLE casus.%%I', kept.tablename, kept.tablename);"
             "  END LOOP;"
             " END IF; END $$", (int)number, (int)number, (int)number);
    return execute_patiently(store, sql, failure);
}

/* ---- transactions ---- */

static void undo(struct cs_store *store)
{
    struct casus_failure failure;

    if (store->begun && store->connection != NULL)
        (void)execute_here(store, "ROLLBACK", &failure);
    store->begun = false;
}

static casus_status begin_with(struct cs_store *store, const char *sql, struct casus_failure *failure)
{
    casus_status status = execute(store, sql, failure);

    store->begun = true;
    if (status != CASUS_OK)
        undo(store);
    return status;
}

/* Who has this lock may append; each server, and each command of `casus register`, takes it. */
static casus_status begin(struct cs_store *store, struct casus_failure *failure)
{
    return begin_with(store, "BEGIN; SELECT pg_advisory_xact_lock(1128354645)", failure);
}

static casus_status look(struct cs_store *store, struct casus_failure *failure)
{
    return begin_with(store, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", failure);
}

/* PostgreSQL answers the COMMIT of a transaction that has failed with ROLLBACK, and no failure. */
static casus_status commit(struct cs_store *store, struct casus_failure *failure)
{
    casus_status status = CASUS_OK;

    if (store->connection != NULL && pq.PQtransactionStatus(store->connection) != PQTRANS_INTRANS)
        return cs_serve_fail(failure, CASUS_ERR_IO, "the register could not be written; try again in a moment");
    status = execute_here(store, "COMMIT", failure);
    if (status == CASUS_OK || store->connection == NULL)
        store->begun = false;
    return status;
}

static bool is_open(struct cs_store *store)
{
    return store->begun && store->connection != NULL &&
           pq.PQtransactionStatus(store->connection) == PQTRANS_INTRANS;
}

/* Writes the tables anew, without the rows that are no longer used. */
static casus_status settle(struct cs_store *store, struct casus_failure *failure)
{
    struct casus_failure why;

    if (execute_patiently(store, "VACUUM FULL entry", &why) == CASUS_OK &&
        execute_patiently(store, "VACUUM FULL content", &why) == CASUS_OK)
        return CASUS_OK;
    return cs_serve_fail(failure, CASUS_ERR_IO,
                         "it is sealed, but the files of the database still have the text: VACUUM FULL did not "
                         "work (%.200s)", why.message);
}

const struct cs_store_functions cs_postgresql = {
    .number = "BIGINT",
    .bytes = "BYTEA",
    .table = "",
    .guards =
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'what a register has is never changed or deleted'; END $$;"
        "CREATE TRIGGER entry_stays BEFORE DELETE ON entry FOR EACH ROW EXECUTE FUNCTION refuse();"
        "CREATE TRIGGER entry_is_whole BEFORE TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION refuse();"
        "CREATE TRIGGER entry_keeps BEFORE UPDATE ON entry FOR EACH ROW"
        " WHEN (new.body IS NOT NULL OR new.secret IS NOT NULL OR"
        "  (old.number, old.at, old.kind, old.subject, old.by, old.speaks_for, old.key, old.digest, old.hash)"
        "  IS DISTINCT FROM"
        "  (new.number, new.at, new.kind, new.subject, new.by, new.speaks_for, new.key, new.digest, new.hash))"
        " EXECUTE FUNCTION refuse();"
        "CREATE TRIGGER content_keeps BEFORE UPDATE ON content FOR EACH ROW EXECUTE FUNCTION refuse();",
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
    .settle = settle,
    .look = look,
};

#else
static casus_status open_store(const char *where, bool fresh, struct cs_store **out, struct casus_failure *failure)
{
    (void)where;
    (void)fresh;
    *out = NULL;
    return cs_serve_fail(failure, CASUS_ERR_IO, "this casus was built without libpq, which PostgreSQL needs");
}

const struct cs_store_functions cs_postgresql = {.open = open_store};
#endif
