/* SPDX-License-Identifier: MIT */
/* A small generator of pseudo-random numbers (splitmix64, Steele, Lea, Flood 2014): the same on every machine. */
#ifndef TESTS_PROPERTY_CHANCE_H
#define TESTS_PROPERTY_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

struct chance { uint64_t state; };

static uint64_t chance_next(struct chance *c)
{
    uint64_t z = (c->state += 0x9e3779b97f4a7c15u);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static uint32_t below(struct chance *c, uint32_t n)
{
    return n == 0 ? 0 : (uint32_t)(chance_next(c) % n);
}

static bool percent(struct chance *c, uint32_t p)
{
    return below(c, 100) < p;
}

#endif
