/* SPDX-License-Identifier: MIT */
/*
 * A treaty and a record, told to clingo: facts for the record and for time, one rule of clingo for each rule of the
 * treaty. What these mean stands in kernel.lp, claims.lp and duties.lp. It reads the tree alone: nothing of the plan or
 * the engine.
 */
#ifndef TESTS_ORACLE_TRANSLATE_H
#define TESTS_ORACLE_TRANSLATE_H

#include "store/case.h"

/*
 * Writes the program for what holds at the end of `asked`, with `depth` points to each part of a day. NULL, or what of
 * the texts is outside of the fragment (docs/oracle.md), in a few words that live for ever; then `out` is of no use.
 */
const char *oracle_translate(const struct cs_case *c, cs_day asked, unsigned depth, struct cs_buffer *out);

/* The word of an event or fact as clingo knows it ("border_incident"), into `out`. */
void oracle_word(const struct cs_symbols *symbols, const struct cs_shape *shape, struct cs_buffer *out);

#endif
