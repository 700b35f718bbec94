/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700 /* strdup */

#include <stdlib.h>
#include <string.h>

#include "lsp/server.h"
#include "lsp/uri.h"

struct cs_lsp_document *cs_lsp_spot_document(struct cs_lsp_server *s, const json_t *params,
                                             struct cs_lsp_problem *problem)
{
    const char *uri = json_string_value(json_object_get(json_object_get(params, "textDocument"), "uri"));
    struct cs_lsp_document *document = cs_lsp_document(&s->documents, uri);

    if (document == NULL)
        cs_lsp_refuse(problem, CS_LSP_INVALID_PARAMS, uri == NULL ? "the request names no document"
                                                                  : "the document is not open: %s", uri);
    else
        cs_lsp_document_touch(&s->documents, document);
    return document;
}

bool cs_lsp_spot_text(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_spot *out,
                      struct cs_lsp_problem *problem)
{
    memset(out, 0, sizeof *out);
    out->document = cs_lsp_spot_document(s, params, problem);
    if (out->document == NULL)
        return false;
    out->analysis = cs_lsp_analysis(&s->documents, out->document);
    if (out->analysis == NULL || out->analysis->own == out->analysis->count) {
        cs_lsp_refuse(problem, CS_LSP_REQUEST_FAILED, "the document cannot be read: %s",
                      out->document->lost ? "it is too long" : out->analysis != NULL ? out->analysis->message : "");
        return false;
    }
    out->text = &out->analysis->texts[out->analysis->own];
    return true;
}

bool cs_lsp_spot(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_spot *out,
                 struct cs_lsp_problem *problem)
{
    if (!cs_lsp_spot_text(s, params, out, problem))
        return false;
    if (!cs_lsp_read_position(&out->document->lines, json_object_get(params, "position"), s->units, &out->offset)) {
        cs_lsp_refuse(problem, CS_LSP_INVALID_PARAMS, "the request has no position");
        return false;
    }
    cs_lsp_library_place(&out->document->lines, out->offset, &out->line, &out->column);
    return true;
}

bool cs_lsp_symbol_at(const struct cs_lsp_spot *spot, size_t *symbol, struct casus_place *place)
{
    casus_symbols *symbols = cs_lsp_symbols(spot->analysis);

    return symbols != NULL &&
           casus_symbol_find(symbols, spot->text->name, spot->line, spot->column, symbol, place) == CASUS_OK;
}

char *cs_lsp_text_uri(const struct cs_lsp_server *s, const struct cs_lsp_text *text)
{
    const struct cs_lsp_document *document = cs_lsp_document_real(&s->documents, text->path);

    for (const struct cs_lsp_document *d = s->documents.first; d != NULL && text->path == NULL; d = d->next)
        if (!d->is_file && strcmp(d->name, text->name) == 0)
            document = d;
    if (document != NULL)
        return strdup(document->uri);
    return text->path != NULL ? cs_lsp_path_uri(text->path) : NULL;
}

json_t *cs_lsp_place_range(const struct cs_lsp_server *s, struct cs_lsp_text *text, const struct casus_place *place)
{
    const struct cs_lsp_lines *lines = cs_lsp_text_lines(text);

    return lines == NULL ? NULL
                         : cs_lsp_range(lines, cs_lsp_library_offset(lines, place->line, place->column),
                                        cs_lsp_library_offset(lines, place->end_line, place->end_column), s->units);
}

json_t *cs_lsp_location(const struct cs_lsp_server *s, const struct cs_lsp_analysis *analysis,
                        const struct casus_place *place)
{
    struct cs_lsp_text *text = cs_lsp_text(analysis, place->text);
    char *uri = text != NULL ? cs_lsp_text_uri(s, text) : NULL;
    json_t *location = NULL;

    if (uri != NULL)
        location = json_pack("{s:o, s:o}", "uri", cs_lsp_string(uri), "range", cs_lsp_place_range(s, text, place));
    free(uri);
    return location;
}

bool cs_lsp_needs_marks(const char *name)
{
    casus_tokens *tokens;
    struct casus_token token;
    bool needs;

    if (casus_tokens_new(name, strlen(name), &tokens) != CASUS_OK)
        return true;
    needs = casus_token_count(tokens) == 0;
    for (size_t i = 0; i < casus_token_count(tokens) && !needs; i++)
        needs = casus_token_at(tokens, i, &token) != CASUS_OK || strcmp(token.kind, "name") != 0;
    casus_tokens_free(tokens);
    return needs;
}

json_t *cs_lsp_string(const char *text)
{
    json_t *string = json_string(text);
    casus_text plain = {.bytes = NULL};

    if (string != NULL)
        return string;
    if (casus_write_plain(text, strlen(text), true, casus_text_sink(&plain)) == CASUS_OK)
        string = json_string(plain.bytes != NULL ? plain.bytes : "");
    casus_text_free(plain.bytes);
    return string;
}

json_t *cs_lsp_edit(const struct cs_lsp_lines *lines, size_t start, size_t end, const char *text, size_t length,
                    enum cs_lsp_units units)
{
    return json_pack("{s:o, s:o}", "range", cs_lsp_range(lines, start, end, units), "newText",
                     json_stringn(text, length));
}
