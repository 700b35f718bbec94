/* SPDX-License-Identifier: MIT */
/*
 * What a judge takes each answer to be worth: weights of the answers to the questions of a docket, read from a text.
 *
 *   -- a comment
 *   e1 counts as attack by Azerbaijan on Armenia: yes 0.7, no 0.3
 *   Immediately: Strict 1/2
 *   date e1: 2022-09-12 60%
 *
 * A line is a question by its id, as JSON and the legend with --formal give it, and weights of its answers. Where each
 * answer has one, they count in proportion. Else they are probabilities, and the other answers share what is left in
 * equal parts. Questions without a line have equal weights. Answers to different questions are independent, except that
 * worlds that cannot be have no weight.
 */
#ifndef CS_COUNSEL_CREDENCE_H
#define CS_COUNSEL_CREDENCE_H

#include "docket/docket.h"

struct cs_credence {
    const char *name;               /* of the judge: the name of the text */
    const uint32_t *const *weights; /* by question of the docket, by answer; the sum of each fits 32 bits */
    size_t told;                    /* how many questions have a line */
};

/*
 * Reads a text, into the arena. `text` NULL: all answers have equal weights. CASUS_ERR_ARGUMENT with place and remedy
 * if a line cannot be read.
 */
casus_status cs_credence_read(const struct cs_docket *docket, const char *name, const char *text, size_t length,
                              struct cs_arena *arena, struct cs_failure *failure, struct cs_credence *out);

#endif
