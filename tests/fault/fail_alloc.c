/* SPDX-License-Identifier: MIT */
#include "fail_alloc.h"

#include <stdlib.h>

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);

static size_t fail_at; /* 0: never */
static enum cs_fail_manner fail_manner;
static size_t made;
static bool failed;

void cs_fail_alloc_at(size_t n, enum cs_fail_manner manner)
{
    fail_at = n;
    fail_manner = manner;
    made = 0;
    failed = false;
}

bool cs_fail_alloc_stop(void)
{
    fail_at = 0;
    return failed;
}

size_t cs_fail_alloc_count(void)
{
    return made;
}

static bool refused(void)
{
    made++;
    if (fail_at == 0 || made < fail_at || (made > fail_at && fail_manner == CS_FAIL_ONCE))
        return false;
    failed = true;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return refused() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return refused() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return refused() ? NULL : __real_realloc(old, size);
}
