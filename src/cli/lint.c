/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "cli/session.h"

static enum cs_exit read_format(const struct cs_invocation *invocation, struct casus_style *style)
{
    const char *format = cs_invocation_value(invocation, "format");

    if (format == NULL || strcmp(format, "text") == 0)
        style->format = CASUS_TEXT;
    else if (strcmp(format, "json") == 0)
        style->format = CASUS_JSON;
    else if (strcmp(format, "sarif") == 0)
        style->format = CASUS_SARIF;
    else
        return cs_usage(invocation->command, "\"%s\" is no format: text, json or sarif", format);
    return CS_EXIT_FINE;
}

static enum cs_exit print(const casus_lint *lint, const struct cs_invocation *invocation,
                          const struct casus_style *style)
{
    casus_text text = {.bytes = NULL};
    casus_status status = casus_write_lint(lint, style, casus_text_sink(&text));
    struct casus_finding first;
    size_t all;

    casus_lint_count(lint, &all);
    if (style->format == CASUS_TEXT && isatty(STDOUT_FILENO) && casus_lint_at(lint, 0, &first) == CASUS_OK)
        cs_text_printf(&text, "'casus explain %s' tells more.\n", first.told.code);
    return cs_session_write(invocation->command, status, "", &text, all > 0 ? CS_EXIT_FINDINGS : CS_EXIT_FINE);
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct casus_style style = {.size = sizeof style, .colour = cs_terminal_colours(STDOUT_FILENO)};
    struct cs_session session;
    casus_lint *lint = NULL;
    enum cs_exit result = read_format(invocation, &style);

    if (result != CS_EXIT_FINE)
        return result;
    cs_session_init(&session);
    result = cs_session_read(&session, invocation, invocation->arguments, invocation->count);
    if (result == CS_EXIT_FINE)
        result = casus_lint_new(session.c, &lint) == CASUS_OK ? print(lint, invocation, &style)
                                                              : cs_session_trouble(&session);
    casus_lint_free(lint);
    cs_session_release(&session);
    return result;
}

const struct cs_command cs_command_lint = {
    .name = "lint",
    .arguments = "FILE...",
    .summary = "find where a treaty may fail, before it is signed",
    .help = "Looks at treaties and declarations, together with all that they use: a duty\n"
            "that hangs on what nobody is named to find, a time word without a measure,\n"
            "what each owes and an organ may block, a power that nobody holds, two texts\n"
            "that collide. Each finding has its clause, why it matters, and a remedy;\n"
            "`casus explain L0003` tells more, `casus explain` lists the codes. No record is\n"
            "needed.\n"
            "\n"
            "A finding that is meant to stand is accepted in the text, above or behind a\n"
            "line of the clause, above the article, or above the treaty:\n"
            "\n"
            "  -- lint: L0014 the text sets no time\n"
            "  -- lint: L0018 with Charter: who is suspended stays bound\n"
            "\n"
            "An acceptance that accepts nothing is a finding too. Ends with 1 if there are\n"
            "findings; without any it prints nothing.\n",
    .options = {CS_OPTION_GRADE,
                CS_OPTION_SUPPOSE,
                {"format", "text|json|sarif", "for people, for programs, for code scanners"}},
    .many = "suppose",
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
