/* SPDX-License-Identifier: MIT */
#include "serve/chain.h"

#include <inttypes.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/database.h"
#include "serve/digest.h"
#include "serve/tell.h"

#define SECRET_SIZE 16

/* ---- hashes ---- */

static bool hash_of(const struct cs_chain_entry *entry, const unsigned char digest[CS_DIGEST_SIZE],
                    const unsigned char before[CS_DIGEST_SIZE], unsigned char out[CS_DIGEST_SIZE])
{
    const char *texts[] = {entry->at, entry->kind, entry->subject, entry->by, entry->speaks_for, entry->key};
    struct cs_hasher h = cs_hash_begin();
    char number[24];

    snprintf(number, sizeof number, "%" PRId64, entry->number);
    cs_hash_field(&h, before, CS_DIGEST_SIZE);
    cs_hash_field(&h, number, strlen(number));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        cs_hash_field(&h, texts[i], strlen(texts[i]));
    cs_hash_field(&h, digest, CS_DIGEST_SIZE);
    return cs_hash_end(&h, out);
}

/* ---- entries ---- */

struct last { int64_t number; unsigned char *hash; };

static casus_status take_last(void *context, const struct cs_value *row, struct casus_failure *failure)
{
    struct last *last = context;

    if (row[1].kind != CS_BYTES || row[1].length != CS_DIGEST_SIZE)
        return cs_serve_fail(failure, CASUS_ERR_IO, "the last entry has no hash");
    last->number = row[0].number;
    memcpy(last->hash, row[1].bytes, CS_DIGEST_SIZE);
    return CASUS_OK;
}

/* The number of the last entry, 0 if there is none, and its hash. */
static casus_status last_of(struct cs_database *database, int64_t *number, unsigned char hash[CS_DIGEST_SIZE],
                            struct casus_failure *failure)
{
    static const struct cs_statement asked = {.sql = "SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1"};
    struct last last = {.hash = hash};
    casus_status status;

    memset(hash, 0, CS_DIGEST_SIZE);
    status = cs_database_run(database, &asked, take_last, &last, NULL, failure);
    *number = last.number;
    return status;
}

/* Inserts an entry, if the one before it is the last. */
static casus_status insert(struct cs_database *database, const struct cs_chain_entry *e, const unsigned char *secret,
                           const unsigned char *digest, const unsigned char *hash, struct casus_failure *failure)
{
    struct cs_statement add = {
        .sql = "INSERT INTO entry SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11"
               " WHERE $1 = (SELECT coalesce(max(number), 0) + 1 FROM entry)",
        .values = {cs_number(e->number), cs_text(e->at), cs_text(e->kind), cs_text(e->subject), cs_text(e->by),
                   cs_text(e->speaks_for), cs_text(e->key), cs_bytes(secret, SECRET_SIZE), cs_text(e->body),
                   cs_bytes(digest, CS_DIGEST_SIZE), cs_bytes(hash, CS_DIGEST_SIZE)}};
    int64_t changed;
    casus_status status = cs_database_run(database, &add, NULL, NULL, &changed, failure);

    if (status == CASUS_OK && changed != 1)
        return cs_serve_fail(failure, CASUS_ERR_IO, "somebody else has entered something meanwhile; try again");
    return status;
}

casus_status cs_chain_append(struct cs_database *database, struct cs_chain_entry *entry, struct casus_failure *failure)
{
    unsigned char before[CS_DIGEST_SIZE], digest[CS_DIGEST_SIZE], hash[CS_DIGEST_SIZE], secret[SECRET_SIZE];
    int64_t last;
    casus_status status = last_of(database, &last, before, failure);

    if (status != CASUS_OK)
        return status;
    entry->number = last + 1;
    if (RAND_bytes(secret, sizeof secret) != 1 ||
        !cs_digest_of(secret, sizeof secret, entry->body, strlen(entry->body), digest) ||
        !hash_of(entry, digest, before, hash))
        return cs_serve_fail(failure, CASUS_ERR_MEMORY, "the hash of the entry cannot be computed");
    cs_digest_hex(hash, entry->hash);
    return insert(database, entry, secret, digest, hash, failure);
}

casus_status cs_chain_find(struct cs_database *database, const char *key, int64_t *number,
                           struct casus_failure *failure)
{
    struct cs_statement asked = {.sql = "SELECT number FROM entry WHERE key = $1 AND key <> ''",
                                 .values = {cs_text(key)}};

    return cs_database_number(database, &asked, number, failure);
}

casus_status cs_chain_seal(struct cs_database *database, int64_t number, struct casus_failure *failure)
{
    struct cs_statement seal = {.sql = "UPDATE entry SET body = NULL, secret = NULL WHERE number = $1",
                                .values = {cs_number(number)}};

    return cs_database_run(database, &seal, NULL, NULL, NULL, failure);
}

/* ---- walking ---- */

#define PAGE "256" /* entries that are read at a time: a store may have all rows of a statement in memory */
#define COLUMNS "number, at, kind, subject, by, speaks_for, key, secret, body, digest, hash"

/* A row of COLUMNS as an entry. */
static void read_entry(const struct cs_value *row, struct cs_chain_entry *out)
{
    unsigned char hash[CS_DIGEST_SIZE] = {0};

    *out = (struct cs_chain_entry){.number = row[0].number,
                                   .at = cs_value_text(&row[1]),
                                   .kind = cs_value_text(&row[2]),
                                   .subject = cs_value_text(&row[3]),
                                   .by = cs_value_text(&row[4]),
                                   .speaks_for = cs_value_text(&row[5]),
                                   .key = cs_value_text(&row[6]),
                                   .body = cs_value_text(&row[8])};
    if (row[10].length == CS_DIGEST_SIZE)
        memcpy(hash, row[10].bytes, CS_DIGEST_SIZE);
    cs_digest_hex(hash, out->hash);
}

static bool is_whole(const struct cs_chain_entry *e)
{
    return e->at != NULL && e->kind != NULL && e->subject != NULL && e->by != NULL && e->speaks_for != NULL &&
           e->key != NULL;
}

/* A walk, or the verifying of entries: how far it is. */
struct walk {
    cs_chain_visit visit;
    void *context;
    struct cs_soundness *soundness;
    unsigned char hash[CS_DIGEST_SIZE]; /* of the entry before */
    int64_t last;
    size_t count;                       /* of the page */
};

static casus_status take_entry(void *context, const struct cs_value *row, struct casus_failure *failure)
{
    struct walk *walk = context;
    struct cs_chain_entry entry;

    read_entry(row, &entry);
    if (!is_whole(&entry))
        return cs_serve_fail(failure, CASUS_ERR_IO, "a part of entry %" PRId64 " is missing", entry.number);
    walk->last = entry.number;
    walk->count++;
    return walk->visit(walk->context, &entry, failure);
}

casus_status cs_chain_walk(struct cs_database *database, const char *subject, int64_t after, cs_chain_visit visit,
                           void *context, struct casus_failure *failure)
{
    struct walk walk = {.visit = visit, .context = context, .last = after, .count = 1};
    casus_status status = CASUS_OK;

    while (status == CASUS_OK && walk.count > 0) {
        struct cs_statement all = {.sql = "SELECT " COLUMNS " FROM entry WHERE number > $1 ORDER BY number LIMIT " PAGE,
                                   .values = {cs_number(walk.last)}};
        struct cs_statement some = {.sql = "SELECT " COLUMNS " FROM entry WHERE subject = $1 AND number > $2"
                                           " ORDER BY number LIMIT " PAGE,
                                    .values = {cs_text(subject), cs_number(walk.last)}};

        walk.count = 0;
        status = cs_database_run(database, subject != NULL ? &some : &all, take_entry, &walk, NULL, failure);
    }
    return status;
}

/* ---- contents ---- */

casus_status cs_chain_keep(struct cs_database *database, const void *bytes, size_t length, char digest[CS_DIGEST_HEX],
                           struct casus_failure *failure)
{
    struct cs_statement keep = {.sql = "INSERT INTO content VALUES ($1, $2) ON CONFLICT DO NOTHING"};
    unsigned char binary[CS_DIGEST_SIZE];

    if (!cs_digest_of("", 0, bytes, length, binary))
        return cs_serve_fail(failure, CASUS_ERR_MEMORY, "the hash of the content cannot be computed");
    cs_digest_hex(binary, digest);
    keep.values[0] = cs_text(digest);
    keep.values[1] = cs_bytes(bytes, length);
    return cs_database_run(database, &keep, NULL, NULL, NULL, failure);
}

struct content { char *bytes; size_t length; };

static casus_status take_content(void *context, const struct cs_value *row, struct casus_failure *failure)
{
    struct content *out = context;

    out->bytes = malloc(row[0].length + 1);
    if (out->bytes == NULL)
        return cs_serve_memory(failure);
    if (row[0].length > 0)
        memcpy(out->bytes, row[0].bytes, row[0].length);
    out->bytes[row[0].length] = '\0';
    out->length = row[0].length;
    return CASUS_OK;
}

casus_status cs_chain_content(struct cs_database *database, const char *digest, char **bytes, size_t *length,
                              struct casus_failure *failure)
{
    struct cs_statement asked = {.sql = "SELECT bytes FROM content WHERE digest = $1", .values = {cs_text(digest)}};
    struct content found = {.bytes = NULL};
    casus_status status = cs_database_run(database, &asked, take_content, &found, NULL, failure);

    if (status == CASUS_OK && found.bytes == NULL)
        status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the register has no content with this hash: %s", digest);
    if (status != CASUS_OK) {
        free(found.bytes);
        found = (struct content){.bytes = NULL};
    }
    *bytes = found.bytes;
    *length = found.length;
    return status;
}

casus_status cs_chain_drop(struct cs_database *database, const char *digest, struct casus_failure *failure)
{
    struct cs_statement drop = {.sql = "DELETE FROM content WHERE digest = $1", .values = {cs_text(digest)}};

    return cs_database_run(database, &drop, NULL, NULL, NULL, failure);
}

/* ---- verifying ---- */

/* What is wrong with the entry of a row; NULL if nothing is. `hash` is that of the entry before, then its own. */
static const char *fault_of(const struct cs_value *row, const struct cs_chain_entry *entry, int64_t expected,
                            unsigned char hash[CS_DIGEST_SIZE])
{
    unsigned char digest[CS_DIGEST_SIZE], own[CS_DIGEST_SIZE];
    const struct cs_value *kept = &row[9], *link = &row[10];

    if (entry->number != expected)
        return "the entry before it is missing";
    if (!is_whole(entry) || kept->length != CS_DIGEST_SIZE || link->length != CS_DIGEST_SIZE)
        return "a part of it is missing";
    memcpy(digest, kept->bytes, sizeof digest);
    if (!hash_of(entry, digest, hash, own))
        return "its hash cannot be computed";
    if (memcmp(own, link->bytes, sizeof own) != 0)
        return "it, or its place in the chain, is not as it was entered";
    memcpy(hash, own, sizeof own);
    if (entry->body == NULL)
        return NULL;
    if (!cs_digest_of(row[7].bytes, row[7].length, entry->body, row[8].length, digest))
        return "its hash cannot be computed";
    return memcmp(digest, kept->bytes, sizeof digest) == 0 ? NULL : "its text is not as it was entered";
}

static casus_status verify_entry(void *context, const struct cs_value *row, struct casus_failure *failure)
{
    struct walk *walk = context;
    struct cs_chain_entry entry;
    const char *fault;

    (void)failure;
    if (!walk->soundness->sound)
        return CASUS_OK;
    read_entry(row, &entry);
    walk->last = entry.number;
    walk->count++;
    walk->soundness->entries++;
    fault = fault_of(row, &entry, walk->soundness->entries, walk->hash);
    if (fault == NULL)
        return CASUS_OK;
    walk->soundness->sound = false;
    walk->soundness->entry = walk->soundness->entries;
    snprintf(walk->soundness->fault, sizeof walk->soundness->fault, "%s", fault);
    return CASUS_OK;
}

static casus_status verify_entries(struct cs_database *database, struct cs_soundness *out,
                                   struct casus_failure *failure)
{
    struct walk walk = {.soundness = out, .last = INT64_MIN, .count = 1};
    casus_status status = CASUS_OK;

    while (status == CASUS_OK && out->sound && walk.count > 0) {
        struct cs_statement asked = {
            .sql = "SELECT " COLUMNS " FROM entry WHERE number > $1 ORDER BY number LIMIT " PAGE,
            .values = {cs_number(walk.last)}};

        walk.count = 0;
        status = cs_database_run(database, &asked, verify_entry, &walk, NULL, failure);
    }
    return status;
}

struct checking { char digest[CS_DIGEST_HEX]; bool found, sound; };

static casus_status verify_content(void *context, const struct cs_value *row, struct casus_failure *failure)
{
    struct checking *checking = context;
    unsigned char binary[CS_DIGEST_SIZE];
    char digest[CS_DIGEST_HEX];

    if (!cs_digest_of("", 0, row[1].bytes, row[1].length, binary))
        return cs_serve_fail(failure, CASUS_ERR_MEMORY, "the hash of a content cannot be computed");
    cs_digest_hex(binary, digest);
    snprintf(checking->digest, sizeof checking->digest, "%s", cs_value_text(&row[0]));
    checking->found = true;
    checking->sound = strcmp(digest, checking->digest) == 0;
    return CASUS_OK;
}

static casus_status verify_contents(struct cs_database *database, struct cs_soundness *out,
                                    struct casus_failure *failure)
{
    struct checking checking = {.digest = "", .found = true, .sound = true};
    casus_status status = CASUS_OK;

    while (status == CASUS_OK && checking.found && checking.sound) {
        struct cs_statement next = {
            .sql = "SELECT digest, bytes FROM content WHERE digest > $1 ORDER BY digest LIMIT 1"};
        char before[CS_DIGEST_HEX];

        memcpy(before, checking.digest, sizeof before);
        next.values[0] = cs_text(before);
        checking.found = false;
        status = cs_database_run(database, &next, verify_content, &checking, NULL, failure);
    }
    if (!checking.sound) {
        out->sound = false;
        snprintf(out->fault, sizeof out->fault, "the content %s is not as it was kept", checking.digest);
    }
    return status;
}

casus_status cs_chain_verify(struct cs_database *database, struct cs_soundness *out, struct casus_failure *failure)
{
    casus_status status;

    *out = (struct cs_soundness){.sound = true};
    status = verify_entries(database, out, failure);
    return status == CASUS_OK && out->sound ? verify_contents(database, out, failure) : status;
}
