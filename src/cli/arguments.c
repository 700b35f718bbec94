/* SPDX-License-Identifier: MIT */
/*
 * Options may stand anywhere among the arguments, as "--as-of DATE" or "--as-of=DATE"; after "--" nothing is an option.
 * The arguments of an option with two are the two words after it. An option given twice is a mistake, unless it may be
 * given several times.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum cs_exit cs_usage(const struct cs_command *command, const char *format, ...)
{
    va_list arguments;
    char message[2048];

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    cs_terminal_plain(message);
    fprintf(stderr, "casus%s%s: %s\n", command != NULL ? " " : "", command != NULL ? command->name : "", message);
    fprintf(stderr, "'casus help%s%s' tells more.\n", command != NULL ? " " : "", command != NULL ? command->name : "");
    return CS_EXIT_USAGE;
}

void cs_usage_near(const char *word, const char *const *words, size_t count, casus_text *out)
{
    const char *near = casus_nearest(word, words, count);

    if (near != NULL)
        cs_text_printf(out, "; did you mean \"%s\"?", near);
}

static size_t option_count(const struct cs_command *command)
{
    size_t count = 0;

    while (count < CS_OPTIONS_MAX && command->options[count].name != NULL)
        count++;
    return count;
}

/* What an option is called elsewhere. */
static const struct { const char *word, *option; } CALLED[] = {
    { "at", "as-of" },        { "on", "as-of" },       { "date", "as-of" },      { "until", "as-of" },
    { "by-date", "as-of" },   { "known", "known-on" }, { "account", "as" },      { "voice", "as" },
    { "party", "for" },       { "json", "format" },    { "csv", "format" },      { "lang", "language" },
    { "what-if", "suppose" }, { "assume", "suppose" }, { "out", "output" },      { "file", "output" },
    { "preview", "dry-run" }, { "document", "sources" }
};

/* The option of the command that the word probably means, or NULL. */
static const char *option_called(const char *const *names, size_t count, const char *word)
{
    for (size_t i = 0; i < sizeof CALLED / sizeof *CALLED; i++)
        for (size_t name = 0; name < count && strcmp(CALLED[i].word, word) == 0; name++)
            if (strcmp(names[name], CALLED[i].option) == 0)
                return names[name];
    return NULL;
}

static bool is_format(const char *word)
{
    return strcmp(word, "json") == 0 || strcmp(word, "csv") == 0;
}

/* `word` has no hyphens before it; messages have these. */
static enum cs_exit unknown_option(const struct cs_command *command, const char *hyphens, const char *word,
                                   size_t length)
{
    const char *names[CS_OPTIONS_MAX + 1], *near;
    size_t count = option_count(command);
    casus_text name = {.bytes = NULL};
    bool valued;

    cs_text_printf(&name, "%.*s", (int)length, word);
    for (size_t i = 0; i < count; i++)
        names[i] = command->options[i].name;
    near = option_called(names, count, cs_text_string(&name));
    if (near == NULL)
        near = casus_nearest(cs_text_string(&name), names, count);
    valued = near != NULL && strcmp(near, "format") == 0 && is_format(cs_text_string(&name));
    if (near != NULL)
        cs_usage(command, "there is no option \"%s%s\"; did you mean \"--%s%s%s\"?", hyphens, cs_text_string(&name),
                 near, valued ? " " : "", valued ? cs_text_string(&name) : "");
    else
        cs_usage(command, "there is no option \"%s%s\"%s", hyphens, cs_text_string(&name),
                 hyphens[1] == '\0' ? "; options begin with two hyphens" : "");
    casus_text_free(name.bytes);
    return CS_EXIT_USAGE;
}

/* The number of the option that a word names, "--as-of" or "-o"; option_count if it names none. */
static size_t find_option(const struct cs_command *command, const char *word, size_t length)
{
    size_t i = 0;

    while (i < option_count(command) &&
           !(word[1] == '-' ? strlen(command->options[i].name) == length - 2 &&
                                  memcmp(command->options[i].name, word + 2, length - 2) == 0
                            : strcmp(word, "-o") == 0 && strcmp(command->options[i].name, "output") == 0))
        i++;
    return i;
}

static bool may_be_repeated(const struct cs_command *command, const struct cs_option *option)
{
    size_t length = strlen(option->name);

    for (const char *at = command->many; at != NULL && *at != '\0'; at += strspn(at, " ")) {
        size_t word = strcspn(at, " ");

        if (word == length && memcmp(at, option->name, length) == 0)
            return true;
        at += word;
    }
    return false;
}

/* Reads the option at words[*at]; *at moves to its argument if that is a separate word. */
static enum cs_exit read_option(struct cs_invocation *invocation, int count, char **words, int *at)
{
    const struct cs_command *command = invocation->command;
    const char *word = words[*at], *value = word[1] == '-' ? strchr(word, '=') : NULL;
    size_t length = value != NULL ? (size_t)(value - word) : strlen(word), i = find_option(command, word, length);
    const struct cs_option *option;

    if (i == option_count(command) && word[1] != '-')
        return unknown_option(command, "-", word + 1, length - 1);
    if (i == option_count(command))
        return unknown_option(command, "--", word + 2, length - 2);
    option = &command->options[i];
    if (invocation->values[i] != NULL && !may_be_repeated(command, option))
        return cs_usage(command, "the option --%s is given twice", option->name);
    if (option->argument == NULL && value != NULL)
        return cs_usage(command, "the option --%s takes no argument", option->name);
    if (option->argument != NULL && value == NULL && *at + 1 >= count)
        return cs_usage(command, "the option --%s needs an argument: --%s %s", option->name, option->name,
                        option->argument);
    if (option->argument == NULL)
        value = "";
    else
        value = value != NULL ? value + 1 : words[++*at];
    if (invocation->values[i] == NULL)
        invocation->values[i] = value;
    invocation->given[invocation->given_count++] = (struct cs_given_option){option, value};
    if (option->argument == NULL || strchr(option->argument, ' ') == NULL)
        return CS_EXIT_FINE;
    if (*at + 1 >= count || strncmp(words[*at + 1], "--", 2) == 0)
        return cs_usage(command, "the option --%s needs two arguments: --%s %s", option->name, option->name,
                        option->argument);
    invocation->seconds[i] = words[++*at];
    return CS_EXIT_FINE;
}

static enum cs_exit read_words(struct cs_invocation *invocation, int count, char **words)
{
    bool options = true;

    for (int at = 0; at < count; at++) {
        if (options && strcmp(words[at], "--") == 0) {
            options = false;
        } else if (options && (strcmp(words[at], "--help") == 0 || strcmp(words[at], "-h") == 0)) {
            invocation->arguments[0] = invocation->command->name;
            invocation->count = 1;
            invocation->command = &cs_command_help;
            return CS_EXIT_FINE;
        } else if (options && words[at][0] == '-' && words[at][1] != '\0') {
            if (read_option(invocation, count, words, &at) != CS_EXIT_FINE)
                return CS_EXIT_USAGE;
        } else {
            invocation->arguments[invocation->count++] = words[at];
        }
    }
    return CS_EXIT_FINE;
}

enum cs_exit cs_invocation_read(struct cs_invocation *invocation, const struct cs_command *command, int count,
                                char **words)
{
    *invocation = (struct cs_invocation){.command = command};
    invocation->arguments = calloc((size_t)count + 1, sizeof *invocation->arguments);
    invocation->given = calloc((size_t)count + 1, sizeof *invocation->given);
    if (invocation->arguments == NULL || invocation->given == NULL)
        return cs_terminal_fail("");
    if (read_words(invocation, count, words) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    if (invocation->count < invocation->command->least) {
        cs_usage(command, "%s", invocation->count == 0 ? "nothing is named to work on" : "something is missing");
        fprintf(stderr, "usage: casus %s %s\n", command->name, command->arguments);
        return CS_EXIT_USAGE;
    }
    if (invocation->count > invocation->command->most)
        return cs_usage(command, "\"%s\" is one word too many",
                        invocation->arguments[invocation->command->most]);
    return CS_EXIT_FINE;
}

void cs_invocation_release(struct cs_invocation *invocation)
{
    free(invocation->arguments);
    free(invocation->given);
    invocation->arguments = NULL;
    invocation->given = NULL;
}

static size_t option_index(const struct cs_invocation *invocation, const char *option)
{
    size_t i = 0;

    while (i < option_count(invocation->command) && strcmp(invocation->command->options[i].name, option) != 0)
        i++;
    return i;
}

const char *cs_invocation_value(const struct cs_invocation *invocation, const char *option)
{
    size_t i = option_index(invocation, option);

    return i < option_count(invocation->command) ? invocation->values[i] : NULL;
}

const char *cs_invocation_second(const struct cs_invocation *invocation, const char *option)
{
    size_t i = option_index(invocation, option);

    return i < option_count(invocation->command) ? invocation->seconds[i] : NULL;
}

const char *cs_invocation_each(const struct cs_invocation *invocation, const char *option, size_t *at)
{
    while (*at < invocation->given_count) {
        const struct cs_given_option *given = &invocation->given[(*at)++];

        if (strcmp(given->option->name, option) == 0)
            return given->value;
    }
    return NULL;
}
