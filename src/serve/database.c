/* SPDX-License-Identifier: MIT */
#include "serve/database.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/store.h"
#include "serve/tell.h"

struct cs_chain {
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
static void lose(struct cs_chain *chain)
{
    if (!chain->waits || chain->does->is_open(chain->store))
        return;
    chain->does->undo(chain->store);
    chain->waits = false;
    chain->lost = true;
}

casus_status cs_database_run(struct cs_chain *chain, const struct cs_statement *statement, cs_take_row take,
                             void *context, int64_t *changed, struct casus_failure *failure)
{
    int64_t count = 0;
    casus_status status = chain->does->run(chain->store, statement, take, context, &count, failure);

    if (changed != NULL)
        *changed = count;
    if (status != CASUS_OK && !chain->inside)
        lose(chain);
    return status;
}

static casus_status take_number(void *context, const struct cs_value *row, struct casus_failure *failure)
{
    int64_t *out = context;

    (void)failure;
    *out = row[0].number;
    return CASUS_OK;
}

casus_status cs_database_number(struct cs_chain *chain, const struct cs_statement *statement, int64_t *out,
                                struct casus_failure *failure)
{
    *out = 0;
    return cs_database_run(chain, statement, take_number, out, NULL, failure);
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

static casus_status connect(const char *where, bool fresh, struct cs_chain **out, struct casus_failure *failure)
{
    struct cs_chain *chain = calloc(1, sizeof *chain);
    casus_status status;

    *out = NULL;
    if (chain == NULL)
        return cs_serve_memory(failure);
    chain->does = cs_is_postgresql(where) ? &cs_postgresql : &cs_sqlite;
    status = chain->does->open(where, fresh, &chain->store, failure);
    if (status != CASUS_OK) {
        free(chain);
        return status;
    }
    *out = chain;
    return CASUS_OK;
}

/* Takes the steps of the schema from a version to that of now, in one transaction. */
static casus_status take_steps(struct cs_chain *chain, bool fresh, struct casus_failure *failure)
{
    int64_t version = 0;
    casus_status status = chain->does->begin(chain->store, failure);

    if (status == CASUS_OK && !fresh) /* another process may have been faster */
        status = chain->does->version(chain->store, &version, failure);
    for (int64_t next = version + 1; status == CASUS_OK && next <= CS_SCHEMA_VERSION; next++) {
        char *sql = cs_schema_step(chain->does, next);

        status = sql != NULL ? chain->does->execute(chain->store, sql, failure) : cs_serve_memory(failure);
        casus_text_free(sql);
    }
    if (status == CASUS_OK && version < CS_SCHEMA_VERSION)
        status = chain->does->set_version(chain->store, CS_SCHEMA_VERSION, failure);
    if (status == CASUS_OK)
        status = chain->does->commit(chain->store, failure);
    if (status != CASUS_OK)
        chain->does->undo(chain->store);
    return status;
}

/* Is it a register of a version that this program knows? An older one is brought to that of now. */
static casus_status recognise(struct cs_chain *chain, const char *where, struct casus_failure *failure)
{
    const char *shown = cs_is_postgresql(where) ? "the database" : where; /* the address may have a password */
    int64_t version;
    casus_status status = chain->does->version(chain->store, &version, failure);

    if (status != CASUS_OK)
        return status;
    if (version < 1)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "%.200s is no register of casus", shown);
    if (version > CS_SCHEMA_VERSION)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "%.200s: a later casus has written this register; use that one", shown);
    if (version == CS_SCHEMA_VERSION)
        return CASUS_OK;
    status = chain->does->keep(chain->store, version, failure);
    return status == CASUS_OK ? take_steps(chain, false, failure) : status;
}

casus_status cs_chain_open(const char *where, struct cs_chain **out, struct casus_failure *failure)
{
    casus_status status = connect(where, false, out, failure);

    if (status == CASUS_OK)
        status = recognise(*out, where, failure);
    if (status != CASUS_OK) {
        cs_chain_close(*out);
        *out = NULL;
    }
    return status;
}

casus_status cs_chain_create(const char *where, struct cs_chain **out, struct casus_failure *failure)
{
    casus_status status = connect(where, true, out, failure);

    if (status == CASUS_OK)
        status = take_steps(*out, true, failure);
    if (status != CASUS_OK) {
        cs_chain_destroy(*out);
        *out = NULL;
    }
    return status;
}

void cs_chain_close(struct cs_chain *chain)
{
    if (chain == NULL)
        return;
    chain->does->close(chain->store);
    free(chain);
}

void cs_chain_destroy(struct cs_chain *chain)
{
    if (chain == NULL)
        return;
    chain->does->undo(chain->store);
    chain->does->destroy(chain->store);
    free(chain);
}

/* ---- transactions and groups ---- */

void cs_chain_use_groups(struct cs_chain *chain)
{
    chain->groups = true;
    if (chain->does->tidy != NULL)
        chain->does->tidy(chain->store, true);
}

void cs_chain_tidy(struct cs_chain *chain)
{
    if (chain->does->tidy != NULL)
        chain->does->tidy(chain->store, false);
}

bool cs_chain_group_waits(const struct cs_chain *chain)
{
    return chain->waits || chain->lost;
}

casus_status cs_chain_begin(struct cs_chain *chain, struct casus_failure *failure)
{
    casus_status status = chain->waits ? CASUS_OK : chain->does->begin(chain->store, failure);

    if (!chain->groups || status != CASUS_OK)
        return status;
    chain->inside = true;
    return chain->does->execute(chain->store, "SAVEPOINT one", failure);
}

casus_status cs_chain_commit(struct cs_chain *chain, struct casus_failure *failure)
{
    casus_status status;

    if (!chain->groups)
        return chain->does->commit(chain->store, failure);
    status = chain->does->execute(chain->store, "RELEASE one", failure);
    if (status == CASUS_OK) {
        chain->inside = false;
        chain->waits = true;
    }
    return status;
}

void cs_chain_undo(struct cs_chain *chain)
{
    struct casus_failure failure;

    if (!chain->groups || (chain->inside && !chain->waits)) {
        chain->does->undo(chain->store);
    } else if (chain->inside &&
               (chain->does->execute(chain->store, "ROLLBACK TO one", &failure) != CASUS_OK ||
                chain->does->execute(chain->store, "RELEASE one", &failure) != CASUS_OK)) {
        chain->does->undo(chain->store);
        lose(chain);
    }
    chain->inside = false;
}

casus_status cs_chain_group_end(struct cs_chain *chain, struct casus_failure *failure)
{
    casus_status status = CASUS_OK;

    if (chain->lost)
        status = cs_serve_fail(failure, CASUS_ERR_IO,
                               "the register could not be written; nothing was entered, try again in a moment");
    else if (chain->waits)
        status = chain->does->commit(chain->store, failure);
    if (status != CASUS_OK)
        chain->does->undo(chain->store);
    chain->waits = chain->lost = false;
    return status;
}

casus_status cs_chain_settle(struct cs_chain *chain, struct casus_failure *failure)
{
    casus_status status = chain->waits ? cs_chain_group_end(chain, failure) : CASUS_OK;

    if (status != CASUS_OK) {
        chain->lost = true; /* so that the others of the group are told */
        return status;
    }
    return chain->does->settle(chain->store, failure);
}

/* ---- copies ---- */

static enum cs_value_kind kind_of(char letter)
{
    return letter == 'n' ? CS_NUMBER : letter == 't' ? CS_TEXT : CS_BYTES;
}

/* A row on its way: where it goes, and the first value of the last one, behind which the next page begins. */
struct copying {
    const struct cs_kept_table *table;
    struct cs_chain *to;
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

static casus_status copy_table(struct cs_chain *from, struct cs_chain *to, const struct cs_kept_table *table,
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

casus_status cs_chain_copy(struct cs_chain *chain, const char *where, struct casus_failure *failure)
{
    struct cs_chain *to;
    casus_status status = cs_chain_create(where, &to, failure);

    if (status != CASUS_OK)
        return status;
    status = cs_chain_begin(to, failure);
    if (status == CASUS_OK)
        status = chain->does->look(chain->store, failure);
    for (size_t i = 0; status == CASUS_OK && i < cs_kept_table_count; i++)
        status = copy_table(chain, to, &cs_kept_tables[i], failure);
    chain->does->undo(chain->store);
    if (status == CASUS_OK)
        status = cs_chain_commit(to, failure);
    if (status != CASUS_OK)
        cs_chain_destroy(to);
    else
        cs_chain_close(to);
    return status;
}
