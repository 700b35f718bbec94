/* SPDX-License-Identifier: MIT */
#include "cli/asking.h"

#include <stdio.h>
#include <unistd.h>

void cs_asking_init(struct cs_asking *a)
{
    *a = (struct cs_asking){.reply = NULL};
    cs_session_init(&a->session);
}

void cs_asking_release(struct cs_asking *a)
{
    casus_reply_free(a->reply);
    cs_session_release(&a->session);
}

/* Prints why it was not understood, and what can be asked instead. */
static enum cs_exit print_refusal(const struct cs_asking *a, const struct cs_command *command)
{
    struct casus_diagnostic_style style = {.size = sizeof style, .colour = cs_terminal_colours(STDERR_FILENO)};
    const char *remedy = casus_reply_remedy(a->reply);
    struct casus_diagnostic first = {.code = NULL};
    casus_text text = {.bytes = NULL};
    enum cs_exit result;
    casus_status status;

    if (*casus_reply_refusal(a->reply) != '\0') {
        result = cs_usage(command, "%s", casus_reply_refusal(a->reply));
    } else {
        status = casus_write_reply_diagnostics(a->reply, &style, casus_text_sink(&text));
        if (status == CASUS_OK)
            status = casus_reply_diagnostic(a->reply, 0, &first);
        result = cs_terminal_mistakes(status, &text, first.code, CS_EXIT_USAGE);
    }
    fputs(remedy, stderr);
    return result;
}

enum cs_exit cs_asking_open(struct cs_asking *a, const struct cs_invocation *invocation, casus_asking as)
{
    const char *question = invocation->arguments[invocation->count - 1];
    const char *as_of = cs_invocation_value(invocation, "as-of");
    enum cs_exit result;

    cs_session_expect_memory();
    result = cs_session_read(&a->session, invocation, invocation->arguments, invocation->count - 1);
    if (result == CS_EXIT_FINE)
        result = cs_session_wish(&a->session, invocation, as_of, cs_invocation_value(invocation, "known-on"),
                                 cs_invocation_value(invocation, "as"));
    if (result != CS_EXIT_FINE)
        return result;
    if (casus_ask(a->session.c, question, as, &a->session.wishes, &a->reply) != CASUS_OK)
        return cs_session_trouble(&a->session);
    if (!casus_reply_understood(a->reply))
        return print_refusal(a, invocation->command);
    if (as_of != NULL && casus_reply_date(a->reply) != NULL)
        return cs_usage(invocation->command, "the question has a date, %s, and --as-of gives another",
                        casus_reply_date(a->reply));
    return CS_EXIT_FINE;
}
