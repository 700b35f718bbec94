/* SPDX-License-Identifier: MIT */
/* Whether a register is as it was made; its copies, and a register made anew from one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/state.h"

/* Entries without a body, and those that were sealed. */
struct missing { int64_t *numbers; size_t count; };

/* A seal comes behind what it seals: an entry without a body is noted, and struck out again by its seal. */
static casus_status note_missing(void *context, const struct cs_chain_entry *entry, struct casus_failure *failure)
{
    struct missing *m = context;
    int64_t *grown;

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

static casus_status verify_bodies(struct cs_database *database, struct cs_soundness *out, struct casus_failure *failure)
{
    struct missing m = {.numbers = NULL};
    casus_status status = cs_chain_walk(database, NULL, 0, note_missing, &m, failure);

    for (size_t i = m.count; status == CASUS_OK && i-- > 0;)
        if (m.numbers[i] != 0) {
            out->sound = false;
            out->entry = m.numbers[i];
            snprintf(out->fault, sizeof out->fault, "its text is missing, and it was never sealed");
        }
    free(m.numbers);
    return status;
}

casus_status cs_register_verify(const char *path, struct cs_soundness *out, struct casus_failure *failure)
{
    struct cs_database *database;
    casus_status status = cs_database_open(path, &database, failure);

    if (status == CASUS_OK)
        status = cs_chain_verify(database, out, failure);
    if (status == CASUS_OK && out->sound)
        status = verify_bodies(database, out, failure);
    cs_database_close(database);
    return status;
}

/* Copies a sound register to a new place, without keys. */
static casus_status copy_without_keys(const char *copy, const char *where, struct casus_failure *failure)
{
    struct cs_database *database = NULL;
    casus_status status = cs_database_open(copy, &database, failure);

    if (status == CASUS_OK)
        status = cs_database_copy(database, where, failure);
    cs_database_close(database);
    database = NULL;
    if (status == CASUS_OK)
        status = cs_database_open(where, &database, failure);
    if (status == CASUS_OK)
        status = cs_key_forget_all(database, failure);
    cs_database_close(database);
    return status;
}

casus_status cs_register_restore(const char *copy, const char *where, int64_t *entries, struct casus_failure *failure)
{
    struct cs_soundness soundness;
    casus_status status = cs_register_verify(copy, &soundness, failure);

    *entries = 0;
    if (status == CASUS_OK && !soundness.sound)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the copy is not sound: entry %lld: %s",
                             (long long)soundness.entry, soundness.fault);
    if (status == CASUS_OK)
        status = copy_without_keys(copy, where, failure);
    if (status == CASUS_OK)
        status = cs_register_verify(where, &soundness, failure);
    if (status == CASUS_OK && !soundness.sound)
        return cs_serve_fail(failure, CASUS_ERR_IO, "what was written does not read as the copy: %s", soundness.fault);
    *entries = soundness.entries;
    return status;
}

casus_status cs_register_copy(struct cs_register *r, const char *path, struct casus_failure *failure)
{
    return cs_database_copy(r->database, path, failure);
}
