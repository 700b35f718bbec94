/* SPDX-License-Identifier: MIT */
/*
 * Taking the next act. The library tries it in the record as it is; if it has effect, the line is appended to the file
 * in one step. The file is locked from before it is read until then, so that each of several simultaneous acts is
 * evaluated on the record that the one before has left.
 */
#include <string.h>
#include <unistd.h>

#include "cli/session.h"

#define WAIT_MS 5000 /* for other acts on the same record */

struct acting {
    const struct cs_invocation *invocation;
    const char *path, *words;
    casus_file *file; /* the locked record */
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
    enum cs_exit result = cs_session_read(&a->session, a->invocation, &a->path, 1);

    if (result == CS_EXIT_FINE)
        result = check_date(a, on);
    if (result != CS_EXIT_FINE)
        return result;
    if (casus_act_new(a->session.c, a->path, a->words, on, &a->act) != CASUS_OK)
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
    struct casus_style style = cs_session_style(CS_FORM_TEXT);
    casus_effect effect = casus_act_effect(a->act);
    bool contested = cs_invocation_value(a->invocation, "contested") != NULL;

    if (!casus_act_needs_power(a->act) || effect == CASUS_EFFECT_FULL ||
        (effect == CASUS_EFFECT_CONTESTED && contested))
        return CS_EXIT_FINE;
    cs_text_printf(&a->out, "%s: not done, and the record is as it was\n\n", casus_act_date(a->act));
    if (written(a, casus_write_act_reasons(a->act, &style, casus_text_sink(&a->out))) != CS_EXIT_FINE)
        return CS_EXIT_TROUBLE;
    if (effect == CASUS_EFFECT_CONTESTED)
        cs_text_printf(&a->out, "\nWhether it has effect is contested or open. --contested enters it all the same.\n");
    return CS_EXIT_FINDINGS;
}

static enum cs_exit describe_entered(struct acting *a)
{
    struct casus_style style = cs_session_style(CS_FORM_TEXT);

    cs_text_printf(&a->out, "%s%s\n", casus_act_line(a->act),
                   casus_act_needs_power(a->act) ? "Done." : "Done. No text says who may do this, so anybody may.");
    if (cs_invocation_value(a->invocation, "on") == NULL)
        cs_text_printf(&a->out, "It is dated as the last entry of the record; --on DATE gives another date.\n");
    cs_text_printf(&a->out, "\n");
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

    return casus_file_open(a->path, WAIT_MS, &a->file, &failure) == CASUS_OK ? CS_EXIT_FINE
                                                                            : cs_terminal_fail(failure.message);
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
    enum cs_exit result = lock_record(a);

    if (result == CS_EXIT_FINE)
        result = try_act(a);
    if (result == CS_EXIT_FINE) {
        result = decide(a);
        if (result == CS_EXIT_FINDINGS)
            return cs_terminal_text(&a->out, CS_EXIT_FINDINGS);
    }
    if (result == CS_EXIT_FINE)
        result = describe_entered(a);
    if (result == CS_EXIT_FINE)
        result = append(a);
    return result == CS_EXIT_FINE ? write_done(a) : result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct acting a = {.invocation = invocation, .path = invocation->arguments[0], .words = invocation->arguments[1]};
    enum cs_exit result;

    if (casus_file_kind(a.path) != CASUS_TEXT_RECORD)
        return cs_usage(invocation->command,
                        "acts are entered into a record, and the name of \"%s\" does not end in .record", a.path);
    if (strpbrk(a.words, "\n\r") != NULL)
        return cs_usage(invocation->command, "an act stands on one line");
    cs_session_init(&a.session);
    result = act(&a);
    casus_file_close(a.file);
    casus_act_free(a.act);
    cs_session_release(&a.session);
    casus_text_free(a.out.bytes);
    return result;
}

const struct cs_command cs_command_act = {
    .heading = "to go on",
    .name = "act",
    .arguments = "RECORD 'ACT' [--on DATE] [--contested]",
    .summary = "take the next act, or say why its actor may not",
    .help = "ACT is a line of a record without its date, with or without a label:\n"
            "\n"
            "  casus act my.record 'r5: request by Armenia of CSTO for Military on e1'\n"
            "\n"
            "If its actor has the power on that day, the line is put at the end of the\n"
            "record, and what follows from it is shown: duties that are new, states that\n"
            "have changed. Otherwise what is missing is told, the record stays as it was,\n"
            "and the program ends with 1. Where the accounts differ on the power, nothing\n"
            "is done either, unless --contested is given.\n"
            "\n"
            "Without --on the act has the date of the last entry of the record: there is no\n"
            "clock. The record is replaced in one step and never left half written.\n",
    .options = {{"on", "DATE", "the day of the act, or its instant"},
                {"contested", NULL, "also enter an act whose effect is contested"}},
    .least = 2,
    .most = 2,
    .run = run,
};
