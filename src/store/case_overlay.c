/* SPDX-License-Identifier: MIT */
/* Texts that stand in place of files: what an editor has open, and what replaces a text of a case. */
#define _XOPEN_SOURCE 700 /* realpath */

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/case_int.h"

char *cs_case_real(const char *path)
{
    char *real = realpath(path, NULL), folder[PATH_MAX], *whole;
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
    size_t length = slash != NULL ? (size_t)(name - path) : 2;

    if (real != NULL || errno == ENOMEM || length >= sizeof folder)
        return real;
    memcpy(folder, slash != NULL ? path : "./", length);
    folder[length] = '\0';
    real = realpath(folder, NULL);
    whole = real != NULL ? malloc(strlen(real) + strlen(name) + 2) : NULL;
    if (whole != NULL)
        sprintf(whole, "%s%s%s", real, strcmp(real, "/") == 0 ? "" : "/", name);
    else if (real != NULL)
        errno = ENOMEM;
    free(real);
    return whole;
}

const struct cs_case_overlay *cs_case_overlay_of(const struct cs_case *c, const char *name, bool over)
{
    const struct cs_case_overlay *overlay = c->overlays;

    while (overlay != NULL && (overlay->over != over || strcmp(overlay->name, name) != 0))
        overlay = overlay->next;
    return overlay;
}

bool cs_case_laid_over(struct cs_case *c, const char *path)
{
    bool found;
    char *real;

    if (c->overlays == NULL)
        return false;
    real = cs_case_real(path);
    if (real == NULL && errno == ENOMEM)
        cs_fail_memory(&c->failure);
    found = real != NULL && cs_case_overlay_of(c, real, true) != NULL;
    free(real);
    return found;
}

casus_status cs_case_read(struct cs_case *c, const char *path, const char *name, const char *real, const char **bytes,
                          size_t *length)
{
    const struct cs_case_overlay *overlay = cs_case_overlay_of(c, name, false);

    if (overlay == NULL)
        overlay = cs_case_overlay_of(c, real, true);
    if (overlay == NULL)
        return cs_file_read(&c->arena, path, bytes, length, &c->failure);
    *bytes = cs_arena_text(&c->arena, overlay->bytes, overlay->length);
    *length = overlay->length;
    return *bytes != NULL ? CASUS_OK : cs_fail_memory(&c->failure);
}

const char *cs_case_path_of(const struct cs_case *c, const struct cs_file *file)
{
    for (const struct cs_case_file *read = c->read; read != NULL; read = read->next)
        if (read->file == file)
            return strncmp(read->real, CS_TEXT_KEY, strlen(CS_TEXT_KEY)) == 0 ? NULL : read->real;
    return NULL;
}

const struct cs_file *cs_case_text_called(const struct cs_case *c, const char *name)
{
    const struct cs_file *found = NULL;
    char *real;

    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        if (strcmp(file->source->name, name) == 0)
            return file;
    real = cs_case_real(name);
    for (const struct cs_case_file *read = c->read; read != NULL && real != NULL && found == NULL; read = read->next)
        found = strcmp(read->real, real) == 0 ? read->file : NULL;
    free(real);
    return found;
}
