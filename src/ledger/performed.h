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

/* Was the substitute of this entry ("v1 in place of ...") offered for what the row owes, in some world? */
bool cs_ledger_offered(const struct cs_ledger *ledger, const struct cs_ledger_row *row, const struct cs_entry *entry);
/* Has an occurrence of the docket happened by the end of the run, in some world? */
bool cs_ledger_happened(const struct cs_ledger *ledger, const struct cs_occurrence *occurrence);
/*
 * Does it answer this request: about what the request is about, and of the requests on that the one that it answers,
 * either by its words what somewhere in the ledger somebody whom it names owes or is expected to do, or done for who
 * asked by somebody else (whether or not anybody owes it)? It may have come before the request.
 */
bool cs_ledger_answers(const struct cs_ledger *ledger, const struct cs_ledger_row *request,
                       const struct cs_occurrence *act);
/* The days on which a request may have been made; false: none is known. */
bool cs_ledger_request_days(const struct cs_ledger *ledger, const struct cs_ledger_row *request, cs_day *first,
                            cs_day *last);
/*
 * How many days after a request something was, at the least and at the most, below 0 before it: on one of the days from
 * `first` to `last`. What the request `founded`, and what performed that, is not before it. False: as above.
 */
bool cs_ledger_days_after(const struct cs_ledger *ledger, const struct cs_ledger_row *request, bool founded,
                          cs_day first, cs_day last, int32_t *least, int32_t *most);

#endif
