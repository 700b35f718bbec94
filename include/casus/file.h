/* SPDX-License-Identifier: MIT */
/*
 * Files, for clients that work on them as the program does. A file is never left half written: what is new is written
 * beside it, synced, and renamed over it; owner, group, mode and access control list stay, or nothing is written.
 * Calling conventions: casus.h; these functions belong to no object, so the message of a failure comes with the call.
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
    CASUS_TEXT_RECORD
} casus_text_kind;
/* What a file of this name holds: .casus, .treaty or .record; CASUS_TEXT_NONE of any other. */
CASUS_API casus_text_kind casus_file_kind(const char *path);

/*
 * Reads a whole regular file of at most 16 MB. *text ends with a NUL behind `length` and is yours: casus_text_free. A
 * pipe or a device, and a file that somebody changes meanwhile, is CASUS_ERR_IO.
 */
CASUS_MUST_USE casus_status casus_file_read(const char *path, char **text, size_t *length,
                                            struct casus_failure *failure);
/* The same of what comes in on an open descriptor, whatever it is; `name` is what messages call it. */
CASUS_MUST_USE casus_status casus_descriptor_read(int descriptor, const char *name, char **text, size_t *length,
                                                  struct casus_failure *failure);

/* A file that this process alone of all that use casus writes, from before it is read until it is closed. */
typedef struct casus_file casus_file;
/* Waits at most so long for others that write it, then CASUS_ERR_IO. */
CASUS_MUST_USE casus_status casus_file_open(const char *path, unsigned wait_ms, casus_file **out,
                                            struct casus_failure *failure);
CASUS_API void casus_file_close(casus_file *file);
/* Its bytes as it was opened; they end with a NUL behind `length`. */
CASUS_API const char *casus_file_text(const casus_file *file, size_t *length);
/*
 * Puts lines at its end, with the line ends that the file has; or gives it new content. Once: if the file is something
 * else by now than when it was opened, nothing is changed and the call is CASUS_ERR_IO.
 */
CASUS_MUST_USE casus_status casus_file_append(casus_file *file, const char *lines, size_t length,
                                              struct casus_failure *failure);
CASUS_MUST_USE casus_status casus_file_replace(casus_file *file, const char *text, size_t length,
                                               struct casus_failure *failure);

/* Writes a whole file, whatever stood there before; what is no file (a pipe, a terminal) is just written to. */
CASUS_MUST_USE casus_status casus_file_write(const char *path, const char *text, size_t length,
                                             struct casus_failure *failure);
/* Writes a file that is not there yet. */
CASUS_MUST_USE casus_status casus_file_create(const char *path, const char *text, size_t length,
                                              struct casus_failure *failure);
/* Makes a folder; one that is there and empty will do. */
CASUS_MUST_USE casus_status casus_folder_create(const char *path, struct casus_failure *failure);

#ifdef __cplusplus
}
#endif

#endif
