/* SPDX-License-Identifier: MIT */
/*
 * Whole files are read and written. A file is never left half written: the new content is written to a file beside it,
 * synced, and renamed over it, so that a reader finds the old file or the new one.
 */
#ifndef CS_STORE_FILE_H
#define CS_STORE_FILE_H

#include "base/failure.h"
#include "base/memory.h"

/*
 * Reads a whole regular file of at most CS_SOURCE_BYTES_MAX bytes into the arena, with a NUL after it. A pipe, a
 * device, or a file that changes while it is read is CASUS_ERR_IO.
 */
casus_status cs_file_read(struct cs_arena *arena, const char *path, const char **bytes, size_t *length,
                          struct cs_failure *failure);
/* The same from an open descriptor, of a pipe or device too; messages call it `name`. */
casus_status cs_file_read_open(struct cs_arena *arena, int descriptor, const char *name, const char **bytes,
                               size_t *length, struct cs_failure *failure);

/*
 * A file that is locked (flock) against other casus programs, from before it is read until it is written. The lock is
 * advisory: other programs may write, but a change by them is noticed before the file is replaced.
 */
struct cs_file_lock {
    const char *path; /* as the user named it: borrowed */
    char *real;       /* the real path, links resolved; on the heap */
    int descriptor;   /* of the file that is locked */
    bool held;        /* false where the file system has no locks */
};

/*
 * Waits at most `wait_ms` for the lock; CASUS_ERR_IO after that. A file that may only be read can be locked. Unlock in
 * any case.
 */
casus_status cs_file_lock(struct cs_file_lock *lock, const char *path, unsigned wait_ms, struct cs_failure *failure);
void cs_file_unlock(struct cs_file_lock *lock);

/*
 * Replaces the content of a locked file in one step, if it still is `old` (old_length bytes; NULL: not compared).
 * Owner, group, mode, access control list and other attributes are kept. If they cannot be, or if the file has changed,
 * it is CASUS_ERR_IO and nothing is written; so it is of a file that has several names (hard links), of which the new
 * one would get one alone. A symbolic link is followed.
 */
casus_status cs_file_replace_locked(const struct cs_file_lock *lock, const char *old, size_t old_length,
                                    const char *bytes, size_t length, struct cs_failure *failure);
/* The same: appends `addition`, with the line ends that the file has. */
casus_status cs_file_append(const struct cs_file_lock *lock, const char *old, size_t old_length, const char *addition,
                            size_t length, struct cs_failure *failure);
/* Locks, replaces, unlocks. Does not wait: CASUS_ERR_IO if the file is locked by another. */
casus_status cs_file_replace(const char *path, const char *old, size_t old_length, const char *bytes, size_t length,
                             struct cs_failure *failure);

/* Makes a folder; an empty one that exists is kept. */
casus_status cs_file_folder(const char *path, struct cs_failure *failure);
/* Writes a new file and syncs it, whole or not at all; CASUS_ERR_IO if it exists. */
casus_status cs_file_create(const char *path, const char *bytes, size_t length, struct cs_failure *failure);

/*
 * Writes a whole file in one step, new or in place of an old one. An old file keeps its rights as above; a new one has
 * the process's default rights. A pipe or a terminal is written to directly.
 */
casus_status cs_file_write(const char *path, const char *bytes, size_t length, struct cs_failure *failure);

/*
 * Fails with CASUS_ERR_IO and the message: `what` ("cannot read the file"), the path in quotes, the text of an errno.
 */
casus_status cs_file_fail(struct cs_failure *failure, const char *what, const char *path, int error);

#endif
