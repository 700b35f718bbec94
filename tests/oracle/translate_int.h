/* SPDX-License-Identifier: MIT */
/* Inside the translator: what its files share. translate.c the record and time, translate_rule.c the treaty. */
#ifndef TESTS_ORACLE_TRANSLATE_INT_H
#define TESTS_ORACLE_TRANSLATE_INT_H

#include "oracle/translate.h"

struct translator {
    const struct cs_case *c;
    struct cs_buffer *out;
    const char *outside; /* the first thing that is not covered, or NULL */
    cs_day first, asked; /* the first and the last day of the program */
    unsigned rule;       /* number of the rule that is being translated */
};

/* Notes that something is not covered; the first stays. */
void outside(struct translator *t, const char *what);
const char *name_text(const struct translator *t, cs_name name);
const struct cs_shape *shape_of(const struct translator *t, const struct cs_term *term);
/* A particular for clingo: "Alden", in quotation marks; the number of a day; a number. */
void write_constant(struct translator *t, const struct cs_arg *arg, struct cs_buffer *out);
void write_period(struct cs_duration period, struct cs_buffer *out);
void translate_rule(struct translator *t, const struct cs_rule *rule);
/* `row request` and `row decision`, with their `state` lines. */
void translate_row(struct translator *t, const struct cs_row_line *row);

#endif
