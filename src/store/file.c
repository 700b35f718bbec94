/* SPDX-License-Identifier: MIT */
/*
 * Reading a file whole, and replacing it in one step:
 *
 *   lock the file (the caller reads it, and works on it), look that it is still what the caller read
 *   write  .NAME.XXXXXX  beside it, give it mode and owner of the file, sync it
 *   rename it over the file, sync the folder, unlock
 *
 * A writer that dies before the rename leaves the old file, and a file beside it that nobody reads. The lock is of
 * the file that is replaced: who has waited for it finds that the path leads to another file by now, and locks that.
 * A lock of flock binds only those who ask for it, so it is looked twice whether somebody else has changed the file:
 * before the new one is written, and just before it takes its place.
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
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "text/source.h"

#define READ_PIECE ((size_t)65536)
#define WAIT_STEP_MS 20

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

/* Interrupted by a signal is no reason to fail. */
static int open_file(const char *path)
{
    int descriptor;

    do
        descriptor = open(path, O_RDONLY | O_CLOEXEC);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

static bool same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* The file as the descriptor has it, if nobody changes it meanwhile. */
static casus_status read_regular(struct cs_arena *arena, int descriptor, const char *path, const char **bytes,
                                 size_t *length, struct cs_failure *failure)
{
    struct stat before, after;
    casus_status status;

    if (fstat(descriptor, &before) != 0)
        return cs_file_fail(failure, "cannot read the file", path, errno);
    if (S_ISREG(before.st_mode) && before.st_size > (off_t)CS_SOURCE_BYTES_MAX)
        return too_large(failure, path);
    status = cs_file_read_open(arena, descriptor, path, bytes, length, failure);
    if (status != CASUS_OK || !S_ISREG(before.st_mode))
        return status;
    if (fstat(descriptor, &after) != 0)
        status = cs_file_fail(failure, "cannot read the file", path, errno);
    else if (!same_file(&before, &after))
        status = cs_fail(failure, CASUS_ERR_IO, "the file \"%s\" was changed while it was read; try again", path);
    return status;
}

casus_status cs_file_read(struct cs_arena *arena, const char *path, const char **bytes, size_t *length,
                          struct cs_failure *failure)
{
    int descriptor = open_file(path);
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

/* ---- one writer at a time ---- */

static casus_status changed(const struct cs_file_lock *lock, struct cs_failure *failure)
{
    return cs_fail(failure, CASUS_ERR_IO,
                   "the file \"%s\" was changed by somebody else meanwhile; nothing was written to it", lock->path);
}

static casus_status cannot_write(const struct cs_file_lock *lock, struct cs_failure *failure)
{
    return cs_file_fail(failure, "cannot write the file", lock->path, errno);
}

/* Where there are no locks (some network file systems) there are none to wait for. */
static bool is_locked_by_another(int descriptor)
{
    int result;

    do
        result = flock(descriptor, LOCK_EX | LOCK_NB);
    while (result != 0 && errno == EINTR);
    return result != 0 && errno == EWOULDBLOCK;
}

enum attempt { LOCKED, LOCKED_BY_ANOTHER, FAILED };

/* Opens what the path leads to now, and locks that, unless the path leads elsewhere by then. */
static enum attempt try_to_lock(struct cs_file_lock *lock, struct cs_failure *failure)
{
    struct stat about, now;

    lock->real = realpath(lock->path, NULL);
    lock->descriptor = lock->real != NULL ? open_file(lock->real) : -1;
    if (lock->descriptor < 0 || fstat(lock->descriptor, &about) != 0) {
        cs_file_fail(failure, "cannot read the file", lock->path, errno);
        return FAILED;
    }
    if (!S_ISREG(about.st_mode)) {
        cs_fail(failure, CASUS_ERR_IO, "cannot write \"%s\": it is no file", lock->path);
        return FAILED;
    }
    if (is_locked_by_another(lock->descriptor))
        return LOCKED_BY_ANOTHER;
    if (stat(lock->real, &now) != 0) {
        cs_file_fail(failure, "cannot read the file", lock->path, errno);
        return FAILED;
    }
    return now.st_ino == about.st_ino && now.st_dev == about.st_dev ? LOCKED : LOCKED_BY_ANOTHER;
}

casus_status cs_file_lock(struct cs_file_lock *lock, const char *path, unsigned wait_ms, struct cs_failure *failure)
{
    static const struct timespec pause = {0, WAIT_STEP_MS * 1000000};
    enum attempt attempt;

    *lock = (struct cs_file_lock){.path = path, .descriptor = -1};
    for (unsigned waited = 0;; waited += WAIT_STEP_MS) {
        attempt = try_to_lock(lock, failure);
        if (attempt != LOCKED_BY_ANOTHER)
            return attempt == LOCKED ? CASUS_OK : failure->status;
        if (waited >= wait_ms)
            return cs_fail(failure, CASUS_ERR_IO,
                           "the file \"%s\" is being written by somebody else; nothing was written to it", path);
        cs_file_unlock(lock);
        nanosleep(&pause, NULL);
    }
}

void cs_file_unlock(struct cs_file_lock *lock)
{
    if (lock->descriptor >= 0)
        close(lock->descriptor);
    free(lock->real);
    lock->descriptor = -1;
    lock->real = NULL;
}

/* ---- replacing ---- */

/* A replacement on its way. */
struct replacement {
    const struct cs_file_lock *lock;
    char *beside;      /* the new file */
    bool is_there;     /* until it is renamed or gone */
    struct stat about; /* the old one, as it was looked at */
    struct cs_failure *failure;
};

static casus_status look_for_change(struct replacement *r, const char *old, size_t old_length)
{
    int descriptor = r->lock->descriptor;
    struct cs_buffer text;
    casus_status status = CASUS_OK;

    if (access(r->lock->real, W_OK) != 0 || lseek(descriptor, 0, SEEK_SET) != 0 || fstat(descriptor, &r->about) != 0)
        return cannot_write(r->lock, r->failure);
    cs_buffer_init(&text);
    status = read_all(descriptor, r->lock->path, &text, r->failure);
    if (status == CASUS_OK && (text.length != old_length || memcmp(cs_buffer_string(&text), old, old_length) != 0))
        status = changed(r->lock, r->failure);
    cs_buffer_release(&text);
    return status;
}

/* What was written in the meantime would be lost by the renaming. */
static casus_status look_once_more(const struct replacement *r)
{
    struct stat now;

    if (stat(r->lock->real, &now) != 0)
        return cannot_write(r->lock, r->failure);
    return same_file(&now, &r->about) ? CASUS_OK : changed(r->lock, r->failure);
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

static bool sync_file(int descriptor)
{
    int result;

    do
        result = fsync(descriptor);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

static casus_status write_beside(struct replacement *r, const char *bytes, size_t length)
{
    int descriptor;
    bool written;

    r->beside = name_beside(r->lock->real);
    if (r->beside == NULL)
        return cs_fail_memory(r->failure);
    descriptor = mkstemp(r->beside);
    if (descriptor < 0)
        return cs_file_fail(r->failure, "cannot write a new file beside", r->lock->path, errno);
    r->is_there = true;
    written = write_all(descriptor, bytes, length) && like_the_old(descriptor, &r->about) && sync_file(descriptor);
    if (!written)
        cs_file_fail(r->failure, "cannot write a new file beside", r->lock->path, errno);
    if (close(descriptor) != 0 && errno != EINTR && written) /* what was synced is there, interrupted or not */
        return cs_file_fail(r->failure, "cannot write a new file beside", r->lock->path, errno);
    return r->failure->status;
}

/* That the renaming lasts. The file is whole either way. */
static casus_status sync_folder(const struct replacement *r)
{
    char *real = r->lock->real, *slash = strrchr(real, '/');
    casus_status status = CASUS_OK;
    int folder;

    must(slash != NULL); /* a real path begins with one */
    *slash = '\0';
    folder = open_file(slash == real ? "/" : real);
    *slash = '/';
    if (folder < 0 || (!sync_file(folder) && errno != EINVAL))
        status = cs_file_fail(r->failure, "wrote, but cannot make lasting, the file", r->lock->path, errno);
    if (folder >= 0)
        close(folder);
    return status;
}

casus_status cs_file_replace_locked(const struct cs_file_lock *lock, const char *old, size_t old_length,
                                    const char *bytes, size_t length, struct cs_failure *failure)
{
    struct replacement r = {.lock = lock, .failure = failure};
    casus_status status = look_for_change(&r, old, old_length);

    if (status == CASUS_OK)
        status = write_beside(&r, bytes, length);
    if (status == CASUS_OK)
        status = look_once_more(&r);
    if (status == CASUS_OK && rename(r.beside, lock->real) != 0)
        status = cannot_write(lock, failure);
    if (status != CASUS_OK && r.is_there)
        unlink(r.beside);
    if (status == CASUS_OK)
        status = sync_folder(&r);
    free(r.beside);
    return status;
}

casus_status cs_file_replace(const char *path, const char *old, size_t old_length, const char *bytes, size_t length,
                             struct cs_failure *failure)
{
    struct cs_file_lock lock;
    casus_status status = cs_file_lock(&lock, path, 0, failure);

    if (status == CASUS_OK)
        status = cs_file_replace_locked(&lock, old, old_length, bytes, length, failure);
    cs_file_unlock(&lock);
    return status;
}

casus_status cs_file_append(const struct cs_file_lock *lock, const char *old, size_t old_length, const char *addition,
                            size_t length, struct cs_failure *failure)
{
    struct cs_buffer text;
    casus_status status;

    cs_buffer_init(&text);
    cs_buffer_add(&text, old, old_length);
    cs_buffer_add(&text, addition, length);
    if (text.failed)
        status = cs_fail_memory(failure);
    else if (text.length > CS_SOURCE_BYTES_MAX)
        status = too_large(failure, lock->path);
    else
        status = cs_file_replace_locked(lock, old, old_length, cs_buffer_string(&text), text.length, failure);
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

/* ---- whatever was there ---- */

/* As a new file would have it. */
static mode_t usual_mode(void)
{
    mode_t mask = umask(0);

    umask(mask);
    return 0666 & ~mask;
}

static casus_status write_through(const char *path, const char *bytes, size_t length, struct cs_failure *failure)
{
    int descriptor = open(path, O_WRONLY | O_CLOEXEC);

    if (descriptor < 0 || !write_all(descriptor, bytes, length))
        cs_file_fail(failure, "cannot write to", path, errno);
    if (descriptor >= 0 && close(descriptor) != 0)
        cs_file_fail(failure, "cannot write to", path, errno);
    return failure->status;
}

casus_status cs_file_write(const char *path, const char *bytes, size_t length, struct cs_failure *failure)
{
    struct stat about;
    char *beside;
    int descriptor;
    bool written;

    if (stat(path, &about) == 0 && !S_ISREG(about.st_mode))
        return write_through(path, bytes, length, failure);
    beside = name_beside(path);
    if (beside == NULL)
        return cs_fail_memory(failure);
    descriptor = mkstemp(beside);
    written = descriptor >= 0 && write_all(descriptor, bytes, length) && fchmod(descriptor, usual_mode()) == 0;
    if (descriptor >= 0)
        written = close(descriptor) == 0 && written;
    if (!written || rename(beside, path) != 0)
        cs_file_fail(failure, "cannot write the file", path, errno);
    if (failure->status != CASUS_OK && descriptor >= 0)
        unlink(beside);
    free(beside);
    return failure->status;
}
