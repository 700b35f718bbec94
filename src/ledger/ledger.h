/* SPDX-License-Identifier: MIT */
/*
 * The ledger: what a run comes to, as rows. Every row has pieces: disjoint sets of worlds that together are all
 * possible worlds, in each of which it has one state. From them follow its state on an account, what it turns on, its
 * cases.
 *
 * All text is borrowed and lives as long as the ledger.
 */
#ifndef CS_LEDGER_LEDGER_H
#define CS_LEDGER_LEDGER_H

#include "run/run.h"

enum cs_row_kind { CS_ROW_DUTY, CS_ROW_PROHIBITION, CS_ROW_EXPECTATION, CS_ROW_REQUEST, CS_ROW_DECISION, CS_ROW_ACT };
const char *cs_row_kind_text(enum cs_row_kind kind);

#define CS_NO_ROW UINT32_MAX

struct cs_ledger_piece {
    cs_set worlds;
    enum cs_state state;
    bool has_since, has_deadline;
    cs_instant since;       /* when it was founded, or happened */
    cs_day since_day;
    cs_instant deadline;    /* exclusive: the first instant that is too late */
    bool deadline_hours;    /* given to the minute; else it is the end of the day before */
    int32_t deadline_offset;
    bool still_owed;        /* beside violated and fulfilled in part */
    bool substituted;       /* something was offered in its place */
    bool in_part;           /* a number is owed, and part of it was performed: */
    cs_wide have, of;
    cs_name *without;       /* decisions: who or what is left out */
    uint32_t without_count;
};

struct cs_ledger_row {
    enum cs_row_kind kind;
    const char *id;         /* "4.2": the second of the fourth family; of a lone row "4" */
    uint32_t family;        /* from 1: rows that differ only in their holder are one family */
    cs_name instrument;     /* "CST"; CS_NO_NAME: it stands in the record */
    cs_name article;        /* "CST 4(2)" */
    cs_name holder, claimant;
    const char *content;    /* "assistance by Russia to Armenia of Military on e1" */
    const char *common;     /* the same without the holder: "assistance to Armenia of Military on e1" */
    const char *topic;      /* the words of the act alone: "assistance" */
    cs_name trigger;        /* the occurrence that founded it; of requests, decisions and acts, itself */
    const char *date;       /* of requests, decisions, acts: as entered */
    uint32_t request;       /* the row of the request to which it belongs, or CS_NO_ROW */
    struct cs_ledger_piece *pieces;
    uint32_t piece_count;
    uint32_t bond;          /* inside: its bond, or CS_NO_ROW */
    uint32_t occurrence;    /* inside: its occurrence and the number of its row, or CS_NO_ROW */
    uint32_t occurrence_row;
    const struct cs_entry *entry; /* or NULL */
};

struct cs_ledger {
    struct cs_arena arena;
    struct cs_run *run;
    struct cs_docket *docket;
    struct cs_ledger_row *rows; /* requests first, each followed by what belongs to it; then the rest */
    size_t row_count;
    struct cs_account_worlds *accounts; /* those to be shown */
    size_t account_count;
    cs_set worlds;              /* those that are looked at: all that can be, or what cs_ledger_within left of them */
};

/* Makes the ledger of a run, which outlives it: of all accounts, or of one, whose worlds alone are looked at then. */
casus_status cs_ledger_new(struct cs_run *run, bool one_account, cs_name only, struct cs_ledger **out);
void cs_ledger_free(struct cs_ledger *ledger);

/*
 * From now on only these worlds are looked at (those of a reading, say): accounts and cases are cut down to them. Rows
 * and their pieces stay.
 */
void cs_ledger_within(struct cs_ledger *ledger, cs_set worlds);

/* The row with this id, or that of a label ("d2"), or NULL. */
const struct cs_ledger_row *cs_ledger_row(const struct cs_ledger *ledger, const char *id);

/*
 * Is it a row of such a bond? `bond` is a pattern as in a check line: what it leaves unsaid, and its variables, may be
 * anything; `article` may be an instrument, an article, or CS_NO_NAME for any.
 */
bool cs_ledger_row_fits(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_name article,
                        const struct cs_bond *bond);
/*
 * An account that contradicts itself has no world: nothing is so on it, and nothing is not. Everything on it is
 * contradictory, in every command and format; these functions are the only ones that say how something stands.
 */
bool cs_ledger_contradictory(cs_set account);
/* How something that is so in the worlds of `set` stands on an account: `yes`, `no`, undetermined or contradictory. */
enum cs_state cs_ledger_standing(const struct cs_ledger *ledger, cs_set account, cs_set set, enum cs_state yes,
                                 enum cs_state no);
/* The state as people read it: CS_STATE_NONE is called by what it is said of, "not owed" of a duty. */
enum cs_state cs_ledger_shown(enum cs_row_kind kind, enum cs_state state);
/* Its one state in the worlds of an account, or undetermined, or contradictory. */
enum cs_state cs_ledger_state(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds);
/* The piece that all these worlds lie in, or NULL where several have some. */
const struct cs_ledger_piece *cs_ledger_piece(const struct cs_ledger *ledger, const struct cs_ledger_row *row,
                                              cs_set worlds);
/* Who or what is left out of a decision on an account: in some of the worlds in which it is adopted, or `certain`, in
 * all. */
struct cs_left_out { cs_name who; bool certain; cs_set worlds, adopted; };
/* In the arena; NULL with *count 0 if nobody is. */
struct cs_left_out *cs_ledger_left_out(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set account,
                                       struct cs_arena *arena, size_t *count);
/* What came of a bond in these worlds, and when. */
enum cs_outcome_kind { CS_OUTCOME_OF_PERFORMED, CS_OUTCOME_OF_BROKEN, CS_OUTCOME_OF_ENDED, CS_OUTCOME_OF_SUBSTITUTE };
struct cs_ledger_outcome {
    enum cs_outcome_kind kind;
    cs_instant time;
    /* the occurrence or state of the record that did it; CS_NO_NAME: a rule, time ran out, a state ceased */
    cs_name by;
    cs_set worlds; /* of those asked about */
};
/*
 * All of them, by kind and then in order of time, in the arena; returns how many. A row of no bond has none. NULL and 0
 * if memory ran out, which the arena knows.
 */
size_t cs_ledger_outcomes(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds,
                          struct cs_arena *arena, struct cs_ledger_outcome **out);

/* What any partition of worlds into `count` disjoint sets turns on, as cs_ledger_turns_on says of states (R 1.3). */
size_t cs_turns_on(struct cs_docket *docket, const cs_set *sets, size_t count, cs_set worlds, uint32_t *out,
                   size_t max);
/*
 * The questions on which the state turns in these worlds (R 1.3), ascending, at most `max` into `out`; returns how
 * many.
 */
size_t cs_ledger_turns_on(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds, uint32_t *out,
                          size_t max);

/* One case: these answers to these questions (all others do not matter) put the row into this piece. */
struct cs_ledger_case {
    uint32_t count;
    uint32_t *questions, *answers;
    const struct cs_ledger_piece *piece;
    cs_set worlds;
};
/*
 * The cases of a row over all worlds that are looked at: disjoint and complete. In the arena of the caller.
 * CASUS_ERR_ENTANGLED if there are more than CS_CASES_MAX, with the questions named in the failure.
 */
#define CS_CASES_MAX 4096
casus_status cs_ledger_cases(const struct cs_ledger *ledger, const struct cs_ledger_row *row, struct cs_arena *arena,
                             struct cs_ledger_case **out, size_t *count);

/* The worlds in which an occurrence of the docket (its index) has come about by the end of the run. */
cs_set cs_ledger_taken(const struct cs_ledger *ledger, size_t occurrence);
/*
 * Does a fact hold, has an event happened, is a name right, is a quantity so: the worlds in which it does, at the end.
 */
cs_set cs_ledger_holds(const struct cs_ledger *ledger, const struct cs_check *check);
/*
 * The worlds in which somebody could do this act with effect at the end of the run; `asked` if it needs a power at all.
 */
cs_set cs_ledger_may(const struct cs_ledger *ledger, const struct cs_term *term, bool *asked);

#endif
