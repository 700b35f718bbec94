/* SPDX-License-Identifier: MIT */
/* Which condition of a rule nothing meets, in words: used by take.c where an act has no effect, and by the reasons. */
#ifndef CS_RUN_EXPLAIN_H
#define CS_RUN_EXPLAIN_H

#include "run/run_int.h"

/* The words of a text as the author wrote them, on one line. */
void cs_explain_span(const struct cs_span *span, struct cs_buffer *out);
/*
 * "number of s in ...: 2 of 3": a step with what the match has bound. If a count depends on the world, what it comes to
 * in these worlds.
 */
void cs_explain_step(const struct cs_match *match, uint32_t step, cs_set worlds, struct cs_buffer *out);
/* "vote by Alden on d1": a pattern with what is bound; if it has a list, the words of the text. */
void cs_explain_pattern(const struct cs_match *match, const struct cs_pattern *pattern, const struct cs_term *text,
                        struct cs_buffer *out);
/*
 * Walks the steps from what is bound, in some worlds. For each step that is the first not to be met in some of them
 * calls `found`, with these worlds and what is lacking in words; for a fact that rules conclude also what these lack.
 * Returns the worlds in which all steps can be met.
 */
typedef void (*cs_explain_found)(void *context, const struct cs_plan_rule *rule, cs_set worlds, struct cs_buffer *text);
cs_set cs_explain_failures(const struct cs_match *match, const struct cs_join *join, cs_set worlds,
                           cs_explain_found found, void *context);
/* " (Charter 5: in the way: ...)": what the rules that conclude this fact lack; nothing if no rule concludes it. */
void cs_explain_lacking(const struct cs_match *match, const struct cs_pattern *pattern, cs_set worlds,
                        struct cs_buffer *out);
/* "CST 6(1)": the article of a rule, or the place of a rule of a vocabulary. */
void cs_explain_article(const struct cs_run *run, const struct cs_plan_rule *rule, struct cs_buffer *out);
/* The same for each power that the act fits. No call if it fits none. */
void cs_explain_power(struct cs_run *run, uint32_t relation, const cs_value *values, cs_set worlds,
                      cs_explain_found found, void *context);

#endif
