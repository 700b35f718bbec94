/* SPDX-License-Identifier: MIT */
/*
 * Inside a run: what the engine holds, each with the worlds in which it stands.
 *
 *   queue    what is to come, by instant and phase (run.c)
 *      |     placements of occurrences, begins and ends of facts, articles, timers, deadlines
 *      v
 *   take     an occurrence is taken in: its names, the rules it sets off (take.c), joined by match.c
 *      |
 *      +-- relations   rows of events, facts, conditions with indexes (relation.c)
 *      +-- derive      what `while` concludes follows, by the rows touched (derive.c)
 *      +-- bonds       duties, prohibitions, expectations (bond.c), found by their watches (watch.c)
 *      +-- firings     why: rule, rows matched, worlds; one append each (match.c)
 */
#ifndef CS_RUN_RUN_INT_H
#define CS_RUN_RUN_INT_H

#include "run/run.h"

/*
 * Rows on which the conditions of rules are tried in one run: so many, and for each entry of the record so many more.
 */
#define CS_TRIES_MAX 20000000
#define CS_TRIES_OF_ENTRY 10000
#define CS_TRIES_OF_ROW 20 /* what a new row that is concluded counts for */
/* occurrences that rules with `after` bring about in one run out of what rules brought about */
#define CS_TIMERS_MAX 100000

/* ---- relations ---- */

struct cs_index { /* of the rows of a relation by some of its columns */
    uint64_t mask;
    uint32_t *slots;   /* a power of two; row + 1 of the newest row of a key */
    size_t slot_count, used;
    uint32_t *next;    /* by row: the row before it with the same key, + 1 */
    size_t next_capacity;
    uint32_t wild;     /* rows in which one of these columns is unsaid, + 1, chained by next */
};

struct cs_support { /* of a fact: by an interval of the record, or by what initiated it */
    struct cs_support *next;
    const struct cs_occurrence *entry; /* NULL: initiated */
    cs_set worlds;
    uint32_t turn; /* the step at which it began (replace.c) */
};

struct cs_begun { struct cs_begun *next; cs_instant time; cs_set worlds; };

struct cs_row {
    cs_set worlds;    /* events: in which it happened; facts, conditions: in which it holds now */
    cs_set derived;   /* of these, by `while` rules */
    struct cs_support *supports;
    struct cs_begun *begun; /* when it began to hold, or happened; the last first */
    uint32_t firing;  /* the newest that concluded it, or CS_NOWHERE */
    uint32_t causes;  /* all that ever did: into causes, + 1, newest first; 0: none */
    const struct cs_matter *matter; /* the claim by which it has this name, or NULL */
    uint32_t pending; /* its place in the change list, or CS_NOWHERE */
    uint32_t fresh_turn; /* of a fact with one value at a time: the step at which it began last, */
    cs_set fresh;        /* and the worlds in which it did */
};

struct cs_fresh { uint32_t relation, row; };

struct cs_store { /* the rows of one relation */
    cs_value *values; /* row * column_count */
    struct cs_row *rows;
    size_t count, value_capacity, row_capacity;
    struct cs_index *indexes; /* by the plan's masks, then one of all columns */
    uint32_t index_count;
};

/* ---- reasons ---- */

struct cs_total { cs_wide sum; cs_set worlds; };

/* what a count came to: left against right; a side that depends on the world is -1, and both are told in totals */
struct cs_note {
    cs_wide left, right;
    uint32_t first_total, left_count, right_count; /* into totals: those of the left side, then those of the right */
};

/* A firing that concluded a row or let an act through, and the cause before it, + 1. `anew`: those before did so no
 * longer then. */
struct cs_cause { uint32_t firing, before; bool anew; };

struct cs_act_failure { /* what the powers of an act lacked, and where */
    struct cs_act_failure *next;
    cs_set worlds;
    const char *text;
};

struct cs_firing {
    uint32_t rule;
    cs_instant time;
    cs_set worlds;
    uint32_t first_ref; /* into refs: row of the trigger, then one for each step of the rule (CS_NOWHERE if none) */
    uint32_t first_value; /* into values: the variables of the rule */
    uint32_t first_note;  /* into notes: one for each step, or CS_NOWHERE if it counts nothing */
};

/* ---- bonds ---- */

struct cs_piece { /* some worlds of a bond and an instant */
    cs_instant time;
    cs_set worlds;
    uint32_t firing; /* since: the firing; done, broken, ended: the row (of `relation`) that did it, or CS_NOWHERE */
    uint32_t relation; /* deadlines: its zone, and in `firing` whether it is a day's end */
    uint32_t known;    /* how many firings there were then */
};
struct cs_pieces { struct cs_piece *items; size_t count, capacity; };

struct cs_due { /* a deadline still to come in some worlds */
    cs_instant start, end; /* it falls at some instant in start..end (exclusive end of the time allowed is `end`) */
    cs_set worlds;
    bool days;             /* counted in days: suspended days are left out */
    bool dated;            /* a date of the text, which nothing moves */
    cs_day counted;        /* the last suspended day already left out */
    cs_day from;           /* the day that is not counted */
    struct cs_duration period;               /* of days */
    const struct cs_calendar_text *calendar; /* by which they are counted, or NULL */
    struct cs_period_end ends;               /* of days: where that is */
    int32_t zone;
    cs_value name;         /* "24 hours after r1" */
};

struct cs_sum { cs_set worlds; cs_wide sum; };
struct cs_sums { struct cs_sum *items; size_t count, capacity; }; /* of disjoint worlds */

struct cs_bond_state {
    cs_name article;      /* "CST 4(2)"; of the record CS_NO_NAME */
    const struct cs_conclusion *conclusion;
    const struct cs_plan_rule *rule; /* NULL: it stands in the record */
    const struct cs_entry *entry;
    cs_value holder, claimant;
    uint32_t relation;    /* of the act */
    cs_value act[CS_COLUMNS_MAX];
    cs_value trigger;     /* the occurrence that founded it first, or CS_UNSAID */
    uint32_t same;        /* the bond of the same sentence before this one, or CS_NOWHERE */
    uint32_t newer;       /* the one after it, or CS_NOWHERE */
    /* of those before it the newest whose founding state has not ceased in every world, or CS_NOWHERE */
    uint32_t lasting;
    cs_set exists, done, late, broken, ended_before, ended_after, released, suspended, kept, substituted, gone;
    /* ended_before: expired or released before done or broken; ended_after: no longer owed though broken;
       released: ended by release; kept: a forbidden act's term ran out unbroken; gone: its founding state has ceased */
    cs_set permanent;     /* founded by `when`: does not hang on a state */
    struct cs_pieces since, deadlines, done_at, broken_at, ended_at, substitutes, suspended_at;
    struct cs_change *founders; /* rows of conditions that found it */
    size_t founder_count, founder_capacity;
    struct cs_due *dues;
    size_t due_count, due_capacity;
    struct cs_sums sums;  /* parts performed, where the act has a number; of a state, the most that held at one time */
    cs_wide owed;         /* the number owed, or 0 */
    uint32_t filing;      /* how often its watchers were filed; those filed before are of no use any more */
    bool unfiled;         /* it was over in all worlds, and watchers of it were dropped */
    cs_value values[CS_VARIABLES_MAX]; /* of the rule, for its watches */
};

enum cs_watch_purpose { CS_WATCH_ACT, CS_WATCH_UNTIL, CS_WATCH_RELEASED, CS_WATCH_SUSPENDED };
struct cs_watcher {
    uint32_t bond;
    enum cs_watch_purpose purpose;
    bool negated;
    uint32_t relation;
    cs_value values[CS_COLUMNS_MAX]; /* CS_UNSAID: any */
    uint32_t column;     /* under whose value it is filed, or CS_NOWHERE */
    uint32_t next;       /* with the same key, + 1 */
    uint32_t next_filed; /* under the same column of the relation, whatever its value, + 1 */
    uint32_t filing;     /* that of its bond when it was filed */
};

/* ---- queue ---- */

enum cs_phase { /* what comes first at one instant */
    CS_PHASE_ENDED_CELL,  /* an occurrence somewhere in the day that ends now */
    CS_PHASE_END_OF_TERM, /* what waited for the end of a period of days */
    CS_PHASE_DUE,         /* a deadline whose time is over */
    CS_PHASE_END,         /* a fact or a text ends */
    CS_PHASE_BEGIN,       /* ... begins */
    CS_PHASE_START_OF_DAY,
    CS_PHASE_TIMER,       /* of hours: before what happens at that very instant (R 7.8) */
    CS_PHASE_INSTANT      /* an occurrence at this instant */
};

enum cs_item_kind { CS_ITEM_OCCURRENCE, CS_ITEM_FACT, CS_ITEM_RULE, CS_ITEM_TIMER, CS_ITEM_DUE, CS_ITEM_BOND,
                    CS_ITEM_WORD };

struct cs_item {
    cs_instant time;
    enum cs_phase phase;
    enum cs_item_kind kind;
    uint64_t serial;      /* ties: in the order of entry into the queue */
    cs_set worlds;
    cs_day day;           /* fact, timer: the civil day it counts as */
    int32_t offset;       /* in which it is that day */
    uint32_t subject;     /* placement, fact, rule, bond of the record; timer: its firing; due: its bond;
                             word: a redetermination */
    bool begins;
};

struct cs_placement { /* an occurrence in one of its cells, in the worlds in which it has not been taken in yet */
    uint32_t occurrence;
    cs_instant start, end;
    const struct cs_cell *cell;
    cs_set worlds;
    const struct cs_hold *holds; /* noted as it opens (order.c) */
};

/* Something that a placement must follow begins only at `time`, in these worlds: until then it has not come about. */
struct cs_hold { const struct cs_hold *next; cs_instant time; bool instant; cs_set worlds; };

struct cs_change { uint32_t relation, row; cs_set before; };

/* One way of matching a rule, as it is built up. */
struct cs_match {
    struct cs_run *run;
    const struct cs_plan_rule *rule;
    cs_value values[CS_VARIABLES_MAX];
    uint64_t bound;
    uint64_t unsaid;                        /* of these, bound to Unsaid by an occurrence: */
    cs_value origin[CS_VARIABLES_MAX];      /* the occurrence that leaves it unsaid, */
    uint8_t origin_prep[CS_VARIABLES_MAX];  /* and in which role */
    uint32_t trigger_row;
    uint32_t refs[CS_STEPS_MAX];
    struct cs_note notes[CS_STEPS_MAX];
};

/* Where in time something is: an instant, and the civil day it counts as (R 7.1). */
struct cs_place {
    cs_instant start, end; /* end exclusive; an instant t is t..t+1 */
    cs_day day;
    bool hours;
    int32_t offset;
    cs_value occurrence; /* or CS_UNSAID */
};

struct cs_effect_pending { /* found by a rule, done after all rules of the occurrence were judged */
    const struct cs_plan_rule *rule;
    const struct cs_conclusion *conclusion;
    uint32_t firing;
    cs_set worlds;
    cs_value values[CS_VARIABLES_MAX];
};

struct cs_failed { uint32_t bond; cs_set worlds; };
struct cs_lasting { uint32_t relation, row; };

struct cs_run {
    struct cs_docket *docket;
    const struct cs_plan *plan;
    struct cs_worlds *worlds;
    struct cs_failure *failure;
    struct cs_arena arena;
    cs_instant now, end;
    uint32_t timer_count;
    uint64_t tries, tries_max; /* rows on which conditions were tried; */
    uint64_t *rule_tries;      /* of these, by rule */
    struct cs_place place; /* of what is being taken in; validity of texts is judged at its start */

    struct cs_store *stores; /* by relation */
    struct cs_firing *firings;
    size_t firing_count, firing_capacity;
    uint32_t *refs;
    size_t ref_count, ref_capacity;
    cs_value *values;
    size_t value_count, value_capacity;
    struct cs_cause *causes;
    size_t cause_count, cause_capacity;
    struct cs_total *totals;
    size_t total_count, total_capacity;
    struct cs_note *notes;
    size_t note_count, note_capacity;
    struct cs_names reason_keys; /* reasons that were told, by what they say: their numbers (reasons/graph.c) */

    struct cs_bond_state *bonds;
    size_t bond_count, bond_capacity;
    uint32_t *bond_slots; /* by sentence */
    size_t bond_slot_count;
    unsigned last_pass;    /* of those that some bond has a watcher for (fulfilment.c) */
    struct cs_lasting *lasting; /* rows of occurrences that have an end */
    size_t lasting_count, lasting_capacity;
    uint32_t *told;       /* watchers that are being told: a stack */
    size_t told_count, told_capacity;
    struct cs_watcher *watchers;
    size_t watcher_count, watcher_capacity;
    uint32_t *watch_slots; /* by relation, column, value; watcher + 1 */
    size_t watch_slot_count, watch_slot_used;
    uint32_t *watch_any;   /* by relation: newest watcher that no column selects, + 1 */
    uint32_t *watch_column; /* by relation and column: the newest filed under it, + 1 */

    struct cs_item *queue; /* a binary heap */
    size_t queue_count, queue_capacity;
    uint64_t serial;
    struct cs_placement *placements; /* by start */
    size_t placement_count;
    size_t opened;            /* placements before this one have started */
    uint32_t *open;           /* those that have started and whose cell has not ended */
    size_t open_count;

    struct cs_change *changes; /* rows that have changed since rules last waited for it, once each */
    size_t change_count, change_capacity;
    struct cs_change *spread; /* changes whose readers have not followed yet */
    size_t spread_count, spread_capacity, spread_done;
    struct cs_effect_pending *pending;
    size_t pending_count, pending_capacity;
    struct cs_failed *failed;
    size_t failed_count, failed_capacity;
    struct cs_fresh *fresh; /* facts with one value at a time that have begun at this step (replace.c) */
    size_t fresh_count, fresh_capacity;
    uint32_t fresh_turn;    /* the step, counted from the first */

    cs_set *effective;     /* by row of the docket's occurrences, in their order: worlds in which it took effect */
    uint32_t *effective_first; /* by occurrence: index of its first row in effective */
    cs_set *taken;             /* by occurrence: worlds in which it has been taken in */
    uint8_t *effective_asked;  /* by occurrence: some power fits it */
    /* by row as effective: the firings of the powers that let it through, as those of a row */
    uint32_t *act_causes;
    struct cs_act_failure **act_failures; /* by row as effective */
};

/* state.c: the memory of a run, and what all its files ask of it; it calls none of them */
/*
 * A run that has begun nothing yet. NULL, or a failure in the docket, if memory ran out. cs_run_free gives it back
 * with what other files add to it.
 */
struct cs_run *cs_run_state_new(struct cs_docket *docket, cs_instant end);
void cs_run_state_free(struct cs_run *run);
/* What is asked after a run is asked of its last moment. */
void cs_run_stand_at_end(struct cs_run *run);
void cs_run_fail_memory(struct cs_run *run);
bool cs_run_ok(const struct cs_run *run);

/* relation.c */
casus_status cs_stores_init(struct cs_run *run);
void cs_stores_release(struct cs_run *run);
/* The row with exactly these values, or CS_NOWHERE. */
uint32_t cs_store_find(const struct cs_run *run, uint32_t relation, const cs_value *values);
/* Adds it with no worlds; CS_NOWHERE if memory ran out. */
uint32_t cs_store_add(struct cs_run *run, uint32_t relation, const cs_value *values);
const cs_value *cs_store_values(const struct cs_run *run, uint32_t relation, uint32_t row);
/*
 * Rows whose columns in `mask` have the values in `key`, newest first, and those that leave one of them unsaid:
 *     struct cs_cursor c; cs_cursor_start(run, relation, mask, key, &c); while (cs_cursor_next(&c, &row)) ...
 * Rows added meanwhile are not met. Of columns for which the plan wants no index all rows are met: who asks compares
 * them.
 */
struct cs_cursor {
    const struct cs_store *store;
    const struct cs_index *index;
    const cs_value *key;
    uint32_t columns;
    uint64_t mask;
    uint32_t row;      /* + 1 */
    uint32_t wild_row; /* + 1: the newest that left one of these columns unsaid as the cursor started */
    bool wild;
};
/* The columns by which rows with these values can be looked up: what is said of them, but for articles. */
uint64_t cs_store_said(const struct cs_run *run, uint32_t relation, const cs_value *values);
void cs_cursor_start(const struct cs_run *run, uint32_t relation, uint64_t mask, const cs_value *key,
                     struct cs_cursor *out);
/* The same for a match: where a role left unsaid is no question, it is nothing that was asked for, and its row is not
 * met. */
void cs_cursor_match(const struct cs_run *run, uint32_t relation, uint64_t mask, const cs_value *key,
                     struct cs_cursor *out);
/* R 2.7: only what happened leaves something unsaid that might be this or that. */
static inline bool cs_relation_asks(const struct cs_relation *relation)
{
    return relation->kind == CS_RELATION_EVENT || relation->kind == CS_RELATION_FAILURE;
}
bool cs_cursor_next(struct cs_cursor *cursor, uint32_t *row);
/* Notes that the row begins now in these worlds. */
void cs_row_begun(struct cs_run *run, struct cs_row *row, cs_set worlds);
/* Sets the worlds of a row and remembers the change for derive. */
void cs_row_set(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds);

/* match.c */
typedef void (*cs_found)(void *context, struct cs_match *match, cs_set worlds);
/* Calls `found` for each way in which the rest of the rule can be matched, with the worlds in which it is so. */
void cs_match_steps(struct cs_match *match, const struct cs_join *join, cs_set worlds, cs_found found, void *context);
/*
 * Unifies a row with a pattern, binding variables; the worlds in which it fits (of `worlds`), CS_NONE if it does not.
 */
cs_set cs_match_row(struct cs_match *match, const struct cs_pattern *pattern, const cs_value *row, cs_set worlds);
/* What is bound, to come back to after a row was tried. */
struct cs_mark { uint64_t bound, unsaid; };
static inline struct cs_mark cs_match_mark(const struct cs_match *match)
{
    return (struct cs_mark){match->bound, match->unsaid};
}
void cs_match_back(struct cs_match *match, struct cs_mark mark);
void cs_match_init(struct cs_match *match, struct cs_run *run, const struct cs_plan_rule *rule);
cs_value cs_match_operand(const struct cs_match *match, struct cs_operand operand);
/* Notes that a row is tried on a condition (weight 1); fails with the place of the rule that tried most where the run
 * has tried too many. */
void cs_match_try(const struct cs_match *match, uint32_t weight);
uint32_t cs_match_record(struct cs_match *match, cs_set worlds); /* a firing; CS_NOWHERE if memory ran out */
/* Puts a firing before those of a chain of causes, and returns the chain. */
uint32_t cs_cause_add(struct cs_run *run, uint32_t firing, uint32_t causes, bool anew);
/* A firing concluded the row; `anew`: what concluded it before does so no longer. */
void cs_row_caused(struct cs_run *run, struct cs_row *row, uint32_t firing, bool anew);
/* The worlds in which some row fits the pattern, its unbound variables meaning any. */
cs_set cs_match_any(struct cs_match *match, const struct cs_pattern *pattern);
/* Is the plan rule in force now? */
bool cs_rule_in_force(const struct cs_run *run, const struct cs_plan_rule *rule);
/* Starts a match of a power with an act; the worlds in which it fits, CS_NONE too if the text is not in force. */
cs_set cs_match_power(struct cs_match *match, struct cs_run *run, const struct cs_plan_rule *rule, const cs_value *act);
cs_set cs_reads(struct cs_run *run, uint32_t reading, uint32_t answer);

/*
 * replace.c: a step is all that begins at once: the entries of one instant, or what the rules of an occurrence conclude
 */
void cs_fresh_start(struct cs_run *run);
void cs_fresh_note(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds);
/* Ends what is replaced, once the whole step has begun. */
void cs_fresh_settle(struct cs_run *run);

/* count.c */
/* The worlds in which the comparison holds. What the note tells in totals is at the end of the run's. */
cs_set cs_match_number(struct cs_match *match, const struct cs_step *step, struct cs_note *note);

/* derive.c: what `while` concludes follows the rows that have changed (R 4.2, 4.3) */
void cs_derive(struct cs_run *run);
/* What a rule that enters into force concludes, and what one that leaves it does no longer. */
void cs_derive_begun(struct cs_run *run, const struct cs_plan_rule *rule);
void cs_derive_ended(struct cs_run *run, const struct cs_plan_rule *rule);
/* The supports of a fact have become fewer. */
void cs_lose_support(struct cs_run *run, uint32_t relation, uint32_t row);

/* fact.c: the worlds of a fact change by what the record or a rule begins or ends */
void cs_fact_begin(struct cs_run *run, uint32_t relation, const cs_value *values, cs_set worlds,
                   const struct cs_occurrence *entry, uint32_t firing);
/* An end takes the fact away whoever supports it; what `while` concludes cannot be ended. */
void cs_fact_end(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds);
/* The interval by which an entry supports a fact is over. */
void cs_fact_withdraw(struct cs_run *run, uint32_t relation, uint32_t row, const struct cs_occurrence *entry,
                      cs_set worlds);

/* settle.c: all that follows from what has changed, until nothing changes */
void cs_settle(struct cs_run *run);
/* A `while` rule enters into force, or leaves it: what it concludes follows, and the duties that it founds. */
void cs_rule_begins(struct cs_run *run, const struct cs_plan_rule *rule);
void cs_rule_ends(struct cs_run *run, const struct cs_plan_rule *rule);

/* take.c */
void cs_take_occurrence(struct cs_run *run, const struct cs_occurrence *occurrence, cs_set worlds);
/* The worlds in which such an act would have effect now; `asked` if any power fits it; the firings of those that do. */
cs_set cs_run_permitted(struct cs_run *run, uint32_t relation, const cs_value *values, bool *asked, uint32_t *causes);
void cs_take_timer(struct cs_run *run, const struct cs_item *item);
void cs_take_fact(struct cs_run *run, const struct cs_occurrence *fact, bool begins, cs_set worlds);
/* A judge's later word takes effect. */
void cs_take_word(struct cs_run *run, const struct cs_redetermination *word);
/* Sets off the `when` rules of a fact that begins or ceases in these worlds. */
void cs_fire_fact(struct cs_run *run, uint32_t relation, uint32_t row, bool begins, cs_set worlds);
/* An occurrence that no entry is: it has one row. */
void cs_take_row(struct cs_run *run, uint32_t relation, const cs_value *values, cs_set worlds, uint32_t firing);

/* bond.c */
void cs_bond_found(struct cs_run *run, const struct cs_effect_pending *effect, const struct cs_place *place,
                   const struct cs_entry *entry, bool spell);
void cs_bond_due(struct cs_run *run, uint32_t bond, cs_instant up_to);
/* A deadline of it whose time is over, or NULL. */
const struct cs_due *cs_bond_overdue(const struct cs_run *run, uint32_t bond);
void cs_bonds_of_condition(struct cs_run *run, const struct cs_plan_rule *rule, uint32_t row, bool begins,
                           cs_set worlds);
/* A row of an event has come about: it performs, breaks, ends, releases. */
void cs_bonds_see_row(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds);
/* An occurrence that is offered in place of something has come about. */
void cs_bonds_see_substitute(struct cs_run *run, uint32_t substitute, cs_set worlds);
/*
 * A fact has begun or ceased in these worlds. Of several that do so at once each is told to one pass after the other,
 * so that what one of them performs comes before what another ends; passes before CS_BOND_PASSES.
 */
#define CS_BOND_PASSES 4
void cs_bonds_see_fact(struct cs_run *run, uint32_t relation, uint32_t row, bool begins, cs_set worlds, unsigned pass);
void cs_bonds_release(struct cs_run *run);

/* watch.c */
void cs_watch_add(struct cs_run *run, const struct cs_watcher *watcher);
/* Bonds' watches that may fit these values: calls `seen` for each that does. */
void cs_watch_find(struct cs_run *run, uint32_t relation, const cs_value *values,
                   void (*seen)(void *context, const struct cs_watcher *watcher), void *context);
casus_status cs_watch_init(struct cs_run *run);

/* queue.c */
void cs_queue_add(struct cs_run *run, struct cs_item item);
const struct cs_item *cs_queue_peek(const struct cs_run *run);
bool cs_queue_next(struct cs_run *run, struct cs_item *out);

#endif
