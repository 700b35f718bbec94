/* SPDX-License-Identifier: MIT */
/*
 * What somebody asks, in the short forms in which people ask, made a sentence of the language. No word of the field is
 * known here: words are found among those that the files declare, by their spelling, and their arguments by kind.
 *
 *   may Azerbaijan accede to CST       may accession by Azerbaijan of CST
 *   is Armenia party of CST            Armenia is party of CST
 *   party Armenia on 2024-06-01        Armenia is party, on that date
 *   owes Russia to Armenia             all that Russia owes Armenia
 *
 * "may ACTOR VERB ...": the verb stands for the event that begins like it (four letters of "accede" in "accession") and
 * that a text gives the power to do; the actor is its subject, its `by`, or its `in`. An argument that stands without a
 * preposition, or with one that the event does not have, takes the role that it fits by its kind: `of`, or the only
 * one.
 */
#ifndef CS_ANSWER_SENTENCE_H
#define CS_ANSWER_SENTENCE_H

#include "store/case.h"

enum cs_asked_form {
    CS_ASKED_SENTENCE, /* a sentence as behind "check ..." */
    CS_ASKED_ROW,      /* a row of the ledger: its number or its label */
    CS_ASKED_BETWEEN   /* all that one owes another, or expects of him */
};

struct cs_sentence {
    const char *refusal;  /* why it cannot be read, one line; or NULL */
    const char *remedy;   /* of a refusal: lines on what can be asked instead, each with its end; may be "" */
    enum cs_asked_form form;
    const char *text;     /* the sentence; of the others, the question without its date */
    const char *date;     /* of the question, or NULL */
    bool expectation;     /* BETWEEN */
    const char *first;    /* who owes or expects; NULL: whoever */
    const char *second;   /* to whom, or of whom; NULL: whomever */
};

/* Reads a question about the files of a checked case. Texts are in the arena. CASUS_ERR_MEMORY, else CASUS_OK. */
casus_status cs_sentence_read(const struct cs_case *c, const char *question, struct cs_arena *arena,
                              struct cs_sentence *out);
/* What can be asked, as lines: the remedy of what cannot be read at all. */
const char *cs_sentence_forms(void);

#endif
