/* SPDX-License-Identifier: MIT */
/*
 * What an occurrence or a fact does to bonds: it performs them, in whole or in part, in time or late; breaks prohibitions;
 * ends, releases, suspends.
 */
#include <stdlib.h>
#include <string.h>

#include "run/bond_int.h"

struct taken_up { /* worlds in which this occurrence has already performed such a duty (R 6.2) */
    uint32_t bond;
    cs_set worlds;
};

struct seeing {
    struct cs_run *run;
    uint32_t relation, row;
    cs_value values[CS_COLUMNS_MAX];
    cs_value occurrence; /* of an event */
    cs_set worlds;
    bool fact, begins;
    unsigned pass; /* what performs a bond is seen before what ends it by itself, that before what releases it */
    struct taken_up *taken;
    size_t taken_count, taken_capacity;
};

enum fit { FIT_NONE, FIT_LOOSE, FIT_FULL };

/* Does the row fit what the watch says? Loosely, if it leaves unsaid something that the watch says. */
static enum fit fits(const struct seeing *s, const struct cs_watcher *w)
{
    const struct cs_relation *r = &s->run->plan->relations[s->relation];
    enum fit fit = FIT_FULL;

    for (uint32_t i = 0; i < r->column_count; i++) {
        if (w->values[i] == CS_UNSAID) /* so too of a number of which parts are performed */
            continue;
        if (s->values[i] == CS_UNSAID)
            fit = FIT_LOOSE;
        else if (!cs_plan_fits(s->run->plan, r->column_kinds[i], w->values[i], s->values[i]))
            return FIT_NONE;
    }
    return fit;
}

/*
 * The worlds in which a row is what a watch says, where it leaves unsaid what the watch says: for what breaks, ends or releases
 * that is a question (R 2.7); a performance may be for any (R 6.2).
 */
static cs_set worlds_of_fit(const struct seeing *s, const struct cs_watcher *w)
{
    const struct cs_relation *r = &s->run->plan->relations[s->relation];
    cs_set worlds = s->worlds;

    for (uint32_t i = r->first_role; i < r->column_count && r->kind == CS_RELATION_EVENT; i++)
        if (w->values[i] != CS_UNSAID && s->values[i] == CS_UNSAID)
            worlds = cs_worlds_and(s->run->worlds, worlds,
                                   cs_docket_unsaid(s->run->docket, s->occurrence,
                                                    r->shape->roles[i - r->first_role].prep, w->values[i]));
    return worlds;
}

static bool same_family(const struct cs_bond_state *a, const struct cs_bond_state *b)
{
    return a->article == b->article && a->relation == b->relation && a->holder == b->holder &&
           a->claimant == b->claimant && a->conclusion->expectation == b->conclusion->expectation;
}

/* Of several duties that a loose performance may be for, the oldest still open takes it. */
static cs_set not_taken(struct seeing *s, uint32_t bond, cs_set worlds)
{
    for (size_t i = 0; i < s->taken_count; i++)
        if (same_family(&s->run->bonds[s->taken[i].bond], &s->run->bonds[bond]))
            worlds = cs_worlds_minus(s->run->worlds, worlds, s->taken[i].worlds);
    return worlds;
}

static void take(struct seeing *s, uint32_t bond, cs_set worlds)
{
    if (!cs_grow(&s->taken, &s->taken_capacity, s->taken_count + 1, sizeof *s->taken)) {
        cs_run_memory(s->run);
        return;
    }
    s->taken[s->taken_count++] = (struct taken_up){bond, worlds};
}

/*
 * A deadline of hours that runs from a day without hours falls at an instant that is not known; an act near it is in time in
 * the worlds in which it came before (R 8.2).
 */
static cs_set missed(struct seeing *s, struct cs_bond_state *b)
{
    struct cs_run *run = s->run;
    cs_set late = CS_NONE;

    for (size_t i = 0; i < b->due_count; i++) {
        const struct cs_due *due = &b->dues[i];
        cs_set before;

        if (due->days || due->start == due->end || run->place.end <= due->start || due->worlds == CS_NONE)
            continue;
        before = cs_order_question(run, run->place.occurrence, due->name);
        late = cs_worlds_or(run->worlds, late, cs_worlds_minus(run->worlds, due->worlds, before));
    }
    return cs_worlds_and(run->worlds, late, s->worlds);
}

static void complete(struct seeing *s, uint32_t bond, cs_set worlds)
{
    struct cs_run *run = s->run;
    struct cs_bond_state *b = &run->bonds[bond];
    cs_set late;

    if (worlds == CS_NONE)
        return;
    late = cs_worlds_and(run->worlds, worlds, missed(s, b));
    late = cs_worlds_minus(run->worlds, late, b->broken);
    cs_bond_break(run, bond, late, run->place.start, CS_NOWHERE, CS_NOWHERE);
    b = &run->bonds[bond];
    late = cs_worlds_and(run->worlds, worlds, b->broken);
    b->late = cs_worlds_or(run->worlds, b->late, late);
    b->done = cs_worlds_or(run->worlds, b->done, cs_worlds_minus(run->worlds, worlds, late));
}

static bool part_of(const struct seeing *s, const struct cs_bond_state *b, cs_wide *part)
{
    uint32_t column = s->run->plan->relations[s->relation].number_column;
    const struct cs_names *names = s->run->plan->names;

    if (b->owed == 0 || column == CS_NOWHERE || s->values[column] == CS_UNSAID)
        return false;
    return cs_wide_parse(cs_names_text(names, s->values[column]), cs_names_length(names, s->values[column]), part);
}

static void add_sum(struct cs_run *run, struct cs_bond_state *b, cs_wide sum, cs_set worlds)
{
    if (worlds == CS_NONE)
        return;
    if (!cs_grow(&b->sums, &b->sum_capacity, b->sum_count + 1, sizeof *b->sums)) {
        cs_run_memory(run);
        return;
    }
    b->sums[b->sum_count++] = (struct cs_sum){worlds, sum};
}

/* R 6.3: parts add up; what makes them enough completes the performance. */
static void perform_part(struct seeing *s, uint32_t bond, cs_wide part, cs_set worlds)
{
    struct cs_run *run = s->run;
    struct cs_bond_state *b = &run->bonds[bond];
    cs_set rest = worlds, enough = CS_NONE;
    size_t count = b->sum_count;

    for (size_t i = 0; i < count; i++) {
        cs_set here = cs_worlds_and(run->worlds, b->sums[i].worlds, worlds);
        cs_wide sum;

        if (here == CS_NONE || !cs_wide_add(b->sums[i].sum, part, &sum))
            continue;
        rest = cs_worlds_minus(run->worlds, rest, here);
        b->sums[i].worlds = cs_worlds_minus(run->worlds, b->sums[i].worlds, here);
        add_sum(run, b, sum, here);
        if (sum >= b->owed)
            enough = cs_worlds_or(run->worlds, enough, here);
    }
    add_sum(run, b, part, rest);
    if (part >= b->owed)
        enough = cs_worlds_or(run->worlds, enough, rest);
    complete(s, bond, enough);
}

static void perform(struct seeing *s, uint32_t bond, enum fit fit)
{
    struct cs_run *run = s->run;
    struct cs_bond_state *b = &run->bonds[bond];
    cs_set worlds = cs_worlds_and(run->worlds, s->worlds, cs_bond_open(run, b));
    cs_wide part;

    if (fit == FIT_LOOSE)
        worlds = not_taken(s, bond, worlds);
    if (worlds == CS_NONE)
        return;
    take(s, bond, worlds);
    cs_pieces_add(run, &b->done_at, run->place.start, worlds, s->relation, s->row);
    if (part_of(s, b, &part))
        perform_part(s, bond, part, worlds);
    else
        complete(s, bond, worlds);
}

static void break_prohibition(struct seeing *s, const struct cs_watcher *w)
{
    struct cs_run *run = s->run;

    cs_bond_break(run, w->bond,
                  cs_worlds_and(run->worlds, worlds_of_fit(s, w), cs_bond_open(run, &run->bonds[w->bond])),
                  run->place.start, s->relation, s->row);
}

/* ---- facts ---- */

cs_set cs_bond_fact_now(struct cs_run *run, uint32_t bond, const struct cs_pattern *pattern)
{
    const struct cs_relation *r = &run->plan->relations[pattern->relation];
    cs_value key[CS_COLUMNS_MAX] = {0};
    struct cs_cursor cursor;
    cs_set worlds = CS_NONE;
    uint32_t row;

    for (uint32_t i = 0; i < r->column_count; i++)
        key[i] = cs_bond_value(&run->bonds[bond], pattern->columns[i]);
    cs_cursor_start(run, pattern->relation, cs_store_said(run, pattern->relation, key), key, &cursor);
    while (cs_cursor_next(&cursor, &row)) {
        const cs_value *has = cs_store_values(run, pattern->relation, row);
        bool same = true;

        for (uint32_t i = 0; i < r->column_count && same; i++)
            same = key[i] == CS_UNSAID || cs_plan_fits(run->plan, r->column_kinds[i], key[i], has[i]);
        if (same)
            worlds = cs_worlds_or(run->worlds, worlds, run->stores[pattern->relation].rows[row].worlds);
    }
    return worlds;
}

void cs_bond_suspend(struct cs_run *run, uint32_t bond, cs_set worlds)
{
    struct cs_bond_state *b = &run->bonds[bond];
    cs_set more = cs_worlds_minus(run->worlds, cs_worlds_and(run->worlds, worlds, b->exists), b->suspended);

    if (more == CS_NONE)
        return;
    b->suspended = cs_worlds_or(run->worlds, b->suspended, more);
    cs_pieces_add(run, &b->suspended_at, run->place.start, more, CS_NOWHERE, CS_NOWHERE);
}

/* Whole days on which it was suspended are not counted: the deadline moves by them (DECISIONS 14). */
static void move_due(struct cs_run *run, uint32_t bond, size_t index, cs_instant since, cs_set worlds)
{
    struct cs_bond_state *b = &run->bonds[bond];
    struct cs_due moved = b->dues[index];
    cs_instant shift = run->now - since;

    moved.worlds = cs_worlds_and(run->worlds, moved.worlds, cs_worlds_and(run->worlds, worlds, cs_bond_open(run, b)));
    if (moved.worlds == CS_NONE)
        return;
    if (moved.dated) { /* a date stands; if it has passed meanwhile it falls due now */
        if (moved.end <= run->now)
            cs_queue_add(run, (struct cs_item){.time = run->now, .phase = CS_PHASE_DUE, .kind = CS_ITEM_DUE,
                                               .subject = bond});
        return;
    }
    if (moved.days) {
        cs_day first = cs_day_of(since, moved.zone), last = cs_day_of(run->now - 1, moved.zone);

        if (first <= moved.counted)
            first = moved.counted + 1;
        if (last < first)
            return;
        if (!cs_period_prolong(cs_calendar_of(moved.calendar), moved.period, first, last, &moved.ends)) {
            cs_docket_calendar_ends(run->docket, moved.calendar, cs_names_text(run->plan->names, moved.name));
            return;
        }
        shift = cs_day_start(moved.ends.last + 1, moved.zone) - moved.end;
        moved.counted = last;
    }
    b->dues[index].worlds = cs_worlds_minus(run->worlds, b->dues[index].worlds, moved.worlds);
    moved.start += shift;
    moved.end += shift;
    if (!cs_grow(&b->dues, &b->due_capacity, b->due_count + 1, sizeof *b->dues)) {
        cs_run_memory(run);
        return;
    }
    b->dues[b->due_count++] = moved;
    cs_queue_add(run, (struct cs_item){.time = moved.end < run->now ? run->now : moved.end, .phase = CS_PHASE_DUE,
                                       .kind = CS_ITEM_DUE, .subject = bond});
}

static void resume(struct cs_run *run, uint32_t bond)
{
    struct cs_bond_state *b = &run->bonds[bond];
    cs_set still = CS_NONE, freed;

    for (uint32_t i = 0; i < b->conclusion->watch_count; i++)
        if (b->conclusion->watches[i].kind == CS_MODIFIER_SUSPENDED)
            still = cs_worlds_or(run->worlds, still, cs_bond_fact_now(run, bond, &b->conclusion->watches[i].pattern));
    freed = cs_worlds_minus(run->worlds, b->suspended, still);
    b->suspended = cs_worlds_minus(run->worlds, b->suspended, freed);
    for (size_t p = 0; p < b->suspended_at.count && cs_run_ok(run); p++) {
        struct cs_piece *piece = &b->suspended_at.items[p];
        cs_set here = cs_worlds_and(run->worlds, piece->worlds, freed);
        size_t dues = b->due_count;

        piece->worlds = cs_worlds_minus(run->worlds, piece->worlds, here);
        for (size_t i = 0; here != CS_NONE && i < dues; i++)
            move_due(run, bond, i, piece->time, here);
    }
}

/* ---- seeing ---- */

static void see_fact(struct seeing *s, const struct cs_watcher *w)
{
    if (w->purpose == CS_WATCH_SUSPENDED) {
        if (s->begins)
            cs_bond_suspend(s->run, w->bond, s->worlds);
        else
            resume(s->run, w->bond);
    } else if ((w->purpose == CS_WATCH_UNTIL || w->purpose == CS_WATCH_RELEASED) && s->begins != w->negated) {
        cs_bond_end(s->run, w->bond, s->worlds, w->purpose == CS_WATCH_RELEASED, s->relation, s->row);
    }
}

static unsigned pass_of(enum cs_watch_purpose purpose)
{
    return purpose == CS_WATCH_RELEASED ? 2 : purpose == CS_WATCH_UNTIL ? 1 : 0;
}

static void see(void *context, const struct cs_watcher *w)
{
    struct seeing *s = context;
    enum fit fit = pass_of(w->purpose) == s->pass ? fits(s, w) : FIT_NONE;

    if (fit == FIT_NONE)
        return;
    if (s->fact) {
        see_fact(s, w);
        return;
    }
    switch (w->purpose) {
    case CS_WATCH_ACT:
        if (s->run->bonds[w->bond].conclusion->forbidden)
            break_prohibition(s, w);
        else
            perform(s, w->bond, fit);
        return;
    case CS_WATCH_UNTIL:
    case CS_WATCH_RELEASED:
        if (!w->negated)
            cs_bond_end(s->run, w->bond, worlds_of_fit(s, w), w->purpose == CS_WATCH_RELEASED, s->relation, s->row);
        return;
    case CS_WATCH_SUSPENDED:
        return;
    }
}

static void look(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds, bool fact, bool begins)
{
    struct seeing s = {.run = run, .relation = relation, .row = row, .worlds = worlds, .fact = fact, .begins = begins};

    memcpy(s.values, cs_store_values(run, relation, row), run->plan->relations[relation].column_count * sizeof *s.values);
    s.occurrence = s.values[0];
    if (!fact)
        s.values[0] = CS_UNSAID; /* a watch never names the occurrence that it waits for */
    for (s.pass = 0; s.pass <= run->last_pass; s.pass++)
        cs_watch_find(run, relation, cs_store_values(run, relation, row), see, &s);
    free(s.taken);
}

void cs_bonds_see_row(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds)
{
    look(run, relation, row, worlds, false, false);
}

void cs_bonds_see_fact(struct cs_run *run, uint32_t relation, uint32_t row, bool begins, cs_set worlds)
{
    look(run, relation, row, worlds, true, begins);
}

/* m2 in place of ACT: a mark on the bonds whose act that is (DECISIONS 11). */
static void mark(void *context, const struct cs_watcher *w)
{
    struct seeing *s = context;
    struct cs_bond_state *b = &s->run->bonds[w->bond];
    const struct cs_relation *r = &s->run->plan->relations[s->relation];
    cs_set worlds;

    if (w->purpose != CS_WATCH_ACT)
        return;
    for (uint32_t i = r->first_role; i < r->column_count; i++)
        if (s->values[i] != CS_UNSAID && w->values[i] != CS_UNSAID && i != r->number_column &&
            !cs_plan_fits(s->run->plan, r->column_kinds[i], w->values[i], s->values[i]))
            return;
    worlds = cs_worlds_and(s->run->worlds, s->worlds, cs_bond_open(s->run, b));
    b->substituted = cs_worlds_or(s->run->worlds, b->substituted, worlds);
    cs_pieces_add(s->run, &b->substitutes, s->run->place.start, worlds, CS_NOWHERE, s->row);
}

void cs_bonds_see_substitute(struct cs_run *run, uint32_t substitute, cs_set worlds)
{
    const struct cs_substitute *sub = &run->docket->substitutes[substitute];
    struct seeing s = {.run = run, .relation = sub->relation, .row = substitute};
    cs_value all[CS_COLUMNS_MAX] = {0};

    memcpy(s.values, sub->values, sizeof s.values);
    s.worlds = cs_worlds_and(run->worlds, worlds, sub->matter->yes);
    cs_watch_find(run, s.relation, all, mark, &s);
}
