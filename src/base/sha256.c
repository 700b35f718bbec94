/* SPDX-License-Identifier: MIT */
/* The names of the functions and variables are those of FIPS 180-4: sections 4.1.2, 4.2.2, 5.1.1, 5.3.3 and 6.2.2. */
#include "base/sha256.h"

#include <string.h>

#define LENGTH_SIZE 8 /* of the length in bits, which ends the last block */

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
static const uint32_t k[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static inline uint32_t rotr(uint32_t x, unsigned n)
{
    return x >> n | x << (32 - n);
}

static inline uint32_t ch(uint32_t x, uint32_t y, uint32_t z)
{
    return (x & y) ^ (~x & z);
}

static inline uint32_t maj(uint32_t x, uint32_t y, uint32_t z)
{
    return (x & y) ^ (x & z) ^ (y & z);
}

static inline uint32_t word_at(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void take_block(uint32_t state[8], const unsigned char *block)
{
    uint32_t w[64], v[8]; /* v: a to h */

    for (size_t t = 0; t < 16; t++)
        w[t] = word_at(block + 4 * t);
    for (size_t t = 16; t < 64; t++) {
        uint32_t s0 = rotr(w[t - 15], 7) ^ rotr(w[t - 15], 18) ^ w[t - 15] >> 3;
        uint32_t s1 = rotr(w[t - 2], 17) ^ rotr(w[t - 2], 19) ^ w[t - 2] >> 10;

        w[t] = s1 + w[t - 7] + s0 + w[t - 16];
    }
    memcpy(v, state, sizeof v);
    for (size_t t = 0; t < 64; t++) {
        uint32_t t1 = v[7] + (rotr(v[4], 6) ^ rotr(v[4], 11) ^ rotr(v[4], 25)) + ch(v[4], v[5], v[6]) + k[t] + w[t];
        uint32_t t2 = (rotr(v[0], 2) ^ rotr(v[0], 13) ^ rotr(v[0], 22)) + maj(v[0], v[1], v[2]);

        v[7] = v[6];
        v[6] = v[5];
        v[5] = v[4];
        v[4] = v[3] + t1;
        v[3] = v[2];
        v[2] = v[1];
        v[1] = v[0];
        v[0] = t1 + t2;
    }
    for (size_t i = 0; i < 8; i++)
        state[i] += v[i];
}

/* The first 32 bits of the fractional parts of the square roots of the first eight primes. */
void cs_sha256_begin(struct cs_sha256 *h)
{
    *h = (struct cs_sha256){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
                                      0x1f83d9ab, 0x5be0cd19}};
}

void cs_sha256_add(struct cs_sha256 *h, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    size_t used = (size_t)(h->length % CS_SHA256_BLOCK);

    h->length += length;
    while (length > 0) {
        size_t taken = length < CS_SHA256_BLOCK - used ? length : CS_SHA256_BLOCK - used;

        if (taken == CS_SHA256_BLOCK) {
            take_block(h->state, at);
        } else {
            memcpy(h->block + used, at, taken);
            if (used + taken == CS_SHA256_BLOCK)
                take_block(h->state, h->block);
        }
        used = 0; /* what follows begins a block, or nothing follows */
        at += taken;
        length -= taken;
    }
}

/* A one, as many zeros as fill a block but for the length, and the length in bits. */
void cs_sha256_end(struct cs_sha256 *h, unsigned char out[CS_SHA256_SIZE])
{
    static const unsigned char one_and_zeros[CS_SHA256_BLOCK] = {0x80};
    unsigned char bits[LENGTH_SIZE];
    size_t used = (size_t)(h->length % CS_SHA256_BLOCK), last = CS_SHA256_BLOCK - LENGTH_SIZE;

    for (size_t i = 0; i < sizeof bits; i++)
        bits[i] = (unsigned char)(h->length << 3 >> 8 * (sizeof bits - 1 - i));
    cs_sha256_add(h, one_and_zeros, used < last ? last - used : CS_SHA256_BLOCK + last - used);
    cs_sha256_add(h, bits, sizeof bits);
    for (size_t i = 0; i < CS_SHA256_SIZE; i++)
        out[i] = (unsigned char)(h->state[i / 4] >> 8 * (3 - i % 4));
}

void cs_sha256_of(const void *bytes, size_t length, unsigned char out[CS_SHA256_SIZE])
{
    struct cs_sha256 h;

    cs_sha256_begin(&h);
    cs_sha256_add(&h, bytes, length);
    cs_sha256_end(&h, out);
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
