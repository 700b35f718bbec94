/* SPDX-License-Identifier: MIT */
/*
 * An answer: the ledger of a case on a date, by what was known then, on each account. Its accounts, the rows of its
 * ledger, its open questions and its entries. Calling conventions: casus.h.
 */
#ifndef CASUS_ANSWER_H
#define CASUS_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

#include "casus/case.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct casus_answer casus_answer;

/* Zero it, then set `size` and the members you need. NULL: all are zero. Later versions may add members at the end. */
struct casus_wishes {
    size_t size;          /* sizeof (struct casus_wishes) */
    const char *as_of;    /* the end of a day, or an instant; NULL: the last date that the records have */
    const char *known_on; /* only what had been recorded by then; NULL: all */
    const char *account;  /* show this one alone, or "open"; NULL: those that the records declare */
    const char *const *readings; /* only the worlds with these answers: "Immediately=Strict" */
    size_t reading_count;
    const char *sources;  /* the folder of the cited documents, to show passages; NULL: show none */
};
/*
 * Runs the case. CASUS_ERR_ARGUMENT, with a message from casus_case_message, if the case has errors, if it was not
 * checked, or if a date, account or reading is not valid; the case may be asked again after that. CASUS_ERR_ENTANGLED:
 * the message names the questions.
 */
CASUS_MUST_USE casus_status casus_answer_new(casus_case *c, const struct casus_wishes *wishes, casus_answer **out);
/*
 * Makes the answer that of a later date, or the same; and of its case as it is now, if lines were entered into it since
 * (casus_act_wishes). It costs what has come about since then, however long the record is. *done false: it cannot be
 * gone on with, and another is to be made (casus_answer_new); of this one nothing may be asked any more but to be
 * freed. What was borrowed from the answer is gone in any case. CASUS_ERR_ARGUMENT, and nothing changes, if the date is
 * none or an earlier one, or if the answer is shared, has readings, or belongs to something else.
 */
CASUS_MUST_USE casus_status casus_answer_go_on(casus_answer *a, const char *as_of, bool *done);
CASUS_API void casus_answer_free(casus_answer *a);
/* The same answer for one more owner, who frees it as well. Returns it. Owners in several threads take turns. */
CASUS_API casus_answer *casus_answer_share(casus_answer *a);
/* One line about what failed, or about the last call that was refused; "" if nothing did. */
CASUS_API const char *casus_answer_message(const casus_answer *a);
/* The date of the answer, "2022-10-29" or an instant, also where the wishes give none. */
CASUS_API const char *casus_answer_as_of(const casus_answer *a);

/* Accounts are counted from 0; where none is declared there is one, "open". NULL: there is no such account. */
CASUS_API size_t casus_account_count(const casus_answer *a);
CASUS_API const char *casus_account_name(const casus_answer *a, size_t account);

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
/* The rows of the ledger, in its order; texts are borrowed from the answer. */
CASUS_API size_t casus_row_count(const casus_answer *a);
CASUS_MUST_USE casus_status casus_row_at(const casus_answer *a, size_t row, struct casus_row *out);

/*
 * Sets *out to a row in plain language, with its article and its time: "Belarus is to give Armenia help (CST 4(2), by
 * 14 September 2022)"; a row whose words have no wording stands in its formal words. Borrowed from the answer.
 */
CASUS_MUST_USE casus_status casus_row_words(casus_answer *a, size_t row, const char **out);

/*
 * Sets *out to the rules of an article ("CST 4(2)") in plain language, as they are in force on the date of the answer:
 * a sentence in a line for each, with the words of the text where there is no wording; "" if it has none. Borrowed from
 * the answer.
 */
CASUS_MUST_USE casus_status casus_article_words(casus_answer *a, const char *article, const char **out);

struct casus_stand {
    const char *state;      /* a word of docs/language.md part 2; "undetermined" where the account leaves it open,
                               "contradictory" where the account contradicts itself */
    char since[32];         /* a day, of a decision that was made that of its being decided; "" if there is none, or
                               the account leaves it open */
    char due[32];           /* the last day of the time allowed, or its last minute; "" as before */
    const char *still_owed; /* "yes", "no", or "" where it depends */
    bool substituted;       /* in some world of the account something was offered in its place */
    const size_t *turns_on; /* questions on which its state turns, ascending */
    size_t turns_on_count;
    /* what the record concludes, nobody's word, and the state rests on: "e1 counts as attack on Armenia" */
    const char *const *concluded;
    size_t concluded_count;
};
/*
 * The state of a row on an account. CASUS_ERR_ARGUMENT if there is no such row or account; CASUS_ERR_MEMORY or
 * CASUS_ERR_ENTANGLED if it could not be computed.
 */
CASUS_MUST_USE casus_status casus_row_stand(casus_answer *a, size_t row, size_t account, struct casus_stand *out);

/* By what a duty or an expectation was performed, or when a decision was made, where it is so all over the account. */
struct casus_performed {
    char on[32];            /* the day; "" if it was not, or the account leaves it open */
    char latest[32];        /* another than `on` where the day is not exactly known */
    const char *by;         /* who, with commas between; or NULL */
    const char *what;       /* the occurrence that did it; NULL of a decision, and of what has no entry */
    bool has_days;          /* it belongs to a request: */
    int days_after;         /* so many days after it, below 0 before it, */
    int days_most;          /* or up to so many */
};
CASUS_MUST_USE casus_status casus_row_performed(casus_answer *a, size_t row, size_t account,
                                                struct casus_performed *out);
/* The row of the request to which a row belongs, of a request itself; false if it belongs to none. */
CASUS_API bool casus_row_request(const casus_answer *a, size_t row, size_t *request);
/* The row with this number ("4.2", or "4" for the first of its kind) or label ("d2"); false if there is none. */
CASUS_API bool casus_row_find(const casus_answer *a, const char *id, size_t *row);

/* ---- questions ---- */

struct casus_question {
    const char *id;   /* "e1 counts as attack on Armenia" */
    const char *kind; /* "occurrence", "qualification", "reading", "order" */
    const char *text; /* as a sentence */
    const char *const *answers;
    size_t answer_count;
};
/* All questions of the case, also those that every account answers. */
CASUS_API size_t casus_question_count(const casus_answer *a);
CASUS_MUST_USE casus_status casus_question_at(const casus_answer *a, size_t question, struct casus_question *out);
/*
 * The answer that an account gives, or "contradictory" of one that contradicts itself; NULL if it leaves the question
 * open, or if there is no such question or account.
 */
CASUS_API const char *casus_question_answer(casus_answer *a, size_t question, size_t account);

/* ---- entries of the records ---- */

/* An entry of a record, and a claim about it. What the record does not give is NULL. */
struct casus_entry {
    const char *label;   /* "e1" */
    const char *date;    /* as entered; NULL if it has none, as "e1 counts as attack" */
    const char *text;    /* as entered, on one line, with date and label */
    const char *record;  /* the name of the text in which it stands */
    size_t line;         /* in it, from 1 */
    size_t claim_count;
    const char *concluded; /* from what the record concludes it; NULL: it does not say that it does */
    const char *recorded;  /* when that was recorded, if the entry says so */
};
struct casus_claim {
    const char *kind;    /* "says", "denies", "asks" or "retracts" */
    const char *voice;   /* who */
    const char *via;     /* who reports it, nearest first, with commas between */
    const char *source;  /* the document */
    const char *recorded; /* when it was recorded, if the claim says so */
    const char *gist;    /* the claim in the record's own words */
    const char *quote;   /* the words of the source */
    size_t start, end;   /* the passage, in bytes of the document; both 0: none is cited */
};
/* In the order of the texts. */
CASUS_API size_t casus_entry_count(const casus_answer *a);
CASUS_MUST_USE casus_status casus_entry_at(casus_answer *a, size_t entry, struct casus_entry *out);
CASUS_MUST_USE casus_status casus_claim_at(casus_answer *a, size_t entry, size_t claim, struct casus_claim *out);
/* The words that a claim cites, as they stand in the document now. */
struct casus_cited {
    /*
     * "none" (it cites no passage), "unverified" (its document was not read: the wishes name no folder, or it is not in
     * it), "verified", "outside" (of the document), "changed" (by its digest) or "misquoted"
     */
    const char *state;
    const char *text; /* NULL unless the document has such a passage; it is not ended by a NUL */
    size_t length;
};
CASUS_MUST_USE casus_status casus_claim_passage(casus_answer *a, size_t entry, size_t claim, struct casus_cited *out);

#ifdef __cplusplus
}
#endif

#endif
