/* SPDX-License-Identifier: MIT */
/* Whole numbers of 128 bits: votes and weights are counted exactly, never in floating point (R 9). */
#ifndef CS_BASE_WIDE_H
#define CS_BASE_WIDE_H

#include <stdbool.h>
#include <stddef.h>

__extension__ typedef __int128 cs_wide;

#define CS_WIDE_TEXT 48 /* bytes enough for any cs_wide in decimal, with its NUL */

/* False if the sum or product does not fit; *out is then unchanged. */
static inline bool cs_wide_add(cs_wide a, cs_wide b, cs_wide *out)
{
    return !__builtin_add_overflow(a, b, out);
}
static inline bool cs_wide_multiply(cs_wide a, cs_wide b, cs_wide *out)
{
    return !__builtin_mul_overflow(a, b, out);
}
/* The greatest common divisor (Euclid); that of 0 and a number is the number. Of negative numbers its sign is open. */
cs_wide cs_wide_divisor(cs_wide a, cs_wide b);
/* Decimal digits of the value, NUL-terminated, in `out`; returns `out`. */
char *cs_wide_text(cs_wide value, char out[CS_WIDE_TEXT]);
/* Reads a number of `length` decimal digits, 1 to 30; false if it is anything else. */
bool cs_wide_parse(const char *text, size_t length, cs_wide *out);

#endif
