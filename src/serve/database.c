/* SPDX-License-Identifier: MIT */
#include "serve/database.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/store.h"
#include "serve/tell.h"

struct cs_database {
    const struct cs_store_functions *does;
    struct cs_store *store;
    bool groups;
    bool inside;  /* a group: between a begin and its end */
    bool waits;   /* something was committed that is not on the disk */
    bool lost;    /* what waited was undone by a failure */
};

/* ---- values ---- */

struct cs_value cs_number(int64_t number)
{
    return (struct cs_value){.kind = CS_NUMBER, .number = number};
}

struct cs_value cs_text(const char *text)
{
    return (struct cs_value){.kind = CS_TEXT, .bytes = text, .length = text != NULL ? strlen(text) : 0};
}

struct cs_value cs_bytes(const void *bytes, size_t length)
{
    return (struct cs_value){.kind = CS_BYTES, .bytes = length > 0 ? bytes : "", .length = length};
}

const char *cs_value_text(const struct cs_value *value)
{
    return value->bytes;
}

void cs_value_copy(const struct cs_value *value, char *out, size_t size)
{
    snprintf(out, size, "%s", value->bytes != NULL ? cs_value_text(value) : "");
}

/* ---- statements ---- */

/* If what waits in the group is no longer there, since the store has failed, that is to be told. */
static void lose(struct cs_database *database)
{
    if (!database->waits || database->does->is_open(database->store))
        return;
    database->does->undo(database->store);
    database->waits = false;
    database->lost = true;
}

casus_status cs_database_run(struct cs_database *database, const struct cs_statement *statement, cs_take_row take,
                             void *context, int64_t *changed, struct casus_failure *failure)
{
    int64_t count = 0;
    casus_status status = database->does->run(database->store, statement, take, context, &count, failure);

    if (changed != NULL)
        *changed = count;
    if (status != CASUS_OK && !database->inside)
        lose(database);
    return status;
}

static casus_status take_number(void *context, const struct cs_value *row, struct casus_failure *failure)
{
    int64_t *out = context;

    (void)failure;
    *out = row[0].number;
    return CASUS_OK;
}

casus_status cs_database_number(struct cs_database *database, const struct cs_statement *statement, int64_t *out,
                                struct casus_failure *failure)
{
    *out = 0;
    return cs_database_run(database, statement, take_number, out, NULL, failure);
}

casus_status cs_store_number(const struct cs_store_functions *functions, struct cs_store *store, const char *sql,
                             int64_t *out, struct casus_failure *failure)
{
    struct cs_statement statement = {.sql = sql};
    int64_t changed;

    *out = 0;
    return functions->run(store, &statement, take_number, out, &changed, failure);
}

/* ---- making and opening ---- */

bool cs_is_postgresql(const char *where)
{
    return strncmp(where, "postgresql://", 13) == 0 || strncmp(where, "postgres://", 11) == 0;
}

static casus_status connect(const char *where, bool fresh, struct cs_database **out, struct casus_failure *failure)
{
    struct cs_database *database = calloc(1, sizeof *database);
    casus_status status;

    *out = NULL;
    if (database == NULL)
        return cs_serve_memory(failure);
    database->does = cs_is_postgresql(where) ? &cs_postgresql : &cs_sqlite;
    status = database->does->open(where, fresh, &database->store, failure);
    if (status != CASUS_OK) {
        free(database);
        return status;
    }
    *out = database;
    return CASUS_OK;
}

/* Takes the steps of the schema from a version to that of now, in a transaction that was begun. */
static casus_status take_steps(struct cs_database *database, int64_t version, struct casus_failure *failure)
{
    casus_status status = CASUS_OK;

    for (int64_t next = version + 1; status == CASUS_OK && next <= CS_SCHEMA_VERSION; next++) {
        char *sql = cs_schema_step(database->does, next);

        status = sql != NULL ? database->does->execute(database->store, sql, failure) : cs_serve_memory(failure);
        casus_text_free(sql);
    }
    if (status == CASUS_OK && version < CS_SCHEMA_VERSION)
        status = database->does->set_version(database->store, CS_SCHEMA_VERSION, failure);
    return status;
}

/* Brings the schema of an older register to that of now, in one transaction. */
static casus_status bring_up(struct cs_database *database, struct casus_failure *failure)
{
    int64_t version = 0;
    casus_status status = database->does->begin(database->store, failure);

    if (status == CASUS_OK) /* another process may have been faster */
        status = database->does->version(database->store, &version, failure);
    if (status == CASUS_OK)
        status = take_steps(database, version, failure);
    if (status == CASUS_OK)
        status = database->does->commit(database->store, failure);
    if (status != CASUS_OK)
        database->does->undo(database->store);
    return status;
}

/* Is it a register of a version that this program knows? An older one is brought to that of now. */
static casus_status recognise(struct cs_database *database, const char *where, struct casus_failure *failure)
{
    const char *shown = cs_is_postgresql(where) ? "the database" : where; /* the address may have a password */
    int64_t version;
    casus_status status = database->does->version(database->store, &version, failure);

    if (status != CASUS_OK)
        return status;
    if (version < 1)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "%.200s is no register of casus", shown);
    if (version > CS_SCHEMA_VERSION)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "%.200s: a later casus has written this register; use that one", shown);
    if (version == CS_SCHEMA_VERSION)
        return CASUS_OK;
    status = database->does->keep(database->store, version, failure);
    return status == CASUS_OK ? bring_up(database, failure) : status;
}

casus_status cs_database_open(const char *where, struct cs_database **out, struct casus_failure *failure)
{
    casus_status status = connect(where, false, out, failure);

    if (status == CASUS_OK)
        status = recognise(*out, where, failure);
    if (status != CASUS_OK) {
        cs_database_close(*out);
        *out = NULL;
    }
    return status;
}

casus_status cs_database_create(const char *where, struct cs_database **out, struct casus_failure *failure)
{
    casus_status status = connect(where, true, out, failure);

    if (status == CASUS_OK)
        status = (*out)->does->begin((*out)->store, failure);
    if (status == CASUS_OK)
        status = take_steps(*out, 0, failure);
    if (status != CASUS_OK) {
        cs_database_destroy(*out);
        *out = NULL;
    }
    return status;
}

void cs_database_close(struct cs_database *database)
{
    if (database == NULL)
        return;
    database->does->close(database->store);
    free(database);
}

void cs_database_destroy(struct cs_database *database)
{
    if (database == NULL)
        return;
    database->does->undo(database->store);
    database->does->destroy(database->store);
    free(database);
}

/* ---- transactions and groups ---- */

void cs_database_use_groups(struct cs_database *database)
{
    database->groups = true;
    if (database->does->tidy != NULL)
        database->does->tidy(database->store, true);
}

void cs_database_tidy(struct cs_database *database)
{
    if (database->does->tidy != NULL)
        database->does->tidy(database->store, false);
}

bool cs_database_group_waits(const struct cs_database *database)
{
    return database->waits || database->lost;
}

casus_status cs_database_begin(struct cs_database *database, struct casus_failure *failure)
{
    casus_status status = database->waits ? CASUS_OK : database->does->begin(database->store, failure);

    if (!database->groups || status != CASUS_OK)
        return status;
    database->inside = true;
    return database->does->execute(database->store, "SAVEPOINT one", failure);
}

casus_status cs_database_commit(struct cs_database *database, struct casus_failure *failure)
{
    casus_status status;

    if (!database->groups)
        return database->does->commit(database->store, failure);
    status = database->does->execute(database->store, "RELEASE one", failure);
    if (status == CASUS_OK) {
        database->inside = false;
        database->waits = true;
    }
    return status;
}

void cs_database_undo(struct cs_database *database)
{
    struct casus_failure failure;

    if (!database->groups || (database->inside && !database->waits)) {
        database->does->undo(database->store);
    } else if (database->inside &&
               (database->does->execute(database->store, "ROLLBACK TO one", &failure) != CASUS_OK ||
                database->does->execute(database->store, "RELEASE one", &failure) != CASUS_OK)) {
        database->does->undo(database->store);
        lose(database);
    }
    database->inside = false;
}

casus_status cs_database_group_end(struct cs_database *database, struct casus_failure *failure)
{
    casus_status status = CASUS_OK;

    if (database->lost)
        status = cs_serve_fail(failure, CASUS_ERR_IO,
                               "the register could not be written; nothing was entered, try again in a moment");
    else if (database->waits)
        status = database->does->commit(database->store, failure);
    if (status != CASUS_OK)
        database->does->undo(database->store);
    database->waits = database->lost = false;
    return status;
}

casus_status cs_database_settle(struct cs_database *database, struct casus_failure *failure)
{
    casus_status status = database->waits ? cs_database_group_end(database, failure) : CASUS_OK;

    if (status != CASUS_OK) {
        database->lost = true; /* so that the others of the group are told */
        return status;
    }
    return database->does->settle(database->store, failure);
}

/* ---- copies ---- */

static enum cs_value_kind kind_of(char letter)
{
    return letter == 'n' ? CS_NUMBER : letter == 't' ? CS_TEXT : CS_BYTES;
}

/* A row on its way: where it goes, and the first value of the last one, behind which the next page begins. */
struct copying {
    const struct cs_kept_table *table;
    struct cs_database *to;
    struct cs_value last;
    char *held; /* its bytes */
    size_t count;
};

static casus_status copy_row(void *context, const struct cs_value *row, struct casus_failure *failure)
{
    struct copying *copying = context;
    struct cs_statement insert = {.sql = copying->table->insert};
    size_t length = row[0].length;

    for (size_t i = 0; copying->table->kinds[i] != '\0'; i++) {
        insert.values[i] = row[i];
        insert.values[i].kind = kind_of(copying->table->kinds[i]);
    }
    copying->count++;
    copying->last = row[0];
    if (row[0].kind != CS_NUMBER) {
        free(copying->held);
        copying->held = malloc(length + 1);
        if (copying->held == NULL)
            return cs_serve_memory(failure);
        memcpy(copying->held, row[0].bytes, length);
        copying->held[length] = '\0';
        copying->last.bytes = copying->held;
    }
    return cs_database_run(copying->to, &insert, NULL, NULL, NULL, failure);
}

static casus_status copy_table(struct cs_database *from, struct cs_database *to, const struct cs_kept_table *table,
                               struct casus_failure *failure)
{
    struct copying copying = {.table = table, .to = to, .last = {.bytes = ""}, .count = 1};
    casus_status status = CASUS_OK;

    copying.last.kind = kind_of(table->kinds[0]);
    while (status == CASUS_OK && copying.count > 0) {
        struct cs_statement page = {.sql = table->page, .values = {copying.last}};

        copying.count = 0;
        status = cs_database_run(from, &page, copy_row, &copying, NULL, failure);
    }
    free(copying.held);
    return status;
}

/* Makes the schema and all rows, in one transaction: before its end there is no register, only an empty store. */
static casus_status copy_all(struct cs_database *from, struct cs_database *to, cs_database_last last,
                             struct casus_failure *failure)
{
    casus_status status = to->does->begin(to->store, failure);

    if (status == CASUS_OK)
        status = take_steps(to, 0, failure);
    if (status == CASUS_OK)
        status = from->does->look(from->store, failure);
    for (size_t i = 0; status == CASUS_OK && i < cs_kept_table_count; i++)
        status = copy_table(from, to, &cs_kept_tables[i], failure);
    from->does->undo(from->store);
    if (status == CASUS_OK && last != NULL)
        status = last(to, failure);
    if (status == CASUS_OK)
        status = to->does->commit(to->store, failure);
    if (status == CASUS_OK && to->does->complete != NULL)
        status = to->does->complete(to->store, failure);
    return status;
}

casus_status cs_database_copy(struct cs_database *database, const char *where, cs_database_last last,
                              struct cs_database **out, struct casus_failure *failure)
{
    casus_status status = connect(where, true, out, failure);

    if (status == CASUS_OK)
        status = copy_all(database, *out, last, failure);
    if (status != CASUS_OK) {
        cs_database_destroy(*out);
        *out = NULL;
    }
    return status;
}
