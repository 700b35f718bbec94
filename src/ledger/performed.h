/* SPDX-License-Identifier: MIT */
/* What was done by the end of a run: by what a duty or an expectation was performed, and when. */
#ifndef CS_LEDGER_PERFORMED_H
#define CS_LEDGER_PERFORMED_H

#include "ledger/ledger.h"

struct cs_performance {
    const struct cs_occurrence *by; /* what happened or held and performed it; NULL: nothing that was entered */
    cs_value name;                  /* what it is called */
    cs_instant first, last;         /* when, at the soonest and at the latest */
    cs_set worlds;                  /* in which it did */
};

/* In the order in which they come; none of a row that is no bond. In the arena. */
casus_status cs_ledger_performed(const struct cs_ledger *ledger, const struct cs_ledger_row *row,
                                 struct cs_arena *arena, struct cs_performance **out, size_t *count);

/* Has an occurrence of the docket happened by the end of the run, in some world? */
bool cs_ledger_happened(const struct cs_ledger *ledger, const struct cs_occurrence *occurrence);
/*
 * Is it a later act of a kind owed: about what the request is about, not before it, and by its words what somewhere in
 * the ledger somebody whom it names owes, or is expected to do?
 */
bool cs_ledger_later_act(const struct cs_ledger *ledger, const struct cs_occurrence *request,
                         const struct cs_occurrence *act);

#endif
