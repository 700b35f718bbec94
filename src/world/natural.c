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
