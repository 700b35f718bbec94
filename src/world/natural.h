/* SPDX-License-Identifier: MIT */
/*
 * Natural numbers with a fixed number of digits, base 2^32, the least digit first: only what counting worlds needs. The
 * caller provides enough digits for every result; a result that does not fit is a bug and stops the program (must).
 */
#ifndef CS_WORLD_NATURAL_H
#define CS_WORLD_NATURAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/* number *= factor */
void cs_natural_multiply(uint32_t *number, size_t digits, uint32_t factor);
/* sum += number */
void cs_natural_add(uint32_t *sum, const uint32_t *number, size_t digits);
/* Appends the number in decimal; the number is 0 afterwards. */
void cs_natural_write(uint32_t *number, size_t digits, struct cs_buffer *out);

#endif
