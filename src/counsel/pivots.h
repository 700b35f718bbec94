/* SPDX-License-Identifier: MIT */
/*
 * What decides a line: the smallest sets of answers whose change would change it, on each account; how likely each of
 * its states is, by the weights that judges give the answers; and which answer would be worth having first. All of it
 * is computed on the sets of worlds, exactly.
 *
 * A line is a row of the ledger, or what a sentence asks: a partition of the possible worlds by state. On an account
 * that gives it one state, a pivot is a smallest set of questions such that, in some world of the account, other
 * answers to these, all else equal, give another state (in a world that can be, of this account or not). On an account
 * that leaves it open, a pivot is the same between two worlds of the account: what has to be answered.
 */
#ifndef CS_COUNSEL_PIVOTS_H
#define CS_COUNSEL_PIVOTS_H

#include "answer/reasons.h"
#include "counsel/credence.h"
#include "world/families.h"
#include "world/weigh.h"

/* A state of the line, and the possible worlds in which it has it. */
struct cs_line_state { enum cs_state state; cs_set worlds; };

/* What comes of other answers to the questions of a pivot: one answer to each, in their order. */
struct cs_pivot_outcome { enum cs_state state; const uint32_t *answers; };

struct cs_pivot {
    const uint32_t *questions; /* ascending */
    size_t count;
    /*
     * On an account with one state: of one question all other answers that change the line; of several one choice of
     * answers for each state that they may bring about. Of an open account none.
     */
    struct cs_pivot_outcome *outcomes;
    size_t outcome_count;
};

struct cs_pivot_account {
    cs_name voice;          /* CS_NO_NAME: open */
    cs_set worlds;
    enum cs_state state;    /* undetermined: it leaves the line open; contradictory: it has no world */
    uint64_t pivot_count;   /* of all, at most UINT64_MAX */
    struct cs_pivot *pivots; /* the first of them, those of fewest questions first */
    size_t listed;
};

/* An answer to a question that the line depends on, and what is then known. */
struct cs_evidence_answer {
    uint32_t answer;
    enum cs_state state; /* the state of the line if it is settled by this answer; else undetermined */
    bool possible;
};
/* A question that would be worth an answer. */
struct cs_evidence {
    uint32_t question;
    size_t digits;     /* of the weights */
    uint32_t *settles; /* the weight of the worlds with an answer that alone settles the line */
    uint32_t *right;   /* that of the worlds in which the then likeliest state is right */
    struct cs_evidence_answer *answers;
};

struct cs_judgement {
    const struct cs_credence *judge;
    size_t digits;
    uint32_t *all;           /* the weight of the worlds that are looked at: 0 if the judge rules out all of them */
    uint32_t **states;       /* by state of the line: of those of its worlds */
    struct cs_evidence *evidence; /* the most valuable first; none if the line is settled */
    size_t evidence_count;
};

struct cs_pivots {
    const struct cs_ledger *ledger;
    struct cs_families *families;
    const struct cs_ledger_row *row; /* or NULL: */
    const char *sentence;
    struct cs_line_state *states;    /* those that it has in some world that is looked at */
    size_t state_count;
    bool settled;                    /* it has one state: no further evidence could change it */
    struct cs_pivot_account *accounts;
    size_t account_count;
    const uint32_t *questions;       /* on which it depends in the worlds that are looked at, ascending */
    size_t question_count;
    struct cs_judgement *judgements;
    size_t judgement_count;
};

/* Wishes. */
struct cs_pivots_wish {
    size_t most;                        /* pivots listed of each account */
    const struct cs_credence *judges;   /* one at least */
    size_t judge_count;
};

/*
 * Of a subject of a reply; `yes` and `no` are the states of one that is no row. The arena is the caller's, and
 * cs_pivots_release is called in any case. The failure of the docket says what failed; CASUS_ERR_ENTANGLED where the
 * changes are more entangled than the budget.
 */
casus_status cs_pivots(const struct cs_ledger *ledger, const struct cs_reasons *subject, enum cs_state yes,
                       enum cs_state no, const struct cs_pivots_wish *wish, struct cs_arena *arena,
                       struct cs_pivots *out);
void cs_pivots_release(struct cs_pivots *pivots);

#endif
