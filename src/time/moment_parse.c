/* SPDX-License-Identifier: MIT */
/*
 * Reading dates (R 8.1, 8.6, 8.7, 8.11). There is one form, and nothing is guessed: no hour 24, no week dates, no
 * season without its hemisphere, no mark without its tolerance, no time without an offset. A message names the part
 * that is wrong, in words that need no knowledge of the form.
 */
#include "time/moment.h"

#include <string.h>

#include "time/moment_int.h"

#define OFFSET_MAX (18 * 60)

static const char WHAT_A_DATE_IS[] = "a date is written 2022, 2022-09, 2022-09-13 or 2022-09-13T06:00+04:00";
static const char WHAT_THE_YEARS_ARE[] = "the years are Y-999999 to Y999999";

/* The rest of the text. */
struct reader { const char *text; size_t left; };

static void skip(struct reader *reader, size_t count)
{
    reader->text += count;
    reader->left -= count;
}

static bool take(struct reader *reader, char c)
{
    if (reader->left == 0 || reader->text[0] != c)
        return false;
    skip(reader, 1);
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The number of the next `count` bytes, which must exist; -1 if one of them is no digit. */
static int32_t digits(const char *text, size_t count)
{
    int32_t value = 0;

    for (size_t i = 0; i < count; i++) {
        if (!is_digit(text[i]))
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
    if ((length != 3 && length != 6) || (text[0] != '+' && text[0] != '-') || (length == 6 && text[3] != ':'))
        return false;
    hours = digits(text + 1, 2);
    minutes = length == 3 ? 0 : digits(text + 4, 2);
    if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > OFFSET_MAX ||
        (text[0] == '-' && hours + minutes == 0))
        return false;
    *out = (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
    return true;
}

/* Y17000, Y-17000: only a year of more than four digits is written so. */
static const char *read_long_year(struct reader *reader, int32_t *year)
{
    bool before = take(reader, '-');
    size_t count = 0;

    while (count < reader->left && is_digit(reader->text[count]))
        count++;
    if (count == 0)
        return "behind Y stands the number of a year, such as Y17000";
    if (count < 5 || reader->text[0] == '0')
        return "only a year of more than four digits is written with Y";
    if (count > 6)
        return WHAT_THE_YEARS_ARE;
    *year = (before ? -1 : 1) * digits(reader->text, count);
    skip(reader, count);
    return NULL;
}

/* Four digits, the last one or two of which may be X. */
static const char *read_short_year(struct reader *reader, struct cs_given *given)
{
    bool before = take(reader, '-');
    size_t known = 4;

    if (reader->left < 4)
        return WHAT_A_DATE_IS;
    while (known > 0 && reader->text[known - 1] == 'X')
        known--;
    given->year = digits(reader->text, known);
    if (given->year < 0)
        return WHAT_A_DATE_IS;
    if (known < 2)
        return "at most the last two digits of a year are left open: 201X, 20XX";
    given->year_open = (int8_t)(4 - known);
    for (size_t open = known; open < 4; open++)
        given->year *= 10;
    if (before && given->year_open > 0)
        return "no digit of a year before 0000 can be left open";
    if (before && given->year == 0)
        return "the year before 0001 is written 0000";
    if (before)
        given->year = -given->year;
    skip(reader, 4);
    return NULL;
}

/* "-" and two digits, or XX */
static const char *read_part(struct reader *reader, int32_t *value, bool *open)
{
    if (reader->left < 3 || reader->text[0] != '-')
        return WHAT_A_DATE_IS;
    *open = reader->text[1] == 'X' && reader->text[2] == 'X';
    *value = *open ? 0 : digits(reader->text + 1, 2);
    if (*value < 0)
        return WHAT_A_DATE_IS;
    skip(reader, 3);
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

static const char *read_month(struct reader *reader, const struct cs_reckoning *reckoning, struct cs_given *given)
{
    int32_t month;
    const char *wrong = read_part(reader, &month, &given->month_open);

    if (wrong != NULL)
        return wrong;
    given->month = (int8_t)month;
    if (given->month_open)
        return NULL;
    if (month >= 21 && month <= 24)
        return reckoning->seasons != CS_SEASONS_UNSAID ? NULL
               : "a season is told by its hemisphere: write \"seasons northern\" or \"seasons southern\" at the "
                 "head of the file";
    if (month > 24)
        return "the seasons of a year are 21 to 24: spring, summer, autumn, winter";
    return month >= 1 && month <= 12 ? NULL : "the months of a year are 01 to 12";
}

static const char *read_day(struct reader *reader, struct cs_given *given)
{
    int32_t day;
    const char *wrong = read_part(reader, &day, &given->day_open);
    struct cs_civil date = {given->year, given->month, 0};

    if (wrong != NULL)
        return wrong;
    if (given->month > 12)
        return "a season has no day of its own";
    given->day = (int8_t)day;
    if (given->day_open)
        return NULL;
    if (given->month_open)
        return "where the month is left open the day is too: 2022-XX-XX";
    date.day = day;
    return cs_civil_valid(date) ? NULL : wrong_day(date);
}

/* hh:mm[:ss], behind the T */
static const char *read_clock(struct reader *reader, int32_t *second_of_day)
{
    int32_t hour, minute, second = 0;

    if (reader->left < 5 || reader->text[2] != ':' || (hour = digits(reader->text, 2)) < 0 ||
        (minute = digits(reader->text + 3, 2)) < 0)
        return WHAT_A_DATE_IS;
    if (hour == 24 && minute == 0 && !(reader->left >= 8 && reader->text[5] == ':' && digits(reader->text + 6, 2) != 0))
        return "the end of a day is written as 00:00 of the next day";
    if (hour > 23)
        return "the hours of a day are 00 to 23";
    if (minute > 59)
        return "the minutes of an hour are 00 to 59";
    skip(reader, 5);
    if (take(reader, ':')) {
        if (reader->left < 2 || (second = digits(reader->text, 2)) < 0)
            return WHAT_A_DATE_IS;
        if (second > 59)
            return "the seconds of a minute are 00 to 59";
        skip(reader, 2);
    }
    if (reader->left > 0 && (reader->text[0] == '.' || reader->text[0] == ','))
        return "a time is written to the second, without parts of it";
    *second_of_day = hour * 3600 + minute * 60 + second;
    return NULL;
}

static const char *read_time(struct reader *reader, const struct cs_reckoning *reckoning, struct cs_moment *moment)
{
    int32_t second_of_day, offset;
    cs_instant instants[2];
    size_t count;
    const char *wrong = read_clock(reader, &second_of_day);
    char last = reader->left > 0 ? reader->text[reader->left - 1] : '\0';

    if (wrong != NULL)
        return wrong;
    if (last == '?' || last == '~' || last == '%')
        return "a date is marked uncertain or approximate, not a time";
    if (reader->left == 0 && !reckoning->has_zone)
        return "a time needs its offset from UTC, such as +04:00 or Z";
    if (reader->left > 0 && !cs_offset_parse(reader->text, reader->left, &offset))
        return "an offset is Z, or + or - with hours and minutes, such as +04:00, and at most 18 hours";
    if (reader->left > 0)
        moment->offset = cs_zone_fixed(offset);
    skip(reader, reader->left);
    count = cs_zone_instants(moment->offset, moment->first, second_of_day, instants);
    if (count != 1)
        return count == 0 ? "the clocks were set forward over this hour that day, so it does not exist there"
                          : "the clocks were set back that day, and showed this hour twice";
    moment->form = CS_MOMENT_TIME;
    moment->offset_written = true;
    moment->hours = true;
    moment->start = instants[0];
    moment->end = moment->start + 1;
    return NULL;
}

/* From the first day of the first possible year to the last day of the last one. */
static void years_of(const struct cs_given *given, struct cs_civil *first, struct cs_civil *last)
{
    static const int32_t more[] = {0, 9, 99};

    *first = (struct cs_civil){given->year, 1, 1};
    *last = (struct cs_civil){given->year + more[given->year_open], 12, 31};
}

/* Spring begins in March in the north, in September in the south; each lasts three months. */
static void season_of(const struct cs_given *given, enum cs_seasons seasons, struct cs_civil *first,
                      struct cs_civil *last)
{
    int32_t month = 3 + (given->month - 21) * 3;

    if (seasons == CS_SEASONS_SOUTHERN)
        month = month > 6 ? month - 6 : month + 6;
    *first = (struct cs_civil){given->year, month, 1};
    *last = month == 12 ? (struct cs_civil){given->year + 1, 2, 0} : (struct cs_civil){given->year, month + 2, 0};
    last->day = cs_days_in_month(last->year, last->month);
}

static enum cs_moment_form form_of(const struct cs_given *given)
{
    if (given->year_open > 0)
        return given->year_open == 1 ? CS_MOMENT_DECADE : CS_MOMENT_CENTURY;
    if (given->month > 12)
        return CS_MOMENT_SEASON;
    if (given->day > 0)
        return CS_MOMENT_DAY;
    return given->month > 0 ? CS_MOMENT_MONTH : CS_MOMENT_YEAR;
}

/* Sets the possible days, in the zone of the moment. */
static void set_days(struct cs_moment *moment, enum cs_seasons seasons)
{
    const struct cs_given *given = &moment->from;
    struct cs_civil first, last;

    moment->form = form_of(given);
    years_of(given, &first, &last);
    if (moment->form == CS_MOMENT_SEASON) {
        season_of(given, seasons, &first, &last);
    } else if (given->month > 0) {
        first.month = last.month = given->month;
        last.day = cs_days_in_month(given->year, given->month);
    }
    if (given->day > 0)
        first.day = last.day = given->day;
    moment->first = cs_day_from_civil(first);
    moment->last = cs_day_from_civil(last);
    moment->start = cs_day_start(moment->first, moment->offset);
    moment->end = cs_day_start(moment->last + 1, moment->offset);
    moment->unsure = given->year_open > 0 || given->month_open || given->day_open;
}

static const char *read_mark(struct reader *reader, const struct cs_reckoning *reckoning, struct cs_moment *moment)
{
    char mark = reader->text[0];
    const char *wrong = NULL;

    if (mark != '?' && mark != '~' && mark != '%')
        return WHAT_A_DATE_IS;
    skip(reader, 1);
    moment->from.mark = mark;
    if (mark != '?' && !reckoning->has_approximate)
        return "what an approximate date stands for is not said: write \"approximate within 5 days\", or whatever is "
               "right, at the head of the file";
    if (mark != '~' && !reckoning->has_uncertain)
        return "what an uncertain date stands for is not said: write \"uncertain within 30 days\", or whatever is "
               "right, at the head of the file";
    moment->unsure = true;
    if (mark != '~')
        wrong = cs_moment_widen(moment, reckoning->uncertain);
    if (mark != '?' && wrong == NULL)
        wrong = cs_moment_widen(moment, reckoning->approximate);
    return wrong;
}

static const char *read_date(struct reader *reader, const struct cs_reckoning *reckoning, struct cs_moment *moment)
{
    struct cs_given *given = &moment->from;
    const char *wrong = take(reader, 'Y') ? read_long_year(reader, &given->year) : read_short_year(reader, given);

    if (wrong == NULL && reader->left > 0 && reader->text[0] == '-') {
        if (given->year_open > 0)
            return "a year with open digits has no month: 201X, 20XX";
        wrong = read_month(reader, reckoning, given);
        if (wrong == NULL && reader->left > 0 && reader->text[0] == '-')
            wrong = read_day(reader, given);
    }
    if (wrong != NULL)
        return wrong;
    set_days(moment, reckoning->seasons);
    if (reader->left > 0 && moment->form == CS_MOMENT_DAY && take(reader, 'T'))
        wrong = read_time(reader, reckoning, moment);
    else if (reader->left > 0)
        wrong = read_mark(reader, reckoning, moment);
    if (wrong == NULL && reader->left == 0 && !cs_zone_knows(moment->offset, moment->start, moment->end))
        return "the clock of this file is not known for that day";
    return wrong == NULL && reader->left > 0 ? WHAT_A_DATE_IS : wrong;
}

const char *cs_moment_read(const char *text, size_t length, const struct cs_reckoning *reckoning, struct cs_moment *out)
{
    struct cs_moment moment = {.offset = reckoning->zone};
    struct reader reader = {text, length};
    const char *wrong = read_date(&reader, reckoning, &moment);

    moment.begins_last = moment.first;
    moment.ends_first = moment.last;
    if (wrong != NULL)
        memset(out, 0, sizeof *out);
    else
        *out = moment;
    return wrong;
}

const char *cs_moment_certain(const char *text, size_t length, const struct cs_reckoning *reckoning,
                              struct cs_moment *out)
{
    /* seasons and marks are read, so that the message says that they are not allowed here */
    const struct cs_reckoning any = {.zone = reckoning->zone,
                                     .has_zone = reckoning->has_zone,
                                     .seasons = CS_SEASONS_NORTHERN,
                                     .has_approximate = true,
                                     .has_uncertain = true};
    const char *wrong = cs_moment_read(text, length, &any, out);

    if (wrong == NULL && (out->unsure || out->form == CS_MOMENT_SEASON)) {
        memset(out, 0, sizeof *out);
        wrong = "a date that must be certain is no season, and has no mark and no X";
    }
    return wrong;
}

const char *cs_moment_parse(const char *text, size_t length, struct cs_zone zone, struct cs_moment *out)
{
    return cs_moment_certain(text, length, &(struct cs_reckoning){.zone = zone}, out);
}
