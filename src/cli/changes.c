/* SPDX-License-Identifier: MIT */
/* One case, run twice: at two dates, or by what was known at two dates, or both. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cli/session.h"

struct comparing {
    const struct cs_invocation *invocation;
    struct cs_session before, after; /* the case is that of `after` */
};

/* The two dates of an option, in their order. */
static enum cs_exit read_pair(struct comparing *c, const char *option, cs_instant *first, char first_text[32],
                              cs_instant *second, char second_text[32])
{
    const struct cs_command *command = c->invocation->command;
    const char *a = cs_invocation_value(c->invocation, option), *b = cs_invocation_second(c->invocation, option);

    if (cs_session_date(&c->after, command, option, a, first, first_text) != CS_EXIT_FINE ||
        cs_session_date(&c->after, command, option, b, second, second_text) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    if (*first >= *second)
        return cs_usage(command, "--%s %s %s: the first date is to be before the second", option, a, b);
    return CS_EXIT_FINE;
}

static enum cs_exit read_dates(struct comparing *c)
{
    const struct cs_command *command = c->invocation->command;
    const char *known_on = cs_invocation_value(c->invocation, "known-on");
    bool between = cs_invocation_value(c->invocation, "between") != NULL;
    bool known = cs_invocation_value(c->invocation, "known-between") != NULL;
    enum cs_exit result;

    if (!between && !known)
        return cs_usage(command, "between what? --between DATE DATE, or --known-between DATE DATE");
    if (between && cs_invocation_value(c->invocation, "as-of") != NULL)
        return cs_usage(command, "--as-of is one date, and --between gives two");
    if (known && known_on != NULL)
        return cs_usage(command, "--known-on is one date, and --known-between gives two");
    result = between && !known
                 ? CS_EXIT_FINE
                 : cs_session_dates(&c->after, command, between ? "2000-01-01" : cs_invocation_value(c->invocation, "as-of"),
                                    NULL);
    if (result != CS_EXIT_FINE)
        return result;
    if (known_on != NULL && cs_session_date(&c->after, command, "known-on", known_on, &c->after.known,
                                            c->after.known_on) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    c->after.known_given = known || known_on != NULL;
    c->before.known = c->after.known;
    memcpy(c->before.known_on, c->after.known_on, sizeof c->before.known_on);
    if (known && read_pair(c, "known-between", &c->before.known, c->before.known_on, &c->after.known,
                           c->after.known_on) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    c->before.end = c->after.end;
    memcpy(c->before.as_of, c->after.as_of, sizeof c->before.as_of);
    if (between && read_pair(c, "between", &c->before.end, c->before.as_of, &c->after.end, c->after.as_of) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    c->after.as_of_said = c->after.as_of_said || between;
    c->before.as_of_said = c->after.as_of_said;
    c->before.known_given = c->after.known_given;
    return CS_EXIT_FINE;
}

static enum cs_exit run_before(struct comparing *c)
{
    struct cs_failure *failure = &c->after.c.failure;
    const struct cs_ledger *after = c->after.ledger;
    bool one = cs_invocation_value(c->invocation, "as") != NULL;
    struct cs_session *before = &c->before;

    if (cs_docket_new(c->after.c.plan, before->known_given, before->known, before->end, 0, failure, &before->docket) !=
            CASUS_OK ||
        cs_run_new(before->docket, before->end, &before->run) != CASUS_OK ||
        cs_ledger_new(before->run, one, one ? after->accounts[0].voice : CS_NO_NAME, &before->ledger) != CASUS_OK)
        return cs_session_trouble(&c->after);
    return CS_EXIT_FINE;
}

static enum cs_exit write_changes(struct comparing *c, enum cs_form form)
{
    struct cs_report before = cs_session_report(&c->before), after = cs_session_report(&c->after);
    struct cs_changes *changes;
    struct cs_buffer out;
    casus_status status = cs_changes_new(c->before.ledger, c->after.ledger, &changes);
    enum cs_exit result;

    if (status != CASUS_OK)
        return cs_session_trouble(&c->after);
    cs_buffer_init(&out);
    status = form == CS_FORM_JSON  ? cs_changes_json(&before, &after, changes, &out)
             : form == CS_FORM_CSV ? cs_changes_csv(&before, &after, changes, &out)
                                   : cs_changes_text(&before, &after, changes, &out);
    result = status == CASUS_OK ? cs_terminal_write(&out, CS_EXIT_FINE) : cs_session_trouble(&c->after);
    cs_buffer_release(&out);
    cs_changes_free(changes);
    return result;
}

static enum cs_exit compare(struct comparing *c, enum cs_form form)
{
    const struct cs_invocation *invocation = c->invocation;
    const struct cs_command *command = invocation->command;
    enum cs_exit result = cs_session_kinds(command, invocation->arguments, invocation->count);

    if (result == CS_EXIT_FINE)
        result = cs_session_add(&c->after, invocation->arguments, invocation->count);
    if (result == CS_EXIT_FINE)
        result = cs_session_check(&c->after);
    if (result == CS_EXIT_FINE)
        result = read_dates(c);
    if (result == CS_EXIT_FINE)
        result = cs_session_run(&c->after, command, cs_invocation_value(invocation, "as"));
    if (result == CS_EXIT_FINE)
        result = run_before(c);
    return result == CS_EXIT_FINE ? write_changes(c, form) : result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct comparing c = {.invocation = invocation};
    enum cs_exit result;
    enum cs_form form;

    if (cs_session_form(invocation, CS_FORM_CSV, &form) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    cs_session_init(&c.before);
    cs_session_init(&c.after);
    result = compare(&c, form);
    cs_session_release(&c.before);
    cs_session_release(&c.after);
    return result;
}

const struct cs_command cs_command_changes = {
    .name = "changes",
    .arguments = "FILE... --between DATE DATE [--known-on DATE]\n"
                 "                     [--as ACCOUNT] [--format text|json|csv]\n"
                 "       casus changes FILE... --known-between DATE DATE [--as-of DATE] ...",
    .summary = "tell what changed between two dates, or by what was learnt",
    .help = "Runs the record at the end of both days and tells what differs: what happened,\n"
            "rows of the ledger that are new or in another state on some account, time that\n"
            "ran out, questions that opened, closed or were answered otherwise.\n"
            "\n"
            "With --known-between the date of the ledger stays and what was known changes:\n"
            "what was said between the two days, and what it did to the ledger.\n",
    .options = {{"between", "DATE DATE", "from the end of the first day to that of the second"},
                {"known-between", "DATE DATE", "by what was recorded by the end of either day"},
                {"as-of", "DATE", "with --known-between: of how it stood on this day"},
                CS_OPTION_KNOWN_ON,
                CS_OPTION_AS,
                {"format", "text|json|csv", "for people, or for programs"}},
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
