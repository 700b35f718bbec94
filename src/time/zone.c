/* SPDX-License-Identifier: MIT */
/*
 * Between two changes a clock is an offset. All offsets are less than a day, so what a civil time can mean is found
 * from the changes of the days around it.
 *
 * Nothing here overflows: a day or instant beyond the years that can be written is clamped, see civil.c.
 */
#include "time/zone.h"

#include <stdio.h>
#include <string.h>

#define SECONDS_OF_DAY 86400
#define BEYOND (((int64_t)CS_DAY_FARTHEST + 1) * SECONDS_OF_DAY)

struct cs_zone cs_zone_fixed(int32_t offset)
{
    return (struct cs_zone){NULL, offset};
}

struct cs_zone cs_zone_of(const struct cs_clock *clock)
{
    return (struct cs_zone){clock, 0};
}

bool cs_zone_same(struct cs_zone a, struct cs_zone b)
{
    return a.clock == b.clock && a.offset == b.offset;
}

/* The last change that is not after the instant; the first one if all are. */
static size_t change_at(const struct cs_clock *clock, cs_instant instant)
{
    size_t low = 0, high = clock->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (clock->changes[middle].at <= instant)
            low = middle;
        else
            high = middle;
    }
    return low;
}

int32_t cs_zone_offset(struct cs_zone zone, cs_instant instant)
{
    return zone.clock == NULL ? zone.offset : zone.clock->changes[change_at(zone.clock, instant)].offset;
}

static cs_instant begins(const struct cs_clock *clock, size_t change)
{
    return change == 0 ? CS_TIME_ALWAYS : clock->changes[change].at;
}

static cs_instant ends(const struct cs_clock *clock, size_t change)
{
    return change + 1 == clock->count ? CS_TIME_NEVER : clock->changes[change + 1].at;
}

static int64_t seconds_of(const struct cs_clock *clock, size_t change)
{
    return (int64_t)clock->changes[change].offset * 60;
}

cs_instant cs_day_start(cs_day day, struct cs_zone zone)
{
    int64_t midnight = (int64_t)day * SECONDS_OF_DAY;
    size_t change;

    if (zone.clock == NULL)
        return midnight - (int64_t)zone.offset * 60;
    change = change_at(zone.clock, midnight - SECONDS_OF_DAY);
    while (ends(zone.clock, change) <= midnight - seconds_of(zone.clock, change))
        change++;
    midnight -= seconds_of(zone.clock, change);
    return midnight > begins(zone.clock, change) ? midnight : begins(zone.clock, change);
}

cs_day cs_day_of(cs_instant instant, struct cs_zone zone)
{
    cs_day day;

    if (instant >= BEYOND || instant <= -BEYOND)
        return cs_day_clamped(instant);
    day = cs_day_clamped(cs_divide_down(instant + (int64_t)cs_zone_offset(zone, instant) * 60, SECONDS_OF_DAY));
    /* a clock that is set back over midnight does not bring the day before back */
    while (zone.clock != NULL && cs_day_start(day + 1, zone) <= instant)
        day++;
    return day;
}

/* No text can write it: it is open, or a period after what is open. */
static bool is_unbounded(cs_instant instant)
{
    return instant > BEYOND / 2 || instant < -BEYOND / 2;
}

bool cs_zone_knows(struct cs_zone zone, cs_instant start, cs_instant end)
{
    if (zone.clock == NULL)
        return true;
    return (is_unbounded(start) || start >= cs_day_start(zone.clock->first, zone)) &&
           (is_unbounded(end) || end <= cs_day_start(zone.clock->last + 1, zone));
}

size_t cs_zone_instants(struct cs_zone zone, cs_day day, int32_t second_of_day, cs_instant out[2])
{
    int64_t local = (int64_t)day * SECONDS_OF_DAY + second_of_day;
    size_t count = 0;

    if (zone.clock == NULL) {
        out[0] = local - (int64_t)zone.offset * 60;
        return 1;
    }
    for (size_t change = change_at(zone.clock, local - SECONDS_OF_DAY);
         change < zone.clock->count && count < 2 && begins(zone.clock, change) <= local + SECONDS_OF_DAY; change++) {
        cs_instant instant = local - seconds_of(zone.clock, change);

        if (instant >= begins(zone.clock, change) && instant < ends(zone.clock, change))
            out[count++] = instant;
    }
    return count;
}

cs_instant cs_zone_hour(struct cs_zone zone, cs_day day, int32_t second_of_day)
{
    int64_t local = (int64_t)day * SECONDS_OF_DAY + second_of_day;
    cs_instant instants[2];
    size_t change;

    if (cs_zone_instants(zone, day, second_of_day, instants) > 0)
        return instants[0];
    change = change_at(zone.clock, local - SECONDS_OF_DAY);
    while (ends(zone.clock, change) <= local - seconds_of(zone.clock, change))
        change++;
    return begins(zone.clock, change);
}

cs_instant cs_zone_same_hour(struct cs_zone zone, cs_instant instant, cs_day day)
{
    int64_t local = instant + (int64_t)cs_zone_offset(zone, instant) * 60;

    return cs_zone_hour(zone, day, (int32_t)(local - cs_divide_down(local, SECONDS_OF_DAY) * SECONDS_OF_DAY));
}

char *cs_offset_text(int32_t offset, char out[8])
{
    unsigned east = (unsigned)(offset < 0 ? -offset : offset) % 6000;

    out[0] = offset < 0 ? '-' : '+';
    out[1] = (char)('0' + east / 600);
    out[2] = (char)('0' + east / 60 % 10);
    out[3] = ':';
    out[4] = (char)('0' + east % 60 / 10);
    out[5] = (char)('0' + east % 10);
    out[6] = '\0';
    return out;
}

/* Writes what stands before two figures, and these; returns where the text goes on. */
static char *add_two(char *at, char before, unsigned number)
{
    at[0] = before;
    at[1] = (char)('0' + number / 10);
    at[2] = (char)('0' + number % 10);
    return at + 3;
}

char *cs_instant_text(cs_instant instant, struct cs_zone zone, char out[32])
{
    int32_t offset = cs_zone_offset(zone, instant);
    cs_day day = cs_day_of(instant, cs_zone_fixed(offset));
    int64_t of_day = instant - cs_day_start(day, cs_zone_fixed(offset));
    unsigned minute = (unsigned)(of_day / 60) % 1440, second = (unsigned)(of_day % 60) % 60;
    char *at;

    if (day == CS_DAY_FARTHEST || day == -CS_DAY_FARTHEST) {
        snprintf(out, 32, "%s", day > 0 ? "never" : "always");
        return out;
    }
    /* by hand, since most of what is written has times */
    at = add_two(out + strlen(cs_day_text(day, out)), 'T', minute / 60);
    at = add_two(at, ':', minute % 60);
    if (second != 0)
        at = add_two(at, ':', second);
    cs_offset_text(offset, at);
    return out;
}
