/* SPDX-License-Identifier: MIT */
/* The twin: what an occurrence or a fact does to bonds (R 6.2 to 6.5). Every bond is looked at, the oldest first. */
#include "twin/twin_int.h"

enum fit { FIT_NONE, FIT_LOOSE, FIT_FULL };

/* Does an occurrence fit the act owed? Loosely, if it leaves unsaid something that the act says. */
static enum fit fits_act(const struct cs_twin_run *run, const struct cs_twin_bond *b, const struct cs_twin_tuple *tuple)
{
    const struct cs_relation *r = &run->plan->relations[tuple->relation];
    enum fit fit = FIT_FULL;

    if (b->act.relation != tuple->relation)
        return FIT_NONE;
    for (uint32_t i = r->first_role; i < r->column_count; i++) {
        if (b->act.values[i] == CS_UNSAID)
            continue;
        if (tuple->values[i] == CS_UNSAID)
            fit = FIT_LOOSE;
        else if (i != r->number_column &&
                 !cs_plan_fits(run->plan, r->column_kinds[i], b->act.values[i], tuple->values[i]))
            return FIT_NONE; /* a number is performed by parts (R 6.3) */
    }
    return fit;
}

/* Is it what a bond waits for? What an occurrence leaves unsaid is a question (R 2.7). */
static bool is_awaited(struct cs_twin_run *run, const cs_value *wanted, const struct cs_twin_tuple *tuple)
{
    const struct cs_relation *r = &run->plan->relations[tuple->relation];

    for (uint32_t i = r->first_role; i < r->column_count; i++)
        if (wanted[i] != CS_UNSAID && tuple->values[i] != CS_UNSAID &&
            !cs_plan_fits(run->plan, r->column_kinds[i], wanted[i], tuple->values[i]))
            return false;
    for (uint32_t i = r->first_role; i < r->column_count; i++)
        if (wanted[i] != CS_UNSAID && tuple->values[i] == CS_UNSAID &&
            (r->kind == CS_RELATION_FACT || !cs_twin_ask(run, tuple->values[0], cs_twin_prep(r, i), wanted[i])))
            return false;
    return true;
}

/* ---- performing ---- */

/* R 6.2: duties that differ only in what the performance leaves unsaid. */
static bool same_family(const struct cs_twin_bond *a, const struct cs_twin_bond *b)
{
    return a->article == b->article && a->act.relation == b->act.relation && a->holder == b->holder &&
           a->claimant == b->claimant && a->conclusion->expectation == b->conclusion->expectation;
}

/*
 * Does it come too late? A deadline of hours that runs from a day without hours falls at an unknown instant: whether an
 * act near it came before is a question (R 8.2). The deadline itself is taken in at its last instant, which tells
 * nothing of that order.
 */
static bool too_late(struct cs_twin_run *run, const struct cs_twin_bond *b, const struct cs_twin_cause *cause)
{
    cs_value name = cause->place.occurrence;
    bool late = false;

    if (name == CS_UNSAID) /* a fact that no occurrence begins */
        name = cs_twin_row_name(run, &cause->tuple);
    for (uint32_t i = 0; i < CS_LIMITS_MAX; i++) {
        const struct cs_twin_due *due = &b->dues[i];

        if (due->set && !due->fallen && !due->days && due->start != due->end && cause->place.end > due->start)
            late |= !cs_twin_answers_before(run, name, due->name);
    }
    return late;
}

/* May it perform the duty? As of an earlier day: if the duty was founded by then, and only a breach has ended it. */
static bool performable(const struct cs_twin_bond *b, const struct cs_twin_cause *cause)
{
    if (!cause->earlier)
        return cs_twin_bond_open(b);
    return b->since < cause->place.end &&
           (cs_twin_bond_open(b) || (b->conclusion->only && b->no_longer_owed && !b->late &&
                                        b->broken_at >= cause->place.end));
}

/* The deadline moves by the days of suspension; a deadline of hours by the time itself. */
static void move_due(struct cs_twin_run *run, struct cs_twin_bond *b, struct cs_twin_due *due)
{
    struct cs_twin_item item = {.time = run->now, .phase = CS_TWIN_DUE};
    cs_instant ended = run->place.hours || run->place.start == run->now ? run->place.start : run->place.end;

    if (!due->set || due->fallen || !cs_twin_bond_open(b))
        return;
    if (due->days) {
        cs_day last = cs_day_of(run->place.end - 1, due->zone) - 1; /* the day on which it ends is counted */

        for (cs_day day = cs_day_of(b->suspended_since, due->zone); day <= last; day++)
            if (day > due->counted) {
                due->counted = day;
                cs_twin_leave_out(run, due, day);
            }
        due->start = due->end;
    } else if (!due->dated) {
        due->start += ended - b->suspended_since;
        due->end += ended - b->suspended_since;
    }
    if (due->end > run->now)
        item.time = due->end;
    cs_twin_add_item(run, &item);
}

/* The suspension ends, or the bond is performed meanwhile: whole days of suspension are not counted. */
static void leave_suspension(struct cs_twin_run *run, struct cs_twin_bond *b)
{
    b->suspended = false;
    for (uint32_t i = 0; i < CS_LIMITS_MAX; i++)
        move_due(run, b, &b->dues[i]);
}

static void complete(struct cs_twin_run *run, size_t bond, const struct cs_twin_cause *cause, bool standing,
                     bool in_parts)
{
    struct cs_twin_bond *b = &run->bonds[bond];
    struct cs_twin_place now = cause->earlier ? cause->now : cause->place; /* what follows comes about now */

    if (cause->earlier && b->broken && b->broken_at >= cause->place.end && (!in_parts || b->in_time >= b->owed))
        b->broken = b->no_longer_owed = false;
    if (b->suspended)
        leave_suspension(run, b);
    if (!run->bonds[bond].broken && !standing && too_late(run, &run->bonds[bond], cause)) {
        cs_twin_bond_break(run, bond, &now);
        run->bonds[bond].broken_at = cause->place.start;
        if (run->bonds[bond].no_longer_owed)
            return;
    }
    if (run->bonds[bond].broken)
        run->bonds[bond].late = true;
    else
        run->bonds[bond].done = true;
    cs_twin_becomes(run, bond, CS_VERB_FULFILS, &now);
}

static bool part_of(const struct cs_twin_run *run, const struct cs_twin_bond *b, const struct cs_twin_tuple *tuple,
                    cs_wide *part)
{
    uint32_t column = run->plan->relations[b->act.relation].number_column;
    cs_value said = column == CS_NOWHERE ? CS_UNSAID : tuple->values[column];

    return b->owed != 0 && said != CS_UNSAID &&
           cs_wide_parse(cs_names_text(run->plan->names, said), cs_names_length(run->plan->names, said), part);
}

/* The parts of a state that hold now. */
static cs_wide held(const struct cs_twin_run *run, const struct cs_twin_bond *b)
{
    cs_wide sum = 0, part;

    for (size_t i = 0; i < run->holding.count; i++)
        if (fits_act(run, b, &run->holding.items[i]) != FIT_NONE && part_of(run, b, &run->holding.items[i], &part))
            sum += part;
    return sum;
}

/* R 6.3: parts of what happens add up; of a state the most that held at one time counts. */
static void perform(struct cs_twin_run *run, size_t bond, const struct cs_twin_cause *cause, bool standing)
{
    struct cs_twin_bond *b = &run->bonds[bond];
    cs_wide part, sum;

    if (!part_of(run, b, &cause->tuple, &part)) {
        complete(run, bond, cause, standing, false);
        return;
    }
    if (run->plan->relations[b->act.relation].kind != CS_RELATION_FACT) {
        b->sum += part;
        b->in_time += b->broken && b->broken_at < cause->place.end ? 0 : part;
    } else {
        sum = held(run, b);
        b->sum = sum > b->sum ? sum : b->sum;
    }
    if (b->sum >= b->owed)
        complete(run, bond, cause, standing, true);
}

static bool is_older(const struct cs_twin_run *run, size_t a, size_t b)
{
    return run->bonds[a].age != run->bonds[b].age ? run->bonds[a].age < run->bonds[b].age : a < b;
}

/* R 6.2: it performs all open duties that it fits in full; of those that it fits loosely the oldest of each family. */
static void see_performance(struct cs_twin_run *run, const struct cs_twin_cause *cause)
{
    size_t count = run->bond_count;
    bool *open = cs_arena_array(&run->twin->arena, count, sizeof *open);

    for (size_t i = 0; i < count && open != NULL; i++)
        open[i] = performable(&run->bonds[i], cause);
    for (size_t i = 0; i < count && open != NULL; i++) {
        const struct cs_twin_bond *b = &run->bonds[i];
        enum fit fit = b->conclusion->forbidden || !open[i] ? FIT_NONE : fits_act(run, b, &cause->tuple);
        bool older = false;

        for (size_t k = 0; k < count && fit == FIT_LOOSE; k++)
            older |= open[k] && is_older(run, k, i) && !run->bonds[k].conclusion->forbidden &&
                     same_family(&run->bonds[k], b) && fits_act(run, &run->bonds[k], &cause->tuple) == FIT_LOOSE;
        if (fit == FIT_FULL || (fit == FIT_LOOSE && !older))
            perform(run, i, cause, false);
    }
}

/* ---- seeing ---- */

/* The columns of what a bond waits for: values of the rule that founded it; Unsaid is any. */
static void wanted_by(const struct cs_twin_run *run, const struct cs_twin_bond *b, const struct cs_pattern *pattern,
                      cs_value *out)
{
    for (uint32_t i = 0; i < run->plan->relations[pattern->relation].column_count; i++) {
        struct cs_operand o = pattern->columns[i];

        out[i] = o.kind == CS_OPERAND_VALUE ? o.index : o.kind == CS_OPERAND_VARIABLE ? b->values[o.index] : CS_UNSAID;
    }
}

/* R 2.7: where the rule has met nobody who is said, is it he who is said now? Two that are unsaid fit. */
static bool is_he(struct cs_twin_run *run, const struct cs_twin_bond *b, const struct cs_pattern *pattern,
                  const struct cs_twin_tuple *tuple)
{
    const struct cs_relation *r = &run->plan->relations[tuple->relation];

    for (size_t k = 0; k < b->who_count; k++)
        for (uint32_t i = r->first_role; i < r->column_count; i++) {
            if (pattern->columns[i].kind != CS_OPERAND_VARIABLE || pattern->columns[i].index != b->who[k].variable ||
                tuple->values[i] == CS_UNSAID)
                continue;
            if (b->who[k].occurrence == CS_UNSAID ||
                !cs_twin_ask(run, b->who[k].occurrence, b->who[k].prep, tuple->values[i]))
                return false;
        }
    return true;
}

static bool watches(struct cs_twin_run *run, const struct cs_twin_bond *b, const struct cs_watch *watch,
                    const struct cs_twin_tuple *tuple)
{
    cs_value wanted[CS_COLUMNS_MAX];

    if (watch->pattern.relation != tuple->relation)
        return false;
    wanted_by(run, b, &watch->pattern, wanted);
    return is_awaited(run, wanted, tuple) && is_he(run, b, &watch->pattern, tuple);
}

/* R 6.5: is it an occurrence with an end that is still to come? */
static bool lasts(const struct cs_twin_run *run, const struct cs_twin_tuple *tuple, cs_instant time)
{
    const struct cs_occurrence *o = cs_docket_occurrence(run->docket, tuple->values[0]);

    if (run->plan->relations[tuple->relation].kind != CS_RELATION_EVENT || o == NULL ||
        o->entry->moment.form != CS_MOMENT_SPAN)
        return false;
    for (uint32_t i = 0; i < o->end_count; i++)
        if (cs_twin_in(run, o->ends[i].worlds) && o->ends[i].end <= time)
            return false;
    return true;
}

bool cs_twin_watched_holds(struct cs_twin_run *run, const struct cs_twin_bond *b, const struct cs_watch *watch)
{
    for (size_t i = 0; i < run->holding.count; i++)
        if (watches(run, b, watch, &run->holding.items[i]))
            return true;
    for (size_t i = 0; i < run->events.count; i++)
        if (lasts(run, &run->events.items[i], run->place.start) &&
            watches(run, b, watch, &run->events.items[i]))
            return true;
    return false;
}

/* What a time of the bond waits for has come. */
static void see_limits(struct cs_twin_run *run, size_t bond, const struct cs_twin_cause *cause)
{
    const struct cs_conclusion *c = run->bonds[bond].conclusion;

    for (uint32_t w = 0; w < c->watch_count; w++)
        if (c->watches[w].kind == CS_MODIFIER_LIMIT && watches(run, &run->bonds[bond], &c->watches[w], &cause->tuple))
            cs_twin_limit_comes(run, bond, c->watches[w].limit, &cause->place);
}

/* It performs duties, and breaks prohibitions. */
static void see_act(struct cs_twin_run *run, const struct cs_twin_cause *cause)
{
    size_t count = run->bond_count;
    struct cs_twin_cause performance = *cause;

    performance.now = cause->place;
    if (cause->earlier) /* R 6.6: it performs as of the day on which it was */
        cs_twin_earlier_place(run, &performance);
    see_performance(run, &performance);
    for (size_t i = 0; i < count; i++) {
        struct cs_twin_bond *b = &run->bonds[i];

        if (b->conclusion->forbidden && b->act.relation == cause->tuple.relation && cs_twin_bond_open(b) &&
            (!cause->earlier || b->since < performance.place.end) && is_awaited(run, b->act.values, &cause->tuple))
            cs_twin_bond_break(run, i, &cause->place);
    }
}

static void see_end(struct cs_twin_run *run, const struct cs_twin_cause *cause, enum cs_modifier_kind kind)
{
    for (size_t i = 0; i < run->bond_count; i++) {
        struct cs_twin_bond *b = &run->bonds[i];

        for (uint32_t w = 0; w < b->conclusion->watch_count; w++)
            if (b->conclusion->watches[w].kind == kind && !b->conclusion->watches[w].negated &&
                cs_twin_bond_open(b) && watches(run, b, &b->conclusion->watches[w], &cause->tuple))
                cs_twin_bond_end(b, kind == CS_MODIFIER_RELEASED);
    }
}

void cs_twin_bonds_see_event(struct cs_twin_run *run, const struct cs_twin_cause *cause, int pass)
{
    size_t count = run->bond_count;

    switch (pass) {
    case 0:
        see_act(run, cause);
        break;
    case 1:
        for (size_t i = 0; i < count; i++)
            see_limits(run, i, cause);
        break;
    case 2:
        see_end(run, cause, CS_MODIFIER_UNTIL);
        break;
    default:
        see_end(run, cause, CS_MODIFIER_RELEASED);
        break;
    }
}

static void see_suspension(struct cs_twin_run *run, struct cs_twin_bond *b, bool begins)
{
    if (begins && !b->suspended) {
        b->suspended = true;
        b->suspended_since = run->place.start;
    }
    if (begins || !b->suspended)
        return;
    for (uint32_t w = 0; w < b->conclusion->watch_count; w++)
        if (b->conclusion->watches[w].kind == CS_MODIFIER_SUSPENDED &&
            cs_twin_watched_holds(run, b, &b->conclusion->watches[w]))
            return;
    leave_suspension(run, b);
}

/* A state that begins performs duties, and breaks prohibitions. */
static void see_begun(struct cs_twin_run *run, const struct cs_twin_cause *change)
{
    size_t count = run->bond_count;

    see_performance(run, change);
    for (size_t i = 0; i < count; i++) {
        struct cs_twin_bond *b = &run->bonds[i];

        if (b->conclusion->forbidden && b->act.relation == change->tuple.relation && cs_twin_bond_open(b) &&
            is_awaited(run, b->act.values, &change->tuple))
            cs_twin_bond_break(run, i, &change->place);
    }
}

static void see_watched(struct cs_twin_run *run, const struct cs_twin_cause *change, enum cs_modifier_kind kind)
{
    bool begins = change->kind == CS_TWIN_BEGUN;

    for (size_t i = 0; i < run->bond_count; i++) {
        struct cs_twin_bond *b = &run->bonds[i];

        for (uint32_t w = 0; w < b->conclusion->watch_count; w++) {
            const struct cs_watch *watch = &b->conclusion->watches[w];

            if (watch->kind != kind || !watches(run, b, watch, &change->tuple))
                continue;
            if (kind == CS_MODIFIER_SUSPENDED)
                see_suspension(run, b, begins);
            else if (begins ? !watch->negated : watch->negated && !cs_twin_watched_holds(run, b, watch))
                cs_twin_bond_end(b, kind == CS_MODIFIER_RELEASED);
        }
    }
}

static void see_all_watched(struct cs_twin_run *run, const struct cs_twin_causes *changes, enum cs_modifier_kind kind)
{
    static const enum cs_twin_cause_kind kinds[] = {CS_TWIN_CEASED, CS_TWIN_BEGUN};

    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < changes->count; i++)
            if (changes->items[i].kind == kinds[k])
                see_watched(run, &changes->items[i], kind);
}

void cs_twin_bonds_see_facts(struct cs_twin_run *run, const struct cs_twin_causes *changes)
{
    see_all_watched(run, changes, CS_MODIFIER_SUSPENDED);
    for (size_t i = 0; i < changes->count; i++)
        if (changes->items[i].kind == CS_TWIN_BEGUN)
            see_begun(run, &changes->items[i]);
    see_all_watched(run, changes, CS_MODIFIER_UNTIL);
    see_all_watched(run, changes, CS_MODIFIER_RELEASED);
}

static void see_one_standing(struct cs_twin_run *run, size_t bond, const struct cs_twin_tuple *tuple,
                             const struct cs_twin_place *place)
{
    struct cs_twin_bond *b = &run->bonds[bond];
    struct cs_twin_cause cause = {.kind = CS_TWIN_BEGUN, .tuple = *tuple, .place = *place};

    if (b->act.relation != tuple->relation || !cs_twin_bond_open(b))
        return;
    if (!b->conclusion->forbidden) {
        if (fits_act(run, b, tuple) != FIT_NONE)
            perform(run, bond, &cause, true);
    } else if (!b->broken && is_awaited(run, b->act.values, tuple)) {
        cs_twin_bond_break(run, bond, place);
    }
}

void cs_twin_see_standing(struct cs_twin_run *run, size_t bond, const struct cs_twin_place *place)
{
    for (size_t i = 0; i < run->events.count; i++)
        if (lasts(run, &run->events.items[i], place->start))
            see_one_standing(run, bond, &run->events.items[i], place);
    for (size_t i = 0; i < run->holding.count; i++)
        see_one_standing(run, bond, &run->holding.items[i], place);
}

/*
 * "m2 in place of ACT": a mark on the bonds whose act that is, performed or not, unless they have ended (DECISIONS 11).
 */
void cs_twin_bonds_see_substitute(struct cs_twin_run *run, const struct cs_substitute *substitute)
{
    const struct cs_relation *r = &run->plan->relations[substitute->relation];

    for (size_t i = 0; i < run->bond_count; i++) {
        struct cs_twin_bond *b = &run->bonds[i];
        bool ended = b->expired || b->discharged || b->kept || b->no_longer_owed || b->term_over;
        bool fits = b->act.relation == substitute->relation && !ended;

        for (uint32_t c = r->first_role; c < r->column_count && fits; c++) {
            cs_value in_place = substitute->values[c], owed = b->act.values[c];

            fits = in_place == CS_UNSAID || owed == CS_UNSAID || c == r->number_column ||
                   cs_plan_fits(run->plan, r->column_kinds[c], owed, in_place);
        }
        b->substituted |= fits;
    }
}
