/* SPDX-License-Identifier: MIT */
/*
 * One way from a case to an answer: the docket, the run and the ledger of one date, of what was known by one date, of
 * one account or of all. Commands, the library, the check lines of a record, questions and acts all come here, so that
 * one case has one answer, whatever is asked.
 *
 * An answer has a failure of its own: what goes wrong in it leaves the case and its other answers as they are.
 */
#ifndef CS_ANSWER_ANSWER_H
#define CS_ANSWER_ANSWER_H

#include "ledger/ledger.h"

#define CS_DATE_TEXT 32 /* bytes of a date as text */

/* A date up to which something is asked: the end of a day, or an instant. */
struct cs_date {
    cs_instant end;          /* exclusive */
    char text[CS_DATE_TEXT]; /* "2022-10-29", or the instant */
};

struct cs_wishes {
    struct cs_date as_of;         /* up to when: always given */
    bool known_given;
    struct cs_date known;         /* only what had been recorded by then, if known_given */
    bool one_account;
    cs_name account;              /* of one account: whose; CS_NO_NAME: with all that is open */
    const struct cs_entry *entry; /* one more than the files have (act.h), or NULL; it outlives the answer */
    const struct cs_names *names; /* over those of the plan: where the entry, or a question, has its own; or NULL */
    size_t node_budget;           /* of the diagrams of worlds; 0: the usual one */
};

struct cs_answer {
    struct cs_arena arena;
    struct cs_failure failure;
    struct cs_wishes wishes;
    const struct cs_plan *plan;
    struct cs_names names;    /* over those of the wishes, if it has a plan of its own */
    struct cs_plan *own_plan; /* where there is one more entry, or there are more names; else NULL */
    struct cs_docket *docket;
    struct cs_run *run;
    struct cs_ledger *ledger;
};

/*
 * Reads a date as the end of that day in a zone, or as an instant. NULL, or why it cannot be a date: "there is no month
 * 13".
 */
const char *cs_date_read(const char *text, int32_t zone, struct cs_date *out);
/* The end of a run, as a day of the zone if it is the end of one. */
void cs_date_of(cs_instant end, int32_t zone, struct cs_date *out);

/*
 * Runs a plan, which outlives the answer. On failure *out is NULL and `failure` has the status and the message; it is
 * not touched otherwise.
 */
casus_status cs_answer_new(const struct cs_plan *plan, const struct cs_wishes *wishes, struct cs_failure *failure,
                           struct cs_answer **out);
void cs_answer_free(struct cs_answer *answer);
/* CASUS_OK, or what went wrong in the answer by now: memory, or too many entangled questions for `what`. */
casus_status cs_answer_status(struct cs_answer *answer, const char *what);

/*
 * Looks from now on at the worlds alone in which a reading is so: "Immediately=Strict". CASUS_ERR_ARGUMENT, with the
 * mistake in `refused`, if the texts have no such reading or it no such answer; nothing is changed then.
 */
casus_status cs_answer_suppose(struct cs_answer *answer, const char *given, struct cs_failure *refused);

#endif
