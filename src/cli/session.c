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
    cs_buffer_init(&session->readings);
}

void cs_session_release(struct cs_session *session)
{
    cs_ledger_free(session->ledger);
    if (session->run != NULL)
        cs_run_free(session->run);
    if (session->docket != NULL)
        cs_docket_free(session->docket);
    cs_documents_release(&session->documents);
    cs_buffer_release(&session->readings);
    cs_case_release(&session->c);
}

enum cs_exit cs_session_trouble(const struct cs_session *session)
{
    return cs_terminal_trouble(&session->c.failure);
}

static enum cs_exit ending_wrong(const struct cs_command *command, const char *path)
{
    const char *near;
    struct cs_case c;

    cs_case_init(&c);
    near = cs_case_near(&c, path);
    if (near != NULL)
        cs_usage(command, "the name of \"%s\" does not end in .casus, .treaty or .record; did you mean \"%s\"?", path, near);
    else
        cs_usage(command, "the name of \"%s\" does not end in .casus, .treaty or .record", path);
    cs_case_release(&c);
    return CS_EXIT_USAGE;
}

enum cs_exit cs_session_kinds(const struct cs_command *command, const char *const *paths, size_t count)
{
    enum cs_source_kind kind;

    for (size_t i = 0; i < count; i++)
        if (!cs_case_kind(paths[i], &kind))
            return ending_wrong(command, paths[i]);
    return CS_EXIT_FINE;
}

enum cs_exit cs_session_add(struct cs_session *session, const char *const *paths, size_t count)
{
    if (cs_case_add_all(&session->c, paths, count) != CASUS_OK)
        return cs_session_trouble(session);
    session->zone = cs_case_zone(&session->c);
    return CS_EXIT_FINE;
}

/* The words as a text of their own, for mistakes in them. */
static casus_status keep_words(struct cs_session *session, const char *name, const char *words, size_t start)
{
    struct cs_arena *arena = &session->c.arena;
    const struct cs_file *file = session->c.files;
    const char *copy = cs_arena_text(arena, words, strlen(words));
    struct cs_source *source = copy != NULL ? cs_source_new(arena, name, CS_SOURCE_RECORD, copy, strlen(words)) : NULL;

    if (source == NULL)
        return cs_fail_memory(&session->c.failure);
    source->loose = true;
    while (file->next != NULL)
        file = file->next;
    session->said = (struct cs_session_words){.line = file->source, .words = source, .start = (uint32_t)start};
    return CASUS_OK;
}

enum cs_exit cs_session_add_line(struct cs_session *session, const char *name, const char *before, const char *words,
                                 const char *behind)
{
    int32_t zone = session->zone, east = zone < 0 ? -zone : zone;
    const struct cs_file *last = session->c.files;
    struct cs_buffer text;
    casus_status status;
    size_t start;

    while (last != NULL && last->next != NULL)
        last = last->next;
    cs_buffer_init(&text);
    if (last != NULL && last->hand != CS_NO_NAME)
        cs_buffer_printf(&text, "hand %s\n", cs_names_text(&session->c.names, last->hand));
    cs_buffer_printf(&text, "zone %c%02d:%02d\n%s", zone < 0 ? '-' : '+', (int)(east / 60), (int)(east % 60), before);
    start = text.length;
    cs_buffer_printf(&text, "%s%s\n", words, behind);
    status = text.failed ? cs_fail_memory(&session->c.failure)
                         : cs_case_add_text(&session->c, name, CS_SOURCE_RECORD, cs_buffer_string(&text), text.length);
    cs_buffer_release(&text);
    if (status == CASUS_OK)
        status = keep_words(session, name, words, start);
    return status == CASUS_OK ? CS_EXIT_FINE : cs_session_trouble(session);
}

/* A place in the line that was made of the user's words, as a place in these. True if it lies behind them. */
static bool find_in_words(const struct cs_session_words *said, struct cs_span *span)
{
    uint32_t length, start = span->start, end = span->end;

    if (said->words == NULL || span->source != said->line)
        return false;
    length = (uint32_t)said->words->length;
    span->source = said->words;
    span->start = start < said->start ? 0 : start - said->start < length ? start - said->start : length;
    span->end = end < said->start ? 0 : end - said->start < length ? end - said->start : length;
    return start >= said->start + length;
}

/* Mistakes in the words of the user are shown in them, not in the line that was made of them. */
static void show_in_words(struct cs_session *session)
{
    static const char as[] = "\"as\" should stand here"; /* that follows in the line, and the user did not write it */

    for (size_t i = 0; i < session->c.diagnostics.count; i++) {
        struct cs_diagnostic *item = &session->c.diagnostics.items[i];

        if (find_in_words(&session->said, &item->span)) {
            item->code = DIAG_SOMETHING_MISSING;
            item->message = "something is missing at the end";
            item->help = NULL;
        } else if (item->span.source == session->said.words && strncmp(item->message, as, sizeof as - 1) == 0) {
            item->message = "the sentence should end before this";
        }
        find_in_words(&session->said, &item->other);
    }
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

    if (session->grades != NULL && cs_case_grades(&session->c, session->grades) == CASUS_ERR_ARGUMENT)
        return cs_usage(NULL, "--grade %s: %s", session->grades, session->c.failure.message);
    if (cs_case_check(&session->c) != CASUS_OK)
        return cs_session_trouble(session);
    if (session->c.plan != NULL)
        return CS_EXIT_FINE;
    drop_warnings(&session->c.diagnostics);
    show_in_words(session);
    cs_buffer_init(&text);
    cs_diagnostics_show(&session->c.diagnostics, cs_terminal_colours(STDERR_FILENO), &text);
    cs_terminal_hint(STDERR_FILENO, &session->c.diagnostics, &text);
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

cs_name cs_session_words(const struct cs_case *c, const char *words)
{
    struct cs_buffer text;
    cs_name name;

    cs_buffer_init(&text);
    for (; *words != '\0'; words++)
        if (*words != ' ' || words[1] != ' ')
            cs_buffer_char(&text, *words);
    name = cs_names_find(&c->names, cs_buffer_string(&text), text.length);
    cs_buffer_release(&text);
    return name;
}

cs_name cs_session_spelt(const struct cs_case *c, cs_name name)
{
    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        for (const struct cs_name_line *line = file->names; line != NULL; line = line->next)
            if (line->name == name && line->also_of != CS_NO_NAME)
                return line->also_of;
    return name;
}

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

/* Every answer once: one that counts at several times has a line for each. */
static bool named_before(const struct cs_reading *reading, const struct cs_reading_answer *answer)
{
    const struct cs_reading_answer *a = reading->answers;

    while (a->name != answer->name)
        a = a->next;
    return a != answer;
}

/* The answers of a reading, for whoever named one that it has not. */
static enum cs_exit unknown_answer(const struct cs_command *command, const char *given,
                                   const struct cs_reading *reading, const struct cs_names *names)
{
    struct cs_buffer answers;

    cs_buffer_init(&answers);
    for (const struct cs_reading_answer *a = reading->answers; a != NULL; a = a->next)
        if (!named_before(reading, a))
            cs_buffer_printf(&answers, "%s%s", answers.length > 0 ? ", " : "", cs_names_text(names, a->name));
    cs_usage(command, "--reading %s: the answers of \"%s\" are %s", given, cs_names_text(names, reading->name),
             cs_buffer_string(&answers));
    cs_buffer_release(&answers);
    return CS_EXIT_USAGE;
}

/* Does a time of a reading have the answer? Then only the worlds of it are left. */
static bool keep_worlds(struct cs_session *session, uint32_t reading, cs_name answer)
{
    const struct cs_plan_reading *time = &session->c.plan->readings[reading];

    for (uint32_t k = 0; k < time->answer_count; k++)
        if (time->answers[k]->name == answer) {
            cs_ledger_within(session->ledger, cs_docket_reads(session->docket, reading, k));
            return true;
        }
    return false;
}

/*
 * The worlds of one reading, at each time that has the answer (R 3); what the record has fixed is in all worlds so, or
 * in none.
 */
static enum cs_exit choose_reading(struct cs_session *session, const struct cs_command *command, const char *given)
{
    const struct cs_plan *plan = session->c.plan;
    const char *sign = strchr(given, '=');
    size_t length = sign != NULL ? (size_t)(sign - given) : 0;
    cs_name name = cs_names_find(&session->c.names, given, length);
    cs_name answer = sign != NULL ? cs_names_find(&session->c.names, sign + 1, strlen(sign + 1)) : CS_NO_NAME;
    const struct cs_reading *reading = NULL;
    bool has_answer = false;

    if (sign == NULL)
        return cs_usage(command, "--reading %s: a reading is given as NAME=ANSWER", given);
    for (uint32_t i = 0; name != CS_NO_NAME && i < plan->reading_count; i++)
        if (plan->readings[i].text->name == name || plan->readings[i].id == name) {
            reading = plan->readings[i].text;
            has_answer |= keep_worlds(session, i, answer);
        }
    if (reading == NULL)
        return cs_usage(command, "--reading %s: the texts have no reading \"%.*s\"", given, (int)length, given);
    return has_answer ? CS_EXIT_FINE : unknown_answer(command, given, reading, &session->c.names);
}

enum cs_exit cs_session_readings(struct cs_session *session, const struct cs_invocation *invocation)
{
    enum cs_exit result = CS_EXIT_FINE;
    const char *given;
    size_t at = 0;

    while (result == CS_EXIT_FINE && (given = cs_invocation_each(invocation, "reading", &at)) != NULL) {
        cs_buffer_printf(&session->readings, "%s%s", session->readings.length > 0 ? ", " : "", given);
        result = choose_reading(session, invocation->command, given);
    }
    if (result == CS_EXIT_FINE && session->readings.failed) {
        cs_fail_memory(&session->c.failure);
        result = cs_session_trouble(session);
    }
    return result;
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

enum cs_exit cs_session_request(const struct cs_session *session, const struct cs_invocation *invocation, cs_name *out)
{
    const char *label = cs_invocation_value(invocation, "request");
    const struct cs_ledger *ledger = session->ledger;

    *out = CS_NO_NAME;
    if (label == NULL)
        return CS_EXIT_FINE;
    for (size_t i = 0; i < ledger->row_count; i++)
        if (ledger->rows[i].kind == CS_ROW_REQUEST &&
            strcmp(cs_names_text(ledger->docket->plan->names, ledger->rows[i].trigger), label) == 0) {
            *out = ledger->rows[i].trigger;
            return CS_EXIT_FINE;
        }
    return cs_usage(invocation->command, "there is no request \"%s\" in the ledger", label);
}

enum cs_exit cs_session_form(const struct cs_invocation *invocation, enum cs_form last, enum cs_form *out)
{
    static const char *const names[] = {"text", "json", "csv", "ics"};
    const char *text = cs_invocation_value(invocation, "format");

    *out = CS_FORM_TEXT;
    for (int form = 0; text != NULL && form <= (int)last; form++)
        if (strcmp(text, names[form]) == 0) {
            *out = (enum cs_form)form;
            return CS_EXIT_FINE;
        }
    if (text == NULL)
        return CS_EXIT_FINE;
    return cs_usage(invocation->command, "the format \"%s\" is none of text, json%s%s", text,
                    last >= CS_FORM_CSV ? ", csv" : "", last >= CS_FORM_ICS ? ", ics" : "");
}

struct cs_report cs_session_report(const struct cs_session *session)
{
    return (struct cs_report){.ledger = session->ledger,
                              .as_of = session->as_of,
                              .end = session->end,
                              .as_of_said = session->as_of_said,
                              .known_on = session->known_given ? session->known_on : NULL,
                              .grades = session->grades,
                              .readings = session->readings.length > 0 ? cs_buffer_string(&session->readings) : NULL,
                              .documents = &session->documents,
                              .colour = cs_terminal_colours(STDOUT_FILENO)};
}
