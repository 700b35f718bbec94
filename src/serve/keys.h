/* SPDX-License-Identifier: MIT */
/*
 * What lets a person in: passwords, one-time links, sessions, tokens of programs, and how often somebody has tried.
 * None of it is an entry: it is changed and deleted. Of a link, session or token the register has the SHA-256 alone,
 * so that who reads the file cannot use it.
 *
 * Times are seconds of the machine's clock, given by the caller.
 */
#ifndef CS_SERVE_KEYS_H
#define CS_SERVE_KEYS_H

#include <stdbool.h>
#include <stdint.h>

#include "serve/database.h"

#define CS_KEY_SIZE 32
#define CS_KEY_TEXT (2 * CS_KEY_SIZE + 1) /* in hexadecimal digits */
#define CS_PERSON_SIZE 64
#define CS_NOTE_SIZE 64
#define CS_TOTP_SIZE 20

/* The kinds of keys. */
#define CS_KEY_LINK "link"       /* used once, to set a password; the note has the secret of one-time codes, in hex */
#define CS_KEY_PASS "pass"       /* lets somebody into an exercise */
#define CS_KEY_SESSION "session" /* of a browser */
#define CS_KEY_TOKEN "token"     /* of a program; the note has its scopes: "read", "read act" */

struct cs_key { char person[CS_PERSON_SIZE], note[CS_NOTE_SIZE]; int64_t made, seen, ends; };

/* Makes a key of a person; `text` is what its holder is given, and kept nowhere. */
casus_status cs_key_make(struct cs_database *database, const char *kind, const struct cs_key *key,
                         char text[CS_KEY_TEXT], struct casus_failure *failure);
/*
 * *found false: there is none such, or it has ended. `idle`: it ends also so many seconds after it was last seen, 0:
 * not.
 */
casus_status cs_key_find(struct cs_database *database, const char *kind, const char *text, int64_t now, int64_t idle,
                         struct cs_key *out, bool *found, struct casus_failure *failure);
/* Notes that it was seen now. */
casus_status cs_key_see(struct cs_database *database, const char *text, int64_t now, struct casus_failure *failure);
/* Takes it away. *was: it was there. */
casus_status cs_key_revoke(struct cs_database *database, const char *text, bool *was, struct casus_failure *failure);
/* Takes away all keys of a person, of one kind or of all (NULL). */
casus_status cs_key_revoke_all(struct cs_database *database, const char *person, const char *kind,
                               struct casus_failure *failure);
/* How many keys of a kind a person has that have not ended. */
casus_status cs_key_count(struct cs_database *database, const char *person, const char *kind, int64_t now,
                          int64_t *count, struct casus_failure *failure);
/* Takes away all keys of everybody. */
casus_status cs_key_forget_all(struct cs_database *database, struct casus_failure *failure);

struct cs_password { char hash[160]; unsigned char totp[CS_TOTP_SIZE]; int64_t step; };
casus_status cs_password_get(struct cs_database *database, const char *person, struct cs_password *out, bool *found,
                             struct casus_failure *failure);
casus_status cs_password_set(struct cs_database *database, const char *person, const struct cs_password *password,
                             struct casus_failure *failure);
/* Uses a step of the one-time codes up: *fresh is false if it, or a later one, was used before. */
casus_status cs_password_step(struct cs_database *database, const char *person, int64_t step, bool *fresh,
                              struct casus_failure *failure);

/* Notes an attempt of `who` now; *count of those since `since`, with this one. Older ones are forgotten. */
casus_status cs_attempt(struct cs_database *database, const char *who, int64_t now, int64_t since, int64_t *count,
                        struct casus_failure *failure);
casus_status cs_attempt_forget(struct cs_database *database, const char *who, struct casus_failure *failure);

/* 32 random bytes in hexadecimal digits. */
casus_status cs_key_random(char text[CS_KEY_TEXT], struct casus_failure *failure);

#endif
