/* SPDX-License-Identifier: MIT */
/* Semantic tokens: what each word of a text is, words of the language by themselves, names by what they mean. */
#include <stdlib.h>
#include <string.h>

#include "lsp/server.h"

/* Types of the protocol, in the order of the legend, and what of the library they are. */
static const struct { const char *type, *of; } TYPES[] = {
    {"keyword", "keyword"},     {"comment", "comment"},    {"string", "string"},  {"number", "number"},
    {"number", "date"},         {"variable", "name"},      {"variable", "word"},  {"macro", "label"},
    {"type", "kind"},           {"function", "event"},     {"property", "fact"},  {"property", "quantity"},
    {"namespace", "instrument"}, {"method", "article"},    {"enum", "reading"},   {"enumMember", "answer"},
    {"class", "source"},        {"namespace", "clock"}};

#define TYPE_COUNT (sizeof TYPES / sizeof *TYPES)
#define NO_TYPE TYPE_COUNT

json_t *cs_lsp_token_legend(void)
{
    json_t *types = json_array();

    for (size_t i = 0; i < TYPE_COUNT; i++)
        json_array_append_new(types, json_string(TYPES[i].type));
    return json_pack("{s:o, s:[s]}", "tokenTypes", types, "tokenModifiers", "declaration");
}

static size_t type_of(const char *kind)
{
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (strcmp(TYPES[i].of, kind) == 0)
            return i;
    return NO_TYPE;
}

/* A mention in the text, as bytes. */
struct mention { size_t start, end, type; bool declares; };

/* The mentions of a text that are written as the name is; one that is not covers its line. On the heap; NULL: none. */
static struct mention *list_mentions(const struct cs_lsp_spot *spot, casus_symbols *symbols, size_t *count)
{
    const struct cs_lsp_lines *lines = &spot->document->lines;
    struct mention *list;
    size_t first, all;

    *count = 0;
    casus_text_mentions(symbols, spot->text->name, &first, &all);
    list = calloc(all + 1, sizeof *list);
    for (size_t i = first; list != NULL && i < first + all; i++) {
        struct casus_symbol symbol;
        struct casus_place place;
        struct mention m = {.declares = false};
        size_t number;

        if (casus_text_mention(symbols, i, &number, &place, &m.declares) != CASUS_OK ||
            casus_symbol_at(symbols, number, &symbol) != CASUS_OK)
            continue;
        m.start = cs_lsp_library_offset(lines, place.line, place.column);
        m.end = cs_lsp_library_offset(lines, place.end_line, place.end_column);
        m.type = type_of(symbol.kind);
        if (m.end - m.start == strlen(symbol.name) && memcmp(lines->bytes + m.start, symbol.name, m.end - m.start) == 0)
            list[(*count)++] = m;
    }
    return list;
}

/* The mention that a token belongs to, from *at on, which goes on with the text; NULL if there is none. */
static const struct mention *mention_of(const struct mention *list, size_t count, size_t *at,
                                        const struct casus_token *token)
{
    while (*at < count && list[*at].end <= token->start)
        (*at)++;
    return *at < count && list[*at].start < token->end ? &list[*at] : NULL;
}

struct writing { json_t *data; size_t line, character; };

static void write_token(struct writing *w, const struct cs_lsp_lines *lines, const struct casus_token *token,
                        const struct mention *m, enum cs_lsp_units units)
{
    size_t type = m != NULL ? m->type : type_of(token->kind);
    size_t line = cs_lsp_line_of(lines, token->start), character = cs_lsp_units_before(lines, token->start, units);
    const long long five[] = {(long long)(line - w->line),
                              (long long)(line == w->line ? character - w->character : character),
                              (long long)cs_lsp_units(lines->bytes + token->start, token->end - token->start, units),
                              (long long)type, m != NULL && m->declares ? 1 : 0};

    if (type == NO_TYPE)
        return;
    for (size_t i = 0; i < sizeof five / sizeof *five; i++)
        json_array_append_new(w->data, json_integer(five[i]));
    w->line = line;
    w->character = character;
}

json_t *cs_lsp_semantic_tokens(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_problem *problem)
{
    struct writing w = {.data = NULL};
    struct cs_lsp_spot spot;
    struct mention *mentions;
    casus_symbols *symbols;
    casus_tokens *tokens;
    size_t count, at = 0;

    if (!cs_lsp_spot_text(s, params, &spot, problem) || (symbols = cs_lsp_symbols(spot.analysis)) == NULL ||
        casus_tokens_new(spot.document->bytes, spot.document->length, &tokens) != CASUS_OK)
        return NULL;
    mentions = list_mentions(&spot, symbols, &count);
    w.data = json_array();
    for (size_t i = 0; mentions != NULL && i < casus_token_count(tokens); i++) {
        struct casus_token token;

        if (casus_token_at(tokens, i, &token) == CASUS_OK)
            write_token(&w, &spot.document->lines, &token, mention_of(mentions, count, &at, &token), s->units);
    }
    free(mentions);
    casus_tokens_free(tokens);
    return json_pack("{s:o}", "data", w.data);
}
