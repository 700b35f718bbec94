/* SPDX-License-Identifier: MIT */
/*
 * The calendar repeats every 400 years ("era") of 146,097 days. Counting each year from 1 March puts the leap day last,
 * so that the days before a month follow one formula (Hinnant).
 *
 * Nothing here overflows: a day beyond the years that can be written is clamped to CS_DAY_FARTHEST days from 1970,
 * some 2.9 million years, so that even the day after it fits a cs_day.
 */
#include "time/civil.h"

#include <stdio.h>
#include <string.h>

#include "base/failure.h"

#define DAYS_OF_ERA 146097
#define DAYS_TO_1970 719468 /* from 0000-03-01 to 1970-01-01 */

int64_t cs_divide_down(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

cs_day cs_day_clamped(int64_t day)
{
    return (cs_day)(day > CS_DAY_FARTHEST ? CS_DAY_FARTHEST : day < -CS_DAY_FARTHEST ? -CS_DAY_FARTHEST : day);
}

static bool is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int64_t day_number(int64_t year, int64_t month, int64_t day)
{
    int64_t from_march = month > 2 ? month - 3 : month + 9;
    int64_t era, of_era, of_year;

    year -= month <= 2;
    era = cs_divide_down(year, 400);
    of_era = year - era * 400;
    of_year = (153 * from_march + 2) / 5 + day - 1;
    return era * DAYS_OF_ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAYS_TO_1970;
}

cs_day cs_day_from_civil(struct cs_civil date)
{
    return cs_day_clamped(day_number(date.year, date.month, date.day));
}

/* Behind the split into eras all fits natural numbers of 32 bits, which are divided faster. */
struct cs_civil cs_civil_from_day(cs_day day)
{
    int64_t shifted = (int64_t)day + DAYS_TO_1970;
    int64_t era = shifted >= 0 ? (uint32_t)shifted / DAYS_OF_ERA : cs_divide_down(shifted, DAYS_OF_ERA);
    uint32_t of_era = (uint32_t)(shifted - era * DAYS_OF_ERA);
    uint32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    uint32_t of_year = of_era - (365 * year + year / 4 - year / 100);
    uint32_t from_march = (5 * of_year + 2) / 153;
    struct cs_civil date;

    date.day = (int32_t)(of_year - (153 * from_march + 2) / 5 + 1);
    date.month = (int32_t)(from_march < 10 ? from_march + 3 : from_march - 9);
    date.year = (int32_t)(year + era * 400 + (date.month <= 2));
    return date;
}

static int32_t month_length(int64_t year, int32_t month)
{
    static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return lengths[month - 1] + (month == 2 && is_leap(year));
}

int32_t cs_days_in_month(int32_t year, int32_t month)
{
    must(month >= 1 && month <= 12);
    return month_length(year, month);
}

bool cs_civil_valid(struct cs_civil date)
{
    return date.year >= -CS_YEAR_MAX && date.year <= CS_YEAR_MAX && date.month >= 1 && date.month <= 12 &&
           date.day >= 1 && date.day <= month_length(date.year, date.month);
}

/* 1970-01-01 was a Thursday. */
enum cs_weekday cs_weekday_of(cs_day day)
{
    int64_t from_monday = (int64_t)day + CS_THURSDAY;

    return (enum cs_weekday)(from_monday - cs_divide_down(from_monday, CS_WEEKDAYS) * CS_WEEKDAYS);
}

bool cs_duration_needs_calendar(struct cs_duration period)
{
    return period.unit == CS_BUSINESS_DAYS || period.or_next;
}

char *cs_duration_text(struct cs_duration period, char out[64])
{
    static const char *const units[CS_UNITS] = {"hour", "day", "month", "year", "business day"};

    snprintf(out, 64, "%d %s%s%s", (int)period.count, units[period.unit], period.count == 1 ? "" : "s",
             period.or_next ? " or the next business day" : "");
    return out;
}

/* R 7.3: all months are added in one step, so that a short month on the way does not change the day of the month. */
static cs_day add_months(cs_day day, int64_t months)
{
    struct cs_civil date = cs_civil_from_day(day);
    int64_t month_number = (int64_t)date.year * 12 + date.month - 1 + months;
    int64_t year = cs_divide_down(month_number, 12);
    int32_t month = (int32_t)(month_number - year * 12) + 1;
    int32_t last = month_length(year, month);

    return cs_day_clamped(day_number(year, month, date.day < last ? date.day : last));
}

cs_day cs_day_add(cs_day day, struct cs_duration period)
{
    switch (period.unit) {
    case CS_DAYS:
        return cs_day_clamped((int64_t)day + period.count);
    case CS_MONTHS:
        return add_months(day, period.count);
    case CS_YEARS:
        return add_months(day, (int64_t)period.count * 12);
    case CS_HOURS:
    case CS_BUSINESS_DAYS:
    case CS_UNITS:
        break;
    }
    must(period.unit == CS_DAYS);
    return day;
}

char *cs_year_text(int32_t year, char out[16])
{
    unsigned figure = (year < 0 ? 0U - (unsigned)year : (unsigned)year) % 10000000; /* no day has a longer year */

    snprintf(out, 16, "%s%s%04u", figure > 9999 ? "Y" : "", year < 0 ? "-" : "", figure);
    return out;
}

/* Writes two figures; returns where the text goes on. By hand, since most of what is shown has dates. */
static char *add_two(char *at, int32_t number)
{
    at[0] = (char)('0' + number / 10 % 10);
    at[1] = (char)('0' + number % 10);
    return at + 2;
}

char *cs_day_text(cs_day day, char out[32])
{
    struct cs_civil date = cs_civil_from_day(day);
    char year[16], *at = out;

    if (date.year >= 0 && date.year <= 9999) {
        at = add_two(add_two(at, date.year / 100), date.year % 100);
    } else {
        cs_year_text(date.year, year);
        memcpy(at, year, strlen(year));
        at += strlen(year);
    }
    *at++ = '-';
    at = add_two(at, date.month);
    *at++ = '-';
    *add_two(at, date.day) = '\0';
    return out;
}
