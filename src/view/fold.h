/* SPDX-License-Identifier: MIT */
/*
 * Lines of a ledger for people. A line stands for one row, or for several that stand alike on every account:
 *
 *   of one family      each other party owes Armenia assistance to Armenia of Military on e1
 *   then of families   each other party owes Armenia assistance to Armenia of Military, Political on e1
 */
#ifndef CS_VIEW_FOLD_H
#define CS_VIEW_FOLD_H

#include "view/view.h"

/*
 * Texts that differ only in one name, as one: "vote by A on d2", "vote by B on d2" is "vote by A, B on d2". One text
 * after another is tried against those that were joined so far (at first one, whatever is in `joining`); then all are
 * one text.
 */
struct cs_joining { size_t head, tail; }; /* bytes that all begin and end with */
bool cs_join_try(struct cs_joining *joining, const char *const *texts, size_t count, const char *text);
/* In the arena, or the one text itself; NULL if memory ran out, which the arena remembers. */
const char *cs_join_text(const struct cs_joining *joining, struct cs_arena *arena, const char *const *texts,
                         size_t count);

struct cs_line {
    const struct cs_ledger_row **rows;
    size_t row_count, row_capacity;
    enum cs_state *states;      /* by account */
    enum cs_state *shown;       /* the same as people read them */
    const uint32_t *questions;  /* on which it turns, over all worlds that can be; of one account, over its own */
    size_t question_count;
    bool same;                  /* one state on every account */
    const char *ids;            /* "6", "27.2,4-7" */
    const char *sentence;       /* "each other party owes Armenia assistance of Military on e1" */
    const char *label;          /* the sentence, with article, time and marks in brackets */

    /* while folding */
    const char **texts;         /* the words that were joined */
    size_t text_count;
    struct cs_joining joining;
    const char *who;
    const char *notes;
};

struct cs_lines { struct cs_line *items; size_t count; };

/* Folds rows, in their order, into lines in the arena. The caller asks the arena whether it failed. */
void cs_fold(const struct cs_report *report, const struct cs_ledger_row *const *rows, size_t count,
             struct cs_arena *arena, struct cs_lines *out);

#endif
