/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>

#include "cli/database.h"
#include "cli/session.h"

#define TABLES_MAX 8

/* Which table is asked for, and in which form. */
struct exporting {
    const struct cs_invocation *invocation;
    const char *const *paths;
    size_t path_count;
    const char *table;  /* NULL: all, which only a database has */
    const char *output; /* NULL: standard output */
    bool database, json;
    struct cs_session session;
};

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), end = strlen(ending);

    return length >= end && strcmp(text + length - end, ending) == 0;
}

static bool is_table(const char *word)
{
    for (size_t i = 0; casus_export_name(i) != NULL; i++)
        if (strcmp(casus_export_name(i), word) == 0)
            return true;
    return false;
}

static enum cs_exit read_options(struct exporting *e)
{
    const struct cs_invocation *invocation = e->invocation;
    const char *format = cs_invocation_value(invocation, "format");

    e->output = cs_invocation_value(invocation, "output");
    e->table = is_table(invocation->arguments[0]) ? invocation->arguments[0] : NULL;
    e->paths = invocation->arguments + (e->table != NULL);
    e->path_count = invocation->count - (e->table != NULL);
    if (format == NULL)
        format = e->output == NULL                                                  ? "csv"
                 : ends_with(e->output, ".db") || ends_with(e->output, ".sqlite")   ? "sqlite"
                 : ends_with(e->output, ".json")                                    ? "json"
                                                                                    : "csv";
    e->database = strcmp(format, "sqlite") == 0;
    e->json = strcmp(format, "json") == 0;
    if (!e->database && !e->json && strcmp(format, "csv") != 0)
        return cs_usage(invocation->command, "the format is csv, json or sqlite, not \"%s\"", format);
    if (e->path_count == 0)
        return cs_usage(invocation->command, "no file is named");
    if (!e->database && e->table == NULL)
        return cs_usage(invocation->command, "which table? events, claims, sources, duties or questions; a database "
                                             "(-o FILE.db) has all");
    if (e->database && (e->output == NULL || strcmp(e->output, "-") == 0))
        return cs_usage(invocation->command, "a database is a file: -o FILE.db");
    return CS_EXIT_FINE;
}

static enum cs_exit failed(const struct exporting *e, casus_status status)
{
    return status == CASUS_ERR_ARGUMENT ? cs_usage(e->invocation->command, "%s", casus_answer_message(e->session.a))
                                        : cs_terminal_fail(casus_answer_message(e->session.a));
}

static enum cs_exit write_database(struct exporting *e)
{
    casus_export *tables[TABLES_MAX] = {NULL};
    const char *names[TABLES_MAX];
    enum cs_exit result = CS_EXIT_FINE;
    size_t count = 0;

    for (size_t i = 0; result == CS_EXIT_FINE && casus_export_name(i) != NULL && count < TABLES_MAX; i++) {
        casus_status status;

        if (e->table != NULL && strcmp(e->table, casus_export_name(i)) != 0)
            continue;
        names[count] = casus_export_name(i);
        status = casus_export_new(e->session.a, names[count], &tables[count]);
        count++;
        if (status != CASUS_OK)
            result = failed(e, status);
    }
    if (result == CS_EXIT_FINE)
        result = cs_database_write(e->output, tables, names, count);
    for (size_t i = 0; i < count; i++)
        casus_export_free(tables[i]);
    return result;
}

static enum cs_exit write_table(struct exporting *e)
{
    casus_export *table;
    casus_text text = {.bytes = NULL};
    struct casus_failure failure;
    enum cs_exit result;
    casus_status status = casus_export_new(e->session.a, e->table, &table);

    if (status == CASUS_OK)
        status = casus_write_export(table, e->json, casus_text_sink(&text));
    casus_export_free(table);
    if (status != CASUS_OK)
        result = failed(e, status);
    else if (e->output == NULL || strcmp(e->output, "-") == 0)
        result = cs_terminal_text(&text, CS_EXIT_FINE);
    else
        result = casus_file_write(e->output, text.bytes, text.length, &failure) == CASUS_OK
                     ? CS_EXIT_FINE : cs_terminal_fail(failure.message);
    casus_text_free(text.bytes);
    return result;
}

static enum cs_exit write_dictionary(void)
{
    casus_text text = {.bytes = NULL};
    enum cs_exit result = casus_write_dictionary(casus_text_sink(&text)) == CASUS_OK
                              ? cs_terminal_text(&text, CS_EXIT_FINE) : cs_terminal_fail("");

    casus_text_free(text.bytes);
    return result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct exporting e = {.invocation = invocation};
    enum cs_exit result;

    if (invocation->count == 1 && strcmp(invocation->arguments[0], "columns") == 0)
        return write_dictionary();
    result = read_options(&e);
    if (result != CS_EXIT_FINE)
        return result;
    cs_session_init(&e.session);
    result = cs_session_open(&e.session, invocation, e.paths, e.path_count, cs_invocation_value(invocation, "as"));
    if (result == CS_EXIT_FINE)
        result = e.database ? write_database(&e) : write_table(&e);
    cs_session_release(&e.session);
    return result;
}

const struct cs_command cs_command_export = {
    .name = "export",
    .arguments = "[TABLE] FILE... [-o FILE] [--as-of DATE]\n"
                 "                    [--known-on DATE] [--as ACCOUNT] [--grade GRADE,...]\n"
                 "                    [--reading NAME=ANSWER]... [--suppose LINE]...\n"
                 "                    [--format csv|json|sqlite]\n"
                 "       casus export columns",
    .summary = "write the record and its ledger as tables: CSV, JSON, SQLite",
    .help = "TABLE is one of these, a row each for:\n"
            "\n"
            "  events     an entry of the records\n"
            "  claims     what somebody says of an entry\n"
            "  sources    a document\n"
            "  duties     a row of the ledger on an account, with its dates\n"
            "  questions  a question on an account, with its answer\n"
            "\n"
            "csv and json are one table, sqlite a file with all of them, or with the one that\n"
            "is named; Datasette opens it. The ending of the file says the format:\n"
            "\n"
            "  casus export duties my.record > duties.csv\n"
            "  casus export my.record -o my.db\n"
            "\n"
            "`casus export columns` says what each column means (docs/data.md).\n",
    .options = {{"output", "FILE", "where it is written (-o); else standard output"},
                {"as-of", "DATE", "what had come of it by the end of this day"},
                CS_OPTION_KNOWN_ON,
                CS_OPTION_AS,
                CS_OPTION_GRADE,
                {"reading", "NAME=ANSWER", "only where the text is read so; several may be given"},
                CS_OPTION_SUPPOSE,
                {"format", "csv|json|sqlite", "a table for programs; a database"}},
    .many = "reading suppose",
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
