/* SPDX-License-Identifier: MIT */
/*
 * Civil time without a clock: days of the proleptic Gregorian calendar, instants, periods.
 *
 * An instant is a count of seconds since 1970-01-01T00:00Z. A civil day is a count of days since 1970-01-01. An offset
 * is in minutes east of UTC, numeric only (R 7); the day d in offset o runs from cs_day_start(d, o) to
 * cs_day_start(d+1, o). Years are -999999 to 999999 (R 8.11); 0000 is the year before 0001. The readers of dates refuse
 * any other year.
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

cs_instant cs_day_start(cs_day day, int32_t offset_minutes);
/* The civil day in which an instant lies, in this offset. */
cs_day cs_day_of(cs_instant instant, int32_t offset_minutes);

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
/*
 * "2022-09-13", and "2022-09-13T06:00+04:00"; both NUL-terminated, at most 32 bytes. Seconds are written unless they
 * are 0.
 */
char *cs_day_text(cs_day day, char out[32]);
char *cs_instant_text(cs_instant instant, int32_t offset_minutes, char out[32]);

#endif
