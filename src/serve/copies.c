/* SPDX-License-Identifier: MIT */
/* Whether a register is as it was made; its copies, and a register made anew from one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/state.h"

/* Entries without a body that was sealed; and the one whose hash somebody has kept. */
struct missing { int64_t *numbers; size_t count; const char *known; int64_t known_at; };

/* A seal comes behind what it seals: an entry without a body is noted, and struck out again by its seal. */
static casus_status note_missing(void *context, const struct cs_chain_entry *entry, struct casus_failure *failure)
{
    struct missing *m = context;
    int64_t *grown;

    if (m->known != NULL && strcmp(m->known, entry->hash) == 0)
        m->known_at = entry->number;
    if (entry->body != NULL && strcmp(entry->kind, "seal") == 0) {
        int64_t sealed = strtoll(entry->body, NULL, 10);

        for (size_t i = 0; i < m->count; i++)
            if (m->numbers[i] == sealed)
                m->numbers[i] = 0;
    }
    if (entry->body != NULL)
        return CASUS_OK;
    grown = realloc(m->numbers, (m->count + 1) * sizeof *grown);
    if (grown == NULL)
        return cs_serve_memory(failure);
    m->numbers = grown;
    m->numbers[m->count++] = entry->number;
    return CASUS_OK;
}

static casus_status verify_bodies(struct cs_database *database, const char *known, struct cs_soundness *out,
                                  struct casus_failure *failure)
{
    struct missing m = {.known = known};
    casus_status status = cs_chain_walk(database, NULL, 0, note_missing, &m, failure);

    for (size_t i = m.count; status == CASUS_OK && i-- > 0;)
        if (m.numbers[i] != 0) {
            out->sound = false;
            out->entry = m.numbers[i];
            snprintf(out->fault, sizeof out->fault, "its text is missing, and it was never sealed");
        }
    free(m.numbers);
    out->known_at = m.known_at;
    return status;
}

casus_status cs_register_verify(const char *path, const char *known, struct cs_soundness *out,
                                struct casus_failure *failure)
{
    struct cs_database *database;
    casus_status status = cs_database_open(path, &database, failure);

    if (status == CASUS_OK)
        status = cs_chain_verify(database, out, failure);
    if (status == CASUS_OK && out->sound)
        status = verify_bodies(database, known, out, failure);
    cs_database_close(database);
    return status;
}

/* Copies an open register, and reads the copy: it is sound, and has the entries that there were, or it goes again. */
static casus_status copy_verified(struct cs_database *from, const char *where, int64_t least, cs_database_last last,
                                  struct cs_soundness *out, struct casus_failure *failure)
{
    struct cs_database *copy = NULL;
    casus_status status = cs_database_copy(from, where, last, &copy, failure);

    if (status == CASUS_OK)
        status = cs_register_verify(where, NULL, out, failure);
    if (status == CASUS_OK && !out->sound)
        status = cs_serve_fail(failure, CASUS_ERR_IO, "what was written does not read as it should: %s", out->fault);
    if (status == CASUS_OK && out->entries < least)
        status = cs_serve_fail(failure, CASUS_ERR_IO, "what was written has %lld entries of %lld",
                               (long long)out->entries, (long long)least);
    if (status == CASUS_OK)
        cs_database_close(copy);
    else
        cs_database_destroy(copy);
    return status;
}

casus_status cs_register_restore(const char *copy, const char *where, int64_t *entries, struct casus_failure *failure)
{
    struct cs_database *database = NULL;
    struct cs_soundness soundness;
    casus_status status = cs_register_verify(copy, NULL, &soundness, failure);

    *entries = 0;
    if (status == CASUS_OK && !soundness.sound)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the copy is not sound: entry %lld: %s",
                             (long long)soundness.entry, soundness.fault);
    if (status == CASUS_OK)
        status = cs_database_open(copy, &database, failure);
    if (status == CASUS_OK)
        status = copy_verified(database, where, soundness.entries, cs_key_forget_all, &soundness, failure);
    cs_database_close(database);
    if (status == CASUS_OK)
        *entries = soundness.entries;
    return status;
}

casus_status cs_register_copy(struct cs_register *r, const char *path, struct casus_failure *failure)
{
    struct cs_soundness soundness;

    return copy_verified(r->database, path, r->last, NULL, &soundness, failure);
}

static casus_status take_last(void *context, const struct cs_chain_entry *entry, struct casus_failure *failure)
{
    struct cs_entered *out = context;

    (void)failure;
    out->number = entry->number;
    memcpy(out->hash, entry->hash, sizeof out->hash);
    return CASUS_OK;
}

casus_status cs_register_last(struct cs_register *r, struct cs_entered *out, struct casus_failure *failure)
{
    *out = (struct cs_entered){.number = 0};
    return cs_chain_walk(r->database, NULL, r->last - 1, take_last, out, failure);
}
