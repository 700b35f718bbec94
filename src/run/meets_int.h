/* SPDX-License-Identifier: MIT */
/* Inside meets: what follows from things that come about (follows.c), and how it fits what rules say (meets.c). */
#ifndef CS_RUN_MEETS_INT_H
#define CS_RUN_MEETS_INT_H

#include "run/match.h"
#include "run/meets.h"

#define EFFECTS_MAX 256 /* of one thing; what has more may have to do with anything */
#define COMING_OF_ONE 64 /* of all that is at hand: so many for each, and EFFECTS_MAX */
#define FAN_MAX 16      /* a condition that more rows meet says nothing of what they are */

#define EFFECT_WORDS 8 /* of 64 bits */

/* A row that comes about, begins or ends: what is unsaid is not known. */
struct effect {
    uint32_t relation;
    cs_value values[CS_COLUMNS_MAX];
    bool begins, ends;
};

/* Of many effects: each by its bytes, and by the value of each column. */
struct effect_node { uint32_t effect, before, count; uint32_t column; }; /* before: + 1; count: up to this one */
struct effect_index {
    struct cs_slots effects, nodes;
    struct effect_node *all;
    size_t count, capacity;
};

struct effects {
    struct cs_run *run;
    struct effect *all;
    size_t count, capacity, most;
    size_t own; /* the first are what the thing itself is */
    size_t fan; /* of a condition that more rows meet it is not said which */
    bool too_many;
    cs_value occurrence; /* of one: what rules conclude of it are names of that; CS_UNSAID: it is not known */
    uint64_t words[EFFECT_WORDS];    /* the relations of all of them, a bit each, by their number modulo the bits */
    const struct effects *coming;    /* what may come about through all that is at hand; or NULL */
    struct effect_index *index;      /* of many, else NULL */
};

/* Is the relation among them? Yes may be wrong where a plan has more relations than there are bits. */
static inline bool words_have(const uint64_t *words, uint32_t relation)
{
    return (words[relation / 64 % EFFECT_WORDS] >> relation % 64 & 1) != 0;
}

/* Is some of them of this relation? */
static inline bool effects_have(const struct effects *effects, uint32_t relation)
{
    return words_have(effects->words, relation);
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
        if (pattern->columns[i].kind == CS_OPERAND_VARIABLE && cs_meets_says(e->values[i])) {
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

/* May one take over from another? Then a bond that there is is of others than it was founded for. */
bool cs_meets_succeeds(struct cs_run *run);
/* May it perform a duty to do this, or break a prohibition? Parts of a number add up (R 6.3). */
bool cs_meets_act_fits(const struct cs_match *match, const struct cs_pattern *act, const struct effect *e);

/* ---- follows.c ---- */

/* Empties what is made already; before that it is all zero. `coming`: or NULL. */
void cs_meets_start(struct cs_run *run, const struct effects *coming, struct effects *out);
void cs_meets_release_effects(struct effects *effects);
/* Adds it, if it is not there. */
void cs_meets_add(struct effects *to, const struct effect *e);

/*
 * The ways in which the conditions of a rule are met, all together. Those that look at duties are met by anything, and
 * so are that by which the rule was entered and that of which it is asked what it looks at.
 */
struct joining {
    const struct effects *of;         /* of the thing that sets the rule off */
    const struct effects *other;      /* of the other one of two, or NULL */
    const struct cs_pattern *entered; /* the condition that the effect at hand meets; NULL: the trigger */
    const struct cs_pattern *looked;
    bool (*found)(struct joining *j, const struct cs_match *match); /* true: it is enough */
    struct effects *to;               /* of `found`: where what is concluded goes; */
    bool begins, ends;                /* of a state: may it begin by the effect, or end? */
    const struct effect *trigger;     /* the row of an occurrence as it is, which set off the rule; or NULL */
    const struct effects *others;     /* what may be looked at */
    const uint64_t *news;             /* only where a condition may be met by one of these relations; or NULL */
};

/* True: `found` wanted no more. */
bool cs_meets_join(struct joining *j, struct cs_match *match);
/* A row as the pattern says it. */
struct effect cs_meets_effect(const struct cs_match *match, const struct cs_pattern *pattern, bool begins, bool ends);
/* Adds all that may become of a duty to do the act, if rules look at it. */
void cs_meets_add_duties(struct effects *to, const struct cs_conclusion *c);
/* Adds what the rule concludes; `terms`: facts and names too. `trigger`: as in `joining`. */
void cs_meets_conclude(struct effects *to, const struct cs_match *match, bool terms, const struct effect *trigger);
/* Adds what follows from the effects. */
void cs_meets_follow(struct effects *to);
/* What follows from the rows: of an occurrence, or of a fact as it begins or ends. They were started. */
void cs_meets_find(struct effects *to, const struct cs_occurrence_row *rows);
/* What may come about through all that is at hand (run->hand). */
void cs_meets_find_coming(struct cs_run *run, struct effects *to);

/* ---- meets.c ---- */

/* May they bring about or change something of this relation, whatever they are about? So says the plan. */
bool cs_meets_may_change(const struct cs_run *run, const struct cs_occurrence_row *rows, uint32_t relation);
/*
 * What follows from the rows of one thing; of two that are compared the one is of side 0, the other of side 1. It is
 * kept, and good until the next of this side. NULL without memory.
 */
const struct effects *cs_meets_effects_of(struct cs_run *run, const struct cs_occurrence_row *rows, int side);

#endif
