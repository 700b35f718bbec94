/* SPDX-License-Identifier: MIT */
/* Inside the ledger: pieces of a row, and its two kinds of source. */
#ifndef CS_LEDGER_LEDGER_INT_H
#define CS_LEDGER_LEDGER_INT_H

#include "ledger/ledger.h"
#include "run/run_int.h"

/* Pieces under construction: always disjoint, always all possible worlds together. */
struct cs_piece_list {
    struct cs_ledger *ledger;
    struct cs_ledger_piece *items;
    size_t count, capacity;
    size_t marked; /* the piece that was marked last */
};
bool cs_piece_list_init(struct cs_piece_list *list, struct cs_ledger *ledger);
/*
 * Splits each piece by the set and calls `mark` on the part that is in it. Sets mostly come in the order of the pieces,
 * or against it: each is tried first on the piece that was marked last, then on those ever further from it.
 */
void cs_piece_list_mark(struct cs_piece_list *list, cs_set set,
                        void (*mark)(struct cs_piece_list *list, struct cs_ledger_piece *piece, const void *context),
                        const void *context);
void cs_piece_list_state(struct cs_piece_list *list, cs_set set, enum cs_state state);
/* Moves the pieces into the row, those that are alike as one. */
void cs_piece_list_finish(struct cs_piece_list *list, struct cs_ledger_row *row);

struct cs_ledger_row *cs_ledger_add(struct cs_ledger *ledger, size_t *capacity);
const char *cs_ledger_text(struct cs_ledger *ledger, struct cs_buffer *buffer); /* a copy; releases the buffer */

/* bonds.c, entries.c */
void cs_ledger_bonds(struct cs_ledger *ledger, size_t *capacity);
void cs_ledger_entries(struct cs_ledger *ledger, size_t *capacity);

/* Did this entry make a state so at this time, its very end included, in some of these worlds? */
bool cs_ledger_held(const struct cs_run *run, const struct cs_occurrence *entry, cs_instant time, cs_set worlds);
/* The occurrence, or the state of the record, that did to a bond what the piece says; CS_NO_NAME: nothing that was
 * entered. */
cs_name cs_ledger_did(const struct cs_run *run, const struct cs_piece *piece);
/* What held always has no beginning, and what was to be done within a time of that, no day either. */
bool cs_ledger_has_a_day(cs_instant time);

#endif
