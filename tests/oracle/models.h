/* SPDX-License-Identifier: MIT */
/* clingo as a program: its answer sets of a text, as terms. */
#ifndef TESTS_ORACLE_MODELS_H
#define TESTS_ORACLE_MODELS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* An atom or an argument of one: "Alden", 12, aid("Alden",u). */
struct term {
    char *text; /* a string without its quotes, a number, or the word before the bracket */
    struct term *args;
    size_t count;
};

struct model { struct term *atoms; size_t count; };
struct models {
    struct model *items;
    size_t count;
    bool more;             /* there are more answer sets than were asked for */
    struct cs_buffer said; /* what clingo said if it failed, else empty */
};

/* Is clingo installed? */
bool clingo_found(void);
/*
 * The answer sets of `program` with the encoding of `folder` (its .lp files), at most `most` of them. False if clingo
 * failed: what it said is in `said`. To be released in any case.
 */
bool clingo_models(const char *folder, const char *program, size_t most, struct models *out);
void models_release(struct models *models);

bool term_is(const struct term *term, const char *word, size_t count);

#endif
