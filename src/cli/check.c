/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/session.h"

static void print_progress(void *context, size_t done, size_t all)
{
    (void)context;
    if (cs_terminal_shows_progress() && all > 1)
        fprintf(stderr, "\rchecking: run %zu of %zu ", done + 1, all);
}

static void end_progress(void)
{
    if (cs_terminal_shows_progress())
        fprintf(stderr, "\r%40s\r", "");
}

/* `told`: a case with the texts of the reader's language, or NULL. */
static enum cs_exit print(const casus_checking *checking, const casus_case *told, const struct cs_command *command)
{
    struct casus_diagnostic_style style = {
        .size = sizeof style, .colour = cs_terminal_colours(STDOUT_FILENO), .told = told};
    casus_text text = {.bytes = NULL};
    casus_status status = casus_write_checking(checking, &style, casus_text_sink(&text));
    struct casus_diagnostic first;

    if (casus_checking_diagnostic(checking, 0, &first) == CASUS_OK && isatty(STDOUT_FILENO))
        cs_text_printf(&text, "'casus explain %s' tells more.\n", first.code);
    return cs_session_write(command, status, "", &text,
                            casus_checking_error_count(checking) > 0 ? CS_EXIT_FINDINGS : CS_EXIT_FINE);
}

/* ---- as if something were so ---- */

static bool is_record(const char *path)
{
    size_t length = strlen(path);

    return length > 7 && strcmp(path + length - 7, ".record") == 0;
}

/* The check lines of one text that do not hold are printed, and counted. */
static casus_status judge(casus_case *c, const char *path, size_t *lines, size_t *wrong, casus_text *out)
{
    casus_verdicts *verdicts;
    casus_status status = casus_verdicts_new(c, path, print_progress, NULL, &verdicts);
    struct casus_verdict verdict;

    end_progress();
    for (size_t i = 0; status == CASUS_OK && i < casus_verdict_count(verdicts); i++) {
        status = casus_verdict_at(verdicts, i, &verdict);
        *lines += 1;
        if (status != CASUS_OK || verdict.passed)
            continue;
        *wrong += 1;
        cs_text_printf(out, "%s:%zu: as supposed, this check line does not hold: %s\n", path, verdict.line,
                       verdict.found);
    }
    casus_verdicts_free(verdicts);
    return status;
}

/*
 * The check lines of the named records, as if the suppositions were so: the files are one case. Which of them would no
 * longer hold is told; that is no mistake of the texts.
 */
static enum cs_exit check_supposed(const struct cs_invocation *invocation)
{
    casus_status status = CASUS_OK;
    casus_text text = {.bytes = NULL};
    size_t lines = 0, wrong = 0;
    struct cs_session session;
    enum cs_exit result;
    bool *again;

    if (cs_invocation_value(invocation, "sources") != NULL || cs_invocation_value(invocation, "language") != NULL)
        return cs_usage(invocation->command, "--suppose goes without --sources and --language");
    cs_session_init(&session);
    result = cs_session_read(&session, invocation, invocation->arguments, invocation->count);
    again = cs_session_again(invocation->arguments, invocation->count);
    if (result == CS_EXIT_FINE && again == NULL)
        result = cs_terminal_fail("");
    for (size_t i = 0; result == CS_EXIT_FINE && status == CASUS_OK && i < invocation->count; i++)
        if (is_record(invocation->arguments[i]) && !again[i])
            status = judge(session.c, invocation->arguments[i], &lines, &wrong, &text);
    free(again);
    if (result == CS_EXIT_FINE) {
        cs_text_printf(&text, "as supposed, %zu of %zu check lines hold\n", lines - wrong, lines);
        result = cs_session_write(invocation->command, status, casus_case_message(session.c), &text,
                                  wrong > 0 ? CS_EXIT_FINDINGS : CS_EXIT_FINE);
    }
    cs_session_release(&session);
    return result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    const char *language = cs_invocation_value(invocation, "language");
    casus_checking *checking;
    casus_status status;
    casus_case *told = NULL;
    enum cs_exit result;

    if (cs_session_kinds(invocation->command, invocation->arguments, invocation->count) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    if (cs_invocation_value(invocation, "suppose") != NULL)
        return check_supposed(invocation);
    if (language != NULL &&
        (casus_case_new(&told) != CASUS_OK || casus_case_add_language(told, language) != CASUS_OK)) {
        result = cs_usage(NULL, "--language %s: %s", language, casus_case_message(told));
        casus_case_free(told);
        return result;
    }
    cs_session_expect_memory();
    status = casus_check(invocation->arguments, invocation->count, cs_invocation_value(invocation, "sources"),
                         print_progress, NULL, &checking);
    end_progress();
    result = status == CASUS_OK ? print(checking, told, invocation->command)
                                : cs_terminal_fail(casus_checking_message(checking));
    casus_checking_free(checking);
    casus_case_free(told);
    return result;
}

const struct cs_command cs_command_check = {
    .name = "check",
    .arguments = "FILE... [--sources DIR] [--language LANGUAGE]\n"
                 "                   [--suppose LINE]...",
    .summary = "find what is wrong with words, treaties and records",
    .help = "Reads the files and all that they use, and shows every mistake with its place,\n"
            "its cause and a remedy. Then the passages that claims cite are looked up in\n"
            "the documents of DIR: each must lie in its document, have its digest, and say\n"
            "what is quoted. Without documents it says how many passages it could not\n"
            "verify. Then the `check` lines of the records that are named are run, those of\n"
            "each record with what it uses and with the words and treaties named beside it.\n"
            "\n"
            "--suppose tells which check lines of the named records would no longer hold if\n"
            "that were so; nothing else is looked at.\n"
            "\n"
            "Ends with 1 if anything is wrong. Warnings are shown and are not wrong.\n",
    .options = {{"sources", "DIR", "the folder of the documents that are cited"},
                {"language", "LANGUAGE", "tell each mistake in this language too, such as ru"},
                CS_OPTION_SUPPOSE},
    .many = "suppose",
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
