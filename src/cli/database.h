/* SPDX-License-Identifier: MIT */
/* A file of SQLite with the tables of an answer (casus/export.h), as Datasette and other programs open it. */
#ifndef CS_CLI_DATABASE_H
#define CS_CLI_DATABASE_H

#include "cli/cli.h"

/*
 * Writes the tables, and a table "columns" that says what each column means. What was at `path` is replaced only by the
 * whole. Prints what failed.
 */
enum cs_exit cs_database_write(const char *path, casus_export *const *tables, const char *const *names, size_t count);

#endif
