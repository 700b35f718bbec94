/* SPDX-License-Identifier: MIT */
/*
 * Inside a run: how the conditions of a rule are joined (match.c, count.c, came.c), and the firings that come of it
 * (firing.c).
 */
#ifndef CS_RUN_MATCH_H
#define CS_RUN_MATCH_H

#include "run/run_int.h"

/*
 * What a comparison of counts came to when it was last made at its place of the join. What else the rule looks at may
 * change meanwhile (`state is voter on d`, of each state): it is not counted anew for that.
 */
struct cs_counted {
    uint64_t bound; /* of the variables on which it depends, */
    cs_value values[CS_VARIABLES_MAX];
    cs_set worlds;
    struct cs_note note;
    size_t totals, firings; /* of the run, before it was made */
};

/*
 * A role that an occurrence leaves unsaid, to which a variable is bound. A variable that stands for several such roles
 * is what all of them are; the first of them has bound it.
 */
struct cs_origin { cs_value occurrence; uint8_t prep, variable; bool first; };

/* Each step matches one row at a time, the trigger one, and a step that counts one more on either side. */
#define CS_ORIGINS_MAX ((CS_STEPS_MAX + 3) * CS_ROLES_MAX)

/*
 * Of a `while` rule that concludes one fact: the worlds in which that stands concluded already. In these nothing more
 * is looked for: further ways to the same conclusion change nothing.
 */
struct cs_concluding {
    enum { CS_CONCLUDED_ASKED_NOT, CS_CONCLUDED_GIVEN, CS_CONCLUDED_FOUND } how; /* FOUND: of the row that is at hand */
    uint32_t found_at; /* the place of the join at which it was found, CS_NOWHERE if it is to be found yet */
    cs_set worlds;
};

/* One way of matching a rule, as it is built up. */
struct cs_match {
    struct cs_run *run;
    const struct cs_plan_rule *rule;
    cs_value values[CS_VARIABLES_MAX];
    uint64_t bound;                         /* the variables that have a value, a bit each */
    uint64_t unsaid;                        /* of these, those bound to Unsaid by an occurrence */
    /* Of these, those that no condition has met yet: the walk was entered from a row that the text looks at later. */
    uint64_t hinted;
    cs_value hints[CS_VARIABLES_MAX];       /* their values */
    struct cs_origin origins[CS_ORIGINS_MAX]; /* by which, in the order in which they were met */
    uint32_t origin_count;
    uint32_t trigger_row;
    uint32_t refs[CS_STEPS_MAX];
    struct cs_note notes[CS_STEPS_MAX];
    uint64_t unlike;     /* steps `other than` of two that were unsaid: looked at again once all is met */
    uint64_t counted_at; /* the places of the join for which `counted` is so */
    struct cs_counted *counted;
    struct cs_concluding concluding;
};

/* ---- match.c: joining the conditions of a rule; firing.c: firings ---- */

typedef void (*cs_found)(void *context, struct cs_match *match, cs_set worlds);
/* Calls `found` for each way in which the rest of the rule can be matched, with the worlds in which it is so. */
void cs_match_steps(struct cs_match *match, const struct cs_join *join, cs_set worlds, cs_found found, void *context);
/*
 * Unifies a row with a pattern, binding variables; the worlds in which it fits (of `worlds`), CS_NONE if it does not.
 */
cs_set cs_match_row(struct cs_match *match, const struct cs_pattern *pattern, const cs_value *row, cs_set worlds);
/* Which variables are bound, to come back to after a row was tried. */
struct cs_mark { uint64_t bound, unsaid, hinted; uint32_t origin_count; };
static inline struct cs_mark cs_match_mark(const struct cs_match *match)
{
    return (struct cs_mark){match->bound, match->unsaid, match->hinted, match->origin_count};
}
void cs_match_back(struct cs_match *match, struct cs_mark mark);
void cs_match_init(struct cs_match *match, struct cs_run *run, const struct cs_plan_rule *rule);
/* Makes `to` another match in which the same is bound. */
void cs_match_copy(struct cs_match *to, const struct cs_match *from);
/*
 * What is bound is a hint: a condition that leaves it unsaid binds it to that, as it does where it comes first (R 2.7).
 * So what follows does not depend on where the walk was entered.
 */
void cs_match_hint(struct cs_match *match);
/* The value of an operand; CS_UNSAID if it is any, or not bound. */
static inline cs_value cs_match_operand(const struct cs_match *match, struct cs_operand operand)
{
    if (operand.kind == CS_OPERAND_VALUE)
        return operand.index;
    if (operand.kind == CS_OPERAND_VARIABLE && (match->bound >> operand.index & 1) != 0)
        return match->values[operand.index];
    return CS_UNSAID;
}
/* The values of the row that the rule concludes. */
void cs_match_head(const struct cs_match *match, cs_value *out);
/* Counts a row that is tried on a condition, `weight` times. If the run has tried too many it fails, with the place of
 * the rule that tried most. */
void cs_match_try(const struct cs_match *match, uint32_t weight);
/* The same of what a rule founds. */
void cs_run_try(struct cs_run *run, const struct cs_plan_rule *rule, uint32_t weight);
/* Records a firing; its number, CS_NOWHERE if memory ran out. */
uint32_t cs_match_record(struct cs_match *match, cs_set worlds);
/* Adds a firing to a chain of causes (as cs_row.causes), and returns the new chain. */
uint32_t cs_cause_add(struct cs_run *run, uint32_t firing, uint32_t causes, bool anew);
/* Notes that a firing concluded the row; `anew`: what concluded it before no longer does. */
void cs_store_caused(struct cs_run *run, struct cs_row *row, uint32_t firing, bool anew);
/* Meets the rows that may fit the pattern, by what is bound of it. Articles are compared: one may be within another. */
void cs_match_start(const struct cs_match *match, const struct cs_pattern *pattern, struct cs_cursor *cursor);
/* Calls `found` for each row that fits the pattern, with the worlds of `worlds` in which it does. */
void cs_match_each(struct cs_match *match, const struct cs_pattern *pattern, cs_set worlds, cs_found found,
                   void *context);
/* The worlds in which some row fits the pattern; a variable that is not bound stands for any. */
cs_set cs_match_any(struct cs_match *match, const struct cs_pattern *pattern);
/*
 * The worlds in which an EVERY step is not met, since somebody or something lacks what is to be so of every one.
 * `first`: one that lacks it in some of the worlds `of`, CS_UNSAID if there is none, or nobody says who that is.
 */
cs_set cs_match_lacking(struct cs_match *match, const struct cs_step *step, cs_set of, cs_value *first);
/* Is the plan rule in force now? */
bool cs_rule_in_force(const struct cs_run *run, const struct cs_plan_rule *rule);
/* Starts a match of a power with an act; the worlds in which the act fits, CS_NONE if the power is not in force. */
cs_set cs_match_power(struct cs_match *match, struct cs_run *run, const struct cs_plan_rule *rule, const cs_value *act);
/* The worlds in which a reading has this answer. */
cs_set cs_reads(struct cs_run *run, uint32_t reading, uint32_t answer);

/* ---- conditions that compare ---- */

/* came.c: the worlds in which the moments of the two stand as the condition says. */
cs_set cs_came_compare(struct cs_match *match, const struct cs_step *step);
/* count.c: the worlds in which a comparison of counts holds; the totals of the note, if any, are the last of the run */
cs_set cs_match_number(struct cs_match *match, const struct cs_step *step, struct cs_note *note);

#endif
