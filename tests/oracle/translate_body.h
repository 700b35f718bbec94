/* SPDX-License-Identifier: MIT */
/* The body of one rule of clingo: which variables it binds, and its text. For the files that translate rules. */
#ifndef TESTS_ORACLE_TRANSLATE_BODY_H
#define TESTS_ORACLE_TRANSLATE_BODY_H

#include "translate_int.h"

#define BOUND_MAX 64

/*
 * Where roles may be left unsaid, each place of a small word in what is looked for has a variable of its own, V_s,
 * V_s_2 and so on: these agree (claims.lp), and are not always the same.
 */
struct place { cs_name variable; const struct cs_arg *arg; };

struct body { /* of one rule */
    struct translator *t;
    const struct cs_rule *rule; /* NULL: a bond of the record, or a row */
    const struct cs_term *every; /* its variables have the prefix C_, in what is to be so of every one too */
    cs_name bound[BOUND_MAX]; /* variables that some positive line binds */
    size_t bound_count;
    struct place places[BOUND_MAX];
    size_t place_count;
    struct cs_buffer text;
    struct cs_buffer joins;  /* how the next atom hangs together with what is bound: behind it, write_joins */
    unsigned fresh;          /* how many variables there are that stand only in an atom and its joins */
    bool waits_for_any;      /* what is looked for may be of anybody where a variable has met nobody who is said */
    bool one;                /* a second row of what is counted is written: of one who is said */
    const char *named;       /* the occurrence that gets a name, while a row of it is written */
    const char *past; /* "seen" or "past" */
    unsigned moments; /* how many conditions compare moments, so far */
};

enum use {
    MATCHES, /* what is unsaid may be anything; so may a variable that nothing binds */
    MAKES,   /* what is unsaid stays so */
    COUNTS   /* as MATCHES, but a variable that nothing binds is local to the count, with another name */
};

/* Does some positive line bind the variable? */
bool is_bound(const struct body *b, cs_name variable);
/* Notes that it does. */
void bind_variable(struct body *b, cs_name variable);
/* Notes a place of the variable in what is looked for; `arg` NULL: V_s itself is written there. */
void bind_place(struct body *b, cs_name variable, const struct cs_arg *arg);
/* Notes all variables of a term as bound. */
void bind_term(struct body *b, const struct cs_term *term);
/* What the places of the variable are: one that is said, if any is. */
void write_value(struct body *b, cs_name variable, struct cs_buffer *out);
/* All of them, with commas. */
void write_places(struct body *b, cs_name variable, struct cs_buffer *out);
/* All places of each variable agree. */
void write_agreements(struct body *b, struct cs_buffer *out);
/* The joins of the atoms that were written, each behind a comma. */
void write_joins(struct body *b, struct cs_buffer *out);
void body_release(struct body *b);
/* May a variable be `u`, since only the act of a duty binds it, which leaves it unsaid? */
bool may_be_unsaid(const struct body *b, const struct cs_arg *arg);
void write_variable(struct translator *t, cs_name name, const char *prefix, struct cs_buffer *out);
/* `counted`: the variable of a count, or CS_NO_NAME. */
void write_arg(struct body *b, const struct cs_arg *arg, enum use use, cs_name counted, struct cs_buffer *out);
void write_term(struct body *b, const struct cs_term *term, enum use use, cs_name counted, struct cs_buffer *out);
bool is_fact(struct body *b, const struct cs_term *term);
/* A term as what is looked for at t: held or happened. */
void write_atom(struct body *b, const struct cs_term *term, enum use use, cs_name counted, struct cs_buffer *out);
/* What a condition says of a duty; and binding all that it binds. */
void write_duty(struct body *b, const struct cs_condition *c, struct cs_buffer *out);
void bind_duty(struct body *b, const struct cs_condition *c);
void write_condition(struct body *b, const struct cs_condition *c);
/* All conditions of the rule. */
void write_conditions(struct body *b);
/* translate_bond.c: the article of the rule; the bond as a sentence; its origin, with the values of the rule. */
void write_article(struct body *b, struct cs_buffer *out);
void write_sentence(struct body *b, const struct cs_bond *bond, struct cs_buffer *out);
void write_origin(struct body *b, const struct cs_bond *bond, struct cs_buffer *out);
/* Its times, and what ends, releases or suspends it. */
void write_owed_act(struct body *b, const struct cs_bond *bond);
/* Refuses, with `what`, a term with a word that an act owed may leave unsaid. */
void check_certain(struct body *b, const struct cs_term *term, const char *what);
/* Binds what the positive conditions bind. */
void bind_conditions(struct body *b);

#endif
