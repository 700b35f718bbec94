/* SPDX-License-Identifier: MIT */
/*
 * A text as the words and marks of which it is made, for editors that colour it; it may have mistakes. What a name
 * means is in symbol.h. Calling conventions: casus.h.
 */
#ifndef CASUS_TOKEN_H
#define CASUS_TOKEN_H

#include <stddef.h>

#include "casus/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_tokens casus_tokens;

/* Reads a text. CASUS_ERR_LIMIT for more than 16 MB. Free *out with casus_tokens_free. */
CASUS_MUST_USE casus_status casus_tokens_new(const char *text, size_t length, casus_tokens **out);
CASUS_API void casus_tokens_free(casus_tokens *tokens);

struct casus_token {
    /*
     * "keyword" (a word of the language), "word" (another small word), "name" (a word with a capital letter), "label",
     * "string", "number", "date", "mark" or "comment"
     */
    const char *kind;
    size_t line;       /* from 1 */
    size_t start, end; /* bytes of the text, end exclusive; within the line */
};
/* In the order of the text. Of a line that cannot be read the tokens before the mistake. */
CASUS_API size_t casus_token_count(const casus_tokens *tokens);
CASUS_MUST_USE casus_status casus_token_at(const casus_tokens *tokens, size_t index, struct casus_token *out);

/* The words of the language, counted from 0; NULL beyond the last. */
CASUS_API const char *casus_keyword(size_t index);

#ifdef __cplusplus
}
#endif

#endif
