/* SPDX-License-Identifier: MIT */
#include "cli/database.h"

#include <sqlite3.h>

struct database {
    sqlite3 *file;
    sqlite3_str *sql; /* the statement that is being written */
    bool failed;
};

/* Runs the statement that was written and begins the next one. */
static void run(struct database *d)
{
    char *sql = sqlite3_str_finish(d->sql);

    d->failed = d->failed || sql == NULL || sqlite3_exec(d->file, sql, NULL, NULL, NULL) != SQLITE_OK;
    sqlite3_free(sql);
    d->sql = sqlite3_str_new(d->file);
}

static void create_table(struct database *d, const char *name, const casus_export *table)
{
    sqlite3_str_appendf(d->sql, "CREATE TABLE \"%w\" (", name);
    for (size_t i = 0; i < casus_export_column_count(table); i++) {
        struct casus_column column;

        if (casus_export_column(table, i, &column) != CASUS_OK) {
            d->failed = true;
            return;
        }
        sqlite3_str_appendf(d->sql, "%s\"%w\" %s", i > 0 ? ", " : "", column.name, column.integer ? "INTEGER" : "TEXT");
    }
    sqlite3_str_appendall(d->sql, ")");
    run(d);
}

/* A text stays a text: a number in quotation marks goes into a column of numbers as a number. */
static void fill_table(struct database *d, const char *name, const casus_export *table)
{
    size_t columns = casus_export_column_count(table);
    sqlite3_stmt *insert = NULL;
    char *sql;

    sqlite3_str_appendf(d->sql, "INSERT INTO \"%w\" VALUES (", name);
    for (size_t i = 0; i < columns; i++)
        sqlite3_str_appendall(d->sql, i > 0 ? ", ?" : "?");
    sqlite3_str_appendall(d->sql, ")");
    sql = sqlite3_str_finish(d->sql);
    d->sql = sqlite3_str_new(d->file);
    d->failed = d->failed || sql == NULL || sqlite3_prepare_v2(d->file, sql, -1, &insert, NULL) != SQLITE_OK;
    for (size_t row = 0; !d->failed && row < casus_export_row_count(table); row++) {
        for (size_t i = 0; i < columns; i++) {
            const char *cell = casus_export_cell(table, row, i);

            if (cell == NULL)
                sqlite3_bind_null(insert, (int)i + 1);
            else
                sqlite3_bind_text(insert, (int)i + 1, cell, -1, SQLITE_STATIC);
        }
        d->failed = sqlite3_step(insert) != SQLITE_DONE || sqlite3_reset(insert) != SQLITE_OK;
    }
    sqlite3_finalize(insert);
    sqlite3_free(sql);
}

static void describe_table(struct database *d, const char *name, const casus_export *table)
{
    for (size_t i = 0; i < casus_export_column_count(table); i++) {
        struct casus_column column;

        if (casus_export_column(table, i, &column) != CASUS_OK)
            continue;
        sqlite3_str_appendf(d->sql, "INSERT INTO columns VALUES (%Q, %Q, %Q)", name, column.name, column.meaning);
        run(d);
    }
}

static void fill(struct database *d, casus_export *const *tables, const char *const *names, size_t count)
{
    d->sql = sqlite3_str_new(d->file);
    sqlite3_str_appendall(d->sql, "BEGIN; CREATE TABLE columns (\"table\" TEXT, \"column\" TEXT, meaning TEXT)");
    run(d);
    for (size_t i = 0; i < count && !d->failed; i++) {
        create_table(d, names[i], tables[i]);
        if (!d->failed)
            fill_table(d, names[i], tables[i]);
        describe_table(d, names[i], tables[i]);
    }
    sqlite3_str_appendall(d->sql, "COMMIT");
    run(d);
    sqlite3_free(sqlite3_str_finish(d->sql));
}

enum cs_exit cs_database_write(const char *path, casus_export *const *tables, const char *const *names, size_t count)
{
    struct database d = {.failed = false};
    struct casus_failure failure;
    enum cs_exit result = CS_EXIT_FINE;
    unsigned char *bytes = NULL;
    sqlite3_int64 length = 0;

    d.failed = sqlite3_open(":memory:", &d.file) != SQLITE_OK;
    if (!d.failed)
        fill(&d, tables, names, count);
    if (!d.failed)
        bytes = sqlite3_serialize(d.file, "main", &length, 0);
    if (bytes == NULL)
        result = cs_terminal_fail(d.failed && d.file != NULL ? sqlite3_errmsg(d.file) : "");
    else if (casus_file_write(path, (const char *)bytes, (size_t)length, &failure) != CASUS_OK)
        result = cs_terminal_fail(failure.message);
    sqlite3_free(bytes);
    sqlite3_close(d.file);
    return result;
}
