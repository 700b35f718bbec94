/* SPDX-License-Identifier: MIT */
/* Inside meets: what follows from things that come about, and how it fits what rules say. */
#ifndef CS_RUN_MEETS_INT_H
#define CS_RUN_MEETS_INT_H

#include "run/match.h"
#include "run/meets.h"

#define EFFECTS_MAX 256 /* of one thing; what has more may have to do with anything */

#define EFFECT_WORDS 8 /* of 64 bits */

/* A row that comes about, begins or ends: what is unsaid is not known. */
struct effect {
    uint32_t relation;
    cs_value values[CS_COLUMNS_MAX];
    bool begins, ends;
};

struct effects {
    struct cs_run *run;
    struct effect all[EFFECTS_MAX];
    size_t count, own; /* the first are what the thing itself is */
    bool too_many;
    uint64_t words[EFFECT_WORDS]; /* the relations of all of them, a bit each, by their number modulo the bits */
};

/* Is some of them of this relation? Yes may be wrong where a plan has more relations than there are bits. */
static inline bool effects_have(const struct effects *effects, uint32_t relation)
{
    return (effects->words[relation / 64 % EFFECT_WORDS] >> relation % 64 & 1) != 0;
}

/* Could these values of the pattern's relation be what it says? */
static inline bool values_fit(const struct cs_match *match, const struct cs_pattern *pattern, const cs_value *values)
{
    const struct cs_relation *r = &match->run->plan->relations[pattern->relation];

    for (uint32_t i = 0; i < r->column_count; i++)
        if (!cs_meets_may_be(match->run, r->column_kinds[i], cs_match_operand(match, pattern->columns[i]),
                             values[i]))
            return false;
    return true;
}

static inline bool could_fit(const struct cs_match *match, const struct cs_pattern *pattern, const struct effect *e)
{
    return pattern->relation == e->relation && values_fit(match, pattern, e->values);
}

static inline bool bind(struct cs_match *match, const struct cs_pattern *pattern, const struct effect *e)
{
    if (!could_fit(match, pattern, e))
        return false;
    for (uint32_t i = 0; i < match->run->plan->relations[e->relation].column_count; i++)
        if (pattern->columns[i].kind == CS_OPERAND_VARIABLE && e->values[i] != CS_UNSAID) {
            match->values[pattern->columns[i].index] = e->values[i];
            match->bound |= (uint64_t)1 << pattern->columns[i].index;
        }
    return true;
}

/* A match of a rule, or (NULL) of a bond of the record, whose variables mean any. */
static inline void start(struct cs_match *match, struct cs_run *run, const struct cs_plan_rule *rule)
{
    match->run = run;
    match->rule = rule;
    match->bound = 0;
}

/* May they bring about or change something of this relation, whatever they are about? So says the plan. */
bool cs_meets_may_change(const struct cs_run *run, const struct cs_occurrence_row *rows, uint32_t relation);
/*
 * What follows from the rows of one thing; of two that are compared the one is of side 0, the other of side 1. It is
 * kept, and good until the next of this side. NULL without memory.
 */
const struct effects *cs_meets_effects_of(struct cs_run *run, const struct cs_occurrence_row *rows, int side);

#endif
