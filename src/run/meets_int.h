/* SPDX-License-Identifier: MIT */
/* Inside meets: what follows from things that come about, and how it fits what rules say. */
#ifndef CS_RUN_MEETS_INT_H
#define CS_RUN_MEETS_INT_H

#include "run/match.h"
#include "run/meets.h"

#define EFFECTS_MAX 256 /* of one thing; what has more may have to do with anything */

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
};

/* May the two be one value? What is unsaid may be any. */
bool cs_meets_may_be(const struct cs_run *run, cs_kind kind, cs_value a, cs_value b);
/* A match of a rule, or (NULL) of a bond of the record, whose variables mean any. */
static inline void cs_meets_start(struct cs_match *match, struct cs_run *run, const struct cs_plan_rule *rule)
{
    match->run = run;
    match->rule = rule;
    match->bound = 0;
}
/* False: the effect does not fit the pattern; else its variables have the values of the effect. */
bool cs_meets_bind(struct cs_match *match, const struct cs_pattern *pattern, const struct effect *e);
/*
 * What follows from the rows of one thing; of two that are compared the one is of side 0, the other of side 1: in `own`
 * if the rows are several, else in what is kept, good until the next of this side. NULL without memory.
 */
const struct effects *cs_meets_effects_of(struct cs_run *run, const struct cs_occurrence_row *rows, int side,
                                          struct effects *own);

#endif
