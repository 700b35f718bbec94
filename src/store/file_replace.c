/* SPDX-License-Identifier: MIT */
/*
 * Replacing a file in one step:
 *
 *   lock the file; the caller reads it; compare it with what the caller read
 *   write  .NAME.casus-XXXXXX  beside it, copy all rights of the file (file_rights.c), sync it
 *   rename it over the file, sync the folder, unlock
 *
 * A writer that dies before the rename leaves the old file, and a temporary file that nobody reads; the next writer
 * that has the lock removes it. The lock is on the file that is replaced, not on the path: a writer that has waited for
 * it checks whether the path leads to a new file, and locks that instead. flock binds only those who ask for it, so
 * changes by others are looked for twice: before the new file is written, and just before the rename.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include "store/file_int.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "text/source.h"

#define WAIT_STEP_MS 20
#define WRITE_WAIT_MS 2000
#define BESIDE_DIGITS 6
#define BESIDE_TRIES 1000

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

/* Tries the lock. False also where the file system has no locks (some network file systems): there is no waiting. */
static bool is_locked_by_another(struct cs_file_lock *lock)
{
    int result;

    do
        result = flock(lock->descriptor, LOCK_EX | LOCK_NB);
    while (result != 0 && errno == EINTR);
    lock->held = result == 0;
    return result != 0 && errno == EWOULDBLOCK;
}

enum attempt { LOCKED, LOCKED_BY_ANOTHER, FAILED };

/* Opens and locks the file of the path; lets go again if the path leads to another file by then. */
static enum attempt try_to_lock(struct cs_file_lock *lock, struct cs_failure *failure)
{
    struct stat about, now;

    lock->real = realpath(lock->path, NULL);
    lock->descriptor = lock->real != NULL ? cs_file_open(lock->real, O_RDONLY | O_NONBLOCK, 0) : -1;
    if (lock->descriptor < 0 || fstat(lock->descriptor, &about) != 0) {
        cs_file_fail(failure, "cannot read the file", lock->path, errno);
        return FAILED;
    }
    if (!S_ISREG(about.st_mode)) {
        cs_fail(failure, CASUS_ERR_IO, "cannot write \"%s\": it is no file", lock->path);
        return FAILED;
    }
    if (is_locked_by_another(lock))
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

/* A replacement in progress. */
struct replacement {
    const struct cs_file_lock *lock;
    char *beside;      /* the new file */
    bool is_there;     /* the new file exists under that name: false once renamed or removed */
    struct stat about; /* the old file when it was compared */
    struct cs_failure *failure;
};

/* The new file would take the place of one name alone, and the old text would go on under the others. */
static casus_status has_other_names(const struct cs_file_lock *lock, struct cs_failure *failure)
{
    return cs_fail(failure, CASUS_ERR_IO,
                   "nothing was written: the file \"%s\" has another name too (a hard link), under which the old text "
                   "would go on; remove that name, or make it a symbolic link (ln -s)", lock->path);
}

/* Fails if the file's bytes are not `old` (NULL: not compared), or if it has other names; notes its stat. */
static casus_status look_for_change(struct replacement *r, const char *old, size_t old_length)
{
    int descriptor = r->lock->descriptor;
    struct cs_buffer text;
    casus_status status = CASUS_OK;

    if (access(r->lock->real, W_OK) != 0 || lseek(descriptor, 0, SEEK_SET) != 0 || fstat(descriptor, &r->about) != 0)
        return cannot_write(r->lock, r->failure);
    if (r->about.st_nlink > 1)
        return has_other_names(r->lock, r->failure);
    if (old == NULL)
        return CASUS_OK;
    cs_buffer_init(&text);
    status = cs_file_read_all(descriptor, r->lock->path, &text, r->failure);
    if (status == CASUS_OK && (text.length != old_length || memcmp(cs_buffer_string(&text), old, old_length) != 0))
        status = changed(r->lock, r->failure);
    cs_buffer_release(&text);
    return status;
}

/* Fails if the file has changed since: the rename would lose that change. */
static casus_status look_for_change_again(const struct replacement *r)
{
    struct stat now;

    if (stat(r->lock->real, &now) != 0)
        return cannot_write(r->lock, r->failure);
    return cs_file_unchanged(&now, &r->about) ? CASUS_OK : changed(r->lock, r->failure);
}

/* The folder of a path, up to its last slash. */
static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? (size_t)(slash - path) + 1 : 0;
}

/* Creates ".NAME.casus-XXXXXX" in the folder of the file; *out is on the heap. -1, with errno set, if that fails. */
static int create_beside(const char *real, mode_t mode, char **out)
{
    size_t folder = folder_length(real), size = strlen(real) + sizeof "..casus-" + BESIDE_DIGITS;
    int descriptor = -1;

    *out = malloc(size);
    if (*out == NULL) {
        errno = ENOMEM;
        return -1;
    }
    for (unsigned try = 0; try < BESIDE_TRIES && descriptor < 0; try++) {
        snprintf(*out, size, "%.*s.%s.casus-%06x", (int)folder, real, real + folder,
                 ((unsigned)getpid() * BESIDE_TRIES + try) & 0xffffffu);
        descriptor = cs_file_open(*out, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
        if (descriptor < 0 && errno != EEXIST)
            break;
    }
    return descriptor;
}

/* Is this folder entry a temporary file of an interrupted writer of the file `name`? */
static bool is_left_over(const char *entry, const char *name)
{
    static const char mark[] = ".casus-";
    size_t length = strlen(name);

    if (entry[0] != '.' || strncmp(entry + 1, name, length) != 0)
        return false;
    entry += 1 + length;
    if (strncmp(entry, mark, sizeof mark - 1) != 0)
        return false;
    entry += sizeof mark - 1;
    return strlen(entry) == BESIDE_DIGITS && strspn(entry, "0123456789abcdef") == BESIDE_DIGITS;
}

/* Called with the lock held, so no other writer uses these files. A file that cannot be removed stays. */
static void remove_left_overs(const struct cs_file_lock *lock)
{
    size_t folder = folder_length(lock->real);
    char *path = strdup(lock->real);
    const struct dirent *entry;
    DIR *directory;

    if (path == NULL)
        return;
    path[folder] = '\0';
    directory = lock->held ? opendir(path) : NULL;
    while (directory != NULL && (entry = readdir(directory)) != NULL)
        if (is_left_over(entry->d_name, lock->real + folder))
            unlinkat(dirfd(directory), entry->d_name, 0);
    if (directory != NULL)
        closedir(directory);
    free(path);
}

static casus_status fill(struct replacement *r, int descriptor, const char *bytes, size_t length)
{
    if (!cs_file_write_all(descriptor, bytes, length))
        return cs_file_fail(r->failure, "cannot write a new file beside", r->lock->path, errno);
    if (!cs_file_copy_rights(r->lock->descriptor, descriptor, &r->about))
        return cs_file_fail(r->failure, "nothing was written: cannot keep owner, group and rights of", r->lock->path,
                            errno);
    if (!cs_file_sync(descriptor))
        return cs_file_fail(r->failure, "cannot write a new file beside", r->lock->path, errno);
    return CASUS_OK;
}

static casus_status write_beside(struct replacement *r, const char *bytes, size_t length)
{
    int descriptor = create_beside(r->lock->real, 0600, &r->beside);
    casus_status status;

    if (descriptor < 0)
        return errno == ENOMEM ? cs_fail_memory(r->failure)
                               : cs_file_fail(r->failure, "cannot write a new file beside", r->lock->path, errno);
    r->is_there = true;
    status = fill(r, descriptor, bytes, length);
    /* the file was synced, so an interrupted close loses nothing */
    if (close(descriptor) != 0 && errno != EINTR && status == CASUS_OK)
        status = cs_file_fail(r->failure, "cannot write a new file beside", r->lock->path, errno);
    return status;
}

/* Syncs the folder, so that the rename survives a crash. The file is whole in either case. */
static casus_status sync_folder(const char *real, const char *name, struct cs_failure *failure)
{
    size_t length = folder_length(real);
    char *path = length > 0 ? strndup(real, length) : strdup(".");
    casus_status status = CASUS_OK;
    int folder;

    if (path == NULL)
        return cs_fail_memory(failure);
    folder = cs_file_open(path, O_RDONLY | O_DIRECTORY, 0);
    if (folder < 0 || (!cs_file_sync(folder) && errno != EINVAL))
        status = cs_file_fail(failure, "wrote, but cannot make lasting, the file", name, errno);
    if (folder >= 0)
        close(folder);
    free(path);
    return status;
}

casus_status cs_file_replace_locked(const struct cs_file_lock *lock, const char *old, size_t old_length,
                                    const char *bytes, size_t length, struct cs_failure *failure)
{
    struct replacement r = {.lock = lock, .failure = failure};
    casus_status status = look_for_change(&r, old, old_length);

    if (status == CASUS_OK) {
        remove_left_overs(lock);
        status = write_beside(&r, bytes, length);
    }
    if (status == CASUS_OK)
        status = look_for_change_again(&r);
    if (status == CASUS_OK && rename(r.beside, lock->real) != 0)
        status = cannot_write(lock, failure);
    if (status != CASUS_OK && r.is_there)
        unlink(r.beside);
    if (status == CASUS_OK)
        status = sync_folder(lock->real, lock->path, failure);
    free(r.beside);
    return status;
}

static casus_status replace(const char *path, unsigned wait_ms, const char *old, size_t old_length, const char *bytes,
                            size_t length, struct cs_failure *failure)
{
    struct cs_file_lock lock;
    casus_status status = cs_file_lock(&lock, path, wait_ms, failure);

    if (status == CASUS_OK)
        status = cs_file_replace_locked(&lock, old, old_length, bytes, length, failure);
    cs_file_unlock(&lock);
    return status;
}

casus_status cs_file_replace(const char *path, const char *old, size_t old_length, const char *bytes, size_t length,
                             struct cs_failure *failure)
{
    return replace(path, 0, old, old_length, bytes, length, failure);
}

/* Does the first line end with CR LF? Then the whole text is taken to. */
static bool has_crlf(const char *text, size_t length)
{
    const char *end = memchr(text, '\n', length);

    return end != NULL && end > text && end[-1] == '\r';
}

static void add_lines(struct cs_buffer *out, const char *lines, size_t length, bool crlf)
{
    for (size_t i = 0; i < length; i++) {
        if (crlf && lines[i] == '\n' && (i == 0 || lines[i - 1] != '\r'))
            cs_buffer_char(out, '\r');
        cs_buffer_char(out, lines[i]);
    }
}

casus_status cs_file_append(const struct cs_file_lock *lock, const char *old, size_t old_length, const char *addition,
                            size_t length, struct cs_failure *failure)
{
    struct cs_buffer text;
    casus_status status;

    cs_buffer_init(&text);
    cs_buffer_add(&text, old, old_length);
    add_lines(&text, addition, length, has_crlf(old, old_length));
    if (text.failed)
        status = cs_fail_memory(failure);
    else if (text.length > CS_SOURCE_BYTES_MAX)
        status = cs_file_too_large(failure, lock->path);
    else
        status = cs_file_replace_locked(lock, old, old_length, cs_buffer_string(&text), text.length, failure);
    cs_buffer_release(&text);
    return status;
}

/* ---- writing a file, new or old ---- */

static casus_status write_through(const char *path, const char *bytes, size_t length, struct cs_failure *failure)
{
    int descriptor = cs_file_open(path, O_WRONLY, 0);

    if (descriptor < 0 || !cs_file_write_all(descriptor, bytes, length))
        cs_file_fail(failure, "cannot write to", path, errno);
    if (descriptor >= 0 && close(descriptor) != 0)
        cs_file_fail(failure, "cannot write to", path, errno);
    return failure->status;
}

/* Writes a new file whole or not at all, with the process's default rights. */
static casus_status write_new(const char *path, const char *bytes, size_t length, struct cs_failure *failure)
{
    char *beside;
    int descriptor = create_beside(path, 0666, &beside);
    bool written = descriptor >= 0 && cs_file_write_all(descriptor, bytes, length) && cs_file_sync(descriptor);

    if (!written)
        cs_file_fail(failure, "cannot write the file", path, errno);
    if (descriptor >= 0 && close(descriptor) != 0 && errno != EINTR && written)
        cs_file_fail(failure, "cannot write the file", path, errno);
    if (failure->status == CASUS_OK && rename(beside, path) != 0)
        cs_file_fail(failure, "cannot write the file", path, errno);
    if (failure->status != CASUS_OK && descriptor >= 0)
        unlink(beside);
    free(beside);
    return failure->status == CASUS_OK ? sync_folder(path, path, failure) : failure->status;
}

casus_status cs_file_write(const char *path, const char *bytes, size_t length, struct cs_failure *failure)
{
    struct stat about;

    if (stat(path, &about) == 0)
        return S_ISREG(about.st_mode) ? replace(path, WRITE_WAIT_MS, NULL, 0, bytes, length, failure)
                                      : write_through(path, bytes, length, failure);
    if (errno != ENOENT)
        return cs_file_fail(failure, "cannot write the file", path, errno);
    if (lstat(path, &about) == 0)
        return cs_fail(failure, CASUS_ERR_IO, "cannot write \"%s\": it is a link that leads nowhere", path);
    return write_new(path, bytes, length, failure);
}
