/* SPDX-License-Identifier: MIT */
/* SHA-256 (FIPS 180-4), by libmd: OpenSSL would add a millisecond to each start of the program. */
#ifndef CS_BASE_SHA256_H
#define CS_BASE_SHA256_H

#include <stddef.h>

#define CS_SHA256_SIZE 32
#define CS_SHA256_HEX (2 * CS_SHA256_SIZE + 1) /* lower-case hexadecimal and a NUL */

/* Of length bytes; bytes may be NULL where there are none. */
void cs_sha256_of(const void *bytes, size_t length, unsigned char out[CS_SHA256_SIZE]);
void cs_sha256_hex(const void *bytes, size_t length, char out[CS_SHA256_HEX]);

#endif
