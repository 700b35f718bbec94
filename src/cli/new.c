/* SPDX-License-Identifier: MIT */
/* Writes the files of skeleton/, which are compiled in, into a new or empty folder. */
#include <stdio.h>

#include "cli/cli.h"

static const unsigned char treaty[] = {
#include "cli/skeleton/pact.treaty.inc"
    0};
static const unsigned char record[] = {
#include "cli/skeleton/first.record.inc"
    0};
static const unsigned char readme[] = {
#include "cli/skeleton/README.md.inc"
    0};

static const struct { const char *name; const unsigned char *bytes; size_t length; } files[] = {
    {"pact.treaty", treaty, sizeof treaty - 1},
    {"first.record", record, sizeof record - 1},
    {"README.md", readme, sizeof readme - 1},
};

static bool path_of(casus_text *path, const char *folder, size_t file)
{
    cs_text_printf(path, "%s/%s", folder, files[file].name);
    return !path->failed;
}

/* Without them the folder is empty again, and the next attempt may use it. */
static void remove_files(const char *folder, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        casus_text path = {.bytes = NULL};

        if (path_of(&path, folder, i))
            remove(path.bytes);
        casus_text_free(path.bytes);
    }
}

static casus_status write_files(const char *folder, struct casus_failure *failure)
{
    casus_status status = casus_folder_create(folder, failure);

    for (size_t i = 0; i < sizeof files / sizeof *files && status == CASUS_OK; i++) {
        casus_text path = {.bytes = NULL};

        failure->message[0] = '\0';
        status = !path_of(&path, folder, i)
                     ? CASUS_ERR_MEMORY
                     : casus_file_create(path.bytes, (const char *)files[i].bytes, files[i].length, failure);
        casus_text_free(path.bytes);
        if (status != CASUS_OK)
            remove_files(folder, i);
    }
    return status;
}

static enum cs_exit print(const char *folder)
{
    casus_text out = {.bytes = NULL};
    enum cs_exit result;
    char shown[1024];

    snprintf(shown, sizeof shown, "%s", folder);
    cs_terminal_plain(shown);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        cs_text_printf(&out, "%s/%s\n", shown, files[i].name);
    cs_text_printf(&out, "\nNow: casus run %s/first.record\n", shown);
    result = cs_terminal_text(&out, CS_EXIT_FINE);
    casus_text_free(out.bytes);
    return result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct casus_failure failure;

    if (write_files(invocation->arguments[0], &failure) != CASUS_OK)
        return cs_terminal_fail(failure.message);
    return print(invocation->arguments[0]);
}

const struct cs_command cs_command_new = {
    .heading = "to write texts",
    .name = "new",
    .arguments = "DIR",
    .summary = "begin: a folder with a treaty, a record and what to do next",
    .help = "Makes the folder, with a small treaty, a record with check lines, and a README.\n"
            "They are made up, and run at once. A folder that holds anything already is left\n"
            "as it is.\n",
    .least = 1,
    .most = 1,
    .run = run,
};
