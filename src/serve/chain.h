/* SPDX-License-Identifier: MIT */
/*
 * What a register keeps (database.h): entries, each with the hash of the one before, and contents (texts, documents),
 * each under its SHA-256. It only grows: triggers in the store itself refuse to change or delete an entry, or to change
 * a content.
 *
 * The hash of an entry is the SHA-256 of the fields below, each as its length (8 bytes, big-endian) and its bytes, in
 * this order: the hash before (32 zero bytes for the first), the number in decimal digits, at, kind, subject, by,
 * speaks_for, key, and the digest of the body. The digest is the SHA-256 of a secret of 16 random bytes and the body.
 * So a body can be sealed, taken away together with its secret, and the chain stays whole; and nobody finds a sealed
 * name by trying names.
 *
 * A function that fails returns a status, and leaves one line about it in the failure.
 */
#ifndef CS_SERVE_CHAIN_H
#define CS_SERVE_CHAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "casus/status.h"
#include "serve/database.h"
#include "serve/digest.h"

struct cs_chain_entry {
    int64_t number;         /* from 1, without a gap */
    const char *at;         /* when it was recorded, by the clock of the register: "2022-09-13T06:00:00Z" */
    const char *kind;       /* a word of serve/register.h */
    const char *subject;    /* the name of the case, or "" for the register itself */
    const char *by;         /* the person who entered it; "" if nobody said */
    const char *speaks_for; /* for whom; "" for nobody */
    const char *key;        /* a second entry under the same key is not made; "" for none */
    const char *body;       /* NULL: sealed */
    char hash[CS_DIGEST_HEX];
};

/* Appends an entry behind the last, whatever others append meanwhile; sets its number and hash. */
casus_status cs_chain_append(struct cs_database *database, struct cs_chain_entry *entry, struct casus_failure *failure);
/* The number of the entry under a key, or 0. */
casus_status cs_chain_find(struct cs_database *database, const char *key, int64_t *number,
                           struct casus_failure *failure);
/* Takes the body of an entry away. Only the register does so, together with an entry that says why. */
casus_status cs_chain_seal(struct cs_database *database, int64_t number, struct casus_failure *failure);

/* Takes an entry, whose texts live until it returns; another status than CASUS_OK ends the walk. */
typedef casus_status (*cs_chain_visit)(void *context, const struct cs_chain_entry *entry,
                                       struct casus_failure *failure);
/*
 * Walks the entries behind a number, in their order: those of a subject, or all if `subject` is NULL. What is appended
 * meanwhile may be among them.
 */
casus_status cs_chain_walk(struct cs_database *database, const char *subject, int64_t after, cs_chain_visit visit,
                           void *context, struct casus_failure *failure);

/* Keeps bytes under their SHA-256; bytes that are kept already are not kept twice. */
casus_status cs_chain_keep(struct cs_database *database, const void *bytes, size_t length, char digest[CS_DIGEST_HEX],
                           struct casus_failure *failure);
/* *bytes has a NUL after `length` bytes; free it with free(). CASUS_ERR_ARGUMENT: nothing has this digest. */
casus_status cs_chain_content(struct cs_database *database, const char *digest, char **bytes, size_t *length,
                              struct casus_failure *failure);
/* Gives a content away for good. Only the register does so, as it seals the last entry that names it. */
casus_status cs_chain_drop(struct cs_database *database, const char *digest, struct casus_failure *failure);

/* Is all as it was made? If not: the first that is not, an entry or else a content, and what is wrong with it. */
struct cs_soundness {
    bool sound;
    int64_t entry, entries; /* the first bad one, 0 if it is a content; how many there are up to there */
    int64_t known_at;       /* for serve/register.h: the entry with the hash that was asked for; 0: none has it */
    char fault[192];
};
/*
 * Computes every hash again: of the chain, of each body that is there, of each content. A body that is missing is no
 * fault here: serve/register.h knows which are sealed.
 */
casus_status cs_chain_verify(struct cs_database *database, struct cs_soundness *out, struct casus_failure *failure);

#endif
