/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

static void add_commands(casus_text *out)
{
    cs_text_add(out, "casus runs collective-security treaties on a record of what happened: who owes\n"
                        "what to whom, since when and until when, who may act, and on whose account.\n"
                        "\n"
                        "usage: casus COMMAND ...\n");
    for (const struct cs_command *const *c = cs_commands(); *c != NULL; c++) {
        if ((*c)->heading != NULL)
            cs_text_printf(out, "\n%s\n", (*c)->heading);
        cs_text_printf(out, "  %-8s %s\n", (*c)->name, (*c)->summary);
    }
    cs_text_add(out, "\n"
                        "Files are told apart by their ending: NAME.casus holds words, NAME.treaty a\n"
                        "treaty, NAME.record what happened and who says so. What they `use` is found\n"
                        "beside them, in the folders of $CASUS_PATH, and in the library of casus.\n"
                        "\n"
                        "The program ends with 0 if all is well, 1 if it found something wrong, 2 if it\n"
                        "was used wrongly, 3 if something else failed: a file, a disk, memory, too many\n"
                        "entangled questions.\n"
                        "\n"
                        "'casus help COMMAND' tells more of a command, 'casus --version' which casus this\n"
                        "is.\n");
}

static void add_command(const struct cs_command *command, casus_text *out)
{
    cs_text_printf(out, "casus %s: %s\n\nusage: casus %s %s\n", command->name, command->summary, command->name,
                     command->arguments);
    if (command->options[0].name != NULL)
        cs_text_char(out, '\n');
    for (size_t i = 0; i < CS_OPTIONS_MAX && command->options[i].name != NULL; i++) {
        const struct cs_option *option = &command->options[i];
        char left[64];

        snprintf(left, sizeof left, "--%s%s%s", option->name, option->argument != NULL ? " " : "",
                 option->argument != NULL ? option->argument : "");
        cs_text_printf(out, "  %-24s  %s\n", left, option->meaning);
    }
    cs_text_printf(out, "\n%s", command->help);
}

static bool is_code(const char *text)
{
    for (size_t code = 0; code < casus_code_count(); code++)
        if (strcmp(casus_code(code), text) == 0)
            return true;
    return false;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    const struct cs_command *command = invocation->count > 0 ? cs_command_find(invocation->arguments[0]) : NULL;
    const char *what = cs_invocation_value(invocation, "offer");
    const char *shell = cs_invocation_value(invocation, "completion");
    casus_text out = {.bytes = NULL};
    enum cs_exit result;

    if (what != NULL) {
        result = cs_offer(invocation, what, &out);
        if (result == CS_EXIT_FINE)
            result = cs_terminal_text(&out, CS_EXIT_FINE);
        casus_text_free(out.bytes);
        return result;
    }
    if (invocation->count > 1)
        return cs_usage(invocation->command, "help is given of one command at a time");
    if (invocation->count > 0 && is_code(invocation->arguments[0]))
        return cs_command_explain.run(invocation);
    if (invocation->count > 0 && command == NULL)
        return cs_command_unknown(invocation->arguments[0]);
    if (shell != NULL && !cs_completion_add(shell, &out)) {
        casus_text_free(out.bytes);
        return cs_usage(invocation->command, "the shell \"%s\" is none of bash, zsh, fish", shell);
    }
    if (shell == NULL && command != NULL)
        add_command(command, &out);
    else if (shell == NULL)
        add_commands(&out);
    result = cs_terminal_text(&out, CS_EXIT_FINE);
    casus_text_free(out.bytes);
    return result;
}

const struct cs_command cs_command_help = {
    .name = "help",
    .arguments = "[COMMAND] [--completion bash|zsh|fish]\n"
                 "                  [--offer labels|readings|rows FILE...]",
    .summary = "what casus can do, or what a command does",
    .help = "Without a command, all commands in a line each; of a code such as E0301, what\n"
            "it means. With --completion, what makes the shell complete commands, options,\n"
            "files, accounts, labels, rows, readings and codes; it is installed with casus,\n"
            "or for bash: eval \"$(casus help --completion bash)\". It lists what files hold\n"
            "by --offer.\n",
    .options = {{"completion", "bash|zsh|fish", "the completion for this shell"},
                {"offer", "labels|readings|rows", "what the shell offers of these files"}},
    .least = 0,
    .most = SIZE_MAX,
    .run = run,
};
