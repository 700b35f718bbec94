/* SPDX-License-Identifier: MIT */
#include "cli/session.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void cs_session_init(struct cs_session *session)
{
    memset(session, 0, sizeof *session);
    cs_case_init(&session->c);
}

void cs_session_release(struct cs_session *session)
{
    cs_ledger_free(session->ledger);
    if (session->run != NULL)
        cs_run_free(session->run);
    if (session->docket != NULL)
        cs_docket_free(session->docket);
    cs_documents_release(&session->documents);
    cs_case_release(&session->c);
}

enum cs_exit cs_session_trouble(const struct cs_session *session)
{
    return cs_terminal_trouble(&session->c.failure);
}

enum cs_exit cs_session_kinds(const struct cs_command *command, const char *const *paths, size_t count)
{
    enum cs_source_kind kind;

    for (size_t i = 0; i < count; i++)
        if (!cs_case_kind(paths[i], &kind))
            return cs_usage(command, "the name of \"%s\" does not end in .casus, .treaty or .record", paths[i]);
    return CS_EXIT_FINE;
}

enum cs_exit cs_session_add(struct cs_session *session, const char *const *paths, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cs_case_add(&session->c, paths[i]) != CASUS_OK)
            return cs_session_trouble(session);
    session->zone = cs_case_zone(&session->c);
    return CS_EXIT_FINE;
}

enum cs_exit cs_session_add_lines(struct cs_session *session, const char *name, const char *lines)
{
    int32_t zone = session->zone, east = zone < 0 ? -zone : zone;
    struct cs_buffer text;
    casus_status status;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "zone %c%02d:%02d\n%s\n", zone < 0 ? '-' : '+', (int)(east / 60), (int)(east % 60), lines);
    status = text.failed ? cs_fail_memory(&session->c.failure)
                         : cs_case_add_text(&session->c, name, CS_SOURCE_RECORD, cs_buffer_string(&text), text.length);
    cs_buffer_release(&text);
    return status == CASUS_OK ? CS_EXIT_FINE : cs_session_trouble(session);
}

/* They are the affair of `casus check`. */
static void drop_warnings(struct cs_diagnostics *diagnostics)
{
    size_t count = 0;

    for (size_t i = 0; i < diagnostics->count; i++)
        if (cs_diagnostic_severity(diagnostics->items[i].code) == CS_SEVERITY_ERROR)
            diagnostics->items[count++] = diagnostics->items[i];
    diagnostics->count = count;
    diagnostics->warning_count = 0;
}

enum cs_exit cs_session_check(struct cs_session *session)
{
    struct cs_buffer text;

    if (cs_case_check(&session->c) != CASUS_OK)
        return cs_session_trouble(session);
    if (session->c.plan != NULL)
        return CS_EXIT_FINE;
    drop_warnings(&session->c.diagnostics);
    cs_buffer_init(&text);
    cs_diagnostics_show(&session->c.diagnostics, cs_terminal_colours(STDERR_FILENO), &text);
    if (text.failed)
        cs_fail_memory(&session->c.failure);
    else
        cs_terminal_tell(&text);
    cs_buffer_release(&text);
    return session->c.failure.status == CASUS_OK ? CS_EXIT_FINDINGS : cs_session_trouble(session);
}

/* ---- dates ---- */

enum cs_exit cs_session_date(const struct cs_session *session, const struct cs_command *command, const char *option,
                             const char *text, cs_instant *end, char out[32])
{
    struct cs_moment moment;
    const char *wrong = cs_moment_parse(text, strlen(text), session->zone, &moment);

    if (wrong != NULL)
        return cs_usage(command, "the date \"%s\" of --%s cannot be: %s", text, option, wrong);
    *end = moment.end;
    if (moment.form == CS_MOMENT_TIME)
        cs_instant_text(moment.start, moment.offset, out);
    else
        cs_day_text(moment.last, out);
    return CS_EXIT_FINE;
}

/* The last date of the records: as a day, if it ends with one in the zone of the report. */
static void name_end(struct cs_session *session)
{
    cs_day day = cs_day_of(session->end - 1, session->zone);

    if (cs_day_start(day + 1, session->zone) == session->end)
        cs_day_text(day, session->as_of);
    else
        cs_instant_text(session->end - 1, session->zone, session->as_of);
}

enum cs_exit cs_session_dates(struct cs_session *session, const struct cs_command *command, const char *as_of,
                              const char *known_on)
{
    session->as_of_said = as_of != NULL;
    session->known_given = known_on != NULL;
    if (known_on != NULL && cs_session_date(session, command, "known-on", known_on, &session->known,
                                            session->known_on) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    if (as_of != NULL)
        return cs_session_date(session, command, "as-of", as_of, &session->end, session->as_of);
    if (!cs_case_last(&session->c, &session->end))
        return cs_usage(command, "the files hold no dated entry; a date is needed: --as-of DATE");
    name_end(session);
    return CS_EXIT_FINE;
}

/* ---- names ---- */

static enum cs_exit unknown_party(const struct cs_session *session, const struct cs_command *command, const char *text)
{
    const struct cs_symbols *symbols = &session->c.symbols;
    const char **names = calloc(symbols->particular_count + 1, sizeof *names);
    struct cs_buffer near;

    cs_buffer_init(&near);
    for (size_t i = 0; names != NULL && i < symbols->particular_count; i++)
        names[i] = cs_names_text(&session->c.names, symbols->particulars[i].name);
    cs_usage_near(text, names, names != NULL ? symbols->particular_count : 0, &near);
    cs_usage(command, "nobody in these files is called \"%s\"%s", text, cs_buffer_string(&near));
    cs_buffer_release(&near);
    free(names);
    return CS_EXIT_USAGE;
}

enum cs_exit cs_session_party(const struct cs_session *session, const struct cs_command *command, const char *text,
                              cs_name *out)
{
    return cs_case_party(&session->c, text, out) ? CS_EXIT_FINE : unknown_party(session, command, text);
}

/* ---- running ---- */

enum cs_exit cs_session_run(struct cs_session *session, const struct cs_command *command, const char *account)
{
    struct cs_failure *failure = &session->c.failure;
    const struct cs_plan *plan = session->c.plan;
    cs_name only = CS_NO_NAME;

    if (account != NULL && strcmp(account, "open") != 0 &&
        cs_session_party(session, command, account, &only) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    if (cs_docket_new(plan, session->known_given, session->known, session->end, 0, failure, &session->docket) !=
            CASUS_OK ||
        cs_run_new(session->docket, session->end, &session->run) != CASUS_OK ||
        cs_ledger_new(session->run, account != NULL, only, &session->ledger) != CASUS_OK)
        return cs_session_trouble(session);
    return CS_EXIT_FINE;
}

enum cs_exit cs_session_sources(struct cs_session *session, const char *folder)
{
    struct stat about = {.st_mode = 0};

    if (folder != NULL && stat(folder, &about) != 0 && errno != ENOENT && errno != ENOTDIR) {
        cs_file_fail(&session->c.failure, "cannot look into the folder of documents", folder, errno);
        return cs_session_trouble(session);
    }
    if (folder != NULL && !S_ISDIR(about.st_mode)) {
        cs_fail(&session->c.failure, CASUS_ERR_IO, "there is no folder \"%s\" of documents", folder);
        return cs_session_trouble(session);
    }
    if (cs_documents_read(&session->documents, session->c.files, folder, &session->c.failure) != CASUS_OK)
        return cs_session_trouble(session);
    return CS_EXIT_FINE;
}

enum cs_exit cs_session_open(struct cs_session *session, const struct cs_invocation *invocation,
                             const char *const *paths, size_t count, const char *account)
{
    const struct cs_command *command = invocation->command;
    enum cs_exit result = cs_session_kinds(command, paths, count);

    if (result == CS_EXIT_FINE)
        result = cs_session_add(session, paths, count);
    if (result == CS_EXIT_FINE)
        result = cs_session_check(session);
    if (result == CS_EXIT_FINE)
        result = cs_session_dates(session, command, cs_invocation_value(invocation, "as-of"),
                                  cs_invocation_value(invocation, "known-on"));
    if (result == CS_EXIT_FINE)
        result = cs_session_run(session, command, account);
    return result;
}

enum cs_exit cs_session_form(const struct cs_invocation *invocation, bool csv, enum cs_form *out)
{
    const char *text = cs_invocation_value(invocation, "format");

    *out = CS_FORM_TEXT;
    if (text == NULL || strcmp(text, "text") == 0)
        return CS_EXIT_FINE;
    if (strcmp(text, "json") == 0)
        *out = CS_FORM_JSON;
    else if (csv && strcmp(text, "csv") == 0)
        *out = CS_FORM_CSV;
    else
        return cs_usage(invocation->command, "the format \"%s\" is none of text, json%s", text, csv ? ", csv" : "");
    return CS_EXIT_FINE;
}

struct cs_report cs_session_report(const struct cs_session *session)
{
    return (struct cs_report){.ledger = session->ledger,
                              .as_of = session->as_of,
                              .as_of_said = session->as_of_said,
                              .known_on = session->known_given ? session->known_on : NULL,
                              .documents = &session->documents,
                              .colour = cs_terminal_colours(STDOUT_FILENO)};
}
