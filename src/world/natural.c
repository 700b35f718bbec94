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

/* number /= CHUNK; returns the remainder. */
static uint32_t take_chunk(uint32_t *number, size_t digits)
{
    uint64_t rest = 0;

    for (size_t i = digits; i-- > 0;) {
        rest = rest << 32 | number[i];
        number[i] = (uint32_t)(rest / CHUNK);
        rest %= CHUNK;
    }
    return (uint32_t)rest;
}

static size_t significant(const uint32_t *number, size_t digits)
{
    while (digits > 0 && number[digits - 1] == 0)
        digits--;
    return digits;
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
        chunks[count++] = take_chunk(number, digits);
        digits = significant(number, digits);
    } while (digits > 0);
    cs_buffer_printf(out, "%u", (unsigned)chunks[--count]);
    while (count > 0)
        cs_buffer_printf(out, "%09u", (unsigned)chunks[--count]);
    free(chunks);
}
