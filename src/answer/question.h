/* SPDX-License-Identifier: MIT */
/*
 * A question put to a case, and what answers it. A question is a row, by its number or the label of its entry; a
 * sentence of the language; or one of the short forms in which people ask (sentence.h). It is read against the checked
 * files, and no file is added to them:
 *
 *   Russia owes Armenia assistance on e1     the rows that fit; if there are none, what each rule lacks
 *   may vote by Georgia on d2                would it have effect on that day (act.h), or what is missing for it
 *   e1 counts as attack on Armenia           what bears on a fact, a name, an event
 *
 *   cs_inquiry_read -> cs_inquiry_answer -> reply
 */
#ifndef CS_ANSWER_QUESTION_H
#define CS_ANSWER_QUESTION_H

#include "answer/act.h"
#include "answer/sentence.h"
#include "ledger/fits.h"

struct cs_reply {
    const char *asked;      /* as it was put */
    const char *read;       /* as it was understood */
    enum cs_state yes, no;  /* the states of what is no row */
    const struct cs_reasons *subjects;
    size_t subject_count;
    const struct cs_fit *fits; /* what there is that fits, where the question leaves something unsaid */
    size_t fit_count;
};

struct cs_inquiry {
    struct cs_arena arena;
    struct cs_diagnostics diagnostics; /* mistakes of the sentence, in its own words */
    const char *refusal;               /* why it cannot be answered, one line; or NULL */
    const char *remedy;                /* lines on what can be asked instead; or "" */
    const char *asked;                 /* as it was put */
    bool short_forms;
    struct cs_sentence sentence;
    struct cs_names names;             /* its own, over those of the case */
    struct cs_file own;                /* of the sentence */
    struct cs_check *check;            /* what it says; NULL: a row, or all between two, is asked for */
    struct cs_trial *trial;            /* of "may" */
    struct cs_answer *answer;          /* which the reply is of; borrowed where it is of the trial */
    struct cs_reasons *subjects;
    size_t subject_count, subject_capacity;
    struct cs_reply reply;             /* once it is answered */
};

/*
 * Reads a question about a checked case. `short_forms`: as people ask; else as `why` does, a sentence if it has several
 * words, or a row. If it cannot be understood, that is in `diagnostics`, `refusal` and `remedy`. Release in any case.
 */
casus_status cs_inquiry_read(struct cs_inquiry *inquiry, const struct cs_case *c, const char *question,
                             bool short_forms, struct cs_failure *failure);
void cs_inquiry_release(struct cs_inquiry *inquiry);
bool cs_inquiry_understood(const struct cs_inquiry *inquiry);
/* Answers what was understood; it may be refused yet, where it names a row or a party that is not there. */
casus_status cs_inquiry_answer(struct cs_inquiry *inquiry, const struct cs_case *c, const struct cs_wishes *wishes,
                               struct cs_failure *failure);

/* "nobody in these files is called ...", with a near name. Returns CASUS_ERR_ARGUMENT. */
casus_status cs_party_unknown(const struct cs_case *c, const char *text, struct cs_failure *refused);

#endif
