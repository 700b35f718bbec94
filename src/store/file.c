/* SPDX-License-Identifier: MIT */
/*
 * Reading a file whole, and replacing it in one step:
 *
 *   lock the file, look that it is still what the caller read
 *   write  .NAME.XXXXXX  beside it, give it mode and owner of the file, sync it
 *   rename it over the file, sync the folder
 *
 * A writer that dies before the rename leaves the old file, and a file beside it that nobody reads. The lock is of
 * the file that is replaced: who waited for it would find that the path leads to another file by now, so nobody
 * waits.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include "store/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "text/source.h"

#define READ_PIECE ((size_t)65536)

casus_status cs_file_fail(struct cs_failure *failure, const char *what, const char *path, int error)
{
    char reason[160];

    if (strerror_r(error, reason, sizeof reason) != 0)
        snprintf(reason, sizeof reason, "error %d", error);
    return cs_fail(failure, CASUS_ERR_IO, "%s \"%s\": %s", what, path, reason);
}

static casus_status too_large(struct cs_failure *failure, const char *path)
{
    return cs_fail(failure, CASUS_ERR_LIMIT, "the file \"%s\" has more than %zu MB", path,
                   CS_SOURCE_BYTES_MAX / 1024 / 1024);
}

/* Reads up to the end, into a heap array that grows. */
static casus_status read_all(int descriptor, const char *path, struct cs_buffer *out, struct cs_failure *failure)
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
            status = too_large(failure, path);
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
    status = read_all(descriptor, name, &text, failure);
    if (status == CASUS_OK) {
        *bytes = cs_arena_text(arena, cs_buffer_string(&text), text.length);
        *length = text.length;
        if (*bytes == NULL)
            status = cs_fail_memory(failure);
    }
    cs_buffer_release(&text);
    return status;
}

casus_status cs_file_read(struct cs_arena *arena, const char *path, const char **bytes, size_t *length,
                          struct cs_failure *failure)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    casus_status status;

    *bytes = NULL;
    *length = 0;
    if (descriptor < 0)
        return cs_file_fail(failure, "cannot read the file", path, errno);
    if (fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > (off_t)CS_SOURCE_BYTES_MAX)
        status = too_large(failure, path);
    else
        status = cs_file_read_open(arena, descriptor, path, bytes, length, failure);
    close(descriptor);
    return status;
}

/* A replacement on its way. */
struct replacement {
    const char *path;      /* as the user named it */
    char *real;            /* where it leads */
    char *beside;          /* the new file, empty once it is renamed or gone */
    int file;              /* the old one, locked */
    struct stat about;
    struct cs_failure *failure;
};

static casus_status changed(const struct replacement *r)
{
    return cs_fail(r->failure, CASUS_ERR_IO,
                   "the file \"%s\" was changed by somebody else meanwhile; nothing was written to it", r->path);
}

static casus_status find_and_lock(struct replacement *r)
{
    struct stat now;

    r->real = realpath(r->path, NULL);
    if (r->real == NULL)
        return cs_file_fail(r->failure, "cannot write the file", r->path, errno);
    r->file = open(r->real, O_RDONLY | O_CLOEXEC);
    if (r->file < 0 || access(r->real, W_OK) != 0)
        return cs_file_fail(r->failure, "cannot write the file", r->path, errno);
    if (flock(r->file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return cs_fail(r->failure, CASUS_ERR_IO,
                       "the file \"%s\" is being written by somebody else; nothing was written to it", r->path);
    if (fstat(r->file, &r->about) != 0 || stat(r->real, &now) != 0)
        return cs_file_fail(r->failure, "cannot write the file", r->path, errno);
    if (!S_ISREG(r->about.st_mode))
        return cs_fail(r->failure, CASUS_ERR_IO, "cannot write \"%s\": it is no file", r->path);
    if (now.st_ino != r->about.st_ino || now.st_dev != r->about.st_dev)
        return changed(r);
    return CASUS_OK;
}

static casus_status look_for_change(const struct replacement *r, const char *old, size_t old_length)
{
    struct cs_buffer text;
    casus_status status;

    cs_buffer_init(&text);
    status = read_all(r->file, r->path, &text, r->failure);
    if (status == CASUS_OK && (text.length != old_length || memcmp(cs_buffer_string(&text), old, old_length) != 0))
        status = changed(r);
    cs_buffer_release(&text);
    return status;
}

static bool write_all(int descriptor, const char *bytes, size_t length)
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

/* Mode and owner as of the old file. Where we may not give it away the owner is ours; then the mode must not widen. */
static bool like_the_old(int descriptor, const struct stat *about)
{
    if (fchown(descriptor, about->st_uid, about->st_gid) != 0)
        return fchmod(descriptor, about->st_mode & 0777) == 0;
    return fchmod(descriptor, about->st_mode & 07777) == 0;
}

/* ".NAME.XXXXXX" in the folder of the file. */
static char *name_beside(const char *real)
{
    const char *slash = strrchr(real, '/');
    size_t folder = slash ? (size_t)(slash - real) + 1 : 0;
    size_t size = strlen(real) + sizeof "..XXXXXX";
    char *name = malloc(size);

    if (name != NULL)
        snprintf(name, size, "%.*s.%s.XXXXXX", (int)folder, real, real + folder);
    return name;
}

static casus_status write_beside(struct replacement *r, const char *bytes, size_t length)
{
    int descriptor;
    bool written;

    r->beside = name_beside(r->real);
    if (r->beside == NULL)
        return cs_fail_memory(r->failure);
    descriptor = mkstemp(r->beside);
    if (descriptor < 0) {
        r->beside[0] = '\0';
        return cs_file_fail(r->failure, "cannot write a new file beside", r->path, errno);
    }
    written = write_all(descriptor, bytes, length) && like_the_old(descriptor, &r->about) && fsync(descriptor) == 0;
    if (!written)
        cs_file_fail(r->failure, "cannot write a new file beside", r->path, errno);
    if (close(descriptor) != 0 && written)
        return cs_file_fail(r->failure, "cannot write a new file beside", r->path, errno);
    return r->failure->status;
}

/* That the renaming lasts. The file is whole either way. */
static casus_status sync_folder(const struct replacement *r)
{
    char *slash = strrchr(r->real, '/');
    casus_status status = CASUS_OK;
    int folder;

    must(slash != NULL); /* a real path begins with one */
    *slash = '\0';
    folder = open(slash == r->real ? "/" : r->real, O_RDONLY | O_CLOEXEC);
    if (folder < 0 || (fsync(folder) != 0 && errno != EINVAL))
        status = cs_file_fail(r->failure, "wrote, but cannot make lasting, the file", r->path, errno);
    if (folder >= 0)
        close(folder);
    return status;
}

casus_status cs_file_replace(const char *path, const char *old, size_t old_length, const char *bytes, size_t length,
                             struct cs_failure *failure)
{
    struct replacement r = {.path = path, .file = -1, .failure = failure};
    casus_status status = find_and_lock(&r);

    if (status == CASUS_OK)
        status = look_for_change(&r, old, old_length);
    if (status == CASUS_OK)
        status = write_beside(&r, bytes, length);
    if (status == CASUS_OK && rename(r.beside, r.real) != 0)
        status = cs_file_fail(failure, "cannot write the file", path, errno);
    if (status != CASUS_OK && r.beside != NULL && r.beside[0] != '\0')
        unlink(r.beside);
    if (status == CASUS_OK)
        status = sync_folder(&r);
    if (r.file >= 0)
        close(r.file); /* unlocks */
    free(r.beside);
    free(r.real);
    return status;
}

casus_status cs_file_append(const char *path, const char *old, size_t old_length, const char *addition, size_t length,
                            struct cs_failure *failure)
{
    struct cs_buffer text;
    casus_status status;

    cs_buffer_init(&text);
    cs_buffer_add(&text, old, old_length);
    cs_buffer_add(&text, addition, length);
    if (text.failed)
        status = cs_fail_memory(failure);
    else if (text.length > CS_SOURCE_BYTES_MAX)
        status = too_large(failure, path);
    else
        status = cs_file_replace(path, old, old_length, cs_buffer_string(&text), text.length, failure);
    cs_buffer_release(&text);
    return status;
}

/* ---- what is not there yet ---- */

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
    if (!write_all(descriptor, bytes, length) || fsync(descriptor) != 0)
        status = cs_file_fail(failure, "cannot write the file", path, errno);
    if (close(descriptor) != 0 && status == CASUS_OK)
        status = cs_file_fail(failure, "cannot write the file", path, errno);
    return status;
}
