/* SPDX-License-Identifier: MIT */
/*
 * The states of something on the accounts, in words:
 *
 *   violated: Armenia; not owed: Azerbaijan; undetermined: Russia, CSTO
 *   depends on Q3 Q6
 */
#ifndef CS_VIEW_STANDING_H
#define CS_VIEW_STANDING_H

#include "view/fold.h"
#include "view/legend.h"

/* Adds "violated: Armenia; not owed: Azerbaijan", or "in force on every account"; `states` are by account. */
void cs_standing_text(const struct cs_report *report, const enum cs_state *states, struct cs_buffer *out);
/*
 * Writes the same as lines of a page, and the questions on which it depends. Writes no states if all are `everywhere`
 * (CS_STATE_UNSAID: never) or if `states` is NULL.
 */
void cs_standing_write(const struct cs_report *report, const struct cs_legend *legend, const enum cs_state *states,
                       enum cs_state everywhere, const uint32_t *questions, size_t question_count, size_t column,
                       struct cs_buffer *out);
/* Writes the numbers of a line in a margin of `indent` columns, and its label. */
void cs_standing_label(const struct cs_report *report, const struct cs_line *line, size_t indent,
                       struct cs_buffer *out);
/*
 * "rests on what the record concludes: e1 counts as attack on Armenia", on lines of its own; "concluded by the record"
 * of an entry that rests on itself alone; nothing if on nothing.
 */
void cs_standing_concluded(const struct cs_report *report, const struct cs_line *line, size_t indent,
                           struct cs_buffer *out);
/* Writes a line of a ledger: numbers in a margin of `indent` columns, label, states. */
void cs_standing_line(const struct cs_report *report, const struct cs_legend *legend, const struct cs_line *line,
                      size_t indent, struct cs_buffer *out);

/* A sentence, in the arena, that the account of these worlds contradicts itself; NULL if it does not. */
const char *cs_standing_contradiction(const struct cs_report *report, const char *account, cs_set worlds,
                                      struct cs_arena *arena);
/* For the head of a page: what is supposed (NULL: nothing). */
void cs_standing_supposed(struct cs_language language, const char *supposed, size_t columns, struct cs_buffer *out);

/* For the head of a page, a line each: what is supposed, and these sentences for all accounts that are shown. */
void cs_standing_reservations(const struct cs_report *report, struct cs_arena *arena, struct cs_buffer *out);

/* The states, by account, of something that is no row and is so in `set`, in the arena; NULL if memory ran out. */
enum cs_state *cs_standing_of_set(const struct cs_report *report, cs_set set, enum cs_state yes, enum cs_state no,
                                  struct cs_arena *arena);

#endif
