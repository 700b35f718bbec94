/* SPDX-License-Identifier: MIT */
/* The table of commands, from commands.def. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

static const struct cs_command *const commands[] = {
#define COMMAND(name) &cs_command_##name,
#include "cli/commands.def"
#undef COMMAND
    NULL};

const struct cs_command *const *cs_commands(void)
{
    return commands;
}

const struct cs_command *cs_command_find(const char *name)
{
    for (const struct cs_command *const *c = commands; *c != NULL; c++)
        if (strcmp((*c)->name, name) == 0)
            return *c;
    return NULL;
}

/* What a command is called elsewhere. */
static const struct { const char *word, *command; } CALLED[] = {
    { "validate", "check" }, { "verify", "check" }, { "test", "check" },  { "chk", "check" }, { "format", "fmt" },
    { "init", "new" },       { "create", "new" },   { "start", "new" },   { "add", "act" },   { "enter", "act" },
    { "show", "run" },       { "list", "run" },     { "ledger", "run" },  { "rows", "run" },  { "state", "run" },
    { "page", "report" },    { "html", "report" },  { "summary", "brief" }, { "todo", "next" }, { "agenda", "next" },
    { "simulate", "diff" },  { "whatif", "diff" },  { "query", "ask" },   { "question", "ask" }, { "-v", "--version" },
    { "-V", "--version" }
};

enum cs_exit cs_command_unknown(const char *name)
{
    const char *names[sizeof commands / sizeof *commands + 2];
    size_t count = 0;
    casus_text near = {.bytes = NULL};

    if (casus_file_kind(name) != CASUS_TEXT_NONE) {
        cs_usage(NULL, "a command stands before the file: casus check %s", name);
        return CS_EXIT_USAGE;
    }
    for (size_t i = 0; i < sizeof CALLED / sizeof *CALLED; i++)
        if (strcmp(CALLED[i].word, name) == 0) {
            cs_usage(NULL, "there is no command \"%s\"; did you mean \"%s\"?", name, CALLED[i].command);
            return CS_EXIT_USAGE;
        }
    for (const struct cs_command *const *c = commands; *c != NULL; c++)
        names[count++] = (*c)->name;
    names[count++] = "--version";
    names[count++] = "--help";
    cs_usage_near(name, names, count, &near);
    if (near.length == 0)
        cs_usage_near(name + strspn(name, "-"), names, count, &near);
    cs_usage(NULL, "there is no command \"%s\"%s", name, cs_text_string(&near));
    casus_text_free(near.bytes);
    return CS_EXIT_USAGE;
}

static enum cs_exit run(const struct cs_command *command, int count, char **words)
{
    struct cs_invocation invocation;
    enum cs_exit result = cs_invocation_read(&invocation, command, count, words);

    if (result == CS_EXIT_FINE)
        result = invocation.command->run(&invocation);
    cs_invocation_release(&invocation);
    return result;
}

static enum cs_exit show_version(void)
{
    casus_text text = {.bytes = NULL};
    enum cs_exit result;

    cs_text_add(&text, "casus " CS_VERSION "\n");
    result = cs_terminal_text(&text, CS_EXIT_FINE);
    casus_text_free(text.bytes);
    return result;
}

int main(int count, char **words)
{
    const struct cs_command *command;

    if (count < 2)
        return (int)cs_usage(NULL, "what is to be done?");
    if (strcmp(words[1], "--version") == 0)
        return (int)show_version();
    if (strcmp(words[1], "--help") == 0 || strcmp(words[1], "-h") == 0)
        return (int)run(&cs_command_help, 0, NULL);
    command = cs_command_find(words[1]);
    if (command == NULL)
        return (int)cs_command_unknown(words[1]);
    return (int)run(command, count - 2, words + 2);
}
