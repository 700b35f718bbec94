/* SPDX-License-Identifier: MIT */
/* Where a test puts its temporary files: in TMPDIR, else in /tmp. ./test gives each preset a folder of its own as
   TMPDIR, and counts what is left in it as a failed test. */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <stdio.h>
#include <stdlib.h>

/* Writes a template of mkdtemp and mkstemp to path: "NAME-XXXXXX" in that folder. A path that does not fit ends the
   test. */
static inline char *scratch_template(char *path, size_t size, const char *name)
{
    const char *folder = getenv("TMPDIR");
    int length = snprintf(path, size, "%s/%s-XXXXXX", folder != NULL && *folder != '\0' ? folder : "/tmp", name);

    if (length < 0 || (size_t)length >= size) {
        fprintf(stderr, "the path of the temporary folder is too long: %s\n", folder);
        abort();
    }
    return path;
}

#endif
