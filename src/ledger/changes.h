/* SPDX-License-Identifier: MIT */
/*
 * The differences between two ledgers of one record: of two dates, or known on two dates. A row of one and a row of the
 * other are the same if they have the same kind, article, parties, trigger and act, compared by names carried over from
 * one answer to the other.
 */
#ifndef CS_LEDGER_CHANGES_H
#define CS_LEDGER_CHANGES_H

#include "ledger/happened.h"

struct cs_ledger_change {
    const struct cs_ledger_row *before, *after; /* NULL before: it is new; NULL after: it is gone */
    bool states;                                /* cs_changes_same_states: not the same on some account */
    bool deadline;                              /* one of its deadlines passed between the two */
    bool due;                                   /* of one date: the times that it allows differ */
};

struct cs_question_change {
    const struct cs_question *question;
    uint32_t before, after;    /* its number in each docket; CS_NOWHERE: the docket has no such question */
    bool turned_before, turns; /* does some row depend on it, before and after? */
};

struct cs_changes {
    struct cs_arena arena;
    const struct cs_ledger *before, *after;
    struct cs_ledger_change *rows; /* in the order of the later ledger; those that are gone come last */
    size_t row_count;
    struct cs_question_change *questions; /* on which some row depends, before or after, and which changed */
    size_t question_count;
    struct cs_happening *happened; /* events and facts of the record that lie between the two, by date */
    size_t happened_count;
    /*
     * Recorded between the two: a claim; or what the record takes back (R 2.15); or, with neither, what it concludes
     * (R 2.9).
     */
    struct cs_recorded_word {
        const struct cs_claim *claim;
        const struct cs_retraction *retracted;
        const struct cs_entry *entry;
    } *said;
    size_t said_count;
};

/* Both ledgers show the same accounts and outlive it. They may come from two cases, read from the same files. */
casus_status cs_changes_new(const struct cs_ledger *before, const struct cs_ledger *after, struct cs_changes **out);
void cs_changes_free(struct cs_changes *changes);

/* Are they the same row? They may come from two cases: names are carried over (cs_names_carry). */
bool cs_changes_same_thing(const struct cs_ledger *before, const struct cs_ledger_row *old,
                           const struct cs_ledger *after, const struct cs_ledger_row *new);
/*
 * Are the states that the row may have the same as before, on each account, with what is told beside them
 * (ledger/beside.h), and with who is left out?
 */
bool cs_changes_same_states(const struct cs_ledger *before, const struct cs_ledger_row *old,
                            const struct cs_ledger *after, const struct cs_ledger_row *new);
/* The same number for all rows of a ledger that have the same states, in that sense, on every account. */
uint64_t cs_changes_likeness(const struct cs_ledger *ledger, const struct cs_ledger_row *row);
/* Are the times that the row allows the same? */
bool cs_changes_same_deadlines(const struct cs_ledger_row *old, const struct cs_ledger_row *new);
/* Where the last row was found, since rows keep their order, and its trigger in both; all zero for the first. */
struct cs_changes_place { size_t from; cs_name trigger, old_trigger; };
/* The same row of `before`, or NULL. All rows that are looked for with one place are of one ledger, in another one. */
const struct cs_ledger_row *cs_changes_find(const struct cs_ledger *before, const struct cs_ledger *after,
                                            const struct cs_ledger_row *new, struct cs_changes_place *place);

/* The deadlines of a row of the later ledger that lie between the two, as days or minutes, each once, in order. */
size_t cs_changes_deadlines(const struct cs_changes *changes, const struct cs_ledger_row *row, struct cs_arena *arena,
                            const char **out);

#endif
