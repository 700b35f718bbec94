/* SPDX-License-Identifier: MIT */
/*
 * SHA-256 (FIPS 180-4) of bytes that come one after another. A library for it alone would cost each start of the
 * program more than most commands do.
 */
#ifndef CS_BASE_SHA256_H
#define CS_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

#define CS_SHA256_SIZE 32
#define CS_SHA256_HEX (2 * CS_SHA256_SIZE + 1) /* lower-case hexadecimal and a NUL */
#define CS_SHA256_BLOCK 64

struct cs_sha256 {
    uint32_t state[8];
    uint64_t length;                      /* bytes so far */
    unsigned char block[CS_SHA256_BLOCK]; /* the last of them, those that are no whole block */
};

void cs_sha256_begin(struct cs_sha256 *h);
void cs_sha256_add(struct cs_sha256 *h, const void *bytes, size_t length);
void cs_sha256_end(struct cs_sha256 *h, unsigned char out[CS_SHA256_SIZE]);

/* Of bytes that are there at once. */
void cs_sha256_of(const void *bytes, size_t length, unsigned char out[CS_SHA256_SIZE]);
void cs_sha256_hex(const void *bytes, size_t length, char out[CS_SHA256_HEX]);

#endif
