/* SPDX-License-Identifier: MIT */
/* Passwords (Argon2id) and one-time codes (TOTP, RFC 6238: SHA-1, 30 seconds, 6 digits). */
#ifndef CS_SERVE_HTTP_PASSWORD_H
#define CS_SERVE_HTTP_PASSWORD_H

#include "serve/keys.h"

#define CS_PASSWORD_LEAST 12
#define CS_PASSWORD_MOST 256
#define CS_TOTP_TEXT 33 /* 20 bytes in base 32, and a NUL */

/* Must be called once before anything else of this header. */
casus_status cs_password_prepare(struct casus_failure *failure);
/* Takes 64 MB for the time of the call. Only one thread at a time does so; others wait. */
casus_status cs_password_hash(const char *password, struct cs_password *out, struct casus_failure *failure);
/* `hash` NULL: of nobody; it takes as long, and is false. */
bool cs_password_fits(const char *password, const char *hash);

void cs_totp_make(unsigned char secret[CS_TOTP_SIZE]);
void cs_totp_text(const unsigned char secret[CS_TOTP_SIZE], char out[CS_TOTP_TEXT]);
/* The step for which the code is right: of now, of the one before or behind it; 0: none. */
int64_t cs_totp_step(const unsigned char secret[CS_TOTP_SIZE], const char *code, int64_t now);

/*
 * What a form must send back: it follows from the secret of the cookie, which does not follow from it, and from nothing
 * else, so that a form is good also after the server was started again.
 */
void cs_form_token(const char *cookie, char out[CS_KEY_TEXT]);
/* Compares texts in a time that does not depend on where they differ. */
bool cs_same_secret(const char *a, const char *b);

#endif
