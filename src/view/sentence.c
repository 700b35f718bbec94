/* SPDX-License-Identifier: MIT */
#include "view/sentence.h"

#include <string.h>

#include "view/wording.h"

#define PLACES_MAX ((size_t)8) /* of a sentence */

/* What stands for a place by its name; nothing if it is not given. */
static struct cs_part part_of(const struct cs_place *places, size_t count, const struct cs_wording_piece *piece)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(places[i].name) == piece->name_length &&
            memcmp(places[i].name, piece->name, piece->name_length) == 0)
            return places[i].text != NULL ? cs_part_text(places[i].text)
                                          : cs_part_names(places[i].names, places[i].count);
    return cs_part_names(NULL, 0);
}

static bool is_new(const struct cs_wording_piece *seen, size_t count, const struct cs_wording_piece *piece)
{
    for (size_t i = 0; i < count; i++)
        if (seen[i].name_length == piece->name_length && memcmp(seen[i].name, piece->name, piece->name_length) == 0)
            return false;
    return true;
}

void cs_sentence_add(const struct cs_report *report, const char *english, const struct cs_place *places, size_t count,
                     struct cs_buffer *out)
{
    struct cs_wording_piece seen[PLACES_MAX], piece;
    struct cs_part parts[PLACES_MAX];
    const char *cursor = english;
    size_t used = 0;

    while (piece = cs_phrase_next(&cursor), piece.kind != CS_PIECE_END && piece.kind != CS_PIECE_WRONG)
        if ((piece.kind == CS_PIECE_PLACE || (piece.kind == CS_PIECE_CHOICE && piece.name_length > 0)) &&
            is_new(seen, used, &piece)) {
            must(used < PLACES_MAX);
            parts[used] = part_of(places, count, &piece);
            seen[used++] = piece;
        }
    cs_say_parts(cs_report_language(report), out, english, parts, used);
}

const char *cs_sentence(const struct cs_report *report, const char *english, const struct cs_place *places,
                        size_t count, struct cs_arena *arena)
{
    struct cs_buffer out;

    cs_buffer_init(&out);
    cs_sentence_add(report, english, places, count, &out);
    return cs_buffer_keep(&out, arena);
}
