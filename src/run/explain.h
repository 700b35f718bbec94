/* SPDX-License-Identifier: MIT */
/* Which condition of a rule nothing meets, in words: used by take.c where an act has no effect, and by the reasons. */
#ifndef CS_RUN_EXPLAIN_H
#define CS_RUN_EXPLAIN_H

#include "run/match.h"

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
/* Has an event that fits the pattern, by what is bound, happened in some world? */
bool cs_explain_told(const struct cs_match *match, const struct cs_pattern *pattern);
/* What a condition that nothing meets asks for. */
enum cs_lack_kind {
    CS_LACKS_TEXT,   /* what its text says */
    CS_LACKS_EVENT,  /* that something happened: `relation` and `values` */
    CS_LACKS_EFFECT, /* the same; what happened had no effect, see the ACT below it */
    CS_LACKS_TOLD,   /* the same; it is told, and is not so in these worlds */
    CS_LACKS_FACT,   /* that something is so, or is called so */
    CS_LACKS_WAY,    /* that something is not so, which is */
    CS_LACKS_KIND,   /* that `name` is of the kind `of_kind` */
    CS_LACKS_COUNT,  /* how many cases `relation` and `values` have: `have`, of `all` if not -1; `needed` are needed */
    CS_LACKS_ANSWER, /* that the reading `reading` is answered by `name` */
    CS_LACKS_GROUND, /* by which what stands above it is so */
    CS_LACKS_END,    /* that what stands above it had not ended: on `day`, by `relation` and `values` if not NULL */
    CS_LACKS_ACT     /* the act `name` is recorded, and without effect: what its powers lacked is below it */
};

/* What is lacking, with what that lacks in turn: as data, so that it can be told in plain words. */
struct cs_lack {
    struct cs_lack *next, *first; /* the next one beside it; the first below it */
    enum cs_lack_kind kind;
    const struct cs_plan_rule *rule; /* the rule that asks for it; of an ACT NULL */
    const char *text;                /* in formal words, without what is below it; NULL: `values` tell it */
    uint32_t relation;
    const cs_value *values; /* NULL: there are only the formal words */
    cs_name name, of_kind;
    uint32_t reading;
    cs_wide have, all, needed;
    cs_day day;
};

/* Adds it in formal words, without what is below it. Most are never asked for: what they say is kept, and no text. */
void cs_lack_own_text(const struct cs_plan *plan, const struct cs_lack *lack, struct cs_buffer *out);
/* Adds it in formal words, with all below it: "Cuba is voter is not so (Charter 5: in the way: ...)". */
void cs_lack_text(const struct cs_run *run, const struct cs_lack *lack, struct cs_buffer *out);
/*
 * Walks the steps from what is bound, in some worlds. For each step that is the first not to be met in some of them
 * calls `found`, with these worlds and what is lacking, in the arena; for a fact that rules conclude also what these
 * lack. Returns the worlds in which all steps can be met.
 */
typedef void (*cs_explain_found)(void *context, cs_set worlds, const struct cs_lack *lack);
cs_set cs_explain_failures(const struct cs_match *match, const struct cs_join *join, cs_set worlds,
                           struct cs_arena *arena, cs_explain_found found, void *context);
/*
 * The order in which the conditions of a `while` rule are met once its conclusion is bound; what that leaves unsaid may
 * be anybody in the rule, and is bound no more.
 */
const struct cs_join *cs_explain_from_head(struct cs_match *match);
/* What a pattern asks for, by what is bound; in the arena, without a text. NULL if memory ran out. */
struct cs_lack *cs_explain_wanted(const struct cs_match *match, const struct cs_pattern *pattern,
                                  enum cs_lack_kind kind, struct cs_arena *arena);
/* How a row ended; in the arena. NULL if memory ran out. */
struct cs_lack *cs_explain_end(struct cs_run *run, uint32_t relation, const struct cs_ending *ended,
                               struct cs_arena *arena);
/* The count of a step as it was noted, if it asks for a least number and is the same in all these worlds; or NULL. */
struct cs_lack *cs_explain_count(const struct cs_match *match, uint32_t step, cs_set worlds, struct cs_arena *arena);
/*
 * A rule that could conclude the row lacks a fact in these worlds: is its case just another one, since there another
 * rule that could conclude it has its own condition on that fact met (explain_rule.c)?
 */
bool cs_explain_other_case(struct cs_run *run, const struct cs_lack *lack, uint32_t relation, const cs_value *row,
                           cs_set worlds);
/* "CST 6(1)": the article of a rule, or the place of a rule of a vocabulary. */
void cs_explain_article(const struct cs_run *run, const struct cs_plan_rule *rule, struct cs_buffer *out);
/* As cs_explain_failures for each power that the act fits. No call if it fits none. */
void cs_explain_power(struct cs_run *run, uint32_t relation, const cs_value *values, cs_set worlds,
                      struct cs_arena *arena, cs_explain_found found, void *context);
/* failed.c: notes that the act of this row, the `number`th of the run, lacks its power in these worlds, and what it
 * lacks. */
void cs_explain_failed(struct cs_run *run, const struct cs_occurrence *occurrence, const struct cs_occurrence_row *row,
                       size_t number, cs_set worlds);

#endif
