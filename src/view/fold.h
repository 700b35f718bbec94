/* SPDX-License-Identifier: MIT */
/*
 * Lines of a ledger for people. A line is one row, or several rows with equal states on every account:
 *
 *   of one family      each other party owes Armenia assistance to Armenia of Military on e1
 *                      each other party but Cuba, where few of the parties of the instrument, or of the family, are not
 *   then of families   each other party owes Armenia assistance to Armenia of Military, Political on e1
 */
#ifndef CS_VIEW_FOLD_H
#define CS_VIEW_FOLD_H

#include "view/alike.h"

/*
 * Joins texts that differ only in one name: "vote by A on d2" and "vote by B on d2" to "vote by A, B on d2".
 * cs_join_try is called for one text after another, with those that were joined so far (`joining` is set once there are
 * two); then cs_join_text makes one text of all. `report` NULL: a name is known by its capital letters alone.
 */
struct cs_joining { size_t head, tail; }; /* lengths of the common beginning and end of all */
bool cs_join_try(const struct cs_report *report, struct cs_joining *joining, const char *const *texts, size_t count,
                 const char *text);
/*
 * The joined text in the arena, with `last` before the last name, or the only text itself; NULL if memory ran out; then
 * the arena has failed.
 */
const char *cs_join_text(const struct cs_joining *joining, struct cs_arena *arena, const char *const *texts,
                         size_t count, const char *last);

struct cs_line {
    const struct cs_ledger_row **rows;
    size_t row_count, row_capacity;
    enum cs_state *states;      /* by account */
    enum cs_state *shown;       /* the same as they are printed (cs_ledger_shown) */
    const uint32_t *questions;  /* on which it depends, over all possible worlds, or those of the one account */
    size_t question_count;
    struct cs_partner *partners; /* the questions of its other rows that are partners of those of its first */
    size_t partner_count, partner_capacity;
    const char *const *concluded; /* what the record concludes and it rests on (cs_row_concluded_anywhere) */
    size_t concluded_count;
    bool is_concluded;          /* that is nothing but the entry of which it tells */
    bool same;                  /* one state on every account */
    bool broken_known;
    cs_set broken;              /* the worlds in which one of its duties is broken, as first asked for */
    const char *ids;            /* "6", "27.2,4-7" */
    const char *sentence;       /* "each other party owes Armenia assistance of Military on e1" */
    const char *statement;      /* of a request, a decision or an act: the sentence without its date and label */
    const char *label;          /* the sentence, with article, time and marks in brackets */

    /* while folding */
    uint64_t likeness;          /* lines that stand alike have the same */
    const uint32_t *own;        /* on which its first row depends */
    size_t own_count;
    bool worded, claimant;      /* in plain language; then: the text names the claimant */
    const char **texts;         /* the texts that were joined */
    size_t text_count;
    struct cs_joining joining;
    const char *who;
    bool listed;                /* several holders stand in it by name */
    const char *notes;
};

struct cs_lines { struct cs_line *items; size_t count; };

/* Folds rows, in their order, into lines in the arena. The caller checks whether the arena has failed. */
void cs_fold(const struct cs_report *report, const struct cs_ledger_row *const *rows, size_t count,
             struct cs_arena *arena, struct cs_lines *out);
/*
 * Of questions on which the first row depends, those on which the line depends: with their partners. Ascending, in the
 * arena, or `questions` itself.
 */
const uint32_t *cs_line_questions(const struct cs_line *line, const uint32_t *questions, size_t count,
                                  struct cs_arena *arena, size_t *all_count);
/* Sets the questions of a line to those on which it depends in these worlds. */
void cs_line_look_at(const struct cs_report *report, struct cs_line *line, cs_set worlds, struct cs_arena *arena);
/* Was the substitute of this entry offered for what a row of the lines owes? */
bool cs_lines_offered(const struct cs_report *report, const struct cs_lines *lines, const struct cs_entry *entry);

#endif
