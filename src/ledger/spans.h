/* SPDX-License-Identifier: MIT */
/* When bonds are in force, and on which entries of the record they rest: for units of analysis (view/units.h). */
#ifndef CS_LEDGER_SPANS_H
#define CS_LEDGER_SPANS_H

#include "ledger/ledger.h"

/*
 * The worlds in which the bond of a row is in force at some time from `from` on and before `to`: it has been founded,
 * and has neither been performed nor ended. Also a broken one is in force until it ends.
 */
cs_set cs_ledger_in_force(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_instant from,
                          cs_instant to);
/* The first and the last instant at which it may be in force; CS_TIME_NEVER: it has no end. False: it is no bond. */
bool cs_ledger_bond_times(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_instant *first,
                          cs_instant *last);
/* Does it begin or end within these times in some of the worlds? */
bool cs_ledger_changes_within(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds,
                              cs_instant from, cs_instant to);

/*
 * The entries of the record on which a bond rests in these worlds, by the names of their labels, each once: what met
 * the conditions of the rules that founded it, at any depth, and what performed, broke or ended it. At most `max` are
 * written; returns how many there are, of more than `max` at least max + 1.
 */
size_t cs_ledger_sources(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds, cs_name *out,
                         size_t max);

#endif
