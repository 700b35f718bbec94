/* SPDX-License-Identifier: MIT */
/* Document symbols: what a document declares, articles below their treaty and answers below their reading. */
#include <string.h>

#include "lsp/server.h"

/* Kinds of the protocol for those of the library; 0: what is no outline's. */
static int kind_of(const char *kind)
{
    static const struct { const char *name; int kind; } kinds[] = {
        {"kind", 5},      {"name", 13},       {"event", 24}, {"fact", 7},   {"quantity", 16},   {"instrument", 2},
        {"article", 12}, {"reading", 10}, {"answer", 22}, {"source", 17}, {"label", 14}, {"clock", 20}};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kind, kinds[i].name) == 0)
            return kinds[i].kind;
    return 0;
}

/* What others stand below: an article or an answer is below the last of these. */
struct parents { json_t *instrument, *reading; };

static json_t *item_of(const struct cs_lsp_server *s, struct cs_lsp_text *text, const struct casus_symbol *symbol,
                       const struct casus_place *place)
{
    const struct cs_lsp_lines *lines = cs_lsp_text_lines(text);
    size_t at, line;

    if (lines == NULL)
        return NULL;
    at = cs_lsp_library_offset(lines, place->line, place->column);
    line = cs_lsp_line_of(lines, at);
    return json_pack("{s:o, s:o, s:i, s:o, s:o}", "name", cs_lsp_string(symbol->name), "detail",
                     cs_lsp_string(symbol->detail != NULL ? symbol->detail : ""), "kind", kind_of(symbol->kind),
                     "range", cs_lsp_range(lines, lines->starts[line],
                                           cs_lsp_line_end(lines, cs_lsp_line_of(lines, cs_lsp_library_offset(
                                               lines, place->end_line, place->end_column))), s->units),
                     "selectionRange", cs_lsp_place_range(s, text, place));
}

/* Puts an item where it belongs: into the list, or below its parent. Takes it over. */
static void put(json_t *list, struct parents *parents, const char *kind, json_t *item)
{
    json_t *parent = NULL;

    if (strcmp(kind, "instrument") == 0)
        parents->instrument = item;
    else if (strcmp(kind, "reading") == 0)
        parents->reading = item;
    else if (strcmp(kind, "article") == 0)
        parent = parents->instrument;
    else if (strcmp(kind, "answer") == 0)
        parent = parents->reading;
    if (parent != NULL && json_object_get(parent, "children") == NULL)
        json_object_set_new(parent, "children", json_array());
    json_array_append_new(parent != NULL ? json_object_get(parent, "children") : list, item);
}

json_t *cs_lsp_document_symbols(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_problem *problem)
{
    struct cs_lsp_spot spot;
    struct parents parents = {NULL, NULL};
    casus_symbols *symbols;
    size_t first, count;
    json_t *list;

    if (!cs_lsp_spot_text(s, params, &spot, problem) || (symbols = cs_lsp_symbols(spot.analysis)) == NULL)
        return NULL;
    list = json_array();
    casus_text_mentions(symbols, spot.text->name, &first, &count);
    for (size_t i = first; i < first + count; i++) {
        struct casus_symbol symbol;
        struct casus_place place;
        size_t number;
        bool declares;
        json_t *item;

        if (casus_text_mention(symbols, i, &number, &place, &declares) != CASUS_OK || !declares ||
            casus_symbol_at(symbols, number, &symbol) != CASUS_OK ||
            (item = item_of(s, spot.text, &symbol, &place)) == NULL)
            continue;
        put(list, &parents, symbol.kind, item);
    }
    return list;
}
