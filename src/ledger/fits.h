/* SPDX-License-Identifier: MIT */
/* The facts that hold, and the events that have happened, at the end of a run, for one word. */
#ifndef CS_LEDGER_FITS_H
#define CS_LEDGER_FITS_H

#include "ledger/ledger.h"

struct cs_fit {
    /* "Armenia is party of CST", "2022-09-13 r1: request by Armenia", "e1 counts as menace to Armenia" */
    const char *text;
    cs_name bearer;  /* the occurrence that the text names before the words, "r1", "e1"; CS_NO_NAME: none */
    cs_set worlds;    /* in which it is so */
};

/*
 * All that fits the term of a check line, in the order of the run. Roles that the check leaves unsaid, and its
 * variables, match anything. A quantity has no fits. Texts are in the arena.
 */
casus_status cs_ledger_fits(const struct cs_ledger *ledger, const struct cs_check *check, struct cs_arena *arena,
                            struct cs_fit **out, size_t *count);

/*
 * Of a fact or an event that nothing fits: rows of its word in which the particulars that it names stand in other
 * roles, "Alden is ally of Borea" for "Borea is ally of Alden"; the first `most`, otherwise as above. None of what
 * names less than two.
 */
casus_status cs_ledger_near_fits(const struct cs_ledger *ledger, const struct cs_check *check, size_t most,
                                 struct cs_arena *arena, struct cs_fit **out, size_t *count);

#endif
