/* SPDX-License-Identifier: MIT */
/* One crisis under several instruments, or two requests. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/session.h"

/* The instruments that --under names, each once. */
static enum cs_exit write_instruments(struct cs_session *session, const struct cs_invocation *invocation,
                                      const struct casus_style *style)
{
    const char **names = calloc(invocation->given_count + 1, sizeof *names), *name;
    casus_text text = {.bytes = NULL};
    casus_status status;
    size_t count = 0, at = 0;

    if (names == NULL)
        return cs_terminal_fail("");
    while ((name = cs_invocation_each(invocation, "under", &at)) != NULL)
        names[count++] = name;
    status = casus_write_comparison(session->a, names, count, style, casus_text_sink(&text));
    free(names);
    return cs_session_write(invocation->command, status, casus_answer_message(session->a), &text, CS_EXIT_FINE);
}

static enum cs_exit write_requests(struct cs_session *session, const struct cs_invocation *invocation,
                                   const struct casus_style *style)
{
    casus_text text = {.bytes = NULL};
    casus_status status =
        casus_write_request_differences(session->a, cs_invocation_value(invocation, "requests"),
                                        cs_invocation_second(invocation, "requests"), style, casus_text_sink(&text));

    return cs_session_write(invocation->command, status, casus_answer_message(session->a), &text, CS_EXIT_FINE);
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    const char *requests = cs_invocation_value(invocation, "requests");
    const char *under = cs_invocation_value(invocation, "under");
    struct cs_session session;
    struct casus_style style;
    enum cs_exit result;
    enum cs_form form;

    if (cs_session_form(invocation, CS_FORM_JSON, &form) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    if ((requests == NULL) == (under == NULL))
        return cs_usage(invocation->command, "give one of --under TREATY, and --requests LABEL LABEL");
    cs_session_init(&session);
    style = cs_session_style(invocation, form);
    result = cs_session_open(&session, invocation, invocation->arguments, invocation->count,
                             cs_invocation_value(invocation, "as"));
    if (result == CS_EXIT_FINE)
        result = requests != NULL ? write_requests(&session, invocation, &style)
                                  : write_instruments(&session, invocation, &style);
    cs_session_release(&session);
    return result;
}

const struct cs_command cs_command_compare = {
    .name = "compare",
    .arguments = "FILE... --under TREATY [--under TREATY]...\n"
                 "       casus compare FILE... --requests LABEL LABEL",
    .summary = "compare treaties in one crisis, or two requests",
    .help = "--under names treaties of the files, and lays them side by side, as they are in\n"
            "force on the date: who judges, whether a request is needed, the clock, which\n"
            "organ decides and by which rule, who owes what how strongly, and what came of\n"
            "it. A treaty that the record does not use is named among the files:\n"
            "\n"
            "  casus compare my.record treaties/ra97.treaty --under CST --under RA97\n"
            "\n"
            "--requests tells on each account the first condition in which two requests\n"
            "differ: their effect, the conditions of each rule that they set off, in the\n"
            "order in which they are looked at, a decision, and what became of them.\n",
    .options = {{"under", "TREATY", "a treaty of the files, by its name in them"},
                {"requests", "LABEL LABEL", "two requests of the record"},
                {"as-of", "DATE", "at the end of this day, else of the last one"},
                CS_OPTION_KNOWN_ON,
                CS_OPTION_AS,
                CS_OPTION_GRADE,
                CS_OPTION_SUPPOSE,
                {"format", "text|json", "for people, or for programs"}},
    .many = "under suppose",
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
