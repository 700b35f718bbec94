/* SPDX-License-Identifier: MIT */
/* Who is bound by an instrument at all, so that a line can say of whom something is not owed. */
#ifndef CS_LEDGER_PARTIES_H
#define CS_LEDGER_PARTIES_H

#include "ledger/ledger.h"

/*
 * Of the facts that say something of somebody and an instrument ("Borea is party of Pact") that one which all these
 * holders have, with the fewest others: all of whom it holds at the end, ascending, in the arena; NULL with *count 0 if
 * there is none.
 */
const cs_name *cs_ledger_parties(const struct cs_ledger *ledger, cs_name instrument, const cs_name *holders,
                                 size_t holder_count, struct cs_arena *arena, size_t *count);

#endif
