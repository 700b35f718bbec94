/* SPDX-License-Identifier: MIT */
/*
 * Inside a run: what it holds, and what its files share. All that holds of the case carries its set of worlds, so that
 * one run is of all worlds.
 *
 *   queue     what is to come, by instant and phase (queue.c, run.c)
 *      |      placements of occurrences, begins and ends of facts and texts, timers, deadlines
 *      v
 *   take      an occurrence is taken in: its powers, its names, the rules it sets off (take.c, match.c)
 *      v
 *   settle    what follows, until nothing changes (settle.c)
 *      |
 *      +-- stores     rows of events, facts and conditions, with indexes (relation.c, fact.c)
 *      +-- derive     what `while` concludes (derive.c)
 *      +-- bonds      duties, prohibitions, expectations (bond.c), found by their watchers (watch.c)
 *      +-- firings    reasons: rule, rows matched, worlds (firing.c)
 *
 * Rows, firings and bonds are named by their numbers, which never change; pointers to them are good until the next is
 * added. A failure (memory, limits, entangled questions) is kept in `failure` or in the world sets: loops ask
 * cs_run_ok, and what is computed after a failure is not used.
 */
#ifndef CS_RUN_RUN_INT_H
#define CS_RUN_RUN_INT_H

#include "base/lists.h"
#include "run/bond_state.h"
#include "run/closed.h"
#include "run/pool.h"
#include "run/run.h"

/* The most rows on which the conditions of rules are tried in one run, and how many more for each entry. */
#define CS_TRIES_MAX 20000000
#define CS_TRIES_OF_ENTRY 10000
#define CS_TRIES_OF_LOOK 8 /* a rule that is looked at since a fact has changed counts for so many, */
#define CS_TRIES_OF_COMING 12 /* what may meet a condition of it, by what is at hand, */
#define CS_TRIES_OF_ROW 20 /* a new row that is concluded, */
#define CS_TRIES_OF_BOND 200 /* a bond that a rule founds, */
#define CS_TRIES_OF_DUE 100 /* and a time within which it is to be performed, of each answer of a reading; */
#define CS_TRIES_OF_OPEN 100 /* one that runs in some worlds only, for so many more */
/* The most periods of rules with `after` in one run that are set off by something other than an entry. */
#define CS_TIMERS_MAX 100000

/* ---- relations ---- */

struct cs_index { /* of the rows of a relation by some of its columns */
    uint64_t mask;
    struct cs_slots slots; /* the newest row of each key */
    uint32_t *next;    /* by row: the row before it with the same key, + 1 */
    size_t next_capacity;
    uint32_t wild;     /* the newest row in which one of these columns is unsaid, + 1; chained by next as well */
    uint8_t apart;     /* a key has its place among 2^apart others by its latest name; 32: anywhere (relation.c) */
    uint32_t filed;    /* it has so many of the first rows; the others are filed as it is asked (in a stream at once) */
};

struct cs_support { /* what a fact rests on: a span of the record, or rules that began it */
    struct cs_support *next;
    const struct cs_occurrence *entry; /* NULL: rules */
    cs_set worlds;
    uint32_t turn; /* the step at which it began (replace.c) */
};

/* When a row began to hold, or happened, and in which worlds. */
struct cs_begun { struct cs_begun *next; cs_instant time; cs_set worlds; };

/*
 * When a fact ended that an entry or a rule had begun, in which worlds, and by what: by a rule, by the row that
 * replaced it (R 4.5), or by neither (CS_NOWHERE): by the end that its own entry gives it, or since another took over.
 */
struct cs_ending { struct cs_ending *next; cs_instant time; cs_set worlds; uint32_t firing, replaced_by; bool own; };

struct cs_row {
    cs_set worlds;    /* of an event: in which it happened; of a fact or a condition: in which it holds now */
    cs_set derived;   /* of these, those in which a `while` rule concludes it */
    struct cs_support *supports;
    struct cs_begun *begun; /* the last first */
    struct cs_ending *ended; /* the same */
    uint32_t firing;  /* the newest that concluded it, or CS_NOWHERE */
    uint32_t causes;  /* all firings that ever did: number of the newest cause + 1; 0: none */
    const struct cs_matter *matter; /* of a name that is claimed: the claims, else NULL */
    uint32_t pending; /* its place in run->changes, or CS_NOWHERE */
    uint32_t bonds; /* of a duty: the newest of the bonds that it is, + 1; of a duty event: the bond, + 1 */
    union {
        uint32_t fresh_turn;  /* of a fact with one value at a time (replace.c): the step at which it began last */
        uint32_t derive_turn; /* of one that `while` concludes (derive.c): run->derive_turn as it was evaluated last */
    };
    cs_set fresh; /* `fresh_turn`: the worlds in which it began then */
};

struct cs_fresh { uint32_t relation, row; }; /* a fact with one value at a time that begins at this step */

struct cs_store { /* the rows of one relation */
    cs_value *values; /* column_count for each row; CS_COLUMNS_MAX can be read from the first of each */
    struct cs_row *rows;
    size_t count, value_capacity, row_capacity;
    size_t ready;             /* so many of the first rows are as a row that passes is (cs_store_pass) */
    bool lapses;              /* a stream: its rows are given back once they hold nowhere any more (cs_store_forget) */
    uint32_t *free_rows;      /* those that were */
    size_t free_count, free_capacity;
    struct cs_closed closed;  /* a stream, of a fact that closes (plan.h): of what it is so, without rows */
    uint64_t turn;            /* counts on as the worlds of a row change */
    struct cs_index *indexes; /* one for each mask of the plan, then one of all columns */
    uint32_t index_count;
};

/* A condition of a `while` rule that no row has met yet. */
struct cs_wanted { struct cs_wanted *next; const struct cs_pattern *pattern; uint32_t rule; };

/* A `while` rule looks at these columns of an event; no row leaves any of them unsaid as yet. */
struct cs_askable { struct cs_askable *next; uint64_t columns; uint32_t rule; };

/* ---- reasons ---- */

struct cs_total { cs_wide sum; cs_set worlds; }; /* a count has this result in these worlds */

/* The two sides of a comparison of counts. If one depends on the world, both are -1 and their totals are kept. */
struct cs_note {
    cs_wide left, right;
    uint32_t first_total, left_count, right_count; /* in run->totals: those of the left side, then of the right */
};

/* A firing that concluded a row or gave an act its effect; `before` is the cause before it, + 1. `anew`: at that time
 * those before no longer did. */
struct cs_cause { uint32_t firing, before; bool anew; };

struct cs_act_failure { /* what the powers of an act lacked, and in which worlds */
    struct cs_act_failure *next;
    cs_set worlds;
    const char *text;           /* NULL until it is asked for (explain.c) */
    const struct cs_lack *lack; /* run/explain.h */
};

/* A row of an occurrence that has no effect in these worlds; what its powers lacked: act_failures[number]. */
struct cs_failed_act {
    struct cs_failed_act *next;
    const struct cs_occurrence *occurrence;
    const struct cs_occurrence_row *row;
    size_t number;
    cs_set worlds;
};

struct cs_firing { /* one application of a rule */
    uint32_t rule;
    cs_instant time;
    cs_set worlds;
    uint32_t first_ref;   /* in run->refs: row of the trigger, then one for each step (CS_NOWHERE: no row) */
    uint32_t first_value; /* in run->values: the variables of the rule */
    uint32_t first_note;  /* in run->notes: one for each step; CS_NOWHERE if the rule counts nothing */
};

/* ---- bonds (bond_state.h) ---- */

struct cs_parted { uint32_t family, bond; }; /* a member has become a bond of its own */

/* This has become of members of a family, a bit each, for good; by this row, or (CS_NOWHERE) by none. */
struct cs_settled { uint32_t family; enum cs_state state; uint64_t members; uint32_t relation, row; };

/* How the rows of a bond read: the act, without its holder, and without its claimant either. In the arena; or NULL. */
struct cs_bond_texts { const char *content, *common, *words; };

enum cs_watch_purpose { CS_WATCH_ACT, CS_WATCH_UNTIL, CS_WATCH_RELEASED, CS_WATCH_SUSPENDED, CS_WATCH_LIMIT };
/* A small word of a bond's rule that stands for whom an occurrence leaves unsaid, or (UNSAID) a state does (who.h). */
struct cs_who { const struct cs_who *next; uint32_t variable; cs_value occurrence; uint8_t prep; };

struct cs_watcher { /* a pattern that a bond waits for */
    uint32_t bond;
    enum cs_watch_purpose purpose;
    bool negated;
    uint32_t limit;      /* LIMIT: which of the bond */
    uint32_t relation;
    cs_value values[CS_COLUMNS_MAX]; /* CS_UNSAID: any, or */
    const struct cs_who *who;        /* one of these, by the variables of */
    const struct cs_pattern *pattern;
};

/* The same as it is filed (watch.c): its pattern is told by the bond, and both by its number. */
struct cs_filed {
    uint32_t table;      /* which of its relation */
    uint32_t hash;       /* of its key in the table */
    uint32_t next;       /* the number of one with the same key; 0: none */
    uint32_t last;       /* of the one before it with the same key; 0: it is the first */
};
struct cs_watch_table { /* watchers by the values of these columns */
    uint64_t mask;
    struct cs_slots slots; /* the newest watcher of each key */
    uint32_t all;          /* if the mask is 0: the newest of all, + 1 */
    uint32_t count;
};
struct cs_watch_tables { /* of a relation: those of more columns first; the last has mask 0 */
    struct cs_watch_table *tables;
    uint32_t count;
    size_t filed; /* watchers in all of them */
};
struct cs_found_watcher { uint64_t filed; uint32_t bond, watch; };

/* ---- queue ---- */

enum cs_phase { /* the order of what comes at one instant (R 7.8) */
    CS_PHASE_ENDED_CELL,  /* an occurrence somewhere in a cell that ends now */
    CS_PHASE_END_OF_TERM, /* a timer of days: it comes at the end of the last day */
    CS_PHASE_DUE,         /* a deadline whose time is over */
    CS_PHASE_END,         /* a fact or a text ends */
    CS_PHASE_BEGIN,       /* ... begins */
    CS_PHASE_START_OF_DAY, /* a timer of `start of` */
    CS_PHASE_TIMER,       /* a timer of hours: before what happens at that instant (R 7.8) */
    CS_PHASE_INSTANT      /* an occurrence at this instant */
};

enum cs_item_kind { CS_ITEM_OCCURRENCE, CS_ITEM_FACT, CS_ITEM_RULE, CS_ITEM_TIMER, CS_ITEM_DUE, CS_ITEM_BOND,
                    CS_ITEM_WORD, CS_ITEM_TOLD };

struct cs_item {
    cs_instant time;
    enum cs_phase phase;
    enum cs_item_kind kind;
    uint64_t serial;      /* ties: in the order of entry into the queue */
    cs_set worlds;
    cs_day day;           /* of a fact, a timer: the civil day as which it counts */
    struct cs_zone offset; /* the zone in which it is that day */
    uint32_t subject;     /* number of the placement, fact, rule or bond of the plan; of a timer: its firing; of a due:
                             its bond; of a word: its redetermination; of what is told: its place in run->told */
    bool begins;
};

/*
 * Items that enter the queue in the order in which they leave it: an array that goes round, of a power of two. All are
 * of one kind and phase, in all worlds.
 */
struct cs_waiting { cs_instant time; uint64_t serial; uint32_t subject; };
struct cs_ring {
    struct cs_waiting *items;
    size_t first, count, capacity;
    enum cs_phase phase;
    enum cs_item_kind kind;
};
static inline struct cs_waiting *cs_ring_at(const struct cs_ring *ring, size_t place)
{
    return &ring->items[(ring->first + place) & (ring->capacity - 1)];
}
enum { CS_RING_INSTANT, CS_RING_CELL, CS_RING_LIMITS };

struct cs_placement { /* an occurrence in one of its cells, in the worlds in which it has not been taken in yet */
    uint32_t occurrence;
    cs_instant start, end;
    const struct cs_cell *cell;
    cs_set worlds;
    const struct cs_hold *holds; /* what it has to wait for (order.c) */
};

/* Something that a placement must follow begins at `time` in these worlds: until then the placement waits. */
struct cs_hold { const struct cs_hold *next; cs_instant time; bool instant; cs_set worlds; };

struct cs_change { uint32_t relation, row; cs_set before; }; /* the worlds of a row before it changed */

/* Where in time something is: an instant, and the civil day as which it counts (R 7.1). */
struct cs_place {
    cs_instant start, end; /* end exclusive; an instant t is t..t+1 */
    cs_day day;
    bool hours;
    struct cs_zone offset;
    cs_value occurrence; /* or CS_UNSAID */
};

/* Where in time an occurrence came about in these worlds; a greater `turn` was taken in later. */
struct cs_came { struct cs_came *next; struct cs_place place; uint64_t turn; cs_set worlds; };

struct cs_effect_pending { /* a conclusion of a rule; it takes effect after all rules of the occurrence are evaluated */
    const struct cs_plan_rule *rule;
    const struct cs_conclusion *conclusion;
    uint32_t firing;
    cs_set worlds;
    /* if not 0: of a family, whose holder has no value here; a bit for each of these 64 holders (ended.h) */
    uint64_t members;
    uint32_t holders;
    cs_value values[CS_VARIABLES_MAX];
    const struct cs_who *who; /* of a bond: whom it waits for of those who are unsaid */
    struct cs_place place; /* of what set the rule off */
};

/*
 * How far the run was as it came to its end, before anything was asked of it: to go on from there (run.c). What is
 * asked adds firings, with their parts, and sets the place; it may add questions to the docket, and exclude worlds.
 */
struct cs_ended_at {
    struct cs_place place;
    uint64_t tries;
    size_t firings, refs, values, causes, totals, notes;
    size_t questions, asked;
    const struct cs_threshold *thresholds;
    cs_set possible;
    bool open; /* something may or may not have happened by the end */
};

/* Something has become of a bond, and rules look at it (R 4.11). */
struct cs_duty_event {
    uint32_t bond, relation;
    cs_set worlds;
    struct cs_place place;
    const char *text; /* its name, as it is taken in */
};
static inline uint64_t cs_row_key(uint32_t relation, uint32_t row)
{
    return (uint64_t)relation << 32 | row;
}
struct cs_lasting { uint32_t relation, row; };         /* a row of an occurrence that has an end */

/*
 * Something may have become of a bond; by this row, or (CS_NOWHERE) by no row. CS_NO_CHANGE as the row: nothing has,
 * but there is less to wait for, and it may be over.
 */
#define CS_NO_CHANGE (CS_NOWHERE - 1)
struct cs_touch { uint32_t bond, relation, row; };

/*
 * An array of the heap that a step of the run used, kept for the next step. A step may come about within another, which
 * then has the array: whoever takes it finds none (NULL) or one, and gives back what it has.
 */
struct cs_spare { void *items; size_t capacity; };
enum cs_spare_of { CS_SPARE_CHANGES, CS_SPARE_PENDING, CS_SPARE_ROWS, CS_SPARE_ITEMS, CS_SPARE_LIST, CS_SPARES };

/* Sentences that are over (ended.h). */
#define CS_ENDED_KEY_MAX (CS_COLUMNS_MAX + 4) /* words of a key */
struct cs_ended {
    struct cs_slots slots, holder_slots;
    struct cs_slots named;      /* by what a fact may close: the newest sentence that names it */
    uint32_t free_items[CS_ENDED_KEY_MAX + 1]; /* those that were forgotten, by the length of their keys; + 1 */
    uint32_t *holder_of;  /* by small values: the number of the holder, + 1 */
    size_t holder_of_count;
    struct cs_ended_item *items;
    size_t count, capacity;
    uint32_t last;              /* the item that was looked up last, + 1 */
    uint32_t *words;
    size_t word_count, word_capacity;
    cs_value *holders;
    size_t holder_count, holder_capacity;
};

/* Occurrences that may have rows of the ledger (ledger/entries.c), of the first `seen`. */
struct cs_row_sources { uint32_t *items; size_t count, capacity, seen; };

/* The rows of all that may come about now (meets.h); `turn` counts on as there are others, or other facts before. */
struct cs_hand {
    const struct cs_occurrence_row **rows;
    size_t count, capacity;
    uint64_t turn, facts_turn;
    bool changed;
};

struct cs_run {
    struct cs_docket *docket;
    const struct cs_plan *plan;
    struct cs_worlds *worlds;
    struct cs_failure *failure;
    struct cs_arena arena;
    cs_instant now, end;
    cs_instant stepped;        /* the latest instant at which something has come, */
    cs_instant stepped_other;  /* and something else than an occurrence */
    cs_instant longest;        /* of all cells of occurrences, in seconds; */
    cs_instant latest;         /* the start of the latest of them */
    struct cs_ended_at ended_at;
    bool forks;  /* it may go on from its end even if something is open there: then it ends in worlds of its own, */
    cs_set rest; /* and these are the possible worlds in which it goes on; CS_NONE: it has ended in all */
    cs_instant turned;         /* the last at which facts, bonds or texts have begun or ended */
    unsigned ways_off;         /* access paths that are switched off: enum cs_way */
    const uint32_t *apart;     /* of a stream whose rows have a key (plan/shard.h): its column, by relation; or NULL */
    uint32_t timer_count;
    uint64_t tries, tries_max; /* rows on which conditions were tried */
    uint64_t *rule_tries;      /* of these, by rule */
    uint32_t *unmet;           /* by `while` rule: conditions that no row has met yet (met.c), */
    struct cs_wanted **wanted; /* and these, by relation */
    bool *asks;                /* by `while` rule: may looking at its conditions raise a question? Else none has, */
    struct cs_askable **askable; /* but a row of these may be such that it does, by relation */
    struct cs_place place; /* of what is being taken in: the time as of which rules are in force */

    struct cs_came **came;   /* by the value of an occurrence, if some condition compares moments (came.c) */
    size_t came_capacity;
    uint64_t came_turn;

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
    struct cs_names reason_keys; /* the texts of reasons, and their numbers by what they say (reasons/graph.c) */

    const struct cs_due_terms *due_terms; /* of the deadlines, once each */
    struct cs_zone *zones;      /* of those that have passed, once each */
    size_t zone_count, zone_capacity;
    struct cs_pool pool;        /* the arrays of bonds */
    struct cs_spare spares[CS_SPARES];
    struct cs_bond_state *bonds;
    void *bond_memory;      /* in which they are, beginning with a line (cs_grow_lines) */
    size_t bond_count, bond_capacity;
    struct cs_slots bond_slots; /* the newest bond of each sentence */
    struct cs_bond_texts *bond_texts; /* by bond: how its rows read (ledger/bonds.c), as far as some ledger wrote it */
    size_t bond_text_count, bond_text_capacity;
    unsigned last_pass;    /* the last pass for which some bond has a watcher (bond_int.h) */
    struct cs_lasting *lasting; /* rows of occurrences that have an end */
    size_t lasting_count, lasting_capacity;
    struct cs_found_watcher *found; /* watchers that were found and are being called: a stack */
    size_t found_count, found_capacity;
    uint32_t *over;        /* bonds that were found to be over */
    size_t over_count, over_capacity;
    struct cs_filed *watchers; /* by number; those of a bond have their places even if they are not filed */
    size_t watcher_capacity;
    unsigned watcher_bits;     /* of a number those that say which of the bond it is */
    uint64_t filed_count;
    uint32_t founding_count; /* how often a bond was founded; CS_NOWHERE: so often or more */
    struct cs_watch_tables *watch; /* by relation */

    struct cs_item *queue; /* a binary heap */
    size_t queue_count, queue_capacity;
    struct cs_ring *rings; /* CS_RING_INSTANT, CS_RING_CELL, then those of the plan */
    size_t ring_count;
    struct cs_ring *ahead; /* the ring from which the next item comes; NULL: the heap */
    bool looked_ahead;     /* whether `ahead`, and `peeked`, are known */
    struct cs_item peeked; /* what leaves a ring next */
    uint64_t serial;
    size_t coming; /* items of the queue that are occurrences */
    struct cs_placement *placements; /* by start */
    size_t placement_count, placement_room;
    size_t placed_first;      /* so many were there at the beginning; the others may be late (append.c) */
    size_t opened;            /* all placements before this number have started */
    uint32_t *open;           /* those that have started and whose cell has not ended */
    size_t open_count;

    struct cs_change *changes; /* rows that changed since bonds and rules were last notified, once each */
    size_t change_count, change_capacity;
    struct cs_change *spread; /* changes; from spread_done on, the rules that read these rows have not followed yet */
    size_t spread_count, spread_capacity, spread_done;
    struct cs_effect_pending *pending;
    size_t pending_count, pending_capacity;
    struct cs_duty_event *duty_events;
    size_t duty_event_count, duty_event_capacity;
    uint32_t *stirred;     /* bonds that rules look at, which may be open in other worlds than before */
    size_t stirred_count, stirred_capacity;
    struct cs_lists timed;      /* by relation and occurrence: what timers of one instant have brought about, */
    cs_instant timed_at;        /* and which instant that is */
    struct cs_lists carried;    /* by row (cs_row_key): the worlds in which it goes on, or is what goes on */
    struct cs_lists taken_over; /* by the row of a state: the bonds that were taken over and depend on it */
    struct cs_lists stood_in;   /* stood_in.h, */
    uint32_t *stood_in_rows;    /* by relation how many rows are in it, */
    uint32_t stood_in_bonds;    /* and how many bonds */
    uint32_t derive_turn;      /* counts on with each change of a row that a rule reads, and as cs_derive begins */
    uint64_t facts_turn;       /* counts on as a row that is looked back at comes to be so in some world, or no longer
                                  is in any */
    struct cs_hand hand;       /* what is at hand */
    struct cs_meets_kept *meets_kept; /* what follows from a row (meets.c), or NULL */
    bool streams;              /* it is of a stream: no reasons are kept, and what is over is given back */
    uint32_t *passing;         /* relations with rows that are forgotten once all has followed from them */
    size_t passing_count, passing_capacity;
    struct cs_lasting *lapsed; /* rows that came to hold nowhere, and may be given back */
    size_t lapsed_count, lapsed_capacity;
    struct cs_lasting *closing; /* rows of facts that close, which are so in all worlds since the last step */
    size_t closing_count, closing_capacity;
    uint32_t *free_bonds;      /* numbers of bonds that were given back */
    size_t free_bond_count, free_bond_capacity;
    struct cs_ended ended;     /* and their sentences */
    bool families;             /* duties may be founded as families (family.h) */
    struct cs_enumerated *enumerated; /* which holders families had (enumerate.h) */
    bool *alone;               /* by families of the plan: some duty was founded alone */
    struct cs_parted *parted;  /* since the stream was told last */
    size_t parted_count, parted_capacity;
    struct cs_settled *settled; /* since the stream was told last */
    size_t settled_count, settled_capacity;
    struct cs_occurrence **told; /* facts that rows of a stream begin and end */
    size_t told_count, told_capacity;
    bool telling;              /* a stream wants to know what becomes of bonds: */
    struct cs_touch *touched;  /* since it was told last (stream.c) */
    size_t touched_count, touched_capacity;
    struct cs_fresh *fresh; /* of this step (replace.c) */
    size_t fresh_count, fresh_capacity;
    uint32_t fresh_turn;    /* the number of the step */

    cs_set *effective;     /* by row of the docket's occurrences, in their order: worlds in which it took effect */
    struct cs_row_sources listed;
    size_t effective_count, effective_room;
    uint32_t *effective_first; /* by occurrence: index of its first row in effective */
    cs_set *taken;             /* by occurrence: worlds in which it has been taken in */
    uint8_t *effective_asked;  /* by occurrence: some power fits it */
    uint32_t *act_causes;      /* by row as effective: the firings of powers that gave it effect, as cs_row.causes */
    struct cs_act_failure **act_failures; /* by row as effective */
    struct cs_failed_act **failed_acts; /* by relation, the last first */
};

/*
 * state.c: the memory of a run, and what all its files ask of it; it calls none of them.
 *
 * cs_run_state_new makes a run that has begun nothing yet. If memory runs out the failure is in the docket; the run may
 * be NULL. cs_run_free gives back the run with what other files added to it; cs_run_state_free only what is made here.
 */
struct cs_run *cs_run_state_new(struct cs_docket *docket, cs_instant end, unsigned ways_off);
void cs_run_state_free(struct cs_run *run);
/* Sets `place` to the last moment of the run: what is asked after a run is asked as of then. */
void cs_run_stand_at_end(struct cs_run *run);
void cs_run_fail_memory(struct cs_run *run);
/* Has nothing failed so far, in the run or in its world sets? */
static inline bool cs_run_ok(const struct cs_run *run)
{
    return run->failure->status == CASUS_OK && cs_worlds_status(run->worlds) == CASUS_OK;
}
/* Takes an array of the run for the items of a step, with its capacity: NULL if another step has it. */
void *cs_spare_take(struct cs_run *run, enum cs_spare_of of, size_t *capacity);
/* Gives it back, or one that has grown from it. */
void cs_spare_give(struct cs_run *run, enum cs_spare_of of, void *items, size_t capacity);
/* The number of a zone in run->zones; 0 if memory ran out. */
uint32_t cs_run_zone(struct cs_run *run, struct cs_zone zone);

/*
 * run.c: a run in steps. It is opened; each step is what comes at one instant and in one phase; then it is closed: what
 * may have happened by its end is asked. cs_run_new does all of it.
 */
casus_status cs_run_open(struct cs_docket *docket, cs_instant end, unsigned ways_off, struct cs_run **out);
/* Takes the next step, if it comes before `before` and the end of the run; *out is its first item. False: it does not,
 * or the run has failed. */
bool cs_run_step(struct cs_run *run, cs_instant before, struct cs_item *out);
casus_status cs_run_close(struct cs_run *run);
/* Puts an occurrence that is certain, the last of the docket, behind the others; a fact into the queue. */
void cs_run_place_last(struct cs_run *run, uint32_t occurrence);
void cs_run_place_fact(struct cs_run *run, uint32_t index);
/* Forgets what has been asked since the end; notes that the run has come so far. */
void cs_run_back_to_end(struct cs_run *run);
void cs_run_note_end(struct cs_run *run);
/* The fact of an item that is one of a fact, else NULL. */
const struct cs_occurrence *cs_item_fact(const struct cs_run *run, const struct cs_item *item);

/* relation.c: rows and their indexes */
casus_status cs_stores_init(struct cs_run *run);
void cs_stores_release(struct cs_run *run);
/* The row with exactly these values, or CS_NOWHERE. */
uint32_t cs_store_find(const struct cs_run *run, uint32_t relation, const cs_value *values);
/* A stream: are the rows of the relation forgotten once all has followed from them? */
bool cs_store_passes(const struct cs_run *run, uint32_t relation);
/* Is some fact that closes so of the value (R 6.9), as far as the run keeps no row of it? */
bool cs_run_closed(const struct cs_run *run, cs_value value);
/* After a step: forgets all rows of the relations in run->passing, gives back those in run->lapsed, and those in
 * run->closing with all that names what is closed. */
void cs_store_forget(struct cs_run *run);
/*
 * A row of a stream that passes: its values are written where they belong (cs_store_next); it is added in all worlds
 * (cs_store_pass), from which nothing follows; then the caller forgets it (cs_store_passed). Until it is added no other
 * row of the relation is. NULL if memory ran out.
 */
bool cs_store_make_ready(struct cs_run *run, uint32_t relation);
static inline cs_value *cs_store_next(struct cs_run *run, uint32_t relation)
{
    struct cs_store *store = &run->stores[relation];

    if (store->count >= store->ready && !cs_store_make_ready(run, relation))
        return NULL;
    return store->values + store->count * run->plan->relations[relation].column_count;
}
static inline uint32_t cs_store_pass(struct cs_run *run, uint32_t relation)
{
    return (uint32_t)run->stores[relation].count++;
}
static inline void cs_store_passed(struct cs_run *run, uint32_t relation)
{
    run->stores[relation].count = 0;
}
/* Adds it with no worlds; CS_NOWHERE if memory ran out. */
uint32_t cs_store_add(struct cs_run *run, uint32_t relation, const cs_value *values);
static inline const cs_value *cs_store_values(const struct cs_run *run, uint32_t relation, uint32_t row)
{
    return run->stores[relation].values + (size_t)row * run->plan->relations[relation].column_count;
}
/*
 * A cursor over the rows whose columns in `mask` have the values in `key`, and those that leave one of them unsaid,
 * the newest first of each:
 *     struct cs_cursor c; cs_cursor_start(run, relation, mask, key, &c); while (cs_cursor_next(&c, &row)) ...
 * Rows that are added meanwhile are not met. Where the plan wants no index of these columns, all rows are met: the
 * caller compares the columns in any case.
 */
struct cs_cursor {
    const struct cs_index *index;
    uint64_t met;      /* the columns that all rows have as the key says, as far as that is known */
    uint32_t row;      /* + 1 */
    uint32_t wild_row; /* + 1: the newest that left one of these columns unsaid as the cursor started */
    bool wild;
};
/* The columns by which rows with these values can be looked up: those that are said, articles left out. */
uint64_t cs_store_said(const struct cs_run *run, uint32_t relation, const cs_value *values);
void cs_cursor_start(const struct cs_run *run, uint32_t relation, uint64_t mask, const cs_value *key,
                     struct cs_cursor *out);
/* The same for a match: of a relation that asks nothing (below), rows that leave such a column unsaid do not match, and
 * are not met. */
void cs_cursor_match(const struct cs_run *run, uint32_t relation, uint64_t mask, const cs_value *key,
                     struct cs_cursor *out);
/* The same, but meets of an index only the rows that leave one of these columns unsaid. */
void cs_cursor_unsaid(const struct cs_run *run, uint32_t relation, uint64_t mask, const cs_value *key,
                      struct cs_cursor *out);
/* R 2.7: what only an event leaves unsaid is a question. */
static inline bool cs_relation_asks(const struct cs_relation *relation)
{
    return relation->kind == CS_RELATION_EVENT;
}
bool cs_cursor_next(struct cs_cursor *cursor, uint32_t *row);
/* Notes that the row begins, or happens, now in these worlds. */
void cs_store_begun(struct cs_run *run, struct cs_row *row, cs_set worlds);
/* Bonds and rules are notified as if the row began now in all its worlds. */
void cs_store_begins(struct cs_run *run, uint32_t relation, uint32_t row);
/* Sets the worlds of a row, and notes the change for the rules that read it (run->spread), and of what lasts for what
 * waits for it (run->changes). */
void cs_store_set(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds);

/*
 * succession.c: of the facts of the record that begin now, those by which one takes over from another (R 2.14) do so.
 * Called once all facts of the instant have begun and ended, before anything follows from it.
 */
void cs_take_over(struct cs_run *run, const struct cs_item *items, size_t count);

/*
 * replace.c: facts with one value at a time (R 4.5). A step is all that begins at once: the entries of one instant, or
 * what the rules of an occurrence conclude.
 */
void cs_fresh_start(struct cs_run *run);
/* Notes that a fact begins at this step in these worlds. */
void cs_fresh_note(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds);
/* Ends what is replaced by what has begun at this step, and starts the next step. */
void cs_fresh_settle(struct cs_run *run);

/* came.c: when occurrences came about */
/* Notes that an occurrence comes about at the place of the run in these worlds; it does so once in each world. */
void cs_came_note(struct cs_run *run, cs_value occurrence, cs_set worlds);

/* met.c: which `while` rules can conclude something: those of which no condition is unmet */
casus_status cs_met_init(struct cs_run *run);
void cs_met_by_more(struct cs_run *run, uint32_t relation, const cs_value *row);
/* Notes that the relation has this row. */
static inline void cs_met_by(struct cs_run *run, uint32_t relation, const cs_value *row)
{
    if (run->wanted[relation] != NULL || run->askable[relation] != NULL)
        cs_met_by_more(run, relation, row);
}
/* Does the rule conclude nothing, and does looking at it do nothing else either? */
static inline bool cs_met_idle(const struct cs_run *run, uint32_t rule)
{
    return run->unmet[rule] > 0 && !run->asks[rule];
}

/* derive.c: what `while` concludes follows the rows that have changed (R 4.2, 4.3) */
void cs_derive(struct cs_run *run);
/* A rule that concludes facts enters into force, or leaves it. */
void cs_derive_begun(struct cs_run *run, const struct cs_plan_rule *rule);
void cs_derive_ended(struct cs_run *run, const struct cs_plan_rule *rule);
/* Evaluates a fact anew whose supports have lost worlds. */
void cs_lose_support(struct cs_run *run, uint32_t relation, uint32_t row);

/* fact.c: the worlds of a fact change by what the record or a rule begins or ends */
void cs_fact_begin(struct cs_run *run, uint32_t relation, const cs_value *values, cs_set worlds,
                   const struct cs_occurrence *entry, uint32_t firing);
/* The fact ends, whatever supports it; but what `while` concludes cannot be ended. By a rule, or CS_NOWHERE. */
void cs_fact_end(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds, uint32_t firing);
/* Notes that the row has ended in the worlds of `before` in which it holds no more. */
void cs_fact_note_end(struct cs_run *run, uint32_t relation, uint32_t row, cs_set before,
                      struct cs_ending how);
/* The span by which an entry supports a fact is over. */
void cs_fact_withdraw(struct cs_run *run, uint32_t relation, uint32_t row, const struct cs_occurrence *entry,
                      cs_set worlds);

/* settle.c: all that follows from what has changed, until nothing changes */
void cs_settle(struct cs_run *run);
/* A `while` rule enters into force, or leaves it: what it concludes follows, and the duties that it founds. */
void cs_rule_begins(struct cs_run *run, const struct cs_plan_rule *rule);
void cs_rule_ends(struct cs_run *run, const struct cs_plan_rule *rule);

/* take.c: occurrences, facts and timers take their effects */
void cs_take_occurrence(struct cs_run *run, const struct cs_occurrence *occurrence, cs_set worlds);
/* The same of an occurrence that happens in all worlds and is one row of an event that is plain (plan.h), in a stream:
 * the row that was written in its relation (cs_store_next), which the caller forgets. */
void cs_take_plain(struct cs_run *run, uint32_t relation);
/* The worlds in which such an act would have effect now; `asked` if any power fits it; the firings of those that do. */
cs_set cs_run_permitted(struct cs_run *run, uint32_t relation, const cs_value *values, bool *asked, uint32_t *causes);
/* A rule whose time has come, and where in time that is. */
struct cs_timer { const struct cs_item *item; struct cs_place place; };
/* All whose time comes at one instant are one step: none is evaluated on what another concludes (R 4.1). */
void cs_take_timers(struct cs_run *run, const struct cs_timer *timers, size_t count);
void cs_take_fact(struct cs_run *run, const struct cs_occurrence *fact, bool begins, cs_set worlds);
/* A later determination by a judge takes effect (R 2.6). */
void cs_take_word(struct cs_run *run, const struct cs_redetermination *word);
/* Sets off the `when` rules of a fact that begins or ceases in these worlds (R 4.1). */
void cs_fire_fact(struct cs_run *run, uint32_t relation, uint32_t row, bool begins, cs_set worlds);
/*
 * Takes in what has become of bonds (R 4.11): all of it has happened before any rule that it sets off is evaluated.
 * What follows is not settled.
 */
void cs_take_duty_events(struct cs_run *run, struct cs_duty_event *events, size_t count);

/* bond.c: bonds are founded and fall due */
/* Founds what the effect concludes (R 6.1). `spell`: by a state, which founds it anew each time it begins (R 4.2). */
void cs_bond_found(struct cs_run *run, struct cs_effect_pending *effect, const struct cs_place *place,
                   const struct cs_entry *entry, bool spell);
/* Founds a family of the first of these; so many of them it has. 0: the first is to be founded alone. */
size_t cs_bond_found_family(struct cs_run *run, struct cs_effect_pending *effects, size_t count);
/* deadline.c: when the time allowed by such a bond of the record is over at first, if it begins at this place, as far
 * as it is known then: CS_TIME_NEVER if it has no limit, or waits for what is still to come. */
cs_instant cs_bond_first_end(const struct cs_run *run, const struct cs_conclusion *bond, const struct cs_place *place);
/* deadline.c: lets the deadlines of a bond fall that have passed by `up_to` (R 7). */
void cs_bond_due(struct cs_run *run, uint32_t bond, cs_instant up_to);
/* Puts those of its deadlines that are still to come into the queue. */
void cs_bond_queue_dues(struct cs_run *run, uint32_t bond);
/* A deadline of it whose time is over by then, or NULL. */
const struct cs_due *cs_bond_overdue(const struct cs_run *run, uint32_t bond, cs_instant by);
/* The condition of a `while` rule begins or ceases: the bonds of the rule are founded, or end (R 4.2). */
void cs_bonds_of_condition(struct cs_run *run, const struct cs_plan_rule *rule, uint32_t row, bool begins,
                           cs_set worlds);
/* fulfilment.c: what happens to bonds */
/*
 * A row of an event has come about: it performs, breaks, ends or releases bonds. If several do so at once, this is
 * called for all of them with the bit of one pass after the other (bond_int.h); of one row alone with all.
 */
#define CS_PASSES_ALL (~0u)
void cs_bonds_see_row(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds, unsigned passes);
/* An act that is offered in place of another has come about. */
void cs_bonds_see_substitute(struct cs_run *run, uint32_t substitute, cs_set worlds);
/*
 * A fact has begun or ceased in these worlds. If several do so at once, this is called for all of them with one pass
 * after the other, 0 to CS_BOND_PASSES - 1, so that what one of them performs comes before what another ends.
 */
#define CS_BOND_PASSES 5
/* Does any bond wait for something of the relation? */
static inline bool cs_watch_waits(const struct cs_run *run, uint32_t relation)
{
    return run->watch[relation].filed > 0;
}
void cs_bonds_see_fact(struct cs_run *run, uint32_t relation, uint32_t row, bool begins, cs_set worlds, unsigned pass);
void cs_bonds_release(struct cs_run *run);

/* watch.c: which bonds an occurrence or a fact may concern */
/* Files the watchers of a bond that has none. */
void cs_watch_add(struct cs_run *run, uint32_t bond);
/* Takes them out; nothing if that was done before. */
void cs_watch_drop(struct cs_run *run, uint32_t bond);
/* Files what stays of a bond that has parted from a family, and its deadlines. */
void cs_watch_settle(struct cs_run *run, uint32_t bond);
/* Parts all members from all families. */
void cs_watch_part_families(struct cs_run *run);
/* Is the bond over in every world, so that nothing that comes changes it, unless it is founded again? */
bool cs_watch_is_over(struct cs_run *run, uint32_t bond);
/*
 * Calls `seen` for each watcher that may fit these values: of each of the passes (a bit each) in turn, in the order in
 * which they were filed; and after each pass `passed`, if it is not NULL. Before that it asks of families that they may
 * concern whether `settles` is all that comes of it; if not, or if it is NULL, their members are parted from them and
 * seen by themselves.
 */
struct cs_watch_asked {
    void (*seen)(void *context, const struct cs_watcher *watcher);
    bool (*settles)(void *context, uint32_t family, uint32_t watch, uint64_t same); /* same: columns that are equal */
    void (*passed)(void *context);
    void *context;
};
void cs_watch_find(struct cs_run *run, uint32_t relation, const cs_value *values, unsigned passes,
                   const struct cs_watch_asked *asked);
casus_status cs_watch_init(struct cs_run *run);
void cs_watch_release(struct cs_run *run);

/* queue.c: what is to come, by instant, phase and order of entry: a heap, and rings (plan/access.h) */
casus_status cs_queue_init(struct cs_run *run);
void cs_queue_release(struct cs_run *run);
void cs_queue_add(struct cs_run *run, struct cs_item item);
/* The same of an item of the kind and phase of this ring; CS_NOWHERE: it has none. */
void cs_queue_add_ring(struct cs_run *run, uint32_t ring, cs_instant time, uint32_t subject);
/* The next item, NULL if there is none, good until the queue is called again; with _next it leaves the queue. */
const struct cs_item *cs_queue_look(struct cs_run *run); /* inside: cs_queue_peek */
static inline const struct cs_item *cs_queue_peek(struct cs_run *run)
{
    return run->looked_ahead && run->ahead != NULL ? &run->peeked : cs_queue_look(run);
}
bool cs_queue_next(struct cs_run *run, struct cs_item *out);

#endif
