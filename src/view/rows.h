/* SPDX-License-Identifier: MIT */
/* Texts and states of a row that all writers share. */
#ifndef CS_VIEW_ROWS_H
#define CS_VIEW_ROWS_H

#include "view/view.h"

/* The text of a name; NULL for CS_NO_NAME. */
const char *cs_row_name(const struct cs_report *report, cs_name name);
size_t cs_row_account_count(const struct cs_report *report);
/* "Armenia", or "open" where there is no account. */
const char *cs_row_account(const struct cs_report *report, size_t account);
/* Adds the voice of an account in a form; for cs_part_made. */
struct cs_row_voice { const struct cs_report *report; size_t account; };
void cs_row_add_account(const void *voice, const char *form, size_t length, struct cs_buffer *out);
cs_set cs_row_worlds(const struct cs_report *report, size_t account);

/* A name outside of a sentence, in the arena: in another language than English by its title. NULL of no name. */
const char *cs_row_called(const struct cs_report *report, cs_name name, struct cs_arena *arena);
/* A state, as people read it. */
const char *cs_row_state(const struct cs_report *report, enum cs_state state);
/* Does the row belong to the request of the report and concern its party, where it has them? */
bool cs_row_wanted(const struct cs_report *report, const struct cs_ledger_row *row);

/* The request to which it belongs, by its name ("r1"), of a request itself; NULL if there is none. */
const char *cs_row_request(const struct cs_report *report, const struct cs_ledger_row *row);

/* The day since when it stands so, where all these worlds agree on it; else NULL. */
const char *cs_row_since_in(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                            char out[32]);
/* Of a piece: the day since when, and the last day of the time allowed, or its last minute. NULL if it has none. */
const char *cs_row_since(const struct cs_ledger_piece *piece, char out[32]);
const char *cs_row_deadline(const struct cs_ledger_piece *piece, char out[32]);

/*
 * How many days after something, at the least and at the most, below 0 before it: "the same day", "1 day after",
 * "2 to 4 days before", "1 day before to 3 days after".
 */
void cs_row_days_after(struct cs_language l, int32_t least, int32_t most, struct cs_buffer *out);

/* The one answer that these worlds give to a question; NULL where they leave it open; "contradictory" of no world. */
const char *cs_row_answer(const struct cs_report *report, uint32_t question, cs_set worlds);
/* The questions on which a row's state depends in these worlds, in the arena; NULL with *count 0 if on none. */
const uint32_t *cs_row_questions(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                                 struct cs_arena *arena, size_t *count);

/* Adds what is told beside the state, in these worlds, each behind a comma: "1 of 10 performed, substitute offered". */
void cs_row_beside(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                   struct cs_buffer *out);
/* Adds who is left out of a decision: "without Alden, Borea, perhaps without Vestia"; nothing if nobody is. */
void cs_row_left_out(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                     struct cs_arena *arena, struct cs_buffer *out);
/* The questions on which it depends whether somebody is left out; otherwise as cs_row_questions. */
const uint32_t *cs_row_left_out_questions(const struct cs_report *report, const struct cs_left_out *who,
                                          struct cs_arena *arena, size_t *count);
/* The questions on which the state, or what is told with it, depends; otherwise as cs_row_questions. */
const uint32_t *cs_row_line_questions(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                                      struct cs_arena *arena, size_t *count);

/* "yes" or "no" if it is so in all these worlds, else "". */
const char *cs_row_still_owed(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds);

/* May, may not, undetermined or contradictory on an account; `power`: the worlds in which it may be done. */
enum cs_state cs_row_power(const struct cs_report *report, cs_set power, size_t account);
/* The questions on which it depends, within `worlds`, whether a world is in `set`; NULL with *count 0 if on none. */
const uint32_t *cs_row_set_questions(const struct cs_report *report, cs_set set, cs_set worlds, struct cs_arena *arena,
                                     size_t *count);
/* The worlds that are shown: those of the one account, or all possible ones. */
cs_set cs_row_shown(const struct cs_report *report);

/* Adds an entry on one line, as a sentence; if there is none, as it was written: "2022-09-13 r1: strike on Alden". */
void cs_row_entry(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out);
/* Adds what an entry of a happening, a state, a duty or a name says, without its date and label. */
void cs_row_statement(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out);
/* Adds the states that a row may have on an account: "in force", "undetermined (violated or not owed)". */
void cs_row_state_words(const struct cs_report *report, const struct cs_ledger_row *row, size_t account,
                        struct cs_buffer *out);

/*
 * The conclusions of the record on which the row's state on an account rests (cs_why_concluded), as they are
 * shown, in the order of their texts; NULL with *count 0 if there are none.
 */
const char *const *cs_row_concluded(const struct cs_report *report, const struct cs_ledger_row *row, size_t account,
                                    struct cs_arena *arena, size_t *count);
/* The same on any of the accounts that are shown. */
const char *const *cs_row_concluded_anywhere(const struct cs_report *report, const struct cs_ledger_row *row,
                                             struct cs_arena *arena, size_t *count);

/* CASUS_OK, or the failure of the ledger, the arena (may be NULL) or the buffer. */
casus_status cs_report_status(const struct cs_report *report, const struct cs_arena *arena,
                              const struct cs_buffer *out);

#endif
