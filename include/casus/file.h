/* SPDX-License-Identifier: MIT */
/*
 * Files, for clients that read and write them as the program does. A file is never left half written: the new content
 * is written to a file beside it, synced, and renamed over it. Owner, group, mode and access control list are kept, or
 * nothing is written. Calling conventions: casus.h; these functions belong to no object, so each gives its own message.
 */
#ifndef CASUS_FILE_H
#define CASUS_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum casus_text_kind {
    CASUS_TEXT_NONE,
    CASUS_TEXT_VOCABULARY,
    CASUS_TEXT_TREATY,
    CASUS_TEXT_RECORD,
    CASUS_TEXT_MAP
} casus_text_kind;
/* What a file holds, by its ending: .casus, .treaty, .record or .map; CASUS_TEXT_NONE for any other. */
CASUS_API casus_text_kind casus_file_kind(const char *path);

/*
 * Reads a whole regular file of at most 16 MB. *text has a NUL after `length` bytes; free it with casus_text_free. A
 * pipe, a device, or a file that changes while it is read is CASUS_ERR_IO.
 */
CASUS_MUST_USE casus_status casus_file_read(const char *path, char **text, size_t *length,
                                            struct casus_failure *failure);
/* The same from an open descriptor, of a pipe or device too; messages call it `name`. */
CASUS_MUST_USE casus_status casus_descriptor_read(int descriptor, const char *name, char **text, size_t *length,
                                                  struct casus_failure *failure);

/* A file that is locked against other users of casus, from before it is read until it is closed. */
typedef struct casus_file casus_file;
/* Waits at most `wait_ms` for the lock, then CASUS_ERR_IO. */
CASUS_MUST_USE casus_status casus_file_open(const char *path, unsigned wait_ms, casus_file **out,
                                            struct casus_failure *failure);
CASUS_API void casus_file_close(casus_file *file);
/* Its bytes as they were when it was opened, with a NUL after `length`. */
CASUS_API const char *casus_file_text(const casus_file *file, size_t *length);
/*
 * Appends lines, with the line ends that the file has; or replaces its content. Only once for an open file. If the file
 * has changed since it was opened, or has other names (hard links), nothing is written and the call is CASUS_ERR_IO.
 */
CASUS_MUST_USE casus_status casus_file_append(casus_file *file, const char *lines, size_t length,
                                              struct casus_failure *failure);
CASUS_MUST_USE casus_status casus_file_replace(casus_file *file, const char *text, size_t length,
                                               struct casus_failure *failure);

/* Writes a whole file, new or in place of an old one; a pipe or a terminal is written to directly. */
CASUS_MUST_USE casus_status casus_file_write(const char *path, const char *text, size_t length,
                                             struct casus_failure *failure);
/* Writes a new file, whole or not at all; one that exists is CASUS_ERR_IO. */
CASUS_MUST_USE casus_status casus_file_create(const char *path, const char *text, size_t length,
                                              struct casus_failure *failure);
/* Makes a folder; an empty one that exists is kept. */
CASUS_MUST_USE casus_status casus_folder_create(const char *path, struct casus_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
