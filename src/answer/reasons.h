/* SPDX-License-Identifier: MIT */
/* The reasons of a row, or of what is no row, on each account, ready to be shown. */
#ifndef CS_ANSWER_REASONS_H
#define CS_ANSWER_REASONS_H

#include "reasons/why.h"

/* The state on one account, and why. Writers join equal parts. Reasons that belong to no account come last. */
struct cs_reasons_part {
    cs_name account;           /* CS_NO_NAME: open */
    bool of_account;           /* false: the reasons belong to no account */
    enum cs_state state;       /* or CS_STATE_UNSAID */
    const struct cs_reason *reasons;
};

#define CS_NEAR_ROWS 3

struct cs_reasons {
    const struct cs_ledger_row *row; /* what is asked about; NULL: the sentence */
    enum cs_ledger_kind kind;     /* of the row, or of the row that was looked for */
    const char *sentence;      /* NULL: no heading is printed */
    cs_set set;                /* of a sentence: the worlds in which it is so */
    const struct cs_ledger_row *near[CS_NEAR_ROWS]; /* if no row fits a sentence: the nearest rows, then NULL */
    bool near_says_less;       /* these say what the sentence says, and leave out some of it */
    const struct cs_reasons_part *parts;
    size_t part_count;
};

/* The reasons of a row on each account of the ledger, in the arena, as one subject. */
casus_status cs_reasons_of_row(const struct cs_ledger *ledger, const struct cs_ledger_row *row, struct cs_arena *arena,
                               struct cs_reasons *out);

/* A subject that is no row: the worlds in which it is so, its states, and the function that gives its reasons. */
struct cs_asked_set {
    cs_set set;
    enum cs_state yes, no;
    casus_status (*why)(const struct cs_asked_set *of, cs_set worlds, struct cs_arena *arena, struct cs_reason **out);
    bool apart;                   /* each account has its own reasons, even if all are equal */
    const struct cs_ledger *ledger;
    const struct cs_check *check; /* for `why` */
};
/*
 * Its reasons on each account, as one subject. Unless `apart`, reasons that are equal on all accounts come last, once.
 */
casus_status cs_reasons_of_set(const struct cs_asked_set *of, struct cs_arena *arena, struct cs_reasons *out);

#endif
