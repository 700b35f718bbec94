/* SPDX-License-Identifier: MIT */
/* The entries that tell what happened, or began or ended, between two moments. */
#ifndef CS_LEDGER_HAPPENED_H
#define CS_LEDGER_HAPPENED_H

#include "ledger/ledger.h"

/* an entry, and the worlds in which it happened */
struct cs_happening {
    const struct cs_entry *entry;
    const struct cs_occurrence *occurrence; /* of an event; NULL of a fact */
    cs_set worlds;
};

/*
 * Events and facts of the record that may be of a time from `from` on and before `to`, by date; what an instrument says
 * is left out. In the arena, which may have failed; then *count is 0.
 */
void cs_ledger_happenings(const struct cs_ledger *ledger, cs_instant from, cs_instant to, struct cs_arena *arena,
                        struct cs_happening **out, size_t *count);

#endif
