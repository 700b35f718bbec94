/* SPDX-License-Identifier: MIT */
/*
 * A question to a case, and the reply. A question names a row, by its number or the label of its entry; or it is a
 * sentence of the language; or one of the short forms of sentence.h. It is read against the checked files; no file is
 * added to them:
 *
 *   Russia owes Armenia assistance on e1     the rows that fit; if there are none, what each rule lacks
 *   may vote by Georgia on d2                whether the act would have effect on that day (act.h); what it lacks
 *   e1 counts as attack on Armenia           whether a fact, a name or an event is so, and why
 *
 *   cs_inquiry_read -> cs_inquiry_answer -> reply
 */
#ifndef CS_ANSWER_QUESTION_H
#define CS_ANSWER_QUESTION_H

#include "answer/act.h"
#include "answer/sentence.h"
#include "ledger/fits.h"

struct cs_reply {
    const char *asked;      /* the question as given */
    const char *read;       /* the question as it was read */
    enum cs_state yes, no;  /* the states of subjects that are no rows */
    const struct cs_reasons *subjects;
    size_t subject_count;
    const struct cs_fit *fits; /* what fits, if the question leaves something unsaid */
    size_t fit_count;
    const char *about;         /* what a name is, a line, of a question that asks for that; or NULL */
    enum cs_asked_rows rows;
    bool lists;                /* "who" is asked */
    enum cs_asked_form form;   /* of WHO_MAY, ABOUT and HAPPENED the fits are the answer, or more of it */
    /* if there is nothing of what is asked, what is near it: facts of the same word; rows of the ledger, then NULL */
    const struct cs_fit *near;
    size_t near_count;
    const struct cs_ledger_row *near_rows[CS_NEAR_ROWS];
};

struct cs_inquiry {
    struct cs_arena arena;
    struct cs_diagnostics diagnostics; /* mistakes of the sentence */
    const char *refusal;               /* why it cannot be answered, one line; or NULL */
    const char *remedy;                /* lines on what can be asked instead; or "" */
    const char *asked;                 /* the question as given */
    bool short_forms;
    struct cs_sentence sentence;
    enum cs_asked_form asked_form;     /* that of the sentence, which becomes another if a label is asked about */
    struct cs_names names;             /* its own, added to those of the case */
    struct cs_file own;                /* of the sentence */
    struct cs_check *check;            /* the sentence; NULL: a row, or all duties between two parties */
    struct cs_trial *trial;            /* of "may" */
    struct cs_answer *answer;          /* of the reply; borrowed if it belongs to the trial */
    struct cs_reasons *subjects;
    size_t subject_count, subject_capacity;
    const struct cs_ledger_row *near_rows[CS_NEAR_ROWS]; /* of the reply */
    struct cs_reply reply;             /* once it is answered */
};

/*
 * Reads a question about a checked case. With `short_forms` as `ask` does; else as `why` does: several words are a
 * sentence, one word is a row. If it cannot be understood, `diagnostics`, `refusal` and `remedy` say so. Release in any
 * case.
 */
casus_status cs_inquiry_read(struct cs_inquiry *inquiry, const struct cs_case *c, const char *question,
                             bool short_forms, struct cs_failure *failure);
void cs_inquiry_release(struct cs_inquiry *inquiry);
bool cs_inquiry_understood(const struct cs_inquiry *inquiry);
/* Answers a question that was understood. It may still be refused, if it names a row or party that does not exist. */
casus_status cs_inquiry_answer(struct cs_inquiry *inquiry, const struct cs_case *c, const struct cs_wishes *wishes,
                               struct cs_failure *failure);

/* "nobody in these files is called ...", with a near name. Returns CASUS_ERR_ARGUMENT. */
casus_status cs_party_unknown(const struct cs_case *c, const char *text, struct cs_failure *refused);

#endif
