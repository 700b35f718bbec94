/* SPDX-License-Identifier: MIT */
/* Inside the translator: what its files share. translate.c the record and time, translate_rule.c the treaty. */
#ifndef TESTS_ORACLE_TRANSLATE_INT_H
#define TESTS_ORACLE_TRANSLATE_INT_H

#include "oracle/translate.h"

struct translator {
    const struct cs_case *c;
    struct cs_buffer *out;
    const char *outside; /* the first thing that is outside of the fragment, or NULL */
    cs_day first, asked; /* the days told about */
    unsigned rule;       /* number of the rule at hand */
};

void outside(struct translator *t, const char *what);
const char *name_text(const struct translator *t, cs_name name);
const struct cs_shape *shape_of(const struct translator *t, const struct cs_term *term);
/* A particular as clingo has it: "Alden", with its quotes; the number of a day; a number. */
void write_constant(struct translator *t, const struct cs_arg *arg, struct cs_buffer *out);
void write_period(struct cs_duration period, struct cs_buffer *out);
void translate_rule(struct translator *t, const struct cs_rule *rule);
/* `row request` and `row decision`, with their `state` lines. */
void translate_row(struct translator *t, const struct cs_row_line *row);

#endif
