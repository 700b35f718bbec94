/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>

#include "cli/cli.h"

static void list_codes(casus_text *out)
{
    for (size_t code = 0; code < casus_code_count(); code++)
        cs_text_printf(out, "%s  %s\n", casus_code(code), casus_code_summary(code));
}

/* Of a number alone, the code that ends with it is meant. */
static enum cs_exit unknown_code(const struct cs_command *command, const char *given)
{
    size_t length = strlen(given);

    for (size_t i = 0; length >= 3 && i < casus_code_count(); i++) {
        const char *code = casus_code(i);

        if (strlen(code) >= length && strcmp(code + strlen(code) - length, given) == 0)
            return cs_usage(command, "there is no code \"%s\"; did you mean %s?", given, code);
    }
    return cs_usage(command, "there is no code \"%s\"; `casus explain` lists them", given);
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    casus_text out = {.bytes = NULL};
    enum cs_exit result = CS_EXIT_FINE;

    if (invocation->count == 0)
        list_codes(&out);
    for (size_t i = 0; i < invocation->count && result == CS_EXIT_FINE; i++) {
        if (i > 0)
            cs_text_char(&out, '\n');
        if (casus_explain(invocation->arguments[i], casus_text_sink(&out)) == CASUS_ERR_ARGUMENT)
            result = unknown_code(invocation->command, invocation->arguments[i]);
    }
    if (result == CS_EXIT_FINE)
        result = cs_terminal_text(&out, CS_EXIT_FINE);
    casus_text_free(out.bytes);
    return result;
}

const struct cs_command cs_command_explain = {
    .name = "explain",
    .arguments = "[CODE...]",
    .summary = "explain a code of a mistake, with a wrong and a right example",
    .help = "CODE is what a message of `casus check` begins with, such as E0301. Without\n"
            "one, all codes in a line each.\n",
    .least = 0,
    .most = SIZE_MAX,
    .run = run,
};
