/* SPDX-License-Identifier: MIT */
/*
 * What the texts of a case declare, where they mention it, and what may be written at a place: for editors. Calling
 * conventions: casus.h. Lines and columns count from 1, columns in characters of UTF-8.
 */
#ifndef CASUS_SYMBOL_H
#define CASUS_SYMBOL_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/case.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_symbols casus_symbols;

/* Symbols of a checked case, with or without mistakes. Keeps the case alive; its texts cannot be replaced meanwhile. */
CASUS_MUST_USE casus_status casus_symbols_new(casus_case *c, casus_symbols **out);
CASUS_API void casus_symbols_free(casus_symbols *s);

struct casus_place {
    const char *text; /* the name of the text; NULL: nowhere */
    size_t line, column, end_line, end_column; /* end exclusive */
};

struct casus_symbol {
    const char *name; /* "Armenia", "request", "e1", "CST 4(2)" */
    /* "kind", "name", "event", "fact", "quantity", "instrument", "article", "reading", "answer", "source", "label" or
     * "clock" */
    const char *kind;
    const char *detail; /* the line that declares it; or NULL */
    struct casus_place declared; /* text NULL: a voice that is declared nowhere */
};
/* In the order of their first mention. */
CASUS_API size_t casus_symbol_count(const casus_symbols *s);
CASUS_MUST_USE casus_status casus_symbol_at(const casus_symbols *s, size_t symbol, struct casus_symbol *out);
/*
 * The symbol that is declared or mentioned at a place, and the extent of that mention. CASUS_ERR_ARGUMENT if none is.
 */
CASUS_MUST_USE casus_status casus_symbol_find(const casus_symbols *s, const char *text, size_t line, size_t column,
                                              size_t *symbol, struct casus_place *place);
/* Where it is declared and mentioned, in the order of the texts. */
CASUS_API size_t casus_mention_count(const casus_symbols *s, size_t symbol);
CASUS_MUST_USE casus_status casus_mention_at(const casus_symbols *s, size_t symbol, size_t index,
                                             struct casus_place *place, bool *declares);

/*
 * All mentions in a text, in the order of their places: `count` of them, from `first` on; both 0 if there is none, or
 * no such text. A mention is asked for by its number.
 */
CASUS_API void casus_text_mentions(const casus_symbols *s, const char *text, size_t *first, size_t *count);
CASUS_MUST_USE casus_status casus_text_mention(const casus_symbols *s, size_t mention, size_t *symbol,
                                               struct casus_place *place, bool *declares);

struct casus_completion {
    const char *text;   /* the whole word or name */
    const char *kind;   /* as of a symbol, or "word" */
    const char *detail; /* or NULL */
};
/*
 * What may be written at a place of a text and begins like the word before it. Only the line up to there is read, so it
 * works in a text with mistakes too. Lives until the next call. Sorted by `text`.
 */
CASUS_MUST_USE casus_status casus_complete(casus_symbols *s, const char *text, size_t line, size_t column,
                                           size_t *count);
CASUS_MUST_USE casus_status casus_completion_at(const casus_symbols *s, size_t index, struct casus_completion *out);

#ifdef __cplusplus
}
#endif

#endif
