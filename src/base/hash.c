/* SPDX-License-Identifier: MIT */
/* The hash of bytes depends on the byte order of the machine, so it is never written out. */
#include "base/hash.h"

#include <string.h>

#include "base/eight.h"

uint64_t cs_hash_bytes(const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    uint64_t hash = length, word;

    for (; length >= sizeof word; at += sizeof word, length -= sizeof word) {
        memcpy(&word, at, sizeof word);
        hash = cs_hash_mix(hash, word);
    }
    if (length)
        hash = cs_hash_mix(hash, cs_eight_within((const char *)at, length));
    return hash;
}
