/* SPDX-License-Identifier: MIT */
/*
 * Suppositions: changes that are laid over the trees of a case before it is checked. The texts stay as they are, and so
 * does all that is said of what is not supposed. What is supposed to be so, or not, is so on every account: no claim
 * counts.
 *
 *   2021-05-13 r9: request by Azerbaijan of CSTO     an entry more, as a record has it
 *   r1: request by Armenia of CSTO for Political     the entry with this label says this, on its date or on another
 *   vote by Georgia on d1 for Yes                    without a date: what the record says otherwise in one role says
 *                                                    this; a state that has one value at a time has this one
 *   Azerbaijan is party of CST                       without a date: it holds throughout, from the first date of the
 *                                                    texts
 *   without r1, without vote by Georgia on d1        it did not happen, it was not so
 *   e1 happened                                      it did, whoever denies it
 *   e1 counts as attack                              the names that the record's claims give it and that fit are right;
 *   e1 does not count as attack                      or none of them is
 *   e1 dated 2022-09-12, e1 at Hill                  its date, a role of it
 *   Immediately reads Strict                         the reading
 *   Immediately reads 5 days                         a reading of its own, of this period
 *   CST in the text of 1992-05-15                    its articles as they were in force on that day
 *
 * All other lines of a record stand in a supposition as they do there: a name line, a bound of a quantity, an order.
 */
#ifndef CS_LANG_SUPPOSE_H
#define CS_LANG_SUPPOSE_H

#include "lang/parser.h"

enum cs_supposition_kind {
    CS_SUPPOSITION_NOT,  /* `pattern`: what fits did not happen, or was not so */
    CS_SUPPOSITION_TEXT, /* `instrument` in the text of `day` */
    CS_SUPPOSITION_PERIOD /* `pattern` is a line NAME reads ANSWER; its answer is this period */
};

/* A line of a supposition that is no entry of a record. */
struct cs_supposition {
    struct cs_supposition *next;
    enum cs_supposition_kind kind;
    struct cs_entry *pattern; /* NOT: of kind TERM, COUNTS_AS or ABOUT. PERIOD: of kind READS */
    cs_name instrument;
    struct cs_moment day;
    struct cs_duration period;
    struct cs_span span;
};

/*
 * Reads a supposition: its entries into a file of its own, the other lines into *out. `reckoning`: how its dates are
 * read. NULL only if memory ran out; mistakes are diagnostics.
 */
struct cs_file *cs_parse_supposition(struct cs_arena *arena, struct cs_names *names, const struct cs_source *source,
                                     const struct cs_reckoning *reckoning, struct cs_diagnostics *diagnostics,
                                     struct cs_supposition **out);
/*
 * Lays it over the files, before they are checked. What is left of the entries of `own` is new, and `own` is to be
 * checked as one of the files. What nothing in the files answers to is a diagnostic.
 */
void cs_suppose(struct cs_file *files, struct cs_file *own, const struct cs_supposition *lines, struct cs_arena *arena,
                struct cs_names *names, struct cs_diagnostics *diagnostics);

#endif
