/* SPDX-License-Identifier: MIT */
/*
 * The file of a register, an SQLite database: making and opening it, transactions, copies. What is in it is read and
 * written by chain.h (entries, contents) and keys.h (passwords, sessions, links) alone; SQL stands nowhere else.
 *
 * Schema 2 has the tables of keys.h. A file of schema 1 is copied to FILE.schema1 first, then changed as it is opened.
 */
#ifndef CS_SERVE_DATABASE_H
#define CS_SERVE_DATABASE_H

#include <sqlite3.h>
#include <stdint.h>

#include "casus/status.h"

struct cs_chain { sqlite3 *database; };

/* Makes a new file; one that exists is CASUS_ERR_IO. */
casus_status cs_chain_create(const char *path, struct cs_chain **out, struct casus_failure *failure);
/* Opens a register; what is none is CASUS_ERR_ARGUMENT. */
casus_status cs_chain_open(const char *path, struct cs_chain **out, struct casus_failure *failure);
void cs_chain_close(struct cs_chain *chain); /* NULL is allowed; what was begun and not committed is undone */

/* From here to the commit no other process writes; others that wish to wait for up to 5 seconds. */
casus_status cs_chain_begin(struct cs_chain *chain, struct casus_failure *failure);
/* Returns after it is on the disk. */
casus_status cs_chain_commit(struct cs_chain *chain, struct casus_failure *failure);
/* Undoes what was begun; nothing if nothing was. */
void cs_chain_undo(struct cs_chain *chain);
/* Empties the log beside the file, in which what was changed stands as it was. Others that read are waited for. */
casus_status cs_chain_settle(struct cs_chain *chain, struct casus_failure *failure);
/* Copies the register as it is now to a new file, which nobody else may read, while others may write. */
casus_status cs_chain_copy(struct cs_chain *chain, const char *path, struct casus_failure *failure);

/* ---- for chain.c and keys.c ---- */

/* Sets a failure for what the database has just refused. */
casus_status cs_database_trouble(const struct cs_chain *chain, struct casus_failure *failure);
casus_status cs_database_prepare(struct cs_chain *chain, const char *sql, sqlite3_stmt **out,
                                 struct casus_failure *failure);
/* Runs a statement that returns no row, and releases it. */
casus_status cs_database_finish(struct cs_chain *chain, sqlite3_stmt *statement, struct casus_failure *failure);

#endif
