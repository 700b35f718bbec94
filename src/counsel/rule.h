/* SPDX-License-Identifier: MIT */
/*
 * The rule of an organ as a weighted voting game (game.h), read from the plan and from two runs: one in which all
 * members are for a draft, one in which all are against it. It is read where all that a rule asks of the votes are
 * comparisons of counts and sums, to which each member adds what the rows of the two runs say; whatever else it asks
 * must be so in both. A rule of another form is none of this: CASUS_ERR_ENTANGLED, with a message, and the caller
 * counts it otherwise.
 */
#ifndef CS_COUNSEL_RULE_H
#define CS_COUNSEL_RULE_H

#include "answer/answer.h"
#include "counsel/game.h"

struct cs_rule_wish {
    const struct cs_answer *all_for, *all_against;
    const char *draft;                  /* its label */
    const char *adoption, *closing;     /* the words of the two events */
    const char *const *members;
    size_t member_count;
};

/* The game, in the arena. */
casus_status cs_rule_read(const struct cs_rule_wish *wish, struct cs_arena *arena, struct cs_failure *failure,
                          struct cs_game *out);

#endif
