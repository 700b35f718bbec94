/* SPDX-License-Identifier: MIT */
/* What the files about files share: file.c, file_replace.c, file_rights.c. */
#ifndef CS_STORE_FILE_INT_H
#define CS_STORE_FILE_INT_H

#include <sys/stat.h>
#include <sys/types.h>

#include "base/buffer.h"
#include "store/file.h"

/* As open(2), again where a signal interrupts it; -1 and errno if it fails. */
int cs_file_open(const char *path, int flags, mode_t mode);
/* Reads up to the end. */
casus_status cs_file_read_all(int descriptor, const char *path, struct cs_buffer *out, struct cs_failure *failure);
/* Both false with errno set. */
bool cs_file_write_all(int descriptor, const char *bytes, size_t length);
bool cs_file_sync(int descriptor);
/* The same file, of the same size and time of change? */
bool cs_file_unchanged(const struct stat *a, const struct stat *b);
casus_status cs_file_too_large(struct cs_failure *failure, const char *path);

/*
 * file_rights.c: gives the new file `to` owner, group, mode and extended attributes (access control lists are such) of
 * `from`, which `about` describes. False, with errno set, where that cannot be done in full.
 */
bool cs_file_copy_rights(int from, int to, const struct stat *about);

#endif
