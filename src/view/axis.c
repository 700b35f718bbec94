/* SPDX-License-Identifier: MIT */
#include "view/axis.h"

#include <stdlib.h>

#define DAY_WIDTH 16u
#define SECONDS_OF_DAY 86400
#define NEAR_NARROW 2200u /* least distance of two dates named below the axis: a date is some 65 of 300 pixels wide, */
#define NEAR_WIDE 1250u   /* or of 560 */

void cs_axis_init(struct cs_axis *axis, struct cs_zone zone)
{
    *axis = (struct cs_axis){.zone = zone};
}

void cs_axis_release(struct cs_axis *axis)
{
    free(axis->days);
    axis->days = NULL;
}

void cs_axis_add(struct cs_axis *axis, cs_instant instant)
{
    if (instant == CS_TIME_NEVER || instant == CS_TIME_ALWAYS)
        return;
    if (!cs_grow(&axis->days, &axis->capacity, axis->count + 1, sizeof *axis->days)) {
        axis->failed = true;
        return;
    }
    axis->days[axis->count++] = (struct cs_axis_day){.day = cs_day_of(instant, axis->zone), .count = 1};
}

/* DAY_WIDTH times the binary logarithm of 1 + n, interpolated linearly between powers of two. */
static uint64_t width_of(uint64_t n)
{
    uint64_t whole = 0;

    n++;
    while (n >> (whole + 1) != 0)
        whole++;
    return DAY_WIDTH * whole + (((n - ((uint64_t)1 << whole)) * DAY_WIDTH) >> whole);
}

static int by_day(const void *a, const void *b)
{
    const struct cs_axis_day *x = a, *y = b;

    return (x->day > y->day) - (x->day < y->day);
}

void cs_axis_finish(struct cs_axis *axis)
{
    size_t unique = 0;

    if (axis->count == 0)
        return;
    qsort(axis->days, axis->count, sizeof *axis->days, by_day);
    for (size_t i = 0; i < axis->count; i++) {
        if (unique > 0 && axis->days[unique - 1].day == axis->days[i].day)
            axis->days[unique - 1].count++;
        else
            axis->days[unique++] = axis->days[i];
    }
    axis->count = unique;
    for (size_t i = 0; i < unique; i++) {
        struct cs_axis_day *day = &axis->days[i];

        if (i > 0)
            axis->total += width_of((uint64_t)(day->day - day[-1].day - 1));
        day->start = axis->total;
        day->width = DAY_WIDTH + width_of(day->count - 1) / 2;
        axis->total += day->width;
    }
}

/* The last day of the axis that is not after this one; NULL: it is before them all. */
static const struct cs_axis_day *day_before(const struct cs_axis *axis, cs_day day)
{
    size_t low = 0, high = axis->count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (axis->days[middle].day <= day)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? NULL : &axis->days[low - 1];
}

/*
 * How far an instant is into the days from `first` to the one before `end`, in seconds of days of 24 hours: the day of
 * a change of the clocks, which has 23 or 25, is drawn as wide as others.
 */
static uint64_t seconds_between(const struct cs_axis *axis, cs_day first, cs_instant instant, cs_day end)
{
    cs_instant start = cs_day_start(first, axis->zone), length = cs_day_start(end, axis->zone) - start;
    cs_instant nominal = ((cs_instant)end - first) * SECONDS_OF_DAY, passed = instant - start;

    if (end - first == 1 && length != nominal)
        passed = passed * nominal / length;
    return (uint64_t)(passed < nominal ? passed : nominal);
}

uint32_t cs_axis_place(const struct cs_axis *axis, cs_instant instant)
{
    const struct cs_axis_day *day;
    uint64_t at;

    if (axis->count == 0 || instant <= cs_day_start(axis->days[0].day, axis->zone))
        return 0;
    if (instant >= cs_day_start(axis->days[axis->count - 1].day + 1, axis->zone))
        return CS_AXIS_END;
    day = day_before(axis, cs_day_of(instant, axis->zone));
    if (day->day == cs_day_of(instant, axis->zone)) {
        uint64_t passed = seconds_between(axis, day->day, instant, day->day + 1);

        at = day->start * SECONDS_OF_DAY + day->width * passed;
    } else { /* between two days of the axis */
        uint64_t from = day->start + day->width, gap = day[1].start - from;
        uint64_t passed = seconds_between(axis, day->day + 1, instant, day[1].day);
        uint64_t whole = (uint64_t)(day[1].day - day->day - 1);

        at = from * SECONDS_OF_DAY + gap * passed / whole;
    }
    return (uint32_t)(at * CS_AXIS_END / (axis->total * SECONDS_OF_DAY));
}

/* ---- ticks ---- */

static int busiest_first(const void *a, const void *b)
{
    const struct cs_axis_day *x = *(const struct cs_axis_day *const *)a, *y = *(const struct cs_axis_day *const *)b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return by_day(x, y);
}

/* The room of a date. Near an end of the axis it is written beside its place, not below it, and needs half more. */
static uint32_t room_of(uint32_t place, uint32_t near)
{
    return place < CS_AXIS_EDGE || place > CS_AXIS_END - CS_AXIS_EDGE ? near + near / 2 : near;
}

static bool has_room(const struct cs_tick *ticks, size_t count, uint32_t place, uint32_t near)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t apart = ticks[i].place > place ? ticks[i].place - place : place - ticks[i].place;

        if (apart < room_of(place, near) || apart < room_of(ticks[i].place, near))
            return false;
    }
    return true;
}

/* Chooses `first`, then the busiest days that leave room. */
size_t cs_axis_ticks(struct cs_axis *axis, cs_day first, struct cs_tick out[CS_TICKS_MAX])
{
    const struct cs_axis_day **days = calloc(axis->count + 1, sizeof *days);
    size_t count = 0;

    if (days == NULL) {
        axis->failed = true;
        return 0;
    }
    for (size_t i = 0; i < axis->count; i++)
        days[i] = &axis->days[i];
    qsort(days, axis->count, sizeof *days, busiest_first);
    if (axis->count > 0)
        out[count++] = (struct cs_tick){first, cs_axis_place(axis, cs_day_start(first, axis->zone)), 1};
    for (unsigned level = 1; level <= 2; level++)
        for (size_t i = 0; i < axis->count && count < CS_TICKS_MAX; i++) {
            uint32_t place = cs_axis_place(axis, cs_day_start(days[i]->day, axis->zone));

            if (has_room(out, count, place, level == 1 ? NEAR_NARROW : NEAR_WIDE))
                out[count++] = (struct cs_tick){days[i]->day, place, level};
        }
    free(days);
    return count;
}
