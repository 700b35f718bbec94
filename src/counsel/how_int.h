/* SPDX-License-Identifier: MIT */
/*
 * Inside the search for acts (how.h):
 *
 *   how_acts.c   which acts may be done in a turn, and the record that has them
 *   how_goal.c   the goal: its state, its row, the worlds in which it is so
 *   how.c        turns, smallest sets, who can block
 */
#ifndef CS_COUNSEL_HOW_INT_H
#define CS_COUNSEL_HOW_INT_H

#include "answer/question.h"
#include "counsel/ballot_int.h"
#include "counsel/how.h"
#include "ledger/next.h"

#define CS_HOW_LABEL "how"
#define CS_HOW_TURN ((int64_t)4000) /* seconds from turn to turn */
#define CS_HOW_WIDE_NODES 300000 /* of the sets of worlds of a second try; that is some half a second */

struct how_act {
    struct cs_how_act shown;
    const char *line;    /* the statement as a record has it, without date and label */
    const char *beside;  /* a line that goes with it, without a date; or NULL */
    bool closes;         /* it comes last in its turn, and may be done in each */
    uint32_t second;     /* of its turn, from 1 */
    bool wrong;          /* the texts do not allow it to be written */
    uint32_t question;   /* in the last run, or CS_NOWHERE */
};

/* A name that stands in the goal, behind this preposition. */
struct how_name { const char *text; enum cs_prep prep; };

struct how {
    const struct cs_case *c;
    const struct cs_how_wish *wish;
    struct cs_failure *failure;
    struct cs_how *out;
    cs_name account;             /* of the wish, or CS_NO_NAME */

    const char *state, *subject; /* the words of the goal: "fulfilled", "4.1" */
    struct cs_inquiry base;      /* the subject, asked on the date of the wish */
    const struct cs_ledger_row *const *rows; /* of the goal then; none: the subject is asked again in each turn */
    size_t row_count;
    struct how_name *names;      /* that stand in the goal: what they fill is filled in acts */
    size_t name_count;

    struct how_act *acts;
    size_t act_count, act_capacity;
    size_t turn;
    bool wide;                   /* also acts that name nothing of the goal, nor each other */
    const char **sorts;          /* of acts, without who does them: "vote by ... on d1 for Yes" */
    size_t sort_count, sort_capacity;
    size_t only;                 /* not 0: of acts of somebody those of this sort alone, from 1 */

    /* of the last run */
    struct cs_case made;
    struct cs_inquiry inquiry;   /* of a goal without rows, once it is asked */
    bool asked;
    struct cs_answer *answer;    /* borrowed from the inquiry, or */
    struct cs_answer *own;       /* its own */
};

/* how.c */
bool how_same_actor(const char *a, const char *b);

/* how_goal.c */
casus_status how_read_goal(struct how *h);
/* Runs the case with the acts up to a date: h->answer. how_drop_run before the next. */
casus_status how_run(struct how *h, const struct cs_date *as_of);
void how_drop_run(struct how *h);
/* The worlds of an answer in which the goal is so. */
cs_set how_goal(struct how *h);
/* The rows of the goal in the ledger of the last run: the next from *from on, or NULL. */
const struct cs_ledger_row *how_goal_row(const struct how *h, size_t *from);

/* how_acts.c */
/* Adds what may be done in the next turn, as things stand in some world of the answer; false: nothing is new. */
bool how_add_turn(struct how *h, const struct cs_answer *answer);
/* A line without quotation marks, in the arena. */
const char *how_without_marks(struct cs_arena *arena, const char *line);
/* The case with the acts so far in h->made. */
casus_status how_make_case(struct how *h);
cs_instant how_time(const struct how *h, const struct how_act *act);

#endif
