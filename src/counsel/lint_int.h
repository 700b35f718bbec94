/* SPDX-License-Identifier: MIT */
/*
 * What the kinds of findings share: the texts as a plan, the decisions that its vocabulary declares, and how a finding
 * is told. lint_words looks at words, times and clauses; lint_duties at what is owed; lint_organs at organs and powers.
 */
#ifndef CS_COUNSEL_LINT_INT_H
#define CS_COUNSEL_LINT_INT_H

#include "base/slots.h"
#include "counsel/lint.h"

/* A state that a text enters: "Armenia is party of CST". */
struct cs_lint_entry { const struct cs_entry *entry; struct cs_pattern pattern; };

/* A `row decision` line under which members vote: the draft, the column of its organ, who has a vote on it. */
struct cs_lint_decision {
    const struct cs_plan_row *row;
    uint32_t draft, organ_column;
    uint32_t voter, member_column;
    uint32_t adoption;
};

#define CS_LINT_DECISIONS_MAX 8

struct cs_linter {
    const struct cs_case *c;
    const struct cs_plan *plan;
    const struct cs_symbols *symbols;
    struct cs_failure *failure;
    struct cs_diagnostics *out;
    struct cs_arena arena;
    struct cs_lint_entry *entries;
    size_t entry_count;
    struct cs_lint_decision decisions[CS_LINT_DECISIONS_MAX];
    size_t decision_count;
    bool *decided;      /* by relation: a decision of an organ, or what follows from one */
    bool *sought;       /* by relation: a request of the ledger */
    bool *has_power;    /* by relation: a `may` rule is about it */
    bool *owed;         /* by relation: somebody owes it */
    uint32_t *taker;    /* by relation: the column of those whom it costs their vote on drafts; CS_NOWHERE: none */
    unsigned char *found; /* by relation: kept by cs_lint_has_to_be_found */
    bool *seen;         /* by rule: for one search */
    struct cs_acceptance *acceptances;
    struct cs_lint_told *told; /* all findings, also those that are not kept */
    size_t told_count, told_capacity;
    struct cs_slots told_slots;
};

/* Looks through the case; `c`, `plan`, `symbols` and `failure` are set. False if memory ran out. Close in any case. */
bool cs_lint_open(struct cs_linter *l);
void cs_lint_close(struct cs_linter *l);

/* Where a finding stands, and what else may accept it. */
struct cs_lint_place {
    struct cs_span span;
    const struct cs_rule *rule;                   /* or NULL */
    const struct cs_article *article;             /* or NULL */
    const struct cs_instrument *instrument;       /* or NULL */
    const struct cs_instrument *other;            /* the second instrument, of a finding between two; or NULL */
    const struct cs_source *other_source;         /* the text of the second place, or NULL */
};
struct cs_lint_place cs_lint_at_rule(const struct cs_plan_rule *rule, struct cs_span span);

/* Of an entry that stands among the articles of an instrument. */
struct cs_lint_place cs_lint_at_entry(const struct cs_linter *l, const struct cs_entry *entry);

/* Did the user name one of the texts of the place? A finding of others is not told. */
bool cs_lint_is_named(const struct cs_linter *l, const struct cs_lint_place *place);
/* Adds a finding. NULL if it is accepted, was told already, or is of texts that nobody named. */
__attribute__((format(printf, 4, 5))) struct cs_diagnostic *
cs_lint_find(struct cs_linter *l, enum cs_diagnostic_code code, const struct cs_lint_place *place, const char *format,
             ...);

/* ---- patterns ---- */

static inline bool cs_lint_variable(const struct cs_operand *operand, uint32_t *index)
{
    *index = operand->index;
    return operand->kind == CS_OPERAND_VARIABLE;
}
static inline cs_name cs_lint_head(const struct cs_linter *l, uint32_t relation)
{
    return l->plan->relations[relation].head;
}
const char *cs_lint_text(const struct cs_linter *l, cs_name name);
/* The column of the pattern that is this variable, CS_NOWHERE if none. */
uint32_t cs_lint_column(const struct cs_linter *l, const struct cs_pattern *pattern, uint32_t variable);
/* The column of who acts, or of whom a state is said: `by`, else the subject, else `of`; CS_NOWHERE if none. */
uint32_t cs_lint_doer(const struct cs_linter *l, uint32_t relation);
/* Could one thing be both? Variables may be anything of their kinds. */
bool cs_lint_unify(const struct cs_linter *l, const struct cs_pattern *a, const struct cs_pattern *b);
/* Could these be one: a value of this kind here, and there? */
bool cs_lint_meet(const struct cs_linter *l, const struct cs_operand *a, cs_kind a_kind, const struct cs_operand *b,
                  cs_kind b_kind);
/* Is some operand of the pattern this particular? */
bool cs_lint_names(const struct cs_linter *l, const struct cs_pattern *pattern, cs_value value);
/* Is the operand this value, or a list with it? */
bool cs_lint_is(const struct cs_linter *l, const struct cs_operand *operand, cs_value value);

/* ---- rules ---- */

/* What a rule looks for: its trigger, unless as it ceases, and then each step that is met by a row. NULL at the end. */
const struct cs_pattern *cs_lint_positive(const struct cs_plan_rule *rule, uint32_t index);
/* The text of that condition, for its place. */
struct cs_span cs_lint_positive_span(const struct cs_plan_rule *rule, uint32_t index);
/* Does the rule rest on a decision: a positive line about one, or an act by a particular organ? */
bool cs_lint_needs_decision(const struct cs_linter *l, const struct cs_plan_rule *rule);
/* The organ of the draft that the rule asks for by name; CS_NO_NAME if it asks for none. */
cs_value cs_lint_organ(const struct cs_linter *l, const struct cs_plan_rule *rule);
/* Does a rule conclude it, other than by ending it? */
bool cs_lint_concluded(const struct cs_linter *l, const struct cs_pattern *pattern);
/* A duty to do something: no prohibition, no expectation. */
static inline bool cs_lint_is_duty(const struct cs_conclusion *conclusion)
{
    return conclusion->kind == CS_EFFECT_BOND && !conclusion->expectation && !conclusion->forbidden;
}
static inline bool cs_lint_overlap(const struct cs_plan_rule *a, const struct cs_plan_rule *b)
{
    return a->since < b->until && b->since < a->until;
}
static inline const struct cs_instrument *cs_lint_instrument(const struct cs_plan_rule *rule)
{
    return rule->text->instrument;
}

/* Does the word wait for a request: is it one, do rules conclude it from requests alone, or from others too? */
enum cs_lint_need { CS_LINT_NEVER, CS_LINT_SOMETIMES, CS_LINT_ALWAYS };
enum cs_lint_need cs_lint_request(const struct cs_linter *l, uint32_t relation);
/* Is the word a name for what others have done, which somebody has to find? (lint_words.c) */
bool cs_lint_has_to_be_found(struct cs_linter *l, uint32_t relation);
/* "1 day or 3 days or 7 days": the periods of a reading, each once; how many. (lint_words.c) */
size_t cs_lint_periods(const struct cs_reading *reading, struct cs_buffer *out);
/* By which method the organ decides, as this entry says; false if it says none. (lint_organs.c) */
bool cs_lint_method(const struct cs_linter *l, const struct cs_lint_entry *entry, cs_value organ, cs_value *method);

void cs_lint_words(struct cs_linter *l);
void cs_lint_duties(struct cs_linter *l);
void cs_lint_organs(struct cs_linter *l);

#endif
