/* SPDX-License-Identifier: MIT */
/*
 * A store, as a table of functions: what SQLite and PostgreSQL do each in its own way. Only database.c uses it. A
 * function that fails leaves one line about it in the failure.
 */
#ifndef CS_SERVE_STORE_H
#define CS_SERVE_STORE_H

#include "serve/database.h"

/* An open store. */
struct cs_store;

struct cs_store_functions {
    /* Words of the schema that differ: schema.c puts them in. */
    const char *number, *bytes, *table;
    /* What keeps entries and contents as they are, whoever uses the store. */
    const char *guards;

    /* `fresh`: it is made; there may be none yet. Else it is there. */
    casus_status (*open)(const char *where, bool fresh, struct cs_store **out, struct casus_failure *failure);
    void (*close)(struct cs_store *store);
    /* Takes away everything that is kept in it, and closes it. */
    void (*destroy)(struct cs_store *store);

    /* The version of the schema: 0: none yet; -1: it is no register. */
    casus_status (*version)(struct cs_store *store, int64_t *out, struct casus_failure *failure);
    casus_status (*set_version)(struct cs_store *store, int64_t version, struct casus_failure *failure);
    /* Keeps a copy of a register of this version beside it; one that is there already stays. */
    casus_status (*keep)(struct cs_store *store, int64_t version, struct casus_failure *failure);

    /* Runs statements without values and rows, one after another. */
    casus_status (*execute)(struct cs_store *store, const char *sql, struct casus_failure *failure);
    casus_status (*run)(struct cs_store *store, const struct cs_statement *statement, cs_take_row take, void *context,
                        int64_t *changed, struct casus_failure *failure);
    casus_status (*begin)(struct cs_store *store, struct casus_failure *failure);
    casus_status (*commit)(struct cs_store *store, struct casus_failure *failure);
    void (*undo)(struct cs_store *store);
    /* Is a transaction open? The store itself may have undone it. */
    bool (*is_open)(struct cs_store *store);
    /* Brings what was committed to the place that `where` names, and nowhere else. NULL: it is there. */
    casus_status (*complete)(struct cs_store *store, struct casus_failure *failure);
    casus_status (*settle)(struct cs_store *store, struct casus_failure *failure);
    /*
     * Does what the store puts off (settles its log, say), from another thread and while it is used; `begins`: from now
     * on that is called every second, and no commit is to wait for it. NULL: it puts nothing off.
     */
    void (*tidy)(struct cs_store *store, bool begins);
    /* From here to undo it reads one state of the register, while others write. */
    casus_status (*look)(struct cs_store *store, struct casus_failure *failure);
};

extern const struct cs_store_functions cs_sqlite, cs_postgresql;

/* database.c: runs a statement without values that gives one number; 0 if it gives no row. */
casus_status cs_store_number(const struct cs_store_functions *functions, struct cs_store *store, const char *sql,
                             int64_t *out, struct casus_failure *failure);

/* schema.c: what brings a store from the version before to this one. Free it; NULL: no memory. */
#define CS_SCHEMA_VERSION 3
char *cs_schema_step(const struct cs_store_functions *functions, int64_t version);

/* A table that copies have: its columns (n numbers, t texts, b bytes), a page of it by the first of them, and a row. */
struct cs_kept_table { const char *kinds, *page, *insert; };
extern const struct cs_kept_table cs_kept_tables[];
extern const size_t cs_kept_table_count;

#endif
