/* SPDX-License-Identifier: MIT */
/*
 * The tree: what the author wrote, grouped, with the place of everything. It lives in one arena, as long as the case:
 * plan, docket and reasons point into it. Names are numbers of one cs_names. The parser makes it, the checker completes
 * it (symbols.h), and nothing changes it afterwards. Grammar: docs/language.md part 1.
 *
 *   cs_file
 *    +-- declarations: kinds, names, shapes, exclusions, ledger rows
 *    +-- instruments: treaty or declaration, its articles
 *    +-- calendars: which days are business days
 *    +-- readings and judges
 *    +-- rules, each with its article and instrument (NULL in a vocabulary)
 *    +-- record: accounts, speakers, sources, entries with their claims, checks
 *
 * Lists are singly linked (`next`), in the order of the text.
 */
#ifndef CS_LANG_TREE_H
#define CS_LANG_TREE_H

#include "base/names.h"
#include "base/wide.h"
#include "lang/state.h"
#include "text/source.h"
#include "time/calendar.h"
#include "time/moment.h"

/* The preposition of a role. CS_PREP_IS is the role of the subject, before is/are. */
enum cs_prep {
    CS_PREP_IS, CS_PREP_BY, CS_PREP_OF, CS_PREP_TO, CS_PREP_FOR, CS_PREP_ON, CS_PREP_AT, CS_PREP_IN, CS_PREP_WITH,
    CS_PREP_UNDER, CS_PREP_FROM, CS_PREP_INTO, CS_PREP_AGAINST, CS_PREP_OVER, CS_PREP_BETWEEN, CS_PREP_ABOUT,
    CS_PREP_THROUGH, CS_PREP_COUNT
};
const char *cs_prep_text(enum cs_prep prep);

enum cs_arg_kind {
    CS_ARG_NAME,     /* a particular: `name`; articles are names too ("CST 4(2)"), with `instrument` set */
    CS_ARG_VARIABLE, /* a small word: `name` */
    CS_ARG_LABEL,    /* a small word with a digit: `name` */
    CS_ARG_NUMBER,   /* `number` */
    CS_ARG_MOMENT    /* `moment` */
};

struct cs_arg {
    struct cs_arg *next;
    enum cs_arg_kind kind;
    cs_name name;       /* of a moment or number: its canonical text */
    cs_wide number;
    struct cs_moment *moment; /* of a moment; else NULL */
    cs_name instrument; /* of an article: the instrument's name, else CS_NO_NAME */
    bool one;           /* in the declaration of a fact: this role has one value at a time */
    bool or_nothing;    /* in the declaration of an event: it is nothing where the role is left unsaid */
    struct cs_span span;
};

struct cs_role {
    struct cs_role *next;
    enum cs_prep prep;
    struct cs_arg *args; /* one or more; in a shape: variables that name kinds */
    struct cs_span span; /* from the preposition to the last argument */
};

struct cs_bond;
struct cs_term {
    cs_name head; /* the words, one space between; articles (a, an, the) are not special */
    struct cs_role *roles;
    struct cs_span span, head_span;
};

/*
 * A list in a role means each of its arguments, and several lists mean every combination of them. A line may have at
 * most this many combinations, and so may all conclusions of a rule together (E0321). Conditions have no limit, since
 * their combinations are not written out.
 */
#define CS_CHOICES_MAX 4096
/* The most times within which something is owed. */
#define CS_LIMITS_MAX 4
/* The number of combinations of a term, 1 if it has no list; at most CS_CHOICES_MAX + 1. */
uint32_t cs_term_choices(const struct cs_term *term);
/* The role with this preposition; NULL if the term leaves it unsaid. */
struct cs_role *cs_term_role(const struct cs_term *term, enum cs_prep prep);
/* The first of what stands in that role; NULL if the term leaves it unsaid. */
const struct cs_arg *cs_term_args(const struct cs_term *term, enum cs_prep prep);
/* The same for a bond: its holders, its claimants and its act. */
uint32_t cs_bond_choices(const struct cs_bond *bond);
/* a * b, at most CS_CHOICES_MAX + 1. */
uint32_t cs_choices_times(uint32_t a, uint32_t b);

enum cs_compare { CS_AT_LEAST, CS_AT_MOST, CS_MORE_THAN, CS_FEWER_THAN, CS_EXACTLY };
const char *cs_compare_text(enum cs_compare compare);

enum cs_number_kind { CS_NUMBER_CONSTANT, CS_NUMBER_OF, CS_SUM_OF };
struct cs_number {
    enum cs_number_kind kind;
    cs_wide constant;
    cs_name variable;
    struct cs_term term;
    struct cs_span span;
};

enum cs_condition_kind {
    CS_COND_TERM,      /* [no] term */
    CS_COND_COUNTS_AS, /* subject counts as term; negated: does not count as */
    CS_COND_OTHER,     /* subject other than others */
    CS_COND_KIND,      /* subject is (negated: is not) a particular of the kind `kind_word` */
    CS_COND_READS,     /* reading reads answer */
    CS_COND_NUMBER,    /* left compare [ratio of] right */
    CS_COND_EVERY,     /* every left.variable in left.term: right.term, or (negated) no right.term */
    CS_COND_QUANTITY,  /* term compare right.constant */
    CS_COND_DUTY,      /* subject verb others (one) [no] term; `forbidden`: it is about a prohibition */
    CS_COND_MOMENTS    /* subject [ within | at least duration ] before, after or of others (one) */
};

/* What is said of a duty or a prohibition (R 4.11): three things that happen, and a state. */
enum cs_verb {
    CS_VERB_FAILS,   /* it is broken */
    CS_VERB_FULFILS, /* it is performed, in time or late; a prohibition: it was kept */
    CS_VERB_OWED,    /* it arises */
    CS_VERB_OWES,    /* it stands: it has arisen, and is neither performed nor over */
    CS_VERB_COUNT
};
const char *cs_verb_text(enum cs_verb verb);

/* How two occurrences stand in time: the one comes before the other, after it, or either. */
enum cs_sides { CS_SIDES_BEFORE, CS_SIDES_AFTER, CS_SIDES_EITHER };

struct cs_condition {
    struct cs_condition *next;
    enum cs_condition_kind kind;
    bool negated;
    struct cs_term term;
    struct cs_arg *subject;
    struct cs_arg *others;
    enum cs_verb verb;         /* DUTY */
    bool forbidden;            /* DUTY */
    cs_name reading, answer;
    cs_name kind_word;
    struct cs_span kind_span;
    bool implied;              /* added by the checker: KIND, for a variable with the name of a kind (R 4.9); TERM, for
                                  what may be over for good (R 6.9) */
    enum cs_compare compare;
    cs_wide ratio_over, ratio_under; /* 1, 1 if none */
    struct cs_number left, right;
    enum cs_sides sides;             /* MOMENTS */
    bool has_duration;               /* MOMENTS: `compare` is CS_AT_MOST (within) or CS_AT_LEAST */
    struct cs_duration duration;
    struct cs_span span;
};

enum cs_limit_kind {
    CS_LIMIT_DURATION,  /* within `duration` */
    CS_LIMIT_READING,   /* within the period of `reading` */
    CS_LIMIT_BEFORE,    /* before the date `before` */
    CS_LIMIT_MOMENT,    /* before the moment that a variable is: the head of `term`, set by the checker */
    CS_LIMIT_OCCURRENCE /* before the next occurrence that fits `term` */
};
/* One of the times allowed; of several the first that is over counts. */
struct cs_bond_limit {
    struct cs_bond_limit *next;
    enum cs_limit_kind kind;
    struct cs_duration duration;
    int32_t hour;         /* of the last day, at which the period ends; 0: with the day */
    bool after;           /* the period runs from the next occurrence that fits `term` */
    cs_name reading;
    struct cs_moment before;
    struct cs_term term;
    struct cs_span span;
};

enum cs_modifier_kind {
    CS_MODIFIER_UNTIL, CS_MODIFIER_RELEASED, CS_MODIFIER_SUSPENDED,
    CS_MODIFIER_LIMIT /* no line: the term of a limit (plan) */
};

struct cs_modifier {
    struct cs_modifier *next;
    enum cs_modifier_kind kind;
    bool negated; /* until no TERM */
    struct cs_term term;
    struct cs_span span;
};

struct cs_bond {
    bool expectation;
    bool negated;
    struct cs_arg *first;    /* before owes/expects: who owes, or who expects */
    struct cs_arg *second;   /* to whom it is owed, or of whom it is expected */
    struct cs_term act;      /* the checker leaves out roles that are `any` */
    bool by_any;             /* the act was written "by any" */
    struct cs_bond_limit *limits;
    bool only;
    struct cs_modifier *modifiers;
    struct cs_span span;
};

enum cs_effect_kind { CS_EFFECT_TERM, CS_EFFECT_END, CS_EFFECT_BOND };
struct cs_effect {
    struct cs_effect *next;
    enum cs_effect_kind kind;
    struct cs_arg *subject; /* TERM: what counts as it, "s counts as ..."; NULL: what set the rule off */
    struct cs_term term;
    struct cs_bond bond;
    struct cs_span span;
};

enum cs_rule_kind { CS_RULE_WHEN, CS_RULE_WHILE, CS_RULE_MAY };
enum cs_delay_kind { CS_DELAY_NONE, CS_DELAY_DURATION, CS_DELAY_READING, CS_DELAY_REACHED };

/* "under CST 6": another article in which a rule has its ground. */
struct cs_ground {
    struct cs_ground *next;
    cs_name name; /* "CST 6" */
    /* the versions of the article that are in force with the rule; set by the checker */
    const struct cs_article **articles;
    uint32_t count;
    struct cs_span span;
};

struct cs_rule {
    struct cs_rule *next;
    enum cs_rule_kind kind;
    const struct cs_article *article;       /* NULL outside an article */
    const struct cs_instrument *instrument; /* NULL in a vocabulary */
    /* when: the trigger; may: its pattern in trigger.term */
    enum cs_delay_kind delay;
    bool start_of;
    struct cs_duration duration;
    cs_name reading;      /* CS_DELAY_READING */
    cs_name variable;     /* "r" of "when r: ...", or the moment of "reached"; else CS_NO_NAME */
    struct cs_condition trigger; /* CS_COND_TERM or CS_COND_DUTY; negated: as the state ceases */
    struct cs_condition *conditions; /* while: the first is what follows `while` */
    struct cs_effect *effects;
    struct cs_ground *grounds;
    bool broken;          /* a line of it could not be read, so what it seems to lack is not reported */
    struct cs_span span;  /* first to last line */
};

/* What the author of a record concludes, and nobody says (R 2.9). */
struct cs_concluded {
    const char *why;
    struct cs_moment recorded; /* form NONE: not given */
    struct cs_span span;
};

/* The record takes back what it holds of an entry (R 2.15). */
struct cs_retraction {
    const char *why;
    struct cs_moment recorded; /* form NONE: not given */
    struct cs_span span;
};

struct cs_article {
    struct cs_article *next;
    cs_name text; /* "4(2)" */
    struct cs_moment since, until; /* form CS_MOMENT_NONE: open */
    cs_name grade;
    const char *gist; /* or NULL */
    const struct cs_concluded *concluded; /* of a declaration: its rules are the record's conclusion; or NULL */
    struct cs_instrument *instrument;
    struct cs_span span;
};

struct cs_judge {
    struct cs_judge *next;
    cs_name who, word; /* word: the head of an event or fact */
    struct cs_instrument *instrument;
    struct cs_span span;
};

/* One or more days, both ends included, to which the days of rest do not apply: a holiday or a workday. */
struct cs_special_day {
    struct cs_special_day *next;
    bool business;
    cs_day first, last;
    struct cs_span span;
};

struct cs_calendar_text {
    struct cs_calendar_text *next;
    cs_name name;
    struct cs_moment known; /* form NONE: not given */
    bool rests[CS_WEEKDAYS];
    struct cs_special_day *days;
    struct cs_calendar calendar; /* computed by the checker */
    bool broken;            /* a line of it could not be read */
    struct cs_span span;
};

/* One offset of a clock, and since when; `since` form NONE: from the first day for which the clock is known. */
struct cs_clock_line { struct cs_clock_line *next; int32_t offset; struct cs_moment since; struct cs_span span; };

struct cs_clock_text {
    struct cs_clock_text *next;
    cs_name name;
    const char *title;      /* where its changes are from */
    struct cs_moment known; /* form NONE: not given */
    struct cs_clock_line *lines;
    const struct cs_clock *clock; /* made of them as the last line is read; NULL if there are mistakes in them */
    bool broken;            /* a line of it could not be read */
    struct cs_span span;
};

/* The computed calendar; NULL for NULL. */
static inline const struct cs_calendar *cs_calendar_of(const struct cs_calendar_text *text)
{
    return text == NULL ? NULL : &text->calendar;
}

struct cs_instrument {
    struct cs_instrument *next;
    cs_name name;
    const char *title;
    bool declaration;
    cs_name by;
    struct cs_moment since, until;
    cs_name calendar;                    /* or CS_NO_NAME */
    const struct cs_calendar_text *days; /* the calendar of that name; set by the checker */
    bool has_zone;
    struct cs_zone zone;
    struct cs_article *articles;
    struct cs_judge *judges;
    bool broken; /* the line of an article could not be read, so what it seems to lack is not reported */
    struct cs_span span;
};

struct cs_reading_answer {
    struct cs_reading_answer *next;
    cs_name name;
    bool has_duration;
    struct cs_duration duration;
    struct cs_moment since, until; /* as of an article */
    cs_name grade;
    const char *gist;
    struct cs_span span;
};

struct cs_reading {
    struct cs_reading *next;
    cs_name name;
    const char *title;
    struct cs_instrument *instrument; /* in whose text it stands, or NULL */
    struct cs_reading_answer *answers;
    bool broken; /* an answer of it could not be read, so what it seems to lack is not reported */
    struct cs_span span;
};

struct cs_kind_line { struct cs_kind_line *next; cs_name name, parent; struct cs_span span, parent_span; };
struct cs_name_line {
    struct cs_name_line *next;
    cs_name kind;    /* CS_NO_NAME: the line is "NAME same as ALSO_OF" */
    cs_name name;
    cs_name also_of; /* the name of which it is a spelling, or CS_NO_NAME */
    bool listed;     /* one of several spellings behind one "also" */
    struct cs_moment since, until; /* of another name in time (R 2.13); form CS_MOMENT_NONE: open */
    struct cs_span span, kind_span;
};
/* A code of a particular in a list, always or from a day to another: code France "220" in COW since 1944-08-25. */
struct cs_code_line {
    struct cs_code_line *next;
    cs_name name, list;
    const char *text;
    struct cs_moment since, until; /* form CS_MOMENT_NONE: open */
    struct cs_span span, name_span, list_span; /* span: of the code */
};
enum cs_shape_kind { CS_SHAPE_EVENT, CS_SHAPE_FACT, CS_SHAPE_QUANTITY };
struct cs_words { struct cs_words *next; cs_name head; struct cs_span span; };
struct cs_shape_line {
    struct cs_shape_line *next;
    enum cs_shape_kind kind;
    struct cs_term term;
    struct cs_words *after; /* events that come before it on one day (R 6.4) */
    bool takes_over;        /* a fact: whoever it says it of goes on as the other (R 2.14) */
    bool for_good;          /* a fact: it does not end, and of whoever it is so nothing is founded any more (R 6.9) */
};

/* How a word is put in plain language; lang/wording.h reads its text. */
enum cs_wording_form {
    CS_WORDING_SAID,   /* that it happened, or holds: a sentence without its full stop */
    CS_WORDING_OWED,   /* what who owes it is to do, as behind "to" */
    CS_WORDING_NAMED,  /* the occurrence as a noun */
    CS_WORDING_TERMED, /* what it is, behind "was": "an attack by Azerbaijan" */
    CS_WORDING_ASKED,  /* a sentence in which a question means the word; there may be several */
    CS_WORDING_FORMS
};
struct cs_wording {
    struct cs_wording *next;
    enum cs_wording_form form;
    cs_name head;
    const char *text;
    struct cs_title_form *forms; /* "gender", of `named` */
    struct cs_span span, head_span; /* span: of the text */
};
/* How a phrase of the program, or a text of another file, is put in the language of this file (say.h). */
struct cs_phrase { struct cs_phrase *next; const char *english, *text; struct cs_span span; /* of `text` */ };
struct cs_title_form { struct cs_title_form *next; cs_name form; const char *text; struct cs_span span; };
/* What a particular or an occurrence is called in plain language. */
struct cs_title {
    struct cs_title *next;
    struct cs_arg about; /* a name or a label */
    const char *text;
    struct cs_title_form *forms; /* "short", or a case of the grammar: "dat" */
    struct cs_span span;
};
/* R 2.3. In the roles one small word is one particular in both terms, and two small words are two. */
struct cs_exclusion { struct cs_exclusion *next; struct cs_term first, second; struct cs_span span; };

enum cs_row_state_kind {
    CS_ROW_STATE_OUTCOME, /* once the term has come about the entry has this state, unless a line above has */
    CS_ROW_STATE_ELSE,    /* the state as long as no other has come about; it has no term */
    CS_ROW_STATE_WITHOUT, /* who or what is left out: `variable` */
    CS_ROW_STATE_GROUPS   /* what belongs to the entry: the occurrences of which the term says so */
};
struct cs_row_state {
    struct cs_row_state *next;
    enum cs_row_state_kind kind;
    enum cs_state state;
    cs_name variable;
    struct cs_term term;
    struct cs_span span;
};
/* A fact that must hold at some time; else W0640 warns of the entry. */
struct cs_row_need { struct cs_row_need *next; struct cs_term term; const char *warning; struct cs_span span; };
struct cs_row_line {
    struct cs_row_line *next;
    bool decision; /* else request */
    cs_name variable;
    struct cs_term term;
    struct cs_row_state *states;
    struct cs_row_need *needs;
    struct cs_span span;
};

enum cs_claim_kind { CS_CLAIM_SAYS, CS_CLAIM_DENIES, CS_CLAIM_ASKS, CS_CLAIM_RETRACTS };
struct cs_via { struct cs_via *next; cs_name name; };
struct cs_anchor { bool given; uint64_t start, end; char digest[9]; struct cs_span span; };

struct cs_claim {
    struct cs_claim *next;
    enum cs_claim_kind kind;
    cs_name voice;
    struct cs_via *via;  /* nearest reporter first */
    cs_name source;      /* or CS_NO_NAME */
    cs_name instrument;  /* under NP, or CS_NO_NAME */
    struct cs_moment recorded; /* form NONE: not given */
    struct cs_anchor anchor;
    const char *quote;   /* or NULL */
    const char *gist;    /* or NULL */
    struct cs_span span, voice_span;
};

enum cs_entry_kind {
    CS_ENTRY_TERM,      /* moment [label:] term: an event or a fact */
    CS_ENTRY_BOND,      /* moment [label:] bond */
    CS_ENTRY_COUNTS_AS, /* about counts as term */
    CS_ENTRY_IN_PLACE,  /* about in place of term */
    CS_ENTRY_ROLE,      /* about PREP args: term.roles has the one role, term.head is CS_NO_NAME */
    CS_ENTRY_ABOUT,     /* about label: only more claims */
    CS_ENTRY_DATED,     /* about dated moment: another date of it, with its own claims */
    CS_ENTRY_SAME,      /* about same as other: two entries are one (R 2.8) */
    CS_ENTRY_ORDER,     /* about before other, or `after` it: a label, or a moment (R 6.7) */
    CS_ENTRY_READS,     /* reading reads answer */
    CS_ENTRY_BOUND,     /* term compare number */
    CS_ENTRY_ABSENCE    /* moment no term: by the end of that date nothing of the kind had been done */
};

/* What a supposition (lang/suppose.h) makes of an entry: it is so, or it is not, whoever says or denies it. */
enum cs_supposed { CS_SUPPOSED_NOTHING, CS_SUPPOSED_SO, CS_SUPPOSED_NOT };

struct cs_entry {
    /* first what tells an entry that does not matter from one that does: whoever passes all reads no more of most */
    struct cs_entry *next;
    enum cs_entry_kind kind;
    enum cs_supposed supposed;
    cs_name label;     /* its own label, or CS_NO_NAME */
    uint32_t repeat;   /* set by check_repeat.c: its number, from 2, among entries that say the same; 0: the first */
    /* of a TERM, set by the checker: the entry that is the same (R 2.8), whose label this one has now */
    const struct cs_entry *same_as;
    struct cs_claim *claims;
    const struct cs_retraction *retracted; /* or NULL */
    struct cs_term term;
    struct cs_moment moment;
    const struct cs_concluded *concluded; /* or NULL; then there are no claims */
    /* of an entry that the checker made: the entry from which it made it (R 2.8) */
    const struct cs_entry *derived_from;
    struct cs_bond *bond; /* BOND; else NULL */
    const struct cs_instrument *instrument; /* the declaration to which it belongs, or NULL */
    struct cs_span span, label_span;
    bool asked;        /* an act that is only asked about; it is known on every known-on date */
    bool among;        /* one of several acts that are asked about: no two of them happen in one world */
    bool after;          /* ORDER */
    enum cs_compare compare;
    cs_name reading, answer;
    cs_wide number;
    struct cs_arg about; /* COUNTS_AS, IN_PLACE, ROLE, ABOUT, DATED, SAME: the label (kind CS_ARG_LABEL) */
    struct cs_arg other; /* SAME, ORDER */
};

struct cs_document {
    struct cs_document *next;
    cs_name name;
    const char *title, *author, *publisher, *url, *file, *sha256; /* NULL if not given */
    struct cs_moment date;
    struct cs_span span, sha256_span;
};

/* R 1.2. `rank`: its place in the line, from 0. `ordered`: the first of the line that has spoken counts, else all. */
struct cs_speaker {
    struct cs_speaker *next;
    cs_name voice, party;
    uint32_t rank;
    bool ordered;
    struct cs_span span, party_span; /* span: of the voice */
};
struct cs_account { struct cs_account *next; cs_name name; struct cs_span span; };
struct cs_silence { struct cs_silence *next; cs_name name; struct cs_span span; }; /* "NAME says nothing" */

/*
 * "silence on WORDS", one for each word: what the record does not tell of this word may have been done all the same. In
 * the days of a span, or (form CS_MOMENT_NONE) always. `data_end`: "data on WORDS until DATE", from the day after that
 * date; what is not told of a state is then unknown (R 8.14).
 */
struct cs_silent_word {
    struct cs_silent_word *next;
    cs_name head;
    struct cs_moment moment;
    bool data_end;
    struct cs_span span, line; /* `line`: of a data end the whole line */
};

enum cs_check_kind {
    CS_CHECK_BOND,     /* the state of duties or expectations that match `article` and `bond` */
    CS_CHECK_COUNT,    /* the number of bonds that match */
    CS_CHECK_ENTRY,    /* the state of a request, a decision or an act, by its label */
    CS_CHECK_HOLDS,    /* whether a term, a counts-as or a quantity holds */
    CS_CHECK_MAY       /* may [not] term */
};

struct cs_check {
    struct cs_check *next;
    enum cs_check_kind kind;
    enum cs_state state; /* of COUNT: unsaid or undetermined; of MAY: may or may not */
    struct cs_span state_span; /* of a state in words of a vocabulary */
    cs_wide count;
    cs_name article;    /* "CST 4(2)" or "CST", or CS_NO_NAME */
    struct cs_bond bond;
    struct cs_arg about; /* ENTRY; HOLDS of counts as (then kind CS_ARG_LABEL) */
    bool counts_as;
    bool quantity;
    struct cs_term term;
    cs_name under;      /* HOLDS: as the rules of this instrument read its word, which it has a judge of (R 2.12) */
    enum cs_compare compare;
    cs_wide number;
    cs_name account;    /* CS_NO_NAME: the open account */
    struct cs_moment day, known; /* known form NONE: not given */
    bool turns_on_given, still_owed_given, still_owed, tally_given, substituted, less_given;
    struct cs_arg *substitutes; /* labels: by these and by no others; NULL: whatever it is */
    struct cs_words *turns_on; /* names of questions */
    struct cs_words *less;
    struct cs_words *because;
    cs_wide tally_have, tally_of;
    struct cs_span span;
};

struct cs_use {
    struct cs_use *next;
    const char *name;
    bool quoted;
    bool added;                 /* the store has looked for it */
    const struct cs_file *file; /* NULL: it was not found, or is not read to its end yet, since it uses this one */
    struct cs_span span;
};

/* ---- the map of a table: which column is what, and what a row of it says (docs/tables.md) ---- */

struct cs_map_column {
    struct cs_map_column *next;
    cs_name name;          /* by which the map calls it */
    const char *header;    /* as the first row of the table has it; NULL: it is `name` */
    bool listed;           /* it stands in a line `table` or `column` */
    bool or_nothing;       /* a row may lack it, or have nothing in it */
    bool is_new;           /* each value is a particular that the table itself brings */
    cs_name kind_word;     /* of its values, or CS_NO_NAME: it stands in no statement */
    uint32_t kind;         /* the same as a cs_kind; set by the checker */
    cs_name codes;         /* its values are codes of this list, on the date of what is said; CS_NO_NAME: names */
    struct cs_span codes_span;
    struct cs_span span, kind_span;
};

struct cs_map_value { struct cs_map_value *next; const char *text; };
struct cs_map_test { /* the field is one of these values, letter by letter */
    struct cs_map_test *next;
    cs_name name;                       /* of the column */
    const struct cs_map_column *column; /* set by the checker */
    struct cs_map_value *values;
    struct cs_span span;
};
struct cs_map_statement {
    struct cs_map_statement *next;
    bool ends;           /* a fact: it ends */
    struct cs_term term; /* its variables are columns */
    struct cs_span span;
};

/* Where a date stands. */
enum cs_map_dating {
    CS_MAP_DATE,    /* one column: a day or an hour of ISO 8601 */
    CS_MAP_SECONDS, /* one column: seconds since 1970-01-01T00:00Z */
    CS_MAP_PARTS,   /* a column for each: year, month, day; or the first one or two of them */
    CS_MAP_ORDERED, /* one column: parts in the order of `order` */
    CS_MAP_CONSTANT /* no column: `order` is the date of all rows */
};
struct cs_map_dated {
    enum cs_map_dating form;
    uint32_t count;
    cs_name names[3];
    const struct cs_map_column *columns[3]; /* set by the checker */
    const char *order;                      /* ORDERED: "M/D/YYYY"; CONSTANT: "2005" */
    struct cs_span span;                    /* source NULL: not given */
};

/* Who says so, or denies it. */
struct cs_map_claim { struct cs_map_claim *next; bool denies; cs_name voice; struct cs_span span; };

/* What a row says for which all tests hold: each of the statements, or nothing. */
struct cs_map_case {
    struct cs_map_case *next;
    struct cs_map_test *tests;
    struct cs_map_dated from, to; /* when; not given: as all rows. `to`: up to that day, whole */
    struct cs_map_statement *statements;
    struct cs_map_claim *claims;  /* on all of them; NULL: they simply are so */
    bool nothing, broken;
    struct cs_span span;
};

/* A value that stands in the place of another: it is not known, it goes on, it does not apply. */
enum cs_map_code_kind { CS_CODE_MISSING, CS_CODE_CONTINUING, CS_CODE_INAPPLICABLE, CS_CODE_OTHER /* `as` */ };
struct cs_map_code {
    struct cs_map_code *next;
    enum cs_map_code_kind kind;
    struct cs_map_value *values;
    const char *as; /* OTHER: what the table means by it */
    struct cs_map_code_column { struct cs_map_code_column *next; cs_name name; struct cs_span span; } *columns;
    /* NULL: in all of them */
};

enum cs_map_item_kind {
    CS_MAP_OUTCOME, CS_MAP_INSTRUMENT, CS_MAP_ARTICLE, CS_MAP_HOLDER, CS_MAP_CLAIMANT, CS_MAP_ACT, CS_MAP_SINCE,
    CS_MAP_ON,   /* the date on which the outcome came about */
    CS_MAP_ROW,  /* the line of the table that founded the duty */
    CS_MAP_CAUSE, /* the line by which it has the outcome */
    CS_MAP_ROLE  /* what stands behind `prep` in the act */
};
struct cs_map_item { /* a column of the rows that are written */
    struct cs_map_item *next;
    enum cs_map_item_kind kind;
    enum cs_prep prep;
    const char *title;
};
struct cs_map_outcome { struct cs_map_outcome *next; enum cs_state state; };

struct cs_map {
    struct cs_map_column *columns;
    bool headless;   /* a line `table` names the columns in their order: the table has no row of headers */
    char separator;
    bool separator_given;
    struct cs_map_dated dated;
    struct cs_map_code *codes;
    bool in_order;   /* the rows of a day are in the order in which they happened */
    struct cs_map_case *cases;
    bool otherwise_nothing; /* a row that fits no case says nothing; else it is a bad row */
    struct cs_map_outcome *outcomes; /* NULL: all that can come of a duty */
    struct cs_map_item *items;       /* NULL: not given */
    struct cs_span outcomes_span, items_span;
    bool broken;                     /* a line of it could not be read, so what it seems to lack is not reported */
};

struct cs_file {
    struct cs_file *next;
    const struct cs_source *source;
    struct cs_source *text; /* the source, where the case may add to it; else NULL */
    struct cs_words *unread; /* the words of lines that could not be read, which are not reported as undeclared */
    struct cs_reckoning reckoning; /* how its dates are read, by its head */
    cs_name clock; /* the name in its line `zone NAME`, or CS_NO_NAME */
    struct cs_span clock_span;
    cs_name hand; /* the hand to which its labels and sources belong (R 2.8), or CS_NO_NAME */
    bool use_lost; /* a "use" line could not be read, so a file that it names may be missing */
    bool treaty_lost; /* an article stands below none, which is reported */
    bool word_lost, name_lost; /* a line declares a word, or a name, that is not on it; none is reported as unknown */
    bool label_lost; /* the label of an entry could not be read, so one that is missing is not reported */
    bool supposed; /* a supposition: it is laid over the others, and is no text of the case */
    bool named;   /* the user named it; other files are read because a file uses them */
    cs_name language; /* of its wordings and titles; CS_NO_NAME: English */
    struct cs_use *uses;
    struct cs_kind_line *kinds;
    struct cs_name_line *names;
    struct cs_code_line *codes;
    struct cs_shape_line *shapes;
    struct cs_exclusion *exclusions;
    struct cs_wording *wordings;
    struct cs_title *titles;
    struct cs_phrase *phrases;
    struct cs_row_line *rows;
    struct cs_instrument *instruments;
    struct cs_calendar_text *calendars;
    struct cs_clock_text *clocks;
    struct cs_reading *readings;
    struct cs_rule *rules;
    struct cs_account *accounts;
    struct cs_speaker *speakers;
    struct cs_silence *silences;
    struct cs_silent_word *silent_words;
    struct cs_document *documents;
    struct cs_entry *entries;
    uint32_t entry_kinds; /* set by the checker: those that its entries may have, a bit each */
    struct cs_entry *last_entry; /* once entries were added behind the others (lang/check_more.c); else NULL */
    struct cs_check *checks;
    struct cs_map *map; /* of a source of that kind, else NULL */
};

/* The entries of a file that was checked, or NULL if none is of this kind: most records have few kinds. */
static inline struct cs_entry *cs_file_entries(const struct cs_file *file, enum cs_entry_kind kind)
{
    return (file->entry_kinds >> kind & 1) != 0 ? file->entries : NULL;
}

/* The time in which an article is in force with its instrument, or (NULL) the instrument alone; `until` exclusive. */
struct cs_validity { cs_instant since, until; };

struct cs_validity cs_text_validity(const struct cs_article *article, const struct cs_instrument *instrument);

static inline bool cs_validity_has(struct cs_validity validity, cs_instant time)
{
    return validity.since <= time && time < validity.until;
}

/*
 * Adds the words of a span of the entry up to the end of its line, with one space between them and without a comment.
 * Names and labels are written as everywhere else, not as this file has them (R 2.8, 2.13).
 */
void cs_entry_span_words(const struct cs_entry *entry, struct cs_span span, const struct cs_names *names,
                         struct cs_buffer *out);
/* The same of all that it says, behind its date: "2022-09-13 request by Armenia of CSTO". */
void cs_entry_words(const struct cs_entry *entry, const struct cs_names *names, struct cs_buffer *out);

#endif
