/* SPDX-License-Identifier: MIT */
#include "serve/http/password.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "serve/digest.h"
#include "serve/tell.h"

#define STEP_SECONDS 30
#define DIGITS 6

static pthread_mutex_t hashing = PTHREAD_MUTEX_INITIALIZER;
static char of_nobody[crypto_pwhash_STRBYTES];

_Static_assert(crypto_pwhash_STRBYTES <= sizeof((struct cs_password *)0)->hash, "a hash has room");

casus_status cs_password_prepare(struct casus_failure *failure)
{
    if (sodium_init() < 0 ||
        crypto_pwhash_str(of_nobody, "nobody", 6, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        return cs_serve_fail(failure, CASUS_ERR_MEMORY, "no password can be hashed: that takes 64 MB of memory");
    return CASUS_OK;
}

casus_status cs_password_hash(const char *password, struct cs_password *out, struct casus_failure *failure)
{
    int result;

    pthread_mutex_lock(&hashing);
    result = crypto_pwhash_str(out->hash, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                               crypto_pwhash_MEMLIMIT_INTERACTIVE);
    pthread_mutex_unlock(&hashing);
    return result == 0 ? CASUS_OK : cs_serve_memory(failure);
}

bool cs_password_fits(const char *password, const char *hash)
{
    int result;

    pthread_mutex_lock(&hashing);
    result = crypto_pwhash_str_verify(hash != NULL ? hash : of_nobody, password, strlen(password));
    pthread_mutex_unlock(&hashing);
    return hash != NULL && result == 0;
}

/* ---- one-time codes ---- */

void cs_totp_make(unsigned char secret[CS_TOTP_SIZE])
{
    randombytes_buf(secret, CS_TOTP_SIZE);
}

void cs_totp_text(const unsigned char secret[CS_TOTP_SIZE], char out[CS_TOTP_TEXT])
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    unsigned bits = 0, held = 0;

    for (size_t i = 0; i < CS_TOTP_SIZE; i++) {
        bits = (bits << 8 | secret[i]) & 0xfff;
        for (held += 8; held >= 5; held -= 5)
            *out++ = alphabet[bits >> (held - 5) & 31];
    }
    *out = '\0';
}

static void code_of(const unsigned char secret[CS_TOTP_SIZE], int64_t step, char out[DIGITS + 1])
{
    unsigned char counter[8], mac[EVP_MAX_MD_SIZE];
    unsigned length = 0, at, number;

    for (int i = 0; i < 8; i++)
        counter[i] = (unsigned char)((uint64_t)step >> (8 * (7 - i)));
    out[0] = '\0';
    if (HMAC(EVP_sha1(), secret, CS_TOTP_SIZE, counter, sizeof counter, mac, &length) == NULL || length != 20)
        return;
    at = mac[19] & 15;
    number = ((mac[at] & 0x7fU) << 24 | (unsigned)mac[at + 1] << 16 | (unsigned)mac[at + 2] << 8 | mac[at + 3]) %
             1000000U;
    snprintf(out, DIGITS + 1, "%06u", number);
}

int64_t cs_totp_step(const unsigned char secret[CS_TOTP_SIZE], const char *code, int64_t now)
{
    int64_t found = 0;
    char right[DIGITS + 1];

    for (int64_t step = now / STEP_SECONDS - 1; step <= now / STEP_SECONDS + 1; step++) {
        code_of(secret, step, right);
        if (right[0] != '\0' && cs_same_secret(code, right))
            found = step;
    }
    return found;
}

/* ---- forms ---- */

void cs_form_token(const char *cookie, char out[CS_KEY_TEXT])
{
    static const unsigned char purpose[] = "form";
    unsigned char mac[CS_KEY_SIZE];
    size_t length = strlen(cookie);

    crypto_generichash(mac, sizeof mac, purpose, sizeof purpose, (const unsigned char *)cookie,
                       length < crypto_generichash_KEYBYTES_MAX ? length : crypto_generichash_KEYBYTES_MAX);
    cs_digest_hex(mac, out);
}

bool cs_same_secret(const char *a, const char *b)
{
    return strlen(a) == strlen(b) && sodium_memcmp(a, b, strlen(a)) == 0;
}
