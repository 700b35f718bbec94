/* SPDX-License-Identifier: MIT */
/* Time, for clingo: the parts of each day, and on which day each period ends. */
#include <stdio.h>
#include <string.h>

#include "translate_int.h"

#define DAYS_AHEAD 60 /* beyond the day asked about, with which a period that is suspended may end */

void widen(struct translator *t, const struct cs_moment *m)
{
    if (m->form != CS_MOMENT_DAY && m->form != CS_MOMENT_RANGE && m->form != CS_MOMENT_SPAN &&
        m->form != CS_MOMENT_TIME)
        outside(t, "a date that is no hour, day, range or span of days");
    if (m->hours && m->form != CS_MOMENT_TIME)
        outside(t, "a range or span with hours");
    if (!in_zone(t, m))
        outside(t, "a date of another zone");
    if (m->start == CS_TIME_ALWAYS)
        outside(t, "a state from always, or since when is not known");
    else if (m->first < t->first)
        t->first = m->first;
}

static void part(struct translator *t, unsigned *number, cs_day day, const char *what)
{
    cs_buffer_printf(t->out, "part(%u,%d,%s). ", (*number)++, day, what);
}

/* Is the entry dated otherwise by this one, or is it this one? */
static bool dates(const struct cs_entry *line, const struct cs_entry *e)
{
    return line == e || (line->kind == CS_ENTRY_DATED && line->about.name == e->label);
}

/* By one of its dates, may it have been on this day; of a state, begun on it, or ended with the day before? */
static bool may_be(const struct cs_file *f, const struct cs_entry *e, cs_day day, bool of_state)
{
    for (const struct cs_entry *line = f->entries; line != NULL; line = line->next) {
        const struct cs_moment *m = &line->moment;

        if (!dates(line, e))
            continue;
        if (m->first <= day && day <= (m->form == CS_MOMENT_SPAN ? m->begins_last : m->last))
            return true;
        if (of_state && m->form == CS_MOMENT_SPAN && m->ends_first < day && day <= m->last + (cs_day)!m->end_unknown)
            return true;
        if (of_state && m->end_unknown && m->first < day)
            return true;
    }
    return false;
}

static unsigned occurrences_on(const struct translator *t, cs_day day)
{
    unsigned count = 0;

    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            count += e->kind == CS_ENTRY_TERM && shape_of(t, &e->term)->kind == CS_SHAPE_EVENT &&
                     may_be(f, e, day, false);
    return count;
}

/* Has a text rules that wait for the start of a period, or for its end or a moment? */
static bool waits(const struct translator *t, bool early)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_rule *r = f->rules; r != NULL; r = r->next)
            if (r->kind == CS_RULE_WHEN && r->delay != CS_DELAY_NONE && r->start_of == early)
                return true;
    return false;
}

static bool on_day(const struct cs_moment *m, cs_day day)
{
    return m->form != CS_MOMENT_NONE && m->first == day;
}

/* Does a state or a text begin or end as the day begins? */
static bool changes(const struct translator *t, cs_day day)
{
    bool yes = day == t->first;

    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next) {
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            yes |= e->kind == CS_ENTRY_TERM && shape_of(t, &e->term)->kind == CS_SHAPE_FACT && may_be(f, e, day, true);
        for (const struct cs_silent_word *w = f->silent_words; w != NULL; w = w->next)
            yes |= w->data_end && w->moment.first == day;
        for (const struct cs_instrument *i = f->instruments; i != NULL; i = i->next) {
            yes |= on_day(&i->since, day) || on_day(&i->until, day);
            for (const struct cs_article *a = i->articles; a != NULL; a = a->next)
                yes |= on_day(&a->since, day) || on_day(&a->until, day);
        }
    }
    return yes;
}

/* May a bond of the record begin on this day? */
static bool rises(const struct translator *t, cs_day day)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (e->kind == CS_ENTRY_BOND && may_be(f, e, day, false))
                return true;
    return false;
}

/* In a part `dawn` that is called `still` nothing changes; it is there to count the days of a suspension. */
void parts(struct translator *t)
{
    bool early = waits(t, true), dusk = waits(t, false);
    unsigned number = 0;

    for (cs_day day = t->first; day <= t->asked; day++) {
        char slot[32];

        if (early && day > t->first)
            part(t, &number, day, "early");
        part(t, &number, day, changes(t, day) ? "dawn" : "still");
        if (rises(t, day))
            part(t, &number, day, "rise");
        if (t->has_times)
            hour_parts(t, &number, day);
        for (unsigned i = 1, count = t->has_times ? 0 : occurrences_on(t, day); i <= count; i++) {
            snprintf(slot, sizeof slot, "slot(%u)", i);
            part(t, &number, day, slot);
        }
        if (dusk && day < t->asked)
            part(t, &number, day, "dusk");
        if (day < t->asked)
            part(t, &number, day, "due");
        cs_buffer_char(t->out, '\n');
    }
    part(t, &number, t->asked, "end");
    cs_buffer_printf(t->out, "asked_on(%d).\n", t->asked);
}

void period(struct translator *t, const struct cs_instrument *by, struct cs_duration d)
{
    const struct cs_calendar *calendar = by == NULL ? NULL : cs_calendar_of(by->days);
    struct cs_period_end end;

    if (d.unit == CS_HOURS)
        return;
    for (cs_day day = t->first; day <= t->asked; day++) {
        if (!cs_period_end(calendar, day, d, &end))
            outside(t, "a day that the calendar does not know");
        cs_buffer_text(t->out, "lasts(");
        write_period(t, by, d, t->out);
        cs_buffer_printf(t->out, ",%d,%d). ", day, end.last);
    }
    cs_buffer_char(t->out, '\n');
}

/* business(C,D); next_business(C,D,E): the first that comes after D is E. Of the days that a period may end with. */
static void business_days_of(struct translator *t, const struct cs_calendar_text *text)
{
    const struct cs_calendar *calendar = cs_calendar_of(text);
    const char *name = name_text(t, text->name);

    for (cs_day day = t->first, next; day <= t->asked + DAYS_AHEAD; day++) {
        for (next = day + 1; cs_calendar_knows(calendar, next) && !cs_calendar_is_business(calendar, next);)
            next++;
        if (!cs_calendar_knows(calendar, day) || !cs_calendar_knows(calendar, next))
            continue;
        if (cs_calendar_is_business(calendar, day))
            cs_buffer_printf(t->out, "business(\"%s\",%d). ", name, day);
        cs_buffer_printf(t->out, "next_business(\"%s\",%d,%d).\n", name, day, next);
    }
}

void business_days(struct translator *t)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_calendar_text *c = f->calendars; c != NULL; c = c->next)
            business_days_of(t, c);
}

static void periods_of_bond(struct translator *t, const struct cs_instrument *by, const struct cs_bond *bond)
{
    for (const struct cs_bond_limit *l = bond->limits; l != NULL; l = l->next)
        if (l->kind == CS_LIMIT_DURATION)
            period(t, by, l->duration);
}

void periods_of_rules(struct translator *t, const struct cs_file *f)
{
    for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
        if (e->kind == CS_ENTRY_BOND)
            periods_of_bond(t, NULL, e->bond);
    for (const struct cs_rule *r = f->rules; r != NULL; r = r->next) {
        if (r->kind == CS_RULE_WHEN && r->delay == CS_DELAY_DURATION)
            period(t, r->instrument, r->duration);
        for (const struct cs_condition *c = r->conditions; c != NULL; c = c->next)
            if (c->kind == CS_COND_MOMENTS && c->has_duration)
                period(t, r->instrument, c->duration);
        for (const struct cs_effect *e = r->effects; e != NULL; e = e->next)
            if (e->kind == CS_EFFECT_BOND)
                periods_of_bond(t, r->instrument, &e->bond);
    }
}
