/* SPDX-License-Identifier: MIT */
/* Inside the twin: its lists, all in the arena of the result, and what its files share. */
#ifndef CS_TWIN_TWIN_INT_H
#define CS_TWIN_TWIN_INT_H

#include "twin/twin.h"

/* A row of a relation: an event (its occurrence first), what became of a duty, a fact, a duty that is open, or the
 * condition of a `while` rule. */
struct cs_twin_tuple {
    uint32_t relation;
    cs_value values[CS_COLUMNS_MAX];
};

struct cs_twin_tuples {
    struct cs_twin_tuple *items;
    size_t count, capacity;
};

/* Where in time something is: an instant, and the civil day it counts as (R 7.1). */
struct cs_twin_place {
    cs_instant start, end; /* end exclusive */
    cs_day day;
    bool hours;
    struct cs_zone offset;
    cs_value occurrence; /* or CS_UNSAID */
};

/* What a fact rests on: an entry of the record, or (NULL) a rule that began it. */
struct cs_twin_support {
    struct cs_twin_tuple fact;
    const struct cs_occurrence *entry;
    bool fresh; /* it has begun at this step (R 4.5) */
};

/* What sets off rules at one instant. */
enum cs_twin_cause_kind { CS_TWIN_HAPPENED, CS_TWIN_BEGUN, CS_TWIN_CEASED, CS_TWIN_TIME_CAME };
struct cs_twin_cause {
    enum cs_twin_cause_kind kind;
    struct cs_twin_tuple tuple;
    const struct cs_plan_rule *rule; /* TIME_CAME: the rule that waited */
    struct cs_twin_place place;
    bool earlier; /* HAPPENED: it happened before it came to be called so (R 6.6); the place is that of now */
    struct cs_twin_place now; /* of one whose place was put back to where it was */
};

struct cs_twin_causes {
    struct cs_twin_cause *items;
    size_t count, capacity;
};

/* One way of matching a rule, so far. */
#define CS_TWIN_ORIGINS_MAX 64

/* A role that an occurrence leaves unsaid and that a variable stands for; one variable may stand for several. */
struct cs_twin_origin { uint32_t variable; cs_value occurrence; enum cs_prep prep; };

struct cs_twin_match {
    struct cs_twin_run *run;
    const struct cs_plan_rule *rule; /* or NULL: a line of the ledger */
    bool bound[CS_VARIABLES_MAX];
    cs_value values[CS_VARIABLES_MAX];
    struct cs_twin_origin origins[CS_TWIN_ORIGINS_MAX]; /* of the variables that are bound to Unsaid by an occurrence */
    size_t origin_count;
};

/* Something that a rule concludes; it takes effect after all rules of the instant are evaluated. */
struct cs_twin_effect {
    const struct cs_plan_rule *rule;
    const struct cs_conclusion *conclusion;
    cs_value values[CS_VARIABLES_MAX];
    const struct cs_twin_origin *who; /* of a bond: whom its small words stand for where nobody is said */
    size_t who_count;
    struct cs_twin_place place;
    const struct cs_entry *entry; /* a bond of the record */
};

struct cs_twin_due {
    bool set, fallen;
    /* it falls at some instant from start to end; `end` is the first instant that is certainly too late */
    cs_instant start, end;
    bool days, dated;      /* counted in days; a date of the text, which nothing moves */
    int32_t hour;          /* of days: at which hour of the last one it ends; 0: with the day */
    cs_day counted;        /* suspended days up to here are already left out */
    struct cs_duration period;
    const struct cs_calendar_text *calendar; /* or NULL */
    cs_day nominal;        /* of days: the last one, before "or the next business day" */
    struct cs_zone zone;
    cs_value name;         /* "24 hours after r1": its name in questions of order */
    cs_day from;           /* of a period: the day from which it runs, */
    size_t first;          /* and the first from which it may run (twin_run.firsts), its number + 1 */
};

struct cs_twin_first { cs_value value; size_t next; /* another, its number + 1 */ };

struct cs_twin_bond {
    cs_name article;
    const struct cs_conclusion *conclusion;
    const struct cs_plan_rule *rule;
    cs_value holder, claimant;
    struct cs_twin_tuple act;
    cs_value values[CS_VARIABLES_MAX]; /* of the rule, for what it waits for, */
    const struct cs_twin_origin *who;  /* and whom these stand for where nobody is said: nobody (UNSAID) of a state */
    size_t who_count;
    cs_value trigger;
    cs_instant since, broken_at;
    size_t age; /* how many were founded before it; of what was taken over, before that (R 2.14) */
    struct cs_twin_due dues[CS_LIMITS_MAX]; /* by limit; those that are set count */
    bool over; /* a time of it was over */
    cs_instant over_at;
    cs_wide owed, sum; /* a number owed, and what was performed of it */
    cs_wide in_time;   /* of that, what was performed before a breach */
    bool done, late, broken, expired, discharged, kept; /* kept: a prohibition's term ran out */
    bool no_longer_owed; /* broken, then ended */
    bool term_over;      /* of a prohibition that was broken */
    bool suspended, substituted;
    bool unreported; /* done, and nobody reports it (R 2.11) */
    bool permanent; /* founded by `when`: does not depend on a state */
    bool gone;      /* the state that founded it has ceased, or it was taken over (R 2.14) */
    cs_instant suspended_since;
};

struct cs_twin_founder { size_t bond; struct cs_twin_tuple condition; };
struct cs_twin_duty_event { size_t bond; enum cs_verb verb; struct cs_twin_place place; };

enum cs_twin_phase { /* what comes first at one instant */
    CS_TWIN_ENDED_CELL,  /* an occurrence somewhere in what ends now */
    CS_TWIN_PASSED,      /* a deadline whose time was over by then, of what came about with it */
    CS_TWIN_END_OF_TERM, /* what waited for the end of a period of days */
    CS_TWIN_DUE,         /* a deadline whose time is over */
    CS_TWIN_TURN,        /* facts and texts end and begin */
    CS_TWIN_START_OF_DAY,
    CS_TWIN_TIMER,       /* of hours (R 7.8) */
    CS_TWIN_INSTANT      /* an occurrence at this instant, or a judge's later determination */
};

struct cs_twin_item {
    cs_instant time;
    enum cs_twin_phase phase;
    bool done;
    uint32_t occurrence;        /* ENDED_CELL, INSTANT */
    const struct cs_redetermination *word; /* or a judge's later determination */
    struct cs_twin_cause cause; /* of a timer: what set it off, with the place of its time */
    cs_value values[CS_VARIABLES_MAX]; /* that its trigger bound */
};

struct cs_twin_ordering { cs_value first, second; }; /* an answer: the first came before the second */
struct cs_twin_delayed { cs_value name, root; };      /* what a period brought about, and what it ran from */
struct cs_twin_came { cs_value value; struct cs_twin_place place; }; /* what came about, in this order */
struct cs_twin_taken { cs_value value; };             /* what was taken in, in this order */

struct cs_twin_run {
    struct cs_twin *twin;
    struct cs_docket *docket;
    const struct cs_plan *plan;
    struct cs_failure *failure;
    const uint32_t *answers;
    enum cs_twin_ties ties;
    cs_instant now, end;
    cs_instant turned; /* the last instant at which facts and texts have ended and begun */
    enum cs_twin_phase phase;
    struct cs_twin_place place;
    uint32_t rounds; /* of settling within this instant */

    struct cs_twin_tuples events;  /* all that has happened; what became of duties too */
    struct cs_twin_tuples holding; /* facts and conditions that hold now */
    struct cs_twin_tuples known;   /* those of which rules and bonds were notified */
    struct cs_twin_support *supports;
    size_t support_count, support_capacity;
    struct cs_twin_tuple *carried; /* facts that go on with who takes over, or with another (R 2.14) */
    size_t carried_count, carried_capacity;
    struct cs_twin_effect *effects;
    size_t effect_count, effect_capacity;
    struct cs_twin_duty_event *duty_events;
    size_t duty_event_count, duty_event_capacity;
    struct cs_twin_bond *bonds;
    size_t bond_count, bond_capacity;
    size_t founded;
    struct cs_twin_founder *founders;
    size_t founder_count, founder_capacity;
    struct cs_twin_item *items;
    size_t item_count, item_capacity;
    struct cs_twin_first *firsts;
    size_t first_count, first_capacity;
    struct cs_twin_ordering *orderings;
    size_t ordering_count, ordering_capacity;
    struct cs_twin_delayed *delayed;
    size_t delayed_count, delayed_capacity;
    struct cs_twin_taken *taken_order;
    size_t taken_order_count, taken_order_capacity;
    struct cs_twin_came *came;
    size_t came_count, came_capacity;

    uint32_t *stratum;    /* by relation: absences and counts look at lower ones only */
    uint32_t stratum_count;
    uint32_t *by_name;    /* occurrences of the docket, by name */
    bool *there;          /* by occurrence: it happened in this world */
    const struct cs_cell **cell; /* by occurrence: where it was */
    bool *taken, *taking;
    uint32_t *reached, reach_round; /* by occurrence: the last search that reached it (order.c) */
    bool *happened; /* by occurrence: some row of it took effect */
    bool **effective, **asked; /* by occurrence and row */
};

/* twin.c */
/* Does the set contain this world? */
bool cs_twin_in(const struct cs_twin_run *run, cs_set worlds);
/* One more item at the end of a list: the list, which may have moved, or NULL if memory ran out. */
void *cs_twin_grow(struct cs_twin_run *run, void *items, size_t *count, size_t *capacity, size_t size);
void cs_twin_add_item(struct cs_twin_run *run, const struct cs_twin_item *item);

/* names.c: the names of what no text names */
cs_value cs_twin_row_name(struct cs_twin_run *run, const struct cs_twin_tuple *row);
cs_value cs_twin_delayed_name(struct cs_twin_run *run, const struct cs_twin_tuple *trigger, cs_day day);
/* Of a period that runs from the first of those of the deadline. */
cs_value cs_twin_deadline_name(struct cs_twin_run *run, const struct cs_twin_due *due);
cs_value cs_twin_date_name(struct cs_twin_run *run, cs_instant before);
cs_value cs_twin_duty_event_name(struct cs_twin_run *run, const struct cs_twin_tuple *event);
cs_value cs_twin_end_name(struct cs_twin_run *run);

/* match.c */
typedef void (*cs_twin_found)(void *context, const struct cs_twin_match *match);
void cs_twin_match_init(struct cs_twin_match *match, struct cs_twin_run *run, const struct cs_plan_rule *rule);
cs_value cs_twin_operand(const struct cs_twin_match *match, struct cs_operand operand);
bool cs_twin_unify(struct cs_twin_match *match, const struct cs_pattern *pattern, const struct cs_twin_tuple *tuple);
/* Calls `found` for each way in which the conditions of the rule can be met. */
void cs_twin_conditions(const struct cs_twin_match *match, cs_twin_found found, void *context);
bool cs_twin_some(const struct cs_twin_match *match, const struct cs_pattern *pattern);
bool cs_twin_is_kind(const struct cs_twin_match *match, const struct cs_step *step);
bool cs_twin_reads(const struct cs_twin_run *run, uint32_t reading, uint32_t answer);
/* R 2.7: is the role that the occurrence leaves unsaid this particular, in this world? */
bool cs_twin_ask(struct cs_twin_run *run, cs_value occurrence, enum cs_prep prep, cs_value value);
enum cs_prep cs_twin_prep(const struct cs_relation *relation, uint32_t column);
bool cs_twin_same(const struct cs_plan *plan, const struct cs_twin_tuple *a, const struct cs_twin_tuple *b);
bool cs_twin_among(const struct cs_plan *plan, const struct cs_twin_tuples *list, const struct cs_twin_tuple *tuple);

/* facts.c */
void cs_twin_stratify(struct cs_twin_run *run);
void cs_twin_derive(struct cs_twin_run *run);
/* Holds the condition of a `while` rule, also after its article (R 4.3)? It does from now on, for who takes over. */
bool cs_twin_condition_goes_on(struct cs_twin_run *run, const struct cs_twin_tuple *condition);
void cs_twin_fact_begin(struct cs_twin_run *run, const struct cs_twin_tuple *fact, const struct cs_occurrence *entry);
/* R 4.5: what has begun at this step replaces the other values of facts that have one at a time. */
void cs_twin_replace(struct cs_twin_run *run);
void cs_twin_fact_withdraw(struct cs_twin_run *run, const struct cs_occurrence *entry);
/* What follows from all that has changed, until nothing changes. */
void cs_twin_settle(struct cs_twin_run *run);

/* happen.c */
/* Where an occurrence is among those that came about; SIZE_MAX if it did not. */
size_t cs_twin_came_at(const struct cs_twin_run *run, cs_value occurrence);
void cs_twin_take(struct cs_twin_run *run, uint32_t occurrence);
void cs_twin_take_word(struct cs_twin_run *run, const struct cs_redetermination *word);
void cs_twin_happen(struct cs_twin_run *run, struct cs_twin_causes *causes);
/* Puts what counts as something only now in the place in which it was. */
void cs_twin_earlier_place(const struct cs_twin_run *run, struct cs_twin_cause *cause);
/* It has come about, at this place. */
void cs_twin_add_event(struct cs_twin_run *run, const struct cs_twin_tuple *tuple, const struct cs_twin_place *place);
void cs_twin_add_cause(struct cs_twin_run *run, struct cs_twin_causes *causes, const struct cs_twin_cause *cause);

/* order.c */
void cs_twin_sort(struct cs_twin_run *run);
void cs_twin_take_in_order(struct cs_twin_run *run, uint32_t occurrence);
void cs_twin_take_before(struct cs_twin_run *run, const cs_value *moments, size_t moment_count);
void cs_twin_before_end(struct cs_twin_run *run);
/* What the answer of this world says; the other keeps it, to be held against the order in which things are taken in. */
bool cs_twin_answers_before(struct cs_twin_run *run, cs_value a, cs_value b);
bool cs_twin_came_before(struct cs_twin_run *run, cs_value a, cs_value b);
void cs_twin_note_taken(struct cs_twin_run *run, cs_value value);
void cs_twin_check_order(struct cs_twin_run *run);

/* bonds.c */
bool cs_twin_bond_open(const struct cs_twin_bond *bond);
bool cs_twin_same_sentence(const struct cs_twin_run *run, const struct cs_twin_bond *a, const struct cs_twin_bond *b);
void cs_twin_found_bond(struct cs_twin_run *run, const struct cs_twin_effect *effect, bool spell,
                        const struct cs_twin_tuple *condition);
/* When the time allowed by a bond of the record is over at first. */
cs_instant cs_twin_first_end(struct cs_twin_run *run, const struct cs_twin_effect *effect);
/* The effect of a condition that founds a bond. */
struct cs_twin_effect cs_twin_effect_of(const struct cs_twin_run *run, const struct cs_twin_tuple *condition);
/* R 6.1: of two foundings of one conclusion at once, is the first to count before the second? */
bool cs_twin_founds_before(const struct cs_twin_run *run, const struct cs_twin_effect *a,
                           const struct cs_twin_effect *b);
void cs_twin_condition_begins(struct cs_twin_run *run, const struct cs_twin_tuple *condition);
void cs_twin_condition_ceases(struct cs_twin_run *run, const struct cs_twin_tuple *condition);
void cs_twin_due_falls(struct cs_twin_run *run, size_t bond, uint32_t limit);
/* Its time is over, or not while it is suspended (R 7.13). */
bool cs_twin_is_due(const struct cs_twin_run *run, const struct cs_twin_bond *bond, uint32_t limit);
/* What a limit waits for has come (R 7.13). */
void cs_twin_limit_comes(struct cs_twin_run *run, size_t bond, uint32_t limit, const struct cs_twin_place *place);
void cs_twin_bond_break(struct cs_twin_run *run, size_t bond, const struct cs_twin_place *place);
/* The last day of a period. cs_twin_next then goes on to the next business day, if the period says so. */
cs_day cs_twin_days_after(struct cs_twin_run *run, const struct cs_calendar_text *calendar, cs_day day,
                          struct cs_duration period);
cs_day cs_twin_next(struct cs_twin_run *run, const struct cs_calendar_text *calendar, cs_day day,
                    struct cs_duration period);
/* A day of suspension is not counted: the deadline moves. */
void cs_twin_leave_out(struct cs_twin_run *run, struct cs_twin_due *due, cs_day day);
void cs_twin_bond_end(struct cs_twin_bond *bond, bool release);
/* Something becomes of a duty; nothing that rules look at becomes of an expectation (R 4.11). */
void cs_twin_becomes(struct cs_twin_run *run, size_t bond, enum cs_verb verb, const struct cs_twin_place *place);

void cs_twin_add_founder(struct cs_twin_run *run, size_t bond, const struct cs_twin_tuple *condition);
/* The newest bond with the sentence of the model; SIZE_MAX if there is none. */
size_t cs_twin_find_bond(const struct cs_twin_run *run, const struct cs_twin_bond *model);
/* R 2.14: a bond that goes on as the model says. Its number; SIZE_MAX if memory ran out. */
size_t cs_twin_carry_bond(struct cs_twin_run *run, const struct cs_twin_bond *model);

/* facts.c: what rules read of the bond while it is open ("H owes C act"); false if none looks at it. */
bool cs_twin_duty_of(const struct cs_twin_run *run, const struct cs_twin_bond *bond, struct cs_twin_tuple *out);

/* succession.c */
/* Of the facts that begin now, those by which one takes over from another (R 2.14) do so. */
void cs_twin_take_over(struct cs_twin_run *run);

/* seen.c */
/*
 * R 6.5, 7.13: of what comes about at once all performs, or breaks, first; then it ends a time; then it ends a bond by
 * itself; then it releases from one.
 */
#define CS_TWIN_PASSES 4
void cs_twin_bonds_see_event(struct cs_twin_run *run, const struct cs_twin_cause *cause, int pass);
/* Facts have ceased and begun at once: what they perform comes before what they end. */
void cs_twin_bonds_see_facts(struct cs_twin_run *run, const struct cs_twin_causes *changes);
/* What holds already, or lasts, as the bond is founded performs it or breaks it. */
void cs_twin_see_standing(struct cs_twin_run *run, size_t bond, const struct cs_twin_place *place);
void cs_twin_bonds_see_substitute(struct cs_twin_run *run, const struct cs_substitute *substitute);
bool cs_twin_watched_holds(struct cs_twin_run *run, const struct cs_twin_bond *bond,
                           const struct cs_watch *watch);

/* rows.c */
void cs_twin_rows(struct cs_twin_run *run);

#endif
