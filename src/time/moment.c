/* SPDX-License-Identifier: MIT */
/*
 * Dates of the record: what each form covers, and how it is written again.
 *
 * Every moment keeps two views of one stretch of time: instants [start, end) and the civil days first..last that they
 * touch in `offset`. Of whole days both say the same. A stretch that was built from parts of different offsets is seen
 * from the first offset that was written.
 */
#include "time/moment.h"

#include <stdio.h>

static bool is_point(enum cs_moment_form form)
{
    return form == CS_MOMENT_TIME || form == CS_MOMENT_DAY || form == CS_MOMENT_MONTH || form == CS_MOMENT_YEAR;
}

/* The stretch [start, end) in the offset of `a`, or of `b` if only that one carries an offset. */
static struct cs_moment stretch(enum cs_moment_form form, const struct cs_moment *a, const struct cs_moment *b,
                                cs_instant start, cs_instant end)
{
    const struct cs_moment *seen_from = !a->offset_written && b->offset_written ? b : a;
    struct cs_moment moment = {.form = form, .start = start, .end = end};

    moment.offset = seen_from->offset;
    moment.offset_written = seen_from->offset_written;
    moment.first = cs_day_of(start, moment.offset);
    moment.last = cs_day_of(end == CS_TIME_NEVER ? end : end - 1, moment.offset);
    return moment;
}

const char *cs_moment_range(struct cs_moment a, struct cs_moment b, struct cs_moment *out)
{
    if (!is_point(a.form) || !is_point(b.form))
        return "both ends of [A..B] must be plain dates";
    if (b.end <= a.start)
        return "the range ends before it begins";
    *out = stretch(CS_MOMENT_RANGE, &a, &b, a.start, b.end);
    out->hours = a.hours && b.hours;
    return NULL;
}

const char *cs_moment_span(struct cs_moment a, struct cs_moment b, struct cs_moment *out)
{
    bool from = a.form != CS_MOMENT_NONE, to = b.form != CS_MOMENT_NONE;

    if ((from && !is_point(a.form)) || (to && !is_point(b.form)))
        return "both sides of A/B must be plain dates, or left open with ..";
    if (!from && !to)
        return "one side of A/B must be a date";
    if (from && to && b.end <= a.start)
        return "the time ends before it begins";
    *out = stretch(CS_MOMENT_SPAN, from ? &a : &b, to ? &b : &a, from ? a.start : CS_TIME_ALWAYS,
                   to ? b.end : CS_TIME_NEVER);
    out->hours = (!from || a.hours) && (!to || b.hours);
    return NULL;
}

/* Months and days move the civil day and keep the hour; hours move the instant (R 7.1 to 7.3, in both directions). */
static cs_instant shift(cs_instant instant, int32_t offset, struct cs_duration by)
{
    cs_day day = cs_day_of(instant, offset);

    if (by.unit == CS_HOURS)
        return instant + (int64_t)by.count * 3600;
    return cs_day_start(cs_day_add(day, by), offset) + (instant - cs_day_start(day, offset));
}

const char *cs_moment_about(struct cs_moment a, struct cs_duration d, struct cs_moment *out)
{
    struct cs_duration back = d;
    cs_instant start, end;

    if (!is_point(a.form))
        return "only a plain date can be approximate";
    if (d.count < 0)
        return "the tolerance of an approximate date cannot be negative";
    back.count = -d.count;
    start = shift(a.start, a.offset, back);
    end = shift(a.end - 1, a.offset, d) + 1; /* from the last second, so that a month more ends with its own last day */
    if (cs_civil_from_day(cs_day_of(start, a.offset)).year < 1 ||
        cs_civil_from_day(cs_day_of(end - 1, a.offset)).year > 9999)
        return "the tolerance leads out of the years 0001 to 9999";
    *out = stretch(CS_MOMENT_RANGE, &a, &a, start, end);
    out->hours = a.hours;
    return NULL;
}

/* A side of a range or span: the day if the stretch begins (ends) with it, else the instant. */
static const char *side_text(const struct cs_moment *moment, bool is_end, char out[32])
{
    cs_instant instant = is_end ? moment->end - 1 : moment->start; /* to the minute: what ends at a minute + 1 s */
    cs_day day = is_end ? moment->last : moment->first;
    cs_instant of_day = is_end ? cs_day_start(day + 1, moment->offset) - 1 : cs_day_start(day, moment->offset);

    if (instant != of_day || moment->hours)
        return cs_instant_text(instant, moment->offset, out);
    return cs_day_text(day, out);
}

char *cs_moment_text(const struct cs_moment *moment, char out[96])
{
    struct cs_civil date = cs_civil_from_day(moment->first);
    char first[32], last[32];

    out[0] = '\0';
    switch (moment->form) {
    case CS_MOMENT_NONE:
        break;
    case CS_MOMENT_TIME:
        snprintf(out, 96, "%s", cs_instant_text(moment->start, moment->offset, first));
        break;
    case CS_MOMENT_DAY:
        snprintf(out, 96, "%s", cs_day_text(moment->first, first));
        break;
    case CS_MOMENT_MONTH:
        snprintf(out, 96, "%04d-%02d", (int)date.year, (int)date.month);
        break;
    case CS_MOMENT_YEAR:
        snprintf(out, 96, "%04d", (int)date.year);
        break;
    case CS_MOMENT_RANGE:
        snprintf(out, 96, "[%s..%s]", side_text(moment, false, first), side_text(moment, true, last));
        break;
    case CS_MOMENT_SPAN:
        snprintf(out, 96, "%s/%s", moment->start == CS_TIME_ALWAYS ? ".." : side_text(moment, false, first),
                 moment->end == CS_TIME_NEVER ? ".." : side_text(moment, true, last));
        break;
    }
    return out;
}
