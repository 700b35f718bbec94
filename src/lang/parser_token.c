/* SPDX-License-Identifier: MIT */
/* The tokens of the line one by one, the diagnostics for wrong ones, texts and numbers. */
#include "lang/parser_int.h"

#include <string.h>

const struct cs_token *cs_parser_token(const struct cs_parser *parser)
{
    return &parser->line.tokens[parser->at];
}

const struct cs_token *cs_parser_peek(const struct cs_parser *parser, size_t ahead)
{
    size_t at = parser->at + ahead;

    return &parser->line.tokens[at < parser->line.count ? at : parser->line.count];
}

bool cs_parser_is(const struct cs_parser *parser, enum cs_word word)
{
    return cs_parser_token(parser)->word == word;
}

bool cs_parser_peek_is(const struct cs_parser *parser, size_t ahead, enum cs_word word)
{
    return cs_parser_peek(parser, ahead)->word == word;
}

bool cs_parser_take(struct cs_parser *parser, enum cs_word word)
{
    if (!cs_parser_is(parser, word))
        return false;
    parser->at++;
    return true;
}

bool cs_parser_take_kind(struct cs_parser *parser, enum cs_token_kind kind)
{
    if (cs_parser_token(parser)->kind != kind || kind == TOK_END)
        return false;
    parser->at++;
    return true;
}

bool cs_parser_free_word(const struct cs_token *token)
{
    return token->kind == TOK_SMALL && !cs_word_reserved(token->word);
}

struct cs_span cs_parser_span(const struct cs_parser *parser, size_t first, size_t end)
{
    const struct cs_line *line = &parser->line;

    if (first >= line->count) /* something is missing at the end of the line: the place behind the last token */
        return (struct cs_span){line->source, line->count ? line->tokens[line->count - 1].end : line->start,
                                line->count ? line->tokens[line->count - 1].end : line->start};
    if (end <= first)
        end = first + 1;
    if (end > line->count)
        end = line->count;
    return (struct cs_span){line->source, line->tokens[first].start, line->tokens[end - 1].end};
}

struct cs_span cs_parser_span_from(const struct cs_parser *parser, size_t first)
{
    return cs_parser_span(parser, first, parser->at);
}

struct cs_span cs_parser_span_line(const struct cs_parser *parser)
{
    return cs_parser_span(parser, 0, parser->line.count);
}

const char *cs_parser_text(const struct cs_parser *parser, const struct cs_token *token, int *length)
{
    *length = (int)(token->end - token->start);
    return parser->source->bytes + token->start;
}

bool cs_parser_same_text(const struct cs_parser *parser, const struct cs_token *token, const char *text)
{
    size_t length = strlen(text);

    return token->end - token->start == length && memcmp(parser->source->bytes + token->start, text, length) == 0;
}

bool cs_parser_expected(struct cs_parser *parser, const char *what)
{
    const struct cs_token *token = cs_parser_token(parser);
    struct cs_span span = cs_parser_span(parser, parser->at, parser->at + 1);
    int length;
    const char *text = cs_parser_text(parser, token, &length);
    struct cs_diagnostic *diagnostic;

    parser->unexpected = true;
    if (token->kind == TOK_END)
        diagnostic =
            cs_diagnose(parser->diagnostics, DIAG_SOMETHING_MISSING, span, "the %s ends where %s should follow",
                        parser->source->loose ? "sentence" : "line", what);
    else if (token->kind == TOK_STRING)
        diagnostic = cs_diagnose(parser->diagnostics, DIAG_SOMETHING_ELSE, span, "%s should stand here, not %.*s", what,
                                 length, text);
    else
        diagnostic = cs_diagnose(parser->diagnostics, DIAG_SOMETHING_ELSE, span, "%s should stand here, not \"%.*s\"",
                                 what, length, text);
    cs_parser_slip(parser, diagnostic);
    return false;
}

bool cs_parser_need(struct cs_parser *parser, enum cs_word word)
{
    char what[32] = "\"";

    if (cs_parser_take(parser, word))
        return true;
    strcat(what, cs_word_text(word));
    strcat(what, "\"");
    parser->wanted = word;
    cs_parser_expected(parser, what);
    parser->wanted = WORD_NONE;
    return false;
}

bool cs_parser_need_kind(struct cs_parser *parser, enum cs_token_kind kind, const char *what)
{
    return cs_parser_take_kind(parser, kind) || cs_parser_expected(parser, what);
}

/* Is it a word that opens a line, so that the text behind it probably belongs on the next line? */
static bool begins_line(enum cs_word word)
{
    return word == WORD_IF || word == WORD_AND || word == WORD_THEN || word == WORD_UNTIL || word == WORD_RELEASED ||
           word == WORD_SUSPENDED || word == WORD_SAYS || word == WORD_DENIES || word == WORD_ASKS ||
           word == WORD_RETRACTS || word == WORD_BECAUSE || word == WORD_TURNS;
}

bool cs_parser_line_ends(struct cs_parser *parser)
{
    const struct cs_token *token = cs_parser_token(parser);
    struct cs_diagnostic *diagnostic;

    if (token->kind == TOK_END)
        return true;
    diagnostic = cs_diagnose(parser->diagnostics, DIAG_LINE_GOES_ON,
                             cs_parser_span(parser, parser->at, parser->line.count), "the %s should end before this",
                             parser->source->loose ? "sentence" : "line");
    if (cs_parser_slip(parser, diagnostic) || parser->source->loose)
        return false;
    if (begins_line(token->word))
        cs_diagnostic_help(parser->diagnostics, diagnostic, "One idea a line: put what begins with \"%s\" on the next.",
                           cs_word_text(token->word));
    else if (token->kind == TOK_CAPITAL || token->kind == TOK_STRING)
        cs_diagnostic_help(parser->diagnostics, diagnostic,
                           "Is a comma missing before it, or a word such as \"of\" or \"by\"?");
    return false;
}

cs_name cs_parser_intern_token(struct cs_parser *parser, const struct cs_token *token)
{
    return cs_names_intern(parser->names, parser->source->bytes + token->start, token->end - token->start);
}

cs_name cs_parser_intern_words(struct cs_parser *parser, size_t first, size_t end)
{
    const struct cs_token *tokens = parser->line.tokens;
    size_t length = 0;

    if (end == first + 1)
        return cs_parser_intern_token(parser, &tokens[first]);
    for (size_t i = first; i < end; i++) {
        size_t size = tokens[i].end - tokens[i].start;

        if (i > first && tokens[i].spaced)
            parser->text[length++] = ' ';
        memcpy(parser->text + length, parser->source->bytes + tokens[i].start, size);
        length += size;
    }
    return cs_names_intern(parser->names, parser->text, length);
}

/* Writes the text of a quotation into parser->text, with \" as a quotation mark. Returns its length. */
static size_t unquote(struct cs_parser *parser, const struct cs_token *token)
{
    const char *bytes = parser->source->bytes;
    size_t length = 0;

    for (uint32_t at = token->start + 1; at + 1 < token->end; at++) {
        if (bytes[at] == '\\' && at + 2 < token->end && (bytes[at + 1] == '"' || bytes[at + 1] == '\\'))
            at++;
        parser->text[length++] = bytes[at];
    }
    parser->text[length] = '\0';
    return length;
}

bool cs_parser_string(struct cs_parser *parser, const char *what, const char **out)
{
    const struct cs_token *token = cs_parser_token(parser);
    size_t length;

    if (token->kind != TOK_STRING)
        return cs_parser_expected(parser, what);
    length = unquote(parser, token);
    *out = cs_arena_text(parser->arena, parser->text, length);
    parser->at++;
    return *out != NULL;
}

bool cs_parser_number(struct cs_parser *parser, const char *what, cs_wide *out)
{
    const struct cs_token *token = cs_parser_token(parser);

    if (token->kind != TOK_INTEGER)
        return cs_parser_expected(parser, what);
    if (!cs_wide_parse(parser->source->bytes + token->start, token->end - token->start, out)) {
        cs_diagnose(parser->diagnostics, DIAG_NUMBER_TOO_LARGE, cs_parser_span(parser, parser->at, 0),
                    "the number has more than 30 digits");
        return false;
    }
    parser->at++;
    return true;
}
