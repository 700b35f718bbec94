/* SPDX-License-Identifier: MIT */
#include "base/wide.h"

#include <string.h>

#define DIGITS_MAX 30 /* 10^30 - 1 is far below 2^127 */

__extension__ typedef unsigned __int128 wide_magnitude;

cs_wide cs_wide_divisor(cs_wide a, cs_wide b)
{
    while (b != 0) {
        cs_wide rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

char *cs_wide_text(cs_wide value, char out[CS_WIDE_TEXT])
{
    /* The magnitude of the least value does not fit into cs_wide, so it is unsigned. */
    wide_magnitude rest = value < 0 ? (wide_magnitude)0 - (wide_magnitude)value : (wide_magnitude)value;
    char digits[CS_WIDE_TEXT];
    size_t first = sizeof digits;

    digits[--first] = '\0';
    do {
        digits[--first] = (char)('0' + (int)(rest % 10));
        rest /= 10;
    } while (rest != 0);
    if (value < 0)
        digits[--first] = '-';
    memcpy(out, digits + first, sizeof digits - first);
    return out;
}

bool cs_wide_parse(const char *text, size_t length, cs_wide *out)
{
    cs_wide value = 0;

    if (length == 0 || length > DIGITS_MAX)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        value = value * 10 + (text[i] - '0');
    }
    *out = value;
    return true;
}
