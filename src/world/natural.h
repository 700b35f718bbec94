/* SPDX-License-Identifier: MIT */
/*
 * Natural numbers of a fixed number of digits, base 2^32, least digit first: as much as counting worlds needs. The
 * caller knows a bound on every number that he makes; passing it is our own mistake and stops the program.
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
/* Appends it in decimal and leaves it zero. */
void cs_natural_write(uint32_t *number, size_t digits, struct cs_buffer *out);

#endif
