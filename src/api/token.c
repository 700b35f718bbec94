/* SPDX-License-Identifier: MIT */
#include "casus/token.h"

#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "lang/lexer.h"

struct casus_tokens {
    struct casus_token *items;
    size_t count, capacity;
};

static bool add(casus_tokens *tokens, const char *kind, size_t line, uint32_t start, uint32_t end)
{
    if (!cs_grow(&tokens->items, &tokens->capacity, tokens->count + 1, sizeof *tokens->items))
        return false;
    tokens->items[tokens->count++] = (struct casus_token){kind, line, start, end};
    return true;
}

/* A word of the grammar that is not reserved is the author's own where it stands behind a preposition: "by state". */
static bool is_keyword(const struct cs_line *line, size_t index)
{
    const struct cs_token *token = &line->tokens[index];

    if (token->word == WORD_NONE || cs_word_reserved(token->word))
        return token->word != WORD_NONE;
    return index == 0 || cs_word_prep(line->tokens[index - 1].word) == CS_PREP_COUNT || token->word == WORD_PLACE;
}

static const char *kind_of(const struct cs_line *line, size_t index)
{
    switch (line->tokens[index].kind) {
    case TOK_CAPITAL:
        return "name";
    case TOK_SMALL:
        return is_keyword(line, index) ? "keyword" : "word";
    case TOK_LABEL:
        return is_keyword(line, index) ? "keyword" : "label";
    case TOK_STRING:
        return "string";
    case TOK_INTEGER: case TOK_ARTICLE:
        return "number";
    case TOK_DATE: case TOK_OFFSET:
        return "date";
    default:
        return "mark";
    }
}

/* Adds the tokens of all lines; `line` is too big for some stacks. False if memory ran out. */
static bool add_lines(casus_tokens *tokens, const struct cs_source *source, struct cs_line *line)
{
    struct cs_lexer_mistake mistake;

    for (size_t i = 0; i < source->line_count; i++) {
        bool whole = cs_lexer_line(source, i, line, &mistake);

        for (size_t at = 0; at < line->count; at++)
            if (!add(tokens, kind_of(line, at), i + 1, line->tokens[at].start, line->tokens[at].end))
                return false;
        if (whole && line->comment < line->end && !add(tokens, "comment", i + 1, line->comment, line->end))
            return false;
    }
    return true;
}

casus_status casus_tokens_new(const char *text, size_t length, casus_tokens **out)
{
    struct cs_source *source;
    struct cs_arena arena;
    struct cs_line *line;
    const char *copy;
    bool done;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (text == NULL)
        return CASUS_ERR_ARGUMENT;
    if (length > CS_SOURCE_BYTES_MAX)
        return CASUS_ERR_LIMIT;
    cs_arena_init(&arena);
    copy = cs_arena_text(&arena, text, length); /* the lexer needs a NUL at the end; the caller's text may have none */
    source = copy != NULL ? cs_source_new(&arena, "", CS_SOURCE_RECORD, copy, length) : NULL;
    line = malloc(sizeof *line);
    *out = calloc(1, sizeof **out);
    done = source != NULL && line != NULL && *out != NULL && add_lines(*out, source, line);
    free(line);
    cs_arena_release(&arena);
    if (done)
        return CASUS_OK;
    casus_tokens_free(*out);
    *out = NULL;
    return CASUS_ERR_MEMORY;
}

void casus_tokens_free(casus_tokens *tokens)
{
    if (tokens == NULL)
        return;
    free(tokens->items);
    free(tokens);
}

size_t casus_token_count(const casus_tokens *tokens)
{
    return tokens == NULL ? 0 : tokens->count;
}

casus_status casus_token_at(const casus_tokens *tokens, size_t index, struct casus_token *out)
{
    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (tokens == NULL || index >= tokens->count)
        return CASUS_ERR_ARGUMENT;
    *out = tokens->items[index];
    return CASUS_OK;
}

const char *casus_keyword(size_t index)
{
    return index < WORD_COUNT_OF_WORDS - 1 ? cs_word_text((enum cs_word)(index + 1)) : NULL;
}
