/* SPDX-License-Identifier: MIT */
/*
 * The pieces of a row in cases, which are explained one by one: those that differ only in their deadlines are one case;
 * of a decision, and of a bond with many cases, also those that differ since when.
 */
#ifndef CS_REASONS_CASES_H
#define CS_REASONS_CASES_H

#include "reasons/why_int.h"

#define CS_CASE_OUTCOMES 4

/*
 * What all cases of a row have in common. The questions on which it depends: with its dates, and its state alone; NULL:
 * not looked for yet. The worlds of all outcomes of one kind; CS_NONE: not joined yet.
 */
struct cs_cases_shared {
    const struct cs_ledger *ledger;
    cs_set asked;   /* the worlds of which the row is explained */
    uint32_t *all, *of_state;
    size_t all_count, of_state_count;
    cs_set outcomes[CS_CASE_OUTCOMES];
};

struct cs_case {
    const struct cs_ledger_row *row;
    const struct cs_ledger_piece *piece;         /* the first of them */
    const struct cs_ledger_piece *const *pieces; /* all, in the order of the row */
    size_t piece_count;
    bool any_since;                              /* they may differ since when, too */
    cs_set worlds;
    struct cs_cases_shared *shared;
};

/* The pieces of a row that are in some of the worlds, in cases. */
struct cs_cases {
    const struct cs_ledger_piece **pieces; /* those of one case side by side */
    size_t count;
    uint32_t *begins; /* by piece of the row: where the case begins of which it is the first, + 1; else 0 */
    bool any_since;   /* of pieces that differ since when, too */
};

/* False if memory ran out. */
bool cs_cases_find(struct cs_explaining *why, const struct cs_ledger_row *row, cs_set worlds, struct cs_cases *out);
/* 0: two pieces are of one case. */
int cs_cases_compare(const struct cs_ledger_piece *a, const struct cs_ledger_piece *b, bool any_since);
/* The deadlines of the case after this instant, each once, the earliest first; `out` has room for all its pieces. */
size_t cs_case_deadlines(const struct cs_explaining *why, const struct cs_case *c, cs_instant after,
                         const struct cs_ledger_piece **out);
/* Adds the answers that the worlds of the case give to questions; none for a question that they leave fully open. */
void cs_case_answers(struct cs_explaining *why, struct cs_reason *parent, const struct cs_case *c);
/* Finds the questions on which the state of the row alone depends. */
void cs_case_find_questions_of_state(struct cs_explaining *why, const struct cs_case *c);

#endif
