/* SPDX-License-Identifier: MIT */
/*
 * Occurrences whose order the record does not settle (R 6.4, R 8).
 *
 * An occurrence of a day without an hour is open from the beginning of the day and taken in at its end. If something
 * else happens in between, and the order of the two could matter, the open occurrence is split: in the worlds in which
 * it came first it is taken in now, in the others it stays open. Nothing is ever undone. What names another occurrence
 * comes after it; the vocabulary puts some words after others; any other order is a question.
 */
#include <stdlib.h>
#include <string.h>

#include "run/batch.h"
#include "run/bond_int.h"
#include "run/meets.h"
#include "run/order.h"
#include "run/tells.h"

#define FEW 8 /* so many that come at once need no memory of the heap */

/* ---- those that have started and not ended ---- */

static void add_hold(struct cs_run *run, struct cs_placement *p, cs_instant start, cs_instant end, cs_set worlds)
{
    struct cs_hold *hold;

    worlds = cs_worlds_and(run->worlds, p->worlds, worlds);
    if (worlds == CS_NONE)
        return;
    hold = cs_arena_alloc(&run->arena, sizeof *hold);
    if (hold == NULL) {
        cs_run_fail_memory(run);
        return;
    }
    *hold = (struct cs_hold){p->holds, start, end == start + 1, worlds};
    p->holds = hold;
}

/* What it names, and what `after` puts before it, may begin later than it. Until then it cannot have happened. */
static void note_holds(struct cs_run *run, uint32_t placement)
{
    struct cs_placement *p = &run->placements[placement];
    const struct cs_occurrence *o = cs_placed(run, placement);

    for (uint32_t r = 0; r < o->refer_count; r++) {
        const struct cs_occurrence *named = cs_docket_occurrence(run->docket, o->refers[r]);

        for (uint32_t c = 0; named != NULL && c < named->cell_count; c++)
            if (named->cells[c].start > p->start && named->cells[c].start < p->end)
                add_hold(run, p, named->cells[c].start, named->cells[c].end,
                         cs_worlds_and(run->worlds, named->cells[c].worlds, named->worlds));
    }
    if (!cs_tells_has_followers(run, o))
        return;
    for (size_t i = placement + 1; i < run->placement_count && run->placements[i].start < p->end; i++)
        if (run->placements[i].start > p->start && cs_tells_follows(run, o, cs_placed(run, (uint32_t)i)))
            add_hold(run, p, run->placements[i].start, run->placements[i].end, run->placements[i].worlds);
}

static void open_started(struct cs_run *run)
{
    while (run->opened < run->placement_count && run->placements[run->opened].start < run->now) {
        if (run->placements[run->opened].end > run->placements[run->opened].start + 1) {
            note_holds(run, (uint32_t)run->opened);
            run->open[run->open_count++] = (uint32_t)run->opened;
        }
        run->opened++;
    }
    for (size_t i = 0; i < run->open_count;) {
        const struct cs_placement *p = &run->placements[run->open[i]];

        if (p->end <= run->now || p->worlds == CS_NONE)
            run->open[i] = run->open[--run->open_count];
        else
            i++;
    }
}

/* ---- open occurrences that came before something are taken in ---- */

/* Before what open occurrences may have come: does the order of one of them and this matter; where did it come so? */
struct asker {
    bool (*minds)(struct cs_run *run, const struct cs_occurrence *o, const struct asker *asker);
    cs_set (*before)(struct cs_run *run, cs_value o, const struct asker *asker);
    const struct cs_bond_state *bond; /* a deadline of it */
    const struct cs_due *due;
    const struct cs_plan_rule *rule;  /* a timer: the values of the row that set it, and those that its rule matched */
    const cs_value *values, *trigger;
    const struct cs_item *item;       /* what begins or ends */
    cs_value moment;
};

/* The worlds in which an open occurrence came before the asker; none if their order does not matter. */
static cs_set before(struct cs_run *run, uint32_t placement, const struct asker *asker)
{
    const struct cs_occurrence *o = cs_placed(run, placement);

    return asker->minds(run, o, asker) ? asker->before(run, o->value, asker) : CS_NONE;
}

struct pulling {
    struct cs_run *run;
    struct cs_member *members;  /* what is taken in now */
    size_t count;
    struct cs_member *nodes;    /* members and what is open, for what comes after what through others */
    bool chains;
    cs_set *held;            /* by open occurrence: where it cannot have come yet; NULL: nowhere */
};

/*
 * The worlds in which something that must come first has not begun yet; or, before a moment that comes about by itself
 * (not `instants`), came at the last instant: what comes after it comes after that instant, so not before the moment.
 */
static cs_set held_by_itself(struct cs_run *run, const struct cs_placement *p, bool instants)
{
    cs_set worlds = CS_NONE;

    for (const struct cs_hold *hold = p->holds; hold != NULL; hold = hold->next)
        if (hold->time > run->now || (hold->time == run->now && !(instants && hold->instant)) ||
            (hold->time + 1 == run->now && hold->instant && !instants))
            worlds = cs_worlds_or(run->worlds, worlds, hold->worlds);
    return worlds;
}

/* What comes after a held occurrence is held as well. */
static void spread_holds(struct cs_run *run, cs_set *held)
{
    bool more = true;

    while (more && cs_run_ok(run)) {
        more = false;
        for (size_t i = 0; i < run->open_count; i++)
            for (size_t k = 0; held[i] != CS_NONE && k < run->open_count; k++) {
                cs_set worlds = cs_worlds_and(run->worlds, held[i],
                                              cs_worlds_and(run->worlds, run->placements[run->open[i]].worlds,
                                                            run->placements[run->open[k]].worlds));

                if (k == i || cs_worlds_minus(run->worlds, worlds, held[k]) == CS_NONE ||
                    !cs_tells_follows(run, cs_placed(run, run->open[k]), cs_placed(run, run->open[i])))
                    continue;
                held[k] = cs_worlds_or(run->worlds, held[k], worlds);
                more = true;
            }
    }
}

static void find_held(struct pulling *p, bool instants)
{
    struct cs_run *run = p->run;
    bool any = false;

    p->held = calloc(run->open_count + 1, sizeof *p->held);
    if (p->held == NULL) {
        cs_run_fail_memory(run);
        return;
    }
    for (size_t i = 0; i < run->open_count; i++) {
        p->held[i] = held_by_itself(run, &run->placements[run->open[i]], instants);
        any |= p->held[i] != CS_NONE;
    }
    if (any)
        spread_holds(run, p->held);
}

/* The worlds in which the open occurrence `i` is still to come, and may come. */
static cs_set free_to_come(const struct pulling *p, size_t i, cs_set worlds)
{
    worlds = cs_worlds_and(p->run->worlds, p->run->placements[p->run->open[i]].worlds, worlds);
    return cs_worlds_minus(p->run->worlds, worlds, p->held[i]);
}

/* Moves an open occurrence, in these worlds, to those that are taken in now. */
static void pull_part(struct pulling *p, uint32_t placement, cs_set worlds)
{
    struct cs_run *run = p->run;
    size_t at = 0;

    run->placements[placement].worlds = cs_worlds_minus(run->worlds, run->placements[placement].worlds, worlds);
    while (at < p->count && p->members[at].placement != placement)
        at++;
    if (at == p->count)
        p->members[p->count++] = cs_member_of(placement, CS_NONE);
    p->members[at].worlds = cs_worlds_or(run->worlds, p->members[at].worlds, worlds);
}

/*
 * By open occurrence: the worlds in which it certainly comes after the member (or before it), because of others between
 * them that are still to come.
 */
static cs_set *through_open(struct pulling *p, size_t member, bool after)
{
    struct cs_run *run = p->run;

    for (size_t i = 0; i < run->open_count; i++)
        p->nodes[i] = cs_member_of(run->open[i], run->placements[run->open[i]].worlds);
    memcpy(p->nodes + run->open_count, p->members, p->count * sizeof *p->nodes);
    return cs_batch_through_others(run, p->nodes, run->open_count + p->count, p->members[member], after);
}

/* Takes in the open occurrences that must, or may, have come before a member. False: there was none. */
static bool pull_before(struct pulling *p, size_t m)
{
    struct cs_run *run = p->run;
    const struct cs_occurrence *a = cs_placed(run, p->members[m].placement);
    cs_set *sooner = NULL, *later = NULL;
    bool more = false;

    for (size_t i = 0; i < run->open_count && cs_run_ok(run); i++) {
        const struct cs_occurrence *o = cs_placed(run, run->open[i]);
        bool tells = run->open[i] != p->members[m].placement && cs_tells_order(run, o, a);
        cs_set worlds, asked;

        /* for most open occurrences the order does not matter: no set of worlds is made for these */
        if (run->open[i] == p->members[m].placement || (!tells && !cs_tells_follows(run, a, o)))
            continue;
        worlds = free_to_come(p, i, p->members[m].worlds);
        if (worlds == CS_NONE)
            continue;
        if (tells) {
            if (p->chains && later == NULL) {
                sooner = through_open(p, m, false);
                later = through_open(p, m, true);
            }
            asked = sooner == NULL || later == NULL ? worlds
                    : cs_worlds_minus(run->worlds, worlds, cs_worlds_or(run->worlds, sooner[i], later[i]));
            worlds = later == NULL ? CS_NONE
                     : cs_worlds_minus(run->worlds, cs_worlds_and(run->worlds, worlds, sooner[i]), later[i]);
            if (asked != CS_NONE)
                worlds = cs_worlds_or(run->worlds, worlds, cs_worlds_and(run->worlds, asked,
                                                                         cs_tells_question(run, o->value, a->value)));
        }
        if (worlds == CS_NONE)
            continue;
        pull_part(p, run->open[i], worlds);
        more = true;
    }
    free(sooner);
    free(later);
    return more;
}

/* Adds to the members the open occurrences that came before them. */
static void pull_needed(struct pulling *p)
{
    bool more = true;

    for (size_t i = 0; i < p->run->open_count && !p->chains; i++)
        p->chains = cs_tells_has_followers(p->run, cs_placed(p->run, p->run->open[i]));
    p->chains = p->chains || cs_batch_has_chains(p->run, p->members, p->count);
    while (more && cs_run_ok(p->run)) {
        more = false;
        for (size_t m = 0; m < p->count; m++)
            more |= pull_before(p, m);
    }
}

static bool start_pulling(struct cs_run *run, struct pulling *p, size_t count, bool instants)
{
    *p = (struct pulling){.run = run};
    p->members = calloc(run->open_count + count + 1, sizeof *p->members);
    p->nodes = calloc(2 * run->open_count + count + 1, sizeof *p->nodes);
    if (p->members == NULL || p->nodes == NULL)
        cs_run_fail_memory(run);
    find_held(p, instants);
    return cs_run_ok(run);
}

static void take_pulled(struct pulling *p)
{
    if (cs_run_ok(p->run)) {
        pull_needed(p);
        cs_batch_take(p->run, p->members, p->count);
    }
    free(p->members);
    free(p->nodes);
    free(p->held);
}

/* Takes a placement, where it is still to come, to be taken in now. */
static struct cs_member take_out(struct cs_run *run, uint32_t placement)
{
    struct cs_member member = cs_member_of(placement, run->placements[placement].worlds);

    run->placements[placement].worlds = CS_NONE;
    return member;
}

/* Nothing is open: nothing else can have come before these. */
static void take_these(struct cs_run *run, const uint32_t *placements, size_t count)
{
    struct cs_member few[FEW], *members = count <= FEW ? few : calloc(count, sizeof *members);

    if (members == NULL) {
        cs_run_fail_memory(run);
        return;
    }
    for (size_t i = 0; i < count; i++)
        members[i] = take_out(run, placements[i]);
    cs_batch_take(run, members, count);
    if (members != few)
        free(members);
}

void cs_order_take(struct cs_run *run, const uint32_t *placements, size_t count)
{
    bool instants = count > 0 && run->placements[placements[0]].start == run->now;
    struct pulling p;

    open_started(run);
    if (count > 1 || run->open_count > 0) /* one alone is compared with nothing */
        cs_meets_at_hand(run, placements, count);
    if (run->open_count == 0) {
        take_these(run, placements, count);
        return;
    }
    start_pulling(run, &p, count, instants);
    for (size_t i = 0; i < count && cs_run_ok(run); i++)
        p.members[p.count++] = take_out(run, placements[i]);
    take_pulled(&p);
}

/* What is open, if anything is, is at hand. */
static bool some_open(struct cs_run *run)
{
    open_started(run);
    if (run->open_count > 0)
        cs_meets_at_hand(run, NULL, 0);
    return run->open_count > 0;
}

/* What is at hand is known. */
static void pull(struct cs_run *run, const struct asker *asker, cs_set asking)
{
    struct pulling p;
    size_t first = 0;

    open_started(run);
    while (first < run->open_count && !asker->minds(run, cs_placed(run, run->open[first]), asker))
        first++;
    if (first == run->open_count) /* as most often */
        return;
    start_pulling(run, &p, 0, false);
    for (size_t i = first; i < run->open_count && cs_run_ok(run); i++) {
        cs_set worlds = free_to_come(&p, i, asking);

        if (worlds != CS_NONE)
            worlds = cs_worlds_and(run->worlds, worlds, before(run, run->open[i], asker));
        if (worlds != CS_NONE)
            pull_part(&p, run->open[i], worlds);
    }
    pull_needed(&p);
    for (size_t m = 0; m < p.count && cs_run_ok(run); m++) {
        cs_set earlier = before(run, p.members[m].placement, asker);

        if (earlier != CS_NONE) /* else its order does not matter */
            run->docket->possible = cs_worlds_minus(run->worlds, run->docket->possible,
                                                    cs_worlds_minus(run->worlds, p.members[m].worlds, earlier));
    }
    take_pulled(&p);
}

/* The asker has the name of its moment at hand. */
static cs_set before_moment(struct cs_run *run, cs_value o, const struct asker *asker)
{
    return cs_tells_question(run, o, asker->moment);
}

static uint8_t greater(uint8_t a, uint8_t b)
{
    return a > b ? a : b;
}

/*
 * Could an event of this word, or what follows from it, perform the bond, end it, end the state on which it depends, or
 * be looked at by a rule about what becomes of it (CS_CHANGES_...)?
 */
static uint8_t minds_due(const struct cs_run *run, const struct cs_bond_state *b, uint32_t relation)
{
    const struct cs_plan *plan = run->plan;
    const uint8_t *changes = plan->changes_of + (size_t)relation * plan->relation_count;
    uint8_t how = changes[b->relation];

    if (how == CS_CHANGES_AT_ONCE)
        return how;
    if (b->rule != NULL && b->rule->kind == CS_RULE_WHILE)
        how = greater(how, changes[b->rule->head.relation]);
    for (uint32_t i = 0; i < b->conclusion->watch_count; i++)
        how = greater(how, changes[b->conclusion->watches[i].pattern.relation]);
    return how != CS_CHANGES_AT_ONCE && cs_plan_act_minds(plan, b->relation, relation) ? CS_CHANGES_AT_ONCE : how;
}

static bool shares_with_bond(const struct cs_run *run, const struct cs_occurrence *o, const struct cs_bond_state *b)
{
    for (uint32_t i = 0; i < run->plan->relations[b->relation].column_count; i++)
        if (cs_plan_is_something(run->plan, b->act[i]) &&
            (b->act[i] == o->value || cs_tells_has_value(run, o, b->act[i])))
            return true;
    return cs_tells_has_value(run, o, b->holder) || cs_tells_has_value(run, o, b->claimant);
}

/* Is it offered in place of the act? */
static bool stands_in(const struct cs_run *run, const struct cs_occurrence *o, const struct cs_bond_state *b)
{
    struct cs_occurrence_row replaced;

    for (size_t at = 0; cs_tells_next_replaced(run, o, &at, &replaced);)
        if (cs_tells_is_like(run, &replaced, b->relation, b->act))
            return true;
    return false;
}

/* How far apart are the open occurrence and what comes about now, by a clock? */
static enum cs_apart apart_now(const struct cs_run *run, const struct cs_occurrence *o, struct cs_zone zone)
{
    const struct cs_cell now = {.start = run->now, .end = run->now + 1, .day = cs_day_of(run->now, zone), .hours = true,
                                .offset = zone};

    for (uint32_t i = 0; i < o->cell_count; i++)
        if (o->cells[i].start < run->now && run->now < o->cells[i].end &&
            cs_tells_days_differ(run->plan, &o->cells[i], &now))
            return CS_APART_IN_DAYS;
    return CS_APART_IN_HOURS;
}

/* May a duty be founded both by the occurrence and as the time of this one is over? */
static bool founds_as_due(struct cs_run *run, const struct cs_occurrence *o, const struct cs_bond_state *b,
                          const struct cs_due *due)
{
    uint32_t relation = cs_bond_duty_relation(run, b, b->conclusion->forbidden ? CS_VERB_FULFILS : CS_VERB_FAILS);
    struct cs_occurrence_row row;

    if (relation == CS_NOWHERE) /* as most often: no rule looks at it */
        return false;
    row = (struct cs_occurrence_row){.relation = relation, .worlds = CS_ALL};
    cs_bond_duty_values_of(run, b, relation, row.values);
    return cs_meets_founding(run, o->rows, &row, apart_now(run, o, due->terms->zone));
}

static bool due_minds(struct cs_run *run, const struct cs_occurrence *o, const struct asker *a)
{
    uint8_t how = CS_CHANGES_NEVER;
    bool minds;

    if (cs_tells_apart(run, o->rows, a->bond->relation, a->bond->act))
        return false;
    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next) {
        if (cs_plan_act_compares(run->plan, a->bond->relation, row->relation))
            return true;
        how = greater(how, minds_due(run, a->bond, row->relation));
    }
    minds = (how == CS_CHANGES_AT_ONCE && (shares_with_bond(run, o, a->bond) || cs_tells_names_nothing(run, o))) ||
            (how != CS_CHANGES_NEVER && cs_meets_bond(run, o->rows, a->bond));
    /* after the term of these nothing can be in place of the act */
    if (!minds && (a->bond->conclusion->forbidden || a->bond->conclusion->only))
        minds = stands_in(run, o, a->bond);
    return minds || founds_as_due(run, o, a->bond, a->due);
}

static cs_set before_due(struct cs_run *run, cs_value o, const struct asker *a)
{
    return cs_due_before(run, a->due, o);
}

void cs_order_before_due(struct cs_run *run, uint32_t bond)
{
    if (!some_open(run))
        return;
    for (size_t i = run->bonds[bond].first_due; i < run->bonds[bond].due_count; i++) {
        struct cs_bond_state copy = run->bonds[bond];
        const struct cs_due due = copy.dues[i];
        const struct asker asker = {.minds = due_minds, .before = before_due, .bond = &copy, .due = &due};
        cs_set worlds = due.end > run->now ? CS_NONE : cs_worlds_minus(run->worlds, due.worlds,
                                                                       cs_bond_in(&copy, CS_BOND_SUSPENDED));

        if (worlds != CS_NONE) /* where it is performed or over nothing hangs on its time any more */
            worlds = cs_worlds_and(run->worlds, worlds, cs_bond_open(run, &copy));
        if (worlds != CS_NONE)
            pull(run, &asker, worlds);
    }
}

/*
 * Is a role for an occurrence left unsaid? It may be any occurrence, so also the one that a timer is about.
 */
static bool leaves_occurrence_unsaid(const struct cs_run *run, const struct cs_occurrence *o)
{
    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next) {
        const struct cs_relation *r = &run->plan->relations[row->relation];

        for (uint32_t i = r->first_role; i < r->column_count; i++)
            if (row->values[i] == CS_UNSAID && r->column_kinds[i] == CS_KIND_OCCURRENCE)
                return true;
    }
    return false;
}

static bool timer_shares(const struct cs_run *run, const struct cs_occurrence *o, const cs_value *values,
                         uint32_t count, bool any, bool *names)
{
    bool shares = false;

    for (uint32_t v = 0; v < count; v++) {
        if (!cs_plan_is_something(run->plan, values[v]))
            continue;
        *names = true;
        shares |=
            cs_tells_has_value(run, o, values[v]) || (any && cs_docket_occurrence(run->docket, values[v]) != NULL);
    }
    return shares;
}

static bool timer_minds(struct cs_run *run, const struct cs_occurrence *o, const struct asker *a)
{
    bool tells = false, shares = cs_tells_names_nothing(run, o), names = false, any = leaves_occurrence_unsaid(run, o);

    if (cs_tells_apart(run, o->rows, a->rule->trigger.relation, a->trigger))
        return false;
    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next) {
        if (cs_plan_rule_compares(a->rule, row->relation))
            return true;
        tells |= cs_plan_rule_minds(a->rule, row->relation);
    }
    shares |= timer_shares(run, o, a->values, a->rule->variable_count, any, &names);
    shares |=
        timer_shares(run, o, a->trigger, run->plan->relations[a->rule->trigger.relation].column_count, any, &names);
    shares |= !names || (tells && cs_meets_rule(run, o->rows, a->rule, a->values));
    return (tells && shares) ||
           cs_meets_founding_by(run, o->rows, a->rule, a->values, apart_now(run, o, a->item->offset));
}

void cs_order_before_timer(struct cs_run *run, const struct cs_item *item, const cs_value *trigger, cs_value occurrence)
{
    const struct cs_firing *firing = &run->firings[item->subject];
    cs_value values[CS_VARIABLES_MAX], row[CS_COLUMNS_MAX];
    struct asker asker = {.minds = timer_minds, .before = before_moment, .rule = &run->plan->rules[firing->rule],
                          .values = values, .trigger = row, .item = item, .moment = occurrence};

    if (!some_open(run))
        return;
    if (asker.rule->delay == CS_DELAY_REACHED) /* a moment is one, whatever is reached with it */
        asker.moment = cs_moment_name(run, run->now, item->offset);
    memcpy(values, run->values + firing->first_value, asker.rule->variable_count * sizeof *values);
    memcpy(row, trigger, run->plan->relations[asker.rule->trigger.relation].column_count * sizeof *row);
    pull(run, &asker, item->worlds);
}

/* ---- what begins or ends within a day: facts and bonds of the record, and texts ---- */

/* Has an act of these rows to do with the beginning or the end of the fact; NULL: of the rule's text? */
static bool rows_mind_turn(struct cs_run *run, const struct cs_occurrence_row *rows, const struct cs_occurrence *fact,
                           const struct cs_item *item)
{
    return fact != NULL ? cs_meets(run, rows, fact->rows) ||
                              cs_meets_founding(run, rows, fact->rows, CS_APART_IN_HOURS)
                        : cs_meets_rule(run, rows, &run->plan->rules[item->subject], NULL);
}

static bool minds_turn(struct cs_run *run, const struct cs_occurrence *o, const struct cs_item *item)
{
    const struct cs_occurrence *fact = cs_item_fact(run, item);
    struct cs_occurrence_row replaced;
    struct cs_bond_state bond;
    cs_value values[CS_VARIABLES_MAX];

    if (fact != NULL && cs_tells_apart(run, o->rows, fact->rows->relation, fact->rows->values))
        return false;
    if (fact == NULL && item->kind != CS_ITEM_RULE) {
        cs_bond_entered(run, item->subject, values, &bond);
        return cs_meets_bond(run, o->rows, &bond) || stands_in(run, o, &bond);
    }
    /* who takes over has all that the other stands in by then */
    if ((fact != NULL && run->plan->relations[fact->rows->relation].takes_over) ||
        rows_mind_turn(run, o->rows, fact, item))
        return true;
    for (size_t at = 0; cs_tells_next_replaced(run, o, &at, &replaced);)
        if (rows_mind_turn(run, &replaced, fact, item))
            return true;
    return false;
}

static bool turn_minds(struct cs_run *run, const struct cs_occurrence *o, const struct asker *a)
{
    return minds_turn(run, o, a->item);
}

static cs_set before_turn(struct cs_run *run, cs_value o, const struct asker *a)
{
    return cs_tells_question(run, o, cs_moment_name(run, run->now, a->item->offset));
}

/* The worlds in which something begins or ends: of a fact, those in which the record has it. */
static cs_set worlds_of_turn(struct cs_run *run, const struct cs_item *item)
{
    const struct cs_occurrence *fact = cs_item_fact(run, item);
    cs_set worlds = CS_NONE;

    if (fact == NULL)
        return item->worlds;
    for (const struct cs_occurrence_row *row = fact->rows; row != NULL; row = row->next)
        worlds = cs_worlds_or(run->worlds, worlds, row->worlds);
    return cs_worlds_and(run->worlds, worlds, item->worlds);
}

void cs_order_before_turn(struct cs_run *run, const struct cs_item *items, size_t count)
{
    if (!some_open(run))
        return;
    for (size_t i = 0; i < count; i++)
        if (cs_item_fact(run, &items[i]) != NULL)
            cs_meets_also_at_hand(run, cs_item_fact(run, &items[i])->rows);
    for (size_t i = 0; i < count && run->open_count > 0 && cs_run_ok(run); i++) {
        const struct asker asker = {.minds = turn_minds, .before = before_turn, .item = &items[i]};

        pull(run, &asker, worlds_of_turn(run, &items[i]));
    }
}

bool cs_order_open_at(const struct cs_run *run, cs_instant time)
{
    for (size_t i = 0; i < run->open_count; i++) {
        const struct cs_placement *p = &run->placements[run->open[i]];

        if (p->end > time && p->worlds != CS_NONE)
            return true;
    }
    for (size_t i = run->opened; i < run->placement_count && run->placements[i].start < time; i++)
        if (run->placements[i].end > time && run->placements[i].worlds != CS_NONE)
            return true;
    return false;
}

static bool end_minds(struct cs_run *run, const struct cs_occurrence *o, const struct asker *a)
{
    (void)run;
    (void)o;
    (void)a;
    return true;
}

void cs_order_before_end(struct cs_run *run, cs_value moment, cs_set worlds)
{
    const struct asker asker = {.minds = end_minds, .before = before_moment, .moment = moment};

    if (some_open(run))
        pull(run, &asker, worlds);
}
