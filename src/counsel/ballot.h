/* SPDX-License-Identifier: MIT */
/*
 * A ballot of an organ that is not held: how its members may vote on a draft, and what comes of each way of voting, as
 * the vocabulary and the treaties say. Nothing of it is known to the program:
 *
 *   a draft       an event of a `row decision` line that may name the organ
 *   its members   whom the line's `needs` fact says of the draft: "state is voter on d"
 *   their acts    what a `may` rule lets such a member do on it: "vote by state on d", with each particular of a kind
 *                 that the rule leaves open (for Yes, for No), and "objection by state to d"
 *   its close     the event at which a `when` rule says that it is adopted: "close of d"; or the one that begins a fact
 *                 with a moment at which a rule says so: "circulation of d to m"
 *
 * To be *for* is the first of the acts, in the order of the texts and then doing nothing, by which the draft is adopted
 * if all members do it; to be *against* the first by which it is not. Then one run of all worlds, in which each member
 * does the one or the other, gives the set of ballots that adopt the draft, as the engine finds it.
 */
#ifndef CS_COUNSEL_BALLOT_H
#define CS_COUNSEL_BALLOT_H

#include "answer/answer.h"
#include "counsel/game.h"
#include "store/case.h"

#define CS_BALLOT_MEMBERS_MAX 400
#define CS_BALLOT_DIAGRAM_MAX 20

struct cs_ballot_wish {
    const char *organ;          /* its name */
    const char *draft;          /* a draft of the record, by its label, with its exclusions; NULL: a new one */
    const struct cs_date *as_of; /* the members and rules of this date */
    const char *account;        /* whose; NULL: the open one */
    const char *const *rules;   /* suppositions laid over it: "Council is deciding by Majority" */
    size_t rule_count;
};

struct cs_ballot {
    struct cs_arena arena;
    const char **members;       /* in the order of the texts */
    size_t member_count;
    const char *for_act, *against_act; /* "vote by ... for Yes"; NULL: doing nothing */
    /*
     * Of an organ with more members than CS_BALLOT_DIAGRAM_MAX, or whose ballots are too entangled, the rule as a
     * weighted game, if it is one; it was compared with the engine where it turns.
     */
    bool is_game;
    struct cs_game game;
    /* else of the run of all worlds: */
    struct cs_case c;
    struct cs_answer *answer;
    uint32_t *questions;        /* by member: its question, ascending */
    uint32_t *for_answers;      /* by member: the answer by which it is for the draft */
    cs_set adopted;             /* the ballots that adopt the draft: depends on these questions alone */
};

/*
 * CASUS_ERR_ARGUMENT with a message: the organ takes no decisions, has no members, the draft is none of it, no act of
 * its members makes a difference, or the outcome depends on other open questions, which the message names.
 * CASUS_ERR_ENTANGLED: its rule is too entangled to be counted. Release in any case.
 */
casus_status cs_ballot_hold(const struct cs_case *c, const struct cs_ballot_wish *wish, struct cs_failure *failure,
                            struct cs_ballot *out);
void cs_ballot_release(struct cs_ballot *ballot);

#endif
