/* SPDX-License-Identifier: MIT */
/*
 * What the files of the checker share.
 *
 *   check.c           the order of work; what several of them need
 *   check_names.c     kinds, particulars, spellings, articles
 *   check_shapes.c    shapes, exclusions, ledger rows, readings, judges
 *   check_help.c      the remedy for a name or a word that nobody declared
 *   check_wording.c   how words and names are put in plain language
 *   check_term.c      terms and their arguments, bonds
 *   check_variable.c  the variables of a rule
 *   check_rule.c      rules
 *   check_calendar.c  calendars, and what needs one
 *   check_record.c    sources, labels, entries, claims, checks
 *   check_succession.c who takes over from whom in a circle
 *   check_ground.c    other articles in which a rule has its ground
 *   check_in_time.c   names that a particular had for a time
 *   check_codes.c     the codes of particulars in lists
 *   check_order.c     lines that say which of two came first
 *   check_hands.c     records of several hands (R 2.8)
 *   check_repeat.c    entries without labels that say the same
 *   check_sentence.c  questions and acts of a user, checked against files that were checked before
 *   check_more.c      entries that are added to a file that was checked before
 *   check_warn.c      warnings: what is most often a slip
 *   check_shared.c    warnings: a fact that two instruments conclude, and that does not say whose it is
 *   check_year.c      warnings: a year far from all others
 *   check_since.c     warnings: a treaty that begins after all that the record tells
 *   check_map.c       the map of a table
 *   check_strata.c    R 4.4
 *   components.c      which words depend on each other, for check_strata.c and check_order.c
 *
 * The tables by name are as long as there were names when they were made (make_tables in check.c). A name that is
 * interned later must not be looked up in them: only check_repeat.c makes such names, to compare entries.
 */
#ifndef CS_LANG_CHECK_INT_H
#define CS_LANG_CHECK_INT_H

#include "lang/near.h"
#include "lang/symbols.h"

/* Where a term stands, which decides what a small word in it is. */
enum cs_checker_where {
    WHERE_RULE,   /* a variable */
    WHERE_ROW,    /* a variable that may stand only once */
    WHERE_MAP,    /* a column of the table */
    WHERE_RECORD, /* a mistake: a record tells of particulars */
    WHERE_CHECK   /* anything */
};

/* What a line of a rule does to the variables in it. */
enum cs_variable_use {
    USE_BINDS,  /* binds them to what matches */
    USE_NEEDS,  /* needs them bound by another line */
    USE_LISTED, /* has them in a list, which means any one of it, so that they stay unbound: a mistake (R 4.7) */
    USE_ANY     /* neither: they are bound elsewhere, or mean any */
};

struct cs_variable {
    cs_name name;
    uint32_t count;
    struct cs_span first;
    bool bound, needed, listed, conflict;
    struct cs_span needed_at;
    cs_kind kind; /* the narrowest kind of the roles in which it stands */
    struct cs_span kind_at; /* where that role is */
    cs_kind bound_kind; /* the narrowest kind of the roles that bind it */
    bool restricted; /* it has the name of a kind, and stands for that kind alone */
};

#define CS_FAR_DAYS ((cs_day)100 * 365) /* what is so far from all others is most often a slip in the year */

/* What is noted of a name during a check. Few names have a mark. */
enum cs_name_mark {
    CS_MARK_UNREAD,   /* may be declared on a line that could not be read: it is not reported as unknown */
    CS_MARK_REPORTED, /* was reported as unknown: it is reported once */
    CS_MARK_VOICED    /* as a voice it was named, or is probably meant by a misspelt one: told once */
};

struct cs_checker {
    struct cs_file *files;
    struct cs_arena *arena;
    struct cs_names *names;
    struct cs_symbols *symbols;
    struct cs_diagnostics *diagnostics;
    const struct cs_file *file; /* that is being checked */
    const struct cs_instrument *instrument; /* of the rule or bond that is being checked, or NULL */

    struct cs_slots marked; /* names with their marks (cs_checker_mark) */
    bool errors_only;       /* nobody reads the warnings, so what costs is not looked up for them */
    struct cs_near_index voices; /* for voices that differ from another by a letter; made once needed (check_voice.c) */
    struct cs_heard_voice *heard;
    bool *form_told;       /* by title: it was told that a form is missing */

    enum cs_checker_where where;
    enum cs_variable_use use;
    struct cs_variable *variables;
    size_t variable_count, variable_capacity;
    cs_kind wanted; /* the kind of the role in which a name is looked up, or CS_KIND_ANY */
    bool word_lost; /* a word of the current rule is unknown, and so is what it does to its variables */
    bool failed; /* memory ran out in a heap array of the checker */
};

/* check.c */
const char *cs_checker_text(const struct cs_checker *checker, cs_name name);
bool cs_checker_marked(const struct cs_checker *checker, enum cs_name_mark mark, cs_name name);
void cs_checker_mark(struct cs_checker *checker, enum cs_name_mark mark, cs_name name);
/* The variable of the current rule that has this name, or NULL. */
struct cs_variable *cs_checker_variable_of(const struct cs_checker *checker, cs_name name);
/* Gives back what the checker has on the heap. */
void cs_checker_release(struct cs_checker *checker);
/* "a state", "an organ" */
const char *cs_checker_article(const char *word);
/* May a line that could not be read declare it, misspelt or not at all? */
bool cs_checker_lost(const struct cs_checker *checker, cs_name name);
/* Is an unknown name to be reported? Once, and not if an unreadable line may have declared it. */
bool cs_checker_first_report(struct cs_checker *checker, cs_name name);
/* "Did you mean "x"? It is declared in file:line." */
/* "Belo Yes", where both are names: adds what is missing between them. */
bool cs_checker_several_names(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name name);
void cs_checker_suggest(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name name,
                        struct cs_span declared);
void cs_checker_near_start(const struct cs_checker *checker, struct cs_near *near, cs_name name);
void cs_checker_near_try(const struct cs_checker *checker, struct cs_near *near, cs_name candidate, uint32_t number);
/* The place of a name within a span, or the whole span if it is not found: not every name of the tree has a span. */
struct cs_span cs_checker_find(const struct cs_checker *checker, struct cs_span span, cs_name name);
/*
 * Makes each table by name of the symbols a longer one, with room for so many names and zeros behind those that it has.
 * False, and nothing changes, if memory ran out.
 */
bool cs_checker_lengthen(struct cs_symbols *symbols, struct cs_arena *arena, size_t room);
/* Replaces a spelling by the name of which it is a spelling. */
void cs_checker_spell(const struct cs_checker *checker, cs_name *name);

/* check_help.c */
/* A name as it is written in a text: in quotation marks if it needs them. */
const char *cs_checker_written(const struct cs_checker *checker, cs_name name);
/* Adds the remedy if a declared name stands at the place without the quotation marks that it needs; else false. */
bool cs_checker_unquoted(struct cs_checker *checker, struct cs_diagnostic *diagnostic, struct cs_span place);
/* Adds the remedy if the name is one letter in a rule, where a small word would stand for anybody; else false. */
bool cs_checker_letter(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name name,
                       struct cs_span place);
/* If the name looks like the candidate: adds which of its characters is another one; else false. */
bool cs_checker_look_alike(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name name,
                           cs_name candidate);
/* The same for two names that are known to look alike. */
void cs_checker_tell_look(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name name, cs_name other);
/* Adds the remedy if a known word is among the words of an unknown one: "the attack", "a attacks b"; else false. */
bool cs_checker_word_among_others(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name head);

/* check_names.c */
bool cs_checker_intern_articles(struct cs_checker *checker); /* before the tables are made */
bool cs_checker_kinds(struct cs_checker *checker);
bool cs_checker_particulars(struct cs_checker *checker);
void cs_checker_spellings(struct cs_checker *checker);
/* An index into kinds; CS_KIND_ANY, with a diagnostic, if there is no such kind. */
cs_kind cs_checker_kind(struct cs_checker *checker, cs_name name, struct cs_span span);
const struct cs_particular *cs_checker_particular(const struct cs_checker *checker, cs_name name);
/* The instrument of which `name` names an article ("CST 4(2)"), or CS_NO_NAME. */
cs_name cs_checker_instrument_of(const struct cs_checker *checker, cs_name name);
/* A diagnostic, and false, if `name` is neither a particular nor an article of a loaded text. */
bool cs_checker_name(struct cs_checker *checker, cs_name name, struct cs_span span);
bool cs_checker_is_instrument(const struct cs_checker *checker, cs_name name);
/* Does the instrument have this article? True too if its text is not loaded. */
bool cs_checker_article_known(const struct cs_checker *checker, cs_name name, cs_name instrument);
void cs_checker_name_unknown(struct cs_checker *checker, cs_name name, struct cs_span span);

/* check_shapes.c */
bool cs_checker_shapes(struct cs_checker *checker);
bool cs_checker_readings(struct cs_checker *checker);
void cs_checker_words(struct cs_checker *checker); /* exclusions, rows, judges, authors: of `file` */
void cs_checker_reads(struct cs_checker *checker, cs_name reading, cs_name answer, struct cs_span span);
/* A diagnostic if an answer of the reading is no period. */
void cs_checker_period(struct cs_checker *checker, cs_name reading, struct cs_span span);

bool cs_checker_wordings(struct cs_checker *checker); /* check_wording.c: of all files */

/* check_term.c */
enum { SHAPES_EVENT = 1 << CS_SHAPE_EVENT, SHAPES_FACT = 1 << CS_SHAPE_FACT, SHAPES_QUANTITY = 1 << CS_SHAPE_QUANTITY };
/* The shape of the head if it is declared and of a wanted sort; else NULL, with a diagnostic. */
const struct cs_shape *cs_checker_head(struct cs_checker *checker, cs_name head, struct cs_span span, unsigned wanted);
const struct cs_shape *cs_checker_term(struct cs_checker *checker, struct cs_term *term, unsigned wanted);
#define A_QUANTITY "each has a number of its own"
/* A diagnostic for each list in a term whose roles take no lists; `why` completes the message. */
void cs_checker_one_each(struct cs_checker *checker, const struct cs_term *term, const char *why);
/* A diagnostic if a fact that is entered or concluded has a list in the role with one value at a time (R 4.5). */
void cs_checker_one_value(struct cs_checker *checker, const struct cs_term *term, const struct cs_shape *shape);
/*
 * The diagnostic that the lists of a line or a rule have more than CS_CHOICES_MAX combinations; `what` begins it: "the
 * lists of this rule make".
 */
void cs_checker_too_many_choices(struct cs_checker *checker, struct cs_span span, const char *what);
void cs_checker_arg(struct cs_checker *checker, struct cs_arg *arg, cs_kind wanted, const struct cs_shape *shape);
void cs_checker_role(struct cs_checker *checker, struct cs_role *role, const struct cs_shape *shape);
/* Adds the roles of a word, as in `"by" state, "of" body`. */
void cs_checker_list_roles(const struct cs_checker *checker, const struct cs_shape *shape, struct cs_buffer *out);
/* Below a diagnostic: which roles a word takes, if any. */
void cs_checker_help_roles(struct cs_checker *checker, struct cs_diagnostic *diagnostic, const struct cs_shape *shape);
/* Are two arguments one name in two spellings? */
bool cs_checker_spelled_otherwise(const struct cs_checker *checker, const struct cs_arg *a, const struct cs_arg *b);
void cs_checker_label(struct cs_checker *checker, struct cs_arg *arg);
void cs_checker_bond(struct cs_checker *checker, struct cs_bond *bond);

/* check_variable.c */
void cs_checker_variables_begin(struct cs_checker *checker);
void cs_checker_variable(struct cs_checker *checker, cs_name name, struct cs_span span, cs_kind kind);
/* R 4.9: restricts the variables that have the name of a kind; a diagnostic for what is or cannot be so in any case. */
void cs_checker_variable_kinds(struct cs_checker *checker, struct cs_rule *rule);
void cs_checker_variables_end(struct cs_checker *checker, bool complete);

void cs_checker_rule(struct cs_checker *checker, struct cs_rule *rule);

/* check_for_good.c (R 6.9) */
/* A diagnostic if a fact of this shape does not end: something ends it; its entry says that it has; `while` says so. */
void cs_checker_lasts(struct cs_checker *checker, const struct cs_shape *shape, struct cs_span span);
void cs_checker_lasts_from(struct cs_checker *checker, const struct cs_shape *shape, const struct cs_moment *moment,
                           struct cs_span span);
void cs_checker_lasts_while(struct cs_checker *checker, const struct cs_shape *shape, struct cs_span span);
/* Adds to a rule, whose variables are known, the conditions without which it founds nothing. */
void cs_checker_founded(struct cs_checker *checker, struct cs_rule *rule);

/* check_calendar.c */
bool cs_checker_calendars(struct cs_checker *checker); /* and links each instrument to its calendar */
/* A diagnostic, and false, if the period needs a calendar and the current instrument has none. */
bool cs_checker_business(struct cs_checker *checker, struct cs_duration period, struct cs_span span);

/* check_voice.c */
void cs_checker_voices(struct cs_checker *checker); /* notes who has an account or speaks for somebody */
/* Warns of parties of the accounts, mandates and silences of the file that are probably misspelt. */
void cs_checker_parties(struct cs_checker *checker);
/* Replaces the spelling of a voice, and warns of one that is probably misspelt. `speaks`: it says something here. */
void cs_checker_voice(struct cs_checker *checker, cs_name *voice, struct cs_span span, bool speaks);

/* check_record.c */
bool cs_checker_documents(struct cs_checker *checker);
void cs_checker_labels(struct cs_checker *checker);
void cs_checker_add_label(struct cs_checker *checker, struct cs_entry *entry); /* a diagnostic if it is used already */
void cs_checker_entry(struct cs_checker *checker, struct cs_entry *entry);
void cs_checker_check(struct cs_checker *checker, struct cs_check *check);
void cs_checker_record(struct cs_checker *checker); /* of `file` */

/* check_succession.c: who takes over from whom, once all files are checked */
void cs_checker_successions(struct cs_checker *checker);

/* check_ground.c: other articles in which a rule has its ground */
void cs_checker_grounds(struct cs_checker *checker, struct cs_rule *rule);

/* check_in_time.c: the names in time of the symbols (R 2.13), once all spellings are known; false: memory ran out. */
bool cs_checker_names_in_time(struct cs_checker *checker);
/* Since when, and until when, something is so; how it is told if that is no day. */
struct cs_checker_time {
    enum cs_diagnostic_code code;
    const char *what, *text; /* "name", and which */
    const struct cs_moment *since, *until;
    struct cs_span span;
};
/* The days on which it is so. False, with a diagnostic, if these are none, or it changes at an hour. */
bool cs_checker_days(struct cs_checker *checker, const struct cs_checker_time *time, cs_day *first, cs_day *last);

/* check_codes.c */
bool cs_checker_codes(struct cs_checker *checker);

/* check_order.c */
void cs_checker_order(struct cs_checker *checker, struct cs_entry *line);
/* Once all lines are checked: those by which the record itself puts something before itself. */
void cs_checker_order_circles(struct cs_checker *checker);

/* check_hands.c */
void cs_checker_intern_hands(struct cs_checker *checker); /* before the tables are made */
/* "hand.label": the name in the case of a label or source of this file. `intern` false: CS_NO_NAME if it is unknown. */
cs_name cs_checker_own_name(const struct cs_checker *checker, const struct cs_file *file, cs_name name, bool intern);
/* Replaces a label or a source by its name in the case: that of the file's own hand, if there is one. */
void cs_checker_own_label(const struct cs_checker *checker, cs_name *label);
void cs_checker_own_source(const struct cs_checker *checker, cs_name *source);
void cs_checker_same(struct cs_checker *checker); /* after the labels are known */
/* A diagnostic if a record takes back what is another hand's, or what two hands tell (R 2.15). */
void cs_checker_retraction(struct cs_checker *checker, const struct cs_entry *entry);
/*
 * Makes the entries that R 2.8 derives from entries that are the same as another. After all entries are checked, since
 * spellings are replaced by then.
 */
void cs_checker_merge(struct cs_checker *checker);

/* check_repeat.c */
void cs_checker_repeats(struct cs_checker *checker);
/* Of an entry that was checked after all others: may one without a label say the same of the same date? Notes it. */
bool cs_checker_says_again(struct cs_checker *checker, const struct cs_entry *entry);

/* check_warn.c */
void cs_checker_warn(struct cs_checker *checker); /* of all files: names, spellings, accounts */
/* Warns if a name stands twice in a list, in whatever spelling. */
void cs_checker_list(struct cs_checker *checker, const struct cs_arg *args);
void cs_checker_later(struct cs_checker *checker, const struct cs_entry *entry);

/* check_shared.c, after all rules were checked */
void cs_checker_shared(struct cs_checker *checker);

/* check_map.c */
void cs_checker_map(struct cs_checker *checker); /* of `file`, if it is one */
/* A small word in a statement of a map: a diagnostic unless it is a column of a fitting kind. */
void cs_checker_map_column(struct cs_checker *checker, const struct cs_arg *arg, cs_kind wanted);

/* check_since.c */
void cs_checker_since(struct cs_checker *checker);

/* check_year.c */
void cs_checker_years(struct cs_checker *checker);

void cs_checker_strata(struct cs_checker *checker);

#endif
