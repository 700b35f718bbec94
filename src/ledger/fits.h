/* SPDX-License-Identifier: MIT */
/* What there is of a word at the end of a run: the facts that hold, the events that have happened, one by one. */
#ifndef CS_LEDGER_FITS_H
#define CS_LEDGER_FITS_H

#include "ledger/ledger.h"

struct cs_fit {
    /* "Armenia is party of CST", "2022-09-13 r1: request by Armenia", "e1 counts as menace to Armenia" */
    const char *text;
    cs_set worlds;    /* in which it is so */
};

/*
 * All that fits what a check line asks about, in the order in which it came about: what the check leaves unsaid, and
 * its variables, may be anything. Nothing for a quantity. Texts are in the arena.
 */
casus_status cs_ledger_fits(const struct cs_ledger *ledger, const struct cs_check *check, struct cs_arena *arena,
                            struct cs_fit **out, size_t *count);

#endif
