/* SPDX-License-Identifier: MIT */
/* Inside the plan room: the pieces of lowering. */
#ifndef CS_PLAN_LOWER_H
#define CS_PLAN_LOWER_H

#include "plan/plan.h"

struct cs_lowering {
    struct cs_plan *plan;
    struct cs_names *names; /* of the texts; what the plan calls by a name of its own is added to them */
    struct cs_failure *failure;
    size_t rule_capacity;
    struct cs_grades grades;
    /* of the rule at hand */
    cs_instant since, until; /* a time in which no reading that it uses changes its answers */
    cs_name under; /* its instrument, for judged words */
    const struct cs_calendar_text *calendar; /* of its instrument, or NULL */
    struct cs_plan_rule *rule;
};

/* plan.c */
uint32_t cs_lower_failure_relation(struct cs_lowering *lowering, cs_name head, bool forbidden);
uint32_t cs_lower_condition_relation(struct cs_lowering *lowering, uint32_t column_count);
void cs_lower_use(struct cs_lowering *lowering, struct cs_use_site **list, uint32_t rule, uint32_t step,
                  const struct cs_pattern *pattern);

/* lower_rule.c: all rules of all files, and the bonds that stand in the record */
casus_status cs_lower_rules(struct cs_lowering *lowering);
/* lower_term.c */
const struct cs_span *cs_lower_place(const struct cs_lowering *lowering); /* of the rule at hand, or NULL */
struct cs_operand cs_lower_arg(struct cs_lowering *lowering, const struct cs_arg *arg);
uint32_t cs_lower_variable(struct cs_lowering *lowering, cs_name name);
/* Lowers a term that is looked for: of a list in a role any one fits. */
void cs_lower_pattern(struct cs_lowering *lowering, const struct cs_term *term, uint32_t relation,
                      struct cs_pattern *out);
/*
 * Lowers a term that is concluded or waited for, with lists in its roles, to one pattern for each way of choosing one
 * argument of each list: the first call with *choice 0; returns false when *choice was the last. `shift` columns stand
 * before the roles (event: 1).
 */
bool cs_lower_term(struct cs_lowering *lowering, const struct cs_term *term, uint32_t relation, uint32_t choice,
                   struct cs_pattern *out);
/* readings.c: the readings by their times, and what rules have to do with them */
void cs_lower_readings(struct cs_lowering *lowering);
bool cs_lower_grade(const struct cs_lowering *lowering, cs_name grade); /* does what has this grade count? */
/* The reading as it stands at an instant, CS_NOWHERE if it has no answers then. */
uint32_t cs_lower_reading(const struct cs_plan *plan, cs_name reading, cs_instant at);
/* Up to when after `at` the readings that a rule uses keep their answers. */
cs_instant cs_lower_reading_change(const struct cs_plan *plan, const struct cs_rule *rule, cs_instant at);
/*
 * Has each reading that the rule asks for by its answer this answer at that time? A reading without any answer then is
 * a failure: nobody could tell what the rule means.
 */
bool cs_lower_answers_given(struct cs_lowering *lowering, const struct cs_rule *rule, cs_instant at);
/* join.c: the join orders of a lowered rule */
casus_status cs_lower_joins(struct cs_lowering *lowering, struct cs_plan_rule *rule);
void cs_lower_bond_indexes(struct cs_lowering *lowering); /* of the bonds that stand in the record */
/* of the outcomes of a decision */
void cs_lower_row_indexes(struct cs_lowering *lowering, const struct cs_plan_row *row);
/* strata.c: levels of derived relations; what the order of two occurrences may tell */
casus_status cs_lower_levels(struct cs_lowering *lowering);
void cs_lower_name_levels(struct cs_lowering *lowering);
casus_status cs_lower_order(struct cs_lowering *lowering);

#endif
