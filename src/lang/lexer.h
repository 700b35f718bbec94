/* SPDX-License-Identifier: MIT */
/*
 * A text, line by line, as tokens: words and marks. Each line is read by itself, so that a mistake in one does not
 * affect the next. The parser, not the lexer, decides which words form one name ("Strict 1 day", "CST 4").
 */
#ifndef CS_LANG_LEXER_H
#define CS_LANG_LEXER_H

#include "lang/tree.h"
#include "text/diagnostic.h"

#define CS_LINE_BYTES_MAX 4096

enum cs_word {
    WORD_NONE,
#define WORD(name, text, class, prep) WORD_##name,
#include "lang/words.def"
#undef WORD
    WORD_COUNT_OF_WORDS
};

enum cs_token_kind {
    TOK_END,
    TOK_CAPITAL, /* a word that begins with a capital letter */
    TOK_SMALL,   /* a word that begins with a small letter and has no digit */
    TOK_LABEL,   /* the same with a digit */
    TOK_STRING,  /* with its quotation marks */
    TOK_INTEGER, /* digits only */
    TOK_ARTICLE, /* begins with a digit, as in 4(2), 1.3, 2(2)bis */
    TOK_DATE,    /* begins with four digits and a hyphen; or a year that is no number: 201X, 1984~, -0044, Y17000 */
    TOK_OFFSET,  /* +04:00 */
    TOK_DIGEST,  /* #1a2b3c4d */
    TOK_COMMA,
    TOK_COLON,
    TOK_SLASH,
    TOK_RANGE,   /* .. */
    TOK_OPEN,    /* [ */
    TOK_CLOSE,   /* ] */
    TOK_AT,      /* @ */
    TOK_SYMBOL   /* any other mark: only the name of an article may contain it */
};

struct cs_token {
    enum cs_token_kind kind;
    enum cs_word word; /* of a small word or label that the grammar knows, else WORD_NONE */
    bool spaced;       /* there is space before it */
    uint32_t start, end; /* byte offsets in the source, end exclusive */
};

struct cs_line {
    const struct cs_source *source;
    uint32_t start, end; /* without the line end, and without a byte order mark */
    uint32_t comment;    /* where "--" stands, or `end` */
    struct cs_token tokens[CS_LINE_BYTES_MAX + 1];
    size_t count; /* without the TOK_END behind them */
};

struct cs_lexer_mistake {
    enum cs_diagnostic_code code;
    struct cs_span span;
    char message[200];
    const char *help; /* or NULL */
    const char *instead; /* what to write in place of `span`; or NULL */
};

/*
 * Reads line `index` (from 0) of a source. False if it cannot be read: then `mistake` says why, and `line` has the
 * tokens before the mistake.
 */
bool cs_lexer_line(const struct cs_source *source, size_t index, struct cs_line *line,
                   struct cs_lexer_mistake *mistake);

/*
 * Reads the words of a line that cs_lexer_line could not read as far as they can be read, also behind its mistakes, so
 * that what the line may have declared is known.
 */
void cs_lexer_around_mistakes(struct cs_line *line);

const char *cs_word_text(enum cs_word word);
bool cs_word_reserved(enum cs_word word); /* reserved words and prepositions */
enum cs_prep cs_word_prep(enum cs_word word); /* CS_PREP_COUNT if it is none */

static inline bool cs_line_empty(const struct cs_line *line)
{
    return line->count == 0 && line->comment == line->end;
}

#endif
