/* SPDX-License-Identifier: MIT */
/* Going to the declaration of what stands at a place, and to all its mentions. */
#include <stdlib.h>
#include <string.h>

#include "lsp/workspace.h"

json_t *cs_lsp_definition(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_problem *problem)
{
    struct cs_lsp_spot spot;
    struct casus_symbol symbol;
    struct casus_place place;
    json_t *location = NULL;
    size_t number;

    if (!cs_lsp_spot(s, params, &spot, problem))
        return NULL;
    if (cs_lsp_symbol_at(&spot, &number, &place) &&
        casus_symbol_at(spot.analysis->symbols, number, &symbol) == CASUS_OK && symbol.declared.text != NULL)
        location = cs_lsp_location(s, spot.analysis, &symbol.declared);
    return location != NULL ? location : json_null();
}

/* Mentions that are gathered from several cases, each once. */
struct gathering {
    const struct cs_lsp_server *s;
    struct cs_lsp_identity of;
    bool declarations; /* those that declare as well */
    json_t *locations, *seen;
};

static void gather(struct gathering *g, const struct cs_lsp_analysis *analysis, const struct casus_place *place)
{
    json_t *location = cs_lsp_location(g->s, analysis, place);
    char *key = location != NULL ? json_dumps(location, JSON_COMPACT) : NULL;

    if (key == NULL || json_object_get(g->seen, key) != NULL) {
        json_decref(location);
    } else {
        json_object_set_new(g->seen, key, json_true());
        json_array_append_new(g->locations, location);
    }
    free(key);
}

static bool gather_case(void *context, struct cs_lsp_analysis *analysis)
{
    struct gathering *g = context;
    size_t symbol;

    if (!cs_lsp_symbol_like(analysis, &g->of, &symbol))
        return true;
    for (size_t i = 0; i < casus_mention_count(analysis->symbols, symbol); i++) {
        struct casus_place place;
        bool declares;

        if (casus_mention_at(analysis->symbols, symbol, i, &place, &declares) == CASUS_OK &&
            (!declares || g->declarations))
            gather(g, analysis, &place);
    }
    return true;
}

json_t *cs_lsp_references(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_problem *problem)
{
    const json_t *with = json_object_get(json_object_get(params, "context"), "includeDeclaration");
    struct gathering g = {.s = s, .declarations = !json_is_false(with)};
    struct casus_place place;
    struct cs_lsp_spot spot;
    size_t symbol;

    if (!cs_lsp_spot(s, params, &spot, problem))
        return NULL;
    g.locations = json_array();
    g.seen = json_object();
    if (cs_lsp_symbol_at(&spot, &symbol, &place) && cs_lsp_identify(spot.analysis, symbol, &g.of))
        cs_lsp_each_case(s, spot.analysis, g.of.path, gather_case, &g);
    json_decref(g.seen);
    return g.locations;
}

json_t *cs_lsp_highlight(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_problem *problem)
{
    struct cs_lsp_spot spot;
    struct casus_place place;
    json_t *list;
    size_t symbol, count;

    if (!cs_lsp_spot(s, params, &spot, problem))
        return NULL;
    list = json_array();
    count = cs_lsp_symbol_at(&spot, &symbol, &place) ? casus_mention_count(spot.analysis->symbols, symbol) : 0;
    for (size_t i = 0; i < count; i++) {
        bool declares;

        if (casus_mention_at(spot.analysis->symbols, symbol, i, &place, &declares) == CASUS_OK &&
            strcmp(place.text, spot.text->name) == 0)
            json_array_append_new(list, json_pack("{s:o, s:i}", "range", cs_lsp_place_range(s, spot.text, &place),
                                                  "kind", declares ? 3 : 2));
    }
    return list;
}
