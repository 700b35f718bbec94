/* SPDX-License-Identifier: MIT */
/*
 * What the files of the checker share.
 *
 *   check.c           the order of work; what several of them need
 *   check_names.c     kinds, particulars, spellings, articles
 *   check_shapes.c    shapes, exclusions, ledger rows, readings, judges
 *   check_help.c      what was probably meant
 *   check_term.c      terms and their arguments, bonds
 *   check_variable.c  the variables of a rule
 *   check_rule.c      rules
 *   check_calendar.c  calendars, and what needs one
 *   check_record.c    sources, labels, entries, claims, checks
 *   check_hands.c     records of several hands
 *   check_sentence.c  questions and acts of a user, put to files that were checked
 *   check_warn.c      what is most often a slip
 *   check_shared.c    a fact that two instruments conclude, and that does not say whose it is
 *   check_year.c      a year far from all others
 *   check_strata.c    R 4.4
 *
 * Nothing here interns a name once the tables by name are made (cs_checker_tables), so that they are long enough.
 */
#ifndef CS_LANG_CHECK_INT_H
#define CS_LANG_CHECK_INT_H

#include "lang/near.h"
#include "lang/symbols.h"

/* Where a term stands decides what a small word in it may be. */
enum cs_checker_where {
    WHERE_RULE,   /* a variable */
    WHERE_ROW,    /* a variable that nobody counts */
    WHERE_RECORD, /* nothing: a record tells of particulars */
    WHERE_CHECK   /* anybody */
};

/* What a line of a rule does to the variables in it. */
enum cs_variable_use {
    USE_BINDS, /* gives them what they meet */
    USE_NEEDS, /* needs them bound by another line */
    USE_LISTED, /* stands in a list of which any one is met: it gives nothing, and cannot be looked at either */
    USE_ANY    /* neither: bound elsewhere, or any */
};

struct cs_variable {
    cs_name name;
    uint32_t count;
    struct cs_span first;
    bool bound, needed, listed, conflict;
    struct cs_span needed_at;
    cs_kind kind; /* the narrowest that its places ask for */
    struct cs_span kind_at;
};

struct cs_checker {
    struct cs_file *files;
    struct cs_arena *arena;
    struct cs_names *names;
    struct cs_symbols *symbols;
    struct cs_diagnostics *diagnostics;
    const struct cs_file *file; /* the one at hand */
    const struct cs_instrument *instrument; /* whose rule or bond is at hand, or NULL */

    /* by name */
    cs_name *spelling_of;  /* the name of which it is another spelling */
    cs_name *same_as;      /* of a label: that of the entry which its own tells again */
    bool *is_article;      /* the full name of an article, or the beginning of one */
    bool *is_whole_article;
    bool *is_voice;        /* has an account, or speaks for one */
    bool *unread;          /* may have been declared on a line that could not be read */
    bool *reported;        /* as unknown: once is enough */
    uint32_t *variable_of; /* index + 1 into `variables`, of the rule at hand */
    uint32_t strange_voices; /* voices for which a near name was looked for */

    enum cs_checker_where where;
    enum cs_variable_use use;
    struct cs_variable *variables;
    size_t variable_count, variable_capacity;
    cs_kind wanted; /* where a name is looked up: the kind that its place asks for, or CS_KIND_ANY */
    bool word_lost; /* a word of the rule at hand is unknown: the variables that it takes are too */
    bool failed; /* memory ran out in an array of the checker's own */
};

/* check.c */
const char *cs_checker_text(const struct cs_checker *checker, cs_name name);
/* "a state", "an organ" */
const char *cs_checker_article(const char *word);
/* True the first time; false for what an unreadable line may have declared. */
bool cs_checker_first_report(struct cs_checker *checker, cs_name name);
/* "Did you mean "x"? It is declared in file:line." */
void cs_checker_suggest(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name name,
                        struct cs_span declared);
void cs_checker_near_start(const struct cs_checker *checker, struct cs_near *near, cs_name name);
void cs_checker_near_try(const struct cs_checker *checker, struct cs_near *near, cs_name candidate, uint32_t number);
/* The place of a name within a stretch, or all of it: not every name of the tree has a span of its own. */
struct cs_span cs_checker_find(const struct cs_checker *checker, struct cs_span span, cs_name name);
/* Replaces another spelling of a name by the name. */
void cs_checker_spell(const struct cs_checker *checker, cs_name *name);

/* check_help.c */
/* A name as a text has it: in quotation marks where it needs them. */
const char *cs_checker_written(const struct cs_checker *checker, cs_name name);
/* Tells of a declared name that stands over the place without the quotation marks that it needs; false if there is
 * none. */
bool cs_checker_unquoted(struct cs_checker *checker, struct cs_diagnostic *diagnostic, struct cs_span place);
/* If the name looks like the candidate: which character of it only does so. */
bool cs_checker_look_alike(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name name,
                           cs_name candidate);
/* The same of two names that do look alike. */
void cs_checker_tell_look(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name name, cs_name other);
/* Tells of a known word among the words of an unknown one: "the attack", "a attacks b"; false if there is none. */
bool cs_checker_word_among_others(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name head);

/* check_names.c */
bool cs_checker_intern_articles(struct cs_checker *checker); /* before the tables are made */
bool cs_checker_kinds(struct cs_checker *checker);
bool cs_checker_particulars(struct cs_checker *checker);
void cs_checker_spellings(struct cs_checker *checker);
/* An index into kinds; CS_KIND_ANY, with a complaint, if there is no such kind. */
cs_kind cs_checker_kind(struct cs_checker *checker, cs_name name, struct cs_span span);
const struct cs_particular *cs_checker_particular(const struct cs_checker *checker, cs_name name);
/* The instrument of which `name` names an article ("CST 4(2)"), or CS_NO_NAME. */
cs_name cs_checker_instrument_of(const struct cs_checker *checker, cs_name name);
/* Complains if `name` is no name of a particular, or no article of a loaded text. */
bool cs_checker_name(struct cs_checker *checker, cs_name name, struct cs_span span);
bool cs_checker_is_instrument(const struct cs_checker *checker, cs_name name);
/* Whether the instrument has this article, or it is none whose text is loaded. */
bool cs_checker_article_known(const struct cs_checker *checker, cs_name name, cs_name instrument);
void cs_checker_name_unknown(struct cs_checker *checker, cs_name name, struct cs_span span);

/* check_shapes.c */
bool cs_checker_shapes(struct cs_checker *checker);
bool cs_checker_readings(struct cs_checker *checker);
void cs_checker_words(struct cs_checker *checker); /* exclusions, rows, judges, authors: of the file at hand */
void cs_checker_reads(struct cs_checker *checker, cs_name reading, cs_name answer, struct cs_span span);
/* Complains if not every answer of the reading is a period. */
void cs_checker_period(struct cs_checker *checker, cs_name reading, struct cs_span span);

/* check_term.c */
enum { SHAPES_EVENT = 1 << CS_SHAPE_EVENT, SHAPES_FACT = 1 << CS_SHAPE_FACT, SHAPES_QUANTITY = 1 << CS_SHAPE_QUANTITY };
/* The shape of the head if it is known and one of those wanted. */
const struct cs_shape *cs_checker_head(struct cs_checker *checker, cs_name head, struct cs_span span, unsigned wanted);
const struct cs_shape *cs_checker_term(struct cs_checker *checker, struct cs_term *term, unsigned wanted);
#define A_QUANTITY "each has a number of its own"
/* Complains of lists in a term in which each role must be one; `why` says of what it is. */
void cs_checker_one_each(struct cs_checker *checker, const struct cs_term *term, const char *why);
/* What is entered or concluded, of this shape: it gives a role that has one value at a time no list (R 4.5). */
void cs_checker_one_value(struct cs_checker *checker, const struct cs_term *term, const struct cs_shape *shape);
/* Says that the lists of a line or a rule make more than CS_CHOICES_MAX combinations: "the lists of this rule make". */
void cs_checker_too_many_choices(struct cs_checker *checker, struct cs_span span, const char *what);
void cs_checker_arg(struct cs_checker *checker, struct cs_arg *arg, cs_kind wanted, const struct cs_shape *shape);
void cs_checker_role(struct cs_checker *checker, struct cs_role *role, const struct cs_shape *shape);
/* "by" state, "of" body: what a word takes. */
void cs_checker_list_roles(const struct cs_checker *checker, const struct cs_shape *shape, struct cs_buffer *out);
/* Whether two arguments are one name, by two spellings. */
bool cs_checker_spelled_otherwise(const struct cs_checker *checker, const struct cs_arg *a, const struct cs_arg *b);
void cs_checker_label(struct cs_checker *checker, struct cs_arg *arg);
void cs_checker_bond(struct cs_checker *checker, struct cs_bond *bond);

/* check_variable.c */
void cs_checker_variables_begin(struct cs_checker *checker);
void cs_checker_variable(struct cs_checker *checker, cs_name name, struct cs_span span, cs_kind kind);
void cs_checker_variables_end(struct cs_checker *checker, bool complete);

void cs_checker_rule(struct cs_checker *checker, struct cs_rule *rule);

/* check_calendar.c */
bool cs_checker_calendars(struct cs_checker *checker); /* and which of them each instrument has */
/* Complains, and returns false, if the period is of business days and the instrument at hand has no calendar. */
bool cs_checker_business(struct cs_checker *checker, struct cs_duration period, struct cs_span span);

/* check_record.c */
bool cs_checker_documents(struct cs_checker *checker);
void cs_checker_labels(struct cs_checker *checker);
void cs_checker_voices(struct cs_checker *checker);
void cs_checker_add_label(struct cs_checker *checker, struct cs_entry *entry); /* complains if there is one already */
void cs_checker_entry(struct cs_checker *checker, struct cs_entry *entry);
void cs_checker_check(struct cs_checker *checker, struct cs_check *check);
void cs_checker_record(struct cs_checker *checker); /* of the file at hand */

/* check_hands.c */
void cs_checker_intern_hands(struct cs_checker *checker); /* before the tables are made */
/* "hand.label": what a name of this file is called among all; interned, or CS_NO_NAME if it is not known. */
cs_name cs_checker_own_name(const struct cs_checker *checker, const struct cs_file *file, cs_name name, bool intern);
/* What a label or a source means in the file at hand: its own hand's before that of others. */
void cs_checker_own_label(const struct cs_checker *checker, cs_name *label);
void cs_checker_own_source(const struct cs_checker *checker, cs_name *source);
void cs_checker_same(struct cs_checker *checker);   /* after the labels are known */
void cs_checker_twins(struct cs_checker *checker);
void cs_checker_retell(struct cs_checker *checker); /* after all entries are checked: their names are spelled by then */

/* check_warn.c */
void cs_checker_warn(struct cs_checker *checker); /* of all files: names, spellings, accounts */

/* check_shared.c, after all rules were checked */
void cs_checker_shared(struct cs_checker *checker);
/* Warns if one stands twice in a list, by whatever spelling. */
void cs_checker_list(struct cs_checker *checker, const struct cs_arg *args);
void cs_checker_later(struct cs_checker *checker, const struct cs_entry *entry);

/* check_year.c */
void cs_checker_years(struct cs_checker *checker);

void cs_checker_strata(struct cs_checker *checker);

#endif
