/* SPDX-License-Identifier: MIT */
/*
 * Natural numbers with a fixed number of digits, base 2^32, the least digit first: what counting needs. The caller
 * provides enough digits for every result; a result that does not fit is a bug and stops the program (must).
 */
#ifndef CS_WORLD_NATURAL_H
#define CS_WORLD_NATURAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/* number *= factor */
void cs_natural_multiply(uint32_t *number, size_t digits, uint32_t factor);
/* sum += number */
void cs_natural_add(uint32_t *sum, const uint32_t *number, size_t digits);
/* sum -= number, which is not greater */
void cs_natural_subtract(uint32_t *sum, const uint32_t *number, size_t digits);
/* out = a * b; `out` is another number than both. */
void cs_natural_product(uint32_t *out, const uint32_t *a, const uint32_t *b, size_t digits);
/* number /= divisor; returns the remainder. */
uint32_t cs_natural_divide(uint32_t *number, size_t digits, uint32_t divisor);
/* Negative, 0 or positive, as a is less than, equal to or greater than b. */
int cs_natural_compare(const uint32_t *a, const uint32_t *b, size_t digits);
bool cs_natural_is_zero(const uint32_t *number, size_t digits);
/*
 * Appends a / b, which is at most 1, and b is not 0, as a decimal: exact if it has at most `places` places, else
 * rounded down, with "..." behind it.
 */
void cs_natural_ratio(const uint32_t *a, const uint32_t *b, size_t digits, unsigned places, struct cs_buffer *out);
/* Appends the number in decimal; the number is 0 afterwards. */
void cs_natural_write(uint32_t *number, size_t digits, struct cs_buffer *out);

#endif
