/* SPDX-License-Identifier: MIT */
/*
 * Inside the translator: what its files share. translate.c is the record, translate_time.c time, translate_needs.c what
 * the pair needs of the program, translate_dates.c when things were, translate_absence.c what was not done,
 * translate_rule.c the treaty, translate_condition.c the conditions of its rules, translate_bond.c what is owed and
 * expected.
 */
#ifndef TESTS_ORACLE_TRANSLATE_INT_H
#define TESTS_ORACLE_TRANSLATE_INT_H

#include "oracle/translate.h"

struct instants { cs_instant *items; size_t count; };

struct translator {
    const struct cs_case *c;
    struct cs_buffer *out;
    const char *outside; /* the first thing that is not covered, or NULL */
    cs_day first, asked; /* the first and the last day of the program */
    unsigned rule;       /* number of the rule that is being translated */
    struct cs_zone zone; /* of the records and the texts */
    bool has_hours;      /* some occurrence has an hour, or */
    bool unsaid;         /* somebody or something is left unsaid at which a text looks (R 2.7) */
    bool has_times;      /* some time runs for hours or ends at one: then all occurrences have */
    struct instants entered, passing, timers; /* has_times: when something was; may be over; may set off a rule */
};

/* Notes that something is not covered; the first stays. */
void outside(struct translator *t, const char *what);
const char *name_text(const struct translator *t, cs_name name);
const struct cs_shape *shape_of(const struct translator *t, const struct cs_term *term);
/* A particular for clingo: "Alden", in quotation marks; the number of a day; a number. */
void write_constant(struct translator *t, const struct cs_arg *arg, struct cs_buffer *out);
/* A period that is counted by the calendar of a text. */
void write_period(struct translator *t, const struct cs_instrument *by, struct cs_duration period,
                  struct cs_buffer *out);
/* The days of the program begin with the first date. */
void widen(struct translator *t, const struct cs_moment *m);
/* Does a rule look at duties of this word (or, for CS_NO_NAME, of any)? Else nothing follows from their fate. */
bool is_looked_at(const struct translator *t, cs_name head);
/* Does a text say something of this role of the word, where it looks for it or waits for it? */
bool is_role_looked_at(const struct translator *t, cs_name head, enum cs_prep prep);
/* May who or what stands in such a role be left unsaid? Not a number, a moment or an article. */
bool is_of_somebody(cs_kind kind);
/* translate_unsaid.c: finds t->unsaid; what occurrences leave unsaid, and who or what it could be. */
void find_unsaid(struct translator *t);
void translate_unsaid(struct translator *t);
/* A role that a row of the occurrence leaves unsaid. */
void write_unsaid(struct translator *t, const struct cs_entry *of, const struct cs_role_symbol *role,
                  cs_name head, struct cs_buffer *out);
void parts(struct translator *t);
/* translate_hours.c: the zone, and what the pair has of hours. The first and the last day are not known yet. */
void find_zone(struct translator *t);
void find_hours(struct translator *t);
/* Is the date by the clock of the zone? */
bool in_zone(const struct translator *t, const struct cs_moment *m);
/* The instants at which something may come about; to be released. */
void find_instants(struct translator *t);
void release_instants(struct translator *t);
/* The parts of a day at its hours. */
void hour_parts(struct translator *t, unsigned *number, cs_day day);
/* The moment at which the clock shows this hour on the day; the first of two, or as it leaves it out (R 7.13). */
cs_instant hour_of_day(const struct translator *t, cs_day day, int32_t hour);
void clock_hours(struct translator *t, int32_t hour);
void hour_tables(struct translator *t);
/* What the pair needs of the program: needs(heirs) and so on. */
void needs(struct translator *t);
bool has_heirs(const struct translator *t);
void period(struct translator *t, const struct cs_instrument *by, struct cs_duration d);
/* Which days are business days, by each calendar. */
void business_days(struct translator *t);
/* The days with which the periods of a file end, of its rules and of what it enters. */
void periods_of_rules(struct translator *t, const struct cs_file *f);
/* The role with this preposition, or NULL. */
const struct cs_role *role_of(const struct cs_term *term, enum cs_prep prep);
/* The act of a word with a variable for each role: help(A0,A1). */
void pattern(struct translator *t, const struct cs_shape *s, char letter);
/*
 * Writes one row of an entry with lists, by number from 0; false if there is no such row. `of`: the entry of which the
 * term tells what happened, or NULL.
 */
bool row_of(struct translator *t, const struct cs_term *term, const struct cs_entry *of, uint32_t number,
            struct cs_buffer *out);
/* What a line `e1 counts as TERM` is about, for clingo: named("e1",row). */
void name_matter(struct translator *t, const struct cs_entry *e, struct cs_buffer *out);
const char *label(struct translator *t, const struct cs_entry *e);
/* `turned`: of what is the opposite of the line, as "after" is of "before". */
const char *claim_word(const struct cs_claim *c, bool turned);
/* The day on which a claim counts: its recorded one, else `about`. */
cs_day said_on(const struct cs_claim *c, cs_day about);
/* When an entry was, or may have been, by its own date and by those that others give (R 8.5, 8.12, 8.13). */
void translate_dates(struct translator *t, const struct cs_entry *e);
/* The claims of a line on its `matter`. `turned`: who says the line denies the matter, and the other way round. */
void claims(struct translator *t, const struct cs_entry *e, const char *matter, cs_day about, bool turned,
            unsigned *number);
/* A line that gives another date. */
void translate_dating(struct translator *t, const struct cs_entry *e, unsigned *claim);
/* "data on WORD until DATE" of a fact, by what it leaves open (R 8.14). */
void translate_untold(struct translator *t, const struct cs_shape *s);
/* A line `no TERM`; and on which records are silent of a word. `claim` counts the claims. */
void translate_absence(struct translator *t, const struct cs_entry *e, unsigned *claim);
void translate_silence(struct translator *t, const struct cs_shape *s);
/* translate_perform.c: what performs an act of this word that is owed, or such a state; what rules see of duties. */
void translate_performing(struct translator *t, const struct cs_shape *s);
void translate_performing_state(struct translator *t, const struct cs_shape *s);
void translate_looks(struct translator *t, const struct cs_shape *s);
/* A line `in place of`; and which duties of a word it marks. */
void translate_offer(struct translator *t, const struct cs_entry *e);
void translate_offers(struct translator *t, const struct cs_shape *s);
void translate_recorded_bond(struct translator *t, const struct cs_entry *e);
/* Names that exclude each other in roles. `head`: of the rule, and of its body what tells two rows X and Y of it. */
void translate_exclusions(struct translator *t, const char *head);
void translate_rule(struct translator *t, const struct cs_rule *rule);
/* `row request` and `row decision`, with their `state` lines. */
void translate_row(struct translator *t, const struct cs_row_line *row);

#endif
