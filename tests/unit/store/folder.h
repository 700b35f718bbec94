/* SPDX-License-Identifier: MIT */
/* A temporary directory of one test, with small files in it; removed at the end of the test. */
#ifndef TESTS_UNIT_STORE_FOLDER_H
#define TESTS_UNIT_STORE_FOLDER_H

#include "scratch.h"
#include "unit/cmocka_all.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct folder { char path[200]; };

static inline void folder_init(struct folder *folder)
{
    assert_non_null(mkdtemp(scratch_template(folder->path, sizeof folder->path, "casus-test")));
}

/* The path of a file in it; valid for the next seven calls. */
static inline const char *folder_path(const struct folder *folder, const char *name)
{
    static char paths[8][264];
    static size_t next;
    char *path = paths[next++ % 8];

    snprintf(path, sizeof paths[0], "%s/%s", folder->path, name);
    return path;
}

static inline const char *folder_write(const struct folder *folder, const char *name, const char *text)
{
    const char *path = folder_path(folder, name);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    return path;
}

static inline void folder_expect(const struct folder *folder, const char *name, const char *text)
{
    char found[4096];
    FILE *file = fopen(folder_path(folder, name), "r");
    size_t length;

    assert_non_null(file);
    length = fread(found, 1, sizeof found - 1, file);
    found[length] = '\0';
    fclose(file);
    assert_string_equal(found, text);
}

/* How many files are in it, hidden ones too. */
static inline size_t folder_count(const struct folder *folder)
{
    DIR *directory = opendir(folder->path);
    size_t count = 0;

    assert_non_null(directory);
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(directory);
    return count;
}

static inline void folder_release(struct folder *folder)
{
    char command[216];

    snprintf(command, sizeof command, "rm -rf '%s'", folder->path);
    assert_int_equal(system(command), 0);
}

#endif
