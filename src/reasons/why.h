/* SPDX-License-Identifier: MIT */
/*
 * Why a row has its state: reasons below reasons, down to the article and the claims, with what is absent (R 13). They
 * are data; view/unfold.h and the writers show them.
 *
 * A reason of several things is made once and shared, so reasons are a graph: two reasons may have the same list below
 * them (`first`). Unfolded into a tree it may be exponentially large, so a walk enters each number once
 * (cs_reason_enter). The graph has no circles. It may be as deep as the record is long, so a walk must not recurse
 * without bound.
 */
#ifndef CS_REASONS_WHY_H
#define CS_REASONS_WHY_H

#include "ledger/ledger.h"

struct cs_lack; /* run/explain.h */

enum cs_reason_kind {
    CS_REASON_STATE,    /* the head of a case: state, since, until */
    CS_REASON_RULE,     /* the article and its gist */
    CS_REASON_ENTRY,    /* an occurrence, fact or name, by its entry: who says so, denies it */
    CS_REASON_CLAIM,    /* one voice's claim, with source and anchor */
    CS_REASON_DERIVED,  /* a fact or name that a rule concluded; the rule is below */
    CS_REASON_ABSENT,   /* something that is not so */
    CS_REASON_COUNT,    /* a count and its result */
    CS_REASON_READING,  /* a reading and its answer */
    CS_REASON_QUESTION, /* an open question and how it is answered here */
    CS_REASON_NOTE
};

/* What a reason tells, where a sentence can be made of it in plain words. */
enum cs_reason_telling {
    CS_TELLS_TEXT,       /* its text, but for what was said there (`said`) */
    CS_TELLS_STATE,      /* STATE: `state` */
    CS_TELLS_READING,    /* READING: `question` is the number of the reading, `answer` its answer */
    CS_TELLS_NOT_SO,     /* ABSENT: what `relation` and `values` say is not so; CS_UNSAID: whatever it is */
    CS_TELLS_UNREPORTED, /* ABSENT: it was not done by the days of `state`, reported as `reported` */
    CS_TELLS_NONE,       /* ABSENT: `matter` is the line that it had not been done by its date */
    CS_TELLS_LACK        /* ABSENT, COUNT: what `lack` says is lacking, or counted */
};

/* How that is reported which was not done. */
enum cs_reported {
    CS_REPORTED_BY_NOBODY,
    CS_REPORTED_WITHOUT_EFFECT, /* it was tried */
    CS_REPORTED_NOT_SO          /* somebody reports it, and in these worlds it is not so */
};

#define CS_DEADLINES_APART 12 /* of more, the first and the last are told */
/*
 * Of a STATE, of which the reasons of pieces that differ only in their deadlines are one, of many pieces
 * also those that differ since when; of an UNREPORTED.
 */
struct cs_reason_state {
    const struct cs_ledger_piece *piece;            /* the first of them */
    const struct cs_ledger_piece *const *deadlines; /* each deadline once, the earliest first */
    size_t deadline_count;
    bool of_days;                                   /* it is so since one of these days: */
    cs_day first, last;
    enum cs_ledger_kind kind;
};

struct cs_reason {
    struct cs_reason *next, *first; /* sibling, first child */
    struct cs_reason *last;         /* last child; used while they are made */
    enum cs_reason_kind kind;
    const char *text;               /* one line */
    uint32_t text_number;           /* used while they are made: equal texts have equal numbers; 0: no text */
    /*
     * The part of the text that is a formal statement, for which a wording may stand; length 0: none. It is that of the
     * entry, or a row of the run: `relation` and `values`, else NULL. Of a QUESTION it is its name.
     */
    uint32_t said, said_length;
    uint32_t relation;
    const cs_value *values;
    bool has_day;                   /* `values`: the day on which that happened or began is known: */
    cs_day day;
    uint32_t question;              /* QUESTION */
    enum cs_reason_telling tells;
    enum cs_reported reported;      /* UNREPORTED */
    const struct cs_reason_state *state;
    uint32_t answer;
    const struct cs_lack *lack;     /* or NULL */
    bool with_rule;                 /* the text begins with the rule that asks for what is lacking */
    const struct cs_claim *claim;   /* CLAIM: for its anchor and gist */
    const struct cs_entry *entry;   /* ENTRY: or NULL */
    const struct cs_matter *matter; /* ENTRY, NONE: what is said of it, or NULL */
    /* from 1; within one run reasons with equal numbers are equal, with all below them */
    uint32_t number;
    const struct cs_article *article; /* RULE: or NULL */
    bool concluded;                 /* ENTRY: so here because the record concludes it; RULE: concluded (R 2.9) */
    bool circular;                  /* depends on a reason above it; cut here, nothing is below it */
    bool open;                      /* of a first child, while they are numbered: its list is being numbered */
};

/* The set of numbers that were entered; zero it first. */
struct cs_reasons_entered { uint8_t *by_number; size_t capacity; bool failed; };
/* True the first time that a reason of this number comes; false and `failed` if memory ran out. */
bool cs_reason_enter(struct cs_reasons_entered *entered, const struct cs_reason *reason);
bool cs_reason_is_entered(const struct cs_reasons_entered *entered, const struct cs_reason *reason);
void cs_reasons_entered_release(struct cs_reasons_entered *entered);

/*
 * A walk over `first`, its siblings and all below them; each number comes once, before those below it:
 *
 *     cs_reasons_walk_start(&w, first);
 *     while ((r = cs_reasons_walk_next(&w)) != NULL) ...
 *     ok = cs_reasons_walk_end(&w);      false if memory ran out
 */
struct cs_reasons_walk {
    const struct cs_reason *next;
    const struct cs_reason **path; /* where to continue when a list ends */
    size_t depth, capacity;
    size_t level;                  /* the number of reasons above the one that came last */
    struct cs_reasons_entered entered;
};
void cs_reasons_walk_start(struct cs_reasons_walk *walk, const struct cs_reason *first);
const struct cs_reason *cs_reasons_walk_next(struct cs_reasons_walk *walk);
bool cs_reasons_walk_end(struct cs_reasons_walk *walk);

/* Are two lists of one run equal? */
bool cs_reasons_same(const struct cs_reason *a, const struct cs_reason *b);

/*
 * The reasons of a walk as an array on the heap, each after all that are below it. NULL with *count 0 if there are
 * none, NULL with *count 1 if memory ran out.
 */
const struct cs_reason **cs_reasons_from_below(const struct cs_reason *first, size_t *count);

/*
 * The reasons of a row on an account (its worlds), in the arena: a STATE for each state that it may have there. On an
 * account that contradicts itself one NOTE says so.
 */
casus_status cs_why(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds,
                    struct cs_arena *arena, struct cs_reason **out);
/*
 * The reasons that were asked for last are kept, for who asks for those of a row several times. Zero it first. The
 * reasons live until others are asked for. NULL if they could not be made, or if there are none.
 */
struct cs_reasons_kept {
    const struct cs_ledger_row *row;
    cs_set worlds;
    struct cs_arena arena;
    struct cs_reason *reasons;
};
const struct cs_reason *cs_why_kept(struct cs_reasons_kept *kept, const struct cs_ledger *ledger,
                                    const struct cs_ledger_row *row, cs_set worlds);
void cs_reasons_kept_release(struct cs_reasons_kept *kept);
/*
 * The entries and articles that the record concludes (R 2.9) and on which the row's state on an account rests: those
 * among its reasons at any depth, and among what these count. Each is a reason with that entry or article, in the
 * arena, and comes once; NULL with *count 0 if there are none.
 */
casus_status cs_why_concluded(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds,
                              struct cs_arena *arena, const struct cs_reason ***out, size_t *count);
/*
 * Does the row rest on nothing that the record concludes, whatever the worlds and the time? As most rows do; it is
 * found once for all accounts. False: it may.
 */
bool cs_why_rests_on_nothing(const struct cs_ledger *ledger, const struct cs_ledger_row *row);
/* The following explain what is no row; an account that contradicts itself has the same note. */
/*
 * Why a fact, a name or an event of a check line is so in some of these worlds. If it is so in none: the entries of it
 * in other worlds, and for each rule that could conclude it the first condition that nothing meets.
 */
casus_status cs_why_holds(const struct cs_ledger *ledger, const struct cs_check *check, cs_set worlds,
                          struct cs_arena *arena, struct cs_reason **out);
/*
 * Why there is no such bond in these worlds: for each rule that could found one that fits, the first condition that
 * nothing meets; if that is a derived fact, also what its rules lack. `bond` is a pattern as in a check line.
 */
casus_status cs_why_not(const struct cs_ledger *ledger, cs_name article, const struct cs_bond *bond, cs_set worlds,
                        struct cs_arena *arena, struct cs_reason **out);
/* Why an act would be without effect in these worlds, or who gives the power: as of the end of the run. */
casus_status cs_why_act(const struct cs_ledger *ledger, const struct cs_term *term, cs_set worlds,
                        struct cs_arena *arena, struct cs_reason **out);

#endif
