/* SPDX-License-Identifier: MIT */
/*
 * How something stands on the accounts, in words:
 *
 *   violated: Armenia; not owed: Azerbaijan; undetermined: Russia, CSTO
 *   depends on Q3 Q6
 */
#ifndef CS_VIEW_STANDING_H
#define CS_VIEW_STANDING_H

#include "view/fold.h"
#include "view/legend.h"

/* "violated: Armenia; none: Azerbaijan", or "in force on every account": states by account. */
void cs_standing_text(const struct cs_report *report, const enum cs_state *states, struct cs_buffer *out);
/*
 * The same as lines of a page from `column` on, and on what it turns. Of the states nothing where all are
 * `everywhere`, or where there are none (NULL). CS_STATE_UNSAID is the state of none.
 */
void cs_standing_write(const struct cs_report *report, const struct cs_legend *legend, const enum cs_state *states,
                       enum cs_state everywhere, const uint32_t *questions, size_t question_count, size_t column,
                       struct cs_buffer *out);
/* The ids of a line in a margin of `indent` columns, and its label. */
void cs_standing_label(const struct cs_report *report, const struct cs_line *line, size_t indent,
                       struct cs_buffer *out);
/* A line of a ledger: ids in a margin of `indent` columns, label, and how it stands. */
void cs_standing_line(const struct cs_report *report, const struct cs_legend *legend, const struct cs_line *line,
                      size_t indent, struct cs_buffer *out);

/* That the account contradicts itself, as a sentence in the arena; NULL of one that does not. */
const char *cs_standing_contradiction(const struct cs_report *report, size_t account, struct cs_arena *arena);
/* The same of all accounts, a line each, for the head of a page. */
void cs_standing_contradictions(const struct cs_report *report, struct cs_arena *arena, struct cs_buffer *out);

/* Of what is no row and is so in these worlds: a state for each account, in the arena; NULL if memory ran out. */
enum cs_state *cs_standing_of_set(const struct cs_report *report, cs_set set, enum cs_state yes, enum cs_state no,
                                  struct cs_arena *arena);

#endif
