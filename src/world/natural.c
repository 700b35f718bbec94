/* SPDX-License-Identifier: MIT */
#include "world/natural.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/failure.h"
#include "base/memory.h"

#define CHUNK 1000000000u /* the largest power of ten in 32 bits: a division gives nine decimal digits */

void cs_natural_multiply(uint32_t *number, size_t digits, uint32_t factor)
{
    uint64_t carry = 0;

    for (size_t i = 0; i < digits; i++) {
        carry += (uint64_t)number[i] * factor;
        number[i] = (uint32_t)carry;
        carry >>= 32;
    }
    must(carry == 0);
}

void cs_natural_add(uint32_t *sum, const uint32_t *number, size_t digits)
{
    uint64_t carry = 0;

    for (size_t i = 0; i < digits; i++) {
        carry += (uint64_t)sum[i] + number[i];
        sum[i] = (uint32_t)carry;
        carry >>= 32;
    }
    must(carry == 0);
}

uint32_t cs_natural_divide(uint32_t *number, size_t digits, uint32_t divisor)
{
    uint64_t rest = 0;

    for (size_t i = digits; i-- > 0;) {
        rest = rest << 32 | number[i];
        number[i] = (uint32_t)(rest / divisor);
        rest %= divisor;
    }
    return (uint32_t)rest;
}

void cs_natural_subtract(uint32_t *sum, const uint32_t *number, size_t digits)
{
    uint64_t borrow = 0;

    for (size_t i = 0; i < digits; i++) {
        uint64_t taken = (uint64_t)number[i] + borrow;

        borrow = sum[i] < taken;
        sum[i] = (uint32_t)(sum[i] - taken);
    }
    must(borrow == 0);
}

int cs_natural_compare(const uint32_t *a, const uint32_t *b, size_t digits)
{
    for (size_t i = digits; i-- > 0;)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

static size_t significant(const uint32_t *number, size_t digits)
{
    while (digits > 0 && number[digits - 1] == 0)
        digits--;
    return digits;
}

bool cs_natural_is_zero(const uint32_t *number, size_t digits)
{
    return significant(number, digits) == 0;
}

void cs_natural_product(uint32_t *out, const uint32_t *a, const uint32_t *b, size_t digits)
{
    size_t of_a = significant(a, digits), of_b = significant(b, digits);

    for (size_t i = 0; i < digits; i++)
        out[i] = 0;
    for (size_t i = 0; i < of_a; i++) {
        uint64_t carry = 0;

        for (size_t k = 0; k < of_b || carry != 0; k++) {
            must(i + k < digits);
            carry += out[i + k] + (uint64_t)a[i] * (k < of_b ? b[k] : 0);
            out[i + k] = (uint32_t)carry;
            carry >>= 32;
        }
    }
}

/* a is greater than 0; the power of two that divides it is taken out and returned. */
static size_t take_twos(uint32_t *a, size_t digits)
{
    size_t twos = 0;

    for (; (a[0] & 1) == 0; twos++)
        cs_natural_divide(a, digits, 2);
    return twos;
}

/* a = a / b, without a remainder, bit by bit; `rest` and `whole` are scratch. */
static void divide_by(uint32_t *a, const uint32_t *b, size_t digits, uint32_t *rest, uint32_t *whole)
{
    for (size_t i = 0; i < digits; i++)
        rest[i] = whole[i] = 0;
    for (size_t bit = 32 * significant(a, digits); bit-- > 0;) {
        cs_natural_multiply(rest, digits, 2);
        rest[0] |= a[bit / 32] >> bit % 32 & 1;
        if (cs_natural_compare(rest, b, digits) < 0)
            continue;
        cs_natural_subtract(rest, b, digits);
        whole[bit / 32] |= (uint32_t)1 << bit % 32;
    }
    for (size_t i = 0; i < digits; i++)
        a[i] = whole[i];
}

/* The greatest common divisor of x and y, which are not 0, into x (Stein 1967). */
static void find_divisor(uint32_t *x, uint32_t *y, size_t digits)
{
    size_t of_x = take_twos(x, digits), of_y = take_twos(y, digits), twos = of_x < of_y ? of_x : of_y;
    int order;

    while ((order = cs_natural_compare(x, y, digits)) != 0) {
        cs_natural_subtract(order > 0 ? x : y, order > 0 ? y : x, digits);
        take_twos(order > 0 ? x : y, digits);
    }
    while (twos-- > 0)
        cs_natural_multiply(x, digits, 2);
}

bool cs_natural_reduce(uint32_t *a, uint32_t *b, size_t digits)
{
    size_t room = digits + 1; /* for a bit more in a division */
    uint32_t *scratch = calloc(6 * room, sizeof *scratch);
    uint32_t *x = scratch, *y = scratch + room, *rest = scratch + 2 * room, *whole = scratch + 3 * room;
    uint32_t *wide_a = scratch + 4 * room, *wide_b = scratch + 5 * room;

    if (scratch == NULL)
        return false;
    for (size_t i = 0; i < digits; i++) {
        x[i] = wide_a[i] = a[i];
        y[i] = wide_b[i] = b[i];
    }
    if (cs_natural_is_zero(x, room))
        for (size_t i = 0; i < digits; i++)
            x[i] = b[i];
    find_divisor(x, y, room);
    divide_by(wide_a, x, room, rest, whole);
    divide_by(wide_b, x, room, rest, whole);
    for (size_t i = 0; i < digits; i++) {
        a[i] = wide_a[i];
        b[i] = wide_b[i];
    }
    free(scratch);
    return true;
}

void cs_natural_ratio(const uint32_t *a, const uint32_t *b, size_t digits, unsigned places, struct cs_buffer *out)
{
    uint32_t *rest = calloc(digits + 1, sizeof *rest), *whole = calloc(digits + 1, sizeof *whole);

    if (rest == NULL || whole == NULL) {
        out->failed = true;
        free(rest);
        free(whole);
        return;
    }
    for (size_t i = 0; i < digits; i++) {
        rest[i] = a[i];
        whole[i] = b[i];
    }
    for (unsigned place = 0; place <= places && (place == 0 || !cs_natural_is_zero(rest, digits + 1)); place++) {
        char digit = '0';

        for (; cs_natural_compare(rest, whole, digits + 1) >= 0; digit++)
            cs_natural_subtract(rest, whole, digits + 1);
        if (place == 1)
            cs_buffer_char(out, '.');
        cs_buffer_char(out, digit);
        cs_natural_multiply(rest, digits + 1, 10);
    }
    if (!cs_natural_is_zero(rest, digits + 1))
        cs_buffer_text(out, "...");
    free(rest);
    free(whole);
}

void cs_natural_write(uint32_t *number, size_t digits, struct cs_buffer *out)
{
    uint32_t *chunks = NULL;
    size_t count = 0, capacity = 0;

    do {
        if (!cs_grow(&chunks, &capacity, count + 1, sizeof *chunks)) {
            out->failed = true;
            free(chunks);
            return;
        }
        chunks[count++] = cs_natural_divide(number, digits, CHUNK);
        digits = significant(number, digits);
    } while (digits > 0);
    cs_buffer_printf(out, "%u", (unsigned)chunks[--count]);
    while (count > 0)
        cs_buffer_printf(out, "%09u", (unsigned)chunks[--count]);
    free(chunks);
}
