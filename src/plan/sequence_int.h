/* SPDX-License-Identifier: MIT */
/* Shared by sequence.c, sequence_states.c, sequence_entered.c and sequence_waits.c: matrices of relations. */
#ifndef CS_PLAN_SEQUENCE_INT_H
#define CS_PLAN_SEQUENCE_INT_H

#include "plan/lower.h"

/* Of one relation: a byte for each other, and a list of those that are set. */
struct cs_matrix_row { uint8_t *bytes; uint32_t *at; size_t count, capacity; };

struct cs_matrices {
    struct cs_plan *plan;
    size_t n;
    uint8_t *entered;     /* the record may have occurrences of it */
    uint8_t *ordered_acts; /* handled by order_acts */
    struct cs_matrix_row *names; /* by a: a may also be called b */
    /* an a may change b: its names, the facts that it begins or ends, and what follows at once */
    struct cs_matrix_row *changes;
    /* an a may begin (1) or end (2) fact b; + 4: through a name that a rule gives it, not as it was entered */
    struct cs_matrix_row *toggles;
    /* the effects of an a may depend on b: 1 only by rules on a itself, 2 also indirectly */
    struct cs_matrix_row *minds;
    struct cs_matrix_row *changed_by, *toggled_by, *minded_by; /* the transposed ones, for words that are entered */
    /* by a: what rules say of duties that a change of an a founds, performs, breaks or ends */
    struct cs_matrix_row *touches;
    struct cs_matrix_row *row; /* the row into which cs_sequence_visit writes */
    /*
     * CS_CHANGES_AT_ONCE: rules that are set off by a fact that begins or ends are not followed; CS_CHANGES_CHAINED:
     * they are, in a second pass that adds to what the first has found.
     */
    uint8_t pass;
    bool failed;
};

/* What follows from something at once: its names, all that changes, the facts that begin and end. */
struct cs_following { struct cs_matrix_row *names, *changes, *toggles; };

/* Sets the byte of the relation, to this level at least. */
void cs_sequence_mark(struct cs_matrices *m, struct cs_matrix_row *row, uint32_t relation, uint8_t level);
void cs_sequence_clear(struct cs_matrix_row *row);
/* Marks the relation in m->row; for functions that visit relations. */
void cs_sequence_visit(void *context, uint32_t relation);
/* Adds to `row` the derived relations that depend on its content. */
void cs_sequence_close_derived(struct cs_matrices *m, struct cs_matrix_row *row);
bool cs_sequence_is_fact(const struct cs_plan *plan, uint32_t relation);
/* `itself`: the occurrence begins or ends the fact as what it is entered as, not through another name of it. */
void cs_sequence_toggle(struct cs_matrices *m, struct cs_matrix_row *toggles, const struct cs_conclusion *c,
                        bool itself);
/*
 * Adds all that follows at once from what is in the rows; `a`: of an occurrence that is entered so, or n. A rule that
 * is set off by a duty is followed like one that is set off by an occurrence.
 */
void cs_sequence_follow(struct cs_matrices *m, struct cs_following to, size_t a);
/* What the bonds that a rule founds wait for. */
void cs_sequence_mind_bonds(struct cs_matrices *m, const struct cs_plan_rule *rule, struct cs_matrix_row *row);
/* Adds the relations on which it depends what follows from these changes; `a`: of an occurrence that is entered so. */
void cs_sequence_mind_changes(struct cs_matrices *m, const struct cs_matrix_row *changes, size_t a,
                              struct cs_matrix_row *minds);
/*
 * May the one begin what the other ends, or begin another value of a fact that has one at a time (R 4.5)? Directly, if
 * both do so as what they are entered as: comparing the two occurrences then shows whether it is the same fact.
 */
uint8_t cs_sequence_clash(const struct cs_plan *plan, uint32_t x, uint8_t a, uint8_t b);

/* Marks the words whose moment a rule compares with that of what has one of these names (R 4.10). */
void cs_sequence_mind_compared(struct cs_matrices *m, const struct cs_matrix_row *names, struct cs_matrix_row *minded);

/* The order of an a and a b matters in this way (CS_ORDER_...); in the second pass, through a chain. */
void cs_sequence_raise(struct cs_matrices *m, size_t a, size_t b, uint8_t how);
/* The same of all words that change the one, or the other. */
void cs_sequence_pairs(struct cs_matrices *m, uint32_t x, uint32_t y, uint8_t how);

/* sequence_states.c */
/* Finds the facts of which something stays where they hold for a moment only: a bond or a rule looks at them. */
void cs_sequence_note_facts(struct cs_plan *plan);
/* Marks the words of which the order may matter to the state of a `while` rule. */
void cs_sequence_order_state(struct cs_matrices *m, const struct cs_plan_rule *rule);

/* sequence_entered.c */
/*
 * Marks the words of the occurrences of the record: of their entries, of the names that are claimed for them; and of
 * the rows of a table.
 */
void cs_sequence_note_entered(struct cs_matrices *m);
/* R 4.6: may a moment have passed as a fact begins that names it? Those of rules, and of what is dated anew, may. */
bool cs_sequence_moments_pass(const struct cs_plan *plan);

/* sequence_waits.c */
/* Does the rule wait for the end of a period? */
bool cs_sequence_waits(const struct cs_plan_rule *rule);
/* For rules that wait, and for acts that are owed until a time: of which words the order with that end may matter. */
void cs_sequence_mind(struct cs_matrices *m);

#endif
