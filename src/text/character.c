/* SPDX-License-Identifier: MIT */
#include "text/character.h"

#include <string.h>
#include <utf8proc.h>

#define NON_JOINER 0x200C
#define JOINER 0x200D

/* A letter of a script that uses the joiners: Arabic and related scripts, those of India, Tibetan, Burmese, Khmer,
 * Mongolian. */
static bool has_joiners(int32_t code)
{
    return (code >= 0x600 && code <= 0x109F) || (code >= 0x1780 && code <= 0x18AF);
}

/* Unassigned codes that Unicode reserves for invisible characters, and codes that never are characters. */
static bool is_unassigned_unseen(int32_t code)
{
    return code == 0x2065 || (code >= 0xFFF0 && code <= 0xFFF8) || (code >= 0xE0000 && code <= 0xE0FFF) ||
           (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE;
}

/* Letters, marks and symbols that are drawn as nothing: no property of Unicode says so. */
static bool is_blank(int32_t code)
{
    static const int32_t blank[] = {
        0x2800,           /* the Braille pattern without dots */
        0x1107F,          /* the Brahmi number joiner */
        0x13440,          /* the sign that mirrors an Egyptian hieroglyph */
        0x13441, 0x13442, /* Egyptian blanks */
        0x16FE4,          /* the filler of the Khitan small script */
        0xFFFC,           /* the place of an object */
        0x1D159           /* the musical note without a head */
    };

    for (size_t i = 0; i < sizeof blank / sizeof *blank; i++)
        if (blank[i] == code)
            return true;
    return false;
}

bool cs_character_unseen(int32_t code, int32_t before, int32_t after)
{
    const utf8proc_property_t *property;

    if (code >= ' ' && code < 0x7F)
        return false;
    if (code == NON_JOINER || code == JOINER)
        return !has_joiners(before) || !has_joiners(after);
    property = utf8proc_get_property(code);
    switch (property->category) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    case UTF8PROC_CATEGORY_CN:
        return is_unassigned_unseen(code) || is_blank(code);
    default:
        return property->ignorable || is_blank(code);
    }
}

bool cs_character_is_space(int32_t code)
{
    return code != ' ' && utf8proc_category(code) == UTF8PROC_CATEGORY_ZS;
}

size_t cs_character_at(const char *bytes, size_t at, size_t length, int32_t *code)
{
    utf8proc_ssize_t taken = 0;

    *code = 0;
    if (at < length)
        taken = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at, (utf8proc_ssize_t)(length - at), code);
    if (taken <= 0)
        *code = 0;
    return taken > 0 ? (size_t)taken : 0;
}

int32_t cs_character_before(const char *bytes, size_t at)
{
    size_t start = at;
    int32_t code;

    while (start > 0 && at - start < 4 && ((unsigned char)bytes[--start] & 0xC0) == 0x80)
        continue;
    return cs_character_at(bytes, start, at, &code) == at - start ? code : 0;
}

/* Bytes of a colour sequence, ESC [ numbers m; 0 if there is none. */
static size_t colour_length(const char *bytes, size_t length)
{
    size_t at = 2;

    if (length < 3 || bytes[0] != '\033' || bytes[1] != '[')
        return 0;
    while (at < length && (bytes[at] == ';' || (bytes[at] >= '0' && bytes[at] <= '9')))
        at++;
    return at < length && bytes[at] == 'm' ? at + 1 : 0;
}

size_t cs_text_unseen_at(const char *bytes, size_t length)
{
    size_t at = 0, taken;

    for (; at < length; at += taken) {
        int32_t code, after;

        taken = 1;
        if (bytes[at] >= ' ' && bytes[at] < 0x7F) /* as most are */
            continue;
        taken = cs_character_at(bytes, at, length, &code);
        cs_character_at(bytes, at + taken, length, &after);
        if (taken == 0 || cs_character_is_space(code) ||
            cs_character_unseen(code, cs_character_before(bytes, at), after))
            break;
    }
    return at;
}

void cs_text_plain(struct cs_buffer *out, const char *bytes, size_t length, bool colours)
{
    for (size_t at = 0; at < length;) {
        size_t colour = colours ? colour_length(bytes + at, length - at) : 0, taken;
        int32_t code, after;

        if (colour > 0) {
            cs_buffer_add(out, bytes + at, colour);
            at += colour;
            continue;
        }
        taken = cs_character_at(bytes, at, length, &code);
        cs_character_at(bytes, at + taken, length, &after);
        if (taken == 0 ||
            (cs_character_unseen(code, cs_character_before(bytes, at), after) && code != '\n' && code != '\t'))
            cs_buffer_char(out, '?');
        else
            cs_buffer_add(out, bytes + at, taken);
        at += taken > 0 ? taken : 1;
    }
}
