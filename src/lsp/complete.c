/* SPDX-License-Identifier: MIT */
/* Completion: words of the language, roles, names and labels that may stand at a place. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lsp/server.h"

/* Kinds of completion items of the protocol. */
static int kind_of(const char *kind)
{
    static const struct { const char *name; int kind; } kinds[] = {
        {"word", 14},    {"kind", 25},    {"name", 6},    {"event", 23}, {"fact", 10},       {"quantity", 12},
        {"article", 18}, {"reading", 13}, {"answer", 20}, {"source", 17}, {"label", 21}, {"instrument", 9}};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kind, kinds[i].name) == 0)
            return kinds[i].kind;
    return 1;
}

/* Where the part of a word before the place begins: as the library sees it. */
static size_t word_before(const struct cs_lsp_document *document, size_t offset)
{
    while (offset > 0 && strchr(" \t,:\n\r\"", document->bytes[offset - 1]) == NULL)
        offset--;
    return offset;
}

/* A name with a small word in it stands in quotation marks, unless one stands before it already. */
static bool needs_marks(const struct cs_lsp_document *document, size_t start, const struct casus_completion *c)
{
    if ((strcmp(c->kind, "name") != 0 && strcmp(c->kind, "answer") != 0) ||
        (start > 0 && document->bytes[start - 1] == '"'))
        return false;
    return cs_lsp_needs_marks(c->text);
}

static json_t *item_of(const struct cs_lsp_server *s, const struct cs_lsp_document *document, size_t start, size_t end,
                       const struct casus_completion *c)
{
    bool marks = needs_marks(document, start, c);
    char *text = malloc(strlen(c->text) + 3);
    json_t *item = NULL;

    if (text == NULL)
        return NULL;
    sprintf(text, marks ? "\"%s\"" : "%s", c->text);
    item = json_pack("{s:o, s:i, s:o}", "label", cs_lsp_string(c->text), "kind", kind_of(c->kind), "textEdit",
                     cs_lsp_edit(&document->lines, start, end, text, strlen(text), s->units));
    free(text);
    if (item != NULL && c->detail != NULL)
        json_object_set_new(item, "detail", cs_lsp_string(c->detail));
    return item;
}

json_t *cs_lsp_completion(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_problem *problem)
{
    struct cs_lsp_spot spot;
    casus_symbols *symbols;
    size_t start, count;
    json_t *items;

    if (!cs_lsp_spot(s, params, &spot, problem) || (symbols = cs_lsp_symbols(spot.analysis)) == NULL)
        return NULL;
    if (casus_complete(symbols, spot.text->name, spot.line, spot.column, &count) != CASUS_OK)
        return NULL;
    start = word_before(spot.document, spot.offset);
    items = json_array();
    for (size_t i = 0; i < count; i++) {
        struct casus_completion completion;
        json_t *item;

        if (casus_completion_at(symbols, i, &completion) == CASUS_OK &&
            (item = item_of(s, spot.document, start, spot.offset, &completion)) != NULL)
            json_array_append_new(items, item);
    }
    return json_pack("{s:b, s:o}", "isIncomplete", 0, "items", items);
}
