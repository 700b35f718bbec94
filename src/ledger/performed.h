/* SPDX-License-Identifier: MIT */
/* What performed a duty or an expectation by the end of a run, and when. */
#ifndef CS_LEDGER_PERFORMED_H
#define CS_LEDGER_PERFORMED_H

#include "ledger/ledger.h"

struct cs_performance {
    const struct cs_occurrence *by; /* the entry that performed it; NULL: it was not entered */
    cs_value name;                  /* its name */
    cs_instant first, last;         /* the earliest and the latest possible time */
    cs_set worlds;                  /* in which it did */
};

/* In order of time; none for a row without a bond. In the arena. */
casus_status cs_ledger_performed(const struct cs_ledger *ledger, const struct cs_ledger_row *row,
                                 struct cs_arena *arena, struct cs_performance **out, size_t *count);

/* Has an occurrence of the docket happened by the end of the run, in some world? */
bool cs_ledger_happened(const struct cs_ledger *ledger, const struct cs_occurrence *occurrence);
/*
 * Is the occurrence a later act of a kind that is owed? It must be about the same occurrence as the request, not before
 * it, and of the word of an act that somebody whom it names owes, or is expected to do, on some row of the ledger.
 */
bool cs_ledger_later_act(const struct cs_ledger *ledger, const struct cs_occurrence *request,
                         const struct cs_occurrence *act);

#endif
