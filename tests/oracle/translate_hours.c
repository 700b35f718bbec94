/* SPDX-License-Identifier: MIT */
/*
 * Hours, for clingo (R 7.1, 7.2, 7.8, 7.12, 7.13): the zone of the pair, the instants at which something may come
 * about, and with which instant the times end that run for hours, or end at one. Instants are seconds since 1970.
 *
 * A pair with such times is covered only if each of its occurrences has an hour: then every instant at which a time may
 * begin or end is known in advance, as so many hours after an entry, a midnight, or another of these instants.
 */
#include <stdlib.h>

#include "translate_int.h"

#define INSTANTS_MAX 4000
#define STEPS_MAX 48 /* different lengths in hours */
#define DAYS_AHEAD 430

/* ---- the zone ---- */

static void same_zone(struct translator *t, bool has, struct cs_zone zone)
{
    if (has && !cs_zone_same(zone, t->zone))
        outside(t, "several zones: a day of the one begins within a day of the other, and what has no hour may be on "
                   "either side");
}

struct cs_zone oracle_zone(const struct cs_case *c)
{
    struct cs_zone zone = CS_UTC;

    for (const struct cs_file *f = c->files; f != NULL; f = f->next)
        if (f->source->kind == CS_SOURCE_RECORD && f->reckoning.has_zone)
            zone = f->reckoning.zone;
    return zone;
}

/* One zone of all records and texts. */
void find_zone(struct translator *t)
{
    t->zone = oracle_zone(t->c);
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next) {
        same_zone(t, f->source->kind == CS_SOURCE_RECORD || f->reckoning.has_zone, f->reckoning.zone);
        for (const struct cs_instrument *i = f->instruments; i != NULL; i = i->next)
            same_zone(t, i->has_zone, i->zone);
    }
}

bool in_zone(const struct translator *t, const struct cs_moment *m)
{
    if (m->form == CS_MOMENT_TIME)
        return cs_zone_offset(m->offset, m->start) == cs_zone_offset(t->zone, m->start);
    return cs_zone_same(m->offset, t->zone) && !m->offset_written;
}

/* ---- what a pair has of hours ---- */

static bool runs_for_hours(struct cs_duration d)
{
    return d.unit == CS_HOURS;
}

static bool has_hours(const struct cs_bond *bond)
{
    for (const struct cs_bond_limit *l = bond->limits; l != NULL; l = l->next)
        if (l->hour != 0 || (l->kind == CS_LIMIT_DURATION && runs_for_hours(l->duration)) ||
            (l->kind == CS_LIMIT_BEFORE && l->before.form == CS_MOMENT_TIME))
            return true;
    return false;
}

static bool is_timed(const struct cs_entry *e)
{
    return e->moment.form == CS_MOMENT_TIME;
}

static bool is_occurrence(const struct translator *t, const struct cs_entry *e)
{
    return e->kind == CS_ENTRY_TERM && shape_of(t, &e->term)->kind == CS_SHAPE_EVENT;
}

/* Is there a time that runs for hours, or ends at one? */
static bool has_times(const struct translator *t)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next) {
        for (const struct cs_reading *r = f->readings; r != NULL; r = r->next)
            for (const struct cs_reading_answer *a = r->answers; a != NULL; a = a->next)
                if (a->has_duration && runs_for_hours(a->duration))
                    return true;
        for (const struct cs_rule *r = f->rules; r != NULL; r = r->next) {
            if (r->kind == CS_RULE_WHEN && r->delay == CS_DELAY_DURATION && runs_for_hours(r->duration))
                return true;
            for (const struct cs_effect *e = r->effects; e != NULL; e = e->next)
                if (e->kind == CS_EFFECT_BOND && has_hours(&e->bond))
                    return true;
        }
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (e->kind == CS_ENTRY_BOND && has_hours(e->bond))
                return true;
    }
    return false;
}

static bool some_entry(const struct translator *t, bool timed)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (is_occurrence(t, e) && is_timed(e) == timed)
                return true;
    return false;
}

static bool some_line(const struct translator *t, enum cs_entry_kind kind)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (e->kind == kind)
                return true;
    return false;
}

void find_hours(struct translator *t)
{
    t->has_times = has_times(t);
    t->has_hours = t->has_times || some_entry(t, true);
    if (t->has_times && (some_entry(t, false) || some_line(t, CS_ENTRY_DATED)))
        outside(t, "hours, and what has a day alone: its hours end at some moment of a range (R 7.2), which is no part "
                   "of a day");
    if (t->has_hours && some_line(t, CS_ENTRY_DATED))
        outside(t, "hours, and dates that others give");
}

/* ---- the instants at which something may come about ---- */

static bool is_among(const struct instants *all, cs_instant at)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i] == at)
            return true;
    return false;
}

static bool add_instant(struct instants *all, cs_instant at)
{
    if (is_among(all, at))
        return true;
    if (all->count == INSTANTS_MAX)
        return false;
    all->items[all->count++] = at;
    return true;
}

struct steps { cs_instant timers[STEPS_MAX], limits[STEPS_MAX]; size_t timer_count, limit_count; };

static void add_step(struct translator *t, cs_instant *steps, size_t *count, struct cs_duration d)
{
    cs_instant length = (cs_instant)d.count * 3600;

    for (size_t i = 0; i < *count; i++)
        if (steps[i] == length)
            return;
    if (*count == STEPS_MAX)
        outside(t, "many lengths in hours");
    else
        steps[(*count)++] = length;
}

static void steps_of_bond(struct translator *t, const struct cs_bond *bond, struct steps *steps)
{
    for (const struct cs_bond_limit *l = bond->limits; l != NULL; l = l->next)
        if (l->kind == CS_LIMIT_DURATION && runs_for_hours(l->duration))
            add_step(t, steps->limits, &steps->limit_count, l->duration);
}

static void find_steps(struct translator *t, struct steps *steps)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next) {
        for (const struct cs_reading *r = f->readings; r != NULL; r = r->next)
            for (const struct cs_reading_answer *a = r->answers; a != NULL; a = a->next)
                if (a->has_duration && runs_for_hours(a->duration))
                    add_step(t, steps->limits, &steps->limit_count, a->duration);
        for (const struct cs_rule *r = f->rules; r != NULL; r = r->next) {
            if (r->kind == CS_RULE_WHEN && r->delay == CS_DELAY_DURATION && runs_for_hours(r->duration))
                add_step(t, steps->timers, &steps->timer_count, r->duration);
            for (const struct cs_effect *e = r->effects; e != NULL; e = e->next)
                if (e->kind == CS_EFFECT_BOND)
                    steps_of_bond(t, &e->bond, steps);
        }
    }
}

/* The hours at which the periods of this file end, and those before which something is to be done. */
static void add_fixed(struct translator *t, const struct cs_bond *bond)
{
    for (const struct cs_bond_limit *l = bond->limits; l != NULL; l = l->next) {
        if (l->kind == CS_LIMIT_BEFORE && l->before.form == CS_MOMENT_TIME) {
            add_instant(&t->passing, l->before.start);
            if (cs_day_start(cs_day_of(l->before.start, t->zone), t->zone) == l->before.start)
                outside(t, "before the first hour of a day");
        }
        for (cs_day day = t->first; l->hour != 0 && day <= t->asked; day++)
            add_instant(&t->passing, hour_of_day(t, day, l->hour) + 1);
    }
}

/* What may come about so many hours after each of the instants, and after these. */
static void add_following(struct translator *t, const struct steps *steps, cs_instant end)
{
    struct instants from = {0};

    from.items = calloc(INSTANTS_MAX, sizeof *from.items);
    for (size_t i = 0; from.items != NULL && i < t->entered.count; i++)
        add_instant(&from, t->entered.items[i]);
    for (size_t i = 0; from.items != NULL && i < t->passing.count; i++)
        add_instant(&from, t->passing.items[i]);
    for (cs_day day = t->first; from.items != NULL && day <= t->asked; day++) {
        add_instant(&from, cs_day_start(day, t->zone));
        add_instant(&from, cs_day_start(day + 1, t->zone) - 1); /* the end of a term is still of its last day */
    }
    for (size_t i = 0; from.items != NULL && i < from.count; i++) {
        for (size_t k = 0; k < steps->timer_count; k++) {
            cs_instant at = from.items[i] + steps->timers[k];

            if (at < end && !(add_instant(&from, at) && add_instant(&t->timers, at)))
                outside(t, "many instants");
        }
        for (size_t k = 0; k < steps->limit_count; k++) {
            cs_instant at = from.items[i] + steps->limits[k] + 1;

            if (at < end && !(add_instant(&from, at) && add_instant(&t->passing, at)))
                outside(t, "many instants");
        }
    }
    free(from.items);
}

static void note_entered(struct translator *t)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next) {
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next) {
            if (is_occurrence(t, e) && is_timed(e))
                add_instant(&t->entered, e->moment.start);
            if (e->kind == CS_ENTRY_BOND)
                add_fixed(t, e->bond);
        }
        for (const struct cs_rule *r = f->rules; r != NULL; r = r->next)
            for (const struct cs_effect *e = r->effects; e != NULL; e = e->next)
                if (e->kind == CS_EFFECT_BOND)
                    add_fixed(t, &e->bond);
    }
}

void find_instants(struct translator *t)
{
    struct steps steps = {0};
    cs_instant end = cs_day_start(t->asked + 1, t->zone);

    t->entered.items = calloc(INSTANTS_MAX, sizeof *t->entered.items);
    t->passing.items = calloc(INSTANTS_MAX, sizeof *t->passing.items);
    t->timers.items = calloc(INSTANTS_MAX, sizeof *t->timers.items);
    if (t->entered.items == NULL || t->passing.items == NULL || t->timers.items == NULL) {
        outside(t, "more than the memory holds");
        return;
    }
    if (!t->has_times)
        return;
    note_entered(t);
    find_steps(t, &steps);
    add_following(t, &steps, end);
}

void release_instants(struct translator *t)
{
    free(t->entered.items);
    free(t->passing.items);
    free(t->timers.items);
}

/* ---- the parts of a day ---- */

static unsigned entries_at(const struct translator *t, cs_instant at)
{
    unsigned count = 0;

    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            count += is_occurrence(t, e) && e->moment.start == at;
    return count;
}

/* The first instant of the three lists that comes after this one; CS_TIME_NEVER: none. */
static cs_instant next_instant(const struct translator *t, cs_instant after)
{
    const struct instants *const all[] = {&t->entered, &t->passing, &t->timers};
    cs_instant next = CS_TIME_NEVER;

    for (size_t k = 0; k < 3; k++)
        for (size_t i = 0; i < all[k]->count; i++)
            if (all[k]->items[i] > after && all[k]->items[i] < next)
                next = all[k]->items[i];
    return next;
}

static void hour_part(struct translator *t, unsigned *number, cs_day day, const char *what, long long at,
                      long long instant)
{
    cs_buffer_printf(t->out, "part(%u,%d,%s(%lld)). hour_of(%d,%s(%lld),%lld).\n", (*number)++, day, what, at, day,
                     what, at, instant);
}

/*
 * At each instant the times that are over by then come first (R 7.2), then the rules that wait for it (R 7.8), then
 * what happens.
 */
void hour_parts(struct translator *t, unsigned *number, cs_day day)
{
    cs_instant start = cs_day_start(day, t->zone), end = cs_day_start(day + 1, t->zone);
    long long slot = 1;

    for (cs_instant at = next_instant(t, start - 1); at < end; at = next_instant(t, at)) {
        if (is_among(&t->passing, at))
            hour_part(t, number, day, "pass", at, at);
        if (is_among(&t->timers, at))
            hour_part(t, number, day, "timer", at, at);
        for (unsigned count = entries_at(t, at); count > 0; count--)
            hour_part(t, number, day, "slot", slot++, at);
    }
}

/* ---- tables ---- */

cs_instant hour_of_day(const struct translator *t, cs_day day, int32_t hour)
{
    int32_t second = hour * 3600;
    cs_instant at[2], end = cs_day_start(day + 1, t->zone);

    if (cs_zone_instants(t->zone, day, second, at) > 0)
        return at[0];
    for (cs_instant i = cs_day_start(day, t->zone); i < end; i++) /* R 7.13: as the clock leaves it out */
        if (i + 60 * cs_zone_offset(t->zone, i) >= 86400 * (cs_instant)day + second)
            return i;
    return end;
}

/* By the hour at which a period may end: clock_hour(Hour,Day,X), the first instant after it. */
void clock_hours(struct translator *t, int32_t hour)
{
    for (cs_day day = t->first; day <= t->asked + DAYS_AHEAD; day++)
        cs_buffer_printf(t->out, "clock_hour(%d,%d,%lld). ", hour, day, (long long)hour_of_day(t, day, hour) + 1);
    cs_buffer_char(t->out, '\n');
}

/*
 * day_end(D,X): the day D ends with X. ended_on(X,D): what is over by X was over on the day D. hour_of(D,W,H): the part
 * W of the day begins with H. comes_at(D,W,X): a time that ends with what comes about in it ends with X.
 */
void hour_tables(struct translator *t)
{
    cs_instant end = cs_day_start(t->asked + 1, t->zone);

    cs_buffer_printf(t->out, "end_instant(%lld).\n", (long long)end);
    for (cs_day day = t->first - 60; day <= t->asked + DAYS_AHEAD; day++)
        cs_buffer_printf(t->out, "day_end(%d,%lld). ", day, (long long)cs_day_start(day + 1, t->zone));
    for (size_t i = 0; i < t->passing.count; i++)
        cs_buffer_printf(t->out, "listed(%lld). ended_on(%lld,%d).\n", (long long)t->passing.items[i],
                         (long long)t->passing.items[i], cs_day_of(t->passing.items[i] - 1, t->zone));
    for (cs_day day = t->first; t->has_times && day <= t->asked; day++) {
        static const char *const at_dawn[] = {"early", "dawn", "still", "rise"};
        long long start = cs_day_start(day, t->zone), next = cs_day_start(day + 1, t->zone);

        for (size_t i = 0; i < 4; i++)
            cs_buffer_printf(t->out, "hour_of(%d,%s,%lld). comes_at(%d,%s,%lld). ", day, at_dawn[i], start, day,
                             at_dawn[i], start);
        cs_buffer_printf(t->out, "hour_of(%d,dusk,%lld). hour_of(%d,due,%lld). comes_at(%d,dusk,%lld). "
                                 "comes_at(%d,due,%lld).\n", day, next - 1, day, next, day, next, day, next);
    }
    cs_buffer_text(t->out, "comes_at(D,pass(X),X) :- hour_of(D,pass(X),X). comes_at(D,timer(X),X) :- "
                           "hour_of(D,timer(X),X).\n");
}
