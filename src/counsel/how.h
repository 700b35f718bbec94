/* SPDX-License-Identifier: MIT */
/*
 * How a state can be brought about from a date on: which acts, by those who have the power to do them, in which turns.
 * What the record has of later days has not happened.
 *
 * In each turn everybody may do what he may then do, each act once:
 *
 *   - what a power of the texts lets somebody do (ledger/next.h), as the texts and the goal fill in its roles
 *   - what is owed or expected, done by who owes it
 *   - what closes a decision that is pending, last in each turn: "close of d1", "circulation of d1 to m"
 *   - a draft for what a request asks, in an organ that decides on such drafts, as an answer to it
 *
 * Each is a question of a made-up record, and one run of all worlds tells for each set of acts what comes of it. So the
 * sequences are exact: the smallest sets of acts after which the goal is so, whatever the answers to the open
 * questions of the account, in the fewest turns that do. First those powers are used whose acts name an occurrence of
 * the goal, or what was done in the search; all others only if these lead nowhere. Acts that cannot have to do with the
 * goal are left out; so are those that no text of a record could say (on an occurrence without a label), and staying
 * out of a decision.
 */
#ifndef CS_COUNSEL_HOW_H
#define CS_COUNSEL_HOW_H

#include "answer/answer.h"
#include "store/case.h"

#define CS_HOW_TURNS_MAX 8
#define CS_HOW_TURNS 4      /* unless more or fewer are wished */
#define CS_HOW_ACTS_MAX 1500 /* of all turns */

struct cs_how_wish {
    const char *goal;            /* a state and a row, as `why` has it: "fulfilled 4.1", "adopted d1" */
    const struct cs_date *as_of; /* the day before the first turn */
    const char *account;         /* whose; NULL: the open one */
    size_t turns;                /* at most; 0: CS_HOW_TURNS */
    size_t most;                 /* sequences that are listed; all are counted */
    size_t nodes;                /* of the sets of worlds of a try, at most; 0: the default */
};

struct cs_how_act {
    const char *label;   /* "how3": by which later acts name it */
    const char *text;    /* "vote by Armenia on d1 for Yes"; of a draft also "as an answer to r1" */
    const char *written; /* lines of a record that say so */
    const char *actor;   /* NULL: no text says who */
    const char *article; /* that gives the power, or under which it is owed; or NULL */
    size_t turn;         /* from 1 */
};

/* Somebody who can keep the goal from coming about, whatever the others of the sequence do. */
struct cs_how_block {
    const char *who;
    const size_t *acts;  /* that do, smallest first; none: by not doing its own */
    size_t act_count;
    bool always;         /* whatever anybody else does, in any sequence */
};

struct cs_how_sequence {
    const size_t *acts;  /* in their order */
    size_t count;
    struct cs_how_block *blocks;
    size_t block_count;
};

enum cs_how_result {
    CS_HOW_ALREADY, /* it is so on that date */
    CS_HOW_FOUND,
    CS_HOW_OPEN,    /* after some acts it is so, by some answers to open questions and not by others */
    CS_HOW_NONE     /* no acts that were tried bring it about */
};

struct cs_how {
    struct cs_arena arena;
    const char *goal;           /* as it was read */
    enum cs_how_result result;
    struct cs_how_act *acts;    /* all that were tried, in their order */
    size_t act_count;
    size_t turns;               /* that were tried */
    bool turns_cut, acts_cut;   /* more turns, or more acts, might bring it about otherwise */
    const char *only;           /* the acts are too many to be tried together: of each actor this sort alone; or NULL */
    size_t unwritten;           /* acts of occurrences without a label, which were left out */
    bool waits;                 /* the goal comes about as time goes on after the last turn, on this date: */
    struct cs_date date;
    uint64_t sequence_count;    /* at most UINT64_MAX */
    struct cs_how_sequence *sequences;
    size_t listed;
    const char **questions;     /* OPEN: on which it depends */
    size_t question_count;
    const char **contradictory; /* declared accounts that contradict themselves, whoever is asked */
    size_t contradictory_count;
};

/*
 * CASUS_ERR_ARGUMENT with a message: the goal names no state or no row, or cannot be understood. CASUS_ERR_ENTANGLED:
 * the acts are too entangled. Release in any case.
 */
casus_status cs_how(const struct cs_case *c, const struct cs_how_wish *wish, struct cs_failure *failure,
                    struct cs_how *out);
void cs_how_release(struct cs_how *how);

#endif
