/* SPDX-License-Identifier: MIT */
/*
 * Entering the next act, or whatever else a record says. The library tries it in the record as it is; only then are the
 * lines put at the end of the file, in one step. From before the record is read until then the file is locked, so that
 * of several acts at once each is judged on what the one before has left. A dry run locks and writes nothing.
 */
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "cli/session.h"

#define WAIT_MS 5000 /* for other acts on the same record */

struct acting {
    const struct cs_invocation *invocation;
    const char *path;
    casus_text words; /* the lines as given, one behind the other */
    casus_file *file; /* locked from before the record is read until the line is written; NULL in a dry run */
    struct cs_session session;
    casus_act *act;
    casus_text out;
};

/* ---- reading ---- */

/* Prints why it is no act. */
static enum cs_exit print_refusal(const struct acting *a)
{
    struct casus_diagnostic_style style = {.size = sizeof style, .colour = cs_terminal_colours(STDERR_FILENO)};
    struct casus_diagnostic first = {.code = NULL};
    casus_text text = {.bytes = NULL};
    casus_status status;

    if (*casus_act_refusal(a->act) != '\0')
        return cs_usage(a->invocation->command, "%s", casus_act_refusal(a->act));
    status = casus_write_act_diagnostics(a->act, &style, casus_text_sink(&text));
    if (status == CASUS_OK)
        status = casus_act_diagnostic(a->act, 0, &first);
    return cs_terminal_mistakes(status, &text, first.code, CS_EXIT_USAGE);
}

static bool is_dry(const struct acting *a)
{
    return cs_invocation_value(a->invocation, "dry-run") != NULL;
}

static enum cs_exit check_date(const struct acting *a, const char *on)
{
    const struct cs_command *command = a->invocation->command;
    struct casus_date date;

    if (on != NULL && strlen(on) < strlen("2022-09-13"))
        return cs_usage(command, "an act has a day or an instant: --on %s is neither", on);
    return cs_session_date(&a->session, command, "on", on, &date);
}

static enum cs_exit try_act(struct acting *a)
{
    const char *on = cs_invocation_value(a->invocation, "on");
    enum cs_exit result;

    cs_session_expect_memory();
    result = cs_session_read(&a->session, a->invocation, &a->path, 1);
    if (result == CS_EXIT_FINE)
        result = check_date(a, on);
    if (result != CS_EXIT_FINE)
        return result;
    if (casus_act_new(a->session.c, a->path, a->words.bytes, on, &a->act) != CASUS_OK)
        return cs_session_trouble(&a->session);
    return casus_act_line(a->act) == NULL ? print_refusal(a) : CS_EXIT_FINE;
}

/* ---- output ---- */

static enum cs_exit written(const struct acting *a, casus_status status)
{
    return status == CASUS_OK && !a->out.failed ? CS_EXIT_FINE : cs_terminal_fail(casus_act_message(a->act));
}

/* CS_EXIT_FINE: it may be entered. CS_EXIT_FINDINGS: it may not, and `out` says why. */
static enum cs_exit decide(struct acting *a)
{
    struct casus_style style = cs_session_style(a->invocation, CS_FORM_TEXT);
    casus_effect effect = casus_act_effect(a->act);
    bool contested = cs_invocation_value(a->invocation, "contested") != NULL;

    if (!casus_act_needs_power(a->act) || effect == CASUS_EFFECT_FULL ||
        (effect == CASUS_EFFECT_CONTESTED && contested))
        return CS_EXIT_FINE;
    if (written(a, casus_write_act_told(a->act, CASUS_TOLD_REFUSED, a->path, &style, casus_text_sink(&a->out))) !=
        CS_EXIT_FINE)
        return CS_EXIT_TROUBLE;
    return CS_EXIT_FINDINGS;
}

static enum cs_exit describe_done(struct acting *a)
{
    struct casus_style style = cs_session_style(a->invocation, CS_FORM_TEXT);
    casus_told told = is_dry(a) ? CASUS_TOLD_TRIED : CASUS_TOLD_ENTERED;

    if (written(a, casus_write_act_told(a->act, told, a->path, &style, casus_text_sink(&a->out))) != CS_EXIT_FINE)
        return CS_EXIT_TROUBLE;
    return written(a, casus_write_act_changes(a->act, &style, casus_text_sink(&a->out)));
}

/* ---- entering ---- */

static enum cs_exit append(struct acting *a)
{
    const char *addition = casus_act_addition(a->act);
    struct casus_failure failure;

    return casus_file_append(a->file, addition, strlen(addition), &failure) == CASUS_OK
               ? CS_EXIT_FINE
               : cs_terminal_fail(failure.message);
}

static enum cs_exit lock_record(struct acting *a)
{
    struct casus_failure failure;

    return casus_file_open(a->path, WAIT_MS, &a->file, &failure) == CASUS_OK
               ? CS_EXIT_FINE
               : cs_session_unopened(a->path, failure.message);
}

/* Prints the result. If that fails, an error says that the act was entered nevertheless. */
static enum cs_exit write_done(struct acting *a)
{
    casus_text text = {.bytes = NULL};
    enum cs_exit result = cs_terminal_text(&a->out, CS_EXIT_FINE);

    if (result == CS_EXIT_FINE)
        return result;
    cs_text_printf(&text, "the act stands in \"%s\" all the same", a->path);
    result = cs_terminal_fail(text.bytes != NULL ? text.bytes : "");
    casus_text_free(text.bytes);
    return result;
}

/* The output is made before the act is entered, so that nothing is entered if making it fails; it is printed after. */
static enum cs_exit act(struct acting *a)
{
    enum cs_exit result = is_dry(a) ? CS_EXIT_FINE : lock_record(a);

    if (result == CS_EXIT_FINE)
        result = try_act(a);
    if (result == CS_EXIT_FINE) {
        result = decide(a);
        if (result == CS_EXIT_FINDINGS)
            return cs_terminal_text(&a->out, CS_EXIT_FINDINGS);
    }
    if (result == CS_EXIT_FINE)
        result = describe_done(a);
    if (is_dry(a))
        return result == CS_EXIT_FINE ? cs_terminal_text(&a->out, CS_EXIT_FINE) : result;
    if (result == CS_EXIT_FINE)
        result = append(a);
    return result == CS_EXIT_FINE ? write_done(a) : result;
}

/* Each argument is a line. */
static enum cs_exit read_lines(struct acting *a)
{
    for (size_t i = 1; i < a->invocation->count; i++) {
        const char *line = a->invocation->arguments[i];

        if (strpbrk(line, "\n\r") != NULL)
            return cs_usage(a->invocation->command, "each argument is one line: what is said of it stands in the next");
        cs_text_printf(&a->words, "%s%s", i > 1 ? "\n" : "", line);
    }
    return a->words.failed ? cs_terminal_fail("out of memory") : CS_EXIT_FINE;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct acting a = {.invocation = invocation, .path = invocation->arguments[0]};
    enum cs_exit result;

    if (casus_file_kind(a.path) != CASUS_TEXT_RECORD)
        return cs_session_ending(invocation->command, "acts are entered into a record, and ", a.path, ".record");
    if (cs_invocation_value(invocation, "suppose") != NULL && !is_dry(&a))
        return cs_usage(invocation->command, "what is only supposed cannot be entered: --suppose needs --dry-run");
    cs_session_init(&a.session);
    result = read_lines(&a);
    if (result == CS_EXIT_FINE)
        result = act(&a);
    casus_file_close(a.file);
    casus_act_free(a.act);
    cs_session_release(&a.session);
    casus_text_free(a.words.bytes);
    casus_text_free(a.out.bytes);
    return result;
}

const struct cs_command cs_command_act = {
    .heading = "to go on",
    .name = "act",
    .arguments = "RECORD 'LINE' ['CLAIM'...] [--on DATE] [--contested]\n"
                 "                  [--dry-run]",
    .summary = "enter the next act, or what is said, and tell what it changes",
    .help = "LINE is a line of a record. An act may stand without its date:\n"
            "\n"
            "  casus act my.record 'r5: request by Armenia of CSTO for Military on e1'\n"
            "\n"
            "If its actor has the power on that day, the line is put at the end of the\n"
            "record. Otherwise what is missing is told, and the record stays as it was.\n"
            "Where the accounts differ on the power, nothing is done either, unless\n"
            "--contested is given.\n"
            "\n"
            "LINE may also be a state, an expectation, a name, a reading, a number, a\n"
            "correction or a source. What is said of it stands in arguments of its own, and\n"
            "so does a retraction. \"retracts\" undoes what its voice has said; \"retracted\"\n"
            "undoes an entry, which the record then no longer holds:\n"
            "\n"
            "  casus act my.record '2022-09-13/.. Borea is member of Council'\n"
            "  casus act my.record 'e1 counts as attack on Armenia' 'says Armenia in S2'\n"
            "  casus act my.record 'r1 under CST 4' 'concluded \"the letter cites it\"'\n"
            "  casus act my.record 'e1 dated 2022-09-14' 'says Armenia'\n"
            "  casus act my.record 'about e1' 'retracts Armenia' --on 2022-10-01\n"
            "  casus act my.record 'about e1' 'retracted \"entered twice\"' --on 2022-10-01\n"
            "\n"
            "What it changes is told date by date, from its own to the last at which\n"
            "anything in the record is dated or falls due.\n"
            "\n"
            "Without --on an act has the date of the last entry of the record: there is no\n"
            "clock. The record is replaced in one step and never left half written; of one\n"
            "that has two names (a hard link) nothing is written.\n"
            "\n"
            "Ends with 0: entered (or, with --dry-run, it could be); 1: not entered, for its\n"
            "actor may not, or the record has a mistake; 2: the line cannot be understood or\n"
            "entered, or wrong use; 3: the record cannot be read or written. But for 0 the\n"
            "record is as it was, unless the message says otherwise.\n",
    .options = {{"on", "DATE", "the day of the act, or its instant; when it was said"},
                {"contested", NULL, "also enter an act whose effect is contested"},
                CS_OPTION_FORMAL,
                CS_OPTION_LANGUAGE,
                CS_OPTION_SUPPOSE,
                {"dry-run", NULL, "tell what would be written and change; write nothing"}},
    .many = "suppose",
    .least = 2,
    .most = SIZE_MAX,
    .run = run,
};
