/* SPDX-License-Identifier: MIT */
#include <stdint.h>

#include "cli/cli.h"
#include "text/explanation.h"

static void list_codes(struct cs_buffer *out)
{
    for (int code = 0; code < DIAG_COUNT; code++)
        cs_buffer_printf(out, "%s  %s\n", cs_diagnostic_code_text((enum cs_diagnostic_code)code),
                         cs_diagnostic_summary((enum cs_diagnostic_code)code));
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct cs_buffer out;
    enum cs_exit result = CS_EXIT_FINE;

    cs_buffer_init(&out);
    if (invocation->count == 0)
        list_codes(&out);
    for (size_t i = 0; i < invocation->count && result == CS_EXIT_FINE; i++) {
        enum cs_diagnostic_code code;

        if (!cs_explanation_code(invocation->arguments[i], &code)) {
            result = cs_usage(invocation->command, "there is no code \"%s\"; `casus explain` lists them",
                              invocation->arguments[i]);
            break;
        }
        if (i > 0)
            cs_buffer_char(&out, '\n');
        cs_explanation_write(code, &out);
    }
    if (result == CS_EXIT_FINE)
        result = cs_terminal_write(&out, CS_EXIT_FINE);
    cs_buffer_release(&out);
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
