/* SPDX-License-Identifier: MIT */
#include "ledger/beside.h"

struct cs_ledger_beside cs_ledger_beside(const struct cs_ledger *ledger, const struct cs_ledger_row *row,
                                         cs_set worlds)
{
    struct cs_ledger_beside b = {.part = NULL};

    for (uint32_t i = 0; i < row->piece_count; i++) {
        const struct cs_ledger_piece *p = &row->pieces[i];
        bool broken = cs_state_is_broken(p->state);

        if (cs_worlds_disjoint(ledger->docket->worlds, p->worlds, worlds))
            continue;
        if (broken || p->state == CS_STATE_FULFILLED_IN_PART) {
            b.owed = b.owed || p->still_owed;
            b.not_owed = b.not_owed || !p->still_owed;
        }
        b.broken = b.broken || broken;
        b.lapsed = b.lapsed || (broken && !p->still_owed);
        b.substituted = b.substituted || p->substituted;
        b.unreported = b.unreported || p->unreported;
        if (p->in_part && (b.part == NULL || p->have > b.part->have))
            b.part = p;
    }
    return b;
}
