/* SPDX-License-Identifier: MIT */
/* What the files of the plan room share: lowering the tree to the plan. The first failure is kept in `failure`. */
#ifndef CS_PLAN_LOWER_H
#define CS_PLAN_LOWER_H

#include "plan/plan.h"

struct cs_lowering {
    struct cs_plan *plan;
    struct cs_names *names; /* of the texts; names that only the plan uses are added to them */
    struct cs_failure *failure;
    size_t rule_capacity;
    struct cs_grades grades;
    /* of the rule that is being lowered */
    cs_instant since, until; /* a time in which no reading that it uses changes its answers; `until` exclusive */
    cs_name under; /* its instrument, for words with a judge (R 2.6) */
    const struct cs_calendar_text *calendar; /* of its instrument, or NULL */
    struct cs_plan_rule *rule;
};

/* plan.c */
/* The relation for what is said of the duties, or prohibitions, of an act. */
uint32_t cs_lower_duty_relation(struct cs_lowering *lowering, enum cs_verb verb, cs_name head, bool forbidden);
void cs_lower_duties(struct cs_plan *plan); /* notes for each act where these relations are */
uint32_t cs_lower_condition_relation(struct cs_lowering *lowering, uint32_t column_count);
void cs_lower_use(struct cs_lowering *lowering, struct cs_use_site **list, uint32_t rule, uint32_t step,
                  const struct cs_pattern *pattern);

/* lower_rule.c: all rules of all files, and the bonds that stand in the record */
casus_status cs_lower_rules(struct cs_lowering *lowering);
/* lower_term.c */
const struct cs_span *cs_lower_place(const struct cs_lowering *lowering); /* of the rule being lowered, or NULL */
struct cs_operand cs_lower_arg(struct cs_lowering *lowering, const struct cs_arg *arg);
uint32_t cs_lower_variable(struct cs_lowering *lowering, cs_name name);
/* Lowers a term of a condition: of a list in a role any one fits (R 4.7). */
void cs_lower_pattern(struct cs_lowering *lowering, const struct cs_term *term, uint32_t relation,
                      struct cs_pattern *out);
/*
 * Lowers a term that is concluded or waited for. Its lists give one pattern for each combination of their arguments:
 * `choice` is the number of the combination, from 0. False, and the pattern is of no use, if there is no such choice.
 */
bool cs_lower_term(struct cs_lowering *lowering, const struct cs_term *term, uint32_t relation, uint32_t choice,
                   struct cs_pattern *out);
/* readings.c: the readings of each time, and the times of the rules that use them (R 3) */
void cs_lower_readings(struct cs_lowering *lowering);
bool cs_lower_grade(const struct cs_lowering *lowering, cs_name grade); /* does an article of this grade count? */
/* The reading as it stands at an instant, CS_NOWHERE if it has no answers then. */
uint32_t cs_lower_reading(const struct cs_plan *plan, cs_name reading, cs_instant at);
/* The instant after `at` until which the readings that a rule uses keep their answers. */
cs_instant cs_lower_reading_change(const struct cs_plan *plan, const struct cs_rule *rule, cs_instant at);
/*
 * Can the rule apply at that time: has each reading in its conditions the answer that they ask for? A reading that has
 * no answer at that time is a failure, since the rule then has no meaning.
 */
bool cs_lower_answers_given(struct cs_lowering *lowering, const struct cs_rule *rule, cs_instant at);
/* join.c: the join orders of a lowered rule */
/* The variables of a pattern, a bit each. */
uint64_t cs_lower_variables(const struct cs_plan *plan, const struct cs_pattern *pattern);
casus_status cs_lower_joins(struct cs_lowering *lowering, struct cs_plan_rule *rule);
void cs_lower_bond_indexes(struct cs_lowering *lowering); /* the indexes that the bonds of the record need */
/* the indexes that the states of a ledger row need */
void cs_lower_row_indexes(struct cs_lowering *lowering, const struct cs_plan_row *row);
/* strata.c: levels of derived relations and of names (R 4.4) */
/* Calls `visit` for each relation that the conditions of the rule look at. */
void cs_lower_each_read(const struct cs_plan_rule *rule, void (*visit)(void *context, uint32_t relation),
                        void *context);
casus_status cs_lower_levels(struct cs_lowering *lowering);
void cs_lower_name_levels(struct cs_lowering *lowering);
/* sequence.c: for which relations the order of two occurrences may matter (R 6.4) */
casus_status cs_lower_order(struct cs_lowering *lowering);
/* access.c: how a run finds what it looks for */
void cs_lower_access(struct cs_lowering *lowering);

#endif
