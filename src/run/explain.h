/* SPDX-License-Identifier: MIT */
/* Inside the engine: which condition of a rule nothing meets, in words. Used where an act fails, and by why.c. */
#ifndef CS_RUN_EXPLAIN_H
#define CS_RUN_EXPLAIN_H

#include "run/run_int.h"

/* "no Vestia is attacked", "number of s in ...: 2 of 3": a step with what the match has bound. */
void cs_explain_step(const struct cs_match *match, uint32_t step, struct cs_buffer *out);
/* "vote by Alden on d1": what is looked for, with what is bound; a list in the words of the text. */
void cs_explain_pattern(const struct cs_match *match, const struct cs_pattern *pattern, const struct cs_term *text,
                        struct cs_buffer *out);
/*
 * Walks the steps from what is bound. If they can be met in some of these worlds returns true; else writes the first step
 * that cannot, with what was bound when it was reached.
 */
bool cs_explain_failure(struct cs_match *match, const struct cs_join *join, cs_set worlds, struct cs_buffer *out);
/* "CST 6(1)": the article of a rule, or the place of a rule of a vocabulary. */
void cs_explain_article(const struct cs_run *run, const struct cs_plan_rule *rule, struct cs_buffer *out);
/* Which powers the act fits, and what each lacks: "CST 6(1): Georgia is party of CST is not so". Empty if it fits none. */
void cs_explain_power(struct cs_run *run, uint32_t relation, const cs_value *values, struct cs_buffer *out);

#endif
