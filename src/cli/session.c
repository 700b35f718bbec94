/* SPDX-License-Identifier: MIT */
#include "cli/session.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void cs_session_init(struct cs_session *session)
{
    *session = (struct cs_session){.wishes.size = sizeof session->wishes};
}

void cs_session_release(struct cs_session *session)
{
    casus_answer_free(session->a);
    casus_case_free(session->c);
    free(session->readings);
}

enum cs_exit cs_session_trouble(const struct cs_session *session)
{
    return cs_terminal_fail(session->c != NULL ? casus_case_message(session->c) : "");
}

/* ---- reading ---- */

/* Adds "; did you mean "x"?" if a file that ends in `ending` (NULL: any text) was probably meant. */
static void add_near(const char *path, const char *ending, casus_text *out)
{
    const char *near = NULL;
    casus_case *c;
    size_t length;

    if (casus_case_new(&c) == CASUS_OK)
        near = casus_case_near(c, path);
    length = near != NULL ? strlen(near) : 0;
    if (near != NULL && (ending == NULL || (length > strlen(ending) &&
                                            strcmp(near + length - strlen(ending), ending) == 0)))
        cs_text_printf(out, "; did you mean \"%s\"?", near);
    casus_case_free(c);
}

enum cs_exit cs_session_ending(const struct cs_command *command, const char *why, const char *path, const char *ending)
{
    casus_text near = {.bytes = NULL};

    if (strspn(path, "0123456789") == 4 && strspn(path, "0123456789-T:+Z") == strlen(path))
        return cs_usage(command, "%s\"%s\" is no file; a date stands behind an option, such as --as-of", why, path);
    if (command != NULL && cs_command_find(path) != NULL)
        return cs_usage(command, "%sthere are two commands, and each is given by itself: %s and %s", why, command->name,
                        path);
    add_near(path, ending, &near);
    cs_usage(command, "%sthe name of \"%s\" does not end in %s%s", why, path,
             ending != NULL ? ending : ".casus, .treaty, .record or .map", cs_text_string(&near));
    casus_text_free(near.bytes);
    return CS_EXIT_USAGE;
}

enum cs_exit cs_session_unopened(const char *path, const char *message)
{
    casus_text text = {.bytes = NULL};
    enum cs_exit result;

    cs_text_add(&text, message);
    if (*message != '\0' && access(path, F_OK) != 0 && errno == ENOENT)
        add_near(path, NULL, &text);
    result = cs_terminal_fail(cs_text_string(&text));
    casus_text_free(text.bytes);
    return result;
}

/* A file as it is known by the system, also by another of its names. */
struct known { dev_t device; ino_t file; const char *path; size_t number; };

static int by_file(const void *a, const void *b)
{
    const struct known *x = a, *y = b;
    int names;

    if (x->device != y->device)
        return x->device < y->device ? -1 : 1;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    names = x->file == 0 ? strcmp(x->path, y->path) : 0; /* one that is not there */
    return names != 0 ? names : (x->number > y->number) - (x->number < y->number);
}

bool *cs_session_again(const char *const *paths, size_t count)
{
    bool *again = calloc(count + 1, sizeof *again);
    struct known *known = calloc(count + 1, sizeof *known);

    for (size_t i = 0; known != NULL && i < count; i++) {
        struct stat about = {.st_ino = 0};

        if (strcmp(paths[i], "-") == 0 || stat(paths[i], &about) != 0)
            about = (struct stat){.st_ino = 0};
        known[i] = (struct known){about.st_dev, about.st_ino, paths[i], i};
    }
    if (again == NULL || known == NULL) {
        free(again);
        free(known);
        return NULL;
    }
    if (count > 1)
        qsort(known, count, sizeof *known, by_file);
    for (size_t i = 1; i < count; i++)
        again[known[i].number] = known[i].device == known[i - 1].device && known[i].file == known[i - 1].file &&
                                 (known[i].file != 0 || strcmp(known[i].path, known[i - 1].path) == 0);
    free(known);
    return again;
}

enum cs_exit cs_session_kinds(const struct cs_command *command, const char *const *paths, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (casus_file_kind(paths[i]) == CASUS_TEXT_NONE)
            return cs_session_ending(command, "", paths[i], NULL);
    return CS_EXIT_FINE;
}

static enum cs_exit add_files(struct cs_session *session, const char *const *paths, size_t count)
{
    if (casus_case_new(&session->c) != CASUS_OK)
        return cs_session_trouble(session);
    if (casus_case_add_files(session->c, paths, count) != CASUS_OK)
        return cs_session_trouble(session);
    for (size_t i = 0; i < session->text_count; i++)
        if (casus_case_add_text(session->c, session->texts[i], session->text_bytes[i].bytes,
                                session->text_bytes[i].length) != CASUS_OK)
            return cs_session_trouble(session);
    return CS_EXIT_FINE;
}

/* Prints the errors; only `casus check` prints warnings. */
static enum cs_exit print_errors(const struct cs_session *session)
{
    struct casus_diagnostic_style style = {
        .size = sizeof style, .colour = cs_terminal_colours(STDERR_FILENO), .errors_only = true, .told = session->c};
    struct casus_diagnostic first;
    casus_text text = {.bytes = NULL};
    casus_status status = casus_write_diagnostics(session->c, &style, casus_text_sink(&text));
    const char *code = NULL;

    for (size_t i = 0; code == NULL && i < casus_case_diagnostic_count(session->c); i++)
        if (casus_case_diagnostic(session->c, i, &first) == CASUS_OK && first.error)
            code = first.code;
    return cs_terminal_mistakes(status, &text, code, CS_EXIT_FINDINGS);
}

/* A supposition is a file if it has the name of one that is there, or an ending of casus and one word; else a line. */
static bool is_file(const char *given)
{
    return access(given, F_OK) == 0 || (strpbrk(given, " \t") == NULL && casus_file_kind(given) == CASUS_TEXT_RECORD);
}

static enum cs_exit suppose_file(struct cs_session *session, const char *path)
{
    struct casus_failure failure;
    enum cs_exit result = CS_EXIT_FINE;
    size_t length;
    char *text;

    if (casus_file_read(path, &text, &length, &failure) != CASUS_OK)
        return cs_terminal_fail(failure.message);
    if (casus_case_suppose(session->c, path, text, length) != CASUS_OK)
        result = cs_session_trouble(session);
    casus_text_free(text);
    return result;
}

/* Lays what --suppose gives over the texts. */
static enum cs_exit suppose(struct cs_session *session, const struct cs_invocation *invocation)
{
    enum cs_exit result = CS_EXIT_FINE;
    const char *given;
    size_t at = 0;

    if (session->plain)
        return CS_EXIT_FINE;
    while (result == CS_EXIT_FINE && (given = cs_invocation_each(invocation, "suppose", &at)) != NULL) {
        if (is_file(given))
            result = suppose_file(session, given);
        else if (strchr(given, '\n') != NULL)
            return cs_usage(invocation->command,
                            "--suppose takes one line, or the name of a file: give it several times");
        else if (casus_case_suppose(session->c, NULL, given, strlen(given)) != CASUS_OK)
            return cs_session_trouble(session);
    }
    return result;
}

enum cs_exit cs_session_read(struct cs_session *session, const struct cs_invocation *invocation,
                             const char *const *paths, size_t count)
{
    const char *grades = cs_invocation_value(invocation, "grade");
    const char *language = cs_invocation_value(invocation, "language");
    enum cs_exit result = cs_session_kinds(invocation->command, paths, count);
    casus_status status = CASUS_OK;

    if (result == CS_EXIT_FINE)
        result = add_files(session, paths, count);
    if (result != CS_EXIT_FINE)
        return result;
    if (grades != NULL)
        status = casus_case_set_grades(session->c, grades);
    if (status == CASUS_ERR_ARGUMENT)
        return cs_usage(NULL, "--grade %s: %s", grades, casus_case_message(session->c));
    if (status == CASUS_OK && language != NULL)
        status = casus_case_add_language(session->c, language);
    if (status == CASUS_ERR_ARGUMENT)
        return cs_usage(NULL, "--language %s: %s", language, casus_case_message(session->c));
    result = suppose(session, invocation);
    if (result != CS_EXIT_FINE)
        return result;
    if (status != CASUS_OK || casus_case_check(session->c) != CASUS_OK)
        return cs_session_trouble(session);
    return casus_case_error_count(session->c) > 0 ? print_errors(session) : CS_EXIT_FINE;
}

/* ---- wishes ---- */

enum cs_exit cs_session_date(const struct cs_session *session, const struct cs_command *command, const char *option,
                             const char *text, struct casus_date *out)
{
    casus_status status = casus_case_date(session->c, text, out);

    if (status == CASUS_ERR_ARGUMENT && text == NULL)
        return cs_usage(command, "the files hold no dated entry; a date is needed: --%s DATE", option);
    if (status == CASUS_ERR_ARGUMENT)
        return cs_usage(command, "the date \"%s\" of --%s cannot be: %s", text, option, casus_case_message(session->c));
    return status == CASUS_OK ? CS_EXIT_FINE : cs_session_trouble(session);
}

enum cs_exit cs_session_party(const struct cs_session *session, const struct cs_command *command, const char *text,
                              const char **name)
{
    casus_status status = casus_case_party(session->c, text, name);

    if (status == CASUS_ERR_ARGUMENT)
        return cs_usage(command, "%s", casus_case_message(session->c));
    return status == CASUS_OK ? CS_EXIT_FINE : cs_session_trouble(session);
}

static enum cs_exit gather_readings(struct cs_session *session, const struct cs_invocation *invocation)
{
    const char *given;
    size_t at = 0;

    session->readings = calloc(invocation->given_count + 1, sizeof *session->readings);
    if (session->readings == NULL)
        return cs_terminal_fail("");
    session->wishes.readings = session->readings;
    session->wishes.reading_count = 0;
    while ((given = cs_invocation_each(invocation, "reading", &at)) != NULL)
        session->readings[session->wishes.reading_count++] = given;
    return CS_EXIT_FINE;
}

enum cs_exit cs_session_wish(struct cs_session *session, const struct cs_invocation *invocation, const char *as_of,
                             const char *known_on, const char *account)
{
    const struct cs_command *command = invocation->command;
    struct casus_wishes *wishes = &session->wishes;
    struct casus_date date;
    const char *name;

    if (known_on != NULL && cs_session_date(session, command, "known-on", known_on, &date) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    if (cs_session_date(session, command, "as-of", as_of, &date) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    if (account != NULL && strcmp(account, "open") != 0 &&
        cs_session_party(session, command, account, &name) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    wishes->as_of = as_of;
    wishes->known_on = known_on;
    wishes->account = account;
    wishes->sources = cs_invocation_value(invocation, "sources");
    return gather_readings(session, invocation);
}

/* ---- running ---- */

/* Is the message about a reading that the user gave? Then it begins with that reading. */
static bool is_reading(const struct cs_session *session, const char *message)
{
    for (size_t i = 0; i < session->wishes.reading_count; i++) {
        size_t length = strlen(session->readings[i]);

        if (strncmp(message, session->readings[i], length) == 0 && message[length] == ':')
            return true;
    }
    return false;
}

enum cs_exit cs_session_run(struct cs_session *session, const struct cs_invocation *invocation)
{
    casus_status status = casus_answer_new(session->c, &session->wishes, &session->a);

    if (status == CASUS_OK)
        return CS_EXIT_FINE;
    if (status == CASUS_ERR_ARGUMENT && is_reading(session, casus_case_message(session->c)))
        return cs_usage(invocation->command, "--reading %s", casus_case_message(session->c));
    return cs_session_trouble(session);
}

enum cs_exit cs_session_open(struct cs_session *session, const struct cs_invocation *invocation,
                             const char *const *paths, size_t count, const char *account)
{
    enum cs_exit result;

    cs_session_expect_memory();
    result = cs_session_read(session, invocation, paths, count);
    if (result == CS_EXIT_FINE)
        result = cs_session_wish(session, invocation, cs_invocation_value(invocation, "as-of"),
                                 cs_invocation_value(invocation, "known-on"), account);
    return result == CS_EXIT_FINE ? cs_session_run(session, invocation) : result;
}

/* ---- writing ---- */

enum cs_exit cs_session_form(const struct cs_invocation *invocation, enum cs_form last, enum cs_form *out)
{
    static const char *const names[] = {"text", "json", "csv", "ics"};
    const char *text = cs_invocation_value(invocation, "format");
    casus_text near = {.bytes = NULL};

    *out = CS_FORM_TEXT;
    for (int form = 0; text != NULL && form <= (int)last; form++)
        if (strcmp(text, names[form]) == 0) {
            *out = (enum cs_form)form;
            return CS_EXIT_FINE;
        }
    if (text == NULL)
        return CS_EXIT_FINE;
    cs_usage_near(text, names, (size_t)last + 1, &near);
    cs_usage(invocation->command, "the format \"%s\" is none of text, json%s%s%s", text,
             last >= CS_FORM_CSV ? ", csv" : "", last >= CS_FORM_ICS ? ", ics" : "", cs_text_string(&near));
    casus_text_free(near.bytes);
    return CS_EXIT_USAGE;
}

struct casus_style cs_session_style(const struct cs_invocation *invocation, enum cs_form form)
{
    static const casus_format formats[] = {CASUS_TEXT, CASUS_JSON, CASUS_CSV, CASUS_ICS};

    return (struct casus_style){.size = sizeof (struct casus_style),
                                .format = formats[form],
                                .colour = cs_terminal_colours(STDOUT_FILENO),
                                .columns = cs_terminal_columns(STDOUT_FILENO),
                                .formal = cs_invocation_value(invocation, "formal") != NULL,
                                .language = cs_invocation_value(invocation, "language")};
}

enum cs_exit cs_session_write(const struct cs_command *command, casus_status status, const char *message,
                              casus_text *text, enum cs_exit exit)
{
    enum cs_exit result = status == CASUS_OK             ? cs_terminal_text(text, exit)
                          : status == CASUS_ERR_ARGUMENT ? cs_usage(command, "%s", message)
                                                         : cs_terminal_fail(message);

    casus_text_free(text->bytes);
    *text = (casus_text){.bytes = NULL};
    return result;
}
