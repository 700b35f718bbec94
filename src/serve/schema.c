/* SPDX-License-Identifier: MIT */
/*
 * The tables of a register, as steps from one version of the schema to the next, the same for both stores: {number} is
 * a whole number of 64 bits, {bytes} are bytes, {table} ends a table. To change the schema, add a step, raise
 * CS_SCHEMA_VERSION, and add new tables to those that copies have.
 */
#include <stdlib.h>
#include <string.h>

#include "serve/store.h"
#include "serve/tell.h"

static const char *const steps[CS_SCHEMA_VERSION] = {
    /* 1: entries and contents. */
    "CREATE TABLE entry ("
    " number {number} PRIMARY KEY,"
    " at TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, by TEXT NOT NULL, speaks_for TEXT NOT NULL,"
    " key TEXT NOT NULL, secret {bytes}, body TEXT, digest {bytes} NOT NULL, hash {bytes} NOT NULL){table};"
    "CREATE UNIQUE INDEX entry_key ON entry (key) WHERE key <> '';"
    "CREATE INDEX entry_subject ON entry (subject, number);"
    "CREATE TABLE content (digest TEXT PRIMARY KEY, bytes {bytes} NOT NULL){table};"
    "{guards}",
    /* 2: what lets people in. */
    "CREATE TABLE password (person TEXT PRIMARY KEY, hash TEXT NOT NULL, totp {bytes} NOT NULL,"
    " step {number} NOT NULL){table};"
    "CREATE TABLE key (digest {bytes} PRIMARY KEY, kind TEXT NOT NULL, person TEXT NOT NULL, note TEXT NOT NULL,"
    " made {number} NOT NULL, seen {number} NOT NULL, ends {number} NOT NULL){table};"
    "CREATE INDEX key_person ON key (person, kind);"
    "CREATE TABLE attempt (who TEXT NOT NULL, at {number} NOT NULL){table};"
    "CREATE INDEX attempt_who ON attempt (who, at);",
    /* 3: mail. */
    "CREATE TABLE mail_wish (person TEXT PRIMARY KEY, address TEXT NOT NULL, how TEXT NOT NULL, language TEXT NOT NULL,"
    " told {number} NOT NULL, at {number} NOT NULL){table};"
    "CREATE TABLE outbox (id TEXT PRIMARY KEY, address TEXT NOT NULL, message TEXT NOT NULL, due {number} NOT NULL,"
    " tries {number} NOT NULL){table};"
    "CREATE INDEX outbox_due ON outbox (due, id);"};

/* Attempts are not copied: who looks at a copy has made none. Nor is the outbox: a letter is sent once. */
const struct cs_kept_table cs_kept_tables[] = {
    {"nttttttbtbb", "SELECT * FROM entry WHERE number > $1 ORDER BY number LIMIT 100",
     "INSERT INTO entry VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"},
    {"tb", "SELECT * FROM content WHERE digest > $1 ORDER BY digest LIMIT 4", "INSERT INTO content VALUES ($1, $2)"},
    {"ttbn", "SELECT * FROM password WHERE person > $1 ORDER BY person LIMIT 100",
     "INSERT INTO password VALUES ($1, $2, $3, $4)"},
    {"btttnnn", "SELECT * FROM key WHERE digest > $1 ORDER BY digest LIMIT 100",
     "INSERT INTO key VALUES ($1, $2, $3, $4, $5, $6, $7)"},
    {"ttttnn", "SELECT * FROM mail_wish WHERE person > $1 ORDER BY person LIMIT 100",
     "INSERT INTO mail_wish VALUES ($1, $2, $3, $4, $5, $6)"},
};
const size_t cs_kept_table_count = sizeof cs_kept_tables / sizeof *cs_kept_tables;

char *cs_schema_step(const struct cs_store_functions *functions, int64_t version)
{
    const char *const names[] = {"{number}", "{bytes}", "{table}", "{guards}"};
    const char *const words[] = {functions->number, functions->bytes, functions->table, functions->guards};
    const char *at = steps[version - 1];
    casus_text out = {.bytes = NULL};
    char piece[2] = "";

    while (*at != '\0') {
        size_t i = 0;

        while (i < sizeof names / sizeof *names && strncmp(at, names[i], strlen(names[i])) != 0)
            i++;
        piece[0] = *at;
        cs_serve_add(&out, i < sizeof names / sizeof *names ? words[i] : piece);
        at += i < sizeof names / sizeof *names ? strlen(names[i]) : 1;
    }
    if (!out.failed)
        return out.bytes;
    casus_text_free(out.bytes);
    return NULL;
}
