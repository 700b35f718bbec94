/* SPDX-License-Identifier: MIT */
/*
 * The ledger: a run as rows. Every row has pieces: disjoint sets of worlds that together are all possible worlds; in
 * each piece the row has one state and one set of dates. From them follow its state on an account (R 1.2), the
 * questions on which it depends (R 1.3), and its cases.
 *
 * All text is borrowed and lives as long as the ledger.
 */
#ifndef CS_LEDGER_LEDGER_H
#define CS_LEDGER_LEDGER_H

#include "base/lists.h"
#include "run/run.h"

enum cs_ledger_kind { /* of a row */
    CS_ROW_DUTY, CS_ROW_PROHIBITION, CS_ROW_EXPECTATION, CS_ROW_REQUEST, CS_ROW_DECISION, CS_ROW_ACT
};
const char *cs_ledger_kind_text(enum cs_ledger_kind kind);

struct cs_bond_state; /* run/run_int.h */

#define CS_NO_ROW UINT32_MAX

struct cs_ledger_piece {
    cs_set worlds;
    enum cs_state state;
    bool has_since, has_deadline;
    bool deadline_hours;    /* it has a time of day; else it is the end of a day */
    bool still_owed;        /* with the states violated, and fulfilled in part */
    bool substituted;       /* something was offered in its place */
    bool unreported;        /* it counts as performed in time, and nobody reports when (R 2.11) */
    bool in_part;           /* a number is owed, and only a part of it was performed: `have` of `of` */
    cs_wide have, of;
    cs_instant since;       /* when it was founded, or happened; of a decision that was made, when it was decided */
    cs_instant deadline;    /* exclusive: the first instant that is too late */
    struct cs_zone deadline_offset;
    cs_day since_day;
    uint32_t without_count;
    cs_name *without;       /* decisions: who or what is left out */
};

/* The pieces of a row that have one state, as one; made as a state is first asked for. */
struct cs_state_worlds { enum cs_state state; cs_set worlds; };
struct cs_row_states { struct cs_state_worlds *items; uint32_t count; bool made; };

struct cs_ledger_row {
    enum cs_ledger_kind kind;
    const char *id;         /* "4.2": the second row of the fourth family; "4" if that has one row */
    uint32_t family;        /* from 1: rows that differ only in their holder are one family */
    cs_name instrument;     /* "CST"; CS_NO_NAME: the row comes from the record */
    cs_name article;        /* "CST 4(2)" */
    cs_name holder, claimant;
    const char *own_words;  /* inside: of what was put; of a bond, whose act tells it, NULL (cs_ledger_content) */
    cs_name topic;          /* the words of the act alone: "assistance" */
    cs_name trigger;        /* the occurrence that founded it; of requests, decisions and acts, itself */
    const char *date;       /* of requests, decisions, acts: as entered */
    uint32_t request;       /* the row of the request to which it belongs, or CS_NO_ROW */
    struct cs_ledger_piece *pieces;
    uint32_t piece_count;
    struct cs_row_states *states; /* inside; NULL: the pieces themselves, since they are few */
    enum cs_state whole;    /* of a decision: the outcome of which something may be left out */
    cs_instant asked;       /* when that request was made */
    uint32_t relation;      /* inside: of requests, decisions and acts what was put, else NULL */
    const cs_value *values;
    bool entire;            /* of requests, decisions and acts: it stands for the whole entry, with its lists */
    uint32_t bond;          /* inside: its bond, or CS_NO_ROW */
    /* inside: its occurrence and the number of its row among those entered, or CS_NO_ROW */
    uint32_t occurrence;
    uint32_t occurrence_row;
    uint32_t named;         /* inside: of a request by a name or a rule alone its row in the run, else CS_NO_ROW */
    const struct cs_entry *entry; /* or NULL */
};

/* What an occurrence has to do with a request: whether or not it is owed. */
struct cs_helped {
    cs_name request; /* which it answers, by the name of its occurrence; CS_NO_ROW: none */
    bool helps;      /* it was done for who asked, by somebody else */
    uint32_t next;   /* + 1: the next occurrence that answers the same request; 0: none */
};

struct cs_ledger {
    struct cs_arena arena;
    struct cs_run *run;
    struct cs_docket *docket;
    struct cs_ledger_row *rows; /* requests first, each followed by its rows; then the rows of no request */
    size_t row_count;
    struct cs_helped *helped;   /* by occurrence of the docket; NULL: there is no request */
    uint32_t *answers;          /* + 1, by name of a request: the first that answers it; NULL with `helped` */
    bool *owed;                 /* by word: somebody owes or is expected to do it; NULL with `helped` */
    struct cs_account_worlds *accounts; /* those to be shown */
    size_t account_count;
    uint32_t *first_alike;      /* by account: the first that has the same worlds, and so the same states and reasons */
    cs_set worlds;              /* those that are looked at: all possible ones, or a part (cs_ledger_within) */
    struct cs_ledger_piece *spare; /* inside: room for the pieces of the row that is being made */
    size_t spare_capacity;
    struct cs_lists *alike;     /* inside: rows by a hash of what they are about, once one is looked for (changes.c) */
    struct cs_rests *rests;     /* inside: what rests on nothing that the record concludes (reasons/why.c) */
    struct cs_told_texts *told; /* inside: the texts of reasons that are the same in all worlds (reasons/rows.c) */
};
struct cs_rests { uint8_t *rows; bool *firings; size_t firing_count; };
/* By their subject. `text`: its number in the run's `reason_keys`; `said`: as in a cs_reason. */
struct cs_told_text { const void *of; cs_name text; uint32_t said; };
struct cs_told_texts { struct cs_slots slots; struct cs_told_text *items; size_t count, capacity; };

/* Makes the ledger of a run, which outlives it. With `one_account` only the worlds of account `only` are looked at. */
casus_status cs_ledger_new(struct cs_run *run, bool one_account, cs_name only, struct cs_ledger **out);
/*
 * The same with those rows of bonds alone that are wanted; NULL: all. What the rows say is the same; their numbers,
 * their order and the requests to which they belong may be others.
 */
struct cs_ledger_wanted {
    bool (*wants)(const struct cs_run *run, const struct cs_bond_state *bond, const void *context);
    const void *context;
};
casus_status cs_ledger_new_of(struct cs_run *run, bool one_account, cs_name only, const struct cs_ledger_wanted *wanted,
                              struct cs_ledger **out);
void cs_ledger_free(struct cs_ledger *ledger);

/*
 * Restricts accounts and cases to these worlds (of a reading, say). Rows and their pieces do not change.
 */
void cs_ledger_within(struct cs_ledger *ledger, cs_set worlds);

/*
 * What the row says, "assistance by Russia to Armenia of Military on e1"; the same without the holder, "assistance to
 * Armenia of Military on e1"; and without "to" the claimant too, "assistance of Military on e1". Of a bond they are
 * written as they are first asked for; if memory runs out, the run has failed.
 */
const char *cs_ledger_content(const struct cs_ledger *ledger, const struct cs_ledger_row *row);
const char *cs_ledger_common(const struct cs_ledger *ledger, const struct cs_ledger_row *row);
const char *cs_ledger_words(const struct cs_ledger *ledger, const struct cs_ledger_row *row);

/* The row with this id ("4.2", or "4-2" as tables have it), or that of a label ("d2"), or NULL. */
const struct cs_ledger_row *cs_ledger_row(const struct cs_ledger *ledger, const char *id);

/*
 * Does the row fit a bond of a check line? Roles that `bond` leaves unsaid, and its variables, match anything;
 * `article` is an instrument, an article, or CS_NO_NAME for any.
 */
bool cs_ledger_row_fits(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_name article,
                        const struct cs_bond *bond);
/* The same, but for roles that the row leaves unsaid: "help to Alden" where `bond` is "help to Alden of Economic". */
bool cs_ledger_row_says_less(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_name article,
                             const struct cs_bond *bond);
/* The same of a bond of the run. */
bool cs_ledger_bond_fits(const struct cs_run *run, const struct cs_bond_state *b, cs_name article,
                         const struct cs_bond *bond);
/*
 * Has the account no world? Then it contradicts itself, and every state on it is "contradictory". All commands and
 * formats take states from these functions alone.
 */
bool cs_ledger_contradictory(cs_set account);
/* Of something that is so in the worlds of `set`, on an account: `yes`, `no`, undetermined or contradictory. */
enum cs_state cs_ledger_standing(const struct cs_ledger *ledger, cs_set account, cs_set set, enum cs_state yes,
                                 enum cs_state no);
/* The state as it is printed for people: for CS_STATE_NONE one that depends on the kind, "not owed" of a duty. */
enum cs_state cs_ledger_shown(enum cs_ledger_kind kind, enum cs_state state);
/* The words of a state of this ledger, one that a vocabulary has of its own included. */
const char *cs_ledger_state_text(const struct cs_ledger *ledger, enum cs_state state);
/* Are states of two ledgers the same? A word of a vocabulary may have another number in the other. */
bool cs_ledger_same_state(const struct cs_ledger *a, enum cs_state x, const struct cs_ledger *b, enum cs_state y);
/* The worlds in which a row has one of these states. */
cs_set cs_ledger_in_states(const struct cs_ledger *ledger, const struct cs_ledger_row *row,
                           const enum cs_state *states, size_t count);
/*
 * The state of a row in the worlds of an account; undetermined if they have several, contradictory if there are none.
 */
enum cs_state cs_ledger_state(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds);
/* The day on which a row of the run began to hold, or happened, at this instant: as its entry has it. */
cs_day cs_ledger_day(const struct cs_run *run, uint32_t relation, uint32_t row, cs_instant time);
/* The piece that all these worlds lie in, or NULL where several have some. */
const struct cs_ledger_piece *cs_ledger_piece(const struct cs_ledger *ledger, const struct cs_ledger_row *row,
                                              cs_set worlds);
/*
 * The pieces in these worlds with the first and the last deadline, of equal ones the first; NULL if none has one. Of
 * CS_ALL the ledger is not looked at.
 */
struct cs_ledger_due { const struct cs_ledger_piece *first, *last; };
struct cs_ledger_due cs_ledger_due(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds);
/*
 * Who or what is left out of a decision on an account, in some of the worlds in which it is adopted; `certain`: in all.
 */
struct cs_left_out { cs_name who; bool certain; cs_set worlds, adopted; };
/* In the arena; NULL with *count 0 if nobody is. */
struct cs_left_out *cs_ledger_left_out(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set account,
                                       struct cs_arena *arena, size_t *count);
/* An outcome of a bond in some worlds, and its time. */
enum cs_outcome_kind { CS_OUTCOME_OF_PERFORMED, CS_OUTCOME_OF_BROKEN, CS_OUTCOME_OF_ENDED, CS_OUTCOME_OF_SUBSTITUTE };
struct cs_ledger_outcome {
    enum cs_outcome_kind kind;
    cs_instant time;
    bool dated; /* something that happened or held did it, on this day: */
    cs_day day;
    /* the occurrence or state of the record that did it; CS_NO_NAME: a rule, time ran out, a state ceased */
    cs_name by;
    cs_set worlds; /* of those asked about */
};
/*
 * All outcomes, by kind and then by time, in the arena; returns their number. A row without a bond has none. NULL and 0
 * if memory ran out; then the arena has failed.
 */
size_t cs_ledger_outcomes(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds,
                          struct cs_arena *arena, struct cs_ledger_outcome **out);

/* The same for any partition of worlds into `count` disjoint sets (R 1.3). */
size_t cs_turns_on(struct cs_docket *docket, const cs_set *sets, size_t count, cs_set worlds, uint32_t *out,
                   size_t max);
/* What is owed, forbidden or expected: the values of a row of *relation, as they were when it was founded. */
const cs_value *cs_ledger_owed(const struct cs_ledger *ledger, const struct cs_ledger_row *row, uint32_t *relation);
/*
 * Adds what the times of a bond wait for where it is open in some of these worlds (R 7.13), in the words of its text:
 * "before session of Council", "within 10 days after session of Council"; behind other text after " and ".
 */
void cs_ledger_awaited(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds,
                       struct cs_buffer *out);
/*
 * The questions on which the state depends in these worlds (R 1.3), ascending, at most `max` into `out`; returns their
 * number.
 */
size_t cs_ledger_turns_on(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds, uint32_t *out,
                          size_t max);

/* A case: with these answers to these questions, whatever the others, the row is in this piece. */
struct cs_ledger_case {
    uint32_t count;
    uint32_t *questions, *answers;
    const struct cs_ledger_piece *piece;
    cs_set worlds;
};
/*
 * The cases of a row over all worlds that are looked at: disjoint and complete. In the arena of the caller.
 * CASUS_ERR_ENTANGLED if there are more than CS_CASES_MAX; the failure names the questions.
 */
#define CS_CASES_MAX 4096
casus_status cs_ledger_cases(const struct cs_ledger *ledger, const struct cs_ledger_row *row, struct cs_arena *arena,
                             struct cs_ledger_case **out, size_t *count);

/* The worlds in which an occurrence of the docket (its index) has happened by the end of the run. */
cs_set cs_ledger_taken(const struct cs_ledger *ledger, size_t occurrence);
/*
 * The worlds in which the term of a check line is so at the end of the run: a fact holds, an event has happened, a name
 * is right, a quantity is met.
 */
cs_set cs_ledger_holds(const struct cs_ledger *ledger, const struct cs_check *check);
/*
 * The worlds in which the act would have effect at the end of the run. *asked: some text gives a power for it; if none
 * does, it always has effect.
 */
cs_set cs_ledger_may(const struct cs_ledger *ledger, const struct cs_term *term, bool *asked);

#endif
