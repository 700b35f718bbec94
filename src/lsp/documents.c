/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700 /* strdup */

#include "lsp/documents.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "casus/casus.h"
#include "lsp/analysis.h"
#include "lsp/uri.h"

struct cs_lsp_document *cs_lsp_document(const struct cs_lsp_documents *documents, const char *uri)
{
    struct cs_lsp_document *document = uri != NULL ? documents->first : NULL;

    while (document != NULL && strcmp(document->uri, uri) != 0)
        document = document->next;
    return document;
}

struct cs_lsp_document *cs_lsp_document_real(const struct cs_lsp_documents *documents, const char *real)
{
    struct cs_lsp_document *document = real != NULL ? documents->first : NULL;

    while (document != NULL && (document->real == NULL || strcmp(document->real, real) != 0))
        document = document->next;
    return document;
}

void cs_lsp_document_forget(struct cs_lsp_document *document)
{
    cs_lsp_analysis_free(document->analysis);
    json_decref(document->verdicts);
    for (size_t i = 0; document->depends != NULL && document->depends[i] != NULL; i++)
        free(document->depends[i]);
    free(document->depends);
    document->analysis = NULL;
    document->depends = NULL;
    document->verdicts = NULL;
}

void cs_lsp_document_touch(struct cs_lsp_documents *documents, struct cs_lsp_document *document)
{
    struct cs_lsp_document **at = &documents->first;

    while (*at != document)
        at = &(*at)->next;
    *at = document->next;
    document->next = documents->first;
    documents->first = document;
}

/* ---- the bytes ---- */

/* Takes over new bytes on the heap; NULL, or too many: the document is lost. */
static void take_bytes(struct cs_lsp_documents *documents, struct cs_lsp_document *document, char *bytes, size_t length)
{
    documents->bytes -= document->length;
    cs_lsp_lines_release(&document->lines);
    free(document->bytes);
    document->bytes = bytes;
    document->length = length;
    document->lost = bytes == NULL || length > CS_LSP_DOCUMENT_MAX ||
                     documents->bytes + length > CS_LSP_DOCUMENTS_BYTES_MAX ||
                     !cs_lsp_lines_make(&document->lines, bytes, length);
    if (document->lost) {
        cs_lsp_lines_release(&document->lines);
        free(document->bytes);
        document->bytes = NULL;
        document->length = 0;
    }
    documents->bytes += document->length;
    cs_lsp_document_forget(document);
    document->to_check = true;
    document->saved = false;
}

/* The text with these bytes in place of those from `start` to `end`, on the heap; NULL if memory ran out. */
static char *splice(const struct cs_lsp_document *document, size_t start, size_t end, const char *text, size_t length)
{
    char *bytes = malloc(document->length - (end - start) + length + 1);

    if (bytes == NULL)
        return NULL;
    if (document->length > 0)
        memcpy(bytes, document->bytes, start);
    memcpy(bytes + start, text, length);
    if (document->length > end)
        memcpy(bytes + start + length, document->bytes + end, document->length - end);
    bytes[document->length - (end - start) + length] = '\0';
    return bytes;
}

static const char *change(struct cs_lsp_documents *documents, struct cs_lsp_document *document, const json_t *item,
                          enum cs_lsp_units units)
{
    const json_t *text = json_object_get(item, "text"), *range = json_object_get(item, "range");
    size_t start = 0, end = document->length, length = json_string_length(text);

    if (!json_is_string(text) || (range != NULL && !json_is_object(range)))
        return "a change has no text, or its range is no range";
    if (document->lost && range != NULL)
        return NULL; /* it stays lost until it is sent as a whole */
    if (range != NULL && (!cs_lsp_read_position(&document->lines, json_object_get(range, "start"), units, &start) ||
                          !cs_lsp_read_position(&document->lines, json_object_get(range, "end"), units, &end)))
        return "the range of a change is no range";
    if (end < start) {
        size_t swapped = start;

        start = end;
        end = swapped;
    }
    take_bytes(documents, document, splice(document, start, end, json_string_value(text), length),
               document->length - (end - start) + length);
    return NULL;
}

const char *cs_lsp_document_change(struct cs_lsp_documents *documents, struct cs_lsp_document *document,
                                   const json_t *changes, enum cs_lsp_units units)
{
    const json_t *item;
    size_t index;

    if (!json_is_array(changes))
        return "there are no changes";
    json_array_foreach(changes, index, item) {
        const char *wrong = change(documents, document, item, units);

        if (wrong != NULL)
            return wrong;
    }
    return NULL;
}

/* ---- opening ---- */

/* A name with an ending, for a text that is no file: "untitled:Untitled-1" is "Untitled-1.record". */
static char *name_of_no_file(const char *uri)
{
    const char *part = strpbrk(uri, ":/") != NULL ? uri + strlen(uri) : uri;
    char *name;

    while (part > uri && part[-1] != ':' && part[-1] != '/')
        part--;
    name = malloc(strlen(part) + sizeof "text.record");
    if (name != NULL)
        sprintf(name, "%s%s", *part != '\0' ? part : "text",
                casus_file_kind(part) == CASUS_TEXT_NONE ? ".record" : "");
    return name;
}

static struct cs_lsp_document *new_document(struct cs_lsp_documents *documents, const char *uri)
{
    struct cs_lsp_document *document = calloc(1, sizeof *document);

    if (document == NULL)
        return NULL;
    document->uri = strdup(uri);
    document->name = cs_lsp_uri_path(uri);
    document->is_file = document->name != NULL;
    if (document->name == NULL)
        document->name = name_of_no_file(uri);
    if (document->uri == NULL || document->name == NULL) {
        free(document->uri);
        free(document->name);
        free(document);
        return NULL;
    }
    document->next = documents->first;
    documents->first = document;
    documents->count++;
    return document;
}

const char *cs_lsp_document_open(struct cs_lsp_documents *documents, const char *uri, const json_t *text,
                                 json_int_t version, struct cs_lsp_document **out)
{
    struct cs_lsp_document *document = cs_lsp_document(documents, uri);

    *out = NULL;
    if (uri == NULL || !json_is_string(text))
        return "the document that is opened has no address or no text";
    if (strlen(uri) >= PATH_MAX)
        return "the address of the document is too long";
    if (document == NULL && documents->count == CS_LSP_DOCUMENTS_MAX)
        return "1,000 documents are open: this one is not looked at";
    if (document == NULL)
        document = new_document(documents, uri);
    if (document == NULL)
        return "memory ran out";
    document->version = version;
    take_bytes(documents, document, splice(&(struct cs_lsp_document){.length = 0}, 0, 0, json_string_value(text),
                                           json_string_length(text)), json_string_length(text));
    document->saved = true;
    *out = document;
    return NULL;
}

void cs_lsp_document_close(struct cs_lsp_documents *documents, struct cs_lsp_document *document)
{
    struct cs_lsp_document **at = &documents->first;

    while (*at != document)
        at = &(*at)->next;
    *at = document->next;
    documents->count--;
    documents->bytes -= document->length;
    cs_lsp_document_forget(document);
    cs_lsp_lines_release(&document->lines);
    free(document->bytes);
    free(document->uri);
    free(document->name);
    free(document->real);
    free(document);
}

void cs_lsp_documents_release(struct cs_lsp_documents *documents)
{
    while (documents->first != NULL)
        cs_lsp_document_close(documents, documents->first);
}
