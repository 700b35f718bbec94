/* SPDX-License-Identifier: MIT */
/*
 * A treaty and a record as a program for clingo: facts for the record and for time, one rule of clingo for each rule of
 * the treaty. What these mean stands in kernel.lp, claims.lp and duties.lp. It reads the tree and its symbols alone:
 * nothing of the plan or the engine.
 */
#ifndef TESTS_ORACLE_TRANSLATE_H
#define TESTS_ORACLE_TRANSLATE_H

#include "store/case.h"

/*
 * Writes the program for what holds at the end of `asked`; a part of a day has at most `depth` points where it is not
 * certain that something comes about (kernel.lp). NULL; or what in the texts is not covered (docs/oracle.md), in a few
 * words, a constant; then `out` is of no use.
 */
const char *oracle_translate(const struct cs_case *c, cs_day asked, unsigned depth, struct cs_buffer *out);

/* The zone of its records. */
struct cs_zone oracle_zone(const struct cs_case *c);

/* Adds the word of an event or fact as clingo knows it: "w_border_incident". */
void oracle_word(const struct cs_symbols *symbols, const struct cs_shape *shape, struct cs_buffer *out);

#endif
