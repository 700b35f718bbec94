/* SPDX-License-Identifier: MIT */
/*
 * A case takes some megabytes soon after the start. Each page of 4 KB that is written for the first time interrupts the
 * program, in all for a sixth of the time of `casus run`; so the heap begins with some pages that are 512 times as
 * large. The system is asked for them: where it has none, or the C library has another heap, all is as it was.
 */
#define _DEFAULT_SOURCE /* sbrk, madvise */

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#include "cli/session.h"

#if defined(__linux__) && defined(__GLIBC__)

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#define LARGE_PAGE ((size_t)2 << 20)
#define LARGE_PAGES ((size_t)8)
#define GROWING ((size_t)1 << 18) /* more than a new heap has: so it grows */

void cs_session_expect_memory(void)
{
    static void *volatile skipped; /* volatile: else the compiler leaves the calls out */
    uintptr_t begin, first, end;

    /* large arrays come from the heap too, and nothing of it is given back before the end */
    if (mallopt(M_MMAP_THRESHOLD, (int)(LARGE_PAGES * LARGE_PAGE)) == 0 || mallopt(M_TRIM_THRESHOLD, INT_MAX) == 0 ||
        mallopt(M_TOP_PAD, (int)(LARGE_PAGES * LARGE_PAGE)) == 0)
        return;
    skipped = malloc(GROWING);
    begin = (uintptr_t)skipped;
    free(skipped);
    /* malloc has written a head behind what it gave */
    first = (begin + GROWING + LARGE_PAGE) / LARGE_PAGE * LARGE_PAGE;
    end = (uintptr_t)sbrk(0) / LARGE_PAGE * LARGE_PAGE;
    if (begin == 0 || end <= first || madvise((void *)first, end - first, MADV_HUGEPAGE) != 0)
        return;
    skipped = malloc(first - begin); /* never written: what comes next is behind the first boundary */
}

#else

void cs_session_expect_memory(void)
{
}

#endif
