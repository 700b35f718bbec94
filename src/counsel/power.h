/* SPDX-License-Identifier: MIT */
/*
 * The power of the members of an organ: computed from the set of all ballots that adopt a draft, as the engine finds it
 * (ballot.h), exactly.
 *
 *   Banzhaf          in how many ballots of the others a member decides: for, the draft is adopted; against, it is not
 *                    (Penrose 1946, Banzhaf 1965)
 *   Shapley-Shubik   in which share of all orders of the members it is the one that brings the adoption about, if they
 *                    come to be for it one after another (1954)
 */
#ifndef CS_COUNSEL_POWER_H
#define CS_COUNSEL_POWER_H

#include "counsel/ballot.h"
#include "world/families.h"
#include "world/weigh.h"

struct cs_power_member {
    const char *name;
    uint32_t *swings;           /* Banzhaf, `digits` digits */
    uint32_t *over, *under;     /* Shapley-Shubik, in lowest terms, `share_digits` digits; NULL: not told */
    bool veto;                  /* against, nothing is adopted */
};

/* The smallest sets of members of a sort: how many, and the first of them. */
struct cs_power_sets {
    uint32_t *count;            /* `digits` digits of the power */
    bool more;                  /* or more: they were counted up to there */
    size_t listed;
    const size_t *const *sets;  /* members, by number */
    const size_t *sizes;
};

struct cs_power {
    struct cs_ballot ballot;
    struct cs_power_member *members; /* as in the ballot */
    size_t digits, share_digits;
    uint32_t *all_swings;       /* of all members together */
    uint32_t *adopting;         /* how many ballots adopt the draft, of 2 to the number of members */
    uint32_t *ballots;          /* that number */
    bool has_sets;              /* else neither of these is told: */
    struct cs_power_sets winning;  /* who adopts it if all others are against */
    struct cs_power_sets blocking; /* who keeps it from being adopted if all others are for it */
    size_t chance_digits;
    uint32_t *chance, *chance_of;  /* the chance of adoption as a fraction, given each member's */
};

/* A member is for a draft with a chance of `over` of `under`; all others with 1 of 2. */
struct cs_power_chance { const char *member; uint32_t over, under; };

/* Failures as of cs_ballot_hold. Release in any case. */
casus_status cs_power(const struct cs_case *c, const struct cs_ballot_wish *wish, const struct cs_power_chance *chances,
                      size_t chance_count, size_t most, struct cs_failure *failure, struct cs_power *out);
void cs_power_release(struct cs_power *power);

#endif
