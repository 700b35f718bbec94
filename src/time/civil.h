/* SPDX-License-Identifier: MIT */
/*
 * Civil time without a clock: days of the proleptic Gregorian calendar, instants, periods.
 *
 * An instant is a count of seconds since 1970-01-01T00:00Z. A civil day is a count of days since 1970-01-01; which
 * instants it has is said by a zone (zone.h): the day d in zone z runs from cs_day_start(d, z) to cs_day_start(d+1, z).
 * Years are -999999 to 999999 (R 8.11); 0000 is the year before 0001. The readers of dates refuse any other year.
 */
#ifndef CS_TIME_CIVIL_H
#define CS_TIME_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

typedef int64_t cs_instant;
typedef int32_t cs_day;

#define CS_TIME_NEVER INT64_MAX     /* later than every instant */
#define CS_TIME_ALWAYS INT64_MIN    /* earlier than every instant */
#define CS_YEAR_MAX 999999

struct cs_civil { int32_t year, month, day; };

/* Days since 1970-01-01 of a valid date, and back (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
cs_day cs_day_from_civil(struct cs_civil date);
struct cs_civil cs_civil_from_day(cs_day day);
bool cs_civil_valid(struct cs_civil date);
int32_t cs_days_in_month(int32_t year, int32_t month);

/* No day is farther from 1970-01-01; the day after it is a cs_day still. */
#define CS_DAY_FARTHEST (INT32_C(1) << 30)
cs_day cs_day_clamped(int64_t day);
/* a / b, rounded down; b is more than 0. */
int64_t cs_divide_down(int64_t a, int64_t b);

enum cs_weekday { CS_MONDAY, CS_TUESDAY, CS_WEDNESDAY, CS_THURSDAY, CS_FRIDAY, CS_SATURDAY, CS_SUNDAY, CS_WEEKDAYS };
enum cs_weekday cs_weekday_of(cs_day day);

enum cs_unit { CS_HOURS, CS_DAYS, CS_MONTHS, CS_YEARS, CS_BUSINESS_DAYS, CS_UNITS };
struct cs_duration {
    int32_t count;
    enum cs_unit unit;
    bool or_next; /* of days, months, years: "or the next business day" (R 7.10) */
};

/* Is a calendar needed to count this period? */
bool cs_duration_needs_calendar(struct cs_duration period);
/* "3 business days", "30 days or the next business day" */
char *cs_duration_text(struct cs_duration period, char out[64]);

/*
 * `day` plus `count` days, months or years (not hours, not business days). R 7.3: if the month reached has no such day,
 * its last day.
 */
cs_day cs_day_add(cs_day day, struct cs_duration period);

/* "2022", "-0044", "Y17000" */
char *cs_year_text(int32_t year, char out[16]);
/* "2022-09-13"; NUL-terminated, at most 32 bytes. */
char *cs_day_text(cs_day day, char out[32]);

#endif
