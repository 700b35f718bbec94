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
    const struct cs_ledger_piece *part; /* the one with the most performed, of what was performed in part; or NULL */
};

struct cs_ledger_beside cs_ledger_beside(const struct cs_ledger *ledger, const struct cs_ledger_row *row,
                                         cs_set worlds);

#endif
