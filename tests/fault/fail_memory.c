/* SPDX-License-Identifier: MIT */
/*
 * Makes allocations of casus fail while a server runs, not those of libraries. Linked with --wrap into casus_failing.
 *
 * CASUS_FAIL_MEMORY is a file of three numbers (32 bits each) that a test and the program share in memory:
 *
 *   made    how many allocations there were since the test set it to 0
 *   at      the allocation that fails; 0: none
 *   on      not 0: so do all after it
 */
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

#include "shared.h"

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t length);
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
char *__real_strdup(const char *text);
char *__real_strndup(const char *text, size_t length);

static struct { atomic_int made, at, on; } *shared;

__attribute__((constructor)) static void open_shared(void)
{
    shared = map_shared("CASUS_FAIL_MEMORY", sizeof *shared);
}

static bool refused(void)
{
    int made, at;

    if (shared == NULL)
        return false;
    made = atomic_fetch_add(&shared->made, 1) + 1;
    at = atomic_load(&shared->at);
    if (at == 0 || made < at || (made > at && atomic_load(&shared->on) == 0))
        return false;
    errno = ENOMEM;
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

char *__wrap_strdup(const char *text)
{
    return refused() ? NULL : __real_strdup(text);
}

char *__wrap_strndup(const char *text, size_t length)
{
    return refused() ? NULL : __real_strndup(text, length);
}
