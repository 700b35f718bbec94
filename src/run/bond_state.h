/* SPDX-License-Identifier: MIT */
/* What a run holds of a duty, a prohibition or an expectation: most of what is in bond_state.c asks for it. */
#ifndef CS_RUN_BOND_STATE_H
#define CS_RUN_BOND_STATE_H

#include <stddef.h>

#include "docket/docket.h"

struct cs_piece { /* at this instant something became of a bond in these worlds */
    cs_instant time;
    cs_set worlds;
    uint32_t firing;   /* of since: the firing; of done, broken, ended: the row that did it, or CS_NOWHERE;
                          of deadlines: is it the end of a day? of substitutes: the number of it in the docket */
    uint32_t relation; /* of that row; of deadlines: the number of the zone; of since: how many were founded before */
    uint32_t known;    /* how many firings there were then */
};
struct cs_pieces { struct cs_piece *items; uint32_t count, capacity; };

/*
 * What founded a bond again, the newest first, while its time ran from something else of the same day: in these worlds
 * it may be the first from which the time runs. All deadlines that end alike share one list.
 */
struct cs_also {
    const struct cs_also *next;
    cs_value trigger;
    cs_set worlds;
    cs_instant hour; /* at which it came; CS_TIME_ALWAYS: of a day */
};
struct cs_alsos { const struct cs_also *newest; size_t count; };

enum cs_due_form { CS_DUE_PERIOD, CS_DUE_DATE, CS_DUE_OCCURRENCE };
/* What many deadlines have alike: kept once, and never changed. */
struct cs_due_terms {
    const struct cs_due_terms *next;
    struct cs_zone zone;
    const struct cs_calendar_text *calendar; /* of days: by which they are counted, or NULL */
    struct cs_duration period;               /* PERIOD */
    int32_t hour;          /* of days: at which hour of the last one it ends; 0: with the day */
    enum cs_due_form form;
    bool days;             /* it is counted in days: suspended days are left out */
    bool dated;            /* it is a date of the text: no suspension moves it */
};
struct cs_due { /* a deadline still to come in some worlds */
    cs_instant start, end; /* the time allowed ends at some instant from `start` to `end`, exclusive (R 8.2) */
    const struct cs_due_terms *terms;
    struct cs_period_end ends; /* of days: the last of them */
    cs_set worlds;
    cs_day from;           /* the day from which it runs, which is not counted */
    cs_day counted;        /* the last day that is left out already: that, or a suspended one */
    cs_value trigger;      /* PERIOD: what it runs from, or CS_UNSAID; OCCURRENCE: what sets it */
    struct cs_alsos *also; /* PERIOD: it may run from the first of the trigger and these; NULL: there are none */
    uint32_t also_before;  /* so many of these, the oldest, came before it was set, and do not count */
};

/* So much was performed in these worlds; of it so much before a breach. */
struct cs_sum { cs_set worlds; cs_wide sum, in_time; };
struct cs_sums { struct cs_sum *items; uint32_t count, capacity; }; /* of disjoint worlds */

/* What became of a bond at which moments, a list of pieces for each. */
enum cs_bond_list {
    CS_BOND_SINCE, CS_BOND_DEADLINES, CS_BOND_DONE_AT, CS_BOND_BROKEN_AT, CS_BOND_ENDED_AT, CS_BOND_SUBSTITUTES,
    CS_BOND_SUSPENDED_AT,
    CS_BOND_CARRIED_AT, /* it was taken over (R 2.14) by the fact in the row */
    CS_BOND_LISTS
};

/* Worlds of a bond that most often are none. */
enum cs_bond_worlds {
    CS_BOND_LATE,        /* it was performed late; */
    CS_BOND_KEPT,        /* of a prohibition: its term is over, and it was not broken; */
    CS_BOND_SUSPENDED,   /* it is suspended now; */
    CS_BOND_SUBSTITUTED, /* something else was done in its place; */
    CS_BOND_UNREPORTED,  /* of those done: as its time ran out, for nobody reports its performance (R 2.11); */
    CS_BOND_RELEASED,    /* of those in which it has ended: a release ended it; */
    CS_BOND_STARTED,     /* the period that runs from what was still to come has begun; */
    CS_BOND_GONE,        /* the state that founded it has ceased, or it was taken over (R 2.14) */
    CS_BOND_WORLDS
};

/* What most bonds of a stream do not have stands apart, and is made as something is noted in it. */
struct cs_bond_past {
    struct cs_pieces at[CS_BOND_LISTS];
    cs_set worlds[CS_BOND_WORLDS];
    uint32_t same;    /* the bond of the same sentence that was founded before this one, or CS_NOWHERE */
    uint32_t newer;   /* the one that was founded after it, or CS_NOWHERE */
    uint32_t lasting; /* of those before it the newest whose founding state may still hold, or CS_NOWHERE */
    uint32_t beside;  /* the bond that is the same duty for rules, of another article or founded before, + 1 */
    struct cs_change *founders; /* the rows of the conditions that found it */
    uint32_t founder_count, founder_capacity;
    struct cs_sums sums; /* of an act with a number: the parts performed; of a state: the most that held at once */
    cs_wide owed;        /* the number owed, or 0 */
};
extern const struct cs_bond_past CS_NO_PAST;

#define CS_BOND_ACT_NEAR 3 /* the columns of an act that stand in the first line of memory of its bond */
struct cs_bond_state {
    /* what an occurrence looks at to find the bond, and to settle members of a family: a line of memory, since there
     * may be more bonds than the machine has at hand */
    _Alignas(CS_LINE) const struct cs_conclusion *conclusion;
    uint64_t members;     /* of a family: those that have not parted from it, a bit each, */
    cs_instant founded;   /* a stream: when it was founded, if in all worlds at once; then the past has no since */
    uint64_t founded_by;  /* a stream: the number of the row that founded it (stream_told.c) */
    uint32_t holders;     /* of a family: of which 64 holders (ended.h) */
    cs_name article;      /* "CST 4(2)"; of the record its instrument, or CS_NO_NAME */
    cs_value holder, claimant;
    bool is_family : 1;   /* it is a family (family.h) */
    bool remembered : 1;  /* the same, or it was of one: its sentence stands among those that are over */
    bool borrows : 1;     /* it has parted from one, and its deadlines are those of the family */
    bool unfiled : 1;     /* it was over in all worlds, and its watchers were dropped */
    bool placed : 1;      /* it is among those of its duty (settle.c) */
    bool stirred : 1;     /* whether it is open may have changed */
    bool noted : 1;       /* it is in all worlds, and its sentence was noted as over already, for when it is */
    bool founder_known : 1; /* `founded_by` is known */
    cs_value act[CS_COLUMNS_MAX];
    uint32_t relation;    /* of the act */
    /* the worlds in which it was founded; was performed in time; was broken; */
    cs_set exists, done, broken;
    cs_set ended_before;  /* ended before it was performed or broken, */
    cs_set ended_after;   /* or after: it was broken, and is no longer owed; */
    cs_set permanent;     /* was founded by `when`, and does not depend on a state */
    uint32_t age;         /* where `founded` is: how many were founded before */
    struct cs_due *dues;  /* as many as in the pool an array of `due_count` has room for */
    uint32_t due_count;
    uint32_t first_due;   /* those before it are over in all their worlds */
    struct cs_bond_past *past; /* or NULL: cs_bond_past */
    const struct cs_plan_rule *rule; /* that founded it; NULL: the record entered it */
    cs_value *values;     /* of the variables of the rule (of a bond of the record: CS_VARIABLES_MAX), its own */
    const struct cs_who *who; /* for whom it waits of those who are unsaid, or NULL */
    uint64_t filed;       /* its place in the order in which the watchers of bonds were filed last */
    cs_value trigger;     /* the occurrence that founded it first, or CS_UNSAID */
    uint32_t hash;        /* of the sentence */
};
_Static_assert(offsetof(struct cs_bond_state, act) + CS_BOND_ACT_NEAR * sizeof(cs_value) <= CS_LINE,
               "an occurrence looks at one line of memory of a bond");
_Static_assert(offsetof(struct cs_bond_state, permanent) <= 2 * CS_LINE, "whether it is open is told by the second");
_Static_assert(sizeof(struct cs_bond_state) <= 3 * CS_LINE, "there may be more bonds than the machine has at hand");

/* Its past, to be read; without one nothing is noted. */
static inline const struct cs_bond_past *cs_bond_past(const struct cs_bond_state *bond)
{
    return bond->past != NULL ? bond->past : &CS_NO_PAST;
}
static inline cs_set cs_bond_in(const struct cs_bond_state *bond, enum cs_bond_worlds which)
{
    return cs_bond_past(bond)->worlds[which];
}
/* The entry of a bond that the record entered, else NULL. */
static inline const struct cs_entry *cs_bond_entry(const struct cs_bond_state *bond)
{
    const char *conclusion = (const char *)bond->conclusion;

    return bond->rule != NULL
               ? NULL : ((const struct cs_plan_bond *)(conclusion - offsetof(struct cs_plan_bond, conclusion)))->entry;
}
static inline const struct cs_pieces *cs_bond_at(const struct cs_bond_state *bond, enum cs_bond_list list)
{
    return &cs_bond_past(bond)->at[list];
}

#endif
