/* SPDX-License-Identifier: MIT */
/*
 * The keys of the names that the docket and a run make (base/names.h): of entries without a label, of what a rule
 * brings about later, of deadlines, of questions. Two such names are one if their keys are equal; how they read is for
 * people only.
 *
 *   tag         what it names                                       its key, in this order
 *   ENTRY       an entry without a label                            kind, which of its repeats, date, what it says
 *   LINE        what is said about an entry                         kind of line, entry, what it says, date
 *   ROW         a state that sets off a period, a quantity          head, instrument of its judge, of a duty whether it
 *                                                                   forbids, values
 *   DUTY_EVENT  what became of a duty: it was broken ...            head, whether it forbids and the verb, all values
 *   DELAYED     what a rule brings about on a day                   what its period ran from, the day
 *   DEADLINE    the end of a period                                 the period, what it runs from
 *   BEFORE      a fixed date; a moment at which something comes about  the instant
 *   ASKED_END   the day up to which it is asked                     the day
 *   PARTICULAR  what only a table has (run/stream.h)                its kind, its text
 *   TABLE_ROW   the occurrence of a row of a table                  the number of the row, which of its statements
 *   the others  questions (docs/language.md part 2)                 below
 */
#ifndef CS_DOCKET_MADE_H
#define CS_DOCKET_MADE_H

#include "plan/plan.h"

enum cs_made {
    CS_MADE_ENTRY = 1,
    CS_MADE_LINE,
    CS_MADE_ROW,
    CS_MADE_DUTY_EVENT,
    CS_MADE_DELAYED,
    CS_MADE_DEADLINE,
    CS_MADE_BEFORE,
    CS_MADE_ASKED_END,
    CS_MADE_PARTICULAR,
    CS_MADE_TABLE_ROW,
    CS_MADE_HAPPENED, /* did this entry happen? the entry */
    CS_MADE_DATE,     /* when was it? the entry */
    CS_MADE_END,      /* when did it end? the entry */
    CS_MADE_NAME,     /* is what this line says right? the line, the instrument with a judge of its own */
    CS_MADE_ROLE,     /* is it in the role that was left unsaid? the entry, the preposition, the particular */
    CS_MADE_BOUND,    /* does the comparison hold of a quantity? its row, the comparison, the number */
    CS_MADE_WHOSE,    /* which of several numbers is right? its row */
    CS_MADE_READING,  /* how is it read? the reading at its time */
    CS_MADE_FORK,     /* is it asked as of this end, from which the run goes on? the end */
    CS_MADE_UNREPORTED, /* was it done in time, unreported? the act: its head and its values */
    CS_MADE_ORDER     /* which came first? the two, in the order in which they are named */
};

/* Is the value a particular of this kind, or of one below it: of the texts, or of a table? */
bool cs_made_is(const struct cs_plan *plan, cs_value value, cs_kind kind);

/* What follows adds to a key. A term: the order of its roles makes no difference, that of a list does. */
void cs_made_term(struct cs_name_key *key, const struct cs_term *term);
/* A date as it was written. */
void cs_made_moment(struct cs_name_key *key, const struct cs_moment *moment);
/* A bond as it was written: its holder, claimant and act, not its time nor what ends it. */
void cs_made_bond(struct cs_name_key *key, const struct cs_bond *bond);
/* A row: its head, the instrument of its judge, and its values. */
void cs_made_row(struct cs_name_key *key, const struct cs_plan *plan, uint32_t relation, const cs_value *values);
void cs_made_period(struct cs_name_key *key, struct cs_duration period);
void cs_made_wide(struct cs_name_key *key, cs_wide number);

#endif
