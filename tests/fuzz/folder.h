/* SPDX-License-Identifier: MIT */
/* A folder of the target's own, in memory where the machine has such a place; gone when the program ends by itself. */
#ifndef TESTS_FUZZ_FOLDER_H
#define TESTS_FUZZ_FOLDER_H

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/failure.h"

static char folder[64];
static int folder_descriptor;

static void folder_remove(void)
{
    DIR *listed = opendir(folder);
    const struct dirent *entry;

    while (listed != NULL && (entry = readdir(listed)) != NULL)
        unlinkat(folder_descriptor, entry->d_name, 0);
    if (listed != NULL)
        closedir(listed);
    rmdir(folder);
}

static void folder_make(void)
{
    snprintf(folder, sizeof folder, "%s/casus-fuzz-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    must(mkdtemp(folder) != NULL);
    folder_descriptor = open(folder, O_RDONLY | O_DIRECTORY);
    must(folder_descriptor >= 0);
    atexit(folder_remove);
}

static void folder_write(const char *name, const char *bytes, size_t length)
{
    int file = openat(folder_descriptor, name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    must(file >= 0 && write(file, bytes, length) == (ssize_t)length);
    close(file);
}

#endif
