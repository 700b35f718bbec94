/* SPDX-License-Identifier: MIT */
/* Who decides, and by which rule: the facts about the decider that are reasons of the outcome of a decision. */
#ifndef CS_VIEW_GROUNDS_H
#define CS_VIEW_GROUNDS_H

#include "view/view.h"

/* The organ that decides: role `in` of the draft, else `by`; CS_NO_NAME if neither is said. */
cs_name cs_decider(const struct cs_report *report, const struct cs_ledger_row *decision);
/*
 * The entries about the decider, "CSC is deciding by Consensus", that are reasons of the outcome in any world, or of
 * the acts that are; each once, in the arena. NULL with *count 0 if there are none.
 */
const struct cs_entry **cs_decision_grounds(const struct cs_report *report, const struct cs_ledger_row *decision,
                                            struct cs_arena *arena, size_t *count);

#endif
