/* SPDX-License-Identifier: MIT */
/*
 * What a person enters in a case through the server. The mandate is looked at here, and only here:
 *
 *   - who enters for a party has a mandate for it that is good now;
 *   - a delegate enters for a party, one statement at a time. An act of that party, done now, for which a text asks a
 *     power (a request, a vote) is its own and stands by itself. Anything else is what the party says, also an act that
 *     is dated back: it gets the line "says PARTY" unless other claims of that party are given. Claims of another
 *     voice, and those that say when they were recorded, are refused;
 *     What the record takes back ("retracted") is no word of a party;
 *   - a secretary keeps the record: also for nobody, and whatever lines there are. Names and words are declared by him.
 *
 * Whether an act has effect is not looked at: without the power it is entered, and stands without effect.
 */
#ifndef CS_SERVE_ENTERING_H
#define CS_SERVE_ENTERING_H

#include "serve/declare.h"
#include "serve/state.h"

struct cs_proposal {
    const char *name;  /* of the case */
    const char *lines; /* a statement, and the claims below it */
    const char *on;    /* the day or instant of what has none; NULL: now */
    const char *party; /* for whom; NULL: for nobody */
    bool alone;        /* what changes by it is not asked */
    bool enter;        /* the same, and it is entered if it can be: the opened case goes on with it */
};

/* A proposal that was tried on the case as the person sees it. */
struct cs_tried {
    casus_case *c;
    size_t hidden; /* entries that the person does not see */
    casus_act *act;   /* NULL of declarations */
    bool declares;    /* they are declarations (serve/declare.h), */
    struct cs_declared declared;
    struct cs_effects effects; /* and this changes by them, if it was asked */
    casus_text lines; /* as they would be entered */
    casus_text told;  /* what is wrong with them, if that takes more than a line */
};
/* CASUS_ERR_ARGUMENT: it may not or cannot be entered; the failure says why. Release *out in any case. */
casus_status cs_entering_try(struct cs_register *r, const struct cs_person *person, const struct cs_proposal *proposal,
                             const char *language, struct cs_tried *out, struct casus_failure *failure);
void cs_entering_release(struct cs_tried *tried);

/*
 * Under what it is entered: only once under a key (NULL: none); and only if `last` is the last entry of the case, 0:
 * any.
 */
struct cs_condition { const char *key; int64_t last; };
/*
 * Tries and enters. CASUS_ERR_LIMIT: the case has changed since `last`. `told` gets what changes by it, if that is
 * asked, or what is wrong.
 */
casus_status cs_entering_enter(struct cs_register *r, const struct cs_person *person,
                               const struct cs_proposal *proposal, const struct cs_condition *condition,
                               struct cs_entered *out, casus_text *told, struct casus_failure *failure);

#endif
