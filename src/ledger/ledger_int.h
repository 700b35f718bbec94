/* SPDX-License-Identifier: MIT */
/* Shared by the files of the ledger: making pieces; rows of bonds and of entries. */
#ifndef CS_LEDGER_LEDGER_INT_H
#define CS_LEDGER_LEDGER_INT_H

#include "ledger/ledger.h"
#include "run/run_int.h"

/* Pieces under construction. Invariant: they are disjoint and together all possible worlds. */
struct cs_piece_list {
    struct cs_ledger *ledger;
    struct cs_ledger_piece *items;
    size_t count, capacity;
    size_t marked; /* the piece that was marked last */
};
bool cs_piece_list_init(struct cs_piece_list *list, struct cs_ledger *ledger);
/*
 * Splits each piece by the set and calls `mark` for the parts inside it. Sets mostly come in the order of the pieces,
 * or in reverse, so each set is tried first on the piece that was marked last, then on pieces further and further from
 * it.
 */
typedef void (*cs_piece_marker)(struct cs_piece_list *list, struct cs_ledger_piece *piece, const void *context);
void cs_piece_list_mark_some(struct cs_piece_list *list, cs_set set, cs_piece_marker mark, const void *context);
static inline void cs_piece_list_mark(struct cs_piece_list *list, cs_set set, cs_piece_marker mark, const void *context)
{
    if (set != CS_NONE)
        cs_piece_list_mark_some(list, set, mark, context);
}
void cs_piece_list_state(struct cs_piece_list *list, cs_set set, enum cs_state state);
/* Moves the pieces into the row; equal ones become one. */
void cs_piece_list_finish(struct cs_piece_list *list, struct cs_ledger_row *row);

struct cs_ledger_row *cs_ledger_add(struct cs_ledger *ledger, size_t *capacity);
const char *cs_ledger_text(struct cs_ledger *ledger, struct cs_buffer *buffer); /* a copy; releases the buffer */

/* Orders the acts of two bonds by their numbers; 0: they differ at most in the holder, in whatever roles. */
int cs_ledger_compare_acts(const struct cs_run *run, const struct cs_bond_state *a, const struct cs_bond_state *b);
/* order.c */
/* Puts the rows into their order, once it is said to which request each belongs. */
void cs_ledger_sort(struct cs_ledger *ledger);
/* The text of a name, of an event or an article; "" for CS_NO_ROW. */
const char *cs_ledger_name_text(const struct cs_ledger *ledger, cs_name name);
/* When it was made, or what founded it; CS_TIME_NEVER: nothing that has a time. */
cs_instant cs_ledger_time(const struct cs_ledger *ledger, const struct cs_ledger_row *row);
/* Says of each row to which request it belongs, by the name of its occurrence (requests.c). */
void cs_ledger_find_requests(struct cs_ledger *ledger);

/* bonds.c, entries.c */
/* The possible worlds in which a bond has this state; CS_STATE_NONE: in which it has no other. */
cs_set cs_ledger_bond_in_state(const struct cs_ledger *ledger, uint32_t bond, enum cs_state state);
void cs_ledger_bonds(struct cs_ledger *ledger, const struct cs_ledger_wanted *wanted, size_t *capacity);
void cs_ledger_entries(struct cs_ledger *ledger, size_t *capacity);

/* The `row` line of the vocabularies that these values fit, or NULL. */
const struct cs_plan_row *cs_ledger_line(const struct cs_ledger *ledger, uint32_t relation, const cs_value *values);

/* Of an occurrence: the request or decision to which a `groups` line puts it; `whole` unsaid: to none. */
struct cs_grouping { cs_value whole; bool certain; cs_instant time; };
/* By value, on the heap; NULL if no vocabulary has such a line, or memory ran out (groupings.c). */
struct cs_grouping *cs_ledger_groupings(struct cs_ledger *ledger);

/* Did this entry make its fact hold at this time, its end included, in some of these worlds? */
bool cs_ledger_held(const struct cs_run *run, const struct cs_occurrence *entry, cs_instant time, cs_set worlds);
/* The entry, of an occurrence or fact, that performed, broke or ended a bond; CS_NO_NAME: it was none. */
cs_name cs_ledger_did(const struct cs_run *run, const struct cs_piece *piece);
/* Is it a real date? False for CS_TIME_ALWAYS (a fact without a beginning), and for a period added to that. */
bool cs_ledger_has_a_day(cs_instant time);

#endif
