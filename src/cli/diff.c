/* SPDX-License-Identifier: MIT */
/* What a supposition changes: the case is read twice, as it is and with what --suppose gives. */
#include <stdint.h>

#include "cli/session.h"

struct differing {
    const struct cs_invocation *invocation;
    struct cs_session as_it_is, supposed;
};

static enum cs_exit open_both(struct differing *d)
{
    const struct cs_invocation *invocation = d->invocation;
    const char *account = cs_invocation_value(invocation, "as");
    enum cs_exit result;

    d->as_it_is.plain = true;
    result = cs_session_open(&d->as_it_is, invocation, invocation->arguments, invocation->count, account);
    if (result == CS_EXIT_FINE)
        result = cs_session_read(&d->supposed, invocation, invocation->arguments, invocation->count);
    /* without a date both are of the last that the record has as it is */
    if (result == CS_EXIT_FINE)
        result = cs_session_wish(&d->supposed, invocation, casus_answer_as_of(d->as_it_is.a),
                                 cs_invocation_value(invocation, "known-on"), account);
    return result == CS_EXIT_FINE ? cs_session_run(&d->supposed, invocation) : result;
}

static enum cs_exit write_difference(struct differing *d, enum cs_form form)
{
    struct casus_style style = cs_session_style(d->invocation, form);
    casus_text text = {.bytes = NULL};
    casus_changes *changes;
    casus_status status = casus_changes_new(d->as_it_is.a, d->supposed.a, &changes);

    if (status == CASUS_OK)
        status = casus_write_changes(changes, &style, casus_text_sink(&text));
    casus_changes_free(changes);
    return cs_session_write(d->invocation->command, status, casus_answer_message(d->supposed.a), &text, CS_EXIT_FINE);
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct differing d = {.invocation = invocation};
    enum cs_exit result;
    enum cs_form form;

    if (cs_session_form(invocation, CS_FORM_CSV, &form) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    if (cs_invocation_value(invocation, "suppose") == NULL)
        return cs_usage(invocation->command, "what is supposed? --suppose 'e1 counts as attack', or --suppose FILE");
    cs_session_init(&d.as_it_is);
    cs_session_init(&d.supposed);
    result = open_both(&d);
    if (result == CS_EXIT_FINE)
        result = write_difference(&d, form);
    cs_session_release(&d.as_it_is);
    cs_session_release(&d.supposed);
    return result;
}

const struct cs_command cs_command_diff = {
    .heading = "to ask what if",
    .name = "diff",
    .arguments = "FILE... --suppose LINE [--suppose LINE]... [--as-of DATE]\n"
                 "                  [--known-on DATE] [--as ACCOUNT] [--grade GRADE,...]\n"
                 "                  [--reading NAME=ANSWER]... [--format text|json|csv]",
    .summary = "tell what a supposition would change",
    .help = "Runs the files as they are and once more with what is supposed, and tells what\n"
            "differs: rows of the ledger that come up, go, or stand otherwise, and questions.\n"
            "Nothing is written. Every command that runs a record takes --suppose:\n"
            "\n"
            "  --suppose 'e1 counts as attack'              so named, whoever denies it\n"
            "  --suppose 'e1 does not count as attack'      no name of the kind is right\n"
            "  --suppose 'without r1'                       it did not happen\n"
            "  --suppose 'e1 happened'                      it did, whoever denies it\n"
            "  --suppose '2021-05-13 r9: request by Azerbaijan of CSTO'   an act more\n"
            "  --suppose 'vote by Georgia on d1 for Yes'    in place of its other vote\n"
            "  --suppose 'CSC is deciding by Majority'      another rule\n"
            "  --suppose 'Georgia is party of CST'          a member more, from the beginning\n"
            "  --suppose 'Immediately reads 5 days'         a time of its own for a reading\n"
            "  --suppose 'CST in the text of 1992-05-15'    the articles in force that day\n"
            "\n"
            "Instead of a line a file may be named, with a line for each supposition.\n",
    .options = {CS_OPTION_SUPPOSE,
                {"as-of", "DATE", "at the end of this day, else of the last one"},
                CS_OPTION_KNOWN_ON,
                CS_OPTION_AS,
                CS_OPTION_GRADE,
                CS_OPTION_FORMAL,
                {"reading", "NAME=ANSWER", "only where the text is read so; several may be given"},
                {"format", "text|json|csv", "for people, or for programs"}},
    .many = "suppose reading",
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
