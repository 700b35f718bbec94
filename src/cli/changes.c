/* SPDX-License-Identifier: MIT */
/* Compares two answers of one case: of two dates, or known on two dates, or both. */
#include <stdint.h>

#include "cli/session.h"

struct comparing {
    const struct cs_invocation *invocation;
    struct cs_session session;           /* its answer is the later one */
    struct casus_wishes before_wishes;
    casus_answer *before;
};

/* Reads the two dates of an option; the first must not be the later. */
static enum cs_exit read_pair(struct comparing *c, const char *option, const char **first, const char **second)
{
    const struct cs_command *command = c->invocation->command;
    struct casus_date a, b;

    *first = cs_invocation_value(c->invocation, option);
    *second = cs_invocation_second(c->invocation, option);
    if (cs_session_date(&c->session, command, option, *first, &a) != CS_EXIT_FINE ||
        cs_session_date(&c->session, command, option, *second, &b) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    if (a.end >= b.end)
        return cs_usage(command, "--%s %s %s: the first date is to be before the second", option, *first, *second);
    return CS_EXIT_FINE;
}

/* Reads the wishes of the later answer, then the dates of the earlier. */
static enum cs_exit read_dates(struct comparing *c)
{
    const struct cs_invocation *invocation = c->invocation;
    const char *as_of = cs_invocation_value(invocation, "as-of");
    const char *known_on = cs_invocation_value(invocation, "known-on");
    bool between = cs_invocation_value(invocation, "between") != NULL;
    bool known = cs_invocation_value(invocation, "known-between") != NULL;
    const char *old_as_of = as_of, *old_known_on = known_on;
    enum cs_exit result;

    if (!between && !known)
        return cs_usage(invocation->command, "between what? --between DATE DATE, or --known-between DATE DATE");
    if (between && as_of != NULL)
        return cs_usage(invocation->command, "--as-of is one date, and --between gives two");
    if (known && known_on != NULL)
        return cs_usage(invocation->command, "--known-on is one date, and --known-between gives two");
    if (between && read_pair(c, "between", &old_as_of, &as_of) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    if (known && read_pair(c, "known-between", &old_known_on, &known_on) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    result = cs_session_wish(&c->session, invocation, as_of, known_on, cs_invocation_value(invocation, "as"));
    c->before_wishes = c->session.wishes;
    c->before_wishes.as_of = old_as_of;
    c->before_wishes.known_on = old_known_on;
    return result;
}

static enum cs_exit write_changes(struct comparing *c, enum cs_form form)
{
    struct casus_style style = cs_session_style(c->invocation, form);
    casus_text text = {.bytes = NULL};
    casus_changes *changes;
    casus_status status = casus_changes_new(c->before, c->session.a, &changes);

    if (status == CASUS_OK)
        status = casus_write_changes(changes, &style, casus_text_sink(&text));
    casus_changes_free(changes);
    return cs_session_write(c->invocation->command, status, casus_answer_message(c->session.a), &text, CS_EXIT_FINE);
}

static enum cs_exit compare(struct comparing *c, enum cs_form form)
{
    const struct cs_invocation *invocation = c->invocation;
    enum cs_exit result = cs_session_read(&c->session, invocation, invocation->arguments, invocation->count);

    if (result == CS_EXIT_FINE)
        result = read_dates(c);
    if (result == CS_EXIT_FINE)
        result = cs_session_run(&c->session, invocation);
    if (result != CS_EXIT_FINE)
        return result;
    if (casus_answer_new(c->session.c, &c->before_wishes, &c->before) != CASUS_OK)
        return cs_session_trouble(&c->session);
    return write_changes(c, form);
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct comparing c = {.invocation = invocation};
    enum cs_exit result;
    enum cs_form form;

    if (cs_session_form(invocation, CS_FORM_CSV, &form) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    cs_session_init(&c.session);
    result = compare(&c, form);
    casus_answer_free(c.before);
    cs_session_release(&c.session);
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
                CS_OPTION_FORMAL,
                CS_OPTION_LANGUAGE,
                CS_OPTION_SUPPOSE,
                {"format", "text|json|csv", "for people, or for programs"}},
    .many = "suppose",
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
