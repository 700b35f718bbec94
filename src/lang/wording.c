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
    return length > 0 && *text == *word && strlen(word) == length && memcmp(text, word, length) == 0;
}

static struct cs_wording_piece wrong(const char *start, size_t length, const char *complaint)
{
    return (struct cs_wording_piece){.kind = CS_PIECE_WRONG, .start = start, .length = length, .complaint = complaint};
}

/* "{by}", "{of:dat}", "{is|are}", "{by:was|were}", "{case:a|b}" */
static struct cs_wording_piece place(const char **cursor)
{
    const char *start = *cursor, *name = start + 1, *close = strchr(start, '}'), *colon, *bar, *options;
    struct cs_wording_piece piece = {.kind = CS_PIECE_PLACE, .start = start, .name = name};

    if (close == NULL)
        return wrong(start, strlen(start), "this place is not closed by \"}\"");
    piece.length = (size_t)(close - start) + 1;
    bar = memchr(name, '|', (size_t)(close - name));
    colon = memchr(name, ':', (size_t)((bar != NULL ? bar : close) - name));
    piece.name_length = (size_t)((colon != NULL ? colon : bar != NULL ? name : close) - name);
    options = colon != NULL ? colon + 1 : name;
    if (colon != NULL && options == close)
        return wrong(start, piece.length, "behind \":\" stands the form of a name, such as dat");
    if (bar != NULL) {
        piece.kind = is(name, piece.name_length, "case") ? CS_PIECE_CASE : CS_PIECE_CHOICE;
        piece.options = options;
        piece.options_length = (size_t)(close - options);
    } else if (colon != NULL) {
        piece.form = options;
        piece.form_length = (size_t)(close - options);
    }
    *cursor = close + 1;
    return piece;
}

struct cs_wording_piece cs_phrase_next(const char **cursor)
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

/* Finds the role that a place names; false if none is called so. */
static bool find_role(struct cs_wording_piece *piece)
{
    bool choice = piece->kind == CS_PIECE_CHOICE;

    if (is(piece->name, piece->name_length, "it")) {
        piece->it = true;
        piece->kind = choice ? CS_PIECE_CHOICE : CS_PIECE_IT;
        return true;
    }
    piece->kind = choice ? CS_PIECE_CHOICE : CS_PIECE_ROLE;
    piece->prep = CS_PREP_IS;
    if (is(piece->name, piece->name_length, "subject"))
        return true;
    for (int prep = CS_PREP_IS + 1; prep < CS_PREP_COUNT; prep++) {
        piece->prep = (enum cs_prep)prep;
        if (is(piece->name, piece->name_length, cs_prep_text(piece->prep)))
            return true;
    }
    return false;
}

struct cs_wording_piece cs_wording_next(const char **cursor)
{
    const char *start = *cursor;
    struct cs_wording_piece piece = cs_phrase_next(cursor);
    bool names = piece.kind == CS_PIECE_PLACE || (piece.kind == CS_PIECE_CHOICE && piece.name_length > 0);

    if (!names || find_role(&piece))
        return piece;
    *cursor = start;
    return wrong(piece.start, piece.length, "in braces stands a preposition of the word, \"subject\" or \"it\"");
}

const char *cs_phrase_behind(const char *cursor, bool or_else)
{
    struct cs_wording_piece piece;

    do
        piece = cs_phrase_next(&cursor);
    while (piece.kind != CS_PIECE_CLOSE && piece.kind != CS_PIECE_END && piece.kind != CS_PIECE_WRONG &&
           !(or_else && piece.kind == CS_PIECE_OR));
    return cursor;
}
