/* SPDX-License-Identifier: MIT */
/*
 * What the names of all files of a case mean: kinds, particulars, shapes, readings, documents, labels. The checker
 * makes the symbols from the trees, which it completes (see cs_check_files); the plan reads them.
 */
#ifndef CS_LANG_SYMBOLS_H
#define CS_LANG_SYMBOLS_H

#include "lang/parser.h"

#define CS_ROLES_MAX 8

typedef uint32_t cs_kind; /* index into kinds; the built-in ones are first */
enum {
    CS_KIND_ANY,
    CS_KIND_OCCURRENCE,
    CS_KIND_NUMBER,
    CS_KIND_MOMENT,
    CS_KIND_ARTICLE,
    CS_KIND_INSTRUMENT,
    CS_KIND_BUILT_IN
};

struct cs_kind_symbol { cs_name name; cs_kind parent; struct cs_span span; };

struct cs_role_symbol {
    enum cs_prep prep;
    cs_kind kind;
    bool one;        /* the fact has one value in this role at a time (R 4.5) */
    bool or_nothing; /* the role is nothing where an event leaves it unsaid (R 2.7) */
};
struct cs_shape {
    enum cs_shape_kind kind;
    cs_name head;
    uint32_t role_count; /* at most CS_ROLES_MAX, in the order of the declaration */
    struct cs_role_symbol roles[CS_ROLES_MAX];
    const struct cs_words *after;
    bool takes_over;  /* a fact: as it begins, its subject takes over from the particular behind "of" (R 2.14) */
    bool for_good;    /* a fact: it does not end, and nothing that names its subject is founded any more (R 6.9) */
    bool conflicting; /* declared in two ways, which is reported; its terms are then not checked */
    struct cs_span span;
};

struct cs_particular {
    cs_name name;
    cs_kind kind;
    bool conflicting; /* declared of two kinds, which is reported; it then fits any kind */
    struct cs_span span;
};

/* From `first` to `last` the particular `of` is called `shown`, one of its other names (R 2.13). */
struct cs_name_in_time { cs_name of, shown; cs_day first, last; struct cs_span span; };

/* From `first` to `last` the particular `of` has the code `text` in a list. */
struct cs_code { cs_name list, of; const char *text; cs_day first, last; struct cs_span span; };

/* How a word is put in a language (CS_NO_NAME: English), and what a particular or an occurrence is called in it. */
struct cs_wording_symbol {
    cs_name language, head;
    enum cs_wording_form form;
    uint32_t place; /* in the order of the texts */
    const struct cs_wording *text;
};
struct cs_phrase_symbol { cs_name language; uint32_t place; const struct cs_phrase *phrase; };
struct cs_title_symbol { cs_name language, name; uint32_t place; const struct cs_title *title; };

struct cs_symbols {
    struct cs_arena *arena;
    struct cs_names *names;
    struct cs_kind_symbol *kinds; size_t kind_count, kind_capacity;
    struct cs_shape *shapes;      size_t shape_count, shape_capacity;
    struct cs_particular *particulars; size_t particular_count, particular_capacity;
    struct cs_wording_symbol *wordings; size_t wording_count; /* sorted by language, word and form */
    struct cs_title_symbol *titles;     size_t title_count;   /* sorted by language and name */
    struct cs_phrase_symbol *phrases;   size_t phrase_count;  /* sorted by language and English text */
    struct cs_name_in_time *names_in_time; size_t name_in_time_count; /* sorted by particular and day; none overlap */
    struct cs_code *codes; size_t code_count; /* sorted by list, code and day; on one day a code is that of one */
    /* tables by cs_name, each as long as `by_name_count`; 0 or NULL if the name has no such meaning */
    size_t by_name_count;
    size_t by_name_room; /* for so many names there is room in them, with zeros behind `by_name_count` */
    uint32_t *shape_of;           /* index + 1 */
    uint32_t *particular_of;      /* index + 1 */
    uint32_t *kind_of;            /* index + 1 */
    struct cs_reading **reading_of;
    struct cs_instrument **instrument_of;
    struct cs_document **document_of;
    struct cs_entry **entry_of;   /* by label */
    cs_name *spelling_of;   /* the name of which it is another spelling, or CS_NO_NAME */
    cs_name *same_as;       /* of a label: the label of the entry that is the same (R 2.8), or CS_NO_NAME */
    bool *is_article;       /* the full name of an article, or the beginning of one */
    bool *is_whole_article;
    bool *is_voice;         /* has an account, or speaks for one */
};

/*
 * Checks all files together and fills `symbols`; every mistake is a diagnostic. The trees are completed: spellings are
 * replaced by the names, labels and sources of a hand get the name of the hand before them, entries that are the same
 * become entries about each other (R 2.8), calendars are computed, instruments are linked to them, and a year becomes a
 * moment where a moment is wanted. Afterwards, if no error was reported, the trees are sound:
 *  - every head has a shape; every role of a term is in its shape, once, with arguments of a fitting kind
 *  - every name is a particular, a voice (any name after says/denies/asks/retracts is one), an article of an
 *    instrument, or a document; every label is an entry; readings and answers exist
 *  - a variable with the name of a kind has a condition of its rule that restricts it to that kind, if what binds it
 *    allows more (R 4.9)
 *  - variables of effects, other than, reads, numbers are bound by a positive line of their rule
 *  - while concludes facts and bonds; when reached has a fact with a moment; end takes a fact
 *  - no fact depends within an instant on its own absence or count (R 4.4)
 * CASUS_ERR_MEMORY, else CASUS_OK.
 */
casus_status cs_check_files(struct cs_file *files, struct cs_arena *arena, struct cs_names *names,
                            struct cs_symbols *symbols, struct cs_diagnostics *diagnostics);

/*
 * Checks entries that cs_parse_more gave, as cs_check_files would if they had stood at the end of `file`, and puts them
 * there; `files` were checked without error. *done false: they may have a mistake, or more depends on them than what
 * they name themselves (they tell an order, found a duty, take over, are of a hand, say the same as another); then
 * nothing has changed. Of warnings none is given. CASUS_ERR_MEMORY, else CASUS_OK.
 */
casus_status cs_check_more(struct cs_file *files, struct cs_file *file, struct cs_entry *entries,
                           struct cs_arena *arena, struct cs_names *names, struct cs_symbols *symbols, bool *done);

/*
 * Checks a question or an act (parser.h) against files that were checked without error. `own` is the file that it was
 * parsed with; `names` is a table over that of the files. Mistakes are diagnostics. Files and symbols do not change.
 * CASUS_ERR_MEMORY, else CASUS_OK.
 */
casus_status cs_check_question(struct cs_file *files, const struct cs_symbols *symbols, const struct cs_file *own,
                               struct cs_names *names, struct cs_arena *arena, struct cs_check *check,
                               struct cs_diagnostics *diagnostics);
casus_status cs_check_act(struct cs_file *files, const struct cs_symbols *symbols, const struct cs_file *own,
                          struct cs_names *names, struct cs_arena *arena, struct cs_entry *entry,
                          struct cs_diagnostics *diagnostics);

/* The name of which this is another spelling, or the name itself. */
cs_name cs_symbols_spelt(const struct cs_symbols *symbols, cs_name name);
/* What a particular is called on these days: one of its other names if it is so on each of them, else the name. */
cs_name cs_symbols_called(const struct cs_symbols *symbols, cs_name name, cs_day first, cs_day last);
/* The particular that has a code in a list on each of these days, or CS_NO_NAME. */
cs_name cs_symbols_coded(const struct cs_symbols *symbols, cs_name list, const char *code, size_t length, cs_day first,
                         cs_day last);
/* The code that a particular has in a list on a day, or NULL. */
const char *cs_symbols_code(const struct cs_symbols *symbols, cs_name list, cs_name name, cs_day day);
const struct cs_shape *cs_symbols_shape(const struct cs_symbols *symbols, cs_name head); /* NULL if none */
/* Is the name a particular of this kind, or of one below it? */
bool cs_symbols_is(const struct cs_symbols *symbols, cs_name name, cs_kind kind);
/* A wording (lang/wording.h), NULL if there is none; and its text. `language` CS_NO_NAME: English. */
const struct cs_wording *cs_symbols_worded(const struct cs_symbols *symbols, cs_name language, cs_name head,
                                           enum cs_wording_form form);
const char *cs_symbols_wording(const struct cs_symbols *symbols, cs_name language, cs_name head,
                               enum cs_wording_form form);
/* How an English phrase is put in a language; NULL if that has none. */
const char *cs_symbols_phrase(const struct cs_symbols *symbols, cs_name language, const char *english);
const struct cs_title *cs_symbols_title(const struct cs_symbols *symbols, cs_name language, cs_name name);
/* The short form of a title; NULL if it has none. */
const char *cs_title_short(const struct cs_title *title, const struct cs_names *names);
/*
 * The title in a form, "dat" or "gender"; NULL if it has none. Of a title with a short form it is that of the short
 * one, whose forms stand behind it. "gender" is one for both, wherever it stands.
 */
const char *cs_title_form(const struct cs_title *title, const struct cs_names *names, const char *form, size_t length);
/* The title written out, in a form (`length` 0: none); NULL if it has a short form and lacks this one of its own. */
const char *cs_title_long(const struct cs_title *title, const struct cs_names *names, const char *form, size_t length);
/* Position of a preposition among the roles of a shape, or -1. */
int cs_shape_role(const struct cs_shape *shape, enum cs_prep prep);
/* Does a fact of this shape have one value at a time in some role (R 4.5)? */
bool cs_shape_has_one(const struct cs_shape *shape);
/* Is `kind` the kind `above` or below it? */
bool cs_kind_within(const struct cs_symbols *symbols, cs_kind kind, cs_kind above);

#endif
