/* SPDX-License-Identifier: MIT */
/*
 * Inside the power of members (power.h):
 *
 *   power.c        counted on the set of ballots that the engine finds, a diagram
 *   power_game.c   of a rule that is a weighted game
 */
#ifndef CS_COUNSEL_POWER_INT_H
#define CS_COUNSEL_POWER_INT_H

#include "counsel/power.h"

struct measuring {
    struct cs_power *p;
    struct cs_ballot *b;
    struct cs_worlds *worlds;
    struct cs_failure *failure;
    struct cs_scale scale;      /* of all members */
    size_t *order;              /* of the scale: member by place */
};

/* An array of zeros in the arena of the ballot, which keeps whether memory ran out. */
void *cs_power_make(struct measuring *m, size_t count, size_t size);
/* The two lowest digits of a number. */
void cs_power_put(uint32_t *digits, uint64_t number);
/* The failure of a chance that is given to somebody without a vote. */
casus_status cs_power_no_vote(struct measuring *m, const char *member);

/* The digits of a share, of n! and the like. */
size_t cs_power_share_digits(size_t members);
/* orders[k] = k! (n - 1 - k)!, in how many orders a member comes behind k certain others; `share_digits` each. */
uint32_t *cs_power_orders(struct measuring *m);
/* Over n!, in lowest terms; false if memory ran out. */
bool cs_power_reduce(struct measuring *m, struct cs_power_member *member);

/* power_game.c */
casus_status cs_power_game(struct measuring *m, const struct cs_power_chance *chances, size_t chance_count,
                           size_t most);

#endif
