/* SPDX-License-Identifier: MIT */
/* The reasons of something on each account, ready to be shown. */
#ifndef CS_ANSWER_REASONS_H
#define CS_ANSWER_REASONS_H

#include "reasons/why.h"

/* How it is on one account, and why; accounts alike are written as one. Reasons that are of no account stand last. */
struct cs_reasons_part {
    cs_name account;           /* CS_NO_NAME: open */
    bool of_account;           /* false: of none of them */
    enum cs_state state;       /* or unsaid */
    const struct cs_reason *reasons;
};

#define CS_NEAR_ROWS 3

struct cs_reasons {
    const struct cs_ledger_row *row; /* what is asked about; or NULL: */
    enum cs_row_kind kind;     /* of the row, or of the row that was looked for */
    const char *sentence;      /* NULL: the text has no head */
    cs_set set;                /* of a sentence: the worlds in which it is so */
    const struct cs_ledger_row *near[CS_NEAR_ROWS]; /* where no row fits a sentence: those that nearly do, then NULL */
    const struct cs_reasons_part *parts;
    size_t part_count;
};

/* The reasons of a row on each account of the ledger, in the arena, as one subject. */
casus_status cs_reasons_of_row(const struct cs_ledger *ledger, const struct cs_ledger_row *row, struct cs_arena *arena,
                               struct cs_reasons *out);

/* What is no row: in which worlds it is so, how that is called, and why it is so or not in some worlds. */
struct cs_asked_set {
    cs_set set;
    enum cs_state yes, no;
    casus_status (*why)(const struct cs_asked_set *of, cs_set worlds, struct cs_arena *arena, struct cs_reason **out);
    bool apart;                   /* each account has its own, also where they are the same for all */
    const struct cs_ledger *ledger;
    const struct cs_check *check; /* what it is about; for `why` */
};
/*
 * Its reasons on each account, as one subject; where these are the same for all they stand last, once, unless `apart`.
 */
casus_status cs_reasons_of_set(const struct cs_asked_set *of, struct cs_arena *arena, struct cs_reasons *out);

#endif
