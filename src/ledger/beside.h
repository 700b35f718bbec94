/* SPDX-License-Identifier: MIT */
/* What is told beside the state of a row. */
#ifndef CS_LEDGER_BESIDE_H
#define CS_LEDGER_BESIDE_H

#include "ledger/ledger.h"

/* In some worlds; a row may have several states there. */
struct cs_ledger_beside {
    bool broken;                        /* in some it is not only fulfilled in part */
    bool lapsed;                        /* in some it is broken, and no longer owed */
    bool owed, not_owed;                /* broken or fulfilled in part: in some still owed, in some no longer */
    bool substituted, unreported;
    bool not_substituted;               /* in some it exists, and nothing was offered in its place */
    const struct cs_ledger_piece *part; /* the one with the most performed, of what was performed in part; or NULL */
    cs_wide least;                      /* the least performed where not all of it was; only beside `part` */
};

/* Is anything told beside the state of the row in any world? */
bool cs_ledger_has_beside(const struct cs_ledger_row *row);
struct cs_ledger_beside cs_ledger_beside(const struct cs_ledger *ledger, const struct cs_ledger_row *row,
                                         cs_set worlds);

/* The questions of which that turns in these worlds: how much was performed, and whether a substitute was offered. */
size_t cs_ledger_beside_turns_on(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds,
                                 struct cs_arena *arena, uint32_t *out, size_t max);

#endif
