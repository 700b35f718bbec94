/* SPDX-License-Identifier: MIT */
/*
 * Reading dates. One form, nothing guessed: no seconds, no hour 24, no week dates, no time without its offset. What is
 * wrong is said of the part that is wrong, in words that need no knowledge of the form.
 */
#include "time/moment.h"

#include <string.h>

#define OFFSET_MAX (18 * 60)

static const char WHAT_A_DATE_IS[] = "a date is written 2022, 2022-09, 2022-09-13 or 2022-09-13T06:00+04:00";

/* Exactly `count` decimal digits; -1 if one of them is none. The caller has checked that they are there. */
static int32_t digits(const char *text, size_t count)
{
    int32_t value = 0;

    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool cs_offset_parse(const char *text, size_t length, int32_t *out)
{
    int32_t hours, minutes;

    if (length == 1 && text[0] == 'Z') {
        *out = 0;
        return true;
    }
    if (length != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':')
        return false;
    hours = digits(text + 1, 2);
    minutes = digits(text + 4, 2);
    if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > OFFSET_MAX)
        return false;
    *out = (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
    return true;
}

/* Thh:mm OFFSET, which is what is left of the text. */
static const char *read_time(const char *text, size_t length, struct cs_moment *moment)
{
    int32_t hour, minute;

    if (length < 6 || text[0] != 'T' || text[3] != ':' || (hour = digits(text + 1, 2)) < 0 ||
        (minute = digits(text + 4, 2)) < 0)
        return WHAT_A_DATE_IS;
    if (hour == 24 && minute == 0)
        return "the end of a day is written as 00:00 of the next day";
    if (hour > 23)
        return "the hours of a day are 00 to 23";
    if (minute > 59)
        return "the minutes of an hour are 00 to 59";
    if (length == 6)
        return "a time needs its offset from UTC, such as +04:00 or Z";
    if (text[6] == ':' || text[6] == '.')
        return "a time is written to the minute, without seconds";
    if (!cs_offset_parse(text + 6, length - 6, &moment->offset))
        return "an offset is Z, or + or - with hours and minutes, such as +04:00, and at most 18 hours";
    moment->form = CS_MOMENT_TIME;
    moment->offset_written = true;
    moment->hours = true;
    moment->start = cs_day_start(moment->first, moment->offset) + hour * 3600 + minute * 60;
    moment->end = moment->start + 1;
    return NULL;
}

static const char *wrong_day(struct cs_civil date)
{
    if (date.day < 1)
        return "the first day of a month is 01";
    if (date.day > 31)
        return "no month has more than 31 days";
    if (date.month != 2)
        return "the month has no 31st day";
    return date.day == 29 ? "February has no 29th day in that year"
         : date.day == 30 ? "February has no 30th day"
                          : "February has no 31st day";
}

/* Whole days first..last in the zone of the moment. */
static const char *set_days(struct cs_moment *moment, enum cs_moment_form form, struct cs_civil first,
                            struct cs_civil last)
{
    moment->form = form;
    moment->first = cs_day_from_civil(first);
    moment->last = cs_day_from_civil(last);
    moment->start = cs_day_start(moment->first, moment->offset);
    moment->end = cs_day_start(moment->last + 1, moment->offset);
    return NULL;
}

static const char *read_date(const char *text, size_t length, struct cs_moment *moment)
{
    struct cs_civil date = {.year = length >= 4 ? digits(text, 4) : -1, .month = 1, .day = 1};
    struct cs_civil last = {.year = date.year, .month = 12, .day = 31};

    if (date.year < 0 || (length != 4 && length != 7 && length < 10))
        return WHAT_A_DATE_IS;
    if (date.year == 0)
        return "the years are 0001 to 9999";
    if (length == 4)
        return set_days(moment, CS_MOMENT_YEAR, date, last);
    date.month = digits(text + 5, 2);
    if (text[4] != '-' || date.month < 0)
        return WHAT_A_DATE_IS;
    if (date.month < 1 || date.month > 12)
        return "the months of a year are 01 to 12";
    last.month = date.month;
    last.day = cs_days_in_month(date.year, date.month);
    if (length == 7)
        return set_days(moment, CS_MOMENT_MONTH, date, last);
    date.day = digits(text + 8, 2);
    if (text[7] != '-' || date.day < 0)
        return WHAT_A_DATE_IS;
    if (!cs_civil_valid(date))
        return wrong_day(date);
    set_days(moment, CS_MOMENT_DAY, date, date);
    return length == 10 ? NULL : read_time(text + 10, length - 10, moment);
}

const char *cs_moment_parse(const char *text, size_t length, int32_t zone, struct cs_moment *out)
{
    struct cs_moment moment = {.offset = zone};
    const char *wrong = read_date(text, length, &moment);

    if (wrong)
        memset(out, 0, sizeof *out);
    else
        *out = moment;
    return wrong;
}
