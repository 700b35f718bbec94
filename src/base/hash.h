/* SPDX-License-Identifier: MIT */
/* Hashes for tables in memory, which are never written out. */
#ifndef CS_BASE_HASH_H
#define CS_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* Mixes one more word into a hash (the finaliser of splitmix64, Steele, Lea, Flood 2014). Start with any seed. */
static inline uint64_t cs_hash_mix(uint64_t hash, uint64_t word)
{
    hash ^= word + 0x9e3779b97f4a7c15u + (hash << 6) + (hash >> 2);
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9u;
    hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebu;
    return hash ^ (hash >> 31);
}

uint64_t cs_hash_bytes(const void *bytes, size_t length);

#endif
