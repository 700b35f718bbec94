/* SPDX-License-Identifier: MIT */
/*
 * Why a line is so: a tree of reasons, down to the article and the claims, with what is absent (R 13). It is data; how it is
 * shown is the affair of report.
 */
#ifndef CS_REASONS_WHY_H
#define CS_REASONS_WHY_H

#include "ledger/ledger.h"

enum cs_reason_kind {
    CS_REASON_STATE,    /* the head of a case: state, since, until */
    CS_REASON_RULE,     /* the article and its gist */
    CS_REASON_ENTRY,    /* an occurrence, fact or name, by its entry: who says so, denies it */
    CS_REASON_CLAIM,    /* one voice's claim, with source and anchor */
    CS_REASON_DERIVED,  /* a fact or name that a rule concluded; the rule is below */
    CS_REASON_ABSENT,   /* what is not there */
    CS_REASON_COUNT,    /* a count and what it came to */
    CS_REASON_READING,  /* a reading and its answer */
    CS_REASON_QUESTION, /* an open question and how it is answered here */
    CS_REASON_NOTE
};

struct cs_reason {
    struct cs_reason *next, *first; /* sibling, first child */
    struct cs_reason *last;         /* child */
    enum cs_reason_kind kind;
    const char *text;               /* one line */
    const struct cs_claim *claim;   /* CLAIM: for its anchor and gist */
    const struct cs_entry *entry;   /* ENTRY: or NULL */
};

/* The reasons of a row on an account (its worlds), in the arena; several cases if it is undetermined there. */
casus_status cs_why(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds,
                    struct cs_arena *arena, struct cs_reason **out);
/* What bears on a fact, a name or an event that a check line asks about. */
casus_status cs_why_holds(const struct cs_ledger *ledger, const struct cs_check *check, struct cs_arena *arena,
                          struct cs_reason **out);
/*
 * Why there is no such bond: for each rule that could found one that fits, the first condition that nothing meets. `bond` is
 * a pattern as in a check line.
 */
casus_status cs_why_not(const struct cs_ledger *ledger, cs_name article, const struct cs_bond *bond,
                        struct cs_arena *arena, struct cs_reason **out);
/*
 * Why a fact does not hold, an event has not happened, a name is not given: for each rule that could conclude it, the first
 * condition that nothing meets. Nothing if no rule could.
 */
casus_status cs_why_absent(const struct cs_ledger *ledger, const struct cs_check *check, struct cs_arena *arena,
                           struct cs_reason **out);
/* Why an act is without effect now, or who gives the power: as of the end of the run. */
casus_status cs_why_act(const struct cs_ledger *ledger, const struct cs_term *term, struct cs_arena *arena,
                        struct cs_reason **out);

#endif
