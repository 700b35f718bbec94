/* SPDX-License-Identifier: MIT */
#include "lang/line.h"

static const enum cs_word OPENERS[LINE_KIND_COUNT] = {
#define LINE(name, word, belongs, indent, pad, function) word,
#include "lang/line.def"
#undef LINE
};

static const bool BELONGS[LINE_KIND_COUNT] = {
#define LINE(name, word, belongs, indent, pad, function) belongs,
#include "lang/line.def"
#undef LINE
};

enum cs_word cs_line_word(enum cs_line_kind kind)
{
    return OPENERS[kind];
}

bool cs_line_belongs(enum cs_line_kind kind)
{
    return BELONGS[kind];
}

static bool is_free_word(const struct cs_token *token)
{
    return (token->kind == TOK_SMALL || token->kind == TOK_LABEL) && !cs_word_reserved(token->word);
}

/* May it stand in a term? */
static bool is_of_term(const struct cs_token *token)
{
    return is_free_word(token) || cs_word_prep(token->word) != CS_PREP_COUNT || token->kind == TOK_CAPITAL ||
           token->kind == TOK_STRING;
}

/* TERM excludes TERM. Tried before the openers, since it may begin with one: "state visit excludes attack". */
static bool is_exclusion(const struct cs_line *line)
{
    size_t at = 0;

    while (is_of_term(&line->tokens[at]) && line->tokens[at].word != WORD_EXCLUDES)
        at++;
    return at > 0 && line->tokens[at].word == WORD_EXCLUDES;
}

static bool is_date_start(const struct cs_token *token)
{
    return token->kind == TOK_DATE || token->kind == TOK_INTEGER || token->kind == TOK_ARTICLE ||
           token->kind == TOK_OPEN || token->kind == TOK_RANGE || token->kind == TOK_SLASH;
}

static bool has_comparison(const struct cs_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        enum cs_word word = line->tokens[i].word;

        if (word == WORD_LEAST || word == WORD_MOST || word == WORD_MORE || word == WORD_FEWER || word == WORD_EXACTLY)
            return true;
    }
    return false;
}

/* `silence on help`: a word stands behind it. `silence on e1 at least 3` is a quantity. */
static bool is_silence_on(const struct cs_line *line)
{
    return line->tokens[1].word == WORD_ON && line->tokens[2].kind == TOK_SMALL && !has_comparison(line);
}

/* `data on member until 2018-12-31` */
static bool is_data_on(const struct cs_line *line)
{
    bool until = false;

    for (uint32_t i = 2; i < line->count; i++)
        until |= line->tokens[i].word == WORD_UNTIL;
    return until && is_silence_on(line);
}

/* Does the word open a line of a map? "table of ... at least 3" is none: there it is the word of a quantity. */
static bool is_of_map(enum cs_word word)
{
    return word == WORD_TABLE || word == WORD_COLUMN || word == WORD_DATED || word == WORD_EACH || word == WORD_WHERE ||
           word == WORD_OUTCOMES || word == WORD_WRITE || word == WORD_MISSING || word == WORD_CONTINUING ||
           word == WORD_INAPPLICABLE || word == WORD_RECODE || word == WORD_ORDER;
}

/* Does this first word open its line? It does in `turns on` and `check in force`, not in `date of ... at least 3`. */
static bool opener_applies(const struct cs_line *line, enum cs_word word)
{
    if (word == WORD_SILENCE)
        return is_silence_on(line);
    if (word == WORD_DATA)
        return is_data_on(line);
    if (word == WORD_SUBSTITUTED)
        return !has_comparison(line);
    if (word == WORD_FROM || word == WORD_ON) /* a column follows; "on 2023-01-01" in a record is a mistake */
        return is_free_word(&line->tokens[1]);
    if (is_of_map(word))
        return !has_comparison(line);
    return cs_word_reserved(word) || word == WORD_TURNS || word == WORD_CHECK ||
           cs_word_prep(line->tokens[1].word) == CS_PREP_COUNT;
}

static enum cs_line_kind kind_of_opener(const struct cs_line *line)
{
    enum cs_word word = line->tokens[0].word;

    if (word == WORD_NONE || !opener_applies(line, word))
        return LINE_UNKNOWN;
    for (int kind = 0; kind < LINE_KIND_COUNT; kind++) {
        if (OPENERS[kind] == word)
            return word == WORD_ABOUT && is_date_start(&line->tokens[1]) ? LINE_DATED : (enum cs_line_kind)kind;
    }
    return LINE_UNKNOWN;
}

/* The kind of a line that begins with names and commas, by the word behind them. */
static enum cs_line_kind kind_of_names(const struct cs_line *line)
{
    size_t at = 0;

    while (line->tokens[at].kind != TOK_END && line->tokens[at].kind != TOK_SMALL && line->tokens[at].kind != TOK_LABEL)
        at++;
    switch (line->tokens[at].word) {
    case WORD_READS:
        return LINE_READS;
    case WORD_SAME:
        return LINE_SAME_NAME;
    case WORD_SPEAKS:
    case WORD_SPEAK:
        return LINE_SPEAKS;
    case WORD_SAYS:
    case WORD_SAY:
        return line->tokens[at + 1].word == WORD_NOTHING ? LINE_SILENCE : LINE_ANSWER;
    case WORD_IS:
    case WORD_ARE:
    case WORD_OWES:
    case WORD_EXPECTS:
        return LINE_UNDATED;
    default:
        return LINE_ANSWER;
    }
}

static enum cs_line_kind kind_of_small(const struct cs_line *line)
{
    if (has_comparison(line))
        return LINE_BOUND;
    for (size_t i = 1; i < line->count; i++) {
        if (cs_word_prep(line->tokens[i].word) != CS_PREP_COUNT || line->tokens[i].word == WORD_IS ||
            line->tokens[i].word == WORD_OWES || line->tokens[i].word == WORD_EXPECTS)
            return LINE_UNDATED;
    }
    return LINE_UNKNOWN;
}

enum cs_line_kind cs_line_kind(const struct cs_line *line)
{
    const struct cs_token *first = &line->tokens[0];
    enum cs_line_kind kind;

    if (is_date_start(first))
        return LINE_DATED;
    if (first->kind == TOK_CAPITAL || first->kind == TOK_STRING)
        return kind_of_names(line);
    if (first->kind != TOK_SMALL && first->kind != TOK_LABEL)
        return LINE_UNKNOWN;
    if (is_exclusion(line))
        return LINE_EXCLUSION;
    kind = kind_of_opener(line);
    if (kind != LINE_UNKNOWN)
        return kind;
    if (first->kind == TOK_LABEL)
        return line->tokens[1].kind == TOK_COLON ? LINE_UNDATED : LINE_ABOUT_LABEL;
    return kind_of_small(line);
}
