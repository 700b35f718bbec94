/* SPDX-License-Identifier: MIT */
/*
 * Reads a ledger that was saved as JSON (`casus run --format json`, casus_ledger_json). The texts of the case are not
 * needed. table.h reads CSV. Calling conventions: casus.h; a failure to read belongs to no object, so the call gives
 * its message.
 *
 * Ownership. Everything that is returned is borrowed from the saved ledger and lives as long as it does. It never
 * changes, so several threads may read it.
 *
 * Structs. Set `size` to sizeof the struct before each call; other members are not read. Later versions may add members
 * at the end. A member that the text does not have is NULL.
 *
 * Versions. The text has no `version`, or the number 1. Members of the JSON that this library does not know are
 * ignored. A version of casus that changes the meaning of a member increases the number, and older libraries refuse
 * that text.
 *
 * The reader uses jansson, which takes a seed for its hashes from the system once in a process; no result depends on
 * it. If memory runs out while jansson 2.14 collects a token, it does not notice. A client that must survive this reads
 * texts of strangers in a separate process.
 */
#ifndef CASUS_SAVED_H
#define CASUS_SAVED_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_saved casus_saved;

/*
 * Reads `length` bytes, which are not used afterwards. Free *out with casus_saved_free.
 *
 * CASUS_ERR_ARGUMENT if the bytes are not JSON or end too early (the message has line and column), if they are JSON but
 * not a ledger (the message has the member: "rows[3].cases[0].state", counted from 0), or if the version is not known.
 * CASUS_ERR_LIMIT for more than CASUS_SAVED_BYTES_MAX bytes (table.h), or more than 2,048 levels of nesting.
 * CASUS_ERR_MEMORY.
 */
CASUS_MUST_USE casus_status casus_saved_read(const char *text, size_t length, casus_saved **out,
                                             struct casus_failure *failure);
/* NULL is allowed. */
CASUS_API void casus_saved_free(casus_saved *saved);

/*
 * The functions below that return a status return CASUS_ERR_ARGUMENT if there is no such item, or if `size` is not set.
 */

struct casus_saved_head {
    size_t size;
    const char *as_of;    /* the date of the ledger */
    const char *known_on; /* only what had been recorded by then; NULL: all */
    const char *grades;   /* only articles of these grades; NULL: all */
    const char *readings; /* only the worlds with these answers; NULL: all */
    const char *worlds;   /* the number of worlds, in decimal digits */
};
CASUS_MUST_USE casus_status casus_saved_head(const casus_saved *saved, struct casus_saved_head *out);

/* Accounts, counted from 0; NULL: no such account. An account that contradicts itself has no world. */
CASUS_API size_t casus_saved_account_count(const casus_saved *saved);
CASUS_API const char *casus_saved_account(const casus_saved *saved, size_t account);
CASUS_API bool casus_saved_contradictory(const casus_saved *saved, size_t account);

/* The open questions, as struct casus_question (answer.h). */
struct casus_saved_question {
    size_t size;
    const char *id, *kind, *text;
};
CASUS_API size_t casus_saved_question_count(const casus_saved *saved);
CASUS_MUST_USE casus_status casus_saved_question_at(const casus_saved *saved, size_t question,
                                                    struct casus_saved_question *out);
/* The answer that an account gives; NULL: it leaves the question open, or there is no such question or account. */
CASUS_API const char *casus_saved_answer(const casus_saved *saved, size_t question, size_t account);

/* The rows, as struct casus_row (answer.h). */
struct casus_saved_row {
    size_t size;
    const char *id, *kind, *instrument, *article, *holder, *claimant, *content, *trigger;
    const char *const *turns_on; /* ids of the questions on which its state depends */
    size_t turns_on_count;
    size_t case_count, left_out_count;
    /* entries that the record concludes, and on which its state rests on some account; none in older ledgers */
    const char *const *concluded;
    size_t concluded_count;
    const char *request;    /* the request to which it belongs, by its label or words; NULL: none */
    size_t performed_count; /* by how much it was performed or decided, in some world */
    size_t done_count;      /* of a request: how much was done for it; of the first row of the request alone */
};
CASUS_API size_t casus_saved_row_count(const casus_saved *saved);
CASUS_MUST_USE casus_status casus_saved_row_at(const casus_saved *saved, size_t row, struct casus_saved_row *out);
/* The row with this id; false, and *row 0, if there is none. */
CASUS_API bool casus_saved_row_find(const casus_saved *saved, const char *id, size_t *row);
/* The state of a row on an account, a word as in struct casus_stand; NULL: no such row or account. */
CASUS_API const char *casus_saved_state(const casus_saved *saved, size_t row, size_t account);

/* An answer to a question, by its id. */
struct casus_saved_when { const char *question, *answer; };

/* A case of a row: its state in some worlds. The cases of a row are disjoint and cover all worlds. */
struct casus_saved_case {
    size_t size;
    const struct casus_saved_when *when; /* the answers that give the worlds; none: all worlds */
    size_t when_count;
    const char *state, *since, *deadline; /* since and deadline NULL: there is none */
    bool still_owed;
    bool substituted;             /* something was offered in its place */
    const char *performed, *owed; /* of a number performed in part: how much, of how much; else NULL */
    const char *const *without;   /* who is left out of a decision */
    size_t without_count;
    const char *worlds;           /* their number, in decimal digits */
    bool unreported;              /* it counts as performed in time, and nobody reports when */
};
CASUS_MUST_USE casus_status casus_saved_case_at(const casus_saved *saved, size_t row, size_t index,
                                                struct casus_saved_case *out);

/* Somebody who is left out of a decision in some world. */
struct casus_saved_left_out {
    size_t size;
    const char *who;
    bool perhaps;                /* not in every world */
    const char *const *turns_on; /* ids of the questions on which it depends */
    size_t turns_on_count;
};
CASUS_MUST_USE casus_status casus_saved_left_out_at(const casus_saved *saved, size_t row, size_t index,
                                                    struct casus_saved_left_out *out);

/* By what a row was performed or decided in some world. */
struct casus_saved_performed {
    size_t size;
    const char *on, *latest; /* the first and the last day on which that may have been */
    const char *by;          /* who did it; NULL: nobody is named */
    const char *what;        /* the occurrence that did it; NULL of a decision, and of what has no entry */
    bool perhaps;            /* not in every world */
    bool has_days;           /* it belongs to a request: */
    int days_after;          /* so many days after it, below 0 before it, */
    int days_most;           /* or up to so many */
};
CASUS_MUST_USE casus_status casus_saved_performed_at(const casus_saved *saved, size_t row, size_t index,
                                                     struct casus_saved_performed *out);

/* Something that was done for a request, owed or not. */
struct casus_saved_done {
    size_t size;
    const char *on, *latest; /* the first and the last day on which it may have been */
    const char *by;          /* who did it; NULL: nobody is named */
    const char *what;        /* the occurrence */
    const char *text;        /* as it was entered */
    bool owed;               /* it performed a row of the request, in some world */
    bool has_days;           /* it is known when the request was made: */
    int days_after;          /* so many days after it, below 0 before it, */
    int days_most;           /* or up to so many */
    const char *const *turns_on; /* ids of the questions on which it depends whether it was done */
    size_t turns_on_count;
};
CASUS_MUST_USE casus_status casus_saved_done_at(const casus_saved *saved, size_t row, size_t index,
                                                struct casus_saved_done *out);
/* "so" or "not so" on an account, "undetermined" or "contradictory"; NULL: no such row, item or account. */
CASUS_API const char *casus_saved_done_state(const casus_saved *saved, size_t row, size_t index, size_t account);

#ifdef __cplusplus
}
#endif

#endif
