/* SPDX-License-Identifier: MIT */
/*
 * What the files about slips share. A slip is what an author who does not know the language yet probably meant where a
 * line is wrong. The diagnostic says what is wrong there; a slip adds what to write instead. It is found in the words
 * around the place, and never changes what a line means.
 */
#ifndef CS_LANG_PARSER_SLIP_H
#define CS_LANG_PARSER_SLIP_H

#include <ctype.h>
#include <string.h>

#include "lang/parser_int.h"

/* The place of the mistake, and the line around it. */
struct slip {
    struct cs_parser *parser;
    struct cs_diagnostic *diagnostic;
    const struct cs_token *first, *here; /* the first token of the line; that of the mistake */
    size_t at;                           /* the index of `here` */
};

/* The token `from_here` tokens behind the place, or before it; one of kind TOK_END if there is none. */
static inline const struct cs_token *word(const struct slip *slip, int from_here)
{
    static const struct cs_token none = {.kind = TOK_END};
    size_t at = slip->at + (size_t)from_here;

    return (from_here < 0 && slip->at < (size_t)-from_here) || at > slip->parser->line.count
               ? &none : &slip->parser->line.tokens[at];
}

static inline const struct cs_token *last_of_line(const struct slip *slip)
{
    return &slip->parser->line.tokens[slip->parser->line.count - 1];
}

/* Does the line begin as one of a rule? */
static inline bool is_of_rule(const struct slip *slip)
{
    return slip->first->word == WORD_WHEN || slip->first->word == WORD_WHILE || slip->first->word == WORD_IF ||
           slip->first->word == WORD_AND || slip->first->word == WORD_THEN;
}

/* The text of the token with a NUL behind it; false if it needs more than `size` bytes. */
static inline bool copy_text(const struct slip *slip, const struct cs_token *token, char *out, size_t size)
{
    size_t length = token->end - token->start;

    if (length >= size)
        return false;
    memcpy(out, slip->parser->source->bytes + token->start, length);
    out[length] = '\0';
    return true;
}

/* Has the token this text in small letters? Its own letters may be capitals. */
static inline bool reads(const struct slip *slip, const struct cs_token *token, const char *text)
{
    const char *bytes = slip->parser->source->bytes + token->start;
    size_t length = strlen(text);

    if (token->end - token->start != length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (tolower((unsigned char)bytes[i]) != text[i])
            return false;
    return true;
}

/* The index of the token among `texts`, which end with NULL; -1 if it is none of them. */
static inline int find(const struct slip *slip, const struct cs_token *token, const char *const *texts)
{
    for (int i = 0; texts[i] != NULL; i++)
        if (reads(slip, token, texts[i]))
            return i;
    return -1;
}

static inline bool is_one_of(const struct slip *slip, const struct cs_token *token, const char *const *texts)
{
    return find(slip, token, texts) >= 0;
}

/* The text of the tokens from..to, for "%.*s". */
#define TEXT_OF(slip, from, to) (int)((to)->end - (from)->start), (slip)->parser->source->bytes + (from)->start

/* Adds the remedy, a whole sentence; always true. */
#define HELP(slip, ...) (cs_diagnostic_help((slip)->parser->diagnostics, (slip)->diagnostic, __VA_ARGS__), true)

static inline bool is_small(const struct cs_token *token)
{
    return token->kind == TOK_SMALL;
}

static inline bool is_symbol(const struct slip *slip, const struct cs_token *token, char c)
{
    return token->kind == TOK_SYMBOL && slip->parser->source->bytes[token->start] == c;
}

/* parser_slip_date.c: each adds the remedy if it finds such a slip; else false */
bool cs_slip_date(const struct slip *slip);  /* of a date, a period or a number */
bool cs_slip_notation(const struct slip *slip); /* a date of another notation, or one that does not exist */
bool cs_slip_label_for_date(const struct slip *slip); /* "x2009 e1: attack ..." */
bool cs_slip_month(const struct slip *slip); /* 5 May 2023, May 5, 2023, May 2023 */

/* parser_slip_rule.c: of conditions, limits and lines about entries; of the line with which data end. */
bool cs_slip_rule(const struct slip *slip);
bool cs_slip_data(const struct slip *slip);
/* parser_slip_line.c: of marks, letters and lines that declare; of an entry or a duty whose first word is missing */
bool cs_slip_line(const struct slip *slip);
bool cs_slip_last(const struct slip *slip); /* the same, where nothing else fits */
/* parser_slip_near.c: of misspelt words of the language, of the marks of lists and texts */
bool cs_slip_near(const struct slip *slip);
bool cs_slip_is_verb_misspelt(const struct slip *slip, const struct cs_token *token); /* "ows" */
bool cs_slip_is_misspelt(const struct slip *slip); /* a word of the language is, at the place */
bool cs_slip_different(const struct slip *slip); /* "if helper not victim" */
bool cs_slip_near_opening(const struct slip *slip);
bool cs_slip_opening(const struct slip *slip);
bool cs_slip_speaker(const struct slip *slip); /* "Alden represents Borea" */

#endif
