/* SPDX-License-Identifier: MIT */
/* What a program shares with the test that started it, which tells it when to fail: a file, mapped in both. */
#ifndef TESTS_FAULT_SHARED_H
#define TESTS_FAULT_SHARED_H

#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* The file that this variable of the environment names; NULL: none. One that cannot be mapped ends the program. */
static void *map_shared(const char *variable, size_t size)
{
    const char *path = getenv(variable);
    int file = path != NULL ? open(path, O_RDWR | O_CLOEXEC) : -1;
    void *at = file >= 0 ? mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : MAP_FAILED;

    if (path != NULL && at == MAP_FAILED)
        abort();
    if (file >= 0)
        close(file);
    return at != MAP_FAILED ? at : NULL;
}

#endif
