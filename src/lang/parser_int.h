/* SPDX-License-Identifier: MIT */
/*
 * What the files of the parser share. One function parses each kind of line; the first words of the line determine the
 * kind (line.def). A function that finds a mistake reports it once and returns false; the rest of the line is not read.
 *
 *   parser.c          lines, what a line belongs to, recovery
 *   parser_token.c    the next token, "here should stand ...", texts, numbers
 *   parser_slip.c, parser_slip_*.c   the remedy: what the author probably meant where a line is wrong
 *   parser_term.c     names, arguments, terms, bonds
 *   parser_date.c     dates and periods
 *   parser_calendar.c the head of a file: seasons and marks of dates; calendars
 *   parser_clock.c    the zone of a file; clocks
 *   parser_words.c    kinds, names, shapes, exclusions, ledger rows
 *   parser_wording.c  how words and names are put in plain language
 *   parser_rule.c     treaties, articles, readings, rules
 *   parser_condition.c  what may follow if, while, then
 *   parser_record.c   entries, accounts
 *   parser_claim.c    sources, and what is said of an entry
 *   parser_check.c    checks
 *   parser_map.c      the map of a table
 *   parser_map_date.c when what a row says is so, which values stand for none, who says it
 *   parser_sentence.c questions and acts of a user, which stand in no file
 *   parser_suppose.c  the lines of a supposition
 */
#ifndef CS_LANG_PARSER_INT_H
#define CS_LANG_PARSER_INT_H

#include "lang/line.h"
#include "lang/parser.h"

/* What the last opening line has opened: the lines that belong to it follow. */
enum cs_parser_above {
    ABOVE_NOTHING,
    ABOVE_RULE,
    ABOVE_READING,
    ABOVE_CALENDAR,
    ABOVE_CLOCK,
    ABOVE_WORD,
    ABOVE_ROW,
    ABOVE_SOURCE,
    ABOVE_ENTRY,
    ABOVE_ARTICLE,
    ABOVE_CHECK,
    ABOVE_CASE,
    ABOVE_LOST /* that line could not be read: lines that belong to it are parsed and dropped without a diagnostic */
};

struct cs_parser {
    struct cs_arena *arena;
    struct cs_names *names;
    const struct cs_source *source;
    struct cs_diagnostics *diagnostics;
    const struct cs_clock_finder *clocks; /* of other files; NULL: any clock is taken for known */
    struct cs_file *file;
    size_t at;         /* the index of the next token of the line */
    enum cs_word wanted; /* the word that must stand here, while a mistake is told; else WORD_NONE */
    bool dates_read;   /* a date was read, so a line of the head is too late */
    bool unexpected;   /* of the line: it was told that something else should stand at a place */
    bool scratch;      /* only whether the line can be read is asked; nothing of it is kept */
    bool declaring;    /* the line declares a word: `one` before a kind and `or nothing` behind it are marks */

    enum cs_parser_above above;
    bool misplaced;    /* the line belongs to one that does not stand above it */
    /* what is open, or NULL: lines are added to it */
    struct cs_instrument *instrument; /* to which the articles, rules and duties belong */
    struct cs_article *article;
    struct cs_rule *rule;
    bool in_effects; /* a `then` line was read */
    struct cs_bond *bond; /* to which until, released upon, suspended while belong */
    struct cs_reading *reading;
    struct cs_calendar_text *calendar;
    struct cs_clock_text *clock;
    cs_name worded; /* the word of which said, owed and the like tell */
    struct cs_span worded_span;
    struct cs_row_line *row;
    struct cs_document *document;
    struct cs_entry *entry;
    struct cs_entry *spare; /* room for `spare_count` more entries, of `spare_taken` for which memory was taken last */
    size_t spare_count, spare_taken;
    struct cs_check *check;
    struct cs_map_case *map_case;

    /* the place of the next item of each list */
    struct {
        struct cs_words **unread;
        struct cs_use **use;
        struct cs_kind_line **kind;
        struct cs_name_line **name;
        struct cs_code_line **code;
        struct cs_shape_line **shape;
        struct cs_exclusion **exclusion;
        struct cs_wording **wording;
        struct cs_title **title;
        struct cs_phrase **phrase;
        struct cs_row_line **row;
        struct cs_row_state **row_state;
        struct cs_instrument **instrument;
        struct cs_article **article;
        struct cs_judge **judge;
        struct cs_calendar_text **calendar;
        struct cs_special_day **special_day;
        struct cs_clock_text **clock;
        struct cs_clock_line **clock_line;
        struct cs_reading **reading;
        struct cs_reading_answer **answer;
        struct cs_rule **rule;
        struct cs_condition **condition;
        struct cs_effect **effect;
        struct cs_ground **ground;
        struct cs_modifier **modifier;
        struct cs_account **account;
        struct cs_speaker **speaker;
        struct cs_silence **silence;
        struct cs_silent_word **silent_word;
        struct cs_document **document;
        struct cs_entry **entry;
        struct cs_claim **claim;
        struct cs_check **check;
        struct cs_words **turns_on, **less, **because;
        struct cs_map_column **map_column;
        struct cs_map_case **map_case;
        struct cs_map_test **map_test;
        struct cs_map_statement **map_statement;
        struct cs_map_claim **map_claim;
        struct cs_map_code **map_code;
    } tail;

    /* what is not zeroed at first: too much, and written before it is read */
    struct cs_line line;
    char text[CS_LINE_BYTES_MAX + 1]; /* buffer for a name of several words */
};

/* Appends to a list whose tail is `tail`. */
#define CS_APPEND(tail, item)   \
    do {                        \
        *(tail) = (item);       \
        (tail) = &(item)->next; \
    } while (0)

/* parser_token.c */
const struct cs_token *cs_parser_token(const struct cs_parser *parser);              /* the next one */
const struct cs_token *cs_parser_peek(const struct cs_parser *parser, size_t ahead); /* the one after `ahead` more */
bool cs_parser_is(const struct cs_parser *parser, enum cs_word word); /* is the next token this word? */
bool cs_parser_peek_is(const struct cs_parser *parser, size_t ahead, enum cs_word word);
/* Reads the next token if it is this word, or of this kind; else false. */
bool cs_parser_take(struct cs_parser *parser, enum cs_word word);
bool cs_parser_take_kind(struct cs_parser *parser, enum cs_token_kind kind);
bool cs_parser_free_word(const struct cs_token *token); /* a small word that is not reserved */
struct cs_span cs_parser_span(const struct cs_parser *parser, size_t first, size_t end); /* of tokens first..end */
struct cs_span cs_parser_span_from(const struct cs_parser *parser, size_t first); /* up to the last token read */
struct cs_span cs_parser_span_line(const struct cs_parser *parser);
const char *cs_parser_text(const struct cs_parser *parser, const struct cs_token *token, int *length); /* for %.*s */
bool cs_parser_same_text(const struct cs_parser *parser, const struct cs_token *token, const char *text);
/* The diagnostic for a wrong token: `what` completes "here should stand ...". Always false. */
bool cs_parser_expected(struct cs_parser *parser, const char *what);
/* Reads the next token, which must be this word, or of this kind; else a diagnostic, and false. */
bool cs_parser_need(struct cs_parser *parser, enum cs_word word);
bool cs_parser_need_kind(struct cs_parser *parser, enum cs_token_kind kind, const char *what);
/* The line must end here; else a diagnostic, and false. */
bool cs_parser_line_ends(struct cs_parser *parser);
cs_name cs_parser_intern_token(struct cs_parser *parser, const struct cs_token *token);
/* The text of tokens first..end, with one space where there are spaces. */
cs_name cs_parser_intern_words(struct cs_parser *parser, size_t first, size_t end);
bool cs_parser_string(struct cs_parser *parser, const char *what, const char **out);
bool cs_parser_number(struct cs_parser *parser, const char *what, cs_wide *out);

/* parser_check.c */
/* The number of words of a state that stand here: small words, of which the first may be "not". */
size_t cs_parser_state_words(const struct cs_parser *parser);
/* The state that the words from `first` to the next token name below a row; a diagnostic if it is one of duties. */
bool cs_parser_row_state_of(struct cs_parser *parser, size_t first, enum cs_state *out);

/* The state of a bond whose words stand here, which are read; CS_STATE_UNSAID, and nothing is read, if none does. */
enum cs_state cs_parser_bond_state(struct cs_parser *parser);

/* parser_slip.c */
/* Adds the remedy if the words around the next token show what was meant; else false. */
bool cs_parser_slip(struct cs_parser *parser, struct cs_diagnostic *diagnostic);
/* The same for the first word of a line whose kind is unknown. */
bool cs_parser_opening_slip(struct cs_parser *parser, struct cs_diagnostic *diagnostic);
/* parser_slip_mark.c: the same of a line that could not be read, where no other remedy was found: a mark too many? */
void cs_parser_mark_slip(struct cs_parser *parser, struct cs_diagnostic *diagnostic);
/* The kind of the line if its first word had no capital letter; LINE_UNKNOWN if that is no word of the language. */
enum cs_line_kind cs_parser_kind_without_capital(struct cs_parser *parser);
/* The kind of line whose first word resembles that of this one, or LINE_UNKNOWN. */
enum cs_line_kind cs_parser_near_kind(const struct cs_parser *parser);

/* parser_slip_line.c: may an author write this for a unit of time? */
bool cs_slip_is_unit(const char *text, size_t length);

/* parser_slip_date.c: adds the remedy for "2023-01-01T18:00 UTC" */
bool cs_slip_zone_apart(struct cs_parser *parser, struct cs_diagnostic *diagnostic);

/* parser_date.c */
bool cs_parser_at_date(const struct cs_parser *parser, size_t ahead);
bool cs_parser_date(struct cs_parser *parser, struct cs_moment *out);
/* R 8.10: a date that must be certain, with no mark and no X. */
bool cs_parser_certain_date(struct cs_parser *parser, struct cs_moment *out);
/* R 8.10: the date of `since` or `until`; of [A..B] or about A within D its first day. */
bool cs_parser_border(struct cs_parser *parser, struct cs_moment *out);
/* { "since" DATE | "until" DATE }, each once, its date read by `read`. */
bool cs_parser_times(struct cs_parser *parser, bool (*read)(struct cs_parser *parser, struct cs_moment *out),
                     struct cs_moment *since, struct cs_moment *until);
/* A certain date that is no season either, since a moment in a statement must mean the same in every file. */
bool cs_parser_plain_date(struct cs_parser *parser, struct cs_moment *out);
bool cs_parser_moment(struct cs_parser *parser, struct cs_moment *out); /* date, range, span, about */
/* The number of tokens of the period that begins `ahead` tokens from here, 0 if none begins there. */
size_t cs_parser_duration_length(const struct cs_parser *parser, size_t ahead);
bool cs_parser_duration(struct cs_parser *parser, struct cs_duration *out);
/* A period that needs no calendar: how far a date may be off. */
bool cs_parser_tolerance(struct cs_parser *parser, struct cs_duration *out);

/* parser_term.c */
bool cs_parser_at_name(const struct cs_parser *parser);
/* The number of tokens of the name that begins `ahead` tokens from here, 0 if none begins there. */
size_t cs_parser_name_length(const struct cs_parser *parser, size_t ahead);
bool cs_parser_name(struct cs_parser *parser, const char *what, cs_name *out);
bool cs_parser_small(struct cs_parser *parser, const char *what, cs_name *out);
bool cs_parser_label(struct cs_parser *parser, struct cs_arg *out);
bool cs_parser_words(struct cs_parser *parser, cs_name *out, struct cs_span *span);
bool cs_parser_arg(struct cs_parser *parser, const char *what, struct cs_arg *out);
struct cs_arg *cs_parser_one_arg(struct cs_parser *parser, const char *what);
struct cs_arg *cs_parser_args(struct cs_parser *parser, const char *what);
/* The word behind the list of arguments that begins here; WORD_NONE if there is no list or no such word. */
enum cs_word cs_parser_word_after_args(const struct cs_parser *parser);
bool cs_parser_term(struct cs_parser *parser, struct cs_term *out);
bool cs_parser_role(struct cs_parser *parser, struct cs_role **out); /* PREP args */
bool cs_parser_at_role(const struct cs_parser *parser);
bool cs_parser_bond(struct cs_parser *parser, struct cs_bond *out);
bool cs_parser_at_bond(const struct cs_parser *parser);
bool cs_parser_at_compare(const struct cs_parser *parser);
bool cs_parser_compare(struct cs_parser *parser, enum cs_compare *out);

/* parser_wording.c: what follows may say how this word is put */
void cs_parser_worded(struct cs_parser *parser, cs_name head, struct cs_span span);

/* parser_condition.c */
struct cs_condition *cs_parser_condition(struct cs_parser *parser);
bool cs_parser_trigger(struct cs_parser *parser, struct cs_condition *out); /* [no] term, or failure */
struct cs_effect *cs_parser_effect(struct cs_parser *parser);

bool cs_parse_unknown(struct cs_parser *parser);

/* parser_rule.c: opens a treaty or a declaration, also if its line cannot be read: the lines below belong to it */
struct cs_instrument *cs_parser_begin_instrument(struct cs_parser *parser, bool declaration);

/* parser_clock.c: makes the clock that was open; its mistakes are reported */
void cs_parser_close_clock(struct cs_parser *parser);

/* One function for each kind of line. It begins behind the first word if that word alone determines the kind. */
bool cs_parse_use(struct cs_parser *parser);
bool cs_parse_zone(struct cs_parser *parser);
bool cs_parse_clock(struct cs_parser *parser);
bool cs_parse_clock_line(struct cs_parser *parser);
bool cs_parse_seasons(struct cs_parser *parser);
bool cs_parse_approximate(struct cs_parser *parser);
bool cs_parse_uncertain(struct cs_parser *parser);
bool cs_parse_calendar(struct cs_parser *parser);
bool cs_parse_known(struct cs_parser *parser);
bool cs_parse_rest(struct cs_parser *parser);
bool cs_parse_holiday(struct cs_parser *parser);
bool cs_parse_workday(struct cs_parser *parser);
bool cs_parse_hand(struct cs_parser *parser);
bool cs_parse_same_name(struct cs_parser *parser);
bool cs_parse_kind(struct cs_parser *parser);
bool cs_parse_name(struct cs_parser *parser);
bool cs_parse_code(struct cs_parser *parser);
bool cs_parse_event(struct cs_parser *parser);
bool cs_parse_fact(struct cs_parser *parser);
bool cs_parse_quantity(struct cs_parser *parser);
bool cs_parse_exclusion(struct cs_parser *parser);
bool cs_parse_language(struct cs_parser *parser);
bool cs_parse_wording(struct cs_parser *parser);
bool cs_parse_said(struct cs_parser *parser);
bool cs_parse_owed(struct cs_parser *parser);
bool cs_parse_named(struct cs_parser *parser);
bool cs_parse_termed(struct cs_parser *parser);
bool cs_parse_asked(struct cs_parser *parser);
bool cs_parse_title(struct cs_parser *parser);
bool cs_parse_phrase(struct cs_parser *parser);
bool cs_parse_row(struct cs_parser *parser);
bool cs_parse_row_state(struct cs_parser *parser);
bool cs_parse_row_groups(struct cs_parser *parser);
bool cs_parse_row_without(struct cs_parser *parser);
bool cs_parse_row_needs(struct cs_parser *parser);

bool cs_parse_treaty(struct cs_parser *parser);
bool cs_parse_declaration(struct cs_parser *parser);
bool cs_parse_article(struct cs_parser *parser);
bool cs_parse_reading(struct cs_parser *parser);
bool cs_parse_answer(struct cs_parser *parser);
bool cs_parse_judge(struct cs_parser *parser);
bool cs_parse_when(struct cs_parser *parser);
bool cs_parse_while(struct cs_parser *parser);
bool cs_parse_may(struct cs_parser *parser);
bool cs_parse_if(struct cs_parser *parser);
bool cs_parse_then(struct cs_parser *parser);
bool cs_parse_and(struct cs_parser *parser);
bool cs_parse_under(struct cs_parser *parser);
bool cs_parse_until(struct cs_parser *parser);
bool cs_parse_released(struct cs_parser *parser);
bool cs_parse_suspended(struct cs_parser *parser);

bool cs_parse_dated(struct cs_parser *parser);
bool cs_parse_about_label(struct cs_parser *parser); /* a line that begins with a label */
bool cs_parse_about(struct cs_parser *parser);
bool cs_parse_undated(struct cs_parser *parser); /* an entry that lacks its date: a mistake */
bool cs_parse_reads(struct cs_parser *parser);
bool cs_parse_bound(struct cs_parser *parser);
bool cs_parse_account(struct cs_parser *parser);
bool cs_parse_speaks(struct cs_parser *parser);
bool cs_parse_silence(struct cs_parser *parser);
bool cs_parse_silence_on(struct cs_parser *parser);
bool cs_parse_data_on(struct cs_parser *parser);
bool cs_parse_source(struct cs_parser *parser);
bool cs_parse_publisher(struct cs_parser *parser);
bool cs_parse_author(struct cs_parser *parser);
bool cs_parse_url(struct cs_parser *parser);
bool cs_parse_source_date(struct cs_parser *parser);
bool cs_parse_source_file(struct cs_parser *parser);
bool cs_parse_sha256(struct cs_parser *parser);
bool cs_parse_says(struct cs_parser *parser);
bool cs_parse_denies(struct cs_parser *parser);
bool cs_parse_asks(struct cs_parser *parser);
bool cs_parse_retracts(struct cs_parser *parser);
bool cs_parse_concluded(struct cs_parser *parser);
bool cs_parse_retracted(struct cs_parser *parser);

bool cs_parse_table(struct cs_parser *parser);
bool cs_parse_column(struct cs_parser *parser);
bool cs_parse_separator(struct cs_parser *parser);
bool cs_parse_row_dated(struct cs_parser *parser);
bool cs_parse_each(struct cs_parser *parser);
bool cs_parse_where(struct cs_parser *parser);
bool cs_parse_every_row(struct cs_parser *parser);
bool cs_parse_otherwise(struct cs_parser *parser);
bool cs_parse_outcomes(struct cs_parser *parser);
bool cs_parse_write(struct cs_parser *parser);
/* May a line of this kind stand in a map? Else a diagnostic. */
bool cs_parser_in_map(struct cs_parser *parser, enum cs_line_kind kind);
bool cs_parse_case_from(struct cs_parser *parser);
bool cs_parse_case_on(struct cs_parser *parser);
bool cs_parse_missing(struct cs_parser *parser);
bool cs_parse_continuing(struct cs_parser *parser);
bool cs_parse_inapplicable(struct cs_parser *parser);
bool cs_parse_recode(struct cs_parser *parser);
bool cs_parse_row_order(struct cs_parser *parser);
/* parser_map.c, for parser_map_date.c: is the text a map; a column; a value of a field; a line below a "where" */
bool cs_parser_is_map(struct cs_parser *parser);
bool cs_parser_column(struct cs_parser *parser, cs_name *out, struct cs_span *span);
struct cs_map_value *cs_parser_map_value(struct cs_parser *parser);
bool cs_parser_belongs_to_case(struct cs_parser *parser);
bool cs_parser_given_twice(struct cs_parser *parser, bool given, const char *what);
/* parser_map_date.c: columns [ "as" order ]; a line `says` or `denies` below a "then" */
bool cs_parser_map_dated(struct cs_parser *parser, struct cs_map_dated *out);
bool cs_parser_map_claim(struct cs_parser *parser, bool denies);
/* "then" and "and" below a "where". */
bool cs_parser_map_then(struct cs_parser *parser);
bool cs_parser_map_and(struct cs_parser *parser);

bool cs_parse_check(struct cs_parser *parser);
bool cs_parse_turns(struct cs_parser *parser);
bool cs_parse_still(struct cs_parser *parser);
bool cs_parse_not_still(struct cs_parser *parser);
bool cs_parse_because(struct cs_parser *parser);
bool cs_parse_tally(struct cs_parser *parser);
bool cs_parse_less(struct cs_parser *parser);
bool cs_parse_substituted(struct cs_parser *parser);

/* parser_check.c, parser_record.c: a question as in a check line, and a statement as in an entry without its date */
bool cs_parser_question(struct cs_parser *parser, struct cs_check *check);
bool cs_parser_statement(struct cs_parser *parser, struct cs_entry *entry); /* [ label ":" ] ( term | bond ) */
bool cs_parser_statement_alone(struct cs_parser *parser); /* the same as an entry of the file, without a date */

/* parser.c */
/* A parser for a file whose `source` is set, to be freed with free(). NULL, and the arena fails, without memory. */
struct cs_parser *cs_parser_new(struct cs_arena *arena, struct cs_names *names, struct cs_file *file,
                                struct cs_diagnostics *diagnostics);
/* Reads the tokens of a line of the source; a diagnostic, and false, if it cannot be read. */
bool cs_parser_read_words(struct cs_parser *parser, size_t index);
/* Reads a line of the source, whatever it is. */
void cs_parser_read_line(struct cs_parser *parser, size_t index);

/* parser.c: opening lines */
/* Closes what was open, with a diagnostic if it is incomplete, and opens `above`. */
void cs_parser_open(struct cs_parser *parser, enum cs_parser_above above);
/* Is `above` open? Else a diagnostic, and further lines that belong to it are dropped without one. */
bool cs_parser_belongs(struct cs_parser *parser, enum cs_parser_above above, const char *complaint, const char *help);
void *cs_parser_make(struct cs_parser *parser, size_t size); /* zeroed, in the arena of the tree; NULL without memory */

#endif
