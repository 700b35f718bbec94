/* SPDX-License-Identifier: MIT */
/*
 * libcasus: treaties run on a record of what happened. This header is its manual; examples/c/ledger.c is a whole
 * program.
 *
 *     casus_case *c;                              texts: vocabularies, treaties, records
 *     casus_answer *a;                            what they come to on a date
 *
 *     casus_case_new(&c)
 *     casus_case_add_file(c, "2022.record")       or casus_case_add_text, from memory
 *     casus_case_check(c)                         mistakes of the texts: casus_case_diagnostic
 *     casus_answer_new(c, &wishes, &a)            as of when, known when, on whose account
 *     casus_row_count(a), casus_row_at(a, i, ..)  the ledger, row by row
 *     casus_row_stand(a, i, account, ..)          how a row stands on an account
 *     casus_why(a, i, account, ..)                the reasons for it
 *     casus_answer_free(a), casus_case_free(c)
 *
 * What fails. Three things, never mixed. A mistake in a text is a diagnostic, and the call that found it succeeds. What
 * the world does (no memory, no such file, too many entangled questions) is a status other than CASUS_OK, with one line
 * about it from casus_case_message or casus_answer_message. A call that makes no sense (no case, a row that is not
 * there, a text added after the check) is CASUS_ERR_ARGUMENT, and changes nothing. After the world has failed an object
 * it may still be asked for its message and freed; every other call on it comes to the same failure. What is given out
 * through a pointer is zero whenever a call fails. A mistake of the library itself stops the program (abort).
 *
 * Whose it is. What comes back through a last parameter `**out` named *_new, and the texts of the two *_json functions,
 * is yours: free it with the function that its own comment names. Everything else is borrowed from the object that was
 * asked and lives as long as it does. Texts that you pass in are copied. An answer keeps its case alive: they may be
 * freed in any order.
 *
 * Threads. The library has no global state, and different cases are independent. Texts are added to a case, and checked,
 * by one thread. After casus_case_check several threads may ask for answers of the case at the same time
 * (casus_answer_new). Each answer is used by one thread at a time, independently of the others; any thread may free an
 * answer, or the case. casus_case_message is asked for when no other thread calls a function of the case: the message is
 * that of whichever call failed last. The status that a call returns is its own.
 *
 * Texts are UTF-8 and end with a NUL. Unknown is never false or zero: what is not known is NULL, "" or "undetermined",
 * as it says there. The same texts and wishes give the same bytes on every machine.
 *
 * The library never writes to a file, a screen or the network, reads no clock and no locale, and reads only the files
 * that it is given and those that their texts `use`. It looks for these beside the file, in the folders of $CASUS_PATH
 * and in its own folder of shared words and treaties; casus_case_set_finder puts a function of yours before that.
 */
#ifndef CASUS_CASUS_H
#define CASUS_CASUS_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/status.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define CASUS_API __attribute__((visibility("default")))
#define CASUS_MUST_USE __attribute__((visibility("default"), warn_unused_result))
#else
#define CASUS_API
#define CASUS_MUST_USE
#endif

typedef struct casus_case casus_case;
typedef struct casus_answer casus_answer;

/* "0.1.0", of the library that is linked. */
CASUS_API const char *casus_version(void);

/* ---- a case ---- */

/* An empty case. */
CASUS_MUST_USE casus_status casus_case_new(casus_case **out);
/* NULL is allowed. Lives on inside while answers of it do. */
CASUS_API void casus_case_free(casus_case *c);
/* One line about what failed; "" if nothing did. */
CASUS_API const char *casus_case_message(const casus_case *c);

/*
 * Adds a file, NAME.casus, NAME.treaty or NAME.record, and all that it uses. A file that is there already is passed
 * over.
 */
CASUS_MUST_USE casus_status casus_case_add_file(casus_case *c, const char *path);
/*
 * Adds a text from memory, and all that it uses. The ending of its name says what it holds, as of a file; the name is
 * what diagnostics call it, and a second text of one name is CASUS_ERR_ARGUMENT. Paths that it uses are taken from the
 * folder in that name.
 */
CASUS_MUST_USE casus_status casus_case_add_text(casus_case *c, const char *name, const char *text, size_t length);

/* What a finder says of a text that another one uses. */
typedef enum casus_found {
    CASUS_FOUND_TEXT,    /* here it is: its name (as for casus_case_add_text) and text; read before the next call */
    CASUS_FOUND_LIBRARY, /* look for it as always */
    CASUS_FOUND_NOTHING  /* there is none: a diagnostic */
} casus_found;
/*
 * `used` is the name behind `use`: "security", or a path as it is written in quotation marks; `by` the name of the text
 * that uses it. To be set before anything is added. NULL: look for all as always. A text that was given before, under the
 * same name, is passed over; a name without one of the three endings, or that of another text, is a diagnostic.
 */
typedef casus_found (*casus_finder)(void *context, const char *used, bool quoted, const char *by, const char **name,
                                    const char **text, size_t *length);
CASUS_MUST_USE casus_status casus_case_set_finder(casus_case *c, casus_finder finder, void *context);

/*
 * Only articles, and answers to readings, of these grades ("P,Pp"), or without one, are to count. After the last text,
 * before the check. A word that is the grade of nothing is CASUS_ERR_ARGUMENT.
 */
CASUS_MUST_USE casus_status casus_case_set_grades(casus_case *c, const char *grades);
/* Checks all that was added; once, after the last text. CASUS_OK also if there are mistakes. */
CASUS_MUST_USE casus_status casus_case_check(casus_case *c);

struct casus_diagnostic {
    const char *code;    /* "E0301", "W0902": stable */
    bool error;          /* else a warning */
    const char *message; /* one line */
    const char *text;    /* the name of the text; lines and columns (of characters) count from 1 */
    size_t line, column, end_line, end_column;
    const char *other_text; /* a second place, or NULL */
    size_t other_line, other_column;
    const char *other_note; /* what is there, or NULL */
    const char *help;       /* a sentence, or NULL */
};
/* At most the first hundred, by place; errors and warnings are counted whether kept or not. */
CASUS_API size_t casus_case_diagnostic_count(const casus_case *c);
CASUS_API size_t casus_case_error_count(const casus_case *c);
CASUS_MUST_USE casus_status casus_case_diagnostic(const casus_case *c, size_t index, struct casus_diagnostic *out);

/* ---- an answer ---- */

/* Zero it, set `size`, and whatever you wish; NULL wishes for nothing. Later versions may add members at the end. */
struct casus_wishes {
    size_t size;          /* sizeof (struct casus_wishes) */
    const char *as_of;    /* a day, to its end, or an instant; NULL: all that the records date has happened */
    const char *known_on; /* only what had been recorded by then; NULL: all */
    const char *account;  /* this one alone, or "open"; NULL: those that the records declare */
};

/*
 * Runs the case. CASUS_ERR_ARGUMENT, with a message from casus_case_message, if there are errors in it, if it was not
 * checked, or if a date or an account is none; the case may be asked again after that. CASUS_ERR_ENTANGLED names the
 * questions.
 */
CASUS_MUST_USE casus_status casus_answer_new(casus_case *c, const struct casus_wishes *wishes, casus_answer **out);
CASUS_API void casus_answer_free(casus_answer *a);
CASUS_API const char *casus_answer_message(const casus_answer *a);
/* The date that it is of, "2022-10-29" or an instant, also where none was wished for. */
CASUS_API const char *casus_answer_as_of(const casus_answer *a);

/* Accounts are counted from 0; where none is declared there is one, "open". NULL: there is no such account. */
CASUS_API size_t casus_account_count(const casus_answer *a);
CASUS_API const char *casus_account_name(const casus_answer *a, size_t account);

/*
 * The ledger as `casus run --format json` prints it. Free *text with casus_text_free; it ends with a NUL behind
 * `length`.
 */
CASUS_MUST_USE casus_status casus_ledger_json(casus_answer *a, char **text, size_t *length);
/* The reasons of a row on all accounts as `casus why --format json` prints them. */
CASUS_MUST_USE casus_status casus_why_json(casus_answer *a, size_t row, char **text, size_t *length);
CASUS_API void casus_text_free(char *text);

/* ---- rows ---- */

struct casus_row {
    const char *id;         /* "4.2" */
    const char *kind;       /* "duty", "prohibition", "expectation", "request", "decision", "act" */
    const char *instrument; /* "CST"; NULL: it stands in the record */
    const char *article;    /* "CST 4(2)", or NULL */
    const char *holder;     /* who owes, or is expected to; NULL of requests, decisions and acts */
    const char *claimant;   /* to whom, or who expects */
    const char *content;    /* the act, "assistance by Russia to Armenia of Military on e1" */
    const char *trigger;    /* the occurrence that founded it; of requests, decisions and acts, itself; or NULL */
    const char *date;       /* as entered; of requests, decisions and acts; else NULL */
};
CASUS_API size_t casus_row_count(const casus_answer *a);
CASUS_MUST_USE casus_status casus_row_at(const casus_answer *a, size_t row, struct casus_row *out);

struct casus_stand {
    const char *state;      /* a word of docs/language.md part 2; "undetermined" where the account leaves it open,
                               "contradictory" where the account contradicts itself */
    char since[32];         /* a day; "" if there is none, or the account leaves it open */
    char due[32];           /* the last day of the time allowed, or its last minute; "" as before */
    const char *still_owed; /* "yes", "no", or "" where it depends */
    bool substituted;       /* in some world of the account something was offered in its place */
    const size_t *turns_on; /* questions on which its state turns, ascending */
    size_t turns_on_count;
};
CASUS_MUST_USE casus_status casus_row_stand(casus_answer *a, size_t row, size_t account, struct casus_stand *out);

/* ---- questions ---- */

struct casus_question {
    const char *id;   /* "e1 counts as attack on Armenia" */
    const char *kind; /* "occurrence", "qualification", "reading", "order" */
    const char *text; /* as a sentence */
    const char *const *answers;
    size_t answer_count;
};
CASUS_API size_t casus_question_count(const casus_answer *a);
CASUS_MUST_USE casus_status casus_question_at(const casus_answer *a, size_t question, struct casus_question *out);
/* The answer that an account gives; NULL if it leaves the question open, or if there is no such question or account. */
CASUS_API const char *casus_question_answer(casus_answer *a, size_t question, size_t account);

/* ---- reasons ---- */

typedef struct casus_reason casus_reason;
struct casus_reason {
    const casus_reason *next, *first; /* the one behind it, the first of those below it; or NULL */
    /* "state", "rule", "entry", "claim", "derived", "absent", "count", "reading", "question" or "note" */
    const char *kind;
    const char *text; /* one line */
    /* of a claim: */
    const char *voice;  /* who says or denies it */
    const char *source; /* the document, or NULL */
    const char *gist;   /* what the record tells of it, or NULL */
    size_t start, end;  /* the passage, in bytes of the document; both 0: none is cited */
    size_t number;      /* from 1: reasons with the same number say the same, with all that is below them */
};
/*
 * One tree for each case where the state is undetermined. Lives as long as the answer. What is the reason of several things is
 * shared: they have the same `first`. Unfolded again each time it can be endlessly large, so enter each number once. A tree
 * may be as deep as the record is long.
 */
CASUS_MUST_USE casus_status casus_why(casus_answer *a, size_t row, size_t account, const casus_reason **out);

#ifdef __cplusplus
}
#endif

#endif
