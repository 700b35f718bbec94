/* SPDX-License-Identifier: MIT */
/*
 * The register and its server are a program of their own, which this one becomes: no other command loads what they
 * need.
 */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

/* The folder of this program; false: the system does not tell. */
static bool find_folder(char *out, size_t size)
{
    ssize_t length = readlink("/proc/self/exe", out, size - 1);
    char *slash;

    if (length <= 0)
        return false;
    out[length] = '\0';
    slash = strrchr(out, '/');
    if (slash == NULL)
        return false;
    *slash = '\0';
    return true;
}

/* The words of the invocation as the other program reads them: "--NAME=VALUE" each option, then the arguments. */
static bool write_words(const struct cs_invocation *invocation, const char **words, casus_text *options)
{
    size_t count = 0;

    words[count++] = "casus";
    words[count++] = invocation->command->name;
    for (size_t i = 0; i < invocation->given_count; i++) {
        const struct cs_given_option *given = &invocation->given[i];
        bool plain = given->option->argument == NULL;

        cs_text_printf(&options[i], "--%s%s%s", given->option->name, plain ? "" : "=", plain ? "" : given->value);
        if (options[i].failed)
            return false;
        words[count++] = options[i].bytes;
    }
    words[count++] = "--";
    for (size_t i = 0; i < invocation->count; i++)
        words[count++] = invocation->arguments[i];
    return true;
}

enum cs_exit cs_become_apart(const struct cs_invocation *invocation)
{
    static const char *const places[] = {"casus-serve", "../libexec/casus/casus-serve"};
    size_t most = invocation->given_count + invocation->count + 4; /* "casus", the command, "--", the end */
    const char **words = calloc(most, sizeof *words);
    casus_text *options = calloc(invocation->given_count + 1, sizeof *options);
    bool written = words != NULL && options != NULL && write_words(invocation, words, options);
    char folder[PATH_MAX], path[PATH_MAX + 64];

    for (size_t i = 0; written && find_folder(folder, sizeof folder) && i < sizeof places / sizeof *places; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, places[i]);
        execv(path, (char *const *)(uintptr_t)words);
    }
    for (size_t i = 0; options != NULL && i < invocation->given_count; i++)
        casus_text_free(options[i].bytes);
    free(options);
    free(words);
    return cs_terminal_fail(written ? "the program casus-serve is missing (in Debian: the package casus-register)"
                                    : "out of memory");
}
