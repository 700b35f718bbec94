/* SPDX-License-Identifier: MIT */
#include "store/library.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "lang/near.h"

/* The length of a file's name without its ending; 0 if that is none of .casus, .treaty, .record. */
static size_t stem_of(const char *file)
{
    enum cs_source_kind kind;

    return cs_case_kind(file, &kind) ? (size_t)(strrchr(file, '.') - file) : 0;
}

/* A name of one or two letters is too short to compare by slips: only its ending may be wrong. */
static bool is_other_short_name(const struct cs_near *near, const char *file)
{
    size_t stem = strcspn(near->text, ".");

    return stem < 3 && strncmp(near->text, file, stem + 1) != 0;
}

static bool is_folder(DIR *stream, const char *name)
{
    struct stat about;

    return fstatat(dirfd(stream), name, &about, 0) == 0 && S_ISDIR(about.st_mode);
}

static void try_folder(struct cs_arena *arena, const char *folder, const char *below, bool ending, struct cs_near *near,
                       const char **best)
{
    char path[4096];
    const struct dirent *entry;
    DIR *stream;

    if (snprintf(path, sizeof path, "%s%s%s", *folder != '\0' ? folder : "./", *folder != '\0' ? "/" : "", below) >=
        (int)sizeof path)
        return;
    stream = opendir(path);
    while (stream != NULL && (entry = readdir(stream)) != NULL) {
        size_t stem = stem_of(entry->d_name), length = ending && stem > 0 ? strlen(entry->d_name) : stem;
        size_t limit = near->limit;
        bool found = near->found;

        if (length == 0 || (!ending && strcmp(entry->d_name + stem, ".record") == 0) ||
            (ending && is_other_short_name(near, entry->d_name)) || is_folder(stream, entry->d_name))
            continue;
        cs_near_try(near, entry->d_name, length, 0);
        /* of equally near names the first in the alphabet, since the order of readdir is arbitrary */
        if ((near->found && !found) || near->limit < limit)
            *best = cs_arena_text(arena, entry->d_name, length);
    }
    if (stream != NULL)
        closedir(stream);
}

const char *cs_library_near(struct cs_arena *arena, const char *folder, const char *name, bool ending)
{
    static const char *const below[] = {"", "vocabulary", "treaties"};
    const char *best = NULL;
    struct cs_near near;

    cs_near_start(&near, name, strlen(name));
    if (near.limit == 0 && near.length > 1)
        near.limit = 1;
    for (size_t i = 0; i < (ending ? 1 : sizeof below / sizeof *below); i++)
        try_folder(arena, folder, below[i], ending, &near, &best);
    return best;
}
