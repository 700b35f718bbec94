/* SPDX-License-Identifier: MIT */
/* The facts that hold, and the events that have happened, at the end of a run, for one word. */
#ifndef CS_LEDGER_FITS_H
#define CS_LEDGER_FITS_H

#include "ledger/ledger.h"

struct cs_fit {
    /* "Armenia is party of CST", "2022-09-13 r1: request by Armenia", "e1 counts as menace to Armenia" */
    const char *text;
    cs_name bearer;  /* the occurrence that the text names before the words, "r1", "e1"; CS_NO_NAME: none */
    cs_set worlds;    /* in which it is so */
    /* the same as data, for plain language: an entry of the record, whole; or a row of the run; or an act */
    const struct cs_entry *entry;  /* with `values` the occurrence of which the row is; or NULL */
    uint32_t relation;
    const cs_value *values;        /* or NULL */
    bool is_name;                  /* the row is a name of the occurrence, and not what was entered */
    cs_name act, actor;            /* of a power, as in next.h; else CS_NO_NAME */
};

/*
 * All that fits the term of a check line, in the order of the run. Roles that the check leaves unsaid, and its
 * variables, match anything. A quantity has no fits. Texts are in the arena.
 */
casus_status cs_ledger_fits(const struct cs_ledger *ledger, const struct cs_check *check, struct cs_arena *arena,
                            struct cs_fit **out, size_t *count);

/*
 * Of a fact or an event that nothing fits: rows of its word in which the particulars that it names stand in other
 * roles, "Alden is ally of Borea" for "Borea is ally of Alden"; the first `most`, otherwise as above. None of what
 * names less than two.
 */
casus_status cs_ledger_near_fits(const struct cs_ledger *ledger, const struct cs_check *check, size_t most,
                                 struct cs_arena *arena, struct cs_fit **out, size_t *count);

/*
 * What is so of a name: of an occurrence what it is and counts as; all facts in which the name stands. Otherwise as
 * cs_ledger_fits.
 */
casus_status cs_ledger_about(const struct cs_ledger *ledger, cs_name name, struct cs_arena *arena, struct cs_fit **out,
                             size_t *count);
/* Who has the power of an act at the end of the run: of the term of a check line, as above. */
casus_status cs_ledger_empowered(const struct cs_ledger *ledger, const struct cs_check *check, struct cs_arena *arena,
                                 struct cs_fit **out, size_t *count);

#endif
