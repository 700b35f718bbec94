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
    SHA256Data(length > 0 ? bytes : (const void *)"", length, out);
}
