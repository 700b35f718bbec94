/* SPDX-License-Identifier: MIT */
/*
 * Whole files in, whole files out. A file is never left half written: what is new is written beside it, synced, and
 * renamed over it, so that whoever looks finds the old file or the new one.
 */
#ifndef CS_STORE_FILE_H
#define CS_STORE_FILE_H

#include "base/failure.h"
#include "base/memory.h"

/*
 * Reads a whole regular file of at most CS_SOURCE_BYTES_MAX bytes into the arena, with a NUL behind it. A pipe or a
 * device is CASUS_ERR_IO, and so is a file that somebody changes meanwhile: half of it would be old, half new.
 */
casus_status cs_file_read(struct cs_arena *arena, const char *path, const char **bytes, size_t *length,
                          struct cs_failure *failure);
/* The same of what comes in on an open descriptor; `name` is what messages call it. */
casus_status cs_file_read_open(struct cs_arena *arena, int descriptor, const char *name, const char **bytes,
                               size_t *length, struct cs_failure *failure);

/*
 * A file that this program alone of all casus programs writes, from before it is read until it is written: who else
 * wants to waits, and then reads what was written. Others are not held off; what they change is noticed.
 */
struct cs_file_lock {
    const char *path; /* as the user named it: borrowed */
    char *real;       /* where it leads */
    int descriptor;   /* of the file as it was found */
    bool held;        /* false where the file system knows no locks */
};

/*
 * Waits at most so long for other writers; CASUS_ERR_IO after that. A file that may only be read can be locked. Unlock
 * in any case.
 */
casus_status cs_file_lock(struct cs_file_lock *lock, const char *path, unsigned wait_ms, struct cs_failure *failure);
void cs_file_unlock(struct cs_file_lock *lock);

/*
 * Gives a locked file new content in one step, if it still is `old` (old_length bytes; NULL: whatever it is). Owner,
 * group, mode, access control list and other attributes stay: where that cannot be, and if the file is something else
 * by now, nothing is changed and CASUS_ERR_IO says so. A link is followed.
 */
casus_status cs_file_replace_locked(const struct cs_file_lock *lock, const char *old, size_t old_length,
                                    const char *bytes, size_t length, struct cs_failure *failure);
/* The same: puts `addition` at the end of the file, with the line ends that the file has. */
casus_status cs_file_append(const struct cs_file_lock *lock, const char *old, size_t old_length, const char *addition,
                            size_t length, struct cs_failure *failure);
/* The same of a file that is locked for that only; who comes while another writes is turned away. */
casus_status cs_file_replace(const char *path, const char *old, size_t old_length, const char *bytes, size_t length,
                             struct cs_failure *failure);

/* Makes a folder; one that is there and empty will do. */
casus_status cs_file_folder(const char *path, struct cs_failure *failure);
/* Writes a file that is not there yet, and has it last. */
casus_status cs_file_create(const char *path, const char *bytes, size_t length, struct cs_failure *failure);

/*
 * Writes a whole file in one step, whatever stood there before: a file keeps its rights as above, a new one has those
 * of any new file. What is no file (a pipe, a terminal) is just written to.
 */
casus_status cs_file_write(const char *path, const char *bytes, size_t length, struct cs_failure *failure);

/* Fails with CASUS_ERR_IO: what was tried ("cannot read the file"), the path in quotes, the reason (an errno). */
casus_status cs_file_fail(struct cs_failure *failure, const char *what, const char *path, int error);

#endif
