/* SPDX-License-Identifier: MIT */
/*
 * What an occurrence or a fact does to bonds (R 6.2 to 6.6, 7): it performs them, in whole or in part, in time or late;
 * breaks prohibitions; ends, releases, suspends. An occurrence does so as it happens; a fact as it begins, or as a bond
 * is founded while it holds; an occurrence that lasts as it happens, or as a bond is founded before it ends.
 */
#include <stdlib.h>
#include <string.h>

#include "run/family.h"
#include "run/oldest.h"
#include "run/who.h"

struct seeing { /* of one row, by all bonds that it may concern */
    struct cs_run *run;
    uint32_t relation, row;
    cs_value values[CS_COLUMNS_MAX];
    cs_value occurrence; /* of an event */
    cs_set worlds;
    bool fact, begins;
    bool standing; /* it holds, or lasts, as the bond is founded */
    struct cs_place now; /* where it is seen; that of the run is, of what is earlier, where it happened */
    bool earlier;  /* it happened before it came to be called so, and performs as of then (R 6.6) */
    struct cs_loose *loose; /* what it may perform, though it leaves unsaid what they say (R 6.2) */
    size_t loose_count, loose_capacity;
};

enum fit { FIT_NONE, FIT_LOOSE, FIT_FULL };

/* Does the row fit the watcher? Loosely, if it leaves unsaid something that the watcher says. */
static enum fit fits(const struct seeing *s, const struct cs_watcher *w)
{
    const struct cs_relation *r = &s->run->plan->relations[s->relation];
    enum fit fit = FIT_FULL;

    for (uint32_t i = 0; i < r->column_count; i++) {
        if (w->values[i] == CS_UNSAID) /* so is a number that is performed in parts */
            continue;
        if (s->values[i] == CS_UNSAID)
            fit = FIT_LOOSE;
        else if (!cs_plan_fits(s->run->plan, r->column_kinds[i], w->values[i], s->values[i]))
            return FIT_NONE;
    }
    return fit;
}

/*
 * The worlds in which a row that fits loosely fits. For what breaks, ends or releases a bond that is a question
 * (R 2.7); a performance is not asked: it may be for any duty that it fits (R 6.2).
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

/* The name of what happens in questions of order: the occurrence, or the row of a fact that no occurrence begins. */
static cs_value name_of(const struct seeing *s)
{
    cs_value occurrence = s->run->place.occurrence;

    return occurrence != CS_UNSAID ? occurrence : cs_docket_row_name(s->run->docket, s->relation, s->values);
}

/*
 * The worlds in which it comes too late. A deadline of hours that runs from a day without hours falls at an unknown
 * instant: whether an act near it came before is a question (R 8.2).
 */
static cs_set too_late(struct seeing *s, struct cs_bond_state *b)
{
    struct cs_run *run = s->run;
    cs_set late = CS_NONE;

    for (size_t i = b->first_due; i < b->due_count && !s->standing; i++) {
        const struct cs_due *due = &b->dues[i];
        cs_set before;

        if (due->terms->days || due->start == due->end || run->place.end <= due->start || due->worlds == CS_NONE)
            continue;
        before = cs_due_before(run, due, name_of(s));
        late = cs_worlds_or(run->worlds, late, cs_worlds_minus(run->worlds, due->worlds, before));
    }
    return cs_worlds_and(run->worlds, late, s->worlds);
}

/* ---- what counts from an earlier day ---- */

/* The worlds in which the bond was founded before this moment. */
static cs_set founded_by(struct cs_run *run, const struct cs_bond_state *b, cs_instant end)
{
    const struct cs_pieces *since = cs_bond_at(b, CS_BOND_SINCE);
    cs_set founded = since->count == 0 && b->founded < end ? b->exists : CS_NONE;

    for (size_t i = 0; i < since->count; i++)
        if (since->items[i].time < end)
            founded = cs_worlds_or(run->worlds, founded, since->items[i].worlds);
    return founded;
}

/* The worlds in which it was founded by the day on which the occurrence was. */
static cs_set founded_by_occurrence(struct cs_run *run, const struct cs_bond_state *b, const struct cs_occurrence *o)
{
    cs_set worlds = CS_NONE;

    for (uint32_t i = 0; i < o->cell_count; i++)
        worlds = cs_worlds_or(run->worlds, worlds,
                              cs_worlds_and(run->worlds, o->cells[i].worlds, founded_by(run, b, o->cells[i].end)));
    return worlds;
}

/*
 * The worlds in which the bond was founded before the end of the place, and is open, or would be, had nothing but its
 * breach after the place ended it.
 */
static cs_set open_by_then(struct cs_run *run, const struct cs_bond_state *b)
{
    cs_set founded = founded_by(run, b, run->place.end), open = cs_bond_open(run, b);
    const struct cs_pieces *broken = cs_bond_at(b, CS_BOND_BROKEN_AT);

    for (size_t i = 0; i < broken->count && b->conclusion->only; i++)
        if (broken->items[i].time >= run->place.end)
            open = cs_worlds_or(run->worlds, open,
                                cs_worlds_minus(run->worlds, broken->items[i].worlds, cs_bond_in(b, CS_BOND_LATE)));
    return cs_worlds_and(run->worlds, founded, open);
}

/* R 6.6: in these worlds it was performed at this place after all: what was broken only later is no longer broken. */
static void mend(struct cs_run *run, struct cs_bond_state *b, cs_set worlds)
{
    const struct cs_pieces *broken = cs_bond_at(b, CS_BOND_BROKEN_AT);
    for (size_t i = 0; i < broken->count; i++) {
        struct cs_piece *piece = &broken->items[i];
        cs_set mended = cs_worlds_and(run->worlds, piece->worlds, worlds);

        if (mended == CS_NONE || piece->time < run->place.end)
            continue;
        piece->worlds = cs_worlds_minus(run->worlds, piece->worlds, mended);
        b->broken = cs_worlds_minus(run->worlds, b->broken, mended);
        b->ended_after = cs_worlds_minus(run->worlds, b->ended_after, mended);
    }
}

/* ---- performance ---- */

/* `by_then`: in which of them it was complete as of the place, if that is an earlier one. */
static void complete(struct seeing *s, uint32_t bond, cs_set worlds, cs_set by_then)
{
    struct cs_run *run = s->run;
    struct cs_bond_state *b = &run->bonds[bond];
    struct cs_place place = run->place;
    cs_set late;

    if (worlds == CS_NONE)
        return;
    if (s->earlier)
        mend(run, b, cs_worlds_and(run->worlds, worlds, by_then));
    cs_bond_leave_suspension(run, bond, cs_worlds_and(run->worlds, worlds, cs_bond_in(b, CS_BOND_SUSPENDED)));
    late = cs_worlds_and(run->worlds, worlds, too_late(s, b));
    late = cs_worlds_minus(run->worlds, late, b->broken);
    run->place = s->now; /* what follows from it comes about now */
    cs_bond_break(run, bond, late, place.start, CS_NOWHERE, CS_NOWHERE);
    run->place = place;
    if (b->conclusion->only) /* too late, it is no longer owed */
        worlds = cs_worlds_minus(run->worlds, worlds, late);
    late = cs_worlds_and(run->worlds, worlds, b->broken);
    cs_bond_add_in(run, b, CS_BOND_LATE, late);
    b->done = cs_worlds_or(run->worlds, b->done, cs_worlds_minus(run->worlds, worlds, late));
    cs_bond_becomes(run, bond, CS_VERB_FULFILS, worlds, &s->now);
    cs_bond_stir(run, bond);
}

static bool part_of(const struct seeing *s, const struct cs_bond_state *b, cs_wide *part)
{
    uint32_t column = s->run->plan->relations[s->relation].number_column;
    const struct cs_names *names = s->run->plan->names;

    if (cs_bond_past(b)->owed == 0 || column == CS_NOWHERE || s->values[column] == CS_UNSAID)
        return false;
    return cs_wide_parse(cs_names_text(names, s->values[column]), cs_names_length(names, s->values[column]), part);
}

static void add_sum(struct cs_run *run, struct cs_sums *sums, struct cs_sum sum)
{
    if (sum.worlds == CS_NONE)
        return;
    if (!cs_pool_grow(&run->pool, &run->arena, &sums->items, &sums->capacity, sums->count + 1, sizeof *sums->items)) {
        cs_run_fail_memory(run);
        return;
    }
    sums->items[sums->count++] = sum;
}

/* Adds a part to the sums in the worlds that it has. */
static void add_part(struct cs_run *run, struct cs_sums *sums, struct cs_sum part)
{
    size_t count = sums->count;

    for (size_t i = 0; i < count; i++) {
        struct cs_sum more = {.worlds = cs_worlds_and(run->worlds, sums->items[i].worlds, part.worlds)};

        if (more.worlds == CS_NONE || !cs_wide_add(sums->items[i].sum, part.sum, &more.sum) ||
            !cs_wide_add(sums->items[i].in_time, part.in_time, &more.in_time))
            continue;
        part.worlds = cs_worlds_minus(run->worlds, part.worlds, more.worlds);
        sums->items[i].worlds = cs_worlds_minus(run->worlds, sums->items[i].worlds, more.worlds);
        add_sum(run, sums, more);
    }
    add_sum(run, sums, part);
}

/* The worlds in which what was performed, of it in time, is as much as is owed. */
static cs_set enough(struct cs_run *run, const struct cs_bond_state *b, bool in_time)
{
    const struct cs_sums *sums = &cs_bond_past(b)->sums;
    cs_set worlds = CS_NONE;

    for (size_t i = 0; i < sums->count; i++)
        if ((in_time ? sums->items[i].in_time : sums->items[i].sum) >= cs_bond_past(b)->owed)
            worlds = cs_worlds_or(run->worlds, worlds, sums->items[i].worlds);
    return worlds;
}

/* Raises the sums in these worlds to at least this. */
static void raise_sum(struct cs_run *run, struct cs_sums *sums, struct cs_sum least)
{
    size_t count = sums->count;

    for (size_t i = 0; i < count; i++) {
        cs_set here = cs_worlds_and(run->worlds, sums->items[i].worlds, least.worlds);

        least.worlds = cs_worlds_minus(run->worlds, least.worlds, here);
        if (here == CS_NONE || sums->items[i].sum >= least.sum)
            continue;
        sums->items[i].worlds = cs_worlds_minus(run->worlds, sums->items[i].worlds, here);
        add_sum(run, sums, (struct cs_sum){.worlds = here, .sum = least.sum});
    }
    add_sum(run, sums, least);
}

/* R 6.3: the parts of a state that hold at one time add up; the greatest sum so far counts. */
static void add_held_parts(struct seeing *s, uint32_t bond, cs_set worlds)
{
    struct cs_run *run = s->run;
    struct cs_watcher act = cs_bond_act(run, bond);
    struct cs_sums held = {0};
    struct cs_cursor cursor;
    uint32_t row;
    cs_wide part;

    cs_cursor_start(run, s->relation, cs_store_said(run, s->relation, act.values), act.values, &cursor);
    while (cs_cursor_next(&cursor, &row)) {
        struct seeing other = {.run = run, .relation = s->relation};
        cs_set here = cs_worlds_and(run->worlds, run->stores[s->relation].rows[row].worlds, worlds);

        memcpy(other.values, cs_store_values(run, s->relation, row),
               run->plan->relations[s->relation].column_count * sizeof *other.values);
        if (here != CS_NONE && fits(&other, &act) != FIT_NONE && part_of(&other, &run->bonds[bond], &part))
            add_part(run, &held, (struct cs_sum){.worlds = here, .sum = part});
    }
    for (size_t i = 0; i < held.count && cs_bond_own_past(run, &run->bonds[bond]) != NULL; i++)
        raise_sum(run, &run->bonds[bond].past->sums, held.items[i]);
    cs_pool_give(&run->pool, held.items, held.capacity, sizeof *held.items);
}

/* What is given after the breach is too late, whatever comes to count from before it (R 6.6). */
static void add_given_part(struct seeing *s, struct cs_bond_state *b, cs_wide part, cs_set worlds)
{
    const struct cs_pieces *broken = cs_bond_at(b, CS_BOND_BROKEN_AT);
    struct cs_run *run = s->run;
    cs_set late = CS_NONE;

    for (size_t i = 0; i < broken->count; i++)
        if (broken->items[i].time < run->place.end)
            late = cs_worlds_or(run->worlds, late, broken->items[i].worlds);
    late = cs_worlds_and(run->worlds, late, worlds);
    if (cs_bond_own_past(run, b) == NULL)
        return;
    add_part(run, &b->past->sums, (struct cs_sum){cs_worlds_minus(run->worlds, worlds, late), part, part});
    add_part(run, &b->past->sums, (struct cs_sum){late, part, 0});
}

/* R 6.3: the part that makes the sum enough completes the performance. */
static void perform_part(struct seeing *s, uint32_t bond, cs_wide part, cs_set worlds)
{
    struct cs_run *run = s->run;
    struct cs_bond_state *b = &run->bonds[bond];

    if (s->fact)
        add_held_parts(s, bond, worlds);
    else
        add_given_part(s, b, part, worlds);
    complete(s, bond, cs_worlds_and(run->worlds, worlds, enough(run, b, false)), enough(run, b, true));
}

/* The worlds in which it may perform the bond. */
static cs_set performable(const struct seeing *s, uint32_t bond)
{
    const struct cs_bond_state *b = &s->run->bonds[bond];

    return cs_worlds_and(s->run->worlds, s->worlds, s->earlier ? open_by_then(s->run, b) : cs_bond_open(s->run, b));
}

static void perform(struct seeing *s, uint32_t bond, cs_set worlds)
{
    struct cs_run *run = s->run;
    struct cs_bond_state *b = &run->bonds[bond];
    cs_wide part;

    if (worlds == CS_NONE)
        return;
    cs_bond_tell_piece(run, b, CS_BOND_DONE_AT, run->place.start, worlds, s->relation, s->row);
    cs_bond_touch(run, bond, s->relation, s->row);
    if (part_of(s, b, &part))
        perform_part(s, bond, part, worlds);
    else
        complete(s, bond, worlds, worlds);
}

static void break_prohibition(struct seeing *s, const struct cs_watcher *w)
{
    struct cs_run *run = s->run;

    const struct cs_bond_state *b = &run->bonds[w->bond];
    cs_set worlds = cs_worlds_and(run->worlds, worlds_of_fit(s, w), cs_bond_open(run, b));

    if (s->earlier) /* R 6.6: what was not forbidden then is no breach */
        worlds = cs_worlds_and(run->worlds, worlds,
                               founded_by_occurrence(run, b, cs_docket_occurrence(run->docket, s->occurrence)));
    if (s->standing) /* all that breaks it already as it is founded is one breach */
        worlds = cs_worlds_minus(run->worlds, worlds, b->broken);
    cs_bond_break(run, w->bond, worlds, run->place.start, s->relation, s->row);
}

/* ---- what lasts ---- */

/* The worlds in which the occurrence of this row has an end that is still to come. */
static cs_set lasts_now(struct cs_run *run, struct cs_lasting lasting)
{
    const struct cs_occurrence *o =
        cs_docket_occurrence(run->docket, cs_store_values(run, lasting.relation, lasting.row)[0]);
    cs_set worlds = run->stores[lasting.relation].rows[lasting.row].worlds;

    for (uint32_t i = 0; o != NULL && i < o->end_count; i++)
        if (o->ends[i].end <= run->place.start)
            worlds = cs_worlds_minus(run->worlds, worlds, o->ends[i].worlds);
    return worlds;
}

static struct seeing see_lasting(struct cs_run *run, struct cs_lasting lasting, cs_set worlds)
{
    struct seeing s = {.run = run, .relation = lasting.relation, .row = lasting.row, .standing = true,
                       .now = run->place};

    memcpy(s.values, cs_store_values(run, lasting.relation, lasting.row),
           run->plan->relations[lasting.relation].column_count * sizeof *s.values);
    s.occurrence = s.values[0];
    s.values[0] = CS_UNSAID;
    s.worlds = cs_worlds_and(run->worlds, worlds, lasts_now(run, lasting));
    return s;
}

/* The worlds in which an occurrence lasts that is waited for. */
static cs_set lasting_now(struct cs_run *run, const struct cs_watcher *w)
{
    cs_set worlds = CS_NONE;

    for (size_t i = 0; i < run->lasting_count; i++)
        if (run->lasting[i].relation == w->relation) {
            struct seeing s = see_lasting(run, run->lasting[i], CS_ALL);

            if (s.worlds != CS_NONE && fits(&s, w) != FIT_NONE)
                worlds = cs_worlds_or(run->worlds, worlds,
                                      cs_who_fits(run, w->who, w->pattern, s.values, worlds_of_fit(&s, w)));
        }
    return worlds;
}

/* ---- facts ---- */

/* The worlds in which some fact holds now that is waited for. */
static cs_set holds_now(struct cs_run *run, const struct cs_watcher *w)
{
    uint32_t relation = w->relation;
    const cs_value *values = w->values;
    const struct cs_relation *r = &run->plan->relations[relation];
    struct cs_cursor cursor;
    cs_set worlds = CS_NONE;
    uint32_t row;

    cs_cursor_start(run, relation, cs_store_said(run, relation, values), values, &cursor);
    while (cs_cursor_next(&cursor, &row)) {
        const cs_value *has = cs_store_values(run, relation, row);
        bool same = true;

        for (uint32_t i = 0; i < r->column_count && same; i++)
            same = values[i] == CS_UNSAID ||
                   (has[i] != CS_UNSAID && cs_plan_fits(run->plan, r->column_kinds[i], values[i], has[i]));
        if (same)
            worlds = cs_worlds_or(run->worlds, worlds, cs_who_fits(run, w->who, w->pattern, has,
                                                                   run->stores[relation].rows[row].worlds));
    }
    return worlds;
}

bool cs_bond_may_stand(const struct cs_run *run, uint32_t relation)
{
    return run->lasting_count > 0 || run->plan->relations[relation].kind == CS_RELATION_FACT;
}

cs_set cs_bond_fact_now(struct cs_run *run, uint32_t bond, const struct cs_pattern *pattern)
{
    const struct cs_relation *r = &run->plan->relations[pattern->relation];
    struct cs_watcher w = {.bond = bond, .relation = pattern->relation, .who = run->bonds[bond].who,
                           .pattern = pattern};

    for (uint32_t i = 0; i < r->column_count; i++)
        w.values[i] = cs_bond_value(&run->bonds[bond], pattern->columns[i]);
    return r->kind == CS_RELATION_FACT ? holds_now(run, &w) : lasting_now(run, &w);
}

/* A state that suspends has ceased: the suspension ends in the worlds in which no other such state holds. */
static void resume(struct cs_run *run, uint32_t bond)
{
    struct cs_bond_state *b = &run->bonds[bond];
    cs_set still = CS_NONE;

    for (uint32_t i = 0; i < b->conclusion->watch_count; i++)
        if (b->conclusion->watches[i].kind == CS_MODIFIER_SUSPENDED)
            still = cs_worlds_or(run->worlds, still, cs_bond_fact_now(run, bond, &b->conclusion->watches[i].pattern));
    cs_bond_leave_suspension(run, bond, cs_worlds_minus(run->worlds, cs_bond_in(b, CS_BOND_SUSPENDED), still));
}

/* ---- seeing ---- */

/* Performs the bond; CS_NOWHERE: those that are noted. */
static void perform_here(struct seeing *s, uint32_t bond)
{
    if (bond != CS_NOWHERE) {
        perform(s, bond, performable(s, bond));
        return;
    }
    for (size_t i = 0; i < s->loose_count; i++)
        s->loose[i].worlds = performable(s, s->loose[i].bond);
    cs_oldest(s->run, s->loose, s->loose_count);
    for (size_t i = 0; i < s->loose_count && cs_run_ok(s->run); i++)
        perform(s, s->loose[i].bond, s->loose[i].worlds);
}

/* R 6.6: it performs as of each of the days on which it may have been. */
static void perform_earlier(struct seeing *s, uint32_t bond)
{
    struct cs_run *run = s->run;
    const struct cs_occurrence *o = cs_docket_occurrence(run->docket, s->occurrence);
    struct cs_place now = run->place;
    cs_set worlds = s->worlds;

    for (uint32_t i = 0; i < o->cell_count && cs_run_ok(run); i++) {
        const struct cs_cell *cell = &o->cells[i];

        run->place = (struct cs_place){.start = cell->start, .end = cell->end, .day = cell->day, .hours = cell->hours,
                                       .offset = cell->offset, .occurrence = o->value};
        s->worlds = cs_worlds_and(run->worlds, worlds, cell->worlds);
        perform_here(s, bond);
    }
    s->worlds = worlds;
    run->place = now;
}

static void see_performance(struct seeing *s, uint32_t bond)
{
    if (s->earlier)
        perform_earlier(s, bond);
    else
        perform_here(s, bond);
}

/* The watchers of a pass have been called. */
static void see_noted(void *context)
{
    struct seeing *s = context;

    if (s->loose_count > 0)
        see_performance(s, CS_NOWHERE);
    s->loose_count = 0;
}

static void note_loose(struct seeing *s, uint32_t bond)
{
    if (cs_grow(&s->loose, &s->loose_capacity, s->loose_count + 1, sizeof *s->loose))
        s->loose[s->loose_count++] = (struct cs_loose){.bond = bond};
    else
        cs_run_fail_memory(s->run);
}

/*
 * Only of an event is what it leaves unsaid a question. A state that leaves something unsaid is not what is waited for
 * or forbidden (R 2.7), but it may perform (R 6.2).
 */
static void see_act(struct seeing *s, const struct cs_watcher *w, enum fit fit)
{
    if (!s->run->bonds[w->bond].conclusion->forbidden && fit == FIT_LOOSE)
        note_loose(s, w->bond);
    else if (!s->run->bonds[w->bond].conclusion->forbidden)
        see_performance(s, w->bond);
    else if (!s->fact || fit == FIT_FULL)
        break_prohibition(s, w);
}

static void see_fact(struct seeing *s, const struct cs_watcher *w, enum fit fit)
{
    if (w->purpose == CS_WATCH_ACT) {
        if (s->begins)
            see_act(s, w, fit);
    } else if (fit != FIT_FULL) {
        return;
    } else if (w->purpose == CS_WATCH_SUSPENDED) {
        if (s->begins)
            cs_bond_suspend(s->run, w->bond, s->worlds);
        else
            resume(s->run, w->bond);
    } else if (s->begins != w->negated) {
        cs_set worlds = s->worlds;

        if (w->negated) /* until no F: another such state may still hold */
            worlds = cs_worlds_minus(s->run->worlds, worlds, holds_now(s->run, w));
        cs_bond_end(s->run, w->bond, worlds, w->purpose == CS_WATCH_RELEASED, s->relation, s->row);
    }
}

static void see_fitting(struct seeing *s, const struct cs_watcher *w, enum fit fit)
{
    if (s->fact)
        see_fact(s, w, fit);
    else if (w->purpose == CS_WATCH_ACT)
        see_act(s, w, fit);
    else if (w->purpose == CS_WATCH_LIMIT)
        cs_bond_limit_comes(s->run, w->bond, w->limit, worlds_of_fit(s, w), s->relation, s->row);
    else if (w->purpose != CS_WATCH_SUSPENDED && !w->negated)
        cs_bond_end(s->run, w->bond, worlds_of_fit(s, w), w->purpose == CS_WATCH_RELEASED, s->relation, s->row);
}

static void see(void *context, const struct cs_watcher *w)
{
    struct seeing *s = context;
    enum fit fit = fits(s, w);
    cs_set all = s->worlds;

    if (fit == FIT_NONE)
        return;
    if (w->who != NULL)
        s->worlds = cs_who_fits(s->run, w->who, w->pattern, s->values, all);
    if (s->worlds != CS_NONE)
        see_fitting(s, w, fit);
    s->worlds = all;
}

/* Of the values those of the relation are read: what is copied behind them is of other rows. */
static inline void see_values(struct seeing *s, struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds)
{
    const cs_value *values = cs_store_values(run, relation, row);

    s->run = run;
    s->relation = relation;
    s->row = row;
    s->worlds = worlds;
    s->fact = s->begins = s->standing = s->earlier = false;
    s->now = run->place;
    s->loose = NULL;
    s->loose_count = s->loose_capacity = 0;
    memcpy(s->values, values, sizeof s->values);
}

/*
 * A row that comes about in all worlds, and leaves nothing unsaid that a family says, performs or ends its duties at
 * once, and for good: no rule looks at them, and nothing can be offered in their place.
 */
static bool settle_family(void *context, uint32_t family, uint32_t watch, uint64_t same)
{
    static const enum cs_state states[] = {[CS_MODIFIER_UNTIL] = CS_STATE_EXPIRED,
                                           [CS_MODIFIER_RELEASED] = CS_STATE_DISCHARGED};
    struct seeing *s = context;
    const struct cs_bond_state *b = &s->run->bonds[family];
    struct cs_settled settled = {.family = family, .relation = s->relation, .row = s->row,
                                 .state = watch == CS_NOWHERE ? CS_STATE_FULFILLED
                                                              : states[b->conclusion->watches[watch].kind]};

    if (s->worlds != CS_ALL || s->earlier || s->run->docket->substitute_count > 0 ||
        !cs_family_fits(s->run, family, watch, s->values, same, &settled.members))
        return false;
    cs_family_settle(s->run, settled);
    return true;
}

void cs_bonds_see_row(struct cs_run *run, uint32_t relation, uint32_t row, cs_set worlds, unsigned passes)
{
    struct seeing s;

    if (!cs_watch_waits(run, relation))
        return;
    see_values(&s, run, relation, row, worlds);
    s.occurrence = s.values[0];
    s.earlier = s.occurrence != run->place.occurrence && cs_docket_occurrence(run->docket, s.occurrence) != NULL;
    s.values[0] = CS_UNSAID; /* a watcher waits for any occurrence of its kind */
    cs_watch_find(run, relation, cs_store_values(run, relation, row),
                  passes & ~0u << CS_PASS_ACT & ~(~0u << CS_BOND_PASSES),
                  &(struct cs_watch_asked){see, passes == CS_PASSES_ALL ? settle_family : NULL, see_noted, &s});
    if (s.loose != NULL)
        free(s.loose);
}

void cs_bonds_see_fact(struct cs_run *run, uint32_t relation, uint32_t row, bool begins, cs_set worlds, unsigned pass)
{
    struct seeing s;

    if (pass > run->last_pass || !cs_watch_waits(run, relation))
        return;
    s = (struct seeing){.run = run, .relation = relation, .row = row, .worlds = worlds, .fact = true, .begins = begins,
                        .now = run->place};
    memcpy(s.values, cs_store_values(run, relation, row),
           run->plan->relations[relation].column_count * sizeof *s.values);
    cs_watch_find(run, relation, cs_store_values(run, relation, row), 1u << pass,
                  &(struct cs_watch_asked){see, NULL, see_noted, &s});
    free(s.loose);
}

static void see_standing(struct seeing *s, const struct cs_watcher *act)
{
    enum fit fit = s->worlds == CS_NONE ? FIT_NONE : fits(s, act);

    if (fit != FIT_NONE) {
        see_act(s, act, fit);
        see_noted(s);
    }
    free(s->loose);
}

void cs_bond_see_standing(struct cs_run *run, uint32_t bond, cs_set worlds)
{
    struct cs_watcher act = cs_bond_act(run, bond);
    const struct cs_relation *r = &run->plan->relations[act.relation];
    struct cs_cursor cursor;
    uint32_t row;

    for (size_t i = 0; i < run->lasting_count && cs_run_ok(run); i++)
        if (run->lasting[i].relation == act.relation) {
            struct seeing s = see_lasting(run, run->lasting[i], worlds);

            see_standing(&s, &act);
        }
    if (r->kind != CS_RELATION_FACT)
        return;
    cs_cursor_start(run, act.relation, cs_store_said(run, act.relation, act.values), act.values, &cursor);
    while (cs_run_ok(run) && cs_cursor_next(&cursor, &row)) {
        struct seeing s = {
            .run = run, .relation = act.relation, .row = row, .fact = true, .begins = true, .standing = true,
            .now = run->place
        };

        s.worlds = cs_worlds_and(run->worlds, worlds, run->stores[act.relation].rows[row].worlds);
        memcpy(s.values, cs_store_values(run, act.relation, row), r->column_count * sizeof *s.values);
        see_standing(&s, &act);
    }
}

/*
 * "m2 in place of ACT": a mark on the bonds whose act that is, performed or not, unless they have ended (DECISIONS 11).
 */
static void mark(void *context, const struct cs_watcher *w)
{
    struct seeing *s = context;
    struct cs_bond_state *b = &s->run->bonds[w->bond];
    const struct cs_relation *r = &s->run->plan->relations[s->relation];
    cs_set worlds;

    for (uint32_t i = r->first_role; i < r->column_count; i++)
        if (s->values[i] != CS_UNSAID && w->values[i] != CS_UNSAID && i != r->number_column &&
            !cs_plan_fits(s->run->plan, r->column_kinds[i], w->values[i], s->values[i]))
            return;
    worlds = cs_worlds_and(s->run->worlds, s->worlds,
                           cs_worlds_minus(s->run->worlds, b->exists, cs_bond_ended(s->run, b)));
    cs_bond_add_in(s->run, b, CS_BOND_SUBSTITUTED, worlds);
    cs_bond_tell_piece(s->run, b, CS_BOND_SUBSTITUTES, s->run->place.start, worlds, CS_NOWHERE, s->row);
}

void cs_bonds_see_substitute(struct cs_run *run, uint32_t substitute, cs_set worlds)
{
    const struct cs_substitute *sub = &run->docket->substitutes[substitute];
    struct seeing s = {.run = run, .relation = sub->relation, .row = substitute};
    cs_value all[CS_COLUMNS_MAX] = {0};

    memcpy(s.values, sub->values, sizeof s.values);
    s.worlds = cs_worlds_and(run->worlds, worlds, sub->matter->yes);
    cs_watch_find(run, s.relation, all, 1u << CS_PASS_ACT, &(struct cs_watch_asked){mark, NULL, NULL, &s});
}
