/* SPDX-License-Identifier: MIT */
/*
 * What two ledgers of one record differ in: of two dates, or of two dates by which something was known. Rows of two
 * runs are of the same thing if they are made of the same, each with the names of its own answer.
 */
#ifndef CS_LEDGER_CHANGES_H
#define CS_LEDGER_CHANGES_H

#include "ledger/ledger.h"

struct cs_row_change {
    const struct cs_ledger_row *before, *after; /* either may be NULL: it is new, or there no longer */
    bool states;                                /* on some account it may be in another state than it might be before */
    bool deadline;                              /* a deadline of it passed between the two */
};

struct cs_question_change {
    const struct cs_question *question;
    uint32_t before, after;    /* its number in each docket; CS_NOWHERE: it did not come up */
    bool turned_before, turns; /* does some row turn on it, before and after? */
};

/* worlds in which it happened, of the later docket */
struct cs_happening { const struct cs_entry *entry; cs_set worlds; };

struct cs_changes {
    struct cs_arena arena;
    const struct cs_ledger *before, *after;
    struct cs_row_change *rows; /* in the order of the later ledger; those that are there no longer, last */
    size_t row_count;
    struct cs_question_change *questions; /* that some row turns on, before or after, and otherwise than before */
    size_t question_count;
    struct cs_happening *happened; /* events and facts of the record that lie between the two, by date */
    size_t happened_count;
    struct { const struct cs_claim *claim; const struct cs_entry *entry; } *said; /* recorded between the two */
    size_t said_count;
};

/* Both ledgers show the same accounts and outlive it. Mind that the same case may have been read twice. */
casus_status cs_changes_new(const struct cs_ledger *before, const struct cs_ledger *after, struct cs_changes **out);
void cs_changes_free(struct cs_changes *changes);

/* Is it the same thing? The two may come from different cases: their names are carried over (cs_names_carry). */
bool cs_changes_same_thing(const struct cs_ledger *before, const struct cs_ledger_row *old,
                           const struct cs_ledger *after, const struct cs_ledger_row *new);
/* May it be, on each account, in the same states as before? */
bool cs_changes_same_states(const struct cs_ledger *before, const struct cs_ledger_row *old,
                            const struct cs_ledger *after, const struct cs_ledger_row *new);
/*
 * The row of `before` that is of the same thing, or NULL. Rows keep their order: *from is where the last search ended.
 */
const struct cs_ledger_row *cs_changes_find(const struct cs_ledger *before, const struct cs_ledger *after,
                                            const struct cs_ledger_row *new, size_t *from);

/* The deadlines of a row of the later ledger that lie between the two, as days or minutes, each once, in order. */
size_t cs_changes_deadlines(const struct cs_changes *changes, const struct cs_ledger_row *row, struct cs_arena *arena,
                            const char **out);

#endif
