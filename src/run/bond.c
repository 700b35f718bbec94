/* SPDX-License-Identifier: MIT */
/*
 * Duties, prohibitions and expectations: how they are founded (R 4.2, 6.1). What becomes of a bond is
 * kept as instants with their worlds; its state at the end is computed from them (ledger/bonds.c), never stored.
 */
#include <string.h>

#include "plan/access.h"
#include "run/bond_int.h"
#include "run/ended.h"
#include "run/match.h"
#include "run/who.h"

static void read_number(struct cs_run *run, struct cs_bond_state *b)
{
    uint32_t column = run->plan->relations[b->relation].number_column;
    struct cs_bond_past *past;

    if (column == CS_NOWHERE || b->act[column] == CS_UNSAID || (past = cs_bond_own_past(run, b)) == NULL)
        return;
    cs_wide_parse(cs_names_text(run->plan->names, b->act[column]), cs_names_length(run->plan->names, b->act[column]),
                  &past->owed);
}

/* ---- founding ---- */

static uint32_t new_bond(struct cs_run *run, const struct cs_bond_state *model)
{
    uint32_t number = cs_bond_add(run, model);

    if (number == CS_NOWHERE)
        return CS_NOWHERE;
    if (model->rule != NULL)
        cs_run_try(run, model->rule, CS_TRIES_OF_BOND);
    read_number(run, &run->bonds[number]);
    cs_watch_add(run, number);
    return number;
}

/* As it is founded: what holds or lasts already suspends it, or ends it if it is owed until that. */
static void meet_standing(struct cs_run *run, uint32_t bond, enum cs_modifier_kind kind, cs_set worlds)
{
    const struct cs_conclusion *c = run->bonds[bond].conclusion;

    for (uint32_t i = 0; i < c->watch_count; i++) {
        const struct cs_watch *watch = &c->watches[i];
        cs_set now;

        if (watch->kind != kind || watch->negated || !cs_bond_may_stand(run, watch->pattern.relation))
            continue;
        now = cs_worlds_and(run->worlds, worlds, cs_bond_fact_now(run, bond, &watch->pattern));
        if (kind == CS_MODIFIER_SUSPENDED)
            cs_bond_suspend(run, bond, now);
        else
            cs_bond_end(run, bond, now, false, watch->pattern.relation, CS_NOWHERE);
    }
}

/* The worlds in which the bond is founded after its deadline, and is not suspended. */
static cs_set founded_overdue(struct cs_run *run, uint32_t bond, cs_set worlds)
{
    const struct cs_bond_state *b = &run->bonds[bond];
    cs_set overdue = CS_NONE;

    for (size_t i = b->first_due; i < b->due_count; i++)
        if (b->dues[i].end <= run->place.start)
            overdue = cs_worlds_or(run->worlds, overdue, b->dues[i].worlds);
    return cs_worlds_minus(run->worlds, cs_worlds_and(run->worlds, worlds, overdue),
                           cs_bond_in(b, CS_BOND_SUSPENDED));
}

/* The bond is founded in these worlds, in which it was not yet. */
static void extend(struct cs_run *run, uint32_t bond, const struct cs_effect_pending *effect,
                   const struct cs_place *place, cs_set worlds)
{
    struct cs_bond_state *b = &run->bonds[bond];
    cs_set overdue;

    if (worlds == CS_NONE)
        return;
    if (b->unfiled) /* founded again after it was over */
        cs_watch_add(run, bond);
    b->exists = cs_worlds_or(run->worlds, b->exists, worlds);
    cs_bond_touch(run, bond, CS_NOWHERE, CS_NOWHERE);
    cs_bond_becomes(run, bond, CS_VERB_OWED, worlds, place);
    cs_bond_stir(run, bond);
    if (run->streams && worlds == CS_ALL) { /* no reason asks for the firing there */
        b->founded = place->start;
        b->age = run->founding_count;
    } else {
        cs_bond_add_piece(run, b, CS_BOND_SINCE, place->start, worlds, run->founding_count, effect->firing);
    }
    run->founding_count += run->founding_count < CS_NOWHERE; /* after so many, the first that is filed is older */
    cs_bond_add_limits(run, bond, effect, place, worlds);
    meet_standing(run, bond, CS_MODIFIER_SUSPENDED, worlds);
    overdue = founded_overdue(run, bond, worlds);
    cs_bond_see_standing(run, bond, cs_worlds_minus(run->worlds, worlds, overdue));
    meet_standing(run, bond, CS_MODIFIER_UNTIL, worlds);
    if (overdue == CS_NONE)
        return;
    cs_bond_due(run, bond, run->place.start); /* overdue from the start: what holds already performs it late */
    cs_bond_see_standing(run, bond, overdue);
}

static void make_bond(struct cs_run *run, struct cs_effect_pending *effect, const struct cs_place *place,
                       const struct cs_entry *entry, struct cs_bond_state *out)
{
    const struct cs_conclusion *c = effect->conclusion;

    memset(out, 0, sizeof *out);
    out->conclusion = c;
    out->rule = effect->rule;
    out->article = effect->rule != NULL ? effect->rule->article : CS_NO_NAME;
    if (entry != NULL && entry->instrument != NULL)
        out->article = entry->instrument->name;
    out->values = effect->values;
    out->who = effect->who;
    out->relation = c->pattern.relation;
    out->holder = cs_bond_value(out, c->holder);
    out->claimant = cs_bond_value(out, c->claimant);
    for (uint32_t i = 0; i < run->plan->relations[out->relation].column_count; i++)
        out->act[i] = cs_bond_value(out, c->pattern.columns[i]);
    out->trigger = place->occurrence;
}

void cs_bond_entered(struct cs_run *run, uint32_t bond, cs_value *values, struct cs_bond_state *out)
{
    const struct cs_plan_bond *entered = &run->plan->bonds[bond];
    const struct cs_place place = {.occurrence = run->docket->bonds[bond]->value};
    struct cs_effect_pending effect = {.conclusion = &entered->conclusion};

    make_bond(run, &effect, &place, entered->entry, out);
    memset(values, 0, CS_VARIABLES_MAX * sizeof *values);
    out->values = values;
}

/* Can a bond be the same in worlds where this founds it: does it last as long, and does the same end it? */
static bool is_alike(const struct cs_bond_state *b, const struct cs_effect_pending *effect)
{
    return b->conclusion == effect->conclusion && cs_who_same(b->who, effect->who) &&
           (!effect->conclusion->says_more ||
            memcmp(b->values, effect->values, cs_bond_variables(b) * sizeof *b->values) == 0);
}

static bool same_operand(struct cs_operand a, const cs_value *values_of_a, struct cs_operand b,
                         const cs_value *values_of_b)
{
    cs_value x = a.kind == CS_OPERAND_VARIABLE ? values_of_a[a.index] : a.index;
    cs_value y = b.kind == CS_OPERAND_VARIABLE ? values_of_b[b.index] : b.index;

    if (a.kind == CS_OPERAND_LIST || b.kind == CS_OPERAND_LIST || a.kind == CS_OPERAND_ANY || b.kind == CS_OPERAND_ANY)
        return a.kind == b.kind && a.list == b.list;
    return x == y;
}

/* Do the two wait for the same? What limits a period runs from is compared with its rule: the same. */
static bool same_watch(const struct cs_run *run, const struct cs_bond_state *b, const struct cs_watch *x,
                       const struct cs_bond_state *model, const struct cs_watch *y)
{
    bool same = x->kind == y->kind && x->negated == y->negated && x->pattern.relation == y->pattern.relation &&
                (x->kind != CS_MODIFIER_LIMIT || b->conclusion->text == model->conclusion->text);

    for (uint32_t i = 0; same && i < run->plan->relations[x->pattern.relation].column_count; i++)
        same = same_operand(x->pattern.columns[i], b->values, y->pattern.columns[i], model->values);
    return same;
}

/*
 * The same where there is no bond of its sentence yet: does the same end it, release it and suspend it? Its time it has
 * of its founding there.
 */
static bool may_begin_so(const struct cs_run *run, const struct cs_bond_state *b, const struct cs_bond_state *model)
{
    const struct cs_conclusion *x = b->conclusion, *y = model->conclusion;
    bool same = x->only == y->only && x->watch_count == y->watch_count && cs_who_same(b->who, model->who);

    for (uint32_t i = 0; same && i < x->watch_count; i++)
        same = same_watch(run, b, &x->watches[i], model, &y->watches[i]);
    return same;
}

/* Of older bonds, those that had gone in all their worlds are passed over: this one now exists in more. */
static void show_to_newer(struct cs_run *run, uint32_t bond)
{
    for (uint32_t i = cs_bond_past(&run->bonds[bond])->newer; i != CS_NOWHERE; i = run->bonds[i].past->newer)
        run->bonds[i].past->lasting = run->bonds[i].past->same;
}

/* Founds `bond` in worlds in which there is neither it nor a newer one; CS_NOWHERE: a new bond. */
static void found_there(struct cs_run *run, uint32_t bond, const struct cs_bond_state *model,
                        const struct cs_effect_pending *effect, const struct cs_place *place, cs_set worlds, bool spell)
{
    if (worlds == CS_NONE || (bond == CS_NOWHERE && (bond = new_bond(run, model)) == CS_NOWHERE))
        return;
    if (!spell)
        run->bonds[bond].permanent = cs_worlds_or(run->worlds, run->bonds[bond].permanent, worlds);
    show_to_newer(run, bond);
    extend(run, bond, effect, place, worlds);
}

/*
 * A bond that the record enters begins in the worlds in which no entry has founded its sentence yet. Where something
 * else ends it than what ends the bond of another entry, it is a bond of its own there.
 */
static void found_entered(struct cs_run *run, const struct cs_effect_pending *effect, const struct cs_place *place,
                          struct cs_bond_state *model)
{
    uint32_t bond = CS_NOWHERE;
    cs_set worlds = effect->worlds;

    for (uint32_t i = cs_bond_find(run, model); i != CS_NOWHERE; i = cs_bond_past(&run->bonds[i])->same) {
        worlds = cs_worlds_minus(run->worlds, worlds, run->bonds[i].exists);
        if (may_begin_so(run, &run->bonds[i], model))
            bond = i;
    }
    found_there(run, bond, model, effect, place, worlds, false);
}

/*
 * Was there a bond of this sentence that is over, and was given back? One that is founded in all worlds, and that no
 * state founds anew, is noted now as one that was: then nothing is to be looked up as it is over.
 */
static bool was_over(struct cs_run *run, struct cs_bond_state *model, cs_set worlds, bool spell)
{
    bool is_new = false;

    if (!run->streams || spell || worlds != CS_ALL || (run->ways_off & CS_WAY_GIVE_BACK) != 0)
        return cs_ended_has(&run->ended, run->plan, model);
    if (!cs_ended_note(&run->ended, run->plan, model, &is_new))
        cs_run_fail_memory(run);
    model->noted = is_new;
    return !is_new;
}

/*
 * R 6.1: founded again it is the same bond, in whatever state; without a holder there is no bond. R 4.2: what depends
 * on a state is founded anew in the worlds in which the state that founded it had ceased.
 *
 * The bonds of a sentence are the first of it in all their worlds, the second, and so on. So it does not depend on the
 * order in which occurrences are taken in which worlds a bond has (R 12). What something else ends in some worlds is a
 * bond of its own there.
 */
void cs_bond_found(struct cs_run *run, struct cs_effect_pending *effect, const struct cs_place *place,
                   const struct cs_entry *entry, bool spell)
{
    struct cs_worlds *w = run->worlds;
    struct cs_bond_state model;
    cs_set missing = effect->worlds;
    uint32_t first = CS_NOWHERE, next; /* the oldest that is like it */

    make_bond(run, effect, place, entry, &model);
    if (model.holder == CS_UNSAID)
        return;
    if (entry != NULL) {
        found_entered(run, effect, place, &model);
        return;
    }
    next = cs_bond_find(run, &model);
    if (next == CS_NOWHERE && was_over(run, &model, effect->worlds, spell))
        return;
    while (next != CS_NOWHERE && missing != CS_NONE && cs_run_ok(run)) { /* from the newest */
        struct cs_bond_state *b = &run->bonds[next];
        uint32_t newer = cs_bond_past(b)->newer;
        cs_set here = cs_worlds_and(w, missing, b->exists);

        if (may_begin_so(run, b, &model))
            first = next;
        cs_bond_founded_again(run, next, effect, place,
                              spell ? cs_worlds_minus(w, here, cs_bond_in(b, CS_BOND_GONE)) : here);
        next = cs_bond_past(b)->same;
        missing = cs_worlds_minus(w, missing, here);
        if (!spell) {
            b->permanent = cs_worlds_or(w, b->permanent, here);
            continue;
        }
        if (newer != CS_NOWHERE && !is_alike(&run->bonds[newer], effect))
            newer = CS_NOWHERE;
        found_there(run, newer, &model, effect, place, cs_worlds_and(w, here, cs_bond_in(b, CS_BOND_GONE)), spell);
    }
    if (effect->conclusion->beside_family != CS_NOWHERE)
        run->alone[effect->conclusion->beside_family] = true;
    found_there(run, first, &model, effect, place, missing, spell);
}

/* ---- families ---- */

/* May the conclusion found a family now? */
static bool may_found_family(const struct cs_run *run, const struct cs_effect_pending *effect)
{
    return run->families && effect->conclusion->family != CS_NOWHERE && effect->worlds == CS_ALL &&
           effect->place.hours && effect->who == NULL && run->lasting_count == 0;
}

/* What the sentences of a family have in common: the variables of the act, then of the claimant, and fixed names. */
struct shared {
    uint32_t variables[CS_COLUMNS_MAX + 1], variable_count, act_count;
    cs_value fixed[CS_COLUMNS_MAX];
    uint32_t fixed_count;
};

static struct shared shared_by(const struct cs_run *run, const struct cs_conclusion *c)
{
    struct shared shared = {.variable_count = 0};

    for (uint32_t i = 0; i < run->plan->relations[c->pattern.relation].column_count; i++) {
        struct cs_operand o = c->pattern.columns[i];

        if (o.kind == CS_OPERAND_VARIABLE && o.index != c->holder.index)
            shared.variables[shared.variable_count++] = o.index;
        else if (o.kind == CS_OPERAND_VALUE)
            shared.fixed[shared.fixed_count++] = o.index;
    }
    shared.act_count = shared.variable_count;
    if (c->claimant.kind == CS_OPERAND_VARIABLE)
        shared.variables[shared.variable_count++] = c->claimant.index;
    return shared;
}

/* Does the one differ from the other in its holder alone, and does its act name that only as the holder? */
static bool is_member(const struct shared *shared, const struct cs_effect_pending *of,
                      const struct cs_effect_pending *one)
{
    cs_value holder = one->values[of->conclusion->holder.index];

    if (one->members != 0 || one->who != NULL || one->conclusion != of->conclusion || one->worlds != CS_ALL ||
        holder == CS_UNSAID || one->place.occurrence != of->place.occurrence)
        return false;
    for (uint32_t i = 0; i < shared->variable_count; i++) {
        cs_value value = one->values[shared->variables[i]];

        if (value != of->values[shared->variables[i]] || (i < shared->act_count && value == holder))
            return false;
    }
    for (uint32_t i = 0; i < shared->fixed_count; i++)
        if (shared->fixed[i] == holder)
            return false;
    return true;
}

/* Is there a bond of its sentence that was founded alone? */
static bool stands_alone(struct cs_run *run, struct cs_effect_pending *effect)
{
    struct cs_bond_state model;

    if (!run->alone[effect->conclusion->family])
        return false;
    make_bond(run, effect, &effect->place, NULL, &model);
    return cs_bond_find(run, &model) != CS_NOWHERE;
}

/* A family of the holders of these bits, but for those that have had such a duty before (R 6.1). */
static void found_family(struct cs_run *run, struct cs_effect_pending *effect, uint32_t holders, uint64_t members)
{
    cs_value *holder = &effect->values[effect->conclusion->holder.index], first = *holder;
    struct cs_bond_state model;
    uint32_t number;

    *holder = CS_UNSAID;
    make_bond(run, effect, &effect->place, NULL, &model);
    model.is_family = model.remembered = true;
    model.holders = holders;
    model.permanent = CS_ALL;
    model.founded = effect->place.start;
    if (!cs_ended_add_family(&run->ended, run->plan, &model, &members))
        cs_run_fail_memory(run);
    model.members = members;
    number = members == 0 || !cs_run_ok(run) ? CS_NOWHERE : cs_bond_allot(run, &model);
    if (number != CS_NOWHERE) {
        cs_watch_add(run, number);
        extend(run, number, effect, &effect->place, CS_ALL);
    }
    *holder = first;
}

static uint64_t member_with(const struct cs_run *run, const struct cs_effect_pending *effect, cs_value holder)
{
    return cs_ended_member(&run->ended, effect->holders, effect->members, holder);
}

static cs_value holder_of(const struct cs_run *run, const struct cs_effect_pending *effect, uint64_t members)
{
    return cs_ended_holder_of(&run->ended, effect->holders, (unsigned)__builtin_ctzll(members));
}

/* Those that are founded alone: their act names them otherwise than as the holder, or they were so before. */
static uint64_t members_apart(struct cs_run *run, struct cs_effect_pending *effect)
{
    struct shared shared = shared_by(run, effect->conclusion);
    uint64_t apart = 0;

    for (uint32_t i = 0; i < shared.act_count; i++)
        apart |= member_with(run, effect, effect->values[shared.variables[i]]);
    for (uint32_t i = 0; i < shared.fixed_count; i++)
        apart |= member_with(run, effect, shared.fixed[i]);
    for (uint64_t rest = effect->members; rest != 0 && run->alone[effect->conclusion->family]; rest &= rest - 1) {
        effect->values[effect->conclusion->holder.index] = holder_of(run, effect, rest);
        if (stands_alone(run, effect))
            apart |= rest & (~rest + 1);
    }
    return apart;
}

/* Founds what was found for several holders at once (enumerate.h). */
static void found_listed(struct cs_run *run, struct cs_effect_pending *effect)
{
    uint64_t apart = may_found_family(run, effect) ? members_apart(run, effect) : effect->members;
    uint64_t together = effect->members & ~apart;

    if (__builtin_popcountll(together) > 1)
        found_family(run, effect, effect->holders, together);
    else
        apart = effect->members;
    for (; apart != 0 && cs_run_ok(run); apart &= apart - 1) {
        effect->values[effect->conclusion->holder.index] = holder_of(run, effect, apart);
        cs_bond_found(run, effect, &run->place, NULL, false);
    }
}

size_t cs_bond_found_family(struct cs_run *run, struct cs_effect_pending *effects, size_t count)
{
    uint32_t holders = CS_NOWHERE;
    uint64_t members = 0;
    size_t taken = 0;
    struct shared shared;

    if (effects[0].members != 0) {
        found_listed(run, &effects[0]);
        return 1;
    }
    if (!may_found_family(run, &effects[0]))
        return 0;
    shared = shared_by(run, effects[0].conclusion);
    for (; taken < count && is_member(&shared, &effects[0], &effects[taken]) && !stands_alone(run, &effects[taken]);
         taken++) {
        uint32_t number = cs_ended_number(&run->ended, effects[taken].values[effects[0].conclusion->holder.index]);

        if (number == CS_NOWHERE)
            cs_run_fail_memory(run);
        if (holders == CS_NOWHERE)
            holders = number / CS_ENDED_HOLDERS;
        if (number == CS_NOWHERE || number / CS_ENDED_HOLDERS != holders)
            break;
        members |= (uint64_t)1 << number % CS_ENDED_HOLDERS;
    }
    if (taken < 2)
        return 0;
    found_family(run, &effects[0], holders, members);
    return taken;
}

/* ---- bonds that depend on a state ---- */

/* The worlds in which something other than this row founds it: another condition, or a `when` rule. */
static cs_set other_founders(struct cs_run *run, const struct cs_bond_state *b, uint32_t relation, uint32_t row)
{
    const struct cs_bond_past *past = cs_bond_past(b);
    cs_set worlds = b->permanent;

    for (size_t i = 0; i < past->founder_count; i++)
        if (past->founders[i].relation != relation || past->founders[i].row != row)
            worlds = cs_worlds_or(run->worlds, worlds,
                                  run->stores[past->founders[i].relation].rows[past->founders[i].row].worlds);
    return worlds;
}

void cs_bond_founder(struct cs_run *run, uint32_t bond, uint32_t relation, uint32_t row)
{
    struct cs_bond_past *past = cs_bond_own_past(run, &run->bonds[bond]);

    for (size_t i = 0; past != NULL && i < past->founder_count; i++)
        if (past->founders[i].relation == relation && past->founders[i].row == row)
            return;
    if (past == NULL || !cs_pool_grow(&run->pool, &run->arena, &past->founders, &past->founder_capacity,
                                      past->founder_count + 1, sizeof *past->founders)) {
        cs_run_fail_memory(run);
        return;
    }
    past->founders[past->founder_count++] = (struct cs_change){.relation = relation, .row = row};
}

/* The bond of the same sentence before this one that is not gone in every world; those that are never change again. */
static uint32_t older_bond(struct cs_run *run, uint32_t bond)
{
    struct cs_bond_past *past = run->bonds[bond].past;

    if (past == NULL)
        return CS_NOWHERE;
    while (past->lasting != CS_NOWHERE && cs_worlds_within(run->worlds, run->bonds[past->lasting].exists,
                                                           cs_bond_in(&run->bonds[past->lasting], CS_BOND_GONE)))
        past->lasting = cs_bond_past(&run->bonds[past->lasting])->lasting;
    return past->lasting;
}

static void state_ceases(struct cs_run *run, uint32_t bond, uint32_t relation, uint32_t row, cs_set worlds)
{
    struct cs_worlds *w = run->worlds;

    for (; bond != CS_NOWHERE; bond = older_bond(run, bond)) {
        struct cs_bond_state *b = &run->bonds[bond];
        cs_set ceases = cs_worlds_minus(w, cs_worlds_and(w, worlds, b->exists), other_founders(run, b, relation, row));

        cs_bond_end(run, bond, ceases, false, relation, row);
        cs_bond_add_in(run, b, CS_BOND_GONE, ceases);
    }
}

/* A bond that was taken over (R 2.14) may name another than the rule that founds it, so it is found by its state. */
static void state_of_heirs_ceases(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds)
{
    if (run->taken_over.count == 0)
        return;
    for (uint32_t i = cs_lists_of(&run->taken_over, cs_row_key(relation, row)); i != 0;
         i = run->taken_over.items[i - 1].next)
        state_ceases(run, run->taken_over.items[i - 1].number, relation, row, worlds);
}

void cs_bonds_of_condition(struct cs_run *run, const struct cs_plan_rule *rule, uint32_t row, bool begins,
                           cs_set worlds)
{
    uint32_t relation = rule->head.relation;
    struct cs_effect_pending effect = {.rule = rule, .worlds = worlds};

    if (begins && !cs_rule_in_force(run, rule))
        return;
    effect.firing = run->stores[relation].rows[row].firing;
    for (uint32_t i = 0; i < run->plan->relations[relation].column_count; i++)
        effect.values[rule->head.columns[i].index] = cs_store_values(run, relation, row)[i];
    for (uint32_t c = 0; c < rule->conclusion_count && cs_run_ok(run); c++) {
        struct cs_bond_state model;
        uint32_t bond;

        effect.conclusion = &rule->conclusions[c];
        make_bond(run, &effect, &run->place, NULL, &model);
        if (begins)
            cs_bond_found(run, &effect, &run->place, NULL, true);
        bond = cs_bond_find(run, &model);
        if (bond == CS_NOWHERE)
            continue;
        for (uint32_t each = bond; begins && each != CS_NOWHERE; each = older_bond(run, each))
            cs_bond_founder(run, each, relation, row);
        if (!begins)
            state_ceases(run, bond, relation, row, worlds);
    }
    if (!begins)
        state_of_heirs_ceases(run, relation, row, worlds);
}

/* ---- taking over (R 2.14) ---- */

static void carry_pieces(struct cs_run *run, const struct cs_bond_state *from, struct cs_bond_state *to,
                         enum cs_bond_list list, cs_set worlds)
{
    for (size_t i = 0; i < cs_bond_at(from, list)->count && cs_run_ok(run); i++) {
        struct cs_piece piece = cs_bond_at(from, list)->items[i];

        cs_bond_add_piece(run, to, list, piece.time, cs_worlds_and(run->worlds, piece.worlds, worlds), piece.relation,
                      piece.firing);
    }
}

static void carry_sums(struct cs_run *run, uint32_t from, uint32_t to, cs_set worlds)
{
    const struct cs_sums *old = &cs_bond_past(&run->bonds[from])->sums;
    struct cs_bond_past *past = old->count == 0 ? NULL : cs_bond_own_past(run, &run->bonds[to]);

    for (size_t i = 0; past != NULL && i < old->count && cs_run_ok(run); i++) {
        struct cs_sums *sums = &past->sums;
        struct cs_sum sum = old->items[i];

        sum.worlds = cs_worlds_and(run->worlds, sum.worlds, worlds);
        if (sum.worlds == CS_NONE)
            continue;
        if (!cs_pool_grow(&run->pool, &run->arena, &sums->items, &sums->capacity, sums->count + 1,
                          sizeof *sums->items)) {
            cs_run_fail_memory(run);
            return;
        }
        sums->items[sums->count++] = sum;
    }
}

/* What has become of an open bond: it may be broken, suspended, performed in part. */
static void carry_state(struct cs_run *run, uint32_t from, uint32_t to, cs_set worlds)
{
    struct cs_worlds *w = run->worlds;
    const struct cs_bond_state *old = &run->bonds[from];
    struct cs_bond_state *b = &run->bonds[to];

    b->exists = cs_worlds_or(w, b->exists, worlds);
    b->broken = cs_worlds_or(w, b->broken, cs_worlds_and(w, old->broken, worlds));
    cs_bond_add_in(run, b, CS_BOND_SUSPENDED, cs_worlds_and(w, cs_bond_in(old, CS_BOND_SUSPENDED), worlds));
    cs_bond_add_in(run, b, CS_BOND_SUBSTITUTED, cs_worlds_and(w, cs_bond_in(old, CS_BOND_SUBSTITUTED), worlds));
    b->permanent = cs_worlds_or(w, b->permanent, cs_worlds_and(w, old->permanent, worlds));
    carry_pieces(run, old, b, CS_BOND_SINCE, worlds);
    if (cs_bond_at(old, CS_BOND_SINCE)->count == 0)
        cs_bond_add_piece(run, b, CS_BOND_SINCE, old->founded, worlds, old->age, CS_NOWHERE);
    carry_pieces(run, old, b, CS_BOND_DEADLINES, worlds);
    carry_pieces(run, old, b, CS_BOND_BROKEN_AT, worlds);
    carry_pieces(run, old, b, CS_BOND_SUBSTITUTES, worlds);
    carry_pieces(run, old, b, CS_BOND_SUSPENDED_AT, worlds);
    carry_pieces(run, old, b, CS_BOND_CARRIED_AT, worlds);
    cs_bond_carry_dues(run, from, to, worlds);
    carry_sums(run, from, to, worlds);
}

/* A bond like it to which nothing has happened yet. */
static struct cs_bond_state blank_bond(const struct cs_bond_state *model)
{
    struct cs_bond_state b = {.conclusion = model->conclusion, .rule = model->rule,
                              .article = model->article, .holder = model->holder, .claimant = model->claimant,
                              .relation = model->relation, .trigger = model->trigger};

    memcpy(b.act, model->act, sizeof b.act);
    b.values = model->values;
    b.who = model->who;
    return b;
}

/*
 * The bond as which one like the blank goes on in some of these worlds, which become `here`. Where one of its sentence
 * is not gone it is that one, and nothing is taken over (`stands`). CS_NOWHERE: one that is new.
 */
static uint32_t goes_on_as(struct cs_run *run, struct cs_bond_state *blank, cs_set worlds, cs_set *here, bool *stands)
{
    uint32_t first = CS_NOWHERE; /* the oldest that is like it */

    *stands = false;
    for (uint32_t i = cs_bond_find(run, blank); i != CS_NOWHERE;
         i = cs_bond_past(&run->bonds[i])->same) { /* from the newest */
        const struct cs_bond_state *b = &run->bonds[i];
        uint32_t newer = cs_bond_past(b)->newer;
        cs_set left = cs_worlds_minus(run->worlds, cs_worlds_and(run->worlds, worlds, b->exists),
                                      cs_bond_in(b, CS_BOND_GONE));

        if (may_begin_so(run, b, blank))
            first = i;
        *here = left != CS_NONE ? left : cs_worlds_and(run->worlds, worlds, b->exists);
        *stands = left != CS_NONE;
        if (*stands)
            return i;
        if (*here != CS_NONE) /* what came before it is gone: it is a newer one */
            return newer != CS_NOWHERE && may_begin_so(run, &run->bonds[newer], blank) ? newer : CS_NOWHERE;
    }
    *here = worlds;
    return first;
}

uint32_t cs_bond_carry(struct cs_run *run, uint32_t from, const struct cs_bond_state *model, cs_set *worlds,
                       uint32_t relation, uint32_t row)
{
    struct cs_bond_state blank = blank_bond(model);
    cs_set here;
    bool stands;
    uint32_t to = goes_on_as(run, &blank, *worlds, &here, &stands);

    *worlds = cs_worlds_minus(run->worlds, *worlds, here);
    if (stands) /* founded again it is the same (R 6.1); of the other it depended on no state */
        run->bonds[to].permanent = cs_worlds_or(
            run->worlds, run->bonds[to].permanent, cs_worlds_and(run->worlds, run->bonds[from].permanent, here));
    if (stands || (cs_bond_find(run, &blank) == CS_NOWHERE && cs_ended_has(&run->ended, run->plan, &blank)) ||
        (to == CS_NOWHERE && (to = new_bond(run, &blank)) == CS_NOWHERE))
        return to;
    if (run->bonds[to].unfiled)
        cs_watch_add(run, to);
    show_to_newer(run, to);
    carry_state(run, from, to, here);
    cs_bond_stir(run, to);
    cs_bond_add_piece(run, &run->bonds[to], CS_BOND_CARRIED_AT, run->place.start, here, relation, row);
    meet_standing(run, to, CS_MODIFIER_SUSPENDED, here);
    cs_bond_see_standing(run, to, here);
    meet_standing(run, to, CS_MODIFIER_UNTIL, here);
    return to;
}
