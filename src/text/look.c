/* SPDX-License-Identifier: MIT */
#include "text/look.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "text/character.h"

static const struct likeness { int32_t code; char as;
} LIKENESSES[] = {
    { '0', 'O' }, { '1', 'l' }, { 'I', 'l' }, { '`', '\'' }, { '|', 'l' }, { 0x131, 'i' }, { 0x251, 'a' },
    { 0x261, 'g' }, { 0x2B9, '\'' }, { 0x2BB, '\'' }, { 0x2BC, '\'' }, { 0x391, 'A' }, { 0x392, 'B' }, { 0x395, 'E' },
    { 0x396, 'Z' }, { 0x397, 'H' }, { 0x399, 'l' }, { 0x39A, 'K' }, { 0x39C, 'M' }, { 0x39D, 'N' }, { 0x39F, 'O' },
    { 0x3A1, 'P' }, { 0x3A4, 'T' }, { 0x3A5, 'Y' }, { 0x3A7, 'X' }, { 0x3B1, 'a' }, { 0x3B9, 'i' }, { 0x3BD, 'v' },
    { 0x3BF, 'o' }, { 0x3C1, 'p' }, { 0x3C5, 'u' }, { 0x3F2, 'c' }, { 0x3F3, 'j' }, { 0x3F9, 'C' }, { 0x405, 'S' },
    { 0x406, 'l' }, { 0x408, 'J' }, { 0x410, 'A' }, { 0x412, 'B' }, { 0x415, 'E' }, { 0x41A, 'K' }, { 0x41C, 'M' },
    { 0x41D, 'H' }, { 0x41E, 'O' }, { 0x420, 'P' }, { 0x421, 'C' }, { 0x422, 'T' }, { 0x423, 'Y' }, { 0x425, 'X' },
    { 0x430, 'a' }, { 0x435, 'e' }, { 0x43E, 'o' }, { 0x440, 'p' }, { 0x441, 'c' }, { 0x443, 'y' }, { 0x445, 'x' },
    { 0x455, 's' }, { 0x456, 'i' }, { 0x458, 'j' }, { 0x474, 'V' }, { 0x475, 'v' }, { 0x4AE, 'Y' }, { 0x4AF, 'y' },
    { 0x4BB, 'h' }, { 0x4C0, 'l' }, { 0x4CF, 'l' }, { 0x501, 'd' }, { 0x50C, 'G' }, { 0x51A, 'Q' }, { 0x51B, 'q' },
    { 0x51C, 'W' }, { 0x51D, 'w' }, { 0x54D, 'U' }, { 0x555, 'O' }, { 0x566, 'q' }, { 0x570, 'h' }, { 0x575, 'j' },
    { 0x578, 'n' }, { 0x57D, 'u' }, { 0x581, 'g' }, { 0x585, 'o' }, { 0x13A0, 'D' }, { 0x13A1, 'R' }, { 0x13A2, 'T' },
    { 0x13A5, 'i' }, { 0x13AA, 'A' }, { 0x13AB, 'J' }, { 0x13AC, 'E' }, { 0x13B3, 'W' }, { 0x13B7, 'M' },
    { 0x13BB, 'H' }, { 0x13BD, 'Y' }, { 0x13C0, 'G' }, { 0x13C2, 'h' }, { 0x13C3, 'Z' }, { 0x13CF, 'b' },
    { 0x13D2, 'R' }, { 0x13D4, 'W' }, { 0x13D5, 'S' }, { 0x13D9, 'V' }, { 0x13DA, 'S' }, { 0x13DE, 'L' },
    { 0x13DF, 'C' }, { 0x13E2, 'P' }, { 0x13E6, 'K' }, { 0x13E7, 'd' }, { 0x13F3, 'G' }, { 0x13F4, 'B' },
    { 0x2010, '-' }, { 0x2011, '-' }, { 0x2012, '-' }, { 0x2013, '-' }, { 0x2014, '-' }, { 0x2018, '\'' },
    { 0x2019, '\'' }, { 0x2212, '-' }, { 0x2C82, 'B' }, { 0x2C8E, 'H' }, { 0x2C92, 'l' }, { 0x2C94, 'K' },
    { 0x2C98, 'M' }, { 0x2C9A, 'N' }, { 0x2C9E, 'O' }, { 0x2C9F, 'o' }, { 0x2CA2, 'P' }, { 0x2CA3, 'p' },
    { 0x2CA4, 'C' }, { 0x2CA5, 'c' }, { 0x2CA6, 'T' }, { 0x2CA8, 'Y' }, { 0x2CAC, 'X' }, { 0x2CAD, 'x' },
    { 0xA4D0, 'B' }, { 0xA4D1, 'P' }, { 0xA4D3, 'D' }, { 0xA4D4, 'T' }, { 0xA4D6, 'G' }, { 0xA4D7, 'K' },
    { 0xA4D9, 'J' }, { 0xA4DA, 'C' }, { 0xA4DC, 'Z' }, { 0xA4DD, 'F' }, { 0xA4DF, 'M' }, { 0xA4E0, 'N' },
    { 0xA4E1, 'L' }, { 0xA4E2, 'S' }, { 0xA4E3, 'R' }, { 0xA4E6, 'V' }, { 0xA4E7, 'H' }, { 0xA4EA, 'W' },
    { 0xA4EB, 'X' }, { 0xA4EC, 'Y' }, { 0xA4EE, 'A' }, { 0xA4F0, 'E' }, { 0xA4F2, 'l' }, { 0xA4F3, 'O' },
    { 0xA4F4, 'U' }
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
    static const struct { int32_t first, last; const char *script; } scripts[] = {
        {0x370, 0x3FF, "Greek"},     {0x400, 0x52F, "Cyrillic"},  {0x531, 0x58F, "Armenian"},
        {0x13A0, 0x13FF, "Cherokee"}, {0x2C80, 0x2CFF, "Coptic"}, {0xA4D0, 0xA4FF, "Lisu"}};

    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (code >= scripts[i].first && code <= scripts[i].last)
            return scripts[i].script;
    return NULL;
}
