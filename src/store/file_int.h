/* SPDX-License-Identifier: MIT */
/* Shared by file.c, file_replace.c and file_rights.c. */
#ifndef CS_STORE_FILE_INT_H
#define CS_STORE_FILE_INT_H

#include <sys/stat.h>
#include <sys/types.h>

#include "base/buffer.h"
#include "store/file.h"

/* open(2), retried where a signal interrupts it; -1 and errno if it fails. */
int cs_file_open(const char *path, int flags, mode_t mode);
/* Reads up to the end. */
casus_status cs_file_read_all(int descriptor, const char *path, struct cs_buffer *out, struct cs_failure *failure);
/* False, with errno set, if it fails. */
bool cs_file_write_all(int descriptor, const char *bytes, size_t length);
bool cs_file_sync(int descriptor);
/* Are these the same file, with the same size and the same time of change? */
bool cs_file_unchanged(const struct stat *a, const struct stat *b);
casus_status cs_file_too_large(struct cs_failure *failure, const char *path);

/*
 * file_rights.c: copies owner, group, mode and extended attributes (these hold access control lists) of `from`, which
 * `about` describes, to the new file `to`. False, with errno set, if any of them cannot be copied.
 */
bool cs_file_copy_rights(int from, int to, const struct stat *about);

#endif
