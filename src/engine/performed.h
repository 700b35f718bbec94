/* SPDX-License-Identifier: MIT */
/* By what a duty or an expectation was performed, and when. */
#ifndef CS_ENGINE_PERFORMED_H
#define CS_ENGINE_PERFORMED_H

#include "engine/ledger.h"

struct cs_performance {
    const struct cs_entry *entry; /* what performed it; NULL: nothing that was entered */
    cs_value name;                /* what it is called */
    cs_instant first, last;       /* when, at the soonest and at the latest */
    cs_set worlds;                /* in which it did */
};

/* In the order in which they come; none of a row that is no bond. In the arena. */
casus_status cs_ledger_performed(const struct cs_ledger *ledger, const struct cs_ledger_row *row, struct cs_arena *arena,
                                 struct cs_performance **out, size_t *count);

#endif
