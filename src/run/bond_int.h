/* SPDX-License-Identifier: MIT */
/*
 * Bonds inside a run: their state (bond_state.c), which calls none of the others; what founds them and lets them fall
 * due (bond.c); what an occurrence or a fact does to them (fulfilment.c); what a suspension does to their deadlines
 * (suspension.c).
 */
#ifndef CS_RUN_BOND_INT_H
#define CS_RUN_BOND_INT_H

#include "run/run_int.h"

/* The past of a bond, which is made if it has none. NULL if memory ran out. */
struct cs_bond_past *cs_bond_own_past(struct cs_run *run, struct cs_bond_state *bond);
/* Adds these worlds to some of its own. */
void cs_bond_add_in(struct cs_run *run, struct cs_bond_state *bond, enum cs_bond_worlds which, cs_set worlds);
/* Adds a deadline; false if memory ran out. */
bool cs_bond_put_due(struct cs_run *run, struct cs_bond_state *bond, const struct cs_due *due);
/* The suspension ends in these worlds, or the bond is performed: its deadlines move by the time of suspension. */
void cs_bond_leave_suspension(struct cs_run *run, uint32_t bond, cs_set freed);
/* Adds a piece, unless it has no worlds. */
void cs_bond_add_piece(struct cs_run *run, struct cs_bond_state *bond, enum cs_bond_list list, cs_instant time,
                       cs_set worlds, uint32_t relation, uint32_t row_or_firing);
/* The same of what nothing but the ledger and reasons ask for: a stream has neither, and keeps none. */
void cs_bond_tell_piece(struct cs_run *run, struct cs_bond_state *bond, enum cs_bond_list list, cs_instant time,
                        cs_set worlds, uint32_t relation, uint32_t row);
/*
 * Of what comes about at once, a bond first sees what suspends it; then what performs or breaks it; then what its time
 * waits for; then what ends it by itself; then what releases it.
 */
enum { CS_PASS_SUSPENDS, CS_PASS_ACT, CS_PASS_LIMIT, CS_PASS_UNTIL, CS_PASS_RELEASES };
static inline unsigned cs_bond_pass(enum cs_watch_purpose purpose)
{
    static const unsigned passes[] = {[CS_WATCH_ACT] = CS_PASS_ACT, [CS_WATCH_UNTIL] = CS_PASS_UNTIL,
                                      [CS_WATCH_RELEASED] = CS_PASS_RELEASES, [CS_WATCH_SUSPENDED] = CS_PASS_SUSPENDS,
                                      [CS_WATCH_LIMIT] = CS_PASS_LIMIT};

    return passes[purpose];
}

/* This becomes of it in these worlds, at a place: rules may look at it. */
void cs_bond_becomes(struct cs_run *run, uint32_t bond, enum cs_verb verb, cs_set worlds, const struct cs_place *place);
/* The columns of a relation about duties for this bond; of a duty event without the occurrence. */
void cs_bond_duty_values(const struct cs_run *run, uint32_t bond, uint32_t relation, cs_value *values);
void cs_bond_duty_values_of(const struct cs_run *run, const struct cs_bond_state *b, uint32_t relation,
                            cs_value *values);
/*
 * The states of a bond with the worlds of each, of which the later prevails; `out` has room for all. Returns their
 * number. In worlds of none of them there is no such bond.
 */
#define CS_BOND_STATES 8
struct cs_bond_standing { enum cs_state state; cs_set worlds; };
/* One of them, by its place. */
struct cs_bond_standing cs_bond_standing_of(struct cs_run *run, const struct cs_bond_state *b, size_t number);
size_t cs_bond_states(struct cs_run *run, const struct cs_bond_state *b, struct cs_bond_standing out[CS_BOND_STATES]);
/* Something may have become of it, by this row or (CS_NOWHERE) by none: a stream is told. */
void cs_bond_touch(struct cs_run *run, uint32_t bond, uint32_t relation, uint32_t row);
/* Whether it is open may have changed: rules may look at it. */
void cs_bond_stir(struct cs_run *run, uint32_t bond);
/* The relation that says this of such bonds; CS_NOWHERE if no rule looks at it. */
uint32_t cs_bond_duty_relation(const struct cs_run *run, const struct cs_bond_state *bond, enum cs_verb verb);
/*
 * settle.c: the row that says of a bond that it is open, the bond among those it is about, and its relation in *out.
 * CS_NOWHERE if no rule looks at it, or without memory.
 */
uint32_t cs_duty_row(struct cs_run *run, uint32_t bond, uint32_t *out);
/* settle.c: what rules read of duties follows what has become of bonds. */
void cs_set_duties(struct cs_run *run);
/* How many variables it has values of. */
static inline uint32_t cs_bond_variables(const struct cs_bond_state *bond)
{
    return bond->rule != NULL ? bond->rule->variable_count : CS_VARIABLES_MAX;
}
/* Are the two one sentence (R 6.1)? */
bool cs_bond_same_sentence(const struct cs_run *run, const struct cs_bond_state *a, const struct cs_bond_state *b);
/* The newest bond with the sentence of the model, or CS_NOWHERE (R 6.1). Sets the hash of the model. */
uint32_t cs_bond_find(const struct cs_run *run, struct cs_bond_state *model);
/* Adds a bond like the model, which was looked for before, the newest of its sentence, with values of its own.
 * CS_NOWHERE if memory ran out. */
uint32_t cs_bond_add(struct cs_run *run, const struct cs_bond_state *model);
/* The same of a bond that no sentence finds, or that is found otherwise. */
uint32_t cs_bond_allot(struct cs_run *run, const struct cs_bond_state *model);
/*
 * A stream: gives a bond back of which nothing can become any more, in any world; its sentence is kept as over (R 6.1),
 * and its number becomes that of another. False: it is still needed, or memory ran out.
 */
bool cs_bond_give_back(struct cs_run *run, uint32_t bond);
/* The worlds in which it is neither performed nor ended: it is owed, due or not, or the prohibition stands. */
cs_set cs_bond_open(struct cs_run *run, const struct cs_bond_state *bond);
/* The worlds in which it ended without being performed, or a prohibition was kept. */
cs_set cs_bond_ended(struct cs_run *run, const struct cs_bond_state *bond);
/* Does its time end with a whole day of its zone? Then it is shown as that day. */
bool cs_due_is_day(const struct cs_due *due);
/* What an operand of its rule is for this bond; CS_UNSAID: any. */
static inline cs_value cs_bond_value(const struct cs_bond_state *bond, struct cs_operand operand)
{
    if (operand.kind == CS_OPERAND_VALUE)
        return operand.index;
    return operand.kind == CS_OPERAND_VARIABLE ? bond->values[operand.index] : CS_UNSAID;
}
/* May something of the relation hold, or last, now? If not there is nothing to be looked for. */
bool cs_bond_may_stand(const struct cs_run *run, uint32_t relation);
/* The worlds in which some fact that fits the pattern of a watch holds now, or such an occurrence lasts. */
cs_set cs_bond_fact_now(struct cs_run *run, uint32_t bond, const struct cs_pattern *pattern);
/*
 * R 2.14: the bond `from` goes on in some of these worlds, which are taken from them, as one with the sentence of the
 * model, with all that became of it so far; it is the one of that sentence where that exists. In other worlds it may be
 * another bond, as which it goes on when asked again. The fact in the row says who takes over. Its number, or
 * CS_NOWHERE if there is nothing to take over, or memory ran out.
 */
uint32_t cs_bond_carry(struct cs_run *run, uint32_t from, const struct cs_bond_state *model, cs_set *worlds,
                       uint32_t relation, uint32_t row);
/* It depends on the state in the row as well: the row of a condition that founds it. */
void cs_bond_founder(struct cs_run *run, uint32_t bond, uint32_t relation, uint32_t row);
/* The end of a time that is counted in days: with its last day, or at its hour (R 7.1, 7.13). */
cs_instant cs_due_end(const struct cs_due *due);
/*
 * A bond that the record enters, as it is before it is founded. `values` has room for CS_VARIABLES_MAX; it is set to
 * nothing and belongs to the bond, whose variables have no values yet.
 */
void cs_bond_entered(struct cs_run *run, uint32_t bond, cs_value *values, struct cs_bond_state *out);
/* The name of a moment in questions of order, "2022-02-27T18:00+04:00", which is made as it is first asked for. */
cs_value cs_moment_name(struct cs_run *run, cs_instant moment, struct cs_zone offset);
/* The name of a deadline in questions of order, "24 hours after r1", which is made as it is first asked for. */
cs_value cs_due_name(struct cs_run *run, const struct cs_due *due);
/*
 * The worlds, of those of the deadline, in which the occurrence came before it. Where several may be the first from
 * which its period runs the question names them all: "12 hours after the first of e1 and e2" (R 7.2).
 */
cs_set cs_due_before(struct cs_run *run, const struct cs_due *due, cs_value occurrence);
/* The times of a bond as it is founded at this place, but for what is still to come. */
void cs_bond_add_limits(struct cs_run *run, uint32_t bond, const struct cs_effect_pending *founding,
                        const struct cs_place *place, cs_set worlds);
/* The bond is founded again in these worlds, in which it is: its period may run from this as well. */
void cs_bond_founded_again(struct cs_run *run, uint32_t bond, const struct cs_effect_pending *founding,
                           const struct cs_place *place, cs_set worlds);
/* R 2.14: the times of the one bond are in these worlds those of the other as well. */
void cs_bond_carry_dues(struct cs_run *run, uint32_t from, uint32_t to, cs_set worlds);
/* What a limit waits for has come: the time is over, or begins to run (R 7.13); the row is of that. */
void cs_bond_limit_comes(struct cs_run *run, uint32_t bond, uint32_t limit, cs_set worlds, uint32_t relation,
                         uint32_t row);
/* A watcher for the act of the bond. */
struct cs_watcher cs_bond_act(const struct cs_run *run, uint32_t bond);
/* As the bond is founded in these worlds: what holds or lasts already performs it or breaks it (R 6.5). */
void cs_bond_see_standing(struct cs_run *run, uint32_t bond, cs_set worlds);
/* It is suspended in these worlds, from now on. */
void cs_bond_suspend(struct cs_run *run, uint32_t bond, cs_set worlds);
/* It ends in these worlds, by release or by itself, because of the row (or CS_NOWHERE). */
void cs_bond_end(struct cs_run *run, uint32_t bond, cs_set worlds, bool release, uint32_t relation, uint32_t row);
/* It is broken in these worlds, because of the row (or CS_NOWHERE: its time is over). */
void cs_bond_break(struct cs_run *run, uint32_t bond, cs_set worlds, cs_instant time, uint32_t relation, uint32_t row);

#endif
