/* SPDX-License-Identifier: MIT */
/* Bytes as a table that is read, and a sink that keeps nothing. For the targets that scan. */
#ifndef TESTS_FUZZ_TABLE_H
#define TESTS_FUZZ_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* What is left to be read. */
struct input { const char *at; size_t left; };

static size_t give(void *context, char *bytes, size_t size)
{
    struct input *in = context;
    size_t part = in->left < size ? in->left : size;

    memcpy(bytes, in->at, part);
    in->at += part;
    in->left -= part;
    return part;
}

static bool drop(void *context, const char *bytes, size_t length)
{
    (void)context;
    (void)bytes;
    (void)length;
    return true;
}

#endif
