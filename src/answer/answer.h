/* SPDX-License-Identifier: MIT */
/*
 * An answer: the docket, the run and the ledger of a case as of one date, with what was known by one date, for one
 * account or all. Commands, the library, check lines, questions and acts all get it here, so that they cannot differ.
 *
 * An answer has a failure of its own: a failure in it does not change the case or its other answers.
 */
#ifndef CS_ANSWER_ANSWER_H
#define CS_ANSWER_ANSWER_H

#include "ledger/ledger.h"

#define CS_DATE_TEXT 32 /* bytes of a date as text */

/* A date as of which something is asked: the end of a day, or an instant. */
struct cs_date {
    cs_instant end;          /* exclusive */
    char text[CS_DATE_TEXT]; /* "2022-10-29", or the instant */
};

struct cs_wishes {
    struct cs_date as_of;         /* always given */
    bool known_given;
    struct cs_date known;         /* only what had been recorded by then, if known_given */
    bool one_account;
    cs_name account;              /* if one_account: whose; CS_NO_NAME: the open account */
    const struct cs_entry *entry; /* an additional entry (act.h), or NULL; it outlives the answer */
    size_t entries;               /* if there are several, side by side (trials.h): so many */
    const struct cs_names *names; /* those of the plan with the names of the entry, or of a question, added; or NULL */
    size_t node_budget;           /* of the decision diagrams; 0: the default */
    bool goes_on;                 /* a later date will be asked about (cs_answer_later), so the run is to go on */
    const struct cs_ledger_wanted *wanted; /* the rows of bonds that the ledger is to have; NULL: all */
};

struct cs_answer {
    struct cs_arena arena;
    struct cs_failure failure;
    struct cs_wishes wishes;
    const struct cs_plan *plan, *given_plan;
    struct cs_names names;    /* those of the wishes with its own added, if it has a plan of its own */
    struct cs_plan *own_plan; /* if there is an additional entry or name; else NULL */
    struct cs_docket *docket;
    struct cs_run *run;
    struct cs_ledger *ledger;
};

/*
 * Reads a date as the end of that day, or as an instant, in the zone of a reckoning. Returns NULL, or why it is not a
 * date: "there is no month 13".
 */
const char *cs_date_read(const char *text, struct cs_reckoning reckoning, struct cs_date *out);
/* The date of an instant: the day of the zone that ends then, or the instant itself. */
void cs_date_of(cs_instant end, struct cs_zone zone, struct cs_date *out);

/*
 * Runs a plan, which outlives the answer. On failure *out is NULL and `failure` has the status and the message; else
 * `failure` is not changed.
 */
casus_status cs_answer_new(const struct cs_plan *plan, const struct cs_wishes *wishes, struct cs_failure *failure,
                           struct cs_answer **out);
/*
 * Makes *answer that of a later date, or of the same; its wishes stay as they are else. Its ledger, and all that was
 * read from it, is gone. What it says is what a new answer would say. Its run goes on from its end to the new one.
 * Docket and run are made anew only where they could be other ones:
 *
 *   - the date asked about tells something of the docket: a state of unknown end, data that end later, a date whose
 *     days are too many to be told apart, nothing in the texts that is dated earlier;
 *   - at the end so far an occurrence is open: it may or may not have happened (R 8.3); but not if it was said that the
 *     answer goes on. Then what is open is taken in worlds of that date alone (run.h), and a line of it that turns on
 *     all questions together may name one more;
 *   - what was asked so far has raised a question: of a quantity, of a role left unsaid, of an order;
 *   - the sets of worlds have used a good part of their budget, or the answer has failed.
 *
 * After a failure *answer is NULL, and `failure` tells.
 */
casus_status cs_answer_later(struct cs_answer **answer, const struct cs_date *as_of, struct cs_failure *failure);
/*
 * The same for an answer of a case into which entries were put since (cs_case_append): its docket takes them in, and
 * its run goes on with them, at the cost of what they touch; the ledger is made anew. *done false: that cannot be, and
 * the answer is of no use any more but to be freed. As cs_answer_later, and where
 *
 *   - it is asked with no entry or name of its own, and not what was known by a date;
 *   - an entry is an event or a state of a certain date that nobody disputes, and comes behind all that has come so far
 *     and all other events; or is an event that is late, of whose word and those that came since the order cannot tell;
 *   - no date of the record is so open that its days were told apart by what else is dated, and no data end.
 */
casus_status cs_answer_append(struct cs_answer *answer, const struct cs_date *as_of, struct cs_failure *failure,
                              bool *done);
void cs_answer_free(struct cs_answer *answer);
/* The entry of its wishes as it stands in the files of its plan; NULL if it has none. */
const struct cs_entry *cs_answer_entry(const struct cs_answer *answer);
/* CASUS_OK, or the failure of the answer: memory, or too many entangled questions (the message names `what`). */
casus_status cs_answer_status(struct cs_answer *answer, const char *what);

/*
 * Restricts the answer to the worlds with this answer to a reading: "Immediately=Strict". CASUS_ERR_ARGUMENT, with the
 * mistake in `refused`, if there is no such reading or answer; then nothing changes.
 */
casus_status cs_answer_suppose(struct cs_answer *answer, const char *given, struct cs_failure *refused);

#endif
