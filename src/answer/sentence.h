/* SPDX-License-Identifier: MIT */
/*
 * Turns the short forms of questions into sentences of the language. No word of the field is known here: words are
 * found among those that the files declare, by their spelling, and the roles of arguments by kind.
 *
 *   may Azerbaijan accede to CST       may accession by Azerbaijan of CST
 *   is Armenia party of CST            Armenia is party of CST
 *   party Armenia on 2024-06-01        Armenia is party, on that date
 *   owes Russia to Armenia             all that Russia owes Armenia
 *
 * "may ACTOR VERB ...": the verb stands for the event that begins like it ("acce" in "accede" and "accession") and for
 * which some text gives a power; the actor takes the role `is`, else `by`, else `in`. An argument without a
 * preposition, or with one that the event does not have, takes a role that it fits by kind: `of`, else the only one.
 */
#ifndef CS_ANSWER_SENTENCE_H
#define CS_ANSWER_SENTENCE_H

#include "store/case.h"

enum cs_asked_form {
    CS_ASKED_SENTENCE, /* a sentence, as after "check ..." */
    CS_ASKED_ROW,      /* a row of the ledger: its number or its label */
    CS_ASKED_BETWEEN,  /* all that one party owes another, or expects of it */
    CS_ASKED_WHO_MAY,  /* who has the power of an act: the sentence says which, "may vote on d1" */
    CS_ASKED_ABOUT,    /* what a name is: of an entry, a particular, a document, an instrument */
    CS_ASKED_HAPPENED  /* what happened from one date to another: `first` and `second` */
};

/* Which rows BETWEEN asks for. */
enum cs_asked_rows {
    CS_ASKED_ALL,
    CS_ASKED_BROKEN,  /* that are broken, or were, in some world */
    CS_ASKED_DISPUTED /* of any kind, whose state is not the same on all accounts */
};

struct cs_sentence {
    const char *refusal;  /* why it cannot be read, one line; or NULL */
    const char *remedy;   /* of a refusal: lines on what can be asked instead, each with its end; may be "" */
    enum cs_asked_form form;
    const char *text;     /* the sentence; of the others, the question without its date */
    const char *date;     /* of the question, or NULL */
    bool expectation;     /* BETWEEN */
    enum cs_asked_rows rows; /* BETWEEN */
    const char *of;       /* BETWEEN: of this instrument or article alone; NULL: of any */
    const char *first;    /* who owes or expects, NULL: anybody; HAPPENED: the first day, NULL: of any */
    const char *second;   /* to whom, or of whom; NULL: anybody; HAPPENED: the last day, NULL: of the reply */
    cs_name about;        /* ABOUT */
    bool lists;           /* "who" is asked: each that fits is named, be it only one */
};

/* Reads a question about the files of a checked case. Texts are in the arena. CASUS_ERR_MEMORY, else CASUS_OK. */
casus_status cs_sentence_read(const struct cs_case *c, const char *question, struct cs_arena *arena,
                              struct cs_sentence *out);

#endif
