/* SPDX-License-Identifier: MIT */
/*
 * Each function knows one kind of text. They are tried in order; the first that fits writes the remedy. A remedy that
 * names a date names the same time as the text does, as far as there is one.
 */
#include "time/notation.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "time/moment.h"

#define LONGEST 80

/* One date of the text, and where its remedy goes. */
struct notation {
    const char *text;
    char *out;
    bool plain_number;
};

static bool remedy(const struct notation *notation, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool remedy(const struct notation *notation, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(notation->out, CS_NOTATION_REMEDY_MAX, format, arguments);
    va_end(arguments);
    return true;
}

/* In a pattern 9 is any digit, x a digit or X, * all that follows; any other
 * character is itself. */
static bool fits(const char *text, const char *pattern)
{
    for (; *pattern != '\0'; pattern++, text++) {
        bool digit = *text >= '0' && *text <= '9';

        if (*pattern == '*')
            return true;
        if (*pattern == '9' ? !digit : *pattern == 'x' ? !digit && *text != 'X' : *text != *pattern)
            return false;
    }
    return *text == '\0';
}

static bool can_be_read(const char *text, struct cs_moment *out)
{
    const struct cs_reckoning any = {
        .has_zone = true, .seasons = CS_SEASONS_NORTHERN, .has_approximate = true, .has_uncertain = true};
    struct cs_moment moment;

    return cs_moment_read(text, strlen(text), &any, out != NULL ? out : &moment) == NULL;
}

/* The number of the next `count` digits. */
static int32_t number_at(const char *text, size_t count)
{
    int32_t value = 0;

    for (size_t i = 0; i < count; i++)
        value = value * 10 + (text[i] - '0');
    return value;
}

static const char *day_text(int32_t year, int32_t month, int32_t day, char out[32])
{
    return cs_day_text(cs_day_from_civil((struct cs_civil){year, month, day}), out);
}

/* ---- signs ---- */

/* U+2212, which is no hyphen */
static bool minus_sign(const struct notation *n)
{
    static const char MINUS[] = "\xE2\x88\x92";
    const char *minus = strstr(n->text, MINUS), *hours = strchr(n->text, 'T');
    char text[LONGEST + 1];
    size_t length = 0;

    if (minus == NULL)
        return false;
    for (const char *at = n->text; *at != '\0'; at++) {
        bool sign = strncmp(at, MINUS, strlen(MINUS)) == 0;

        text[length++] = sign ? '-' : *at;
        at += sign ? strlen(MINUS) - 1 : 0;
    }
    text[length] = '\0';
    return hours != NULL && hours < minus ? remedy(n, "The sign before the hours is a hyphen: write %s.", text)
                                          : remedy(n, "Hyphens stand between the parts of a date: write %s.", text);
}

/* 2003-23^european: what a season means is said once for the file */
static bool qualified_season(const struct notation *n)
{
    const char *at = strchr(n->text, '^');

    return at != NULL && at > n->text &&
           remedy(n, "Write %.*s, and \"seasons northern\" or \"seasons southern\" at the head of the file.",
                  (int)(at - n->text), n->text);
}

static bool open_digit_as_u(const struct notation *n)
{
    char text[LONGEST + 1];

    if (!fits(n->text, "99*") || strchr(n->text, 'u') == NULL)
        return false;
    for (size_t i = 0; i <= strlen(n->text); i++)
        text[i] = n->text[i] == 'u' ? 'X' : n->text[i];
    return remedy(n, "An open digit is X: write %s.", text);
}

/* ?2001, 2001~-09, 2004-06-(11)~, 1984?~: one mark stands behind the whole date */
static bool mark_inside(const struct notation *n)
{
    char text[LONGEST + 1];
    size_t length = 0, marks = 0;
    bool doubted = false, estimated = false;

    for (const char *c = n->text; *c != '\0'; c++) {
        bool mark = strchr("?~%", *c) != NULL;

        marks += mark;
        doubted = doubted || *c == '?' || *c == '%';
        estimated = estimated || *c == '~' || *c == '%';
        if (!mark && *c != '(' && *c != ')')
            text[length++] = *c;
    }
    text[length] = '\0';
    if (marks == 0 || !fits(text, "99*"))
        return false;
    if (strchr(text, 'T') != NULL)
        return remedy(n, "Write %.10s%c: a day has a mark, a time of day has none.", text,
                      doubted && estimated ? '%'
                      : doubted            ? '?'
                                           : '~');
    return can_be_read(text, NULL) &&
           remedy(n, "One mark counts for the whole date and stands behind it: write %s%c.", text,
                  doubted && estimated ? '%'
                  : doubted            ? '?'
                                       : '~');
}

/* ---- years ---- */

/* The digits of a year behind its sign; 0 if other characters follow. */
static size_t only_digits(const char *text)
{
    size_t count = strspn(text, "0123456789");

    return text[count] == '\0' || (text[count + 1] == '\0' && strchr("?~%", text[count]) != NULL) ? count : 0;
}

/* -0000, -0000-01-01 */
static bool year_minus_zero(const struct notation *n)
{
    return fits(n->text, "-0000*") && remedy(n, "Write %s.", n->text + 1);
}

/* 19, -04, 193, 12345 */
static bool year_of_other_length(const struct notation *n)
{
    bool before = n->text[0] == '-';
    const char *digits = n->text + before;
    size_t count = only_digits(digits);
    const char *mark = digits + count;
    int32_t year = count > 0 && count <= 9 ? number_at(digits, count) : 0;

    if (count == 0 || count == 4 || (!n->plain_number && !before && digits[count] == '\0'))
        return false;
    if (count == 2 && before && year > 0)
        return remedy(n, "A year has four digits: write -%04d for the year, [-%04d..-%04d] for its hundred years.",
                      year, year * 100 + 99, year * 100);
    if (count == 2)
        return remedy(n, "A year has four digits: write 00%.2s%s for the year, %.2sXX%s for its hundred years.", digits,
                      mark, digits, mark);
    if (count == 3 && before)
        return remedy(n, "A year has four digits: write -0%.3s%s for the year.", digits, mark);
    if (count == 3)
        return remedy(n, "A year has four digits: write 0%.3s%s for the year, %.3sX%s for its ten years.", digits, mark,
                      digits, mark);
    if (count == 5 || count == 6)
        return remedy(n, "A year of more than four digits has a Y: write Y%s%s.", before ? "-" : "", digits);
    return false;
}

/* Y9999, Y00001, Y17E7, Y170000002, and all of these with a small y */
static bool long_year(const struct notation *n)
{
    bool before = fits(n->text, "Y-*") || fits(n->text, "y-*");
    const char *digits = n->text + 1 + before;
    size_t count = strspn(digits, "0123456789");
    int32_t year;

    if (!n->plain_number || (n->text[0] != 'Y' && n->text[0] != 'y') || count == 0 || can_be_read(n->text, NULL))
        return false;
    year = count <= 6 ? number_at(digits, count) : 0;
    if (digits[count] == 'E' || digits[count] == 'S' || count > 6)
        return remedy(n, "Write the year digit by digit; the first is Y-999999, the last Y999999.");
    if (year <= 9999)
        return remedy(n, "Write %s%04d%s.", before && year > 0 ? "-" : "", year, digits + count);
    return remedy(n, "Write Y%s%d%s.", before ? "-" : "", year, digits + count);
}

/* 1950S2: known to two digits */
static bool significant_digits(const struct notation *n)
{
    static const int32_t open[] = {0, 1000, 100, 10, 1};
    int32_t count, first;

    if (!fits(n->text, "9999S9") || n->text[5] < '1' || n->text[5] > '4')
        return false;
    count = open[n->text[5] - '0'];
    first = number_at(n->text, 4) / count * count;
    return remedy(n, "Write [%04d..%04d]: some year from the first to the last that is possible.", first,
                  first + count - 1);
}

/* ---- open digits ---- */

static bool nothing_known(const struct notation *n)
{
    return fits(n->text, "XXXX*") &&
           remedy(n, "Write [A..B], with the first and the last day that are possible: any day at all is no date.");
}

/* Two digits, of which some are X: the least and the greatest number that they can be, from `least` to `most`. */
static void bounds(const char *text, int32_t least, int32_t most, int32_t *low, int32_t *high)
{
    int32_t first = (text[0] == 'X' ? 0 : text[0] - '0') * 10 + (text[1] == 'X' ? 0 : text[1] - '0');
    int32_t last = (text[0] == 'X' ? 9 : text[0] - '0') * 10 + (text[1] == 'X' ? 9 : text[1] - '0');

    *low = first < least ? least : first;
    *high = last > most ? most : last;
}

/* 1XXX, 1X99, -01XX: from the first to the last possible year */
static bool open_year(const struct notation *n, const char *text, bool before)
{
    int32_t low, high, low_end, high_end;

    bounds(text, 0, 99, &low, &high);
    bounds(text + 2, 0, 99, &low_end, &high_end);
    low = low * 100 + low_end;
    high = high * 100 + high_end;
    return remedy(n, "Write [%s%04d..%s%04d]: some year from the first to the last that is possible.",
                  before ? "-" : "", before ? high : low, before && low > 0 ? "-" : "", before ? low : high);
}

/* 156X-12-31, 1560-XX-25, 1984-1X, 2004-06-1X: from the first to the last possible date */
static bool open_digits(const struct notation *n)
{
    bool before = n->text[0] == '-';
    const char *text = n->text + before;
    bool day = fits(text, "xxxx-xx-xx"), month = day || fits(text, "xxxx-xx");
    int32_t low, high, low_end, high_end, first[2] = {1, 1}, last[2] = {12, 31};
    char from[32], to[32];

    if ((!month && !fits(text, "xxxx")) || strchr(text, 'X') == NULL || can_be_read(n->text, NULL))
        return false;
    if (!month)
        return open_year(n, text, before);
    bounds(text, 0, 99, &low, &high);
    bounds(text + 2, 0, 99, &low_end, &high_end);
    low = (low * 100 + low_end) * (before ? -1 : 1);
    high = (high * 100 + high_end) * (before ? -1 : 1);
    bounds(text + 5, 1, 12, &first[0], &last[0]);
    if (day)
        bounds(text + 8, 1, 31, &first[1], &last[1]);
    if (first[0] > last[0] || first[1] > last[1])
        return false;
    if (last[1] > cs_days_in_month(before ? low : high, last[0]))
        last[1] = cs_days_in_month(before ? low : high, last[0]);
    if (first[1] > cs_days_in_month(before ? high : low, first[0]))
        return false;
    if (!day)
        return remedy(n, "Write [%.4s-%02d..%.4s-%02d]: some day from the first to the last that is possible.",
                      cs_year_text(before ? high : low, from), first[0], cs_year_text(before ? low : high, to),
                      last[0]);
    return remedy(n, "Write [%s..%s]: some day from the first to the last that is possible.",
                  day_text(before ? high : low, first[0], first[1], from),
                  day_text(before ? low : high, last[0], last[1], to));
}

/* ---- days ---- */

/* 20040201 */
static bool without_hyphens(const struct notation *n)
{
    return n->plain_number && fits(n->text, "99999999") &&
           remedy(n, "Write %.4s-%.2s-%.2s: hyphens stand between the parts of a date.", n->text, n->text + 4,
                  n->text + 6);
}

/* 2004-W05, 2004-W05-1: the first week is that of 4 January, and begins on a Monday */
static bool week(const struct notation *n)
{
    bool day = fits(n->text, "9999-W99-9");
    cs_day monday;
    char first[32], last[32];

    if (!day && !fits(n->text, "9999-W99"))
        return false;
    monday = cs_day_from_civil((struct cs_civil){number_at(n->text, 4), 1, 4});
    monday += (number_at(n->text + 6, 2) - 1) * 7 - (int32_t)cs_weekday_of(monday);
    if (day)
        return remedy(n, "Weeks are not counted: write %s.",
                      cs_day_text(monday + number_at(n->text + 9, 1) - 1, first));
    return remedy(n, "Weeks are not counted: write [%s..%s] for some day of it.", cs_day_text(monday, first),
                  cs_day_text(monday + 6, last));
}

/* 2004-032: the day of the year */
static bool ordinal_day(const struct notation *n)
{
    cs_day day;
    char text[32];

    if (!fits(n->text, "9999-999"))
        return false;
    day = cs_day_from_civil((struct cs_civil){number_at(n->text, 4), 1, 1}) + number_at(n->text + 5, 3) - 1;
    return cs_civil_from_day(day).year == number_at(n->text, 4) &&
           remedy(n, "Write %s: a day is told by its month.", cs_day_text(day, text));
}

/* 2001-25 to 2001-41: seasons of a hemisphere, quarters, thirds and halves of a year */
static bool part_of_year(const struct notation *n, int32_t year, int32_t part)
{
    static const struct {
        int32_t first, months;
    } parts[] = {{33, 3}, {37, 4}, {40, 6}};
    const char *hemisphere = part <= 28 ? "northern" : "southern";
    char text[16];
    int32_t month;
    size_t i = part >= 40 ? 2 : part >= 37 ? 1 : 0;

    cs_year_text(year, text);
    if (part <= 32)
        return remedy(n, "Write %s-%d, and \"seasons %s\" at the head of the file.", text, 21 + (part - 25) % 4,
                      hemisphere);
    month = (part - parts[i].first) * parts[i].months + 1;
    return remedy(n, "Write [%s-%02d..%s-%02d] for some day of these months.", text, month, text,
                  month + parts[i].months - 1);
}

/* 2016-13, 2016-05-32 */
static bool no_such_day(const struct notation *n)
{
    bool before = n->text[0] == '-';
    const char *text = n->text + before;
    bool day = fits(text, "9999-99-99*");
    int32_t year = 0, month = 0, wrong = 0;
    char last[32];

    if (!day && !fits(text, "9999-99") && !fits(text, "9999-99-XX") &&
        !(fits(text, "9999-99*") && text[7] != '\0' && strchr("?~%", text[7]) != NULL && text[8] == '\0'))
        return false;
    year = number_at(text, 4) * (before ? -1 : 1);
    month = number_at(text + 5, 2);
    if (month >= 25 && month <= 41)
        return part_of_year(n, year, month);
    if (month >= 21 && month <= 24)
        return day && remedy(n, "Write %.7s for some day of that season, or the day with its month.", n->text);
    if (month < 1 || month > 12)
        return remedy(n, "Write %s-XX where the month is not known; 21 to 24 are spring, summer, autumn and winter.",
                      cs_year_text(year, last));
    wrong = day ? number_at(text + 8, 2) : 1;
    if (wrong == 0)
        return remedy(n, "Write %.*s-XX where the day is not known.", 7 + before, n->text);
    return wrong > cs_days_in_month(year, month) &&
           remedy(n, "Write %.*s-XX where the day is not known; the last of the month is %s.", 7 + before, n->text,
                  day_text(year, month, cs_days_in_month(year, month), last));
}

/* ---- times ---- */

/* T16, T16Z */
static bool hour_alone(const struct notation *n, const char *day)
{
    const char *hour = n->text + strlen(day) + 1, *rest;

    if (!fits(hour, "99*") || number_at(hour, 2) > 23)
        return false;
    rest = hour + (hour[2] == 'h' && hour[3] == '\0' ? 3 : 2);
    return (*rest == '\0' || strchr("Z+-", *rest) != NULL) &&
           remedy(n, "Write %sT%.2s:00%s, or [%sT%.2s:00%s..%sT%.2s:59%s] for some moment of that hour.", day, hour,
                  rest, day, hour, rest, day, hour, rest);
}

/* T16h00 */
static bool other_mark(const struct notation *n, const char *day)
{
    const char *time = n->text + strlen(day) + 1;

    return (fits(time, "99h99*") || fits(time, "99H99*") || fits(time, "99.99*")) && number_at(time, 2) < 24 &&
           number_at(time + 3, 2) < 60 && remedy(n, "Write %sT%.2s:%s.", day, time, time + 3);
}

/* T1600, T160059Z, T1600+0400 */
static bool without_colons(const struct notation *n, const char *day)
{
    const char *time = n->text + strlen(day) + 1, *rest;
    bool split;

    if (!fits(time, "9999*") || number_at(time, 2) > 23 || number_at(time + 2, 2) > 59)
        return false;
    rest = time + (fits(time, "999999*") ? 6 : 4);
    split = fits(rest, "+9999") || fits(rest, "-9999");
    if (strspn(time, "0123456789") != (size_t)(rest - time))
        return false;
    return remedy(n, "Write %sT%.2s:%.2s%s%.*s%.*s%s%s.", day, time, time + 2, rest == time + 6 ? ":" : "",
                  (int)(rest - time) - 4, time + 4, split ? 3 : 0, rest, split ? ":" : "", split ? rest + 3 : rest);
}

static bool end_of_day(const struct notation *n, const char *day, const char *time)
{
    struct cs_moment moment;
    char next[32];
    const char *rest = time + (fits(time, "24:00:00*") ? 8 : 5);

    if ((!fits(time, "24:00:00*") && !(fits(time, "24:00*") && time[5] != ':')) || !can_be_read(day, &moment))
        return false;
    return remedy(n, "Write %sT00:00%s.", cs_day_text(moment.first + 1, next), rest);
}

/* The end of hh:mm[:ss[.parts]]; 0 if it is none. */
static size_t clock_length(const char *time)
{
    return fits(time, "99:99:99*") ? 8 : fits(time, "99:99*") ? 5 : 0;
}

static bool wrong_offset(const struct notation *n, const char *offset)
{
    int before = (int)(offset - n->text);
    int32_t east;

    if (*offset == '\0' || cs_offset_parse(offset, strlen(offset), &east))
        return false;
    if (fits(offset, "-00:00") || fits(offset, "-00"))
        return remedy(n, "Write %.*sZ for a time in UTC, and %.10s alone where the offset is not known.", before,
                      n->text, n->text);
    if (strcmp(offset, "UTC") == 0 || strcmp(offset, "GMT") == 0 || strcmp(offset, "z") == 0)
        return remedy(n, "Write %.*sZ.", before, n->text);
    if (fits(offset + 1, "9999"))
        return remedy(n, "Write %.*s%.3s:%.2s.", before, n->text, offset, offset + 3);
    if ((*offset == '+' || *offset == '-') && (fits(offset + 1, "9") || fits(offset + 1, "9:99")))
        return remedy(n, "Write %.*s%c0%c:%s.", before, n->text, *offset, offset[1],
                      offset[2] == ':' ? offset + 3 : "00");
    return remedy(n, "Write %.*s with its offset behind it, from -18:00 to +18:00, with minutes from 00 to 59.", before,
                  n->text);
}

static bool wrong_time(const struct notation *n)
{
    const char *t = strchr(n->text, 'T');
    char day[LONGEST + 1];
    const char *rest;
    size_t clock;

    if (t == NULL || t == n->text || n->text[0] == 'T')
        return false;
    memcpy(day, n->text, (size_t)(t - n->text));
    day[t - n->text] = '\0';
    clock = clock_length(t + 1);
    rest = t + 1 + clock;
    if (!can_be_read(day, NULL))
        return false;
    if (clock == 0 && (other_mark(n, day) || without_colons(n, day) || hour_alone(n, day)))
        return true;
    if (clock == 0 && strspn(t + 1, "0123456789") < strcspn(t + 1, "Z+-"))
        return false; /* 6pm */
    if (end_of_day(n, day, t + 1))
        return true;
    if (clock == 0 || number_at(t + 1, 2) > 23 || number_at(t + 4, 2) > 59)
        return remedy(n, "Write the time as T16:54 or T16:54:59: hours to 23, minutes and seconds to 59.");
    if (clock == 8 && number_at(t + 7, 2) > 59)
        return remedy(n, "Write %.*s59%s, the last second of that minute.", (int)(t + 7 - n->text), n->text, rest);
    if (*rest == '.' || *rest == ',')
        return remedy(n, "Write %.*s%s.", (int)(rest - n->text), n->text, rest + 1 + strspn(rest + 1, "0123456789"));
    return wrong_offset(n, rest);
}

/* 20220913T1600Z */
static bool day_and_time_without_hyphens(const struct notation *n)
{
    char text[LONGEST + 3];
    struct notation with = *n;

    if (!fits(n->text, "99999999T*"))
        return false;
    snprintf(text, sizeof text, "%.4s-%.2s-%s", n->text, n->text + 4, n->text + 6);
    with.text = text;
    return wrong_time(&with) || (clock_length(text + 11) > 0 && remedy(n, "Write %s.", text));
}

/* ---- dates of other habits ---- */

/* 2009-05-03t10:00z */
static bool small_letters(const struct notation *n)
{
    char text[LONGEST + 1];

    if (!fits(n->text, "9999-99-99*"))
        return false;
    for (size_t i = 0; i <= strlen(n->text); i++)
        text[i] = n->text[i] == 't' ? 'T' : n->text[i] == 'z' ? 'Z' : n->text[i];
    return can_be_read(text, NULL) && remedy(n, "T and Z are capital letters: write %s.", text);
}

/* 2009-05-03Z */
static bool zone_of_a_day(const struct notation *n)
{
    return fits(n->text, "9999-99-99Z") &&
           remedy(n, "Write %.10s: the zone of all days stands at the head of the file, such as: zone +00:00.",
                  n->text);
}

/* 2009Q1, 2009-Q1 */
static bool quarter(const struct notation *n)
{
    bool apart = fits(n->text, "9999-Q9");
    int32_t part = apart || fits(n->text, "9999Q9") ? n->text[apart ? 6 : 5] - '0' : 0;

    return part >= 1 && part <= 4 &&
           remedy(n, "Write [%.4s-%02d..%.4s-%02d] for some day of these months.", n->text, part * 3 - 2, n->text,
                  part * 3);
}

/* 2009-2010 */
static bool two_years(const struct notation *n)
{
    return fits(n->text, "9999-9999") && number_at(n->text, 4) < number_at(n->text + 5, 4) &&
           remedy(n, "Write %.4s/%s for the whole time from the one to the other, [%.4s..%s] for some moment in it.",
                  n->text, n->text + 5, n->text, n->text + 5);
}

/* ---- what stands around a date ---- */

/* A date with other characters before it and behind it. */
struct wrapped { char before[LONGEST + 1], date[LONGEST + 1], behind[LONGEST + 1]; };

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* False if there is no date in the text, or no letters around it. A day without hyphens gets them. */
static bool unwrap(const char *text, struct wrapped *out)
{
    size_t first = strcspn(text, "0123456789"), end = strlen(text);

    while (end > first && strchr("0123456789X?~%", text[end - 1]) == NULL)
        end--;
    snprintf(out->before, sizeof out->before, "%.*s", (int)first, text);
    snprintf(out->date, sizeof out->date, "%.*s", (int)(end - first), text + first);
    snprintf(out->behind, sizeof out->behind, "%s", text + end);
    if (fits(out->date, "99999999"))
        snprintf(out->date, sizeof out->date, "%.4s-%.2s-%.2s", text + first, text + first + 4, text + first + 6);
    return (out->before[0] != '\0' || out->behind[0] != '\0') &&
           out->before[strspn(out->before, LETTERS "<>*.")] == '\0' &&
           out->behind[strspn(out->behind, LETTERS "+")] == '\0';
}

static bool is_one_of(const char *text, const char *const *texts)
{
    while (*texts != NULL && strcmp(text, *texts) != 0)
        texts++;
    return *texts != NULL;
}

/* 44BC: the year 1 before our era is 0000 */
static bool year_before_our_era(const struct notation *n, const struct wrapped *w)
{
    static const char *const words[] = {"BC", "BCE", "bc", "bce", NULL};
    size_t count = strlen(w->date);
    int32_t year;

    if (!is_one_of(w->before, words) && !is_one_of(w->behind, words))
        return false;
    if (count > 4 || only_digits(w->date) != count)
        return false;
    year = number_at(w->date, count);
    return year > 0 && remedy(n, "Write %s%04d: the year 1 before our era is 0000.", year > 1 ? "-" : "", year - 1);
}

/* x2009, c2009, >2009, 2009AD, 2009s */
static bool wrapped_date(const struct notation *n)
{
    static const char *const circa[] = {"c", "c.", "ca", "ca.", "circa", "about", NULL};
    static const char *const sides[] = {"<", ">", "+", "before", "after", "pre", "post", "until", "since", NULL};
    struct wrapped w;

    if (!unwrap(n->text, &w))
        return false;
    if (year_before_our_era(n, &w))
        return true;
    if (fits(n->text, "9990s"))
        return remedy(n, "Write %.3sX: some year of these ten.", n->text);
    if (!fits(w.date, "9999*") || !can_be_read(w.date, NULL))
        return false;
    if (is_one_of(w.before, circa) && w.behind[0] == '\0' && only_digits(&w.date[strlen(w.date) - 1]) == 1)
        return remedy(n, "Write %s~, and at the head of the file how far it may be off, such as: approximate within 30 "
                         "days.", w.date);
    if (is_one_of(w.before, sides) || is_one_of(w.behind, sides))
        return remedy(n, "Write [A..B], with the first and the last day that are possible.");
    return remedy(n, "If \"%s\" is meant as a date, write %s.", n->text, w.date);
}

/* 2023-05-??, 2023-??-??, 2023-05-__ */
static bool open_part(const struct notation *n)
{
    char text[LONGEST + 1];

    if (!fits(n->text, "9999-*") || strpbrk(n->text, "?_") == NULL)
        return false;
    snprintf(text, sizeof text, "%s", n->text);
    for (char *c = text; *c != '\0'; c++)
        if (*c == '?' || *c == '_')
            *c = 'X';
    return can_be_read(text, NULL) && remedy(n, "Write %s: an X stands for a digit that is not known.", text);
}

static bool of_date(const char *text, bool plain_number, char *out)
{
    static bool (*const KINDS[])(const struct notation *n) = {
        open_part,
        minus_sign,  qualified_season,   open_digit_as_u, year_of_other_length, mark_inside,     year_minus_zero,
        long_year,   significant_digits, nothing_known,   open_digits,          without_hyphens, week,
        ordinal_day, no_such_day,        two_years,       quarter,              zone_of_a_day,   small_letters,
        wrong_time,  day_and_time_without_hyphens, wrapped_date};
    const struct notation notation = {text, out, plain_number};

    if (can_be_read(text, NULL))
        return false;
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (KINDS[i](&notation))
            return true;
    return false;
}

/* ---- several dates ---- */

/* {1667,1668}, {1960..1961}: all of them */
static bool each_of(const char *text, char *out)
{
    const char *range = strstr(text, "..");
    const struct notation n = {text, out, false};

    if (text[0] != '{')
        return false;
    if (range == NULL || strchr(text, ',') != NULL)
        return remedy(&n, "Write an entry for each of these dates.");
    return remedy(&n, "Write an entry for each of these dates, or A/B for the whole time from one to the other.");
}

/* [1667,1668], [..A], [A..], [A]: one of them */
static bool one_of(const char *text, char *out)
{
    const struct notation n = {text, out, false};
    size_t length = strlen(text);
    const char *range = strstr(text, "..");

    if (text[0] != '[')
        return false;
    if (strchr(text, ',') != NULL)
        return remedy(&n, "Write [A..B], from the first to the last of these dates; or a line \"dated\" for each date, "
                          "with who says so.");
    if (range == text + 1 || (range != NULL && strcmp(range, "..]") == 0))
        return remedy(&n, "Write [A..B], with the first and the last day that are possible.");
    if (fits(text, "[9999-99-99-9999-99-99]"))
        return remedy(&n, "Two full stops stand between the two ends: [%.10s..%.10s].", text + 1, text + 12);
    return range == NULL && text[length - 1] == ']' &&
           remedy(&n, "Write %.*s: what is in brackets has two ends.", (int)(length - 2), text + 1);
}

/* B..A, B/A: the later date stands first */
static bool turned_round(const char *from, const char *to, const char *format, char *out)
{
    const struct notation n = {from, out, false};
    struct cs_moment first, last;

    if (!can_be_read(from, &first) || !can_be_read(to, &last) || last.end > first.start)
        return false;
    return format[0] == '[' ? remedy(&n, "The earlier date stands first: write [%s..%s].", to, from)
                            : remedy(&n, "The earlier date stands first: write %s/%s.", to, from);
}

/* 09/2009, 2009-06/07, 2009-06-01/05: a month of a year; a second side that leaves out what the first says */
static bool shortened_side(const char *from, const char *to, char *out)
{
    const struct notation n = {from, out, false};
    size_t kept = fits(from, "9999-99") ? 5 : fits(from, "9999-99-99") ? 8 : 0;
    char whole[LONGEST + 1];

    if ((fits(from, "99") || fits(from, "9")) && fits(to, "9999") && number_at(from, strlen(from)) >= 1 &&
        number_at(from, strlen(from)) <= 12)
        return remedy(&n, "Write %s-%02d: the year, then the month.", to, number_at(from, strlen(from)));
    snprintf(whole, sizeof whole, "%.*s%s", (int)kept, from, to);
    if (kept == 0 || !fits(to, "99"))
        return false;
    return can_be_read(whole, NULL) ? remedy(&n, "Both sides are whole dates: write %s/%s.", from, whole)
                                    : of_date(whole, true, out);
}

static bool is_unknown(const char *side)
{
    return strcmp(side, "unknown") == 0 || strcmp(side, "?") == 0;
}

static bool open_side(const char *from, const char *to, char *out)
{
    const struct notation n = {from, out, false};
    bool from_open = from[0] == '\0' || strcmp(from, "..") == 0, to_open = to[0] == '\0' || strcmp(to, "..") == 0;

    if (from_open && to_open)
        return remedy(&n,
                      "One side is a date: write A/.. for what holds from a day on, ../B for what held up to a day.");
    if (strcmp(to, "open") == 0)
        return remedy(&n, "Write %s/.. for what goes on.", from);
    if (is_unknown(to))
        return remedy(&n, "Write %s/ where the end is not known.", from);
    return is_unknown(from) &&
           remedy(&n, "Write /%s where the beginning is not known, [A..B]/%s where it was on one of these days.",
                  to, to);
}

/* Both dates of A..B or A/B, which are between `text` and its end, with `length` bytes between them. */
static bool of_two(char *text, char *between, size_t length, const char *format, char *out)
{
    const char *to = between + length;

    *between = '\0';
    return (format[0] == '/' && (open_side(text, to, out) || shortened_side(text, to, out))) ||
           of_date(text, true, out) || of_date(to, true, out) ||
           turned_round(text, to, format, out);
}

bool cs_notation_remedy(const char *text, size_t length, bool plain_number, char out[CS_NOTATION_REMEDY_MAX])
{
    char copy[LONGEST + 1];
    char *slash, *range;

    if (length == 0 || length > LONGEST)
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    if (each_of(copy, out) || one_of(copy, out))
        return true;
    slash = strchr(copy, '/');
    if (slash != NULL)
        return copy[0] != '[' && strchr(slash + 1, '/') == NULL && of_two(copy, slash, 1, "/", out);
    range = strstr(copy, "..");
    if (copy[0] == '[' && range != NULL && copy[length - 1] == ']') {
        copy[length - 1] = '\0';
        return of_two(copy + 1, range, 2, "[", out);
    }
    return of_date(copy, plain_number, out);
}
