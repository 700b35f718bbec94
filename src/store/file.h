/* SPDX-License-Identifier: MIT */
/*
 * Whole files in, whole files out. A file is never left half written: what is new is written beside it, synced, and
 * renamed over it, so that whoever looks finds the old file or the new one.
 */
#ifndef CS_STORE_FILE_H
#define CS_STORE_FILE_H

#include "base/failure.h"
#include "base/memory.h"

/* Reads a whole file of at most CS_SOURCE_BYTES_MAX bytes into the arena, with a NUL behind it. */
casus_status cs_file_read(struct cs_arena *arena, const char *path, const char **bytes, size_t *length,
                          struct cs_failure *failure);
/* The same of what comes in on an open descriptor; `name` is what messages call it. */
casus_status cs_file_read_open(struct cs_arena *arena, int descriptor, const char *name, const char **bytes,
                               size_t *length, struct cs_failure *failure);

/*
 * Gives a file new content in one step, if it still is `old` (old_length bytes); its mode and owner stay. A link is
 * followed. While one writer is at it another is turned away, and so is one that comes with an old that no longer is:
 * then nothing is changed and CASUS_ERR_IO says so.
 */
casus_status cs_file_replace(const char *path, const char *old, size_t old_length, const char *bytes, size_t length,
                             struct cs_failure *failure);
/* The same: puts `addition` at the end of the file. */
casus_status cs_file_append(const char *path, const char *old, size_t old_length, const char *addition, size_t length,
                            struct cs_failure *failure);

/* Makes a folder; one that is there and empty will do. */
casus_status cs_file_folder(const char *path, struct cs_failure *failure);
/* Writes a file that is not there yet, and has it last. */
casus_status cs_file_create(const char *path, const char *bytes, size_t length, struct cs_failure *failure);

/* Fails with CASUS_ERR_IO: what was tried ("cannot read the file"), the path in quotes, the reason (an errno). */
casus_status cs_file_fail(struct cs_failure *failure, const char *what, const char *path, int error);

#endif
