/* SPDX-License-Identifier: MIT */
#include "serve/digest.h"

#include <stdint.h>
#include <stdio.h>

struct cs_hasher cs_hash_begin(void)
{
    struct cs_hasher h = {.context = EVP_MD_CTX_new()};

    h.failed = h.context == NULL || EVP_DigestInit_ex(h.context, EVP_sha256(), NULL) != 1;
    return h;
}

void cs_hash_add(struct cs_hasher *h, const void *bytes, size_t length)
{
    if (!h->failed)
        h->failed = EVP_DigestUpdate(h->context, bytes, length) != 1;
}

void cs_hash_field(struct cs_hasher *h, const void *bytes, size_t length)
{
    unsigned char size[8];

    for (size_t i = 0; i < sizeof size; i++)
        size[i] = (unsigned char)((uint64_t)length >> (8 * (sizeof size - 1 - i)));
    cs_hash_add(h, size, sizeof size);
    cs_hash_add(h, bytes, length);
}

bool cs_hash_end(struct cs_hasher *h, unsigned char out[CS_DIGEST_SIZE])
{
    bool fine = !h->failed && EVP_DigestFinal_ex(h->context, out, NULL) == 1;

    EVP_MD_CTX_free(h->context);
    return fine;
}

void cs_digest_hex(const unsigned char digest[CS_DIGEST_SIZE], char out[CS_DIGEST_HEX])
{
    for (size_t i = 0; i < CS_DIGEST_SIZE; i++)
        snprintf(out + 2 * i, 3, "%02x", digest[i]);
}

bool cs_digest_of(const void *secret, size_t secret_length, const void *bytes, size_t length,
                  unsigned char out[CS_DIGEST_SIZE])
{
    struct cs_hasher h = cs_hash_begin();

    cs_hash_add(&h, secret, secret_length);
    cs_hash_add(&h, bytes, length);
    return cs_hash_end(&h, out);
}
