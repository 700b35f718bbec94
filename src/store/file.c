/* SPDX-License-Identifier: MIT */
/* Reads whole files; makes new files and folders. file_replace.c replaces files. */
#include "store/file_int.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "text/source.h"

#define READ_PIECE ((size_t)65536)

casus_status cs_file_fail(struct cs_failure *failure, const char *what, const char *path, int error)
{
    char reason[160];

    if (strerror_r(error, reason, sizeof reason) != 0)
        snprintf(reason, sizeof reason, "error %d", error);
    return cs_fail(failure, CASUS_ERR_IO, "%s \"%s\": %s", what, path, reason);
}

casus_status cs_file_too_large(struct cs_failure *failure, const char *path)
{
    return cs_fail(failure, CASUS_ERR_LIMIT, "the file \"%s\" has more than %zu MB", path,
                   CS_SOURCE_BYTES_MAX / 1024 / 1024);
}

casus_status cs_file_read_all(int descriptor, const char *path, struct cs_buffer *out, struct cs_failure *failure)
{
    char *piece = malloc(READ_PIECE);
    casus_status status = CASUS_OK;

    if (piece == NULL)
        return cs_fail_memory(failure);
    while (status == CASUS_OK) {
        ssize_t got = read(descriptor, piece, READ_PIECE);

        if (got == 0)
            break;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            status = cs_file_fail(failure, "cannot read the file", path, errno);
        else
            cs_buffer_add(out, piece, (size_t)got);
        if (status == CASUS_OK && out->failed)
            status = cs_fail_memory(failure);
        if (status == CASUS_OK && out->length > CS_SOURCE_BYTES_MAX)
            status = cs_file_too_large(failure, path);
    }
    free(piece);
    return status;
}

casus_status cs_file_read_open(struct cs_arena *arena, int descriptor, const char *name, const char **bytes,
                               size_t *length, struct cs_failure *failure)
{
    struct cs_buffer text;
    casus_status status;

    *bytes = NULL;
    *length = 0;
    cs_buffer_init(&text);
    status = cs_file_read_all(descriptor, name, &text, failure);
    if (status == CASUS_OK) {
        *bytes = cs_arena_text(arena, cs_buffer_string(&text), text.length);
        *length = text.length;
        if (*bytes == NULL)
            status = cs_fail_memory(failure);
    }
    cs_buffer_release(&text);
    return status;
}

int cs_file_open(const char *path, int flags, mode_t mode)
{
    int descriptor;

    do
        descriptor = open(path, flags | O_CLOEXEC, mode);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

bool cs_file_unchanged(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Reads a regular file; fails if it changes meanwhile. */
static casus_status read_regular(struct cs_arena *arena, int descriptor, const char *path, const char **bytes,
                                 size_t *length, struct cs_failure *failure)
{
    struct stat before, after;
    casus_status status;

    if (fstat(descriptor, &before) != 0)
        return cs_file_fail(failure, "cannot read the file", path, errno);
    if (S_ISDIR(before.st_mode))
        return cs_file_fail(failure, "cannot read the file", path, EISDIR);
    if (!S_ISREG(before.st_mode))
        return cs_fail(failure, CASUS_ERR_IO, "cannot read \"%s\": it is a pipe or a device, and only files are read",
                       path);
    if (before.st_size > (off_t)CS_SOURCE_BYTES_MAX)
        return cs_file_too_large(failure, path);
    status = cs_file_read_open(arena, descriptor, path, bytes, length, failure);
    if (status != CASUS_OK)
        return status;
    if (fstat(descriptor, &after) != 0)
        status = cs_file_fail(failure, "cannot read the file", path, errno);
    else if (!cs_file_unchanged(&before, &after))
        status = cs_fail(failure, CASUS_ERR_IO, "the file \"%s\" was changed while it was read; try again", path);
    return status;
}

casus_status cs_file_read(struct cs_arena *arena, const char *path, const char **bytes, size_t *length,
                          struct cs_failure *failure)
{
    int descriptor = cs_file_open(path, O_RDONLY | O_NONBLOCK, 0); /* not blocked by a pipe without a writer */
    casus_status status;

    *bytes = NULL;
    *length = 0;
    if (descriptor < 0)
        return cs_file_fail(failure, "cannot read the file", path, errno);
    status = read_regular(arena, descriptor, path, bytes, length, failure);
    if (status != CASUS_OK) {
        *bytes = NULL;
        *length = 0;
    }
    close(descriptor);
    return status;
}

/* ---- writing ---- */

bool cs_file_write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            errno = written == 0 ? ENOSPC : errno;
            return false;
        }
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

bool cs_file_sync(int descriptor)
{
    int result;

    do
        result = fsync(descriptor);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

/* ---- new files and folders ---- */

static casus_status look_whether_empty(const char *path, struct cs_failure *failure)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;
    bool empty = true;

    if (folder == NULL)
        return cs_file_fail(failure, "cannot look into the folder", path, errno);
    while ((entry = readdir(folder)) != NULL)
        empty = empty && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0);
    closedir(folder);
    return empty ? CASUS_OK
                 : cs_fail(failure, CASUS_ERR_IO, "the folder \"%s\" is not empty; nothing was written to it", path);
}

casus_status cs_file_folder(const char *path, struct cs_failure *failure)
{
    if (mkdir(path, 0777) == 0)
        return CASUS_OK;
    return errno == EEXIST ? look_whether_empty(path, failure)
                           : cs_file_fail(failure, "cannot make the folder", path, errno);
}

casus_status cs_file_create(const char *path, const char *bytes, size_t length, struct cs_failure *failure)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    casus_status status = CASUS_OK;

    if (descriptor < 0)
        return cs_file_fail(failure, "cannot write the file", path, errno);
    if (!cs_file_write_all(descriptor, bytes, length) || !cs_file_sync(descriptor))
        status = cs_file_fail(failure, "cannot write the file", path, errno);
    if (close(descriptor) != 0 && status == CASUS_OK)
        status = cs_file_fail(failure, "cannot write the file", path, errno);
    if (status != CASUS_OK)
        unlink(path); /* half a file would be in the way of the next attempt */
    return status;
}
