/* SPDX-License-Identifier: MIT */
/*
 * Makes the calls fail with which a register is read and written, while a server runs or a copy is made. Linked into
 * casus_failing: the functions of the C library stand here once more, so SQLite, and the store in a file, find these.
 * Nothing else of the program uses them.
 *
 * CASUS_FAIL_DATABASE is a file of four numbers (32 bits each) that a test and the program share in memory:
 *
 *   made    how many such calls there were since the test set it to 0
 *   at      the call that fails; 0: none
 *   error   how: a number of errno
 *   on      not 0: so do all that write after it
 */
#define _DEFAULT_SOURCE /* syscall */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include "shared.h"

#define SEEN __attribute__((visibility("default")))
SEEN ssize_t pread64(int file, void *bytes, size_t length, int64_t offset);
SEEN ssize_t pwrite64(int file, const void *bytes, size_t length, int64_t offset);
SEEN int fdatasync(int file);
SEEN int ftruncate64(int file, int64_t length);
SEEN int fsync(int file);
SEEN int rename(const char *from, const char *to);

static struct { atomic_int made, at, error, on; } *shared;

__attribute__((constructor)) static void open_shared(void)
{
    shared = map_shared("CASUS_FAIL_DATABASE", sizeof *shared);
}

static bool fails(bool writes)
{
    int made, at;

    if (shared == NULL)
        return false;
    made = atomic_fetch_add(&shared->made, 1) + 1;
    at = atomic_load(&shared->at);
    if (at == 0 || made < at || (made > at && (!writes || atomic_load(&shared->on) == 0)))
        return false;
    errno = atomic_load(&shared->error);
    return true;
}

ssize_t pread64(int file, void *bytes, size_t length, int64_t offset)
{
    return fails(false) ? -1 : (ssize_t)syscall(SYS_pread64, file, bytes, length, offset);
}

/* What cannot be written whole may be written in part: half of it is, before the disk is full. */
ssize_t pwrite64(int file, const void *bytes, size_t length, int64_t offset)
{
    if (!fails(true))
        return (ssize_t)syscall(SYS_pwrite64, file, bytes, length, offset);
    if (errno == ENOSPC && length > 1 && syscall(SYS_pwrite64, file, bytes, length / 2, offset) < 0)
        abort();
    errno = atomic_load(&shared->error);
    return -1;
}

int fdatasync(int file)
{
    return fails(true) ? -1 : (int)syscall(SYS_fdatasync, file);
}

int ftruncate64(int file, int64_t length)
{
    return fails(true) ? -1 : (int)syscall(SYS_ftruncate, file, length);
}

int fsync(int file)
{
    return fails(true) ? -1 : (int)syscall(SYS_fsync, file);
}

int rename(const char *from, const char *to)
{
    return fails(true) ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}
