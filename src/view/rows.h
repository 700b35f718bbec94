/* SPDX-License-Identifier: MIT */
/* What all writers say of a row. */
#ifndef CS_VIEW_ROWS_H
#define CS_VIEW_ROWS_H

#include "view/view.h"

/* The text of a name, or NULL of CS_NO_NAME. */
const char *cs_row_name(const struct cs_report *report, cs_name name);
size_t cs_row_account_count(const struct cs_report *report);
/* "Armenia", or "open" where there is no account. */
const char *cs_row_account(const struct cs_report *report, size_t account);
cs_set cs_row_worlds(const struct cs_report *report, size_t account);

/* Is the row among those that are asked for? */
bool cs_row_wanted(const struct cs_report *report, const struct cs_ledger_row *row);

/* Of a piece: the day since when, and the last day of the time allowed, or its last minute. NULL if it has none. */
const char *cs_row_since(const struct cs_ledger_piece *piece, char out[32]);
const char *cs_row_deadline(const struct cs_ledger_piece *piece, char out[32]);

/* The one answer that these worlds give to a question; NULL where they leave it open; "contradictory" of no world. */
const char *cs_row_answer(const struct cs_report *report, uint32_t question, cs_set worlds);
/* The questions on which a row turns in these worlds, in the arena; NULL with *count 0 if it turns on none. */
const uint32_t *cs_row_questions(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                                 struct cs_arena *arena, size_t *count);

/* Who is left out of a decision: "without Alden, Borea, perhaps without Vestia"; "" if nobody is. */
void cs_row_left_out(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                     struct cs_arena *arena, struct cs_buffer *out);
/* On what it turns whether somebody is left out, as cs_row_questions. */
const uint32_t *cs_row_left_out_questions(const struct cs_report *report, const struct cs_left_out *who,
                                          struct cs_arena *arena, size_t *count);
/* On what a line turns that says both how the row stands and who is left out. */
const uint32_t *cs_row_line_questions(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                                      struct cs_arena *arena, size_t *count);

/* "yes" or "no" where it is so in all these worlds, "" where it depends. */
const char *cs_row_still_owed(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds);

/* May, may not, undetermined or contradictory on an account, of what may be done in these worlds. */
enum cs_state cs_row_power(const struct cs_report *report, cs_set power, size_t account);
/* On what it turns within some worlds that something is so (in `set`); NULL with *count 0 if on nothing. */
const uint32_t *cs_row_set_questions(const struct cs_report *report, cs_set set, cs_set worlds, struct cs_arena *arena,
                                     size_t *count);
/* The worlds of what is shown: those of the one account, or all that can be. */
cs_set cs_row_shown(const struct cs_report *report);

/* An entry of the record as it was written, on one line: "2022-09-13 r1: request by Armenia of CSTO on e1". */
void cs_row_entry(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out);
/* What a row may be on an account, in the order of its pieces: "in force", "undetermined (violated or none)". */
void cs_row_state_words(const struct cs_report *report, const struct cs_ledger_row *row, size_t account,
                        struct cs_buffer *out);

/* CASUS_OK, or what went wrong in the ledger, the arena (may be NULL) or the buffer. */
casus_status cs_report_status(const struct cs_report *report, const struct cs_arena *arena,
                              const struct cs_buffer *out);

#endif
