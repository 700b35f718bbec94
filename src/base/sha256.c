/* SPDX-License-Identifier: MIT */
#include "base/sha256.h"

#include <sha2.h>

void cs_sha256_of(const void *bytes, size_t length, unsigned char out[CS_SHA256_SIZE])
{
    SHA2_CTX context;

    SHA256Init(&context);
    if (length > 0)
        SHA256Update(&context, bytes, length);
    SHA256Final(out, &context);
}

void cs_sha256_hex(const void *bytes, size_t length, char out[CS_SHA256_HEX])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char digest[CS_SHA256_SIZE];

    cs_sha256_of(bytes, length, digest);
    for (size_t i = 0; i < CS_SHA256_SIZE; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[CS_SHA256_HEX - 1] = '\0';
}
