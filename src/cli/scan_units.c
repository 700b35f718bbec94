/* SPDX-License-Identifier: MIT */
/*
 * Units of `casus scan`: the rows of all tables are one record, each map read with the tables behind it; the record is
 * run with the treaties as any other, and the units of its ledger are written.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/database.h"
#include "cli/scanning.h"
#include "cli/stata.h"

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), end = strlen(ending);

    return length >= end && strcmp(text + length - end, ending) == 0;
}

/* csv, json, sqlite or dta; by the ending of the file where none is given. */
static const char *format_of(const struct cs_scanning *s)
{
    const char *format = cs_invocation_value(s->invocation, "format");
    const char *output = cs_invocation_value(s->invocation, "output");

    if (format != NULL || output == NULL)
        return format != NULL ? format : "csv";
    return ends_with(output, ".db") || ends_with(output, ".sqlite")    ? "sqlite"
           : ends_with(output, ".json") || ends_with(output, ".jsonl") ? "json"
           : ends_with(output, ".dta")                                 ? "dta"
                                                                       : "csv";
}

enum cs_exit cs_scanning_unit(struct cs_scanning *s)
{
    const struct cs_command *command = s->invocation->command;
    const char *output = cs_invocation_value(s->invocation, "output");
    const char *why = cs_invocation_value(s->invocation, "why");
    const char *format = format_of(s);
    static const char *const foreign[] = {".parquet", ".arrow", ".feather", ".xlsx", ".rds", ".sav"};
    size_t i = 0;
    char *end;

    while (casus_unit_name(i) != NULL && strcmp(casus_unit_name(i), s->unit) != 0)
        i++;
    if (casus_unit_name(i) == NULL)
        return cs_usage(command, "the unit \"%s\" is none of duty, occurrence, state-year, dyad-year, "
                                 "directed-dyad-year, alliance-war, member-war", s->unit);
    if (strcmp(format, "csv") != 0 && strcmp(format, "json") != 0 && strcmp(format, "sqlite") != 0 &&
        strcmp(format, "dta") != 0)
        return cs_usage(command, "the format of units is csv, json, sqlite or dta, not \"%s\"", format);
    for (i = 0; output != NULL && i < sizeof foreign / sizeof *foreign; i++)
        if (ends_with(output, foreign[i]))
            return cs_usage(command, "no file of units is written as %s; it is FILE.csv, .json, .db or .dta",
                            foreign[i]);
    if ((strcmp(format, "sqlite") == 0 || strcmp(format, "dta") == 0) && output == NULL)
        return cs_usage(command, "%s is a file: -o FILE.%s", format, strcmp(format, "dta") == 0 ? "dta" : "db");
    if (cs_invocation_value(s->invocation, "late") != NULL ||
        cs_invocation_value(s->invocation, "sort") != NULL || cs_invocation_value(s->invocation, "memory") != NULL)
        return cs_usage(command, "--late and --sort are of rows as they fall: for units the order of the rows does not "
                                 "matter");
    if (why == NULL)
        return CS_EXIT_FINE;
    errno = 0;
    s->wishes.seek = strtoull(why, &end, 10);
    if (*why < '1' || *why > '9' || *end != '\0' || errno != 0)
        return cs_usage(command, "--why %s: the number of a row that is written, from 1", why);
    return CS_EXIT_FINE;
}

/* ---- the record ---- */

/* The rows of one group as a record. */
static enum cs_exit read_group(struct cs_scanning *s, const struct cs_scan_group *group, casus_text *out)
{
    struct casus_scan_wishes wishes = s->wishes;
    struct cs_session session;
    casus_scan *scan = NULL;
    const char **texts;
    enum cs_exit result;

    wishes.form = CASUS_SCAN_RECORD;
    wishes.seek = 0;
    wishes.account = NULL;
    wishes.first_table = group->first;
    wishes.sort = wishes.sort || s->unit != NULL; /* for units the order of the rows does not matter */
    texts = calloc(s->text_count + 1, sizeof *texts);
    if (texts == NULL)
        return cs_terminal_fail("");
    memcpy(texts, s->texts, (s->text_count - s->map_count) * sizeof *texts);
    texts[s->text_count - s->map_count] = group->map;
    cs_session_init(&session);
    result = cs_session_read(&session, s->invocation, texts, s->text_count - s->map_count + 1);
    if (result == CS_EXIT_FINE)
        result = cs_scanning_tables(s, &session, group, &wishes, casus_text_sink(out), &scan);
    if (scan != NULL)
        cs_scanning_count(s, scan);
    casus_scan_free(scan);
    cs_session_release(&session);
    free(texts);
    return result;
}

/* The records of all groups, each with a name of its own. */
struct records { casus_text *texts; char (*names)[32]; const char **pointers; size_t count; };

static enum cs_exit read_records(struct cs_scanning *s, struct records *r)
{
    enum cs_exit result = CS_EXIT_FINE;

    r->texts = calloc(s->group_count + 1, sizeof *r->texts);
    r->names = calloc(s->group_count + 1, sizeof *r->names);
    r->pointers = calloc(s->group_count + 1, sizeof *r->pointers);
    if (r->texts == NULL || r->names == NULL || r->pointers == NULL)
        return cs_terminal_fail("");
    for (; r->count < s->group_count && result == CS_EXIT_FINE; r->count++) {
        snprintf(r->names[r->count], sizeof *r->names, "rows%zu.record", r->count + 1);
        r->pointers[r->count] = r->names[r->count];
        result = read_group(s, &s->groups[r->count], &r->texts[r->count]);
    }
    return result;
}

static void free_records(struct records *r)
{
    for (size_t i = 0; r->texts != NULL && i < r->count; i++)
        casus_text_free(r->texts[i].bytes);
    free(r->texts);
    free(r->names);
    free(r->pointers);
}

static enum cs_exit write_records(const struct records *r)
{
    enum cs_exit result = CS_EXIT_FINE;

    for (size_t i = 0; i < r->count && result == CS_EXIT_FINE; i++)
        result = cs_terminal_text(&r->texts[i], CS_EXIT_FINE);
    return result;
}

/* ---- units ---- */

static enum cs_exit write_table(struct cs_scanning *s, casus_export *table)
{
    const char *output = cs_invocation_value(s->invocation, "output");
    const char *format = format_of(s);
    casus_text text = {.bytes = NULL};
    struct casus_failure failure;
    enum cs_exit result;
    casus_status status;

    if (strcmp(format, "sqlite") == 0)
        return cs_database_write(output, (casus_export *const[]){table}, &s->unit, 1);
    if (strcmp(format, "dta") == 0)
        return cs_stata_write(output, table, s->unit);
    status = strcmp(format, "json") == 0 ? casus_write_export_lines(table, casus_text_sink(&text))
                                         : casus_write_export(table, false, casus_text_sink(&text));
    if (status != CASUS_OK)
        result = cs_terminal_fail("");
    else if (output == NULL || strcmp(output, "-") == 0)
        result = cs_terminal_text(&text, CS_EXIT_FINE);
    else
        result = casus_file_write(output, text.bytes, text.length, &failure) == CASUS_OK
                     ? CS_EXIT_FINE : cs_terminal_fail(failure.message);
    casus_text_free(text.bytes);
    return result;
}

/* --columns a,b,c: only these, in this order. */
static enum cs_exit keep_columns(struct cs_scanning *s, casus_export *table)
{
    const char *list = cs_invocation_value(s->invocation, "columns");
    char *copy = list != NULL ? strdup(list) : NULL, *at = copy;
    const char *names[64];
    enum cs_exit result = CS_EXIT_FINE;
    size_t count = 0, missing = 0;
    casus_status status;

    if (list == NULL)
        return CS_EXIT_FINE;
    if (copy == NULL)
        return cs_terminal_fail("");
    for (char *comma = at; comma != NULL && count < sizeof names / sizeof *names; at = comma + 1) {
        comma = strchr(at, ',');
        if (comma != NULL)
            *comma = '\0';
        names[count++] = at;
        if (comma == NULL)
            break;
    }
    status = casus_export_keep(table, names, count, &missing);
    if (status == CASUS_ERR_ARGUMENT)
        result = cs_usage(s->invocation->command, "--columns: the unit %s has no column \"%s\"", s->unit,
                          names[missing]);
    else if (status != CASUS_OK)
        result = cs_terminal_fail("");
    free(copy);
    return result;
}

/* The reasons for a row of units: those of the row of the ledger that tells most of it. */
static enum cs_exit tell_why(struct cs_scanning *s, casus_export *table)
{
    struct casus_style style = cs_session_style(s->invocation, CS_FORM_TEXT);
    casus_text text = {.bytes = NULL};
    casus_status status;
    size_t row;

    style.format = CASUS_TEXT;
    if (s->wishes.seek > casus_export_row_count(table))
        return cs_usage(s->invocation->command, "--why %llu: there are %llu rows", (unsigned long long)s->wishes.seek,
                        (unsigned long long)casus_export_row_count(table));
    if (!casus_export_ledger_row(table, (size_t)s->wishes.seek - 1, &row))
        return cs_usage(s->invocation->command, "--why: an occurrence rests on its row of the table alone");
    status = casus_write_why(s->session.a, row, &style, casus_text_sink(&text));
    return cs_session_write(s->invocation->command, status, casus_answer_message(s->session.a), &text, CS_EXIT_FINE);
}

static enum cs_exit run_units(struct cs_scanning *s, const struct records *r)
{
    casus_export *table = NULL;
    enum cs_exit result;

    s->session.texts = r->pointers;
    s->session.text_bytes = r->texts;
    s->session.text_count = r->count;
    result = cs_session_read(&s->session, s->invocation, s->texts, s->text_count);
    if (result == CS_EXIT_FINE)
        result = cs_session_wish(&s->session, s->invocation, cs_invocation_value(s->invocation, "as-of"), NULL,
                                 cs_invocation_value(s->invocation, "as"));
    if (result == CS_EXIT_FINE)
        result = cs_session_run(&s->session, s->invocation);
    if (result != CS_EXIT_FINE)
        return result;
    if (casus_units_new(s->session.a, s->unit, &table) != CASUS_OK)
        return cs_terminal_fail(casus_answer_message(s->session.a));
    if (s->wishes.seek > 0)
        result = tell_why(s, table);
    else if ((result = keep_columns(s, table)) == CS_EXIT_FINE)
        result = write_table(s, table);
    casus_export_free(table);
    return result;
}

enum cs_exit cs_scanning_units(struct cs_scanning *s)
{
    struct records r = {.texts = NULL};
    enum cs_exit result = read_records(s, &r);

    if (result == CS_EXIT_FINE)
        result = s->unit != NULL ? run_units(s, &r) : write_records(&r);
    free_records(&r);
    return cs_scanning_sum_up(s, result);
}
