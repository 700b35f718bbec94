/* SPDX-License-Identifier: MIT */
/*
 * Questions of a lawyer before the fact: what decides a line of the ledger; who can decide in an organ. Calling
 * conventions: casus.h.
 */
#ifndef CASUS_COUNSEL_H
#define CASUS_COUNSEL_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/question.h"
#include "casus/write.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_pivots casus_pivots;

/*
 * What a judge takes the answers to be worth, a line for each question: "e1 counts as attack on Armenia: yes 0.7".
 * Answers without a weight share the rest; questions without a line have equal weights. docs/counsel.md has the form.
 */
struct casus_judge {
    const char *name; /* of its text, for messages */
    const char *text;
    size_t length;
};

/*
 * What decides each subject of a reply (a row, or what a sentence asks): the smallest sets of questions whose answers,
 * changed, change it; how likely its states are, exactly; which answer would be worth having first. Without judges
 * (`count` 0) all answers are equally likely. `most`: how many sets are listed of each account; all are counted.
 * CASUS_ERR_ARGUMENT, with a message from casus_reply_message, if a judge's text has a mistake; CASUS_ERR_ENTANGLED if
 * the questions are too entangled. Free *out with casus_pivots_free, before the reply.
 */
CASUS_MUST_USE casus_status casus_pivots_new(casus_reply *reply, const struct casus_judge *judges, size_t count,
                                             size_t most, casus_pivots **out);
CASUS_API void casus_pivots_free(casus_pivots *pivots);

/* Is the subject the same in every world that can be, so that no further evidence could change it? */
CASUS_API bool casus_pivots_settled(const casus_pivots *pivots, size_t subject);
/* How many sets are listed of an account, and (*all) how many there are, at most ULLONG_MAX. */
CASUS_API size_t casus_pivot_count(const casus_pivots *pivots, size_t subject, size_t account,
                                   unsigned long long *all);
/* The questions of a set (casus_question_at), `count` of them, those of fewest questions first; NULL: there is none. */
CASUS_API const size_t *casus_pivot_at(casus_pivots *pivots, size_t subject, size_t account, size_t index,
                                       size_t *count);
/* As text or JSON. */
CASUS_MUST_USE casus_status casus_write_pivots(casus_pivots *pivots, const struct casus_style *style, casus_sink sink);

/* ---- who can decide ---- */

typedef struct casus_voting casus_voting;

/* Zero it, then set `size` and the members you need. */
struct casus_voting_wishes {
    size_t size;            /* sizeof (struct casus_voting_wishes) */
    const char *organ;
    const char *draft;      /* a draft of the records, by its label, with who is kept out of it; NULL: a new one */
    const char *as_of;      /* the members and rules of this date; NULL: the last date that the records have */
    const char *account;    /* as of casus_wishes */
    const char *rule;       /* a supposition: "Council is deciding by Majority"; NULL: as it is */
    const char *const *chances; /* "Alden=0.7": the chance that a member is for the draft; of others 1/2 */
    size_t chance_count;
    size_t most;            /* smallest sets that are listed; all are counted */
};
/*
 * The power of the members of an organ of a checked case: asked of its rule as the texts define it, computed exactly
 * from all ballots in which each member is for a draft or against it. docs/counsel.md says what that is.
 * CASUS_ERR_ARGUMENT, with a message from casus_case_message, if the organ decides on nothing, a wish is wrong, or the
 * outcome depends on other open questions; CASUS_ERR_ENTANGLED or CASUS_ERR_LIMIT if its rule is too large to be
 * counted. Free *out with casus_voting_free.
 */
CASUS_MUST_USE casus_status casus_voting_new(casus_case *c, const struct casus_voting_wishes *wishes,
                                             casus_voting **out);
CASUS_API void casus_voting_free(casus_voting *power);

/* Numbers are decimal texts, borrowed from the object. */
struct casus_voting_member {
    const char *name;
    const char *swings;      /* Banzhaf: the ballots of the others in which it decides */
    const char *over, *under; /* Shapley-Shubik, in lowest terms; NULL where it is not told */
    bool veto;               /* against, nothing is adopted */
};
CASUS_API size_t casus_voting_member_count(const casus_voting *power);
CASUS_MUST_USE casus_status casus_voting_member_at(casus_voting *power, size_t index, struct casus_voting_member *out);
/* Several rules side by side, as text or JSON. */
CASUS_MUST_USE casus_status casus_write_voting(casus_voting *const *powers, size_t count,
                                               const struct casus_style *style, casus_sink sink);

/* ---- how it can be brought about ---- */

typedef struct casus_how casus_how;

/* Zero it, then set `size` and the members you need. */
struct casus_how_wishes {
    size_t size;         /* sizeof (struct casus_how_wishes) */
    const char *goal;    /* a state and a row: "fulfilled 4.1", "adopted d1", "granted r1" */
    const char *as_of;   /* from this day on; NULL: the last date that the records have */
    const char *account; /* as of casus_wishes */
    size_t turns;        /* at most, up to 8; 0: 4 */
    size_t most;         /* sequences that are listed; all are counted */
};
/*
 * The smallest sets of acts, by those who have the power to do them, in the fewest turns, after which the goal is so
 * whatever the answers to open questions; and who alone can block each. docs/counsel.md says which acts are tried.
 * CASUS_ERR_ARGUMENT, with a message from casus_case_message, if the goal is none, or a wish is wrong;
 * CASUS_ERR_ENTANGLED if the acts are too entangled. Free *out with casus_how_free.
 */
CASUS_MUST_USE casus_status casus_how_new(casus_case *c, const struct casus_how_wishes *wishes, casus_how **out);
CASUS_API void casus_how_free(casus_how *how);

typedef enum casus_how_result {
    CASUS_HOW_ALREADY, /* it is so on that date */
    CASUS_HOW_FOUND,
    CASUS_HOW_OPEN,    /* after some acts it depends on the answers to open questions */
    CASUS_HOW_NONE     /* nothing that was tried brings it about */
} casus_how_result;
CASUS_API casus_how_result casus_how_outcome(const casus_how *how);
/* Was the search ended by its bounds, so that more turns or acts might bring it about otherwise? */
CASUS_API bool casus_how_cut(const casus_how *how);
/* How many sequences are listed, and (*all) how many there are, at most ULLONG_MAX. */
CASUS_API size_t casus_how_count(const casus_how *how, unsigned long long *all);
struct casus_how_act {
    const char *text;  /* "vote by Armenia on d1 for Yes" */
    const char *actor; /* NULL: no text says who */
    size_t turn;       /* from 1 */
};
/* How many acts a sequence has, and one of them, in their order. */
CASUS_API size_t casus_how_length(const casus_how *how, size_t sequence);
CASUS_MUST_USE casus_status casus_how_act_at(const casus_how *how, size_t sequence, size_t index,
                                             struct casus_how_act *out);
/* As text or JSON. */
CASUS_MUST_USE casus_status casus_write_how(const casus_how *how, const struct casus_style *style, casus_sink sink);

/* ---- every way that a draft can go ---- */

typedef struct casus_exploration casus_exploration;

/*
 * Every way that a draft can go in an organ, as a graph whose places are one where what can follow is alike;
 * docs/counsel.md says which steps it has. Of the wishes `organ`, `draft`, `as_of`, `account` and `rule` count.
 * CASUS_ERR_ARGUMENT, with a message from casus_case_message, if the organ decides on nothing or a wish is wrong;
 * CASUS_ERR_LIMIT of more than 400 members; CASUS_ERR_ENTANGLED. Free *out with casus_exploration_free. Where there are
 * too many ways, a count of many votes, it has a place for an act, with how many members it takes who do it.
 */
CASUS_MUST_USE casus_status casus_explore(casus_case *c, const struct casus_voting_wishes *wishes,
                                          casus_exploration **out);
CASUS_API void casus_exploration_free(casus_exploration *exploration);
/* How many places it has, ends included; *cut: there are more than 1,000, which are not told. */
CASUS_API size_t casus_exploration_count(const casus_exploration *exploration, bool *cut);
/* As text, JSON, DOT for Graphviz, or SVG. */
CASUS_MUST_USE casus_status casus_write_exploration(const casus_exploration *exploration,
                                                    const struct casus_style *style, casus_sink sink);

/* ---- compared ---- */

/*
 * One crisis under several instruments, side by side: who judges, whether a request is needed, the clock, the organ and
 * its rule, the strength of what is owed, and the result in the ledger of the answer. `instruments`: their names in the
 * texts. As text or JSON. CASUS_ERR_ARGUMENT, with a message from casus_answer_message, if one is none.
 */
CASUS_MUST_USE casus_status casus_write_comparison(casus_answer *a, const char *const *instruments, size_t count,
                                                   const struct casus_style *style, casus_sink sink);
/*
 * Two requests, by their labels: on each account of the answer the first condition in which they differ, and those
 * before it. As text or JSON. CASUS_ERR_ARGUMENT, with a message, if one is no request of the ledger.
 */
CASUS_MUST_USE casus_status casus_write_request_differences(casus_answer *a, const char *one, const char *other,
                                                            const struct casus_style *style, casus_sink sink);

#ifdef __cplusplus
}
#endif

#endif
