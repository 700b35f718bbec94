/* SPDX-License-Identifier: MIT */
/* What is taken out of a register: a case as files, and the log. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "serve/state.h"

/* Makes the folder of a path, where there is none. */
static casus_status make_folder(char *path, struct casus_failure *failure)
{
    char *slash = strrchr(path, '/');
    casus_status status = CASUS_OK;

    *slash = '\0';
    if (access(path, F_OK) != 0)
        status = casus_folder_create(path, failure);
    *slash = '/';
    return status;
}

/* Writes a new file of the folder, or of one in it. */
static casus_status write_file(const char *folder, const char *name, const char *bytes, size_t length,
                               struct casus_failure *failure)
{
    casus_text path = {.bytes = NULL};
    casus_status status;

    cs_serve_add_all(&path, folder, "/", name, NULL);
    status = path.failed ? cs_serve_memory(failure) : CASUS_OK;
    if (status == CASUS_OK && strchr(name, '/') != NULL)
        status = make_folder(path.bytes, failure);
    if (status == CASUS_OK)
        status = casus_file_create(path.bytes, bytes, length, failure);
    casus_text_free(path.bytes);
    return status;
}

static casus_status export_documents(struct cs_register *r, const struct cs_kept_case *c, const char *folder,
                                     struct casus_failure *failure)
{
    casus_status status = CASUS_OK;

    for (size_t i = 0; i < c->document_count && status == CASUS_OK; i++) {
        size_t length;
        char *bytes;

        if (c->documents[i].sealed)
            continue;
        status = cs_chain_content(r->database, c->documents[i].digest, &bytes, &length, failure);
        if (status == CASUS_OK)
            status = write_file(folder, c->documents[i].name, bytes, length, failure);
        free(bytes);
    }
    return status;
}

casus_status cs_register_export(struct cs_register *r, const char *name, const char *folder,
                                struct casus_failure *failure)
{
    const struct cs_kept_case *c = cs_state_case(r, name, failure);
    casus_text record = {.bytes = NULL};
    casus_status status;
    char file[128];

    if (c == NULL)
        return CASUS_ERR_ARGUMENT;
    status = casus_folder_create(folder, failure);
    for (size_t i = 0; i < c->under->count && status == CASUS_OK; i++) {
        const struct cs_kept_text *text = cs_texts_at(c->under, i);

        status = write_file(folder, text->name, text->bytes, text->length, failure);
    }
    if (status == CASUS_OK)
        status = export_documents(r, c, folder, failure);
    cs_state_record_name(c, file);
    if (r->exercise)
        cs_serve_add(&record, "-- An exercise: nothing of this has happened.\n");
    cs_state_record(c, NULL, &record);
    if (status == CASUS_OK)
        status = record.failed ? cs_serve_memory(failure)
                               : write_file(folder, file, record.bytes, record.length, failure);
    casus_text_free(record.bytes);
    return status;
}

/* ---- the log ---- */

/* Adds the first line of what was entered, so that it is safe on a terminal. */
static casus_status add_body(const char *body, casus_text *line)
{
    if (body == NULL) {
        cs_serve_add(line, "(sealed)");
        return CASUS_OK;
    }
    return casus_write_plain(body, strcspn(body, "\n"), false, casus_text_sink(line));
}

static casus_status log_entry(void *context, const struct cs_chain_entry *entry, struct casus_failure *failure)
{
    const char *parts[] = {*entry->subject != '\0' ? "  " : "", entry->subject, "  ", entry->kind,
                           *entry->by != '\0' ? "  by " : "", entry->by, *entry->speaks_for != '\0' ? " for " : "",
                           entry->speaks_for, "  "};
    const casus_sink *sink = context;
    casus_text line = {.bytes = NULL};
    char head[64];
    casus_status status;

    snprintf(head, sizeof head, "%6lld  %s  %.8s", (long long)entry->number, entry->at, entry->hash);
    cs_serve_add(&line, head);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (casus_write_plain(parts[i], strlen(parts[i]), false, casus_text_sink(&line)) != CASUS_OK)
            line.failed = true;
    status = add_body(entry->body, &line);
    cs_serve_add(&line, "\n");
    if (line.failed || status != CASUS_OK)
        status = cs_serve_memory(failure);
    else if (!sink->write(sink->context, line.bytes, line.length))
        status = cs_serve_fail(failure, CASUS_ERR_IO, "the log cannot be written");
    casus_text_free(line.bytes);
    return status;
}

casus_status cs_register_log(struct cs_register *r, const char *name, casus_sink sink, struct casus_failure *failure)
{
    if (name != NULL && cs_state_case(r, name, failure) == NULL)
        return CASUS_ERR_ARGUMENT;
    return cs_chain_walk(r->database, name, 0, log_entry, &sink, failure);
}
