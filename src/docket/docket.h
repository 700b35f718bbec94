/* SPDX-License-Identifier: MIT */
/*
 * The docket: what a record comes to at a known-on date, before anything is run. Claims become questions and answers;
 * an entry becomes an occurrence with the worlds in which it happened, its rows, its names, and the days on which it
 * may have been; each voice has its account. Rules 1 to 3, 8 and 11.1 of the language reference are applied here.
 *
 * A run may still add questions (a role left unsaid, an order within a day, a quantity against a number) and worlds
 * that cannot be (`possible` shrinks); it changes nothing else.
 *
 * A docket is of one answer, and is used by one thread. It does not change the plan: the names that an answer makes
 * (docket/made.h) stand in a table of the docket over the names of the texts. All that the docket points to lives in
 * its arena, or in the plan and the texts, which outlive it. Every failure is in `failure`, the first one stays.
 *
 * Instants are seconds, days are counted from 1970-01-01 (time/civil.h). A cs_set is a set of worlds (world/worlds.h).
 */
#ifndef CS_DOCKET_DOCKET_H
#define CS_DOCKET_DOCKET_H

#include "plan/plan.h"
#include "world/worlds.h"

enum cs_question_kind { CS_QUESTION_OCCURRENCE, CS_QUESTION_QUALIFICATION, CS_QUESTION_READING, CS_QUESTION_ORDER };
const char *cs_question_kind_text(enum cs_question_kind kind);

struct cs_question {
    enum cs_question_kind kind;
    cs_name id;            /* "e1 counts as attack on Armenia" */
    const char *text;      /* "was e1 attack on Armenia?" */
    uint32_t answer_count;
    const char **answers;  /* "yes", "no", or days, readings, claims */
    const struct cs_entry *entry; /* the entry it is about, or NULL */
    /* of a question of order, the two: numbers that are equal for what comes at one instant. Else 0 */
    int64_t earlier, later;
};

struct cs_asked { uint32_t kind, a, b, question; };

/* Another claim of the same day by which a voice says the same. */
struct cs_said { struct cs_said *next; const struct cs_claim *claim; };

/* A claim that was known by then, with the day on which it was recorded, in the zone of its file. */
struct cs_claimed { struct cs_claimed *next; const struct cs_claim *claim; cs_day recorded; };

/* How one voice stands to one matter, by its latest claim (R 2.4). */
struct cs_stance {
    struct cs_stance *next;
    cs_name voice;
    enum cs_claim_kind kind;       /* RETRACTS: it has taken back what it said */
    const struct cs_claim *claim;  /* its latest */
    struct cs_said *said;          /* the others of that day, in their order */
    cs_day recorded;               /* the day of that claim, in the zone of its file */
    bool reported;                 /* known only through another voice (R 2.5) */
    bool torn;                     /* its latest day has two claims that differ: it takes no side */
};

/*
 * What claims can be about: that an entry happened, that a name is right, which reading, which number, which date.
 * It stands in the worlds of `yes`; `no` is the rest.
 */
struct cs_matter {
    const struct cs_entry *entry;  /* the first entry about it */
    cs_name line;                  /* of what is said about an entry: the name of the line (docket/lines.c) */
    cs_name under;                 /* of a name: the instrument with a judge for which it is settled, or CS_NO_NAME */
    struct cs_claimed *claimed, *claimed_last; /* in their order; as it is closed stances are made of them */
    struct cs_stance *stances;
    const struct cs_stance *judged; /* the judge's claim that settles it, or NULL (R 2.6) */
    bool known;                    /* entered by the known-on date */
    bool bare;                     /* entered by the record itself, without a claim */
    enum cs_supposed supposed;     /* by a supposition: then it is no question, and no claim counts */
    const struct cs_entry *concluded; /* an entry of it that says so (R 2.9), known by then; or NULL */
    /*
     * The record has taken back what it held of it (R 2.15): the latest such entry known by then, or NULL; and that has
     * been done. `dated`: the record has recorded its own word on a day that it gives, the last of which is `own`.
     */
    const struct cs_entry *retracted;
    bool taken_back, dated;
    cs_day own;
    uint32_t question;             /* CS_NOWHERE if it is none */
    struct cs_matter *asked_next;  /* the next that is about the same question (cs_docket_matters_of) */
    cs_set yes;                    /* the worlds in which it stands */
    cs_set no;
};

struct cs_occurrence_row { /* what an occurrence is, by its entry or by a name */
    struct cs_occurrence_row *next;
    uint32_t relation;
    cs_value values[CS_COLUMNS_MAX];
    cs_set worlds;
    const struct cs_matter *matter; /* of a name: whether it is right. NULL: entered so */
};

struct cs_cell { /* one of the places in time where an occurrence may have been */
    cs_instant start, end; /* end exclusive */
    cs_day day;
    bool hours;            /* the instant itself is known */
    struct cs_zone offset;
    cs_set worlds;
};

/* A line that fills in a role of an occurrence. */
struct cs_filling { struct cs_filling *next; const struct cs_matter *matter; };

/* Another date that is said of an occurrence (R 8.5). */
struct cs_dating { struct cs_dating *next; const struct cs_entry *entry; struct cs_matter *matter; };

struct cs_occurrence { /* an event of the record, a state (then it has a span), or a bond that the record enters */
    const struct cs_entry *entry;
    cs_value value;               /* its label, or its date and term */
    struct cs_moment moment;      /* when it was: what all dates that are given leave open (R 8.5) */
    struct cs_dating *datings;    /* what is said of its date beside the entry */
    struct cs_filling *fillings;  /* what is said of its roles beside the entry, the last first */
    struct cs_matter *matter;
    cs_set worlds;                /* in which it happened */
    struct cs_occurrence_row *rows, *last_row;
    struct cs_cell *cells;        /* where it may have been; of a state, where it may have begun */
    uint32_t cell_count;
    struct cs_cell *ends;         /* of what has a span: with which days it may have ended; none if it is open */
    uint32_t end_count;
    bool named;                   /* somebody says that it counts as something */
    bool dates_differ;            /* the dates that are given cannot all be right */
    bool untold;                  /* a state that nobody tells: it may be so after the data end (R 8.14) */
    cs_value *refers;             /* occurrences it names, directly or through others; sorted */
    uint32_t refer_count;
    uint32_t redetermined;        /* the first of its redeterminations, + 1; 0: it has none */
};

/* A line that bounds a quantity: at least `least`, at most `most`. */
struct cs_bound { const struct cs_entry *entry; struct cs_matter *matter; cs_wide least, most; bool has_most; };
struct cs_quantity { /* all bounds on one number */
    uint32_t relation;
    cs_value values[CS_COLUMNS_MAX];
    struct cs_bound *bounds;
    uint32_t bound_count;
};

struct cs_threshold { /* a question "at least k" that was asked of a quantity */
    struct cs_threshold *next;
    uint32_t relation;
    cs_value values[CS_COLUMNS_MAX];
    cs_wide k;
    cs_set yes;
};

/*
 * A later determination by a judge that differs from its first: from `time` on the name is right, or is no longer
 * (R 2.6, DECISIONS 23).
 */
struct cs_redetermination {
    cs_value occurrence;
    const struct cs_matter *matter;
    uint32_t relation;
    cs_value values[CS_COLUMNS_MAX];
    cs_set worlds;
    cs_instant time;
    bool right;
    uint32_t next; /* the next of its occurrence, + 1; 0: there is none */
};

/* A line `no TERM`: by its date nothing of the kind had been done (R 2.10). */
struct cs_absence {
    struct cs_matter *matter; /* who says so */
    cs_instant by;            /* the end of its date, exclusive */
    bool fixed;               /* the record itself says so, and nobody disputes it */
};
/* The claims of such a line as answers to one question (R 2.11): their matter has its stances, and its own worlds. */
struct cs_absence_answer {
    struct cs_absence_answer *next; /* of the same question, in the order of the lines */
    const struct cs_absence *absence;
    struct cs_matter *matter;
};

/*
 * That the first of two came before the second, or (`of_moment`) before a moment, which lasts from `from` to `to`; of
 * a day the two are one, its beginning or its end (R 6.7, 6.8). `settled`: what the record itself says, if nobody
 * disputes it.
 */
enum cs_settled_order { CS_ORDER_OPEN, CS_ORDER_FIRST, CS_ORDER_SECOND };
struct cs_order_line {
    struct cs_matter *matter; /* that the first came before the second, or the moment; `turned`: that it did not */
    bool turned;
    cs_value first, second;
    bool of_moment;
    cs_instant from, to;
    enum cs_settled_order settled;
};

struct cs_substitute { /* an act that is offered in place of another */
    const struct cs_entry *entry;
    const struct cs_matter *matter;
    uint32_t relation; /* of the act in whose place it is offered */
    cs_value values[CS_COLUMNS_MAX];
};
/* The last entry of a file when the docket was made, or has taken in more; NULL: it had none. */
struct cs_entries_read { const struct cs_file *file; const struct cs_entry *last; };
struct cs_account_worlds { cs_name voice; /* CS_NO_NAME: open */ cs_set worlds; };

/* On which questions partitions of worlds turn (ledger/turns.c), so that each is found once. */
struct cs_turn { uint32_t *questions; size_t count; }; /* in the arena of the docket */
struct cs_turns {
    struct cs_names keys; /* the numbers of the sets */
    struct cs_turn *each; /* by number of the key */
    size_t capacity;
};

struct cs_docket {
    struct cs_arena arena;
    const struct cs_plan *plan;        /* own_plan; all uses of the plan in an answer go through it */
    struct cs_plan own_plan;           /* the plan that was given, with `names` in place of its names */
    struct cs_names names;             /* names made for this answer, over those of the texts */
    struct cs_worlds *worlds;
    struct cs_failure *failure;
    bool supposes;    /* some entry is supposed to be so, or not */
    bool known_given;
    cs_instant known; /* exclusive end of what had been recorded */
    cs_instant until; /* exclusive end of the time asked about, or CS_TIME_NEVER; later days are one answer (R 8.9) */
    bool until_tells; /* of a later end the docket would be another (cs_docket_until) */
    bool days_tell;   /* the days of some date were told apart by what else is dated (days.c) */
    cs_instant from;  /* nothing is dated or asked about earlier; of an unknown beginning earlier days are one answer */

    struct cs_question *questions;
    size_t question_count, question_capacity;
    const uint32_t *places;            /* of the first questions, as they are asked: their numbers; NULL: they follow */
    size_t place_count, placed;
    struct cs_asked *asked;            /* questions that come up in a run */
    size_t asked_count, asked_capacity;
    struct cs_slots asked_slots;       /* of these, by what they are about */
    struct cs_matter **matters;
    size_t matter_count, matter_capacity;
    struct cs_excluded *excluded;      /* while the docket is made: not taken out of `possible` yet */
    size_t excluded_count, excluded_capacity;
    struct cs_slots line_slots;        /* of matters of lines, by what the line says */
    struct cs_occurrence *occurrences; /* events */
    size_t occurrence_count, occurrence_room; /* room: for so many there is memory */
    struct cs_occurrence *facts;       /* states of the record */
    size_t fact_count, fact_room;
    struct cs_quantity *quantities;
    size_t quantity_count;
    struct cs_threshold *thresholds;
    struct cs_redetermination *redeterminations;
    size_t redetermination_count, redetermination_capacity;
    struct cs_substitute *substitutes;
    size_t substitute_count;
    struct cs_absence *absences;
    size_t absence_count;
    struct cs_absence_answer **absence_answers; /* by question: the first of its answers, or NULL */
    size_t absence_answer_count, absence_answer_capacity;
    struct cs_order_line *orders;
    size_t order_count;
    struct cs_occurrence **bonds;      /* by bond of the plan: its entry as an occurrence, which has no rows */
    uint32_t *reading_questions;       /* by reading of the plan; CS_NOWHERE if fixed */
    uint32_t *reading_fixed;           /* its answer then */
    const struct cs_entry **reading_concluded; /* the entry by which the record concludes it, or NULL */
    /* what the record concludes (R 2.9), by then: rules, readings, or the matters that follow */
    bool concludes;
    struct cs_matter **concluded;
    size_t concluded_count, concluded_capacity;
    cs_set possible;                   /* the worlds that can be (R 2.3, 8.8) */
    cs_set among;                      /* those in which one of several acts that are asked about happens */
    struct cs_turns turns;
    struct cs_account_worlds *accounts; /* the declared ones, in their order; the worlds by cs_docket_account */
    size_t account_count;
    struct cs_zone zone;                   /* in which dates are shown: cs_plan_zone */
    uint32_t *occurrence_of;           /* by the value of an entry: its number in `occurrences` + 1, or 0 */
    uint32_t *fact_of;                 /* the same in `facts` */
    uint32_t *bond_of;                 /* the same in `bonds`: its first */
    uint32_t *listed_by;               /* the same: the last occurrence that has it among what it refers to */
    size_t occurrence_of_count;        /* length of all four; greater values are no entries */
    struct cs_entries_read *read;      /* by file of the plan; NULL while the docket is made */
    size_t read_count;
    /* of the first `telling_seen` matters those that may be open, so that it tells who says what (accounts.c) */
    struct cs_matter **telling;
    size_t telling_count, telling_capacity, telling_seen;
    /* by question the first matter that is about it, found when there were so many of both (cs_docket_matters_of) */
    struct cs_matter **matters_of;
    size_t matters_of_capacity, matters_of_questions, matters_of_matters;
};

/*
 * Makes the docket for runs that end by `until`; with CS_TIME_NEVER for runs of any end, but then what has an unknown
 * end is refused. `known` is used if known_given. `node_budget` bounds the diagrams of world sets. The failure names
 * what went wrong, and then there is no docket. The plan outlives the docket, and stays as it is.
 */
casus_status cs_docket_new(const struct cs_plan *plan, bool known_given, cs_instant known, cs_instant until,
                           size_t node_budget, struct cs_failure *failure, struct cs_docket **out);
/*
 * The same; but from `newest_min` questions on those of later occurrences stand above those of earlier ones, so that
 * what a run finds grows without being made anew (world/worlds.h). What follows is the same in either order.
 */
#define CS_NEWEST_MIN 64 /* that of cs_docket_new */
casus_status cs_docket_new_ordered(const struct cs_plan *plan, bool known_given, cs_instant known, cs_instant until,
                                   size_t node_budget, size_t newest_min, struct cs_failure *failure,
                                   struct cs_docket **out);
/*
 * Takes in the entries that were put behind the others of the files since (lang/check_more.c). False: with them the
 * docket is another one, and this one is of no use any more. It goes on with an event or a state of one certain date
 * that nobody disputes, where nothing that it holds depends on what else the record tells. They stand behind the other
 * occurrences and facts.
 */
bool cs_docket_append(struct cs_docket *docket);
void cs_docket_free(struct cs_docket *docket);

/* The worlds of an account (R 1.2, 2.4); any voice may be asked; CS_NO_NAME is the open account. */
cs_set cs_docket_account(struct cs_docket *docket, cs_name voice);

/*
 * The number of the question with this id (a name of the docket, docket/made.h), added if it is new (then with these
 * answers). `answers` NULL: yes and no. CS_NOWHERE if there are too many or memory ran out.
 */
uint32_t cs_docket_question(struct cs_docket *docket, enum cs_question_kind kind, cs_name id, const char *text,
                            const char *const *answers, uint32_t answer_count, const struct cs_entry *entry);
/* The same of an id that has this key and reads like `id`. The key and both texts are released. */
uint32_t cs_docket_ask(struct cs_docket *docket, enum cs_question_kind kind, struct cs_name_key *key,
                       struct cs_buffer *id, struct cs_buffer *text, const char *const *answers, uint32_t answer_count,
                       const struct cs_entry *entry);
/*
 * The question which of a and b came first (R 6.4), added if it is new. *turned: it names b first, so that its first
 * answer is that b came before. CS_NOWHERE as above.
 */
uint32_t cs_docket_order(struct cs_docket *docket, cs_value a, cs_value b, bool *turned);
/*
 * The worlds in which a came before b, by the question of their order (R 6.4). `at` is the instant at which a or b is,
 * where it is no entry: the end of a period, or what comes about at it. CS_NONE if the question cannot be added.
 */
cs_set cs_docket_before(struct cs_docket *docket, cs_value a, cs_value b, cs_instant at);
/* The number of that question, CS_NOWHERE if it was not asked so far. */
uint32_t cs_docket_order_asked(const struct cs_docket *docket, cs_value a, cs_value b, bool *turned);
/* Which of the two came first by a line of the record itself (R 6.7), which then is no question; `at` as above. */
enum cs_settled_order cs_docket_settled_order(const struct cs_docket *docket, cs_value a, cs_value b, cs_instant at);
/* Was that looked at so far? */
bool cs_docket_settled_asked(const struct cs_docket *docket, cs_value a, cs_value b);
/* Which of two such a question names first: by text, of two that read alike by number. The sign is that of strcmp. */
int cs_docket_name_order(const struct cs_docket *docket, cs_name a, cs_name b);
/*
 * Fails with CASUS_ERR_ENTANGLED, and names the questions with most nodes first, with the place of the first that has
 * one. `where` says where there are too many (" in the ledger"), or is empty.
 */
casus_status cs_docket_fail_entangled(const struct cs_docket *docket, struct cs_failure *failure, const char *where);
/*
 * Bounds the work on sets of worlds up to cs_docket_work_done, in proportion to the entries: that of a docket, a run, a
 * ledger, an output. It takes some second.
 */
void cs_docket_work(struct cs_docket *docket);
void cs_docket_work_done(struct cs_docket *docket);
/*
 * The matters that are about the question, in their order, by asked_next; of a docket that is made. NULL if there are
 * none, or memory ran out.
 */
const struct cs_matter *cs_docket_matters_of(struct cs_docket *docket, uint32_t question);
/* Worlds in which a yes-or-no question has the answer yes. */
cs_set cs_docket_yes(struct cs_docket *docket, uint32_t question);
/* The event that has this value; NULL if none has. */
static inline const struct cs_occurrence *cs_docket_occurrence(const struct cs_docket *docket, cs_value value)
{
    if (value >= docket->occurrence_of_count || docket->occurrence_of[value] == 0)
        return NULL;
    return &docket->occurrences[docket->occurrence_of[value] - 1];
}
/* The redetermination of a number that is 1 greater; NULL for 0. */
static inline const struct cs_redetermination *cs_docket_redetermination(const struct cs_docket *docket,
                                                                         uint32_t number)
{
    return number == 0 ? NULL : &docket->redeterminations[number - 1];
}
/* The same, or a state of the record. */
const struct cs_occurrence *cs_docket_entered(const struct cs_docket *docket, cs_value value);
/*
 * Is nothing else said of what the line says? A name stands beside others, and so does a date if those that are given
 * cannot all be right: who gives one is not unopposed.
 */
bool cs_docket_stands_alone(const struct cs_docket *docket, const struct cs_entry *line);
/* A bond that the record enters, as an occurrence; NULL if memory ran out. */
const struct cs_occurrence *cs_docket_bond(struct cs_docket *docket, const struct cs_entry *entry);
/* The value of an entry: its label, or a name made of its date and what it says. CS_NO_NAME if memory ran out. */
cs_value cs_docket_entry_value(struct cs_docket *docket, const struct cs_entry *entry);
/* Does a name b, directly or through others? Then it comes after b (R 6.4). */
bool cs_docket_refers(const struct cs_docket *docket, cs_value a, cs_value b);
/* Worlds in which a quantity compares so with a number; adds the question if its bounds leave it open (R 8.4). */
cs_set cs_docket_quantity(struct cs_docket *docket, uint32_t relation, const cs_value *values, enum cs_compare compare,
                          cs_wide number);
/*
 * The place that keeps the number of the question about a and b; CS_NOWHERE is in it until the question is asked.
 * `kind` is a preposition + 1, or CS_ASKED_ORDER. NULL if memory ran out.
 */
#define CS_ASKED_ORDER 64
uint32_t *cs_docket_asked(struct cs_docket *docket, uint32_t kind, uint32_t a, uint32_t b);
/* Worlds in which a role that the occurrence leaves unsaid is this particular; adds the question (R 2.7). */
cs_set cs_docket_unsaid(struct cs_docket *docket, cs_value occurrence, enum cs_prep prep, cs_value value);
/*
 * The lines by which there was none of this (a row), by any date: the first, or the one after `before`. NULL: no more.
 * Lines that were not recorded by the known-on date are left out.
 */
const struct cs_absence *cs_docket_absence(const struct cs_docket *docket, const struct cs_absence *before,
                                           uint32_t relation, const cs_value *values);
/*
 * Calls `visit` for each combination of lists of an entry or a name of this relation that stands in no world: it, or
 * what it names, is only denied, or was taken back. If `visit` returns true, the other combinations of the entry are
 * left out.
 */
typedef bool (*cs_visit_denied)(void *context, const struct cs_matter *matter, const cs_value *values);
void cs_docket_each_denied(const struct cs_docket *docket, uint32_t relation, cs_visit_denied visit, void *context);
/* Is some record silent on this word at this instant (R 2.11)? */
bool cs_docket_is_silent(const struct cs_docket *docket, cs_name head, cs_instant time);
/* Worlds in which the act (a row) was done in time, unreported; adds the question. */
cs_set cs_docket_unreported(struct cs_docket *docket, uint32_t relation, const cs_value *act);
/*
 * The same of those worlds in which its time runs out at `deadline` (exclusive) and nothing that is reported has
 * performed it: none if no record is silent on it then, or the record itself says that there was none. Those who say or
 * deny that there was none answer the question for these worlds.
 */
cs_set cs_docket_lapse(struct cs_docket *docket, uint32_t relation, const cs_value *act, cs_instant deadline,
                       cs_set worlds);
/* Worlds in which a reading of the plan has this answer, by number; all or none where the record has fixed it. */
cs_set cs_docket_reads(const struct cs_docket *docket, uint32_t reading, uint32_t answer);
/* Is the zone known up to the end of a period, such as "3 days after r1"? Else the docket has failed. */
bool cs_docket_zone_reaches(const struct cs_docket *docket, struct cs_zone zone, cs_instant end, const char *period);
/* Fails: the calendar is not known for all days that a period, such as "3 business days after r1", has to count. */
casus_status cs_docket_calendar_ends(const struct cs_docket *docket, const struct cs_calendar_text *calendar,
                                     const char *period);
/* "assistance by Russia to Armenia on e1": the row as a sentence, its subject first if it has one. */
void cs_docket_row_text(const struct cs_plan *plan, uint32_t relation, const cs_value *values, struct cs_buffer *out);
/* The made name of a row, which reads like that; CS_NO_NAME if memory ran out. */
cs_name cs_docket_row_name(struct cs_docket *docket, uint32_t relation, const cs_value *values);

#endif
