/* SPDX-License-Identifier: MIT */
/* The hash of bytes depends on the byte order of the machine, so it is never written out. */
#include "base/hash.h"

#include <openssl/evp.h>
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

bool cs_sha256_hex(const void *bytes, size_t length, char out[65])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int digest_length = 0;

    out[0] = '\0';
    if (EVP_Digest(bytes, length, digest, &digest_length, EVP_sha256(), NULL) != 1 || digest_length != 32)
        return false;
    for (size_t i = 0; i < 32; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[64] = '\0';
    return true;
}
