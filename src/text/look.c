/* SPDX-License-Identifier: MIT */
#include "text/look.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "text/character.h"

static const struct likeness { int32_t code; char as;
} LIKENESSES[] = {
    { '0', 'O' },    { '1', 'l' },    { 'I', 'l' },     { '|', 'l' },     { '`', '\'' },   { 0x131, 'i' },
    { 0x251, 'a' },  { 0x261, 'g' },  { 0x2B9, '\'' },  { 0x2BB, '\'' },  { 0x2BC, '\'' }, { 0x391, 'A' },
    { 0x392, 'B' },  { 0x395, 'E' },  { 0x396, 'Z' },   { 0x397, 'H' },   { 0x399, 'l' },  { 0x39A, 'K' },
    { 0x39C, 'M' },  { 0x39D, 'N' },  { 0x39F, 'O' },   { 0x3A1, 'P' },   { 0x3A4, 'T' },  { 0x3A5, 'Y' },
    { 0x3A7, 'X' },  { 0x3B1, 'a' },  { 0x3B9, 'i' },   { 0x3BD, 'v' },   { 0x3BF, 'o' },  { 0x3C1, 'p' },
    { 0x3C5, 'u' },  { 0x3F2, 'c' },  { 0x3F3, 'j' },   { 0x3F9, 'C' },   { 0x405, 'S' },  { 0x406, 'l' },
    { 0x408, 'J' },  { 0x410, 'A' },  { 0x412, 'B' },   { 0x415, 'E' },   { 0x41A, 'K' },  { 0x41C, 'M' },
    { 0x41D, 'H' },  { 0x41E, 'O' },  { 0x420, 'P' },   { 0x421, 'C' },   { 0x422, 'T' },  { 0x423, 'Y' },
    { 0x425, 'X' },  { 0x430, 'a' },  { 0x435, 'e' },   { 0x43E, 'o' },   { 0x440, 'p' },  { 0x441, 'c' },
    { 0x443, 'y' },  { 0x445, 'x' },  { 0x455, 's' },   { 0x456, 'i' },   { 0x458, 'j' },  { 0x474, 'V' },
    { 0x475, 'v' },  { 0x4AE, 'Y' },  { 0x4AF, 'y' },   { 0x4BB, 'h' },   { 0x4C0, 'l' },  { 0x4CF, 'l' },
    { 0x501, 'd' },  { 0x50C, 'G' },  { 0x51A, 'Q' },   { 0x51B, 'q' },   { 0x51C, 'W' },  { 0x51D, 'w' },
    { 0x54D, 'U' },  { 0x555, 'O' },  { 0x566, 'q' },   { 0x570, 'h' },   { 0x575, 'j' },  { 0x578, 'n' },
    { 0x57D, 'u' },  { 0x581, 'g' },  { 0x585, 'o' },   { 0x2010, '-' },  { 0x2011, '-' }, { 0x2012, '-' },
    { 0x2013, '-' }, { 0x2014, '-' }, { 0x2018, '\'' }, { 0x2019, '\'' }, { 0x2212, '-' }
};

static int compare(const void *key, const void *entry)
{
    int32_t code = *(const int32_t *)key;
    int32_t other = ((const struct likeness *)entry)->code;

    return code < other ? -1 : code > other;
}

/* The character that this one looks like: a Latin letter, digit or mark, or itself. */
static int32_t likeness_of(int32_t code)
{
    const struct likeness *found =
        bsearch(&code, LIKENESSES, sizeof LIKENESSES / sizeof LIKENESSES[0], sizeof LIKENESSES[0], compare);

    return found != NULL ? found->as : code;
}

/*
 * The text in Unicode's compatibility decomposition (NFKD): accents are apart from their letters, wide and styled forms
 * are plain ones. NULL if it is not UTF-8 or memory ran out.
 */
static char *decompose(const char *text, size_t *length, bool *failed)
{
    utf8proc_uint8_t *apart = NULL;
    utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)*length, &apart,
                                         UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);

    if (size < 0) {
        *failed = *failed || size == UTF8PROC_ERROR_NOMEM;
        return NULL;
    }
    *length = (size_t)size;
    return (char *)apart;
}

static bool is_plain(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 0x80)
            return false;
    return true;
}

void cs_look_add(struct cs_buffer *out, const char *text, size_t length)
{
    char *apart;

    if (is_plain(text, length)) { /* ASCII, as nearly every name is: it needs no decomposition */
        for (size_t i = 0; i < length; i++)
            cs_buffer_char(out, (char)likeness_of(text[i]));
        return;
    }
    apart = decompose(text, &length, &out->failed);
    if (apart == NULL) { /* it looks like itself only */
        cs_buffer_add(out, text, length);
        return;
    }
    for (size_t at = 0; at < length;) {
        utf8proc_uint8_t bytes[4];
        int32_t code;
        size_t taken = cs_character_at(apart, at, length, &code);

        if (taken == 0)
            break;
        if (!cs_character_unseen(code, 0, 0))
            cs_buffer_add(out, (char *)bytes, (size_t)utf8proc_encode_char(likeness_of(code), bytes));
        at += taken;
    }
    free(apart);
}

bool cs_look_same(const char *left, size_t left_length, const char *right, size_t right_length, bool *failed)
{
    struct cs_buffer a, b;
    bool same;

    if (is_plain(left, left_length) && is_plain(right, right_length)) {
        same = left_length == right_length;
        for (size_t i = 0; same && i < left_length; i++)
            same = likeness_of(left[i]) == likeness_of(right[i]);
        return same;
    }
    cs_buffer_init(&a);
    cs_buffer_init(&b);
    cs_look_add(&a, left, left_length);
    cs_look_add(&b, right, right_length);
    *failed = *failed || a.failed || b.failed;
    same = !a.failed && !b.failed && a.length == b.length &&
           memcmp(cs_buffer_string(&a), cs_buffer_string(&b), a.length) == 0;
    cs_buffer_release(&a);
    cs_buffer_release(&b);
    return same;
}

bool cs_look_differs(const char *text, size_t length, const char *other, size_t other_length, int32_t *code,
                     int32_t *resembles)
{
    size_t at = 0, there = 0;

    while (at < length) {
        size_t taken = cs_character_at(text, at, length, code);
        size_t taken_there = cs_character_at(other, there, other_length, resembles);

        if (taken == 0)
            return false;
        if (*code != *resembles)
            return taken_there > 0;
        at += taken;
        there += taken_there;
    }
    return false;
}

const char *cs_look_script(int32_t code)
{
    if (code >= 0x370 && code <= 0x3FF)
        return "Greek";
    if (code >= 0x400 && code <= 0x52F)
        return "Cyrillic";
    return code >= 0x531 && code <= 0x58F ? "Armenian" : NULL;
}
