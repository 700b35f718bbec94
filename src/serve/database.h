/* SPDX-License-Identifier: MIT */
/*
 * Where a register is kept: a file of SQLite, or a database of PostgreSQL. Making and opening it, statements,
 * transactions, copies. What is in it is read and written by chain.h (entries, contents) and keys.h (passwords,
 * sessions, links); SQL stands in the files of this folder alone, once, in words that both stores understand.
 *
 * `where` is the path of a file, or "postgresql://...", as libpq reads it. A store of an older schema is copied first,
 * then brought to the schema of now as it is opened (schema.c).
 */
#ifndef CS_SERVE_DATABASE_H
#define CS_SERVE_DATABASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "casus/status.h"

struct cs_database;

/* Is it a database of PostgreSQL? */
bool cs_is_postgresql(const char *where);
/*
 * Begins a new register; what is there already is CASUS_ERR_IO. Its tables, and what is entered before the first
 * commit, are one transaction: what is interrupted is no register.
 */
casus_status cs_database_create(const char *where, struct cs_database **out, struct casus_failure *failure);
/* Opens a register; what is none is CASUS_ERR_ARGUMENT. */
casus_status cs_database_open(const char *where, struct cs_database **out, struct casus_failure *failure);
void cs_database_close(struct cs_database *database); /* NULL is allowed; what was begun and not committed is undone */
/* Takes away what cs_database_create has just made, and closes it. */
void cs_database_destroy(struct cs_database *database);

/* From here to the commit no other process writes; others that wish to wait for up to 5 seconds. */
casus_status cs_database_begin(struct cs_database *database, struct casus_failure *failure);
/* Returns after it is on the disk; within a group (below), before. */
casus_status cs_database_commit(struct cs_database *database, struct casus_failure *failure);
/* Undoes what was begun; nothing if nothing was. */
void cs_database_undo(struct cs_database *database);

/*
 * Groups: what several have begun and committed goes to the disk at once, as the group ends. Until then nobody may be
 * told of any of it. One that is undone takes nothing with it; a store that fails takes all of the group with it, and
 * cs_database_group_end says so.
 */
void cs_database_use_groups(struct cs_database *database);
/* To be called every second by who uses groups, from a thread that need not wait for others who use the store. */
void cs_database_tidy(struct cs_database *database);
/* Is there something that is not on the disk yet, or was lost? */
bool cs_database_group_waits(const struct cs_database *database);
casus_status cs_database_group_end(struct cs_database *database, struct casus_failure *failure);

/* Takes what was sealed out of the places where a store has it beside: a log, rows that are no longer used. */
casus_status cs_database_settle(struct cs_database *database, struct casus_failure *failure);
/* What is done last in the transaction that makes a copy. */
typedef casus_status (*cs_database_last)(struct cs_database *copy, struct casus_failure *failure);
/*
 * Copies the register as it is now to a new store, which nobody else may read, while others may write. The copy is one
 * transaction: what is interrupted is no register, and what fails is taken away. *out: the copy, all of which is on the
 * disk, to be closed or destroyed. `last` may be NULL.
 */
casus_status cs_database_copy(struct cs_database *database, const char *where, cs_database_last last,
                              struct cs_database **out, struct casus_failure *failure);

/* ---- statements, for the files of this folder that keep something ---- */

enum cs_value_kind { CS_NUMBER, CS_TEXT, CS_BYTES };
/* A value of a row or of a statement; there is none where a text or bytes are NULL. */
struct cs_value { enum cs_value_kind kind; int64_t number; const void *bytes; size_t length; };
struct cs_value cs_number(int64_t number);
struct cs_value cs_text(const char *text); /* NULL: no value */
struct cs_value cs_bytes(const void *bytes, size_t length);
/* The text of a value, with a NUL behind it. */
const char *cs_value_text(const struct cs_value *value);
/* Copies the text of a value, as far as there is room; "" if it has none. */
void cs_value_copy(const struct cs_value *value, char *out, size_t size);

#define CS_VALUES_MOST 12
/*
 * A statement: `sql` lives as long as the program, since a store keeps it prepared; its values stand in it as $1, $2.
 */
struct cs_statement { const char *sql; struct cs_value values[CS_VALUES_MOST]; };

/* Takes a row, whose values live until it returns; another status than CASUS_OK ends the statement. */
typedef casus_status (*cs_take_row)(void *context, const struct cs_value *row, struct casus_failure *failure);
/* Runs a statement; `take` NULL: it returns no rows. *changed (may be NULL): how many rows it has changed. */
casus_status cs_database_run(struct cs_database *database, const struct cs_statement *statement, cs_take_row take,
                             void *context, int64_t *changed, struct casus_failure *failure);
/* Runs a statement that gives one number; 0 if it gives no row. */
casus_status cs_database_number(struct cs_database *database, const struct cs_statement *statement, int64_t *out,
                                struct casus_failure *failure);

#endif
