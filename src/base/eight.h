/* SPDX-License-Identifier: MIT */
/* Eight bytes of a text at once, as a number: the first is the lowest, on every machine. */
#ifndef CS_BASE_EIGHT_H
#define CS_BASE_EIGHT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* All eight can be read, whatever the last of them are. */
static inline uint64_t cs_eight_bytes(const char *text)
{
    uint64_t eight;

    memcpy(&eight, text, sizeof eight);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    return eight;
}

#define CS_EIGHT_TIMES(byte) (UINT64_C(0x0101010101010101) * (byte))

/*
 * The high bit of each that is a separator (`separators`: eight times), a quotation mark, a control character or beyond
 * ASCII.
 */
static inline uint64_t cs_eight_stops(uint64_t eight, uint64_t separators)
{
    uint64_t separator = eight ^ separators, quote = eight ^ CS_EIGHT_TIMES('"'), rest = CS_EIGHT_TIMES(0x7F);
    uint64_t plain = ((separator & rest) + rest) & ((quote & rest) + rest) & ((eight & rest) + CS_EIGHT_TIMES(0x60));

    return (~plain | eight) & ~rest;
}

/* Of a text of at most eight bytes: those behind it are 0. All eight can be read. */
static inline uint64_t cs_eight_of(const char *text, size_t length)
{
    return length == 0 ? 0 : cs_eight_bytes(text) << (64 - 8 * length) >> (64 - 8 * length);
}

/* Up to eight bytes of a text, behind which nothing is read; of a longer text the first. */
static inline uint64_t cs_eight_within(const char *text, size_t length)
{
    uint64_t word = 0;

    switch (length) {
    default:
        return cs_eight_bytes(text);
    case 7:
        word |= (uint64_t)(unsigned char)text[6] << 48;
        /* fall through */
    case 6:
        word |= (uint64_t)(unsigned char)text[5] << 40;
        /* fall through */
    case 5:
        word |= (uint64_t)(unsigned char)text[4] << 32;
        /* fall through */
    case 4:
        word |= (uint64_t)(unsigned char)text[3] << 24;
        /* fall through */
    case 3:
        word |= (uint64_t)(unsigned char)text[2] << 16;
        /* fall through */
    case 2:
        word |= (uint64_t)(unsigned char)text[1] << 8;
        /* fall through */
    case 1:
        word |= (unsigned char)text[0];
        /* fall through */
    case 0:
        return word;
    }
}

/*
 * The number that the first `length` bytes write in decimal digits, from one to eight of them; false if other
 * characters are among them. Eight bytes are given, whatever those behind are.
 */
static inline bool cs_eight_number(uint64_t eight, size_t length, uint32_t *out)
{
    unsigned behind = 64 - 8 * (unsigned)length; /* bits that are shifted out; the digit 0 comes before the others */
    uint64_t values = eight - CS_EIGHT_TIMES('0'), above = eight + CS_EIGHT_TIMES(0x46);

    /* the lowest byte below the digits is beyond ASCII in the one; those above the digits are in the other */
    if (((values | above) << behind & CS_EIGHT_TIMES(0x80)) != 0)
        return false;
    values <<= behind;
    values = values * 10 + (values >> 8);
    *out = (uint32_t)(((values & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x000F424000000064) +
                       (values >> 16 & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x0000271000000001)) >> 32);
    return true;
}

/* Writes eight bytes, the lowest first. */
static inline void cs_eight_put(char *to, uint64_t eight)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    memcpy(to, &eight, sizeof eight);
}

/* The eight digits of a number below 10^8, each as a byte of its value, the first digit the lowest. */
static inline uint64_t cs_eight_split(uint32_t number)
{
    uint64_t four = number / 10000 | (uint64_t)(number % 10000) << 32, two, hundreds;

    hundreds = four * 10486 >> 20 & UINT64_C(0x0000007F0000007F); /* a hundredth of each, rounded down */
    two = hundreds | (four - 100 * hundreds) << 16;
    hundreds = two * 103 >> 10 & UINT64_C(0x000F000F000F000F); /* a tenth */
    return hundreds | (two - 10 * hundreds) << 8;
}

/* Is it the text of a number below 2^32, without leading zeros? */
static inline bool cs_is_integer(const char *text, size_t length, uint32_t *out)
{
    uint64_t number = 0;

    if (length - 1 > 9 || (text[0] == '0' && length > 1))
        return false;
    for (size_t i = 0; i < length; i++) {
        unsigned digit = (unsigned char)text[i] - (unsigned)'0';

        if (digit > 9)
            return false;
        number = number * 10 + digit;
    }
    *out = (uint32_t)number;
    return number <= UINT32_MAX;
}

/* Writes a number in decimal digits, and up to seven bytes behind them; how many digits it has, at most ten. */
static inline size_t cs_write_integer(char *to, uint32_t number)
{
    char *at = to;
    uint64_t digits;
    unsigned zeros = 0;

    if (number < 10) {
        *to = (char)('0' + number);
        return 1;
    }
    if (number >= 100000000) {
        uint32_t first = number / 100000000;

        if (first >= 10)
            *at++ = (char)('0' + first / 10);
        *at++ = (char)('0' + first % 10);
        digits = cs_eight_split(number % 100000000);
    } else {
        digits = cs_eight_split(number);
        zeros = (unsigned)__builtin_ctzll(digits) >> 3;
    }
    cs_eight_put(at, (digits | UINT64_C(0x3030303030303030)) >> 8 * zeros);
    return (size_t)(at - to) + 8 - zeros;
}

/*
 * Copies a text and tells whether it has a separator (`separators`: eight times), a quotation mark, a control character
 * or one beyond ASCII. There is room for eight bytes at least.
 */
static inline bool cs_eight_copy(char *to, const char *text, size_t length, uint64_t separators)
{
    uint64_t stops = 0;
    size_t i = 0;

    for (; i + 8 <= length; i += 8) {
        uint64_t eight = cs_eight_bytes(text + i);

        memcpy(to + i, text + i, 8);
        stops |= cs_eight_stops(eight, separators);
    }
    if (i < length && length >= 8) { /* the last eight, some of them again */
        memcpy(to + length - 8, text + length - 8, 8);
        stops |= cs_eight_stops(cs_eight_bytes(text + length - 8), separators);
    }
    if (i < length && length < 8) {
        uint64_t eight = cs_eight_within(text, length);

        cs_eight_put(to, eight);
        stops = cs_eight_stops(eight, separators) << (64 - 8 * length);
    }
    return stops != 0;
}

#endif
