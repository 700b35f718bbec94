/* SPDX-License-Identifier: MIT */
/* Reads the documents of a record's sources, and verifies what claims cite from them. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "store/anchor.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/sha256.h"
#include "store/file.h"

/* ---- documents ---- */

/* A record may come from a stranger, so its `file` lines may name only files inside the folder. */
static bool stays_inside(const char *file)
{
    if (file[0] == '/' || file[0] == '\0')
        return false;
    for (const char *part = file; part != NULL; part = strchr(part, '/')) {
        part += part != file;
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0'))
            return false;
    }
    return true;
}

/* Fails if the path leads out of the folder through a symbolic link. */
static casus_status look_for_way_out(const char *folder, const char *path, struct cs_failure *failure)
{
    char *real_folder = realpath(folder, NULL), *real = real_folder != NULL ? realpath(path, NULL) : NULL;
    casus_status status = CASUS_OK;

    if (real == NULL) {
        status = errno == ENOMEM ? cs_fail_memory(failure)
                                 : cs_file_fail(failure, "cannot look for the document", path, errno);
    } else {
        size_t length = strlen(real_folder);

        length -= length > 0 && real_folder[length - 1] == '/';
        if (strncmp(real, real_folder, length) != 0 || real[length] != '/')
            status = cs_fail(failure, CASUS_ERR_IO,
                             "the document \"%s\" leads out of the folder \"%s\" through a link; it was not read", path,
                             folder);
    }
    free(real_folder);
    free(real);
    return status;
}

static casus_status read_document(struct cs_documents *documents, struct cs_document_text *text, const char *folder,
                                  struct cs_failure *failure)
{
    const struct cs_document *document = text->document;
    char path[PATH_MAX];
    struct stat about;
    int length;

    if (folder == NULL || document->file == NULL)
        return CASUS_OK;
    text->state = CS_DOCUMENT_MISSING;
    length = snprintf(path, sizeof path, "%s/%s", folder, document->file);
    if (!stays_inside(document->file) || length < 0 || (size_t)length >= sizeof path)
        return CASUS_OK;
    if (stat(path, &about) != 0)
        return errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG
                   ? CASUS_OK
                   : cs_file_fail(failure, "cannot look for the document", path, errno);
    if (S_ISDIR(about.st_mode))
        return CASUS_OK;
    if (look_for_way_out(folder, path, failure) != CASUS_OK ||
        cs_file_read(&documents->arena, path, &text->bytes, &text->length, failure) != CASUS_OK)
        return failure->status;
    cs_sha256_hex(text->bytes, text->length, text->digest);
    text->state = document->sha256 == NULL || strcmp(document->sha256, text->digest) == 0 ? CS_DOCUMENT_SAME
                                                                                           : CS_DOCUMENT_CHANGED;
    return CASUS_OK;
}

static size_t count_documents(const struct cs_file *files)
{
    size_t count = 0;

    for (const struct cs_file *file = files; file != NULL; file = file->next)
        for (const struct cs_document *d = file->documents; d != NULL; d = d->next)
            count++;
    return count;
}

casus_status cs_documents_read(struct cs_documents *documents, const struct cs_file *files, const char *folder,
                               struct cs_failure *failure)
{
    memset(documents, 0, sizeof *documents);
    cs_arena_init(&documents->arena);
    documents->items = cs_arena_array(&documents->arena, count_documents(files), sizeof *documents->items);
    if (documents->items == NULL)
        return cs_fail_memory(failure);
    for (const struct cs_file *file = files; file != NULL; file = file->next)
        for (const struct cs_document *d = file->documents; d != NULL; d = d->next) {
            struct cs_document_text *text = &documents->items[documents->count++];

            text->document = d;
            if (read_document(documents, text, folder, failure) != CASUS_OK)
                return failure->status;
        }
    return CASUS_OK;
}

casus_status cs_documents_open(struct cs_documents *documents, const struct cs_file *files, const char *folder,
                               struct cs_failure *failure)
{
    struct stat about = {.st_mode = 0};

    if (folder != NULL && stat(folder, &about) != 0 && errno != ENOENT && errno != ENOTDIR)
        return cs_file_fail(failure, "cannot look into the folder of documents", folder, errno);
    if (folder != NULL && !S_ISDIR(about.st_mode))
        return cs_fail(failure, CASUS_ERR_IO, "there is no folder \"%s\" of documents", folder);
    return cs_documents_read(documents, files, folder, failure);
}

void cs_documents_release(struct cs_documents *documents)
{
    cs_arena_release(&documents->arena);
    memset(documents, 0, sizeof *documents);
}

static const struct cs_document_text *find_document(const struct cs_documents *documents, cs_name source)
{
    for (size_t i = 0; source != CS_NO_NAME && i < documents->count; i++)
        if (documents->items[i].document->name == source)
            return &documents->items[i];
    return NULL;
}

/* ---- passages ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The bytes that the quotation covers from `bytes` on; 0 if the text does not begin with it. */
static size_t quoted_length(const char *bytes, size_t length, const char *quote)
{
    size_t at = 0;

    while (*quote != '\0') {
        if (at >= length)
            return 0;
        if (*quote == ' ' && is_space(bytes[at])) {
            while (at < length && is_space(bytes[at]))
                at++;
            while (*quote == ' ')
                quote++;
            continue;
        }
        if (*quote++ != bytes[at++])
            return 0;
    }
    return at;
}

/* A quotation without an anchor: finds the first place that has it. */
static void find_quote(const struct cs_document_text *text, const char *quote, struct cs_passage *out)
{
    out->state = CS_PASSAGE_MISQUOTED;
    for (size_t at = 0; at < text->length; at++) {
        size_t length = quoted_length(text->bytes + at, text->length - at, quote);

        if (length > 0) {
            out->state = CS_PASSAGE_VERIFIED;
            out->bytes = text->bytes + at;
            out->length = length;
            return;
        }
    }
}

static void look_at_range(const struct cs_document_text *text, const struct cs_claim *claim, struct cs_passage *out)
{
    const struct cs_anchor *anchor = &claim->anchor;

    if (anchor->end > text->length || anchor->start >= anchor->end) {
        out->state = CS_PASSAGE_OUTSIDE;
        return;
    }
    out->bytes = text->bytes + anchor->start;
    out->length = (size_t)(anchor->end - anchor->start);
}

void cs_documents_passage(const struct cs_documents *documents, const struct cs_claim *claim, struct cs_passage *out)
{
    const struct cs_document_text *text = find_document(documents, claim->source);
    char digest[CS_SHA256_HEX];

    *out = (struct cs_passage){.text = text};
    if (!claim->anchor.given && claim->quote == NULL)
        return;
    out->state = CS_PASSAGE_UNVERIFIED;
    if (text == NULL || text->bytes == NULL)
        return;
    if (claim->anchor.given)
        look_at_range(text, claim, out);
    else
        find_quote(text, claim->quote, out);
    if (out->bytes == NULL)
        return;
    cs_sha256_hex(out->bytes, out->length, digest);
    memcpy(out->digest, digest, 8);
    out->state = CS_PASSAGE_VERIFIED;
    if (claim->anchor.given && strcmp(claim->anchor.digest, out->digest) != 0)
        out->state = CS_PASSAGE_CHANGED;
    else if (claim->quote != NULL && quoted_length(out->bytes, out->length, claim->quote) != out->length)
        out->state = CS_PASSAGE_MISQUOTED;
}

/* ---- diagnostics ---- */

static void report_document(const struct cs_document_text *text, const struct cs_names *names,
                            struct cs_diagnostics *diagnostics)
{
    const struct cs_document *d = text->document;
    struct cs_diagnostic *item;

    if (text->state == CS_DOCUMENT_MISSING) {
        item = cs_diagnose(diagnostics, DIAG_DOCUMENT_MISSING, d->span,
                           "the document \"%s\" of the source %s is not in the folder of documents", d->file,
                           cs_names_text(names, d->name));
        cs_diagnostic_help(diagnostics, item,
                           stays_inside(d->file) ? "Put it there, or leave its `file` line out."
                                                 : "Its name must not lead out of the folder.");
    } else if (text->state == CS_DOCUMENT_CHANGED) {
        item = cs_diagnose(diagnostics, DIAG_DOCUMENT_CHANGED, d->sha256_span,
                           "the document \"%s\" is not the one that the source %s cites", d->file,
                           cs_names_text(names, d->name));
        cs_diagnostic_help(diagnostics, item, "The SHA-256 of the file at hand is %s.", text->digest);
    }
}

static void report_passage(const struct cs_passage *passage, const struct cs_claim *claim, const struct cs_names *names,
                           struct cs_diagnostics *diagnostics)
{
    const struct cs_anchor *anchor = &claim->anchor;
    const char *file = passage->text->document->file, *voice = cs_names_text(names, claim->voice);
    struct cs_span span = anchor->given ? anchor->span : claim->span;
    struct cs_diagnostic *item;

    if (passage->state == CS_PASSAGE_OUTSIDE) {
        item = cs_diagnose(diagnostics, DIAG_PASSAGE_OUTSIDE, span,
                           "the passage that the claim of %s cites lies outside the document \"%s\"", voice, file);
        cs_diagnostic_help(diagnostics, item, "The document has %zu bytes.", passage->text->length);
    } else if (passage->state == CS_PASSAGE_CHANGED) {
        item = cs_diagnose(diagnostics, DIAG_PASSAGE_CHANGED, span,
                           "the passage of the document \"%s\" that the claim of %s cites is not the one that was "
                           "cited",
                           file, voice);
        cs_diagnostic_help(diagnostics, item, "The passage at hand is #%s.", passage->digest);
    } else if (passage->bytes == NULL) {
        cs_diagnose(diagnostics, DIAG_QUOTE_DIFFERS, span,
                    "the document \"%s\" nowhere says what the claim of %s quotes from it", file, voice);
    } else {
        cs_diagnose(diagnostics, DIAG_QUOTE_DIFFERS, span,
                    "what the claim of %s quotes is not the passage of the document \"%s\" that it cites", voice, file);
    }
}

static void check_claims(const struct cs_documents *documents, const struct cs_claim *claims,
                         const struct cs_names *names, struct cs_diagnostics *diagnostics,
                         struct cs_passage_count *out)
{
    for (const struct cs_claim *claim = claims; claim != NULL; claim = claim->next) {
        struct cs_passage passage;

        cs_documents_passage(documents, claim, &passage);
        switch (passage.state) {
        case CS_PASSAGE_NONE:
            break;
        case CS_PASSAGE_UNVERIFIED:
            out->unverified++;
            break;
        case CS_PASSAGE_VERIFIED:
            out->verified++;
            break;
        case CS_PASSAGE_OUTSIDE:
        case CS_PASSAGE_CHANGED:
        case CS_PASSAGE_MISQUOTED:
            out->wrong++;
            report_passage(&passage, claim, names, diagnostics);
            break;
        }
    }
}

casus_status cs_documents_check(const struct cs_documents *documents, const struct cs_file *file,
                                const struct cs_names *names, struct cs_diagnostics *diagnostics,
                                struct cs_failure *failure, struct cs_passage_count *out)
{
    for (size_t i = 0; i < documents->count; i++)
        if (documents->items[i].document->span.source == file->source)
            report_document(&documents->items[i], names, diagnostics);
    for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
        check_claims(documents, entry->claims, names, diagnostics, out);
    return diagnostics->failed ? cs_fail_memory(failure) : CASUS_OK;
}
