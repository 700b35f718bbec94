/* SPDX-License-Identifier: MIT */
/* SHA-256: of bytes, and of fields that cannot run into one another. */
#ifndef CS_SERVE_DIGEST_H
#define CS_SERVE_DIGEST_H

#include <openssl/evp.h>
#include <stdbool.h>
#include <stddef.h>

#define CS_DIGEST_SIZE 32
#define CS_DIGEST_HEX (2 * CS_DIGEST_SIZE + 1)

struct cs_hasher { EVP_MD_CTX *context; bool failed; };
struct cs_hasher cs_hash_begin(void);
void cs_hash_add(struct cs_hasher *h, const void *bytes, size_t length);
/* Its length in 8 bytes, big-endian, and the bytes. */
void cs_hash_field(struct cs_hasher *h, const void *bytes, size_t length);
/* Releases the hasher; false if a step has failed. */
bool cs_hash_end(struct cs_hasher *h, unsigned char out[CS_DIGEST_SIZE]);

/* Of a secret, if there is one, and the bytes behind it. */
bool cs_digest_of(const void *secret, size_t secret_length, const void *bytes, size_t length,
                  unsigned char out[CS_DIGEST_SIZE]);
void cs_digest_hex(const unsigned char digest[CS_DIGEST_SIZE], char out[CS_DIGEST_HEX]);

#endif
