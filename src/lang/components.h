/* SPDX-License-Identifier: MIT */
/* The strongly connected components of a graph: two nodes are in one if a way leads from each to the other. */
#ifndef CS_LANG_COMPONENTS_H
#define CS_LANG_COMPONENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/memory.h"

/*
 * By node the number of its component, from 1. The edges of node n lead to to[first[n]] and those that follow, before
 * to[first[n + 1]]. Takes linear time, and does not recurse. NULL if memory ran out.
 */
uint32_t *cs_components(struct cs_arena *arena, const uint32_t *first, const uint32_t *to, uint32_t count);

#endif
