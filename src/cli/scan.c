/* SPDX-License-Identifier: MIT */
/* Runs treaties on the rows of tables, and writes what becomes of duties as it falls. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/scanning.h"

#define BAD_ROWS_SHOWN 20

/* ---- options ---- */

/* "30d" or "12h" in seconds. */
static enum cs_exit read_late(struct cs_scanning *s)
{
    const char *text = cs_invocation_value(s->invocation, "late");
    char *end;
    long long count;

    if (text == NULL)
        return CS_EXIT_FINE;
    errno = 0;
    count = strtoll(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || errno != 0 || count > 366000 ||
        (strcmp(end, "d") != 0 && strcmp(end, "h") != 0))
        return cs_usage(s->invocation->command, "--late %s: a number of days or hours, such as 30d or 12h", text);
    s->wishes.late = count * (*end == 'd' ? 86400 : 3600);
    return CS_EXIT_FINE;
}

/* "256M" in bytes. */
static enum cs_exit read_sort(struct cs_scanning *s)
{
    const char *text = cs_invocation_value(s->invocation, "memory");
    unsigned long long count;
    unsigned shift;
    char *end;

    s->wishes.sort = cs_invocation_value(s->invocation, "sort") != NULL;
    if (s->wishes.sort && s->wishes.late > 0)
        return cs_usage(s->invocation->command, "--sort takes rows in any order, and --late such as are a little late");
    if (text == NULL)
        return CS_EXIT_FINE;
    if (!s->wishes.sort)
        return cs_usage(s->invocation->command, "--memory is of --sort");
    errno = 0;
    count = strtoull(text, &end, 10);
    shift = *end == 'M' ? 20 : 30;
    if (text[0] < '1' || text[0] > '9' || errno != 0 || (strcmp(end, "M") != 0 && strcmp(end, "G") != 0) ||
        count > (SIZE_MAX >> (shift + 1)))
        return cs_usage(s->invocation->command, "--memory %s: a size such as 256M or 2G, at least 1M", text);
    s->wishes.sort_memory = (size_t)count << shift;
    return CS_EXIT_FINE;
}

static enum cs_exit read_order(struct cs_scanning *s)
{
    enum cs_exit result = read_late(s);

    return result == CS_EXIT_FINE ? read_sort(s) : result;
}

static const char *const of_units[] = {"as-of", "reading", "output", "columns"}; /* options */

static enum cs_exit read_choice(struct cs_scanning *s)
{
    const struct cs_command *command = s->invocation->command;
    const char *bad = cs_invocation_value(s->invocation, "bad-rows");
    const char *format = cs_invocation_value(s->invocation, "format");
    const char *why = cs_invocation_value(s->invocation, "why");
    char *end;

    if (bad != NULL && strcmp(bad, "stop") != 0 && strcmp(bad, "skip") != 0)
        return cs_usage(command, "--bad-rows %s: stop or skip", bad);
    s->wishes.skip_bad = bad != NULL && strcmp(bad, "skip") == 0;
    s->unit = cs_invocation_value(s->invocation, "unit");
    if (s->unit != NULL)
        return cs_scanning_unit(s);
    for (size_t i = 0; i < sizeof of_units / sizeof *of_units; i++)
        if (cs_invocation_value(s->invocation, of_units[i]) != NULL)
            return cs_usage(command, "--%s is of units: --unit UNIT says which", of_units[i]);
    if (format != NULL && strcmp(format, "csv") != 0 && strcmp(format, "json") != 0 && strcmp(format, "record") != 0)
        return cs_usage(command, "the format \"%s\" is none of csv, json, record", format);
    s->wishes.form = format == NULL || strcmp(format, "csv") == 0 ? CASUS_SCAN_CSV
                     : strcmp(format, "json") == 0                ? CASUS_SCAN_LINES
                                                                  : CASUS_SCAN_RECORD;
    if (why == NULL)
        return read_order(s);
    errno = 0;
    s->wishes.seek = strtoull(why, &end, 10);
    if (*why < '1' || *why > '9' || *end != '\0' || errno != 0)
        return cs_usage(command, "--why %s: the number of a row that is written, from 1", why);
    if (format != NULL)
        return cs_usage(command, "--why prints reasons, and --format is of rows");
    return read_order(s);
}

/* The maps, each with the tables that stand behind it; --map is the first. */
static enum cs_exit group_tables(struct cs_scanning *s)
{
    const struct cs_invocation *invocation = s->invocation;
    const char *map = cs_invocation_value(invocation, "map");

    if (map != NULL && casus_file_kind(map) != CASUS_TEXT_MAP)
        return cs_usage(invocation->command, "--map %s: the name of a map ends in .map", map);
    if (map != NULL)
        s->groups[s->group_count++] = (struct cs_scan_group){map, 0, 0};
    for (size_t i = 0; i < invocation->count; i++) {
        const char *name = invocation->arguments[i];

        if (casus_file_kind(name) == CASUS_TEXT_MAP) {
            s->groups[s->group_count++] = (struct cs_scan_group){name, s->table_count, s->table_count};
        } else if (casus_file_kind(name) != CASUS_TEXT_NONE) {
            s->texts[s->text_count++] = name;
        } else if (s->group_count == 0) {
            return cs_usage(invocation->command, "what are the columns of the table? --map FILE says it");
        } else {
            struct cs_scan_group *group = &s->groups[s->group_count - 1];

            s->tables[s->table_count++] = name;
            group->end = s->table_count;
        }
    }
    if (s->group_count == 0)
        return cs_usage(invocation->command, "what are the columns of the table? --map FILE says it");
    return CS_EXIT_FINE;
}

static enum cs_exit look_for_twice(const struct cs_scanning *s, const struct cs_scan_group *group)
{
    const char *const *tables = s->tables + group->first;
    bool *again = cs_session_again(tables, group->end - group->first);
    enum cs_exit result = again != NULL ? CS_EXIT_FINE : cs_terminal_fail("");

    for (size_t i = 0; result == CS_EXIT_FINE && i < group->end - group->first; i++)
        if (again[i])
            result = cs_usage(s->invocation->command,
                              "the table \"%s\" is named twice, and each of its rows would count twice", tables[i]);
    free(again);
    return result;
}

/* What is no text of casus is a table. */
static enum cs_exit sort_arguments(struct cs_scanning *s)
{
    const struct cs_invocation *invocation = s->invocation;
    bool whole = s->unit != NULL || s->wishes.form == CASUS_SCAN_RECORD;
    enum cs_exit result;

    s->texts = calloc(invocation->count + 2, sizeof *s->texts);
    s->tables = calloc(invocation->count + 1, sizeof *s->tables);
    s->groups = calloc(invocation->count + 1, sizeof *s->groups);
    s->inputs = calloc(invocation->count + 1, sizeof *s->inputs);
    if (s->texts == NULL || s->tables == NULL || s->groups == NULL || s->inputs == NULL)
        return cs_terminal_fail("");
    result = group_tables(s);
    for (size_t i = 0; result == CS_EXIT_FINE && i < s->group_count; i++)
        result = look_for_twice(s, &s->groups[i]);
    if (result != CS_EXIT_FINE)
        return result;
    for (size_t i = 0; i < s->group_count; i++) {
        if (s->groups[i].first == s->groups[i].end)
            return s->table_count == 0
                       ? cs_usage(invocation->command, "no table is named; - is standard input")
                       : cs_usage(invocation->command, "no table stands behind the map %s", s->groups[i].map);
        s->texts[s->text_count++] = s->groups[i].map;
        s->map_count++;
    }
    if (s->group_count > 1 && !whole)
        return cs_usage(invocation->command, "tables of several maps are taken together with --unit, or with --format "
                                             "record");
    for (size_t i = 0; s->wishes.seek > 0 && i < s->table_count; i++)
        if (strcmp(s->tables[i], "-") == 0)
            return cs_usage(invocation->command, "--why reads a table twice, so it cannot be standard input");
    return CS_EXIT_FINE;
}

/* ---- reading and writing ---- */

static bool write_out(void *context, const char *bytes, size_t length)
{
    (void)context;
    return cs_terminal_write(STDOUT_FILENO, bytes, length);
}

void cs_scanning_end_progress(struct cs_scanning *s)
{
    if (s->progress)
        fprintf(stderr, "\r\033[K");
    s->progress = false;
}

/* "12,345,678" */
static char *grouped(uint64_t number, char out[32])
{
    char plain[32];
    int length = snprintf(plain, sizeof plain, "%llu", (unsigned long long)number), to = 0;

    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            out[to++] = ',';
        out[to++] = plain[i];
    }
    out[to] = '\0';
    return out;
}

/* Of sorted rows, which are taken once all are read, the count begins anew. */
static void begin_taking(struct cs_scanning *s)
{
    s->taking = true;
    clock_gettime(CLOCK_MONOTONIC, &s->began);
}

static void show_progress(void *context, uint64_t rows, uint64_t bytes)
{
    struct cs_scanning *s = context;
    struct timespec now;
    char count[32], rate[32];
    double seconds, part = 0;

    if (!cs_terminal_shows_progress())
        return;
    if (bytes == 0 && !s->taking)
        begin_taking(s);
    if (s->taking && s->jobs > 1) /* the first job tells of its own rows */
        rows *= s->jobs;
    clock_gettime(CLOCK_MONOTONIC, &now);
    seconds = (double)(now.tv_sec - s->began.tv_sec) + (double)(now.tv_nsec - s->began.tv_nsec) / 1e9;
    fprintf(stderr, "\r%s rows%s, %s a second", grouped(rows, count),
            s->taking ? " taken" : s->wishes.sort ? " read to be sorted" : "",
            grouped((uint64_t)((double)rows / (seconds > 0.001 ? seconds : 0.001)), rate));
    if (s->taking && s->read > 0)
        part = (double)rows / (double)(rows > s->read ? rows : s->read);
    else if (s->size > 0 && bytes <= s->size)
        part = (double)bytes / (double)s->size;
    if (part > 0)
        fprintf(stderr, ", %d %%, %.0f s left", (int)(100 * part), seconds * (1 - part) / part);
    fprintf(stderr, "\033[K");
    s->read = s->taking ? s->read : rows;
    s->progress = true;
}

void cs_scanning_show_bad(void *context, const struct casus_bad_row *row)
{
    struct cs_scanning *s = context;
    char message[1024];

    if (s->told++ >= BAD_ROWS_SHOWN)
        return;
    cs_scanning_end_progress(s);
    snprintf(message, sizeof message, "%s:%llu:%zu: %s", row->table, (unsigned long long)row->line, row->column,
             row->cause);
    cs_terminal_plain(message);
    fprintf(stderr, "%s\n", message);
}

/* Each table of a group, for the library. */
static enum cs_exit open_tables(struct cs_scanning *s, const struct cs_scan_group *group,
                                struct casus_scan_input *inputs)
{
    char message[512];

    cs_input_expect(group->end - group->first);
    for (size_t i = group->first; i < group->end; i++) {
        const char *path = s->tables[i];

        if (!cs_input_open(&s->inputs[i], path)) {
            snprintf(message, sizeof message, "could not open \"%.300s\": %s", path, s->inputs[i].refusal);
            cs_terminal_plain(message);
            return cs_terminal_fail(message);
        }
        inputs[i - group->first] = (struct casus_scan_input){strcmp(path, "-") == 0 ? "standard input" : path,
                                                             cs_input_read, &s->inputs[i]};
    }
    return CS_EXIT_FINE;
}

static void close_tables(struct cs_scanning *s, const struct cs_scan_group *group)
{
    for (size_t i = group->first; i < group->end; i++)
        cs_input_close(&s->inputs[i]);
}

static void measure_tables(struct cs_scanning *s)
{
    s->size = 0;
    for (size_t i = 0; i < s->table_count; i++) {
        struct stat stat_of;

        if (stat(s->tables[i], &stat_of) != 0 || !S_ISREG(stat_of.st_mode)) {
            s->size = 0;
            return;
        }
        s->size += (uint64_t)stat_of.st_size;
    }
}

/* ---- scanning ---- */

static enum cs_exit trouble(struct cs_scanning *s, casus_scan *scan, casus_status status)
{
    char message[512];

    cs_scanning_end_progress(s);
    if (status == CASUS_ERR_ARGUMENT) /* a bad row, which was told */
        return CS_EXIT_FINDINGS;
    for (size_t i = 0; i < s->table_count; i++) {
        if (s->inputs[i].refusal == NULL)
            continue;
        snprintf(message, sizeof message, "could not read \"%.200s\": %s", s->tables[i], s->inputs[i].refusal);
        cs_terminal_plain(message);
        return cs_terminal_fail(message);
    }
    return cs_terminal_fail(casus_scan_message(scan));
}

static casus_status read_tables(struct cs_scanning *s, casus_scan *scan, const struct cs_scan_group *group,
                                enum cs_exit *result)
{
    struct casus_scan_input *inputs = calloc(group->end - group->first + 1, sizeof *inputs);
    casus_status status = CASUS_OK;

    if (inputs == NULL)
        *result = cs_terminal_fail("");
    else
        *result = open_tables(s, group, inputs);
    if (*result == CS_EXIT_FINE)
        status = casus_scan_tables(scan, inputs, group->end - group->first);
    free(inputs);
    return status;
}

enum cs_exit cs_scanning_tables(struct cs_scanning *s, const struct cs_session *session,
                                const struct cs_scan_group *group, const struct casus_scan_wishes *wishes,
                                casus_sink sink, casus_scan **out)
{
    casus_status status = casus_scan_new(session->c, wishes, sink, out);
    enum cs_exit result = CS_EXIT_FINE;

    if (status == CASUS_ERR_ARGUMENT)
        return cs_usage(s->invocation->command, "%s", casus_case_message(session->c));
    if (status != CASUS_OK)
        return cs_session_trouble(session);
    if (s->began.tv_sec == 0)
        clock_gettime(CLOCK_MONOTONIC, &s->began);
    status = read_tables(s, *out, group, &result);
    if (status != CASUS_OK)
        result = trouble(s, *out, status);
    close_tables(s, group);
    if (result != CS_EXIT_FINE && (status == CASUS_OK || wishes->seek == 0))
        return result;
    status = casus_scan_end(*out);
    result = status == CASUS_OK ? CS_EXIT_FINE : trouble(s, *out, status);
    cs_scanning_end_progress(s);
    return result;
}

void cs_scanning_count(struct cs_scanning *s, const casus_scan *scan)
{
    struct casus_scan_counts counts;

    casus_scan_counts(scan, &counts);
    s->rows += counts.rows;
    s->bad += counts.bad;
}

enum cs_exit cs_scanning_sum_up(const struct cs_scanning *s, enum cs_exit result)
{
    char rows[32], bad[32];

    if (s->bad == 0 || s->rows == 0) /* of no rows it is the headers */
        return result;
    fprintf(stderr, "casus %s: %s of %s rows %s bad%s\n", s->invocation->command->name, grouped(s->bad, bad),
            grouped(s->rows, rows), s->bad == 1 ? "is" : "are",
            s->wishes.skip_bad ? "; the others were taken" : "; --bad-rows skip goes on with the others");
    return result == CS_EXIT_FINE ? CS_EXIT_FINDINGS : result;
}

static enum cs_exit write_rows(struct cs_scanning *s)
{
    casus_scan *scan = NULL;
    enum cs_exit result =
        cs_scanning_tables(s, &s->session, s->groups, &s->wishes, (casus_sink){write_out, NULL}, &scan);

    if (scan != NULL)
        cs_scanning_count(s, scan);
    result = cs_scanning_sum_up(s, result);
    casus_scan_free(scan);
    return result;
}

/* ---- reasons ---- */

/* The row of an answer that is the one that was found; the last, if it was founded several times. */
static bool find_row(const casus_answer *a, const struct casus_scan_found *found, size_t *out)
{
    bool any = false;

    for (size_t i = 0; i < casus_row_count(a); i++) {
        struct casus_row row;

        if (casus_row_at(a, i, &row) != CASUS_OK || row.holder == NULL || strcmp(row.holder, found->holder) != 0 ||
            strcmp(row.content, found->content) != 0 || strcmp(row.claimant, found->claimant) != 0 ||
            (row.article == NULL) != (found->article == NULL) ||
            (row.article != NULL && strcmp(row.article, found->article) != 0))
            continue;
        *out = i;
        any = true;
    }
    return any;
}

/*
 * Prints the reasons for the row by a run on the record of what has to do with it. *same: it has that state there; if
 * not, nothing is printed, since more has to do with it.
 */
static enum cs_exit print_reasons(struct cs_scanning *s, const struct casus_scan_found *found, const casus_text *record,
                                  bool *same)
{
    struct cs_session why = {.c = NULL};
    struct casus_style style = cs_session_style(s->invocation, CS_FORM_TEXT);
    struct casus_stand stand;
    casus_text text = {.bytes = NULL};
    enum cs_exit result = CS_EXIT_FINE;
    casus_status status = CASUS_OK;
    size_t row = 0;

    *same = false;
    cs_session_init(&why);
    why.wishes.as_of = found->date;
    why.wishes.account = s->wishes.account != NULL ? s->wishes.account : "open";
    if (casus_case_new(&why.c) != CASUS_OK || casus_case_add_files(why.c, s->texts, s->text_count) != CASUS_OK ||
        casus_case_add_text(why.c, "rows.record", record->bytes, record->length) != CASUS_OK ||
        casus_case_check(why.c) != CASUS_OK || casus_answer_new(why.c, &why.wishes, &why.a) != CASUS_OK) {
        result = cs_session_trouble(&why);
    } else if (find_row(why.a, found, &row) && casus_row_stand(why.a, row, 0, &stand) == CASUS_OK &&
               strcmp(stand.state, found->state) == 0) {
        *same = true;
        status = casus_write_why(why.a, row, &style, casus_text_sink(&text));
        result = cs_session_write(s->invocation->command, status, casus_answer_message(why.a), &text, CS_EXIT_FINE);
    }
    cs_session_release(&why);
    return result;
}

/* Runs what has to do with the row that was found again: first what names its particulars, then all up to its date. */
static enum cs_exit run_again(struct cs_scanning *s, const casus_scan *sought, const struct casus_scan_found *found)
{
    struct casus_scan_wishes wishes = s->wishes;
    enum cs_exit result = CS_EXIT_FINE;
    bool same = false;

    wishes.form = CASUS_SCAN_RECORD;
    wishes.seek = 0;
    wishes.about = sought;
    wishes.bad = NULL;
    wishes.skip_bad = true; /* what is bad was told, or is behind the row */
    for (int all = 0; all < 2 && !same && result == CS_EXIT_FINE; all++) {
        casus_text record = {.bytes = NULL};
        casus_scan *scan = NULL;

        wishes.about_all = all == 1;
        result = cs_scanning_tables(s, &s->session, s->groups, &wishes, casus_text_sink(&record), &scan);
        if (result == CS_EXIT_FINE)
            result = print_reasons(s, found, &record, &same);
        casus_scan_free(scan);
        casus_text_free(record.bytes);
    }
    if (result == CS_EXIT_FINE && !same)
        return cs_terminal_fail("the row does not come out again on a record of the rows up to its date");
    return result;
}

static enum cs_exit tell_why(struct cs_scanning *s)
{
    struct casus_scan_wishes wishes = s->wishes;
    struct casus_scan_found found;
    struct casus_scan_counts counts;
    casus_scan *scan = NULL;
    enum cs_exit result;

    wishes.form = CASUS_SCAN_NOTHING;
    result = cs_scanning_tables(s, &s->session, s->groups, &wishes, (casus_sink){NULL, NULL}, &scan);
    if (result == CS_EXIT_FINE && casus_scan_found(scan, &found)) {
        result = run_again(s, scan, &found);
    } else if (result == CS_EXIT_FINE) {
        casus_scan_counts(scan, &counts);
        result = cs_usage(s->invocation->command, "--why %llu: there are %llu rows",
                          (unsigned long long)s->wishes.seek, (unsigned long long)counts.written);
    }
    casus_scan_free(scan);
    return result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct cs_scanning s = {.invocation = invocation};
    enum cs_exit result;

    cs_session_init(&s.session);
    s.wishes = (struct casus_scan_wishes){.size = sizeof s.wishes, .bad = cs_scanning_show_bad,
                                          .progress = show_progress, .context = &s,
                                          .account = cs_invocation_value(invocation, "as")};
    result = read_choice(&s);
    if (result == CS_EXIT_FINE)
        result = cs_scanning_shards(&s);
    if (result == CS_EXIT_FINE)
        result = sort_arguments(&s);
    if (result == CS_EXIT_FINE)
        measure_tables(&s);
    if (result == CS_EXIT_FINE && (s.unit != NULL || s.group_count > 1)) {
        result = cs_scanning_units(&s);
    } else if (result == CS_EXIT_FINE) {
        bool many = false;

        result = cs_session_read(&s.session, invocation, s.texts, s.text_count);
        if (result == CS_EXIT_FINE && s.jobs > 1)
            result = cs_scanning_jobs(&s, &many);
        if (result == CS_EXIT_FINE && !many)
            result = s.wishes.seek > 0 ? tell_why(&s) : write_rows(&s);
    }
    cs_session_release(&s.session);
    free(s.texts);
    free(s.tables);
    free(s.groups);
    free(s.inputs);
    return result;
}

const struct cs_command cs_command_scan = {
    .name = "scan",
    .arguments = "TREATY... --map FILE TABLE... [--format csv|json|record]\n"
                 "                  [--bad-rows stop|skip] [--late 30d] [--sort] [--as ACCOUNT]\n"
                 "                  [--jobs N | --shard I/N]\n"
                 "       casus scan TREATY... (MAP TABLE...)... --unit UNIT [-o FILE]\n"
                 "                  [--format csv|json|sqlite|dta] [--as-of DATE] [--as ACCOUNT]\n"
                 "                  [--reading NAME=ANSWER]...\n"
                 "       casus scan ... --why ROW",
    .summary = "run treaties on the rows of tables, and write what comes of duties",
    .help = "Takes events from tables in the order of time, and writes a row as soon as\n"
            "something has become of a duty: fulfilled, violated, discharged, expired.\n"
            "Duties that still run at the end are not written.\n"
            "\n"
            "The map, a file NAME.map, says what the columns are and what a row says;\n"
            "docs/tables.md describes it. A table is CSV, also compressed with gzip or\n"
            "zstd; - is standard input. The tables of a map stand behind it.\n"
            "\n"
            "With --unit all tables are one record, and what is written is a row for each\n"
            "unit of analysis: duty, occurrence, state-year, dyad-year,\n"
            "directed-dyad-year, alliance-war or member-war, with its answer (yes, no or\n"
            "unknown), why, and the rows of the tables on which it rests.\n"
            "\n"
            "A row that cannot be read, or says what nobody knows, is told with its file,\n"
            "line, column and cause, and nothing is guessed: the scan stops there, or goes\n"
            "on with the next row (--bad-rows skip) and counts it.\n",
    .options = {{"map", "FILE", "what the columns of the tables are"},
                {"unit", "UNIT", "a row for each duty, state-year and so on"},
                {"format", "csv|json|record|sqlite|dta", "rows, or the table as a record"},
                {"output", "FILE", "where units are written (-o); else standard output"},
                {"columns", "NAME,...", "units: only these columns, in this order"},
                {"bad-rows", "stop|skip", "at a bad row stop (as usual), or go on"},
                {"late", "TIME", "sort in rows that are late by up to 30d, 12h"},
                {"sort", NULL, "rows stand in any order: sort them first"},
                {"memory", "SIZE", "in so much memory, as 2G (usual: 256M), then a file"},
                {"jobs", "N", "N processes at once; the same rows come out"},
                {"shard", "I/N", "only the Ith of N shards, for casus merge"},
                {"why", "ROW", "the reasons for a row, by its number"},
                {"as-of", "DATE", "units: what had come of it by the end of this day"},
                {"reading", "NAME=ANSWER", "units: only where the text is read so"},
                CS_OPTION_AS,
                CS_OPTION_GRADE},
    .many = "reading",
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
