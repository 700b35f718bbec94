/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* O_TMPFILE, fallocate */
#include "table/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static casus_status refuse(const struct cs_spill *spill, const char *what, int error, struct cs_failure *failure)
{
    return cs_fail(failure, CASUS_ERR_IO, "rows that do not fit into memory could not be %s in \"%.200s\": %s", what,
                   spill->folder, strerror(error));
}

casus_status cs_spill_open(struct cs_spill *spill, const char *folder, struct cs_failure *failure)
{
    const char *usual = getenv("TMPDIR");
    char path[4096];

    spill->folder = folder != NULL ? folder : usual != NULL && *usual != '\0' ? usual : "/tmp";
    spill->size = 0;
    spill->file = open(spill->folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (spill->file < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
        if (snprintf(path, sizeof path, "%s/casus-XXXXXX", spill->folder) >= (int)sizeof path)
            return refuse(spill, "kept", ENAMETOOLONG, failure);
        spill->file = mkostemp(path, O_CLOEXEC);
        if (spill->file >= 0)
            unlink(path);
    }
    return spill->file >= 0 ? CASUS_OK : refuse(spill, "kept", errno, failure);
}

void cs_spill_close(struct cs_spill *spill)
{
    if (spill->file >= 0)
        close(spill->file);
    spill->file = -1;
}

casus_status cs_spill_add(struct cs_spill *spill, const void *bytes, size_t length, struct cs_failure *failure)
{
    const char *at = bytes;

    while (length > 0) {
        ssize_t done = pwrite(spill->file, at, length, (off_t)spill->size);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return refuse(spill, "kept", done == 0 ? ENOSPC : errno, failure);
        at += done;
        length -= (size_t)done;
        spill->size += (uint64_t)done;
    }
    return CASUS_OK;
}

casus_status cs_spill_read(const struct cs_spill *spill, uint64_t at, void *bytes, size_t length,
                           struct cs_failure *failure)
{
    char *to = bytes;

    while (length > 0) {
        ssize_t done = pread(spill->file, to, length, (off_t)at);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return refuse(spill, "read again", done == 0 ? EIO : errno, failure);
        to += done;
        length -= (size_t)done;
        at += (uint64_t)done;
    }
    return CASUS_OK;
}

void cs_spill_drop(const struct cs_spill *spill, uint64_t at, uint64_t length)
{
#ifdef FALLOC_FL_PUNCH_HOLE
    if (length > 0 && fallocate(spill->file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, (off_t)at, (off_t)length) == 0)
        return;
#endif
    (void)spill;
    (void)at;
    (void)length;
}
