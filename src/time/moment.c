/* SPDX-License-Identifier: MIT */
/*
 * Dates of the record: which time each form covers, and how it is written again (R 8).
 *
 * Every moment has one interval in two forms: the instants [start, end), and the civil days first..last that they touch
 * in `offset`. For whole days the two are equivalent. An interval made of parts with different offsets has the first
 * offset that was written.
 */
#include <stdio.h>

#include "time/moment_int.h"

static bool is_point(enum cs_moment_form form)
{
    return form != CS_MOMENT_NONE && form != CS_MOMENT_RANGE && form != CS_MOMENT_SPAN;
}

/* The interval [start, end) in the offset of `a`, or of `b` if only that one has a written offset. */
static struct cs_moment interval_of(enum cs_moment_form form, const struct cs_moment *a, const struct cs_moment *b,
                                cs_instant start, cs_instant end)
{
    const struct cs_moment *seen_from = !a->offset_written && b->offset_written ? b : a;
    struct cs_moment moment = {.form = form, .start = start, .end = end};

    moment.offset = seen_from->offset;
    moment.offset_written = seen_from->offset_written;
    moment.zone = a->zone;
    moment.first = moment.begins_last = cs_day_of(start, moment.offset);
    moment.last = moment.ends_first = cs_day_of(end == CS_TIME_NEVER ? end : end - 1, moment.offset);
    return moment;
}

const char *cs_moment_range(struct cs_moment a, struct cs_moment b, struct cs_moment *out)
{
    if (!is_point(a.form) || !is_point(b.form))
        return "both ends of [A..B] must be plain dates";
    if (b.end <= a.start)
        return "the range ends before it begins";
    *out = interval_of(CS_MOMENT_RANGE, &a, &b, a.start, b.end);
    out->hours = a.hours && b.hours;
    out->unsure = true;
    out->from = a.from;
    out->to = b.from;
    return NULL;
}

/* A side of A/B that may lie on several days has no hours, since a time of day would be another instant on each. */
static const char *wrong_side(const struct cs_moment *side)
{
    if (side->form == CS_MOMENT_SPAN)
        return "a side of A/B is a date, [A..B] or open with ..";
    if (side->unsure && (side->start != cs_day_start(side->first, side->offset) ||
                         side->end != cs_day_start(side->last + 1, side->offset)))
        return "where a side of A/B is not certain it is given by days, without hours";
    return NULL;
}

const char *cs_moment_span(struct cs_moment a, struct cs_moment b, struct cs_moment *out)
{
    bool from = a.form != CS_MOMENT_NONE, to = b.form != CS_MOMENT_NONE;
    const char *wrong = wrong_side(&a);

    if (wrong == NULL)
        wrong = wrong_side(&b);
    if (wrong != NULL)
        return wrong;
    if (!from && !to)
        return "one side of A/B must be a date";
    if (from && to && b.end <= a.start)
        return "the time ends before it begins";
    *out = interval_of(CS_MOMENT_SPAN, from ? &a : &b, to ? &b : &a, from ? a.start : CS_TIME_ALWAYS,
                   to ? b.end : CS_TIME_NEVER);
    out->hours = (!from || a.hours) && (!to || b.hours);
    out->unsure = a.unsure || b.unsure;
    out->begins_hours = a.form == CS_MOMENT_TIME;
    if (a.unsure) /* it does not begin after it ended */
        out->begins_last = a.last < out->last ? a.last : out->last;
    if (b.unsure)
        out->ends_first = b.first > out->first ? b.first : out->first;
    out->from = a.from;
    out->to = b.from;
    return NULL;
}

/* Months and days move the civil day and keep the hour; hours move the instant (R 7.1 to 7.3, in both directions). */
static cs_instant shift(cs_instant instant, struct cs_zone offset, struct cs_duration by)
{
    cs_day day = cs_day_of(instant, offset);

    if (by.unit == CS_HOURS)
        return instant + (int64_t)by.count * 3600;
    return cs_zone_same_hour(offset, instant, cs_day_add(day, by));
}

const char *cs_moment_widen(struct cs_moment *moment, struct cs_duration by)
{
    struct cs_duration back = by;
    cs_instant start, end;

    if (by.count < 0)
        return "the tolerance of an approximate date cannot be negative";
    back.count = -by.count;
    start = shift(moment->start, moment->offset, back);
    /* the last second is moved, so that a whole month moved by a month ends with the last day of that month */
    end = shift(moment->end - 1, moment->offset, by) + 1;
    if (cs_civil_from_day(cs_day_of(start, moment->offset)).year < -CS_YEAR_MAX ||
        cs_civil_from_day(cs_day_of(end - 1, moment->offset)).year > CS_YEAR_MAX)
        return "the tolerance leads out of the years Y-999999 to Y999999";
    if (!cs_zone_knows(moment->offset, start, end))
        return "the tolerance leads out of the days for which the clock of this file is known";
    moment->start = start;
    moment->end = end;
    moment->first = cs_day_of(start, moment->offset);
    moment->last = cs_day_of(end - 1, moment->offset);
    return NULL;
}

cs_day cs_moment_last_beginning(const struct cs_moment *moment)
{
    return moment->form == CS_MOMENT_SPAN ? moment->begins_last : moment->last;
}

struct cs_moment cs_moment_beginning(const struct cs_moment *moment)
{
    struct cs_moment out = *moment;
    struct cs_civil civil;

    if (moment->form != CS_MOMENT_SPAN)
        return out;
    out.last = out.ends_first = out.begins_last = moment->begins_last;
    out.end_unknown = out.begin_unknown = false;
    out.hours = moment->begins_hours;
    out.unsure = moment->begins_last > moment->first;
    out.form = out.hours ? CS_MOMENT_TIME : out.unsure ? CS_MOMENT_RANGE : CS_MOMENT_DAY;
    out.end = out.hours ? out.start + 1 : cs_day_start(out.last + 1, out.offset);
    civil = cs_civil_from_day(out.first);
    out.from = out.to = (struct cs_given){0};
    if (out.form == CS_MOMENT_DAY)
        out.from = (struct cs_given){.year = civil.year, .month = (int8_t)civil.month, .day = (int8_t)civil.day};
    return out;
}

const char *cs_moment_about(struct cs_moment a, struct cs_duration d, struct cs_moment *out)
{
    const char *wrong;

    if (!is_point(a.form) || a.from.mark != 0)
        return "only a plain date can be approximate";
    wrong = cs_moment_widen(&a, d);
    if (wrong != NULL)
        return wrong;
    *out = interval_of(CS_MOMENT_RANGE, &a, &a, a.start, a.end);
    out->hours = a.hours;
    out->unsure = true;
    return NULL;
}

/* ---- writing ---- */

/* Does it have to be written in its own form, since its days alone do not determine it? */
static bool is_special(const struct cs_given *given)
{
    return given->mark != 0 || given->year_open > 0 || given->month_open || given->day_open || given->month > 12;
}

static char *given_text(const struct cs_given *given, char out[32])
{
    char year[16];
    int at;

    cs_year_text(given->year, year);
    for (int open = 0; open < given->year_open; open++)
        year[3 - open] = 'X';
    at = snprintf(out, 32, "%s", year);
    if (given->month_open)
        at += snprintf(out + at, 32 - (size_t)at, "-XX");
    else if (given->month > 0)
        at += snprintf(out + at, 32 - (size_t)at, "-%02d", given->month);
    if (given->day_open)
        at += snprintf(out + at, 32 - (size_t)at, "-XX");
    else if (given->day > 0)
        at += snprintf(out + at, 32 - (size_t)at, "-%02d", given->day);
    if (given->mark != 0)
        snprintf(out + at, 32 - (size_t)at, "%c", given->mark);
    return out;
}

/* A side of a range or span: the day if the interval begins (ends) with that day, else the instant. */
static const char *side_text(const struct cs_moment *moment, bool is_end, char out[32])
{
    cs_instant instant = is_end ? moment->end - 1 : moment->start; /* to the minute: what ends at a minute + 1 s */
    cs_day day = is_end ? moment->last : moment->first;
    cs_instant of_day = is_end ? cs_day_start(day + 1, moment->offset) - 1 : cs_day_start(day, moment->offset);

    if (is_special(is_end ? &moment->to : &moment->from))
        return given_text(is_end ? &moment->to : &moment->from, out);
    if (instant != of_day || moment->hours)
        return cs_instant_text(instant, moment->offset, out);
    return cs_day_text(day, out);
}

/* A side of A/B: open, not known, a day, or several days. */
static const char *border_text(const struct cs_moment *moment, bool is_end, char out[48])
{
    cs_day first = is_end ? moment->ends_first : moment->first, last = is_end ? moment->last : moment->begins_last;
    char one[32], other[32];

    if (is_end ? moment->end_unknown : moment->begin_unknown)
        return "";
    if (is_end ? moment->end == CS_TIME_NEVER : moment->start == CS_TIME_ALWAYS)
        return "..";
    if (last == first || is_special(is_end ? &moment->to : &moment->from))
        return side_text(moment, is_end, out);
    snprintf(out, 48, "[%.15s..%.15s]", cs_day_text(first, one), cs_day_text(last, other));
    return out;
}

char *cs_moment_text(const struct cs_moment *moment, char out[96])
{
    char first[48], last[48];

    out[0] = '\0';
    switch (moment->form) {
    case CS_MOMENT_NONE:
        break;
    case CS_MOMENT_TIME:
        snprintf(out, 96, "%s", cs_instant_text(moment->start, moment->offset, first));
        break;
    case CS_MOMENT_DAY:
    case CS_MOMENT_MONTH:
    case CS_MOMENT_SEASON:
    case CS_MOMENT_YEAR:
    case CS_MOMENT_DECADE:
    case CS_MOMENT_CENTURY:
        snprintf(out, 96, "%s", given_text(&moment->from, first));
        break;
    case CS_MOMENT_RANGE:
        snprintf(out, 96, "[%s..%s]", side_text(moment, false, first), side_text(moment, true, last));
        break;
    case CS_MOMENT_SPAN:
        snprintf(out, 96, "%s/%s", border_text(moment, false, first), border_text(moment, true, last));
        break;
    }
    return out;
}
