/* SPDX-License-Identifier: MIT */
#include "lang/wording.h"

#include <string.h>

const char *cs_wording_form_text(enum cs_wording_form form)
{
    static const char *const texts[CS_WORDING_FORMS] = {"said", "owed", "named", "termed", "asked"};

    return texts[form];
}

static bool is(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(text, word, length) == 0;
}

static struct cs_wording_piece wrong(const char *start, size_t length, const char *complaint)
{
    return (struct cs_wording_piece){.kind = CS_PIECE_WRONG, .start = start, .length = length, .complaint = complaint};
}

/* "{by}", "{of:dat}", "{subject}", "{it}", "{is|are}" */
static struct cs_wording_piece place(const char **cursor)
{
    const char *start = *cursor, *name = start + 1, *close = strchr(start, '}'), *colon, *bar;
    struct cs_wording_piece piece = {.kind = CS_PIECE_ROLE, .start = start};
    size_t length;

    if (close == NULL)
        return wrong(start, strlen(start), "this place is not closed by \"}\"");
    piece.length = (size_t)(close - start) + 1;
    bar = memchr(name, '|', (size_t)(close - name));
    if (bar != NULL) {
        *cursor = close + 1;
        return (struct cs_wording_piece){.kind = CS_PIECE_NUMBER,
                                         .start = start,
                                         .length = piece.length,
                                         .form = name,
                                         .form_length = (size_t)(bar - name),
                                         .other = bar + 1,
                                         .other_length = (size_t)(close - bar) - 1};
    }
    colon = memchr(name, ':', (size_t)(close - name));
    length = (size_t)((colon != NULL ? colon : close) - name);
    if (colon != NULL) {
        piece.form = colon + 1;
        piece.form_length = (size_t)(close - colon) - 1;
        if (piece.form_length == 0)
            return wrong(start, piece.length, "behind \":\" stands the form of a name, such as dat");
    }
    *cursor = close + 1;
    if (is(name, length, "it")) {
        piece.kind = CS_PIECE_IT;
        return piece;
    }
    if (is(name, length, "subject"))
        return piece; /* CS_PREP_IS is 0 */
    for (int prep = CS_PREP_IS + 1; prep < CS_PREP_COUNT; prep++) {
        piece.prep = (enum cs_prep)prep;
        if (is(name, length, cs_prep_text(piece.prep)))
            return piece;
    }
    *cursor = start;
    return wrong(start, piece.length, "in braces stands a preposition of the word, \"subject\" or \"it\"");
}

struct cs_wording_piece cs_wording_next(const char **cursor)
{
    const char *start = *cursor;
    size_t length = strcspn(start, "{}[]|");

    if (length > 0) {
        *cursor += length;
        return (struct cs_wording_piece){.kind = CS_PIECE_TEXT, .start = start, .length = length};
    }
    switch (*start) {
    case '\0':
        return (struct cs_wording_piece){.kind = CS_PIECE_END, .start = start};
    case '{':
        return place(cursor);
    case '}':
        return wrong(start, 1, "no \"{\" stands before this \"}\"");
    default:
        ++*cursor;
        return (struct cs_wording_piece){.kind = *start == '[' ? CS_PIECE_OPEN
                                                 : *start == '|' ? CS_PIECE_OR
                                                                 : CS_PIECE_CLOSE,
                                         .start = start,
                                         .length = 1};
    }
}
